//! Tables: widths from the content, cells set apart and put side by side.

use super::galley::{Cut, Galley, Strip, decoration, flatten, shifted};
use super::layout::{Item, TagId};
use super::opportunities::opportunities;
use super::text::Text;
use super::typesetter::Typesetter;
use crate::backends::RenderError;
use crate::compose::flow::{Group, Node, Structure, Table, TableCell, TableRow};
use crate::length::Length;

/// The least and the most width that text can use.
#[derive(Debug, Clone, Copy, Default)]
struct Need {
    /// The width of its widest word.
    least: Length,
    /// The width of its longest line when none is broken.
    most: Length,
}

/// A column of a table: where it begins and how wide it is.
#[derive(Debug, Clone, Copy)]
struct Column {
    left: Length,
    width: Length,
}

/// A cell that has been set.
struct SetCell<'a> {
    row: usize,
    rowspan: usize,
    left: Length,
    galley: Galley<'a>,
}

impl<'a> Typesetter<'a> {
    /// Sets a table in a column of a width.
    pub(super) fn table(
        &mut self,
        table: &Table<'a>,
        parent: TagId,
        width: Length,
        galley: &mut Galley<'a>,
    ) -> Result<(), RenderError> {
        let needs = self.needs(table)?;
        let gap = self.theme.blocks.column_gap.resolve(self.theme.body_size());
        let columns = columns(&needs, width, gap);
        let mut cells = Vec::new();
        for (index, row) in table.rows.iter().enumerate() {
            let tag = self.tags.node(parent, Structure::TableRow, None);
            for cell in &row.cells {
                cells.push(self.cell(cell, index, tag, &columns)?);
            }
        }
        self.rows(table, cells, &columns, galley);
        Ok(())
    }

    fn cell(
        &mut self,
        cell: &TableCell<'a>,
        row: usize,
        tag: TagId,
        columns: &[Column],
    ) -> Result<SetCell<'a>, RenderError> {
        let tag = self.tags.node(tag, cell.structure.clone(), None);
        let (first, last) = (columns[cell.column], columns[cell.column + cell.colspan - 1]);
        let mut galley = Galley::default();
        self.nodes(&cell.children, tag, last.left + last.width - first.left, &mut galley)?;
        Ok(SetCell { row, rowspan: cell.rowspan, left: first.left, galley })
    }

    /// What each column needs: the most of its cells that stand in it alone.
    fn needs(&mut self, table: &Table<'a>) -> Result<Vec<Need>, RenderError> {
        let mut needs = vec![Need::default(); table.columns.len()];
        for cell in table.rows.iter().flat_map(|row: &TableRow<'a>| &row.cells) {
            let need = self.need(&cell.children)?;
            let share = |length: Length| length / cell.colspan as i64;
            for column in &mut needs[cell.column..cell.column + cell.colspan] {
                column.least = column.least.max(share(need.least));
                column.most = column.most.max(share(need.most));
            }
        }
        Ok(needs)
    }

    fn need(&mut self, nodes: &[Node<'a>]) -> Result<Need, RenderError> {
        let mut need = Need::default();
        for node in nodes {
            let inner = match node {
                Node::Paragraph(paragraph) => {
                    let text = self.text(paragraph, None, self.body_width())?;
                    self.text_need(&text)
                }
                Node::Group(group) => self.group_need(group)?,
                Node::Code(_) | Node::Table(_) | Node::Picture(_) => {
                    let half = self.body_width() / 2;
                    Need { least: half / 4, most: half }
                }
                Node::PageBreak => Need::default(),
            };
            need.least = need.least.max(inner.least);
            need.most = need.most.max(inner.most);
        }
        Ok(need)
    }

    fn group_need(&mut self, group: &Group<'a>) -> Result<Need, RenderError> {
        let indents = group.indent_start + group.indent_end;
        let inner = self.need(&group.children)?;
        Ok(Need { least: inner.least + indents, most: inner.most + indents })
    }

    fn text_need(&mut self, text: &Text<'a>) -> Need {
        let shaped = self.shape(text);
        let mut least = Length::ZERO;
        let mut start = 0;
        for at in opportunities(&text.text) {
            let end = start + text.text[start..at].trim_end().len();
            least = least.max(shaped.advances[end] - shaped.advances[start]);
            start = at;
        }
        // A scaled point of rounding must not break a line that just fits.
        let most = shaped.advances[text.text.len()] + Length(1);
        Need { least: least + Length(1), most }
    }

    /// Puts the cells of each row side by side.
    fn rows(
        &self,
        table: &Table<'a>,
        cells: Vec<SetCell<'a>>,
        columns: &[Column],
        galley: &mut Galley<'a>,
    ) {
        let heights = row_heights(table.rows.len(), &cells);
        let right = columns.last().map_or(Length::ZERO, |column| column.left + column.width);
        let mut cells = cells.into_iter().peekable();
        let count = table.rows.len();
        let padding = self.theme.blocks.line_width.absolute() * ROW_PADDING;
        let mut spanned_until = 0;
        for (index, height) in heights.into_iter().enumerate() {
            let mut row = Strip::new(height + padding * 2);
            let mut inside = Vec::new();
            let in_span = index < spanned_until;
            while let Some(cell) = cells.next_if(|cell| cell.row == index) {
                spanned_until = spanned_until.max(index + cell.rowspan);
                inside.push(cell);
            }
            if index == 1 || index + 1 == count || index == table.head || in_span {
                row.cut = Cut::Avoid;
            }
            if row.height > self.body_height() {
                stack(inside, galley);
                continue;
            }
            for cell in inside {
                let left = cell.left;
                let cell = flatten(cell.galley);
                row.items
                    .extend(cell.items.into_iter().map(|placed| shifted(placed, left, padding)));
                row.anchors.extend(cell.anchors);
            }
            self.row_lines(index, table, right, &mut row);
            galley.push(row);
        }
    }

    /// Lines over the table, under its head and under its end.
    fn row_lines(&self, index: usize, table: &Table<'a>, right: Length, row: &mut Strip<'a>) {
        let blocks = &self.theme.blocks;
        let height = blocks.line_width.absolute();
        let mut line = |y: Length| {
            let item = Item::Rule { width: right, height, color: blocks.line_color };
            row.items.push(decoration(Length::ZERO, y, item));
        };
        if index == 0 {
            line(Length::ZERO);
        }
        if index + 1 == table.head || index + 1 == table.rows.len() {
            let bottom = row.height - height;
            line(bottom);
        }
    }
}

