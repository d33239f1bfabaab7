//! Takes out the characters that XML cannot carry.
//!
//! EPUB and DOCX are XML 1.0, which has no way to write most control
//! characters. They have no shape on paper either, so they go everywhere: in
//! text, code, formulas, alternative text, links and metadata.

use crate::article::{Article, BlockKind, Image, InlineKind, Metadata, walk};
use crate::diagnostics::{Diagnostics, Repair};

/// Cleans every string of the article and reports how many characters went.
pub fn run(article: &mut Article, diagnostics: &mut Diagnostics) {
    let mut count = 0;
    metadata(&mut article.meta, &mut |text| count += clean(text));
    for note in &mut article.notes {
        count += clean(&mut note.id);
    }
    walk::nested_runs_mut(article, &mut |run| {
        for inline in run {
            inline_strings(&mut inline.kind, &mut |text| count += clean(text));
        }
    });
    walk::blocks_mut(article, &mut |block| {
        block_strings(&mut block.kind, &mut |text| count += clean(text));
    });
    diagnostics.repaired(Repair::Invisible, count);
}

/// Visits the strings of the metadata that are not running text.
pub(super) fn metadata(meta: &mut Metadata, visit: &mut dyn FnMut(&mut String)) {
    let single = [
        &mut meta.kicker,
        &mut meta.publisher,
        &mut meta.source_url,
        &mut meta.description,
        &mut meta.rights,
    ];
    single.into_iter().flatten().for_each(&mut *visit);
    meta.keywords.iter_mut().for_each(&mut *visit);
    for person in meta.people_mut() {
        visit(&mut person.name);
        person.file_as.iter_mut().for_each(&mut *visit);
    }
    meta.series.iter_mut().for_each(|series| visit(&mut series.name));
    for identifier in &mut meta.identifiers {
        let mut text = identifier.to_string();
        visit(&mut text);
        *identifier = text.into();
    }
}

fn inline_strings(kind: &mut InlineKind, visit: &mut dyn FnMut(&mut String)) {
    match kind {
        InlineKind::Text { text } | InlineKind::Code { text } => visit(text),
        InlineKind::Math { tex } => visit(tex),
        InlineKind::NoteRef { id } => visit(id),
        InlineKind::Image(image) => image_strings(image, visit),
        InlineKind::Link(link) => {
            visit(&mut link.target);
            visit(&mut link.title);
        }
        InlineKind::Abbreviation { expansion, .. } => visit(expansion),
        InlineKind::PageMarker(marker) => {
            visit(&mut marker.id);
            visit(&mut marker.label);
        }
        _ => {}
    }
}

fn block_strings(kind: &mut BlockKind, visit: &mut dyn FnMut(&mut String)) {
    match kind {
        BlockKind::Heading(heading) => visit(&mut heading.id),
        BlockKind::Math { tex } => visit(tex),
        BlockKind::Figure(figure) => image_strings(&mut figure.image, visit),
        BlockKind::Quote(quote) => quote.cite.iter_mut().for_each(visit),
        BlockKind::Code(code) => {
            visit(&mut code.text);
            code.language.iter_mut().for_each(visit);
        }
        _ => {}
    }
}

fn image_strings(image: &mut Image, visit: &mut dyn FnMut(&mut String)) {
    visit(&mut image.reference);
    visit(&mut image.alt);
    visit(&mut image.title);
}

/// Drops control characters, returns how many. Line ends of any kind become
/// `\n`; tabs stay; a form feed parts words, so a space takes its place.
fn clean(text: &mut String) -> u32 {
    if !text.contains(is_control) {
        return 0;
    }
    let mut count = 0;
    let mut cleaned = String::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            '\r' if rest.peek() == Some(&'\n') => {}
            '\r' => cleaned.push('\n'),
            '\u{B}' | '\u{C}' | '\u{85}' => cleaned.push(' '),
            _ if is_control(c) => count += 1,
            _ => cleaned.push(c),
        }
    }
    *text = cleaned;
    count
}

/// C0, DEL and C1, and the two that are no characters.
fn is_control(c: char) -> bool {
    c.is_control() && !matches!(c, '\t' | '\n') || matches!(c, '\u{FFFE}' | '\u{FFFF}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Block, Code, Inline, Person};
    use crate::diagnostics::Kind;
    use crate::source::Span;

    #[test]
    fn control_characters_go_everywhere() {
        let code = Code { language: None, text: "a\t\u{1}b\r\nc".into() };
        let mut article = Article {
            blocks: vec![
                Block::paragraph(vec![Inline::text("a\u{0}b\u{C}c\u{FFFF}")]),
                Block::new(BlockKind::Code(code), Span::NONE),
            ],
            ..Article::default()
        };
        article.meta.authors = vec![Person::from("J\u{7}ane")];
        let mut diagnostics = Diagnostics::new();
        run(&mut article, &mut diagnostics);
        assert_eq!(article.blocks[0], Block::paragraph(vec![Inline::text("ab c")]));
        let BlockKind::Code(code) = &article.blocks[1].kind else { panic!() };
        assert_eq!(code.text, "a\tb\nc");
        assert_eq!(article.meta.author_names(), ["Jane"]);
        let kinds: Vec<&Kind> = diagnostics.iter().map(|d| &d.kind).collect();
        assert!(matches!(kinds[..], [Kind::Repaired { what: Repair::Invisible, count: 4 }]));
    }
}
