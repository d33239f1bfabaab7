//! Faces: the bundled ones, lookup by theme, shaping data and subsets.
//!
//! A [`Faces`] opens only what is asked of it, and keeps what it has opened.
//! [`bundled`] holds the files inside the program, [`subset`] cuts a face down
//! to the glyphs that a document uses.

pub mod bundled;
pub mod subset;

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use harfrust::font::Font;
use read_fonts::types::{F48Dot16, GlyphId, NameId};

use crate::length::Length;
use crate::theme::Theme;

/// A face that has been opened, by its place in [`Faces`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FaceId(pub u16);

/// A face.
pub struct Face {
    /// The file that it came from.
    pub file: String,
    /// Its tables, for shaping.
    pub font: Font,
    /// The name that PDF files know it by.
    pub postscript_name: String,
    /// Design units per em.
    pub units_per_em: u16,
    /// Height of a letter such as x, in design units.
    pub x_height: i32,
    /// Height of a letter such as H, in design units.
    pub cap_height: i32,
    /// How heavy it is: 400 is regular, 700 bold (OS/2, usWeightClass).
    pub weight: u16,
    bytes: Bytes,
    coverage: OnceLock<Vec<u64>>,
}

/// A font file, from the program itself or from a theme's folder.
#[derive(Clone)]
enum Bytes {
    Bundled(&'static [u8]),
    Loaded(Arc<[u8]>),
}

impl Face {
    /// Opens a font file.
    fn open(file: &str, bytes: Bytes) -> Result<Face, FaceError> {
        let font = match &bytes {
            Bytes::Bundled(data) => Font::new(*data, 0),
            Bytes::Loaded(data) => {
                let shared: Arc<dyn AsRef<[u8]> + Send + Sync> = Arc::new(data.clone());
                Font::new(shared, 0)
            }
        };
        let font = font.ok_or(FaceError::Damaged)?;
        let metrics = font.metrics();
        let units_per_em = metrics.units_per_em;
        let design = |value: Option<F48Dot16>| value.map(|v| v.to_f64() as i32);
        let x_height = design(metrics.x_height).unwrap_or(i32::from(units_per_em) / 2);
        let cap_height = design(metrics.cap_height).unwrap_or(i32::from(units_per_em) * 7 / 10);
        let postscript_name = postscript_name(&font, file);
        let weight = font.default_attributes().weight.value() as u16;
        let file = file.to_owned();
        let coverage = OnceLock::new();
        Ok(Face {
            file,
            font,
            postscript_name,
            units_per_em,
            x_height,
            cap_height,
            weight,
            bytes,
            coverage,
        })
    }

    /// The file's bytes.
    pub fn bytes(&self) -> &[u8] {
        match &self.bytes {
            Bytes::Bundled(data) => data,
            Bytes::Loaded(data) => data,
        }
    }

    /// The glyph of a character; `None` when the face has none.
    pub fn glyph(&self, character: char) -> Option<u16> {
        let glyph = self.font.charmap().map_unicode(character)?;
        u16::try_from(glyph.to_u32()).ok().filter(|glyph| *glyph != 0)
    }

    /// Whether the face has a character. Meant for every character of a text:
    /// the answers for the basic plane are worked out once.
    pub fn has(&self, character: char) -> bool {
        let code = character as usize;
        if code > usize::from(u16::MAX) {
            return self.glyph(character).is_some();
        }
        let coverage = self.coverage.get_or_init(|| self.basic_coverage());
        coverage[code / 64] >> (code % 64) & 1 == 1
    }

    /// A bit for each character of the basic plane.
    fn basic_coverage(&self) -> Vec<u64> {
        let mut bits = vec![0; (usize::from(u16::MAX) + 1) / 64];
        for (code, glyph) in self.font.charmap().unicodes() {
            let known = u16::try_from(code).ok().filter(|_| glyph.to_u32() != 0);
            if let Some(code) = known.map(usize::from) {
                bits[code / 64] |= 1 << (code % 64);
            }
        }
        bits
    }

