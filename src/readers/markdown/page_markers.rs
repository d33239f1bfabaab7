//! Page markers as pandoc's users write them: `[]{.pagebreak title="12"}`, `[12]{.pagenum #Page_12}`.
//!
//! The parser leaves spans with attributes as text, and so they are found there. Other spans stay
//! as they are.

use std::ops::Range;

use super::attributes;
use crate::article::{Article, Inline, InlineKind, walk};
use crate::readers::marks;
use crate::readers::page_markers::Signs;
use crate::source::{Source, Span};

/// The longest text of a marker, in bytes.
const MAX_TEXT: usize = 20;

/// Finds the markers in every run of an article.
pub(super) fn apply(article: &mut Article, source: &Source) {
    walk::nested_runs_mut(article, &mut |run| {
        if run.iter().any(|inline| is_candidate(inline, source)) {
            let inlines = std::mem::take(run).into_iter();
            *run = inlines.flat_map(|inline| split(inline, source)).collect();
        }
    });
}

/// Whether a text has such marks and no backslash takes them back.
fn is_candidate(inline: &Inline, source: &Source) -> bool {
    let InlineKind::Text { text } = &inline.kind else { return false };
    let Span { start, end, .. } = inline.span;
    let written = source.text().get(start as usize..end as usize).unwrap_or_default();
    text.contains("]{") && !written.contains("\\[")
}

fn split(inline: Inline, source: &Source) -> Vec<Inline> {
    if is_candidate(&inline, source) { marks::split(inline, next) } else { vec![inline] }
}

/// The first marker at or after a byte.
fn next(text: &str, from: usize) -> Option<(Range<usize>, InlineKind)> {
    text[from..].match_indices("]{").find_map(|(at, _)| {
        let (inner, behind) = (&text[from..from + at], &text[from + at + 1..]);
        let start = from + inner.rfind('[')?;
        let shown = &text[start + 1..from + at];
        let length = attributes::length(behind).filter(|_| shown.len() <= MAX_TEXT)?;
        let kind = marker(&behind[1..length - 1], shown)?;
        Some((start..from + at + 1 + length, kind))
    })
}

/// The marker that a list of attributes makes of a text.
fn marker(list: &str, text: &str) -> Option<InlineKind> {
    let list = attributes::read(list);
    let signs = Signs {
        epub_type: list.get("epub:type"),
        role: list.get("role"),
        class: &list.classes,
        id: &list.id,
        label: list.get("aria-label"),
        title: list.get("title"),
        number: list.get("data-page-number"),
    };
    signs.marker(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::PageMarker;

    #[test]
    fn spans_may_be_markers() {
        let page = |id: &str, label: &str| {
            let (id, label) = (id.to_owned(), label.to_owned());
            InlineKind::PageMarker(PageMarker { id, label })
        };
        for (text, expected) in [
            ("a[]{.pagebreak title=\"xii\"}b", Some((1..27, page("", "xii")))),
            ("[x] [7]{#p7 .pagenum}", Some((4..21, page("p7", "7")))),
            ("[]{role=doc-pagebreak aria-label=\"8 b\"}", Some((0..39, page("", "8 b")))),
            ("[seven]{.pagenum}", None),
            ("a[i]{.index}", None),
            ("[]{}", None),
        ] {
            assert_eq!(next(text, 0), expected, "{text}");
        }
    }
}
