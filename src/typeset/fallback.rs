//! Faces for what the wanted face lacks.
//!
//! The choice is made for each grapheme cluster (UAX #29), so that a letter
//! and its marks come from one face. In a paragraph a writing keeps the face
//! that it got first as far as that has the characters, and spaces, figures and
//! punctuation between clusters of one writing go with it. What other
//! paragraphs hold does not matter. Nothing is looked for outside of the theme
//! before a character is missing.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation as _;

use super::shape::{Shaped, is_ignorable};
use super::text::{NEW_LINE, OBJECT, Text};
use super::typesetter::Typesetter;
use crate::diagnostics::{Diagnostics, Kind};
use crate::fonts::face::Variant;
use crate::fonts::scripts::{self, Place, Writing, families};
use crate::fonts::search::{Wish, covering};
use crate::fonts::{Face, FaceId};
use crate::source::Span;

/// What has been found and told so far.
#[derive(Default)]
pub(super) struct StandIns<'a> {
    /// For what the theme asks for each of its faces.
    pub uses: BTreeMap<FaceId, Use<'a>>,
    /// The faces that serve in this paragraph, in the order in which they were found.
    found: BTreeMap<Manner<'a>, Vec<FaceId>>,
    /// What was found for which characters, if anything, so that it is looked for once.
    answers: BTreeMap<(Manner<'a>, Vec<char>), Option<FaceId>>,
    /// Places in the library whose files are damaged.
    passed_over: BTreeSet<usize>,
    /// The faces that came from the library.
    outside: BTreeSet<FaceId>,
    /// What came of it, for people.
    pub report: FaceReport,
}

/// What people are told of the faces of a text.
#[derive(Debug, Default)]
pub(super) struct FaceReport {
    /// Whether the library was asked for anything.
    asked: bool,
    /// The names of faces that came from the library, with what they were first used for.
    outside: Vec<(String, char, Span)>,
    /// Files that could not be used, and why.
    damaged: BTreeSet<(String, String)>,
    /// Characters that no face has: how often, and where first.
    missing: BTreeMap<char, (u32, Span)>,
    /// Letters that want small capitals which their face lacks, and where first.
    small_caps: BTreeMap<char, Span>,
}

impl FaceReport {
    /// Adds what is to be told of the text that follows.
    pub fn append(&mut self, other: FaceReport) {
        self.asked |= other.asked;
        self.damaged.extend(other.damaged);
        for (face, character, span) in other.outside {
            self.stood_in(&face, character, span);
        }
        for (character, (count, span)) in other.missing {
            self.missing.entry(character).or_insert((0, span)).0 += count;
        }
        for (letter, span) in other.small_caps {
            self.small_caps.entry(letter).or_insert(span);
        }
    }

    fn stood_in(&mut self, face: &str, character: char, span: Span) {
        if !self.outside.iter().any(|(known, ..)| known == face) {
            self.outside.push((face.to_owned(), character, span));
        }
    }
}

/// What a face of the theme is there for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Use<'a> {
    /// What kind of family it belongs to.
    pub generic: &'a str,
    /// Whether it shows bold text.
    pub bold: bool,
    /// Whether it shows italic text.
    pub italic: bool,
}

/// What a stand-in depends on beside the characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Manner<'a> {
    writing: Writing,
    generic: &'a str,
    variant: Variant,
}

/// Some bytes of a text that the wanted face does not show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Stretch {
    /// The bytes.
    pub range: Range<usize>,
    /// The face that shows them; `None` where none does.
    pub face: Option<FaceId>,
}

/// A grapheme cluster of a text.
struct Cluster {
    range: Range<usize>,
    wanted: FaceId,
    /// Whether it stays with the wanted face where that shows it, whatever its
    /// neighbours do: columns of code stay columns, and others have no superiors.
    stays: bool,
    home: Home,
    /// Whether the wanted face lacks one of its characters.
    lacking: bool,
}

/// Where a cluster belongs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Home {
    /// The wanted face shows it.
    Wanted,
    /// It is of a writing that the wanted face lacks.
    Away(Writing),
    /// It goes with its neighbours.
    Loose,
}

