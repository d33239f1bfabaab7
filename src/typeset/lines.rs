//! Choosing the lines of a paragraph: what its candidates are, how hard good
//! lines are looked for, and what is done where there are none.

use std::ops::Range;

use super::breaks::{BreakKind, Breaking, Candidate, Division};
use super::classes::is_katakana;
use super::divided::join_divided;
use super::linebreak::{Effort, Measures, break_into, break_lines, first_fit, price_of_another};
use super::margins::Edges;
use super::pages::fit::Gives;
use super::shape::Shaped;
use super::springs::Springs;
use super::text::{Look, Piece, Text};
use super::typesetter::Typesetter;
use crate::length::Length;
use crate::theme::Align;

/// A line: the bytes that it shows, and whether a hyphen is added.
pub(super) struct Line {
    pub start: usize,
    pub end: usize,
    /// The byte after the space that the line ends at, if it ends at one: the
    /// space takes no room, but whoever reads the text finds words apart.
    pub space_end: usize,
    pub hyphen: bool,
    /// Whether the author or the paragraph ends it, so that it is not filled.
    pub last: bool,
    /// Whether it ends inside of an address or a name in a program: it may then
    /// be shorter than others.
    pub in_token: bool,
    /// How far it hangs over the edge where it starts.
    pub start_hangs: Length,
    /// How far it hangs over the edge where it ends.
    pub end_hangs: Length,
    /// The rest of the word that it ends in the middle of, on the next line.
    pub rest: Option<Range<usize>>,
    /// Where the rest of a word ends that the line before has said already.
    pub said: Option<usize>,
}

impl<'a> Typesetter<'a> {
    /// Sets text ragged whose column is too narrow for filled lines. Text that
    /// gives between its characters fills any column.
    pub(super) fn align(&self, text: &mut Text<'a>, springs: &Springs, width: Length) {
        let narrow = width < text.style.length(self.theme.lines.ragged_below);
        // A large image leaves the lines around it what words cannot fill.
        let large = |piece: &Piece<'_>| piece.image.is_some_and(|image| image.width > width / 2);
        let with_large = text.pieces.iter().any(large);
        if text.align == Align::Justify && with_large {
            text.align = Align::Start;
        }
        if text.align == Align::Justify && narrow && !springs.fills_all() {
            text.align = Align::Start;
        }
    }

    /// Chooses the lines. Of an elastic paragraph it says, too, what it costs to
    /// have one less or one more.
    pub(super) fn lines(
        &mut self,
        text: &Text<'a>,
        shaped: &Shaped,
        springs: &Springs,
        (width, indent): (Length, Length),
        elastic: bool,
    ) -> (Vec<Line>, Gives) {
        let (edges, measures) = self.between(text, shaped, springs, width, indent);
        let narrowest = measures.first.min(measures.rest);
        let breaking =
            Breaking { text, edges, narrowest, division: Division::None, anywhere: false };
        let (candidates, chosen, good) = self.choose(breaking, measures);
        let count = chosen.len();
        // A paragraph that no column holds whole is never asked; the question would
        // take a time that grows with the square of its lines.
        let height = text.style.length(text.style.leading) * count as i64;
        let asked = elastic && count >= FEWEST_LINES && height <= self.body_height();
        let gives = match asked && good && measures.justified {
            true => price_of_another(&candidates, measures, count),
            false => (None, None),
        };
        let price = |demerits: i64| LOOSENED + demerits / DEMERITS_OF_ONE;
        let lines = cut_lines(text, &edges, shaped, &candidates, chosen);
        (lines, (gives.0.map(price), gives.1.map(price)))
    }

    /// Lines of a heading that are about as long as each other, where as many of
    /// them can be: those that fit in the narrowest column which takes no more.
    pub(super) fn balanced(
        &mut self,
        lines: Vec<Line>,
        text: &Text<'a>,
        shaped: &Shaped,
        springs: &Springs,
        (width, indent): (Length, Length),
    ) -> Vec<Line> {
        let mut best = lines;
        let parted = |line: &&Line| {
            let (before, after) = text.text.split_at(line.end);
            let in_katakana = before.ends_with(is_katakana) && after.starts_with(is_katakana);
            line.hyphen || line.in_token || before.ends_with(['-', '‐']) || in_katakana
        };
        let hyphens = best.iter().filter(parted).count();
        let (mut low, mut high) = (width / 2, width);
        for _ in 0..BALANCE_STEPS {
            let middle = low + (high - low) / 2;
            let (lines, _) = self.lines(text, shaped, springs, (middle, indent), false);
            if lines.len() <= best.len() && lines.iter().filter(parted).count() <= hyphens {
                (best, high) = (lines, middle);
            } else {
                low = middle;
            }
        }
        best
    }

    /// The lines of a paragraph that was set in good ones, when there shall be
    /// so many; none where that cannot be.
    pub(super) fn so_many_lines(
        &mut self,
        text: &Text<'a>,
        shaped: &Shaped,
        springs: &Springs,
        width: Length,
        indent: Length,
        count: usize,
    ) -> Vec<Line> {
        let (edges, measures) = self.between(text, shaped, springs, width, indent);
        let narrowest = measures.first.min(measures.rest);
        let division = self.divided_first(text, measures);
        let breaking = Breaking { text, edges, narrowest, division, anywhere: false };
        let hyphen = self.hyphen_widths(text);
        let candidates = breaking.candidates(&mut self.hyphenator, hyphen);
        let chosen = break_into(&candidates, measures, count).unwrap_or_default();
        cut_lines(text, &edges, shaped, &candidates, chosen)
    }

