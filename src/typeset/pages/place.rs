//! Strips get their places on pages.

use super::bands::{Band, BandKind};
use super::fit::{Entry, Paper, top};
use super::notes::NoteStrip;
use crate::compose::flow::Flow;
use crate::language::Direction;
use crate::length::Length;
use crate::theme::Role;
use crate::typeset::code::goes_on_mark;
use crate::typeset::galley::{Strip, decoration, reach_up, shifted};
use crate::typeset::heads::{Head, repeated};
use crate::typeset::layout::{
    Destination, Item, Layout, OutlineItem, Page, Placed, Point, TagTree,
};
use crate::typeset::typesetter::Typesetter;

/// The place of a column.
#[derive(Debug, Clone, Copy)]
pub(super) struct Spot {
    page: usize,
    turned: bool,
    /// Its place among the columns of its page, in the order of reading.
    index: usize,
    /// Its upper left corner, from that of the page's text.
    x: Length,
    y: Length,
    width: Length,
    height: Length,
}

/// Puts strips on pages, one after the other.
pub(super) struct Placer<'a> {
    layout: Layout<'a>,
    direction: Direction,
    grid: Length,
    heads: Vec<Head<'a>>,
    notes: std::vec::IntoIter<NoteStrip<'a>>,
    page: Option<Page<'a>>,
    /// How far it is filled, from the top of its text.
    bottom: Length,
    /// What stands on the open page under all text.
    page_notes: Vec<Placed<'a>>,
}

impl<'a> Placer<'a> {
    /// No pages yet.
    pub fn new(
        flow: &Flow<'a>,
        heads: Vec<Head<'a>>,
        notes: Vec<NoteStrip<'a>>,
        grid: Length,
    ) -> Placer<'a> {
        Placer {
            layout: Layout {
                pages: Vec::new(),
                tags: TagTree::default(),
                outline: Vec::new(),
                destinations: Vec::new(),
                links: flow.links.clone(),
            },
            direction: flow.direction,
            grid,
            heads,
            notes: notes.into_iter(),
            page: None,
            bottom: Length::ZERO,
            page_notes: Vec::new(),
        }
    }

    /// The page that is being filled, or else the next one, counted from 0.
    pub fn page_number(&self) -> usize {
        self.layout.pages.len()
    }

    /// How far the open page is filled, from the top of its text.
    pub fn filled(&self) -> Length {
        if self.page.is_some() { self.bottom } else { Length::ZERO }
    }

    /// Begins a band under what stands on the open page, or on a new one.
    pub fn begin(&mut self, band: &Band, entries: &[Entry], height: Length) {
        if band.new_page {
            self.close();
        }
        let Some(first) = entries.first().filter(|_| self.page.is_some()) else { return };
        let bottom = self.bottom + first.space_before;
        let grid = self.grid.0.max(1);
        self.bottom = Length((bottom.0 + grid - 1) / grid * grid);
        if self.bottom + first.height > height {
            self.close();
        }
    }

    /// Where a column of a band stands; `lower` as in [`super::balance::Balanced`].
    pub fn spot(
        &self,
        kind: BandKind,
        place: usize,
        paper: Paper,
        lower: Option<(usize, Length)>,
        typesetter: &Typesetter<'a>,
    ) -> Spot {
        let height = if place < paper.columns { paper.first_height } else { paper.height };
        let lower = lower.filter(|(first, _)| place >= *first);
        let index = place % paper.columns;
        let turned = kind == BandKind::Turned;
        let body = typesetter.body_size(turned).0;
        let width = if kind == BandKind::Columns { typesetter.column_width() } else { body };
        let from_start = (width + typesetter.theme.page.gutter.absolute()) * index as i64;
        let rtl = self.direction == Direction::RightToLeft;
        Spot {
            page: paper.first_page + place / paper.columns,
            turned,
            index,
            x: if rtl { body - from_start - width } else { from_start },
            y: paper.height - height,
            width,
            height: lower.map_or(height, |(_, lower)| lower),
        }
    }

    /// Places strips in a column, and so many of the next lines of notes under them.
    pub fn column(
        &mut self,
        strips: Vec<Strip<'a>>,
        notes: usize,
        spot: Spot,
        typesetter: &Typesetter<'a>,
    ) {
        while self.page_number() < spot.page {
            self.close();
        }
        let page = self.page.get_or_insert_with(|| {
            self.bottom = Length::ZERO;
            typesetter.empty_page(self.layout.pages.len(), spot.turned)
        });
        let number = self.layout.pages.len();
        let start = typesetter.column_start(number, spot.turned, self.direction);
        let corner = Point { x: start.x + spot.x, y: start.y + spot.y };
        if spot.index > 0 && typesetter.theme.page.column_rule {
            page.items.push(typesetter.column_rule(corner, spot, self.direction));
        }
        let mut bottom = Length::ZERO;
        let page_height = typesetter.body_size(spot.turned).1;
        let head = strips.first().and_then(|first| repeated(&self.heads, first, page_height));
        if let Some((head, taken)) = head {
            let items = head.items.iter().map(|it| shifted(it.clone(), corner.x, corner.y));
            let before = page.items.len();
            page.items.splice(page.repeated..page.repeated, items);
            page.repeated += page.items.len() - before;
            bottom = taken;
        }
        for (index, mut strip) in strips.into_iter().enumerate() {
            let end = bottom;
            let (space, on_grid) = match index {
                0 => (Length::ZERO, false),
                _ => (strip.space_before, strip.on_grid),
            };
            bottom = top(bottom + space, (on_grid, strip.to_grid), self.grid);
            reach_up(&mut strip, bottom - end);
            let height = strip.height;
            let at = Point { x: corner.x, y: corner.y + bottom };
            put(strip, at, number, &mut page.items, &mut self.layout);
            bottom += height;
        }
        self.bottom = self.bottom.max(spot.y + bottom);
        if notes > 0 {
            self.bottom = self.bottom.max(spot.y + spot.height);
            self.notes(notes, corner, bottom, spot, typesetter);
        }
    }

    /// Places lines of notes at the foot of a column that is filled down to `bottom`.
    fn notes(
        &mut self,
        count: usize,
        corner: Point,
        bottom: Length,
        spot: Spot,
        typesetter: &Typesetter<'a>,
    ) {
        let mut notes: Vec<NoteStrip<'a>> = self.notes.by_ref().take(count).collect();
        let rtl = self.direction == Direction::RightToLeft;
        let goes_on = notes.first_mut().filter(|note| !note.begins);
        let whole = goes_on.is_none();
        if let Some(note) = goes_on {
            goes_on_mark(
                &mut note.strip,
                &typesetter.theme.style(Role::Note),
                rtl.then_some(spot.width),
            );
        }
        let height: Length = notes.iter().map(NoteStrip::height).sum();
        let least = bottom + typesetter.notes_space();
        let mut y = corner.y + least.max(spot.height - height);
        let at = Point { x: corner.x, y };
        self.page_notes.push(typesetter.notes_rule(!whole, at, spot.width, rtl));
        for NoteStrip { strip, .. } in notes {
            y += strip.space_before;
            let height = strip.height;
            let number = self.layout.pages.len();
            put(strip, Point { x: corner.x, y }, number, &mut self.page_notes, &mut self.layout);
            y += height;
        }
    }

    /// Ends the open page, or an empty one.
    fn close(&mut self) {
        let Some(mut page) = self.page.take() else { return };
        page.items.append(&mut self.page_notes);
        page.furniture = page.items.len();
        self.layout.pages.push(page);
    }

    /// The pages; at least one.
    pub fn finish(mut self, typesetter: &Typesetter<'a>) -> Layout<'a> {
        self.close();
        if self.layout.pages.is_empty() {
            self.layout.pages.push(typesetter.empty_page(0, false));
        }
        self.layout
    }
}

