//! Plain text: UTF-8, one paragraph a line, a blank line between blocks.
//!
//! Made for reading and for other programs. Lists have their marks, quotations
//! and code stand in, notes follow at the end; where links lead is not shown.

use super::{Backend, Format, Output, RenderError, Request};
use crate::article::{
    Aside, Block, BlockKind, Definition, Inline, InlineKind, List, ListItem, ListKind, Row, Table,
    grid,
};
use crate::compose::{self, Part, counts_level};
use crate::diagnostics::Diagnostics;
use crate::theme::Blocks;

/// The entry in the table of backends.
pub static FORMAT: Format = Format {
    name: "text",
    extension: "txt",
    media_type: "text/plain",
    about: "plain text, one paragraph a line",
};

/// How far quotations, code and descriptions stand in.
const INDENT: &str = "    ";

/// The widest column of a table that is filled up with spaces; longer cells just follow.
const WIDEST_COLUMN: usize = 40;

/// Writes plain text.
#[derive(Debug, Clone, Default)]
pub struct Text {}

impl Backend for Text {
    fn format(&self) -> Format<'_> {
        FORMAT
    }

    fn render(&self, request: &Request<'_>, _: &mut Diagnostics) -> Result<Output, RenderError> {
        let composition = compose::compose(request.publication);
        let articles = composition.parts.iter().map(|part| article(part, &request.theme.blocks));
        let text = articles.collect::<Vec<_>>().join("\n\n\n");
        Ok(Output { bytes: text.into(), pages: None })
    }
}

fn article(part: &Part<'_>, marks: &Blocks) -> String {
    let mut writer = Writer {
        part,
        marks,
        out: String::new(),
        indent: String::new(),
        mark: None,
        tight: false,
        level: 0,
        number_level: 0,
    };
    for line in &part.title_block {
        writer.run(&line.content);
    }
    writer.blocks(&part.article.blocks);
    if !part.article.notes.is_empty() {
        writer.line(part.words.notes);
    }
    for (number, note) in part.notes() {
        writer.marked(format!("[{number}] "), |w| w.blocks(&note.blocks));
    }
    writer.out
}

struct Writer<'a> {
    part: &'a Part<'a>,
    marks: &'a Blocks,
    out: String,
    /// Before every line.
    indent: String,
    /// Before the next line, in place of the end of the indent.
    mark: Option<String>,
    /// Whether blocks follow each other without a blank line.
    tight: bool,
    /// How many bulleted lists are open.
    level: usize,
    /// How many lists are open that are numbered as the language does.
    number_level: usize,
}

