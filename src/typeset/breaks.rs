//! Where the lines of a paragraph may end.
//!
//! Opportunities come from UAX #14, from hyphenation and from soft hyphens; a
//! token wider than its line may be broken anywhere, at a price. Each becomes a
//! [`Candidate`] with all that the search for the best lines needs to know.

use super::hyphenate::Hyphenator;
use super::margins;
use super::shape::Shaped;
use super::text::{NEW_LINE, Text};
use crate::length::Length;

/// A place where a line may end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Candidate {
    /// The byte after the last one that the line shows.
    pub end: usize,
    /// The first byte of the next line: spaces between are not shown.
    pub next: usize,
    /// Width and spaces of the paragraph up to `end`.
    pub before: Totals,
    /// Width and spaces of the paragraph up to `next`.
    pub after: Totals,
    /// What is added to the line if it ends here: the width of a hyphen.
    pub added: Length,
    /// How far the line hangs over the edge if it ends here.
    pub hangs: Length,
    /// How far the next line hangs over the edge where it starts.
    pub next_hangs: Length,
    /// How little it is wanted; see [`super::linebreak`].
    pub penalty: i64,
    /// What kind of end it makes.
    pub kind: BreakKind,
}

/// What kind of end a break makes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum BreakKind {
    /// Between words.
    Word,
    /// Inside a word, with a hyphen that the program adds.
    Hyphen,
    /// After a mark that is in the text: a hyphen, a dash, a slash.
    Mark,
    /// Inside a token that nothing else could break.
    Emergency,
    /// The author's own.
    Forced,
}

/// Sums from the start of a paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Totals {
    /// All advances.
    pub width: Length,
    /// The advances of spaces alone.
    pub spaces: Length,
}

/// What a hyphen costs. Measured over a book of 236,000 words: 240 gives a
/// spread of word gaps of .056 character widths and 3.3 % of lines with hyphens,
/// 280 .058 and 3.0 %, 400 .062 and 2.4 %.
const HYPHEN_PENALTY: i64 = 290;
/// What a break after a dash or a slash costs.
const MARK_PENALTY: i64 = 60;
/// What a break at no good place costs.
const EMERGENCY_PENALTY: i64 = 3_000;

/// The candidates of a paragraph in order; the last one is its end.
pub(super) fn candidates(
    text: &Text<'_>,
    shaped: &Shaped,
    hyphenator: &mut Hyphenator,
    hyphen: impl Fn(usize) -> Length,
    width: Length,
    optical_margins: bool,
) -> Vec<Candidate> {
    let spaces = spaces(&text.text, shaped);
    let collector = Collector { text, shaped, spaces, optical_margins, list: Vec::new() };
    collector.collect(hyphenator, hyphen, width)
}

/// How far a line that begins at a byte hangs over the edge.
pub(super) fn hang_at_start(text: &str, shaped: &Shaped, at: usize) -> Length {
    let share = text[at..].chars().next().map_or(0, margins::at_start);
    if share == 0 {
        return Length::ZERO;
    }
    (shaped.advances[at + 1] - shaped.advances[at]).per_mille(share)
}

/// How far a line that ends at a byte hangs over the edge: by a hyphen of a
/// width that is added to it, or by its last character.
pub(super) fn hang_at_end(text: &str, shaped: &Shaped, at: usize, hyphen: Length) -> Length {
    if hyphen > Length::ZERO {
        return hyphen.per_mille(margins::at_end('-'));
    }
    let Some((start, character)) = text[..at].char_indices().next_back() else {
        return Length::ZERO;
    };
    match margins::at_end(character) {
        0 => Length::ZERO,
        share => (shaped.advances[start + 1] - shaped.advances[start]).per_mille(share),
    }
}

struct Collector<'t, 'a> {
    text: &'t Text<'a>,
    shaped: &'t Shaped,
    /// The advances of spaces before each byte.
    spaces: Vec<Length>,
    optical_margins: bool,
    list: Vec<Candidate>,
}

