//! Where the lines of a paragraph may end.
//!
//! Opportunities come from UAX #14 and dictionaries, from hyphenation, soft
//! hyphens, and from the parts of addresses and names in programs; a token
//! wider than its line may be broken anywhere, at a price. Each becomes a
//! [`Candidate`] with all that the search for the best lines needs to know.

use std::ops::Range;

use super::classes::{is_katakana, is_wide, needs_dictionary};
use super::hyphenate::{Hyphenator, has_capital_inside, is_name};
use super::margins::Edges;
use super::opportunities::opportunities;
use super::springs::Totals;
use super::text::{NEW_LINE, Text};
use super::tokens;
use crate::length::{Length, Short};

/// A place where a line may end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Candidate {
    /// The byte after the last one that the line shows.
    pub end: usize,
    /// The first byte of the next line: spaces between are not shown.
    pub next: usize,
    /// What the paragraph has up to `end`.
    pub before: Totals,
    /// What the paragraph has up to `next`.
    pub after: Totals,
    /// What is added to the line if it ends here: the width of a hyphen.
    pub added: Short,
    /// How far the line hangs over the edge if it ends here.
    pub hangs: Short,
    /// How far the next line hangs over the edge where it starts.
    pub next_hangs: Short,
    /// How little it is wanted; see [`super::linebreak`].
    pub penalty: i32,
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
    /// Between the parts of an address or of a name in a program.
    Part,
    /// Inside a token that nothing else could break.
    Emergency,
    /// The author's own.
    Forced,
}

/// Which words may be divided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Division {
    /// None.
    None,
    /// Plain words in text that is justified.
    Words,
    /// Names as well, and words of headings and of ragged text.
    All,
}

/// What a hyphen costs. More gives fewer hyphens and word gaps that spread more;
/// see [`super::springs::Totals::space`].
const HYPHEN_PENALTY: i32 = 275;
/// What a break after a dash or a slash costs.
const MARK_PENALTY: i32 = 60;
/// What a break inside an address or a name in a program costs.
const PART_PENALTY: i32 = 200;
/// The same inside of a name in a block of code, which is hard to read in parts.
const PART_OF_CODE_PENALTY: i32 = 2_500;
/// Behind these a line of code may well be turned.
const OPENING: [char; 3] = ['(', '[', '{'];
/// What a break inside of a Korean word costs: lines end between words where they can.
const SYLLABLE_PENALTY: i32 = 40;
/// What a break inside of a Japanese loan word costs a heading.
const LOAN_WORD_PENALTY: i32 = 500;
/// Shorter than so many bytes, a name is not broken in lines that hold two of
/// it: `archive.tar.gz`.
const SHORT_NAME: usize = 20;
/// A last line has at least so many letters, if it has only a part of a word.
const LEAST_LAST: usize = 5;
/// What a break at no good place costs.
const EMERGENCY_PENALTY: i32 = 3_000;

/// What the lines of a paragraph may be broken with.
pub(super) struct Breaking<'t, 'a> {
    /// The paragraph.
    pub text: &'t Text<'a>,
    /// What hangs over its edges; its advances and springs.
    pub edges: Edges<'t>,
    /// The narrowest line: tokens wider than it may be broken anywhere.
    pub narrowest: Length,
    /// Which words may be divided.
    pub division: Division,
    /// Whether a token that is wider than a line may be broken anywhere.
    pub anywhere: bool,
}

impl Breaking<'_, '_> {
    /// The candidates of the paragraph in order; the last one is its end.
    /// `hyphen` is the width of a hyphen at a byte.
    pub fn candidates(
        &self,
        hyphenator: &mut Hyphenator,
        hyphen: impl Fn(usize) -> Length,
    ) -> Vec<Candidate> {
        let tokens = special_tokens(self.text);
        let collector = Collector { breaking: self, hyphenator, hyphen, tokens, list: Vec::new() };
        collector.collect()
    }

    /// Whether a mark of a note, or other raised text, begins at a byte and
    /// belongs to what stands before it.
    fn holds_mark(&self, at: usize) -> bool {
        let Text { text, pieces, .. } = self.text;
        let index = pieces.partition_point(|piece| piece.range.end <= at);
        pieces.get(index).is_some_and(|piece| {
            piece.range.start == at
                && piece.look.is_raised()
                && !text[..at].ends_with(char::is_whitespace)
        })
    }

    fn candidate(
        &self,
        end: usize,
        next: usize,
        added: Length,
        penalty: i32,
        kind: BreakKind,
    ) -> Candidate {
        let edges = &self.edges;
        Candidate {
            end,
            next,
            before: edges.springs.before(edges.shaped, end),
            after: edges.springs.after(edges.shaped, next),
            added: added.into(),
            hangs: edges.at_end(end, added).into(),
            next_hangs: edges.at_start(next).into(),
            penalty,
            kind,
        }
    }
}

