//! The ids of headings and page markers.

use std::collections::{BTreeMap, BTreeSet};

use crate::article::{Article, BlockKind, Heading, InlineKind, PageMarker, plain_text, walk};

/// The longest id that is made of a heading's words.
const LONGEST: usize = 60;

/// Gives every heading and page marker an id. Returns the ids by all names that a link may use:
/// the id as it was given, the id as it is, and the name that GitHub would make of a heading.
pub fn assign(article: &mut Article) -> BTreeMap<String, String> {
    let mut namer = Namer::default();
    // Ids that are given go before those that are made, wherever they stand.
    headings(article, &mut |heading| {
        if !heading.id.is_empty() {
            namer.keep(&mut heading.id, || slug(&plain_text(&heading.content)));
        }
    });
    markers(article, &mut |marker| {
        if !marker.id.is_empty() {
            namer.keep(&mut marker.id, || page_name(&marker.label));
        }
    });
    headings(article, &mut |heading| {
        if heading.id.is_empty() {
            heading.id = namer.free(&slug(&plain_text(&heading.content)));
        }
        namer.links.entry(heading.id.clone()).or_insert_with(|| heading.id.clone());
    });
    markers(article, &mut |marker| {
        if marker.id.is_empty() {
            marker.id = namer.free(&page_name(&marker.label));
        }
        namer.links.entry(marker.id.clone()).or_insert_with(|| marker.id.clone());
    });
    headings(article, &mut |heading| {
        let name = github_name(&plain_text(&heading.content));
        namer.links.entry(name).or_insert_with(|| heading.id.clone());
    });
    namer.links
}

fn headings(article: &mut Article, visit: &mut dyn FnMut(&mut Heading)) {
    walk::blocks_mut(article, &mut |block| {
        if let BlockKind::Heading(heading) = &mut block.kind {
            visit(heading);
        }
    });
}

fn markers(article: &mut Article, visit: &mut dyn FnMut(&mut PageMarker)) {
    walk::nested_runs_mut(article, &mut |run| {
        for inline in run {
            if let InlineKind::PageMarker(marker) = &mut inline.kind {
                visit(marker);
            }
        }
    });
}

#[derive(Default)]
struct Namer {
    taken: BTreeSet<String>,
    /// How often a name was asked for, so that counting on takes no search.
    asked: BTreeMap<String, u32>,
    links: BTreeMap<String, String>,
}

impl Namer {
    /// Keeps an id that was given, as far as it may stand; `other` is made of what has it.
    fn keep(&mut self, id: &mut String, other: impl FnOnce() -> String) {
        let wanted = if is_name(id) {
            id.clone()
        } else {
            let own = slug(id);
            if own.is_empty() { other() } else { own }
        };
        let kept = self.free(&wanted);
        let (given, id) = (std::mem::replace(id, kept.clone()), kept);
        self.links.entry(given).or_insert(id);
    }

    /// The name itself, or with the first number that makes it unique.
    fn free(&mut self, name: &str) -> String {
        if !name.is_empty() && self.taken.insert(name.to_owned()) {
            return name.to_owned();
        }
        let (stem, first) = if name.is_empty() { ("section", 1) } else { (name, 2) };
        let count = self.asked.entry(stem.to_owned()).or_insert(first - 1);
        loop {
            *count += 1;
            let numbered = format!("{stem}-{count}");
            if self.taken.insert(numbered.clone()) {
                return numbered;
            }
        }
    }
}

/// Whether a text is an XML name without colons, of ASCII alone.
fn is_name(text: &str) -> bool {
    let rest = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.');
    text.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_') && text.bytes().all(rest)
}

