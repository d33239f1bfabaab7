//! Program text cut at the bounds of its tokens.

use unicode_segmentation::GraphemeCursor;

use super::{Kind, Token, tokens};

/// Hands out a program in pieces, each of one kind, up to one place after the other.
#[derive(Debug)]
pub struct Pieces<'c> {
    code: &'c str,
    tokens: Vec<Token>,
    /// The token that is next, or under way.
    next: usize,
    /// Everything before was handed out.
    at: usize,
}

impl<'c> Pieces<'c> {
    /// A program in a language, as the article calls it; without one, or in one
    /// that is not known, all of it is of no kind.
    pub fn new(language: Option<&str>, code: &'c str) -> Pieces<'c> {
        let mut tokens = language.map(|language| tokens(language, code)).unwrap_or_default();
        keep_clusters(code, &mut tokens);
        Pieces { code, tokens, next: 0, at: 0 }
    }

    /// The pieces up to a byte, which must not lie before what was handed out.
    pub fn up_to(&mut self, end: usize) -> Vec<(&'c str, Option<Kind>)> {
        let mut pieces = Vec::new();
        while self.at < end {
            let token = self.tokens.get(self.next);
            let (stop, kind) = match token {
                Some(token) if token.range.end <= self.at => {
                    self.next += 1;
                    continue;
                }
                Some(token) if token.range.start <= self.at => (token.range.end, Some(token.kind)),
                Some(token) => (token.range.start, None),
                None => (end, None),
            };
            let stop = stop.min(end);
            pieces.push((&self.code[self.at..stop], kind));
            self.at = stop;
        }
        pieces
    }

    /// Leaves out what lies before a byte, such as the end of a line.
    pub fn skip_to(&mut self, at: usize) {
        self.at = self.at.max(at);
    }
}

/// Moves ends of tokens that would part a character from its marks behind them.
fn keep_clusters(code: &str, tokens: &mut Vec<Token>) {
    // Marks are beyond ASCII, and so is what joins before them.
    if code.is_ascii() {
        return;
    }
    let whole = |at: usize| -> usize {
        let ascii = |at: usize| code.as_bytes().get(at).is_none_or(u8::is_ascii);
        if ascii(at) {
            return at;
        }
        let mut cursor = GraphemeCursor::new(at, code.len(), true);
        match cursor.is_boundary(code, 0) {
            Ok(false) => cursor.next_boundary(code, 0).ok().flatten().unwrap_or(code.len()),
            _ => at,
        }
    };
    for token in tokens.iter_mut() {
        token.range = whole(token.range.start)..whole(token.range.end);
    }
    tokens.retain(|token| !token.range.is_empty());
}
