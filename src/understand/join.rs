//! Lines of a paragraph become running text again.
//!
//! The one hard question is a hyphen at the end of a line: it may be part of the word,
//! or stand there only because the word was divided. What the text itself writes
//! elsewhere decides, and where it is silent, how often its lines end so: programs that
//! divide words do it on many lines, others break only at hyphens that are there anyway.

use std::collections::BTreeSet;

use super::lexicon::hash;
use super::line::{Line, is_unspaced};

/// Of a hundred lines that go on, how many end in a hyphen where words are divided.
const DIVIDED: usize = 4;

/// Fewer hyphens than this at the ends of lines say nothing.
const FEWEST: usize = 3;

/// What a text tells about the hyphens at the ends of its lines.
#[derive(Debug, Default)]
pub struct Joiner {
    /// Words that stand whole on a line, in small letters; with their hyphens where they have some.
    words: BTreeSet<u64>,
    /// Whether the text divides words.
    divides: bool,
}

impl Joiner {
    /// Learns from all lines of a text.
    pub fn of(lines: &[Line<'_>]) -> Joiner {
        let hyphens = lines.iter().filter(|line| stem(line.text).is_some()).count();
        if hyphens == 0 {
            return Joiner::default();
        }
        let shown = lines.iter().filter(|line| !line.is_blank()).count();
        let mut words = BTreeSet::new();
        for line in lines {
            // The parts at either end of a line may be no words of their own.
            let whole = stem(line.text).map_or(line.text, |(before, _)| before);
            for word in whole.split(|c: char| !c.is_alphanumeric() && !is_hyphen(c)) {
                words.extend((!word.is_empty()).then(|| key(word, "")));
            }
        }
        Joiner { words, divides: hyphens >= FEWEST && hyphens * 100 >= shown * DIVIDED }
    }

    /// Puts a line behind the text before it. A newline at its end stays one.
    pub fn join(&self, text: &mut String, line: &str) {
        if self.is_divided(text, line) {
            text.pop();
        } else if needs_space(text, line) {
            text.push(' ');
        }
        text.push_str(line);
    }

    /// Whether the hyphen at the end of a text only divides a word.
    fn is_divided(&self, text: &str, line: &str) -> bool {
        let Some((_, first)) = stem(text) else { return false };
        let end = line.find(|c: char| !c.is_alphanumeric()).unwrap_or(line.len());
        let second = &line[..end];
        if !second.starts_with(char::is_lowercase) || is_between(line) || first.contains(is_hyphen)
        {
            return false;
        }
        let knows = |a: &str, b: &str| self.words.contains(&key(a, b));
        if knows(first, second) {
            return !knows(&format!("{first}-"), second);
        }
        let compound = knows(&format!("{first}-"), second) || knows(first, "") && knows(second, "");
        self.divides && !compound
    }
}

fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '‐')
}

/// The word before the hyphen that ends a line, and the text before that word.
fn stem(text: &str) -> Option<(&str, &str)> {
    let text = text.strip_suffix(is_hyphen)?;
    let start = text
        .char_indices()
        .rev()
        .find(|(_, c)| !c.is_alphanumeric() && !is_hyphen(*c))
        .map_or(0, |(at, c)| at + c.len_utf8());
    let word = &text[start..];
    word.ends_with(char::is_alphabetic).then_some((&text[..start], word))
}

fn key(first: &str, second: &str) -> u64 {
    let plain = |c| if is_hyphen(c) { '-' } else { c };
    hash(first.chars().chain(second.chars()).map(plain).flat_map(char::to_lowercase))
}

/// Between lines stands a space, but not between characters of scripts that
/// write none, nor after the hyphen of a word that goes on.
fn needs_space(before: &str, after: &str) -> bool {
    let mut last = before.chars().rev();
    let (Some(a), Some(b)) = (last.next(), after.chars().next()) else { return false };
    if a == '\n' {
        return false;
    }
    let hyphenated = is_hyphen(a) && last.next().is_some_and(char::is_alphabetic);
    !(is_unspaced(a) && is_unspaced(b) || hyphenated && b.is_alphabetic() && !is_between(after))
}

/// Whether a text begins with a word that stands between the parts of two compounds, the
/// first of which ends in a hyphen: "two- or threefold".
fn is_between(text: &str) -> bool {
    const WORDS: [&str; 14] = [
        "and", "or", "to", "und", "oder", "bis", "en", "of", "och", "eller", "og", "et", "ja",
        "tai",
    ];
    text.split(|c: char| !c.is_alphanumeric()).next().is_some_and(|word| WORDS.contains(&word))
}

#[cfg(test)]
mod tests {
    use super::super::line::split;
    use super::*;

    fn join(source: &str, a: &str, b: &str) -> String {
        let mut text = a.to_owned();
        Joiner::of(&split(source)).join(&mut text, b);
        text
    }

    #[test]
    fn lines_join_as_their_script_wants() {
        assert_eq!(join("", "one", "two"), "one two");
        assert_eq!(join("", "well-", "known"), "well-known");
        assert_eq!(join("", "今日は", "晴れ"), "今日は晴れ");
    }

    #[test]
    fn divided_words_are_told_from_compounds() {
        assert_eq!(join("a moun-\ntain\nthe mountain", "moun-", "tain top"), "mountain top");
        assert_eq!(join("a re-\nform\nto re-form it", "re-", "form"), "re-form");
        let divided = "the whole val-\nley is cold and no-\nbody wants to be the\nho-\nst of a well known man";
        assert_eq!(join(divided, "val-", "ley"), "valley");
        assert_eq!(join(divided, "well-", "known"), "well-known");
        assert_eq!(join("a val-\nley", "val-", "ley"), "val-ley");
        assert_eq!(join(divided, "Jean-", "Paul"), "Jean-Paul");
        assert_eq!(join(divided, "Haus-", "und Hof"), "Haus- und Hof");
    }
}
