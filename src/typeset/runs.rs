//! Runs: the glyphs of a part of a line, what each stands for, and boxes for
//! what no face has.

use unicode_segmentation::UnicodeSegmentation as _;

use super::divided;
use super::galley::Strip;
use super::justify::{Justify, Spring, spring};
use super::layout::{Glyph, GlyphRun, Item, Placed, Point};
use super::paragraph::{LinePart, Setting};
use super::shape::{MISSING_ADVANCE, is_ignorable};
use super::text::{Look, NEW_LINE, Piece};
use crate::length::Length;

/// The glyphs of a part of a line with the bytes that each stands for.
pub(super) fn glyph_run(
    setting: &Setting<'_, '_>,
    part: &LinePart<'_>,
    piece: &Piece<'_>,
    justify: &mut Justify,
) -> GlyphRun {
    let Setting { text, springs, .. } = *setting;
    let clusters = Clusters::of(part, &text.text);
    let rigid = springs.is_rigid(part.segment);
    let mut seen = None;
    let mut glyphs: Vec<Glyph> = Vec::with_capacity(part.glyphs.len());
    let mut joiners = Vec::new();
    for (index, glyph) in part.glyphs.iter().enumerate() {
        let first = seen.replace(glyph.cluster) != Some(glyph.cluster);
        let end = if first { clusters.end(glyph.cluster) } else { glyph.cluster };
        let shaped = Length::from(glyph.advance);
        let own = if rigid { shaped } else { justify.expanded(shaped) };
        let advance = match spring(&text.text, springs, part, index) {
            Spring::Space(space) => shaped + justify.share(space),
            Spring::Behind(gap) => own + gap.width + justify.share(gap),
            Spring::None => own,
        };
        // What shows nothing needs no glyph: soft hyphens, joiners, line separators.
        let share = &text.text[glyph.cluster.min(part.end)..end.min(part.end)];
        let hidden = first && glyph.cluster < part.end && share.chars().all(is_hidden);
        if hidden && advance == Length::ZERO {
            if share.contains(JOINERS) {
                joiners.push((glyph.cluster - clusters.start, end - clusters.start));
            }
        } else {
            glyphs.push(Glyph {
                id: glyph.id,
                advance: advance.into(),
                x_offset: glyph.x_offset,
                y_offset: glyph.y_offset,
                text_start: (glyph.cluster - clusters.start) as u32,
                text_end: (end - clusters.start) as u32,
            });
        }
    }
    // Joiners are part of how a word is written: the letter before says them.
    for (start, end) in joiners {
        let before = |glyph: &&mut Glyph| glyph.text_end as usize == start;
        if let Some(glyph) = glyphs.iter_mut().find(before) {
            glyph.text_end = end as u32;
        }
    }
    let Look { face, size, color, .. } = piece.look;
    let expansion = if rigid { 0 } else { justify.expansion as i32 };
    let level = part.segment.level;
    let shown = clusters.text.len();
    let mut run =
        GlyphRun { face, size, color, expansion, level, glyphs, text: clusters.text, shown };
    divided::say(&mut run, part, clusters.start, &text.text);
    run
}

/// The clusters of a part of a line, in the order of the text.
struct Clusters {
    /// Where the first one starts in the paragraph.
    start: usize,
    starts: Vec<usize>,
    /// The text of all of them.
    text: String,
}

impl Clusters {
    fn of(part: &LinePart<'_>, text: &str) -> Clusters {
        let mut starts: Vec<usize> = part.glyphs.iter().map(|glyph| glyph.cluster).collect();
        starts.sort_unstable();
        starts.dedup();
        let start = starts.first().map_or(part.end, |start| part.end.min(*start));
        let mut text = text[start..part.end].to_owned();
        // A hyphen that is not in the text says so: it stands for a soft one.
        if part.hyphen {
            text.push(SOFT_HYPHEN);
        }
        Clusters { start, starts, text }
    }

    /// Where the cluster that starts at a byte ends.
    fn end(&self, start: usize) -> usize {
        let next = self.starts.partition_point(|other| *other <= start);
        self.starts.get(next).copied().unwrap_or(self.start + self.text.len())
    }
}

/// U+200C ZERO WIDTH NON-JOINER and U+200D ZERO WIDTH JOINER.
const JOINERS: [char; 2] = ['\u{200C}', '\u{200D}'];

/// U+00AD SOFT HYPHEN.
const SOFT_HYPHEN: char = '\u{AD}';

fn is_hidden(character: char) -> bool {
    is_ignorable(character) || character == NEW_LINE
}

/// Boxes for what no face has.
pub(super) fn place_missing<'a>(
    setting: &Setting<'_, 'a>,
    part: &LinePart<'_>,
    justify: &Justify,
    pen: &mut Point,
    strip: &mut Strip<'a>,
) {
    let Setting { text, springs, .. } = *setting;
    let piece = &text.pieces[part.segment.piece];
    let look = &piece.look;
    let rigid = springs.is_rigid(part.segment);
    let (width, height) = (look.size.per_mille(MISSING_ADVANCE - 100), look.size.per_mille(700));
    for glyph in &part.glyphs {
        let cluster = text.text[glyph.cluster..part.end].graphemes(true).next();
        let at = Point { x: pen.x + look.size.per_mille(50), y: pen.y - look.raise - height };
        let item = Item::Missing {
            width,
            height,
            text: cluster.unwrap_or_default().to_owned(),
            color: look.color,
        };
        strip.items.push(Placed { at, content: piece.content, item });
        let advance = Length::from(glyph.advance);
        pen.x += if rigid { advance } else { justify.expanded(advance) };
    }
}
