//! The exchange form: JSON with a version.
//!
//! `{"offprint": 1, "meta": {…}, "blocks": […], "notes": […], "assets": {…}}`.
//! The number grows when a reader of the old form would misread the new one;
//! fields may be added without it. External backends and filters speak it. Several articles are
//! `{"offprint-book": 1, "meta": {…}, "articles": […]}`, each of them as it would be alone;
//! a book is written only.

use serde::de::IgnoredAny;
use serde::{Deserialize, Serialize};

use super::{Article, Metadata, nesting};

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

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Book<'a> {
    offprint_book: u32,
    meta: &'a Metadata,
    articles: Vec<Writing<'a>>,
}

#[derive(Deserialize)]
struct Version {
    offprint: u32,
}

/// What only books have.
#[derive(Deserialize)]
struct Mark {
    #[serde(rename = "offprint-book")]
    _book: IgnoredAny,
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
    /// It is a book.
    #[error("it is a book of several articles, and only one can be read; its “articles” hold them")]
    Book,
    /// Its brackets nest deeper than any article's.
    #[error("its brackets nest deeper than {MAX_BRACKETS} levels")]
    TooDeep,
}

/// Writes the exchange form, indented, with a final newline.
pub fn write(article: &Article) -> String {
    written(&form(article))
}

/// Writes a book of several articles; `meta` is what is known about the whole.
pub fn write_book(meta: &Metadata, articles: &[Article]) -> String {
    let articles = articles.iter().map(form).collect();
    written(&Book { offprint_book: VERSION, meta, articles })
}

fn form(article: &Article) -> Writing<'_> {
    Writing { offprint: VERSION, article }
}

fn written(form: &impl Serialize) -> String {
    let mut json = serde_json::to_string_pretty(form).expect("the model has only string keys");
    json.push('\n');
    json
}

/// Reads the exchange form. What nests too deep is flattened, see [`nesting::cap`].
///
/// # Errors
/// When the text is not JSON, has another version or another shape.
pub fn read(json: &str) -> Result<Article, JsonError> {
    let version: Version =
        parse_bounded(json).map_err(|error| match parse_bounded::<Mark>(json) {
            Ok(_) => JsonError::Book,
            Err(_) => error,
        })?;
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
    use std::collections::BTreeSet;

    use super::*;
    use crate::backends::torture;

    #[test]
    fn every_kind_comes_back_as_it_was() {
        let article = torture::article();
        assert_eq!(read(&write(&article)).unwrap(), article);
    }

    #[test]
    fn a_book_holds_articles_as_they_are_alone() {
        let articles = [torture::article(), Article::default()];
        let meta = Metadata { kicker: Some("Essays".to_owned()), ..Metadata::default() };
        let book = write_book(&meta, &articles);
        let value: serde_json::Value = parse(&book).unwrap();
        assert_eq!(
            (&value["offprint-book"], &value["meta"]["kicker"]),
            (&1.into(), &"Essays".into())
        );
        for (written, article) in value["articles"].as_array().unwrap().iter().zip(&articles) {
            assert_eq!(read(&written.to_string()).unwrap(), *article);
        }
        assert!(matches!(read(&book), Err(JsonError::Book)));
    }

    /// The values of `type` below a value, sorted.
    fn kinds(value: &serde_json::Value) -> BTreeSet<String> {
        let own = value["type"].as_str().map(str::to_owned);
        let inner: Vec<&serde_json::Value> = match value {
            serde_json::Value::Array(list) => list.iter().collect(),
            serde_json::Value::Object(fields) => fields.values().collect(),
            _ => Vec::new(),
        };
        inner.into_iter().flat_map(kinds).chain(own).collect()
    }

    #[test]
    fn the_schema_knows_every_kind() {
        let schema = include_str!("../../docs/schema/article.schema.json");
        let schema: serde_json::Value = parse(schema).unwrap();
        assert_eq!(schema["properties"]["offprint"]["const"], VERSION);
        let of =
            |what: &str| schema["$defs"][what]["properties"]["type"]["enum"].as_array().unwrap();
        let known =
            of("block").iter().chain(of("inline")).map(|kind| kind.as_str().unwrap().to_owned());
        let written: serde_json::Value = parse(&write(&torture::article())).unwrap();
        assert_eq!(kinds(&written), known.collect());
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
