//! Languages: tags, direction, detection, and the words and marks that a
//! program must put into a text itself.

pub mod captions;
pub mod date;
pub mod detect;
pub mod markers;
pub mod names;
pub mod numerals;
pub mod punctuation;
pub mod telling;
pub mod words;

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A language tag (BCP 47, RFC 5646), in its canonical case: `en`, `pt-BR`, `zh-Hant`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Tag(String);

/// Text that is not a language tag.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is not a language tag such as en, pt-BR or zh-Hant")]
pub struct NotATag(String);

impl Tag {
    /// The tag for "not determined" (ISO 639-2 `und`).
    pub fn undetermined() -> Tag {
        Tag("und".to_owned())
    }

    /// The tag as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The language alone, without script and region: `pt` of `pt-BR`.
    pub fn primary(&self) -> &str {
        self.0.split('-').next().unwrap_or_default()
    }

    /// The script (ISO 15924), where the tag names one: `Hant` of `zh-Hant`.
    pub fn script(&self) -> Option<&str> {
        self.0
            .split('-')
            .skip(1)
            .find(|part| part.len() == 4 && part.starts_with(char::is_alphabetic))
    }

    /// The direction in which it is written.
    pub fn direction(&self) -> Direction {
        const SCRIPTS: [&str; 10] =
            ["Arab", "Hebr", "Syrc", "Thaa", "Nkoo", "Adlm", "Samr", "Mand", "Rohg", "Aran"];
        const LANGUAGES: [&str; 16] = [
            "ar", "he", "fa", "ur", "yi", "ps", "sd", "ug", "dv", "ckb", "syr", "arc", "azb", "iw",
            "ji", "nqo",
        ];
        let rtl = match self.script() {
            Some(script) => SCRIPTS.contains(&script),
            None => LANGUAGES.contains(&self.primary()),
        };
        if rtl { Direction::RightToLeft } else { Direction::LeftToRight }
    }
}

impl FromStr for Tag {
    type Err = NotATag;

    /// Checks the shape (language, then subtags of one to eight letters or
    /// digits), takes `_` for `-`, and sets the case as RFC 5646 §2.1.1 asks.
    fn from_str(text: &str) -> Result<Tag, NotATag> {
        let error = || NotATag(text.to_owned());
        let text = text.trim().replace('_', "-");
        let text = text.split(['.', '@']).next().unwrap_or_default();
        let mut tag = String::new();
        for (position, part) in text.split('-').enumerate() {
            let alphanumeric = part.bytes().all(|byte| byte.is_ascii_alphanumeric());
            if part.is_empty() || part.len() > 8 || !alphanumeric {
                return Err(error());
            }
            if position == 0 {
                if !(2..=3).contains(&part.len()) || !part.bytes().all(|b| b.is_ascii_alphabetic())
                {
                    return Err(error());
                }
                tag = part.to_ascii_lowercase();
            } else {
                tag.push('-');
                tag.push_str(&subtag_case(part));
            }
        }
        Ok(Tag(tag))
    }
}

fn subtag_case(part: &str) -> String {
    let lower = part.to_ascii_lowercase();
    match part.len() {
        2 => part.to_ascii_uppercase(),
        4 if lower.starts_with(|c: char| c.is_ascii_alphabetic()) => {
            lower[..1].to_ascii_uppercase() + &lower[1..]
        }
        _ => lower,
    }
}

impl TryFrom<String> for Tag {
    type Error = NotATag;

    fn try_from(text: String) -> Result<Tag, NotATag> {
        text.parse()
    }
}

impl From<Tag> for String {
    fn from(tag: Tag) -> String {
        tag.0
    }
}

impl fmt::Display for Tag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The direction of writing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Direction {
    /// From left to right.
    #[default]
    #[serde(rename = "ltr")]
    LeftToRight,
    /// From right to left.
    #[serde(rename = "rtl")]
    RightToLeft,
}

impl Direction {
    /// The value of HTML's `dir` attribute.
    pub fn name(self) -> &'static str {
        match self {
            Direction::LeftToRight => "ltr",
            Direction::RightToLeft => "rtl",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_take_their_canonical_case() {
        for (text, tag) in [
            ("EN", "en"),
            ("pt_br", "pt-BR"),
            ("ZH-HANT-tw", "zh-Hant-TW"),
            ("de_DE.UTF-8", "de-DE"),
        ] {
            assert_eq!(text.parse::<Tag>().unwrap().as_str(), tag);
        }
        for text in ["", "e", "english", "en--us", "en-toolongpart", "12"] {
            assert!(text.parse::<Tag>().is_err(), "{text}");
        }
    }

    #[test]
    fn scripts_decide_the_direction() {
        let direction = |tag: &str| tag.parse::<Tag>().unwrap().direction();
        assert_eq!(direction("ar"), Direction::RightToLeft);
        assert_eq!(direction("az-Arab"), Direction::RightToLeft);
        assert_eq!(direction("ur-Latn"), Direction::LeftToRight);
        assert_eq!(direction("tt"), Direction::LeftToRight);
    }
}
