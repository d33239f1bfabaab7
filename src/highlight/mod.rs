//! What the words of program text are: keywords, names, strings, comments.
//!
//! [`tokens`] tells it for a language by the name that an article gives it.
//! [`syntax`] has the few things by which languages differ to the eye, and
//! [`languages`] says them for each language. [`scan`] reads text by them, and
//! [`words`] what its words are; [`heads`] knows what begins lines, [`strings`] what goes on until something
//! ends it, and [`markup`] and [`css`] read what is no stream of words. Nothing
//! is parsed, so that pieces of programs, and programs with mistakes, are read
//! as well as whole ones: each character is looked at a bounded number of times.
//!
//! What the kinds look like is the theme's business.

mod css;
mod heads;
mod languages;
mod markup;
mod pieces;
mod scan;
mod strings;
mod syntax;
#[cfg(test)]
mod tests;
mod words;

use std::ops::Range;

use serde::Deserialize;

pub use pieces::Pieces;

/// What a word or sign of a program is. The order is that of listings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// A word that belongs to the language; the name of an element.
    Keyword,
    /// The name of a type, a class, a module.
    Type,
    /// The name of a function where it is defined or called; a command.
    Function,
    /// A variable that its language marks, a key, an attribute.
    Name,
    /// `true`, `nil`, `MAX_SIZE`, `:symbol`.
    Constant,
    /// A number.
    Number,
    /// A string, a character, a regular expression.
    String,
    /// A comment.
    Comment,
    /// A directive, an annotation, a prompt.
    Meta,
    /// A line that a change adds.
    Inserted,
    /// A line that a change takes away.
    Deleted,
}

impl Kind {
    /// All kinds, in order.
    pub const ALL: [Kind; 11] = [
        Kind::Keyword,
        Kind::Type,
        Kind::Function,
        Kind::Name,
        Kind::Constant,
        Kind::Number,
        Kind::String,
        Kind::Comment,
        Kind::Meta,
        Kind::Inserted,
        Kind::Deleted,
    ];

    /// Its name, as themes and classes of markup say it.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Keyword => "keyword",
            Kind::Type => "type",
            Kind::Function => "function",
            Kind::Name => "name",
            Kind::Constant => "constant",
            Kind::Number => "number",
            Kind::String => "string",
            Kind::Comment => "comment",
            Kind::Meta => "meta",
            Kind::Inserted => "inserted",
            Kind::Deleted => "deleted",
        }
    }
}

/// A stretch of program text that is of a kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// The bytes, on bounds of characters; never empty.
    pub range: Range<usize>,
    /// What they are.
    pub kind: Kind,
}

/// The tokens of a program, in order; what lies between them is of no kind.
/// `language` is what the article calls it (`rust`, `c++`, `yml`), in any case.
/// Of a language that is not known there are none.
pub fn tokens(language: &str, code: &str) -> Vec<Token> {
    match languages::find(language) {
        Some(language) => scan::whole(language, code),
        None => Vec::new(),
    }
}
