//! Fonts: their own ToUnicode maps and cap heights.

use lopdf::{Object, Stream, dictionary};

use super::{Finisher, writer_error};
use crate::backends::RenderError;
use crate::backends::pdf::glyphs::{Glyphs, font_id};
use crate::length::Length;

impl Finisher<'_, '_, '_> {
    /// printpdf maps each glyph to the text where it was met last, and takes
    /// the ascent for the cap height.
    pub(super) fn fonts(&mut self, glyphs: &Glyphs) -> Result<(), RenderError> {
        let Some(page) = self.pages.first().copied() else { return Ok(()) };
        let resources = self.reference(page, b"Resources")?;
        let fonts = self.reference(resources, b"Font")?;
        for (face, face_glyphs) in glyphs.iter() {
            let font = self.reference(fonts, font_id(face).0.as_bytes())?;
            let map = self.reference(font, b"ToUnicode")?;
            self.pdf.set_object(map, Stream::new(dictionary! {}, face_glyphs.to_unicode()));
            let face = self.document.faces.get(face);
            let cap_height = face.scale(face.cap_height, Length(1000)).0;
            let descendants =
                self.dictionary(font)?.get(b"DescendantFonts").and_then(Object::as_array);
            let descendant = descendants.map_err(writer_error)?.first().cloned();
            let descriptor = match &descendant {
                Some(Object::Dictionary(font)) => {
                    font.get(b"FontDescriptor").and_then(Object::as_reference)
                }
                _ => Err(lopdf::Error::DictKey("DescendantFonts".to_owned())),
            };
            self.dictionary(descriptor.map_err(writer_error)?)?.set("CapHeight", cap_height);
        }
        Ok(())
    }

    /// The object that an entry of a dictionary refers to.
    fn reference(
        &mut self,
        id: lopdf::ObjectId,
        key: &[u8],
    ) -> Result<lopdf::ObjectId, RenderError> {
        self.dictionary(id)?.get(key).and_then(Object::as_reference).map_err(writer_error)
    }
}
