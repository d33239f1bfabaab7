//! Cutting a face down to the glyphs that a document uses.

use std::collections::BTreeMap;

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
