//! Names of outputs by a pattern: `{date}-{slug}`, `{lang}/{id}`.

use std::path::PathBuf;
use std::str::FromStr;

use super::names::{safe, slug};
use crate::article::Metadata;
use crate::suggest;

/// What stands for something in a pattern.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Field {
    Stem,
    Id,
    Slug,
    Date,
    Year,
    Author,
    Language,
    Number,
}

impl Field {
    const ALL: [(&'static str, Field); 8] = [
        ("stem", Field::Stem),
        ("id", Field::Id),
        ("slug", Field::Slug),
        ("date", Field::Date),
        ("year", Field::Year),
        ("author", Field::Author),
        ("lang", Field::Language),
        ("number", Field::Number),
    ];
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Piece {
    Text(String),
    Field(Field),
}

/// A pattern for names, without endings. A slash in it makes folders.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Template(Vec<Piece>);

/// Why a text is no pattern.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum TemplateError {
    /// There is no such field.
    #[error("there is no field {{{name}}}{near} (known: {known})", name = .0, near = near(.0), known = names().join(", "))]
    Unknown(String),
    /// A brace stands alone.
    #[error("a brace stands alone; fields are written {{slug}}")]
    Brace,
    /// All outputs would have one name.
    #[error("it has no field, so all outputs would have one name; write {{slug}} in it")]
    Constant,
    /// It leads out of the folder.
    #[error("it leads out of the folder; leave out .. and the first slash, and use --dir")]
    Outside,
}

fn names() -> [&'static str; Field::ALL.len()] {
    Field::ALL.map(|(name, _)| name)
}

fn near(name: &str) -> String {
    suggest::hint(name, names())
}

impl FromStr for Template {
    type Err = TemplateError;

    fn from_str(text: &str) -> Result<Template, TemplateError> {
        let mut pieces = Vec::new();
        let mut rest = text;
        while let Some(at) = rest.find(['{', '}']) {
            let (before, field) = rest.split_at(at);
            let inside = field.strip_prefix('{').and_then(|field| field.split_once('}'));
            let (name, after) = inside.ok_or(TemplateError::Brace)?;
            let known = Field::ALL.iter().find(|(known, _)| *known == name);
            let (_, field) = known.ok_or_else(|| TemplateError::Unknown(name.to_owned()))?;
            pieces.push(Piece::Text(before.to_owned()));
            pieces.push(Piece::Field(*field));
            rest = after;
        }
        pieces.push(Piece::Text(rest.to_owned()));
        if !pieces.iter().any(|piece| matches!(piece, Piece::Field(_))) {
            return Err(TemplateError::Constant);
        }
        let outside = |part: &str| part == ".." || part.contains('\\');
        if text.starts_with('/') || text.split('/').any(outside) {
            return Err(TemplateError::Outside);
        }
        Ok(Template(pieces))
    }
}

/// What an input is known by besides its article.
#[derive(Debug, Clone, Default)]
pub struct Facts {
    /// The name of its file without the ending, or the title's words.
    pub stem: String,
    /// What a record calls itself.
    pub id: Option<String>,
    /// Which one it is, from 1.
    pub number: usize,
}

impl Template {
    /// Whether it says something of the article itself, which must be read first.
    pub fn needs_article(&self) -> bool {
        let known = |piece: &Piece| {
            let Piece::Field(field) = piece else { return true };
            matches!(field, Field::Stem | Field::Id | Field::Number)
        };
        !self.0.iter().all(known)
    }

    /// The name of an article. What is not known is told by a word.
    pub fn name(&self, facts: &Facts, meta: &Metadata) -> PathBuf {
        let value = |field: &Field| match field {
            Field::Stem => safe(&facts.stem),
            Field::Id => safe(facts.id.as_deref().unwrap_or(&facts.stem)),
            Field::Slug => or(slug(&meta.title_text().unwrap_or_default()), "untitled"),
            Field::Date => {
                or(meta.date.map(|date| date.to_string()).unwrap_or_default(), "undated")
            }
            Field::Year => {
                or(meta.date.map(|date| date.year().to_string()).unwrap_or_default(), "undated")
            }
            Field::Author => {
                let first = meta.authors.first().map(|person| person.name.as_str());
                or(slug(first.unwrap_or_default()), "anonymous")
            }
            Field::Language => {
                or(meta.language.as_ref().map(ToString::to_string).unwrap_or_default(), "und")
            }
            Field::Number => facts.number.to_string(),
        };
        let texts = self.0.iter().map(|piece| match piece {
            Piece::Text(text) => text.clone(),
            Piece::Field(field) => value(field),
        });
        let name = texts.collect::<String>();
        name.split('/').filter(|part| !part.is_empty()).collect()
    }
}

fn or(value: String, without: &str) -> String {
    if value.is_empty() { without.to_owned() } else { value }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Inline, Person};

    #[test]
    fn fields_are_filled() {
        let meta = Metadata {
            title: vec![Inline::text("A Weir: in Winter")],
            date: "2024-05-02".parse().ok(),
            authors: vec![Person::from("Ada Weir")],
            language: "en-GB".parse().ok(),
            ..Metadata::default()
        };
        let facts = Facts { stem: "weir".into(), id: Some("../a/7".into()), number: 3 };
        for (text, expected) in [
            ("{date}-{slug}", "2024-05-02-a-weir-in-winter"),
            ("{lang}/{year}/{author}", "en-GB/2024/ada-weir"),
            ("{number}_{stem}", "3_weir"),
            ("{id}", "a-7"),
        ] {
            let name = text.parse::<Template>().unwrap().name(&facts, &meta);
            assert_eq!(name, PathBuf::from(expected));
        }
        let nothing = "{date}-{slug}-{author}-{lang}".parse::<Template>().unwrap();
        let name = nothing.name(&Facts::default(), &Metadata::default());
        assert_eq!(name, PathBuf::from("undated-untitled-anonymous-und"));
    }

    #[test]
    fn what_is_no_pattern_says_why() {
        let error = |text: &str| text.parse::<Template>().unwrap_err();
        assert_eq!(error("{titel}"), TemplateError::Unknown("titel".into()));
        assert!(error("{titel}").to_string().ends_with("lang, number)"));
        assert_eq!(error("{slug"), TemplateError::Brace);
        assert_eq!(error("article"), TemplateError::Constant);
        assert_eq!(error("../{slug}"), TemplateError::Outside);
        assert_eq!(error("/tmp/{slug}"), TemplateError::Outside);
    }

    #[test]
    fn some_patterns_need_no_article() {
        let needs = |text: &str| text.parse::<Template>().unwrap().needs_article();
        assert!(!needs("{id}-{number}"));
        assert!(needs("{stem}-{date}"));
    }
}
