//! EPUB 3.3.
//!
//! The book is planned first (`edition`): which stretch of which article goes
//! into which file (`split`), which images are shown (`images`, `portable`), what
//! is on the cover (`cover`), what the book
//! is called by machines (`identity`). Then the contents are written
//! (`content`), the `epub-builder` crate makes the container, and `finish` puts
//! right what the crate gets wrong, with the package document (`package`, `record`,
//! `access`) and the tables of contents (`navigation`) written from the model.
//!
//! The sheet leaves faces, colours and justification to the reader's settings, and
//! names faces only where the book carries them (`faces`).

mod access;
mod content;
mod cover;
mod edition;
mod faces;
mod finish;
mod identity;
mod images;
mod navigation;
mod package;
mod record;
mod split;
#[cfg(test)]
mod tests;
mod xml;

pub use cover::Cover;

use super::{Backend, Format, Output, RenderError, Request};
use crate::compose;
use crate::diagnostics::Diagnostics;
use edition::Edition;

/// The entry in the table of backends.
pub static FORMAT: Format = Format {
    name: "epub",
    extension: "epub",
    media_type: "application/epub+zip",
    about: "an accessible EPUB 3 for e-readers, phones and tablets",
};

/// Writes EPUB.
#[derive(Debug, Clone, Default)]
pub struct Epub {
    /// What stands on the cover.
    pub cover: Cover,
    /// Whether the book carries the faces of its theme.
    pub embed_fonts: bool,
}

impl Backend for Epub {
    fn format(&self) -> Format<'_> {
        FORMAT
    }

    fn render(
        &self,
        request: &Request<'_>,
        diagnostics: &mut Diagnostics,
    ) -> Result<Output, RenderError> {
        let composition = compose::compose(request.publication);
        let cover = cover::find(&self.cover, &composition, request, diagnostics)?;
        let mut edition = Edition::plan(&composition, request, cover, diagnostics);
        let documents = content::write(&edition, diagnostics);
        if self.embed_fonts {
            let carriage = faces::carry(&documents, &composition.language, request, diagnostics)?;
            edition.carriage = Some(carriage);
        }
        let bytes = finish::book(&edition, &documents)?;
        Ok(Output { bytes: bytes.into(), pages: None })
    }
}
