//! Tests of fields and controls: what Word makes anew.

use std::collections::BTreeSet;

use roxmltree::Document;

use crate::Target;
use crate::article::{Article, Block, BlockKind, Heading, Inline};
use crate::host::Memory;
use crate::source::Span;

use super::super::finish::WORD;
use super::{assert_in_order, document_of, is, render, shown, value, xml_parts};

/// The body of an article in Markdown, under the built-in theme with a change.
fn body_of(markdown: &str, change: impl Fn(&mut crate::theme::Theme)) -> String {
    let options = crate::ReadOptions { name: "a.md".into(), ..crate::ReadOptions::default() };
    let reading = crate::read(markdown.as_bytes(), &options, &Memory::default()).unwrap();
    let mut theme = crate::theme::built_in().clone();
    change(&mut theme);
    let publication = reading.article.into();
    let made = crate::render(&publication, &Target::docx(), &theme, &Memory::default()).unwrap();
    xml_parts(&made.output.bytes.into_vec()).remove("word/document.xml").unwrap()
}

fn instructions(xml: &str) -> Vec<String> {
    let document = Document::parse(xml).unwrap();
    let fields = document.descendants().filter(|node| is(*node, "instrText"));
    fields.filter_map(|node| node.text().map(|text| text.trim().to_owned())).collect()
}

#[test]
fn numbers_of_captions_are_fields_that_show_them() {
    let table = |caption: &str| {
        format!("<table><caption>{caption}</caption><tr><td>1</td><td>2</td></tr></table>\n\n")
    };
    let article = [
        table("<b>Table 1.</b> One"),
        table("Table 2: Two"),
        table("No number"),
        table("Tab. 7 Seven"),
    ];
    let article = format!("---\nlang: en\n---\nText.\n\n{}", article.concat());
    let xml = body_of(&article, |_| {});
    let ascending = "SEQ Table \\* ARABIC";
    assert_eq!(instructions(&xml), [ascending, ascending, "SEQ Table \\r 7 \\* ARABIC"]);
    assert_in_order(
        &shown(&xml),
        &["Table 1. One", "Table 2: Two", "No number", "Tab. 7 Seven"].map(str::to_owned),
    );
    let xml = body_of(&article, |theme| theme.tables.numbers = true);
    assert_eq!(instructions(&xml).len(), 4);
    assert!(shown(&xml).contains("Table1.Nonumber"), "{}", shown(&xml));
    assert!(instructions(&body_of(&article.replace("lang: en", "lang: ru"), |_| {})).len() == 3);
}

#[test]
fn a_link_that_says_a_heading_follows_it() {
    let article =
        "---\ntitle: T\n---\n# The weir\n\nSee [The weir](#the-weir) and [above](#the-weir).\n";
    let xml = body_of(article, |_| {});
    assert_eq!(instructions(&xml), ["REF the_weir \\* CHARFORMAT"]);
    assert_eq!(xml.matches("w:anchor=\"the_weir\"").count(), 2);
    assert_eq!(shown(&xml).matches("Theweir").count(), 2);
}

#[test]
fn controls_have_numbers_of_their_own() {
    let article = "---\ntitle: T\ntoc: true\n---\n# A\n\n- [ ] a[^1]\n- [x] b\n\n# B\n\n\
        [^1]: Note\n\n    - [x] c\n";
    let parts = document_of(article, None);
    let document = Document::parse(&parts["word/document.xml"]).unwrap();
    let notes = Document::parse(&parts["word/footnotes.xml"]).unwrap();
    let controls = document.descendants().chain(notes.descendants());
    let controls: Vec<_> = controls.filter(|node| is(*node, "sdtPr")).collect();
    let ids = controls.iter().map(|control| value(control.first_child().unwrap()));
    assert_eq!((controls.len(), ids.collect::<BTreeSet<_>>().len()), (4, 4));
    let gallery = controls[0].descendants().find(|node| is(*node, "docPartGallery")).unwrap();
    assert_eq!(value(gallery), "Table of Contents");
}

#[test]
fn an_article_that_asks_has_a_table_of_contents() {
    let heading = |level, text: &str| {
        let content = vec![Inline::text(text)];
        let id = text.to_lowercase();
        Block::new(BlockKind::Heading(Heading { level, id, content }), Span::NONE)
    };
    let blocks = vec![heading(1, "One"), heading(2, "Deep"), heading(1, "Two")];
    let mut article = Article { blocks, ..Article::default() };
    let document = |article: &Article| {
        xml_parts(&render(&article.clone().into())).remove("word/document.xml").unwrap()
    };
    assert!(!document(&article).contains("TOC"));
    article.meta.contents = Some(true);
    let xml = document(&article);
    let document = Document::parse(&xml).unwrap();
    let styles = document.descendants().filter(|node| is(*node, "pStyle")).map(value);
    let styles: Vec<String> = styles.filter(|style| style.starts_with("TOC")).collect();
    assert_eq!(styles, ["TOCHeadingFirst", "TOC1", "TOC2", "TOC1"]);
    let marks = document.descendants().filter(|node| is(*node, "bookmarkStart"));
    let marks: Vec<&str> = marks.filter_map(|node| node.attribute((WORD, "name"))).collect();
    let links = document.descendants().filter(|node| is(*node, "hyperlink"));
    let links: Vec<&str> = links.filter_map(|node| node.attribute((WORD, "anchor"))).collect();
    assert_eq!(links, marks);
    let types = document.descendants().filter(|node| is(*node, "fldChar"));
    let types: Vec<_> = types.filter_map(|node| node.attribute((WORD, "fldCharType"))).collect();
    assert_eq!(types, ["begin", "separate", "end"]);
}
