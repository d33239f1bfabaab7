//! Metadata in YAML.
//!
//! The parser's events are folded on a stack. Aliases stand for short texts
//! only, so that none can make a small block large; nesting is bounded.

use std::collections::BTreeMap;

use saphyr_parser::{Event, Parser, ScalarStyle};

use super::value::{Field, Fields, Unsound, Value};

/// How deep lists and maps may nest: no known field needs more than three levels.
const MAX_DEPTH: usize = 16;

/// The longest text that an alias may repeat, in bytes.
const MAX_ALIAS: usize = 200;

/// The fields of a block, each with its line in the block, from 1; `None` when
/// it is YAML, but no map.
///
/// # Errors
/// When it is not YAML, with the line.
pub(super) fn parse(text: &str) -> Result<Option<Fields>, Unsound> {
    let mut folder = Folder::default();
    for event in Parser::new_from_str(text) {
        let (event, span) = event.map_err(|error| Unsound {
            reason: error.info().to_owned(),
            at: error.marker().line(),
        })?;
        if let Some(whole) = folder.event(event, span.start.line())? {
            return Ok(whole.fields());
        }
    }
    Ok(None)
}

/// A list or a map that has begun.
#[derive(Default)]
struct Open {
    is_map: bool,
    values: Vec<Value>,
    /// For a map: its keys, with the line of each.
    keys: Vec<(String, usize)>,
}

#[derive(Default)]
struct Folder {
    stack: Vec<Open>,
    /// Texts that aliases may repeat, by anchor.
    texts: BTreeMap<usize, String>,
}

impl Folder {
    /// Takes in an event; gives the document once it is whole.
    fn event(&mut self, event: Event<'_>, line: usize) -> Result<Option<Open>, Unsound> {
        let value = match event {
            Event::SequenceStart(..) => return self.begin(false, line),
            Event::MappingStart(..) => return self.begin(true, line),
            Event::Scalar(text, style, anchor, _) => {
                if anchor > 0 && text.len() <= MAX_ALIAS {
                    self.texts.insert(anchor, text.clone().into_owned());
                }
                scalar(&text, style)
            }
            Event::Alias(anchor) => {
                self.texts.get(&anchor).cloned().map_or(Value::Empty, Value::Text)
            }
            Event::SequenceEnd | Event::MappingEnd => match self.stack.pop() {
                Some(open) if self.stack.is_empty() => return Ok(Some(open)),
                Some(open) => open.value(),
                None => return Ok(None),
            },
            _ => return Ok(None),
        };
        match self.stack.last_mut() {
            Some(open) => open.add(value, line),
            None => return Ok(Some(Open::default())),
        }
        Ok(None)
    }

    fn begin(&mut self, is_map: bool, line: usize) -> Result<Option<Open>, Unsound> {
        if self.stack.len() >= MAX_DEPTH {
            return Err(Unsound { reason: "it nests too deep".to_owned(), at: line });
        }
        self.stack.push(Open { is_map, ..Open::default() });
        Ok(None)
    }
}

impl Open {
    /// Adds an element, or in a map a key and its value by turns.
    fn add(&mut self, value: Value, line: usize) {
        if self.is_map && self.keys.len() == self.values.len() {
            self.keys.push((value.text().unwrap_or_default(), line));
        } else {
            self.values.push(value);
        }
    }

    fn value(self) -> Value {
        if self.is_map {
            let keys = self.keys.into_iter().map(|(key, _)| key.to_ascii_lowercase());
            Value::Map(keys.zip(self.values).collect())
        } else {
            Value::List(self.values)
        }
    }

    fn fields(self) -> Option<Fields> {
        let fields = self.keys.into_iter().zip(self.values);
        let fields = fields.map(|((name, line), value)| (Field::new(&name, value), line));
        self.is_map.then(|| fields.collect())
    }
}

/// A text, or nothing where YAML writes nothing.
fn scalar(text: &str, style: ScalarStyle) -> Value {
    let is_null = matches!(text, "" | "~" | "null" | "Null" | "NULL");
    if is_null && style == ScalarStyle::Plain { Value::Empty } else { Value::Text(text.to_owned()) }
}
