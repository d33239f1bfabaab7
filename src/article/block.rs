//! The kinds of block.

use serde::{Deserialize, Serialize};

use super::inline::{Image, Inline};
use crate::language::{Direction, Tag};
use crate::source::Span;

/// A block and where it came from.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Block {
    /// What it is.
    #[serde(flatten)]
    pub kind: BlockKind,
    /// Its language, where that differs from what holds it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<Tag>,
    /// Its direction, where the language does not already say it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub direction: Option<Direction>,
    /// Where it stands in the input.
    #[serde(default, skip_serializing_if = "Span::is_none")]
    pub span: Span,
}

impl Block {
    /// A block in the language of what holds it.
    pub fn new(kind: BlockKind, span: Span) -> Block {
        Block { kind, language: None, direction: None, span }
    }

    /// A paragraph that no input wrote.
    pub fn paragraph(content: Vec<Inline>) -> Block {
        Block::new(BlockKind::Paragraph { content }, Span::NONE)
    }
}

/// What a block is.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "kebab-case")]
pub enum BlockKind {
    /// A heading.
    Heading(Heading),
    /// A paragraph.
    Paragraph {
        /// Its text.
        content: Vec<Inline>,
    },
    /// A quotation set off from the text.
    Quote(Quote),
    /// A list, bulleted or numbered.
    List(List),
    /// Terms with their descriptions.
    DefinitionList {
        /// The terms in order.
        items: Vec<Definition>,
    },
    /// Program text or anything else where every space counts.
    Code(Code),
    /// A table.
    Table(Table),
    /// An image with a caption, set off from the text.
    Figure(Figure),
    /// A break between parts of the text.
    Rule,
    /// A displayed formula in TeX notation.
    Math {
        /// TeX, without delimiters.
        tex: String,
    },
    /// Text beside the text: a note, a tip, a warning.
    Aside(Aside),
}

impl BlockKind {
    /// The lists of blocks that this block holds, in reading order.
    pub fn children(&self) -> Vec<&Vec<Block>> {
        match self {
            BlockKind::Quote(quote) => vec![&quote.blocks],
            BlockKind::Aside(aside) => vec![&aside.blocks],
            BlockKind::List(list) => list.items.iter().map(|item| &item.blocks).collect(),
            BlockKind::DefinitionList { items } => {
                items.iter().flat_map(|item| &item.descriptions).collect()
            }
            BlockKind::Table(table) => {
                let rows = table.head.iter().chain(&table.body);
                rows.flat_map(|row| &row.cells).map(|cell| &cell.blocks).collect()
            }
            _ => Vec::new(),
        }
    }

    /// The lists of blocks that this block holds, to change them.
    pub fn children_mut(&mut self) -> Vec<&mut Vec<Block>> {
        match self {
            BlockKind::Quote(quote) => vec![&mut quote.blocks],
            BlockKind::Aside(aside) => vec![&mut aside.blocks],
            BlockKind::List(list) => list.items.iter_mut().map(|item| &mut item.blocks).collect(),
            BlockKind::DefinitionList { items } => {
                items.iter_mut().flat_map(|item| &mut item.descriptions).collect()
            }
            BlockKind::Table(table) => {
                let rows = table.head.iter_mut().chain(&mut table.body);
                rows.flat_map(|row| &mut row.cells).map(|cell| &mut cell.blocks).collect()
            }
            _ => Vec::new(),
        }
    }

    /// The runs of inlines that this block holds itself, not through other blocks.
    pub fn inlines(&self) -> Vec<&Vec<Inline>> {
        match self {
            BlockKind::Heading(heading) => vec![&heading.content],
            BlockKind::Paragraph { content } => vec![content],
            BlockKind::Quote(quote) => vec![&quote.attribution],
            BlockKind::Aside(aside) => vec![&aside.title],
            BlockKind::Figure(figure) => vec![&figure.caption],
            BlockKind::Table(table) => vec![&table.caption],
            BlockKind::DefinitionList { items } => {
                items.iter().flat_map(|item| &item.terms).collect()
            }
            _ => Vec::new(),
        }
    }

    /// The runs of inlines that this block holds itself, to change them.
    pub fn inlines_mut(&mut self) -> Vec<&mut Vec<Inline>> {
        match self {
            BlockKind::Heading(heading) => vec![&mut heading.content],
            BlockKind::Paragraph { content } => vec![content],
            BlockKind::Quote(quote) => vec![&mut quote.attribution],
            BlockKind::Aside(aside) => vec![&mut aside.title],
            BlockKind::Figure(figure) => vec![&mut figure.caption],
            BlockKind::Table(table) => vec![&mut table.caption],
            BlockKind::DefinitionList { items } => {
                items.iter_mut().flat_map(|item| &mut item.terms).collect()
            }
            _ => Vec::new(),
        }
    }
}

