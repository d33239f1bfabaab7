//! Sentences that say who reported: "Reporting by Jane Doe in Paris; editing by John Roe".
//!
//! Agencies and large papers name reporters so below the text. Who helped is told in the same
//! manner, and counts only where nobody else is named.

use super::names::{is_name, stands_alone};
use crate::language::names::is_particle;

/// What opens a sentence about the reporters, in lower case.
#[rustfmt::skip]
const OPENINGS: &[&str] = &[
    "reporting by ", "reported by ", "writing by ", "written by ", "story by ", "report by ",
    "reporting and writing by ", "bericht von ", "berichtet von ", "geschrieben von ", "reportage de ",
    "rédigé par ", "reporte de ", "reportaje de ", "escrito por ", "información de ", "reportagem de ",
    "scritto da ", "servizio di ", "verslag van ",
];

/// The same about those who helped.
#[rustfmt::skip]
const HELPERS: &[&str] = &[
    "additional reporting by ", "with additional reporting by ", "with reporting by ", "additional reporting from ",
    "contributing reporting by ", "weitere berichterstattung von ", "mitarbeit: ", "unter mitarbeit von ",
    "mit material von ", "reportage additionnel de ", "con información de ", "reporte adicional de ",
    "reportagem adicional de ", "com informações de ", "ha collaborato ", "hanno collaborato ",
    "met medewerking van ",
];

/// What opens a sentence that says how to reach the author, in lower case, and what goes on.
#[rustfmt::skip]
const CONTACTS: &[&str] = &[
    "contact ", "email ", "e-mail ", "follow ", "reach ", "write to ", "you can reach ", "you can email ",
    "you can contact ", "you can follow ",
];
const BY_WHAT: [&str; 5] = [" at ", " on ", " via ", " @", ": "];

/// What follows the names of reporters, and those of helpers.
const REPORTED: [&str; 3] = ["reported from ", "reported in ", "reporting from "];
const HELPED: [&str; 4] =
    ["contributed to this ", "contributed reporting", "contributed from ", "also contributed"];

/// Who is named in a sentence about the reporting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Credits {
    /// The names, in order.
    pub names: Vec<String>,
    /// Whether they only helped.
    pub helped: bool,
}

/// Reads a line that is nothing but such a sentence.
pub fn find(text: &str) -> Option<Credits> {
    const LONGEST: usize = 400;
    if text.len() > LONGEST {
        return None;
    }
    let text = text.trim_matches(['(', ')', '[', ']', '*', '_', '—', '–', '-', ' ', '.']);
    let credits = opened(text, HELPERS, true).or_else(|| opened(text, OPENINGS, false));
    let credits = credits.or_else(|| contact(text));
    credits.or_else(|| told(text, &HELPED, true)).or_else(|| told(text, &REPORTED, false))
}

/// The names behind words that open such a sentence, up to where others are named for something
/// else. Beside the word for reporting, so much speaks for a credit; a sentence goes on in small
/// letters.
fn opened(text: &str, openings: &[&str], helped: bool) -> Option<Credits> {
    let lower = text.to_lowercase();
    let opening = openings.iter().find(|opening| lower.starts_with(*opening))?;
    let rest = text.get(opening.len()..)?;
    let part = rest.split([';', '.', '|']).next().unwrap_or(rest);
    let further = rest.len() > part.len() || part.contains(" in ");
    let names = leading(part, helped || further)?;
    Some(Credits { names, helped })
}

/// The name in a sentence that says how to reach its bearer: by an address, or on a network.
fn contact(text: &str) -> Option<Credits> {
    let lower = text.to_lowercase();
    let opening = CONTACTS.iter().find(|opening| lower.starts_with(*opening))?;
    let (name, rest) = capitals(text.get(opening.len()..)?)?;
    let by = BY_WHAT.iter().any(|word| format!(" {rest}").starts_with(word) && rest.len() > 2);
    // Houses can be followed too, and many have capitals alone.
    let small = name.split(' ').all(|word| word.contains(char::is_lowercase));
    let fits = by && small && is_name(name, false) && stands_alone(name);
    fits.then(|| Credits { names: vec![name.to_owned()], helped: false })
}

