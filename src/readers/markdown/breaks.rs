//! Line ends inside a paragraph.
//!
//! A line end stands for a space, except between characters of scripts that
//! write none: there the space would show as a gap in the middle of a sentence.

use std::ops::Range;

/// Whether the line end at `range` of `text` stands for a space.
pub(super) fn is_space(text: &str, range: &Range<usize>) -> bool {
    let before = text.get(..range.start).and_then(|text| text.chars().next_back());
    let after =
        text.get(range.end..).and_then(|text| text.trim_start_matches([' ', '>']).chars().next());
    !(before.is_some_and(is_unspaced) && after.is_some_and(is_unspaced))
}

/// Han, kana, bopomofo and their full-width punctuation. Korean writes spaces.
fn is_unspaced(c: char) -> bool {
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
