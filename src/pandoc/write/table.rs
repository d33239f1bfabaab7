//! Tables.

use serde_json::{Value, json};

use super::{Writer, element, mark, plain};
use crate::article::{Alignment, Cell, Row, Table};
use crate::source::Span;

impl<'a> Writer<'a> {
    pub(super) fn table(&mut self, table: &'a Table) -> Value {
        let caption = self.caption(&table.caption);
        let columns: Value = table
            .columns
            .iter()
            .map(|column| json!([alignment(Some(*column)), mark("ColWidthDefault")]))
            .collect();
        let head = self.rows(&table.head);
        let body = self.rows(&table.body);
        // pandoc knows headers of rows only for whole columns.
        let headers = header_columns(table);
        let is_lost = |row: &Row| row.cells.iter().skip(headers).any(|cell| cell.header);
        if table.body.iter().any(is_lost) {
            self.shown_otherwise("a heading in a row", "a cell", Span::NONE);
        }
        let bodies = json!([[plain(), headers, [], body]]);
        let foot = json!([plain(), []]);
        element("Table", json!([plain(), caption, columns, [plain(), head], bodies, foot]))
    }

    fn rows(&mut self, rows: &'a [Row]) -> Value {
        let row = |row: &'a Row| {
            let cells: Value = row.cells.iter().map(|cell| self.cell(cell)).collect();
            json!([plain(), cells])
        };
        rows.iter().map(row).collect()
    }

    fn cell(&mut self, cell: &'a Cell) -> Value {
        let only = cell.blocks.len() == 1;
        let name = if only { "Plain" } else { "Para" };
        let blocks: Value = cell.blocks.iter().map(|block| self.block(block, name)).collect();
        json!([plain(), alignment(cell.alignment), cell.rowspan, cell.colspan, blocks])
    }
}

/// How many columns begin each row of the body with headers.
fn header_columns(table: &Table) -> usize {
    let width = |row: &Row| {
        let headers = row.cells.iter().take_while(|cell| cell.header);
        headers.map(|cell| usize::from(cell.colspan)).sum::<usize>()
    };
    let spanned = table.body.iter().any(|row| row.cells.iter().any(|cell| cell.rowspan > 1));
    if spanned { 0 } else { table.body.iter().map(width).min().unwrap_or(0) }
}

fn alignment(alignment: Option<Alignment>) -> Value {
    mark(match alignment {
        None | Some(Alignment::Natural) => "AlignDefault",
        Some(Alignment::Left) => "AlignLeft",
        Some(Alignment::Center) => "AlignCenter",
        Some(Alignment::Right) => "AlignRight",
    })
}
