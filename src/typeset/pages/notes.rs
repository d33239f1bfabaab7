//! Notes at the foot of columns: the rule over them, and what tells that one
//! goes on from the column before.

use super::fit::Piece;
use crate::length::Length;
use crate::theme::Role;
use crate::typeset::galley::{Strip, decoration};
use crate::typeset::layout::{Item, Placed, Point};
use crate::typeset::typesetter::Typesetter;

/// Where the rule stands in the space over the notes, in thousandths from its top.
const RULE_PLACE: i64 = 600;
/// Its width, in sizes of the body's type.
const RULE_WIDTH: i64 = 6;

/// A line of a note.
#[derive(Debug)]
pub(super) struct NoteStrip<'a> {
    /// The line, or whatever else.
    pub strip: Strip<'a>,
    /// Whether its note begins with it.
    pub begins: bool,
}

impl NoteStrip<'_> {
    /// Its height, with the space above it.
    pub fn height(&self) -> Length {
        self.strip.space_before + self.strip.height
    }
}

/// What the choice of ends needs to know of a line of a note.
pub(super) fn piece(note: &NoteStrip<'_>) -> Piece {
    Piece { height: note.height(), cut: note.strip.cut, begins: note.begins }
}

impl<'a> Typesetter<'a> {
    /// The lines of all notes, in the order of their marks.
    pub(super) fn notes_of(&mut self, strips: &[Strip<'a>]) -> Vec<NoteStrip<'a>> {
        let mut lines = Vec::new();
        for note in strips.iter().flat_map(|strip| &strip.notes) {
            let strips = std::mem::take(&mut self.set_notes[*note]).into_iter();
            let note =
                strips.enumerate().map(|(index, strip)| NoteStrip { strip, begins: index == 0 });
            lines.extend(note);
        }
        lines
    }

    /// The space between the text and the notes under it.
    pub(super) fn notes_space(&self) -> Length {
        let style = self.theme.style(Role::Body);
        style.length(style.leading)
    }

    /// The rule over notes whose upper left corner is `at`: as wide as the column where
    /// the first of them goes on from the column before.
    pub(super) fn notes_rule(
        &self,
        goes_on: bool,
        at: Point,
        width: Length,
        rtl: bool,
    ) -> Placed<'a> {
        let blocks = &self.theme.blocks;
        let own = (self.theme.body_size() * RULE_WIDTH).min(width);
        let own = if goes_on { width } else { own };
        let x = if rtl { at.x + width - own } else { at.x };
        let space = self.notes_space();
        let y = at.y - space + space.per_mille(RULE_PLACE);
        let height = blocks.line_width.absolute();
        decoration(x, y, Item::Rule { width: own, height, color: blocks.line_color })
    }
}
