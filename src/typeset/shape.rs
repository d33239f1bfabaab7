//! Shaping: characters become glyphs.
//!
//! A paragraph is cut into segments of one look, face, script and direction,
//! and each is shaped whole by harfrust, with its neighbours as context. The
//! glyphs keep the bytes that they come from (their clusters), so that lines
//! can be cut out of them afterwards.

use std::ops::Range;

use harfrust::{
    Buffer, ClusterLevel, Direction as ShapeDirection, Feature, Font, Language, Script,
    ShapeOptions, ShapePlan, ShaperFont, unicode,
};
use unicode_bidi::{BidiInfo, Level};
use unicode_segmentation::UnicodeSegmentation as _;

use super::features::{Features, Substitutes};
use super::text::{OBJECT, Text};
use super::typesetter::Typesetter;
use crate::fonts::FaceId;
use crate::fonts::scripts::is_neutral;
use crate::language::Direction;
use crate::length::{Length, Short};

/// A paragraph's glyphs.
pub(super) struct Shaped {
    /// The segments in the order of the text.
    pub segments: Vec<Segment>,
    /// The sum of all advances before each byte of the text, and at its end.
    pub advances: Vec<Length>,
}

/// A stretch of text that was shaped at once.
pub(super) struct Segment {
    /// The bytes of the text.
    pub range: Range<usize>,
    /// The piece that it lies in, by place.
    pub piece: usize,
    /// The face; `None` where no face has the characters, and for images.
    pub face: Option<FaceId>,
    /// The embedding level (UAX #9); odd ones run from right to left.
    pub level: u8,
    /// The glyphs, from left to right as they are seen.
    pub glyphs: Vec<ShapedGlyph>,
}

impl Segment {
    /// The glyphs of some bytes. Clusters ascend, or descend from right to left.
    pub fn between(&self, range: Range<usize>) -> &[ShapedGlyph] {
        let before = |bound: usize| {
            self.glyphs.partition_point(|glyph| match self.level % 2 {
                0 => glyph.cluster < bound,
                _ => glyph.cluster >= bound,
            })
        };
        let (start, end) = (before(range.start), before(range.end));
        &self.glyphs[start.min(end)..start.max(end)]
    }
}

/// A glyph and the byte that its cluster starts at.
#[derive(Debug, Clone, Copy)]
pub(super) struct ShapedGlyph {
    /// Its number in the face.
    pub id: u16,
    /// The first byte of its cluster in the text.
    pub cluster: usize,
    /// How far the next glyph stands from this one.
    pub advance: Short,
    /// How far it is moved to the right.
    pub x_offset: Short,
    /// How far it is raised.
    pub y_offset: Short,
}

/// How much text before and after a segment the shaper may look at, in bytes.
const CONTEXT: usize = 32;
/// Up to how many bytes of text the room for shaping is kept for the next segment.
const KEPT: usize = 1 << 16;

/// Plans for shaping, kept over a document. There are few of them.
#[derive(Default)]
pub(super) struct Shaper {
    plans: Vec<(PlanKey, Plan)>,
    buffer: Option<Buffer>,
    /// What faces have, as far as it was asked.
    pub substitutes: Substitutes,
}

/// A plan for shaping, and the features that it was made with.
struct Plan {
    plan: ShapePlan,
    features: Vec<Feature>,
}

impl Shaper {
    /// The plan for what a buffer holds, made now unless there is one.
    fn plan(&mut self, face: FaceId, font: &Font, buffer: &Buffer, features: Features) -> &Plan {
        let (direction, script) = (buffer.direction(), buffer.script());
        let language = buffer.language().cloned();
        let key = PlanKey { face, script, direction, language, features };
        let known = self.plans.iter().position(|(known, _)| *known == key).unwrap_or_else(|| {
            let features = features.list();
            let plan = ShapePlan::new(font, direction, script, buffer.language(), &features);
            self.plans.push((key, Plan { plan, features }));
            self.plans.len() - 1
        });
        &self.plans[known].1
    }
}

