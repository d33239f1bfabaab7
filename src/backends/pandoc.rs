//! The article as pandoc's JSON, see [`crate::pandoc`].

use super::{Backend, Format, Output, RenderError, Request};
use crate::diagnostics::Diagnostics;
use crate::pandoc;

/// The entry in the table of backends.
pub static FORMAT: Format = Format {
    name: "pandoc",
    extension: "pandoc.json",
    media_type: "application/json",
    about: "the article as pandoc's JSON, for the formats that pandoc writes (pandoc -f json)",
};

/// Writes pandoc's tree. The articles of an anthology follow each other, a line each.
#[derive(Debug, Clone, Default)]
pub struct Pandoc {}

impl Backend for Pandoc {
    fn format(&self) -> Format<'_> {
        FORMAT
    }

    fn render(
        &self,
        request: &Request<'_>,
        diagnostics: &mut Diagnostics,
    ) -> Result<Output, RenderError> {
        let articles = request.publication.articles.iter();
        let texts = articles.map(|article| pandoc::write(article, diagnostics));
        Ok(Output { bytes: texts.collect::<String>().into(), pages: None })
    }
}
