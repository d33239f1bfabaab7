//! What the fields mean: the names that pandoc, Hugo, Jekyll, Obsidian and
//! their like use, and what they stand for in the model.

use super::Found;
use super::value::{Field, Value};
use super::{catalogue, people};
use crate::article::{ContributorRole, Date};
use crate::diagnostics::{Diagnostics, Kind};
use crate::source::Span;
use crate::understand::dates;

/// A place in the model that a field can fill.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Target {
    Title,
    Subtitle,
    Kicker,
    Authors,
    Creators,
    Contributors(ContributorRole),
    Date,
    Modified,
    Language,
    Publisher,
    SourceUrl,
    Description,
    Keywords,
    Rights,
    Identifier,
    Doi,
    Isbn,
    Series,
    Position,
    Cover,
    SiteImage,
    Contents,
}

/// The names, the stronger one first where several mean the same.
const NAMES: &[(&str, Target)] = &[
    ("title", Target::Title),
    ("headline", Target::Title),
    ("subtitle", Target::Subtitle),
    ("kicker", Target::Kicker),
    ("author", Target::Authors),
    ("authors", Target::Authors),
    ("byline", Target::Authors),
    ("by", Target::Authors),
    ("creator", Target::Creators),
    ("editor", Target::Contributors(ContributorRole::Editor)),
    ("editors", Target::Contributors(ContributorRole::Editor)),
    ("translator", Target::Contributors(ContributorRole::Translator)),
    ("translators", Target::Contributors(ContributorRole::Translator)),
    ("illustrator", Target::Contributors(ContributorRole::Illustrator)),
    ("illustrators", Target::Contributors(ContributorRole::Illustrator)),
    ("photographer", Target::Contributors(ContributorRole::Photographer)),
    ("contributor", Target::Contributors(ContributorRole::Contributor)),
    ("contributors", Target::Contributors(ContributorRole::Contributor)),
    ("date", Target::Date),
    ("published", Target::Date),
    ("publish-date", Target::Date),
    ("date-published", Target::Date),
    ("pub-date", Target::Date),
    ("pubdate", Target::Date),
    ("created", Target::Date),
    ("modified", Target::Modified),
    ("date-modified", Target::Modified),
    ("lastmod", Target::Modified),
    ("updated", Target::Modified),
    ("last-updated", Target::Modified),
    ("last-modified", Target::Modified),
    ("last-modified-at", Target::Modified),
    ("lang", Target::Language),
    ("language", Target::Language),
    ("locale", Target::Language),
    ("publisher", Target::Publisher),
    ("publication", Target::Publisher),
    ("site-name", Target::Publisher),
    ("source-url", Target::SourceUrl),
    ("canonical-url", Target::SourceUrl),
    ("canonical", Target::SourceUrl),
    ("url", Target::SourceUrl),
    ("source", Target::SourceUrl),
    ("link", Target::SourceUrl),
    ("description", Target::Description),
    ("abstract", Target::Description),
    ("summary", Target::Description),
    ("excerpt", Target::Description),
    ("keywords", Target::Keywords),
    ("tags", Target::Keywords),
    ("categories", Target::Keywords),
    ("category", Target::Keywords),
    ("rights", Target::Rights),
    ("copyright", Target::Rights),
    ("license", Target::Rights),
    ("licence", Target::Rights),
    ("identifier", Target::Identifier),
    ("identifiers", Target::Identifier),
    ("isbn", Target::Isbn),
    ("doi", Target::Doi),
    ("belongs-to-collection", Target::Series),
    ("series", Target::Series),
    ("group-position", Target::Position),
    ("series-position", Target::Position),
    ("series-order", Target::Position),
    ("series-index", Target::Position),
    ("series-number", Target::Position),
    ("cover", Target::Cover),
    ("cover-image", Target::Cover),
    ("image", Target::SiteImage),
    ("featured-image", Target::SiteImage),
    ("toc", Target::Contents),
];