impl<'a> Typesetter<'a> {
    /// Remembers what a face of the theme is there for: what names its file
    /// first there, whatever is asked for first.
    pub(super) fn remember_use(&mut self, face: FaceId, file: &str) {
        if self.stand_ins.uses.contains_key(&face) {
            return;
        }
        let variants = [(false, false), (false, true), (true, false), (true, true)];
        let uses = self.theme.faces.values().find_map(|family| {
            let named = |(bold, italic): &(bool, bool)| family.file(*bold, *italic) == file;
            let (bold, italic) = variants.into_iter().find(named)?;
            Some(Use { generic: family.generic(), bold, italic })
        });
        self.stand_ins.uses.extend(uses.map(|used| (face, used)));
    }

    /// The stretches of a paragraph that other faces than the wanted ones show,
    /// in order.
    pub(super) fn fallback(&mut self, text: &Text<'a>) -> Vec<Stretch> {
        if !self.lacks_any(text) {
            return Vec::new();
        }
        self.stand_ins.found.clear();
        let clusters = self.clusters(text);
        let mut faces: Vec<Option<Vec<Stretch>>> =
            clusters.iter().map(|cluster| self.away(&text.text, cluster)).collect();
        let before = firm_before(clusters.iter());
        let after = firm_before(clusters.iter().rev()).into_iter().rev();
        for (at, (before, after)) in before.into_iter().zip(after).enumerate() {
            if clusters[at].home == Home::Loose {
                faces[at] = self.loose(&text.text, &clusters[at], before, after);
            }
        }
        faces.into_iter().flatten().flatten().collect()
    }

    fn lacks_any(&self, text: &Text<'a>) -> bool {
        text.pieces.iter().any(|piece| {
            let face = self.faces.get(piece.look.face);
            text.text[piece.range.clone()].chars().any(|character| !shows(face, character))
        })
    }

    fn clusters(&self, text: &Text<'a>) -> Vec<Cluster> {
        let whole = scripts::place(text.language, &text.text);
        let mut clusters = Vec::new();
        for piece in &text.pieces {
            let characters = &text.text[piece.range.clone()];
            let place = match piece.language == text.language {
                true => whole,
                false => scripts::place(piece.language, characters),
            };
            let face = self.faces.get(piece.look.face);
            for (offset, cluster) in characters.grapheme_indices(true) {
                let start = piece.range.start + offset;
                let lacking = !shows_all(face, cluster);
                clusters.push(Cluster {
                    range: start..start + cluster.len(),
                    wanted: piece.look.face,
                    stays: piece.look.code || piece.look.features.is_shifted(),
                    home: home(cluster, place, lacking),
                    lacking,
                });
            }
        }
        clusters
    }

    /// The faces of a cluster of a writing that the wanted face lacks.
    fn away(&mut self, text: &str, cluster: &Cluster) -> Option<Vec<Stretch>> {
        match cluster.home {
            Home::Away(writing) => Some(self.shown(text, cluster, writing)),
            _ => None,
        }
    }

    /// The faces of a cluster that goes with its neighbours: the next ones on
    /// both sides that do not.
    fn loose(
        &mut self,
        text: &str,
        cluster: &Cluster,
        before: Option<Home>,
        after: Option<Home>,
    ) -> Option<Vec<Stretch>> {
        let characters = shown_characters(&text[cluster.range.clone()]);
        let known = |home: Option<Home>| match home {
            Some(Home::Away(writing)) => {
                self.known_stand_in(self.manner(writing, cluster.wanted), &characters)
            }
            _ => None,
        };
        let face = match (cluster.lacking, before, after) {
            (true, ..) => known(before).or_else(|| known(after)),
            (false, ..) if cluster.stays => None,
            (false, Some(one), Some(other)) if one == other => known(before),
            (false, Some(_), None) => known(before),
            (false, None, Some(_)) => known(after),
            _ => None,
        };
        match face {
            Some(face) => Some(vec![Stretch { range: cluster.range.clone(), face: Some(face) }]),
            None if cluster.lacking => Some(self.shown(text, cluster, Writing::Symbols)),
            None => None,
        }
    }

