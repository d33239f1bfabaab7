//! Faces that the book carries: the theme's own, and others for scripts that those
//! lack, each cut down to the characters of the book.

use std::collections::{BTreeMap, BTreeSet};

use super::content::Document;
use crate::backends::{RenderError, Request};
use crate::diagnostics::{Diagnostics, Kind};
use crate::fonts::embed::embeddable;
use crate::fonts::face::Variant;
use crate::fonts::scripts::{self, Writing};
use crate::fonts::search::{Wish, covering};
use crate::fonts::{Face, Faces};
use crate::language::Tag;
use crate::source::Span;
use crate::theme::Theme;

/// A face as a file of the book.
pub(super) struct Carried {
    /// Its path beside the package document.
    pub path: String,
    /// The media type (EPUB 3.3, 3.2).
    pub media_type: &'static str,
    pub bytes: Vec<u8>,
    family: String,
    is_bold: bool,
    is_italic: bool,
}

/// All faces of a book, and the theme whose families name them.
pub(super) struct Carriage {
    pub faces: Vec<Carried>,
    pub theme: Theme,
}

/// Chooses and cuts the faces for what was written.
pub(super) fn carry(
    documents: &[Document],
    language: &Tag,
    request: &Request<'_>,
    diagnostics: &mut Diagnostics,
) -> Result<Carriage, RenderError> {
    let theme = request.theme;
    let text = || documents.iter().flat_map(|document| document.xhtml.chars());
    let mut characters: BTreeSet<char> = text().filter(|c| !c.is_control()).collect();
    // What the sheet itself prints.
    characters.extend(theme.blocks.bullets.iter().flat_map(|mark| mark.chars()));
    characters.extend(theme.blocks.rule.chars().chain(['\u{2002}']));
    let mut carriage = Carriage { faces: Vec::new(), theme: theme.clone() };
    let mut faces = Faces::new(theme, request.host);
    let mut shown = BTreeSet::new();
    let has_code = documents.iter().any(|document| document.xhtml.contains("<code"));
    for (name, family) in theme.faces.iter().filter(|(name, _)| *name != "code" || has_code) {
        for (is_bold, is_italic) in [(false, false), (false, true), (true, false), (true, true)] {
            let file = family.file(is_bold, is_italic);
            let id = faces.open(file, is_bold, is_italic).map_err(|error| RenderError::Face {
                file: file.to_owned(),
                reason: error.to_string(),
            })?;
            let face = faces.get(id);
            if name == "text" {
                shown.extend(characters.iter().copied().filter(|c| face.has(*c)));
            }
            carriage.add(face, &characters, (&family.name, is_bold, is_italic), diagnostics);
        }
    }
    let lacking: BTreeSet<char> = characters.difference(&shown).copied().collect();
    carriage.stand_ins(&lacking, language, &mut faces, diagnostics);
    Ok(carriage)
}

impl Carriage {
    fn add(
        &mut self,
        face: &Face,
        characters: &BTreeSet<char>,
        (family, is_bold, is_italic): (&str, bool, bool),
        diagnostics: &mut Diagnostics,
    ) -> bool {
        match embeddable(face, characters) {
            Ok(cut) => {
                let (ending, media_type) = match cut.is_postscript {
                    true => ("otf", "font/otf"),
                    false => ("ttf", "font/ttf"),
                };
                let path = format!("fonts/{}.{ending}", self.faces.len() + 1);
                let (bytes, family) = (cut.bytes, family.to_owned());
                self.faces.push(Carried { path, media_type, bytes, family, is_bold, is_italic });
                true
            }
            Err(reason) => {
                let face = face.postscript_name.clone();
                diagnostics.push(Kind::FaceNotEmbedded { face, reason }, Span::NONE);
                false
            }
        }
    }

    /// Faces of the host for the writings that the theme's lack. A character that
    /// goes with its neighbours comes with whatever has it.
    fn stand_ins(
        &mut self,
        lacking: &BTreeSet<char>,
        language: &Tag,
        faces: &mut Faces<'_>,
        diagnostics: &mut Diagnostics,
    ) {
        let all: String = lacking.iter().collect();
        let place = scripts::place(language, &all);
        let mut by_writing: BTreeMap<Writing, Vec<char>> = BTreeMap::new();
        for character in lacking {
            if let Some(writing) = scripts::writing(*character, place) {
                by_writing.entry(writing).or_default().push(*character);
            }
        }
        for (writing, characters) in by_writing {
            let families = scripts::families(writing, "serif");
            let variant = Variant { weight: 400, italic: false };
            let wish = Wish { families: &families, generic: "serif", variant };
            let library = faces.library();
            let found = covering(library, &wish, &characters, &BTreeSet::new());
            let Some(id) = found.and_then(|place| faces.of_library(place, variant).ok()) else {
                continue;
            };
            let name = library.entries()[found.unwrap_or_default()].families.first().cloned();
            let name = name.unwrap_or_else(|| faces.get(id).postscript_name.clone());
            if self.add(faces.get(id), lacking, (&name, false, false), diagnostics) {
                for family in self.theme.faces.values_mut() {
                    family.fallback.insert(0, name.clone());
                }
            }
        }
    }

    /// The rules that name the files.
    pub(super) fn rules(&self) -> String {
        let rule = |face: &Carried| {
            let weight = if face.is_bold { "bold" } else { "normal" };
            let slant = if face.is_italic { "italic" } else { "normal" };
            let family = crate::theme::css::quoted(&face.family);
            format!(
                "@font-face {{ font-family: {family}; font-weight: {weight}; \
                 font-style: {slant}; src: url({}); }}\n",
                face.path
            )
        };
        self.faces.iter().map(rule).collect()
    }
}
