//! Tables of the article become tables of the flow.

use super::lower::{Lowering, Setting};
use super::{Group, Node, Structure, Table, TableCell, TableRow, numbers};
use crate::article::{self, Alignment, grid};
use crate::source::Span;
use crate::theme::Role;

impl<'a> Lowering<'_, 'a> {
    pub(super) fn table(
        &mut self,
        table: &'a article::Table,
        setting: Setting<'a>,
        span: Span,
    ) -> Node<'a> {
        let mut group = self.spaced(Structure::Table);
        let caption = (!table.caption.is_empty()).then(|| {
            let mut caption = self.caption(&table.caption, setting);
            caption.leads = true;
            caption
        });
        let head = table.head.len();
        let starts = [grid::columns(&table.head), grid::columns(&table.body)].concat();
        let mut columns = table.columns.clone();
        let width = grid::width(&table.head).max(grid::width(&table.body)).max(columns.len());
        columns.resize(width, Alignment::Natural);
        if self.theme.tables.numbers_right {
            numbers::align(&mut columns, &table.body, &starts[head..]);
        }
        let rows = table.head.iter().chain(&table.body).zip(starts).enumerate();
        let rows = rows
            .map(|(index, (row, starts))| self.row(row, &starts, index < head, &columns, setting));
        let rows = rows.collect();
        let direction = setting.direction;
        group.children.push(Node::Table(Table { caption, columns, rows, head, direction, span }));
        Node::Group(group)
    }

    fn row(
        &mut self,
        row: &'a article::Row,
        starts: &[usize],
        in_head: bool,
        columns: &[Alignment],
        setting: Setting<'a>,
    ) -> TableRow<'a> {
        let cells = row.cells.iter().zip(starts).map(|(cell, column)| {
            let (column, header) = (*column, in_head || cell.header);
            let alignment = cell.alignment.unwrap_or(columns[column]);
            let colspan = usize::from(cell.colspan).clamp(1, columns.len() - column);
            let rowspan = usize::from(cell.rowspan.max(1));
            let children = self.cell(cell, header, alignment, setting);
            let span = (colspan, rowspan);
            let structure = match header {
                true => Structure::TableHeader { heads_row: !in_head, span },
                false => Structure::TableCell { span },
            };
            TableCell { column, colspan, rowspan, structure, children }
        });
        TableRow { cells: cells.collect() }
    }

    fn cell(
        &mut self,
        cell: &'a article::Cell,
        header: bool,
        alignment: Alignment,
        setting: Setting<'a>,
    ) -> Vec<Node<'a>> {
        let role = if header { Role::TableHead } else { Role::TableCell };
        let space_before = self.measure(self.theme.blocks.item_space);
        let nodes = self.blocks(&cell.blocks, Setting { role, ..setting }).into_iter();
        let aligned = nodes.map(|node| match node {
            Node::Paragraph(mut paragraph) => {
                paragraph.alignment = alignment;
                // Cells have no room for indents: space parts their paragraphs.
                match paragraph.opens {
                    true => Node::Paragraph(paragraph),
                    false => {
                        let children = vec![Node::Paragraph(paragraph)];
                        Node::Group(Group { space_before, children, ..Group::plain() })
                    }
                }
            }
            other => other,
        });
        aligned.collect()
    }
}