/// Puts what stands on a strip on a page.
fn put<'a>(
    strip: Strip<'a>,
    at: Point,
    page: usize,
    items: &mut Vec<Placed<'a>>,
    layout: &mut Layout<'a>,
) {
    let y = at.y;
    layout.outline.extend(strip.outline.map(|(level, title)| OutlineItem {
        level,
        title,
        page,
        y,
    }));
    let destinations = strip.anchors.into_iter();
    layout.destinations.extend(destinations.map(|name| Destination { name, page, y }));
    items.extend(strip.items.into_iter().map(|placed| shifted(placed, at.x, at.y)));
}

impl<'a> Typesetter<'a> {
    /// Paper. A turned page lies on its right side: what is its upper edge there
    /// is the left edge of the others.
    fn empty_page(&self, number: usize, turned: bool) -> Page<'a> {
        let theme = &self.theme.page;
        let (width, height) = (theme.width.absolute(), theme.height.absolute());
        let (width, height) = if turned { (height, width) } else { (width, height) };
        let label = (number + 1).to_string();
        Page { width, height, turned, items: Vec::new(), repeated: 0, furniture: 0, label }
    }

    /// Where the text begins on a page, counted from 0: the first one is a
    /// right-hand page. The margins of a turned page are turned with it.
    pub(in crate::typeset) fn column_start(
        &self,
        page: usize,
        turned: bool,
        direction: Direction,
    ) -> Point {
        let theme = &self.theme.page;
        let left = theme.left_margin(page, direction);
        match turned {
            true => Point { x: theme.margin_bottom.absolute(), y: left },
            false => Point { x: left, y: theme.margin_top.absolute() },
        }
    }

    /// The line between a column and the one before it.
    fn column_rule(&self, corner: Point, spot: Spot, direction: Direction) -> Placed<'a> {
        let half = self.theme.page.gutter.absolute() / 2;
        let x = match direction {
            Direction::LeftToRight => corner.x - half,
            Direction::RightToLeft => corner.x + spot.width + half,
        };
        let blocks = &self.theme.blocks;
        let width = blocks.line_width.absolute();
        let item = Item::Rule { width, height: spot.height, color: blocks.line_color };
        decoration(x - width / 2, corner.y, item)
    }
}