/// Space above and below the text of a row, in widths of a line.
const ROW_PADDING: i64 = 5;

/// The heights of rows: of the cells that stand in one row, then as much more
/// in the last row of a cell that spans several as it still needs.
fn row_heights(rows: usize, cells: &[SetCell<'_>]) -> Vec<Length> {
    let mut heights = vec![Length::ZERO; rows];
    for cell in cells.iter().filter(|cell| cell.rowspan == 1) {
        heights[cell.row] = heights[cell.row].max(cell.galley.height());
    }
    for cell in cells.iter().filter(|cell| cell.rowspan > 1) {
        let last = (cell.row + cell.rowspan).min(rows) - 1;
        let have: Length = heights[cell.row..=last].iter().copied().sum();
        heights[last] += (cell.galley.height() - have).max(Length::ZERO);
    }
    heights
}

/// The cells of a row higher than a page, one under the other: nothing is cut off.
fn stack<'a>(cells: Vec<SetCell<'a>>, galley: &mut Galley<'a>) {
    for cell in cells {
        let first = galley.strips.len();
        for mut strip in cell.galley.strips {
            galley.space(strip.space_before);
            strip.space_before = Length::ZERO;
            galley.push(strip);
        }
        galley.indent(first, cell.left);
    }
}

/// Widths of columns: what they can use where there is room; otherwise what
/// they need at least (or an even share, see [`widest_share`]), and a share of the rest by how much more they could use.
fn columns(needs: &[Need], width: Length, gap: Length) -> Vec<Column> {
    // Gaps take half of the width at most: of many columns, each keeps some.
    let gaps = (needs.len() as i64 - 1).max(0);
    let gap = gap.min(width / (2 * gaps.max(1)));
    let available = width - gap * gaps;
    let most: Length = needs.iter().map(|need| need.most).sum();
    let least: Length = needs.iter().map(|need| need.least).sum();
    let widest = widest_share(needs, available);
    let width_of = |need: &Need| {
        if most <= available {
            need.most
        } else if least >= available {
            need.least.min(widest)
        } else {
            let wish = need.most - need.least;
            need.least + (available - least).scale(wish.0, (most - least).0.max(1))
        }
    };
    let mut left = Length::ZERO;
    let place = |need: &Need| {
        let column = Column { left, width: width_of(need) };
        left += column.width + gap;
        column
    };
    needs.iter().map(place).collect()
}

/// The width that no column exceeds where not all get what they need: narrow
/// columns keep theirs, and the others share the rest alike.
fn widest_share(needs: &[Need], available: Length) -> Length {
    let mut least: Vec<Length> = needs.iter().map(|need| need.least).collect();
    least.sort_unstable();
    let (mut rest, mut columns) = (available, least.len() as i64);
    for need in least {
        if need * columns >= rest {
            return rest / columns;
        }
        rest -= need;
        columns -= 1;
    }
    available
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn narrow_columns_keep_what_they_need() {
        let need = |least| Need { least: Length::points(least), most: Length::points(least * 3) };
        let widths = |available: i64| -> Vec<Length> {
            let columns =
                columns(&[need(10), need(100), need(60)], Length::points(available), Length::ZERO);
            columns.iter().map(|column| column.width).collect()
        };
        assert_eq!(widths(110), [10, 50, 50].map(Length::points));
        assert_eq!(widths(150), [10, 80, 60].map(Length::points));
        assert_eq!(widths(12), [4, 4, 4].map(Length::points));
    }
}