/// A token that is no word, by its bytes in the paragraph.
struct Special {
    range: Range<usize>,
    /// Where its parts meet, in order.
    breaks: Vec<usize>,
}

/// The tokens of a paragraph that are no words of a language.
fn special_tokens(text: &Text<'_>) -> Vec<Special> {
    let ends = |c: char| c.is_whitespace() || is_wide(c) || needs_dictionary(c);
    let mut found = Vec::new();
    let mut pieces = text.pieces.iter().peekable();
    let mut start = 0;
    while start < text.text.len() {
        let rest = &text.text[start..];
        let length = rest.find(ends).unwrap_or(rest.len());
        if length > 0 {
            while pieces.next_if(|piece| piece.range.end <= start).is_some() {}
            let code = pieces.peek().is_some_and(|piece| piece.look.code);
            if let Some(kind) = tokens::kind(&rest[..length], code) {
                let mut breaks = tokens::breaks(&rest[..length], kind);
                if text.style.is_typed() {
                    let opens = rest[..length].match_indices(OPENING).map(|(at, _)| at + 1);
                    breaks.extend(opens.filter(|at| *at < length));
                    breaks.sort_unstable();
                    breaks.dedup();
                }
                let breaks = breaks.into_iter().map(|at| start + at).collect();
                found.push(Special { range: start..start + length, breaks });
            }
        }
        let skipped = rest[length..].chars().next().map_or(0, char::len_utf8);
        start += length + skipped;
    }
    found
}

struct Collector<'c, 't, 'a, H> {
    breaking: &'c Breaking<'t, 'a>,
    hyphenator: &'c mut Hyphenator,
    hyphen: H,
    tokens: Vec<Special>,
    list: Vec<Candidate>,
}

