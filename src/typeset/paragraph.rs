//! Paragraphs become lines of positioned glyphs.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation as _;

use super::breaks::{BreakKind, Candidate, candidates, hang_at_end, hang_at_start};
use super::divided::{self, join_divided};
use super::galley::{Cut, Galley, Strip, decoration};
use super::layout::{Glyph, GlyphRun, Item, Placed, Point, TagId};
use super::linebreak::{Measures, break_lines};
use super::shape::{MISSING_ADVANCE, Segment, Shaped, ShapedGlyph, is_ignorable};
use super::text::{Look, NEW_LINE, Piece, Text};
use super::typesetter::Typesetter;
use crate::backends::RenderError;
use crate::compose::flow::Paragraph;
use crate::language::Direction;
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
    /// How far it hangs over the edge where it starts.
    pub start_hangs: Length,
    /// How far it hangs over the edge where it ends.
    pub end_hangs: Length,
    /// The rest of the word that it ends in the middle of, on the next line.
    pub rest: Option<Range<usize>>,
    /// Where the rest of a word ends that the line before has said already.
    pub said: Option<usize>,
}

/// A part of a line, on one segment.
pub(super) struct LinePart<'s> {
    pub segment: &'s Segment,
    pub glyphs: Vec<ShapedGlyph>,
    pub end: usize,
    /// Where the line ends but for the space after it.
    pub line_end: usize,
    /// A hyphen that was added after the text.
    pub hyphen: bool,
    /// See [`Line::rest`], for the part that holds the word.
    pub rest: Option<Range<usize>>,
    /// See [`Line::said`], for the part that holds it.
    pub said: Option<usize>,
}

impl<'a> Typesetter<'a> {
    /// Sets a paragraph in a column of a width, under a node of the tag tree.
    pub(super) fn paragraph(
        &mut self,
        paragraph: &Paragraph<'a>,
        parent: TagId,
        width: Length,
        galley: &mut Galley<'a>,
    ) -> Result<(), RenderError> {
        let text = self.text(paragraph, Some(parent), width)?;
        let style = &text.style;
        galley.space(style.length(style.space_before));
        let indent = match paragraph.opens {
            true => Length::ZERO,
            false => style.length(style.indent),
        };
        let shaped = self.shape(&text);
        self.report_faces(&text, &shaped, paragraph.span);
        let lines = self.lines(&text, &shaped, width, indent);
        let first = galley.strips.len();
        self.set_lines(&text, &shaped, &lines, width, indent, galley);
        if let Some(strip) = galley.strips.get_mut(first) {
            strip.anchors.extend(paragraph.anchor.clone());
            strip.outline = paragraph.outline.clone();
        }
        galley.space(text.style.length(text.style.space_after));
        if paragraph.leads {
            galley.cut(Cut::Avoid);
        }
        Ok(())
    }

    /// Chooses the lines.
    fn lines(
        &mut self,
        text: &Text<'a>,
        shaped: &Shaped,
        width: Length,
        indent: Length,
    ) -> Vec<Line> {
        let hyphen_faces: Vec<Length> =
            text.pieces.iter().map(|piece| self.hyphen_width(&piece.look)).collect();
        let hyphen = |at: usize| {
            let piece = text.pieces.partition_point(|piece| piece.range.end < at);
            hyphen_faces[piece.min(hyphen_faces.len() - 1)]
        };
        let justified = text.align == Align::Justify;
        let hangs = justified && self.theme.lines.optical_margins;
        let candidates = candidates(text, shaped, &mut self.hyphenator, hyphen, width, hangs);
        let measures = Measures {
            first: width - indent,
            rest: width,
            justified,
            expansion: if justified { i64::from(self.theme.lines.expansion) } else { 0 },
            first_hangs: if hangs { hang_at_start(&text.text, shaped, 0) } else { Length::ZERO },
        };
        let chosen = break_lines(&candidates, measures);
        let mut start = 0;
        let count = candidates.len();
        let line = |index: usize| {
            let Candidate { end, next, kind, added, .. } = candidates[index];
            let last = kind == BreakKind::Forced || index + 1 == count;
            let space_end = if text.text[end..next].starts_with(' ') { end + 1 } else { end };
            let start_hangs =
                if hangs { hang_at_start(&text.text, shaped, start) } else { Length::ZERO };
            let end_hangs =
                if hangs { hang_at_end(&text.text, shaped, end, added) } else { Length::ZERO };
            let hyphen = kind == BreakKind::Hyphen;
            let (rest, said) = (None, None);
            let line =
                Line { start, end, space_end, hyphen, last, start_hangs, end_hangs, rest, said };
            start = next;
            line
        };
        let mut lines: Vec<Line> = chosen.into_iter().map(line).collect();
        join_divided(&mut lines, &text.text, &shaped.segments);
        lines
    }