impl Writer<'_> {
    /// Writes a block of lines, apart from what stands before it.
    fn line(&mut self, text: &str) {
        if text.is_empty() && self.mark.is_none() {
            return;
        }
        if !self.out.is_empty() && !self.tight {
            self.out.push('\n');
        }
        for line in text.split('\n') {
            let start = self.out.len();
            self.out.push_str(&self.indent);
            if let Some(mark) = self.mark.take() {
                self.out.truncate(self.out.len() - mark.chars().count().min(self.indent.len()));
                self.out.push_str(&mark);
            }
            self.out.push_str(line);
            let end = self.out[start..].trim_end().len();
            self.out.truncate(start + end);
            self.out.push('\n');
        }
    }

    fn run(&mut self, inlines: &[Inline]) {
        let text = self.text_of(inlines);
        self.line(&text);
    }

    fn text_of(&self, inlines: &[Inline]) -> String {
        let mut text = String::new();
        self.push(inlines, &mut text);
        text
    }

    fn push(&self, inlines: &[Inline], text: &mut String) {
        for inline in inlines {
            match &inline.kind {
                InlineKind::Text { text: words } | InlineKind::Code { text: words } => {
                    text.push_str(words);
                }
                InlineKind::Math { tex } => text.push_str(tex),
                InlineKind::Image(image) => text.push_str(&image.alt),
                InlineKind::NoteRef { id } => {
                    let number = self.part.note_number(id);
                    text.extend(number.map(|number| format!("[{number}]")));
                }
                InlineKind::Break => text.push('\n'),
                kind => self.push(kind.content().map_or(&[], Vec::as_slice), text),
            }
        }
    }

    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            self.block(block);
        }
        if blocks.is_empty() {
            self.line("");
        }
    }

    fn block(&mut self, block: &Block) {
        match &block.kind {
            BlockKind::Heading(heading) => self.run(&heading.content),
            BlockKind::Paragraph { content } => self.run(content),
            BlockKind::Quote(quote) => self.inside(|w| {
                w.blocks(&quote.blocks);
                w.run(&quote.attribution);
            }),
            BlockKind::List(list) => self.list(list),
            BlockKind::DefinitionList { items } => items.iter().for_each(|i| self.definition(i)),
            BlockKind::Code(code) => self.inside(|w| w.line(code.text.trim_end_matches('\n'))),
            BlockKind::Table(table) => self.table(table),
            BlockKind::Figure(figure) => {
                self.line(&figure.image.alt);
                self.run(&figure.caption);
            }
            BlockKind::Rule => self.line(&self.marks.rule.clone()),
            BlockKind::Math { tex } => self.inside(|w| w.line(tex)),
            BlockKind::Aside(aside) => self.aside(aside),
        }
    }

    /// Writes what stands in.
    fn inside(&mut self, content: impl FnOnce(&mut Self)) {
        let length = self.indent.len();
        self.indent.push_str(INDENT);
        content(self);
        self.indent.truncate(length);
    }

    /// Writes what stands in behind a mark.
    fn marked(&mut self, mark: String, content: impl FnOnce(&mut Self)) {
        let length = self.indent.len();
        self.indent.push_str(&" ".repeat(mark.chars().count()));
        self.mark = Some(mark);
        content(self);
        self.mark = None;
        self.indent.truncate(length);
    }

    fn list(&mut self, list: &List) {
        let (outer, bullets) = (self.tight, matches!(list.kind, ListKind::Bullet));
        let numbers = usize::from(counts_level(list.kind));
        for (index, item) in list.items.iter().enumerate() {
            let mark = self.mark_of(list.kind, index, item);
            self.level += usize::from(bullets);
            self.number_level += numbers;
            self.marked(mark, |w| {
                for (index, block) in item.blocks.iter().enumerate() {
                    w.block(block);
                    w.tight = list.tight || (outer && index == 0);
                }
                if item.blocks.is_empty() {
                    w.line("");
                }
            });
            self.level -= usize::from(bullets);
            self.number_level -= numbers;
            self.tight = list.tight;
        }
        self.tight = outer;
    }

    fn mark_of(&self, kind: ListKind, index: usize, item: &ListItem) -> String {
        match (item.task, kind) {
            (Some(true), _) => "☑ ".to_owned(),
            (Some(false), _) => "☐ ".to_owned(),
            (None, ListKind::Bullet) => {
                let bullets = &self.marks.bullets;
                let bullet = bullets.get(self.level).or(bullets.last());
                format!("{} ", bullet.map_or("•", String::as_str))
            }
            (None, ListKind::Ordered { start, numbering }) => {
                let number = start.saturating_add(u32::try_from(index).unwrap_or(u32::MAX));
                let marker = self.part.markers.marker(numbering, self.number_level);
                format!("{} ", marker.write(number))
            }
        }
    }

    fn definition(&mut self, item: &Definition) {
        for term in &item.terms {
            self.run(term);
        }
        for blocks in &item.descriptions {
            self.inside(|w| w.blocks(blocks));
        }
    }

    fn aside(&mut self, aside: &Aside) {
        if !aside.title.is_empty() {
            self.run(&aside.title);
        } else if let Some(word) = self.part.words.aside(aside.kind) {
            self.line(word);
        }
        self.inside(|w| w.blocks(&aside.blocks));
    }

    fn table(&mut self, table: &Table) {
        self.run(&table.caption);
        let mut lines: Vec<Vec<String>> = Vec::new();
        for rows in [&table.head, &table.body] {
            let starts = grid::columns(rows);
            lines.extend(rows.iter().zip(starts).map(|(row, starts)| self.cells(row, &starts)));
        }
        let text = aligned(&lines);
        self.line(&text);
    }

    /// The texts of a row, with empty ones where a cell spans or none begins.
    fn cells(&self, row: &Row, starts: &[usize]) -> Vec<String> {
        let mut texts = Vec::new();
        for (cell, start) in row.cells.iter().zip(starts) {
            texts.resize(*start, String::new());
            texts.push(self.in_one_line(&cell.blocks));
        }
        texts
    }

    /// All text of a cell's blocks.
    fn in_one_line(&self, blocks: &[Block]) -> String {
        let mut texts: Vec<String> = Vec::new();
        crate::article::walk::blocks_in(blocks, &mut |block| {
            match &block.kind {
                BlockKind::Code(code) => texts.push(code.text.clone()),
                BlockKind::Math { tex } => texts.push(tex.clone()),
                BlockKind::Figure(figure) => texts.push(figure.image.alt.clone()),
                _ => {}
            }
            texts.extend(block.kind.inlines().into_iter().map(|run| self.text_of(run)));
        });
        texts.retain(|text| !text.is_empty());
        texts.join(" ").replace('\n', " ")
    }
}

