//! The article as JSON, see [`crate::article::json`].

use super::{Backend, Format, Output, RenderError, Request};
use crate::article::json;
use crate::compose::Publication;
use crate::diagnostics::Diagnostics;

/// The entry in the table of backends.
pub static FORMAT: Format = Format {
    name: "json",
    extension: "json",
    media_type: "application/json",
    about: "the article as Offprint's own JSON, for filters and other programs",
};

/// Writes the exchange form; an anthology as a book.
#[derive(Debug, Clone, Default)]
pub struct Json {}

impl Backend for Json {
    fn format(&self) -> Format<'_> {
        FORMAT
    }

    fn render(&self, request: &Request<'_>, _: &mut Diagnostics) -> Result<Output, RenderError> {
        Ok(Output { bytes: text(request.publication).into(), pages: None })
    }
}

/// The exchange form of what is published.
pub(super) fn text(publication: &Publication) -> String {
    match &publication.articles[..] {
        [article] => json::write(article),
        articles => json::write_book(&publication.meta, articles),
    }
}
