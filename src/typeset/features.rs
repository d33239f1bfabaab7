//! What a look asks of a face: OpenType features, and whether the face has them.
//!
//! Nothing is faked. Small capitals, superiors and inferiors are glyphs that
//! the face's designer drew; where a face has none, small capitals stay what
//! they were typed as, and raised text is scaled by [`super::text`].

use std::collections::BTreeMap;

use harfrust::{Buffer, Feature, Language, Script, ShapeOptions, ShaperFont, Tag, unicode};

use super::shape::Segment;
use super::text::{Look, Text};
use super::typesetter::Typesetter;
use crate::compose::flow::Shift;
use crate::fonts::FaceId;
use crate::length::Length;
use crate::theme::{FigureWidth, Figures, Style};

/// What a stretch of text asks of its face.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Features {
    /// Which forms of letters and figures it is set in.
    pub form: Form,
    /// Whether letters may join that need not.
    pub ligatures: bool,
    /// Whether pairs of letters are moved together or apart.
    pub kerning: bool,
}

/// Which forms of letters and figures a stretch of text is set in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// As typed: program text, where every character counts.
    Typed,
    /// Words.
    Text {
        /// How high figures stand.
        figures: Figures,
        /// How wide they are.
        width: FigureWidth,
        /// Whether lower-case letters are small capitals.
        small_caps: bool,
    },
    /// The face's own superiors or inferiors, by the feature that has them.
    Shifted(Tag),
}

/// Superiors: figures and letters of a face that stand over the line.
pub(super) const SUPERIORS: Tag = Tag::new(b"sups");

/// Small capitals for lower-case letters.
const SMALL_CAPS: Tag = Tag::new(b"smcp");

impl Features {
    /// What a style asks for.
    pub fn of(style: &Style, typed: bool, small_caps: bool) -> Features {
        let Style { figures, figure_width: width, ligatures, kerning, .. } = *style;
        let form = if typed { Form::Typed } else { Form::Text { figures, width, small_caps } };
        Features { form, ligatures: ligatures && !typed, kerning }
    }

    /// Whether lower-case letters are small capitals.
    pub fn small_caps(&self) -> bool {
        matches!(self.form, Form::Text { small_caps: true, .. })
    }

    /// Whether it is in the face's own superiors or inferiors.
    pub fn is_shifted(&self) -> bool {
        matches!(self.form, Form::Shifted(_))
    }

    fn without_small_caps(mut self) -> Features {
        if let Form::Text { small_caps, .. } = &mut self.form {
            *small_caps = false;
        }
        self
    }

    /// The features to turn on and off. What is not named is as OpenType has it.
    pub fn list(&self) -> Vec<Feature> {
        let mut list = Vec::new();
        let mut set = |tag: &[u8; 4], value: u32| list.push(feature(Tag::new(tag), value));
        if !self.ligatures {
            set(b"liga", 0);
            set(b"clig", 0);
        }
        if !self.kerning {
            set(b"kern", 0);
        }
        match self.form {
            Form::Typed => set(b"calt", 0),
            Form::Text { figures, width, small_caps } => {
                // Faces differ in what they have by default, so both are always said.
                set(if figures == Figures::Lining { b"lnum" } else { b"onum" }, 1);
                set(if width == FigureWidth::Tabular { b"tnum" } else { b"pnum" }, 1);
                if small_caps {
                    list.push(feature(SMALL_CAPS, 1));
                }
            }
            Form::Shifted(tag) => list.push(feature(tag, 1)),
        }
        list
    }
}

/// A feature for all of a text.
fn feature(tag: Tag, value: u32) -> Feature {
    Feature { tag, value, start: 0, end: u32::MAX }
}

/// What faces were asked about single characters. The answers are few.
#[derive(Default)]
pub(super) struct Substitutes(BTreeMap<(FaceId, [u8; 4], char), bool>);

impl Typesetter<'_> {
    /// The features that a segment is shaped with, and the space that is added
    /// after its letters.
    pub(super) fn segment_features(
        &mut self,
        text: &Text<'_>,
        segment: &Segment,
        face: FaceId,
        script: Script,
    ) -> (Features, Length) {
        let Look { mut features, mut letter_spacing, .. } = text.pieces[segment.piece].look;
        if is_cursive(script) {
            letter_spacing = Length::ZERO;
        }
        // Letters that stand apart do not join (CSS Text 3, 8.2).
        if letter_spacing != Length::ZERO {
            features.ligatures = false;
        }
        // A word half in small capitals would be worse than none.
        let letters = &text.text[segment.range.clone()];
        if features.small_caps() && letters.chars().any(|c| self.lacks_small_cap(face, c)) {
            features = features.without_small_caps();
        }
        (features, letter_spacing)
    }

    /// Whether a character of a look is to be a small capital that the face lacks.
    pub(super) fn lacks_small_cap_of(&mut self, look: &Look, character: char) -> bool {
        look.features.small_caps() && self.lacks_small_cap(look.face, character)
    }

    fn lacks_small_cap(&mut self, face: FaceId, character: char) -> bool {
        character.is_lowercase() && !self.substitutes(face, SMALL_CAPS, character)
    }

    /// The feature by which a face shows all of a text raised or lowered in
    /// glyphs of its own; `None` when it does not.
    pub(super) fn own_shifted(&mut self, face: FaceId, shift: Shift, text: &str) -> Option<Tag> {
        // Scientific inferiors hang lower than others, as in formulas; they go first.
        let tags: &[Tag] = match shift {
            Shift::None => &[],
            Shift::Superscript => &[SUPERIORS],
            Shift::Subscript => &[Tag::new(b"sinf"), Tag::new(b"subs")],
        };
        tags.iter()
            .copied()
            .find(|tag| text.chars().all(|character| self.substitutes(face, *tag, character)))
    }

    /// Whether a feature of a face gives a character another glyph.
    fn substitutes(&mut self, face: FaceId, tag: Tag, character: char) -> bool {
        let key = (face, tag.to_be_bytes(), character);
        if let Some(known) = self.shaper.substitutes.0.get(&key) {
            return *known;
        }
        let font = ShaperFont::new(&self.faces.get(face).font);
        let plain = glyphs_of(&font, character, &[]);
        let changed = glyphs_of(&font, character, &[feature(tag, 1)]);
        let found = !changed.contains(&0) && changed != plain;
        self.shaper.substitutes.0.insert(key, found);
        found
    }
}

/// The glyphs of a character that stands alone.
fn glyphs_of(font: &ShaperFont<'_, '_>, character: char, features: &[Feature]) -> Vec<u32> {
    let mut buffer = Buffer::new();
    buffer.push(u32::from(character), 0);
    buffer.set_direction(harfrust::Direction::LeftToRight);
    let script = unicode::script(u32::from(character));
    let neutral = script == Script::COMMON || script == Script::INHERITED;
    buffer.set_script(Some(if neutral { Script::LATIN } else { script }));
    buffer.set_language(Language::new("und"));
    match harfrust::shape(font, &mut buffer, ShapeOptions::new().features(features)) {
        Ok(()) => buffer.glyph_infos().iter().map(|info| info.glyph_id).collect(),
        Err(_) => Vec::new(),
    }
}

/// Scripts whose letters join, so that nothing may stand between them (CSS Text 3, appendix D).
fn is_cursive(script: Script) -> bool {
    [
        Script::ARABIC,
        Script::HANIFI_ROHINGYA,
        Script::MANDAIC,
        Script::MONGOLIAN,
        Script::NKO,
        Script::PHAGS_PA,
        Script::SYRIAC,
    ]
    .contains(&script)
}
