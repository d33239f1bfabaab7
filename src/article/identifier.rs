//! The numbers and addresses by which catalogues know an article.

use std::fmt;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// An identifier in the form that is the same wherever it comes from: `urn:isbn:9783161484100`,
/// `doi:10.1000/182`, `urn:uuid:…`; anything else, such as a URL, as it was written.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub struct Identifier(String);

/// What kind of identifier it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IdentifierKind {
    /// An International Standard Book Number of ten digits (ISO 2108 until 2006).
    Isbn10,
    /// An International Standard Book Number of thirteen digits (ISO 2108).
    Isbn13,
    /// A Digital Object Identifier (ISO 26324).
    Doi,
    /// A universally unique identifier (RFC 9562).
    Uuid,
    /// Anything else.
    Other,
}

const ISBN: &str = "urn:isbn:";
const DOI: &str = "doi:";
const UUID: &str = "urn:uuid:";

impl Identifier {
    /// The identifier as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What kind it is. What only says that it is of a kind is another, see [`Identifier::fault`].
    pub fn kind(&self) -> IdentifierKind {
        match () {
            () if self.0.strip_prefix(ISBN).is_some_and(is_isbn) => match self.0.len() - ISBN.len()
            {
                10 => IdentifierKind::Isbn10,
                _ => IdentifierKind::Isbn13,
            },
            () if self.0.strip_prefix(DOI).is_some_and(is_doi) => IdentifierKind::Doi,
            () if self.0.strip_prefix(UUID).is_some_and(|rest| Uuid::try_parse(rest).is_ok()) => {
                IdentifierKind::Uuid
            }
            () => IdentifierKind::Other,
        }
    }

    /// The identifier without what says its kind.
    pub fn number(&self) -> &str {
        match self.kind() {
            IdentifierKind::Isbn10 | IdentifierKind::Isbn13 => &self.0[ISBN.len()..],
            IdentifierKind::Doi => &self.0[DOI.len()..],
            IdentifierKind::Uuid => &self.0[UUID.len()..],
            IdentifierKind::Other => &self.0,
        }
    }

    /// Why it is not what it says that it is; `None` where it is, or says nothing.
    pub fn fault(&self) -> Option<&'static str> {
        let says = |prefix: &str| without_prefix(&self.0, prefix).is_some();
        match self.kind() {
            IdentifierKind::Other if says(ISBN) || says("isbn") => {
                Some("it is no ISBN: the digits do not fit the last one, or their count is wrong")
            }
            IdentifierKind::Other if says(DOI) => Some("it is no DOI: those begin with 10."),
            IdentifierKind::Other if says(UUID) => Some("it is no UUID"),
            _ => None,
        }
    }
}

impl From<&str> for Identifier {
    fn from(text: &str) -> Identifier {
        let text = text.trim();
        let normal = isbn(text).or_else(|| doi(text)).or_else(|| uuid(text));
        Identifier(normal.unwrap_or_else(|| text.to_owned()))
    }
}

impl From<String> for Identifier {
    fn from(text: String) -> Identifier {
        Identifier::from(text.as_str())
    }
}

impl From<Identifier> for String {
    fn from(identifier: Identifier) -> String {
        identifier.0
    }
}

impl fmt::Display for Identifier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

fn without_prefix<'t>(text: &'t str, prefix: &str) -> Option<&'t str> {
    let start = text.get(..prefix.len())?;
    start.eq_ignore_ascii_case(prefix).then(|| &text[prefix.len()..])
}

/// `urn:isbn:` and the digits of what says that it is an ISBN, or of thirteen digits that are one.
fn isbn(text: &str) -> Option<String> {
    let said = without_prefix(text, ISBN).or_else(|| without_prefix(text, "isbn"));
    let number = said.map(|rest| {
        let rest = rest.trim_start_matches(['-', ':', ' ']);
        let rest = rest.strip_prefix("13").or_else(|| rest.strip_prefix("10")).filter(|rest| {
            // `ISBN-13: 978…`, but not the first digits of a number.
            rest.starts_with([':', ' '])
        });
        rest.or(said).unwrap_or_default()
    });
    let digits: String = number
        .unwrap_or(text)
        .chars()
        .filter(|c| !matches!(c, '-' | ' ' | ':' | '\u{2010}'..='\u{2015}'))
        .map(|c| c.to_ascii_uppercase())
        .collect();
    let alone = digits.len() == 13 && matches!(digits.get(..3), Some("978" | "979"));
    ((said.is_some() || alone) && is_isbn(&digits)).then(|| format!("{ISBN}{digits}"))
}

