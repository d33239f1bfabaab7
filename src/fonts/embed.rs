//! Faces for readers that shape text themselves: cut down to some characters, with
//! all that shaping wants.
//!
//! `skera` cuts everything but outlines of PostScript (`CFF `), which it leaves
//! out; those come from `subsetter`, which is told to number glyphs alike.

use std::collections::{BTreeMap, BTreeSet};

use read_fonts::collections::IntSet;
use read_fonts::types::{NameId, Tag};
use read_fonts::{FontRef, TableProvider as _};
use skera::{Plan, SubsetFlags};
use write_fonts::FontBuilder;

use super::{Face, subset};

/// A font file of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Embeddable {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// Whether its outlines are those of PostScript: an OpenType file, otherwise TrueType.
    pub is_postscript: bool,
}

/// What shaping does by itself, and what style sheets ask for (CSS Fonts 4, 7): the
/// forms of figures and small capitals. Alternates that nobody asks for stay away.
const FEATURES: [&[u8; 4]; 50] = [
    b"abvf", b"abvm", b"abvs", b"akhn", b"blwf", b"blwm", b"blws", b"calt", b"ccmp", b"cfar",
    b"cjct", b"clig", b"curs", b"dist", b"fin2", b"fin3", b"fina", b"half", b"haln", b"init",
    b"isol", b"kern", b"liga", b"ljmo", b"lnum", b"locl", b"mark", b"med2", b"medi", b"mkmk",
    b"nukt", b"onum", b"pnum", b"pref", b"pres", b"pstf", b"psts", b"rclt", b"rkrf", b"rlig",
    b"rphf", b"rtla", b"rtlm", b"smcp", b"stch", b"subs", b"sups", b"tjmo", b"tnum", b"vatu",
];

/// The names that say what a face is and whose (name table): rights, family, licence.
const NAMES: [u16; 11] = [0, 1, 2, 3, 4, 5, 6, 13, 14, 16, 17];
/// English of the United States, in which those names are.
const ENGLISH: u16 = 0x409;

/// A face with only some characters.
///
/// # Errors
/// Says what the face lacks when it cannot be cut; variable ones cannot.
pub fn embeddable(face: &Face, characters: &BTreeSet<char>) -> Result<Embeddable, String> {
    if face.is_variable() {
        return Err("it is a variable face".to_owned());
    }
    let said = |error: &dyn std::fmt::Display| error.to_string();
    let font = FontRef::from_index(face.bytes(), face.index).map_err(|error| said(&error))?;
    let plan = plan(&font, characters);
    let bytes = skera::subset_font(&font, &plan).map_err(|error| said(&error))?;
    if font.cff().is_err() {
        return Ok(Embeddable { bytes, is_postscript: false });
    }
    let bytes = with_outlines(&bytes, &outlines(face, &plan)?).map_err(|error| said(&error))?;
    Ok(Embeddable { bytes, is_postscript: true })
}

fn plan(font: &FontRef<'_>, characters: &BTreeSet<char>) -> Plan {
    let unicodes: IntSet<u32> = characters.iter().map(|character| u32::from(*character)).collect();
    let features: IntSet<Tag> = FEATURES.iter().map(|tag| Tag::new(tag)).collect();
    let names: IntSet<NameId> = NAMES.iter().map(|id| NameId::new(*id)).collect();
    let mut scripts: IntSet<Tag> = IntSet::empty();
    scripts.invert();
    Plan::new(
        &IntSet::empty(),
        &unicodes,
        font,
        SubsetFlags::SUBSET_FLAGS_NO_HINTING,
        &IntSet::empty(),
        &scripts,
        &features,
        &names,
        &[ENGLISH].into_iter().collect(),
    )
}

