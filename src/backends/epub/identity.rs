//! What the book is called by machines, and when it was changed.
//!
//! Both come from the article alone, so that the same article is the same book.

use uuid::Uuid;

use crate::article::{Block, BlockKind, Date, Identifier, InlineKind, walk};
use crate::compose::Publication;
use crate::host::Host;

/// The namespace of the identifiers (RFC 9562, version 5). It is a random one of our own;
/// what matters is that it never changes.
const NAMESPACE: Uuid = Uuid::from_u128(0x6f66_6670_7269_5e74_8a01_2d7c_5b0e_91c3);

/// The moment of change of an article that has no date at all: where the calendar of ZIP begins.
const NO_DATE: &str = "1980-01-01T00:00:00Z";

/// The book's identifiers. The first one is the book's own (EPUB 3.3, 5.5.3.1): what the article
/// brings, if it is sound, else one made from its words. A UUID that is none goes: strict readers
/// refuse those.
pub(super) fn identifiers(publication: &Publication) -> Vec<Identifier> {
    let given = publication.meta.identifiers.iter().filter(|given| !given.as_str().is_empty());
    let is_broken_uuid = |given: &Identifier| {
        let said = given.as_str().get(..9);
        said.is_some_and(|start| start.eq_ignore_ascii_case("urn:uuid:")) && given.fault().is_some()
    };
    let mut identifiers: Vec<Identifier> =
        given.filter(|given| !is_broken_uuid(given)).cloned().collect();
    if identifiers.first().is_none_or(|first| first.fault().is_some()) {
        let own = Uuid::new_v5(&NAMESPACE, words(publication).as_bytes()).urn().to_string();
        identifiers.insert(0, own.into());
    }
    identifiers
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
        let id = |text: &str| identifiers(&publication(text));
        assert_eq!(id("One."), id("One."));
        assert_ne!(id("One."), id("Two."));
        assert!(id("One.")[0].as_str().starts_with("urn:uuid:"));
    }

    #[test]
    fn identifiers_of_its_own_are_kept() {
        let ids = |given: &[&str]| {
            let mut publication = publication("One.");
            publication.meta.identifiers = given.iter().map(|text| (*text).into()).collect();
            let all = identifiers(&publication);
            all.into_iter().map(String::from).collect::<Vec<_>>()
        };
        assert_eq!(ids(&["doi:10.1000/182", "a"]), ["doi:10.1000/182", "a"]);
        assert!(matches!(&ids(&["urn:uuid:none"])[..], [own] if own.len() == 45));
        assert!(
            matches!(&ids(&["isbn 12"])[..], [own, given] if own.len() == 45 && given == "isbn 12")
        );
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
