//! The title of an article, without the name of the site.

use super::super::extract::Verdict;
use super::{Facts, clean};
use crate::diagnostics::Boilerplate;

/// Marks that part a title from the name of a site.
const MARKS: [&str; 14] = [
    " | ", " - ", " – ", " — ", " :: ", " · ", " • ", " » ", " / ", " ‹ ", " < ", "_", "｜", " ― ",
];

pub(super) fn find(facts: &Facts<'_>, site: Option<&str>) -> Option<String> {
    let window = window(facts);
    let told: Vec<String> = [
        facts.meta(&["og:title"]).map(clean),
        facts.linked.headline.clone(),
        facts.meta(&["twitter:title", "parsely-title", "sailthru.title", "dc.title", "title"]).map(clean),
    ]
    .into_iter()
    .flatten()
    .filter(|title| !title.is_empty())
    .collect();
    let heads = headings(facts);
    let said: Vec<&String> = told.iter().chain(&window).collect();
    // A heading that the page also tells to machines is the title as people see it.
    let same = |head: &&String| {
        let own = normal(head);
        said.iter().any(|title| {
            let title = normal(title);
            title == own || (own.chars().count() >= 8 && title.contains(&own))
        })
    };
    if let Some(head) = heads.iter().find(same) {
        return Some(head.clone());
    }
    if let [only] = heads.as_slice() {
        let enough = only.chars().count() >= 8 && Some(only.as_str()) != site;
        let close = said.iter().any(|title| shared(title, only) >= 50);
        if enough && (close || said.is_empty()) {
            return Some(only.clone());
        }
    }
    let best = told.first().or(window.as_ref()).or(heads.first())?;
    Some(without_site(best, site, &said))
}

fn window(facts: &Facts<'_>) -> Option<String> {
    let head = facts.elements().find(|id| {
        let above = facts.tree.parent(*id).map(|above| facts.tree.name(above));
        facts.tree.name(*id) == "title" && above != Some("svg")
    });
    head.map(|id| clean(&facts.tree.text_of(id))).filter(|title| !title.is_empty())
}

/// The headings of the first level that people see; those of the second where there are none.
fn headings(facts: &Facts<'_>) -> Vec<String> {
    const MOST: usize = 12;
    let tree = facts.tree;
    let shown = |id| {
        let above = std::iter::once(id).chain(tree.ancestors(id));
        above.into_iter().all(|above| {
            !matches!(
                facts.extraction.verdicts[above.index()],
                Verdict::Silent | Verdict::Furniture(Boilerplate::Related | Boilerplate::Comments, _)
            )
        })
    };
    let of = |level: &str| {
        let ids = facts.elements().filter(|id| tree.name(*id) == level && shown(*id)).take(MOST);
        let lines = ids.map(|id| clean(&facts.line(id)));
        lines.filter(|line| (2..300).contains(&line.chars().count())).collect::<Vec<_>>()
    };
    let first = of("h1");
    if first.is_empty() { of("h2") } else { first }
}

/// A title without what typing it again may change.
pub(in super::super) fn normal(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// How many of the words of the shorter are in the other, in per cent.
fn shared(a: &str, b: &str) -> usize {
    let words = |text: &str| {
        let words = text.split_whitespace().map(normal).filter(|word| !word.is_empty());
        words.collect::<Vec<_>>()
    };
    let (a, b) = (words(a), words(b));
    let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
    short.iter().filter(|word| long.contains(word)).count() * 100 / short.len().max(1)
}

/// Takes the name of the site from an end of a title.
fn without_site(title: &str, site: Option<&str>, said: &[&String]) -> String {
    for mark in MARKS {
        let Some((head, tail)) = title.rsplit_once(mark) else { continue };
        let (first, rest) = title.split_once(mark).unwrap_or((head, tail));
        let is_site = |part: &str| {
            let part = normal(part);
            site.is_some_and(|site| {
                let site = normal(site);
                !part.is_empty() && (part == site || site.contains(&part) || part.contains(&site))
            })
        };
        if is_site(tail) && head.chars().count() >= 4 {
            return head.trim().to_owned();
        }
        if is_site(first) && rest.chars().count() >= 4 {
            return rest.trim().to_owned();
        }
        // Another place tells it without this part.
        if said.iter().any(|other| normal(other) == normal(head)) {
            return head.trim().to_owned();
        }
        let words = |text: &str| text.split_whitespace().count();
        if words(tail) <= 4 && words(head) >= 3 && words(head) > words(tail) && mark != "_" && mark != " / " {
            return head.trim().to_owned();
        }
    }
    title.to_owned()
}
