//! The package document: metadata, the list of files, the order of reading.

use super::access;
use super::content::Document;
use super::edition::{COVER_PAGE, Edition, SHEET};
use crate::backends::markup::{push_attribute, push_text};
use crate::language::{Direction, words};

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
    metadata(&mut opf, edition, documents);
    opf.close("metadata");
    manifest(&mut opf, edition, documents);
    spine(&mut opf, composition.direction, documents);
    guide(&mut opf, edition);
    opf.close("package");
    opf.0
}

fn metadata(opf: &mut Xml, edition: &Edition<'_>, documents: &[Document]) {
    let meta = edition.composition.meta;
    opf.element("dc:identifier", &[("id", "id")], &edition.identifier);
    opf.element("dc:title", &[], &edition.composition.title);
    opf.element("dc:language", &[], edition.composition.language.as_str());
    creators(opf, &meta.author_names());
    let date = meta.date.map(|date| date.to_string());
    for (name, value) in [
        ("dc:publisher", &meta.publisher),
        ("dc:date", &date),
        ("dc:description", &meta.description),
        ("dc:source", &meta.source_url),
        ("dc:rights", &meta.rights),
    ] {
        opf.element(name, &[], value.as_deref().unwrap_or_default());
    }
    for keyword in &meta.keywords {
        opf.element("dc:subject", &[], keyword);
    }
    opf.element("meta", &[("property", "dcterms:modified")], &edition.modified);
    for (property, value) in access::metadata(edition, documents) {
        let english = [("property", property), ("xml:lang", "en"), ("dir", "ltr")];
        let is_text = property.ends_with("Summary");
        opf.element("meta", if is_text { &english } else { &english[..1] }, value);
    }
    // What EPUB 2 has for covers, which many readers still look for.
    if let Some(cover) = edition.pictures.list.iter().position(|picture| picture.cover) {
        opf.empty("meta", &[("name", "cover"), ("content", &image_id(cover))]);
    }
}

fn creators(opf: &mut Xml, names: &[&str]) {
    let names = names.iter().filter(|name| !name.trim().is_empty());
    for (index, name) in names.enumerate() {
        let id = format!("creator-{}", index + 1);
        opf.element("dc:creator", &[("id", &id)], name);
        let attributes =
            [("refines", &*format!("#{id}")), ("property", "role"), ("scheme", "marc:relators")];
        opf.element("meta", &attributes, "aut");
    }
}

fn manifest(opf: &mut Xml, edition: &Edition<'_>, documents: &[Document]) {
    opf.open("manifest", &[]);
    let xhtml = "application/xhtml+xml";
    opf.item("nav", "nav.xhtml", xhtml, Some("nav"));
    opf.item("ncx", "toc.ncx", "application/x-dtbncx+xml", None);
    opf.item("style", SHEET, "text/css", None);
    for (index, document) in documents.iter().enumerate() {
        opf.item(&text_id(index), &document.path, xhtml, document.math.then_some("mathml"));
    }
    for (index, picture) in edition.pictures.list.iter().enumerate() {
        let (id, fallback) = (image_id(index), picture.painted.map(image_id));
        let mut attributes = vec![
            ("id", id.as_str()),
            ("href", &picture.path),
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

/// What EPUB 2 has for landmarks: the page with the cover.
fn guide(opf: &mut Xml, edition: &Edition<'_>) {
    if edition.cover_alt.is_some() {
        opf.open("guide", &[]);
        let title = words::cover(&edition.composition.language);
        opf.empty("reference", &[("type", "cover"), ("title", title), ("href", COVER_PAGE)]);
        opf.close("guide");
    }
}

fn text_id(index: usize) -> String {
    format!("text-{}", index + 1)
}

fn image_id(index: usize) -> String {
    format!("image-{}", index + 1)
}

/// A growing XML text.
#[derive(Default)]
struct Xml(String);

impl Xml {
    fn start(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.0.push('<');
        self.0.push_str(name);
        for (key, value) in attributes {
            self.0.push_str(&format!(" {key}=\""));
            push_attribute(&mut self.0, value);
            self.0.push('"');
        }
    }

    fn open(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.start(name, attributes);
        self.0.push_str(">\n");
    }

    fn close(&mut self, name: &str) {
        self.0.push_str(&format!("</{name}>\n"));
    }

    fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.start(name, attributes);
        self.0.push_str("/>\n");
    }

    /// An element with text; nothing at all where the text is blank, which no element of metadata may be.
    fn element(&mut self, name: &str, attributes: &[(&str, &str)], text: &str) {
        if text.trim().is_empty() {
            return;
        }
        self.start(name, attributes);
        self.0.push('>');
        push_text(&mut self.0, text.trim());
        self.close(name);
    }

    fn item(&mut self, id: &str, path: &str, media_type: &str, properties: Option<&str>) {
        let mut attributes = vec![("id", id), ("href", path), ("media-type", media_type)];
        attributes.extend(properties.map(|properties| ("properties", properties)));
        self.empty("item", &attributes);
    }
}