/// Fields that steer a site or another program; nobody misses them here.
const MACHINERY: &[&str] = &[
    "alias",
    "aliases",
    "bibliography",
    "cascade",
    "class",
    "collection",
    "comments",
    "csl",
    "cssclasses",
    "documentclass",
    "draft",
    "excerpt-separator",
    "expirydate",
    "extra",
    "feature",
    "fontsize",
    "format",
    "generator",
    "geometry",
    "header-includes",
    "headless",
    "hidden",
    "highlight",
    "id",
    "jupyter",
    "keep-md",
    "kernelspec",
    "layout",
    "linkcolor",
    "linktitle",
    "locales",
    "mainfont",
    "markup",
    "math",
    "menu",
    "nav",
    "nav-order",
    "numbersections",
    "order",
    "output",
    "outputs",
    "paginate",
    "papersize",
    "params",
    "parent",
    "permalink",
    "pin",
    "pinned",
    "position",
    "publish",
    "redirect-from",
    "related",
    "resources",
    "sitemap",
    "slug",
    "taxonomies",
    "template",
    "theme",
    "toc-depth",
    "toc-title",
    "translation-key",
    "type",
    "untranslated",
    "weight",
];

/// Fields under which generators of sites want the author's own, and taxonomies.
const GROUPS: &[&str] = &["params", "extra", "taxonomies"];

/// Fills the model from the fields; reports what it cannot use.
pub(super) fn apply(fields: &[Field], found: &mut Found, diagnostics: &mut Diagnostics) {
    let mut filled: Vec<Target> = Vec::new();
    let grouped: Vec<Field> = fields.iter().flat_map(members).collect();
    for (name, target) in NAMES {
        for field in fields.iter().chain(&grouped).filter(|field| field.name == *name) {
            if is_empty(*target, &field.value) || filled.contains(target) {
                continue;
            }
            match fill(*target, field, found) {
                Ok(()) => filled.push(*target),
                Err(reason) => {
                    let kind = Kind::MetadataIgnored { field: field.name.clone(), reason };
                    diagnostics.push(kind, field.span);
                }
            }
        }
    }
    report_unknown(fields, diagnostics);
}

/// The fields of a group, which count where none of their name stands outside.
fn members(group: &Field) -> Vec<Field> {
    match &group.value {
        Value::Map(members) if GROUPS.contains(&group.name.as_str()) => {
            let field = |(name, value): &(String, Value)| Field {
                span: group.span,
                ..Field::new(name, value.clone())
            };
            members.iter().map(field).collect()
        }
        _ => Vec::new(),
    }
}

/// Whether a value says nothing of its target: `published: false` is about a site.
fn is_empty(target: Target, value: &Value) -> bool {
    let is_truth = |text: &str| matches!(text, "true" | "false");
    match value {
        Value::Empty => true,
        // Themes of sites want more than the model can say: `toc: {sticky: true}`.
        _ if target == Target::Contents => !value.text().is_some_and(|text| is_truth(&text)),
        Value::Text(text) => is_truth(text) && !matches!(target, Target::Title | Target::Subtitle),
        _ => false,
    }
}

/// Whether a field of this name says something of an article.
pub(super) fn is_telling(name: &str) -> bool {
    NAMES.iter().any(|(known, _)| *known == name)
}

fn report_unknown(fields: &[Field], diagnostics: &mut Diagnostics) {
    let is_known = |name: &str| is_telling(name) || MACHINERY.binary_search(&name).is_ok();
    let unknown = || fields.iter().filter(|field| !is_known(&field.name));
    if let Some(first) = unknown().next() {
        let fields = unknown().map(|field| field.name.clone()).collect();
        diagnostics.push(Kind::MetadataUnused { fields }, first.span);
    }
}

