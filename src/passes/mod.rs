//! Passes: an article becomes a better article.
//!
//! No input or output, no format: each pass may rest on the model alone. They
//! all run on every article, whatever it was read from, and running them twice
//! changes nothing more.

use crate::article::{Article, nesting};
use crate::diagnostics::{Diagnostics, Kind};
use crate::source::Span;

/// Runs all passes in their order.
pub fn run(article: &mut Article, diagnostics: &mut Diagnostics) {
    if nesting::cap(article) {
        diagnostics.push(Kind::NestingCapped { limit: nesting::MAX_NESTING }, Span::NONE);
    }
}
