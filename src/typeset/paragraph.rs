//! Paragraphs become lines of positioned glyphs.

use std::ops::Range;

use super::galley::{Cut, Elastic, Galley, Strip, decoration};
use super::justify::{Justify, measure};
use super::layout::{GlyphRun, Item, Placed, Point, TagId};
use super::lines::Line;
use super::runs::{glyph_run, place_missing};
use super::shape::{Segment, Shaped, ShapedGlyph};
use super::springs::Springs;
use super::text::{NEW_LINE, Piece, Text, first_indent};
use super::typesetter::Typesetter;
use crate::backends::RenderError;
use crate::compose::flow::{Paragraph, Structure};
use crate::language::Direction;
use crate::length::{Length, Short};
use crate::theme::{Align, Role};

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

/// A paragraph that is being set.
pub(super) struct Setting<'p, 'a> {
    pub text: &'p Text<'a>,
    pub shaped: &'p Shaped,
    pub springs: &'p Springs,
    pub width: Length,
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
        self.hanging(paragraph, Length::ZERO, parent, width, galley)
    }

    /// Sets a paragraph of which what goes on from a line that was too long
    /// stands in by `hang`; the lines that the author began do not.
    pub(super) fn hanging(
        &mut self,
        paragraph: &Paragraph<'a>,
        hang: Length,
        parent: TagId,
        width: Length,
        galley: &mut Galley<'a>,
    ) -> Result<(), RenderError> {
        let mut text = self.text(paragraph, Some(parent), width)?;
        let style = &text.style;
        galley.space(style.length(style.space_before));
        let indent = first_indent(style, paragraph.opens, width);
        let shaped = self.shape(&text);
        self.report_faces(&text, &shaped, paragraph.span);
        let springs = Springs::new(&text, &shaped, self.theme.lines.punctuation_squeeze);
        self.align(&mut text, &springs, width);
        let mut hang = hang;
        let elastic = paragraph.role == Role::Body && width == self.column_width() && !self.in_cell;
        let room = (width - hang, indent - hang);
        let (mut lines, mut gives) = self.lines(&text, &shaped, &springs, room, elastic);
        let verse = hang == Length::ZERO && is_verse(&text.text, &lines);
        if verse {
            text.align = if text.align == Align::Justify { Align::Start } else { text.align };
            hang = style_size(&text) * VERSE_HANG;
            let room = (width - hang, indent - hang);
            (lines, gives) = self.lines(&text, &shaped, &springs, room, false);
        }
        // Between characters lines end anywhere: only a last word alone is mended there.
        let alone =
            |last: &Line| text.text[last.start..last.end].chars().count() <= LONE_CHARACTERS;
        let uneven = !springs.fills_all() || lines.last().is_some_and(alone);
        let heading = text.heads && text.align != Align::Justify;
        if heading && lines.len() > 1 && uneven {
            lines = self.balanced(lines, &text, &shaped, &springs, (width, indent));
        }
        self.notes_in(&mut text, paragraph, parent)?;
        let setting = Setting { text: &text, shaped: &shaped, springs: &springs, width };
        let first = galley.strips.len();
        self.set_lines(&setting, &lines, (indent, hang), galley);
        let strips = &mut galley.strips[first..];
        if let Some(strip) = strips.first_mut() {
            strip.anchors.extend(paragraph.anchor.clone());
            strip.outline = paragraph.outline.clone();
        }
        for strip in strips.iter_mut() {
            strip.leads = paragraph.leads;
            // What is read from right to left was placed from left to right.
            strip.notes.sort_unstable();
        }
        if elastic {
            strips.iter_mut().for_each(|strip| strip.on_grid = true);
        }
        if verse {
            // A verse does not go on overleaf.
            let turned = strips.iter_mut().skip(1).zip(&lines).filter(|(_, before)| !before.last);
            turned.for_each(|(strip, _)| strip.cut = Cut::Avoid);
        }
        galley.space(text.style.length(text.style.space_after));
        if paragraph.leads {
            galley.cut(Cut::Avoid);
        }
        if gives != (None, None) {
            let lines = lines.len();
            galley.elastic(first, Elastic { text, width, indent, lines, gives });
        }
        Ok(())
    }

    /// Sets the notes whose marks a paragraph has, to stand at the foot of the
    /// page. They are read after the paragraph; after a caption, which must stay
    /// where it is, as its last part.
    fn notes_in(
        &mut self,
        text: &mut Text<'a>,
        paragraph: &Paragraph<'a>,
        parent: TagId,
    ) -> Result<(), RenderError> {
        for piece in &mut text.pieces {
            let Some(note) = piece.note.and_then(|note| self.notes.clone().get(note).cloned())
            else {
                piece.note = None;
                continue;
            };
            let parent = match paragraph.structure {
                Structure::Caption => text.tag.unwrap_or(parent),
                _ => parent,
            };
            piece.note = Some(self.foot_note(&note, parent)?);
        }
        Ok(())
    }

    /// Sets a paragraph a line longer, or shorter when `step` is negative.
    pub(super) fn set_anew(&mut self, paragraph: &Elastic<'a>, step: i8) -> Vec<Strip<'a>> {
        let Elastic { text, width, indent, lines, .. } = paragraph;
        let shaped = self.shape(text);
        let springs = Springs::new(text, &shaped, self.theme.lines.punctuation_squeeze);
        let count = lines.saturating_add_signed(isize::from(step));
        let lines = self.so_many_lines(text, &shaped, &springs, *width, *indent, count);
        let setting = Setting { text, shaped: &shaped, springs: &springs, width: *width };
        let mut galley = Galley::default();
        self.set_lines(&setting, &lines, (*indent, Length::ZERO), &mut galley);
        galley.strips
    }

    fn set_lines(
        &mut self,
        setting: &Setting<'_, 'a>,
        lines: &[Line],
        (indent, hang): (Length, Length),
        galley: &mut Galley<'a>,
    ) {
        let count = lines.len();
        let mut places = setting.text.places.iter().peekable();
        for (index, line) in lines.iter().enumerate() {
            let indent = match index.checked_sub(1).map(|before| lines[before].last) {
                None => indent,
                Some(true) => Length::ZERO,
                Some(false) => hang,
            };
            let mut strip = self.line(setting, line, indent);
            strip.hyphen = line.hyphen;
            // What stands at the end of the text has no line behind it.
            let end = lines.get(index + 1).map_or(usize::MAX, |next| next.start);
            while let Some((_, name)) = places.next_if(|(at, _)| *at < end) {
                strip.anchors.push((*name).to_owned());
            }
            // No line of a paragraph stands alone at the foot or the head of a page.
            let alone = index == 1 || index + 1 == count;
            if index > 0 && alone {
                strip.cut = Cut::Avoid;
            }
            galley.push(strip);
        }
    }

    /// Sets one line as a strip.
    fn line(&mut self, setting: &Setting<'_, 'a>, line: &Line, indent: Length) -> Strip<'a> {
        let Setting { text, shaped, springs, width } = *setting;
        let parts = self.parts(text, shaped, line);
        let has = measure(text, springs, &parts);
        let room = width - indent + line.start_hangs + line.end_hangs;
        let slack = room - has.width;
        // Few spaces would gape before the half of an address: the line ends early.
        let gapes = line.in_token && slack > has.stretch * 3;
        let justified = text.align == Align::Justify && !line.last && !gapes;
        let stretches = justified && has.stretch > Length::ZERO;
        // A line that does not quite fit gives, however it is aligned.
        let fill = stretches || slack.0 < 0;
        let mut justify = match fill {
            true => Justify::fill(slack, has, self.theme.lines.expansion),
            false => Justify::none(),
        };
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
            self.place_part(setting, part, &mut pen, &mut justify, &mut strip);
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
            glyph.advance = Short::ZERO;
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
        setting: &Setting<'_, 'a>,
        part: &LinePart<'_>,
        pen: &mut Point,
        justify: &mut Justify,
        strip: &mut Strip<'a>,
    ) {
        let text = setting.text;
        let piece = &text.pieces[part.segment.piece];
        let from = pen.x;
        if part.segment.range.start == piece.range.start {
            strip.anchors.extend(piece.anchor.clone());
            strip.notes.extend(piece.note);
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
            (None, None) => place_missing(setting, part, justify, pen, strip),
            (None, Some(face)) => {
                let run = glyph_run(setting, part, piece, justify);
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

/// Whether a paragraph is verse with turned lines: the author began most of its
/// lines, three at least, and some of them were too long. In prose with a line
/// break or two, what goes on is most of the text.
fn is_verse(text: &str, lines: &[Line]) -> bool {
    let verses = text.matches(NEW_LINE).count() + 1;
    let turned = lines.len().saturating_sub(verses);
    verses >= 3 && turned > 0 && turned * 2 <= verses
}

fn style_size(text: &Text<'_>) -> Length {
    text.style.size.absolute()
}

/// So many characters are few for a line.
const LONE_CHARACTERS: usize = 3;
/// How far what goes on from a verse stands in, in sizes of the type.
const VERSE_HANG: i64 = 2;

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