/// A heading.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Heading {
    /// 1 to 6. The article's title is not a heading, so 1 is a main section.
    pub level: u8,
    /// What links name; unique and not empty once the passes have run.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub id: String,
    /// Its text.
    pub content: Vec<Inline>,
}

/// A quotation set off from the text.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Quote {
    /// The quoted text.
    pub blocks: Vec<Block>,
    /// Who said it or where it stands, as shown under the quotation.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attribution: Vec<Inline>,
    /// The address of the source, not shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cite: Option<String>,
}

/// A list.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct List {
    /// Bulleted or numbered.
    pub kind: ListKind,
    /// Whether items follow each other without space between them.
    pub tight: bool,
    /// The items.
    pub items: Vec<ListItem>,
}

/// How the items of a list are marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ListKind {
    /// With bullets.
    Bullet,
    /// With numbers.
    Ordered {
        /// The first number.
        start: u32,
        /// The kind of number.
        #[serde(default)]
        numbering: Numbering,
    },
}

/// The kind of number that marks an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Numbering {
    /// 1, 2, 3
    #[default]
    Decimal,
    /// a, b, c
    LowerAlpha,
    /// A, B, C
    UpperAlpha,
    /// i, ii, iii
    LowerRoman,
    /// I, II, III
    UpperRoman,
}

/// An item of a list.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct ListItem {
    /// For a task: whether it is done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub task: Option<bool>,
    /// The item's text.
    pub blocks: Vec<Block>,
}

/// Terms that share descriptions.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Definition {
    /// The terms, a line each.
    pub terms: Vec<Vec<Inline>>,
    /// The descriptions, blocks each.
    pub descriptions: Vec<Vec<Block>>,
}

/// Text where every space counts.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Code {
    /// The programming language, as the input names it. In JSON: `syntax`, for
    /// `language` is the block's own.
    #[serde(default, rename = "syntax", skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// The text, lines ended by `\n` except for the last.
    pub text: String,
}

/// A table: a grid with spans, in the order of HTML's table model.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Table {
    /// The caption; empty when there is none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub caption: Vec<Inline>,
    /// One alignment for each column of the grid.
    pub columns: Vec<Alignment>,
    /// Header rows.
    #[serde(default)]
    pub head: Vec<Row>,
    /// The other rows.
    #[serde(default)]
    pub body: Vec<Row>,
}

/// A row of a table.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Row {
    /// The cells that begin in this row; places covered by a span from above have none.
    pub cells: Vec<Cell>,
}

/// A cell of a table.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Cell {
    /// Its text.
    pub blocks: Vec<Block>,
    /// How many columns it covers, at least 1.
    #[serde(default = "one", skip_serializing_if = "is_one")]
    pub colspan: u16,
    /// How many rows it covers, at least 1.
    #[serde(default = "one", skip_serializing_if = "is_one")]
    pub rowspan: u16,
    /// Whether it heads its row or column; cells of the head rows always do.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub header: bool,
    /// Its own alignment, where it differs from its column's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub alignment: Option<Alignment>,
}

impl Default for Cell {
    fn default() -> Cell {
        Cell { blocks: Vec::new(), colspan: 1, rowspan: 1, header: false, alignment: None }
    }
}

fn one() -> u16 {
    1
}

fn is_one(span: &u16) -> bool {
    *span == 1
}

/// Where a cell's text stands in its column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Alignment {
    /// At the side where reading starts, unless a theme knows better.
    #[default]
    Natural,
    /// At the left.
    Left,
    /// In the middle.
    Center,
    /// At the right.
    Right,
}

/// An image set off from the text.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Figure {
    /// The image.
    pub image: Image,
    /// The caption; empty when there is none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub caption: Vec<Inline>,
}

/// Text beside the text.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Aside {
    /// What it is for.
    pub kind: AsideKind,
    /// Its own title; empty when the kind's name serves.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub title: Vec<Inline>,
    /// Its text.
    pub blocks: Vec<Block>,
}

/// What an aside is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AsideKind {
    /// Of no special kind: a box, a side story.
    Plain,
    /// Worth noting.
    Note,
    /// Advice.
    Tip,
    /// Needed to succeed.
    Important,
    /// Needs attention to avoid trouble.
    Warning,
    /// About the consequences of an action.
    Caution,
}
