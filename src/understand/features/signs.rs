//! What a line's characters say.

use super::bucket;
use super::groups::{Features, MARKS};
use crate::understand::dates;
use crate::understand::line::{Line, is_unspaced};
use crate::understand::names;

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
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cases {
    /// Small, with capitals, in capitals: a number for the manner of all.
    pub manner: usize,
    /// How many of the first words begin small, in percent; -1 where none has a case.
    pub small: i16,
}

impl Cases {
    /// Looks at the words of a text.
    pub fn of(text: &str) -> Cases {
        const FIRST: usize = 60;
        let (mut cased, mut small, mut all) = (0, 0, 0);
        let mut first = (0, 0);
        for (number, word) in text.split_whitespace().skip(1).enumerate() {
            let Some(letter) = word.chars().find(|c| c.is_alphabetic()) else { continue };
            cased += usize::from(letter.is_lowercase() || letter.is_uppercase());
            small += usize::from(letter.is_lowercase());
            all += usize::from(!word.chars().any(char::is_lowercase));
            first = if number < FIRST { (cased, small) } else { first };
        }
        let manner = match (cased, small * 100 / cased.max(1)) {
            _ if text.chars().any(is_unspaced) => 0,
            (0, _) => 1,
            _ if all == cased => 2,
            (_, 0) => 3,
            (_, 1..=49) => 4,
            (_, 50..=79) => 5,
            _ => 6,
        };
        let share = (first.1 * 100).checked_div(first.0);
        Cases { manner, small: share.map_or(-1, |share| share as i16) }
    }
}

/// What a text's characters come to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Digits and other numbers.
    pub digits: usize,
    /// Commas.
    pub commas: usize,
    /// Ends of sentences that stand inside.
    pub sentences: usize,
    /// Marks that say something wherever they stand, each a bit.
    marks: u16,
}

impl Counts {
    /// Counts once through a text.
    pub fn of(text: &str) -> Counts {
        let mut counts = Counts::default();
        let mut stopped = false;
        for c in text.chars() {
            if c.is_ascii_alphabetic() {
                stopped = false;
                continue;
            }
            counts.sentences += usize::from(stopped && c.is_whitespace());
            counts.sentences += usize::from(matches!(c, '。' | '！' | '？'));
            stopped = matches!(c, '.' | '!' | '?' | '।' | '؟');
            counts.digits += usize::from(c.is_numeric());
            counts.commas += usize::from(matches!(c, ',' | '，' | '、' | '،'));
            counts.marks |= mark_of(c);
        }
        counts
    }
}

/// The marks that a line has, each a bit, those of menus above those of sentences.
pub fn mark_set(line: &Line<'_>, counts: Counts) -> i16 {
    let has = |mark: u16| counts.marks & (1 << mark) != 0;
    let address = line.text.contains("://") || line.text.contains("www.");
    let rank =
        [has(10), has(15), has(11), has(12), has(4), has(3), has(5), has(1), has(0), address];
    rank.iter().rposition(|holds| *holds).map_or(0, |at| at as i16 + 1)
}

/// How much of a line is digits.
pub fn digits(line: &Line<'_>, counts: Counts) -> usize {
    bucket(counts.digits * 100 / line.chars.max(1), &[1, 6, 20, 50])
}

/// Whether a sentence that the first line leaves open seems to go on on the second.
pub fn goes_on(first: &Line<'_>, second: &Line<'_>) -> bool {
    let small = second.text.starts_with(char::is_lowercase);
    small && !first.ends_sentence && first.words >= 4
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
pub fn marks(line: &Line<'_>, counts: Counts, features: &mut Features) {
    // These say something on short lines only.
    const SHORT_ONLY: u16 = 1 << 1 | 1 << 11 | 1 << 12 | 1 << 13 | 1 << 15;
    let (text, short) = (line.text, line.words <= 12);
    let mut found = counts.marks;
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

/// How many words a line has at most that may name a date.
pub const DATED_WORDS: usize = 30;

/// Whether a line names a date, which was looked for, and how much besides.
pub fn date(line: &Line<'_>, found: Option<dates::Found>, numbers: bool) -> usize {
    if line.words > DATED_WORDS || !numbers {
        return 0;
    }
    let clock =
        line.text.as_bytes().windows(3).any(|three| {
            three[1] == b':' && three[0].is_ascii_digit() && three[2].is_ascii_digit()
        });
    match found {
        Some(found) if found.beside <= 2 => 1,
        Some(found) if found.beside <= 8 => 2,
        Some(_) => 3,
        None if clock && line.words <= 12 => 4,
        None => 5,
    }
}

/// How many words a line has at most that may be a byline.
pub const BYLINE_WORDS: usize = 14;

/// Whether a line is a byline, as was found out, or may be a name.
pub fn names(line: &Line<'_>, byline: bool) -> usize {
    if line.words > BYLINE_WORDS {
        0
    } else if byline {
        1
    } else if names::is_name(line.text, false) && (2..=4).contains(&line.words) {
        2
    } else {
        3
    }
}
