//! The paper of a theme: its size by name, and margins that go with any size.
//!
//! What the file says is worked out at once, so that everyone else finds plain
//! lengths. Margins may count in hundredths of the paper, and a column has a
//! greatest width beyond which margins take what is left: so the same theme
//! makes a good page of A6 and of Tabloid.

use std::str::FromStr;

use serde::Deserialize;

use super::Measure;
use crate::language::Direction;
use crate::length::Length;
use crate::suggest;

/// The paper, as the pages have it. All lengths are absolute.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(try_from = "PageKeys")]
pub struct Page {
    /// Its width.
    pub width: Measure,
    /// Its height.
    pub height: Measure,
    /// Distance from the upper edge to the first line's top.
    pub margin_top: Measure,
    /// Distance from the lower edge to the lowest line.
    pub margin_bottom: Measure,
    /// Distance from the edge at the spine.
    pub margin_inside: Measure,
    /// Distance from the outer edge.
    pub margin_outside: Measure,
    /// Whether left-hand and right-hand pages mirror each other; otherwise the
    /// two margins at the sides are alike.
    pub mirrored: bool,
    /// How many columns the text stands in, 1 at least.
    pub columns: usize,
    /// The space between two columns.
    pub gutter: Measure,
    /// Whether a line stands between columns.
    pub column_rule: bool,
}

/// The paper, as the file says it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct PageKeys {
    size: PageSize,
    margin_top: Edge,
    margin_bottom: Edge,
    margin_inside: Edge,
    margin_outside: Edge,
    measure: Option<Measure>,
    mirrored: bool,
    columns: u8,
    gutter: Measure,
    column_rule: bool,
}

/// How many columns a page may have.
const MOST_COLUMNS: u8 = 4;
/// The least width of a column.
const LEAST_COLUMN: Length = Length::points(72);

impl TryFrom<PageKeys> for Page {
    type Error = &'static str;

    fn try_from(keys: PageKeys) -> Result<Page, &'static str> {
        let PageSize { width, height } = keys.size;
        let (inside, outside) = sides(&keys, width)?;
        let columns = i64::from(keys.columns);
        if !(1..=MOST_COLUMNS).contains(&keys.columns) {
            return Err("`page.columns` must be a number from 1 to 4");
        }
        let Measure::Absolute(gutter @ Length(0..)) = keys.gutter else {
            return Err("`page.gutter` must be an absolute length such as 7mm");
        };
        if columns > 1
            && (width - inside - outside - gutter * (columns - 1)) / columns < LEAST_COLUMN
        {
            return Err("`page.columns`: there is no room for so many columns, an inch wide each");
        }
        Ok(Page {
            width: Measure::Absolute(width),
            height: Measure::Absolute(height),
            margin_top: Measure::Absolute(keys.margin_top.of(height)),
            margin_bottom: Measure::Absolute(keys.margin_bottom.of(height)),
            margin_inside: Measure::Absolute(inside),
            margin_outside: Measure::Absolute(outside),
            mirrored: keys.mirrored,
            columns: usize::from(keys.columns),
            gutter: Measure::Absolute(gutter),
            column_rule: keys.column_rule,
        })
    }
}

/// The margins at the spine and at the outer edge. What a column of the measure
/// leaves over goes to both, in the proportion that they have.
fn sides(keys: &PageKeys, width: Length) -> Result<(Length, Length), &'static str> {
    let (mut inside, outside) = (keys.margin_inside.of(width), keys.margin_outside.of(width));
    let mut both = inside + outside;
    let measure = match keys.measure {
        None | Some(Measure::ZERO) => width,
        Some(Measure::Absolute(length)) if length > Length::ZERO => length,
        Some(_) => return Err("`page.measure` must be an absolute length such as 116mm"),
    };
    let left_over = width - both - measure;
    if left_over > Length::ZERO {
        inside += match both {
            Length::ZERO => left_over / 2,
            both => left_over.scale(inside.0, both.0),
        };
        both += left_over;
    }
    if !keys.mirrored {
        inside = both / 2;
    }
    Ok((inside, both - inside))
}

impl Page {
    /// The left margin of a page, counted from 0. The first page is on the right
    /// of its sheet, and where reading runs from right to left on the left; its
    /// spine is where reading starts.
    pub fn left_margin(&self, page: usize, direction: Direction) -> Length {
        let spine_is_left =
            !self.mirrored || self.is_first_side(page) == (direction == Direction::LeftToRight);
        match spine_is_left {
            true => self.margin_inside.absolute(),
            false => self.margin_outside.absolute(),
        }
    }

    /// Whether a page, counted from 0, has the spine where its lines start.
    pub fn is_first_side(&self, page: usize) -> bool {
        !self.mirrored || page.is_multiple_of(2)
    }
}

/// The size of paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct PageSize {
    /// Its width.
    pub width: Length,
    /// Its height.
    pub height: Length,
}

/// Sizes by name, in micrometres (ISO 216; ANSI/ASME Y14.1 for the others).
const SIZES: [(&str, i64, i64); 8] = [
    ("A3", 297_000, 420_000),
    ("A4", 210_000, 297_000),
    ("A5", 148_000, 210_000),
    ("A6", 105_000, 148_000),
    ("B5", 176_000, 250_000),
    ("Letter", 215_900, 279_400),
    ("Legal", 215_900, 355_600),
    ("Tabloid", 279_400, 431_800),
];

