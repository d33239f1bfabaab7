//! Which glyphs a document uses, what text they stand for, and the subsets
//! that hold them.

use std::collections::BTreeMap;

use printpdf::{Codepoint, FontId, Op, PdfFont, PdfFontHandle, Pt, TextItem};
use read_fonts::types::GlyphId;

use super::bidi::{self, Affixes};
use super::writer_error;
use crate::backends::RenderError;
use crate::fonts::subset::{Subset, subset};
use crate::fonts::{Face, FaceId, Faces};
use crate::typeset::layout::{Glyph, GlyphRun, Item, Layout};

/// The glyphs of a document, by face.
pub(super) struct Glyphs {
    faces: BTreeMap<FaceId, FaceGlyphs>,
}

/// The glyphs of one face.
pub(super) struct FaceGlyphs {
    /// The face cut down to them.
    pub subset: Subset,
    /// The glyphs in the order of their numbers in the whole face.
    used: Vec<UsedGlyph>,
    /// For each number in the whole face the place in `used`, from 1; 0 for none.
    places: Vec<u16>,
    /// A glyph without ink or width, where the document needs it (see
    /// `Writer::in_order`).
    pub anchor: Option<u16>,
    /// The name of the subset, with its tag (ISO 32000-1, 9.6.4).
    pub name: String,
}

/// A glyph that the document uses.
struct UsedGlyph {
    /// Its number in the subset.
    id: u16,
    /// Its advance in thousandths of an em, as the file says it.
    width: i64,
    /// The text that it stands for when nothing else is said.
    text: String,
}

impl Glyphs {
    /// Looks through all pages and cuts the faces.
    pub fn collect(
        layout: &Layout<'_>,
        faces: &Faces<'_>,
        affixes: &[Affixes],
    ) -> Result<Glyphs, RenderError> {
        let mut texts: BTreeMap<FaceId, BTreeMap<u16, String>> = BTreeMap::new();
        let mut ids: BTreeMap<FaceId, Vec<bool>> = BTreeMap::new();
        for (run, affixes, item) in runs(layout, affixes) {
            let face = faces.get(run.face);
            let texts = texts.entry(run.face).or_default();
            let known =
                ids.entry(run.face).or_insert_with(|| vec![false; usize::from(u16::MAX) + 1]);
            let text_of =
                |glyph: &Glyph| &run.text[glyph.text_start as usize..glyph.text_end as usize];
            let anchored = |glyph: &Glyph| {
                bidi::is_moved_sign(run, glyph) || bidi::is_turned(run, text_of(glyph))
            };
            if run.glyphs.iter().any(anchored)
                && let Some(anchor) = anchor(face)
            {
                known[usize::from(anchor)] = true;
                texts.insert(anchor, bidi::RIGHT_TO_LEFT.to_string());
            }
            for (place, glyph) in run.glyphs.iter().enumerate() {
                if std::mem::replace(&mut known[usize::from(glyph.id)], true) {
                    continue;
                }
                let text = own_text(face, glyph.id, text_of(glyph));
                let affix = affixes.get(&(item, place));
                texts.insert(glyph.id, affix.map_or(text.clone(), |affix| affix.around(&text)));
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

    /// Operators that show each glyph of each face once.
    pub fn each_once(&self) -> Vec<Op> {
        let faces = self.iter().map(|(id, face)| {
            let ids = face.used.iter().map(|glyph| Codepoint::new(glyph.id, 0.0));
            let items = vec![TextItem::GlyphIds(ids.collect())];
            let font = PdfFontHandle::External(font_id(id));
            [Op::SetFont { font, size: Pt(1.0) }, Op::ShowText { items }]
        });
        let shown = faces.flatten();
        [Op::StartTextSection].into_iter().chain(shown).chain([Op::EndTextSection]).collect()
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

/// The runs of all pages, with the marks around their clusters and their place
/// on their page.
fn runs<'l>(
    layout: &'l Layout<'_>,
    affixes: &'l [Affixes],
) -> impl Iterator<Item = (&'l GlyphRun, &'l Affixes, usize)> {
    layout.pages.iter().zip(affixes).flat_map(|(page, affixes)| {
        page.items.iter().enumerate().filter_map(move |(item, placed)| match &placed.item {
            Item::Run(run) => Some((run, affixes, item)),
            _ => None,
        })
    })
}

/// A glyph without ink or width: that of a character that shows nothing. Some
/// faces draw the name of such a character, so each is looked at.
fn anchor(face: &Face) -> Option<u16> {
    let font = harfrust::ShaperFont::new(&face.font);
    let blank = |glyph: &u16| {
        let extents = font.glyph_extents(GlyphId::from(*glyph));
        extents.is_none_or(|extents| extents.width == 0 && extents.height == 0)
    };
    let characters = ['\u{200B}', '\u{34F}', '\u{2060}', '\u{FEFF}', bidi::RIGHT_TO_LEFT];
    let mut glyphs = characters.into_iter().filter_map(|character| face.glyph(character));
    glyphs.find(|glyph| face.advance(*glyph) == 0 && blank(glyph))
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
        let name = format!("{}+{}", tag(&subset.bytes), face.postscript_name);
        let mut places = vec![0; usize::from(texts.keys().next_back().copied().unwrap_or(0)) + 1];
        let mut used = Vec::with_capacity(texts.len());
        for (glyph, text) in texts {
            // printpdf cuts the same fraction off.
            let width = i64::from(subset.advance(face, glyph)) * 1000 / units;
            used.push(UsedGlyph { id: subset.glyphs[&glyph], width, text });
            places[usize::from(glyph)] = used.len() as u16;
        }
        let anchor = anchor(face).filter(|anchor| places.get(usize::from(*anchor)) > Some(&0));
        Ok(FaceGlyphs { subset, used, places, anchor, name })
    }

    fn used(&self, glyph: u16) -> Option<&UsedGlyph> {
        let place = self.places.get(usize::from(glyph))?;
        self.used.get(usize::from(*place).checked_sub(1)?)
    }

    /// The text that a glyph stands for when nothing else is said.
    pub fn text(&self, glyph: u16) -> &str {
        self.used(glyph).map_or("", |used| used.text.as_str())
    }

    /// The advance of a glyph, in thousandths of an em, as the file says it.
    pub fn width(&self, glyph: u16) -> i64 {
        self.used(glyph).map_or(0, |used| used.width)
    }

    /// The number of a glyph in the subset.
    pub fn subset_id(&self, glyph: u16) -> u16 {
        self.used(glyph).map_or(0, |used| used.id)
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
        let entries = self.used.iter().map(|glyph| (glyph.id, glyph.text.as_str()));
        let mut entries: Vec<(u16, &str)> = entries.collect();
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