/// Fills a buffer with some bytes of a segment and what stands around them.
fn fill(
    buffer: &mut Buffer,
    text: &Text<'_>,
    segment: &Segment,
    range: Range<usize>,
    added: Option<char>,
) {
    let characters = &text.text[range.clone()];
    buffer.clear();
    buffer.set_pre_context(context_before(&text.text, range.start));
    buffer.push_str(characters);
    match added {
        Some(character) => buffer.push(u32::from(character), characters.len() as u32),
        None => buffer.set_post_context(context_after(&text.text, range.end)),
    }
    let (direction, clusters) = match segment.level % 2 {
        0 => (ShapeDirection::LeftToRight, ClusterLevel::MonotoneGraphemes),
        // Glyphs stand in the order in which they are seen. A mark that were one
        // with its letter would be read before it, so each says its own character.
        _ => (ShapeDirection::RightToLeft, ClusterLevel::MonotoneCharacters),
    };
    buffer.set_direction(direction);
    buffer.set_cluster_level(clusters);
    buffer.set_script(Some(script_of(characters)));
    let language = text.pieces[segment.piece].language;
    buffer.set_language(Language::new(language.as_str()));
}

/// What a plan for shaping depends on.
#[derive(PartialEq)]
struct PlanKey {
    face: FaceId,
    script: Option<Script>,
    direction: ShapeDirection,
    language: Option<Language>,
    features: Features,
}

impl<'a> Typesetter<'a> {
    /// Shapes a paragraph.
    pub(super) fn shape(&mut self, text: &Text<'a>) -> Shaped {
        let mut segments = self.itemize(text);
        for alike in segments.chunk_by_mut(|a, b| text.shapes_on(a, b)) {
            if !self.shape_together(text, alike) {
                for segment in alike {
                    segment.glyphs = self.shape_segment(text, segment, segment.range.clone(), None);
                }
            }
        }
        let advances = advances(&text.text, &segments);
        Shaped { segments, advances }
    }

    /// Shapes segments that differ in nothing that is seen in their letters
    /// (a link, a colour) as one, so that pairs are kerned and letters joined
    /// over their bounds. Not done when a ligature would hide a bound: each part
    /// of it would lead or mean something else.
    fn shape_together(&mut self, text: &Text<'a>, segments: &mut [Segment]) -> bool {
        let [first, .., last] = &*segments else { return false };
        let range = first.range.start..last.range.end;
        let (piece, face, level) = (first.piece, first.face, first.level);
        let mut whole = Segment { range: range.clone(), piece, face, level, glyphs: Vec::new() };
        whole.glyphs = self.shape_segment(text, &whole, range, None);
        let parts = segments.iter().map(|segment| whole.between(segment.range.clone()).to_vec());
        let parts: Vec<Vec<ShapedGlyph>> = parts.collect();
        let starts = |(segment, glyphs): (&Segment, &Vec<ShapedGlyph>)| {
            glyphs.iter().any(|glyph| glyph.cluster == segment.range.start)
        };
        if !segments.iter().zip(&parts).all(starts) {
            return false;
        }
        segments.iter_mut().zip(parts).for_each(|(segment, glyphs)| segment.glyphs = glyphs);
        true
    }

    /// Cuts a paragraph into segments.
    fn itemize(&mut self, text: &Text<'a>) -> Vec<Segment> {
        let levels = levels(&text.text, text.direction);
        let stretches = self.fallback(text);
        let mut stretches = stretches.iter().peekable();
        let mut segments: Vec<(Segment, Script)> = Vec::new();
        for (index, piece) in text.pieces.iter().enumerate() {
            for (offset, character) in text.text[piece.range.clone()].char_indices() {
                let start = piece.range.start + offset;
                let end = start + character.len_utf8();
                while stretches.next_if(|stretch| stretch.range.end <= start).is_some() {}
                let level = levels
                    .as_ref()
                    .map_or(base_level(text.direction), |levels| levels[start].number());
                let own = unicode::script(u32::from(character));
                let face = match stretches.peek().filter(|stretch| stretch.range.start <= start) {
                    _ if character == OBJECT => None,
                    Some(stretch) => stretch.face,
                    None => Some(piece.look.face),
                };
                let last = segments.last_mut().filter(|(last, script)| {
                    last.piece == index
                        && last.level == level
                        && last.face == face
                        && joins(*script, own)
                });
                match last {
                    Some((last, script)) => {
                        last.range.end = end;
                        if is_neutral(*script) {
                            *script = own;
                        }
                    }
                    None => {
                        let segment = Segment {
                            range: start..end,
                            piece: index,
                            face,
                            level,
                            glyphs: Vec::new(),
                        };
                        segments.push((segment, own));
                    }
                }
            }
        }
        segments.into_iter().map(|(segment, _)| segment).collect()
    }

