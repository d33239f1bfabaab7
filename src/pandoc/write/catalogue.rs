//! What catalogues want to know, as pandoc's manual has it for EPUB: `identifier`, `creator`,
//! `contributor`, `belongs-to-collection`, `group-position`.

use serde_json::{Value, json};

use super::{element, inline};
use crate::article::{Identifier, IdentifierKind, Metadata, Person};

/// The fields that there is something for.
pub(super) fn fields(meta: &Metadata) -> Vec<(&'static str, Value)> {
    let mut fields = Vec::new();
    let mut put = |name, list: Vec<Value>| {
        if !list.is_empty() {
            fields.push((name, element("MetaList", list.into())));
        }
    };
    put("identifier", meta.identifiers.iter().map(identifier).collect());
    let contributors = meta.contributors.iter();
    put("contributor", contributors.map(|c| person(&c.person, c.role.name())).collect());
    // Names alone stand under `author`, which all templates know.
    if meta.authors.iter().any(|author| author.file_as.is_some()) {
        put("creator", meta.authors.iter().map(|author| person(author, "author")).collect());
    }
    if let Some(series) = &meta.series {
        fields.push(("belongs-to-collection", text(&series.name)));
        let position = series.position.as_ref().map(|position| text(&position.to_string()));
        fields.extend(position.map(|position| ("group-position", position)));
    }
    fields
}

fn identifier(identifier: &Identifier) -> Value {
    let scheme = match identifier.kind() {
        IdentifierKind::Isbn10 => "ISBN-10",
        IdentifierKind::Isbn13 => "ISBN-13",
        IdentifierKind::Doi => "DOI",
        IdentifierKind::Uuid | IdentifierKind::Other => {
            return map(json!({ "text": text(identifier.as_str()) }));
        }
    };
    map(json!({ "scheme": text(scheme), "text": text(identifier.number()) }))
}

fn person(person: &Person, role: &str) -> Value {
    let mut fields = json!({ "role": text(role), "text": text(&person.name) });
    if let Some(order) = &person.file_as {
        fields["file-as"] = text(order);
    }
    map(fields)
}

fn map(fields: Value) -> Value {
    element("MetaMap", fields)
}

fn text(text: &str) -> Value {
    element("MetaInlines", inline::words(text).into())
}
