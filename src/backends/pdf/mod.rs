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
mod deflate;
mod finish;
mod glyphs;
mod images;
mod operators;
mod range;
mod standards;

pub use range::{NotARange, PageRange};
pub use standards::{Standard, Standards, StandardsError};

use super::{Backend, Bytes, Format, Output, RenderError, Request};
use printpdf::{Mm, PdfPage};

use crate::compose::flow::flow;
use crate::compose::{Composition, compose};
use crate::diagnostics::Diagnostics;
use crate::fonts::Faces;
use crate::language::Direction;
use crate::theme::Theme;
use crate::typeset::layout::Layout;
use crate::typeset::typeset;
use bidi::Affixes;
use content::Marks;
use glyphs::Glyphs;
use images::{Images, Treatment};

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
    /// Which pages to write; `None` for all.
    pub pages: Option<PageRange>,
    /// Whether to leave out the colours.
    pub grayscale: bool,
    /// Whether to put pages on sheets that are folded to a booklet.
    pub booklet: bool,
}

impl Pdf {
    /// The layout that is written: some of the pages, in grey, or on sheets.
    fn arranged<'a>(
        &self,
        mut layout: Layout<'a>,
        direction: Direction,
    ) -> Result<Layout<'a>, RenderError> {
        if let Some(range) = &self.pages {
            let last = layout.pages.len();
            layout.select(|page| range.contains(page + 1));
            if layout.pages.is_empty() {
                return Err(RenderError::NoPages(last));
            }
        }
        if self.grayscale {
            layout.make_gray();
        }
        Ok(if self.booklet { layout.into_booklet(direction) } else { layout })
    }
}

impl Backend for Pdf {
    fn format(&self) -> Format<'_> {
        FORMAT
    }

    fn render(
        &self,
        request: &Request<'_>,
        diagnostics: &mut Diagnostics,
    ) -> Result<Output, RenderError> {
        let mut composition = compose(request.publication);
        let (images, unshown) = Images::prepare(
            request.publication.articles.iter(),
            Treatment { archive: self.standards.archive().is_some(), gray: self.grayscale },
            request.host.threads(),
            diagnostics,
        );
        composition.unshown = unshown;
        let upright;
        let theme = if self.booklet {
            upright = without_turned_tables(request.theme);
            &upright
        } else {
            request.theme
        };
        let flow = flow(&composition, theme, diagnostics);
        let (layout, faces) = typeset(&flow, theme, request.host, diagnostics)?;
        let pages = layout.pages.len();
        let layout = self.arranged(layout, flow.direction)?;
        let is_excerpt = self.pages.is_some() && layout.pages.len() < pages;
        let document = Document {
            composition: &composition,
            layout: &layout,
            faces: &faces,
            epoch: request.host.epoch(),
            threads: request.host.threads(),
            options: self,
            is_excerpt,
        };
        let bytes = document.write(images, diagnostics)?;
        Ok(Output { bytes, pages: Some(layout.pages.len()) })
    }
}

/// A theme for sheets that are folded: all pages on them are equal.
fn without_turned_tables(theme: &Theme) -> Theme {
    let mut theme = theme.clone();
    theme.tables.turn = false;
    theme
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
    /// What was asked for.
    options: &'d Pdf,
    /// Whether some pages are left out.
    is_excerpt: bool,
}

impl Document<'_, '_> {
    fn write(&self, images: Images, diagnostics: &mut Diagnostics) -> Result<Bytes, RenderError> {
        let affixes: Vec<Affixes> = self.layout.pages.iter().map(bidi::affixes).collect();
        let glyphs = Glyphs::collect(self.layout, self.faces, &affixes)?;
        let mut document = printpdf::PdfDocument::new(&self.composition.title);
        glyphs.add_to(&mut document, self.faces)?;
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
        finish::finish(document, self, &glyphs, &marks, contents, images, diagnostics)
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
