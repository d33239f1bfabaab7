//! Parts of a line that stood apart on the page and were glued when its markup was taken away.
//!
//! "Jane DoeStaff Writer", "ByJane Doe UpdatedMarch 3", "Jane Doejane@example.org": where a
//! capital follows a small letter inside a word, one part may have ended and another begun.
//! Names have such places too ("McDonald", "LeBron"), so both sides must look like parts of a
//! byline. Addresses and handles are no words of one. Nothing here changes the article: it
//! is how lines are looked at that may name authors.

use super::offices;
use super::openings;
use super::{dates, names};

/// What is put between a name and what is none.
const APART: &str = " | ";

/// Words that pages write before a date.
#[rustfmt::skip]
const DATED: [&str; 17] = [
    "Updated", "Published", "Posted", "Modified", "Aktualisiert", "Veröffentlicht", "Publié", "Modifié",
    "Publicado", "Actualizado", "Atualizado", "Pubblicato", "Aggiornato", "Publicerad", "Uppdaterad",
    "Publisert", "Oppdatert",
];

/// A line with its parts set apart; `None` where nothing is glued.
pub fn set_apart(text: &str) -> Option<String> {
    let text = text.trim_start();
    let (said, rest) = without_agency(text).unwrap_or_else(|| without_address(text));
    let mut apart = String::new();
    let mut from = 0;
    for at in seams(said) {
        let before = said[from..at].trim_start();
        let last = before.rsplit(' ').next().unwrap_or(before);
        if DATED.contains(&last) {
            // "Jane Doe UpdatedMarch 3": the name ends above the word that is glued to the date.
            apart.push_str(before[..before.len() - last.len()].trim_end());
            apart.push_str(if before.len() > last.len() { APART } else { "" });
            apart.push_str(last);
            apart.push(' ');
            from = at;
        } else if let Some(joint) = joint(before, &said[at..]) {
            apart.push_str(before.trim_end());
            apart.push_str(joint);
            from = at;
        }
    }
    if from == 0 && rest.is_none() {
        return None;
    }
    apart.push_str(&said[from..]);
    if let Some(rest) = rest {
        apart.push_str(APART);
        apart.push_str(rest);
    }
    Some(apart)
}

/// Where inside words a capital or a digit follows a small letter, or a capital a digit.
fn seams(text: &str) -> impl Iterator<Item = usize> {
    let pairs = text.char_indices().zip(text.char_indices().skip(1));
    let meets = |before: char, after: char| {
        before.is_lowercase() && (after.is_uppercase() || after.is_ascii_digit())
            || before.is_ascii_digit() && after.is_uppercase()
    };
    pairs.filter(move |((_, before), (_, after))| meets(*before, *after)).map(|(_, (at, _))| at)
}

/// What belongs between two glued parts; `None` where they may be one word.
fn joint(before: &str, after: &str) -> Option<&'static str> {
    if openings::opens(before) {
        return Some(" ");
    }
    if is_dated(after) || is_office(after) {
        return Some(APART);
    }
    if before.ends_with(|c: char| c.is_ascii_digit()) {
        let named = names::is_name(after, false) && names::stands_alone(after);
        return (named && dates::find(before).is_some()).then_some(APART);
    }
    // Two words on either side: two names, or a name and a house. Which, nobody can say, so
    // that the first alone is taken for a name.
    let last = before.rsplit(' ').next().unwrap_or(before);
    let whole = |part: &str| names::is_name(part, false) && part.contains(' ');
    let next = after.split([',', '|', ';']).next().unwrap_or(after).trim_end();
    let next = seams(next).next().map_or(next, |end| &next[..end]);
    (whole(before) && whole(next) && !is_prefix(last)).then_some(APART)
}

/// Whether what follows begins with a date or a word that pages write before one.
fn is_dated(after: &str) -> bool {
    let first = after.split([' ', ',', ':']).next().unwrap_or(after);
    let digit = |text: &str| text.trim_start().starts_with(|c: char| c.is_ascii_digit());
    let month = || dates::month_of(&first.trim_end_matches('.').to_lowercase()).is_some();
    DATED.iter().any(|word| first.starts_with(word))
        || digit(after) && dates::find_day(after).is_some_and(|found| found.beside == 0)
        || digit(&after[first.len()..]) && month()
}

