//! Marks inside texts: where a reader finds that part of a text is more than text.

use std::ops::Range;

use crate::article::{Inline, InlineKind};

/// Takes a text apart at what stands in it. Other inlines stay as they are.
///
/// `next` finds the first of it at or after a byte: the bytes that it takes, and what it is.
/// All parts have the span of the whole.
pub(super) fn split(
    inline: Inline,
    next: impl Fn(&str, usize) -> Option<(Range<usize>, InlineKind)>,
) -> Vec<Inline> {
    let span = inline.span;
    let InlineKind::Text { text } = inline.kind else { return vec![inline] };
    let mut parts = Vec::new();
    let plain = |text: &str| (!text.is_empty()).then(|| Inline { span, ..Inline::text(text) });
    let mut done = 0;
    while let Some((Range { start, end }, kind)) = next(&text, done) {
        parts.extend(plain(&text[done..start]));
        parts.push(Inline::new(kind, span));
        done = end;
    }
    parts.extend(plain(&text[done..]));
    parts
}
