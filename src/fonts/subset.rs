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
    let bytes = subsetter::subset(face.bytes(), 0, &remapper).map_err(|error| error.to_string())?;
    Ok(Subset { bytes, glyphs })
}
