//! What is known about an article must hold: identifiers with a check digit are checked.

use crate::article::Article;
use crate::diagnostics::{Diagnostics, Kind};
use crate::source::Span;

/// Reports identifiers that are not what they say. They stay as they were written.
pub fn run(article: &mut Article, diagnostics: &mut Diagnostics) {
    for identifier in &article.meta.identifiers {
        if let Some(reason) = identifier.fault() {
            let (identifier, reason) = (identifier.to_string(), reason.to_owned());
            diagnostics.push(Kind::IdentifierDoubtful { identifier, reason }, Span::NONE);
        }
    }
}
