//! Running text as the parser gives it, with what it reads otherwise than authors mean it:
//! line ends, attributes in braces, money between signs of formulas.

use std::ops::Range;

use super::builder::Builder;
use super::frame::{Frame, FrameKind};
use super::{attributes, breaks};
use crate::article::{Block, BlockKind, InlineKind};
use crate::diagnostics::Kind;
use crate::source::Span;

impl Builder<'_> {
    pub(super) fn text(&mut self, text: &str, range: Range<usize>) {
        let span = self.span(&range);
        if let FrameKind::Code(code) = &mut self.top().kind {
            return code.text.push_str(text);
        }
        if range.start >= self.skip_until {
            self.push(InlineKind::Text { text: text.to_owned() }, span);
        } else if range.end > self.skip_until {
            let rest = self.skip_until..range.end;
            let text = self.parsed()[rest.clone()].to_owned();
            self.push(InlineKind::Text { text }, self.span(&rest));
        }
    }

    /// Passes over attributes in braces behind the link or image that ends at `at`.
    pub(super) fn skip_attributes(&mut self, at: usize) {
        let rest = self.parsed().get(at..).unwrap_or_default();
        if let Some(length) = attributes::length(rest).filter(|_| at > 0) {
            self.skip_until = at + length;
            let attributes = rest[..length].to_owned();
            let span = self.span(&(at..at + length));
            if self.reported.insert("{}".to_owned()) {
                self.diagnostics.push(Kind::AttributesIgnored { attributes }, span);
            }
        }
    }

    pub(super) fn soft_break(&mut self, range: &Range<usize>) {
        let in_quote = matches!(
            &self.frames[..],
            [.., Frame { kind: FrameKind::Quote, .. }, Frame { kind: FrameKind::Paragraph, .. }]
        );
        let is_break = |text: &str| {
            breaks::is_before_attribution(text, range) || breaks::is_after_callout(text, range)
        };
        if in_quote && is_break(self.parsed()) {
            self.push(InlineKind::Break, self.span(range));
        } else if breaks::is_space(self.parsed(), range) {
            self.push(InlineKind::Text { text: " ".to_owned() }, self.span(range));
        }
    }

    /// A formula, unless a digit follows: `$5/$6` is about money. The rule is pandoc's.
    pub(super) fn inline_math(&mut self, tex: &str, range: &Range<usize>) {
        let span = self.span(range);
        let next = self.parsed().as_bytes().get(range.end);
        let kind = if next.is_some_and(u8::is_ascii_digit) {
            InlineKind::Text { text: format!("${tex}$") }
        } else {
            InlineKind::Math { tex: tex.trim().to_owned() }
        };
        self.push(kind, span);
    }

    pub(super) fn display_math(&mut self, tex: &str, span: Span) {
        let tex = tex.trim().to_owned();
        if self.split_paragraph() {
            self.push_block(Block::new(BlockKind::Math { tex }, span));
        } else {
            self.push(InlineKind::Math { tex }, span);
        }
    }
}
