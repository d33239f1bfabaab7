//! What is known about an article.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize};

use super::asset::AssetKey;
use super::identifier::Identifier;
use super::inline::{Inline, plain_text};
use super::person::{Contributor, Person};
use crate::language::Tag;

/// What is known about an article. Everything may be missing.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
pub struct Metadata {
    /// The title; empty when there is none.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub title: Vec<Inline>,
    /// The second line of the title.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub subtitle: Vec<Inline>,
    /// The word over the title that says what kind of article it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kicker: Option<String>,
    /// Who wrote it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub authors: Vec<Person>,
    /// Who else had a part in it: editors, translators and the like.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub contributors: Vec<Contributor>,
    /// When it was published.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<Date>,
    /// When it was last changed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub modified: Option<Date>,
    /// The language of the text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<Tag>,
    /// Who published it: a paper, a site, a house.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub publisher: Option<String>,
    /// The address where it stands or stood.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source_url: Option<String>,
    /// What it is about, in a sentence or two.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Keywords.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub keywords: Vec<String>,
    /// Who owns it and what others may do with it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rights: Option<String>,
    /// Identifiers from elsewhere, the most important one first: ISBN, DOI, URL. The exchange
    /// form also reads `identifier`, which holds one.
    #[serde(
        alias = "identifier",
        deserialize_with = "one_or_many",
        skip_serializing_if = "Vec::is_empty"
    )]
    pub identifiers: Vec<Identifier>,
    /// The series of which it is a part.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub series: Option<Series>,
    /// The lead image: a reference as the input wrote it, until
    /// [`media::load`](crate::media::load) makes it the key of an asset.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cover: Option<AssetKey>,
    /// Whether it is to have a table of contents; `None` leaves that to the theme.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contents: Option<bool>,
}

impl Metadata {
    /// The title as plain text; `None` when there is none.
    pub fn title_text(&self) -> Option<String> {
        Some(plain_text(&self.title)).filter(|title| !title.is_empty())
    }

    /// Takes over every field that `known` has something in.
    pub fn replace_with(&mut self, known: &Metadata) {
        macro_rules! lists {
            ($($field:ident),*) => {
                $(if !known.$field.is_empty() { self.$field.clone_from(&known.$field); })*
            };
        }
        macro_rules! options {
            ($($field:ident),*) => {
                $(if known.$field.is_some() { self.$field.clone_from(&known.$field); })*
            };
        }
        lists!(title, subtitle, authors, contributors, keywords, identifiers);
        options!(kicker, date, modified, language, publisher, source_url, description);
        options!(rights, series, cover, contents);
    }

    /// All who had a part in it.
    pub fn people_mut(&mut self) -> impl Iterator<Item = &mut Person> {
        let contributors = self.contributors.iter_mut().map(|contributor| &mut contributor.person);
        self.authors.iter_mut().chain(contributors)
    }

    /// The names of the authors.
    pub fn author_names(&self) -> Vec<&str> {
        self.authors.iter().map(|author| author.name.as_str()).collect()
    }
}

/// What several articles or books belong to together.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Series {
    /// Its name.
    pub name: String,
    /// The place in it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub position: Option<Position>,
}

impl fmt::Display for Series {
    /// `Mills of the Weir #3`
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name)?;
        self.position.iter().try_for_each(|position| write!(f, " #{position}"))
    }
}

/// A place in a series: `3`, `2.5`, `1.2.1` (EPUB 3.3, `group-position`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Position(String);

/// Text that is not a place in a series.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is not a place in a series of the form 3, 2.5 or 1.2.1")]
pub struct NotAPosition(String);

impl FromStr for Position {
    type Err = NotAPosition;

    fn from_str(text: &str) -> Result<Position, NotAPosition> {
        /// Longer ones are no places that anyone counts.
        const LONGEST: usize = 32;
        let is_number = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
        let text = text.trim();
        let valid = text.len() <= LONGEST && text.split('.').all(is_number);
        valid.then(|| Position(text.to_owned())).ok_or_else(|| NotAPosition(text.to_owned()))
    }
}

impl TryFrom<String> for Position {
    type Error = NotAPosition;

    fn try_from(text: String) -> Result<Position, NotAPosition> {
        text.parse()
    }
}

impl From<Position> for String {
    fn from(position: Position) -> String {
        position.0
    }
}

impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

fn one_or_many<'de, D: Deserializer<'de>>(value: D) -> Result<Vec<Identifier>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Given {
        One(Identifier),
        Many(Vec<Identifier>),
    }
    Ok(match Given::deserialize(value)? {
        Given::One(identifier) => vec![identifier],
        Given::Many(identifiers) => identifiers,
    })
}

