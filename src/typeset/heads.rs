//! Heads of tables, which stand once more on each page that begins inside of
//! their table.
//!
//! A strip of the galley names the head that belongs over it. The copy means
//! nothing: those who listen hear the head once, where it stands first.

use super::galley::{Strip, shifted};
use super::layout::{Item, Placed};
use crate::length::Length;

/// The head of a table, to be repeated.
#[derive(Debug, Default)]
pub(super) struct Head<'a> {
    /// Its height.
    pub height: Length,
    /// Space under it where a row goes on, which brings none of its own.
    pub gap: Length,
    /// What stands on it, from its upper left corner: decoration alone.
    pub items: Vec<Placed<'a>>,
    /// Whether it stands on turned pages.
    pub turned: bool,
}

impl<'a> Head<'a> {
    /// A copy of some strips. Links are left out: each needs a place in the
    /// tag tree (ISO 14289-1, 7.18.5).
    pub fn of(strips: &[Strip<'a>]) -> Head<'a> {
        let mut head = Head::default();
        for (index, strip) in strips.iter().enumerate() {
            let space = if index > 0 { strip.space_before } else { Length::ZERO };
            let top = head.height + space;
            let shown = strip.items.iter().filter(|it| !matches!(it.item, Item::Link { .. }));
            head.items.extend(shown.map(|placed| {
                let copy = Placed { content: None, ..placed.clone() };
                shifted(copy, Length::ZERO, top)
            }));
            head.height = top + strip.height;
        }
        head
    }
}

/// The head that stands on top of a page of a height which begins with a strip,
/// and how much room it takes there. There is none where the strip would not fit
/// under it.
pub(super) fn repeated<'h, 'a>(
    heads: &'h [Head<'a>],
    first: &Strip<'_>,
    page: Length,
) -> Option<(&'h Head<'a>, Length)> {
    let head = heads.get(first.head?)?;
    let gap = if first.goes_on { head.gap } else { Length::ZERO };
    let height = head.height + gap;
    (height + first.height <= page).then_some((head, height))
}
