//! Names of people, and the part that each had.

use super::value::Value;
use crate::article::{Contributor, ContributorRole, Metadata, Person};
use crate::understand::names::is_name;

/// The authors that a field names.
pub(super) fn authors(value: &Value) -> Result<Vec<Person>, String> {
    let people: Vec<Person> = value.elements().iter().flat_map(people).collect();
    if people.is_empty() { Err("no name is in it".to_owned()) } else { Ok(people) }
}

/// Adds people who had a part: pandoc's maps say in `role` which one, else it is `usual`.
pub(super) fn add_contributors(
    meta: &mut Metadata,
    value: &Value,
    usual: ContributorRole,
) -> Result<(), String> {
    let mut unknown = None;
    for element in value.elements() {
        let given = element.member("role");
        let named = given.as_deref().map(ContributorRole::named);
        if named == Some(None) {
            unknown = given;
        }
        let role = named.flatten().unwrap_or(usual);
        let people = people(element).into_iter();
        meta.contributors.extend(people.map(|person| Contributor { person, role }));
    }
    match unknown {
        Some(role) => Err(format!("the role “{role}” is not known; “{}” is taken", usual.name())),
        None => Ok(()),
    }
}

/// Adds pandoc's creators: authors, who may be known by now, and others.
pub(super) fn add_creators(meta: &mut Metadata, value: &Value) -> Result<(), String> {
    let is_author =
        |role: Option<String>| role.is_none_or(|role| matches!(&*role, "author" | "aut"));
    let mut others = Vec::new();
    let known = !meta.authors.is_empty();
    for element in value.elements() {
        if !is_author(element.member("role")) {
            others.push(element.clone());
            continue;
        }
        for person in people(element) {
            let same = meta.authors.iter_mut().find(|author| author.name == person.name);
            match same {
                Some(author) => author.file_as = person.file_as.or(author.file_as.take()),
                None if known => {}
                None => meta.authors.push(person),
            }
        }
    }
    add_contributors(meta, &Value::List(others), ContributorRole::Contributor)
}

/// The people of a name, of names in a line, or of a map that says how they are put in order.
fn people(value: &Value) -> Vec<Person> {
    let Some(text) = value.text() else { return Vec::new() };
    let parts = || Some(format!("{}, {}", value.member("family")?, value.member("given")?));
    if let Some(file_as) = value.member("file-as").or_else(parts) {
        return vec![Person { name: text, file_as: Some(file_as) }];
    }
    let names = text.split(';').flat_map(split_names).map(without_address);
    names.filter(|name| !name.is_empty()).map(Person::from).collect()
}

/// The names of `Ann Angler, Ben Bailiff and Cy Clerk`. `Angler, Ann` is one name, and so is
/// whatever has a part that is no first name with a last one.
fn split_names(names: &str) -> Vec<&str> {
    let parts: Vec<&str> = names
        .split([',', '&'])
        .flat_map(|part| part.split(" and "))
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .collect();
    let is_whole = |name: &&str| is_name(name, false) && name.contains(' ');
    if parts.iter().all(is_whole) { parts } else { vec![names] }
}

/// `Ann Angler` of `Ann Angler <ann@example.org>`.
fn without_address(name: &str) -> &str {
    match name.split_once('<') {
        Some((name, address)) if address.contains('@') && !name.trim().is_empty() => name.trim(),
        _ => name.trim(),
    }
}
