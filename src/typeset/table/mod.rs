//! Tables: how large and how wide they are set, and their rows.
//!
//! [`fit`] decides on the size of type and the widths of columns, from what
//! [`widths`] measures in the cells. Rows that a cell spans make one block
//! ([`rows`]); a block is one strip of the galley unless no page holds it. The
//! head is kept as well, for pages that begin inside of the table.

mod fit;
mod rows;
mod widths;

use std::ops::Range;

use super::galley::{Cut, Galley, Strip, decoration};
use super::heads::Head;
use super::layout::{Item, TagId};
use super::typesetter::Typesetter;
use crate::backends::RenderError;
use crate::cancel;
use crate::compose::flow::{Node, Paragraph, Structure, Table, TableCell};
use crate::diagnostics::Kind;
use crate::length::Length;
use crate::source::Span;
use fit::Fit;
pub(super) use fit::WHOLE;
use rows::{Block, SetCell};

/// Space above and below the text of a row, in widths of a line.
const ROW_PADDING: i64 = 5;

/// A table lower than this share of the column is not parted.
const LOW_TABLE: i64 = 3;
/// A row higher than this share of the column may stand alone at its head or foot.
const LONE_ROW: i64 = 6;

impl<'a> Typesetter<'a> {
    /// Sets a table in a column of a width.
    pub(super) fn table(
        &mut self,
        table: &Table<'a>,
        parent: TagId,
        width: Length,
        galley: &mut Galley<'a>,
    ) -> Result<(), RenderError> {
        let fit = self.fit(table, width)?;
        self.tell_of_fit(&fit, table.span);
        let around = (self.type_scale, self.turned);
        (self.type_scale, self.turned) = (fit.scale, fit.turned);
        let first = galley.strips.len();
        if fit.turned {
            galley.cut(Cut::Always);
        }
        let set = self.fitted(table, parent, &fit, galley);
        (self.type_scale, self.turned) = around;
        set?;
        galley.strips[first..].iter_mut().for_each(|strip| strip.wide = fit.wide);
        if fit.turned {
            galley.strips[first..].iter_mut().for_each(|strip| strip.turned = true);
            galley.cut(Cut::Always);
        }
        Ok(())
    }

    fn tell_of_fit(&mut self, fit: &Fit, span: Span) {
        let percent = (fit.scale / 10) as u32;
        if fit.turned {
            self.told.push(Kind::TableTurned { percent }, span);
        } else if fit.scale < self.type_scale {
            self.told.push(Kind::TableSmaller { percent }, span);
        }
    }

    /// Sets caption, head and rows in the columns that were chosen.
    fn fitted(
        &mut self,
        table: &Table<'a>,
        parent: TagId,
        fit: &Fit,
        galley: &mut Galley<'a>,
    ) -> Result<(), RenderError> {
        if let Some(caption) = &table.caption {
            self.caption(caption, parent, fit.width, galley)?;
        }
        let first = galley.strips.len();
        let mut head = None;
        for range in blocks(table) {
            if range.start == table.head {
                head = self.head(first, galley);
            }
            let under = head.map_or(Length::ZERO, |head| galley.heads[head].height);
            let before = galley.strips.len();
            let last = range.end == table.rows.len();
            let index = range.start;
            let block = self.block(table, range, parent, fit)?;
            self.strips(block, under, galley);
            self.keep(index, last, table, &mut galley.strips[before..]);
            galley.strips[before..].iter_mut().for_each(|strip| strip.head = head);
        }
        self.keep_whole(&mut galley.strips[first..]);
        Ok(())
    }

    /// Keeps a low table together.
    fn keep_whole(&self, strips: &mut [Strip<'a>]) {
        let height: Length = strips.iter().map(|strip| strip.height).sum();
        if height < self.body_height() / LOW_TABLE {
            strips.iter_mut().skip(1).for_each(|strip| strip.cut = strip.cut.max(Cut::Avoid));
        }
    }

    /// Sets the caption at the size that it has everywhere.
    fn caption(
        &mut self,
        caption: &Paragraph<'a>,
        parent: TagId,
        width: Length,
        galley: &mut Galley<'a>,
    ) -> Result<(), RenderError> {
        let scale = std::mem::replace(&mut self.type_scale, WHOLE);
        let set = self.paragraph(caption, parent, width, galley);
        self.type_scale = scale;
        set
    }

    /// Keeps what was set of the head, from a strip on, for following pages.
    /// What takes half of a page is not worth it, and cells repeat nothing.
    fn head(&self, first: usize, galley: &mut Galley<'a>) -> Option<usize> {
        let strips = galley.strips.get(first..).filter(|strips| !strips.is_empty())?;
        let head = Head { gap: self.row_padding(), turned: self.turned, ..Head::of(strips) };
        let repeats = !self.in_cell && head.height <= self.body_height() / 2;
        repeats.then(|| {
            galley.heads.push(head);
            galley.heads.len() - 1
        })
    }

    /// Space above and below the text of a row.
    fn row_padding(&self) -> Length {
        (self.theme.blocks.line_width.absolute() * ROW_PADDING).per_mille(self.type_scale)
    }

    /// Says where the column may be cut around a block: no head without two
    /// rows, and no row of few lines alone.
    fn keep(&self, index: usize, last: bool, table: &Table<'a>, strips: &mut [Strip<'a>]) {
        let height: Length = strips.iter().map(|strip| strip.height).sum();
        let Some(strip) = strips.first_mut() else { return };
        let low = height < self.body_height() / LONE_ROW;
        let belongs = (1..=table.head).contains(&index);
        if index > 0 && (belongs || (low && (index == table.head + 1 || last))) {
            strip.cut = strip.cut.max(Cut::Avoid);
        }
    }

