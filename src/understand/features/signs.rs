//! What a line's characters say.

use super::bucket;
use super::groups::{Features, MARKS};
use crate::understand::byline;
use crate::understand::dates;
use crate::understand::line::{Line, is_unspaced};
use crate::understand::names;

/// How many of these characters a text has.
pub fn count_of(text: &str, marks: &[char]) -> usize {
    text.chars().filter(|c| marks.contains(c)).count()
}

/// How a line ends.
pub fn ending(line: &Line<'_>) -> usize {
    let bare = line.text.trim_end_matches(['"', '\'', '”', '’', '»', '“', ')', ']']);
    match bare.chars().next_back() {
        Some('…') => 0,
        Some('.') if bare.ends_with("...") => 0,
        Some('?' | '？' | '؟') => 1,
        Some('!' | '！') => 2,
        Some(':' | '：') => 3,
        Some(',' | '，' | ';' | '；') => 4,
        _ if line.ends_sentence => 5,
        Some(c) if c.is_numeric() => 6,
        _ => 7,
    }
}

/// What a line begins with.
pub fn beginning(text: &str) -> usize {
    match text.chars().next() {
        None => 0,
        Some(c) if c.is_lowercase() => 1,
        Some(c) if c.is_uppercase() => 2,
        Some(c) if c.is_numeric() => 3,
        Some('"' | '\'' | '“' | '„' | '«' | '‘' | '「') => 4,
        Some('-' | '–' | '—' | '*' | '•' | '+' | '·' | '●' | '▪' | '◦') => 5,
        Some('(' | '[' | '（' | '【') => 6,
        Some(c) if c.is_alphabetic() => 7,
        _ => 8,
    }
}

/// How the words after the first are written.
pub fn capitals(text: &str) -> usize {
    if text.chars().any(is_unspaced) {
        return 0;
    }
    let (mut cased, mut small, mut all) = (0, 0, 0);
    for word in text.split_whitespace().skip(1).filter(|word| word.contains(char::is_alphabetic)) {
        let first = word.chars().find(|c| c.is_alphabetic()).unwrap_or(' ');
        cased += usize::from(first.is_lowercase() || first.is_uppercase());
        small += usize::from(first.is_lowercase());
        all += usize::from(!word.chars().any(char::is_lowercase));
    }
    match (cased, small * 100 / cased.max(1)) {
        (0, _) => 1,
        _ if all == cased => 2,
        (_, 0) => 3,
        (_, 1..=49) => 4,
        (_, 50..=79) => 5,
        _ => 6,
    }
}

/// How many of the words after the first begin small, in percent; -1 where none has a case.
pub fn small_share(text: &str) -> i16 {
    let (mut cased, mut small) = (0, 0);
    for word in text.split_whitespace().skip(1).take(60) {
        let first = word.chars().find(|c| c.is_alphabetic()).unwrap_or(' ');
        cased += i16::from(first.is_lowercase() || first.is_uppercase());
        small += i16::from(first.is_lowercase());
    }
    if cased == 0 { -1 } else { small * 100 / cased }
}

/// The marks that a line has, each a bit, those of menus above those of sentences.
pub fn mark_set(line: &Line<'_>) -> i16 {
    let found = line.text.chars().fold(0, |found, c| found | mark_of(c));
    let has = |mark: u16| found & (1 << mark) != 0;
    let address = line.text.contains("://") || line.text.contains("www.");
    let rank =
        [has(10), has(15), has(11), has(12), has(4), has(3), has(5), has(1), has(0), address];
    rank.iter().rposition(|holds| *holds).map_or(0, |at| at as i16 + 1)
}

/// How much of a line is digits.
pub fn digits(line: &Line<'_>) -> usize {
    let digits = line.text.chars().filter(|c| c.is_numeric()).count();
    bucket(digits * 100 / line.chars.max(1), &[1, 6, 20, 50])
}

/// Whether a sentence that the first line leaves open seems to go on on the second.
pub fn goes_on(first: &Line<'_>, second: &Line<'_>) -> bool {
    let small = second.text.starts_with(char::is_lowercase);
    small && !first.ends_sentence && first.words >= 4
}

/// Ends of sentences inside a line.
pub fn sentences(text: &str) -> usize {
    let mut rest = text.chars().peekable();
    let mut count = 0;
    while let Some(c) = rest.next() {
        let stop = matches!(c, '.' | '!' | '?' | '।' | '؟');
        let dense = matches!(c, '。' | '！' | '？');
        count += usize::from(dense || stop && rest.peek().is_some_and(|c| c.is_whitespace()));
    }
    count
}

/// Characters that say something wherever they stand, each set with its number.
fn mark_of(c: char) -> u16 {
    match c {
        '|' => 1,
        '»' | '›' | '→' | '▶' | '>' | '<' | '←' | '↑' | '↓' => 1 << 1,
        '«' => 1 << 1 | 1 << 10,
        '@' => 1 << 3,
        '#' => 1 << 4,
        '·' | '•' | '●' | '∙' | '⋅' => 1 << 5,
        '“' | '”' | '"' | '„' | '「' => 1 << 10,
        '$' | '€' | '£' | '¥' | '₹' => 1 << 11,
        '%' => 1 << 11 | 1 << 13,
        '{' | '}' | '=' | ';' | '_' => 1 << 12,
        '&' | '+' => 1 << 13,
        '(' | '（' => 1 << 15,
        c if is_unspaced(c) => 1 << 14,
        _ => 0,
    }
}

/// Adds the marks that a line has.
pub fn marks(line: &Line<'_>, features: &mut Features) {
    // These say something on short lines only.
    const SHORT_ONLY: u16 = 1 << 1 | 1 << 11 | 1 << 12 | 1 << 13 | 1 << 15;
    let (text, short) = (line.text, line.words <= 12);
    let mut found = text.chars().fold(0, |found, c| found | mark_of(c));
    if !short {
        found &= !SHORT_ONLY;
    }
    let colon = text.find([':', '：']).filter(|at| *at > 0 && *at < 25);
    let label = colon.is_some() && !text.ends_with([':', '：']);
    let bracketed = text.starts_with(['(', '[', '（']) && text.ends_with([')', ']', '）']);
    let address = text.contains("://") || text.contains("www.");
    let set_off = text.contains(" / ") || short && text.contains(" - ");
    let more = [(address, 2), (set_off, 6), (label, 7), (bracketed, 8), (line.words == 0, 9)];
    for (holds, place) in more {
        found |= u16::from(holds) << place;
    }
    for place in (0..16).filter(|place| found & (1 << place) != 0) {
        features.add(MARKS, place);
    }
}

/// Whether a line names a date, and how much besides.
pub fn date(line: &Line<'_>) -> usize {
    if line.words > 30 || !line.text.contains(char::is_numeric) {
        return 0;
    }
    let clock =
        line.text.as_bytes().windows(3).any(|three| {
            three[1] == b':' && three[0].is_ascii_digit() && three[2].is_ascii_digit()
        });
    match dates::find(line.text) {
        Some(found) if found.beside <= 2 => 1,
        Some(found) if found.beside <= 8 => 2,
        Some(_) => 3,
        None if clock && line.words <= 12 => 4,
        None => 5,
    }
}

/// Whether a line is a byline or may be a name.
pub fn names(line: &Line<'_>) -> usize {
    if line.words > 14 {
        0
    } else if byline::find(line.text).is_some() {
        1
    } else if names::is_name(line.text, false) && (2..=4).contains(&line.words) {
        2
    } else {
        3
    }
}
