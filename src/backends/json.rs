//! The article as JSON, see [`crate::article::json`].

use super::{Backend, Format, Output, RenderError, Request};
use crate::article::json;
use crate::diagnostics::Diagnostics;

/// The entry in the table of backends.
pub static FORMAT: Format = Format {
    name: "json",
    extension: "json",
    media_type: "application/json",
    about: "the article as Offprint's own JSON, for filters and other programs",
};

/// Writes the exchange form. An anthology is one JSON text a line would break;
/// its articles follow each other.
#[derive(Debug, Clone, Default)]
pub struct Json {}

impl Backend for Json {
    fn format(&self) -> Format<'_> {
        FORMAT
    }

    fn render(&self, request: &Request<'_>, _: &mut Diagnostics) -> Result<Output, RenderError> {
        let texts = request.publication.articles.iter().map(json::write);
        Ok(Output { bytes: texts.collect::<String>().into(), pages: None })
    }
}