    /// The faces that show a cluster: one for all of it, or else one for each
    /// character that has any.
    fn shown(&mut self, text: &str, cluster: &Cluster, writing: Writing) -> Vec<Stretch> {
        let characters = &text[cluster.range.clone()];
        let whole = self.stand_in(writing, cluster.wanted, &shown_characters(characters));
        if whole.is_some() {
            return vec![Stretch { range: cluster.range.clone(), face: whole }];
        }
        let mut stretches: Vec<Stretch> = Vec::new();
        for (offset, character) in characters.char_indices() {
            let start = cluster.range.start + offset;
            let range = start..start + character.len_utf8();
            let last = stretches.last_mut().filter(|last| last.range.end == start);
            let face = match last {
                // What shows nothing goes with what stands before it.
                Some(last) if is_ignorable(character) => last.face,
                _ if shows(self.faces.get(cluster.wanted), character) => continue,
                _ => self.stand_in(writing, cluster.wanted, &[character]),
            };
            match stretches.last_mut().filter(|last| last.range.end == start && last.face == face) {
                Some(last) => last.range.end = range.end,
                None => stretches.push(Stretch { range, face }),
            }
        }
        stretches
    }

    fn manner(&self, writing: Writing, wanted: FaceId) -> Manner<'a> {
        let used = self.stand_ins.uses.get(&wanted);
        let (generic, italic) = used.map_or(("serif", false), |used| (used.generic, used.italic));
        let variant = Variant { weight: self.faces.get(wanted).weight, italic };
        Manner { writing, generic, variant }
    }

    /// A face that was found before and has all of some characters.
    fn known_stand_in(&self, manner: Manner<'a>, characters: &[char]) -> Option<FaceId> {
        let found = self.stand_ins.found.get(&manner)?;
        found.iter().copied().find(|face| has_all(self.faces.get(*face), characters))
    }

    /// The face that shows some characters in place of the wanted one: for what
    /// is at home in the theme's faces one of those, so that no folder need be
    /// looked through; otherwise one of the library; in the last resort any of
    /// the theme.
    fn stand_in(
        &mut self,
        writing: Writing,
        wanted: FaceId,
        characters: &[char],
    ) -> Option<FaceId> {
        let manner = self.manner(writing, wanted);
        if let Some(known) = self.known_stand_in(manner, characters) {
            return Some(known);
        }
        let question = (manner, characters.to_vec());
        let face = match self.stand_ins.answers.get(&question) {
            Some(answer) => *answer,
            None if scripts::is_western(writing) => {
                self.of_theme(wanted, characters).or_else(|| self.of_library(manner, characters))
            }
            None => {
                self.of_library(manner, characters).or_else(|| self.of_theme(wanted, characters))
            }
        };
        self.stand_ins.answers.insert(question, face);
        self.stand_ins.found.entry(manner).or_default().extend(face);
        face
    }

    /// A face of the theme that has some characters: in the same weight and
    /// slant if that can be, from `text` and `code` before other families.
    fn of_theme(&mut self, wanted: FaceId, characters: &[char]) -> Option<FaceId> {
        let used = self.stand_ins.uses.get(&wanted).copied();
        let (bold, italic) = used.map_or((false, false), |used| (used.bold, used.italic));
        let theme = self.theme;
        let others = theme.faces.keys().map(String::as_str);
        let others = others.filter(|family| !["text", "code"].contains(family));
        let families: Vec<&str> = ["text", "code"].into_iter().chain(others).collect();
        let variants = BTreeSet::from([(bold, italic), (false, false)]);
        for family in families {
            for (bold, italic) in variants.iter().rev() {
                let Ok(face) = self.face(family, *bold, *italic) else { continue };
                if has_all(self.faces.get(face), characters) {
                    return Some(face);
                }
            }
        }
        None
    }

    /// A face of the library that has some characters. Damaged ones are passed over.
    fn of_library(&mut self, manner: Manner<'a>, characters: &[char]) -> Option<FaceId> {
        self.stand_ins.report.asked = true;
        let library = self.faces.library();
        let families = families(manner.writing, manner.generic);
        let wish = Wish { families: &families, generic: manner.generic, variant: manner.variant };
        loop {
            let place = covering(library, &wish, characters, &self.stand_ins.passed_over)?;
            match self.faces.of_library(place, manner.variant) {
                Ok(face) if has_all(self.faces.get(face), characters) => {
                    self.stand_ins.outside.insert(face);
                    return Some(face);
                }
                opened => {
                    let reason = opened.err().map(|error| error.to_string());
                    let file = library.entries()[place].file.clone();
                    self.stand_ins.report.damaged.insert((file, reason.unwrap_or_default()));
                    self.stand_ins.passed_over.insert(place);
                }
            }
        }
    }

    /// Remembers the letters that want small capitals which their face lacks.
    fn report_small_caps(&mut self, text: &Text<'a>, span: Span) {
        for piece in &text.pieces {
            for letter in text.text[piece.range.clone()].chars() {
                if self.lacks_small_cap_of(&piece.look, letter) {
                    self.stand_ins.report.small_caps.entry(letter).or_insert(span);
                }
            }
        }
    }

    /// Remembers what of a paragraph no face has, and which faces stood in.
    pub(super) fn report_faces(&mut self, text: &Text<'a>, shaped: &Shaped, span: Span) {
        self.report_small_caps(text, span);
        for segment in &shaped.segments {
            let characters = text.text[segment.range.clone()].chars();
            let mut shown = characters.filter(|character| !is_ignorable(*character));
            let image = text.pieces[segment.piece].image.is_some();
            match segment.face {
                None if !image => {
                    for character in shown {
                        let missing = &mut self.stand_ins.report.missing;
                        missing.entry(character).or_insert((0, span)).0 += 1;
                    }
                }
                None => {}
                Some(face) if self.stand_ins.outside.contains(&face) => {
                    let name = &self.faces.get(face).postscript_name;
                    if let Some(character) = shown.next() {
                        self.stand_ins.report.stood_in(name, character, span);
                    }
                }
                Some(_) => {}
            }
        }
    }

    /// One warning for each character that no face has, a note for all small
    /// capitals, one for each face that stood in, and one for each that could not.
    pub(super) fn tell_of_faces(&self, diagnostics: &mut Diagnostics) {
        let report = &self.stand_ins.report;
        if let Some(first) = report.small_caps.values().min() {
            let letters = report.small_caps.keys().collect();
            diagnostics.push(Kind::NoSmallCaps { letters }, *first);
        }
        for (character, (count, span)) in &report.missing {
            diagnostics.push(Kind::MissingGlyph { character: *character, count: *count }, *span);
        }
        for (face, character, span) in &report.outside {
            let kind = Kind::FaceStoodIn { face: face.clone(), character: *character };
            diagnostics.push(kind, *span);
        }
        if report.asked {
            let files = self.faces.library().damaged().iter();
            let unreadable = files.map(|file| (file.clone(), "it is no font".to_owned()));
            for (file, reason) in unreadable.chain(report.damaged.iter().cloned()) {
                diagnostics.push(Kind::FacePassedOver { file, reason }, Span::NONE);
            }
        }
    }
}

