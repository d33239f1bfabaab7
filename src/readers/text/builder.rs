//! Shapes become blocks.

use std::ops::Range;

use super::light;
use crate::article::{
    Block, BlockKind, Cell, Code, Heading, Inline, InlineKind, List, ListItem, ListKind, Metadata,
    Note, Person, Quote, Row, Table,
};
use crate::diagnostics::{Diagnostics, Kind, Repair};
use crate::source::{Source, Span};
use crate::understand::join::Joiner;
use crate::understand::line::Line;
use crate::understand::shape::{self, Mark, Shape, Text, marks_in};
use crate::understand::{Understanding, brackets, kicker, repair};

/// Makes blocks of shapes, counting repairs.
pub(super) struct Builder<'a> {
    source: &'a Source,
    lines: &'a [Line<'a>],
    joiner: Joiner,
    marks: Vec<Mark>,
    diagnostics: &'a mut Diagnostics,
    /// The notes that were met.
    pub notes: Vec<Note>,
    /// How many runs of spaces were made single.
    pub spaces: u32,
    /// How many characters without a shape were dropped.
    pub invisible: u32,
}

impl<'a> Builder<'a> {
    pub fn new(
        source: &'a Source,
        lines: &'a [Line<'a>],
        marks: Vec<Mark>,
        diagnostics: &'a mut Diagnostics,
    ) -> Builder<'a> {
        let (joiner, notes) = (Joiner::of(lines), Vec::new());
        Builder { source, lines, joiner, marks, diagnostics, notes, spaces: 0, invisible: 0 }
    }

    pub fn metadata(&mut self, found: &Understanding) -> Metadata {
        let mut told = None;
        let title = found.front.title.as_ref().map(|(at, part)| {
            let whole = &self.lines[*at].text[part.clone()];
            let split = kicker::split(whole);
            told = split.as_ref().map(|(_, kicker)| (*kicker).to_owned());
            let own = split.map_or(0..whole.len(), |(own, _)| own);
            self.title(*at, part.start + own.start..part.start + own.end)
        });
        let deck = found.front.deck.map(|at| self.title(at, 0..self.lines[at].text.len()));
        let names = found.front.byline.iter().flat_map(|(_, names)| names);
        let names: Vec<String> = names.map(|name| self.repaired(name)).collect();
        Metadata {
            title: title.unwrap_or_default(),
            kicker: told,
            subtitle: deck.unwrap_or_default(),
            authors: names.iter().map(|name| Person::from(name.as_str())).collect(),
            date: found.front.date.map(|(_, date)| date),
            source_url: found.front.source.as_ref().map(|(_, address)| address.clone()),
            ..Metadata::default()
        }
    }

    /// The part of a line that is the title.
    fn title(&mut self, at: usize, part: Range<usize>) -> Vec<Inline> {
        let line = &self.lines[at];
        let span = self.source.span(line.start + part.start..line.start + part.end);
        let text = self.repaired(&line.text[part]);
        vec![Inline::new(InlineKind::Text { text: self.without_remains(text, span) }, span)]
    }

    pub fn blocks(&mut self, shapes: Vec<Shape<'_>>) -> Vec<Block> {
        shapes.into_iter().filter_map(|shape| self.block(shape)).collect()
    }

    /// The block of a shape; notes stand apart.
    fn block(&mut self, shape: Shape<'_>) -> Option<Block> {
        Some(match shape {
            Shape::Paragraph(text) => self.paragraph(&text),
            Shape::Kept(text) => self.kept(&text),
            Shape::Heading(level, text) => {
                let content = self.inlines(&text.lines, true);
                let heading = Heading { level, id: String::new(), content };
                Block::new(BlockKind::Heading(heading), self.span(&text.lines))
            }
            Shape::List(list) => self.list(list),
            Shape::Quote(shapes) => {
                let blocks = self.blocks(shapes);
                let span = blocks.iter().fold(Span::NONE, |span, block| span.join(block.span));
                Block::new(BlockKind::Quote(Quote { blocks, ..Quote::default() }), span)
            }
            Shape::Code { language, lines } => self.code(language, &lines),
            Shape::Table(table) => self.table(&table),
            Shape::Rule(line) => Block::new(BlockKind::Rule, self.span(&[line])),
            Shape::Note { id, text } => {
                let note =
                    Note { id, blocks: vec![self.paragraph(&text)], span: self.span(&text.lines) };
                self.notes.push(note);
                return None;
            }
            Shape::NotesHeading(line) => {
                self.diagnostics.push(
                    Kind::Removed {
                        what: crate::diagnostics::Boilerplate::Other,
                        reason: "the notes that stood under it stand with the text".to_owned(),
                        text: line.text.to_owned(),
                        lines: 1,
                    },
                    self.span(&[line]),
                );
                return None;
            }
        })
    }

    fn paragraph(&mut self, text: &Text<'_>) -> Block {
        let content = self.inlines(&text.lines, false);
        Block::new(BlockKind::Paragraph { content }, self.span(&text.lines))
    }

    fn kept(&mut self, text: &Text<'_>) -> Block {
        let content = self.inlines(&text.lines, true);
        Block::new(BlockKind::Paragraph { content }, self.span(&text.lines))
    }

    fn list(&mut self, list: shape::List<'_>) -> Block {
        let kind = match list.numbers {
            Some((start, numbering)) => ListKind::Ordered { start, numbering },
            None => ListKind::Bullet,
        };
        let item = |shapes| ListItem { task: None, blocks: self.blocks(shapes) };
        let items: Vec<ListItem> = list.items.into_iter().map(item).collect();
        let blocks = items.iter().flat_map(|item| &item.blocks);
        let span = blocks.fold(Span::NONE, |span, block| span.join(block.span));
        Block::new(BlockKind::List(List { kind, tight: list.tight, items }), span)
    }

    /// Program text with the indentation that its lines have beyond the least.
    fn code(&self, language: Option<&str>, lines: &[Line<'_>]) -> Block {
        let shown = || lines.iter().filter(|line| !line.is_blank());
        let least = shown().map(|line| self.indentation(line).chars().count()).min().unwrap_or(0);
        let text = lines.iter().map(|line| {
            let indentation = self.indentation(line);
            let cut = indentation.char_indices().nth(least).map_or(indentation.len(), |(at, _)| at);
            if line.is_blank() {
                String::new()
            } else {
                format!("{}{}", &indentation[cut..], line.text)
            }
        });
        let text = text.collect::<Vec<_>>().join("\n");
        // Web pages keep the spaces of programs with those that do not break.
        let text = text.replace('\u{A0}', " ");
        let language = language.map(str::to_owned);
        Block::new(BlockKind::Code(Code { language, text }), self.span(lines))
    }

    /// The white space before a line's text.
    fn indentation(&self, line: &Line<'_>) -> &'a str {
        let before = &self.source.text()[..line.start];
        let blank = |c: char| matches!(c, ' ' | '\t');
        &before[before.trim_end_matches(blank).len()..]
    }

    fn table(&mut self, table: &shape::Table<'_>) -> Block {
        let mut rows: Vec<Row> = Vec::new();
        let mut span = Span::NONE;
        for (at, row) in table.rows.iter().enumerate() {
            let mut cells = Vec::new();
            for lines in row {
                let blocks = match lines.is_empty() {
                    true => Vec::new(),
                    false => vec![self.paragraph(&Text { lines: lines.clone() })],
                };
                span = blocks.iter().fold(span, |span, block| span.join(block.span));
                cells.push(Cell { blocks, header: at < table.head, ..Cell::default() });
            }
            rows.push(Row { cells });
        }
        let body = rows.split_off(table.head.min(rows.len()));
        let columns = table.columns.clone();
        Block::new(BlockKind::Table(Table { caption: Vec::new(), columns, head: rows, body }), span)
    }

    /// The text of some lines, put right, with marks of notes and of emphasis; running on, or
    /// with breaks between the lines.
    fn inlines(&mut self, lines: &[Line<'_>], kept: bool) -> Vec<Inline> {
        let span = self.span(lines);
        let mut text = String::new();
        let mut noted: Vec<(usize, String)> = Vec::new();
        for line in lines {
            let marks = marks_in(&self.marks, line.start, line.end()).to_vec();
            let mut from = 0;
            text.push_str(if kept && !text.is_empty() { "\n" } else { "" });
            for mark in marks {
                let end = mark.start - line.start;
                self.push(&mut text, &line.text[from..end], from > 0);
                text.truncate(text.trim_end_matches(' ').len());
                noted.push((text.len(), mark.id));
                from = mark.end - line.start;
            }
            self.push(&mut text, &line.text[from..], from > 0);
        }
        let mut content = Vec::new();
        let mut from = 0;
        for (at, id) in noted {
            self.push_run(&mut content, &text[from..at], span);
            content.push(Inline::new(InlineKind::NoteRef { id }, span));
            from = at;
        }
        self.push_run(&mut content, &text[from..], span);
        content
    }

    /// Puts a line, or the part of one that follows a mark, behind a text.
    fn push(&mut self, text: &mut String, part: &str, inside: bool) {
        let repaired = self.repaired(part);
        if !inside {
            self.joiner.join(text, &repaired);
        } else if !repaired.is_empty() {
            text.push_str(if part.starts_with(char::is_whitespace) { " " } else { "" });
            text.push_str(&repaired);
        }
    }

    fn push_run(&mut self, content: &mut Vec<Inline>, text: &str, span: Span) {
        if !text.is_empty() {
            let text = self.without_remains(text.to_owned(), span);
            content.extend(light::inlines(text, span));
        }
    }

    fn without_remains(&mut self, text: String, span: Span) -> String {
        let Some((kept, count)) = brackets::drop_remains(&text) else { return text };
        self.diagnostics.push(Kind::Repaired { what: Repair::Bracket, count }, span);
        kept
    }

    fn repaired(&mut self, text: &str) -> String {
        let done = repair::characters(text);
        self.spaces += done.spaces;
        self.invisible += done.invisible;
        done.text
    }

    /// Where some lines stand, without their marks.
    fn span(&self, lines: &[Line<'_>]) -> Span {
        let (Some(first), Some(last)) = (lines.first(), lines.last()) else { return Span::NONE };
        self.source.span(first.start..last.end())
    }
}
