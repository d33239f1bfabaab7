//! The operators of a page.
//!
//! Everything stands between marks: what has meaning between `BDC` with a
//! number that the tag tree names, what has none between `BDC` of an artifact
//! that says its type (ISO 32000-1, 14.6 and 14.8.2.2).

use std::borrow::Cow;

use super::bidi::{self, Affixes, RIGHT_TO_LEFT};
use super::glyphs::{FaceGlyphs, Glyphs, font_id};
use super::images::Images;
use super::operators::{Operators, Shown};
use crate::cancel;
use crate::fonts::FaceId;
use crate::length::{Length, Short};
use crate::theme::Color;
use crate::typeset::layout::{ContentId, Glyph, GlyphRun, Item, Layout, Page, Placed};

/// Where the contents of the tag tree were marked.
pub(super) struct Marks {
    /// For each content, its marks: the page, from 0, and the number there.
    pub by_content: Vec<Vec<(usize, usize)>>,
    /// For each page, the contents in the order of their numbers.
    pub by_page: Vec<Vec<ContentId>>,
}

impl Marks {
    /// None yet.
    pub fn new(layout: &Layout<'_>) -> Marks {
        Marks { by_content: vec![Vec::new(); layout.tags.content_count()], by_page: Vec::new() }
    }

    /// The next number on the last page.
    fn next(&mut self, content: ContentId) -> usize {
        let page = self.by_page.len() - 1;
        let number = self.by_page[page].len();
        self.by_page[page].push(content);
        self.by_content[content.0 as usize].push((page, number));
        number
    }
}

/// Translates a page.
pub(super) fn page(
    page: &Page<'_>,
    glyphs: &Glyphs,
    images: &Images,
    affixes: &Affixes,
    marks: &mut Marks,
) -> Vec<u8> {
    cancel::check();
    marks.by_page.push(Vec::new());
    let mut writer = Writer {
        height: page.height,
        glyphs,
        images,
        out: Operators::default(),
        open: None,
        font: None,
        color: None,
        expansion: 0,
        in_text: false,
        shown: Vec::new(),
        affixes,
        item: 0,
    };
    for (index, placed) in page.items.iter().enumerate() {
        writer.item = index;
        let mark = match placed.content {
            Some(content) => Mark::Content(content),
            None if index >= page.furniture => match placed.at.y < page.height / 2 {
                true => Mark::Head,
                false => Mark::Foot,
            },
            None if index < page.repeated => Mark::Repeated,
            None => Mark::Decoration,
        };
        writer.place(placed, mark, marks);
    }
    writer.close();
    writer.out.into_bytes()
}

/// What a mark is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
    /// Something with meaning.
    Content(ContentId),
    /// A rule, a strike, an ornament.
    Decoration,
    /// What stands over the text of each page.
    Head,
    /// What stands under it.
    Foot,
    /// The head of a table, once more.
    Repeated,
}

struct Writer<'w> {
    height: Length,
    glyphs: &'w Glyphs,
    images: &'w Images,
    out: Operators,
    /// What the open mark is for.
    open: Option<Mark>,
    font: Option<(FaceId, Length)>,
    color: Option<Color>,
    /// How far glyphs are widened, in ten-thousandths.
    expansion: i32,
    in_text: bool,
    /// Glyphs on their way into a `TJ`, kept to be filled again.
    shown: Vec<Shown>,
    /// What clusters of text in both directions say beside their own text.
    affixes: &'w Affixes,
    /// The place of the item at hand on its page.
    item: usize,
}

