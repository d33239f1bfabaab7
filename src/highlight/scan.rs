//! Reads a program from its start to its end, once.

use std::ops::Range;

use super::languages::{Language, Reader};
use super::strings::{self, End};
use super::syntax::{Calls, Hash, Quote, Raw, Syntax};
use super::words::{Words, words_of};
use super::{Kind, Token, css, markup};

/// The tokens of a whole program.
pub(super) fn whole(language: Language, code: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    part(language, code, 0, &mut tokens);
    tokens
}

/// Adds the tokens of a part of a program, which begins at a byte of the whole.
pub(super) fn part(language: Language, code: &str, from: usize, tokens: &mut Vec<Token>) {
    let mut own = Vec::new();
    match language.reader() {
        Reader::Words(syntax) => Scanner::new(syntax, words_of(language), code, &mut own).run(),
        Reader::Markup => markup::read(code, &mut own),
        Reader::Css(comments) => css::read(code, comments, &mut own),
    }
    let moved = |Range { start, end }: Range<usize>| start + from..end + from;
    tokens.extend(own.into_iter().map(|token| Token { range: moved(token.range), ..token }));
}

/// What the last thing was that is no space.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Before {
    /// Nothing in this line or command.
    Start,
    /// A sign, behind which a value stands.
    Sign,
    /// A value, behind which a sign stands.
    Value,
}

/// A string that goes on behind the code that stands in it.
struct Hole {
    quote: &'static Quote,
    /// How many brackets are open in the code.
    depth: usize,
}

/// A program that is being read.
pub(super) struct Scanner<'c, 't> {
    pub syntax: &'static Syntax,
    pub words: &'static Words,
    pub code: &'c str,
    pub at: usize,
    tokens: &'t mut Vec<Token>,
    pub before: Before,
    /// What the next word names.
    pub awaited: Option<Kind>,
    holes: Vec<Hole>,
    /// The words that end the strings which begin in the next line.
    heredocs: Vec<&'c str>,
    /// Up to here no regular expression ends.
    no_regex: usize,
    /// Whether lines without a prompt are what the program answered.
    session: bool,
    /// Whether the line before ended in a backslash.
    goes_on: bool,
}

impl<'c, 't> Scanner<'c, 't> {
    fn new(
        syntax: &'static Syntax,
        words: &'static Words,
        code: &'c str,
        tokens: &'t mut Vec<Token>,
    ) -> Scanner<'c, 't> {
        let opening = code.trim_start();
        let session = syntax.prompts.iter().any(|prompt| opening.starts_with(prompt));
        Scanner {
            syntax,
            words,
            code,
            at: 0,
            tokens,
            before: Before::Start,
            awaited: None,
            holes: Vec::new(),
            heredocs: Vec::new(),
            no_regex: 0,
            session,
            goes_on: false,
        }
    }

    fn run(mut self) {
        self.line();
        while let Some(character) = self.code[self.at..].chars().next() {
            self.step(character);
        }
    }

    fn step(&mut self, character: char) {
        match character {
            '\n' => {
                self.at += 1;
                self.before = Before::Start;
                self.bodies();
                self.line();
                self.goes_on = false;
            }
            // A command goes on in the next line.
            '\\' if self.rest().starts_with("\\\n") => {
                self.at += 2;
                self.goes_on = true;
            }
            _ if character.is_whitespace() => self.at += character.len_utf8(),
            _ => {
                let known = self.comment()
                    || self.heredoc()
                    || self.string()
                    || self.directive()
                    || self.sigil(character)
                    || self.number(character)
                    || self.word(character)
                    || self.regex(character);
                if !known {
                    self.sign(character);
                }
            }
        }
    }

