//! The text of a whole block as one row of characters, each of which knows where it belongs.

use std::borrow::Cow;
use std::ops::Range;

use crate::article::{Inline, InlineKind, Link};
use crate::language::punctuation::Punctuation;

/// What stands for code, a formula or an image.
pub const OBJECT: char = '\u{FFFC}';

/// A character and where it belongs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Char {
    /// The character; `\n` for a break.
    pub c: char,
    /// The text inline it is in, counted in reading order; `None` for what is no text.
    leaf: Option<u32>,
    /// Whether it is part of an address, where every mark means itself.
    pub fixed: bool,
}

/// A change: characters that go, and what takes their place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// The characters that go.
    pub range: Range<usize>,
    /// What comes.
    pub text: Cow<'static, str>,
}

impl Edit {
    /// Puts a text in the place of some characters.
    pub fn new(range: Range<usize>, text: impl Into<Cow<'static, str>>) -> Edit {
        Edit { range, text: text.into() }
    }
}

/// The text of a block.
#[derive(Debug, Clone, Default)]
pub struct Line {
    chars: Vec<Char>,
    leaves: u32,
}

impl Line {
    /// The text of a run. Marks of notes and pages leave no trace in it.
    pub fn of(run: &[Inline]) -> Line {
        let mut line = Line::default();
        line.push(run);
        line.fix_addresses();
        line
    }

    fn push(&mut self, run: &[Inline]) {
        for inline in run {
            match &inline.kind {
                InlineKind::Text { text } => {
                    let leaf = Some(self.leaves);
                    self.leaves += 1;
                    self.chars.extend(text.chars().map(|c| Char { c, leaf, fixed: false }));
                }
                InlineKind::NoteRef { .. } | InlineKind::PageMarker(_) => {}
                InlineKind::Break => self.push_other('\n'),
                InlineKind::Span(span) if span.language.is_some() => self.push_other(OBJECT),
                InlineKind::Link(link) => self.push_link(link),
                kind => match kind.content() {
                    Some(content) => self.push(content),
                    None => self.push_other(OBJECT),
                },
            }
        }
    }

    /// A link may show its own address.
    fn push_link(&mut self, link: &Link) {
        let start = self.chars.len();
        self.push(&link.content);
        let shown = &mut self.chars[start..];
        let text: String = shown.iter().map(|char| char.c).collect();
        if link.target.ends_with(&text) {
            shown.iter_mut().for_each(|char| char.fixed = true);
        }
    }

    fn push_other(&mut self, c: char) {
        self.chars.push(Char { c, leaf: None, fixed: true });
    }

    /// The characters.
    pub fn chars(&self) -> &[Char] {
        &self.chars
    }

    /// Whether any rule may find something here: most blocks of most texts have nothing.
    pub fn may_change(&self, style: &Punctuation) -> bool {
        let spaced = !style.inside.is_empty();
        let mut before = ' ';
        !self.is_code()
            && self.chars.iter().any(|&Char { c, .. }| {
                let may = match c {
                    '"' | '\'' | '\u{FFFD}' => true,
                    '-' => matches!(before, '-' | ' '),
                    '.' => matches!(before, '.' | ' '),
                    ',' | ';' | ':' | '!' | '?' => spaced || before == ' ',
                    '«' | '»' => spaced,
                    _ => false,
                };
                before = c;
                may
            })
    }

    /// Whether it is program text that nothing marks as such.
    fn is_code(&self) -> bool {
        const FEWEST: usize = 3;
        const RARE: usize = 30;
        let sign = |char: &&Char| matches!(char.c, '{' | '}' | '=' | '<' | '>' | ';');
        let braces = self.chars.iter().any(|char| matches!(char.c, '{' | '=' | '<'));
        let signs = self.chars.iter().filter(sign).count();
        braces && signs >= FEWEST && signs * RARE >= self.chars.len()
    }

    /// Makes changes, which are in order; returns how many. A change that touches an
    /// address, a thing that is no text, or several inlines at once is not made.
    pub fn apply(&mut self, edits: Vec<Edit>) -> u32 {
        self.made(edits).len() as u32
    }

