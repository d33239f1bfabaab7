//! The operators of a page.
//!
//! Everything stands between marks: what has meaning between `BDC` with a
//! number that the tag tree names, what has none between `BMC` of an artifact
//! (ISO 32000-1, 14.6 and 14.8).

use std::collections::BTreeMap;

use printpdf::{
    Codepoint, CurTransMat, DictItem, Mm, Op, PaintMode, PdfFontHandle, PdfPage, Pt, Rect, Rgb,
    TextItem, TextMatrix, XObjectTransform,
};

use super::glyphs::{FaceGlyphs, Glyphs, font_id};
use super::images::Images;
use crate::fonts::FaceId;
use crate::length::Length;
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
    _layout: &Layout<'_>,
    glyphs: &Glyphs,
    images: &Images,
    marks: &mut Marks,
) -> PdfPage {
    marks.by_page.push(Vec::new());
    let mut writer = Writer {
        height: page.height,
        glyphs,
        images,
        ops: Vec::new(),
        open: None,
        font: None,
        color: None,
        in_text: false,
    };
    for placed in &page.items {
        writer.place(placed, marks);
    }
    writer.close();
    // The finishing step sets the exact size.
    PdfPage::new(Mm(0.0), Mm(0.0), writer.ops)
}

struct Writer<'w> {
    height: Length,
    glyphs: &'w Glyphs,
    images: &'w Images,
    ops: Vec<Op>,
    /// What the open mark is for: content, or an artifact.
    open: Option<Option<ContentId>>,
    font: Option<(FaceId, Length)>,
    color: Option<Color>,
    in_text: bool,
}

impl Writer<'_> {
    fn place(&mut self, placed: &Placed<'_>, marks: &mut Marks) {
        if matches!(placed.item, Item::Link { .. }) {
            return;
        }
        self.mark(placed.content, marks);
        let (x, y) = (placed.at.x, self.height - placed.at.y);
        match &placed.item {
            Item::Run(run) => self.run(run, x, y),
            Item::Rule { width, height, color } => {
                self.leave_text();
                self.color(*color);
                let rectangle = rectangle(x, y - *height, *width, *height, PaintMode::Fill);
                self.ops.push(Op::DrawRectangle { rectangle });
            }
            Item::Missing { width, height, text, color } => {
                self.leave_text();
                self.actual_text(text);
                let rgb = rgb(*color);
                self.ops.push(Op::SetOutlineColor { col: rgb });
                self.ops.push(Op::SetOutlineThickness { pt: Pt(MISSING_LINE) });
                let rectangle = rectangle(x, y - *height, *width, *height, PaintMode::Stroke);
                self.ops.push(Op::DrawRectangle { rectangle });
                self.ops.push(Op::EndMarkedContent);
            }
            Item::Image { width, height, key, .. } => self.image(x, y, *width, *height, key),
            Item::Link { .. } => {}
        }
    }

    /// Opens the mark that an item stands in, unless it is open already.
    fn mark(&mut self, content: Option<ContentId>, marks: &mut Marks) {
        if self.open == Some(content) {
            return;
        }
        self.close();
        self.open = Some(content);
        match content {
            None => self.ops.push(Op::BeginMarkedContent { tag: "Artifact".to_owned() }),
            Some(content) => {
                let number = marks.next(content) as i64;
                self.properties("P", "MCID", DictItem::Int(number));
            }
        }
    }

    fn close(&mut self) {
        self.leave_text();
        if self.open.take().is_some() {
            self.ops.push(Op::EndMarkedContent);
        }
    }

    fn properties(&mut self, tag: &str, key: &str, value: DictItem) {
        let properties = DictItem::Dict { map: BTreeMap::from([(key.to_owned(), value)]) };
        self.ops.push(Op::BeginMarkedContentWithProperties { tag: tag.to_owned(), properties });
    }

    /// Opens a span that says what text it stands for (ISO 32000-1, 14.9.4).
    fn actual_text(&mut self, text: &str) {
        let mut bytes = vec![0xFE, 0xFF];
        bytes.extend(text.encode_utf16().flat_map(u16::to_be_bytes));
        self.properties("Span", "ActualText", DictItem::Bytes(bytes));
    }

    fn enter_text(&mut self) {
        if !self.in_text {
            self.ops.push(Op::StartTextSection);
            self.in_text = true;
        }
    }

    fn leave_text(&mut self) {
        if self.in_text {
            self.ops.push(Op::EndTextSection);
            self.in_text = false;
        }
    }

    fn color(&mut self, color: Color) {
        if self.color != Some(color) {
            self.color = Some(color);
            self.ops.push(Op::SetFillColor { col: rgb(color) });
        }
    }

    fn run(&mut self, run: &GlyphRun, x: Length, y: Length) {
        self.enter_text();
        self.color(run.color);
        if self.font != Some((run.face, run.size)) {
            self.font = Some((run.face, run.size));
            let font = PdfFontHandle::External(font_id(run.face));
            self.ops.push(Op::SetFont { font, size: Pt(points(run.size)) });
        }
        let face = self.glyphs.face(run.face);
        let mut line = Line {
            face,
            size: run.size,
            x,
            y,
            begin: Length::ZERO,
            pen: 0,
            rise: Length::ZERO,
            items: Vec::new(),
        };
        let mut at = Length::ZERO;
        let mut rest = run.glyphs.as_slice();
        while !rest.is_empty() {
            let (cluster, after) = rest.split_at(cluster_length(rest));
            rest = after;
            let text = cluster_text(run, cluster);
            let plain = cluster.len() == 1 && face.text(cluster[0].id) == text;
            if !plain {
                self.flush(&mut line, at);
                self.actual_text(text);
            }
            for glyph in cluster {
                if line.rise != glyph.y_offset {
                    self.flush(&mut line, at);
                    line.rise = glyph.y_offset;
                }
                line.glyph(glyph, at);
                at += glyph.advance;
            }
            if !plain {
                self.flush(&mut line, at);
                self.ops.push(Op::EndMarkedContent);
            }
        }
        self.flush(&mut line, at);
    }

    /// Writes the glyphs that have gathered; the next ones begin at `at`.
    fn flush(&mut self, line: &mut Line<'_>, at: Length) {
        let items = std::mem::take(&mut line.items);
        if !items.is_empty() {
            let matrix = TextMatrix::Translate(
                Pt(points(line.x + line.begin)),
                Pt(points(line.y + line.rise)),
            );
            self.ops.push(Op::SetTextMatrix { matrix });
            self.ops.push(Op::ShowText { items });
        }
        line.start(at);
    }

    fn image(&mut self, x: Length, y: Length, width: Length, height: Length, key: &str) {
        self.leave_text();
        let Some(id) = self.images.id(key) else { return };
        let matrix = [points(width), 0.0, 0.0, points(height), points(x), points(y - height)];
        self.ops.push(Op::SaveGraphicsState);
        self.ops.push(Op::SetTransformationMatrix { matrix: CurTransMat::Raw(matrix) });
        let transform = XObjectTransform { no_auto_scale: true, ..XObjectTransform::default() };
        self.ops.push(Op::UseXobject { id, transform });
        self.ops.push(Op::RestoreGraphicsState);
    }
}

