//! The kinds of inline.

use serde::{Deserialize, Serialize};

use super::asset::AssetKey;
use crate::language::{Direction, Tag};
use crate::source::Span;

/// A piece of running text and where it came from.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Inline {
    /// What it is.
    #[serde(flatten)]
    pub kind: InlineKind,
    /// Where it stands in the input.
    #[serde(default, skip_serializing_if = "Span::is_none")]
    pub span: Span,
}

impl Inline {
    /// An inline at a place of the input.
    pub fn new(kind: InlineKind, span: Span) -> Inline {
        Inline { kind, span }
    }

    /// Text that no input wrote.
    pub fn text(text: impl Into<String>) -> Inline {
        Inline::new(InlineKind::Text { text: text.into() }, Span::NONE)
    }
}

/// What an inline is.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "kebab-case")]
pub enum InlineKind {
    /// Characters. No line breaks: white space in it is where a line may be broken.
    Text {
        /// The characters.
        text: String,
    },
    /// Stressed, usually in italics.
    Emphasis {
        /// The stressed text.
        content: Vec<Inline>,
    },
    /// Strongly stressed, usually in bold.
    Strong {
        /// The stressed text.
        content: Vec<Inline>,
    },
    /// Struck through.
    Strike {
        /// The struck text.
        content: Vec<Inline>,
    },
    /// Raised and small.
    Superscript {
        /// The raised text.
        content: Vec<Inline>,
    },
    /// Lowered and small.
    Subscript {
        /// The lowered text.
        content: Vec<Inline>,
    },
    /// In small capitals.
    SmallCaps {
        /// The text, in the case in which it was written.
        content: Vec<Inline>,
    },
    /// An abbreviation with what it stands for.
    Abbreviation {
        /// What it stands for, which readers see when they ask.
        expansion: String,
        /// The abbreviation.
        content: Vec<Inline>,
    },
    /// Program text in the line.
    Code {
        /// The text; spaces count.
        text: String,
    },
    /// A link.
    Link(Link),
    /// An image in the line.
    Image(Image),
    /// The mark of a note.
    NoteRef {
        /// The [`Note::id`](super::Note::id).
        id: String,
    },
    /// A formula in the line.
    Math {
        /// TeX, without delimiters.
        tex: String,
    },
    /// Text in another language or direction.
    Span(LanguageSpan),
    /// A line break that the author made.
    Break,
    /// Where a page of another edition begins, mostly a printed one: a page break marker, as
    /// EPUB calls it. It shows nothing and parts no word.
    PageMarker(PageMarker),
}

/// A link.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Link {
    /// An address, or `#` and the id of a heading of this article.
    pub target: String,
    /// A title for people; empty when there is none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub title: String,
    /// The linked text.
    pub content: Vec<Inline>,
}

/// An image, in the line or in a figure.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Image {
    /// The reference as the input wrote it: a path beside the article or an address.
    pub reference: String,
    /// The asset it stands for, once it has been loaded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub asset: Option<AssetKey>,
    /// The alternative text; empty when the image is decoration.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub alt: String,
    /// A title for people; empty when there is none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub title: String,
}

/// Where a page of another edition begins.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct PageMarker {
    /// What links name; unique and not empty once the passes have run.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub id: String,
    /// The page's number as that edition prints it: `12`, `xii`.
    pub label: String,
}

/// Text in another language or direction.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct LanguageSpan {
    /// Its language, where that differs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<Tag>,
    /// Its direction, where that differs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub direction: Option<Direction>,
    /// The text.
    pub content: Vec<Inline>,
}

impl InlineKind {
    /// The inlines inside, for kinds that hold any.
    pub fn content(&self) -> Option<&Vec<Inline>> {
        match self {
            InlineKind::Emphasis { content }
            | InlineKind::Strong { content }
            | InlineKind::Strike { content }
            | InlineKind::Superscript { content }
            | InlineKind::Subscript { content }
            | InlineKind::SmallCaps { content }
            | InlineKind::Abbreviation { content, .. } => Some(content),
            InlineKind::Link(link) => Some(&link.content),
            InlineKind::Span(span) => Some(&span.content),
            _ => None,
        }
    }

    /// The inlines inside, to change them.
    pub fn content_mut(&mut self) -> Option<&mut Vec<Inline>> {
        match self {
            InlineKind::Emphasis { content }
            | InlineKind::Strong { content }
            | InlineKind::Strike { content }
            | InlineKind::Superscript { content }
            | InlineKind::Subscript { content }
            | InlineKind::SmallCaps { content }
            | InlineKind::Abbreviation { content, .. } => Some(content),
            InlineKind::Link(link) => Some(&mut link.content),
            InlineKind::Span(span) => Some(&mut span.content),
            _ => None,
        }
    }
}

/// The characters of running text: alternative text for images, TeX for
/// formulas, a space for a break, nothing for the marks of notes and pages.
pub fn plain_text(inlines: &[Inline]) -> String {
    let mut text = String::new();
    push_plain_text(inlines, &mut text);
    text
}

fn push_plain_text(inlines: &[Inline], text: &mut String) {
    for inline in inlines {
        match &inline.kind {
            InlineKind::Text { text: characters } | InlineKind::Code { text: characters } => {
                text.push_str(characters);
            }
            InlineKind::Math { tex } => text.push_str(tex),
            InlineKind::Image(image) => text.push_str(&image.alt),
            InlineKind::Break => text.push(' '),
            InlineKind::NoteRef { .. } | InlineKind::PageMarker(_) => {}
            kind => push_plain_text(kind.content().map_or(&[], Vec::as_slice), text),
        }
    }
}

/// The page markers in a run, for where its words do not stay.
pub(crate) fn page_markers(run: &[Inline]) -> Vec<Inline> {
    let mut markers = Vec::new();
    for inline in run {
        match &inline.kind {
            InlineKind::PageMarker(_) => markers.push(inline.clone()),
            kind => markers.extend(kind.content().map_or(Vec::new(), |run| page_markers(run))),
        }
    }
    markers
}

/// Whether two neighbours would read as one run of text.
pub(crate) fn both_text(a: &Inline, b: &Inline) -> bool {
    matches!((&a.kind, &b.kind), (InlineKind::Text { .. }, InlineKind::Text { .. }))
}
