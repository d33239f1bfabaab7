//! Which glyphs a document uses, what text they stand for, and the subsets
//! that hold them.

use std::collections::BTreeMap;

use printpdf::{FontId, PdfFont};

use super::writer_error;
use crate::backends::RenderError;
use crate::fonts::subset::{Subset, subset};
use crate::fonts::{Face, FaceId, Faces};
use crate::typeset::layout::{GlyphRun, Item, Layout};

/// The glyphs of a document, by face.
pub(super) struct Glyphs {
    faces: BTreeMap<FaceId, FaceGlyphs>,
}

/// The glyphs of one face.
pub(super) struct FaceGlyphs {
    /// The face cut down to them.
    pub subset: Subset,
    /// The text that each stands for when nothing else is said, by its number
    /// in the whole face.
    texts: BTreeMap<u16, String>,
    /// The advance of each in thousandths of an em, by its number in the whole face.
    widths: BTreeMap<u16, i64>,
    /// The name of the subset, with its tag (ISO 32000-1, 9.6.4).
    pub name: String,
}

impl Glyphs {
    /// Looks through all pages and cuts the faces.
    pub fn collect(layout: &Layout<'_>, faces: &Faces<'_>) -> Result<Glyphs, RenderError> {
        let mut texts: BTreeMap<FaceId, BTreeMap<u16, String>> = BTreeMap::new();
        let mut ids: BTreeMap<FaceId, Vec<bool>> = BTreeMap::new();
        for run in runs(layout) {
            let face = faces.get(run.face);
            let texts = texts.entry(run.face).or_default();
            let known =
                ids.entry(run.face).or_insert_with(|| vec![false; usize::from(u16::MAX) + 1]);
            for glyph in &run.glyphs {
                if std::mem::replace(&mut known[usize::from(glyph.id)], true) {
                    continue;
                }
                let text = &run.text[glyph.text_start as usize..glyph.text_end as usize];
                texts.insert(glyph.id, own_text(face, glyph.id, text));
            }
        }
        let cut =
            texts.into_iter().map(|(id, texts)| Ok((id, FaceGlyphs::new(faces.get(id), texts)?)));
        Ok(Glyphs { faces: cut.collect::<Result<_, RenderError>>()? })
    }

    /// The glyphs of a face that the document uses.
    pub fn face(&self, face: FaceId) -> &FaceGlyphs {
        &self.faces[&face]
    }

    /// All faces that the document uses.
    pub fn iter(&self) -> impl Iterator<Item = (FaceId, &FaceGlyphs)> {
        self.faces.iter().map(|(id, face)| (*id, face))
    }

    /// Gives the subsets to the document.
    pub fn add_to(
        &self,
        document: &mut printpdf::PdfDocument,
        faces: &Faces<'_>,
    ) -> Result<(), RenderError> {
        for (id, glyphs) in self.iter() {
            let font = glyphs.parsed_font(faces.get(id))?;
            document.resources.fonts.map.insert(font_id(id), PdfFont::new(font));
        }
        Ok(())
    }
}

fn runs<'l>(layout: &'l Layout<'_>) -> impl Iterator<Item = &'l GlyphRun> {
    let items = layout.pages.iter().flat_map(|page| &page.items);
    items.filter_map(|placed| match &placed.item {
        Item::Run(run) => Some(run),
        _ => None,
    })
}

/// The name of a face's resource.
pub(super) fn font_id(face: FaceId) -> FontId {
    FontId(format!("T{}", face.0))
}

/// What a glyph stands for when nothing else is said: its text where it was
/// first met. A hyphen that was added at the end of a line stands for none.
/// A mark that joined the letter before it has no text of its own, but every
/// glyph must stand for something (ISO 14289-1, 7.21.7): for its own character.
fn own_text(face: &Face, glyph: u16, text: &str) -> String {
    match text {
        "\u{AD}" if face.glyph('-') == Some(glyph) => "-".to_owned(),
        "" => face.character(glyph).unwrap_or(char::REPLACEMENT_CHARACTER).to_string(),
        text => text.to_owned(),
    }
}

impl FaceGlyphs {
    fn new(face: &Face, texts: BTreeMap<u16, String>) -> Result<FaceGlyphs, RenderError> {
        let subset = subset(face, texts.keys().copied()).map_err(writer_error)?;
        let units = i64::from(face.units_per_em);
        // printpdf cuts the same fraction off.
        let width = |glyph: u16| i64::from(face.advance(glyph)) * 1000 / units;
        let widths = texts.keys().map(|glyph| (*glyph, width(*glyph))).collect();
        let name = format!("{}+{}", tag(&subset.bytes), face.postscript_name);
        Ok(FaceGlyphs { subset, texts, widths, name })
    }

    /// The text that a glyph stands for when nothing else is said.
    pub fn text(&self, glyph: u16) -> &str {
        self.texts.get(&glyph).map_or("", String::as_str)
    }

    /// The advance of a glyph, in thousandths of an em, as the file says it.
    pub fn width(&self, glyph: u16) -> i64 {
        self.widths.get(&glyph).copied().unwrap_or_default()
    }

    /// The number of a glyph in the subset.
    pub fn subset_id(&self, glyph: u16) -> u16 {
        self.subset.glyphs.get(&glyph).copied().unwrap_or_default()
    }

    /// The subset as printpdf wants it.
    fn parsed_font(&self, face: &Face) -> Result<printpdf::ParsedFont, RenderError> {
        let parsed = printpdf::ParsedFont::from_bytes(&self.subset.bytes, 0, &mut Vec::new());
        let mut font =
            parsed.ok_or_else(|| writer_error("a subset of a face cannot be read again"))?;
        font.font_name = Some(self.name.clone());
        // The subset has no OS/2 table to tell it from.
        font.pdf_font_metrics.us_weight_class = face.weight;
        Ok(font)
    }

    /// The ToUnicode map of the subset (ISO 32000-1, 9.10.3).
    pub fn to_unicode(&self) -> Vec<u8> {
        let mut entries: Vec<(u16, &str)> = self
            .texts
            .iter()
            .map(|(glyph, text)| (self.subset_id(*glyph), text.as_str()))
            .collect();
        entries.retain(|(_, text)| !text.is_empty());
        entries.sort_unstable();
        let mut map = String::from(CMAP_HEAD);
        for block in entries.chunks(MOST_ENTRIES) {
            map += &format!("{} beginbfchar\n", block.len());
            for (glyph, text) in block {
                let units: String = text.encode_utf16().map(|unit| format!("{unit:04X}")).collect();
                map += &format!("<{glyph:04X}> <{units}>\n");
            }
            map += "endbfchar\n";
        }
        map += CMAP_TAIL;
        map.into_bytes()
    }
}

/// How many entries a block of a CMap holds at most (Adobe Technical Note #5014).
const MOST_ENTRIES: usize = 100;
const CMAP_HEAD: &str = "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n\
    /CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n\
    /CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n\
    1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n";
const CMAP_TAIL: &str = "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n";

/// Six capital letters from the subset's bytes.
fn tag(bytes: &[u8]) -> String {
    let mut hash = super::finish::fingerprint(bytes);
    let letters = (0..6).map(|_| {
        let letter = b'A' + (hash % 26) as u8;
        hash /= 26;
        char::from(letter)
    });
    letters.collect()
}
