//! Outlines of glyphs as paths, each made once.

use std::collections::BTreeMap;

use read_fonts::model::glyph::outline::{DrawMemory, DrawOptions, PathSink};
use read_fonts::types::GlyphId;
use resvg::tiny_skia::{Path, PathBuilder};

use crate::fonts::{FaceId, Faces};

/// The outlines that were asked for, in design units, y upwards.
#[derive(Default)]
pub(super) struct Outlines {
    known: BTreeMap<(FaceId, u16), Option<Path>>,
}

impl Outlines {
    /// The outline of a glyph; `None` when it has no ink or none that can be read.
    pub fn get(&mut self, faces: &Faces<'_>, face: FaceId, glyph: u16) -> Option<&Path> {
        let outline = || outline(faces, face, glyph);
        self.known.entry((face, glyph)).or_insert_with(outline).as_ref()
    }
}

fn outline(faces: &Faces<'_>, face: FaceId, glyph: u16) -> Option<Path> {
    let glyph = faces.get(face).font.outline_glyphs().get(GlyphId::from(glyph))?;
    let mut sink = Sink(PathBuilder::new());
    glyph.draw(&DrawOptions::new(), DrawMemory::default(), &mut sink).ok()?;
    sink.0.finish()
}

struct Sink(PathBuilder);

impl PathSink for Sink {
    fn move_to(&mut self, x: f32, y: f32) {
        self.0.move_to(x, y);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.0.line_to(x, y);
    }

    fn quad_to(&mut self, cx0: f32, cy0: f32, x: f32, y: f32) {
        self.0.quad_to(cx0, cy0, x, y);
    }

    fn curve_to(&mut self, cx0: f32, cy0: f32, cx1: f32, cy1: f32, x: f32, y: f32) {
        self.0.cubic_to(cx0, cy0, cx1, cy1, x, y);
    }

    fn close(&mut self) {
        self.0.close();
    }
}