    fn hyphen_width(&self, look: &Look) -> Length {
        let face = self.faces.get(look.face);
        let advance = face.glyph('-').map_or(0, |glyph| face.advance(glyph));
        face.scale(advance, look.size)
    }

    fn set_lines(
        &mut self,
        text: &Text<'a>,
        shaped: &Shaped,
        lines: &[Line],
        width: Length,
        indent: Length,
        galley: &mut Galley<'a>,
    ) {
        let count = lines.len();
        for (index, line) in lines.iter().enumerate() {
            let indent = if index == 0 { indent } else { Length::ZERO };
            let mut strip = self.line(text, shaped, line, width, indent);
            // No line of a paragraph stands alone at the foot or the head of a page.
            let alone = index == 1 || index + 1 == count;
            if index > 0 && alone {
                strip.cut = Cut::Avoid;
            }
            galley.push(strip);
        }
    }

    /// Sets one line as a strip.
    fn line(
        &mut self,
        text: &Text<'a>,
        shaped: &Shaped,
        line: &Line,
        width: Length,
        indent: Length,
    ) -> Strip<'a> {
        let parts = self.parts(text, shaped, line);
        let natural: Length =
            parts.iter().flat_map(|part| &part.glyphs).map(|glyph| glyph.advance).sum();
        let spaces = count_spaces(text, &parts);
        let measure = width - indent + line.start_hangs + line.end_hangs;
        let slack = measure - natural;
        let fill = spaces.count > 0 && text.align == Align::Justify && (!line.last || slack.0 < 0);
        let mut justify = Justify::new(spaces.count);
        if fill {
            justify.expand(slack, natural - spaces.width, self.theme.lines.expansion);
        }
        let free = if fill { Length::ZERO } else { slack };
        let rtl = text.direction == Direction::RightToLeft;
        let before = match text.align {
            Align::Justify | Align::Start if rtl => free,
            Align::Justify | Align::Start => Length::ZERO,
            Align::Center => free / 2,
            Align::End if rtl => Length::ZERO,
            Align::End => free,
        };
        let start = match rtl {
            true => before - line.end_hangs,
            false => before + indent - line.start_hangs,
        };
        let leading = text.style.length(text.style.leading);
        let height = parts.iter().filter_map(|part| self.image_height(text, part)).max();
        // An image taller than the line makes room for itself above the line.
        let extra = height.map_or(Length::ZERO, |height| {
            (height - baseline(leading, text.style.size.absolute())).max(Length::ZERO)
        });
        let mut strip = Strip::new(leading + extra);
        let baseline = baseline(leading, text.style.size.absolute()) + extra;
        let mut pen = Point { x: start, y: baseline };
        for part in &parts {
            self.place_part(text, part, &mut pen, &mut justify, &mut strip);
        }
        strip
    }

    /// The glyphs of a line, segment by segment, in the order in which they are seen.
    fn parts<'s>(&mut self, text: &Text<'a>, shaped: &'s Shaped, line: &Line) -> Vec<LinePart<'s>> {
        let first = shaped.segments.partition_point(|segment| segment.range.end <= line.start);
        let segments = shaped.segments[first..].iter();
        let segments = segments.take_while(|segment| segment.range.start < line.space_end);
        let mut parts: Vec<LinePart<'s>> =
            segments.map(|segment| self.part(text, segment, line)).collect();
        reorder(&mut parts);
        parts
    }

    /// The glyphs of a segment that stand on a line. Where a line begins or
    /// ends inside a word, that part of the word is shaped for itself.
    fn part<'s>(&mut self, text: &Text<'a>, segment: &'s Segment, line: &Line) -> LinePart<'s> {
        let start = segment.range.start.max(line.start);
        let end = segment.range.end.min(line.space_end);
        let hyphen = line.hyphen && end == line.end && !text.text[..end].ends_with(['-', '‐']);
        let cut_start =
            start == line.start && start > segment.range.start && !follows_space(&text.text, start);
        let cut_end = end == line.end && end < segment.range.end;
        let whole = !(hyphen || cut_start || cut_end);
        let mut glyphs: Vec<ShapedGlyph> = if whole {
            segment.between(start..end).to_vec()
        } else {
            let added = hyphen.then_some('-');
            self.shape_segment(text, segment, start..end, added)
        };
        // The space at the end takes no room.
        for glyph in
            glyphs.iter_mut().filter(|glyph| (line.end..line.space_end).contains(&glyph.cluster))
        {
            glyph.advance = Length::ZERO;
        }
        let rest = line.rest.clone().filter(|_| start < line.end && end >= line.end);
        let said = line.said.filter(|_| start == line.start);
        LinePart { segment, glyphs, end, line_end: line.end, hyphen, rest, said }
    }

    fn image_height(&self, text: &Text<'a>, part: &LinePart<'_>) -> Option<Length> {
        text.pieces[part.segment.piece].image.map(|image| image.height)
    }

    fn place_part(
        &mut self,
        text: &Text<'a>,
        part: &LinePart<'_>,
        pen: &mut Point,
        justify: &mut Justify,
        strip: &mut Strip<'a>,
    ) {
        let piece = &text.pieces[part.segment.piece];
        let from = pen.x;
        if part.segment.range.start == piece.range.start {
            strip.anchors.extend(piece.anchor.clone());
        }
        match (&piece.image, part.segment.face) {
            (Some(image), _) => {
                let at = Point { x: pen.x, y: pen.y - image.height };
                let item = Item::Image {
                    width: image.width,
                    height: image.height,
                    asset: image.asset,
                    key: image.key,
                };
                strip.items.push(Placed { at, content: piece.content, item });
                pen.x += image.width;
            }
            (None, None) => place_missing(text, part, piece, pen, strip),
            (None, Some(face)) => {
                let run = glyph_run(text, part, piece, justify);
                let run = GlyphRun { face, ..run };
                let width = run.width();
                let at = Point { x: pen.x, y: pen.y - piece.look.raise };
                if !run.glyphs.is_empty() {
                    strip.items.push(Placed { at, content: piece.content, item: Item::Run(run) });
                }
                pen.x += width;
            }
        }
        let width = pen.x - from;
        self.decorate(piece, from, width, pen.y, strip);
    }

    /// Strikes and link areas over a part of a line.
    fn decorate(
        &self,
        piece: &Piece<'a>,
        x: Length,
        width: Length,
        baseline: Length,
        strip: &mut Strip<'a>,
    ) {
        let look = &piece.look;
        if look.strike {
            let face = self.faces.get(look.face);
            let y = baseline - look.raise - face.scale(face.x_height, look.size) / 2;
            let height = look.size.per_mille(STRIKE_THICKNESS);
            strip.items.push(decoration(x, y, Item::Rule { width, height, color: look.color }));
        }
        if let Some((link, tag)) = piece.link.filter(|_| width.0 > 0) {
            let top = baseline - look.raise - look.size.per_mille(LINK_ASCENT);
            let height = look.size;
            strip.items.push(decoration(x, top, Item::Link { width, height, link, tag }));
        }
    }
}

