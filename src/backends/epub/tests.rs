//! Tests of whole books.

mod covers;
mod faces;
mod images;

use std::io::{Cursor, Read as _};

use zip::ZipArchive;

use super::Epub;
use crate::article::{
    Article, Block, BlockKind, Heading, Image, Inline, InlineKind, Link, Note, PageMarker,
};
use crate::backends::{Target, torture};
use crate::compose::Publication;
use crate::host::Memory;
use crate::source::Span;

fn written(publication: &Publication) -> Vec<u8> {
    let target = Target::from(Epub::default());
    let theme = crate::theme::built_in();
    crate::render(publication, &target, theme, &Memory::default()).unwrap().output.bytes.into_vec()
}

/// The files of a book in their order.
fn files(bytes: &[u8]) -> Vec<(String, String)> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let count = archive.len();
    let read = |index| {
        let mut file = archive.by_index(index).unwrap();
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).unwrap();
        (file.name().to_owned(), String::from_utf8_lossy(&bytes).into_owned())
    };
    (0..count).map(read).collect()
}

fn file(bytes: &[u8], name: &str) -> String {
    files(bytes).into_iter().find(|(path, _)| path == name).unwrap().1
}

/// The content documents and the navigation document, named as they name each other.
fn documents(bytes: &[u8]) -> Vec<(String, String)> {
    let files = files(bytes).into_iter();
    files
        .filter(|(name, _)| name.ends_with(".xhtml"))
        .map(|(name, text)| (name.trim_start_matches("OEBPS/").to_owned(), text))
        .collect()
}

/// A long article with links and notes across its files.
fn long() -> Article {
    let block = |kind| Block::new(kind, Span::NONE);
    let mut article = Article::default();
    for chapter in 0..5 {
        let content = vec![Inline::text(format!("Chapter {chapter}"))];
        let heading = Heading { level: 1, id: format!("c{chapter}"), content };
        article.blocks.push(block(BlockKind::Heading(heading)));
        let target = format!("#c{}", (chapter + 2) % 5);
        let link = Link { target, content: vec![Inline::text("see")], ..Link::default() };
        let id = format!("n{chapter}");
        article.blocks.push(Block::paragraph(vec![
            Inline::text("x".repeat(80_000)),
            Inline::new(InlineKind::Link(link), Span::NONE),
            Inline::new(InlineKind::NoteRef { id: id.clone() }, Span::NONE),
            Inline::new(InlineKind::NoteRef { id: "n0".to_owned() }, Span::NONE),
        ]));
        let blocks = vec![Block::paragraph(vec![Inline::text("A note.")])];
        article.notes.push(Note { id, blocks, span: Span::NONE });
    }
    article
}

#[test]
fn everything_is_there_in_order() {
    let bytes = written(&torture::article().into());
    let text = torture::assert_sound(&documents(&bytes));
    torture::assert_in_order(&text);
}

#[test]
fn the_archive_is_in_order_and_the_same_each_time() {
    let publication = torture::article().into();
    let bytes = written(&publication);
    assert_eq!(bytes, written(&publication));
    assert_eq!(&bytes[30..58], b"mimetypeapplication/epub+zip");
    let names: Vec<String> = files(&bytes).into_iter().map(|(name, _)| name).collect();
    assert_eq!(
        names,
        [
            "mimetype",
            "META-INF/container.xml",
            "OEBPS/article.xhtml",
            "OEBPS/content.opf",
            "OEBPS/images/1.png",
            "OEBPS/nav.xhtml",
            "OEBPS/style.css",
            "OEBPS/toc.ncx",
        ]
    );
}

#[test]
fn a_long_article_becomes_several_files_that_find_each_other() {
    let bytes = written(&long().into());
    let documents = documents(&bytes);
    assert_eq!(documents.len(), 7);
    torture::assert_sound(&documents);
    let notes = &documents.iter().find(|(name, _)| name == "article.notes.xhtml").unwrap().1;
    assert!(notes.contains("href=\"article.1.xhtml#ref-1\""));
    assert!(notes.contains("href=\"article.5.xhtml#ref-5\""));
    assert!(file(&bytes, "OEBPS/nav.xhtml").contains("article.3.xhtml#c2"));
    assert!(file(&bytes, "OEBPS/toc.ncx").contains("article.notes.xhtml#notes"));
}

