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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Wrap {
    width: Option<usize>,
}

impl Wrap {
    /// Finds out whether a text is hard-wrapped, and to what width, while all that stood
    /// around the article is still there.
    pub fn of(lines: &[Line<'_>]) -> Wrap {
        let Some(width) = width(lines) else { return Wrap::default() };
        let forced = pairs(lines).filter(|pair| is_forced(pair, width)).count();
        let all = pairs(lines).count();
        let holds = all >= FEWEST && forced * 100 >= all * FORCED;
        Wrap { width: Some(width).filter(|_| holds) }
    }

    /// The same for the article alone, of which less must look wrapped: addresses and verse,
    /// whose lines end in the first three fifths of the width, say nothing.
    /// Where most lines are such, or many are far longer, nothing was broken.
    pub fn of_body(lines: &[Line<'_>]) -> Wrap {
        const FORCED: usize = 60;
        let Some(width) = width(lines) else { return Wrap::default() };
        let long = || pairs(lines).filter(|pair| pair[0].edge() * 5 > width * 3);
        let forced = long().filter(|pair| is_forced(pair, width)).count();
        let (all, long) = (pairs(lines).count(), long().count());
        let whole = lines.iter().filter(|line| line.edge() > width + OVERLONG).count();
        let enough = long >= FEWEST && long * 3 >= all && forced * 100 >= long * FORCED;
        Wrap { width: Some(width).filter(|_| enough && whole * 2 <= forced) }
    }

    /// Wrapped to the longest of some lines, which are known to be wrapped.
    pub fn to_longest(lines: &[Line<'_>]) -> Wrap {
        Wrap { width: lines.iter().map(Line::edge).max() }
    }

    /// This one, or another where this says nothing.
    pub fn or(self, other: Wrap) -> Wrap {
        Wrap { width: self.width.or(other.width) }
    }

    /// The same, for lines that have lost some columns at their left.
    pub fn narrowed(&self, columns: usize) -> Wrap {
        Wrap { width: self.width.map(|width| width.saturating_sub(columns)) }
    }

    /// The column at which lines are broken, if they are.
    pub fn width(&self) -> Option<usize> {
        self.width
    }

    /// Whether the second line goes on with what the first one says.
    pub fn joins(&self, first: &Line<'_>, second: &Line<'_>) -> bool {
        let blank = first.is_blank() || second.is_blank();
        let goes_on = |width: usize| {
            is_forced(&[*first, *second], width) && first.edge() <= width + OVERLONG
                || runs_on(first, second, width)
        };
        !blank && self.width.is_some_and(goes_on)
    }
}

/// Lines and what follows them, without blank lines between.
fn pairs<'l, 'a>(lines: &'l [Line<'a>]) -> impl Iterator<Item = &'l [Line<'a>]> {
    lines.windows(2).filter(|pair| !pair[0].is_blank() && !pair[1].is_blank())
}

/// The column that hardly any line goes beyond, if people wrap to such.
fn width(lines: &[Line<'_>]) -> Option<usize> {
    let mut edges: Vec<usize> = pairs(lines).map(|pair| pair[0].edge()).collect();
    edges.sort_unstable();
    edges.get(edges.len() * 95 / 100).copied().filter(|width| WIDTHS.contains(width))
}

/// How much longer than the width a broken line may be; what is longer still was never
/// broken, and is a paragraph.
const OVERLONG: usize = 20;

/// Whether the first word of the second line had no room on the first.
fn is_forced(pair: &[Line<'_>], width: usize) -> bool {
    let next = pair[1].text;
    let first_word = match next.chars().next() {
        Some(c) if is_unspaced(c) => 1,
        _ => next.split(char::is_whitespace).next().unwrap_or_default().chars().count() + 1,
    };
    pair[0].edge() + first_word + SLACK > width
}

/// Whether a sentence goes on in small letters, though its line was broken early by hand.
fn runs_on(first: &Line<'_>, second: &Line<'_>, width: usize) -> bool {
    let small = second.text.starts_with(char::is_lowercase);
    let divided =
        first.text.strip_suffix('-').is_some_and(|text| text.ends_with(char::is_alphabetic));
    small && !first.ends_sentence && (divided || first.edge() * 3 >= width * 2)
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