    /// Sets the cells of some rows.
    fn block(
        &mut self,
        table: &Table<'a>,
        rows: Range<usize>,
        parent: TagId,
        fit: &Fit,
    ) -> Result<Block<'a>, RenderError> {
        let mut cells = Vec::new();
        for index in rows.clone() {
            cancel::check();
            let tag = self.tags.node(parent, Structure::TableRow, None);
            for cell in &table.rows[index].cells {
                let galley = self.cell(cell, tag, fit)?;
                cells.push(SetCell {
                    row: index - rows.start,
                    last: rows.end.min(index + cell.rowspan) - 1 - rows.start,
                    left: fit.left(cell.column..cell.column + cell.colspan),
                    hangs: index < table.head,
                    line: self.line_under(cell, index, table, fit),
                    galley,
                });
            }
        }
        let edges = (fit.edge(), fit.breadth());
        let over = (rows.start == 0).then_some(edges);
        let ends = rows.end == table.head || rows.end == table.rows.len();
        let block = Block::new(cells, rows.len(), self.row_padding());
        Ok(block.with_lines(over, ends.then_some(edges)))
    }

    /// The line under a cell that heads several columns which have heads of
    /// their own: it shows how far it reaches.
    fn line_under(
        &self,
        cell: &TableCell<'a>,
        row: usize,
        table: &Table<'a>,
        fit: &Fit,
    ) -> Option<Item<'a>> {
        let heads = row + cell.rowspan < table.head && cell.colspan > 1;
        let blocks = &self.theme.blocks;
        heads.then(|| Item::Rule {
            width: fit.span(cell.column..cell.column + cell.colspan),
            height: blocks.line_width.absolute(),
            color: blocks.line_color,
        })
    }

    fn cell(
        &mut self,
        cell: &TableCell<'a>,
        row: TagId,
        fit: &Fit,
    ) -> Result<Galley<'a>, RenderError> {
        let tag = self.tags.node(row, cell.structure.clone(), None);
        let mut galley = Galley::default();
        let width = fit.span(cell.column..cell.column + cell.colspan);
        let around = (self.in_cell, self.alone_in_cell);
        let alone = match cell.children.as_slice() {
            [Node::Group(group)] if group.lacking.is_some() => group.children.as_slice(),
            children => children,
        };
        let alone = matches!(alone, [Node::Paragraph(_)]);
        (self.in_cell, self.alone_in_cell) = (true, alone);
        let set = self.nodes(&cell.children, tag, width, &mut galley);
        (self.in_cell, self.alone_in_cell) = around;
        set?;
        if let Some(first) = galley.strips.first_mut() {
            first.space_before = Length::ZERO;
        }
        Ok(galley)
    }

    /// Adds a block to the galley: whole where a page holds it under the head,
    /// and else in pieces.
    fn strips(&self, block: Block<'a>, under: Length, galley: &mut Galley<'a>) {
        let most = match self.in_cell {
            // The rows around it need room as well.
            true => self.body_height() / 2,
            false => self.body_height() - under,
        };
        let whole = block.height() <= most;
        let (over, end) = block.lines;
        let strips = if whole { vec![block.whole()] } else { block.pieces() };
        let count = strips.len();
        for (index, mut strip) in strips.into_iter().enumerate() {
            if let Some(edges) = over.filter(|_| index == 0) {
                self.line_at(Length::ZERO, edges, &mut strip);
            }
            if let Some(edges) = end.filter(|_| index + 1 == count) {
                let bottom = strip.height - self.theme.blocks.line_width.absolute();
                self.line_at(bottom, edges, &mut strip);
            }
            galley.push(strip);
        }
    }

    /// A line over the table, under its head or under its end.
    fn line_at(&self, y: Length, (left, width): (Length, Length), strip: &mut Strip<'a>) {
        let blocks = &self.theme.blocks;
        let height = blocks.line_width.absolute();
        let item = Item::Rule { width, height, color: blocks.line_color };
        strip.items.push(decoration(left, y, item));
    }
}

/// The rows of a table in blocks: what a cell spans stays together. No cell
/// spans from the head to the other rows.
fn blocks(table: &Table<'_>) -> Vec<Range<usize>> {
    let mut blocks: Vec<Range<usize>> = Vec::new();
    let mut end = 0;
    for (index, row) in table.rows.iter().enumerate() {
        let part = if index < table.head { table.head } else { table.rows.len() };
        let spans = row.cells.iter().map(|cell| index + cell.rowspan);
        let reach = spans.max().unwrap_or(0).clamp(index + 1, part.max(index + 1));
        match blocks.last_mut().filter(|_| index < end) {
            Some(block) => block.end = block.end.max(reach),
            None => blocks.push(index..reach),
        }
        end = end.max(reach);
    }
    blocks
}
