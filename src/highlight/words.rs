//! Words and numbers, and what marks them.

use std::sync::OnceLock;

use super::Kind;
use super::languages::{COUNT, Language, Reader};
use super::scan::{Before, Scanner};
use super::syntax::{Calls, Capitals, Quote, Raw};

/// The words of a language, in order, with what they are.
pub(super) type Words = Vec<(&'static str, Kind)>;

/// The words of a language, which are put in order when it is first met.
pub(super) fn words_of(language: Language) -> &'static Words {
    static WORDS: [OnceLock<Words>; COUNT] = [const { OnceLock::new() }; COUNT];
    WORDS[language.place()].get_or_init(|| {
        let Reader::Words(syntax) = language.reader() else { return Words::new() };
        let of = |(kind, words): &(Kind, &'static str)| -> Words {
            let kind = |word| if is_self(word) { Kind::Constant } else { *kind };
            words.split_ascii_whitespace().map(|word| (word, kind(word))).collect()
        };
        let mut words: Words = syntax.words.iter().flat_map(of).collect();
        words.sort_unstable();
        words
    })
}

/// Whether a word stands for a value, though it belongs to the language. It is
/// too frequent to stand out as other keywords do.
fn is_self(word: &str) -> bool {
    ["self", "this", "super"].contains(&word)
}

impl Scanner<'_, '_> {
    /// A character between two `'`, or what one `'` marks.
    pub(super) fn tick(&mut self) -> bool {
        let mut characters = self.rest()[1..].chars();
        let Some(first) = characters.next() else { return false };
        if first == '\\' {
            // `'\u{10FFFF}'` is the longest.
            let end = self.rest().bytes().take(12).skip(3).position(|byte| byte == b'\'');
            let end = end.map_or(0, |end| end + 4);
            self.token(self.at + end, Kind::String);
            return end > 0;
        }
        if characters.next() == Some('\'') {
            self.token(self.at + first.len_utf8() + 2, Kind::String);
            self.before = Before::Value;
            return true;
        }
        if first.is_alphabetic() || first == '_' {
            let end = self.word_end(self.at + 1);
            self.token(end, Kind::Name);
            return true;
        }
        false
    }