#[test]
fn articles_of_an_anthology_keep_apart() {
    let article = torture::article();
    let articles = vec![article.clone(), long(), article];
    let bytes = written(&Publication { articles, ..Publication::default() });
    torture::assert_sound(&documents(&bytes));
}

#[test]
fn an_article_of_nothing_is_still_a_book() {
    for publication in [Publication::default(), Article::default().into()] {
        let bytes = written(&publication);
        torture::assert_sound(&documents(&bytes));
        assert!(file(&bytes, "OEBPS/nav.xhtml").contains(">Untitled</a>"));
    }
}

#[test]
fn the_package_says_what_is_known() {
    let opf = file(&written(&torture::article().into()), "OEBPS/content.opf");
    roxmltree::Document::parse(&opf).unwrap();
    for line in [
        "unique-identifier=\"id\"",
        "<dc:identifier id=\"id\">urn:isbn:9783161484100</dc:identifier>",
        "<meta refines=\"#id\" property=\"identifier-type\" scheme=\"onix:codelist5\">15</meta>",
        "<dc:identifier id=\"id-2\">doi:10.1000/&lt;1&gt;&amp;2</dc:identifier>",
        "<meta refines=\"#subtitle\" property=\"title-type\">subtitle</meta>",
        "<meta refines=\"#title\" property=\"display-seq\">2</meta>",
        "<meta refines=\"#kicker\" property=\"display-seq\">1</meta>",
        "<dc:creator id=\"creator-2\">&lt;6&gt;</dc:creator>",
        "<dc:contributor id=\"contributor-1\">&lt;Eva&gt;</dc:contributor>",
        "<meta refines=\"#contributor-1\" property=\"role\" scheme=\"marc:relators\">trl</meta>",
        "<meta refines=\"#contributor-1\" property=\"file-as\">E &amp; \"a\"</meta>",
        "<meta property=\"belongs-to-collection\" id=\"series\">A &amp; B</meta>",
        "<meta refines=\"#series\" property=\"group-position\">3</meta>",
        "<meta name=\"calibre:series\" content=\"A &amp; B\"/>",
        "<dc:subject>two &amp; \"three\"</dc:subject>",
        "<dc:date>2026-11-22</dc:date>",
        "<meta property=\"dcterms:modified\">2026-11-22T00:00:00Z</meta>",
        "<meta property=\"schema:accessMode\">visual</meta>",
        "<reference type=\"text\"",
    ] {
        assert!(opf.contains(line), "{line} is not in {opf}");
    }
}

#[test]
fn titles_and_names_are_as_simple_as_they_can_be() {
    let mut article = Article::default();
    article.meta.title = vec![Inline::text("A")];
    article.meta.language = "en".parse().ok();
    article.meta.authors = vec!["Jane Doe".into(), "The Paper".into()];
    let opf = file(&written(&article.into()), "OEBPS/content.opf");
    assert!(opf.contains("<dc:title>A</dc:title>"));
    assert!(opf.contains("<meta refines=\"#creator-1\" property=\"file-as\">Doe, Jane</meta>"));
    assert!(!opf.contains("refines=\"#creator-2\" property=\"file-as\""));
    assert!(!opf.contains("title-type"));
}

/// What the package of an article with these blocks says of its accessibility.
fn statement(blocks: Vec<Block>) -> String {
    let assets = torture::article().assets;
    let opf = file(
        &written(&Article { blocks, assets, ..Article::default() }.into()),
        "OEBPS/content.opf",
    );
    opf.lines().filter(|line| line.contains("schema:")).map(|line| format!("{line}\n")).collect()
}

#[test]
fn accessibility_is_what_was_written() {
    let image = |alt: &str| {
        let asset = torture::article().assets.keys().next().cloned();
        let image = Image { asset, alt: alt.to_owned(), ..Image::default() };
        Block::paragraph(vec![Inline::new(InlineKind::Image(image), Span::NONE)])
    };
    let plain = statement(vec![Block::paragraph(vec![Inline::text("<img alt=\"\"")])]);
    assert!(plain.contains("accessModeSufficient\">textual<") && !plain.contains("visual"));
    assert!(!plain.contains("structuralNavigation") && plain.contains("There are no images."));
    let told = statement(vec![image("A \"weir\"")]);
    assert!(told.contains("alternativeText") && told.contains("accessModeSufficient\">textual<"));
    let untold = statement(vec![image("A weir"), image("")]);
    assert!(!untold.contains("alternativeText") && untold.contains(">textual,visual<"));
    assert!(untold.contains("others have none"));
}

