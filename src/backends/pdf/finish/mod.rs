//! What printpdf lacks or gets wrong, put right on its result.
//!
//! In this order: the document gets exact page sizes and the
//! true contents of its pages and their images ([`images`]), fonts get
//! their own ToUnicode maps ([`fonts`]), pages their tags ([`structure`]) and
//! links ([`links`]), the catalog its outline ([`outline`]) and metadata
//! ([`metadata`]) with the standards that it meets ([`claims`]); then everything
//! is written with object streams ([`file`]). `docs/PDF.md` keeps the ledger of
//! requirements.

mod claims;
mod file;
mod fonts;
mod images;
mod links;
mod metadata;
mod outline;
mod structure;

use std::collections::BTreeSet;

use lopdf::{Dictionary, Object, ObjectId, Stream};

use super::content::Marks;
use super::glyphs::Glyphs;
use super::images::Images;
use super::{Document, writer_error};
use crate::backends::{Bytes, RenderError};
use crate::diagnostics::Diagnostics;
use crate::length::Length;

/// Finishes a document and writes it.
pub(super) fn finish(
    lopdf: lopdf::Document,
    document: &Document<'_, '_>,
    glyphs: &Glyphs,
    marks: &Marks,
    contents: Vec<Vec<u8>>,
    images: Images,
    diagnostics: &mut Diagnostics,
) -> Result<Bytes, RenderError> {
    let mut finisher = Finisher::new(lopdf, document)?;
    finisher.page_boxes()?;
    finisher.contents(contents)?;
    finisher.images(images)?;
    finisher.fonts(glyphs)?;
    let links = finisher.links()?;
    finisher.structure(marks, &links)?;
    finisher.outline()?;
    finisher.metadata(diagnostics)?;
    Ok(file::write(&mut finisher.pdf, &finisher.files, document.threads))
}

/// A document on its way to being finished.
struct Finisher<'f, 'd, 'a> {
    pdf: lopdf::Document,
    document: &'f Document<'d, 'a>,
    catalog: ObjectId,
    pages: Vec<ObjectId>,
    /// The names of places in the document.
    anchors: BTreeSet<&'f str>,
    /// Data of streams that stay where they are until the file is written.
    files: images::Files,
}

impl<'f, 'd, 'a> Finisher<'f, 'd, 'a> {
    fn new(pdf: lopdf::Document, document: &'f Document<'d, 'a>) -> Result<Self, RenderError> {
        let catalog =
            pdf.trailer.get(b"Root").and_then(Object::as_reference).map_err(writer_error)?;
        let pages = pdf.get_pages().into_values().collect();
        let destinations = document.layout.destinations.iter();
        let anchors = destinations.map(|destination| destination.name.as_str()).collect();
        Ok(Finisher { pdf, document, catalog, pages, anchors, files: images::Files::new() })
    }

    fn dictionary(&mut self, id: ObjectId) -> Result<&mut Dictionary, RenderError> {
        self.pdf.get_dictionary_mut(id).map_err(writer_error)
    }

    fn catalog(&mut self) -> Result<&mut Dictionary, RenderError> {
        self.dictionary(self.catalog)
    }

    /// Sets the exact size of every page, and drops what printpdf adds empty.
    fn page_boxes(&mut self) -> Result<(), RenderError> {
        for (index, page) in self.document.layout.pages.iter().enumerate() {
            let id = self.pages[index];
            let dictionary = self.dictionary(id)?;
            let size = vec![0.into(), 0.into(), real(page.width), real(page.height)];
            dictionary.set("MediaBox", size);
            for key in ["TrimBox", "CropBox", "Annots"] {
                dictionary.remove(key.as_bytes());
            }
            let resources = dictionary
                .get(b"Resources")
                .and_then(Object::as_reference)
                .map_err(writer_error)?;
            let resources = self.dictionary(resources)?;
            resources.remove(b"ExtGState");
            resources.remove(b"Shading");
        }
        self.catalog()?.remove(b"PageLayout");
        Ok(())
    }

    /// Sets what the pages show.
    fn contents(&mut self, contents: Vec<Vec<u8>>) -> Result<(), RenderError> {
        for (index, content) in contents.into_iter().enumerate() {
            let page = self.dictionary(self.pages[index])?;
            let id = page.get(b"Contents").and_then(Object::as_reference).map_err(writer_error)?;
            self.pdf.set_object(id, Stream::new(Dictionary::new(), content));
        }
        Ok(())
    }
}

/// A length as a number of points, to the hundredth.
fn real(length: Length) -> Object {
    Object::Real(length.scale(100, Length::POINT).0 as f32 / 100.0)
}

/// A text string: ASCII as it is, anything else as UTF-16 (ISO 32000-1, 7.9.2.2).
fn text(text: &str) -> Object {
    if text.is_ascii() {
        return Object::string_literal(text);
    }
    let mut bytes = vec![0xFE, 0xFF];
    bytes.extend(text.encode_utf16().flat_map(u16::to_be_bytes));
    Object::String(bytes, lopdf::StringFormat::Hexadecimal)
}

fn name(name: &str) -> Object {
    Object::Name(name.as_bytes().to_vec())
}

/// A number from bytes, the same everywhere and always (FNV-1a, 64 bits).
pub(super) fn fingerprint(bytes: &[u8]) -> u64 {
    const OFFSET: u64 = 0xCBF2_9CE4_8422_2325;
    const PRIME: u64 = 0x0100_0000_01B3;
    bytes.iter().fold(OFFSET, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(PRIME))
}
