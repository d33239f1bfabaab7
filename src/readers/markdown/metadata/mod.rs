//! The metadata block before the text: YAML between `---`, TOML between `+++`.
//!
//! It must open the file, and something must follow its first line at once;
//! else the marks are a rule of Markdown. A block that is not sound is read
//! line by line for plain `name: value` fields, and reported.

mod fields;
mod toml;
mod value;
mod yaml;

use std::ops::Range;

use crate::article::Metadata;
use crate::diagnostics::{Diagnostics, Kind};
use crate::source::{Source, Span};

use value::Field;

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
    let first_line = source.line_of(block.start) as usize;
    let at = |offset: usize| source.span(block.start + offset..block.start + offset);
    let (error, place) = match notation {
        Notation::Yaml => match yaml::parse(text) {
            Ok(fields) => {
                let place = |(field, line): (Field, usize)| {
                    let span = line_span(source, first_line + line - 1);
                    Field { span, ..field }
                };
                return fields.map(|fields| fields.into_iter().map(place).collect());
            }
            Err((error, line)) => (error, line_span(source, first_line + line.max(1) - 1)),
        },
        Notation::Toml => match toml::parse(text) {
            Ok(fields) => {
                let place = |(field, offset)| Field { span: at(offset), ..field };
                return Some(fields.into_iter().map(place).collect());
            }
            Err((error, offset)) => (error, at(offset.min(text.len()))),
        },
    };
    let fields = salvage(source, notation, block.clone());
    if fields.is_empty() && notation == Notation::Yaml {
        return None;
    }
    ignored(error, place, diagnostics);
    Some(fields)
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

/// The span of a whole line, counted from 1.
fn line_span(source: &Source, line: usize) -> Span {
    source.line_span(line as u32)
}
