//! Whether everything stands where it may: the boxes of what is on a page, in
//! the column and on the paper. Where a page has several columns, what stands in
//! none of them must be across them all: it stands between the margins, and over
//! nothing else.
//!
//! Glyphs count from the origin of the first to that of what follows the last,
//! and as high as their type. What marks hang over the edges of a column is
//! allowed, and no more.

use offprint::language::Direction;
use offprint::length::Length;
use offprint::theme::Theme;
use offprint::typeset::layout::{Item, Layout, Page, Placed};

/// What rounding may add up to: a hundredth of a point.
const ROUNDING: Length = Length(Length::POINT / 100);

/// How much of the size of its type may hang over an edge of the column, in
/// thousandths: half of a full-width mark, which is the widest that does.
const HANGING: i64 = 500;

/// How much of the size of type is above the line, and how much below.
const ASCENT: i64 = 780;
const DESCENT: i64 = 220;

/// A rectangle on a page, y downwards.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Area {
    pub left: Length,
    pub top: Length,
    pub right: Length,
    pub bottom: Length,
}

impl Area {
    fn sized(left: Length, top: Length, width: Length, height: Length) -> Area {
        Area { left, top, right: left + width, bottom: top + height }
    }

    /// How far an area reaches beyond this one: at the left, the top, the right, the bottom.
    fn beyond(self, other: Area) -> [(&'static str, Length); 4] {
        [
            ("left", self.left - other.left),
            ("top", self.top - other.top),
            ("right", other.right - self.right),
            ("bottom", other.bottom - self.bottom),
        ]
    }

    /// Whether an area lies in this one.
    fn holds(self, other: Area) -> bool {
        self.beyond(other).iter().all(|(_, by)| *by <= ROUNDING)
    }

    fn widened(self, by: Length) -> Area {
        Area { left: self.left - by, right: self.right + by, ..self }
    }
}

/// Everything on a layout's pages that reaches beyond its column or the paper,
/// each in a line that says what and by how much.
pub fn faults(layout: &Layout<'_>, theme: &Theme, direction: Direction) -> Vec<String> {
    let mut faults = Vec::new();
    for (number, page) in layout.pages.iter().enumerate() {
        let paper = Area::sized(Length::ZERO, Length::ZERO, page.width, page.height);
        let text = text_area(theme, number, page, direction);
        let columns = columns(theme, text, page);
        let across = |placed: &Placed<'_>| {
            let hanging = hanging(placed, theme);
            !columns.iter().any(|column| column.widened(hanging).holds(area(placed)))
        };
        for (index, placed) in page.items.iter().enumerate() {
            let (name, bounds) = match index < page.furniture {
                true => ("column", text.widened(hanging(placed, theme))),
                false => ("paper", paper),
            };
            if index < page.furniture && columns.len() > 1 && across(placed) {
                let under = page.items[..page.furniture].iter().find(|it| stands_over(placed, it));
                faults.extend(under.map(|under| {
                    let (what, under) = (describe(placed), describe(under));
                    format!("page {}, item {index}, {what}: over {under}", number + 1)
                }));
            }
            let outside = bounds.beyond(area(placed)).into_iter().filter(|(_, by)| *by > ROUNDING);
            faults.extend(outside.map(|(side, by)| {
                let what = describe(placed);
                format!(
                    "page {}, item {index}, {what}: {by} pt beyond the {name} at the {side}",
                    number + 1
                )
            }));
        }
    }
    faults
}

/// The columns of a page; a turned one has a single one.
fn columns(theme: &Theme, text: Area, page: &Page<'_>) -> Vec<Area> {
    let count = if page.turned { 1 } else { theme.page.columns as i64 };
    let gutter = theme.page.gutter.absolute();
    let width = (text.right - text.left - gutter * (count - 1)) / count;
    let left = |index: i64| text.left + (width + gutter) * index;
    (0..count).map(|index| Area { left: left(index), right: left(index) + width, ..text }).collect()
}

/// Whether one run stands over another, by more than marks hang out.
fn stands_over(placed: &Placed<'_>, other: &Placed<'_>) -> bool {
    let (Item::Run(run), Item::Run(_)) = (&placed.item, &other.item) else { return false };
    let (one, two) = (area(placed), area(other));
    let overlap = one.right.min(two.right) - one.left.max(two.left);
    let apart = Length((placed.at.y - other.at.y).0.abs());
    overlap > run.size.per_mille(HANGING) && apart < run.size / 2 && !std::ptr::eq(placed, other)
}

/// What the margins of a page leave; those of a turned page are turned with it.
fn text_area(theme: &Theme, number: usize, page: &Page<'_>, direction: Direction) -> Area {
    let paper = &theme.page;
    let left = paper.left_margin(number, direction);
    let sides = paper.margin_inside.absolute() + paper.margin_outside.absolute();
    let (top, bottom) = (paper.margin_top.absolute(), paper.margin_bottom.absolute());
    match page.turned {
        false => Area::sized(left, top, page.width - sides, page.height - top - bottom),
        true => Area::sized(bottom, left, page.width - top - bottom, page.height - sides),
    }
}

/// How far something may hang over the edges of its column.
fn hanging(placed: &Placed<'_>, theme: &Theme) -> Length {
    let hangs = theme.lines.optical_margins || theme.lines.punctuation_squeeze;
    match &placed.item {
        Item::Run(run) if hangs => run.size.per_mille(HANGING),
        // A link covers what hangs.
        Item::Link { height, .. } if hangs => height.per_mille(HANGING),
        _ => Length::ZERO,
    }
}

fn area(placed: &Placed<'_>) -> Area {
    let at = placed.at;
    match &placed.item {
        Item::Run(run) => {
            let (above, below) = (run.size.per_mille(ASCENT), run.size.per_mille(DESCENT));
            Area::sized(at.x, at.y - above, run.width(), above + below)
        }
        Item::Rule { width, height, .. }
        | Item::Missing { width, height, .. }
        | Item::Image { width, height, .. }
        | Item::Link { width, height, .. } => Area::sized(at.x, at.y, *width, *height),
    }
}

/// The first words of a run, or what else it is.
fn describe(placed: &Placed<'_>) -> String {
    const SHOWN: usize = 24;
    match &placed.item {
        Item::Run(run) => {
            let text: String = run.text[..run.shown].chars().take(SHOWN).collect();
            format!("“{}” in {} pt", text.escape_debug(), run.size)
        }
        Item::Rule { .. } => "rule".to_owned(),
        Item::Missing { text, .. } => format!("box for {text:?}"),
        Item::Image { key, .. } => format!("image {key}"),
        Item::Link { .. } => "link".to_owned(),
    }
}
