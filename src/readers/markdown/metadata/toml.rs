//! Metadata in TOML.

use toml::de::{DeTable, DeValue};

use super::value::{Field, Value, field_name};
use crate::source::Span;

/// The fields of a block, each with its offset in it.
///
/// # Errors
/// When it is not TOML: the message and the offset.
pub(super) fn parse(text: &str) -> Result<Vec<(Field, usize)>, (String, usize)> {
    let table = DeTable::parse(text).map_err(|error| {
        (error.message().to_owned(), error.span().map_or(0, |range| range.start))
    })?;
    let mut fields: Vec<(Field, usize)> = Vec::new();
    for (name, found) in table.into_inner() {
        let at = name.span().start;
        let name = field_name(name.get_ref());
        let field = Field { name, value: value(found.into_inner()), span: Span::NONE };
        fields.push((field, at));
    }
    fields.sort_by_key(|(_, at)| *at);
    Ok(fields)
}

/// Recursion is bounded by the parser, which refuses what nests deeper than 80 levels.
fn value(found: DeValue<'_>) -> Value {
    match found {
        DeValue::String(text) => Value::Text(text.into_owned()),
        DeValue::Integer(number) => Value::Text(number.as_str().to_owned()),
        DeValue::Float(number) => Value::Text(number.as_str().to_owned()),
        DeValue::Boolean(truth) => Value::Text(truth.to_string()),
        DeValue::Datetime(date) => Value::Text(date.to_string()),
        DeValue::Array(values) => {
            Value::List(values.into_iter().map(|found| value(found.into_inner())).collect())
        }
        DeValue::Table(table) => {
            let members = table.into_iter().map(|(name, found)| {
                (name.into_inner().to_ascii_lowercase(), value(found.into_inner()))
            });
            Value::Map(members.collect())
        }
    }
}
