//! JSON-LD: what search engines are told of an article (schema.org).

use serde_json::Value;

use super::super::tree::Tree;
use super::clean;
use crate::article::ContributorRole;

/// What was found in it.
#[derive(Debug, Default)]
pub(super) struct Linked {
    pub headline: Option<String>,
    pub authors: Vec<String>,
    /// Those of the authors that are no people.
    pub firms: Vec<String>,
    pub published: Option<String>,
    pub modified: Option<String>,
    pub publisher: Option<String>,
    pub description: Option<String>,
    pub keywords: Vec<String>,
    pub image: Option<String>,
    pub language: Option<String>,
    pub url: Option<String>,
    /// ISBNs.
    pub isbns: Vec<String>,
    /// Identifiers of any kind.
    pub identifiers: Vec<String>,
    /// People with the part that they had.
    pub contributors: Vec<(ContributorRole, String)>,
    /// The series of which it is a part, and the place in it.
    pub series: Option<(String, Option<String>)>,
    /// How sure it is that this is about the article.
    rank: u8,
}

pub(super) fn read(tree: &Tree) -> Linked {
    let mut best = Linked::default();
    let scripts = tree.within(Tree::ROOT).filter(|id| {
        let kind = tree.attribute(*id, "type").unwrap_or_default();
        tree.name(*id) == "script" && kind.to_ascii_lowercase().contains("ld+json")
    });
    for script in scripts {
        let text = tree.text_of(script);
        let text = text.trim().trim_start_matches("<!--").trim_end_matches("-->");
        let text = text.trim_start_matches("//<![CDATA[").trim_end_matches("//]]>");
        // Line ends inside of strings are the commonest fault of such data.
        let parsed = serde_json::from_str::<Value>(text)
            .or_else(|_| serde_json::from_str(&text.replace(['\n', '\r', '\t'], " ")));
        if let Ok(value) = parsed {
            let mut graph = Vec::new();
            gather(&value, &mut graph, 0);
            for object in &graph {
                let found = of(object, &graph);
                if found.rank > best.rank {
                    best = found;
                }
            }
        }
    }
    best
}

/// All objects that may be about the article.
fn gather<'v>(value: &'v Value, objects: &mut Vec<&'v Value>, depth: usize) {
    const DEEPEST: usize = 4;
    if depth > DEEPEST {
        return;
    }
    match value {
        Value::Array(list) => list.iter().for_each(|value| gather(value, objects, depth + 1)),
        Value::Object(map) => {
            objects.push(value);
            for key in ["@graph", "mainEntity", "mainEntityOfPage"] {
                if let Some(inner) = map.get(key) {
                    gather(inner, objects, depth + 1);
                }
            }
        }
        _ => {}
    }
}

fn of(object: &Value, graph: &[&Value]) -> Linked {
    let kinds = strings(&object["@type"]);
    let is = |ends: &[&str]| kinds.iter().any(|kind| ends.iter().any(|end| kind.ends_with(end)));
    let rank = if is(&["Article", "BlogPosting", "Posting", "Report", "Review", "Recipe"]) {
        3
    } else if is(&["WebPage", "CreativeWork", "HowTo", "FAQPage", "VideoObject"]) {
        1
    } else {
        0
    };
    let text = |key: &str| strings(&object[key]).into_iter().next();
    let names = |key: &str| names(&object[key], graph);
    Linked {
        headline: text("headline").or_else(|| text("name").filter(|_| rank == 3)),
        authors: names("author"),
        firms: firms(&object["author"]),
        published: text("datePublished").or_else(|| text("dateCreated")),
        modified: text("dateModified"),
        publisher: names("publisher").into_iter().next(),
        description: text("description"),
        keywords: strings(&object["keywords"]),
        image: text("image"),
        language: text("inLanguage"),
        url: text("url"),
        isbns: strings(&object["isbn"]),
        identifiers: identifiers(&object["identifier"]),
        contributors: contributors(object, graph),
        series: series(&object["isPartOf"], &object["position"]),
        rank,
    }
}

/// The strings of a value: itself, or those of a list.
fn strings(value: &Value) -> Vec<String> {
    match value {
        Value::String(text) => {
            Some(clean(text)).filter(|text| !text.is_empty()).into_iter().collect()
        }
        Value::Array(list) => list.iter().filter_map(Value::as_str).map(clean).collect(),
        _ => Vec::new(),
    }
}

/// Identifiers: texts, or values with the name of what they are values of.
fn identifiers(value: &Value) -> Vec<String> {
    each(value)
        .iter()
        .flat_map(|value| match value {
            Value::Object(map) => map.get("value").map(strings).unwrap_or_default(),
            value => strings(value),
        })
        .collect()
}

/// Those who had a part in it, as schema.org names the parts.
fn contributors(object: &Value, graph: &[&Value]) -> Vec<(ContributorRole, String)> {
    let roles = ["editor", "translator", "illustrator", "contributor"];
    let roles = roles.iter().filter_map(|name| Some((ContributorRole::named(name)?, name)));
    roles
        .flat_map(|(role, key)| names(&object[*key], graph).into_iter().map(move |n| (role, n)))
        .collect()
}

/// A series among what it is a part of: most pages name their site there.
fn series(whole: &Value, position: &Value) -> Option<(String, Option<String>)> {
    let is_series =
        |value: &&Value| strings(&value["@type"]).iter().any(|kind| kind.ends_with("Series"));
    let series = each(whole).iter().find(is_series)?;
    let position = match position {
        Value::Number(number) => Some(number.to_string()),
        value => strings(value).into_iter().next(),
    };
    Some((strings(&series["name"]).into_iter().next()?, position))
}

/// The values of a list, or the one that it is.
fn each(value: &Value) -> &[Value] {
    value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice)
}

/// The names of people, however they are told: as text, as objects, by reference.
fn names(value: &Value, graph: &[&Value]) -> Vec<String> {
    each(value).iter().flat_map(|value| one_name(value, graph)).collect()
}

/// The names of those that are said to be no people.
fn firms(value: &Value) -> Vec<String> {
    let firms = each(value)
        .iter()
        .filter(|value| strings(&value["@type"]).iter().any(|kind| kind.ends_with("Organization")));
    firms.flat_map(|value| strings(&value["name"])).collect()
}

fn one_name(value: &Value, graph: &[&Value]) -> Vec<String> {
    if value.is_string() {
        return strings(value);
    }
    let own = strings(&value["name"]);
    if !own.is_empty() {
        return own;
    }
    let Some(id) = value["@id"].as_str() else { return Vec::new() };
    let named = graph.iter().find(|object| object["@id"] == id && !object["name"].is_null());
    named.map(|object| strings(&object["name"])).unwrap_or_default()
}
