//! Metadata in YAML.
//!
//! The parser's events are folded on a stack. Aliases stand for short texts
//! only, so that none can make a small block large; nesting is bounded.

use std::collections::BTreeMap;

use saphyr_parser::{Event, Parser, ScalarStyle};

use super::value::{Field, Value, field_name};

/// How deep lists and maps may nest: no known field needs more than three levels.
const MAX_DEPTH: usize = 16;

/// The longest text that an alias may repeat, in bytes.
const MAX_ALIAS: usize = 200;

/// A list or a map that has begun.
struct Open {
    is_map: bool,
    values: Vec<Value>,
    /// For a map: its keys, with the line of each, from 1.
    keys: Vec<(String, usize)>,
}

/// The fields of a block, each with its line in the block, from 1.
///
/// # Errors
/// When it is not YAML, with the line; `Ok(None)` when it is, but no map.
pub(super) fn parse(text: &str) -> Result<Option<Vec<(Field, usize)>>, (String, usize)> {
    let mut stack: Vec<Open> = Vec::new();
    let mut texts: BTreeMap<usize, String> = BTreeMap::new();
    for event in Parser::new_from_str(text) {
        let (event, span) =
            event.map_err(|error| (error.info().to_owned(), error.marker().line()))?;
        let line = span.start.line();
        let value = match event {
            Event::SequenceStart(..) | Event::MappingStart(..) if stack.len() >= MAX_DEPTH => {
                return Err(("it nests too deep".to_owned(), line));
            }
            Event::SequenceStart(..) => {
                stack.push(Open { is_map: false, values: Vec::new(), keys: Vec::new() });
                continue;
            }
            Event::MappingStart(..) => {
                stack.push(Open { is_map: true, values: Vec::new(), keys: Vec::new() });
                continue;
            }
            Event::Scalar(text, style, anchor, _) => {
                if anchor > 0 && text.len() <= MAX_ALIAS {
                    texts.insert(anchor, text.clone().into_owned());
                }
                scalar(&text, style)
            }
            Event::Alias(anchor) => texts.get(&anchor).cloned().map_or(Value::Empty, Value::Text),
            Event::SequenceEnd | Event::MappingEnd => match stack.pop() {
                Some(open) if stack.is_empty() => return Ok(fields(open)),
                Some(open) => close(open),
                None => continue,
            },
            _ => continue,
        };
        match stack.last_mut() {
            Some(open) if open.is_map && open.keys.len() == open.values.len() => {
                open.keys.push((value.text().unwrap_or_default(), line));
            }
            Some(open) => open.values.push(value),
            None => return Ok(None),
        }
    }
    Ok(None)
}

/// A text, or nothing where YAML writes nothing.
fn scalar(text: &str, style: ScalarStyle) -> Value {
    let is_null = matches!(text, "" | "~" | "null" | "Null" | "NULL");
    if is_null && style == ScalarStyle::Plain { Value::Empty } else { Value::Text(text.to_owned()) }
}

fn close(open: Open) -> Value {
    if open.is_map {
        let keys = open.keys.into_iter().map(|(key, _)| key.to_ascii_lowercase());
        Value::Map(keys.zip(open.values).collect())
    } else {
        Value::List(open.values)
    }
}

fn fields(open: Open) -> Option<Vec<(Field, usize)>> {
    use crate::source::Span;
    let field = |((name, line), value): ((String, usize), Value)| {
        (Field { name: field_name(&name), value, span: Span::NONE }, line)
    };
    open.is_map.then(|| open.keys.into_iter().zip(open.values).map(field).collect())
}