/// The outlines of the glyphs of a plan, as a `CFF ` table with the plan's numbers.
fn outlines(face: &Face, plan: &Plan) -> Result<Vec<u8>, String> {
    let glyphs = plan.old_to_new_glyph_mapping();
    let glyphs: BTreeMap<u32, u32> =
        glyphs.map(|(old, new)| (new.to_u32(), old.to_u32())).collect();
    // Numbers follow the order in which glyphs are named, with 0 at the start.
    let is_whole = glyphs.keys().copied().eq(0..glyphs.len() as u32);
    let named: Option<Vec<u16>> = glyphs.values().map(|old| u16::try_from(*old).ok()).collect();
    let named = named.filter(|_| is_whole).ok_or("its glyphs cannot be numbered")?;
    let cut = subset::subset(face, named)?;
    let font = FontRef::new(&cut.bytes).map_err(|error| error.to_string())?;
    let table = font.table_data(Tag::new(b"CFF ")).ok_or("it has no outlines")?;
    Ok(table.as_bytes().to_vec())
}

/// A font file with one more table.
fn with_outlines(bytes: &[u8], outlines: &[u8]) -> Result<Vec<u8>, read_fonts::ReadError> {
    let font = FontRef::new(bytes)?;
    let mut builder = FontBuilder::new();
    for record in font.table_directory().table_records() {
        if let Some(table) = font.table_data(record.tag()) {
            builder.add_raw(record.tag(), table.as_bytes().to_vec());
        }
    }
    builder.add_raw(Tag::new(b"CFF "), outlines.to_vec());
    Ok(builder.build())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fonts::Faces;
    use crate::fonts::face::Variant;
    use crate::host::{Library, Memory};
    use crate::theme::built_in;

    fn characters(text: &str) -> BTreeSet<char> {
        text.chars().collect()
    }

    /// The glyphs of a text in a face, by shaping, and how wide they are.
    fn widths(bytes: &[u8], text: &str) -> Vec<i32> {
        let shared: std::sync::Arc<dyn AsRef<[u8]> + Send + Sync> =
            std::sync::Arc::new(bytes.to_vec());
        let font = harfrust::font::Font::new(shared, 0);
        let font = font.unwrap();
        text.chars()
            .map(|c| {
                let glyph = font.charmap().map_unicode(c).unwrap();
                font.glyph_metrics().h_advance_exact(glyph).to_f64() as i32
            })
            .collect()
    }

    #[test]
    fn small_files_hold_what_was_asked_for_and_are_the_same_each_time() {
        let host = Memory::default();
        let mut faces = Faces::new(built_in(), &host);
        for (file, is_postscript) in
            [("LibertinusSerif-Regular.otf", true), ("DejaVuSansMono.ttf", false)]
        {
            let id = faces.open(file, false, false).unwrap();
            let face = faces.get(id);
            let cut = embeddable(face, &characters("Offprint fi Ж 1876")).unwrap();
            assert_eq!(cut, embeddable(face, &characters("Offprint fi Ж 1876")).unwrap());
            assert_eq!(cut.is_postscript, is_postscript);
            assert!(cut.bytes.len() < 20_000, "{file}: {}", cut.bytes.len());
            let whole: Vec<i32> =
                "OЖ1".chars().map(|c| face.advance(face.glyph(c).unwrap())).collect();
            assert_eq!(widths(&cut.bytes, "OЖ1"), whole, "{file}");
            let font = FontRef::new(&cut.bytes).unwrap();
            let map = font.cmap().unwrap();
            assert!(map.map_codepoint('z').is_none() && map.map_codepoint('f').is_some());
            for table in [b"OS/2", b"GSUB", b"GPOS", b"name", b"head"] {
                assert!(font.table_data(Tag::new(table)).is_some(), "{file} {table:?}");
            }
            let outlines = font.glyf().is_ok() || font.cff().is_ok();
            assert!(outlines, "{file}");
        }
    }

    #[test]
    fn variable_faces_cannot_be_cut() {
        let bytes = include_bytes!("../../tests/fonts/NotoSerifGeorgian-VF.ttf").to_vec();
        let library = Library::of_files([("Georgian.ttf".to_owned(), bytes)]);
        let host = Memory { fonts: library.into(), ..Memory::default() };
        let mut faces = Faces::new(built_in(), &host);
        let id = faces.of_library(0, Variant { weight: 400, italic: false }).unwrap();
        assert!(embeddable(faces.get(id), &characters("ქ")).is_err());
    }
}
