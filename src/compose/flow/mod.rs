//! What paper shows: the flow of paragraphs, tables and images that `typeset`
//! sets on pages, with nothing left to decide but geometry.
//!
//! A flow says of every piece what it is for (its [`Role`], which the theme
//! turns into looks) and what it means (its [`Structure`], which becomes the
//! tag tree of a PDF). [`lower`] makes it of a composition, with [`figure`]
//! for figures, [`list`] for lists, [`table`] for tables and [`numbers`] for their
//! columns of numbers; [`inline`] turns inlines into runs; [`notes`] gives numbers to notes,
//! those with the addresses of links among them ([`address`]); [`contents`] lists
//! headings; [`cover()`] says what covers do.

mod address;
mod attribution;
mod contents;
pub mod cover;
mod figure;
mod inline;
mod list;
mod lower;
mod notes;
mod numbers;
mod table;

#[cfg(test)]
mod tests;

pub use contents::running;
pub use cover::cover;
pub use lower::flow;

use std::borrow::Cow;

use crate::article::{Alignment, Asset, Image, ListKind};
use crate::language::{Direction, Tag};
use crate::length::Length;
use crate::source::Span;
use crate::theme::{Color, Role};

/// Everything that goes on paper, in reading order.
#[derive(Debug, Clone)]
pub struct Flow<'a> {
    /// The title, as plain text.
    pub title: String,
    /// The language of the whole.
    pub language: Tag,
    /// The direction of the whole.
    pub direction: Direction,
    /// What heads and feet of pages may say.
    pub running: Running<'a>,
    /// What links lead to; runs name them by place.
    pub links: Vec<LinkTarget>,
    /// The text.
    pub nodes: Vec<Node<'a>>,
    /// The notes that stand at the foot of the page on which their marks are, in
    /// the order of these. Other notes stand among the nodes.
    pub notes: Vec<Group<'a>>,
}

/// What heads and feet of pages may say of the whole. Empty where it is not known.
#[derive(Debug, Clone)]
pub struct Running<'a> {
    /// The title.
    pub title: String,
    /// The authors, with commas between.
    pub author: String,
    /// The date, as the language writes it.
    pub date: String,
    /// The publisher, or else the site.
    pub source: String,
    /// The language of all that.
    pub language: &'a Tag,
}

/// What a link leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LinkTarget {
    /// An address outside.
    Address(String),
    /// An anchor in this document.
    Anchor(String),
    /// A note, or the mark of one.
    Note {
        /// The name of the place.
        anchor: String,
        /// What the place is called for those who listen.
        said: String,
    },
}