/// A date, as exact as it is known: a year, a month or a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Date {
    year: u16,
    /// 1 to 12; 0 when not known.
    month: u8,
    /// 1 to 31; 0 when not known.
    day: u8,
}

/// Text that is not a date.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is not a date of the form 2026, 2026-11 or 2026-11-22")]
pub struct NotADate(String);

impl Date {
    /// A full date; `None` when the calendar has no such day.
    pub fn new(year: u16, month: u8, day: u8) -> Option<Date> {
        let valid =
            year > 0 && (1..=12).contains(&month) && (1..=days_in(year, month)).contains(&day);
        valid.then_some(Date { year, month, day })
    }

    /// The day on which a second since 1970-01-01T00:00:00Z falls, in UTC.
    ///
    /// The reckoning is Howard Hinnant's `civil_from_days`.
    pub fn from_epoch(seconds: i64) -> Option<Date> {
        let days = seconds.div_euclid(86_400) + 719_468;
        let era = days.div_euclid(146_097);
        let day_of_era = days.rem_euclid(146_097);
        let year_of_era =
            (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let shifted_month = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
        let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 };
        let year = year_of_era + era * 400 + i64::from(month <= 2);
        Date::new(u16::try_from(year).ok()?, month as u8, day as u8)
    }

    /// The year.
    pub fn year(&self) -> u16 {
        self.year
    }

    /// The month, 1 to 12, when known.
    pub fn month(&self) -> Option<u8> {
        (self.month > 0).then_some(self.month)
    }

    /// The day, 1 to 31, when known.
    pub fn day(&self) -> Option<u8> {
        (self.day > 0).then_some(self.day)
    }
}

fn days_in(year: u16, month: u8) -> u8 {
    match month {
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => {
            29
        }
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

impl FromStr for Date {
    type Err = NotADate;

    /// Reads ISO 8601: a year, a month or a day; a time after the day is passed over.
    fn from_str(text: &str) -> Result<Date, NotADate> {
        let error = || NotADate(text.to_owned());
        let day_part = text.trim().split(['T', 't', ' ']).next().unwrap_or_default();
        let mut parts = day_part.split('-');
        let mut number = |length: usize| match parts.next() {
            None => Ok(None),
            Some(part) if part.len() == length && part.bytes().all(|b| b.is_ascii_digit()) => {
                part.parse::<u16>().map(Some).map_err(|_| error())
            }
            Some(_) => Err(error()),
        };
        let year = number(4)?.filter(|year| *year > 0).ok_or_else(error)?;
        let month = number(2)?.map(|month| month as u8);
        let day = number(2)?.map(|day| day as u8);
        if parts.next().is_some() {
            return Err(error());
        }
        match (month, day) {
            (Some(month), Some(day)) => Date::new(year, month, day).ok_or_else(error),
            (Some(month), None) if (1..=12).contains(&month) => Ok(Date { year, month, day: 0 }),
            (None, _) => Ok(Date { year, month: 0, day: 0 }),
            _ => Err(error()),
        }
    }
}

impl TryFrom<String> for Date {
    type Error = NotADate;

    fn try_from(text: String) -> Result<Date, NotADate> {
        text.parse()
    }
}

impl From<Date> for String {
    fn from(date: Date) -> String {
        date.to_string()
    }
}

impl fmt::Display for Date {
    /// Writes ISO 8601.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.month, self.day) {
            (0, _) => write!(f, "{:04}", self.year),
            (month, 0) => write!(f, "{:04}-{month:02}", self.year),
            (month, day) => write!(f, "{:04}-{month:02}-{day:02}", self.year),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_read_and_write_iso() {
        for text in ["2026", "2026-11", "2026-11-22", "2024-02-29"] {
            assert_eq!(text.parse::<Date>().unwrap().to_string(), text);
        }
        assert_eq!("2026-11-22T06:31:00Z".parse::<Date>().unwrap().to_string(), "2026-11-22");
        for text in ["", "22.11.2026", "2026-13", "2026-02-29", "2026-1-1", "2026-11-22-1", "0000"]
        {
            assert!(text.parse::<Date>().is_err(), "{text}");
        }
    }

    #[test]
    fn epoch_seconds_become_days() {
        assert_eq!(Date::from_epoch(0).unwrap().to_string(), "1970-01-01");
        assert_eq!(Date::from_epoch(951_827_696).unwrap().to_string(), "2000-02-29");
        assert_eq!(Date::from_epoch(-1).unwrap().to_string(), "1969-12-31");
    }
}
