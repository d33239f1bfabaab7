//! Which face of a library serves: by name, or by what it must show.

use std::collections::BTreeSet;

use super::face::Variant;
use super::scripts::Families;
use crate::host::Library;
use crate::host::library::Entry;
use crate::theme::load;

/// What is looked for where the theme's faces lack characters.
#[derive(Debug, Clone)]
pub struct Wish<'w> {
    /// The families that are known to suit, the best first.
    pub families: &'w Families,
    /// The kind of family around it (CSS Fonts 4, 2.1): `serif`, `monospace` …
    pub generic: &'w str,
    /// Weight and slant.
    pub variant: Variant,
}

/// The face of a library that a theme means: by the name of its file (with
/// `#2` for the third face of a collection), by its PostScript name, by its
/// family, by its full name.
pub(super) fn named(library: &Library, name: &str, variant: Variant) -> Option<usize> {
    let (file, index) = load::member(name);
    let find = |wanted: &dyn Fn(&Entry) -> bool| library.entries().iter().position(wanted);
    find(&|entry| entry.file == file && entry.index == index)
        .or_else(|| find(&|entry| entry.postscript_name == name))
        .or_else(|| {
            let family = places(library).filter(|at| is_of(&library.entries()[*at], name));
            family.min_by_key(|at| fitness(library, *at, variant))
        })
        .or_else(|| places(library).find(|at| library.full_name(*at).as_deref() == Some(name)))
}

/// The face that shows all of some characters best: of the known families the
/// first that has them, otherwise of any; without those that are to be passed over.
pub fn covering(
    library: &Library,
    wish: &Wish<'_>,
    characters: &[char],
    passed_over: &BTreeSet<usize>,
) -> Option<usize> {
    let serves = |place: &usize| {
        !passed_over.contains(place) && library.covers(*place, characters.iter().copied())
    };
    let best = |family: &str| {
        let faces = places(library).filter(|at| is_of(&library.entries()[*at], family));
        faces.filter(serves).min_by_key(|at| fitness(library, *at, wish.variant))
    };
    if let Some(known) = wish.families.names().find_map(best) {
        return Some(known);
    }
    let others = places(library).filter(|at| !is_mock(&library.entries()[*at])).filter(serves);
    others.min_by_key(|at| {
        let entry = &library.entries()[*at];
        (
            strangeness(entry, wish.generic),
            entry.families.first(),
            fitness(library, *at, wish.variant),
        )
    })
}

fn places(library: &Library) -> std::ops::Range<usize> {
    0..library.entries().len()
}

fn is_of(entry: &Entry, family: &str) -> bool {
    entry.families.iter().any(|name| name == family)
}

/// How far a face of a family is from a variant, the least the best. The place
/// decides between equals, and it does not depend on folders.
fn fitness(library: &Library, place: usize, variant: Variant) -> (bool, bool, u16, usize) {
    let entry = &library.entries()[place];
    let distance = library.weight_distance(place, variant.weight);
    (!entry.plain_width, entry.italic != variant.italic, distance, place)
}

/// How strange a family looks among others of a kind, by what its name says.
fn strangeness(entry: &Entry, generic: &str) -> u8 {
    let name = entry.families.first().map(String::as_str).unwrap_or_default();
    let serif = name.contains("Serif");
    match generic {
        "monospace" => u8::from(!entry.monospaced),
        _ if entry.monospaced => 2,
        "serif" => u8::from(!serif),
        _ => u8::from(serif),
    }
}

/// Faces that show a box or nothing for every character.
fn is_mock(entry: &Entry) -> bool {
    const MOCKS: [&str; 4] = [".LastResort", "Last Resort", "LastResort", "Adobe Blank"];
    entry.families.iter().any(|name| MOCKS.iter().any(|mock| name.starts_with(mock)))
}
