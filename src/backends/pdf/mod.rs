//! PDF: the layout translated, through printpdf and a finishing step.
//!
//! printpdf makes the document: its page tree, its fonts from subsets
//! ([`glyphs`]), its images ([`images`]). What it lacks or gets wrong is put
//! right by [`finish`], which works on its result as a lopdf document: the
//! contents of pages, the tag tree, the outline, links and destinations,
//! metadata, identifiers. Contents come from [`content`] rather than from
//! printpdf's operators, of which it takes one string for each glyph: that
//! alone was half of the time for a book. Nothing here decides where anything
//! stands.

mod bidi;
mod content;
mod finish;
mod glyphs;
mod images;
mod operators;
mod standards;

pub use standards::{Standard, Standards, StandardsError};

use super::{Backend, Format, Output, RenderError, Request};
use printpdf::{Mm, PdfPage};

use crate::compose::flow::flow;
use crate::compose::{Composition, compose};
use crate::diagnostics::Diagnostics;
use crate::fonts::Faces;
use crate::typeset::layout::Layout;
use crate::typeset::typeset;
use bidi::Affixes;
use content::Marks;
use glyphs::Glyphs;
use images::Images;

/// The entry in the table of backends.
pub static FORMAT: Format = Format {
    name: "pdf",
    extension: "pdf",
    media_type: "application/pdf",
    about: "typeset pages, tagged for screen readers",
};

/// Writes PDF 1.7.
#[derive(Debug, Clone, Default)]
pub struct Pdf {
    /// What the file claims to meet, unless its content prevents that.
    pub standards: Standards,
}

impl Backend for Pdf {
    fn format(&self) -> &'static Format {
        &FORMAT
    }

    fn render(
        &self,
        request: &Request<'_>,
        diagnostics: &mut Diagnostics,
    ) -> Result<Output, RenderError> {
        let composition = compose(request.publication);
        let flow = flow(&composition, request.theme, diagnostics);
        let (layout, faces) = typeset(&flow, request.theme, request.host, diagnostics)?;
        let document = Document {
            composition: &composition,
            layout: &layout,
            faces: &faces,
            epoch: request.host.epoch(),
            threads: request.host.threads(),
            standards: &self.standards,
        };
        let bytes = document.write(diagnostics)?;
        Ok(Output { bytes, pages: Some(layout.pages.len()) })
    }
}

/// Everything that goes into a file.
struct Document<'d, 'a> {
    composition: &'d Composition<'a>,
    layout: &'d Layout<'a>,
    faces: &'d Faces<'a>,
    /// The moment that stands for "now", where there is one.
    epoch: Option<i64>,
    /// On how many threads to work.
    threads: usize,
    /// What it shall claim to meet.
    standards: &'d Standards,
}

impl Document<'_, '_> {
    fn write(&self, diagnostics: &mut Diagnostics) -> Result<Vec<u8>, RenderError> {
        let affixes: Vec<Affixes> = self.layout.pages.iter().map(bidi::affixes).collect();
        let glyphs = Glyphs::collect(self.layout, self.faces, &affixes)?;
        let images = Images::collect(self.layout, diagnostics);
        let mut document = printpdf::PdfDocument::new(&self.composition.title);
        glyphs.add_to(&mut document, self.faces)?;
        images.add_to(&mut document);
        let mut marks = Marks::new(self.layout);
        let pages = self.layout.pages.iter().zip(&affixes);
        let contents = pages
            .map(|(page, affixes)| content::page(page, &glyphs, &images, affixes, &mut marks))
            .collect();
        document.pages = pages_without_content(self.layout.pages.len(), &glyphs);
        let options =
            printpdf::PdfSaveOptions { optimize: false, subset_fonts: false, ..Default::default() };
        let mut warnings = Vec::new();
        let document = document.to_lopdf_document(&options, &mut warnings);
        let is_error = |warning: &&printpdf::PdfWarnMsg| {
            warning.severity == printpdf::PdfParseErrorSeverity::Error
        };
        if let Some(warning) = warnings.iter().find(is_error) {
            return Err(writer_error(&warning.msg));
        }
        finish::finish(document, self, &glyphs, &marks, contents, diagnostics)
    }
}

/// The pages as printpdf gets them. It embeds only the glyphs that it meets in
/// a page's operators, so the first page names each glyph once; the finishing
/// step puts the true contents in their place.
fn pages_without_content(count: usize, glyphs: &Glyphs) -> Vec<PdfPage> {
    let mut pages = vec![PdfPage::new(Mm(0.0), Mm(0.0), Vec::new()); count];
    if let Some(first) = pages.first_mut() {
        first.ops = glyphs.each_once();
    }
    pages
}

/// A failure of one of the crates that write PDF.
fn writer_error(reason: impl ToString) -> RenderError {
    RenderError::Writer { format: "PDF", reason: reason.to_string() }
}
