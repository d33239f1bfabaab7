//! The package document: metadata, the list of files, the order of reading.

use super::content::Document;
use super::edition::{COVER_PAGE, Edition, NAVIGATION, SHEET};
use super::record;
use super::xml::Xml;
use crate::backends::markup::href;
use crate::language::Direction;

/// Writes `content.opf`.
pub(super) fn package(edition: &Edition<'_>, documents: &[Document]) -> String {
    let mut opf = Xml::default();
    let composition = edition.composition;
    let language = composition.language.as_str();
    let attributes = [
        ("xmlns", "http://www.idpf.org/2007/opf"),
        ("version", "3.0"),
        ("unique-identifier", "id"),
        ("dir", composition.direction.name()),
        ("xml:lang", language),
    ];
    opf.0.push_str("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    opf.open("package", &attributes);
    opf.open("metadata", &[("xmlns:dc", "http://purl.org/dc/elements/1.1/")]);
    record::write(&mut opf, edition, documents);
    cover(&mut opf, edition);
    opf.close("metadata");
    manifest(&mut opf, edition, documents);
    spine(&mut opf, composition.direction, documents);
    guide(&mut opf, edition);
    opf.close("package");
    opf.0
}

/// What EPUB 2 has for covers, which many readers still look for.
fn cover(opf: &mut Xml, edition: &Edition<'_>) {
    if let Some(cover) = edition.pictures.list.iter().position(|picture| picture.cover) {
        opf.empty("meta", &[("name", "cover"), ("content", &image_id(cover))]);
    }
}

fn manifest(opf: &mut Xml, edition: &Edition<'_>, documents: &[Document]) {
    opf.open("manifest", &[]);
    let xhtml = "application/xhtml+xml";
    item(opf, "nav", NAVIGATION, xhtml, "nav");
    item(opf, "ncx", "toc.ncx", "application/x-dtbncx+xml", "");
    item(opf, "style", SHEET, "text/css", "");
    let faces = edition.carriage.iter().flat_map(|carriage| &carriage.faces);
    for (index, face) in faces.enumerate() {
        item(opf, &format!("font-{}", index + 1), &face.path, face.media_type, "");
    }
    for (index, document) in documents.iter().enumerate() {
        item(opf, &text_id(index), &document.path, xhtml, &document.properties().join(" "));
    }
    for (index, picture) in edition.pictures.list.iter().enumerate() {
        let (id, fallback) = (image_id(index), picture.painted.map(image_id));
        let path = href(&picture.path);
        let mut attributes = vec![
            ("id", id.as_str()),
            ("href", path.as_str()),
            ("media-type", picture.asset.media_type.name()),
        ];
        attributes.extend(picture.cover.then_some(("properties", "cover-image")));
        attributes.extend(fallback.as_deref().map(|id| ("fallback", id)));
        opf.empty("item", &attributes);
    }
    opf.close("manifest");
}

fn spine(opf: &mut Xml, direction: Direction, documents: &[Document]) {
    let progression = ("page-progression-direction", direction.name());
    opf.open("spine", &[("toc", "ncx"), progression]);
    for (index, document) in documents.iter().enumerate() {
        let id = text_id(index);
        let attributes = [("idref", id.as_str()), ("linear", "no")];
        let is_cover = document.path == COVER_PAGE;
        opf.empty("itemref", if is_cover { &attributes } else { &attributes[..1] });
    }
    opf.close("spine");
}

/// The places that readers of EPUB 2, and Kindle's, jump to (OPF 2.0.1, 2.6).
fn guide(opf: &mut Xml, edition: &Edition<'_>) {
    opf.open("guide", &[]);
    // Landmarks of EPUB 3 may not lead to the contents, which are no part of the text here.
    let contents = [("type", "toc"), ("title", edition.words().contents), ("href", NAVIGATION)];
    opf.empty("reference", &contents);
    for landmark in edition.landmarks() {
        let attributes = [
            ("type", landmark.guide),
            ("title", landmark.title.as_str()),
            ("href", &href(&landmark.address)),
        ];
        opf.empty("reference", &attributes);
    }
    opf.close("guide");
}

fn item(opf: &mut Xml, id: &str, path: &str, media_type: &str, properties: &str) {
    let path = href(path);
    let mut attributes = vec![("id", id), ("href", &path), ("media-type", media_type)];
    attributes.extend((!properties.is_empty()).then_some(("properties", properties)));
    opf.empty("item", &attributes);
}

fn text_id(index: usize) -> String {
    format!("text-{}", index + 1)
}

fn image_id(index: usize) -> String {
    format!("image-{}", index + 1)
}
