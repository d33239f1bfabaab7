//! HTML.

use super::{Backend, Format, Output, RenderError, Request};
use crate::diagnostics::Diagnostics;

/// The entry in the table of backends.
pub static FORMAT: Format =
    Format { name: "html", extension: "html", media_type: "text/html", about: "" };

/// Writes HTML.
#[derive(Debug, Clone, Default)]
pub struct Html {}

impl Backend for Html {
    fn format(&self) -> &'static Format {
        &FORMAT
    }

    fn render(&self, _: &Request<'_>, _: &mut Diagnostics) -> Result<Output, RenderError> {
        Ok(Output { bytes: Vec::new(), pages: None })
    }
}
