//! The styles of the document: a register that derives what a place needs, and
//! the part that holds them all.
//!
//! [`base`] names the styles that every document has and ties them to the roles
//! of the theme; [`character`] does so for runs. A [`Variant`] is what a place
//! changes of a base style; each that is asked for becomes a style of its own.
//! [`part`] writes `styles.xml`, in our own words: `docx-rs` knows no default
//! style, small capitals, language or conditional formatting of tables, and
//! writes a table's properties into styles of every kind.

mod base;
mod character;
mod faces;
mod gallery;
mod part;
mod table;

pub(super) use base::{ASIDE_GAP, Base, CONTENTS_LEVELS};
pub(super) use character::Flags;
pub(super) use faces::{ScriptFace, complex, east_asian};
pub(super) use part::language;
use table::TABLE_STYLE;

use std::collections::BTreeSet;

use crate::language::{Direction, Tag};
use crate::theme::{Measure, Style, Theme};

use super::units::half_points;
use super::xml::Element;

/// Where the lines of a table's column stand, whatever the style says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Side {
    /// At the left.
    Left,
    /// In the middle.
    Center,
    /// At the right.
    Right,
}

/// What a place changes of a base style. Distances are twentieths of a point.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(super) struct Variant {
    /// Distance from the start of the column, where it is not the style's own.
    pub left: Option<i32>,
    /// Distance from the end of the column, where it is not the style's own.
    pub right: Option<i32>,
    /// It follows a paragraph of its kind: the first line is indented.
    pub follows: bool,
    /// Something set off from the text begins or has ended: space above.
    pub opens: bool,
    /// The title block or what leads to a table ends: space below.
    pub closes: bool,
    /// A paragraph in a list whose items stand apart.
    pub loose: bool,
    /// The distance of the line beside an aside, in points.
    pub bar: Option<u8>,
    /// The alignment of a table's column.
    pub side: Option<Side>,
    /// Written in the direction that is not the document's.
    pub turned: bool,
    /// On a new page.
    pub new_page: bool,
}

/// The register of styles.
pub(super) struct StyleSheet<'a> {
    theme: &'a Theme,
    language: &'a Tag,
    direction: Direction,
    variants: BTreeSet<(Base, Variant)>,
    characters: BTreeSet<character::Look>,
    /// Whether spaces and indents between paragraphs are the theme's to say.
    own_spaces: bool,
    /// The ids of those that the article was given.
    used: BTreeSet<String>,
    /// The style of the last line of the title block, which has the space under it.
    title_end: Option<Base>,
}

impl<'a> StyleSheet<'a> {
    /// A register with nothing but the base styles.
    pub(super) fn new(theme: &'a Theme, language: &'a Tag, direction: Direction) -> Self {
        let characters = character::Look::all_single().collect();
        StyleSheet {
            theme,
            language,
            direction,
            variants: BTreeSet::new(),
            characters,
            own_spaces: true,
            used: BTreeSet::new(),
            title_end: None,
        }
    }

    /// The same for styles whose spaces another document says.
    pub(super) fn without_spaces(self) -> Self {
        StyleSheet { own_spaces: false, ..self }
    }

    /// Says which line ends the title block. Its own style gets the space, so
    /// that a title is in the style for titles and in no other. Returns whether it has:
    /// in a book title blocks may end in different lines, and the first one decides.
    pub(super) fn end_title_block(&mut self, base: Base) -> bool {
        *self.title_end.get_or_insert(base) == base
    }

    /// The id of the style for a paragraph.
    pub(super) fn paragraph(&mut self, base: Base, variant: Variant) -> String {
        let variant = base.normal(variant, self.theme);
        let variant = if self.own_spaces { variant } else { variant.without_spaces() };
        if variant != Variant::default() {
            self.variants.insert((base, variant));
        }
        let id = variant.id(base, self.direction);
        self.use_id(&id);
        id
    }

    /// The id of the style for tables.
    pub(super) fn table(&mut self) -> &'static str {
        self.use_id(TABLE_STYLE);
        TABLE_STYLE
    }

    /// The id of the style for a run in a paragraph of a base style; empty when
    /// it needs none.
    pub(super) fn character(&mut self, flags: Flags, within: Base) -> String {
        let style = within.style(self.theme);
        let body = half_points(self.theme.body_size());
        let size = half_points(style.size.absolute());
        let around = Some(size).filter(|size| *size != body && self.own_spaces);
        let look = character::Look::new(flags, &style, around);
        let id = look.id();
        if !id.is_empty() {
            self.characters.insert(look);
            self.use_id(&id);
        }
        id
    }

    fn use_id(&mut self, id: &str) {
        if !self.used.contains(id) {
            self.used.insert(id.to_owned());
        }
    }

    /// The ids of the styles that the article was given.
    pub(super) fn used(&self) -> &BTreeSet<String> {
        &self.used
    }

    /// Its language.
    pub(super) fn language(&self) -> &'a Tag {
        self.language
    }

    /// The direction of the document.
    pub(super) fn direction(&self) -> Direction {
        self.direction
    }

    /// `word/styles.xml`.
    pub(super) fn part(&self) -> Element {
        part::write(self)
    }

    fn role_style(&self, base: Base) -> Style {
        let mut style = base.style(self.theme);
        if self.title_end == Some(base) {
            let space = self.theme.body_length(self.theme.blocks.title_space);
            style.space_after = Measure::Absolute(space);
        }
        style
    }
}

impl Variant {
    /// Without the spaces and indents that the theme puts between paragraphs.
    fn without_spaces(self) -> Variant {
        Variant { follows: false, opens: false, closes: false, loose: false, ..self }
    }

    /// The id of the derived style.
    fn id(&self, base: Base, direction: Direction) -> String {
        let mut id = base.id();
        for part in self.parts(direction) {
            id.push_str(&part.replace(' ', ""));
        }
        id
    }

    /// The name of the derived style.
    fn name(&self, base: Base, direction: Direction) -> String {
        let mut name = base.name();
        for part in self.parts(direction) {
            name.push(' ');
            name.push_str(&part);
        }
        name
    }

    /// The words that tell the variant from others of its base.
    fn parts(&self, direction: Direction) -> Vec<String> {
        let mut parts = Vec::new();
        let mut add = |condition: bool, word: &str| {
            if condition {
                parts.push(word.to_owned());
            }
        };
        add(self.new_page, "New Page");
        add(self.opens, "First");
        add(self.follows, "Next");
        add(self.closes, "Last");
        add(self.loose, "Loose");
        add(self.side == Some(Side::Left), "Left");
        add(self.side == Some(Side::Center), "Centered");
        add(self.side == Some(Side::Right), "Right");
        add(self.turned && direction == Direction::RightToLeft, "LTR");
        add(self.turned && direction == Direction::LeftToRight, "RTL");
        parts.extend(self.left.map(|left| format!("In {left}")));
        parts.extend(self.right.map(|right| format!("Out {right}")));
        parts.extend(self.bar.map(|bar| format!("Bar {bar}")));
        parts
    }
}