    /// Shapes some bytes of a segment, with characters added at the end.
    pub(super) fn shape_segment(
        &mut self,
        text: &Text<'a>,
        segment: &Segment,
        range: Range<usize>,
        added: Option<char>,
    ) -> Vec<ShapedGlyph> {
        let piece = &text.pieces[segment.piece];
        let Some(face) = segment.face else {
            return self.boxes(text, segment, range);
        };
        // Better no hyphen than a glyph for none.
        let added = added.filter(|added| self.faces.get(face).has(*added));
        let mut buffer = self.shaper.buffer.take().unwrap_or_default();
        fill(&mut buffer, text, segment, range.clone(), added);
        let script = buffer.script().unwrap_or(Script::LATIN);
        let (features, spacing) = self.segment_features(text, segment, face, script);
        let font = &self.faces.get(face).font;
        let plan = self.shaper.plan(face, font, &buffer, features);
        let options = ShapeOptions::new().plan(Some(&plan.plan)).features(&plan.features);
        let shaped = harfrust::shape(&ShaperFont::new(font), &mut buffer, options);
        if shaped.is_err() {
            return self.boxes(text, segment, range);
        }
        let units = i64::from(self.faces.get(face).units_per_em);
        let scale = |value: i32| Short::from(piece.look.size.scale(i64::from(value), units));
        let glyphs = buffer.glyph_infos().iter().zip(buffer.glyph_positions());
        let glyphs = glyphs.map(|(info, position)| ShapedGlyph {
            id: info.glyph_id as u16,
            cluster: range.start + info.cluster as usize,
            advance: scale(position.x_advance),
            x_offset: scale(position.x_offset),
            y_offset: scale(position.y_offset),
        });
        let mut glyphs: Vec<ShapedGlyph> = glyphs.collect();
        // What a huge paragraph took is given back before its lines are looked for.
        self.shaper.buffer = Some(buffer).filter(|_| range.len() <= KEPT);
        if spacing != Length::ZERO {
            let ends_line = range.end < segment.range.end || range.end == text.text.len();
            let last = if ends_line { range.end } else { usize::MAX };
            space_letters(&mut glyphs, spacing, &text.text, last);
        }
        glyphs
    }

    /// Stands for what no face has, and for images: a box for each cluster.
    fn boxes(
        &mut self,
        text: &Text<'a>,
        segment: &Segment,
        range: Range<usize>,
    ) -> Vec<ShapedGlyph> {
        let piece = &text.pieces[segment.piece];
        let advance = match &piece.image {
            Some(image) => image.width,
            None => piece.look.size.per_mille(MISSING_ADVANCE),
        };
        let advance = Short::from(advance);
        let starts = text.text[range.clone()].grapheme_indices(true);
        let mut boxes: Vec<ShapedGlyph> = starts
            .map(|(offset, _)| ShapedGlyph {
                id: 0,
                cluster: range.start + offset,
                advance,
                x_offset: Short::ZERO,
                y_offset: Short::ZERO,
            })
            .collect();
        if segment.level % 2 == 1 {
            boxes.reverse();
        }
        boxes
    }
}

impl Text<'_> {
    /// Whether a segment goes on in another as far as the shaper can see.
    fn shapes_on(&self, segment: &Segment, next: &Segment) -> bool {
        let (piece, other) = (&self.pieces[segment.piece], &self.pieces[next.piece]);
        let script = |segment: &Segment| first_script(&self.text[segment.range.clone()]);
        segment.piece != next.piece
            && segment.face.is_some()
            && (segment.face, segment.level) == (next.face, next.level)
            && piece.language == other.language
            && piece.look.shapes_as(&other.look)
            // Marks and figures belong to the script before them.
            && match (script(segment), script(next)) {
                (own, Some(other)) => own == Some(other),
                (own, None) => own.is_some(),
            }
    }
}

