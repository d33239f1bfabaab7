//! Tests of whole files: an article with every kind of everything, read again
//! with other eyes.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read as _;

use roxmltree::{Document, Node};

use crate::article::{Article, Block, BlockKind, Inline, InlineKind, json, walk};
use crate::host::Memory;
use crate::math::{Formulas, Place};
use crate::{Publication, Target};

use super::finish::WORD;

mod books;
mod fields;

const RELATIONSHIPS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

fn torture() -> Article {
    json::read(include_str!("../../../tests/articles/torture.json")).unwrap()
}

fn render(publication: &Publication) -> Vec<u8> {
    let host = Memory { epoch: Some(1_700_000_000), ..Memory::default() };
    let theme = crate::theme::built_in();
    crate::render(publication, &Target::docx(), theme, &host).unwrap().output.bytes.into_vec()
}

fn parts(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    (0..archive.len())
        .map(|index| {
            let mut file = archive.by_index(index).unwrap();
            let mut content = Vec::new();
            file.read_to_end(&mut content).unwrap();
            (file.name().to_owned(), content)
        })
        .collect()
}

/// The XML parts of a file by name.
fn xml_parts(bytes: &[u8]) -> BTreeMap<String, String> {
    let is_xml = |name: &str| name.ends_with(".xml") || name.ends_with(".rels");
    let parts = parts(bytes).into_iter().filter(|(name, _)| is_xml(name));
    parts.map(|(name, content)| (name, String::from_utf8(content).unwrap())).collect()
}

pub(super) fn is(node: Node<'_, '_>, name: &str) -> bool {
    node.has_tag_name((WORD, name))
}

pub(super) fn value(node: Node<'_, '_>) -> String {
    node.attribute((WORD, "val")).unwrap_or_default().to_owned()
}

/// All that a part shows, without white space.
fn shown(xml: &str) -> String {
    let document = Document::parse(xml).unwrap();
    let text = document.descendants().filter_map(|node| match node.tag_name().name() {
        "t" => node.text(),
        // The sign of a sum or an integral.
        "chr" => node.attributes().next().map(|sign| sign.value()),
        _ => None,
    });
    let text: String = text.collect();
    squash(&text)
}

fn squash(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && *c != '\u{ad}').collect()
}

/// The characters of a formula.
fn formula(tex: &str) -> String {
    let mathml = Formulas::new().mathml(tex, Place::Line).unwrap();
    let document = Document::parse(&mathml).unwrap();
    document.descendants().filter(Node::is_text).filter_map(|node| node.text()).collect()
}

/// The pieces of text of a list of blocks, in the order in which they are shown.
fn pieces(blocks: &[Block], found: &mut Vec<String>) {
    for block in blocks {
        match &block.kind {
            BlockKind::Quote(quote) => {
                pieces(&quote.blocks, found);
                run(&quote.attribution, found);
            }
            BlockKind::DefinitionList { items } => {
                for item in items {
                    item.terms.iter().for_each(|term| run(term, found));
                    item.descriptions.iter().for_each(|blocks| pieces(blocks, found));
                }
            }
            BlockKind::Code(code) => found.push(code.text.clone()),
            BlockKind::Math { tex } => found.push(formula(tex)),
            BlockKind::Figure(figure) => {
                let shown = figure.image.asset.is_none();
                found.extend(shown.then(|| figure.image.alt.clone()));
                run(&figure.caption, found);
            }
            kind => {
                kind.inlines().into_iter().for_each(|content| run(content, found));
                kind.children().into_iter().for_each(|blocks| pieces(blocks, found));
            }
        }
    }
}

fn run(content: &[Inline], found: &mut Vec<String>) {
    walk::inlines_in(content, &mut |inline| match &inline.kind {
        InlineKind::Text { text } | InlineKind::Code { text } => found.push(text.clone()),
        InlineKind::Math { tex } => found.push(formula(tex)),
        InlineKind::Image(image) if image.asset.is_none() => found.push(image.alt.clone()),
        _ => {}
    });
}

/// Asserts that pieces of text are shown one after the other.
fn assert_in_order(shown: &str, pieces: &[String]) {
    let mut rest = shown;
    for piece in pieces {
        let piece = squash(piece);
        let at = rest.find(&piece).unwrap_or_else(|| panic!("“{piece}” is lost before {rest}"));
        rest = &rest[at + piece.len()..];
    }
}

