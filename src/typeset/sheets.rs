//! Layouts made of layouts: some of the pages, no colours, pages on sheets to fold.

use super::galley::shifted;
use super::layout::{Item, Layout, Page};
use crate::language::Direction;
use crate::length::Length;
use crate::theme::Color;

impl<'a> Layout<'a> {
    /// Leaves only some pages, which are told by their place, from 0. Tags stay;
    /// some of them then hold nothing.
    pub fn select(&mut self, keep: impl Fn(usize) -> bool) {
        let mut next = 0;
        let moved: Vec<Option<usize>> = (0..self.pages.len())
            .map(|page| {
                let place = keep(page).then_some(next);
                next += usize::from(place.is_some());
                place
            })
            .collect();
        let mut page = 0..;
        self.pages.retain(|_| page.next().is_some_and(|page| moved[page].is_some()));
        self.move_places(&moved);
    }

    /// Moves what leads to pages along with them.
    fn move_places(&mut self, moved: &[Option<usize>]) {
        self.outline.retain_mut(|item| match moved[item.page] {
            Some(page) => {
                item.page = page;
                true
            }
            None => false,
        });
        self.destinations.retain_mut(|place| match moved[place.page] {
            Some(page) => {
                place.page = page;
                true
            }
            None => false,
        });
    }

    /// Takes the colours out of everything but images.
    pub fn make_gray(&mut self) {
        for placed in self.pages.iter_mut().flat_map(|page| &mut page.items) {
            match &mut placed.item {
                Item::Run(run) => run.color = run.color.gray(),
                Item::Rule { color, .. } | Item::Missing { color, .. } => *color = color.gray(),
                Item::Image { .. } | Item::Link { .. } => {}
            }
        }
    }

    /// Puts pages side by side on sheets that are printed on both sides, laid one
    /// into another and folded: the sides of the sheets, front and back in turn.
    /// Empty pages at the end fill the last sheet.
    pub fn into_booklet(mut self, direction: Direction) -> Layout<'a> {
        let count = self.pages.len();
        let sides = sides(count, direction);
        let mut moved = vec![None; count];
        let mut pages: Vec<Option<Page<'a>>> =
            std::mem::take(&mut self.pages).into_iter().map(Some).collect();
        for (side, places) in sides.into_iter().enumerate() {
            let on_side = places.map(|place| {
                if let Some(moved) = moved.get_mut(place) {
                    *moved = Some(side);
                }
                pages.get_mut(place).and_then(Option::take)
            });
            // One of the two is never empty: only the last three pages can be.
            self.pages.push(side_by_side(on_side, size(&pages, &self.pages)));
        }
        self.move_places(&moved);
        self
    }
}

impl Color {
    /// The grey that is as bright (ITU-R BT.601).
    pub fn gray(self) -> Color {
        let part = |weight: u32, of: u8| weight * u32::from(of);
        let sum = part(299, self.red) + part(587, self.green) + part(114, self.blue);
        let gray = ((sum + 500) / 1000) as u8;
        Color { red: gray, green: gray, blue: gray }
    }
}

/// The size of a page, when both of a side may be empty.
fn size(pages: &[Option<Page<'_>>], sheets: &[Page<'_>]) -> (Length, Length) {
    let page = pages.iter().flatten().next().map(|page| (page.width, page.height));
    let sheet = sheets.last().map(|sheet| (sheet.width / 2, sheet.height));
    page.or(sheet).unwrap_or_default()
}

/// The pages, from 0, on the left and the right of each side. Some may be beyond
/// the last.
fn sides(count: usize, direction: Direction) -> Vec<[usize; 2]> {
    let filled = count.next_multiple_of(4);
    let fronts_and_backs = (0..filled / 4).flat_map(|sheet| {
        let (outer, inner) = (2 * sheet, 2 * sheet + 1);
        [[filled - 1 - outer, outer], [inner, filled - 1 - inner]]
    });
    let turned = |[left, right]: [usize; 2]| match direction {
        Direction::LeftToRight => [left, right],
        Direction::RightToLeft => [right, left],
    };
    fronts_and_backs.map(turned).collect()
}

fn side_by_side<'a>(pages: [Option<Page<'a>>; 2], size: (Length, Length)) -> Page<'a> {
    let page = pages.iter().flatten().next();
    let (width, height) = page.map_or(size, |page| (page.width, page.height));
    let labels: Vec<&str> = pages.iter().flatten().map(|page| page.label.as_str()).collect();
    let label = labels.join(", ");
    let (mut items, mut furniture) = (Vec::new(), Vec::new());
    for (at, page) in [Length::ZERO, width].into_iter().zip(pages) {
        let Some(page) = page else { continue };
        let mut moved = page.items.into_iter().map(|placed| shifted(placed, at, Length::ZERO));
        items.extend(moved.by_ref().take(page.furniture));
        furniture.extend(moved);
    }
    let text = items.len();
    items.extend(furniture);
    // Booklets have no turned pages.
    Page { width: width * 2, height, items, furniture: text, label, turned: false, repeated: 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folded_sheets_read_in_order() {
        use Direction::{LeftToRight, RightToLeft};
        assert_eq!(sides(4, LeftToRight), [[3, 0], [1, 2]]);
        assert_eq!(sides(4, RightToLeft), [[0, 3], [2, 1]]);
        assert_eq!(sides(5, LeftToRight), [[7, 0], [1, 6], [5, 2], [3, 4]]);
        assert_eq!(sides(0, LeftToRight), [] as [[usize; 2]; 0]);
        // Whatever the count: on the back of a page stands the next or the one before.
        for count in 1..40 {
            for sheet in sides(count, LeftToRight).chunks(2) {
                let ([left, right], [back_left, back_right]) = (sheet[0], sheet[1]);
                assert_eq!((left, right + 1), (back_right + 1, back_left));
            }
        }
    }

    #[test]
    fn greys_are_as_bright() {
        let gray = |red, green, blue| Color { red, green, blue }.gray().to_string();
        assert_eq!(gray(0, 0, 0), "#000000");
        assert_eq!(gray(255, 255, 255), "#ffffff");
        assert_eq!(gray(0, 255, 0), "#969696");
    }
}
