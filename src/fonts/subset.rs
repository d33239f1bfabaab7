//! Cutting a face down to the glyphs that a document uses.

use std::collections::BTreeMap;

use read_fonts::types::GlyphId;
use read_fonts::{FontRef, TableProvider as _};
use subsetter::GlyphRemapper;

use super::Face;

/// A face that holds only some glyphs, under new numbers.
#[derive(Debug, Clone)]
pub struct Subset {
    /// The font file: an OpenType wrapper around `CFF ` or `glyf` outlines,
    /// numbered so that a glyph's number is its CID.
    pub bytes: Vec<u8>,
    /// The new number of each glyph kept.
    pub glyphs: BTreeMap<u16, u16>,
}

impl Subset {
    /// The advance of a glyph of the whole face, in design units, as the subset
    /// says it: of an instance the cut may round otherwise than the shaper.
    pub fn advance(&self, face: &Face, glyph: u16) -> i32 {
        let cut = || {
            let id = GlyphId::from(*self.glyphs.get(&glyph)?);
            FontRef::new(&self.bytes).ok()?.hmtx().ok()?.advance(id)
        };
        match face.is_variable() {
            true => cut().map_or_else(|| face.advance(glyph), i32::from),
            false => face.advance(glyph),
        }
    }
}

/// Keeps the glyphs named, in ascending order, and glyph 0.
///
/// # Errors
/// Says what the face lacks when it cannot be cut.
pub fn subset(face: &Face, glyphs: impl IntoIterator<Item = u16>) -> Result<Subset, String> {
    let mut remapper = GlyphRemapper::new();
    let glyphs = glyphs.into_iter().map(|glyph| (glyph, remapper.remap(glyph))).collect();
    let (bytes, index) = (face.bytes(), face.index);
    // CFF2 outlines, which PDF does not know, become TrueType ones on this way.
    let cut = match face.is_variable() {
        true => subsetter::subset_with_variations(bytes, index, &variations(face), &remapper),
        false => subsetter::subset(bytes, index, &remapper),
    };
    let bytes = cut.map_err(|error| error.to_string())?;
    Ok(Subset { bytes, glyphs })
}

fn variations(face: &Face) -> Vec<(subsetter::Tag, f32)> {
    let axes = face.variations.iter();
    axes.map(|(tag, value)| (subsetter::Tag::new(&tag.to_be_bytes()), *value)).collect()
}

#[cfg(test)]
mod tests {
    use crate::fonts::Faces;
    use crate::fonts::face::Variant;
    use crate::host::{Library, Memory};
    use crate::theme;

    #[test]
    fn instances_keep_the_widths_that_the_layout_knows() {
        let bytes = include_bytes!("../../tests/fonts/NotoSerifGeorgian-VF.ttf").to_vec();
        let library = Library::of_files([("Georgian.ttf".to_owned(), bytes)]);
        let host = Memory { fonts: library.into(), ..Memory::default() };
        let mut faces = Faces::new(theme::built_in(), &host);
        let mut width = |weight| {
            let id = faces.of_library(0, Variant { weight, italic: false }).unwrap();
            let face = faces.get(id);
            let glyphs: Vec<u16> = "ქართული ენა-".chars().map(|c| face.glyph(c).unwrap()).collect();
            let subset = super::subset(face, glyphs.iter().copied()).unwrap();
            for glyph in &glyphs {
                let distance = subset.advance(face, *glyph).abs_diff(face.advance(*glyph));
                assert!(distance <= 1, "{weight}");
            }
            face.advance(glyphs[0])
        };
        // Wider and wider, and no further than the axis goes.
        let widths = [400, 437, 600, 700, 900].map(&mut width);
        assert!(widths[0] < widths[1] && widths[1] < widths[2] && widths[2] < widths[3]);
        assert_eq!(widths[3], widths[4]);
    }
}