#[test]
fn no_word_of_any_kind_is_lost() {
    let article = torture();
    let parts = xml_parts(&render(&article.clone().into()));
    let mut expected = Vec::new();
    run(&article.meta.title, &mut expected);
    run(&article.meta.subtitle, &mut expected);
    pieces(&article.blocks, &mut expected);
    assert_in_order(&shown(&parts["word/document.xml"]), &expected);
    let mut notes = Vec::new();
    // The last note stands inside of the third one.
    for index in [0, 1, 2, 4, 3] {
        pieces(&article.notes[index].blocks, &mut notes);
    }
    assert_in_order(&shown(&parts["word/footnotes.xml"]), &notes);
}

#[test]
fn every_part_is_xml_and_every_relationship_leads_somewhere() {
    let bytes = render(&torture().into());
    let names: BTreeSet<String> = parts(&bytes).into_iter().map(|(name, _)| name).collect();
    let xml = xml_parts(&bytes);
    for (name, text) in &xml {
        let document = Document::parse(text).unwrap_or_else(|error| panic!("{name}: {error}"));
        let ids = relationship_ids(&xml, name);
        let used = document.descendants().flat_map(|node| node.attributes());
        for attribute in used.filter(|attribute| attribute.namespace() == Some(RELATIONSHIPS)) {
            assert!(ids.contains(attribute.value()), "{name}: {}", attribute.value());
        }
        for node in document.descendants().filter(|node| node.has_tag_name("Relationship")) {
            let target = node.attribute("Target").unwrap();
            let file = if name == "_rels/.rels" { target } else { &format!("word/{target}") };
            let external = node.attribute("TargetMode") == Some("External");
            assert!(external || names.contains(file), "{name}: {target}");
        }
    }
}

fn relationship_ids(parts: &BTreeMap<String, String>, name: &str) -> BTreeSet<String> {
    let (folder, file) = name.rsplit_once('/').unwrap_or(("", name));
    let Some(list) = parts.get(&format!("{folder}/_rels/{file}.rels")) else {
        return BTreeSet::new();
    };
    let document = Document::parse(list).unwrap();
    let ids: Vec<String> =
        document.descendants().filter_map(|node| node.attribute("Id").map(str::to_owned)).collect();
    assert_eq!(ids.len(), ids.iter().collect::<BTreeSet<_>>().len(), "{name}");
    ids.into_iter().collect()
}

#[test]
fn ids_are_unique_and_what_is_named_is_there() {
    let publication = Publication { meta: torture().meta, articles: vec![torture(), torture()] };
    let parts = xml_parts(&render(&publication));
    let body = Document::parse(&parts["word/document.xml"]).unwrap();
    let styles = Document::parse(&parts["word/styles.xml"]).unwrap();
    let numbering = Document::parse(&parts["word/numbering.xml"]).unwrap();
    let all = |document: &Document<'_>, element: &str, attribute: &str| -> Vec<String> {
        let nodes = document.descendants().filter(|node| node.tag_name().name() == element);
        let values = nodes.filter_map(|node| {
            node.attribute((WORD, attribute)).or(node.attribute(attribute)).map(str::to_owned)
        });
        values.collect()
    };
    let mut known = BTreeMap::new();
    for (document, element, attribute) in [
        (&styles, "style", "styleId"),
        (&numbering, "num", "numId"),
        (&body, "bookmarkStart", "name"),
        (&body, "bookmarkStart", "id"),
        (&body, "docPr", "id"),
    ] {
        let ids = all(document, element, attribute);
        let set: BTreeSet<_> = ids.iter().map(|id| id.to_lowercase()).collect();
        assert!(!ids.is_empty() && set.len() == ids.len(), "{element} {attribute}: {ids:?}");
        known.insert((element, attribute), ids.into_iter().collect::<BTreeSet<_>>());
    }
    for (element, place) in [("pStyle", "style"), ("rStyle", "style"), ("tblStyle", "style")] {
        for id in all(&body, element, "val") {
            assert!(known[&(place, "styleId")].contains(&id), "{id}");
        }
    }
    for id in all(&body, "numId", "val") {
        assert!(known[&("num", "numId")].contains(&id), "{id}");
    }
    for anchor in all(&body, "hyperlink", "anchor") {
        assert!(known[&("bookmarkStart", "name")].contains(&anchor), "{anchor}");
        assert!(anchor.chars().count() <= 40);
    }
}

