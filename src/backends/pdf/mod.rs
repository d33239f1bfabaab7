//! PDF.

use super::{Backend, Format, Output, RenderError, Request};
use crate::diagnostics::Diagnostics;

/// The entry in the table of backends.
pub static FORMAT: Format =
    Format { name: "pdf", extension: "pdf", media_type: "application/pdf", about: "" };

/// Writes PDF.
#[derive(Debug, Clone, Default)]
pub struct Pdf {}

impl Backend for Pdf {
    fn format(&self) -> &'static Format {
        &FORMAT
    }

    fn render(&self, _: &Request<'_>, _: &mut Diagnostics) -> Result<Output, RenderError> {
        Ok(Output { bytes: Vec::new(), pages: None })
    }
}
