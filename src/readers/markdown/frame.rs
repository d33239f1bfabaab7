//! What is open while events arrive: a stack of frames, one for each container
//! of the model, and what becomes of a frame when it closes.

use pulldown_cmark::CodeBlockKind;

use crate::article::{
    Alignment, Aside, AsideKind, Block, BlockKind, Cell, Code, Definition, Figure, Heading, Image,
    Inline, InlineKind, Link, List, ListKind, Numbering, Quote, Row, Table, plain_text,
};
use crate::language::Tag as Language;
use crate::source::Span;

/// Something open that will become a block, an inline or a part of one.
#[derive(Debug)]
pub(super) struct Frame {
    pub(super) kind: FrameKind,
    pub(super) span: Span,
    /// Finished blocks inside it.
    pub(super) blocks: Vec<Block>,
    /// Running text that belongs to no block yet.
    pub(super) run: Vec<Inline>,
    /// HTML between the finished blocks.
    pub(super) html: Vec<Raw>,
    /// Tags in the running text.
    pub(super) tags: Vec<Raw>,
    /// The language that its attributes name.
    pub(super) language: Option<Language>,
    /// How many block containers of the model are open, this one counted.
    pub(super) block_depth: usize,
    /// How many inline containers are open in this block, this one counted.
    pub(super) inline_depth: usize,
}

/// HTML as it was written.
#[derive(Debug)]
pub(super) struct Raw {
    /// How many blocks or inlines stand before it.
    pub(super) at: usize,
    pub(super) html: String,
    pub(super) span: Span,
}

/// What a frame will become.
#[derive(Debug)]
pub(super) enum FrameKind {
    Root,
    /// Markdown in HTML.
    Inside,
    Quote,
    Aside(AsideKind),
    List(List),
    Item(Option<bool>),
    Note(String),
    Definitions(Vec<Definition>),
    Term,
    Description,
    Table(Table),
    Row {
        head: bool,
        cells: Vec<Cell>,
    },
    Cell,
    Paragraph,
    Heading(Heading),
    Code(Code),
    Html(String),
    Styled(Style),
    Link(Link),
    Image(Image),
}

/// Inline containers that hold nothing but their content.
#[derive(Debug)]
pub(super) enum Style {
    Emphasis,
    Strong,
    Strike,
    Superscript,
    Subscript,
}

impl Frame {
    pub(super) fn new(kind: FrameKind, span: Span) -> Frame {
        Frame {
            kind,
            span,
            blocks: Vec::new(),
            run: Vec::new(),
            html: Vec::new(),
            tags: Vec::new(),
            language: None,
            block_depth: 0,
            inline_depth: 0,
        }
    }

    /// Whether loose inlines in it form a paragraph of their own.
    pub(super) fn holds_blocks(&self) -> bool {
        matches!(
            self.kind,
            FrameKind::Root
                | FrameKind::Inside
                | FrameKind::Quote
                | FrameKind::Aside(_)
                | FrameKind::Item(_)
                | FrameKind::Note(_)
                | FrameKind::Description
                | FrameKind::Cell
        )
    }

    /// Whether an image alone is a figure here, and not an item like others.
    pub(super) fn takes_figures(&self) -> bool {
        !matches!(self.kind, FrameKind::Item(_) | FrameKind::Cell | FrameKind::Description)
    }

    /// Adds a tag to the running text.
    pub(super) fn push_raw(&mut self, html: &str, span: Span) {
        let at = self.run.len();
        match self.tags.last_mut().filter(|raw| raw.at == at) {
            Some(raw) => raw.html.push_str(html),
            None => self.tags.push(Raw { at, html: html.to_owned(), span }),
        }
    }

    /// Adds an inline; text joins the text before it.
    pub(super) fn push(&mut self, inline: Inline) {
        let after_tag = self.tags.last().is_some_and(|raw| raw.at == self.run.len());
        if !after_tag
            && let InlineKind::Text { text } = &inline.kind
            && let Some(Inline { kind: InlineKind::Text { text: before }, span }) =
                self.run.last_mut()
        {
            before.push_str(text);
            *span = span.join(inline.span);
            return;
        }
        self.run.push(inline);
    }
}

/// A paragraph, or a figure when `figures` are wanted and there is but an image.
pub(super) fn paragraph(mut run: Vec<Inline>, figures: bool) -> Option<Block> {
    let is_blank = |inline: &Inline| match &inline.kind {
        InlineKind::Text { text } => text.trim().is_empty(),
        _ => false,
    };
    if run.iter().all(is_blank) {
        return None;
    }
    let span = run.iter().fold(Span::NONE, |span, inline| span.join(inline.span));
    let mut solid = (0..run.len()).filter(|at| !is_blank(&run[*at]));
    let alone = solid.next().filter(|_| figures && solid.next().is_none());
    drop(solid);
    if let Some(at) = alone
        && matches!(run[at].kind, InlineKind::Image(_))
        && let InlineKind::Image(image) = run.swap_remove(at).kind
    {
        return Some(Block::new(figure(image, span), span));
    }
    Some(Block::new(BlockKind::Paragraph { content: run }, span))
}

