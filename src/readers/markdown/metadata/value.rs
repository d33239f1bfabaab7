//! What a metadata block says, whatever notation it says it in.

use crate::source::Span;

/// A value of a metadata field. Numbers, dates and truth values are kept as
/// they were written: that `no` is a language and `1.10` a version is only
/// known where they are used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Value {
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

/// Fields with the place of each in its block, in the measure of the notation.
pub(super) type Fields = Vec<(Field, usize)>;

/// Why a block cannot be read, and where, in the measure of the notation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Unsound {
    pub(super) reason: String,
    pub(super) at: usize,
}

impl Field {
    /// A field whose place is not known yet.
    pub(super) fn new(name: &str, value: Value) -> Field {
        Field { name: field_name(name), value, span: Span::NONE }
    }
}

impl Value {
    /// The value as one text; of a list, its only element.
    pub(super) fn text(&self) -> Option<String> {
        match self {
            Value::Empty => None,
            Value::Text(text) => Some(text.trim().to_owned()).filter(|text| !text.is_empty()),
            Value::List(values) => match values.as_slice() {
                [one] => one.text_of_leaf(),
                _ => None,
            },
            Value::Map(members) => text_of_map(members),
        }
    }

    /// A member of a map, as text.
    pub(super) fn member(&self, name: &str) -> Option<String> {
        let Value::Map(members) = self else { return None };
        let found = members.iter().find(|(member, _)| field_name(member) == name);
        found.and_then(|(_, value)| value.text_of_leaf())
    }

    /// The elements of a list, or the value itself.
    pub(super) fn elements(&self) -> &[Value] {
        match self {
            Value::List(values) => values,
            value => std::slice::from_ref(value),
        }
    }

    fn text_of_leaf(&self) -> Option<String> {
        match self {
            Value::List(_) | Value::Map(_) => None,
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

/// The member that says the same as the whole: `name` of an author, `text` of a
/// title, `src` of an image; or the parts of a name put together.
fn text_of_map(members: &[(String, Value)]) -> Option<String> {
    const MEMBERS: [&str; 9] =
        ["name", "text", "title", "value", "src", "url", "path", "image", "relative"];
    let find = |name: &str| {
        let found = members.iter().find(|(member, _)| member == name);
        found.and_then(|(_, value)| value.text_of_leaf())
    };
    MEMBERS.iter().find_map(|name| find(name)).or_else(|| {
        let parts: Vec<String> = ["given", "family"].iter().filter_map(|name| find(name)).collect();
        Some(parts.join(" ")).filter(|name| !name.is_empty())
    })
}

/// The form of a name in which fields are compared.
fn field_name(name: &str) -> String {
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
