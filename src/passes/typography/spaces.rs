//! Spaces before punctuation: slips in most languages, wanted in French.

use super::line::{Char, Edit, at, before, is_word};
use crate::article::{Article, plain_text, walk};
use crate::language::punctuation::Punctuation;

/// Whether a space before a mark is a slip: where most marks have none.
pub fn are_dropped(article: &Article) -> bool {
    let (mut spaced, mut attached) = (0_usize, 0_usize);
    walk::blocks(article, &mut |block| {
        for run in block.kind.inlines() {
            let text = plain_text(run);
            let mut last = [' '; 2];
            for c in text.chars().chain(['\n']) {
                if is_mark(last[1]) && c.is_whitespace() {
                    spaced += usize::from(last[0] == ' ');
                    attached += usize::from(last[0].is_alphabetic());
                }
                last = [last[1], c];
            }
        }
    });
    spaced < attached
}

fn is_mark(c: char) -> bool {
    matches!(c, ',' | '.' | ';' | ':' | '!' | '?')
}

/// Spaces between a word and the mark after it.
pub fn before_marks(chars: &[Char], style: &Punctuation) -> Vec<Edit> {
    let spaces = chars.iter().enumerate().filter(|(_, char)| char.c == ' ');
    let slips = spaces.filter(|(index, _)| {
        let (last, mark, next) =
            (before(chars, *index), at(chars, index + 1), at(chars, index + 2));
        let wanted = match mark {
            ',' | '.' => false,
            ':' => !style.before_colon.is_empty(),
            _ => !style.before_high.is_empty(),
        };
        // `:)` is a smiley, `. . .` an ellipsis, `.NET` a name.
        let ends = next.is_whitespace() && !(mark == '.' && at(chars, index + 3) == '.')
            || matches!(mark, ',' | '.' | '!' | '?') && "\"”’»“)".contains(next);
        let after = last.is_alphabetic() || last.is_numeric() || ")]”»’%".contains(last);
        is_mark(mark) && !wanted && ends && after
    });
    slips.map(|(index, _)| Edit::new(index..index + 1, "")).collect()
}

/// The narrow spaces of French.
pub fn narrow(chars: &[Char], style: &Punctuation) -> Vec<Edit> {
    let mut edits = Vec::new();
    for (index, char) in chars.iter().enumerate().filter(|(_, char)| !char.fixed) {
        let edit = match char.c {
            ';' | '!' | '?' => before_mark(chars, index, style.before_high, char.c != ';'),
            ':' => before_mark(chars, index, style.before_colon, false),
            '»' => before_closing(chars, index, style.inside),
            '«' => after_opening(chars, index, style.inside),
            _ => None,
        };
        edits.extend(edit);
    }
    edits
}

fn before_mark(chars: &[Char], index: usize, space: &'static str, doubles: bool) -> Option<Edit> {
    let next = at(chars, index + 1);
    let ends = next.is_whitespace() || "\"”’»".contains(next) || doubles && "!?)…]".contains(next);
    let spaced = is_space(before(chars, index));
    let start = index - usize::from(spaced);
    let after = is_word(before(chars, start)) || "»”’\")]%€$£…°".contains(before(chars, start));
    (ends && after).then(|| replaced(chars, start..index, space))?
}

fn before_closing(chars: &[Char], index: usize, space: &'static str) -> Option<Edit> {
    let start = index - usize::from(is_space(before(chars, index)));
    let after = !before(chars, start).is_whitespace();
    after.then(|| replaced(chars, start..index, space))?
}

fn after_opening(chars: &[Char], index: usize, space: &'static str) -> Option<Edit> {
    let end = index + 1 + usize::from(is_space(at(chars, index + 1)));
    (!at(chars, end).is_whitespace()).then(|| replaced(chars, index + 1..end, space))?
}

/// A space in the place of none or of another; `None` where the language wants none, or it
/// stands there already.
fn replaced(chars: &[Char], range: std::ops::Range<usize>, space: &'static str) -> Option<Edit> {
    let is = chars[range.clone()].iter().map(|char| char.c).eq(space.chars());
    (!space.is_empty() && !is).then(|| Edit::new(range, space))
}

fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\u{A0}' | '\u{2009}' | '\u{202F}')
}
