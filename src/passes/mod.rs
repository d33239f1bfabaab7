//! Passes: an article becomes a better article.
//!
//! No input or output, no format: each pass may rest on the model alone. They
//! all run on every article, whatever it was read from, and running them twice
//! changes nothing more.
//!
//! Their order matters. The bound on nesting comes first, since all others
//! walk the tree; notes go before white space, because a reference that is
//! taken out may leave an empty paragraph; quotations, tables and headings are put in
//! order once the empty ones are gone; links are checked against the ids that result, which
//! come from what was typed; punctuation is last, for it wants the language.

pub mod anchors;
pub mod characters;
pub mod headings;
pub mod language;
pub mod metadata;
pub mod notes;
mod pages;
pub mod quotes;
pub mod tables;
pub mod typography;
pub mod whitespace;

#[cfg(test)]
mod tests;

use crate::article::{Article, nesting};
use crate::diagnostics::{Diagnostics, Kind};
use crate::source::Span;

pub use typography::Typing;

/// Runs all passes in their order.
pub fn run(article: &mut Article, typing: Typing, diagnostics: &mut Diagnostics) {
    if nesting::cap(article) {
        diagnostics.push(Kind::NestingCapped { limit: nesting::MAX_NESTING }, Span::NONE);
    }
    characters::run(article, diagnostics);
    metadata::run(article, diagnostics);
    notes::run(article, diagnostics);
    whitespace::run(article, diagnostics);
    quotes::run(article);
    tables::run(article);
    headings::run(article);
    anchors::run(article, diagnostics);
    language::run(article, diagnostics);
    typography::run(article, typing, diagnostics);
}
