//! Text whose lines were broken to fit a width.
//!
//! Mail and books in plain text break each paragraph at some 70 characters.
//! Such a break is told by what follows it: the next word would not have
//! fitted. Where most breaks are of that kind the text is hard-wrapped.

use super::line::{Line, is_unspaced};

/// Widths to which people and programs wrap.
const WIDTHS: std::ops::RangeInclusive<usize> = 40..=100;

/// Of a hundred breaks, how many must be forced for a text to be hard-wrapped.
const FORCED: usize = 70;

/// Fewer breaks than this say nothing.
const FEWEST: usize = 3;

/// How much shorter than the width a line may stay although the next word
/// would fit: wrapping is not always greedy.
const SLACK: usize = 6;

/// How a text is wrapped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wrap {
    width: Option<usize>,
}

impl Wrap {
    /// Finds out whether a text is hard-wrapped, and to what width.
    pub fn of(lines: &[Line<'_>]) -> Wrap {
        let pairs = || lines.windows(2).filter(|pair| !pair[0].is_blank() && !pair[1].is_blank());
        let mut lengths: Vec<usize> = pairs().map(|pair| pair[0].chars).collect();
        lengths.sort_unstable();
        let width = lengths.get(lengths.len() * 95 / 100).copied();
        let width = width.filter(|width| WIDTHS.contains(width) && lengths.len() >= FEWEST);
        let forced = |width: usize| pairs().filter(|pair| is_forced(pair, width)).count();
        let width = width.filter(|width| forced(*width) * 100 >= lengths.len() * FORCED);
        Wrap { width }
    }

    /// Whether the second line goes on with what the first one says.
    pub fn joins(&self, first: &Line<'_>, second: &Line<'_>) -> bool {
        let blank = first.is_blank() || second.is_blank();
        !blank && self.width.is_some_and(|width| is_forced(&[*first, *second], width))
    }
}

/// Whether the first word of the second line had no room on the first.
fn is_forced(pair: &[Line<'_>], width: usize) -> bool {
    let next = pair[1].text;
    let first_word = match next.chars().next() {
        Some(c) if is_unspaced(c) => 1,
        _ => next.split(char::is_whitespace).next().unwrap_or_default().chars().count() + 1,
    };
    pair[0].chars + first_word + SLACK > width
}

#[cfg(test)]
mod tests {
    use super::super::line::split;
    use super::*;

    const WRAPPED: &str = "\
The sheriff rode into the valley on a grey morning, and nobody who saw
him said a word about it until the evening, when the lamps were lit.
There he sat down at the long table, and asked for bread and for wine,
and was given both.
Then he slept.";

    #[test]
    fn forced_breaks_are_told_from_ends() {
        let lines = split(WRAPPED);
        let wrap = Wrap::of(&lines);
        let joins: Vec<bool> = lines.windows(2).map(|p| wrap.joins(&p[0], &p[1])).collect();
        assert_eq!(joins, [true, true, true, false]);
    }

    #[test]
    fn a_paragraph_a_line_is_not_wrapped() {
        let text = "A first paragraph that is rather long, and goes on and on, and on and on.\n\
                    Short.\nAnother of no great length.\nMenu\nHome";
        let lines = split(text);
        assert_eq!(Wrap::of(&lines), Wrap { width: None });
    }
}
