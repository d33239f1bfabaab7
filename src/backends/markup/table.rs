//! Tables.

use super::{Markup, SCROLLS, Scope, columns};
use crate::article::{Alignment, Cell, Row, Table, grid};

/// The widest span that HTML allows.
const MOST_SPANNED: u16 = 1000;

impl Markup<'_> {
    pub(super) fn table(&mut self, table: &Table, scope: Scope<'_>) {
        let wide = if self.around.scrolls() { None } else { columns::wide(table) };
        let class = match &wide {
            None => None,
            Some(wide) => Some(if wide.is_tight { "wide small" } else { "wide" }),
        };
        let class: Vec<_> = class.map(|class| ("class", class)).into_iter().collect();
        // The frame can scroll where a table is wider than the screen.
        self.line("div", &[("class", "table"), SCROLLS], scope, |m| {
            m.line("table", &class, Scope::default(), |m| {
                m.out.push('\n');
                if !table.caption.is_empty() {
                    m.line("caption", &[], Scope::default(), |m| m.inlines(&table.caption));
                }
                if let Some(wide) = &wide {
                    m.shares(&wide.shares);
                }
                m.rows("thead", &table.head, &table.columns);
                m.rows("tbody", &table.body, &table.columns);
            });
        });
    }

    /// The widths of columns, as shares of the table's.
    fn shares(&mut self, shares: &[usize]) {
        self.out.push_str("<colgroup>");
        for share in shares {
            let (whole, tenths) = (share / 10, share % 10);
            self.out.push_str(&format!("<col style=\"width: {whole}.{tenths}%\"/>"));
        }
        self.out.push_str("</colgroup>\n");
    }

    fn rows(&mut self, name: &str, rows: &[Row], columns: &[Alignment]) {
        if rows.is_empty() {
            return;
        }
        let starts = grid::columns(rows);
        self.line(name, &[], Scope::default(), |m| {
            m.out.push('\n');
            for (row, starts) in rows.iter().zip(&starts) {
                m.line("tr", &[], Scope::default(), |m| {
                    for (cell, column) in row.cells.iter().zip(starts) {
                        let own = cell.alignment.or(columns.get(*column).copied());
                        m.cell(cell, name == "thead", own.unwrap_or_default());
                    }
                });
            }
        });
    }

    fn cell(&mut self, cell: &Cell, head: bool, alignment: Alignment) {
        let (colspan, rowspan) = (cell.colspan.clamp(1, MOST_SPANNED), cell.rowspan.max(1));
        let (columns, rows) = (colspan.to_string(), rowspan.to_string());
        let scope = match (head, cell.header) {
            (true, _) => Some(if colspan > 1 { "colgroup" } else { "col" }),
            (false, true) => Some(if rowspan > 1 { "rowgroup" } else { "row" }),
            (false, false) => None,
        };
        let class = match alignment {
            Alignment::Natural => None,
            Alignment::Left => Some("left"),
            Alignment::Center => Some("center"),
            Alignment::Right => Some("right"),
        };
        let attributes = [
            ("scope", scope),
            ("class", class),
            ("colspan", (colspan > 1).then_some(columns.as_str())),
            ("rowspan", (rowspan > 1).then_some(rows.as_str())),
        ];
        let given: Vec<_> =
            attributes.iter().filter_map(|(key, value)| Some((*key, (*value)?))).collect();
        let name = if scope.is_some() { "th" } else { "td" };
        self.line(name, &given, Scope::default(), |m| m.flow(&cell.blocks, true, |_| {}));
    }
}