/// The names before words that say what their bearers did. Behind the first of them others may
/// stand with the same words left out: "Jane Doe reported from Paris, and John Roe from Rome".
fn told(text: &str, verbs: &[&str], helped: bool) -> Option<Credits> {
    let (at, verb) = verbs.iter().find_map(|verb| Some((text.find(verb)?, verb)))?;
    let (before, after) = (&text[..at], &text[at + verb.len()..]);
    let mut names = leading(before, true)?;
    let others = after.split([',', ';']).skip(1);
    let others = others.map(|part| part.trim_start().trim_start_matches("and ").trim_start());
    let others = others.filter(|part| part.contains(" from ") || part.contains(" in "));
    names.extend(others.filter_map(|part| leading(part, true)).flatten());
    Some(Credits { names, helped })
}

/// The names that a text begins with; `goes_on` is whether it may say more behind them.
fn leading(text: &str, goes_on: bool) -> Option<Vec<String>> {
    const MOST: usize = 8;
    let mut names = Vec::new();
    for part in text.split([',', ';']).flat_map(|part| part.split(" and ")) {
        let part = part.trim().trim_start_matches("and ").trim_start();
        let Some((name, rest)) = capitals(part) else { continue };
        let fits = is_name(name, false) && stands_alone(name) && (goes_on || rest.is_empty());
        if !fits {
            break;
        }
        names.push(name.to_owned());
    }
    (1..=MOST).contains(&names.len()).then_some(names)
}

/// The words with capitals that a text begins with, particles among them, and what follows.
fn capitals(text: &str) -> Option<(&str, &str)> {
    let mut end = 0;
    let mut next = 0;
    for word in text.split_inclusive(' ') {
        next += word.len();
        let word = word.trim_end();
        if word.starts_with(char::is_uppercase) {
            end = next - (text[..next].len() - text[..next].trim_end().len());
        } else if !is_particle(word) {
            break;
        }
    }
    (end > 0).then(|| (text[..end].trim(), text[end..].trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reporters(text: &str) -> Vec<String> {
        find(text).filter(|found| !found.helped).map(|found| found.names).unwrap_or_default()
    }

    #[test]
    fn reporters_are_named_below_the_text() {
        assert_eq!(
            reporters("(Reporting by Jane Doe in Harbour Town; Editing by John Roe)"),
            ["Jane Doe"]
        );
        assert_eq!(
            reporters("Reporting by Jane Doe and Ann van Poe; editing by John Roe"),
            ["Jane Doe", "Ann van Poe"]
        );
        assert_eq!(
            reporters("Jane Doe reported from Paris, and John Roe from Rome."),
            ["Jane Doe", "John Roe"]
        );
        assert_eq!(reporters("Jane Doe reported from Paris."), ["Jane Doe"]);
        assert_eq!(reporters("(Bericht von Anna Maier; redigiert von Jan Roth)"), ["Anna Maier"]);
        assert_eq!(reporters("(Reportaje de Ana García; editado por Juan Pérez)"), ["Ana García"]);
    }

    #[test]
    fn authors_can_be_reached() {
        assert_eq!(reporters("Contact Jane Doe at jane@harbour.example"), ["Jane Doe"]);
        assert_eq!(reporters("Follow Jane Doe on the network, where she writes."), ["Jane Doe"]);
        for text in [
            "Follow us on the network",
            "Follow Harbour News on the network",
            "Follow HBC Ferries on the network",
            "Contact Jane Doe.",
        ] {
            assert_eq!(reporters(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn those_who_helped_are_told_apart() {
        for text in
            ["Additional reporting by John Roe.", "John Roe in Rome contributed to this report."]
        {
            let found = find(text).unwrap();
            assert!(found.helped && found.names == ["John Roe"], "{text}");
        }
    }

    #[test]
    fn other_sentences_name_nobody() {
        for text in [
            "The ferry reported from the harbour that all was well.",
            "Por primera vez",
            "Avec le temps",
            "Written by the river",
            "Reporting by the captain went on for days.",
        ] {
            assert_eq!(find(text), None, "{text}");
        }
    }
}
