//! Links out of the document. Each part of the file has relationships of its
//! own, so that the same address is listed for the body and for the notes.

use std::collections::BTreeMap;

use super::Story;

/// A link out of the document.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(in super::super) struct LinkFact {
    /// The text that it stands in.
    pub story: Story,
    /// The address, with what addresses may not hold escaped.
    pub target: String,
    /// The title for people; empty when there is none.
    pub title: String,
}

impl LinkFact {
    /// The id of the link's relationship.
    pub(in super::super) fn relationship(index: usize) -> String {
        format!("rIdLink{}", index + 1)
    }

    /// The number in the id of a link's relationship.
    pub(in super::super) fn index(relationship: &str) -> Option<usize> {
        relationship.strip_prefix("rIdLink")?.parse::<usize>().ok()?.checked_sub(1)
    }
}

/// The links so far, each once.
#[derive(Debug, Default)]
pub(super) struct Links {
    numbers: BTreeMap<LinkFact, usize>,
}

impl Links {
    /// The id of the relationship for a link; `None` when nothing could follow it.
    pub(super) fn add(&mut self, story: Story, target: &str, title: &str) -> Option<String> {
        let target = Some(address(target)).filter(|address| leads_somewhere(address))?;
        let fact = LinkFact { story, target, title: title.to_owned() };
        let next = self.numbers.len();
        Some(LinkFact::relationship(*self.numbers.entry(fact).or_insert(next)))
    }

    /// The links by number.
    pub(super) fn into_facts(self) -> Vec<LinkFact> {
        let mut facts: Vec<_> = self.numbers.into_iter().collect();
        facts.sort_by_key(|(_, number)| *number);
        facts.into_iter().map(|(fact, _)| fact).collect()
    }
}

/// The address with what no URI may hold escaped (RFC 3986 §2): Word refuses a
/// file whose relationships are no URIs. Letters of all scripts may stay.
fn address(target: &str) -> String {
    let mut escaped = String::with_capacity(target.len());
    let mut rest = target.trim();
    while let Some(c) = rest.chars().next() {
        let after = &rest[c.len_utf8()..];
        let keep = match c {
            '%' => after.len() >= 2 && after.bytes().take(2).all(|b| b.is_ascii_hexdigit()),
            '[' | ']' => target.contains("://["),
            '\\' | '"' | '<' | '>' | '^' | '`' | '{' | '|' | '}' => false,
            c => !c.is_control() && !c.is_whitespace(),
        };
        if keep {
            escaped.push(c);
        } else {
            let mut bytes = [0; 4];
            for byte in c.encode_utf8(&mut bytes).bytes() {
                escaped.push_str(&format!("%{byte:02X}"));
            }
        }
        rest = after;
    }
    escaped
}

/// Whether an escaped address has a scheme, a host and a port that are such (RFC 3986 §3),
/// as far as it has them at all. Word calls a file damaged where one has not.
fn leads_somewhere(address: &str) -> bool {
    let first = address.split(['/', '?', '#']).next().unwrap_or_default();
    if let Some((scheme, _)) = first.split_once(':') {
        let allowed = |c: char| c.is_ascii_alphanumeric() || "+-.".contains(c);
        if !scheme.starts_with(|c: char| c.is_ascii_alphabetic()) || !scheme.chars().all(allowed) {
            return false;
        }
    }
    let after_scheme = address.split_once(':').map_or(address, |(_, rest)| rest);
    let hierarchical = [address, after_scheme].into_iter().find_map(|rest| rest.strip_prefix("//"));
    let Some(rest) = hierarchical else { return true };
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let local = address.starts_with("file:");
    is_authority(authority) || local && authority.is_empty()
}

fn is_authority(authority: &str) -> bool {
    let mut parts = authority.rsplitn(2, '@');
    let place = parts.next().unwrap_or_default();
    if parts.next().is_some_and(|user| user.contains(['@', '[', ']'])) {
        return false;
    }
    let (host, port) = match place.rsplit_once(':') {
        Some((host, port)) if !port.contains(']') => (host, Some(port)),
        _ => (place, None),
    };
    if port.is_some_and(|port| port.parse::<u16>().is_err() || port.starts_with('+')) {
        return false;
    }
    match host.strip_prefix('[').and_then(|host| host.strip_suffix(']')) {
        Some(number) => number.chars().all(|c| c.is_ascii_hexdigit() || c == ':' || c == '.'),
        // No host has signs, not even escaped ones.
        None => !host.is_empty() && host.chars().all(|c| c.is_alphanumeric() || "-._~".contains(c)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_lead_to_what_is_an_address() {
        for address in [
            "https://a.example:8080/x?y#z",
            "http://user:word@a.example/",
            "http://[::1]:80/",
            "mailto:a@b.example",
            "page.html",
            "/top",
            "../a:b",
            "//a.example/x",
            "#place",
            "http://bücher.example/ü",
            "file:///a",
            "urn:isbn:123",
        ] {
            assert!(leads_somewhere(address), "{address}");
        }
        for address in [
            "http://Best%20of%202025:%20Books",
            "http://",
            "http://a:99999/",
            "http://a:/",
            "1a:b",
            ":x",
            "http://a@b@c/",
            "http://[::1/",
            "//x:z/",
            "ht!tp://a",
        ] {
            assert!(!leads_somewhere(address), "{address}");
        }
    }

    #[test]
    fn addresses_hold_nothing_that_uris_may_not() {
        assert_eq!(address("https://a.b/ä?q=1&r=%20#x"), "https://a.b/ä?q=1&r=%20#x");
        assert_eq!(address("a b\"c\\d%zz[e]"), "a%20b%22c%5Cd%25zz%5Be%5D");
        assert_eq!(address("http://[::1]/"), "http://[::1]/");
    }
}
