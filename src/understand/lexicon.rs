//! What the words of a text say about its lines, without knowing the language.
//!
//! Two things about a word can be learned from the text itself. The few words that
//! stand on most lines of running text are the grammar of its language: menus lack
//! them. And a word that running text uses elsewhere belongs to what the article
//! is about: teasers of other articles bring words of their own.

use std::char::ToLowercase;

use super::line::{Line, is_unspaced};

/// How many of the most frequent words count as grammar.
const GRAMMAR: usize = 60;

/// How much running text is read for it, in words: more does not teach more.
const SAMPLE: usize = 200_000;

/// The words of a text's running lines.
#[derive(Debug, Default)]
pub struct Lexicon {
    /// How many lines of running text a word stands on, by word; `u32::MAX` marks grammar.
    lines: Vec<(u64, u32)>,
}

/// Shares of a line's words, in percent; `None` where there are too few words to say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Shares {
    /// Words that are the grammar of the text's language.
    pub grammar: Option<usize>,
    /// Other words that running text uses on other lines.
    pub shared: Option<usize>,
}

impl Lexicon {
    /// Reads the lines that are running text.
    pub fn of(lines: &[Line<'_>], is_running: impl Fn(&Line<'_>) -> bool) -> Lexicon {
        let mut all = Vec::new();
        let mut own = Vec::new();
        let mut read = 0;
        for line in lines.iter().filter(|line| is_running(line)) {
            own.extend(words(line.text));
            read += own.len();
            own.sort_unstable();
            own.dedup();
            all.append(&mut own);
            if read > SAMPLE {
                break;
            }
        }
        all.sort_unstable();
        let count = |same: &[u64]| (same[0], same.len() as u32);
        let mut lexicon = Lexicon { lines: all.chunk_by(u64::eq).map(count).collect() };
        lexicon.mark_grammar();
        lexicon
    }

    fn mark_grammar(&mut self) {
        const FEWEST: u32 = 3;
        let often = self.lines.iter_mut().filter(|(_, count)| *count >= FEWEST);
        let mut ranked: Vec<&mut (u64, u32)> = often.collect();
        ranked.sort_unstable_by_key(|(word, count)| std::cmp::Reverse((*count, *word)));
        for (_, count) in ranked.into_iter().take(GRAMMAR) {
            *count = u32::MAX;
        }
    }

    /// What the words of a line have in common with the running text. A line that is
    /// running text itself counts once for each of its words.
    pub fn shares(&self, words: &[u64], is_running: bool) -> Shares {
        let own = u32::from(is_running);
        let (mut grammar, mut shared) = (0, 0);
        for word in words {
            match self.lines.binary_search_by_key(word, |(known, _)| *known) {
                Ok(at) if self.lines[at].1 == u32::MAX => grammar += 1,
                Ok(at) if self.lines[at].1 > own => shared += 1,
                _ => {}
            }
        }
        let all = words.len();
        let share = |part: usize, whole: usize| (whole > 0).then(|| part * 100 / whole);
        Shares { grammar: share(grammar, all), shared: share(shared, all - grammar) }
    }
}

/// The words of a text as numbers; scripts without spaces count pairs of characters.
pub fn words(text: &str) -> impl Iterator<Item = u64> {
    let mut chars = lower(text.chars()).peekable();
    let mut before = None;
    std::iter::from_fn(move || {
        loop {
            let first = chars.next()?;
            let last = before.take();
            if is_unspaced(first) {
                before = Some(first);
                if let Some(last) = last {
                    return Some(hash([last, first].into_iter()));
                }
            } else if first.is_alphanumeric() {
                let rest = std::iter::from_fn(|| {
                    chars.next_if(|c| c.is_alphanumeric() && !is_unspaced(*c))
                });
                return Some(hash(std::iter::once(first).chain(rest)));
            }
        }
    })
}

/// Characters in lower case. Most are ASCII, which needs no table.
pub fn lower(mut chars: impl Iterator<Item = char>) -> impl Iterator<Item = char> {
    let mut more: Option<ToLowercase> = None;
    std::iter::from_fn(move || {
        if let Some(c) = more.as_mut().and_then(Iterator::next) {
            return Some(c);
        }
        let c = chars.next()?;
        if c.is_ascii() {
            return Some(c.to_ascii_lowercase());
        }
        let mut lower = c.to_lowercase();
        let first = lower.next();
        more = Some(lower).filter(|lower| lower.len() > 0);
        first
    })
}

/// FNV-1a, by characters: the same everywhere.
pub fn hash(chars: impl Iterator<Item = char>) -> u64 {
    chars.fold(0xCBF2_9CE4_8422_2325, |hash, c| {
        (hash ^ u64::from(u32::from(c))).wrapping_mul(0x0100_0000_01B3)
    })
}

#[cfg(test)]
mod tests {
    use super::super::line::split;
    use super::*;

    #[test]
    fn grammar_and_shared_words_are_learned() {
        let text =
            "the cat sat on the mat\nthe dog lay on the rug\nthe cow is on the moon, said the dog";
        let lines = split(text);
        let lexicon = Lexicon::of(&lines, |_| true);
        let shares = |text| lexicon.shares(&words(text).collect::<Vec<u64>>(), false);
        let menu = shares("Sports Weather");
        assert_eq!(menu, Shares { grammar: Some(0), shared: Some(0) });
        let line = shares("the dog on display");
        assert_eq!(line, Shares { grammar: Some(50), shared: Some(50) });
        assert_eq!(shares("–"), Shares::default());
    }

    #[test]
    fn scripts_without_spaces_have_pairs() {
        assert_eq!(words("東京都").count(), 2);
        assert_eq!(words("one two").count(), 2);
    }
}
