//! DOCX.

use super::{Backend, Format, Output, RenderError, Request};
use crate::diagnostics::Diagnostics;

/// The entry in the table of backends.
pub static FORMAT: Format = Format {
    name: "docx",
    extension: "docx",
    media_type: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    about: "",
};

/// Writes DOCX.
#[derive(Debug, Clone, Default)]
pub struct Docx {}

impl Backend for Docx {
    fn format(&self) -> &'static Format {
        &FORMAT
    }

    fn render(&self, _: &Request<'_>, _: &mut Diagnostics) -> Result<Output, RenderError> {
        Ok(Output { bytes: Vec::new(), pages: None })
    }
}
