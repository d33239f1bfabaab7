//! A face: what typesetting and the formats ask of it.

use std::sync::{Arc, OnceLock};

use harfrust::font::Font;
use read_fonts::model::variation::Axis;
use read_fonts::types::{F48Dot16, GlyphId, NameId, Tag};

use super::FaceError;
use crate::length::Length;

/// A face.
pub struct Face {
    /// The file that it came from.
    pub file: String,
    /// Its place in that file, if it is a collection.
    pub index: u32,
    /// Its tables, for shaping; of a variable face at the place of the instance.
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
    /// Where each axis of a variable face stands; empty for any other.
    pub variations: Vec<(Tag, f32)>,
    bytes: Bytes,
    coverage: OnceLock<Vec<u64>>,
}

/// A font file, from the program itself or from outside.
#[derive(Clone)]
pub(super) enum Bytes {
    Bundled(&'static [u8]),
    Loaded(Arc<[u8]>),
}

/// What is wanted of a face beside its characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Variant {
    /// How heavy (OS/2, usWeightClass).
    pub weight: u16,
    /// Whether italic.
    pub italic: bool,
}

impl Face {
    /// Opens a face of a font file; of a variable one the instance for a variant.
    pub(super) fn open(
        file: &str,
        bytes: Bytes,
        index: u32,
        variant: Variant,
    ) -> Result<Face, FaceError> {
        let font = font(&bytes, index).ok_or_else(|| match font(&bytes, 0) {
            Some(_) => FaceError::NoMember,
            None => FaceError::Damaged,
        })?;
        let variations = variations(&font, variant);
        let mut weight = font.default_attributes().weight.value() as u16;
        let mut postscript_name = postscript_name(&font, file);
        let mut instance = font;
        if !variations.is_empty() {
            instance = instance.instance_builder().variations(variations.iter()).build();
            weight = axis_value(&variations, b"wght").map_or(weight, |value| value as u16);
            postscript_name += &instance_name(&variations);
        }
        let font = instance;
        let metrics = font.metrics();
        let units_per_em = metrics.units_per_em;
        if units_per_em == 0 {
            return Err(FaceError::Damaged);
        }
        let design = |value: Option<F48Dot16>| value.map(|v| v.to_f64() as i32);
        let x_height = design(metrics.x_height).unwrap_or(i32::from(units_per_em) / 2);
        let cap_height = design(metrics.cap_height).unwrap_or(i32::from(units_per_em) * 7 / 10);
        Ok(Face {
            file: file.to_owned(),
            index,
            font,
            postscript_name,
            units_per_em,
            x_height,
            cap_height,
            weight,
            variations,
            bytes,
            coverage: OnceLock::new(),
        })
    }

    /// Whether it is an instance of a variable face.
    pub fn is_variable(&self) -> bool {
        !self.variations.is_empty()
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

fn font(bytes: &Bytes, index: u32) -> Option<Font> {
    match bytes {
        Bytes::Bundled(data) => Font::new(*data, index),
        Bytes::Loaded(data) => {
            let shared: Arc<dyn AsRef<[u8]> + Send + Sync> = Arc::new(data.clone());
            Font::new(shared, index)
        }
    }
}

/// Where the axes of a variable face stand for a variant: weight and slant as
/// wanted as far as there are axes for them, all others as the face has them.
fn variations(font: &Font, variant: Variant) -> Vec<(Tag, f32)> {
    let value = |axis: Axis| {
        let wanted = match &axis.tag().to_be_bytes() {
            b"wght" => f32::from(variant.weight),
            b"ital" => f32::from(u8::from(variant.italic)),
            // Slants to the right are negative.
            b"slnt" if variant.italic => axis.min_value(),
            _ => axis.default_value(),
        };
        let (least, most) = (axis.min_value(), axis.max_value());
        (axis.tag(), wanted.max(least).min(most))
    };
    font.axes().iter().map(value).collect()
}

fn axis_value(variations: &[(Tag, f32)], tag: &[u8; 4]) -> Option<f32> {
    variations.iter().find(|(axis, _)| *axis == Tag::new(tag)).map(|(_, value)| *value)
}

/// What tells an instance from others of its face, after Adobe Technical Note
/// #5902: `-600wght`.
fn instance_name(variations: &[(Tag, f32)]) -> String {
    let part = |(tag, value): &(Tag, f32)| format!("-{}{tag}", *value as i32);
    let name: String = variations.iter().map(part).collect();
    name.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').collect()
}
