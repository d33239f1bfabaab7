//! Names of bookmarks, which is what Word calls the targets of internal links.
//!
//! Word allows letters, digits and underscores, forty characters, a letter
//! first, and does not tell capitals from small letters.

use std::collections::{BTreeMap, BTreeSet};

use crate::article::{BlockKind, Inline, InlineKind, walk};
use crate::compose::{Composition, Part};

/// The longest name that Word takes.
const LONGEST: usize = 40;

/// A bookmark.
#[derive(Debug)]
struct Bookmark {
    number: usize,
    name: String,
    /// The text of its heading, where it is nothing but text.
    title: Option<String>,
}

/// The bookmarks of all headings and page markers, by the number of the article and the id.
#[derive(Debug, Default)]
pub(super) struct Bookmarks {
    /// One map for each article.
    names: Vec<BTreeMap<String, Bookmark>>,
    count: usize,
}

impl Bookmarks {
    /// Gives everything that has an id a name and a number of its own.
    pub(super) fn of(composition: &Composition<'_>) -> Bookmarks {
        let mut bookmarks = Bookmarks::default();
        let mut taken = BTreeSet::new();
        for composed in &composition.parts {
            bookmarks.names.push(BTreeMap::new());
            if composition.parts.len() > 1 {
                bookmarks.add(Part::TITLE, &[], &mut taken);
            }
            walk::blocks(composed.article, &mut |block| {
                if let BlockKind::Heading(heading) = &block.kind {
                    bookmarks.add(&heading.id, &heading.content, &mut taken);
                }
            });
            walk::inlines(composed.article, &mut |inline| {
                if let InlineKind::PageMarker(marker) = &inline.kind {
                    bookmarks.add(&marker.id, &[], &mut taken);
                }
            });
        }
        bookmarks
    }

    fn add(&mut self, id: &str, content: &[Inline], taken: &mut BTreeSet<String>) {
        let number = self.count;
        let Some(names) = self.names.last_mut() else { return };
        if id.is_empty() || names.contains_key(id) {
            return;
        }
        let name = unique(&word_name(id), number, taken);
        let title = match content {
            [Inline { kind: InlineKind::Text { text }, .. }] => Some(text.clone()),
            _ => None,
        };
        names.insert(id.to_owned(), Bookmark { number, name, title });
        self.count += 1;
    }

    /// The number and the name of the bookmark for an id.
    pub(super) fn get(&self, part: usize, id: &str) -> Option<(usize, &str)> {
        let bookmark = self.names.get(part)?.get(id)?;
        Some((bookmark.number, &bookmark.name))
    }

    /// The text of a heading, where it is nothing but text.
    pub(super) fn title(&self, part: usize, id: &str) -> Option<&str> {
        self.names.get(part)?.get(id)?.title.as_deref()
    }

    /// How many there are; numbers from here on are free.
    pub(super) fn len(&self) -> usize {
        self.count
    }
}

/// An id in the characters that Word allows.
fn word_name(id: &str) -> String {
    let allowed = |c: char| if c.is_alphanumeric() { c } else { '_' };
    let id = id.trim_start_matches('#');
    let mut name: String = id.chars().map(allowed).take(LONGEST).collect();
    if !name.starts_with(char::is_alphabetic) {
        name = format!("h_{name}").chars().take(LONGEST).collect();
    }
    name
}

/// The name, or the name with a number where another bookmark has it already.
fn unique(name: &str, number: usize, taken: &mut BTreeSet<String>) -> String {
    if taken.insert(name.to_lowercase()) {
        return name.to_owned();
    }
    // No bookmark's number ends two names alike, so that one try is enough, unless
    // an id happens to look like that itself.
    let mut suffix = format!("_{number}");
    loop {
        let room = LONGEST.saturating_sub(suffix.len());
        let candidate: String = name.chars().take(room).chain(suffix.chars()).collect();
        if taken.insert(candidate.to_lowercase()) {
            return candidate;
        }
        suffix.push('x');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_short_and_differ() {
        let mut taken = BTreeSet::new();
        let long = "a-very-long-heading-that-goes-on-and-on-until-word-gives-up";
        let first = unique(&word_name(long), 1, &mut taken);
        let second = unique(&word_name(long), 2, &mut taken);
        assert_eq!(first.chars().count(), LONGEST);
        assert_ne!(first, second);
        assert!(second.chars().count() <= LONGEST);
        assert_eq!(word_name("1914-18"), "h_1914_18");
        assert_ne!(unique("Ab", 3, &mut taken), unique("aB", 4, &mut taken));
    }
}
