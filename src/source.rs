//! Where in the input something stands.
//!
//! A leaf that every other module may use. A [`Span`] is small and is copied
//! into blocks, inlines and diagnostics; the [`Source`] it points into is kept
//! by whoever still needs the text, for instance to tell a column.

use std::ops::Range;

use serde::{Deserialize, Serialize};

/// A stretch of the decoded source text.
///
/// Offsets are bytes of UTF-8 after decoding, so they index [`Source::text`].
/// The line is counted from 1; 0 means that the place is not known, as for
/// things that no input wrote.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, Default, PartialOrd, Ord, Serialize, Deserialize,
)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// The byte after the last one.
    pub end: u32,
    /// Line of the first byte, counted from 1; 0 when unknown.
    pub line: u32,
}

impl Span {
    /// The span of something that stands nowhere in the input.
    pub const NONE: Span = Span { start: 0, end: 0, line: 0 };

    /// Whether the span says nothing about the input.
    pub fn is_none(&self) -> bool {
        self.line == 0
    }

    /// The smallest span that covers both; an unknown span adds nothing.
    pub fn join(self, other: Span) -> Span {
        match (self.is_none(), other.is_none()) {
            (true, _) => other,
            (_, true) => self,
            _ => Span {
                start: self.start.min(other.start),
                end: self.end.max(other.end),
                line: self.line.min(other.line),
            },
        }
    }
}

/// A decoded input and the starts of its lines.
#[derive(Debug, Clone)]
pub struct Source {
    name: String,
    text: String,
    line_starts: Vec<u32>,
}

impl Source {
    /// Keeps `text` under a `name` for messages (a path, or `-` for standard input).
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Source {
        let text = text.into();
        let newlines = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        let line_starts = std::iter::once(0).chain(newlines.map(|(at, _)| at as u32 + 1)).collect();
        Source { name: name.into(), text, line_starts }
    }

    /// The name for messages.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The decoded text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The span of a byte range of the text.
    pub fn span(&self, range: Range<usize>) -> Span {
        Span { start: range.start as u32, end: range.end as u32, line: self.line_of(range.start) }
    }

    /// The line (from 1) that holds a byte offset.
    pub fn line_of(&self, offset: usize) -> u32 {
        self.line_starts.partition_point(|start| *start as usize <= offset) as u32
    }

    /// The span of a line, counted from 1, without its end; [`Span::NONE`] when
    /// there is no such line.
    pub fn line_span(&self, line: u32) -> Span {
        let Some(start) = (line as usize).checked_sub(1).and_then(|at| self.line_starts.get(at))
        else {
            return Span::NONE;
        };
        let next = self.line_starts.get(line as usize).map_or(self.text.len(), |at| *at as usize);
        let length = self.text[*start as usize..next].trim_end_matches('\n').len() as u32;
        Span { start: *start, end: start + length, line }
    }

    /// Line and column, both from 1; the column counts characters.
    ///
    /// `None` for [`Span::NONE`] and for spans that this source does not hold.
    pub fn place(&self, span: Span) -> Option<(u32, u32)> {
        let start = *self.line_starts.get((span.line as usize).checked_sub(1)?)? as usize;
        let before = self.text.get(start..span.start as usize)?;
        Some((span.line, before.chars().count() as u32 + 1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_count_lines_and_characters_from_one() {
        let source = Source::new("a.txt", "één\ntwee\n");
        let span = source.span(8..9);
        assert_eq!(span.line, 2);
        assert_eq!(source.place(span), Some((2, 3)));
        assert_eq!(source.place(source.span(0..1)), Some((1, 1)));
        assert_eq!(source.place(Span::NONE), None);
    }
}
