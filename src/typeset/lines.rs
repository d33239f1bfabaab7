//! Choosing the lines of a paragraph: what its candidates are, how hard good
//! lines are looked for, and what is done where there are none.

use std::ops::Range;

use super::breaks::{BreakKind, Breaking, Candidate, Division};
use super::divided::join_divided;
use super::linebreak::{Effort, Measures, break_lines, first_fit};
use super::margins::Edges;
use super::shape::Shaped;
use super::springs::Springs;
use super::text::{Look, Text};
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
        if text.align == Align::Justify && narrow && !springs.fills_all() {
            text.align = Align::Start;
        }
    }

    /// Chooses the lines.
    pub(super) fn lines(
        &mut self,
        text: &Text<'a>,
        shaped: &Shaped,
        springs: &Springs,
        width: Length,
        indent: Length,
    ) -> Vec<Line> {
        let justified = text.align == Align::Justify;
        let optical = justified && self.theme.lines.optical_margins;
        let edges = Edges { text: &text.text, shaped, springs, optical };
        let measures = self.measures(text, width, indent, edges.at_start(0));
        let narrowest = measures.first.min(measures.rest);
        let breaking =
            Breaking { text, edges, narrowest, division: Division::None, anywhere: false };
        let (candidates, chosen) = self.choose(breaking, measures);
        let mut start = 0;
        let count = candidates.len();
        let line = |index: usize| {
            let Candidate { end, next, kind, added, .. } = candidates[index];
            let line = Line {
                start,
                end,
                space_end: if text.text[end..next].starts_with(' ') { end + 1 } else { end },
                hyphen: kind == BreakKind::Hyphen,
                last: kind == BreakKind::Forced || index + 1 == count,
                in_token: kind == BreakKind::Part,
                start_hangs: edges.at_start(start),
                end_hangs: edges.at_end(end, added),
                rest: None,
                said: None,
            };
            start = next;
            line
        };
        let mut lines: Vec<Line> = chosen.into_iter().map(line).collect();
        join_divided(&mut lines, &text.text, &shaped.segments);
        lines
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
    ) -> (Vec<Candidate>, Vec<usize>) {
        let text = breaking.text;
        let widths: Vec<Length> =
            text.pieces.iter().map(|piece| self.hyphen_width(&piece.look)).collect();
        let hyphen = |at: usize| {
            let piece = text.pieces.partition_point(|piece| piece.range.end < at);
            widths.get(piece).or(widths.last()).copied().unwrap_or_default()
        };
        let first_fit_alone = !self.theme.lines.total_fit;
        let plain = (measures.justified || first_fit_alone) && text.style.hyphenate;
        let all = if self.theme.lines.hyphenation { Division::All } else { Division::None };
        let words = if plain { Division::Words } else { Division::None };
        for division in [words, all] {
            if first_fit_alone || (division == all && words == all) {
                break;
            }
            breaking.division = division;
            let candidates = breaking.candidates(&mut self.hyphenator, hyphen);
            if let Some(chosen) = break_lines(&candidates, measures, Effort::Good) {
                return (candidates, chosen);
            }
        }
        breaking.anywhere = true;
        breaking.division = if first_fit_alone { words } else { all };
        let candidates = breaking.candidates(&mut self.hyphenator, hyphen);
        let chosen = match first_fit_alone {
            true => first_fit(&candidates, measures),
            false => break_lines(&candidates, measures, Effort::Any).unwrap_or_default(),
        };
        (candidates, chosen)
    }

    fn hyphen_width(&self, look: &Look) -> Length {
        let face = self.faces.get(look.face);
        let advance = face.glyph('-').map_or(0, |glyph| face.advance(glyph));
        face.scale(advance, look.size)
    }
}
