//! Line ends inside a paragraph.
//!
//! A line end stands for a space, except between characters of scripts that
//! write none: there the space would show as a gap in the middle of a sentence.

use std::ops::Range;

use crate::understand::attribution::is_attribution;

/// Whether the line end at `range` of `text` stands for a space.
pub(super) fn is_space(text: &str, range: &Range<usize>) -> bool {
    let before = text.get(..range.start).and_then(|text| text.chars().next_back());
    let after =
        text.get(range.end..).and_then(|text| text.trim_start_matches([' ', '>']).chars().next());
    !(before.is_some_and(is_wide) && after.is_some_and(is_wide))
}

/// Whether the line end at `range` stands before the last line of a paragraph in
/// a quotation, which names the source: authors mean a line of its own.
pub(super) fn is_before_attribution(text: &str, range: &Range<usize>) -> bool {
    let bare = |line: &str| line.trim_start_matches([' ', '\t', '>']).trim_end().to_owned();
    let mut lines = text.get(range.end..).unwrap_or_default().lines().map(bare);
    let last = lines.next().unwrap_or_default();
    is_attribution(&last) && lines.next().is_none_or(|next| next.is_empty())
}

/// Whether the line end at `range` ends the first line of one of Obsidian's callouts.
pub(super) fn is_after_callout(text: &str, range: &Range<usize>) -> bool {
    let line = text.get(..range.start).and_then(|text| text.rsplit('\n').next());
    line.is_some_and(|line| line.trim_start_matches([' ', '\t', '>']).starts_with("[!"))
}

/// Han, kana, bopomofo and their full-width punctuation. Korean writes spaces.
pub(in crate::readers) fn is_wide(c: char) -> bool {
    matches!(c,
        '\u{2E80}'..='\u{312F}' | '\u{31A0}'..='\u{A4CF}' | '\u{F900}'..='\u{FAFF}'
        | '\u{FE30}'..='\u{FE4F}' | '\u{FF01}'..='\u{FF9F}' | '\u{20000}'..='\u{3FFFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_without_spaces_get_none() {
        for (text, expected) in [
            ("a\nb", true),
            ("漢\n字", false),
            ("漢\nb", true),
            ("한\n글", true),
            ("漢。\n> かな", false),
        ] {
            let at = text.find('\n').unwrap();
            assert_eq!(is_space(text, &(at..at + 1)), expected, "{text}");
        }
    }
}