/// The title of an image that stands alone is its caption: people are to read
/// it. The alternative text describes the image to those who cannot see it.
fn figure(mut image: Image, span: Span) -> BlockKind {
    let title = std::mem::take(&mut image.title);
    let caption =
        if title.is_empty() { Vec::new() } else { vec![Inline { span, ..Inline::text(title) }] };
    BlockKind::Figure(Figure { image, caption })
}

/// The inline that a closed frame becomes.
pub(super) fn inline(kind: FrameKind, content: Vec<Inline>) -> Option<InlineKind> {
    Some(match kind {
        FrameKind::Styled(style) => styled(style, content),
        FrameKind::Link(link) => InlineKind::Link(Link { content, ..link }),
        FrameKind::Image(image) => {
            InlineKind::Image(Image { alt: plain_text(&content).trim().to_owned(), ..image })
        }
        _ => return None,
    })
}

fn styled(style: Style, content: Vec<Inline>) -> InlineKind {
    match style {
        Style::Emphasis => InlineKind::Emphasis { content },
        Style::Strong => InlineKind::Strong { content },
        Style::Strike => InlineKind::Strike { content },
        Style::Superscript => InlineKind::Superscript { content },
        Style::Subscript => InlineKind::Subscript { content },
    }
}

/// The block that a closed frame becomes, where it becomes one by itself.
pub(super) fn block(kind: FrameKind, blocks: Vec<Block>, run: Vec<Inline>) -> Option<BlockKind> {
    Some(match kind {
        FrameKind::Quote => BlockKind::Quote(Quote { blocks, ..Quote::default() }),
        FrameKind::Aside(kind) => BlockKind::Aside(Aside { kind, title: Vec::new(), blocks }),
        FrameKind::List(list) => BlockKind::List(list),
        FrameKind::Definitions(items) => BlockKind::DefinitionList { items },
        FrameKind::Table(table) => BlockKind::Table(table),
        FrameKind::Heading(_) if run.is_empty() => return None,
        FrameKind::Heading(heading) => BlockKind::Heading(Heading { content: run, ..heading }),
        FrameKind::Code(mut code) => {
            code.text.truncate(code.text.strip_suffix('\n').unwrap_or(&code.text).len());
            BlockKind::Code(code)
        }
        _ => return None,
    })
}

/// Adds a row. A head whose cells are all empty is how Markdown writes a table
/// without one.
pub(super) fn push_row(table: &mut Table, head: bool, cells: Vec<Cell>) {
    let row = Row { cells };
    if !head {
        table.body.push(row);
    } else if row.cells.iter().any(|cell| !cell.blocks.is_empty()) {
        table.head.push(row);
    }
}

/// Adds a term: to the definition before it while that has no description.
pub(super) fn push_term(items: &mut Vec<Definition>, term: Vec<Inline>) {
    match items.last_mut() {
        Some(item) if item.descriptions.is_empty() => item.terms.push(term),
        _ => items.push(Definition { terms: vec![term], descriptions: Vec::new() }),
    }
}

/// Adds a description to the definition before it.
pub(super) fn push_description(items: &mut Vec<Definition>, blocks: Vec<Block>) {
    match items.last_mut() {
        Some(item) => item.descriptions.push(blocks),
        None => items.push(Definition { terms: Vec::new(), descriptions: vec![blocks] }),
    }
}

pub(super) fn alignment(alignment: pulldown_cmark::Alignment) -> Alignment {
    match alignment {
        pulldown_cmark::Alignment::None => Alignment::Natural,
        pulldown_cmark::Alignment::Left => Alignment::Left,
        pulldown_cmark::Alignment::Center => Alignment::Center,
        pulldown_cmark::Alignment::Right => Alignment::Right,
    }
}

pub(super) fn row(head: bool) -> FrameKind {
    FrameKind::Row { head, cells: Vec::new() }
}

pub(super) fn list(start: Option<u64>) -> List {
    let kind = match start {
        None => ListKind::Bullet,
        Some(start) => ListKind::Ordered {
            start: u32::try_from(start).unwrap_or(u32::MAX),
            numbering: Numbering::Decimal,
        },
    };
    List { kind, tight: true, items: Vec::new() }
}

pub(super) fn quote(kind: Option<pulldown_cmark::BlockQuoteKind>) -> FrameKind {
    use pulldown_cmark::BlockQuoteKind as Github;
    FrameKind::Aside(match kind {
        None => return FrameKind::Quote,
        Some(Github::Note) => AsideKind::Note,
        Some(Github::Tip) => AsideKind::Tip,
        Some(Github::Important) => AsideKind::Important,
        Some(Github::Warning) => AsideKind::Warning,
        Some(Github::Caution) => AsideKind::Caution,
    })
}

/// The first word of the info string names the language: `rust,ignore` of
/// rustdoc and `{.python .numberLines}` of pandoc say Rust and Python.
pub(super) fn code(kind: &CodeBlockKind<'_>) -> Code {
    let info = match kind {
        CodeBlockKind::Indented => "",
        CodeBlockKind::Fenced(info) => info,
    };
    let info = info.trim_start_matches(['{', '.', ' ']);
    let word = info.split([' ', '\t', ',', '}', '{']).next().unwrap_or_default();
    Code { language: Some(word.to_owned()).filter(|word| !word.is_empty()), text: String::new() }
}
