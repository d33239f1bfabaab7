//! The words of an article, and the words that its outputs show.
//!
//! A word is a run of at least two letters: numbers, bullets and the letters of
//! formulas are a format's own business. Order counts.

use offprint::article::{Article, Block, BlockKind, Inline, InlineKind, Table, walk};
use offprint::compose;
use offprint::{Publication, language::words::Words};
use roxmltree::Node;

use super::articles::ALTERNATIVES;
use super::package;
use super::pdf::Element;

/// The words of a text.
pub fn of(text: &str) -> Vec<String> {
    let runs = text.split(|c: char| !c.is_alphabetic());
    runs.filter(|run| run.chars().nth(1).is_some()).map(str::to_owned).collect()
}

/// The words that every output must show: title block, text, notes, in this order.
pub fn of_article(article: &Article) -> Vec<String> {
    let publication = Publication::from(article.clone());
    let composition = compose::compose(&publication);
    let mut text = String::new();
    for line in &composition.parts[0].title_block {
        run(&line.content, &mut text);
    }
    blocks(&article.blocks, &mut text);
    article.notes.iter().for_each(|note| blocks(&note.blocks, &mut text));
    of(&text)
}

/// The words that an output may show besides: names of parts, addresses of
/// links, alternative texts of images.
pub fn of_the_program(article: &Article) -> Vec<String> {
    let publication = Publication::from(article.clone());
    let composition = compose::compose(&publication);
    let words: &Words = composition.parts[0].words;
    let mut text = [
        words.contents,
        words.notes,
        words.links,
        words.source,
        words.note,
        words.tip,
        words.important,
        words.warning,
        words.caution,
        words.untitled,
    ]
    .join(" ");
    let mut target = |inline: &Inline| {
        if let InlineKind::Link(link) = &inline.kind {
            text.push_str(&format!(" {}", link.target));
        }
    };
    walk::inlines(article, &mut target);
    for run in [&article.meta.title, &article.meta.subtitle] {
        walk::inlines_in(run, &mut target);
    }
    text.push_str(&ALTERNATIVES.join(" "));
    of(&text)
}

fn blocks(list: &[Block], text: &mut String) {
    for block in list {
        self::block(block, text);
        text.push('\n');
    }
}

fn block(block: &Block, text: &mut String) {
    match &block.kind {
        BlockKind::Heading(heading) => run(&heading.content, text),
        BlockKind::Paragraph { content } => run(content, text),
        BlockKind::Quote(quote) => {
            blocks(&quote.blocks, text);
            run(&quote.attribution, text);
        }
        BlockKind::List(list) => list.items.iter().for_each(|item| blocks(&item.blocks, text)),
        BlockKind::DefinitionList { items } => {
            for item in items {
                item.terms.iter().for_each(|term| run(term, text));
                item.descriptions.iter().for_each(|description| blocks(description, text));
            }
        }
        BlockKind::Code(code) => text.push_str(&code.text),
        BlockKind::Table(table) => self::table(table, text),
        BlockKind::Figure(figure) => run(&figure.caption, text),
        BlockKind::Aside(aside) => {
            run(&aside.title, text);
            blocks(&aside.blocks, text);
        }
        BlockKind::Rule | BlockKind::Math { .. } => {}
    }
}

fn table(table: &Table, text: &mut String) {
    run(&table.caption, text);
    for cell in table.head.iter().chain(&table.body).flat_map(|row| &row.cells) {
        blocks(&cell.blocks, text);
    }
}

/// A run, closed by a line end so that it grows together with nothing.
fn run(inlines: &[Inline], text: &mut String) {
    pieces(inlines, text);
    text.push('\n');
}

fn pieces(inlines: &[Inline], text: &mut String) {
    for inline in inlines {
        match &inline.kind {
            InlineKind::Text { text: piece } | InlineKind::Code { text: piece } => {
                text.push_str(piece);
            }
            InlineKind::Break
            | InlineKind::NoteRef { .. }
            | InlineKind::Image(_)
            | InlineKind::Math { .. } => text.push(' '),
            kind => pieces(kind.content().map_or(&[], Vec::as_slice), text),
        }
    }
}

