//! Verse: paragraphs whose lines their author ended.

use crate::article::{Inline, InlineKind, plain_text};

/// A line of verse has at most so many characters; what is longer is prose with breaks in it.
const LONGEST: usize = 90;

/// Whether a paragraph is a stanza: three lines or more, none of them long.
pub fn is_verse(content: &[Inline]) -> bool {
    let mut lines = content.split(|inline| matches!(inline.kind, InlineKind::Break));
    let count = lines.clone().count();
    count >= 3 && lines.all(|line| plain_text(line).chars().count() <= LONGEST)
}