/// A name made of the words of a text; empty when too little of it is Latin.
fn slug(text: &str) -> String {
    let (mut slug, mut lost) = (String::new(), 0);
    for c in text.to_lowercase().chars() {
        if c.is_ascii_alphanumeric() {
            slug.push(c);
        } else if let Some(plain) = plain_letters(c) {
            slug.push_str(plain);
        } else if c.is_alphanumeric() {
            lost += 1;
        } else if !matches!(c, '\'' | '’') && !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
        if slug.len() >= LONGEST {
            break;
        }
    }
    let slug = slug.trim_end_matches('-');
    if lost * 2 > slug.len() || slug.is_empty() {
        String::new()
    } else if slug.starts_with(|c: char| c.is_ascii_digit()) {
        format!("section-{slug}")
    } else {
        slug.to_owned()
    }
}

/// A name for a page; `page` alone where its number has no Latin letters or digits.
fn page_name(label: &str) -> String {
    let name = slug(&format!("page-{label}"));
    if name.is_empty() { "page".to_owned() } else { name }
}

/// What a Latin letter is without its marks.
fn plain_letters(c: char) -> Option<&'static str> {
    const TABLE: &[(&str, &str)] = &[
        ("àáâãäåāăąạảấầẩẫậắằẳẵặ", "a"),
        ("æ", "ae"),
        ("çćĉċč", "c"),
        ("ďđð", "d"),
        ("èéêëēĕėęěẹẻẽếềểễệ", "e"),
        ("ĝğġģ", "g"),
        ("ĥħ", "h"),
        ("ìíîïĩīĭįıỉị", "i"),
        ("ĵ", "j"),
        ("ķ", "k"),
        ("ĺļľŀł", "l"),
        ("ñńņňŋ", "n"),
        ("òóôõöøōŏőơọỏốồổỗộớờởỡợ", "o"),
        ("œ", "oe"),
        ("ŕŗř", "r"),
        ("śŝşšș", "s"),
        ("ß", "ss"),
        ("ţťŧț", "t"),
        ("ùúûüũūŭůűųưụủứừửữự", "u"),
        ("ŵ", "w"),
        ("ýÿŷỳỵỷỹ", "y"),
        ("źżž", "z"),
        ("þ", "th"),
    ];
    TABLE.iter().find(|(marked, _)| marked.contains(c)).map(|(_, plain)| *plain)
}

/// The name that GitHub gives a heading, which Markdown writers link to.
fn github_name(text: &str) -> String {
    let lower = text.to_lowercase();
    let kept = lower.chars().filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
    kept.map(|c| if c == ' ' { '-' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Block, Inline};
    use crate::source::Span;

    fn assigned(given: &[(&str, &str)]) -> Vec<String> {
        let heading = |(id, text): &(&str, &str)| {
            let content = vec![Inline::text(*text)];
            let heading = Heading { level: 1, id: (*id).into(), content };
            Block::new(BlockKind::Heading(heading), Span::NONE)
        };
        let mut article =
            Article { blocks: given.iter().map(heading).collect(), ..Article::default() };
        assign(&mut article);
        let mut ids = Vec::new();
        headings(&mut article, &mut |heading| ids.push(heading.id.clone()));
        ids
    }

    #[test]
    fn ids_are_made_of_words() {
        let ids =
            assigned(&[("", "L’été à Łódź – 2024"), ("", "1. Start"), ("", "东京"), ("", "!")]);
        assert_eq!(ids, ["lete-a-lodz-2024", "section-1-start", "section-1", "section-2"]);
    }

    #[test]
    fn ids_are_unique_and_given_ones_go_first() {
        let ids = assigned(&[("", "a"), ("a", "b"), ("a", "c"), ("", "A"), ("a-2", "d")]);
        assert_eq!(ids, ["a-3", "a", "a-2", "a-4", "a-2-2"]);
    }

    #[test]
    fn given_ids_become_names() {
        assert_eq!(
            assigned(&[("1 x:y", "t"), ("введение", "Intro"), ("_ok.1", "t")]),
            ["section-1-x-y", "intro", "_ok.1"]
        );
    }
}