/// Rows as lines, their cells under each other.
fn aligned(rows: &[Vec<String>]) -> String {
    let mut widths: Vec<usize> = Vec::new();
    for row in rows {
        widths.resize(widths.len().max(row.len()), 0);
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = cell.chars().count().min(WIDEST_COLUMN).max(*width);
        }
    }
    let line = |row: &Vec<String>| {
        let cells = row.iter().zip(&widths);
        let cells: Vec<String> = cells.map(|(cell, width)| format!("{cell:<width$}")).collect();
        cells.join("  ").trim_end().to_owned()
    };
    rows.iter().map(line).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Article, Note};
    use crate::backends::{Target, torture};
    use crate::host::Memory;

    fn written(article: Article) -> String {
        let target = Target::from(Text::default());
        let theme = crate::theme::built_in();
        let rendering = crate::render(&article.into(), &target, theme, &Memory::default()).unwrap();
        String::from_utf8(rendering.output.bytes.into_vec()).unwrap()
    }

    #[test]
    fn everything_is_there_in_order() {
        torture::assert_in_order(&written(torture::article()));
    }

    #[test]
    fn blocks_look_as_they_are() {
        let json = r#"{"offprint": 1, "meta": {}, "blocks": [
            {"type": "paragraph", "content": [{"type": "text", "text": "One"}, {"type": "break"},
                {"type": "text", "text": "two"}, {"type": "note-ref", "id": "n"}]},
            {"type": "list", "kind": {"ordered": {"start": 9}}, "tight": true, "items": [
                {"blocks": [{"type": "paragraph", "content": [{"type": "text", "text": "nine"}]},
                    {"type": "list", "kind": "bullet", "tight": true, "items": [
                        {"blocks": [{"type": "paragraph", "content": [{"type": "text", "text": "inner"}]}]}]}]},
                {"blocks": [{"type": "paragraph", "content": [{"type": "text", "text": "ten"}]}]}]},
            {"type": "code", "text": "if a {\n    b\n}\n"},
            {"type": "table", "columns": ["natural", "right"], "head": [
                {"cells": [{"blocks": [{"type": "paragraph", "content": [{"type": "text", "text": "Name"}]}]},
                    {"blocks": [{"type": "paragraph", "content": [{"type": "text", "text": "N"}]}]}]}],
                "body": [{"cells": [{"blocks": [{"type": "paragraph", "content": [{"type": "text", "text": "x"}]}]},
                    {"blocks": [{"type": "paragraph", "content": [{"type": "text", "text": "1"}]}]}]}]}
        ]}"#;
        let mut article = crate::article::json::read(json).unwrap();
        let blocks = vec![Block::paragraph(vec![Inline::text("A note.")])];
        article.notes = vec![Note { id: "n".into(), blocks, span: crate::source::Span::NONE }];
        let expected = "\
One
two[1]

9. nine
   • inner
10. ten

    if a {
        b
    }

Name  N
x     1

Notes

[1] A note.
";
        assert_eq!(written(article), expected);
    }
}