/// Text that is no size of paper.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{text}” is no size of paper{} (known: {}; or both sides: 148mm x 210mm)", near(.text), names())]
pub struct NotASize {
    /// The text.
    text: String,
}

fn near(typed: &str) -> String {
    suggest::hint(typed, SIZES.map(|(name, ..)| name))
}

fn names() -> String {
    SIZES.map(|(name, ..)| name).join(", ")
}

impl FromStr for PageSize {
    type Err = NotASize;

    /// Reads a name, in any case, or two lengths with an `x` between them.
    fn from_str(text: &str) -> Result<PageSize, NotASize> {
        let name = text.trim();
        if let Some((_, width, height)) =
            SIZES.iter().find(|(known, ..)| known.eq_ignore_ascii_case(name))
        {
            let (width, height) = (Length::micrometres(*width), Length::micrometres(*height));
            return Ok(PageSize { width, height });
        }
        let sides = name.split_once(['x', '×']);
        let side = |text: &str| match text.parse() {
            Ok(Measure::Absolute(length)) if length > Length::ZERO => Some(length),
            _ => None,
        };
        let both = sides.and_then(|(width, height)| Some((side(width)?, side(height)?)));
        let (width, height) = both.ok_or_else(|| NotASize { text: text.to_owned() })?;
        Ok(PageSize { width, height })
    }
}

impl TryFrom<String> for PageSize {
    type Error = NotASize;

    fn try_from(text: String) -> Result<PageSize, NotASize> {
        text.parse()
    }
}

/// A distance from an edge of the paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub enum Edge {
    /// `24mm`
    Absolute(Length),
    /// `10.1%` of the paper's width or height, in thousandths of a hundredth.
    Share(i64),
}

impl Edge {
    /// The distance on paper of a width, or a height.
    pub fn of(self, side: Length) -> Length {
        match self {
            Edge::Absolute(length) => length,
            Edge::Share(share) => side.scale(share, 100_000),
        }
    }
}

/// Text that is no distance from an edge.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is not a distance such as 24mm, or 10% of the paper")]
pub struct NotAnEdge(String);

impl TryFrom<String> for Edge {
    type Error = NotAnEdge;

    fn try_from(text: String) -> Result<Edge, NotAnEdge> {
        let error = || NotAnEdge(text.clone());
        // A number of thousandths is what `em` counts in.
        let share = text.trim().strip_suffix('%').map(|number| format!("{number}em").parse());
        let edge = match share.unwrap_or_else(|| text.parse()) {
            Ok(Measure::Em(share)) if text.contains('%') => Edge::Share(share),
            Ok(Measure::Absolute(length)) => Edge::Absolute(length),
            _ => return Err(error()),
        };
        match edge {
            Edge::Absolute(Length(number)) | Edge::Share(number) if number < 0 => Err(error()),
            edge => Ok(edge),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::theme::layers::Setting;
    use crate::theme::{self, load};

    /// Margins inside and outside and the column, in whole millimetres.
    fn sides_of(settings: &[&str]) -> (i64, i64, i64) {
        let settings: Vec<Setting> =
            settings.iter().map(|text| Setting::typed(text).unwrap()).collect();
        let theme = load::with_settings(load::text_of("article").unwrap(), &settings).unwrap();
        let millimetres = |length: Length| length.scale(25_400, 72 * Length::POINT * 1000).0;
        let page = theme.page;
        let (inside, outside) = (page.margin_inside.absolute(), page.margin_outside.absolute());
        let column = page.width.absolute() - inside - outside;
        (millimetres(inside), millimetres(outside), millimetres(column))
    }

    #[test]
    fn margins_go_with_the_paper() {
        assert_eq!(sides_of(&[]), (47, 47, 116));
        assert_eq!(sides_of(&["page.size=Letter"]), (50, 50, 116));
        let (inside, outside, column) = sides_of(&["page.size=a5"]);
        assert!(inside == outside && column > 105, "{inside} {column}");
        let (inside, outside, column) = sides_of(&["page.mirrored=true"]);
        assert!(inside < outside && column == 116, "{inside} {outside}");
        // Who names a margin gets it.
        assert_eq!(
            sides_of(&["page.margin-inside=20mm", "page.margin-outside=30mm"]),
            (25, 25, 160)
        );
    }

    #[test]
    fn sizes_have_names_or_sides() {
        let a5: PageSize = "a5".parse().unwrap();
        assert_eq!("148mm x 210mm".parse(), Ok(a5));
        assert_eq!("14.8cm×21cm".parse(), Ok(a5));
        let error = "leter".parse::<PageSize>().unwrap_err().to_string();
        assert!(error.contains("did you mean Letter?"), "{error}");
        for text in ["", "x", "10mm", "0x10mm", "-1mm x 2mm", "1em x 2em"] {
            assert!(text.parse::<PageSize>().is_err(), "{text}");
        }
    }

    #[test]
    fn spines_follow_the_direction_of_reading() {
        let mut page = theme::built_in().page.clone();
        let (inside, outside) = (Length::points(40), Length::points(60));
        page.margin_inside = Measure::Absolute(inside);
        page.margin_outside = Measure::Absolute(outside);
        page.mirrored = true;
        let left =
            |page: &Page, direction| [0, 1].map(|number| page.left_margin(number, direction));
        assert_eq!(left(&page, Direction::LeftToRight), [inside, outside]);
        assert_eq!(left(&page, Direction::RightToLeft), [outside, inside]);
        page.mirrored = false;
        assert_eq!(left(&page, Direction::LeftToRight), [inside, inside]);
    }
}
