//! Tables, with an explicit grid and a head that is repeated on each page.

use docx_rs::{
    DocumentChild, Table as WordTable, TableCell, TableCellContent, TableLayoutType, TableRow,
    VMergeType, WidthType,
};

use crate::article::{Alignment, Cell, Table, plain_text};
use crate::language::Direction;
use crate::language::captions::Captioned;
use crate::source::Span;
use crate::theme::Role;

use super::super::marks::encode_indexed;
use super::super::styles::{Base, Side};
use super::super::units::twips;
use super::Writer;
use super::grid::{Grid, GridRow, MAX_COLUMNS, Slot, widths};
use super::place::Place;

/// What is to be said of a table and `docx-rs` cannot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in super::super) struct TableFacts {
    /// How many rows are repeated on each page.
    pub head: usize,
    /// Whether the first column stands at the right.
    pub rtl: bool,
    /// The caption in plain text; empty when there is none.
    pub caption: String,
}

impl<'a> Writer<'a, '_> {
    pub(super) fn table(&mut self, table: &'a Table, place: &Place<'a>, span: Span) {
        let grid = Grid::of(table);
        if grid.rows.iter().any(|row| !row.surplus.is_empty()) {
            let construct = format!("tables of more than {MAX_COLUMNS} columns");
            self.shown_otherwise(&construct, "ones whose last column holds the rest", span);
        }
        self.begin_table(table, place);
        if grid.rows.is_empty() {
            return;
        }
        let word_table = self.word_table(table, &grid, place);
        self.out.push(DocumentChild::Table(Box::new(word_table)));
        self.last = None;
        self.opens = true;
        self.after_text = false;
    }

    /// Whatever stands before the table itself: the mark of its item, its caption, space.
    fn begin_table(&mut self, table: &'a Table, place: &Place<'a>) {
        self.end_after_table();
        self.bare_mark(place);
        if table.caption.is_empty() {
            return self.close_last();
        }
        self.opens |= !self.out.is_empty();
        let children = self.caption(&table.caption, Captioned::Table, Base::TableCaption, place);
        self.push(Base::TableCaption, place, children);
    }

    fn word_table(&mut self, table: &'a Table, grid: &Grid<'a>, place: &Place<'a>) -> WordTable {
        let style = self.theme.style(Role::TableCell);
        // Characters of book faces take less than half the size of the type on
        // average; the rest is for bold heads in the wide faces that stand in on
        // systems with few fonts, where a word would otherwise be torn.
        let character = twips(style.size.absolute()) * 3 / 4;
        let padding = twips(self.theme.body_length(self.theme.blocks.column_gap));
        let columns = widths(grid, place.width(), character, padding);
        let index = self.tables.len();
        self.tables.push(TableFacts {
            head: grid.head,
            rtl: place.direction == Direction::RightToLeft,
            caption: plain_text(&table.caption),
        });
        let mut rows = Vec::with_capacity(grid.rows.len());
        for (number, row) in grid.rows.iter().enumerate() {
            let head = number < grid.head;
            rows.push(self.row(row, head, table, &columns, padding, place));
        }
        let sizes: Vec<usize> = columns.iter().map(|width| *width as usize).collect();
        WordTable::without_borders(rows)
            .width(sizes.iter().sum(), WidthType::Dxa)
            .indent(place.left)
            .layout(TableLayoutType::Autofit)
            .style(encode_indexed(self.styles.table(), index))
            .set_grid(sizes)
    }

    fn row(
        &mut self,
        row: &GridRow<'a>,
        head: bool,
        table: &Table,
        columns: &[i32],
        padding: i32,
        place: &Place<'a>,
    ) -> TableRow {
        let mut cells = Vec::with_capacity(row.slots.len());
        let mut column = 0;
        for (index, slot) in row.slots.iter().enumerate() {
            let after = (column + slot.columns()).min(columns.len());
            let width: i32 = columns[column.min(after)..after].iter().sum();
            let natural = table.columns.get(column).copied().unwrap_or_default();
            let surplus = if index + 1 == row.slots.len() { &row.surplus[..] } else { &[] };
            let inner = in_cell(place, width - padding, head);
            let mut cell = self.cell(slot, surplus, natural, &inner);
            cell = cell.width(width.max(0) as usize, WidthType::Dxa);
            if slot.columns() > 1 {
                cell = cell.grid_span(slot.columns());
            }
            cells.push(cell);
            column = after;
        }
        TableRow::new(cells).cant_split()
    }

    fn cell(
        &mut self,
        slot: &Slot<'a>,
        surplus: &[&'a Cell],
        column: Alignment,
        place: &Place<'a>,
    ) -> TableCell {
        let mut word_cell = TableCell::new();
        let mut held: Vec<&'a Cell> = Vec::new();
        match slot {
            Slot::Cell { cell, goes_on, .. } => {
                held.push(cell);
                if *goes_on {
                    word_cell = word_cell.vertical_merge(VMergeType::Restart);
                }
            }
            Slot::Covered { .. } => word_cell = word_cell.vertical_merge(VMergeType::Continue),
            Slot::Empty => {}
        }
        held.extend(surplus);
        let (children, ()) = self.aside(|writer| {
            for cell in held {
                writer.cell_blocks(cell, column, place);
            }
            if writer.out.is_empty() {
                writer.push(place.text, place, Vec::new());
            }
        });
        word_cell.children = children.into_iter().filter_map(cell_content).collect();
        word_cell
    }

    fn cell_blocks(&mut self, cell: &'a Cell, column: Alignment, place: &Place<'a>) {
        let mut place = *place;
        if cell.header {
            place.text = Base::TableHead;
        }
        place.side = side(cell.alignment.unwrap_or(column));
        self.blocks(&cell.blocks, &place);
        self.end_after_table();
    }
}

/// The place of a cell's text.
fn in_cell<'a>(place: &Place<'a>, width: i32, head: bool) -> Place<'a> {
    let text = if head { Base::TableHead } else { Base::TableText };
    let mut inner = place.within(-place.left, -place.right, text);
    inner.column = width.max(1);
    inner.bar = None;
    inner.side = None;
    inner
}

fn side(alignment: Alignment) -> Option<Side> {
    match alignment {
        Alignment::Natural => None,
        Alignment::Left => Some(Side::Left),
        Alignment::Center => Some(Side::Center),
        Alignment::Right => Some(Side::Right),
    }
}

fn cell_content(child: DocumentChild) -> Option<TableCellContent> {
    match child {
        DocumentChild::Paragraph(paragraph) => Some(TableCellContent::Paragraph(paragraph)),
        DocumentChild::Table(table) => Some(TableCellContent::Table(table)),
        // The body makes no other kinds.
        _ => None,
    }
}
