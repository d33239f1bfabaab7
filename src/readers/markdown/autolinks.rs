//! Addresses that stand in the text without any mark, as on GitHub:
//! `see https://example.org/a.` is a link up to the full stop.

use super::breaks::is_unspaced;
use crate::article::{Article, Inline, InlineKind, Link, walk};
use crate::source::Span;

/// What an address begins with.
const STARTS: [&str; 3] = ["https://", "http://", "www."];

/// Makes links of the addresses in every run.
pub(super) fn apply(article: &mut Article) {
    walk::runs_mut(article, &mut in_run);
}

fn in_run(run: &mut Vec<Inline>) {
    for inline in run.iter_mut() {
        if let InlineKind::Link(_) = inline.kind {
            continue;
        }
        if let Some(content) = inline.kind.content_mut() {
            in_run(content);
        }
    }
    let has_address = |inline: &Inline| match &inline.kind {
        InlineKind::Text { text } => STARTS.iter().any(|start| text.contains(start)),
        _ => false,
    };
    if run.iter().any(has_address) {
        *run = std::mem::take(run).into_iter().flat_map(split).collect();
    }
}

fn split(inline: Inline) -> Vec<Inline> {
    let span = inline.span;
    let InlineKind::Text { text } = inline.kind else { return vec![inline] };
    let mut parts = Vec::new();
    let mut rest = text.as_str();
    let mut plain_from = 0;
    while let Some((start, end)) = next(&text, text.len() - rest.len()) {
        if start > plain_from {
            parts.push(Inline { span, ..Inline::text(&text[plain_from..start]) });
        }
        parts.push(link(&text[start..end], span));
        plain_from = end;
        rest = &text[end..];
    }
    if plain_from < text.len() {
        parts.push(Inline { span, ..Inline::text(&text[plain_from..]) });
    }
    parts
}

fn link(address: &str, span: Span) -> Inline {
    let scheme = if address.starts_with("www.") { "http://" } else { "" };
    let target = format!("{scheme}{address}");
    let content = vec![Inline { span, ..Inline::text(address) }];
    Inline::new(InlineKind::Link(Link { target, title: String::new(), content }), span)
}

/// Start and end of the first address at or after a byte.
fn next(text: &str, from: usize) -> Option<(usize, usize)> {
    let mut from = from;
    loop {
        let rest = &text[from..];
        // One pass for all starts: `h` and `w` are rare enough.
        let at = from
            + rest
                .match_indices(['h', 'w'])
                .map(|(at, _)| at)
                .find(|at| STARTS.iter().any(|start| rest[*at..].starts_with(start)))?;
        let begins = text[..at]
            .chars()
            .next_back()
            .is_none_or(|c| c.is_whitespace() || "*_~(\"'“‘„«[".contains(c) || is_unspaced(c));
        let end = at + length(&text[at..]);
        if begins && has_host(&text[at..end]) {
            return Some((at, end));
        }
        from = end.max(at + 1);
    }
}

/// The length of the address that a text starts with (GFM, 6.9).
fn length(text: &str) -> usize {
    let end = text.find(|c: char| c.is_whitespace() || "<>“”„«»".contains(c) || is_unspaced(c));
    let mut address = &text[..end.unwrap_or(text.len())];
    let mut surplus = address.matches(')').count().saturating_sub(address.matches('(').count());
    loop {
        let trimmed = address.trim_end_matches([
            '?', '!', '.', ',', ':', ';', '*', '_', '~', '\'', '"', '’', '…', ']',
        ]);
        address = match trimmed.strip_suffix(')').filter(|_| surplus > 0) {
            Some(inside) => inside,
            None => return trimmed.len(),
        };
        surplus -= 1;
    }
}

fn has_host(address: &str) -> bool {
    let after = STARTS.iter().find_map(|start| address.strip_prefix(start)).unwrap_or_default();
    let host = after.split(['/', '?', '#', ':']).next().unwrap_or_default();
    let dotted = address.starts_with("www.") || host.trim_matches('.').contains('.');
    dotted && host.starts_with(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::next;

    #[test]
    fn addresses_end_where_the_sentence_goes_on() {
        for (text, expected) in [
            ("see https://a.org/b_c?d=e.", Some("https://a.org/b_c?d=e")),
            ("(www.a.org/b(c))", Some("www.a.org/b(c)")),
            ("“http://a.org”, he said", Some("http://a.org")),
            ("见https://a.org。后文", Some("https://a.org")),
            ("xhttps://a.org and http:// and http://x", None),
            ("how www", None),
        ] {
            let found = next(text, 0).map(|(start, end)| &text[start..end]);
            assert_eq!(found, expected, "{text}");
        }
    }
}