    /// The same; returns where the changes that were made began.
    pub fn made(&mut self, edits: Vec<Edit>) -> Vec<usize> {
        let mut made = Vec::new();
        let mut from = 0;
        let mut chars = Vec::new();
        for edit in edits {
            let Range { start, end } = edit.range;
            if start < from || end > self.chars.len() {
                continue;
            }
            let gone = &self.chars[start..end];
            // What comes belongs to what goes, or else to what stands before or behind.
            let around =
                self.chars[..start].iter().rev().take(1).chain(self.chars[end..].iter().take(1));
            let Some(leaf) = gone.iter().chain(around).find_map(|char| char.leaf) else { continue };
            if gone.iter().any(|char| char.leaf != Some(leaf) || char.fixed) {
                continue;
            }
            chars.extend_from_slice(&self.chars[from..start]);
            let new = edit.text.chars();
            chars.extend(new.map(|c| Char { c, leaf: Some(leaf), fixed: false }));
            from = end;
            made.push(start);
        }
        if !made.is_empty() {
            chars.extend_from_slice(&self.chars[from..]);
            self.chars = chars;
        }
        made
    }

    /// Gives the inlines their texts back.
    pub fn write_back(&self, run: &mut [Inline]) {
        let mut texts = vec![String::new(); self.leaves as usize];
        for char in &self.chars {
            if let Some(leaf) = char.leaf {
                texts[leaf as usize].push(char.c);
            }
        }
        write(run, &mut texts.into_iter());
    }

    /// Marks the addresses.
    fn fix_addresses(&mut self) {
        let mut from = 0;
        while from < self.chars.len() {
            let rest = &self.chars[from..];
            let end =
                from + rest.iter().position(|char| char.c.is_whitespace()).unwrap_or(rest.len());
            if let Some(address) = address(&self.chars[from..end]) {
                let range = from + address.start..from + address.end;
                self.chars[range].iter_mut().for_each(|char| char.fixed = true);
            }
            from = end + 1;
        }
    }
}

/// The part of a word that is an address: of the web, of mail, of a file on Windows.
fn address(word: &[Char]) -> Option<Range<usize>> {
    let is = |at: usize, c: char| word.get(at).is_some_and(|char| char.c == c);
    let scheme = |at: usize| is(at, ':') && is(at + 1, '/') && is(at + 2, '/');
    let www = |at: usize| is(at, 'w') && is(at + 1, 'w') && is(at + 2, 'w') && is(at + 3, '.');
    let mail = |at: usize| is(at, '@') || is(at, '\\');
    let found = (0..word.len()).find(|at| scheme(*at) || www(*at) || mail(*at))?;
    let alphanumeric = |char: &Char| char.c.is_alphanumeric();
    let start = word[..found].iter().rposition(|char| matches!(char.c, '"' | '\'' | '(' | '“'));
    let start = start.map_or(0, |at| at + 1);
    let end =
        word.iter().rposition(|char| alphanumeric(char) || matches!(char.c, '/' | '-' | '='))?;
    (start <= end).then_some(start..end + 1)
}

fn write(run: &mut [Inline], texts: &mut impl Iterator<Item = String>) {
    for inline in run {
        match &mut inline.kind {
            InlineKind::Text { text } => *text = texts.next().unwrap_or_default(),
            InlineKind::Span(span) if span.language.is_some() => {}
            kind => {
                if let Some(content) = kind.content_mut() {
                    write(content, texts);
                }
            }
        }
    }
}

/// The character before a place; the start of the text is like the start of a line.
pub fn before(chars: &[Char], at: usize) -> char {
    at.checked_sub(1).and_then(|at| chars.get(at)).map_or('\n', |char| char.c)
}

/// The character at a place; the end of the text is like the end of a line.
pub fn at(chars: &[Char], at: usize) -> char {
    chars.get(at).map_or('\n', |char| char.c)
}

/// Whether a character is part of a word.
pub fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == OBJECT || crate::understand::repair::is_mark(c)
}