impl Writer<'_> {
    fn place(&mut self, placed: &Placed<'_>, mark: Mark, marks: &mut Marks) {
        if matches!(placed.item, Item::Link { .. }) {
            return;
        }
        self.mark(mark, marks);
        let (x, y) = (placed.at.x, self.height - placed.at.y);
        match &placed.item {
            Item::Run(run) => self.run(run, x, y),
            Item::Rule { width, height, color } => {
                self.leave_text();
                self.color(*color);
                self.out.rectangle(x, y - *height, *width, *height);
                self.out.raw("f");
            }
            Item::Missing { width, height, text, color } => {
                self.leave_text();
                self.out.begin_actual_text(text);
                self.out.stroke_color(*color);
                self.out.line_width(MISSING_LINE);
                self.out.rectangle(x, y - *height, *width, *height);
                self.out.raw("S");
                self.out.end_marked();
            }
            Item::Image { width, height, key, .. } => {
                self.leave_text();
                if let Some(name) = self.images.name(key) {
                    self.out.image(&name, x, y - *height, *width, *height);
                }
            }
            Item::Link { .. } => {}
        }
    }

    /// Opens the mark that an item stands in, unless it is open already.
    fn mark(&mut self, mark: Mark, marks: &mut Marks) {
        if self.open == Some(mark) {
            return;
        }
        self.close();
        self.open = Some(mark);
        match mark {
            Mark::Content(content) => self.out.begin_numbered("P", marks.next(content)),
            Mark::Decoration => self.out.begin_artifact("/Type /Layout"),
            Mark::Head => self.out.begin_artifact("/Type /Pagination /Subtype /Header"),
            Mark::Foot => self.out.begin_artifact("/Type /Pagination /Subtype /Footer"),
            Mark::Repeated => self.out.begin_artifact("/Type /Pagination"),
        }
    }

    fn close(&mut self) {
        self.leave_text();
        if self.open.take().is_some() {
            self.out.end_marked();
        }
    }

    fn enter_text(&mut self) {
        if !self.in_text {
            self.out.raw("BT");
            self.in_text = true;
        }
    }

    fn leave_text(&mut self) {
        if self.in_text {
            self.out.raw("ET");
            self.in_text = false;
        }
    }

    fn color(&mut self, color: Color) {
        if self.color != Some(color) {
            self.color = Some(color);
            self.out.fill_color(color);
        }
    }

    fn run(&mut self, run: &GlyphRun, x: Length, y: Length) {
        self.enter_text();
        self.text_state(run);
        let mut line = Line {
            face: self.glyphs.face(run.face),
            size: run.size,
            scale: 10_000 + i64::from(run.expansion),
            x,
            y,
            begin: Length::ZERO,
            pen: 0,
            rise: Length::ZERO,
            anchor: None,
            items: std::mem::take(&mut self.shown),
        };
        let mut at = Length::ZERO;
        let mut rest = run.glyphs.as_slice();
        while !rest.is_empty() {
            let first = run.glyphs.len() - rest.len();
            let (cluster, after) = rest.split_at(cluster_length(rest));
            rest = after;
            let text = cluster_text(run, cluster);
            let text = match self.affixes.get(&(self.item, first)) {
                Some(affix) => Cow::Owned(affix.around(text)),
                None => Cow::Borrowed(text),
            };
            let (text, anchor) = self.in_order(run, cluster, text, &mut line, at);
            line.anchor = anchor;
            at = self.cluster(cluster, &text, &mut line, at);
        }
        self.flush(&mut line, at);
        self.shown = line.items;
    }

    /// Sets colour, face and scale as a run wants them.
    fn text_state(&mut self, run: &GlyphRun) {
        self.color(run.color);
        if self.font != Some((run.face, run.size)) {
            self.font = Some((run.face, run.size));
            self.out.font(&font_id(run.face).0, run.size);
        }
        if self.expansion != run.expansion {
            self.expansion = run.expansion;
            self.out.horizontal_scale(run.expansion);
        }
    }

    /// Adds the glyphs of a cluster, and says its text where they do not say it
    /// themselves. Returns where the next cluster begins.
    fn cluster(
        &mut self,
        cluster: &[Glyph],
        text: &str,
        line: &mut Line<'_>,
        mut at: Length,
    ) -> Length {
        let plain = cluster.len() == 1
            && line.anchor.is_none()
            && line.face.text(cluster[0].id) == text
            && !text.chars().any(is_private);
        if !plain {
            self.flush(line, at);
            self.out.begin_actual_text(text);
        }
        let anchor = line.anchor.take();
        for glyph in anchor.iter().chain(cluster) {
            let rise = Length::from(glyph.y_offset);
            if line.rise != rise {
                self.flush(line, at);
                line.rise = rise;
            }
            line.glyph(glyph, at);
            at += glyph.advance;
        }
        if !plain {
            self.flush(line, at);
            self.out.end_marked();
        }
        at
    }

    /// Prepares a glyph of text from right to left, which programs that extract
    /// text turn around character by character: what it says, and what comes
    /// first in its `ActualText`.
    ///
    /// They keep the order inside of an `ActualText`, so a glyph that stands for
    /// several characters says only the first; glyphs without ink before it say
    /// the others. Vowel signs stand over their letter, somewhere in the middle,
    /// and come before it on the page. What is raised is put on another line, and
    /// what overlaps is sorted; but the place of an `ActualText` is where its first
    /// glyph stands: one without ink that says a direction mark.
    fn in_order<'t>(
        &mut self,
        run: &GlyphRun,
        cluster: &[Glyph],
        text: Cow<'t, str>,
        line: &mut Line<'_>,
        at: Length,
    ) -> (Cow<'t, str>, Option<Glyph>) {
        let (Some(glyph), Some(id)) = (cluster.first(), line.face.anchor) else {
            return (text, None);
        };
        let x_offset = Short::from(-run.size.per_mille(ANCHOR_STEP));
        let anchor = Glyph { id, advance: Short::ZERO, x_offset, y_offset: Short::ZERO, ..*glyph };
        if cluster.len() == 1 && bidi::is_moved_sign(run, glyph) {
            return (Cow::Owned(format!("{RIGHT_TO_LEFT}{text}")), Some(anchor));
        }
        if !bidi::is_turned(run, &text) {
            return (text, None);
        }
        let first = text.chars().next().map_or(0, char::len_utf8);
        for character in text[first..].chars().rev() {
            self.flush(line, at);
            self.out.begin_actual_text(character.encode_utf8(&mut [0; 4]));
            line.glyph(&anchor, at);
            self.flush(line, at);
            self.out.end_marked();
        }
        (Cow::Owned(text[..first].to_owned()), None)
    }

    /// Writes the glyphs that have gathered; the next ones begin at `at`.
    fn flush(&mut self, line: &mut Line<'_>, at: Length) {
        if !line.items.is_empty() {
            self.out.text_origin(line.x + line.begin, line.y + line.rise);
            self.out.show(&line.items);
            line.items.clear();
        }
        line.start(at);
    }
}