/// How wide the box for a missing character is with the space around it, in
/// thousandths of the size.
pub(super) const MISSING_ADVANCE: i64 = 600;

/// The sum of all advances before each byte.
fn advances(text: &str, segments: &[Segment]) -> Vec<Length> {
    let mut advances = vec![Length::ZERO; text.len() + 1];
    for glyph in segments.iter().flat_map(|segment| &segment.glyphs) {
        advances[glyph.cluster + 1] += glyph.advance;
    }
    for at in 1..advances.len() {
        advances[at] = advances[at] + advances[at - 1];
    }
    advances
}

/// The level of each byte (UAX #9); `None` when all of the text runs from left
/// to right, which most text does and which needs no algorithm.
fn levels(text: &str, direction: Direction) -> Option<Vec<Level>> {
    let plain = direction == Direction::LeftToRight && !text.chars().any(is_right_to_left);
    if plain {
        return None;
    }
    let base = if direction == Direction::RightToLeft { Level::rtl() } else { Level::ltr() };
    Some(BidiInfo::new(text, Some(base)).levels)
}

fn base_level(direction: Direction) -> u8 {
    u8::from(direction == Direction::RightToLeft)
}

/// Whether a character may make text run from right to left: the blocks of
/// right-to-left scripts, and the marks and embeddings that force a direction.
fn is_right_to_left(character: char) -> bool {
    matches!(u32::from(character),
        0x0590..=0x08FF | 0x200F | 0x202B | 0x202E | 0x2067 | 0xFB1D..=0xFDFF | 0xFE70..=0xFEFF
        | 0x1_0800..=0x1_0FFF | 0x1_E800..=0x1_EFFF)
}

/// Characters that show nothing by themselves (Unicode's
/// Default_Ignorable_Code_Point, but for the fillers of Hangul): joiners,
/// marks of direction, selectors of variants, tags.
pub(super) fn is_ignorable(character: char) -> bool {
    matches!(u32::from(character),
        0xAD | 0x34F | 0x61C | 0x180B..=0x180F | 0x200B..=0x200F | 0x202A..=0x202E
        | 0x2060..=0x2069 | 0xFE00..=0xFE0F | 0xFEFF | 0xE_0000..=0xE_0FFF)
}

/// Whether a character of a script can go on in a segment of another.
fn joins(segment: Script, character: Script) -> bool {
    segment == character || is_neutral(segment) || is_neutral(character)
}

/// The script that a text is shaped in.
fn script_of(text: &str) -> Script {
    first_script(text).unwrap_or(Script::LATIN)
}

/// The first script that is one.
fn first_script(text: &str) -> Option<Script> {
    let mut scripts = text.chars().map(|character| unicode::script(u32::from(character)));
    scripts.find(|script| !is_neutral(*script))
}

/// Adds space after each letter with its marks, but for what ends at `last`:
/// there a line ends. What takes no room is no letter.
fn space_letters(glyphs: &mut [ShapedGlyph], spacing: Length, text: &str, last: usize) {
    for cluster in glyphs.chunk_by_mut(|a, b| a.cluster == b.cluster) {
        let width: Length = cluster.iter().map(|glyph| glyph.advance).sum();
        let start = cluster.first().map_or(0, |glyph| glyph.cluster);
        let ends = text[start.min(text.len())..].chars().next().map_or(0, char::len_utf8) + start;
        if let Some(glyph) = cluster.last_mut().filter(|_| width > Length::ZERO && ends < last) {
            glyph.advance = (spacing + glyph.advance).into();
        }
    }
}

fn context_before(text: &str, at: usize) -> &str {
    let mut start = at.saturating_sub(CONTEXT);
    while !text.is_char_boundary(start) {
        start += 1;
    }
    &text[start..at]
}

fn context_after(text: &str, at: usize) -> &str {
    let mut end = text.len().min(at + CONTEXT);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[at..end]
}
