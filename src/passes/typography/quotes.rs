//! Quotation marks, apostrophes and primes.
//!
//! A mark may open where a word begins and may close where one ends. Each closing mark goes
//! with the nearest open one of its kind; every kind has a stack of its own, so that what
//! matches nothing now will match nothing in a second run either. Only pairs count for the
//! depth: a mark that was never closed does not make the rest of the text a quotation.

use super::line::{Char, Edit, at, before, is_word};
use crate::language::punctuation::Punctuation;
use crate::understand::line::is_unspaced;

/// What was found.
#[derive(Debug, Default)]
pub struct Quotes {
    /// The changes, in order.
    pub edits: Vec<Edit>,
    /// Where those begin that restore marks which an encoding had lost.
    pub lost: Vec<usize>,
}

/// The marks of a text. `goes_on` tells that a quotation which this text opens is still open
/// at its end.
pub fn quotes(chars: &[Char], style: &Punctuation, goes_on: bool) -> Quotes {
    let mut marks = marks(chars, style);
    pair(&mut marks, chars, style);
    let unmatched = |mark: &&mut Mark| mark.kind == Kind::Double && mark.role == Role::None;
    if goes_on
        && let Some(mark) = marks.iter_mut().rev().find(unmatched)
        && mark.may_open()
    {
        mark.role = Role::Open;
    }
    let mut quotes = Quotes::default();
    let mut open = 0_u32;
    for mark in &marks {
        let text = mark.text(style, &mut open);
        let Some(text) = text.filter(|_| mark.own.is_none()) else { continue };
        if mark.kind == Kind::Lost {
            quotes.lost.push(mark.at);
        }
        quotes.edits.push(Edit::new(mark.at..mark.at + mark.length, text));
    }
    quotes
}

/// What was typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Double,
    Single,
    /// U+FFFD, which may stand for a quotation mark of a broken encoding.
    Lost,
}

/// What it stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    /// Nothing that is known.
    None,
    Open,
    Close,
    Apostrophe,
    Prime,
}

#[derive(Debug, Clone, Copy)]
struct Mark {
    at: usize,
    length: usize,
    kind: Kind,
    role: Role,
    /// Whether it is the language's own mark already, and opens; it may go with a straight one.
    own: Option<bool>,
    /// The nearest characters on both sides that are no quotation marks.
    outer: (char, char),
}

impl Mark {
    /// Whether it stands where a word or sentence begins.
    fn may_open(&self) -> bool {
        if let Some(opens) = self.own {
            return opens;
        }
        let (last, first) = self.outer;
        let dash = matches!(last, '—' | '–' | '-' | '/' | '―');
        let ends = |c: char| c.is_whitespace() || ".,;:!?…)]}".contains(c);
        match last {
            last if last.is_whitespace() => !first.is_whitespace(),
            '(' | '[' | '{' | '¿' | '¡' | '=' => !ends(first),
            _ => dash && !ends(first),
        }
    }

    fn may_close(&self) -> bool {
        self.own == Some(false) || !self.outer.0.is_whitespace() && !self.may_open()
    }

    /// The text that takes its place. Counts the pairs of double marks that are open.
    fn text(&self, style: &Punctuation, open: &mut u32) -> Option<String> {
        let single = self.kind == Kind::Single;
        let depth = match self.role {
            Role::Close if !single => {
                *open = open.saturating_sub(1);
                *open
            }
            _ => *open,
        };
        let (first, last) = match (single, depth) {
            (true, 0) => style.single,
            (true, _) => style.inner,
            (false, depth) if depth % 2 == 0 => style.outer,
            (false, _) => style.inner,
        };
        let spaced = |mark: &str| matches!(mark, "«" | "»");
        match self.role {
            Role::None => None,
            Role::Open => {
                *open += u32::from(!single);
                let inside = if spaced(first) { style.inside } else { "" };
                Some(format!("{first}{inside}"))
            }
            Role::Close => {
                let inside = if spaced(last) { style.inside } else { "" };
                Some(format!("{inside}{last}"))
            }
            Role::Apostrophe => Some("’".to_owned()),
            Role::Prime if single => Some("′".to_owned()),
            Role::Prime => Some("″".to_owned()),
        }
    }
}

/// All marks of a text. Apostrophes and primes that their neighbours tell have their role.
fn marks(chars: &[Char], style: &Punctuation) -> Vec<Mark> {
    let mut marks = Vec::new();
    let mut from = 0;
    while from < chars.len() {
        let own = own(&chars[from], style);
        let Some(kind) = own.map(|_| Kind::Double).or_else(|| kind(&chars[from])) else {
            from += 1;
            continue;
        };
        // Three lost characters were the three bytes of one mark.
        let lost = chars[from..].iter().take_while(|char| char.c == '\u{FFFD}').count();
        let length = if kind == Kind::Lost { lost } else { 1 };
        if matches!(length, 1 | 3) {
            marks.push(Mark { at: from, length, kind, role: Role::None, own, outer: ('\n', '\n') });
        }
        from += length;
    }
    find_neighbours(&mut marks, chars);
    for mark in &mut marks {
        mark.role = by_neighbours(mark, chars);
    }
    marks
}

/// Whether a character is a quotation mark of the language, and opens.
fn own(char: &Char, style: &Punctuation) -> Option<bool> {
    let is = |mark: &str| mark.chars().eq([char.c]);
    let (open, close) = (is(style.outer.0), is(style.outer.1));
    (open != close).then_some(open)
}

fn kind(char: &Char) -> Option<Kind> {
    match char.c {
        _ if char.fixed => None,
        '"' => Some(Kind::Double),
        '\'' => Some(Kind::Single),
        '\u{FFFD}' => Some(Kind::Lost),
        _ => None,
    }
}

