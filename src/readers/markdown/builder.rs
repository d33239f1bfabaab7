//! Events become blocks.
//!
//! The builder keeps what is open on two stacks: [`Open`] mirrors the events,
//! one entry for each start, [`Frame`]s are what will be in the model. They
//! differ where containers nest deeper than the model allows: such a container
//! is open, but has no frame, and what it holds goes to the nearest frame. That
//! costs no more than building it.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use pulldown_cmark::{CowStr, Event, LinkType, Options, Tag};

use super::frame::{self, Frame, FrameKind, Raw, Style};
use crate::article::{
    Block, BlockKind, Heading, Image, Inline, InlineKind, Link, MAX_NESTING, Note, Table,
};
use crate::diagnostics::{Diagnostics, Kind};
use crate::language::Tag as Language;
use crate::readers::html::fragment::Context;
use crate::source::{Source, Span};

/// Where the parsed text stands in the source.
#[derive(Debug, Clone, Copy)]
pub(super) enum Place {
    /// It begins at this byte and goes to the end.
    Offset(usize),
    /// It is the value of a metadata field, which has one span for all.
    Fixed(Span),
}

/// An entry for each container that has begun and not ended.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Open {
    /// It has a frame.
    Real,
    /// A block too deep to have one.
    FlatBlock,
    /// An inline too deep to have one.
    FlatInline,
}

pub(super) struct Builder<'a> {
    pub(super) source: &'a Source,
    pub(super) place: Place,
    pub(super) options: Options,
    pub(super) open: Vec<Open>,
    pub(super) frames: Vec<Frame>,
    notes: Vec<Note>,
    /// Duplicates by label, to give each its own id.
    labels: BTreeMap<String, u32>,
    pub(super) diagnostics: &'a mut Diagnostics,
    /// For the HTML that authors mix in.
    pub(super) fragments: Context<'a>,
    capped: bool,
    /// The names of all end tags of HTML, once they are needed.
    pub(super) closed: Option<BTreeSet<String>>,
    /// Kinds of markup that have been reported.
    pub(super) reported: BTreeSet<String>,
    /// Text before this byte has been dealt with.
    pub(super) skip_until: usize,
}