    /// The first character that a glyph shows by itself. Looks through the whole
    /// face, so it is not for every glyph of a text.
    pub fn character(&self, glyph: u16) -> Option<char> {
        let mut pairs = self.font.charmap().unicodes();
        let (code, _) = pairs.find(|(_, id)| id.to_u32() == u32::from(glyph))?;
        char::from_u32(code)
    }

    /// The advance of a glyph, in design units.
    pub fn advance(&self, glyph: u16) -> i32 {
        self.font.glyph_metrics().h_advance_exact(GlyphId::from(glyph)).to_f64() as i32
    }

    /// A length in design units, at a size of type.
    pub fn scale(&self, units: i32, size: Length) -> Length {
        size.scale(i64::from(units), i64::from(self.units_per_em))
    }
}

/// The PostScript name (name table, id 6), with only the characters that PDF names take bare.
fn postscript_name(font: &Font, file: &str) -> String {
    let names = font.names();
    let found = names.get(NameId::POSTSCRIPT_NAME).and_then(|name| name.english_or_first());
    let name: String = match found {
        Some(localized) => localized.name().chars().collect(),
        None => file.split('.').next().unwrap_or(file).to_owned(),
    };
    name.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').collect()
}

/// Why a font file cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FaceError {
    /// Neither the theme's folder nor the program has such a file.
    #[error("there is no such file in the theme's folder or among the built-in faces")]
    Missing,
    /// It is not a font file, or a damaged one.
    #[error("it is not a TrueType or OpenType font")]
    Damaged,
}

/// The faces that a document uses, opened when they are first asked for.
pub struct Faces<'a> {
    theme: &'a Theme,
    opened: Vec<Face>,
    by_file: BTreeMap<String, FaceId>,
}

impl<'a> Faces<'a> {
    /// No face yet; files are looked for in the theme's folder, then in the program.
    pub fn new(theme: &'a Theme) -> Faces<'a> {
        Faces { theme, opened: Vec::new(), by_file: BTreeMap::new() }
    }

    /// The face of a file, opened now unless it was before.
    ///
    /// # Errors
    /// When there is no such file, or it is not a font.
    pub fn open(&mut self, file: &str) -> Result<FaceId, FaceError> {
        if let Some(id) = self.by_file.get(file) {
            return Ok(*id);
        }
        let from_theme = self.theme.files.get(file).cloned().map(Bytes::Loaded);
        let bytes = from_theme.or_else(|| bundled::file(file).map(Bytes::Bundled));
        let face = Face::open(file, bytes.ok_or(FaceError::Missing)?)?;
        let id = FaceId(self.opened.len() as u16);
        self.opened.push(face);
        self.by_file.insert(file.to_owned(), id);
        Ok(id)
    }

    /// A face that has been opened.
    pub fn get(&self, id: FaceId) -> &Face {
        &self.opened[usize::from(id.0)]
    }

    /// All faces that have been opened, in that order.
    pub fn iter(&self) -> impl Iterator<Item = (FaceId, &Face)> {
        self.opened.iter().enumerate().map(|(index, face)| (FaceId(index as u16), face))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::theme;

    #[test]
    fn every_bundled_face_opens() {
        let theme = theme::built_in();
        let mut faces = Faces::new(theme);
        for (file, _) in bundled::FILES {
            let id = faces.open(file).unwrap();
            let face = faces.get(id);
            assert!(face.x_height > 0 && face.cap_height > face.x_height, "{file}");
            // Latin, Greek, Cyrillic, and the letters of Tatar.
            for character in "aΩжәөүҗңһ".chars() {
                assert!(face.glyph(character).is_some(), "{file} lacks {character}");
            }
        }
        assert_eq!(faces.open("none.ttf"), Err(FaceError::Missing));
    }
}
