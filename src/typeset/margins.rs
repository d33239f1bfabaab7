//! What hangs over the edges of the column, so that these look straight.
//!
//! A full stop or a hyphen leaves a hole where a letter would stand. How far
//! each mark hangs out, as a share of its own width, follows what Hàn Thế
//! Thành gives for Roman type ("Micro-typographic extensions to the TeX
//! typesetting system", 2000) and the defaults of the microtype package. The
//! empty halves of Chinese and Japanese brackets and stops lie outside, too.

use super::shape::Shaped;
use super::springs::Springs;
use crate::length::Length;

/// What may hang over the edges of a paragraph.
#[derive(Clone, Copy)]
pub(super) struct Edges<'t> {
    /// The paragraph's characters.
    pub text: &'t str,
    /// Their advances.
    pub shaped: &'t Shaped,
    /// The empty halves of marks.
    pub springs: &'t Springs,
    /// Whether marks hang out.
    pub optical: bool,
}

impl Edges<'_> {
    /// How far a line that begins at a byte hangs over the edge.
    pub fn at_start(&self, at: usize) -> Length {
        let empty = self.springs.empty_at_start(self.text, at);
        if empty > Length::ZERO || !self.optical {
            return empty;
        }
        match self.text[at..].chars().next().map_or(0, share_at_start) {
            0 => Length::ZERO,
            share => self.advance(at).per_mille(share),
        }
    }

    /// How far a line that ends at a byte hangs over the edge: by a hyphen of a
    /// width that is added to it, or by its last character.
    pub fn at_end(&self, at: usize, hyphen: Length) -> Length {
        let empty = self.springs.empty_at_end(self.text, at);
        if empty > Length::ZERO || !self.optical {
            return empty;
        }
        if hyphen > Length::ZERO && self.shows(at) {
            return hyphen.per_mille(share_at_end('-'));
        }
        let Some((start, character)) = self.text[..at].char_indices().next_back() else {
            return Length::ZERO;
        };
        match share_at_end(character) {
            0 => Length::ZERO,
            share => self.advance(start).per_mille(share),
        }
    }

    /// Whether a face has what ends at a byte. Behind boxes there is no hyphen.
    fn shows(&self, at: usize) -> bool {
        let place = self.shaped.segments.partition_point(|segment| segment.range.end < at);
        self.shaped.segments.get(place).is_some_and(|segment| segment.face.is_some())
    }

    fn advance(&self, at: usize) -> Length {
        self.shaped.advances[at + 1] - self.shaped.advances[at]
    }
}

/// How much of a mark hangs over the edge where lines end, in thousandths of its width.
fn share_at_end(character: char) -> i64 {
    match character {
        '-' | '‐' | '\u{AD}' | '.' | ',' => 500,
        '’' | '”' | '\'' | '"' | '»' | '›' => 400,
        ';' | ':' | '!' | '?' => 200,
        '–' => 250,
        '—' => 150,
        ')' | ']' => 50,
        _ => 0,
    }
}

/// How much of a mark hangs over the edge where lines start, in thousandths of its width.
fn share_at_start(character: char) -> i64 {
    match character {
        '‘' | '“' | '„' | '‚' | '\'' | '"' | '«' | '‹' => 400,
        '–' => 250,
        '—' => 150,
        '(' | '[' => 50,
        _ => 0,
    }
}