impl<'a> Builder<'a> {
    pub(super) fn new(
        source: &'a Source,
        place: Place,
        options: Options,
        language: Option<Language>,
        diagnostics: &'a mut Diagnostics,
    ) -> Builder<'a> {
        Builder {
            source,
            place,
            options,
            open: Vec::new(),
            frames: vec![Frame::new(FrameKind::Root, Span::NONE)],
            notes: Vec::new(),
            labels: BTreeMap::new(),
            diagnostics,
            fragments: Context::new(source, language),
            capped: false,
            closed: None,
            reported: BTreeSet::new(),
            skip_until: 0,
        }
    }

    /// The blocks and notes of all events.
    pub(super) fn finish(mut self) -> (Vec<Block>, Vec<Note>) {
        self.flush();
        let top = self.top();
        let (blocks, html) = (std::mem::take(&mut top.blocks), std::mem::take(&mut top.html));
        (self.mixed_blocks(blocks, html), self.notes)
    }

    /// Takes in the next event.
    pub(super) fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        let span = self.span(&range);
        match event {
            Event::Start(tag) => self.start(tag, span),
            Event::End(_) => self.end(range.end),
            Event::Text(text) => self.text(&text, range),
            Event::Code(text) => self.push(InlineKind::Code { text: text.into_string() }, span),
            Event::InlineMath(tex) => self.inline_math(&tex, &range),
            Event::DisplayMath(tex) => self.display_math(&tex, span),
            Event::Html(html) => self.html_line(&html),
            Event::InlineHtml(html) => self.inline_html(&html, span),
            Event::FootnoteReference(label) => {
                self.push(InlineKind::NoteRef { id: note_id(&label) }, span);
            }
            Event::SoftBreak => self.soft_break(&range),
            Event::HardBreak => self.push(InlineKind::Break, span),
            Event::Rule => {
                self.begin_block();
                self.push_block(Block::new(BlockKind::Rule, span));
            }
            Event::TaskListMarker(done) => self.task(done),
        }
    }

    pub(super) fn span(&self, range: &Range<usize>) -> Span {
        match self.place {
            Place::Offset(offset) => self.source.span(range.start + offset..range.end + offset),
            Place::Fixed(span) => span,
        }
    }

    /// The text that the parser's offsets count in; nothing for metadata.
    pub(super) fn parsed(&self) -> &'a str {
        match self.place {
            Place::Offset(offset) => &self.source.text()[offset..],
            Place::Fixed(_) => "",
        }
    }

    /// The innermost frame.
    pub(super) fn top(&mut self) -> &mut Frame {
        self.frames.last_mut().expect("the root frame stays until the end")
    }

    pub(super) fn push(&mut self, kind: InlineKind, span: Span) {
        self.top().push(Inline::new(kind, span));
    }

    /// Adds a block to the innermost container.
    pub(super) fn push_block(&mut self, block: Block) {
        self.top().blocks.push(block);
    }

    fn start(&mut self, tag: Tag<'_>, span: Span) {
        match tag {
            Tag::Paragraph => self.open_leaf(FrameKind::Paragraph, span),
            Tag::Heading { level, id, attrs, .. } => {
                let id = id.map(CowStr::into_string).unwrap_or_default();
                let heading = Heading { level: level as u8, id, content: Vec::new() };
                self.open_leaf(FrameKind::Heading(heading), span);
                let language = attrs.iter().find(|(name, _)| &**name == "lang");
                let language = language.and_then(|(_, value)| value.as_deref());
                self.top().language =
                    language.and_then(|tag| tag.trim_matches(['"', '\'']).parse().ok());
            }
            Tag::CodeBlock(kind) => self.open_leaf(FrameKind::Code(frame::code(&kind)), span),
            Tag::HtmlBlock | Tag::MetadataBlock(_) => {
                self.open_leaf(FrameKind::Html(String::new()), span);
            }
            Tag::BlockQuote(kind) => self.open_container(frame::quote(kind), span),
            Tag::List(start) => self.open_container(FrameKind::List(frame::list(start)), span),
            Tag::DefinitionList => self.open_container(FrameKind::Definitions(Vec::new()), span),
            Tag::Table(columns) => {
                let columns = columns.into_iter().map(frame::alignment).collect();
                self.open_container(FrameKind::Table(Table { columns, ..Table::default() }), span);
            }
            Tag::FootnoteDefinition(label) => self.open_note(&label, span),
            Tag::Item => self.open_part(FrameKind::Item(None), span),
            Tag::DefinitionListTitle => self.open_part(FrameKind::Term, span),
            Tag::DefinitionListDefinition => self.open_part(FrameKind::Description, span),
            Tag::TableHead => self.open_part(frame::row(true), span),
            Tag::TableRow => self.open_part(frame::row(false), span),
            Tag::TableCell => self.open_part(FrameKind::Cell, span),
            inline => self.start_inline(inline, span),
        }
    }

    fn start_inline(&mut self, tag: Tag<'_>, span: Span) {
        let kind = match tag {
            Tag::Strong => FrameKind::Styled(Style::Strong),
            Tag::Strikethrough => FrameKind::Styled(Style::Strike),
            Tag::Superscript => FrameKind::Styled(Style::Superscript),
            Tag::Subscript => FrameKind::Styled(Style::Subscript),
            Tag::Link { link_type, dest_url, title, .. } => {
                let scheme = if link_type == LinkType::Email { "mailto:" } else { "" };
                let target = format!("{scheme}{dest_url}");
                FrameKind::Link(Link { target, title: title.into_string(), ..Link::default() })
            }
            Tag::Image { dest_url, title, .. } => FrameKind::Image(Image {
                reference: dest_url.into_string(),
                title: title.into_string(),
                ..Image::default()
            }),
            _ => FrameKind::Styled(Style::Emphasis),
        };
        let open = if self.open_inline(kind, span) { Open::Real } else { Open::FlatInline };
        self.open.push(open);
    }

    /// Ends what waits for more inlines: a paragraph that nothing announced.
    pub(super) fn begin_block(&mut self) {
        if self.top().holds_blocks() {
            self.flush();
        }
    }

    /// Makes a block of the inlines that wait, if there are any.
    fn flush(&mut self) {
        let top = self.top();
        let (run, tags) = (std::mem::take(&mut top.run), std::mem::take(&mut top.tags));
        let figures = top.takes_figures();
        let blocks = if tags.is_empty() {
            frame::paragraph(run, figures).into_iter().collect()
        } else {
            self.mixed_paragraph(run, tags)
        };
        self.top().blocks.extend(blocks);
    }

    /// Begins Markdown that stands in HTML.
    pub(super) fn open_inside(&mut self, span: Span) {
        self.push_frame(Frame::new(FrameKind::Inside, span));
    }

    /// Ends it and gives its blocks.
    pub(super) fn close_inside(&mut self) -> Vec<Block> {
        self.flush();
        self.frames.pop().map(|frame| frame.blocks).unwrap_or_default()
    }

    fn open_leaf(&mut self, kind: FrameKind, span: Span) {
        self.begin_block();
        self.open.push(Open::Real);
        self.push_frame(Frame::new(kind, span));
    }

    /// Opens what counts as a level of the model.
    fn open_container(&mut self, kind: FrameKind, span: Span) {
        self.begin_block();
        let open = if self.open_level(kind, span) { Open::Real } else { Open::FlatBlock };
        self.open.push(open);
    }

    /// Gives a container a frame, unless it would nest too deep.
    pub(super) fn open_level(&mut self, kind: FrameKind, span: Span) -> bool {
        if self.top().block_depth + 1 >= MAX_NESTING {
            self.cap(span);
            return false;
        }
        self.push_frame(Frame::new(kind, span));
        self.top().block_depth += 1;
        true
    }

    /// Opens a part of a container, which has a frame if the container has one.
    fn open_part(&mut self, kind: FrameKind, span: Span) {
        self.begin_block();
        if self.open.last() == Some(&Open::FlatBlock) {
            return self.open.push(Open::FlatBlock);
        }
        self.open.push(Open::Real);
        self.push_frame(Frame::new(kind, span));
    }

    /// Notes stand beside the text, so their levels are counted anew.
    fn open_note(&mut self, label: &str, span: Span) {
        let id = note_id(label);
        let given = self.labels.entry(id.clone()).or_default();
        *given += 1;
        let id = if *given == 1 { id } else { format!("{id} ({given})") };
        self.open_leaf(FrameKind::Note(id), span);
        self.top().block_depth = 0;
    }

    /// Opens an inline container, unless it would nest too deep.
    pub(super) fn open_inline(&mut self, kind: FrameKind, span: Span) -> bool {
        let depth = self.top().inline_depth + 1;
        if depth >= MAX_NESTING {
            self.cap(span);
            return false;
        }
        self.push_frame(Frame::new(kind, span));
        self.top().inline_depth = depth;
        true
    }

    pub(super) fn push_frame(&mut self, mut frame: Frame) {
        frame.block_depth = self.top().block_depth;
        self.frames.push(frame);
    }

    pub(super) fn cap(&mut self, span: Span) {
        if !std::mem::replace(&mut self.capped, true) {
            self.diagnostics.push(Kind::NestingCapped { limit: MAX_NESTING }, span);
        }
    }

    fn end(&mut self, at: usize) {
        match self.open.pop() {
            Some(Open::FlatBlock) => self.begin_block(),
            Some(Open::Real) => self.close_frame(at),
            _ => {}
        }
    }

    /// Closes the innermost frame and gives what it became to the one around it.
    pub(super) fn close_frame(&mut self, at: usize) {
        if self.top().holds_blocks() || matches!(self.top().kind, FrameKind::Paragraph) {
            self.flush();
        }
        let (run, tags) =
            (std::mem::take(&mut self.top().run), std::mem::take(&mut self.top().tags));
        let run = self.mixed_run(run, tags);
        let top = self.top();
        let (blocks, html) = (std::mem::take(&mut top.blocks), std::mem::take(&mut top.html));
        let blocks = self.mixed_blocks(blocks, html);
        let frame = self.frames.pop().expect("every open entry but flat ones has a frame");
        let Frame { kind, span, language, .. } = frame;
        match kind {
            FrameKind::Paragraph => self.close_paragraph(blocks),
            FrameKind::Html(html) => {
                let top = self.top();
                let at = top.blocks.len();
                top.html.push(Raw { at, html, span });
            }
            FrameKind::Note(id) => self.notes.push(Note { id, blocks, span }),
            FrameKind::Styled(_) | FrameKind::Link(_) | FrameKind::Image(_) => {
                let is_styled = matches!(kind, FrameKind::Styled(_));
                if let Some(inline) = frame::inline(kind, run) {
                    self.push(inline, span);
                }
                if !is_styled {
                    self.skip_attributes(at);
                }
            }
            FrameKind::Item(_)
            | FrameKind::Term
            | FrameKind::Description
            | FrameKind::Cell
            | FrameKind::Row { .. } => self.close_part(kind, blocks, run),
            kind => {
                if let Some(kind) = frame::block(kind, blocks, run) {
                    self.push_block(Block { language, ..Block::new(kind, span) });
                }
            }
        }
    }

    fn close_paragraph(&mut self, blocks: Vec<Block>) {
        self.top().blocks.extend(blocks);
        // Items of tight lists hold their text without a paragraph.
        if let [.., list, Frame { kind: FrameKind::Item(_), .. }] = &mut self.frames[..]
            && let FrameKind::List(list) = &mut list.kind
        {
            list.tight = false;
        }
    }

    fn close_part(&mut self, part: FrameKind, blocks: Vec<Block>, run: Vec<Inline>) {
        use crate::article::{Cell, ListItem};
        match (&mut self.top().kind, part) {
            (FrameKind::List(list), FrameKind::Item(task)) => {
                list.items.push(ListItem { task, blocks });
            }
            (FrameKind::Definitions(items), FrameKind::Term) => frame::push_term(items, run),
            (FrameKind::Definitions(items), FrameKind::Description) => {
                frame::push_description(items, blocks);
            }
            (FrameKind::Row { cells, .. }, FrameKind::Cell) => {
                cells.push(Cell { blocks, ..Cell::default() });
            }
            (FrameKind::Table(table), FrameKind::Row { head, cells }) => {
                frame::push_row(table, head, cells);
            }
            _ => self.top().blocks.extend(blocks),
        }
    }

    /// Ends the paragraph here so that a block may stand in the middle of it.
    /// `false` where no block may stand: in headings, links, emphasis.
    pub(super) fn split_paragraph(&mut self) -> bool {
        let top = self.top();
        let splits = top.holds_blocks() || matches!(top.kind, FrameKind::Paragraph);
        if splits {
            self.flush();
        }
        splits
    }

    /// Marks the item, which in a loose list has a paragraph open.
    fn task(&mut self, done: bool) {
        for frame in self.frames.iter_mut().rev().take(2) {
            if let FrameKind::Item(task) = &mut frame.kind {
                *task = Some(done);
                break;
            }
        }
    }

    fn html_line(&mut self, line: &str) {
        match &mut self.top().kind {
            FrameKind::Html(html) => html.push_str(line),
            _ => self.inline_html(line, Span::NONE),
        }
    }

    /// Reports markup that is left out, once for each `what`.
    pub(super) fn dropped(&mut self, what: &str, span: Span) {
        if self.reported.insert(what.to_owned()) {
            self.diagnostics.push(Kind::MarkupDropped { markup: what.to_owned() }, span);
        }
    }
}

/// Labels are the same in any case.
fn note_id(label: &str) -> String {
    label.to_lowercase()
}
