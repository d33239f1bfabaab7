//! The metadata block before the text: YAML between `---`, TOML between `+++`.
//!
//! It must open the file, and something must follow its first line at once;
//! else the marks are a rule of Markdown. A block that is not sound is read
//! line by line for plain `name: value` fields, and reported.

mod catalogue;
mod fields;
mod people;
mod toml;
mod value;
mod yaml;

use std::ops::Range;

use crate::article::{Inline, Metadata};
use crate::diagnostics::{Diagnostics, Kind};
use crate::source::{Source, Span};

use value::Field;
pub(crate) use value::Value as FieldValue;

/// The longest block that is read, in bytes. Long abstracts fit many times over;
/// what a hostile block can cost stays small.
const MAX_BLOCK: usize = 64 << 10;

/// What a file says about itself before its text begins.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub(super) meta: Metadata,
    /// The title and the subtitle, still in Markdown.
    pub(super) title: (String, Span),
    pub(super) subtitle: (String, Span),
    /// Where the text begins.
    pub(super) end: usize,
}

/// The notations.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Notation {
    Yaml,
    Toml,
}

/// Reads the block, if there is one.
pub(super) fn read(source: &Source, diagnostics: &mut Diagnostics) -> Found {
    let mut found = Found::default();
    let Some((notation, block, end)) = find(source.text()) else { return found };
    if block.len() > MAX_BLOCK {
        ignored(
            format!("it is longer than {} KB", MAX_BLOCK >> 10),
            source.span(block),
            diagnostics,
        );
        found.end = end;
        return found;
    }
    if let Some(fields) = parse(source, notation, block, diagnostics) {
        fields::apply(&fields, &mut found, diagnostics);
        found.end = end;
    }
    found
}

/// Whether a field of another format says something of an article.
pub(crate) fn is_field(name: &str) -> bool {
    fields::is_telling(&Field::new(name, FieldValue::Empty).name)
}

/// What fields of another format say that go by the same names. A title is plain text.
pub(crate) fn known(values: Vec<(&str, FieldValue)>, diagnostics: &mut Diagnostics) -> Metadata {
    let fields: Vec<Field> =
        values.into_iter().map(|(name, value)| Field::new(name, value)).collect();
    let mut found = Found::default();
    fields::apply(&fields, &mut found, diagnostics);
    let run = |text: String| if text.is_empty() { Vec::new() } else { vec![Inline::text(text)] };
    Metadata { title: run(found.title.0), subtitle: run(found.subtitle.0), ..found.meta }
}

/// The notation, the lines between the marks, and where the text begins.
fn find(text: &str) -> Option<(Notation, Range<usize>, usize)> {
    let mut at = text.len() - text.trim_start_matches('\n').len();
    let mut lines = text[at..].split_inclusive('\n');
    let first = lines.next()?;
    let notation = match first.trim_end() {
        "---" => Notation::Yaml,
        "+++" => Notation::Toml,
        _ => return None,
    };
    at += first.len();
    let start = at;
    for line in lines {
        let end = at + line.len();
        match (notation, line.trim_end()) {
            (_, "") if at == start => return None,
            (Notation::Yaml, "---" | "...") | (Notation::Toml, "+++") => {
                return Some((notation, start..at, end));
            }
            _ => at = end,
        }
    }
    None
}

/// The fields; `None` when the lines are no metadata at all but text between rules.
fn parse(
    source: &Source,
    notation: Notation,
    block: Range<usize>,
    diagnostics: &mut Diagnostics,
) -> Option<Vec<Field>> {
    let text = &source.text()[block.clone()];
    let place = |at: usize| match notation {
        Notation::Yaml => source.line_span(source.line_of(block.start) + at.max(1) as u32 - 1),
        Notation::Toml => source.line_span(source.line_of(block.start + at.min(text.len()))),
    };
    let parsed = match notation {
        Notation::Yaml => yaml::parse(text),
        Notation::Toml => toml::parse(text).map(Some),
    };
    match parsed {
        Ok(fields) => Some(
            fields?.into_iter().map(|(field, at)| Field { span: place(at), ..field }).collect(),
        ),
        Err(unsound) => {
            let fields = salvage(source, notation, block.clone());
            if fields.is_empty() && notation == Notation::Yaml {
                return None;
            }
            ignored(unsound.reason, place(unsound.at), diagnostics);
            Some(fields)
        }
    }
}

fn ignored(reason: String, span: Span, diagnostics: &mut Diagnostics) {
    let reason = reason.lines().next().unwrap_or_default().to_owned();
    diagnostics.push(Kind::MetadataIgnored { field: "(block)".to_owned(), reason }, span);
}

/// Lines of the form `name: value` (or `name = value`) that begin at the margin.
fn salvage(source: &Source, notation: Notation, block: Range<usize>) -> Vec<Field> {
    let mark = if notation == Notation::Yaml { ':' } else { '=' };
    let mut fields = Vec::new();
    let mut at = block.start;
    for line in source.text()[block].split_inclusive('\n') {
        let span = source.span(at..at + line.trim_end().len());
        at += line.len();
        let Some((name, value)) = line.split_once(mark) else { continue };
        let name = name.trim_end();
        let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
        if !name.is_empty() && name.chars().all(is_name) {
            fields.push(fields::salvaged(name, value, span));
        }
    }
    fields
}