/// Thickness of a strike, in thousandths of the size.
const STRIKE_THICKNESS: i64 = 50;
/// How far the area of a link reaches over the line, in thousandths of the size.
const LINK_ASCENT: i64 = 780;
/// How much of the size of type stands over the line, in thousandths.
const ASCENT: i64 = 780;

/// Where the line stands in a strip as high as the leading: half of what the
/// leading adds to the size lies above, half below.
pub(super) fn baseline(leading: Length, size: Length) -> Length {
    (leading - size) / 2 + size.per_mille(ASCENT)
}

/// How a line is filled: its glyphs give first, its spaces take the rest.
struct Justify {
    /// By how many ten-thousandths glyphs are widened.
    expansion: i64,
    extra: Length,
    spaces: usize,
    given: usize,
}

/// The steps in which glyphs give, in ten-thousandths: finer ones are not seen,
/// and lines that share a step share what a file says of it.
const EXPANSION_STEP: i64 = 10;

impl Justify {
    /// A line that is not filled.
    fn new(spaces: usize) -> Justify {
        Justify { expansion: 0, extra: Length::ZERO, spaces, given: 0 }
    }

    /// Fills `slack`, which may be negative: glyphs of a width together give by
    /// at most so many thousandths, the spaces the rest.
    fn expand(&mut self, slack: Length, glyphs: Length, most: u8) {
        let most = i64::from(most) * 10;
        let wanted = slack.scale(10_000, glyphs.0.max(1)).0.clamp(-most, most);
        self.expansion = wanted / EXPANSION_STEP * EXPANSION_STEP;
        self.extra = slack - glyphs.scale(self.expansion, 10_000);
    }

