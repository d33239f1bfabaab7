//! How a table fits its column: as it is, closer, smaller, across all columns,
//! with divided words, and at last turned.

use std::ops::Range;

use super::widths::{Column, Need, Words, columns, least_sum, most_lines, yielding};
use crate::backends::RenderError;
use crate::compose::flow::Table;
use crate::language::Direction;
use crate::length::Length;
use crate::theme::Role;
use crate::typeset::typesetter::Typesetter;

/// Type of its own size, in thousandths.
pub(in crate::typeset) const WHOLE: i64 = 1000;
/// By how much type gets smaller at once, in thousandths.
const STEP: usize = 50;
/// Type may get so small before words are divided, in thousandths: nine points
/// become eight, which hardly shows.
const SMALL: i64 = 850;
/// A cell of more lines is high, and words may be divided to make it lower.
const HIGH: i64 = 8;
/// Even where nothing fits, a column is so many sizes of its type wide: type
/// gets smaller than the theme wants rather than leave its column.
const NARROWEST: i64 = 2;

/// How a table is set.
pub(super) struct Fit {
    /// The size of its type, in thousandths.
    pub scale: i64,
    /// Whether it stands on a page that is turned.
    pub turned: bool,
    /// Whether it goes across all columns of its page.
    pub wide: bool,
    /// The width of the column around it.
    pub width: Length,
    columns: Vec<Column>,
    direction: Direction,
}

/// One way to set a table.
#[derive(Clone, Copy)]
struct Way {
    width: Length,
    gap: Length,
    /// The size of type, in thousandths of what it is around the table.
    scale: i64,
    turned: bool,
}

impl Way {
    /// Whether all columns get what they need at least.
    fn holds(&self, needs: &[Need]) -> bool {
        let gaps = (needs.len() as i64 - 1).max(0);
        least_sum(needs, self.scale) + self.gap * gaps <= self.width
    }

    /// The room that the gaps leave, for type of its own size.
    fn room(&self, needs: &[Need]) -> Length {
        let gaps = (needs.len() as i64 - 1).max(0);
        (self.width - self.gap * gaps).scale(WHOLE, self.scale)
    }
}

impl<'a> Typesetter<'a> {
    /// The space between columns.
    pub(super) fn column_gap(&self) -> Length {
        self.theme.blocks.column_gap.resolve(self.theme.body_size()).per_mille(self.type_scale)
    }

    /// Chooses how a table is set in a column of a width.
    pub(super) fn fit(&mut self, table: &Table<'a>, width: Length) -> Result<Fit, RenderError> {
        let gap = self.column_gap();
        let whole = self.needs(table, Words::Whole, gap)?;
        let plain = Way { width, gap, scale: WHOLE, turned: false };
        let close = Way { gap: gap / 2, ..plain };
        let goes_across =
            self.theme.page.columns > 1 && width == self.column_width() && !self.in_cell;
        if goes_across && most_lines(&whole, close.room(&whole)) > HIGH {
            return self.fit_across(table);
        }
        if let Some(way) = [plain, close].into_iter().find(|way| way.holds(&whole)) {
            let yielding = self.yielding(table, &whole, way)?;
            return Ok(self.fit_of(table, way, yielding.as_ref().unwrap_or(&whole)));
        }
        if self.in_cell {
            // The table around it has chosen the size.
            return Ok(self.fit_of(table, close, &whole));
        }
        let scales = self.scales();
        let smallest = scales.last().copied().unwrap_or(WHOLE);
        let at = |way: Way| scales.iter().map(move |scale| Way { scale: *scale, ..way });
        if let Some(way) = at(close).filter(|way| way.scale >= SMALL).find(|way| way.holds(&whole))
        {
            let yielding = self.yielding(table, &whole, way)?;
            return Ok(self.fit_of(table, way, yielding.as_ref().unwrap_or(&whole)));
        }
        if goes_across {
            return self.fit_across(table);
        }
        let divided = self.needs(table, Words::Divided, gap)?;
        // Words are divided when smaller type alone has not helped.
        if let Some(way) =
            at(close).filter(|way| way.scale <= SMALL.max(smallest)).find(|way| way.holds(&divided))
        {
            return Ok(self.fit_of(table, way, &divided));
        }
        let turned = Way { width: self.body_height(), turned: true, ..plain };
        let turns = self.theme.tables.turn && turned.width > width;
        let last = if turns { turned } else { plain };
        let wide = [last, Way { gap: gap / 2, ..last }];
        let mut ways = wide.into_iter().flat_map(at);
        if let Some(way) = ways.clone().find(|way| way.holds(&whole)) {
            return Ok(self.fit_of(table, way, &whole));
        }
        let way = ways.find(|way| way.holds(&divided));
        let way = way.unwrap_or_else(|| self.last_way(wide[1], &scales, divided.len()));
        Ok(self.fit_of(table, way, &divided))
    }

