//! Style sheets: selectors outside of braces, declarations inside.

use super::strings::{self, End};
use super::syntax::{DOUBLE, SINGLE};
use super::{Kind, Token, scan};

/// Adds the tokens of a style sheet. `line_comments` are those of SCSS and Less.
pub(super) fn read(code: &str, line_comments: bool, tokens: &mut Vec<Token>) {
    let mut at = 0;
    // Whether a value is read, which goes up to `;`.
    let mut in_value = false;
    while let Some(character) = code[at..].chars().next() {
        let rest = &code[at..];
        let (length, kind) = match character {
            '/' if rest.starts_with("/*") => {
                (strings::comment(code, at + 2, ("/*", "*/"), false) - at, Some(Kind::Comment))
            }
            '/' if line_comments && rest.starts_with("//") => {
                (rest.find('\n').unwrap_or(rest.len()), Some(Kind::Comment))
            }
            '"' | '\'' => (string(code, at, character) - at, Some(Kind::String)),
            '@' => (1 + word(&rest[1..]), Some(Kind::Keyword)),
            '$' => (1 + word(&rest[1..]), Some(Kind::Name)),
            '!' => (1 + word(&rest[1..]), Some(Kind::Keyword)),
            '#' if in_value => (1 + word(&rest[1..]), Some(Kind::Number)),
            '.' | '#' if !in_value => (1 + word(&rest[1..]), Some(Kind::Type)),
            c if c.is_ascii_digit() => (number(rest), Some(Kind::Number)),
            ':' => (rest.bytes().take(2).take_while(|byte| *byte == b':').count(), None),
            c if is_word(c) => {
                let length = word(rest);
                (length, named(rest, length, in_value))
            }
            c => (c.len_utf8(), None),
        };
        in_value = match character {
            ':' => length == 1 && is_value(rest),
            ';' | '{' | '}' => false,
            _ => in_value,
        };
        if let Some(kind) = kind.filter(|_| length > 1 || character.is_ascii_alphanumeric()) {
            scan::push(tokens, at..at + length, kind);
        }
        at += length.max(1);
    }
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '-' || c == '_'
}

/// How long the word is that a text begins with.
fn word(rest: &str) -> usize {
    rest.find(|c| !is_word(c)).unwrap_or(rest.len())
}

/// How long the number is that a text begins with, with its unit.
fn number(rest: &str) -> usize {
    let digits = |rest: &str| rest.bytes().take_while(u8::is_ascii_digit).count();
    let whole = digits(rest);
    let fraction = match rest[whole..].strip_prefix('.').map(digits) {
        Some(length) if length > 0 => length + 1,
        _ => 0,
    };
    let length = whole + fraction;
    let unit = rest[length..].bytes().take_while(u8::is_ascii_alphabetic).count();
    let percent = usize::from(rest[length..].starts_with('%'));
    length + unit.max(percent)
}

fn string(code: &str, at: usize, mark: char) -> usize {
    let quote = if mark == '"' { &DOUBLE } else { &SINGLE };
    match strings::end(code, at + 1, quote) {
        End::Closed(end) | End::Hole(end) => end,
    }
}

/// How far a declaration is looked at for its end.
const MOST_DECLARATION: usize = 400;

/// Whether what follows a colon is a value, and not the rest of a selector: `a:hover {`.
fn is_value(rest: &str) -> bool {
    let ends = |byte: &u8| matches!(byte, b';' | b'{' | b'}');
    rest.bytes().take(MOST_DECLARATION).find(ends) != Some(b'{')
}

/// What a word is: a property, a function, an element.
fn named(rest: &str, length: usize, in_value: bool) -> Option<Kind> {
    let (word, after) = rest.split_at(length);
    if after.starts_with('(') {
        return Some(Kind::Function);
    }
    let is_property = after.trim_start_matches(' ').starts_with(':') && !in_value;
    if is_property && is_value(&after.trim_start_matches(' ')[1..]) {
        return Some(Kind::Name);
    }
    (word.starts_with("--") && in_value).then_some(Kind::Name)
}
