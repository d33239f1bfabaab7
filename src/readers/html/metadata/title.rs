//! The title of an article, without the name of the site.

use super::super::extract::Verdict;
use std::collections::BTreeSet;

use super::{Facts, clean};
use crate::diagnostics::Boilerplate;
use crate::understand::line::is_unspaced;

/// Marks that part a title from the name of a site.
const MARKS: [&str; 14] = [
    " | ", " - ", " – ", " — ", " :: ", " · ", " • ", " » ", " / ", " ‹ ", " < ", "_", "｜", " ― ",
];

pub(super) fn find(facts: &Facts<'_>, site: Option<&str>) -> Option<String> {
    let window = window(facts);
    let told: Vec<String> = [
        facts.meta(&["og:title"]).map(clean),
        facts.linked.headline.clone(),
        facts
            .meta(&["twitter:title", "parsely-title", "sailthru.title", "dc.title", "title"])
            .map(clean),
    ]
    .into_iter()
    .flatten()
    .filter(|title| !title.is_empty())
    .collect();
    let first = headings(facts, "h1");
    let heads = if first.is_empty() { headings(facts, "h2") } else { first.clone() };
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
        return Some(without_bar(head));
    }
    // The one heading that people see is the title, whatever search engines are told.
    if let [only] = &first[..]
        && is_title(facts, only, site, &said)
    {
        return Some(without_bar(only));
    }
    let best = told.first().or(window.as_ref()).or(heads.first())?;
    let title = as_shown(facts, best).unwrap_or_else(|| without_site(best, site, &said));
    Some(without_bar(&title))
}

/// Whether a heading that stands alone can be the title: it says something, and is not the
/// name of the site, which pages show as a heading too.
fn is_title(facts: &Facts<'_>, head: &str, site: Option<&str>, said: &[&String]) -> bool {
    let own = normal(head);
    let names_site = facts.is_site(head)
        || site.is_some_and(|site| own.contains(&normal(site)) || normal(site).contains(&own))
        || said.iter().any(|title| normal(title).ends_with(&own));
    let dense = head.chars().filter(|c| is_unspaced(*c)).count();
    let says = dense >= 6 || head.split_whitespace().count() >= 2;
    says && !names_site
}

/// A title without what stands behind a bar: that is hardly ever a part of it.
fn without_bar(title: &str) -> String {
    const SHORTEST: usize = 16;
    let head = title.split_once(" | ").map(|(head, _)| head.trim());
    head.filter(|head| head.chars().count() >= SHORTEST).unwrap_or(title).to_owned()
}

/// The longest beginning of a title, up to some mark, that the page shows as a line.
fn as_shown(facts: &Facts<'_>, title: &str) -> Option<String> {
    const LINES: usize = 400;
    let lines: BTreeSet<String> = facts.text.lines().take(LINES).map(normal).collect();
    let ends = title.char_indices().filter(|(_, c)| "|-–—:·•»/‹<_｜".contains(*c));
    let mut heads: Vec<&str> = ends.map(|(at, _)| title[..at].trim()).collect();
    heads.push(title);
    let shown = |head: &&&str| head.chars().count() >= 6 && lines.contains(&normal(head));
    heads.iter().rev().find(shown).map(|head| (*head).to_owned())
}

fn window(facts: &Facts<'_>) -> Option<String> {
    let head = facts.elements().find(|id| {
        let above = facts.tree.parent(*id).map(|above| facts.tree.name(above));
        facts.tree.name(*id) == "title" && above != Some("svg")
    });
    head.map(|id| clean(&facts.tree.text_of(id))).filter(|title| !title.is_empty())
}

/// The headings of a level that people see.
fn headings(facts: &Facts<'_>, level: &str) -> Vec<String> {
    const MOST: usize = 12;
    const LONGEST: usize = 300;
    let tree = facts.tree;
    let shown = |id| {
        let above = std::iter::once(id).chain(tree.ancestors(id));
        above.into_iter().all(|above| {
            !matches!(
                facts.extraction.verdicts[above.index()],
                Verdict::Silent
                    | Verdict::Hidden
                    | Verdict::Furniture(Boilerplate::Related | Boilerplate::Comments, _)
            )
        })
    };
    let ids = facts.elements().filter(|id| tree.name(*id) == level && shown(*id)).take(MOST);
    let lines = ids.filter_map(|id| facts.short(id, LONGEST).map(|line| clean(&line)));
    lines.filter(|line| line.chars().count() >= 2).collect()
}

/// A title without what typing it again may change.
pub(in super::super) fn normal(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
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
        if words(tail) <= 4
            && words(head) >= 3
            && words(head) > words(tail)
            && mark != "_"
            && mark != " / "
        {
            return head.trim().to_owned();
        }
    }
    title.to_owned()
}
