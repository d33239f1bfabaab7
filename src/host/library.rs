//! The faces that lie outside of the program and the theme: those of the
//! system, or those of folders that somebody named.
//!
//! A [`Shelf`] knows where faces may be, and looks there once, when the first
//! of them is asked for; a [`Library`] is what it found, in an order that no
//! folder's own order decides. What a face covers is read when it is first
//! asked for, one face at a time: a system may have thousands.

use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock};

use fontdb::{Database, Source, Stretch, Style};
use read_fonts::tables::cmap::CmapIterLimits;
use read_fonts::tables::os2::SelectionFlags;
use read_fonts::types::Tag;
use read_fonts::{FontRef, TableProvider as _};

/// The largest font file that is read, in bytes. Collections with all of Han
/// in many weights stay below 200 MB.
pub const MAX_FONT: usize = 256 << 20;
/// How deep folders of fonts may lie in each other. Links may make circles.
const MAX_DEPTH: usize = 16;
/// The endings of font files.
const ENDINGS: [&str; 4] = ["ttf", "otf", "ttc", "otc"];

/// Where faces are looked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum FontSource {
    /// Nowhere.
    #[default]
    None,
    /// Where the system keeps its fonts.
    System,
    /// In these folders and the folders in them.
    Folders(Vec<PathBuf>),
}

/// The faces of a source, looked for once.
#[derive(Debug, Default)]
pub struct Shelf {
    source: FontSource,
    library: OnceLock<Library>,
}

impl Shelf {
    /// Faces of a source. Nothing is touched yet.
    pub fn new(source: FontSource) -> Shelf {
        Shelf { source, library: OnceLock::new() }
    }

    /// Where faces are looked for.
    pub fn source(&self) -> &FontSource {
        &self.source
    }

    /// What was found; the first call looks.
    pub fn library(&self) -> &Library {
        self.library.get_or_init(|| match &self.source {
            FontSource::None => Library::default(),
            FontSource::System => Library::of_system(),
            FontSource::Folders(folders) => Library::of_folders(folders),
        })
    }
}

/// Whether a folder, or one in it, holds a font file that can be read.
pub fn holds_font(folder: &Path) -> bool {
    font_files(folder).iter().any(|path| Database::new().load_font_file(path).is_ok())
}

/// Faces, in an order that depends on nothing but themselves and their files' names.
#[derive(Default)]
pub struct Library {
    database: Database,
    entries: Vec<Entry>,
    damaged: Vec<String>,
    /// Files that were read, by the path or name of the file.
    read: Mutex<BTreeMap<PathBuf, Arc<[u8]>>>,
}

/// A face of a [`Library`], as its file describes it.
pub struct Entry {
    /// The names of its family; the English one first.
    pub families: Vec<String>,
    /// Its PostScript name.
    pub postscript_name: String,
    /// The name of its file, without folders.
    pub file: String,
    /// Which face of a collection it is.
    pub index: u32,
    /// How heavy it is (OS/2, usWeightClass).
    pub weight: u16,
    /// Whether it is italic or oblique.
    pub italic: bool,
    /// Whether it is neither condensed nor expanded.
    pub plain_width: bool,
    /// Whether all of its glyphs are equally wide.
    pub monospaced: bool,
    id: fontdb::ID,
    path: PathBuf,
    coverage: OnceLock<Coverage>,
}

/// What a face can show.
#[derive(Debug, Default)]
struct Coverage {
    /// The first and the last character of each stretch, ascending. Empty for a
    /// face that may not or cannot be used.
    ranges: Vec<(u32, u32)>,
    /// From where to where its weight goes, where [`Entry::weight`] does not say it.
    weights: Option<(u16, u16)>,
}

/// Why the bytes of a face cannot be had.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LibraryError {
    /// The file is gone, or may not be read any more.
    #[error("its file cannot be read")]
    Unreadable,
    /// The file exceeds [`MAX_FONT`].
    #[error("its file is larger than {} MB", MAX_FONT >> 20)]
    TooLarge,
}

impl fmt::Debug for Library {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.entries.iter().map(|entry| &entry.postscript_name)).finish()
    }
}

impl Library {
    /// The faces of the system.
    fn of_system() -> Library {
        let mut database = Database::new();
        database.load_system_fonts();
        Library::sorted(database, &BTreeMap::new(), Vec::new())
    }

    fn of_folders(folders: &[PathBuf]) -> Library {
        let mut database = Database::new();
        let mut damaged = Vec::new();
        for path in folders.iter().flat_map(|folder| font_files(folder)) {
            let before = database.len();
            let loaded = database.load_font_file(&path);
            if loaded.is_err() || database.len() == before {
                damaged.push(file_name(&path));
            }
        }
        Library::sorted(database, &BTreeMap::new(), damaged)
    }

    /// Faces from memory, by the names of their files.
    pub fn of_files(files: impl IntoIterator<Item = (String, Vec<u8>)>) -> Library {
        let mut database = Database::new();
        let (mut names, mut damaged) = (BTreeMap::new(), Vec::new());
        for (name, bytes) in files {
            let ids = database.load_font_source(Source::Binary(Arc::new(bytes)));
            if ids.is_empty() {
                damaged.push(name.clone());
            }
            names.extend(ids.into_iter().map(|id| (id, PathBuf::from(&name))));
        }
        Library::sorted(database, &names, damaged)
    }

