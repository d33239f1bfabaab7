//! The galley becomes pages.

use super::galley::{Cut, Galley, Strip, shifted, without_space_above};
use super::heads::{Head, repeated};
use super::layout::{Destination, Layout, OutlineItem, Page, Point, TagTree};
use super::typesetter::Typesetter;
use crate::compose::flow::Flow;
use crate::language::Direction;
use crate::length::Length;

impl<'a> Typesetter<'a> {
    /// Cuts the galley into pages.
    pub(super) fn pages(&self, galley: Galley<'a>, flow: &Flow<'a>) -> Layout<'a> {
        let room = |first: &Strip<'_>| self.room(&galley.heads, first);
        let lengths = page_lengths(&galley.strips, room);
        let mut layout = Layout {
            pages: Vec::new(),
            tags: TagTree::default(),
            outline: Vec::new(),
            destinations: Vec::new(),
            links: flow.links.clone(),
        };
        let mut strips = galley.strips.into_iter();
        for count in lengths {
            let page: Vec<Strip<'a>> = strips.by_ref().take(count).collect();
            self.page(page, &galley.heads, flow.direction, &mut layout);
        }
        if layout.pages.is_empty() {
            self.page(Vec::new(), &[], flow.direction, &mut layout);
        }
        layout
    }

    /// What a page that begins with a strip offers: its height, less the head of
    /// a table that is repeated.
    fn room(&self, heads: &[Head<'_>], first: &Strip<'_>) -> Length {
        let height = self.body_size(first.turned).1;
        height - repeated(heads, first, height).map_or(Length::ZERO, |(_, taken)| taken)
    }

    /// Places the strips of one page.
    fn page(
        &self,
        strips: Vec<Strip<'a>>,
        heads: &[Head<'a>],
        direction: Direction,
        layout: &mut Layout<'a>,
    ) {
        let number = layout.pages.len();
        let turned = strips.first().is_some_and(|strip| strip.turned);
        let Point { x: left, mut y } = self.column_start(number, turned, direction);
        let mut page = self.empty_page(number, turned);
        let height = self.body_size(turned).1;
        let head = strips.first().and_then(|first| repeated(heads, first, height));
        if let Some((head, taken)) = head {
            let items = head.items.iter().cloned();
            page.items.extend(items.map(|placed| shifted(placed, left, y)));
            page.repeated = page.items.len();
            y += taken;
        }
        for (index, mut strip) in strips.into_iter().enumerate() {
            match index {
                0 => without_space_above(&mut strip),
                _ => y += strip.space_before,
            }
            if let Some((level, title)) = strip.outline {
                layout.outline.push(OutlineItem { level, title, page: number, y });
            }
            let destinations = strip.anchors.into_iter();
            layout.destinations.extend(destinations.map(|name| Destination {
                name,
                page: number,
                y,
            }));
            page.items.extend(strip.items.into_iter().map(|placed| shifted(placed, left, y)));
            y += strip.height;
        }
        page.furniture = page.items.len();
        layout.pages.push(page);
    }

    /// Paper. A turned page lies on its right side: what is its upper edge there
    /// is the left edge of the others.
    fn empty_page(&self, number: usize, turned: bool) -> Page<'a> {
        let theme = &self.theme.page;
        let (width, height) = (theme.width.absolute(), theme.height.absolute());
        let (width, height) = if turned { (height, width) } else { (width, height) };
        let label = (number + 1).to_string();
        Page { width, height, turned, items: Vec::new(), repeated: 0, furniture: 0, label }
    }

    /// Where the column begins on a page, counted from 0: the first one is a
    /// right-hand page. The margins of a turned page are turned with it.
    pub(super) fn column_start(&self, page: usize, turned: bool, direction: Direction) -> Point {
        let theme = &self.theme.page;
        let left = theme.left_margin(page, direction);
        match turned {
            true => Point { x: theme.margin_bottom.absolute(), y: left },
            false => Point { x: left, y: theme.margin_top.absolute() },
        }
    }
}

/// How many strips go on each page. `room` is the height that a page offers
/// which begins with a strip.
///
/// A page takes what fits, then gives back what must not stand apart from the
/// first strip that does not.
fn page_lengths(strips: &[Strip<'_>], room: impl Fn(&Strip<'_>) -> Length) -> Vec<usize> {
    let mut lengths = Vec::new();
    let mut start = 0;
    while start < strips.len() {
        let end = page_end(strips, start, room(&strips[start]));
        lengths.push(end - start);
        start = end;
    }
    lengths
}

fn page_end(strips: &[Strip<'_>], start: usize, height: Length) -> usize {
    let mut filled = strips[start].height;
    let mut end = start + 1;
    while let Some(strip) = strips.get(end) {
        filled += strip.space_before + strip.height;
        if filled > height || strip.cut == Cut::Always {
            break;
        }
        end += 1;
    }
    let Some(next) = strips.get(end) else { return end };
    if next.cut == Cut::Always {
        return end;
    }
    let free = (start + 1..=end).rev().find(|at| strips[*at].cut == Cut::Free);
    free.unwrap_or(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn strip(cut: Cut) -> Strip<'static> {
        Strip { cut, ..Strip::new(Length::points(10)) }
    }

    #[test]
    fn pages_end_where_the_column_may_be_cut() {
        use Cut::{Always, Avoid, Free};
        let lengths = |cuts: &[Cut], lines: i64| {
            let strips: Vec<_> = cuts.iter().map(|cut| strip(*cut)).collect();
            page_lengths(&strips, |_| Length::points(10 * lines))
        };
        assert_eq!(lengths(&[Free, Free, Free, Free], 3), [3, 1]);
        assert_eq!(lengths(&[Free, Free, Free, Avoid], 3), [2, 2]);
        assert_eq!(lengths(&[Free, Avoid, Avoid, Avoid], 3), [3, 1]);
        assert_eq!(lengths(&[Free, Always, Free], 3), [1, 2]);
        assert_eq!(lengths(&[], 3), [] as [usize; 0]);
    }
}
