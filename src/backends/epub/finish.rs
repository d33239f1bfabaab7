//! The finishing step: the crate's archive becomes the book.
//!
//! `epub-builder` 0.8.3 makes the container and compresses the contents. Its
//! package document gives an author and a language the same id, leaves
//! `schema:` metadata unescaped, knows no publisher, no language or direction
//! of the package, no identifier but a UUID; its navigation document has an
//! empty list of landmarks; its archive carries the time of the clock. So those
//! three documents are written from the model, the file that promises Apple's
//! reader embedded fonts stays only where there are some, and the archive is packed anew
//! ([`archive`](crate::backends::archive)) in the order of names with fixed times, the crate's compressed parts
//! as they are.
//!
//! Images go in here too: they are compressed by nature, and the crate would
//! deflate them once more.

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _};

use epub_builder::{EpubBuilder, EpubContent, ZipLibrary};
use zip::ZipArchive;

use super::content::Document;
use super::edition::{Edition, SHEET};
use super::faces::Carriage;
use super::{navigation, package};
use crate::article::MediaType;
use crate::backends::RenderError;
use crate::backends::archive::{Archive, Deflated};
use crate::backends::markup::{self, sheet};
use crate::theme::css::Freedom;

/// Where the package document stands; the container points at it.
const FOLDER: &str = "OEBPS/";

/// What the crate writes and the book does not keep.
const LEFT_OUT: [&str; 2] = ["mimetype", "OEBPS/stylesheet.css"];

/// What promises Apple's reader that the book carries faces.
const PROMISE: &str = "META-INF/com.apple.ibooks.display-options.xml";

/// A file of the archive.
enum Part<'a> {
    /// As the crate has compressed it, by its number there.
    Kept(usize),
    /// Written here.
    Own(Vec<u8>),
    /// An image, which compression would not make smaller.
    Stored(&'a [u8]),
}

/// Makes the book's bytes.
pub(super) fn book(edition: &Edition<'_>, documents: &[Document]) -> Result<Vec<u8>, RenderError> {
    let crates = build(edition, documents).map_err(|error| failure(&error))?;
    let mut archive = ZipArchive::new(Cursor::new(crates)).map_err(|error| failure(&error))?;
    let parts = parts(edition, documents, &archive);
    pack(&mut archive, &parts)
}

fn failure(error: &dyn std::fmt::Display) -> RenderError {
    RenderError::Writer { format: "EPUB", reason: error.to_string() }
}

/// The crate's own book: container, text and style sheet.
fn build(edition: &Edition<'_>, documents: &[Document]) -> epub_builder::Result<Vec<u8>> {
    let mut builder = EpubBuilder::new(ZipLibrary::new()?)?;
    let freedom = Freedom { faces: edition.carriage.is_some(), justify: false };
    let theme = edition.carriage.as_ref().map_or(edition.theme, |carriage| &carriage.theme);
    let faces = edition.carriage.as_ref().map(Carriage::rules).unwrap_or_default();
    let rules = sheet::rules(theme, freedom);
    let sheet = faces + &rules + sheet::BOOK + &markup::counters(edition.composition);
    builder.add_resource(SHEET, sheet.as_bytes(), "text/css")?;
    for document in documents {
        builder.add_content(EpubContent::new(&document.path, document.xhtml.as_bytes()))?;
    }
    // Else it asks for a random one.
    builder.set_uuid(uuid::Uuid::nil());
    let mut bytes = Vec::new();
    builder.generate(&mut bytes)?;
    Ok(bytes)
}

/// All files but the first, by name.
fn parts<'a>(
    edition: &'a Edition<'_>,
    documents: &[Document],
    archive: &ZipArchive<Cursor<Vec<u8>>>,
) -> BTreeMap<String, Part<'a>> {
    let is_kept = |name: &&str| match *name {
        PROMISE => edition.carriage.is_some(),
        name => !LEFT_OUT.contains(&name),
    };
    let kept = archive.file_names().filter(is_kept);
    let mut parts: BTreeMap<String, Part<'a>> = kept
        .filter_map(|name| Some((name.to_owned(), Part::Kept(archive.index_for_name(name)?))))
        .collect();
    let mut own = |name: &str, text: String| {
        parts.insert(format!("{FOLDER}{name}"), Part::Own(text.into_bytes()));
    };
    own("content.opf", package::package(edition, documents));
    own("nav.xhtml", navigation::nav(edition));
    own("toc.ncx", navigation::ncx(edition));
    for face in edition.carriage.iter().flat_map(|carriage| &carriage.faces) {
        parts.insert(format!("{FOLDER}{}", face.path), Part::Own(face.bytes.clone()));
    }
    for picture in &edition.pictures.list {
        let bytes = &*picture.asset.bytes;
        let part = match picture.asset.media_type {
            MediaType::Svg => Part::Own(bytes.to_vec()),
            _ => Part::Stored(bytes),
        };
        parts.insert(format!("{FOLDER}{}", picture.path), part);
    }
    parts
}

/// Packs the archive: the media type first and uncompressed, as OCF asks.
fn pack(
    crates: &mut ZipArchive<Cursor<Vec<u8>>>,
    parts: &BTreeMap<String, Part<'_>>,
) -> Result<Vec<u8>, RenderError> {
    let mut archive = Archive::new();
    archive.store("mimetype", super::FORMAT.media_type.as_bytes()).map_err(|e| failure(&e))?;
    for (name, part) in parts {
        match part {
            Part::Kept(index) => {
                let (data, crc, size) = raw(crates, *index).map_err(|error| failure(&error))?;
                archive.keep(name, &Deflated { data: &data, crc, size })
            }
            Part::Own(bytes) => archive.deflate(name, bytes),
            Part::Stored(bytes) => archive.store(name, bytes),
        }
        .map_err(|error| failure(&error))?;
    }
    archive.finish().map_err(|error| failure(&error))
}

/// A file as the crate has deflated it, with the sum and the length of its contents.
fn raw(
    crates: &mut ZipArchive<Cursor<Vec<u8>>>,
    index: usize,
) -> zip::result::ZipResult<(Vec<u8>, u32, u64)> {
    let mut file = crates.by_index_raw(index)?;
    let mut data = Vec::with_capacity(file.compressed_size() as usize);
    file.read_to_end(&mut data)?;
    Ok((data, file.crc32(), file.size()))
}