    fn sorted(
        database: Database,
        names: &BTreeMap<fontdb::ID, PathBuf>,
        damaged: Vec<String>,
    ) -> Library {
        let mut entries: Vec<Entry> =
            database.faces().map(|face| Entry::new(face, names)).collect();
        entries.sort_by(|a, b| (&a.file, a.index, &a.path).cmp(&(&b.file, b.index, &b.path)));
        Library { database, entries, damaged, read: Mutex::default() }
    }

    /// All faces; their places name them in the calls below.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// Font files that are damaged, as far as the folder was named by somebody.
    pub fn damaged(&self) -> &[String] {
        &self.damaged
    }

    /// Whether the face at a place has all of some characters, has outlines,
    /// and may be embedded.
    pub fn covers(&self, place: usize, characters: impl IntoIterator<Item = char>) -> bool {
        let ranges = &self.coverage(place).ranges;
        let has = |character: char| {
            let code = u32::from(character);
            let at = ranges.partition_point(|(_, last)| *last < code);
            ranges.get(at).is_some_and(|(first, _)| *first <= code)
        };
        !ranges.is_empty() && characters.into_iter().all(has)
    }

    /// How far the weight of the face at a place is from a wanted one. A
    /// variable face has every weight between its bounds.
    pub fn weight_distance(&self, place: usize, weight: u16) -> u16 {
        let own = self.entries[place].weight;
        let (least, most) = self.coverage(place).weights.unwrap_or((own, own));
        weight.clamp(least.min(most), most.max(least)).abs_diff(weight)
    }

    fn coverage(&self, place: usize) -> &Coverage {
        let entry = &self.entries[place];
        entry.coverage.get_or_init(|| {
            let read = self.database.with_face_data(entry.id, Coverage::read);
            read.flatten().unwrap_or_default()
        })
    }

    /// The full name of the face at a place (name table, id 4).
    pub fn full_name(&self, place: usize) -> Option<String> {
        let name = |data: &[u8], index: u32| {
            let font = FontRef::from_index(data, index).ok()?;
            let names = read_fonts::model::name::Names::from_sfnt(&font);
            let name = names.get(read_fonts::types::NameId::FULL_NAME)?.english_or_first()?;
            Some(name.name().chars().collect())
        };
        self.database.with_face_data(self.entries[place].id, name).flatten()
    }

    /// The bytes of the file that holds the face at a place.
    ///
    /// # Errors
    /// When the file cannot be read any more or is too large.
    pub fn bytes(&self, place: usize) -> Result<Arc<[u8]>, LibraryError> {
        let entry = &self.entries[place];
        let mut read = self.read.lock().map_err(|_| LibraryError::Unreadable)?;
        if let Some(bytes) = read.get(&entry.path) {
            return Ok(bytes.clone());
        }
        let copy = |data: &[u8], _| match data.len() {
            length if length > MAX_FONT => Err(LibraryError::TooLarge),
            _ => Ok(Arc::<[u8]>::from(data)),
        };
        let bytes = self.database.with_face_data(entry.id, copy);
        let bytes = bytes.ok_or(LibraryError::Unreadable)??;
        read.insert(entry.path.clone(), bytes.clone());
        Ok(bytes)
    }
}

impl Entry {
    fn new(face: &fontdb::FaceInfo, names: &BTreeMap<fontdb::ID, PathBuf>) -> Entry {
        let path = match &face.source {
            Source::Binary(_) => names.get(&face.id).cloned().unwrap_or_default(),
            Source::File(path) | Source::SharedFile(path, _) => path.clone(),
        };
        Entry {
            families: face.families.iter().map(|(name, _)| name.clone()).collect(),
            postscript_name: face.post_script_name.clone(),
            file: file_name(&path),
            index: face.index,
            weight: face.weight.0,
            italic: face.style != Style::Normal,
            plain_width: face.stretch == Stretch::Normal,
            monospaced: face.monospaced,
            id: face.id,
            path,
            coverage: OnceLock::new(),
        }
    }
}

impl Coverage {
    /// `None` when the face cannot or may not be used.
    fn read(data: &[u8], index: u32) -> Option<Coverage> {
        let font = FontRef::from_index(data, index).ok()?;
        if !has_outlines(&font) || !may_be_embedded(&font) {
            return None;
        }
        let (_, _, map) = font.cmap().ok()?.best_subtable()?;
        let glyph_count = u32::from(font.maxp().ok()?.num_glyphs());
        let limits = CmapIterLimits { max_char: u32::from(char::MAX), glyph_count };
        let mut ranges: Vec<(u32, u32)> = Vec::new();
        for (code, _) in map.iter_with_limits(limits).filter(|(_, glyph)| glyph.to_u32() != 0) {
            match ranges.last_mut() {
                Some((_, last)) if *last + 1 == code => *last = code,
                _ => ranges.push((code, code)),
            }
        }
        ranges.sort_unstable();
        Some(Coverage { ranges, weights: weights(&font) })
    }
}

