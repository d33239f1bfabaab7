//! Faces: the theme's own, those that stand in for them, and subsets.
//!
//! A [`Faces`] opens only what is asked of it, and keeps what it has opened.
//! [`bundled`] holds the files inside the program, [`face`] what a face knows,
//! [`search`] finds a face for what the theme's faces lack, by the families
//! that [`scripts`] lists, and [`subset`] cuts a face down to the glyphs that a
//! document uses, [`embed`] for readers that shape text themselves. [`coverage`] tells which scripts
//! can be set.

pub mod bundled;
pub mod coverage;
pub mod embed;
pub mod face;
pub mod scripts;
pub mod search;
pub mod subset;

pub use face::Face;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::host::library::LibraryError;
use crate::host::{Host, Library};
use crate::theme::{Theme, load};
use face::{Bytes, Variant};

/// The weight of a variable face where regular type is wanted (OS/2, usWeightClass).
const REGULAR: u16 = 400;
/// The weight of a variable face where bold type is wanted.
const BOLD: u16 = 700;

/// A face that has been opened, by its place in [`Faces`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FaceId(pub u16);

/// Why a font file cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FaceError {
    /// Nobody has such a face.
    #[error(
        "it is not in the theme's folder, not built in, and not among the fonts at hand; \
         put its file beside the theme, or name its folder with --font-dir"
    )]
    Missing,
    /// It is not a font file, or a damaged one.
    #[error("it is not a TrueType or OpenType font")]
    Damaged,
    /// The collection has fewer faces than that.
    #[error("the file has no face of that number; # counts from 0")]
    NoMember,
    /// Its file cannot be had.
    #[error(transparent)]
    Library(#[from] LibraryError),
}

/// Where a face came from. Two names for the same face give one face.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Origin {
    /// A file of the theme or of the program, by name.
    File(String),
    /// A place in the library.
    Library(usize),
}

/// What tells faces apart: file, place in it, and of a variable face the instance.
type Identity = (Origin, u32, Variant);

/// A face that was opened by one [`Faces`] and may serve in another.
#[derive(Clone)]
pub struct SharedFace {
    identity: Identity,
    face: Arc<Face>,
}

/// The faces that a document uses, opened when they are first asked for.
pub struct Faces<'a> {
    theme: &'a Theme,
    host: &'a dyn Host,
    opened: Vec<SharedFace>,
    by_name: BTreeMap<(String, Variant), FaceId>,
    by_identity: BTreeMap<Identity, FaceId>,
}

impl<'a> Faces<'a> {
    /// No face yet; they are looked for in the theme's folder, in the program,
    /// then among those of the host.
    pub fn new(theme: &'a Theme, host: &'a dyn Host) -> Faces<'a> {
        Faces {
            theme,
            host,
            opened: Vec::new(),
            by_name: BTreeMap::new(),
            by_identity: BTreeMap::new(),
        }
    }

    /// The face that a theme names for a variant, opened now unless it was
    /// before. The name is that of a file, with `#2` for the third face of a
    /// collection, or that of a face or a family; of a variable file it is the
    /// instance for the variant.
    ///
    /// # Errors
    /// When there is no such face, or it is not a font.
    pub fn open(&mut self, name: &str, bold: bool, italic: bool) -> Result<FaceId, FaceError> {
        let variant = Variant { weight: if bold { BOLD } else { REGULAR }, italic };
        let key = (name.to_owned(), variant);
        if let Some(id) = self.by_name.get(&key) {
            return Ok(*id);
        }
        let (file, index) = load::member(name);
        let from_theme = self.theme.files.get(file).cloned().map(Bytes::Loaded);
        let bytes = from_theme.or_else(|| bundled::file(file).map(Bytes::Bundled));
        let id = match bytes {
            Some(bytes) => self.add(Origin::File(file.to_owned()), file, bytes, index, variant)?,
            None => {
                let library = self.host.fonts();
                let place = search::named(library, name, variant).ok_or(FaceError::Missing)?;
                self.of_library(place, variant)?
            }
        };
        self.by_name.insert(key, id);
        Ok(id)
    }

    /// A face of the host, at a place of its library; of a variable one, the
    /// instance for the variant.
    ///
    /// # Errors
    /// When its file is gone or damaged.
    pub fn of_library(&mut self, place: usize, variant: Variant) -> Result<FaceId, FaceError> {
        let library = self.host.fonts();
        let entry = &library.entries()[place];
        let bytes = Bytes::Loaded(library.bytes(place)?);
        self.add(Origin::Library(place), &entry.file, bytes, entry.index, variant)
    }

    fn add(
        &mut self,
        origin: Origin,
        file: &str,
        bytes: Bytes,
        index: u32,
        variant: Variant,
    ) -> Result<FaceId, FaceError> {
        // Only variable faces differ from variant to variant.
        let plain = (origin.clone(), index, Variant::default());
        let varied = (origin, index, variant);
        let known = self.by_identity.get(&plain).or_else(|| self.by_identity.get(&varied));
        if let Some(id) = known {
            return Ok(*id);
        }
        let face = Face::open(file, bytes, index, variant)?;
        let identity = if face.is_variable() { varied } else { plain };
        Ok(self.adopt(SharedFace { identity, face: Arc::new(face) }))
    }

    /// Takes in a face that others opened, unless it is here already.
    ///
    /// # Panics
    /// When there are more faces than [`FaceId`] can number; a document that
    /// names so many cannot be read.
    pub fn adopt(&mut self, shared: SharedFace) -> FaceId {
        if let Some(id) = self.by_identity.get(&shared.identity) {
            return *id;
        }
        let id = FaceId(u16::try_from(self.opened.len()).expect("faces come from few files"));
        self.by_identity.insert(shared.identity.clone(), id);
        self.opened.push(shared);
        id
    }

    /// A face that has been opened, for others.
    pub fn share(&self, id: FaceId) -> SharedFace {
        self.opened[usize::from(id.0)].clone()
    }

    /// The faces beside those of the theme and the program. Looks for them now
    /// unless they were looked for before.
    pub fn library(&self) -> &'a Library {
        self.host.fonts()
    }

    /// A face that has been opened.
    pub fn get(&self, id: FaceId) -> &Face {
        &self.opened[usize::from(id.0)].face
    }

    /// All faces that have been opened, in that order.
    pub fn iter(&self) -> impl Iterator<Item = (FaceId, &Face)> {
        self.opened.iter().enumerate().map(|(index, open)| (FaceId(index as u16), &*open.face))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::host::Memory;
    use crate::theme;

    #[test]
    fn every_bundled_face_opens() {
        let theme = theme::built_in();
        let host = Memory::default();
        let mut faces = Faces::new(theme, &host);
        for (file, _) in bundled::FILES {
            let id = faces.open(file, false, false).unwrap();
            let face = faces.get(id);
            assert!(face.x_height > 0 && face.cap_height > face.x_height, "{file}");
            // Latin, Greek, Cyrillic, and the letters of Tatar.
            for character in "aΩжәөүҗңһ".chars() {
                assert!(face.glyph(character).is_some(), "{file} lacks {character}");
            }
        }
        assert_eq!(faces.open("none.ttf", false, false), Err(FaceError::Missing));
    }
}
