//! Tables of the article become tables of the flow.

use super::lower::{Lowering, Setting};
use super::numbers::Decimals;
use super::{Group, Node, Paragraph, Run, Structure, Table, TableCell, TableRow, numbers};
use crate::article::{self, Alignment, Inline, grid};
use crate::compose::own_number;
use crate::language::captions::Captioned;
use crate::source::Span;
use crate::theme::Role;

/// What the columns of a table have in common.
#[derive(Clone, Copy)]
struct Columns<'c> {
    alignments: &'c [Alignment],
    decimals: &'c [Option<Decimals>],
}

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
            self.number_table(&mut caption, &table.caption);
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
        let decimals = |(column, alignment): (usize, &Alignment)| match alignment {
            Alignment::Right => {
                Decimals::of(column, &table.body, &starts[head..], setting.language)
            }
            _ => None,
        };
        let decimals: Vec<_> = columns.iter().enumerate().map(decimals).collect();
        let columns = Columns { alignments: &columns, decimals: &decimals };
        let rows = table.head.iter().chain(&table.body).zip(starts).enumerate();
        let rows = rows
            .map(|(index, (row, starts))| self.row(row, &starts, index < head, columns, setting));
        let rows = rows.collect();
        let direction = setting.direction;
        let columns = columns.alignments.to_vec();
        group.children.push(Node::Table(Table { caption, columns, rows, head, direction, span }));
        Node::Group(group)
    }

    /// Puts the number of a table before its caption, if the theme wants that and
    /// the article has not done so.
    fn number_table(&mut self, caption: &mut Paragraph<'a>, text: &[Inline]) {
        let own = own_number(Captioned::Table, caption.language, text);
        if self.theme.tables.numbers && own.is_none() {
            self.tables += 1;
            let number = self.part.markers.number(self.tables);
            caption.runs.insert(0, Run::plain(Captioned::Table.label(caption.language, &number)));
        }
    }

    fn row(
        &mut self,
        row: &'a article::Row,
        starts: &[usize],
        in_head: bool,
        columns: Columns<'_>,
        setting: Setting<'a>,
    ) -> TableRow<'a> {
        let cells = row.cells.iter().zip(starts).map(|(cell, column)| {
            let (column, header) = (*column, in_head || cell.header);
            let alignment = cell.alignment.unwrap_or(columns.alignments[column]);
            let colspan = usize::from(cell.colspan).clamp(1, columns.alignments.len() - column);
            let rowspan = usize::from(cell.rowspan.max(1));
            let mut children = self.cell(cell, header, alignment, setting);
            let decimals =
                columns.decimals[column].filter(|_| !in_head && alignment == Alignment::Right);
            if let Some(lacking) = decimals.and_then(|decimals| decimals.lacking(cell)) {
                let role = if header { Role::TableHead } else { Role::TableCell };
                let setting = Setting { role, ..setting };
                let runs = vec![Run::plain(lacking)];
                let lacking = Some(self.paragraph_of(runs, setting, Span::NONE));
                let direction = setting.direction;
                children =
                    vec![Node::Group(Group { direction, lacking, children, ..Group::plain() })];
            }
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
