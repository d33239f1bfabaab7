//! What the package document says about the book: Dublin Core, refined as EPUB 3.3 has it
//! (section 5.5 and appendix D.3), and what readers of EPUB 2 look for.
//!
//! The order is fixed. Readers that know no refinements take the first title and the first
//! identifier, so these are the ones that matter most.

use super::access;
use super::content::Document;
use super::edition::Edition;
use super::xml::Xml;
use crate::article::{IdentifierKind, Person, plain_text};
use crate::language::names;

/// Writes the content of `metadata`.
pub(super) fn write(opf: &mut Xml, edition: &Edition<'_>, documents: &[Document]) {
    let meta = edition.composition.meta;
    identifiers(opf, edition);
    titles(opf, edition);
    opf.element("dc:language", &[], edition.composition.language.as_str());
    people(opf, edition);
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
    series(opf, edition);
    if !edition.pages().is_empty() {
        opf.element("meta", &[("property", "pageBreakSource")], &page_source(edition));
    }
    opf.element("meta", &[("property", "dcterms:modified")], &edition.modified);
    access::write(opf, edition, documents);
}

/// Whose pages the page markers are (Page Source Identification, W3C Publishing CG, 2023): the
/// document that had them, by all that is known of it. Its identifiers may be those of another
/// edition.
fn page_source(edition: &Edition<'_>) -> String {
    let meta = edition.composition.meta;
    let date = meta.date.map(|date| date.to_string());
    let known = [&meta.publisher, &date, &meta.source_url].into_iter().flatten();
    let names = meta.author_names().into_iter();
    let title = edition.composition.title.as_str();
    let all: Vec<&str> =
        names.chain(std::iter::once(title)).chain(known.map(String::as_str)).collect();
    all.join(", ")
}

/// The identifiers, with their kind by ONIX code list 5.
fn identifiers(opf: &mut Xml, edition: &Edition<'_>) {
    for (index, identifier) in edition.identifiers.iter().enumerate() {
        let id = if index == 0 { "id".to_owned() } else { format!("id-{}", index + 1) };
        opf.element("dc:identifier", &[("id", &id)], identifier.as_str());
        let code = match identifier.kind() {
            IdentifierKind::Isbn10 => "02",
            IdentifierKind::Isbn13 => "15",
            IdentifierKind::Doi => "06",
            IdentifierKind::Uuid | IdentifierKind::Other => continue,
        };
        refine(opf, &id, "identifier-type", Some("onix:codelist5"), code);
    }
}

/// The title; with a subtitle or a kicker, what each is and the order in which they are shown.
/// A kicker is no kind of title that the specification names, so only its place is said.
fn titles(opf: &mut Xml, edition: &Edition<'_>) {
    let meta = edition.composition.meta;
    let subtitle = plain_text(&meta.subtitle);
    let kicker = meta.kicker.as_deref().unwrap_or_default();
    if subtitle.trim().is_empty() && kicker.trim().is_empty() {
        return opf.element("dc:title", &[], &edition.composition.title);
    }
    let first = usize::from(!kicker.trim().is_empty()) + 1;
    for (id, kind, text, place) in [
        ("title", "main", edition.composition.title.as_str(), first),
        ("subtitle", "subtitle", subtitle.as_str(), first + 1),
        ("kicker", "", kicker, 1),
    ] {
        if text.trim().is_empty() {
            continue;
        }
        opf.element("dc:title", &[("id", id)], text);
        refine(opf, id, "title-type", None, kind);
        refine(opf, id, "display-seq", None, &place.to_string());
    }
}

/// Authors, then all others who had a part, with their roles.
fn people(opf: &mut Xml, edition: &Edition<'_>) {
    let meta = edition.composition.meta;
    let authors: Vec<_> = meta.authors.iter().map(|author| (author, "aut")).collect();
    let others = meta.contributors.iter().map(|other| (&other.person, other.role.code()));
    for (element, people) in [("creator", authors), ("contributor", others.collect())] {
        let named = people.iter().filter(|(person, _)| !person.name.trim().is_empty());
        for (index, (person, role)) in named.enumerate() {
            let id = format!("{element}-{}", index + 1);
            opf.element(&format!("dc:{element}"), &[("id", &id)], &person.name);
            refine(opf, &id, "role", Some("marc:relators"), role);
            refine(opf, &id, "file-as", None, &filed(person, edition));
        }
    }
}

/// How the name is put in order; empty where that is not known.
fn filed(person: &Person, edition: &Edition<'_>) -> String {
    let language = &edition.composition.language;
    let given = person.file_as.clone().filter(|name| !name.trim().is_empty());
    given.or_else(|| names::filed(&person.name, language)).unwrap_or_default()
}

/// The series, and the same in the words of calibre, which old readers and libraries know.
fn series(opf: &mut Xml, edition: &Edition<'_>) {
    let Some(series) = &edition.composition.meta.series else { return };
    if series.name.trim().is_empty() {
        return;
    }
    let position = series.position.as_ref().map(ToString::to_string).unwrap_or_default();
    let attributes = [("property", "belongs-to-collection"), ("id", "series")];
    opf.element("meta", &attributes, &series.name);
    refine(opf, "series", "collection-type", None, "series");
    refine(opf, "series", "group-position", None, &position);
    opf.empty("meta", &[("name", "calibre:series"), ("content", series.name.trim())]);
    // Calibre counts with one point at most.
    if !position.is_empty() && position.matches('.').count() < 2 {
        opf.empty("meta", &[("name", "calibre:series_index"), ("content", &position)]);
    }
}

fn refine(opf: &mut Xml, id: &str, property: &str, scheme: Option<&str>, value: &str) {
    let id = format!("#{id}");
    let mut attributes = vec![("refines", id.as_str()), ("property", property)];
    attributes.extend(scheme.map(|scheme| ("scheme", scheme)));
    opf.element("meta", &attributes, value);
}