fn fill(target: Target, field: &Field, found: &mut Found) -> Result<(), String> {
    let meta = &mut found.meta;
    match target {
        Target::Title => {
            found.title = (titled(&field.value, "main")?, field.span);
            if let Ok(subtitle) = titled(&field.value, "subtitle") {
                found.subtitle = (subtitle, field.span);
            }
        }
        Target::Subtitle => found.subtitle = (text(&field.value)?, field.span),
        Target::Kicker => meta.kicker = Some(text(&field.value)?),
        Target::Authors => meta.authors = people::authors(&field.value)?,
        Target::Creators => people::add_creators(meta, &field.value)?,
        Target::Contributors(role) => people::add_contributors(meta, &field.value, role)?,
        Target::Date => meta.date = Some(date(&field.value)?),
        Target::Modified => meta.modified = Some(date(&field.value)?),
        Target::Language => meta.language = Some(parsed(&field.value)?),
        Target::Publisher => meta.publisher = Some(text(&field.value)?),
        Target::SourceUrl => meta.source_url = address(field)?,
        Target::Description => meta.description = Some(text(&field.value)?),
        Target::Keywords => meta.keywords = keywords(&field.value),
        Target::Rights => meta.rights = Some(text(&field.value)?),
        Target::Identifier => catalogue::add_identifiers(meta, &field.value, None)?,
        Target::Isbn => catalogue::add_identifiers(meta, &field.value, Some("isbn"))?,
        Target::Doi => catalogue::add_identifiers(meta, &field.value, Some("doi"))?,
        Target::Series => catalogue::set_series(meta, &field.value)?,
        Target::Position => catalogue::set_position(meta, parsed(&field.value)?)?,
        Target::Contents => meta.contents = Some(text(&field.value)? == "true"),
        Target::Cover => meta.cover = Some(text(&field.value)?),
        Target::SiteImage => {
            let reference = text(&field.value)?;
            // Site generators write the path on their server here; only a file
            // beside the article can be meant for it.
            let is_beside = !reference.starts_with('/') && !reference.contains("://");
            meta.cover = meta.cover.take().or(is_beside.then_some(reference));
        }
    }
    Ok(())
}

pub(super) fn text(value: &Value) -> Result<String, String> {
    let text = value.text().ok_or("a single text is wanted")?;
    Ok(text.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// A title; of pandoc's list of titles with types the one of a type.
fn titled(value: &Value, wanted: &str) -> Result<String, String> {
    let is_wanted = |value: &&Value| match value {
        Value::Map(members) => {
            let is_type = |(name, value): &(String, Value)| {
                name == "type" && value.text().as_deref() == Some(wanted)
            };
            members.iter().any(is_type)
        }
        _ => false,
    };
    match value {
        Value::List(titles) => match titles.iter().find(is_wanted) {
            Some(title) => text(title),
            None if wanted == "main" => text(value),
            None => Err("there is none".to_owned()),
        },
        _ if wanted == "main" => text(value),
        _ => Err("there is none".to_owned()),
    }
}

/// A date as machines write it, or people, if it says nothing else.
fn date(value: &Value) -> Result<Date, String> {
    let written = || text(value).ok().and_then(|text| dates::find(&text));
    parsed(value).or_else(|error| {
        written().filter(|found| found.beside == 0 && !found.more).map(|f| f.date).ok_or(error)
    })
}

fn parsed<T: std::str::FromStr<Err: std::fmt::Display>>(value: &Value) -> Result<T, String> {
    text(value)?.parse().map_err(|error: T::Err| error.to_string())
}

/// An address. `source: interview` and `link: true` mean something else and are
/// no mistakes.
fn address(field: &Field) -> Result<Option<String>, String> {
    let is_address = |text: &String| text.contains("://");
    Ok(Some(text(&field.value)?).filter(is_address))
}

fn keywords(value: &Value) -> Vec<String> {
    let words = value.texts();
    let split = matches!(value, Value::Text(_));
    let words = words.iter().flat_map(|text| {
        text.split(move |c| split && matches!(c, ',' | ';')).map(str::trim).collect::<Vec<_>>()
    });
    words.filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// A field that was read from a line of a block that is not sound.
pub(super) fn salvaged(name: &str, value: &str, span: Span) -> Field {
    let value = value.trim();
    let unquoted = ['"', '\'']
        .iter()
        .find_map(|quote| value.strip_prefix(*quote)?.strip_suffix(*quote))
        .unwrap_or(value);
    let value = if unquoted.is_empty() { Value::Empty } else { Value::Text(unquoted.to_owned()) };
    Field { span, ..Field::new(name, value) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn machinery_is_sorted() {
        assert!(MACHINERY.is_sorted());
    }
}
