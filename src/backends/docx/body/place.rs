//! Where a block stands.

use crate::article::Block;
use crate::language::{Direction, Tag};

use super::super::styles::{Base, Side, Variant};

/// A list around a block.
#[derive(Debug, Clone, Copy)]
pub(super) struct ListPlace {
    /// Where the outermost list begins, in twentieths of a point.
    pub edge: i32,
    /// How many lists are around this one.
    pub depth: usize,
    /// How many lists there are, this one among them, that are numbered as the language does.
    pub numbers: usize,
}

/// Where a block stands. Distances are twentieths of a point.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place<'a> {
    /// The width of the column, or of the table's cell.
    pub column: i32,
    /// Distance from the side where reading starts.
    pub left: i32,
    /// Distance from the other side.
    pub right: i32,
    /// The style of plain paragraphs.
    pub text: Base,
    /// The list that holds it directly.
    pub list: Option<ListPlace>,
    /// Whether the items of that list stand apart.
    pub loose: bool,
    /// Where the line beside an aside stands.
    pub bar: Option<i32>,
    /// The alignment of a table's column.
    pub side: Option<Side>,
    /// The language.
    pub language: &'a Tag,
    /// The direction.
    pub direction: Direction,
}

impl<'a> Place<'a> {
    /// The place of what a block holds, as far as language and direction go.
    pub(super) fn spoken(mut self, block: &'a Block) -> Place<'a> {
        if let Some(language) = &block.language {
            self.language = language;
            self.direction = language.direction();
        }
        if let Some(direction) = block.direction {
            self.direction = direction;
        }
        self
    }

    /// The place of code and formulas, which are read from left to right everywhere.
    pub(super) fn left_to_right(mut self) -> Place<'a> {
        self.direction = Direction::LeftToRight;
        self
    }

    /// The place further in; lists inside begin anew.
    pub(super) fn within(mut self, left: i32, right: i32, text: Base) -> Place<'a> {
        self.left += left;
        self.right += right;
        self.text = text;
        self.list = None;
        self.loose = false;
        self
    }

    /// The room that is left for text.
    pub(super) fn width(&self) -> i32 {
        /// However deep something stands in, some room is left: an inch.
        const LEAST: i32 = 1440;
        (self.column - self.left - self.right).max(LEAST.min(self.column))
    }

    /// What the place alone asks of a style.
    pub(super) fn variant(&self, direction: Direction) -> Variant {
        Variant {
            left: Some(self.left),
            right: Some(self.right),
            side: self.side,
            turned: self.direction != direction,
            ..Variant::default()
        }
    }

    /// The distance in points from the line beside an aside to a paragraph whose
    /// first line begins `hanging` before its text.
    pub(super) fn bar_distance(&self, hanging: i32) -> Option<u8> {
        /// The largest distance that Word allows between a line and its text.
        const MOST: i32 = 31;
        self.bar.map(|bar| ((self.left - hanging - bar) / 20).clamp(1, MOST) as u8)
    }
}

impl Base {
    /// Whether paragraphs of the style are the running text of a place.
    pub(super) fn is_running(self, text: Base) -> bool {
        self == text || matches!(self, Base::Bullet(_) | Base::Number(_) | Base::ListContinue(_))
    }

    /// The body's paragraphs have a style of their own after anything but text.
    pub(super) fn after(self, text: bool) -> Base {
        match self {
            Base::BodyText if !text => Base::FirstParagraph,
            base => base,
        }
    }
}