    /// Chooses how a table is set across all columns of the page.
    fn fit_across(&mut self, table: &Table<'a>) -> Result<Fit, RenderError> {
        let fit = self.fit(table, self.body_width())?;
        Ok(Fit { wide: !fit.turned, ..fit })
    }

    /// What columns need where long words are divided for the sake of much text
    /// beside them: where that makes the highest cell lower by a third.
    fn yielding(
        &mut self,
        table: &Table<'a>,
        whole: &[Need],
        way: Way,
    ) -> Result<Option<Vec<Need>>, RenderError> {
        let available = way.room(whole);
        let lines = most_lines(whole, available);
        if lines <= HIGH {
            return Ok(None);
        }
        let divided = yielding(self.needs(table, Words::Divided, way.gap)?, available);
        Ok((most_lines(&divided, available) * 3 <= lines * 2).then_some(divided))
    }

    /// What is left where nothing fits: gaps that leave half of the width, and
    /// type that has room in its columns.
    fn last_way(&self, way: Way, scales: &[i64], count: usize) -> Way {
        let count = count.max(1) as i64;
        let gap = way.gap.min(way.width / (2 * count));
        let room = (way.width - gap * (count - 1)) / count;
        let size = self.style(Role::TableCell).size.absolute();
        let scale = (room / NARROWEST).0.saturating_mul(WHOLE) / size.0.max(1);
        let smallest = scales.last().copied().unwrap_or(WHOLE);
        Way { gap, scale: scale.clamp(1, smallest), ..way }
    }

    /// The sizes that type may have, in thousandths, from the largest to the smallest.
    fn scales(&self) -> Vec<i64> {
        let tables = &self.theme.tables;
        let size = self.style(Role::TableCell).size.absolute();
        let floor = tables.smallest_size.absolute().0.saturating_mul(WHOLE) / size.0.max(1);
        let share = i64::from(tables.smallest_share) * 10;
        let smallest = (floor + 1).max(share).min(WHOLE);
        let steps = (smallest..WHOLE).rev().step_by(STEP).skip(1).map(|step| step + 1);
        [WHOLE].into_iter().chain(steps).chain([smallest]).collect()
    }

    fn fit_of(&self, table: &Table<'a>, way: Way, needs: &[Need]) -> Fit {
        let needs: Vec<Need> = needs.iter().map(|need| need.scaled(way.scale)).collect();
        // Gaps take half of the width at most: of many columns, each keeps some.
        let gaps = (needs.len() as i64 - 1).max(1);
        let gap = way.gap.min(way.width / (2 * gaps));
        Fit {
            scale: self.type_scale * way.scale / WHOLE,
            turned: way.turned,
            wide: false,
            width: way.width,
            columns: columns(&needs, way.width, gap),
            direction: table.direction,
        }
    }
}

impl Fit {
    /// How wide some columns are together, with the gaps between them.
    pub fn span(&self, columns: Range<usize>) -> Length {
        match self.columns.get(columns) {
            Some([first, .., last]) => last.left + last.width - first.left,
            Some([only]) => only.width,
            _ => Length::ZERO,
        }
    }

    /// The left edge of some columns. From right to left the first stands at the right.
    pub fn left(&self, columns: Range<usize>) -> Length {
        let start = self.columns.get(columns.start).map_or(Length::ZERO, |first| first.left);
        match self.direction {
            Direction::RightToLeft => self.width - start - self.span(columns),
            _ => start,
        }
    }

    /// How wide the table is.
    pub fn breadth(&self) -> Length {
        self.span(0..self.columns.len())
    }

    /// The left edge of the table.
    pub fn edge(&self) -> Length {
        self.left(0..self.columns.len())
    }
}
