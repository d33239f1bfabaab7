//! What catalogues know a page by: identifiers, contributors, its place in a series.

use super::Facts;
use crate::article::{Contributor, ContributorRole, Identifier, IdentifierKind, Person, Series};

/// The most of each that are believed.
const MOST: usize = 8;

/// ISBNs, DOIs and other names that hold everywhere. What numbers a site gives its pages tells nobody else
/// anything.
pub(super) fn identifiers(facts: &Facts<'_>) -> Vec<Identifier> {
    let all = |names: &'static [&'static str]| names.iter().flat_map(|name| facts.all(name));
    let isbns = all(&["citation_isbn", "prism.isbn", "book:isbn", "books:isbn"])
        .chain(facts.linked.isbns.iter().map(String::as_str));
    let isbns = isbns.map(|isbn| match isbn.contains(':') {
        true => isbn.to_owned(),
        false => format!("urn:isbn:{isbn}"),
    });
    let dois = all(&["citation_doi", "prism.doi", "bepress_citation_doi", "dc.identifier.doi"]);
    let others = all(&["dc.identifier", "dcterms.identifier"]);
    let linked = facts.linked.identifiers.iter().map(String::as_str);
    let named = dois.chain(others).chain(linked).map(str::to_owned);
    let mut known = Vec::new();
    for identifier in isbns.chain(named).map(Identifier::from) {
        if is_of_all(&identifier) && !known.contains(&identifier) && known.len() < MOST {
            known.push(identifier);
        }
    }
    known
}

/// Whether it means the same everywhere, or should.
fn is_of_all(identifier: &Identifier) -> bool {
    identifier.kind() != IdentifierKind::Other
        || identifier.fault().is_some()
        || identifier.as_str().starts_with("urn:")
}

/// Editors, translators and the like.
pub(super) fn contributors(facts: &Facts<'_>) -> Vec<Contributor> {
    let editors = facts.all("citation_editor").map(|name| (ContributorRole::Editor, name));
    let others = ["dc.contributor", "dcterms.contributor"];
    let others = others.iter().flat_map(|name| facts.all(name));
    let others = others.map(|name| (ContributorRole::Contributor, name));
    let linked = facts.linked.contributors.iter().map(|(role, name)| (*role, name.as_str()));
    let mut known: Vec<Contributor> = Vec::new();
    for (role, name) in linked.chain(editors).chain(others) {
        let person = Person::from(super::clean(name).as_str());
        let fits = !person.name.is_empty() && !facts.is_site(&person.name);
        if fits && known.len() < MOST && !known.iter().any(|other| other.person == person) {
            known.push(Contributor { person, role });
        }
    }
    known
}

/// The series that the data for search engines names.
pub(super) fn series(facts: &Facts<'_>) -> Option<Series> {
    let (name, position) = facts.linked.series.clone()?;
    let name = Some(name).filter(|name| !name.is_empty() && !facts.is_site(name))?;
    Some(Series { name, position: position.and_then(|text| text.parse().ok()) })
}