    /// The edges between which lines stand, and how they are to be filled.
    fn between<'t>(
        &self,
        text: &'t Text<'a>,
        shaped: &'t Shaped,
        springs: &'t Springs,
        width: Length,
        indent: Length,
    ) -> (Edges<'t>, Measures) {
        let optical = text.align == Align::Justify && self.theme.lines.optical_margins;
        let edges = Edges { text: &text.text, shaped, springs, optical };
        let measures = self.measures(text, width, indent, edges.at_start(0));
        (edges, measures)
    }

    fn measures(&self, text: &Text<'a>, width: Length, indent: Length, hangs: Length) -> Measures {
        let lines = &self.theme.lines;
        let justified = text.align == Align::Justify;
        Measures {
            first: width - indent,
            rest: width,
            justified,
            expansion: if justified { i64::from(lines.expansion) } else { 0 },
            first_hangs: hangs,
            last: if lines.last_line { text.style.size.absolute() } else { Length::ZERO },
            emergency: text.style.length(lines.emergency_stretch),
        }
    }

    /// Looks for good lines first, where plain words alone are divided; then
    /// divides all that may be; then takes what there is.
    fn choose(
        &mut self,
        mut breaking: Breaking<'_, 'a>,
        measures: Measures,
    ) -> (Vec<Candidate>, Vec<usize>, bool) {
        let text = breaking.text;
        let hyphen = self.hyphen_widths(text);
        let first_fit_alone = !self.theme.lines.total_fit;
        let all = if self.theme.lines.hyphenation { Division::All } else { Division::None };
        let words = self.divided_first(text, measures);
        for division in [words, all] {
            if first_fit_alone || (division == all && words == all) {
                break;
            }
            breaking.division = division;
            let candidates = breaking.candidates(&mut self.hyphenator, &hyphen);
            if let Some(chosen) = break_lines(&candidates, measures, Effort::Good) {
                return (candidates, chosen, division == words);
            }
        }
        breaking.anywhere = true;
        breaking.division = if first_fit_alone { words } else { all };
        let candidates = breaking.candidates(&mut self.hyphenator, &hyphen);
        // Pages of torn characters have no good ends to choose from, and looking for them
        // at every character takes seconds.
        let emergency = |candidate: &&Candidate| candidate.kind == BreakKind::Emergency;
        let torn = candidates.iter().filter(emergency).count() > MOST_TORN;
        let chosen = match first_fit_alone || torn {
            true => first_fit(&candidates, measures),
            false => break_lines(&candidates, measures, Effort::Any).unwrap_or_default(),
        };
        (candidates, chosen, false)
    }

    /// Which words may be divided where good lines are looked for first.
    fn divided_first(&self, text: &Text<'a>, measures: Measures) -> Division {
        let filled = measures.justified || !self.theme.lines.total_fit;
        if filled && text.style.hyphenate { Division::Words } else { Division::None }
    }

    /// How wide a hyphen is that is added before a byte.
    fn hyphen_widths<'t>(&self, text: &'t Text<'a>) -> impl Fn(usize) -> Length + use<'t, 'a> {
        let widths: Vec<Length> =
            text.pieces.iter().map(|piece| self.hyphen_width(&piece.look)).collect();
        move |at: usize| {
            let piece = text.pieces.partition_point(|piece| piece.range.end < at);
            widths.get(piece).or(widths.last()).copied().unwrap_or_default()
        }
    }

    fn hyphen_width(&self, look: &Look) -> Length {
        let face = self.faces.get(look.face);
        let advance = face.glyph('-').map_or(0, |glyph| face.advance(glyph));
        face.scale(advance, look.size)
    }
}

/// The lines that end at the candidates chosen.
fn cut_lines(
    text: &Text<'_>,
    edges: &Edges<'_>,
    shaped: &Shaped,
    candidates: &[Candidate],
    chosen: Vec<usize>,
) -> Vec<Line> {
    let text = text.text.as_str();
    let mut start = 0;
    let count = candidates.len();
    let line = |index: usize| {
        let Candidate { end, next, kind, added, .. } = candidates[index];
        let line = Line {
            start,
            end,
            space_end: if text[end..next].starts_with(' ') { end + 1 } else { end },
            hyphen: kind == BreakKind::Hyphen,
            last: kind == BreakKind::Forced || index + 1 == count,
            in_token: kind == BreakKind::Part,
            start_hangs: edges.at_start(start),
            end_hangs: edges.at_end(end, added.into()),
            rest: None,
            said: None,
        };
        start = next;
        line
    };
    let mut lines: Vec<Line> = chosen.into_iter().map(line).collect();
    join_divided(&mut lines, text, &shaped.segments);
    lines
}

/// How often the width of a heading is halved to find one that is balanced.
const BALANCE_STEPS: usize = 5;
/// So many places inside of tokens are compared, about ten pages of them.
const MOST_TORN: usize = 20_000;
/// What it costs a page that a paragraph runs longer or shorter at all.
const LOOSENED: i64 = 300;
/// Shorter paragraphs never run longer or shorter: it would be seen.
const FEWEST_LINES: usize = 3;
/// How many demerits of lines weigh as much as one of pages.
const DEMERITS_OF_ONE: i64 = 40;
