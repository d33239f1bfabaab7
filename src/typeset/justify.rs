//! Filling a line: its glyphs give first, then its springs take the rest, each
//! in proportion to what it gives.

use super::paragraph::LinePart;
use super::shape::ShapedGlyph;
use super::springs::{Springs, Totals};
use super::text::Text;
use crate::length::Length;

/// How the glyphs of a line are moved apart.
pub(super) struct Justify {
    /// By how many ten-thousandths glyphs are widened.
    pub expansion: i64,
    /// What the springs take together; negative where they give.
    extra: Length,
    /// The sum of what the springs could take.
    weight: i64,
    /// How much of the weight has been served.
    served: i64,
}

/// The steps in which glyphs give, in ten-thousandths: finer ones are not seen,
/// and lines that share a step share what a file says of it.
const EXPANSION_STEP: i64 = 10;

impl Justify {
    /// A line that stays as it is.
    pub fn none() -> Justify {
        Justify { expansion: 0, extra: Length::ZERO, weight: 0, served: 0 }
    }

    /// Fills `slack`, which may be negative: glyphs give by at most so many
    /// thousandths, the springs the rest.
    pub fn fill(slack: Length, line: Totals, most: u8) -> Justify {
        let most = i64::from(most) * 10;
        let glyphs = line.width - line.rigid;
        let wanted = slack.scale(10_000, glyphs.0.max(1)).0.clamp(-most, most);
        // Rounded down, so that a line which must be narrower becomes so.
        let expansion = wanted.div_euclid(EXPANSION_STEP) * EXPANSION_STEP;
        let expansion = expansion.max(-most);
        let extra = slack - glyphs.scale(expansion, 10_000);
        // Springs that are shrunk beyond what they give would let words run together.
        let least = -(line.shrink * 2);
        let weight = if extra.0 < 0 { line.shrink.0 } else { line.stretch.0 };
        Justify { expansion, extra: extra.max(least), weight, served: 0 }
    }

    /// The advance of a glyph once it has given.
    pub fn expanded(&self, advance: Length) -> Length {
        advance + advance.scale(self.expansion, 10_000)
    }

    /// The share of the next spring; the shares add up to the whole.
    pub fn share(&mut self, spring: Totals) -> Length {
        if self.weight == 0 {
            return Length::ZERO;
        }
        let own = if self.extra.0 < 0 { spring.shrink.0 } else { spring.stretch.0 };
        let upto = |served: i64| self.extra.scale(served, self.weight);
        let share = upto(self.served + own) - upto(self.served);
        self.served += own;
        share
    }
}

/// What gives at a glyph of a line: a space itself, or the gap behind a cluster
/// of full-width or unspaced script.
pub(super) enum Spring {
    /// Nothing.
    None,
    /// The glyph is a space.
    Space(Totals),
    /// What stands behind the glyph.
    Behind(Totals),
}

/// What gives at a glyph of a part of a line.
pub(super) fn spring(text: &str, springs: &Springs, part: &LinePart<'_>, index: usize) -> Spring {
    let glyph = &part.glyphs[index];
    if glyph.cluster < part.line_end && is_space(text, glyph.cluster) {
        return Spring::Space(Totals::space(glyph.advance.into()));
    }
    if !springs.has_more() || part.segment.level % 2 == 1 {
        return Spring::None;
    }
    let next = part.glyphs.get(index + 1).map_or(part.end, |next: &ShapedGlyph| next.cluster);
    if next == glyph.cluster || next >= part.line_end {
        return Spring::None;
    }
    Spring::Behind(springs.gap(next))
}

/// What a line has, as it was shaped.
pub(super) fn measure(text: &Text<'_>, springs: &Springs, parts: &[LinePart<'_>]) -> Totals {
    let mut line = Totals::default();
    for part in parts {
        let rigid = springs.is_rigid(part.segment);
        for (index, glyph) in part.glyphs.iter().enumerate() {
            line = line
                + match spring(&text.text, springs, part, index) {
                    Spring::Space(space) => space,
                    Spring::None => glyph_totals(glyph.advance.into(), rigid),
                    Spring::Behind(gap) => gap + glyph_totals(glyph.advance.into(), rigid),
                };
        }
    }
    line
}

fn glyph_totals(width: Length, rigid: bool) -> Totals {
    Totals { width, rigid: if rigid { width } else { Length::ZERO }, ..Totals::default() }
}

fn is_space(text: &str, at: usize) -> bool {
    text.as_bytes().get(at) == Some(&b' ') || text[at..].starts_with('\u{A0}')
}