/// A piece of the flow.
#[derive(Debug, Clone)]
pub enum Node<'a> {
    /// A paragraph, a heading, a caption: anything of lines.
    Paragraph(Paragraph<'a>),
    /// Pieces that belong together.
    Group(Group<'a>),
    /// Lines whose breaks and spaces stay.
    Code(CodeBlock<'a>),
    /// A table.
    Table(Table<'a>),
    /// An image on a line of its own.
    Picture(Picture<'a>),
    /// What follows begins a page.
    PageBreak,
    /// The place of the table of contents. Among the nodes of the flow itself.
    Contents(Contents<'a>),
}

/// A table of contents.
#[derive(Debug, Clone)]
pub struct Contents<'a> {
    /// From how many pages of text on it is set.
    pub from_pages: u32,
    /// Its heading.
    pub title: Paragraph<'a>,
    /// The headings that it lists.
    pub entries: Vec<ContentsEntry<'a>>,
}

/// An entry of a table of contents.
#[derive(Debug, Clone)]
pub struct ContentsEntry<'a> {
    /// How deep it stands under others, from 0.
    pub level: u8,
    /// The name of the heading's place.
    pub anchor: String,
    /// The heading's text.
    pub paragraph: Paragraph<'a>,
}

/// Anything of lines.
#[derive(Debug, Clone)]
pub struct Paragraph<'a> {
    /// What it is for.
    pub role: Role,
    /// What it means.
    pub structure: Structure,
    /// Its text.
    pub runs: Vec<Run<'a>>,
    /// Its language.
    pub language: &'a Tag,
    /// Its direction.
    pub direction: Direction,
    /// Whether it opens a passage: its first line is then not indented.
    pub opens: bool,
    /// Where its lines stand, where the role's own alignment does not hold.
    pub alignment: Alignment,
    /// Whether what follows belongs to it, so that no page ends between them.
    pub leads: bool,
    /// The name that leads to it.
    pub anchor: Option<String>,
    /// For a heading: its level in the outline, from 1, and its text there.
    pub outline: Option<(u8, String)>,
    /// Where it stands in the input.
    pub span: Span,
}

/// Pieces that belong together.
#[derive(Debug, Clone)]
pub struct Group<'a> {
    /// What the group means; `None` when it only stands together.
    pub structure: Option<Structure>,
    /// On which side reading starts.
    pub direction: Direction,
    /// How far it stands in at the side where reading starts.
    pub indent_start: Length,
    /// How far it stands in at the other side.
    pub indent_end: Length,
    /// Space above, at least.
    pub space_before: Length,
    /// Space below, at least.
    pub space_after: Length,
    /// What stands in the indent, beside the first line.
    pub marker: Option<Paragraph<'a>>,
    /// Characters whose width stays free at the right: what a number lacks to end
    /// as others of its column do.
    pub lacking: Option<Paragraph<'a>>,
    /// Whether a line runs along its starting side.
    pub side_line: bool,
    /// Whether a frame runs around it.
    pub frame: bool,
    /// Whether its pieces, figures, stand side by side where they have room.
    pub beside: bool,
    /// Whether it stays on one page where it can.
    pub keep_together: bool,
    /// Whether it goes across all columns of the page.
    pub wide: bool,
    /// The pieces.
    pub children: Vec<Node<'a>>,
}

impl Group<'_> {
    /// A group that changes nothing but the meaning.
    pub fn new(structure: Structure) -> Group<'static> {
        Group { structure: Some(structure), ..Group::plain() }
    }

    /// A group that changes nothing.
    pub fn plain() -> Group<'static> {
        Group {
            structure: None,
            direction: Direction::LeftToRight,
            indent_start: Length::ZERO,
            indent_end: Length::ZERO,
            space_before: Length::ZERO,
            space_after: Length::ZERO,
            marker: None,
            lacking: None,
            side_line: false,
            frame: false,
            beside: false,
            keep_together: false,
            wide: false,
            children: Vec::new(),
        }
    }
}

/// Lines whose breaks and spaces stay.
#[derive(Debug, Clone)]
pub struct CodeBlock<'a> {
    /// The lines, ended by `\n` except for the last.
    pub text: &'a str,
    /// The programming language, as the input names it.
    pub language: Option<&'a str>,
    /// Where it stands in the input.
    pub span: Span,
}

/// A table.
#[derive(Debug, Clone)]
pub struct Table<'a> {
    /// What stands over it.
    pub caption: Option<Paragraph<'a>>,
    /// One for each column.
    pub columns: Vec<Alignment>,
    /// Header rows, then the others.
    pub rows: Vec<TableRow<'a>>,
    /// How many of the rows are header rows.
    pub head: usize,
    /// The side at which the first column stands.
    pub direction: Direction,
    /// Where it stands in the input.
    pub span: Span,
}

/// A row of a table.
#[derive(Debug, Clone)]
pub struct TableRow<'a> {
    /// The cells that begin in it.
    pub cells: Vec<TableCell<'a>>,
}

/// A cell of a table.
#[derive(Debug, Clone)]
pub struct TableCell<'a> {
    /// The first column that it covers, from 0.
    pub column: usize,
    /// How many columns it covers.
    pub colspan: usize,
    /// How many rows it covers.
    pub rowspan: usize,
    /// What it means: a header or another cell.
    pub structure: Structure,
    /// Its text.
    pub children: Vec<Node<'a>>,
}

/// An image on a line of its own.
#[derive(Debug, Clone)]
pub struct Picture<'a> {
    /// What to show.
    pub asset: &'a Asset,
    /// The asset's key.
    pub key: &'a str,
    /// The alternative text; empty for decoration.
    pub alt: &'a str,
    /// On which side reading starts.
    pub direction: Direction,
}