impl Collector<'_, '_> {
    fn collect(
        mut self,
        hyphenator: &mut Hyphenator,
        hyphen: impl Fn(usize) -> Length,
        width: Length,
    ) -> Vec<Candidate> {
        let text = self.text.text.as_str();
        let mut start = 0;
        for (at, opportunity) in unicode_linebreak::linebreaks(text) {
            let piece = &text[start..at];
            let shown = piece.trim_end_matches([' ', NEW_LINE, '\n']);
            let end = start + shown.len();
            if self.text.style.hyphenate {
                self.word(start, end, hyphenator, &hyphen);
            }
            if self.shaped.advances[end] - self.shaped.advances[start] > width {
                self.emergency(start, end);
            }
            let forced = opportunity == unicode_linebreak::BreakOpportunity::Mandatory;
            let soft = shown.ends_with('\u{AD}');
            let (kind, penalty) = match () {
                () if forced || at == text.len() => (BreakKind::Forced, 0),
                () if soft => (BreakKind::Hyphen, HYPHEN_PENALTY),
                () if shown.len() < piece.len() => (BreakKind::Word, 0),
                () if shown.ends_with(is_mark) => (BreakKind::Mark, MARK_PENALTY),
                () => (BreakKind::Word, 0),
            };
            let added = if soft { hyphen(end) } else { Length::ZERO };
            self.push(end, at, added, penalty, kind);
            start = at;
        }
        self.list
    }

    fn totals(&self, at: usize) -> Totals {
        Totals { width: self.shaped.advances[at], spaces: self.spaces[at] }
    }

    fn push(&mut self, end: usize, next: usize, added: Length, penalty: i64, kind: BreakKind) {
        let (before, after) = (self.totals(end), self.totals(next));
        let (mut hangs, mut next_hangs) = (Length::ZERO, Length::ZERO);
        if self.optical_margins {
            hangs = hang_at_end(&self.text.text, self.shaped, end, added);
            next_hangs = hang_at_start(&self.text.text, self.shaped, next);
        }
        let candidate =
            Candidate { end, next, before, after, added, hangs, next_hangs, penalty, kind };
        self.list.push(candidate);
    }

    /// The divisions of the word between two bytes, without the marks around it.
    fn word(
        &mut self,
        start: usize,
        end: usize,
        hyphenator: &mut Hyphenator,
        hyphen: &impl Fn(usize) -> Length,
    ) {
        let token = &self.text.text[start..end];
        let word = token.trim_matches(|c: char| !c.is_alphabetic());
        if word.is_empty() {
            return;
        }
        let offset =
            start + (token.len() - token.trim_start_matches(|c: char| !c.is_alphabetic()).len());
        let piece = self.text.pieces.partition_point(|piece| piece.range.end <= offset);
        let piece = &self.text.pieces[piece];
        if piece.look.code {
            return;
        }
        for point in hyphenator.points(word, piece.language) {
            let at = offset + usize::from(*point);
            self.push(at, at, hyphen(at), HYPHEN_PENALTY, BreakKind::Hyphen);
        }
    }

    /// Breaks anywhere in a token that is wider than a line.
    fn emergency(&mut self, start: usize, end: usize) {
        let text = &self.text.text[start..end];
        let known: Vec<usize> = self
            .list
            .iter()
            .rev()
            .map(|candidate| candidate.end)
            .take_while(|at| *at > start)
            .collect();
        let hyphenated = self.list.len() - known.len();
        for (offset, _) in text.char_indices().skip(1) {
            let at = start + offset;
            // A cluster is never torn: its later bytes have no advance of their own.
            let starts_cluster = self.shaped.advances[at + 1] != self.shaped.advances[at];
            if starts_cluster && !known.contains(&at) {
                self.push(at, at, Length::ZERO, EMERGENCY_PENALTY, BreakKind::Emergency);
            }
        }
        self.list[hyphenated..].sort_by_key(|candidate| candidate.end);
    }
}

/// Marks after which a line may end without a hyphen.
fn is_mark(character: char) -> bool {
    matches!(character, '-' | '‐' | '–' | '—' | '/')
}

/// The sum of the advances of spaces before each byte.
fn spaces(text: &str, shaped: &Shaped) -> Vec<Length> {
    let mut sums = Vec::with_capacity(text.len() + 1);
    let mut sum = Length::ZERO;
    for (at, byte) in text.bytes().enumerate() {
        sums.push(sum);
        // A no-break space is two bytes; its advance stands at the first.
        let no_break = byte == 0xC2 && text.as_bytes().get(at + 1) == Some(&0xA0);
        if byte == b' ' || no_break {
            sum += shaped.advances[at + 1] - shaped.advances[at];
        }
    }
    sums.push(sum);
    sums
}