/// Thickness of the line of a box for a missing character, in points.
const MISSING_LINE: f32 = 0.4;

/// Glyphs on their way into one `TJ`.
struct Line<'w> {
    face: &'w FaceGlyphs,
    size: Length,
    /// Where the run begins.
    x: Length,
    y: Length,
    /// Where the glyphs begin, from `x`.
    begin: Length,
    /// Where a viewer's pen stands after them, in thousandths of the size from `begin`.
    pen: i64,
    /// How far they are raised.
    rise: Length,
    items: Vec<TextItem>,
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
        let wanted = wanted.scale(1000, self.size.0).0;
        let adjustment = wanted - self.pen;
        if adjustment != 0 {
            self.items.push(TextItem::Offset(-adjustment as f32));
        }
        self.pen = wanted + self.face.width(glyph.id);
        let point = Codepoint::new(self.face.subset_id(glyph.id), 0.0);
        match self.items.last_mut() {
            Some(TextItem::GlyphIds(glyphs)) => glyphs.push(point),
            _ => self.items.push(TextItem::GlyphIds(vec![point])),
        }
    }
}

/// How many glyphs at the start of a run share one cluster: those after the
/// first have no text of their own.
fn cluster_length(glyphs: &[Glyph]) -> usize {
    let others = glyphs.iter().skip(1).take_while(|glyph| glyph.text_start == glyph.text_end);
    1 + others.count()
}

fn cluster_text<'r>(run: &'r GlyphRun, cluster: &[Glyph]) -> &'r str {
    let share = cluster.iter().find(|glyph| glyph.text_start < glyph.text_end);
    share.map_or("", |glyph| &run.text[glyph.text_start as usize..glyph.text_end as usize])
}

fn rgb(color: Color) -> printpdf::Color {
    let part = |value: u8| (f32::from(value) / 255.0 * 1000.0).round() / 1000.0;
    printpdf::Color::Rgb(Rgb {
        r: part(color.red),
        g: part(color.green),
        b: part(color.blue),
        icc_profile: None,
    })
}

fn rectangle(x: Length, y: Length, width: Length, height: Length, mode: PaintMode) -> Rect {
    Rect {
        x: Pt(points(x)),
        y: Pt(points(y)),
        width: Pt(points(width)),
        height: Pt(points(height)),
        mode: Some(mode),
        winding_order: None,
    }
}

/// A length in points, to the hundredth: finer than any printer's dot.
fn points(length: Length) -> f32 {
    length.scale(100, Length::POINT).0 as f32 / 100.0
}
