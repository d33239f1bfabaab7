//! What the things on a page put on pixels.

use resvg::tiny_skia::{
    BlendMode, FillRule, Paint, Pixmap, PixmapPaint, PixmapRef, Rect, Shader, Transform,
};

use super::glyphs::Outlines;
use crate::article::{Asset, MediaType};
use crate::fonts::Faces;
use crate::length::Length;
use crate::media::{self, Raster};
use crate::theme::Color;
use crate::typeset::layout::{GlyphRun, Item, Placed, Point};

/// Thickness of the line of a box for a missing character, as PDFs have it.
const MISSING_LINE: Length = Length::millipoints(400);

/// A page's pixels, growing.
pub(super) struct Canvas<'c> {
    pixels: Pixmap,
    faces: &'c Faces<'c>,
    outlines: Outlines,
    /// Pixels in a scaled point.
    scale: f32,
}

impl<'c> Canvas<'c> {
    /// A white page. `None` when there is no such size.
    pub fn new(size: (u32, u32), width: Length, faces: &'c Faces<'c>) -> Option<Canvas<'c>> {
        let mut pixels = Pixmap::new(size.0, size.1)?;
        pixels.fill(resvg::tiny_skia::Color::WHITE);
        let scale = size.0 as f32 / width.0.max(1) as f32;
        Some(Canvas { pixels, faces, outlines: Outlines::default(), scale })
    }

    /// Draws a thing.
    pub fn place(&mut self, placed: &Placed<'_>) {
        let at = placed.at;
        match &placed.item {
            Item::Run(run) => self.run(run, at),
            Item::Rule { width, height, color } => self.rectangle(at, *width, *height, *color),
            Item::Missing { width, height, color, .. } => self.frame(at, *width, *height, *color),
            Item::Image { width, height, asset, .. } => self.image(asset, at, *width, *height),
            Item::Link { .. } => {}
        }
    }

    /// The pixels, wholly opaque.
    pub fn into_raster(self) -> Raster {
        let (width, height) = (self.pixels.width(), self.pixels.height());
        let (pixels, _) = self.pixels.data().as_chunks::<4>();
        let rgb = pixels.iter().flat_map(|[red, green, blue, _]| [*red, *green, *blue]).collect();
        Raster { width, height, rgb, alpha: None }
    }

    fn pixels(&self, length: Length) -> f32 {
        length.0 as f32 * self.scale
    }

    fn run(&mut self, run: &GlyphRun, at: Point) {
        let face = self.faces.get(run.face);
        let size = self.pixels(run.size) / f32::from(face.units_per_em);
        let wide = size * (10_000 + run.expansion) as f32 / 10_000.0;
        let paint = paint(run.color);
        let mut pen = at.x;
        for glyph in &run.glyphs {
            let x = self.pixels(pen + glyph.x_offset);
            let y = self.pixels(at.y - glyph.y_offset);
            pen += glyph.advance;
            if let Some(outline) = self.outlines.get(self.faces, run.face, glyph.id) {
                let transform = Transform::from_row(wide, 0.0, 0.0, -size, x, y);
                self.pixels.fill_path(outline, &paint, FillRule::Winding, transform, None);
            }
        }
    }

    fn rectangle(&mut self, at: Point, width: Length, height: Length, color: Color) {
        let (x, y) = (self.pixels(at.x), self.pixels(at.y));
        let area = Rect::from_xywh(x, y, self.pixels(width), self.pixels(height));
        if let Some(area) = area {
            self.pixels.fill_rect(area, &paint(color), Transform::identity(), None);
        }
    }

    /// The outline of a box, its line half inside and half outside.
    fn frame(&mut self, at: Point, width: Length, height: Length, color: Color) {
        let line = MISSING_LINE;
        let (left, top) = (at.x - line / 2, at.y - line / 2);
        let whole = width + line;
        for y in [top, top + height] {
            self.rectangle(Point { x: left, y }, whole, line, color);
        }
        let (y, between) = (top + line, height - line);
        for x in [left, left + width] {
            self.rectangle(Point { x, y }, line, between, color);
        }
    }

    /// An image, its edges on whole pixels. One that cannot be decoded stays away:
    /// whoever made the layout has told of it.
    fn image(&mut self, asset: &Asset, at: Point, width: Length, height: Length) {
        let edge = |length: Length| self.pixels(length).round() as i32;
        let (left, top) = (edge(at.x), edge(at.y));
        let side = |length: i32| u32::try_from(length).unwrap_or(0).max(1);
        let size = (side(edge(at.x + width) - left), side(edge(at.y + height) - top));
        // What is larger than the page cannot be seen.
        if size.0 > 2 * self.pixels.width() || size.1 > 2 * self.pixels.height() {
            return;
        }
        let Some(picture) = fitted(asset, size) else { return };
        let bytes = picture.premultiplied();
        if let Some(picture) = PixmapRef::from_bytes(&bytes, picture.width, picture.height) {
            let (paint, transform) = (PixmapPaint::default(), Transform::identity());
            self.pixels.draw_pixmap(left, top, picture, &paint, transform, None);
        }
    }
}

/// An image as so many pixels.
fn fitted(asset: &Asset, size: (u32, u32)) -> Option<Raster> {
    let picture = match asset.media_type {
        MediaType::Svg => {
            media::drawing::with(asset, |tree| media::drawing::painted(tree, size.0 as f32))
                .ok()?
                .ok()?
        }
        _ => media::raster(asset).ok()?,
    };
    Some(media::resized(picture, size))
}

fn paint(color: Color) -> Paint<'static> {
    let color = resvg::tiny_skia::Color::from_rgba8(color.red, color.green, color.blue, u8::MAX);
    Paint {
        shader: Shader::SolidColor(color),
        blend_mode: BlendMode::SourceOver,
        anti_alias: true,
        ..Paint::default()
    }
}
