//! Rows: cells that were set, side by side in strips.

use std::collections::VecDeque;

use crate::length::Length;
use crate::typeset::galley::{Cut, Galley, Strip, decoration, flatten};
use crate::typeset::layout::Item;

/// A cell that has been set.
pub(super) struct SetCell<'a> {
    /// The row of its block in which it begins.
    pub row: usize,
    /// The last row of its block that it covers.
    pub last: usize,
    /// Its left edge.
    pub left: Length,
    /// Whether it stands at the lower edge of its rows: in heads, where text
    /// stands over the column that it names.
    pub hangs: bool,
    /// The line under it.
    pub line: Option<Item<'a>>,
    /// What stands in it.
    pub galley: Galley<'a>,
}

/// The left end and the length of a line.
type Edges = (Length, Length);

/// Rows that stay together because cells span them; most often one.
pub(super) struct Block<'a> {
    cells: Vec<SetCell<'a>>,
    heights: Vec<Length>,
    padding: Length,
    /// The lines over and under it.
    pub lines: (Option<Edges>, Option<Edges>),
}

impl<'a> Block<'a> {
    /// A block of some rows, whose cells stand in the order in which they are read.
    pub fn new(cells: Vec<SetCell<'a>>, rows: usize, padding: Length) -> Block<'a> {
        let heights = heights(rows, &cells, padding);
        Block { cells, heights, padding, lines: (None, None) }
    }

    /// The same with lines over and under it.
    pub fn with_lines(mut self, over: Option<Edges>, under: Option<Edges>) -> Block<'a> {
        self.lines = (over, under);
        self
    }

    /// How high it is when it is whole.
    pub fn height(&self) -> Length {
        self.heights.iter().copied().sum()
    }

    /// All of it as one strip.
    pub fn whole(self) -> Strip<'a> {
        let mut strip = Strip::new(self.height());
        let mut lines = Vec::new();
        for cell in self.cells {
            let above: Length = self.heights[..cell.row].iter().copied().sum();
            let room: Length = self.heights[cell.row..=cell.last].iter().copied().sum();
            let inside = flatten(cell.galley);
            let free = room - self.padding * 2 - inside.height;
            let down = above + self.padding + if cell.hangs { free } else { Length::ZERO };
            strip.take_in(inside, cell.left, down);
            lines.extend(cell.line.map(|line| decoration(cell.left, above + room, line)));
        }
        strip.items.extend(lines);
        strip
    }

    /// The block as strips of which each holds the next lines of all its cells,
    /// so that the cells go on side by side on the next page. Each row ends
    /// with the last line of the cells that end there; those that span more rows
    /// fill what room these leave.
    pub fn pieces(self) -> Vec<Strip<'a>> {
        let rows = self.heights.len();
        let mut waiting = self.cells.into_iter().map(Open::new).peekable();
        let mut open: Vec<Open<'a>> = Vec::new();
        let mut strips: Vec<Strip<'a>> = Vec::new();
        for row in 0..rows {
            while let Some(cell) = waiting.next_if(|cell| cell.row <= row) {
                open.push(cell);
            }
            let first = strips.len();
            loop {
                let must = open.iter().filter(|cell| cell.last <= row || row + 1 == rows);
                let height = must.filter_map(Open::next_height).max();
                if height.is_none() && strips.len() > first {
                    break;
                }
                strips.push(piece(&mut open, height.unwrap_or_default()));
            }
            pad(&mut strips[first..], self.padding);
            open.retain(|cell| cell.next_height().is_some());
        }
        strips
    }
}

/// A cell whose lines are being placed.
struct Open<'a> {
    row: usize,
    last: usize,
    left: Length,
    strips: VecDeque<Strip<'a>>,
}

