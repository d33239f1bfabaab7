//! Where words may be divided.

use std::collections::BTreeMap;

use hypher::Lang;

use crate::language::Tag;

/// The shortest word that is divided, in characters.
const SHORTEST_WORD: usize = 5;

/// Points of division, kept over a document: words recur.
#[derive(Default)]
pub(super) struct Hyphenator {
    languages: BTreeMap<[u8; 2], BTreeMap<String, Box<[u8]>>>,
}

impl Hyphenator {
    /// The bytes in a word before which a hyphen may stand; none for words
    /// that are no plain words, and in languages without patterns.
    pub fn points(&mut self, word: &str, language: &Tag) -> &[u8] {
        const NONE: &[u8] = &[];
        let Ok(code) = <[u8; 2]>::try_from(language.primary().as_bytes()) else { return NONE };
        let Some(patterns) = patterns(code) else { return NONE };
        if word.len() > usize::from(u8::MAX) || !is_plain_word(word) {
            return NONE;
        }
        let words = self.languages.entry(code).or_default();
        if !words.contains_key(word) {
            words.insert(word.to_owned(), divide(word, patterns));
        }
        words.get(word).map_or(NONE, |points| points)
    }
}

/// The patterns of a language.
fn patterns(code: [u8; 2]) -> Option<Lang> {
    Lang::from_iso(match &code {
        // Patterns for Bokmål and Nynorsk serve under the old code for both.
        b"no" => *b"nb",
        _ => code,
    })
}

/// Words of letters alone, long enough, without capitals inside: the rest are
/// names, abbreviations and codes, which readers want whole.
fn is_plain_word(word: &str) -> bool {
    let mut characters = word.chars();
    let first = characters.next();
    first.is_some_and(char::is_alphabetic)
        && characters.all(|c| (c.is_alphabetic() && !c.is_uppercase()) || c == '’' || c == '\'')
        && word.chars().count() >= SHORTEST_WORD
}

fn divide(word: &str, patterns: Lang) -> Box<[u8]> {
    // The patterns hold small letters only.
    let lower = word.to_lowercase();
    if lower.len() != word.len() {
        return Box::default();
    }
    let mut at = 0;
    let parts = hypher::hyphenate(&lower, patterns).map(|part| {
        at += part.len();
        at as u8
    });
    let mut points: Vec<u8> = parts.collect();
    points.pop();
    points.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn divided(word: &str, language: &str) -> String {
        let mut text = word.to_owned();
        let tag = language.parse().unwrap();
        for point in Hyphenator::default().points(word, &tag).iter().rev() {
            text.insert(usize::from(*point), '-');
        }
        text
    }

    #[test]
    fn words_divide_in_their_language() {
        assert_eq!(divided("extensive", "en"), "ex-ten-sive");
        assert_eq!(divided("Extensive", "en-GB"), "Ex-ten-sive");
        assert_eq!(divided("Silbentrennung", "de"), "Sil-ben-tren-nung");
        assert_eq!(divided("независимость", "ru"), "неза-ви-си-мость");
    }

    #[test]
    fn names_codes_and_unknown_languages_stay_whole() {
        assert_eq!(divided("McDonald", "en"), "McDonald");
        assert_eq!(divided("UNESCO", "en"), "UNESCO");
        assert_eq!(divided("abc123def", "en"), "abc123def");
        assert_eq!(divided("extensive", "und"), "extensive");
    }
}