    /// The advance of a glyph once it has given.
    fn expanded(&self, advance: Length) -> Length {
        advance + advance.scale(self.expansion, 10_000)
    }

    /// The share of the next space; the shares add up to the whole.
    fn next(&mut self) -> Length {
        let spaces = self.spaces.max(1) as i64;
        let upto = |count: usize| self.extra.scale(count as i64, spaces);
        let share = upto(self.given + 1) - upto(self.given);
        self.given += 1;
        share
    }
}

/// The spaces of a line.
struct Spaces {
    count: usize,
    width: Length,
}

fn is_space(text: &str, at: usize) -> bool {
    text.as_bytes().get(at) == Some(&b' ') || text[at..].starts_with('\u{A0}')
}

fn count_spaces(text: &Text<'_>, parts: &[LinePart<'_>]) -> Spaces {
    let mut spaces = Spaces { count: 0, width: Length::ZERO };
    for part in parts {
        let inside = part.glyphs.iter().filter(|glyph| glyph.cluster < part.line_end);
        for glyph in inside.filter(|glyph| is_space(&text.text, glyph.cluster)) {
            spaces.count += 1;
            spaces.width += glyph.advance;
        }
    }
    spaces
}

fn follows_space(text: &str, at: usize) -> bool {
    text[..at].ends_with([' ', NEW_LINE])
}

/// Puts the parts of a line into the order in which they are seen (UAX #9, L2).
fn reorder(parts: &mut [LinePart<'_>]) {
    let highest = parts.iter().map(|part| part.segment.level).max().unwrap_or(0);
    for level in (1..=highest).rev() {
        let mut at = 0;
        while at < parts.len() {
            let run = parts[at..].iter().take_while(|part| part.segment.level >= level).count();
            parts[at..at + run].reverse();
            at += run.max(1);
        }
    }
}

/// The glyphs of a part of a line with the bytes that each stands for.
fn glyph_run(
    text: &Text<'_>,
    part: &LinePart<'_>,
    piece: &Piece<'_>,
    justify: &mut Justify,
) -> GlyphRun {
    let clusters = Clusters::of(part, &text.text);
    let mut seen = None;
    let mut glyphs: Vec<Glyph> = Vec::with_capacity(part.glyphs.len());
    let mut joiners = Vec::new();
    for glyph in &part.glyphs {
        let first = seen.replace(glyph.cluster) != Some(glyph.cluster);
        let end = if first { clusters.end(glyph.cluster) } else { glyph.cluster };
        let stretches = glyph.cluster < part.line_end && is_space(&text.text, glyph.cluster);
        let advance = match stretches {
            true => glyph.advance + justify.next(),
            false => justify.expanded(glyph.advance),
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
                advance,
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
    let expansion = justify.expansion as i32;
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
fn place_missing<'a>(
    text: &Text<'a>,
    part: &LinePart<'_>,
    piece: &Piece<'a>,
    pen: &mut Point,
    strip: &mut Strip<'a>,
) {
    let look = &piece.look;
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
        pen.x += glyph.advance;
    }
}
