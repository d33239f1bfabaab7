//! What the book is called by machines, and when it was changed.
//!
//! Both come from the article alone, so that the same article is the same book.

use uuid::Uuid;

use crate::article::{Block, BlockKind, Date, InlineKind, walk};
use crate::compose::Publication;
use crate::host::Host;

/// The namespace of the identifiers (RFC 9562, version 5). It is a random one of our own;
/// what matters is that it never changes.
const NAMESPACE: Uuid = Uuid::from_u128(0x6f66_6670_7269_5e74_8a01_2d7c_5b0e_91c3);

/// The moment of change of an article that has no date at all: where the calendar of ZIP begins.
const NO_DATE: &str = "1980-01-01T00:00:00Z";

/// The book's identifier: the article's own, or one made from its words.
pub(super) fn identifier(publication: &Publication) -> String {
    let given = publication.meta.identifier.as_deref().map(str::trim).unwrap_or_default();
    if given.is_empty() || is_broken_uuid(given) {
        return Uuid::new_v5(&NAMESPACE, words(publication).as_bytes()).urn().to_string();
    }
    given.to_owned()
}

/// Whether it says that it is a UUID and is none: strict readers refuse those.
fn is_broken_uuid(identifier: &str) -> bool {
    let said = identifier.get(..9).is_some_and(|start| start.eq_ignore_ascii_case("urn:uuid:"));
    said && Uuid::try_parse(&identifier[9..]).is_err()
}

/// Everything that makes the article this one and no other.
fn words(publication: &Publication) -> String {
    let mut words = String::new();
    for article in &publication.articles {
        let meta = &article.meta;
        for part in meta.author_names() {
            push(&mut words, part);
        }
        push(&mut words, &meta.title_text().unwrap_or_default());
        push(&mut words, &meta.date.map(|date| date.to_string()).unwrap_or_default());
        push(&mut words, meta.source_url.as_deref().unwrap_or_default());
        walk::blocks(article, &mut |block| push_block(&mut words, block));
    }
    words
}

fn push_block(words: &mut String, block: &Block) {
    match &block.kind {
        BlockKind::Code(code) => push(words, &code.text),
        BlockKind::Math { tex } => push(words, tex),
        BlockKind::Figure(figure) => push(words, &figure.image.reference),
        _ => {}
    }
    for run in block.kind.inlines() {
        walk::inlines_in(run, &mut |inline| match &inline.kind {
            InlineKind::Text { text } | InlineKind::Code { text } => words.push_str(text),
            InlineKind::Math { tex } => words.push_str(tex),
            InlineKind::Image(image) => words.push_str(&image.reference),
            _ => {}
        });
        words.push('\n');
    }
}

fn push(words: &mut String, part: &str) {
    words.push_str(part);
    words.push('\n');
}

/// When the book was changed last, as EPUB wants it: from the article, else the
/// host's moment, else the article's date, else a constant.
pub(super) fn modified(publication: &Publication, host: &dyn Host) -> String {
    let meta = &publication.meta;
    let midnight = |date: Date| {
        let (month, day) = (date.month().unwrap_or(1), date.day().unwrap_or(1));
        format!("{:04}-{month:02}-{day:02}T00:00:00Z", date.year())
    };
    let changed = meta.modified.map(midnight);
    let changed = changed.or_else(|| host.epoch().and_then(moment));
    changed.or_else(|| meta.date.map(midnight)).unwrap_or_else(|| NO_DATE.to_owned())
}

fn moment(epoch: i64) -> Option<String> {
    let date = Date::from_epoch(epoch)?;
    let second = epoch.rem_euclid(86_400);
    let (hour, minute, second) = (second / 3600, second / 60 % 60, second % 60);
    Some(format!("{date}T{hour:02}:{minute:02}:{second:02}Z"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Article, Inline};
    use crate::host::Memory;

    fn publication(text: &str) -> Publication {
        let blocks = vec![Block::paragraph(vec![Inline::text(text)])];
        Article { blocks, ..Article::default() }.into()
    }

    #[test]
    fn the_same_words_are_the_same_book() {
        let id = |text: &str| identifier(&publication(text));
        assert_eq!(id("One."), id("One."));
        assert_ne!(id("One."), id("Two."));
        assert!(id("One.").starts_with("urn:uuid:"));
    }

    #[test]
    fn an_identifier_of_its_own_is_kept() {
        let id = |given: &str| {
            let mut publication = publication("One.");
            publication.meta.identifier = Some(given.to_owned());
            identifier(&publication)
        };
        assert_eq!(id("doi:10.1000/182"), "doi:10.1000/182");
        assert!(id("urn:uuid:none").len() == 45);
    }

    #[test]
    fn changes_are_dated_by_what_is_known() {
        let mut publication = publication("One.");
        let host = Memory { epoch: Some(951_827_696), ..Memory::default() };
        assert_eq!(modified(&publication, &Memory::default()), NO_DATE);
        publication.meta.date = Date::new(2026, 11, 22);
        assert_eq!(modified(&publication, &Memory::default()), "2026-11-22T00:00:00Z");
        assert_eq!(modified(&publication, &host), "2000-02-29T12:34:56Z");
        publication.meta.modified = "2026-12".parse().ok();
        assert_eq!(modified(&publication, &host), "2026-12-01T00:00:00Z");
    }
}
