//! Raised and lowered characters inside words: `H~2~O`, `x^2^`, `OH^-^`.
//!
//! The parser knows these marks only where a word begins, because it applies
//! the rules of emphasis to them. Inside of words they are found here, with
//! pandoc's rule that no space may stand between the marks.

use std::ops::Range;

use crate::article::{Article, Inline, InlineKind, walk};
use crate::readers::marks;
use crate::source::{Source, Span};

/// The longest content, in bytes: formulas of chemistry and powers are short.
const MAX_CONTENT: usize = 20;

/// Finds the marks in every run of an article.
pub(super) fn apply(article: &mut Article, source: &Source) {
    walk::nested_runs_mut(article, &mut |run| {
        if run.iter().any(|inline| is_candidate(inline, source)) {
            let inlines = std::mem::take(run).into_iter();
            *run = inlines.flat_map(|inline| split(inline, source)).collect();
        }
    });
}

/// Whether the text has marks that no backslash takes back. Addresses may hold
/// tildes of their own.
fn is_candidate(inline: &Inline, source: &Source) -> bool {
    let InlineKind::Text { text } = &inline.kind else { return false };
    if !text.contains(['~', '^']) || text.contains("://") {
        return false;
    }
    let Span { start, end, .. } = inline.span;
    let written = source.text().get(start as usize..end as usize).unwrap_or_default();
    !["\\~", "\\^"].iter().any(|mark| written.contains(mark))
}

fn split(inline: Inline, source: &Source) -> Vec<Inline> {
    let span = inline.span;
    if !is_candidate(&inline, source) {
        return vec![inline];
    }
    marks::split(inline, |text, from| {
        let (range, mark) = next(text, from)?;
        let content = vec![Inline { span, ..Inline::text(&text[range.start + 1..range.end - 1]) }];
        Some((range, script(mark, content)))
    })
}

fn script(mark: char, content: Vec<Inline>) -> InlineKind {
    match mark {
        '^' => InlineKind::Superscript { content },
        _ => InlineKind::Subscript { content },
    }
}

/// Where the first raised or lowered characters at or after a byte stand with their marks, and the mark.
fn next(text: &str, from: usize) -> Option<(Range<usize>, char)> {
    text[from..].match_indices(['~', '^']).find_map(|(at, mark)| {
        let start = from + at;
        let (before, after) = (&text[from..start], &text[start + 1..]);
        let in_word = before.ends_with(|c: char| c.is_alphanumeric() || matches!(c, ')' | ']'));
        let window = after.bytes().take(MAX_CONTENT + 1);
        let length = window.take_while(|byte| !b"~^ ".contains(byte)).count();
        let content = after.get(..length).filter(|content| !content.is_empty())?;
        let rest = after[length..].strip_prefix(mark)?;
        let plain = content.chars().all(|c| c.is_alphanumeric() || "+-−–()=/".contains(c));
        let single = !rest.starts_with(mark);
        let range = start..text.len() - rest.len();
        (in_word && plain && single).then(|| (range, mark.chars().next().unwrap_or('^')))
    })
}

#[cfg(test)]
mod tests {
    use super::next;

    #[test]
    fn marks_in_words_are_found() {
        assert_eq!(next("H~2~O", 0), Some((1..4, '~')));
        assert_eq!(next("an OH^-^ ion", 2), Some((5..8, '^')));
        assert_eq!(next("H~2~O", 4), None);
        for text in ["a ~ b ~ c", "~/a~", "~~x~~", "5~10 20~30", "a^b", "10~20，30~40"] {
            assert_eq!(next(text, 0), None, "{text}");
        }
    }
}