impl<'a> Open<'a> {
    fn new(cell: SetCell<'a>) -> Open<'a> {
        let SetCell { row, last, left, galley, .. } = cell;
        Open { row, last, left, strips: galley.strips.into() }
    }

    /// How much room the next line needs.
    fn next_height(&self) -> Option<Length> {
        self.strips.front().map(|strip| strip.space_before + strip.height)
    }
}

/// A strip of a height with what fits there of each cell's next lines.
fn piece<'a>(cells: &mut [Open<'a>], height: Length) -> Strip<'a> {
    let mut piece = Strip::new(height);
    for cell in cells {
        let mut filled = Length::ZERO;
        while cell.next_height().is_some_and(|next| filled + next <= height)
            && let Some(strip) = cell.strips.pop_front()
        {
            let down = filled + strip.space_before;
            filled = down + strip.height;
            piece.take_in(strip, cell.left, down);
        }
    }
    piece
}

/// Puts the space of a row over its first and under its last piece, and lets
/// neither stand alone.
fn pad(pieces: &mut [Strip<'_>], padding: Length) {
    let count = pieces.len();
    if let Some(first) = pieces.first_mut() {
        first.height += padding;
        let items = first.items.iter_mut();
        items.for_each(|placed| placed.at.y += padding);
    }
    if let Some(last) = pieces.last_mut() {
        last.height += padding;
    }
    for (index, piece) in pieces.iter_mut().enumerate().skip(1) {
        piece.goes_on = true;
        if index == 1 || index + 1 == count {
            piece.cut = Cut::Avoid;
        }
    }
}

/// The heights of rows: of the cells that stand in one row; then what a cell
/// that spans several still needs is shared by these alike.
fn heights(rows: usize, cells: &[SetCell<'_>], padding: Length) -> Vec<Length> {
    let mut heights = vec![padding * 2; rows];
    let own = |cell: &SetCell<'_>| cell.galley.height() + padding * 2;
    for cell in cells.iter().filter(|cell| cell.last == cell.row) {
        heights[cell.row] = heights[cell.row].max(own(cell));
    }
    for cell in cells.iter().filter(|cell| cell.last > cell.row) {
        let spanned = &mut heights[cell.row..=cell.last];
        let have: Length = spanned.iter().copied().sum();
        let mut lacks = (own(cell) - have).max(Length::ZERO);
        for (left, height) in (1..=spanned.len() as i64).rev().zip(spanned) {
            let share = lacks / left;
            *height += share;
            lacks -= share;
        }
    }
    heights
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A cell of some lines, each ten points high.
    fn cell(row: usize, last: usize, lines: usize) -> SetCell<'static> {
        let mut galley = Galley::default();
        (0..lines).for_each(|_| galley.push(Strip::new(Length::points(10))));
        SetCell { row, last, left: Length::ZERO, hangs: false, line: None, galley }
    }

    fn points(lengths: &[Length]) -> Vec<i64> {
        lengths.iter().map(|length| length.0 / Length::POINT).collect()
    }

    #[test]
    fn rows_share_what_a_cell_over_them_needs() {
        let cells = [cell(0, 0, 1), cell(1, 1, 3), cell(0, 1, 8), cell(2, 2, 0)];
        assert_eq!(points(&heights(3, &cells, Length::ZERO)), [30, 50, 0]);
        assert_eq!(points(&heights(3, &cells, Length::points(2))), [32, 52, 4]);
    }

    #[test]
    fn pieces_hold_all_lines_side_by_side() {
        let line = |cell: SetCell<'static>, mark: i64| {
            let mut cell = cell;
            for strip in &mut cell.galley.strips {
                strip.anchors.push(mark.to_string());
            }
            cell
        };
        let cells = vec![line(cell(0, 1, 4), 1), line(cell(0, 0, 2), 2), line(cell(1, 1, 1), 3)];
        let pieces = Block::new(cells, 2, Length::ZERO).pieces();
        let marks: Vec<String> = pieces.iter().map(|piece| piece.anchors.concat()).collect();
        assert_eq!(marks, ["12", "12", "13", "1"]);
        assert_eq!(pieces[1].cut, Cut::Avoid);
    }
}
