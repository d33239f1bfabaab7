//! What lies in an output, as lines to read and to compare.
//!
//! Of an EPUB: its members, its spine and its navigation. Of a DOCX: its parts,
//! and the style and text of every paragraph. Of a PDF: its pages.

use std::fmt::Write as _;

use roxmltree::Node;

use super::package::{self, Member, attribute};

/// How much of a paragraph is shown, in characters.
const SHOWN: usize = 60;

/// The outline of an EPUB.
pub fn epub(bytes: &[u8]) -> Result<String, String> {
    let members = package::members(bytes)?;
    let mut outline = list("EPUB", &members);
    outline.push_str("  spine\n");
    for (name, text) in package::spine(&members)? {
        writeln!(outline, "    {name}").unwrap();
        headings(package::xml(text)?.root_element(), &mut outline);
    }
    outline.push_str("  navigation\n");
    let nav = members.iter().find(|member| member.name.ends_with("nav.xhtml"));
    let nav = package::xml(nav.ok_or("there is no nav.xhtml")?.text()?)?;
    navigation(nav.root_element(), 2, &mut outline);
    Ok(outline)
}

fn list(title: &str, members: &[Member]) -> String {
    let names = members.iter().map(|member| {
        format!("  {}{}\n", member.name, if member.stored { " (stored)" } else { "" })
    });
    format!("{title}\n{}", names.collect::<String>())
}

fn headings(root: Node<'_, '_>, outline: &mut String) {
    let is_heading = |node: &Node<'_, '_>| {
        let name = node.tag_name().name();
        name.len() == 2 && name.starts_with('h') && name.ends_with(|c: char| c.is_ascii_digit())
    };
    for heading in root.descendants().filter(is_heading) {
        writeln!(outline, "      {} {}", heading.tag_name().name(), words(&text(heading))).unwrap();
    }
}

fn navigation(node: Node<'_, '_>, depth: usize, outline: &mut String) {
    for child in node.children().filter(Node::is_element) {
        match child.tag_name().name() {
            "nav" => {
                let kind = attribute(child, "type").unwrap_or("nav");
                writeln!(outline, "    {kind}").unwrap();
                navigation(child, depth + 1, outline);
            }
            "li" => navigation(child, depth + 1, outline),
            "a" | "span" => {
                writeln!(outline, "{}{}", "  ".repeat(depth - 1), words(&text(child))).unwrap();
            }
            _ => navigation(child, depth, outline),
        }
    }
}

/// The outline of a DOCX.
pub fn docx(bytes: &[u8]) -> Result<String, String> {
    let members = package::members(bytes)?;
    let mut outline = list("DOCX", &members);
    for name in ["word/document.xml", "word/footnotes.xml"] {
        if let Ok(part) = package::part(&members, name) {
            writeln!(outline, "  {name}").unwrap();
            paragraphs(package::xml(part)?.root_element(), 2, &mut outline);
        }
    }
    Ok(outline)
}

fn paragraphs(node: Node<'_, '_>, depth: usize, outline: &mut String) {
    let indent = "  ".repeat(depth);
    for child in node.children().filter(Node::is_element) {
        match child.tag_name().name() {
            "p" => {
                let shown = words(&text(child));
                writeln!(outline, "{}", format!("{indent}{} | {shown}", style(child)).trim_end())
                    .unwrap();
            }
            name @ ("tbl" | "tr" | "tc" | "footnote") => {
                writeln!(outline, "{indent}{name}").unwrap();
                paragraphs(child, depth + 1, outline);
            }
            _ => paragraphs(child, depth, outline),
        }
    }
}

/// The style of a paragraph; `-` when it names none. Lists show their level.
fn style(paragraph: Node<'_, '_>) -> String {
    let property = |name: &str| {
        let found = paragraph.descendants().find(|node| node.tag_name().name() == name);
        found.and_then(|node| attribute(node, "val")).map(str::to_owned)
    };
    let style = property("pStyle").unwrap_or_else(|| "-".into());
    match property("ilvl") {
        Some(level) => format!("{style} (level {level})"),
        None => style,
    }
}

/// The text of a node; what only names or formats things is none.
pub fn text(node: Node<'_, '_>) -> String {
    let visible = node.descendants().filter(|node| node.is_text());
    visible.filter_map(|node| node.text()).collect()
}

/// The first words of a text, on one line.
fn words(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(SHOWN) {
        Some((at, _)) => format!("{}…", &line[..at]),
        None => line,
    }
}

/// The outline of a PDF: its pages, its outline and its tags.
pub fn pdf(bytes: &[u8]) -> Result<String, String> {
    let document = lopdf::Document::load_mem(bytes).map_err(|error| error.to_string())?;
    let pages = document.get_pages().len();
    let mut outline =
        format!("PDF\n  {pages} {}\n  tags\n", if pages == 1 { "page" } else { "pages" });
    tags(&super::pdf::tags(&document)?, 2, &mut outline);
    Ok(outline)
}

fn tags(element: &super::pdf::Element, depth: usize, outline: &mut String) {
    let direct = element.kids.iter().filter_map(|kid| match kid {
        super::pdf::Kid::Text(text) => Some(text.replace('\u{AD}', "")),
        _ => None,
    });
    let direct = words(&direct.collect::<Vec<_>>().join(" … "));
    let alt = element.alt.as_ref().map_or(String::new(), |alt| format!(" ({alt})"));
    let line = format!("{}{}{alt} | {direct}", "  ".repeat(depth), element.kind);
    writeln!(outline, "{}", line.trim_end_matches([' ', '|'])).unwrap();
    element.elements().for_each(|inner| tags(inner, depth + 1, outline));
}
