//! The intermediate document model: what an article is, apart from any format.
//!
//! Readers make an [`Article`], passes change it, backends show it. Only kinds
//! that at least two outputs can express have a place here. Everything nests
//! at most [`MAX_NESTING`] levels deep (see [`nesting`]), so that whatever walks the
//! tree may recurse.
//!
//! [`block`] and [`inline`] hold the kinds, [`metadata`] what is known about the
//! article, [`asset`] its images, [`walk`] ways to visit all of it, [`json`] the
//! versioned exchange form and [`dump`] an outline for people.

pub mod asset;
pub mod block;
pub mod dump;
pub mod grid;
mod identifier;
pub mod inline;
pub mod json;
pub mod metadata;
pub mod nesting;
mod person;
pub mod walk;

pub use asset::{Asset, AssetKey, Assets, MediaType};
pub use block::{
    Alignment, Aside, AsideKind, Block, BlockKind, Cell, Code, Definition, Figure, Heading, List,
    ListItem, ListKind, Numbering, Quote, Row, Table,
};
pub use identifier::{Identifier, IdentifierKind};
pub use inline::{Image, Inline, InlineKind, LanguageSpan, Link, PageMarker, plain_text};
pub(crate) use inline::{both_text, page_markers};
pub use metadata::{Date, Metadata, Position, Series};
pub use nesting::MAX_NESTING;
pub use person::{Contributor, ContributorRole, Person};

use serde::{Deserialize, Serialize};

use crate::source::Span;

/// One article: what it says, and what is known about it.
///
/// ```
/// use offprint::article::{Article, Block, BlockKind, Inline, json, plain_text, walk};
///
/// let blocks = vec![Block::paragraph(vec![Inline::text("Some words.")])];
/// let article = Article { blocks, ..Article::default() };
/// let mut text = String::new();
/// walk::blocks(&article, &mut |block| {
///     if let BlockKind::Paragraph { content } = &block.kind {
///         text += &plain_text(content);
///     }
/// });
/// assert_eq!(text, "Some words.");
/// assert_eq!(json::read(&json::write(&article))?, article);
/// # Ok::<(), offprint::article::json::JsonError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Article {
    /// Title, authors, date, language and the rest.
    #[serde(default)]
    pub meta: Metadata,
    /// The text, in reading order.
    #[serde(default)]
    pub blocks: Vec<Block>,
    /// Notes, in the order of their first reference once the passes have run.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<Note>,
    /// Images, by key.
    #[serde(default, skip_serializing_if = "Assets::is_empty")]
    pub assets: Assets,
}

/// A note to the text: shown at the foot of a page, in a pop-up or at the end.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Note {
    /// The label that [`InlineKind::NoteRef`] names; unique in the article.
    pub id: String,
    /// Its text.
    pub blocks: Vec<Block>,
    /// Where it stands in the input.
    #[serde(default, skip_serializing_if = "Span::is_none")]
    pub span: Span,
}