/// Characters that look and mean the same.
#[derive(Debug, Clone)]
pub struct Run<'a> {
    /// What is shown.
    pub content: RunContent<'a>,
    /// How it differs from the role's style.
    pub style: RunStyle,
    /// What it means, where that is more than the paragraph's text.
    pub structure: Option<Structure>,
    /// Where it leads, as a place in [`Flow::links`].
    pub link: Option<usize>,
    /// Its language, where that differs from the paragraph's.
    pub language: Option<&'a Tag>,
    /// The name that leads to it.
    pub anchor: Option<String>,
    /// The note that stands at the foot of its page, as a place in [`Flow::notes`].
    /// Of several marks of a note only the first names it, and none in a note.
    pub note: Option<usize>,
}

impl<'a> Run<'a> {
    /// A run that looks and means what its paragraph does.
    pub fn plain(text: impl Into<Cow<'a, str>>) -> Run<'a> {
        Run {
            content: RunContent::Text(text.into()),
            style: RunStyle::default(),
            structure: None,
            link: None,
            language: None,
            anchor: None,
            note: None,
        }
    }
}

/// What a run shows.
#[derive(Debug, Clone)]
pub enum RunContent<'a> {
    /// Characters.
    Text(Cow<'a, str>),
    /// A new line.
    Break,
    /// An image in the line.
    Image(&'a Image, &'a Asset),
    /// A place with a name, which shows nothing: what stands on both sides of it is one text.
    Place(String),
}

/// How a run differs from the style of its role.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct RunStyle {
    /// Stressed: italic in upright text, upright in italic text.
    pub emphasis: bool,
    /// Strongly stressed.
    pub strong: bool,
    /// In the family for code, as large as its surroundings look.
    pub code: bool,
    /// Struck through.
    pub strike: bool,
    /// In the face's own small capitals.
    pub small_caps: bool,
    /// As typed, in the face around: nothing joins, and figures are the face's
    /// own. Among old-style figures a zero would be read as the letter o.
    pub typed: bool,
    /// Raised or lowered.
    pub shift: Shift,
    /// Its colour, where that differs.
    pub color: Option<Color>,
}

/// Whether text stands on the line, above or below it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Shift {
    /// On the line.
    #[default]
    None,
    /// Raised and small.
    Superscript,
    /// Lowered and small.
    Subscript,
}

/// What a piece means: the structure types of PDF (ISO 32000-1, 14.8.4) that
/// an article needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Structure {
    /// The whole.
    Document,
    /// One article of several.
    Article,
    /// Pieces that belong together.
    Division,
    /// A heading of a level from 1 to 6.
    Heading(u8),
    /// A paragraph.
    Paragraph,
    /// A list, and how its items are marked; `None` for terms and descriptions.
    List(Option<ListKind>),
    /// An item of a list.
    ListItem,
    /// The mark of an item or a note.
    Label,
    /// The text of an item.
    ListBody,
    /// A quotation set off from the text.
    BlockQuote,
    /// Text beside the text.
    Aside,
    /// Program text.
    Code,
    /// A table.
    Table,
    /// A row of a table.
    TableRow,
    /// A cell that heads others.
    TableHeader {
        /// Whether it heads its row rather than its column.
        heads_row: bool,
        /// How many columns and rows it covers.
        span: (usize, usize),
    },
    /// Another cell.
    TableCell {
        /// How many columns and rows it covers.
        span: (usize, usize),
    },
    /// An image with its alternative text.
    Figure(String),
    /// The text under a figure or over a table.
    Caption,
    /// A note.
    Note,
    /// The mark in the text that leads to a note.
    Reference,
    /// A link.
    Link,
    /// A formula with its source as alternative text.
    Formula(String),
    /// Text in another language, or otherwise apart.
    Span,
    /// An abbreviation with what it stands for.
    Abbreviation(String),
    /// A table of contents.
    Contents,
    /// An entry of a table of contents.
    ContentsEntry,
    /// Nothing: decoration, or what repeats on every page.
    Artifact,
}
