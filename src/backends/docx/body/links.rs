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
    /// The id of the relationship for a link.
    pub(super) fn add(&mut self, story: Story, target: &str, title: &str) -> String {
        let fact = LinkFact { story, target: address(target), title: title.to_owned() };
        let next = self.numbers.len();
        LinkFact::relationship(*self.numbers.entry(fact).or_insert(next))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_hold_nothing_that_uris_may_not() {
        assert_eq!(address("https://a.b/ä?q=1&r=%20#x"), "https://a.b/ä?q=1&r=%20#x");
        assert_eq!(address("a b\"c\\d%zz[e]"), "a%20b%22c%5Cd%25zz%5Be%5D");
        assert_eq!(address("http://[::1]/"), "http://[::1]/");
    }
}
