//! Addresses that stand in the text without any mark, as on GitHub:
//! `see https://example.org/a.` is a link up to the full stop.

use super::markdown::breaks::is_wide;
use super::marks;
use crate::article::{Article, Inline, InlineKind, Link, walk};
use crate::source::Span;

/// What an address begins with.
const STARTS: [&str; 4] = ["https://", "http://", "www.", "ftp://"];

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
        InlineKind::Text { text } => {
            text.contains('@') || STARTS.iter().any(|start| text.contains(start))
        }
        _ => false,
    };
    if run.iter().any(has_address) {
        *run = std::mem::take(run).into_iter().flat_map(split).collect();
    }
}

fn split(inline: Inline) -> Vec<Inline> {
    let span = inline.span;
    marks::split(inline, |text, from| {
        let (start, end) = next(text, from)?;
        Some((start..end, link(&text[start..end], span)))
    })
}

fn link(address: &str, span: Span) -> InlineKind {
    let scheme = match STARTS.iter().find(|start| address.starts_with(**start)) {
        Some(&"www.") => "http://",
        Some(_) => "",
        None => "mailto:",
    };
    let target = format!("{scheme}{address}");
    let content = vec![Inline { span, ..Inline::text(address) }];
    InlineKind::Link(Link { target, title: String::new(), content })
}

/// Start and end of the first address at or after a byte.
fn next(text: &str, from: usize) -> Option<(usize, usize)> {
    let mut from = from;
    loop {
        let rest = &text[from..];
        // One pass for all starts: these letters are rare enough.
        let at = from
            + rest.match_indices(['h', 'w', 'f', '@']).map(|(at, _)| at).find(|at| {
                let rest = &rest[*at..];
                rest.starts_with('@') || STARTS.iter().any(|start| rest.starts_with(start))
            })?;
        if text[at..].starts_with('@') {
            match mail(&text[from..], at - from) {
                Some((start, end)) => return Some((from + start, from + end)),
                None => {
                    from = at + 1;
                    continue;
                }
            }
        }
        let begins = text[..at]
            .chars()
            .next_back()
            .is_none_or(|c| c.is_whitespace() || "*_~(\"'“‘„«[<".contains(c) || is_wide(c));
        let end = at + length(&text[at..]);
        if begins && has_host(&text[at..end]) {
            return Some((at, end));
        }
        from = end.max(at + 1);
    }
}

/// Start and end of the address of mail around an `@` (GFM, 6.9).
fn mail(text: &str, at: usize) -> Option<(usize, usize)> {
    let local = |byte: &u8| byte.is_ascii_alphanumeric() || b"._-+".contains(byte);
    let host = |byte: &u8| byte.is_ascii_alphanumeric() || b".-_".contains(byte);
    let before =
        text.as_bytes()[..at].iter().rev().take(LONGEST).take_while(|byte| local(byte)).count();
    let after =
        text.as_bytes()[at + 1..].iter().take(LONGEST).take_while(|byte| host(byte)).count();
    let end = at + 1 + text[at + 1..at + 1 + after].trim_end_matches('.').len();
    let name = &text[at + 1..end];
    let start = at - before;
    let open = text[..start].chars().next_back().is_none_or(|c| !c.is_alphanumeric() && c != '/');
    let dotted = name.contains('.') && !name.contains("..") && !name.starts_with('.');
    let dotted = dotted && !name.ends_with(['-', '_']);
    let named = text[start..at].starts_with(|c: char| c.is_ascii_alphanumeric());
    let follows = text[end..].starts_with('@') || after == LONGEST || before == LONGEST;
    (open && named && dotted && !follows).then_some((start, end))
}

/// The longest name before or behind the `@` of an address, as RFC 5321 bounds them.
const LONGEST: usize = 255;

/// The length of the address that a text starts with (GFM, 6.9).
fn length(text: &str) -> usize {
    let end = text.find(|c: char| c.is_whitespace() || "<>“”„«»".contains(c) || is_wide(c));
    let mut address = &text[..end.unwrap_or(text.len())];
    let mut surplus = address.matches(')').count().saturating_sub(address.matches('(').count());
    loop {
        let trimmed = address
            .trim_end_matches(['?', '!', '.', ',', ':', '*', '_', '~', '\'', '"', '’', '…', ']']);
        address = if let Some(before) = trimmed.strip_suffix(';') {
            without_entity(before)
        } else if surplus > 0 && trimmed.ends_with(')') {
            surplus -= 1;
            &trimmed[..trimmed.len() - 1]
        } else {
            return trimmed.len();
        };
    }
}

/// What stands before a semicolon, without the rest of what looks like an entity.
fn without_entity(text: &str) -> &str {
    let before = text.trim_end_matches(|c: char| c.is_ascii_alphanumeric());
    before.strip_suffix('&').filter(|_| before.len() < text.len()).unwrap_or(text)
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
            ("at ftp://a.org/b, for", Some("ftp://a.org/b")),
            ("www.a.org/?b=c&hl;", Some("www.a.org/?b=c")),
            ("www.a.org/?b=c&d;.", Some("www.a.org/?b=c")),
            ("to jane.doe@a.org.", Some("jane.doe@a.org")),
            ("<x_y@a-b.co.uk>", Some("x_y@a-b.co.uk")),
            ("@jane, a@b and jane@", None),
            ("a@b.c- and a@b.c_", None),
            ("é@a.org http://a.org/@b.c", Some("http://a.org/@b.c")),
        ] {
            let found = next(text, 0).map(|(start, end)| &text[start..end]);
            assert_eq!(found, expected, "{text}");
        }
    }
}