#[test]
fn nothing_is_formatted_by_hand() {
    let parts = xml_parts(&render(&torture().into()));
    let allowed =
        [("pPr", ["pStyle", "numPr", "sectPr"].as_slice()), ("rPr", &["rStyle", "lang", "rtl"])];
    for part in ["word/document.xml", "word/footnotes.xml", "word/footer1.xml"] {
        let document = Document::parse(&parts[part]).unwrap();
        for (properties, allowed) in allowed {
            let found = document.descendants().filter(|node| is(*node, properties));
            // Word's own separators of notes have no style.
            let found = found.filter(|node| node.has_children() && !in_separator(*node));
            for child in found.flat_map(|node| node.children()) {
                let name = child.tag_name().name();
                assert!(allowed.contains(&name), "{part}: {properties} holds {name}");
            }
        }
    }
}

#[test]
fn styles_have_twins_that_know_them() {
    let parts = xml_parts(&render(&torture().into()));
    let styles = Document::parse(&parts["word/styles.xml"]).unwrap();
    let styles: BTreeMap<String, (String, Option<String>)> = styles
        .descendants()
        .filter(|node| is(*node, "style"))
        .map(|style| {
            let attribute = |name| style.attribute((WORD, name)).unwrap_or_default().to_owned();
            let link = style.children().find(|node| is(*node, "link")).map(value);
            (attribute("styleId"), (attribute("type"), link))
        })
        .collect();
    let linked = styles.iter().filter_map(|(id, (kind, link))| Some((id, kind, link.as_ref()?)));
    for (id, kind, twin) in linked.clone() {
        let (other, back) = &styles[twin];
        assert_eq!((back.as_ref(), other == kind), (Some(id), false), "{id}");
    }
    assert_eq!(linked.count(), 2 * 13);
}

#[test]
fn first_paragraphs_stand_in_where_the_language_wants_it() {
    let style = |language: &str| {
        let markdown = format!("---\nlang: {language}\n---\nText.\n");
        let styles = document_of(&markdown, None).remove("word/styles.xml").unwrap();
        let begin = styles.find("w:styleId=\"FirstParagraph\"").unwrap();
        let end = begin + styles[begin..].find("</w:style>").unwrap();
        styles[begin..end].contains("w:firstLine=\"0\"")
    };
    assert!(style("en"));
    assert!(!style("zh-Hans"));
}

fn in_separator(node: Node<'_, '_>) -> bool {
    node.ancestors().any(|node| is(node, "footnote") && node.attribute((WORD, "type")).is_some())
}

#[test]
fn tables_repeat_their_heads_and_keep_their_spans() {
    let parts = xml_parts(&render(&torture().into()));
    let body = Document::parse(&parts["word/document.xml"]).unwrap();
    let count = |name: &str| body.descendants().filter(|node| is(*node, name)).count();
    assert_eq!(count("tblHeader"), 1);
    assert_eq!((count("gridSpan"), count("vMerge")), (1, 2));
    for table in body.descendants().filter(|node| is(*node, "tbl")) {
        let child = |name| table.children().find(|node| is(*node, name)).unwrap();
        let columns = child("tblGrid").children().count();
        for row in table.children().filter(|node| is(*node, "tr")) {
            let cells = row.children().filter(|node| is(*node, "tc"));
            let widths = cells.map(|cell| {
                let span = cell.descendants().find(|node| is(*node, "gridSpan"));
                span.map_or(1, |span| value(span).parse::<usize>().unwrap())
            });
            assert_eq!(widths.sum::<usize>(), columns);
        }
        let next = table.next_sibling().unwrap();
        assert!(is(next, "p"), "a paragraph follows every table");
    }
}

#[test]
fn images_keep_their_bytes_and_have_alternative_texts() {
    let article = torture();
    let bytes = render(&article.clone().into());
    let photo = parts(&bytes).into_iter().find(|(name, _)| name.ends_with(".jpg")).unwrap();
    assert_eq!(photo.1[..], article.assets["photo"].bytes[..]);
    let xml = &xml_parts(&bytes)["word/document.xml"];
    assert!(xml.contains("descr=\"A grey box\" title=\"Its title\""));
    assert!(xml.contains("decorative"));
    let images = parts(&bytes).iter().filter(|(name, _)| name.contains("media/")).count();
    assert_eq!(images, 5, "an image that is shown twice is there once; a drawing also as pixels");
    let drawing = parts(&bytes).into_iter().find(|(name, _)| name.ends_with(".svg")).unwrap();
    assert_eq!(drawing.1[..], article.assets["svg"].bytes[..]);
    assert!(xml.contains("asvg:svgBlip"));
}

