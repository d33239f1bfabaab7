//! What is worth how much when columns are ended: one currency, that of the
//! demerits of lines divided by what a paragraph's line is worth.

/// An end where none should be: as much as a page that is empty but for some
/// lines. Nothing less is given to save a lone line.
pub(super) const FORBIDDEN: i64 = 4_000_000;
/// Ways that cost so much more than another to the same place are given up.
pub(super) const HOPELESS: i64 = 60_000;
/// A line that ends with a hyphen at the end of a column, and where the reader
/// must turn the page.
pub(super) const HYPHEN: i64 = 4_000;
pub(super) const HYPHEN_AT_TURN: i64 = 40_000;
/// A column that ends so many lines early, by the square of their number.
pub(super) const SHORT: i64 = 3_000;
/// The same for each of the columns seen together that all end on the same line.
pub(super) const ALL_SHORT: i64 = 400;
/// By more lines than that no column ends early for the sake of another.
pub(super) const MOST_ALL_SHORT: i64 = 1;
/// A last page of less than [`FEWEST_LINES`] in each of its columns.
pub(super) const MEAGRE: i64 = 5_000;
pub(super) const FEWEST_LINES: i64 = 4;
/// A note that goes on in the next column.
pub(super) const CARRIED: i64 = 20_000;
/// How many paragraphs of a column may give.
pub(super) const MOST_GIVEN: i64 = 3;
/// How many lines a column may end early before other ends are looked at only
/// because there is nothing better.
pub(super) const MOST_SHORT: i64 = 5;
/// How many strips ahead ways are compared.
pub(super) const AHEAD: usize = 64;
