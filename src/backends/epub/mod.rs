//! EPUB.

use super::{Backend, Format, Output, RenderError, Request};
use crate::diagnostics::Diagnostics;

/// The entry in the table of backends.
pub static FORMAT: Format =
    Format { name: "epub", extension: "epub", media_type: "application/epub+zip", about: "" };

/// Writes EPUB.
#[derive(Debug, Clone, Default)]
pub struct Epub {}

impl Backend for Epub {
    fn format(&self) -> &'static Format {
        &FORMAT
    }

    fn render(&self, _: &Request<'_>, _: &mut Diagnostics) -> Result<Output, RenderError> {
        Ok(Output { bytes: Vec::new(), pages: None })
    }
}
