//! From pandoc's tree to the model.

mod block;
mod inline;
mod meta;
mod table;

use std::collections::BTreeSet;

use serde_json::Value;

use super::KEY;
use crate::article::{Article, Block, InlineKind, Note, json, nesting};
use crate::diagnostics::{Diagnostics, Kind};
use crate::language::{Direction, Tag};
use crate::readers::html::fragment::{Context, Piece};
use crate::readers::page_markers::Signs;
use crate::readers::tags;
use crate::source::{Source, Span};

/// Why JSON is no document of pandoc's.
#[derive(Debug, thiserror::Error)]
pub enum PandocError {
    /// It is no JSON, or its brackets nest too deep.
    #[error(transparent)]
    Json(#[from] json::JsonError),
    /// It is other JSON.
    #[error("it has no “{KEY}”; write it with “pandoc -t json”")]
    NotPandoc,
    /// It is of a version with other tables.
    #[error("it has version {0}.{1}; write it with pandoc 2.11 or newer (versions 1.22 and 1.23)")]
    Version(u64, u64),
}

/// Reads a document. Elements that are not known are left out and reported.
///
/// # Errors
/// When the source is no document of pandoc's, or of a version that is too old.
pub fn read(source: &Source, diagnostics: &mut Diagnostics) -> Result<Article, PandocError> {
    let value: Value = json::parse_bounded(source.text())?;
    let version = value.get(KEY).and_then(Value::as_array).ok_or(PandocError::NotPandoc)?;
    let number = |at: usize| version.get(at).and_then(Value::as_u64).unwrap_or(0);
    if number(0) != 1 || number(1) < 22 {
        return Err(PandocError::Version(number(0), number(1)));
    }
    let mut reader = Reader {
        fragments: Context::new(source, None),
        notes: Vec::new(),
        reported: Vec::new(),
        diagnostics,
    };
    let meta = reader.meta(&value["meta"]);
    let blocks = reader.blocks(&value["blocks"]);
    let mut article = Article { meta, blocks, notes: reader.notes, ..Article::default() };
    if nesting::cap(&mut article) {
        let kind = Kind::NestingCapped { limit: nesting::MAX_NESTING };
        diagnostics.push(kind, Span::NONE);
    }
    Ok(article)
}

struct Reader<'a> {
    /// For raw HTML.
    fragments: Context<'a>,
    notes: Vec<Note>,
    /// What has been reported as left out.
    reported: Vec<String>,
    diagnostics: &'a mut Diagnostics,
}

impl Reader<'_> {
    /// Reports what is left out, once for each kind.
    /// HTML that stands between what was read, without what would take that away.
    fn html(&mut self, html: &str, closed: &BTreeSet<String>) -> Piece {
        Piece::Html(tags::harmless(html, closed, &mut |what| self.dropped(what)), 1)
    }

    fn dropped(&mut self, what: &str) {
        if !self.reported.iter().any(|known| known == what) {
            self.reported.push(what.to_owned());
            self.diagnostics.push(Kind::MarkupDropped { markup: what.to_owned() }, Span::NONE);
        }
    }
}

/// The name of an element and what it holds.
fn element(value: &Value) -> (&str, &Value) {
    (value["t"].as_str().unwrap_or_default(), &value["c"])
}

/// The elements of a list; none of anything else.
fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

/// An element's identifier, classes and other attributes.
struct Attributes<'v>(&'v Value);

impl<'v> Attributes<'v> {
    fn id(&self) -> &'v str {
        text(&self.0[0])
    }

    fn classes(&self) -> impl Iterator<Item = &'v str> {
        list(&self.0[1]).iter().filter_map(Value::as_str)
    }

    fn get(&self, name: &str) -> Option<&'v str> {
        let mut pairs = list(&self.0[2]).iter();
        pairs.find(|pair| pair[0] == name).and_then(|pair| pair[1].as_str())
    }

    /// The page marker that an element is; `text` gives what stands in it.
    fn page_marker(&self, text: impl FnOnce() -> String) -> Option<InlineKind> {
        let get = |name: &str| self.get(name).unwrap_or_default();
        let class = self.classes().collect::<Vec<_>>().join(" ");
        let signs = Signs {
            epub_type: get("epub:type"),
            role: get("role"),
            class: &class,
            id: self.id(),
            label: get("aria-label"),
            title: get("title"),
            number: get("data-page-number"),
        };
        if signs.may_mark() { signs.marker(&text()) } else { None }
    }

    fn language(&self) -> Option<Tag> {
        self.get("lang").and_then(|tag| tag.parse().ok())
    }

    fn direction(&self) -> Option<Direction> {
        match self.get("dir")? {
            "rtl" => Some(Direction::RightToLeft),
            "ltr" => Some(Direction::LeftToRight),
            _ => None,
        }
    }

    /// Gives blocks the language and direction that the element names.
    fn apply(&self, blocks: &mut [Block]) {
        let (language, direction) = (self.language(), self.direction());
        for block in blocks {
            block.language = block.language.take().or_else(|| language.clone());
            block.direction = block.direction.or(direction);
        }
    }
}