impl<H: Fn(usize) -> Length> Collector<'_, '_, '_, H> {
    fn collect(mut self) -> Vec<Candidate> {
        let text = self.breaking.text.text.as_str();
        let tokens = std::mem::take(&mut self.tokens);
        let mut tokens = tokens.iter().peekable();
        let mut start = 0;
        for at in opportunities(text) {
            while tokens.next_if(|token| token.range.end <= start).is_some() {}
            // Several, where UAX #14 keeps them together: `{ a_name(`.
            let special = || tokens.clone().take_while(|token| token.range.start < at);
            let inside = special().any(|token| at < token.range.end);
            // What the author put there to break at is kept.
            if inside && !text[..at].ends_with(['\u{AD}', '\u{200B}']) {
                continue;
            }
            if self.breaking.holds_mark(at) {
                continue;
            }
            let piece = &text[start..at];
            let end = start + piece.trim_end_matches([' ', NEW_LINE, '\n']).len();
            let too_wide =
                self.breaking.anywhere && self.width(start, end) > self.breaking.narrowest;
            match special().next() {
                Some(_) => special().for_each(|token| self.parts(start..end, token)),
                None => self.word(start, end, too_wide),
            }
            if too_wide {
                self.emergency(start, end);
            }
            self.opportunity(start, end, at);
            start = at;
        }
        self.list
    }

    fn width(&self, start: usize, end: usize) -> Length {
        let springs = self.breaking.edges.springs;
        let shaped = self.breaking.edges.shaped;
        springs.before(shaped, end).width - springs.after(shaped, start).width
    }

    /// An end of a piece between two opportunities.
    fn opportunity(&mut self, start: usize, end: usize, at: usize) {
        let text = self.breaking.text.text.as_str();
        let forced = at == text.len() || text[..at].ends_with(is_line_end);
        // A line shows something: spaces at the beginning stay with what follows.
        if end == 0 && !forced {
            return;
        }
        let shown = &text[start..end];
        let soft = shown.ends_with('\u{AD}');
        let (kind, penalty) = match () {
            () if forced => (BreakKind::Forced, 0),
            () if soft => (BreakKind::Hyphen, HYPHEN_PENALTY),
            () if end < at => (BreakKind::Word, 0),
            () if shown.ends_with(is_mark) => (BreakKind::Mark, MARK_PENALTY),
            () if shown.ends_with(is_hangul) => (BreakKind::Word, SYLLABLE_PENALTY),
            () if self.parts_loan_word(at) => (BreakKind::Word, LOAN_WORD_PENALTY),
            () => (BreakKind::Word, 0),
        };
        let added = if soft { (self.hyphen)(end) } else { Length::ZERO };
        self.push(end, at, added, penalty, kind);
    }

    /// Whether a heading's line would end in a word of katakana.
    fn parts_loan_word(&self, at: usize) -> bool {
        let Text { text, heads, .. } = self.breaking.text;
        let (before, after) = text.split_at(at);
        *heads && before.ends_with(is_katakana) && after.starts_with(is_katakana)
    }

    fn push(&mut self, end: usize, next: usize, added: Length, penalty: i32, kind: BreakKind) {
        self.list.push(self.breaking.candidate(end, next, added, penalty, kind));
    }

    /// The divisions of the word between two bytes, without the marks around it.
    fn word(&mut self, start: usize, end: usize, too_wide: bool) {
        // Rather a hyphen than a word torn anywhere.
        let division = if too_wide { Division::All } else { self.breaking.division };
        let text = self.breaking.text;
        if division == Division::None {
            return;
        }
        let token = &text.text[start..end];
        let word = token.trim_start_matches(|c: char| !c.is_alphabetic());
        let offset = start + (token.len() - word.len());
        let word = word.trim_end_matches(|c: char| !c.is_alphabetic());
        if word.is_empty() {
            return;
        }
        let piece = text.pieces.partition_point(|piece| piece.range.end <= offset);
        let language = text.pieces[piece].language;
        let held_back = has_capital_inside(word) || is_name(&text.text[..offset], word, language);
        if held_back && division < Division::All {
            return;
        }
        // A few letters that are left of a word make no last line.
        let rest = offset + word.len();
        let is_last = text.text[end..].chars().all(char::is_whitespace) && !too_wide;
        let least = if is_last { LEAST_LAST } else { 0 };
        let stub = text.text[offset..rest].char_indices().rev().take(least);
        let last = stub.last().map_or(rest, |(start, _)| offset + start);
        let points = self.hyphenator.points(word, language).iter();
        for at in points.map(|point| offset + usize::from(*point)).take_while(|at| *at <= last) {
            let hyphen = (self.hyphen)(at);
            let candidate =
                self.breaking.candidate(at, at, hyphen, HYPHEN_PENALTY, BreakKind::Hyphen);
            self.list.push(candidate);
        }
    }

    /// The places between the parts of a token that is no word.
    fn parts(&mut self, shown: Range<usize>, token: &Special) {
        let short = token.range.len() < SHORT_NAME;
        if short && self.width(shown.start, shown.end) * 2 < self.breaking.narrowest {
            return;
        }
        let breaks = token.breaks.as_slice();
        let first = breaks.partition_point(|at| *at <= shown.start);
        let text = self.breaking.text;
        let typed = text.style.is_typed();
        for at in breaks[first..].iter().take_while(|at| **at < shown.end) {
            let in_name = typed && !text.text[..*at].ends_with(OPENING);
            let penalty = if in_name { PART_OF_CODE_PENALTY } else { PART_PENALTY };
            self.push(*at, *at, Length::ZERO, penalty, BreakKind::Part);
        }
    }

    /// Breaks anywhere in a token that is wider than a line.
    fn emergency(&mut self, start: usize, end: usize) {
        let text = &self.breaking.text.text[start..end];
        let first = self.list.partition_point(|candidate| candidate.end <= start);
        let known: Vec<usize> = self.list[first..].iter().map(|candidate| candidate.end).collect();
        let advances = &self.breaking.edges.shaped.advances;
        for (offset, _) in text.char_indices().skip(1) {
            let at = start + offset;
            // A cluster is never torn: its later bytes have no advance of their own.
            let starts_cluster = advances[at + 1] != advances[at];
            let free = starts_cluster && !parts_scheme(text, offset);
            if free && known.binary_search(&at).is_err() {
                self.push(at, at, Length::ZERO, EMERGENCY_PENALTY, BreakKind::Emergency);
            }
        }
        self.list[first..].sort_by_key(|candidate| candidate.end);
    }
}

/// Characters after which a line must end (UAX #14, classes BK, CR, LF and NL).
fn is_line_end(character: char) -> bool {
    matches!(character, NEW_LINE | '\u{2029}' | '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{85}')
}

/// Whether a break would part `://` or what stands before it.
fn parts_scheme(token: &str, at: usize) -> bool {
    let bytes = token.as_bytes();
    (0..3).any(|back| at >= back && bytes[at - back..].starts_with(b"://"))
}

/// Marks after which a line may end without a hyphen.
fn is_mark(character: char) -> bool {
    matches!(character, '-' | '‐' | '–' | '—' | '/')
}

fn is_hangul(character: char) -> bool {
    matches!(u32::from(character), 0x1100..=0x11FF | 0x3130..=0x318F | 0xAC00..=0xD7FF)
}
