//! The exchange form: JSON with a version.
//!
//! `{"offprint": 1, "meta": {…}, "blocks": […], "notes": […], "assets": {…}}`.
//! The number grows when a reader of the old form would misread the new one;
//! fields may be added without it. External backends and filters speak it.

use serde::{Deserialize, Serialize};

use super::{Article, nesting};

/// The version that this program writes, and the only one it reads.
pub const VERSION: u32 = 1;

/// How deep brackets may nest: each level of the model takes up to four.
const MAX_BRACKETS: usize = 8 * nesting::MAX_NESTING;

#[derive(Serialize)]
struct Writing<'a> {
    offprint: u32,
    #[serde(flatten)]
    article: &'a Article,
}

#[derive(Deserialize)]
struct Version {
    offprint: u32,
}

/// Why JSON is not an article.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum JsonError {
    /// It is not JSON, or not of this shape.
    #[error("line {line}, column {column}: {message}")]
    Shape {
        /// Line, from 1.
        line: usize,
        /// Column, from 1.
        column: usize,
        /// What is wrong.
        message: String,
    },
    /// It was written for another version of the form.
    #[error("it has the form of version {0}; this program reads version {VERSION}")]
    Version(u32),
    /// Its brackets nest deeper than any article's.
    #[error("its brackets nest deeper than {MAX_BRACKETS} levels")]
    TooDeep,
}

/// Writes the exchange form, indented, with a final newline.
pub fn write(article: &Article) -> String {
    let form = Writing { offprint: VERSION, article };
    let mut json = serde_json::to_string_pretty(&form).expect("the model has only string keys");
    json.push('\n');
    json
}

/// Reads the exchange form. What nests too deep is flattened, see [`nesting::cap`].
///
/// # Errors
/// When the text is not JSON, has another version or another shape.
pub fn read(json: &str) -> Result<Article, JsonError> {
    let version: Version = parse_bounded(json)?;
    if version.offprint != VERSION {
        return Err(JsonError::Version(version.offprint));
    }
    parse(json)
}

/// Reads JSON of any shape, unless its brackets nest too deep for recursion.
pub(crate) fn parse_bounded<'de, T: Deserialize<'de>>(json: &'de str) -> Result<T, JsonError> {
    if bracket_depth(json) > MAX_BRACKETS { Err(JsonError::TooDeep) } else { parse(json) }
}

fn parse<'de, T: Deserialize<'de>>(json: &'de str) -> Result<T, JsonError> {
    let mut deserializer = serde_json::Deserializer::from_str(json);
    deserializer.disable_recursion_limit();
    let value = T::deserialize(&mut deserializer).map_err(shape)?;
    deserializer.end().map_err(shape)?;
    Ok(value)
}

fn shape(error: serde_json::Error) -> JsonError {
    let message = error.to_string();
    let message = message.split(" at line ").next().unwrap_or_default().to_owned();
    JsonError::Shape { line: error.line(), column: error.column(), message }
}

/// The deepest nesting of brackets outside of strings.
fn bracket_depth(json: &str) -> usize {
    let (mut depth, mut deepest, mut in_string, mut escaped) = (0_usize, 0, false, false);
    for byte in json.bytes() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if in_string => escaped = true,
            b'"' => in_string = !in_string,
            b'[' | b'{' if !in_string => {
                depth += 1;
                deepest = deepest.max(depth);
            }
            b']' | b'}' if !in_string => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    deepest
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::backends::torture;

    #[test]
    fn every_kind_comes_back_as_it_was() {
        let article = torture::article();
        assert_eq!(read(&write(&article)).unwrap(), article);
    }

    #[test]
    fn one_identifier_may_stand_alone() {
        let read = |meta: &str| read(&format!("{{\"offprint\":1,\"meta\":{meta}}}")).unwrap().meta;
        let one = read(r#"{"identifier": "10.1000/182"}"#);
        assert_eq!(one.identifiers, ["doi:10.1000/182".into()]);
        let role = read(r#"{"contributors": [{"name": "A", "role": "cook"}]}"#).contributors;
        assert_eq!(role[0].role.name(), "contributor");
    }
}
