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
    /// The bytes in a word before which a hyphen may stand; none for what has
    /// other characters than letters, and in languages without patterns.
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

/// Words of letters alone, long enough: the rest are codes.
fn is_plain_word(word: &str) -> bool {
    word.chars().all(|c| c.is_alphabetic() || c == '’' || c == '\'')
        && word.chars().count() >= SHORTEST_WORD
}

/// Whether a word has capitals inside: names and abbreviations, which readers
/// want whole.
pub(super) fn has_capital_inside(word: &str) -> bool {
    word.chars().skip(1).any(char::is_uppercase)
}

/// Whether a word that follows some text seems to be a name: it has a capital,
/// begins no sentence, and its language does not write all nouns so.
pub(super) fn is_name(before: &str, word: &str, language: &Tag) -> bool {
    if !word.starts_with(char::is_uppercase) || matches!(language.primary(), "de" | "lb" | "nds") {
        return false;
    }
    let before = before.trim_end_matches(|c: char| {
        c.is_whitespace() || matches!(c, '“' | '‘' | '„' | '«' | '»' | '"' | '\'' | '(' | '[' | '—')
    });
    !before.is_empty() && !before.ends_with(['.', '!', '?', ':', '…', '”', '’', ')', '\u{2028}'])
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
    fn codes_and_words_of_unknown_languages_stay_whole() {
        assert_eq!(divided("abc123def", "en"), "abc123def");
        assert_eq!(divided("extensive", "und"), "extensive");
    }

    #[test]
    fn names_are_told_from_words_that_begin_a_sentence() {
        let name = |before, word, language: &str| is_name(before, word, &language.parse().unwrap());
        assert!(name("and then ", "Washington", "en"));
        assert!(!name("", "Washington", "en"));
        assert!(!name("It ended. “", "Washington", "en"));
        assert!(!name("und dann ", "Silbentrennung", "de"));
        assert!(!name("and then ", "extensive", "en"));
        assert!(has_capital_inside("McDonald") && !has_capital_inside("Donald"));
    }
}
