//! What is known about the whole, as document properties: the core ones
//! (OPC, ECMA-376 part 2 §11), Word's own, and those that neither has a name for.

use crate::article::{ContributorRole, Date, Identifier, Metadata};
use crate::compose::Composition;

use super::super::xml::{Element, element};
use super::package::Package;

/// The namespace of the core properties.
const CORE: &str = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties";
/// The namespace of extended properties.
const EXTENDED: &str = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties";
/// The namespace of custom properties.
const CUSTOM: &str = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties";
/// The namespace of the values of custom properties.
const VALUES: &str = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes";
/// The format of custom properties, the same for all.
const CUSTOM_FORMAT: &str = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}";

/// Adds all properties to a package.
pub(super) fn add(package: &mut Package, composition: &Composition<'_>, epoch: Option<i64>) {
    package.core(core(composition, epoch));
    package.properties("app", "extended-properties", extended(composition.meta));
    let custom = custom(composition.meta);
    if !custom.children.is_empty() {
        package.properties("custom", "custom-properties", custom);
    }
}

fn core(composition: &Composition<'_>, epoch: Option<i64>) -> Element {
    let meta = composition.meta;
    let now = epoch.and_then(Date::from_epoch);
    let language = Some(composition.language.to_string()).filter(|tag| tag != "und");
    let authors = Some(meta.author_names().join("; ")).filter(|names| !names.is_empty());
    let identifiers: Vec<&str> = meta.identifiers.iter().map(Identifier::as_str).collect();
    let identifiers = Some(identifiers.join("; ")).filter(|list| !list.is_empty());
    let keywords = Some(meta.keywords.join(", ")).filter(|words| !words.is_empty());
    let mut properties = element("cp:coreProperties")
        .set("xmlns:cp", CORE)
        .set("xmlns:dc", "http://purl.org/dc/elements/1.1/")
        .set("xmlns:dcterms", "http://purl.org/dc/terms/")
        .set("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance");
    for (name, text) in [
        ("dc:title", Some(composition.title.clone())),
        ("dc:creator", authors),
        ("cp:keywords", keywords),
        ("dc:description", meta.description.clone()),
        ("dc:identifier", identifiers),
        ("dc:language", language),
    ] {
        properties = properties.with_all(text.map(|text| element(name).text(text)));
    }
    let created = meta.date.or(now);
    let modified = meta.modified.or(now).or(meta.date);
    for (name, date) in [("dcterms:created", created), ("dcterms:modified", modified)] {
        properties = properties.with_all(date.map(|date| moment(name, date)));
    }
    properties
}

/// A date as Word reads it: with a time. What is not known of it is its beginning.
fn moment(name: &'static str, date: Date) -> Element {
    let (month, day) = (date.month().unwrap_or(1), date.day().unwrap_or(1));
    element(name)
        .set("xsi:type", "dcterms:W3CDTF")
        .text(format!("{:04}-{month:02}-{day:02}T00:00:00Z", date.year()))
}

fn extended(meta: &Metadata) -> Element {
    element("Properties")
        .set("xmlns", EXTENDED)
        .with(element("Application").text("Offprint"))
        .with_all(meta.publisher.clone().map(|name| element("Company").text(name)))
        .with(element("AppVersion").text(version()))
}

/// The program's version in the form that Word asks for: `XX.YYYY`.
fn version() -> String {
    let mut numbers = env!("CARGO_PKG_VERSION").split('.').map(|part| part.parse().unwrap_or(0));
    let mut next = || numbers.next().unwrap_or(0_u32);
    let (major, minor, patch) = (next(), next(), next());
    format!("{:02}.{:02}{:02}", major.min(99), minor.min(99), patch.min(99))
}

/// What the other properties have no name for.
fn custom(meta: &Metadata) -> Element {
    let known =
        [("Source", &meta.source_url), ("Publisher", &meta.publisher), ("Rights", &meta.rights)];
    let known = known.into_iter().filter_map(|(name, text)| Some((name.to_owned(), text.clone()?)));
    let series = meta.series.iter().flat_map(|series| {
        let position = series.position.as_ref().map(ToString::to_string);
        let position = position.map(|position| ("Position in series".to_owned(), position));
        std::iter::once(("Series".to_owned(), series.name.clone())).chain(position)
    });
    let properties =
        known.chain(contributors(meta)).chain(series).enumerate().map(|(index, (name, text))| {
            element("property")
                .set("fmtid", CUSTOM_FORMAT)
                // The first two numbers are taken.
                .set("pid", index + 2)
                .set("name", name)
                .with(element("vt:lpwstr").text(text))
        });
    element("Properties").set("xmlns", CUSTOM).set("xmlns:vt", VALUES).with_all(properties)
}

/// The names of those who had each part.
fn contributors(meta: &Metadata) -> impl Iterator<Item = (String, String)> {
    ContributorRole::all().filter_map(|role| {
        let had_it = meta.contributors.iter().filter(|contributor| contributor.role == role);
        let names: Vec<&str> = had_it.map(|contributor| contributor.person.name.as_str()).collect();
        let (first, rest) = role.name().split_at(1);
        let name = first.to_uppercase() + rest;
        (!names.is_empty()).then(|| (name, names.join("; ")))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_version_has_words_form() {
        let version = version();
        let (major, rest) = version.split_once('.').unwrap();
        assert_eq!((major.len(), rest.len()), (2, 4));
    }

    #[test]
    fn dates_begin_where_they_are_not_known() {
        let date: Date = "2026-11".parse().unwrap();
        let text = String::from_utf8(moment("dcterms:created", date).into_part()).unwrap();
        assert!(text.contains("2026-11-01T00:00:00Z"));
    }
}