    /// What is not read yet.
    pub fn rest(&self) -> &'c str {
        &self.code[self.at..]
    }

    /// Makes what goes on to a byte a token, and goes there.
    pub fn token(&mut self, end: usize, kind: Kind) {
        push(self.tokens, self.at..end, kind);
        self.at = end;
    }

    /// What begins a line.
    fn line(&mut self) {
        if !self.session && self.syntax.head.is_none() {
            return;
        }
        let line = self.rest().split('\n').next().unwrap_or_default();
        if self.session && !self.goes_on {
            let indent = line.len() - line.trim_start().len();
            let prompts = self.syntax.prompts.iter();
            let prompt = prompts.map(|prompt| prompt.trim_end()).find(|prompt| {
                let rest = line[indent..].strip_prefix(prompt);
                rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
            });
            match prompt {
                Some(prompt) => {
                    self.at += indent;
                    self.token(self.at + prompt.len(), Kind::Meta);
                }
                None => self.at += line.len(),
            }
        } else if let Some(head) = self.syntax.head.and_then(|head| head(line)) {
            self.at += head.before;
            self.token(self.at + head.length, head.kind);
            self.before = Before::Value;
        }
    }

    /// The strings of lines that began in the line before.
    fn bodies(&mut self) {
        for word in std::mem::take(&mut self.heredocs) {
            let end = strings::lines_until(self.code, self.at, word);
            self.token(end, Kind::String);
        }
    }

    fn comment(&mut self) -> bool {
        let rest = self.rest();
        let spaced = |at: usize| {
            let before = self.code[..at].chars().next_back();
            !self.syntax.spaced_comments || before.is_none_or(char::is_whitespace)
        };
        let begins = |mark: &&str| rest.starts_with(mark);
        // Block comments first: `--[[` of Lua, `{-` beside `--` of Haskell.
        if let Some(marks) = self.syntax.block_comments.iter().find(|marks| begins(&marks.0)) {
            let from = self.at + marks.0.len();
            let end = strings::comment(self.code, from, *marks, self.syntax.nested_comments);
            self.token(end, Kind::Comment);
            return true;
        }
        let is_comment = self.syntax.line_comments.iter().any(begins);
        if is_comment && spaced(self.at) {
            let end = rest.find('\n').map_or(self.code.len(), |end| self.at + end);
            self.token(end, Kind::Comment);
            return true;
        }
        false
    }

    fn heredoc(&mut self) -> bool {
        let mark = self.syntax.heredoc;
        if mark.is_empty() || !self.rest().starts_with(mark) {
            return false;
        }
        let Some((word, length)) = strings::heredoc(&self.rest()[mark.len()..]) else {
            return false;
        };
        self.heredocs.push(word);
        self.token(self.at + mark.len() + length, Kind::String);
        self.before = Before::Value;
        true
    }

    fn string(&mut self) -> bool {
        if self.syntax.raw != Raw::None
            && let Some(end) = strings::raw(self.code, self.at, self.syntax.raw)
        {
            self.token(end, Kind::String);
            self.before = Before::Value;
            return true;
        }
        let before = self.code[..self.at].chars().next_back();
        let joined = before.is_some_and(|c| c.is_alphanumeric() || "_)]}'".contains(c));
        let rest = self.rest();
        let begins = |quote: &&Quote| rest.starts_with(quote.open) && !(quote.apart && joined);
        match self.syntax.quotes.iter().find(begins) {
            Some(quote) => {
                self.quoted(self.at, self.at + quote.open.len(), quote);
                true
            }
            None => self.syntax.ticks && rest.starts_with('\'') && self.tick(),
        }
    }

    /// Reads a string, or the rest of one, whose text begins at a byte.
    pub fn quoted(&mut self, start: usize, text: usize, quote: &'static Quote) {
        self.before = Before::Value;
        let (end, hole) = match strings::end(self.code, text, quote) {
            End::Closed(end) => (end, false),
            End::Hole(end) => (end, true),
        };
        push(self.tokens, start..end, quote.kind);
        self.at = end;
        if hole {
            self.holes.push(Hole { quote, depth: 0 });
            self.before = Before::Sign;
        } else if self.syntax.keys && self.rest().trim_start_matches([' ', '\t']).starts_with(':') {
            // The bytes from `start` are its own: what is joined to is of the same string.
            if let Some(token) = self.tokens.last_mut() {
                token.kind = Kind::Name;
            }
        }
    }

    /// `#include`, `#[attribute]`.
    fn directive(&mut self) -> bool {
        let rest = self.rest();
        if !rest.starts_with('#') {
            return false;
        }
        let is_letter = |byte: &u8| byte.is_ascii_alphabetic();
        match self.syntax.hash {
            Hash::Directive if self.before == Before::Start => {
                let spaces = rest[1..].bytes().take_while(|byte| *byte == b' ').count();
                let letters = rest[1 + spaces..].bytes().take_while(is_letter).count();
                let includes = rest[1 + spaces..].starts_with("include");
                self.token(self.at + 1 + spaces + letters, Kind::Meta);
                self.before = Before::Sign;
                if includes {
                    self.included();
                }
                true
            }
            Hash::Attribute if rest.starts_with("#[") || rest.starts_with("#![") => {
                let open = self.at + rest.find('[').unwrap_or_default() + 1;
                let end = strings::comment(self.code, open, ("[", "]"), true);
                self.token(end, Kind::Meta);
                true
            }
            _ => false,
        }
    }

    /// `<name>` behind `#include`.
    fn included(&mut self) {
        let line = self.rest().split('\n').next().unwrap_or_default();
        let spaces = line.len() - line.trim_start().len();
        if line[spaces..].starts_with('<')
            && let Some(end) = line.find('>')
        {
            self.at += spaces;
            self.token(self.at - spaces + end + 1, Kind::String);
        }
    }

    fn regex(&mut self, character: char) -> bool {
        let may = self.syntax.regex && character == '/' && self.before != Before::Value;
        if !may || self.at < self.no_regex {
            return false;
        }
        match strings::regex(self.code, self.at + 1) {
            Some(end) => {
                self.token(end, Kind::String);
                self.before = Before::Value;
                true
            }
            None => {
                // Where one search failed to the end of the line, others would.
                self.no_regex = self.rest().find('\n').map_or(self.code.len(), |end| self.at + end);
                false
            }
        }
    }

    /// Anything else.
    fn sign(&mut self, character: char) {
        self.at += character.len_utf8();
        self.before = match character {
            ')' | ']' | '}' => Before::Value,
            '|' | ';' | '&' | '(' | '{' | '`' if self.syntax.calls == Calls::Command => {
                Before::Start
            }
            _ => Before::Sign,
        };
        self.awaited = self.awaited.filter(|_| character == '*' || character == '&');
        self.hole(character);
    }

    /// Counts brackets in the code of a string, and goes on with the string behind it.
    fn hole(&mut self, character: char) {
        let Some(hole) = self.holes.last_mut() else { return };
        let (open, close) = if hole.quote.hole.ends_with('(') { ('(', ')') } else { ('{', '}') };
        if character == open {
            hole.depth += 1;
        } else if character == close && hole.depth > 0 {
            hole.depth -= 1;
        } else if character == close {
            let quote = hole.quote;
            self.holes.pop();
            self.quoted(self.at - 1, self.at, quote);
        }
    }
}

/// Adds a token; what goes on in the same kind is one.
pub(super) fn push(tokens: &mut Vec<Token>, range: Range<usize>, kind: Kind) {
    if range.is_empty() {
        return;
    }
    match tokens.last_mut().filter(|last| last.range.end == range.start && last.kind == kind) {
        Some(last) => last.range.end = range.end,
        None => tokens.push(Token { range, kind }),
    }
}
