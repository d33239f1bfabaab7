//! DOCX: a document for Word and its kin, in named styles throughout.
//!
//! [`body`] walks the articles and builds paragraphs, runs, tables and notes
//! with the `docx-rs` crate; [`styles`] and [`numbering`] are registers that it
//! asks for the style or the list that a place needs, and that afterwards write
//! what was asked for. [`finish`] takes the parts that `docx-rs` made, puts them
//! right and makes the file. A [`Reference`] document may stand in for the theme.
//!
//! Nothing is formatted by hand: where a place needs more than a style of the
//! theme says (a quotation in a list, the first paragraph after a table), the
//! register derives a named style for it, so that whoever edits the document
//! changes its look in one place.

mod body;
mod finish;
mod marks;
mod math;
mod names;
mod numbering;
mod order;
mod reference;
mod styles;
mod units;
mod xml;

pub use reference::{Reference, ReferenceError};

use std::borrow::Cow;

use super::{Backend, Format, Output, RenderError, Request};
use crate::compose::compose;
use crate::diagnostics::Diagnostics;

/// The entry in the table of backends.
pub static FORMAT: Format = Format {
    name: "docx",
    extension: "docx",
    media_type: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    about: "a document for Word and LibreOffice, in named styles, to be edited further",
};

/// Writes DOCX.
#[derive(Debug, Clone, Default)]
pub struct Docx {
    /// The document whose styles, page, head and foot serve in place of the theme's.
    pub reference: Option<Reference>,
}

impl Backend for Docx {
    fn format(&self) -> Format<'_> {
        FORMAT
    }

    fn render(
        &self,
        request: &Request<'_>,
        diagnostics: &mut Diagnostics,
    ) -> Result<Output, RenderError> {
        let composition = compose(request.publication);
        let reference = self.reference.as_ref();
        let theme = reference.map(|reference| reference.on_its_page(request.theme));
        let mut theme = theme.map_or(Cow::Borrowed(request.theme), Cow::Owned);
        if composition.parts.len() > 1 {
            theme = Cow::Owned(theme.with_titles_as_headings());
        }
        let request = &Request { theme: &theme, ..*request };
        let draft = body::write(&composition, request.theme, reference.is_none(), diagnostics);
        let bytes = finish::finish(draft, &composition, request, reference).map_err(failed)?;
        Ok(Output { bytes: bytes.into(), pages: None })
    }
}

fn failed(error: finish::FinishError) -> RenderError {
    RenderError::Writer { format: "DOCX", reason: error.to_string() }
}

#[cfg(test)]
mod tests;
