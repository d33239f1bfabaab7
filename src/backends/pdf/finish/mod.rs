//! What printpdf lacks or gets wrong, put right on its result.
//!
//! In this order: the document becomes PDF 1.7 with exact page sizes and the
//! true contents of its pages, fonts get
//! their own ToUnicode maps ([`fonts`]), pages their tags ([`structure`]) and
//! links ([`links`]), the catalog its outline ([`outline`]) and metadata
//! ([`metadata`]) with the standards that it meets ([`claims`]); then streams are deflated and everything is saved with
//! object streams. `docs/PDF.md` keeps the ledger of requirements.

mod claims;
mod fonts;
mod links;
mod metadata;
mod outline;
mod structure;
mod xref;

use std::collections::BTreeSet;
use std::io::Write as _;

use flate2::Compression;
use flate2::write::ZlibEncoder;
use lopdf::{Dictionary, Object, ObjectId, SaveOptions, Stream};

use super::content::Marks;
use super::glyphs::Glyphs;
use super::{Document, writer_error};
use crate::backends::RenderError;
use crate::diagnostics::Diagnostics;
use crate::length::Length;

/// How hard streams are deflated: 9 takes three times as long and saves 1 %.
const LEVEL: u32 = 6;

/// How many threads deflate: few machines that set articles have more to spare.
const WORKERS: usize = 4;

/// How many objects an object stream holds.
const MOST_IN_STREAM: usize = 100;

/// How often saving is tried again: each of some 10 streams fails once in 256.
const SAVE_ATTEMPTS: usize = 20;

/// Finishes a document and writes it.
pub(super) fn finish(
    lopdf: lopdf::Document,
    document: &Document<'_, '_>,
    glyphs: &Glyphs,
    marks: &Marks,
    contents: Vec<Vec<u8>>,
    diagnostics: &mut Diagnostics,
) -> Result<Vec<u8>, RenderError> {
    let mut finisher = Finisher::new(lopdf, document)?;
    finisher.page_boxes()?;
    finisher.contents(contents)?;
    finisher.masks();
    finisher.fonts(glyphs)?;
    let links = finisher.links()?;
    finisher.structure(marks, &links)?;
    finisher.outline()?;
    finisher.metadata(diagnostics)?;
    finisher.deflate();
    finisher.save()
}

/// A document on its way to being finished.
struct Finisher<'f, 'd, 'a> {
    pdf: lopdf::Document,
    document: &'f Document<'d, 'a>,
    catalog: ObjectId,
    pages: Vec<ObjectId>,
    /// The names of places in the document.
    anchors: BTreeSet<&'f str>,
}

impl<'f, 'd, 'a> Finisher<'f, 'd, 'a> {
    fn new(mut pdf: lopdf::Document, document: &'f Document<'d, 'a>) -> Result<Self, RenderError> {
        pdf.version = "1.7".to_owned();
        let catalog =
            pdf.trailer.get(b"Root").and_then(Object::as_reference).map_err(writer_error)?;
        let pages = pdf.get_pages().into_values().collect();
        let destinations = document.layout.destinations.iter();
        let anchors = destinations.map(|destination| destination.name.as_str()).collect();
        Ok(Finisher { pdf, document, catalog, pages, anchors })
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

    /// Masks of images become objects of their own: a stream may not stand in a
    /// dictionary (ISO 32000-1, 7.3.8).
    fn masks(&mut self) {
        let images: Vec<ObjectId> = self.pdf.objects.keys().copied().collect();
        for id in images {
            let Some(Object::Stream(image)) = self.pdf.objects.get_mut(&id) else { continue };
            if let Some(mask @ Object::Stream(_)) = image.dict.remove(b"SMask") {
                let mask = self.pdf.add_object(mask);
                if let Some(Object::Stream(image)) = self.pdf.objects.get_mut(&id) {
                    image.dict.set("SMask", mask);
                }
            }
        }
    }

    /// Deflates every stream that no filter has touched, several at a time. Each
    /// is deflated by itself, so that their number changes no byte.
    fn deflate(&mut self) {
        let streams = self.pdf.objects.values_mut().filter_map(|object| match object {
            Object::Stream(stream) if stream.allows_compression => Some(stream),
            _ => None,
        });
        let streams = streams.filter(|stream| !stream.dict.has(b"Filter"));
        let mut shares: Vec<Vec<&mut Stream>> = (0..WORKERS).map(|_| Vec::new()).collect();
        for (index, stream) in streams.enumerate() {
            shares[index % WORKERS].push(stream);
        }
        std::thread::scope(|scope| {
            for share in shares.into_iter().filter(|share| !share.is_empty()) {
                scope.spawn(|| share.into_iter().for_each(deflate));
            }
        });
    }

    /// Writes the file. Object streams are deflated by lopdf on the way, so that
    /// one whose data ends in a carriage return (see [`deflate`]) is only seen
    /// afterwards; other objects are then put together until none does.
    fn save(mut self) -> Result<Vec<u8>, RenderError> {
        self.pdf.prune_objects();
        self.pdf.renumber_objects();
        let max_id = self.pdf.max_id;
        let mut bytes = Vec::new();
        for most in (MOST_IN_STREAM - SAVE_ATTEMPTS..=MOST_IN_STREAM).rev() {
            let options = SaveOptions::builder()
                .use_object_streams(true)
                .use_xref_streams(true)
                .max_objects_per_stream(most)
                .compression_level(LEVEL);
            bytes.clear();
            self.pdf.max_id = max_id;
            self.pdf.save_with_options(&mut bytes, options.build()).map_err(writer_error)?;
            let unclear = b"\r\nendstream";
            xref::deflate(&mut bytes);
            if !bytes.windows(unclear.len()).any(|window| window == unclear) {
                break;
            }
        }
        Ok(bytes)
    }
}

/// Deflates a stream where that makes it shorter.
///
/// Data that ends in a carriage return would run into the line end before
/// `endstream`, and strict readers take them for one; a newline added to the
/// content, where that is allowed, moves the data on.
fn deflate(stream: &mut Stream) {
    let mut data = deflated(&stream.content);
    while data.last() == Some(&b'\r') {
        stream.content.push(b'\n');
        data = deflated(&stream.content);
    }
    if data.len() < stream.content.len() {
        stream.dict.set("Filter", "FlateDecode");
        stream.set_content(data);
    }
}

fn deflated(content: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::new(LEVEL));
    encoder
        .write_all(content)
        .and_then(|()| encoder.finish())
        .expect("memory takes whatever is written")
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