#[test]
fn addresses_of_the_package_are_ascii() {
    let bytes = written(&torture::article().into());
    for name in ["OEBPS/content.opf", "OEBPS/nav.xhtml", "OEBPS/toc.ncx"] {
        let xml = file(&bytes, name);
        let tree = torture::tree(&xml);
        let attributes = tree.descendants().flat_map(|node| node.attributes());
        for one in attributes.filter(|one| matches!(one.name(), "href" | "src")) {
            assert!(one.value().is_ascii(), "{name}: {}", one.value());
        }
    }
    assert!(file(&bytes, "OEBPS/toc.ncx").contains("article.xhtml#%D0%B3"));
}

/// The pairs that DPUB-ARIA 1.1 and the vocabulary of structure have in common.
#[test]
fn what_has_a_type_has_its_role() {
    const PAIRS: [(&str, &str); 7] = [
        ("noteref", "doc-noteref"),
        ("footnote", "doc-footnote"),
        ("endnotes", "doc-endnotes"),
        ("backlink", "doc-backlink"),
        ("subtitle", "doc-subtitle"),
        ("tip", "doc-tip"),
        ("toc", "doc-toc"),
    ];
    let mut found = std::collections::BTreeSet::new();
    for (name, xhtml) in documents(&written(&torture::article().into())) {
        let tree = torture::tree(&xhtml);
        for node in tree.descendants() {
            let kind = node.attribute(("http://www.idpf.org/2007/ops", "type"));
            let pair = PAIRS.iter().find(|(known, _)| Some(*known) == kind);
            // In the list of landmarks the type is that of what the link leads to.
            let landmark = node.has_tag_name(("http://www.w3.org/1999/xhtml", "a"))
                && node.attribute("role").is_none();
            if let Some((kind, role)) = pair.filter(|_| !landmark) {
                assert_eq!(node.attribute("role"), Some(*role), "{name}: {kind}");
                found.insert(*kind);
            }
        }
    }
    assert_eq!(found.len(), PAIRS.len(), "{found:?}");
}

#[test]
fn the_list_of_pages_leads_into_the_right_files() {
    let mut article = long();
    for (number, block) in article.blocks.iter_mut().skip(1).step_by(2).enumerate() {
        let marker = PageMarker { id: format!("page-{number}"), label: format!("{number}") };
        let marker = Inline::new(InlineKind::PageMarker(marker), Span::NONE);
        block.kind.inlines_mut()[0].insert(1, marker);
    }
    let bytes = written(&article.into());
    torture::assert_sound(&documents(&bytes));
    let nav = file(&bytes, "OEBPS/nav.xhtml");
    let (_, list) = nav.split_once("epub:type=\"page-list\"").unwrap();
    let places: Vec<&str> = list.split("href=\"").skip(1).map(|rest| &rest[..25]).collect();
    assert_eq!(places[0], "article.1.xhtml#page-0\">0");
    assert_eq!(places[4], "article.5.xhtml#page-4\">4");
    // Headings and pages are counted together, as they come.
    let ncx = file(&bytes, "OEBPS/toc.ncx");
    let target = "<pageTarget id=\"page3\" type=\"normal\" value=\"2\" playOrder=\"6\">";
    assert!(ncx.contains(target), "{ncx}");
    assert!(ncx.contains("<navPoint id=\"p4\" playOrder=\"7\">"));
    assert!(ncx.contains("name=\"dtb:totalPageCount\" content=\"5\""));
    let package = file(&bytes, "OEBPS/content.opf");
    for feature in ["pageBreakMarkers", "pageNavigation"] {
        assert!(package.contains(&format!(">{feature}</meta>")));
    }
    assert!(package.contains("<meta property=\"pageBreakSource\">"));
}