/// For each cluster the home of the last one before it that is not loose.
fn firm_before<'c>(clusters: impl Iterator<Item = &'c Cluster>) -> Vec<Option<Home>> {
    let mut last = None;
    let homes = clusters.map(|cluster| {
        let before = last;
        if cluster.home != Home::Loose {
            last = Some(cluster.home);
        }
        before
    });
    homes.collect()
}

/// Where a cluster belongs by what it is written in.
fn home(cluster: &str, place: Place, lacking: bool) -> Home {
    let writing = cluster.chars().find_map(|character| scripts::writing(character, place));
    match writing {
        None if cluster.starts_with(OBJECT) => Home::Wanted,
        None => Home::Loose,
        Some(writing) if lacking => Home::Away(writing),
        Some(_) => Home::Wanted,
    }
}

/// Whether a face shows a character, or there is nothing to show. Every face
/// has spaces: what it lacks of them the shaper makes from its space, but for
/// the one of Ogham, which is a line.
fn shows(face: &Face, character: char) -> bool {
    face.has(character)
        || matches!(character, OBJECT | NEW_LINE)
        || (character.is_whitespace() && character != '\u{1680}')
        || is_ignorable(character)
}

fn shows_all(face: &Face, cluster: &str) -> bool {
    cluster.chars().all(|character| shows(face, character))
}

/// The characters of a cluster that need a glyph.
fn shown_characters(cluster: &str) -> Vec<char> {
    cluster.chars().filter(|character| !is_ignorable(*character)).collect()
}

fn has_all(face: &Face, characters: &[char]) -> bool {
    characters.iter().all(|character| face.has(*character))
}