    /// `$variable`, `@annotation`, `:symbol`.
    pub(super) fn sigil(&mut self, character: char) -> bool {
        let sigils = self.syntax.sigils.iter();
        let Some((_, kind)) = sigils.clone().find(|(sigil, _)| *sigil == character) else {
            return false;
        };
        let before = self.code[..self.at].chars().next_back();
        // `a::b` and `x:y` have no symbols, `me@home` no annotation.
        let joined = before.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == ':');
        if joined && !"$\\".contains(character) {
            return false;
        }
        let name = self.at + character.len_utf8();
        let end = match self.code[name..].chars().next() {
            Some('{') if character == '$' => {
                let line = self.code[name..].bytes().take(MOST_BRACED);
                line.take_while(|byte| *byte != b'\n')
                    .position(|byte| byte == b'}')
                    .map(|end| name + end + 1)
            }
            Some(c) if c.is_alphabetic() || c == '_' || sigils.clone().any(|(s, _)| *s == c) => {
                let doubled = usize::from(c.is_ascii_punctuation() && c != '_');
                Some(self.word_end(name + doubled))
            }
            Some(c) if character == '$' && (c.is_ascii_digit() || "?!#*@".contains(c)) => {
                Some(name + 1)
            }
            Some(c) if character == '\\' => Some(name + c.len_utf8()),
            _ => None,
        };
        let Some(end) = end else { return false };
        self.token(end, *kind);
        self.before = Before::Value;
        true
    }

    pub(super) fn number(&mut self, character: char) -> bool {
        let bytes = self.code.as_bytes();
        let apart = self.before != Before::Value && !self.code[..self.at].ends_with('.');
        let point = character == '.' && apart;
        let fraction = point && bytes.get(self.at + 1).is_some_and(u8::is_ascii_digit);
        if !character.is_ascii_digit() && !fraction {
            return false;
        }
        let hex = self.rest().starts_with("0x") || self.rest().starts_with("0X");
        let mut end = self.at;
        while let Some(byte) = bytes.get(end) {
            let next = bytes.get(end + 1).copied().unwrap_or(b' ');
            let last = if end > self.at { bytes[end - 1] } else { b' ' };
            let goes_on = match byte {
                b'.' => next.is_ascii_digit() && last != b'.' || end == self.at,
                b'+' | b'-' => next.is_ascii_digit() && matches!(last, b'e' | b'E') && !hex,
                b'_' => true,
                b'\'' => self.syntax.raw == Raw::Cpp && next.is_ascii_digit(),
                byte => byte.is_ascii_alphanumeric(),
            };
            if !goes_on {
                break;
            }
            end += 1;
        }
        self.token(end, Kind::Number);
        self.before = Before::Value;
        true
    }

    /// Where the word ends that goes on at a byte.
    fn word_end(&self, from: usize) -> usize {
        let more = self.syntax.more;
        let is_part = |c: char| c.is_alphanumeric() || c == '_' || more.contains(c);
        self.code[from..].find(|c| !is_part(c)).map_or(self.code.len(), |end| from + end)
    }

    pub(super) fn word(&mut self, character: char) -> bool {
        let begins = |c: char| c.is_alphabetic() || c == '_' || self.syntax.first.contains(c);
        if !begins(character) {
            return false;
        }
        let (start, end) = (self.at, self.word_end(self.at + character.len_utf8()));
        let (word, after) = (&self.code[start..end], &self.code[end..]);
        if let Some(quote) = self.prefixed(word, after) {
            self.quoted(start, end + quote.open.len(), quote);
            return true;
        }
        let member = self.code[..start].ends_with('.') && !self.code[..start].ends_with("..");
        let own = if member { None } else { self.own_word(word) };
        let awaited = self.awaited.take();
        let kind = own.or(awaited).or_else(|| self.named(word, start, after));
        let end = match kind {
            Some(Kind::Function) if own.is_none() && self.is_macro(after) => end + 1,
            _ => end,
        };
        self.before = self.behind(word, own);
        if own == Some(Kind::Keyword) {
            self.awaited = what_it_names(word);
        }
        match kind {
            Some(kind) => self.token(end, kind),
            None => self.at = end,
        }
        true
    }

    /// The string that follows a word which belongs to it.
    fn prefixed(&self, word: &str, after: &str) -> Option<&'static Quote> {
        let known = |known: &str| known.eq_ignore_ascii_case(word);
        let is_prefix = word.len() <= 3 && self.syntax.prefixes.split(' ').any(known);
        let begins = |quote: &&Quote| is_prefix && after.starts_with(quote.open);
        self.syntax.quotes.iter().find(begins)
    }

    /// What a word is that belongs to the language.
    fn own_word(&self, word: &str) -> Option<Kind> {
        let find = |word: &str| {
            let found = self.words.binary_search_by(|(known, _)| (*known).cmp(word)).ok()?;
            Some(self.words[found].1)
        };
        match self.syntax.any_case {
            true => find(&word.to_ascii_lowercase()),
            false => find(word),
        }
    }

    /// What a word is by its place and its letters.
    fn named(&self, word: &str, start: usize, after: &str) -> Option<Kind> {
        let calls = match self.syntax.calls {
            Calls::None => false,
            Calls::Parenthesis => after.starts_with('('),
            Calls::Macro => after.starts_with('(') || self.is_macro(after),
            Calls::Lisp => self.code[..start].ends_with('('),
            Calls::Command => self.before == Before::Start,
        };
        if self.syntax.calls == Calls::Command && calls && after.starts_with(['=', '+']) {
            return Some(Kind::Name);
        }
        let by_letters = self.by_letters(word);
        match self.syntax.capitals {
            Capitals::Types if by_letters.is_some() && !self.is_macro(after) => by_letters,
            _ if calls => Some(Kind::Function),
            _ => by_letters,
        }
    }

    fn by_letters(&self, word: &str) -> Option<Kind> {
        let letters = word.trim_start_matches('_');
        let plain = self.syntax.capitals == Capitals::Plain;
        if plain || !letters.starts_with(|c: char| c.is_ascii_uppercase()) {
            return None;
        }
        let shouted = letters.len() > 1 && !letters.contains(|c: char| c.is_lowercase());
        Some(if shouted { Kind::Constant } else { Kind::Type })
    }

    /// Whether `!` and a bracket follow.
    fn is_macro(&self, after: &str) -> bool {
        let bracket = after.strip_prefix('!').map(|rest| rest.trim_start_matches(' '));
        self.syntax.calls == Calls::Macro
            && bracket.is_some_and(|rest| rest.starts_with(['(', '[', '{']))
    }

    /// What stands before what follows a word.
    fn behind(&self, word: &str, own: Option<Kind>) -> Before {
        let command = self.syntax.calls == Calls::Command;
        match own {
            Some(Kind::Keyword) if command => {
                let waits = ["for", "case", "in", "select", "function"].contains(&word);
                if waits { Before::Value } else { Before::Start }
            }
            Some(Kind::Keyword) => Before::Sign,
            _ => Before::Value,
        }
    }
}

/// How long `${…}` may be, so that looking for its end takes no time.
const MOST_BRACED: usize = 200;

/// What the word behind a keyword names.
fn what_it_names(keyword: &str) -> Option<Kind> {
    const FUNCTIONS: &str = "fn def defp func function fun sub proc defn defun defmacro procedure \
        define method macro";
    const TYPES: &str = "class struct enum interface trait union type namespace module object \
        protocol extension record impl new instanceof extends implements data newtype actor \
        contract message service mod package typedef defmodule";
    let among = |words: &str| words.split_ascii_whitespace().any(|word| word == keyword);
    if among(FUNCTIONS) {
        Some(Kind::Function)
    } else if among(TYPES) {
        Some(Kind::Type)
    } else {
        None
    }
}