/// How far before its letter stands what is said before it, in thousandths of the size.
const ANCHOR_STEP: i64 = 10;

/// Thickness of the line of a box for a missing character.
const MISSING_LINE: Length = Length::millipoints(400);

/// Glyphs on their way into one `TJ`.
struct Line<'w> {
    face: &'w FaceGlyphs,
    size: Length,
    /// The width of glyphs, in ten-thousandths of their own.
    scale: i64,
    /// Where the run begins.
    x: Length,
    y: Length,
    /// Where the glyphs begin, from `x`.
    begin: Length,
    /// Where a viewer's pen stands after them, in thousandths of the size from `begin`.
    pen: i64,
    /// How far they are raised.
    rise: Length,
    /// What stands on the line for the next cluster.
    anchor: Option<Glyph>,
    items: Vec<Shown>,
}

impl Line<'_> {
    /// Begins anew at a distance from the start of the run.
    fn start(&mut self, begin: Length) {
        self.begin = begin;
        self.pen = 0;
    }

    /// Adds a glyph at a distance from the start of the run, with an adjustment
    /// where the pen does not stand there anyway. Rounding never adds up.
    fn glyph(&mut self, glyph: &Glyph, at: Length) {
        let wanted = at + glyph.x_offset - self.begin;
        let wanted = wanted.scale(1000 * 10_000, self.size.0 * self.scale).0;
        let adjustment = wanted - self.pen;
        if adjustment != 0 {
            self.items.push(Shown::Adjust(-adjustment));
        }
        self.pen = wanted + self.face.width(glyph.id);
        self.items.push(Shown::Glyph(self.face.subset_id(glyph.id)));
    }
}

/// How many glyphs at the start of a run share one cluster: those after the
/// first have no text of their own.
pub(super) fn cluster_length(glyphs: &[Glyph]) -> usize {
    let others = glyphs.iter().skip(1).take_while(|glyph| glyph.text_start == glyph.text_end);
    1 + others.count()
}

pub(super) fn cluster_text<'r>(run: &'r GlyphRun, cluster: &[Glyph]) -> &'r str {
    let share = cluster.iter().find(|glyph| glyph.text_start < glyph.text_end);
    share.map_or("", |glyph| &run.text[glyph.text_start as usize..glyph.text_end as usize])
}

/// Whether a character means only what somebody agreed on: it must say its own
/// text (ISO 19005-2, 6.2.11.7.3).
fn is_private(character: char) -> bool {
    matches!(character, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{10FFFF}')
}