#[test]
fn metadata_reaches_the_properties() {
    let parts = xml_parts(&render(&torture().into()));
    let core = Document::parse(&parts["docProps/core.xml"]).unwrap();
    let text = |name: &str| {
        let found = core.descendants().find(|node| node.tag_name().name() == name);
        found.and_then(|node| node.text().map(str::to_owned)).unwrap_or_default()
    };
    assert_eq!(text("title"), "The Torture of Every Kind & <More>");
    assert_eq!(text("creator"), "Ada O'Brien & <Sons>; Ибраһим");
    assert_eq!(text("keywords"), "one & two, three");
    assert_eq!(text("description"), "What <it> is & does.");
    assert_eq!(text("language"), "en");
    assert_eq!(text("created"), "2026-11-22T00:00:00Z");
    assert_eq!(text("modified"), "2026-11-01T00:00:00Z");
    assert!(parts["docProps/custom.xml"].contains("https://example.org/?a=1&amp;b=2"));
}

#[test]
fn the_same_article_makes_the_same_bytes() {
    let publication = torture().into();
    let first = render(&publication);
    // Counters of the process have moved on by now.
    assert!(first == render(&publication));
    let names: Vec<String> = parts(&first).into_iter().map(|(name, _)| name).collect();
    assert_eq!(names[0], "[Content_Types].xml");
}

#[test]
fn an_empty_article_is_a_file_too() {
    let parts = xml_parts(&render(&Article::default().into()));
    let body = Document::parse(&parts["word/document.xml"]).unwrap();
    assert!(body.descendants().any(|node| is(node, "sectPr")));
    assert!(parts["docProps/core.xml"].contains("Untitled"));
}

/// The parts of an article in Markdown, made with a reference document or without.
pub(super) fn document_of(
    markdown: &str,
    reference: Option<super::Reference>,
) -> BTreeMap<String, String> {
    let options = crate::ReadOptions { name: "a.md".into(), ..crate::ReadOptions::default() };
    let reading = crate::read(markdown.as_bytes(), &options, &Memory::default()).unwrap();
    let target = Target::from(super::Docx { reference });
    let theme = crate::theme::built_in();
    let made = crate::render(&reading.article.into(), &target, theme, &Memory::default()).unwrap();
    xml_parts(&made.output.bytes.into_vec())
}

#[test]
fn words_of_code_are_in_styles_of_their_own() {
    let code = |language: &str| {
        let code = format!("```{language}\nfn f() {{\n\t1 // a\n}}\n```\n");
        let options = crate::ReadOptions { name: "a.md".into(), ..crate::ReadOptions::default() };
        let reading = crate::read(code.as_bytes(), &options, &Memory::default()).unwrap();
        xml_parts(&render(&reading.article.into()))
    };
    let parts = code("rust");
    let document = Document::parse(&parts["word/document.xml"]).unwrap();
    let runs = document.descendants().filter(|node| is(*node, "r"));
    let style = |run: Node<'_, '_>| run.descendants().find(|node| is(*node, "rStyle")).map(value);
    let text = |run: Node<'_, '_>| -> String {
        let texts = run.descendants().filter(|node| is(*node, "t"));
        texts.filter_map(|node| node.text()).collect()
    };
    let styled: Vec<(String, String)> =
        runs.filter_map(|run| Some((style(run)?, text(run)))).collect();
    let expected = [("KeywordTok", "fn"), ("FunctionTok", "f"), ("NumberTok", "1")];
    let expected = expected.map(|(style, text)| (style.to_owned(), text.to_owned()));
    assert_eq!(styled[..3], expected);
    assert_eq!(shown(&parts["word/document.xml"]), squash("fn f() { 1 // a }"));
    assert!(parts["word/styles.xml"].contains("w:styleId=\"CommentTok\""));
    assert!(!parts["word/styles.xml"].contains("w:styleId=\"MetaTok\""));
    assert!(!code("")["word/styles.xml"].contains("Tok"));
}
