//! TEXT.

use super::{Backend, Format, Output, RenderError, Request};
use crate::diagnostics::Diagnostics;

/// The entry in the table of backends.
pub static FORMAT: Format =
    Format { name: "text", extension: "txt", media_type: "text/plain", about: "" };

/// Writes TEXT.
#[derive(Debug, Clone, Default)]
pub struct Text {}

impl Backend for Text {
    fn format(&self) -> &'static Format {
        &FORMAT
    }

    fn render(&self, _: &Request<'_>, _: &mut Diagnostics) -> Result<Output, RenderError> {
        Ok(Output { bytes: Vec::new(), pages: None })
    }
}
