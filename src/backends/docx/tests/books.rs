//! Tests of books of several articles, and of chapters.

use roxmltree::Document;

use crate::Publication;
use crate::article::{Article, Inline, Metadata};
use crate::host::Memory;

use super::{is, render, value, xml_parts};

fn article(markdown: &str) -> Article {
    let options = crate::ReadOptions { name: "a.md".into(), ..crate::ReadOptions::default() };
    crate::read(markdown.as_bytes(), &options, &Memory::default()).unwrap().article
}

fn book(title: &str, articles: &[&str]) -> Publication {
    let articles: Vec<Article> = articles.iter().map(|markdown| article(markdown)).collect();
    let title = vec![Inline::text(title)];
    Publication { meta: Metadata { title, ..Metadata::default() }, articles }
}

/// The text and the style of each paragraph, and where it leads.
fn paragraphs(xml: &str) -> Vec<(String, String, Option<String>)> {
    let document = Document::parse(xml).unwrap();
    let paragraphs = document.descendants().filter(|node| is(*node, "p"));
    let described = paragraphs.map(|paragraph| {
        let find = |name| paragraph.descendants().find(|node| is(*node, name));
        let text = paragraph.descendants().filter(|node| is(*node, "t")).filter_map(|t| t.text());
        let leads = find("hyperlink").and_then(|link| link.attribute((super::WORD, "anchor")));
        let style = find("pStyle").map(value).unwrap_or_default();
        (text.collect(), style, leads.map(str::to_owned))
    });
    described.collect()
}

/// The names of the bookmarks of a document.
fn bookmarks(xml: &str) -> Vec<String> {
    let document = Document::parse(xml).unwrap();
    let starts = document.descendants().filter(|node| is(*node, "bookmarkStart"));
    starts.filter_map(|start| start.attribute((super::WORD, "name"))).map(str::to_owned).collect()
}

#[test]
fn titles_of_articles_are_headings_and_are_listed() {
    let one = "---\ntitle: The mill\nauthor: A\n---\nText.\n\n## The weir\n\nText.\n";
    let two = "---\ntitle: The lock\n---\nText.\n";
    let parts = xml_parts(&render(&book("Water", &[one, two])));
    let xml = &parts["word/document.xml"];
    let found = paragraphs(xml);
    let shown: Vec<(&str, &str)> =
        found.iter().map(|(text, style, _)| (text.as_str(), style.as_str())).collect();
    let begin = [("Water", "Title"), ("Contents", "TOCHeadingFirst"), ("The mill", "TOC1")];
    assert_eq!(shown[..3], begin, "{shown:?}");
    assert_eq!(shown[3..5], [("The weir", "TOC2"), ("The lock", "TOC1")]);
    for (text, style) in [
        ("The mill", "Heading1NewPage"),
        ("The weir", "Heading2"),
        ("The lock", "Heading1NewPageLast"),
    ] {
        assert!(shown.contains(&(text, style)), "{text}: {shown:?}");
    }
    let targets = found[2..5].iter().map(|(_, _, leads)| leads.clone().unwrap());
    assert_eq!(targets.collect::<Vec<_>>(), bookmarks(xml));
    // What ends a title block in the one way has its space by its style, what does in the other
    // by a derived one.
    let space = |id: &str| {
        let style = parts["word/styles.xml"].split("<w:style ").find(|style| style.contains(id))?;
        style.split("w:after=\"").nth(1)?.split('"').next()?.parse::<i32>().ok()
    };
    assert_eq!(space("\"Author\""), space("\"Heading1NewPageLast\""));
    // The first heading looks as titles do.
    let theme = crate::theme::built_in();
    let size = |xml: &str, id: &str| {
        let document = Document::parse(xml).unwrap();
        let is_style = |node: &roxmltree::Node<'_, '_>| {
            is(*node, "style") && node.attribute((super::WORD, "styleId")) == Some(id)
        };
        let style = document.descendants().find(is_style).unwrap();
        style.descendants().find(|node| is(*node, "sz")).map(value).unwrap()
    };
    let styles = &parts["word/styles.xml"];
    assert_eq!(size(styles, "Heading1"), size(styles, "Title"));
    let alone = xml_parts(&render(&article(one).into()));
    assert_eq!(size(styles, "Heading2"), size(&alone["word/styles.xml"], "Heading1"));
    assert_ne!(theme.style(crate::theme::Role::Title), theme.style(crate::theme::Role::Heading1));
}

#[test]
fn a_book_may_do_without_contents() {
    let mut publication = book("Water", &["# One\n\nText.\n", "# Two\n\nText.\n"]);
    publication.meta.contents = Some(false);
    let parts = xml_parts(&render(&publication));
    assert!(!parts["word/document.xml"].contains("TOC"));
}

#[test]
fn chapters_begin_a_page_in_their_style() {
    let mut theme = crate::theme::built_in().clone();
    theme.blocks.chapter_level = 1;
    let publication = article("---\ntitle: T\n---\nText.\n\n# One\n\n## A\n").into();
    let made = crate::render(&publication, &crate::Target::docx(), &theme, &Memory::default());
    let parts = xml_parts(&made.unwrap().output.bytes.into_vec());
    let styles = &parts["word/styles.xml"];
    let document = Document::parse(styles).unwrap();
    let breaks = document.descendants().filter(|node| is(*node, "pageBreakBefore"));
    let styles: Vec<_> = breaks
        .filter_map(|node| node.ancestors().find(|node| is(*node, "style")))
        .filter_map(|style| style.attribute((super::WORD, "styleId")))
        .collect();
    assert_eq!(styles, ["Heading1"]);
}
