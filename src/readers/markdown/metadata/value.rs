//! What a metadata block says, whatever notation it says it in.

use crate::source::Span;

/// A value of a metadata field. Numbers, dates and truth values are kept as
/// they were written: that `no` is a language and `1.10` a version is only
/// known where they are used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Value {
    /// Nothing.
    Empty,
    /// Anything without parts.
    Text(String),
    /// Values in order.
    List(Vec<Value>),
    /// Named values in order.
    Map(Vec<(String, Value)>),
}

/// A field of the block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Field {
    /// The name in lower case, words joined by hyphens.
    pub(super) name: String,
    /// Its value.
    pub(super) value: Value,
    /// Where it stands.
    pub(super) span: Span,
}

impl Value {
    /// The value as one text. Of a map, the member that says the same as the
    /// whole: `name` of an author, `text` of a title, `src` of an image.
    pub(super) fn text(&self) -> Option<String> {
        const MEMBERS: [&str; 8] =
            ["name", "text", "title", "value", "src", "url", "image", "relative"];
        let text = match self {
            Value::Empty => return None,
            Value::Text(text) => text.trim().to_owned(),
            Value::List(values) => match values.as_slice() {
                [one] => return one.text_of_leaf(),
                _ => return None,
            },
            Value::Map(members) => {
                let find = |name: &str| members.iter().find(|(member, _)| member == name);
                let found = MEMBERS.iter().find_map(|name| find(name)?.1.text_of_leaf());
                return found.or_else(|| {
                    let part = |name| find(name)?.1.text_of_leaf();
                    let parts = [part("given"), part("family")];
                    Some(parts.into_iter().flatten().collect::<Vec<_>>().join(" "))
                        .filter(|name| !name.is_empty())
                });
            }
        };
        Some(text).filter(|text| !text.is_empty())
    }

    fn text_of_leaf(&self) -> Option<String> {
        match self {
            Value::List(_) => None,
            Value::Map(_) => None,
            leaf => leaf.text(),
        }
    }

    /// The value as a list: each text or map of a list, or the one that it is.
    pub(super) fn texts(&self) -> Vec<String> {
        match self {
            Value::List(values) => values.iter().filter_map(Value::text).collect(),
            value => value.text().into_iter().collect(),
        }
    }
}

/// The form of a name in which fields are compared.
pub(super) fn field_name(name: &str) -> String {
    let mut normal = String::with_capacity(name.len());
    let mut before = '-';
    for c in name.trim().chars() {
        match c {
            '_' | ' ' => normal.push('-'),
            c if c.is_ascii_uppercase() => {
                if before.is_ascii_lowercase() {
                    normal.push('-');
                }
                normal.push(c.to_ascii_lowercase());
            }
            c => normal.push(c),
        }
        before = c;
    }
    normal
}
