//! Tables, as they are since version 1.22.

use serde_json::Value;

use super::{Reader, element, list};
use crate::article::{Alignment, Cell, Row, Table};

impl Reader<'_> {
    /// Reads attributes, caption, columns, head, bodies and foot. A foot is a part of the body
    /// at its end; heads of bodies likewise are rows of headers in it.
    pub(super) fn table(&mut self, c: &Value) -> Table {
        let columns = list(&c[2]).iter();
        let columns = columns.map(|column| alignment(&column[0]).unwrap_or_default()).collect();
        let caption = self.only_run(&c[1][1]);
        let head = self.rows(&c[3][1], 0, false);
        let mut body = Vec::new();
        for part in list(&c[4]) {
            let headers = part[1].as_u64().unwrap_or(0) as usize;
            body.extend(self.rows(&part[2], 0, true));
            body.extend(self.rows(&part[3], headers, false));
        }
        body.extend(self.rows(&c[5][1], 0, false));
        Table { caption, columns, head, body }
    }

    /// Rows whose first cells, or all, are headers.
    fn rows(&mut self, value: &Value, headers: usize, all: bool) -> Vec<Row> {
        let rows = list(value).iter().map(|row| {
            let mut column = 0;
            let cells = list(&row[1]).iter().map(|cell| {
                let header = all || column < headers;
                let cell = self.cell(cell, header);
                column += usize::from(cell.colspan);
                cell
            });
            Row { cells: cells.collect() }
        });
        rows.collect()
    }

    fn cell(&mut self, value: &Value, header: bool) -> Cell {
        let span = |value: &Value| {
            value.as_u64().and_then(|span| u16::try_from(span).ok()).unwrap_or(1).max(1)
        };
        Cell {
            alignment: alignment(&value[1]),
            rowspan: span(&value[2]),
            colspan: span(&value[3]),
            blocks: self.blocks(&value[4]),
            header,
        }
    }
}

fn alignment(value: &Value) -> Option<Alignment> {
    match element(value).0 {
        "AlignLeft" => Some(Alignment::Left),
        "AlignCenter" => Some(Alignment::Center),
        "AlignRight" => Some(Alignment::Right),
        _ => None,
    }
}