/// Marks that stand together open or close together: what counts is what is around them all.
fn find_neighbours(marks: &mut [Mark], chars: &[Char]) {
    let is_quote = |c: char| "\"'“”„‘’‚«»‹›\u{FFFD}\u{202F}".contains(c);
    let mut last = '\n';
    let mut next = marks.iter_mut().peekable();
    for (at, char) in chars.iter().enumerate() {
        if let Some(mark) = next.next_if(|mark| mark.at == at) {
            mark.outer.0 = last;
        }
        if !is_quote(char.c) {
            last = char.c;
        }
    }
    let mut first = '\n';
    let mut next = marks.iter_mut().rev().peekable();
    for (at, char) in chars.iter().enumerate().rev() {
        if let Some(mark) = next.next_if(|mark| mark.at == at) {
            mark.outer.1 = first;
        }
        if !is_quote(char.c) {
            first = char.c;
        }
    }
}

/// What the characters right beside a mark tell.
fn by_neighbours(mark: &Mark, chars: &[Char]) -> Role {
    if mark.kind != Kind::Single {
        return Role::None;
    }
    let (last, first) = (before(chars, mark.at), at(chars, mark.at + 1));
    if last.is_numeric() && first.is_numeric() {
        // `5'10"` has a prime, `1'000'000` an apostrophe.
        let digits = chars[mark.at + 1..].iter().take(4).take_while(|c| c.c.is_numeric()).count();
        return if digits < 3 { Role::Prime } else { Role::Apostrophe };
    }
    let within = is_word(last) && is_word(first) && !is_unspaced(last);
    if within || !is_word(last) && begins_short_form(&chars[mark.at + 1..]) {
        return Role::Apostrophe;
    }
    Role::None
}

/// Whether a word begins that has lost its start: `'90s`, `'tis`, Dutch `'s`.
fn begins_short_form(rest: &[Char]) -> bool {
    const WORDS: [&str; 12] = [
        "tis", "twas", "twere", "twill", "em", "til", "bout", "cuz", "cos", "neath", "nuff", "ere",
    ];
    const LONGEST: usize = 6;
    let word = rest.iter().take(LONGEST).map(|char| char.c).take_while(|c| c.is_alphanumeric());
    let word: String = word.collect();
    let next = at(rest, word.chars().count());
    let short = matches!(word.as_str(), "s" | "t" | "n" | "m" | "k" | "r") && next.is_whitespace();
    // Rock 'n' roll has two of them.
    let short = short || word == "n" && next == '\'';
    let (figures, letters) =
        word.split_at(word.find(|c: char| !c.is_ascii_digit()).unwrap_or(word.len()));
    let year = figures.len() == 2 && matches!(letters, "" | "s" | "er" | "ers") && next != '\'';
    short || year || next != '\'' && WORDS.contains(&word.to_lowercase().as_str())
}

/// Finds which marks go together.
fn pair(marks: &mut [Mark], chars: &[Char], style: &Punctuation) {
    let mut open: [Vec<usize>; 3] = Default::default();
    let closes_next = closes_next(marks);
    for index in 0..marks.len() {
        let mark = marks[index];
        if mark.role != Role::None {
            continue;
        }
        let stack = &mut open[mark.kind as usize];
        // `sagte er:"Ja"` lacks a space.
        let lacks_space = matches!(mark.outer.0, ',' | ':' | ';') && is_word(mark.outer.1);
        let between = style.unspaced && is_unspaced_mark(mark.outer) || lacks_space;
        let between = between && mark.own.is_none();
        if mark.may_open() || between && stack.is_empty() && !mark.outer.1.is_whitespace() {
            stack.push(index);
        } else if is_prime(&mark, chars, stack.is_empty(), closes_next[index]) {
            marks[index].role = Role::Prime;
        } else if mark.may_close() {
            match stack.pop() {
                Some(partner) => {
                    marks[partner].role = Role::Open;
                    marks[index].role = Role::Close;
                }
                None => marks[index].role = alone(&mark),
            }
        }
    }
    for index in open.into_iter().flatten() {
        marks[index].role = alone(&marks[index]);
    }
}

/// For each mark whether the next one of its kind can only close.
fn closes_next(marks: &[Mark]) -> Vec<bool> {
    let mut next = [false; 3];
    let mut closes = vec![false; marks.len()];
    for (index, mark) in marks.iter().enumerate().rev() {
        closes[index] = std::mem::replace(&mut next[mark.kind as usize], mark.may_close());
    }
    closes
}

/// Characters of scripts without spaces, and their punctuation.
fn is_unspaced_mark((last, first): (char, char)) -> bool {
    let wide =
        |c: char| is_unspaced(c) || matches!(c, '\u{3000}'..='\u{303F}' | '\u{FF00}'..='\u{FFEF}');
    wide(last) || wide(first)
}

/// Feet and inches, minutes and seconds: after a number of at most three digits, where no
/// quotation waits to be closed, or another mark will close it.
fn is_prime(mark: &Mark, chars: &[Char], none_open: bool, closes_next: bool) -> bool {
    let digits =
        chars[..mark.at].iter().rev().take(4).take_while(|char| char.c.is_numeric()).count();
    let first = at(chars, mark.at + 1);
    let ends = !is_word(first) || first == 'x' || first == '×';
    mark.kind != Kind::Lost
        && mark.own.is_none()
        && (1..=3).contains(&digits)
        && ends
        && (none_open || closes_next)
}

/// What a mark is that goes with no other: an apostrophe, where it is a single one at a word.
fn alone(mark: &Mark) -> Role {
    let (last, first) = mark.outer;
    let at_word = is_word(last) && !last.is_numeric() || is_word(first);
    if mark.kind == Kind::Single && at_word { Role::Apostrophe } else { Role::None }
}