/// Whether the last digit is the one that the others ask for (ISBN Users' Manual, 6 and appendix 1).
fn is_isbn(digits: &str) -> bool {
    let value = |(index, c): (usize, char)| match c {
        'X' if index == 9 && digits.len() == 10 => Some(10),
        c => c.to_digit(10),
    };
    let Some(values) = digits.chars().enumerate().map(value).collect::<Option<Vec<u32>>>() else {
        return false;
    };
    let weighed = |weight: &dyn Fn(u32) -> u32| -> u32 {
        values.iter().zip(0..).map(|(value, index)| value * weight(index)).sum()
    };
    match values.len() {
        10 => weighed(&|index| 10 - index).is_multiple_of(11),
        13 => weighed(&|index| if index % 2 == 0 { 1 } else { 3 }).is_multiple_of(10),
        _ => false,
    }
}

/// `doi:` and the name of what says that it is a DOI, or is written as one.
fn doi(text: &str) -> Option<String> {
    const SAID: [&str; 6] = [
        "doi:",
        "https://doi.org/",
        "http://doi.org/",
        "https://dx.doi.org/",
        "http://dx.doi.org/",
        "urn:doi:",
    ];
    let said = SAID.iter().find_map(|prefix| without_prefix(text, prefix));
    let name = said.unwrap_or(text).trim();
    // Four digits or more, or any section number with a stroke behind it would be one.
    let alone = || name[3..].bytes().take_while(u8::is_ascii_digit).count() >= 4;
    (is_doi(name) && (said.is_some() || alone())).then(|| format!("{DOI}{name}"))
}

/// Whether it has the form of a DOI: `10.`, the number of a registrant, a stroke, anything printable.
fn is_doi(name: &str) -> bool {
    let Some((registrant, rest)) = name.strip_prefix("10.").and_then(|rest| rest.split_once('/'))
    else {
        return false;
    };
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    registrant.split('.').all(is_number)
        && !rest.is_empty()
        && !rest.contains(|c: char| c.is_whitespace() || c.is_control())
}

fn uuid(text: &str) -> Option<String> {
    let number = Uuid::try_parse(without_prefix(text, UUID)?).ok()?;
    Some(number.urn().to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_has_one_form() {
        for (written, normal, kind) in [
            ("978-3-16-148410-0", "urn:isbn:9783161484100", IdentifierKind::Isbn13),
            ("ISBN-13: 978-3-16-148410-0", "urn:isbn:9783161484100", IdentifierKind::Isbn13),
            ("URN:ISBN:0-8044-2957-x", "urn:isbn:080442957X", IdentifierKind::Isbn10),
            ("isbn 0306406152", "urn:isbn:0306406152", IdentifierKind::Isbn10),
            ("10.1000/182", "doi:10.1000/182", IdentifierKind::Doi),
            ("https://doi.org/10.1000/ABC(1)", "doi:10.1000/ABC(1)", IdentifierKind::Doi),
            (
                "urn:uuid:F81D4FAE-7DEC-11D0-A765-00A0C91E6BF6",
                "urn:uuid:f81d4fae-7dec-11d0-a765-00a0c91e6bf6",
                IdentifierKind::Uuid,
            ),
            ("https://example.org/a", "https://example.org/a", IdentifierKind::Other),
            ("0306406152", "0306406152", IdentifierKind::Other),
            ("10.1/2", "10.1/2", IdentifierKind::Other),
        ] {
            let identifier = Identifier::from(written);
            assert_eq!((identifier.as_str(), identifier.kind()), (normal, kind));
            assert_eq!(Identifier::from(normal), identifier);
            assert_eq!(identifier.fault(), None);
        }
    }

    #[test]
    fn what_is_no_isbn_says_so() {
        for written in ["urn:isbn:9783161484101", "ISBN 12", "doi:182", "urn:uuid:none"] {
            let identifier = Identifier::from(written);
            assert_eq!(identifier.as_str(), written);
            assert_eq!(identifier.kind(), IdentifierKind::Other);
            assert!(identifier.fault().is_some());
        }
    }
}