/// Whether what follows begins with an office: "Lifestyle Writer", "News Reporter".
fn is_office(after: &str) -> bool {
    const MOST: usize = 4;
    let end = after.find([',', '|', ';', '·']).unwrap_or(after.len());
    let part = after[..end].trim_end();
    let words = part.split_whitespace().take(MOST);
    words.clone().all(|word| word.starts_with(char::is_uppercase) || word == "of")
        && words
            .into_iter()
            .any(|word| offices::is_trade(word.trim_end_matches(|c: char| !c.is_alphabetic())))
}

/// Whether names go on with a capital behind these letters: "McDonald", "DiCaprio", "FitzGerald".
fn is_prefix(word: &str) -> bool {
    const PREFIXES: [&str; 20] = [
        "mc", "mac", "de", "di", "du", "da", "la", "le", "el", "al", "lo", "van", "von", "der",
        "den", "des", "del", "fitz", "san", "st",
    ];
    PREFIXES.contains(&word.to_lowercase().as_str())
}

/// A text without the agency that ends it behind a slash: "Jane Doe/AFP".
fn without_agency(text: &str) -> Option<(&str, Option<&str>)> {
    let (name, agency) = text.rsplit_once('/')?;
    names::is_agency(agency.trim()).then(|| (name.trim_end(), Some(agency.trim())))
}

/// A text without the address or the handle that ends it, and what begins with that.
pub fn without_address(text: &str) -> (&str, Option<&str>) {
    const HIDDEN: &str = "[email";
    let hidden = text.find(HIDDEN);
    let at = hidden.or_else(|| text.find('@').map(|sign| address_start(text, sign)));
    match at.filter(|at| *at > 0) {
        Some(at) => (text[..at].trim_end_matches([' ', '(', '<', ',']), Some(&text[at..])),
        None => (text, None),
    }
}

/// Where an address begins whose sign is known. What stands before the sign is often made
/// of the name that it is glued to: "Jane Doejane@…", "Jane Doejdoe@…".
fn address_start(text: &str, sign: usize) -> usize {
    let word = text[..sign].rsplit(char::is_whitespace).next().map_or(0, |word| sign - word.len());
    let local = &text[word..sign];
    let first = text.split(' ').next().unwrap_or_default().to_lowercase();
    let initial: String = first.chars().take(1).collect();
    let made_of = |at: &usize| {
        let (own, rest) = (local[..*at].to_lowercase(), local[*at..].to_lowercase());
        !first.is_empty()
            && own.chars().count() > 1
            && (rest.starts_with(&first) || rest.starts_with(&initial) && rest.ends_with(&own))
    };
    let cuts = local.char_indices().map(|(at, _)| at).skip(1);
    let cut = cuts.into_iter().filter(|_| local.starts_with(char::is_uppercase)).find(made_of);
    word + cut.unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_set_apart() {
        for (glued, apart) in [
            ("ByJane Doe UpdatedMarch 3, 2021", "By Jane Doe | Updated March 3, 2021"),
            ("Jane DoeUpdated: 3 March 2021", "Jane Doe | Updated: 3 March 2021"),
            ("Jane DoeStaff Writer", "Jane Doe | Staff Writer"),
            ("Anna MaierRedakteurin", "Anna Maier | Redakteurin"),
            ("Иван ПетровКорреспондент", "Иван Петров | Корреспондент"),
            ("Harbour PressDecember 2, 2016", "Harbour Press | December 2, 2016"),
            ("Jane Doe12 March 2021", "Jane Doe | 12 March 2021"),
            ("Written byJane Doe", "Written by Jane Doe"),
            ("Jane DoeJohn Roe", "Jane Doe | John Roe"),
            ("March 3, 2021Jane Doe", "March 3, 2021 | Jane Doe"),
            ("Jane Doe/AFP", "Jane Doe | AFP"),
            ("Jane Doejane@harbour.example", "Jane Doe | jane@harbour.example"),
            ("Jane Doejdoe@harbour.example", "Jane Doe | jdoe@harbour.example"),
            ("Jane Doe @janedoe", "Jane Doe | @janedoe"),
            ("Jane Doe[email protected]@doe", "Jane Doe | [email protected]@doe"),
        ] {
            assert_eq!(set_apart(glued).as_deref(), Some(apart));
        }
    }

    #[test]
    fn names_with_capitals_inside_stay_whole() {
        for name in [
            "Ronan McDonald",
            "Leon DiCaprio Jones",
            "LeBron Doe",
            "Jane FitzGerald Doe",
            "Jane Doe",
            "YouTube Music",
            "jane@harbour.example",
            "\u{A0}jane@harbour.example",
        ] {
            assert_eq!(set_apart(name), None, "{name}");
        }
    }
}