/// The words that an EPUB shows, along its spine.
pub fn of_epub(bytes: &[u8]) -> Result<Vec<String>, String> {
    let members = package::members(bytes)?;
    let mut text = String::new();
    for (_, page) in package::spine(&members)? {
        let page = package::xml(page)?;
        let body = page.descendants().find(|node| node.tag_name().name() == "body");
        xhtml(body.ok_or("a page without body")?, &mut text);
    }
    Ok(of(&text))
}

fn xhtml(node: Node<'_, '_>, text: &mut String) {
    const INLINE: [&str; 12] =
        ["a", "abbr", "b", "bdi", "cite", "code", "em", "i", "s", "small", "span", "strong"];
    for child in node.children() {
        match child.tag_name().name() {
            _ if child.is_text() => text.push_str(child.text().unwrap_or_default()),
            // Contents may stand in the spine; they repeat the headings.
            "nav" | "annotation" | "script" | "style" => {}
            name if INLINE.contains(&name) || ["sub", "sup", "del"].contains(&name) => {
                xhtml(child, text);
            }
            _ => {
                text.push('\n');
                xhtml(child, text);
                text.push('\n');
            }
        }
    }
}

/// The words that a DOCX shows: the document, then its footnotes.
pub fn of_docx(bytes: &[u8]) -> Result<Vec<String>, String> {
    let members = package::members(bytes)?;
    let mut text = String::new();
    wordml(package::xml(package::part(&members, "word/document.xml")?)?.root(), &mut text);
    if let Ok(notes) = package::part(&members, "word/footnotes.xml") {
        wordml(package::xml(notes)?.root(), &mut text);
    }
    Ok(of(&text))
}

fn wordml(node: Node<'_, '_>, text: &mut String) {
    for child in node.children().filter(Node::is_element) {
        match child.tag_name().name() {
            "t" => text.push_str(child.text().unwrap_or_default()),
            "instrText" | "delText" => {}
            "softHyphen" => text.push('\u{AD}'),
            "br" | "tab" | "cr" | "footnoteReference" | "drawing" | "oMath" => {
                text.push(' ');
                wordml(child, text);
                text.push(' ');
            }
            "p" => {
                wordml(child, text);
                text.push('\n');
            }
            _ => wordml(child, text),
        }
    }
}

/// The words that a PDF shows, along its tags, but for notes: wherever they
/// stand, they come at the end, as in the article. Formulas are shown as their
/// source, and numbers of items in letters may look like words.
pub fn of_pdf(bytes: &[u8]) -> Result<Vec<String>, String> {
    let document = lopdf::Document::load_mem(bytes).map_err(|error| error.to_string())?;
    let shown = |element: &Element| {
        element.kind != "Formula" && !(element.kind == "Lbl" && is_number(&element.text()))
    };
    let mut text = String::new();
    let tags = super::pdf::tags(&document)?;
    tags.push_text(&mut text, &|element| element.kind != "Note" && shown(element));
    push_notes(&tags, &mut text, &shown);
    Ok(of(&text.replace('\u{AD}', "")))
}

fn push_notes(element: &Element, text: &mut String, shown: &dyn Fn(&Element) -> bool) {
    for inside in element.elements() {
        match inside.kind.as_str() {
            "Note" => inside.push_text(text, shown),
            _ => push_notes(inside, text, shown),
        }
    }
}

/// Whether a label is a number of an item: digits, or letters that may be Roman.
fn is_number(label: &str) -> bool {
    let number = label.trim().strip_suffix('.').unwrap_or_default();
    (1..=8).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

/// What keeps an output from carrying the same words: the first that is
/// missing, out of order, or from nowhere. `None` when nothing does.
pub fn fault(expected: &[String], shown: &[String], also_allowed: &[String]) -> Option<String> {
    let mut wanted = expected.iter().peekable();
    for (place, word) in shown.iter().enumerate() {
        if wanted.peek() == Some(&word) {
            wanted.next();
        } else if !also_allowed.contains(word) {
            let wanted = wanted.peek();
            let around = shown[place.saturating_sub(4)..(place + 4).min(shown.len())].join(" ");
            return Some(format!("“{word}” where {wanted:?} should be, in “{around}”"));
        }
    }
    wanted.next().map(|word| format!("“{word}” is missing at the end"))
}
