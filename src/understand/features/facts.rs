//! What is counted about a line once, for all who ask.

use super::sights::Sight;
use super::signs::{self, Cases, Counts};
use crate::understand::lexicon::{Lexicon, Shares, words};
use crate::understand::line::Line;

/// How many words of a line are compared with those of the title.
const TITLE_WORDS: usize = 30;

/// How many words of a line are looked up: more does not change the shares.
const LOOKED_UP: usize = 80;

/// What was counted about a line, once the words of the whole text are known.
pub struct Facts {
    /// How it ends.
    pub ending: usize,
    /// What it begins with.
    pub beginning: usize,
    /// Digits, commas, ends of sentences, marks.
    pub counts: Counts,
    /// How its words are written.
    pub cases: Cases,
    /// Whether it names a date, and how much besides.
    pub date: usize,
    /// Whether it is a byline or may be a name.
    pub names: usize,
    /// What its words have in common with the running text.
    pub shares: Shares,
    /// How many of its words the title has, in percent.
    pub title_share: usize,
    /// Whether it begins with the name of an author, where it goes on or names one.
    pub named: Option<bool>,
    /// Its first word.
    pub first_word: u64,
}

/// The words that lines are compared with.
pub struct Known<'a> {
    /// Those of the running text.
    pub lexicon: &'a Lexicon,
    /// Those of the title, in order.
    pub title: &'a [u64],
    /// The names of authors.
    pub names: &'a [String],
}

impl Known<'_> {
    /// Counts what can be counted about a line. `own` is cleared for its words.
    pub fn facts(&self, line: &Line<'_>, sight: &Sight, own: &mut Vec<u64>) -> Facts {
        own.clear();
        own.extend(words(line.text).take(LOOKED_UP));
        let beside_title = &own[..own.len().min(TITLE_WORDS)];
        let hit = beside_title.iter().filter(|word| self.title.binary_search(word).is_ok());
        let counts = Counts::of(line.text);
        let named = self.names.iter().filter(|name| line.words > 2 && line.text.contains(*name));
        Facts {
            ending: signs::ending(line),
            beginning: signs::beginning(line.text),
            cases: Cases::of(line.text),
            date: signs::date(line, sight.date, counts.digits > 0),
            names: signs::names(line, sight.byline.is_some()),
            shares: self.lexicon.shares(own, sight.running),
            title_share: (hit.count() * 100).checked_div(beside_title.len()).unwrap_or(0),
            named: named.map(|name| line.text.starts_with(name.as_str())).max(),
            first_word: own.first().copied().unwrap_or(0),
            counts,
        }
    }
}