/// Whether the glyphs are outlines that a PDF can carry: pictures in colours
/// and bitmaps are none.
fn has_outlines(font: &FontRef<'_>) -> bool {
    let has = |tag: &[u8; 4]| font.table_data(Tag::new(tag)).is_some();
    let pictures = has(b"CBDT") || has(b"sbix") || font.colr().is_ok_and(|colr| colr.version() > 0);
    !pictures && (has(b"glyf") || has(b"CFF ") || has(b"CFF2"))
}

/// Whether the maker lets documents carry a subset of the outlines (OpenType,
/// OS/2, fsType).
fn may_be_embedded(font: &FontRef<'_>) -> bool {
    /// "Restricted License embedding", where no other of the four lowest bits is set.
    const RESTRICTED: u16 = 0x0002;
    const USAGE: u16 = 0x000F;
    const NO_SUBSETTING: u16 = 0x0100;
    const BITMAPS_ONLY: u16 = 0x0200;
    let rights = font.os2().map_or(0, |os2| os2.fs_type());
    rights & USAGE != RESTRICTED && rights & (NO_SUBSETTING | BITMAPS_ONLY) == 0
}

/// From where to where the weight of a variable face goes; of any other, its
/// weight where the class does not say it: Noto Serif Myanmar Bold is bold by
/// its flag (OS/2, fsSelection) and regular by its class.
fn weights(font: &FontRef<'_>) -> Option<(u16, u16)> {
    const SEMIBOLD: u16 = 600;
    const BOLD: u16 = 700;
    let axes = font.fvar().and_then(|fvar| fvar.axes()).unwrap_or_default();
    if let Some(axis) = axes.iter().find(|axis| axis.axis_tag() == Tag::new(b"wght")) {
        let whole = |value: read_fonts::types::Fixed| value.to_f32().clamp(1.0, 1000.0) as u16;
        return Some((whole(axis.min_value()), whole(axis.max_value())));
    }
    let os2 = font.os2().ok()?;
    let flagged = os2.fs_selection().contains(SelectionFlags::BOLD);
    (flagged && os2.us_weight_class() < SEMIBOLD).then_some((BOLD, BOLD))
}

fn file_name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// The font files in a folder and the folders in it, sorted.
fn font_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    walk(folder, MAX_DEPTH, &mut files);
    files.sort();
    files
}

fn walk(folder: &Path, depth: usize, files: &mut Vec<PathBuf>) {
    let entries = folder.read_dir().into_iter().flatten().filter_map(Result::ok);
    for path in entries.map(|entry| entry.path()) {
        let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
        let is_font = ending.is_some_and(|ending| ENDINGS.contains(&ending.as_str()));
        if is_font && path.is_file() {
            files.push(path);
        } else if depth > 0 && path.is_dir() {
            walk(&path, depth - 1, files);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const THAI: &[u8] = include_bytes!("../../tests/fonts/NotoSerifThai-Regular.ttf");

    fn library(files: &[(&str, &[u8])]) -> Library {
        Library::of_files(files.iter().map(|(name, bytes)| ((*name).to_owned(), bytes.to_vec())))
    }

    /// The place of a table's record in a font file (OpenType, table directory).
    fn record(font: &[u8], tag: &[u8; 4]) -> usize {
        (12..).step_by(16).find(|at| font[*at..].starts_with(tag)).unwrap()
    }

    #[test]
    fn faces_serve_only_with_leave_and_outlines() {
        assert!(library(&[("a.ttf", THAI)]).covers(0, "ภาษา".chars()));
        assert!(!library(&[("a.ttf", THAI)]).covers(0, "ж".chars()));
        let mut restricted = THAI.to_vec();
        let table = record(THAI, b"OS/2") + 8;
        let offset = u32::from_be_bytes(THAI[table..table + 4].try_into().unwrap()) as usize;
        restricted[offset + 9] = 2;
        assert!(!library(&[("a.ttf", &restricted)]).covers(0, "ภาษา".chars()));
        let mut bare = THAI.to_vec();
        let table = record(THAI, b"glyf");
        bare[table..table + 4].copy_from_slice(b"none");
        assert!(!library(&[("a.ttf", &bare)]).covers(0, "ภาษา".chars()));
    }

    #[test]
    fn the_order_is_that_of_names() {
        let one = library(&[("b.ttf", THAI), ("a.ttf", THAI), ("no.ttf", b"none")]);
        let files: Vec<&str> = one.entries().iter().map(|entry| entry.file.as_str()).collect();
        assert_eq!(files, ["a.ttf", "b.ttf"]);
        assert_eq!(one.damaged(), ["no.ttf"]);
    }

    #[test]
    fn damaged_files_never_panic() {
        for length in (0..THAI.len()).step_by(97) {
            let cut = library(&[("a.ttf", &THAI[..length])]);
            for place in 0..cut.entries().len() {
                let _ = (cut.covers(place, ['ภ']), cut.full_name(place), cut.bytes(place));
            }
        }
    }
}
