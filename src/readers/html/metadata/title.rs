//! The title of an article, without the name of the site.
//!
//! Machines are told one title or several, the window has another, and headings show what
//! people read. A heading that says what machines are told is the title as it was meant.
//! The name of a site is a heading too on many pages, and part of what the window says.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use super::super::extract::Verdict;
use super::{Facts, clean};
use crate::diagnostics::Boilerplate;
use crate::understand::lexicon::words;
use crate::understand::line::{is_unspaced, words_in};
use crate::understand::title::{normal, parts};

/// Marks that part a title from the name of a site.
const MARKS: [&str; 14] = [
    " | ", " - ", " – ", " — ", " :: ", " · ", " • ", " » ", " / ", " ‹ ", " < ", "_", "｜", " ― ",
];

/// The same without the spaces around them.
const BARE_MARKS: &str = "|-–—:·•»/‹<_｜―";

pub(super) fn find(facts: &Facts<'_>) -> Option<String> {
    let said = Said::of(facts);
    let firsts = headings(facts, "h1");
    let seconds = headings(facts, "h2");
    // A heading that the page also tells to machines is the title as people see it. Below
    // other headings it must say it from its beginning.
    let least = if firsts.is_empty() { Echo::Within } else { Echo::Start };
    let first = said.echoed(&firsts, Echo::Within);
    if let Some(head) = first.or_else(|| said.echoed(&seconds, least)) {
        return Some(without_bar(head));
    }
    // The one heading that people see is the title, whatever search engines are told.
    if let [only] = &firsts[..]
        && said.leaves(only)
    {
        return Some(without_bar(only));
    }
    let heads = if firsts.is_empty() { &seconds } else { &firsts };
    let best = said.titles.first().or(heads.first())?;
    let title = said.as_shown(best).unwrap_or_else(|| said.without_sites(best));
    Some(without_bar(&title))
}

/// How much of a title that machines are told a heading says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Echo {
    /// Some of its words.
    Within,
    /// What stands between or behind its marks.
    Part,
    /// What stands before a mark.
    Start,
    /// All.
    Whole,
}

impl Echo {
    fn of(head: &str, title: &str) -> Option<Echo> {
        const SHORTEST: usize = 8;
        let (own, whole) = (normal(head), normal(title));
        if own == whole {
            return Some(Echo::Whole);
        }
        if own.chars().count() < SHORTEST || !whole.contains(&own) {
            return None;
        }
        let part = parts(title).any(|part| normal(part) == own);
        Some(match part {
            true if whole.starts_with(&own) => Echo::Start,
            true => Echo::Part,
            false => Echo::Within,
        })
    }
}

/// What a page says of its title, but for its headings.
struct Said<'f, 'a> {
    facts: &'f Facts<'a>,
    /// What machines are told, the surest first, and the window's name last.
    titles: Vec<String>,
    /// Names of the site, as [`normal`] has them.
    names: Vec<String>,
    /// The lines that people see, and what two of them say together.
    shown: BTreeSet<String>,
}

impl<'f, 'a> Said<'f, 'a> {
    fn of(facts: &'f Facts<'a>) -> Said<'f, 'a> {
        const LINES: usize = 400;
        /// What is longer is no title, and would take long to cut.
        const LONGEST: usize = 1_000;
        const OTHERS: [&str; 5] =
            ["twitter:title", "parsely-title", "sailthru.title", "dc.title", "title"];
        let told = facts.meta(&["og:title"]).map(clean);
        let others = facts.meta(&OTHERS).map(clean);
        let titles = [told, facts.linked.headline.clone(), others, window(facts)];
        let titles = titles.into_iter().flatten();
        let titles: Vec<String> =
            titles.filter(|title| (1..=LONGEST).contains(&title.len())).collect();
        let lines: Vec<String> = facts.text.lines().take(LINES).map(normal).collect();
        let pairs = lines.windows(2).map(<[String]>::concat);
        let shown = lines.iter().cloned().chain(pairs).collect();
        let names = names(facts, &titles);
        Said { facts, titles, names, shown }
    }

    /// The heading that says most of what machines are told; of two that say alike much the
    /// longer.
    fn echoed<'h>(&self, heads: &'h [String], least: Echo) -> Option<&'h String> {
        let echoes = heads.iter().enumerate().filter_map(|(at, head)| {
            let echo = self.titles.iter().filter_map(|title| Echo::of(head, title)).max()?;
            let length = if echo == Echo::Whole { 0 } else { head.chars().count() };
            let says = echo == Echo::Whole || !self.is_site(head);
            (says && echo >= least).then_some(((echo, length, Reverse(at)), head))
        });
        echoes.max_by_key(|(rank, _)| *rank).map(|(_, head)| head)
    }

    /// Whether a heading that nothing repeats can be the title: it says something, is not the
    /// name of the site, and no line that people see says what machines are told instead.
    fn leaves(&self, head: &str) -> bool {
        let own = normal(head);
        let site = self.facts.site().map(|site| normal(&site));
        let named = site.is_some_and(|site| own.contains(&site) || site.contains(&own))
            || self.is_site(head)
            || self.titles.iter().any(|title| normal(title).ends_with(&own));
        let dense = head.chars().filter(|c| is_unspaced(*c)).count();
        let says = dense >= 6 || head.split_whitespace().count() >= 2;
        says && !named && !self.outvoted(head)
    }

    /// Whether people see what machines are told, and a heading has no word of it: that
    /// names the page or whose it is.
    fn outvoted(&self, head: &str) -> bool {
        let own: BTreeSet<u64> = words(head).collect();
        let common = |title: &String| words(title).any(|word| own.contains(&word));
        let told = self.titles.first().filter(|title| !common(title));
        told.is_some_and(|title| self.as_shown(title).is_some())
    }

    /// Whether words are a name of the site; behind a title that people see, all words are.
    fn is_site(&self, words: &str) -> bool {
        let own = normal(words);
        let ends = |title: &String| {
            let title_words = normal(title);
            title_words.len() > own.len() * 2 && title_words.ends_with(&own)
        };
        let mut ended = self.titles.iter().filter(|title| ends(title));
        self.names.contains(&own)
            || ended.any(|title| self.as_shown(title).is_some_and(|shown| normal(&shown) != own))
    }

    /// The longest beginning of a title, up to some mark, that people see; else the longest
    /// end.
    fn as_shown(&self, title: &str) -> Option<String> {
        const SHORTEST: usize = 6;
        let marks = title.char_indices().filter(|(_, c)| BARE_MARKS.contains(*c));
        let cuts: Vec<(usize, usize)> = marks.map(|(at, c)| (at, at + c.len_utf8())).collect();
        let heads = cuts.iter().rev().map(|(at, _)| &title[..*at]);
        let tails = cuts.iter().map(|(_, at)| &title[*at..]);
        let shown = |part: &&str| {
            let part = normal(part);
            part.chars().count() >= SHORTEST && self.shown.contains(&part)
        };
        let tails = tails.filter(|part| !self.names.contains(&normal(part)));
        let found = std::iter::once(title).chain(heads).chain(tails).find(shown)?;
        Some(trimmed(found))
    }

    /// Takes the names of site and section from the ends of a title, as long as it has any.
    fn without_sites(&self, title: &str) -> String {
        const MOST: usize = 3;
        let mut title = title.to_owned();
        for _ in 0..MOST {
            let Some(shorter) = self.without_site(&title) else { break };
            title = shorter;
        }
        title
    }

    fn without_site(&self, title: &str) -> Option<String> {
        let site = self.facts.site().map(|site| normal(&site));
        let is_site = |part: &str| {
            let part = normal(part);
            let same = |site: &String| site.contains(&part) || part.contains(site);
            !part.is_empty() && (site.as_ref().is_some_and(same) || self.names.contains(&part))
        };
        let long = |part: &str| normal(part).chars().count() >= 4;
        MARKS.iter().find_map(|mark| {
            let (head, tail) = title.rsplit_once(mark)?;
            let (first, rest) = title.split_once(mark)?;
            if is_site(first) && long(rest) && !is_site(tail) {
                return Some(trimmed(rest));
            }
            // Another place tells it without this part, or it is short.
            let told = || self.titles.iter().any(|other| normal(other) == normal(head));
            let (own, last) = (words_in(head), words_in(tail));
            let bound = matches!(*mark, "_" | " / ");
            let short = last <= 4 && own >= 3 && own > last && !bound;
            (is_site(tail) && long(head) || told() || short).then(|| trimmed(head))
        })
    }
}

/// Names of the site: what the page calls it, its domain, and what one place says beside a
/// title that another says alone.
fn names(facts: &Facts<'_>, titles: &[String]) -> Vec<String> {
    let told = facts.site().into_iter().chain(facts.linked.publisher.clone());
    let mut names: Vec<String> = told.map(|name| normal(&name)).collect();
    let host = facts.address().and_then(|url| {
        let (_, rest) = url.split_once("://")?;
        rest.split('/').next().map(str::to_owned)
    });
    names.extend(host.iter().flat_map(|host| host.split('.')).map(normal));
    let titles: Vec<String> = titles.iter().map(|title| normal(title)).collect();
    for (long, short) in titles.iter().flat_map(|a| titles.iter().map(move |b| (a, b))) {
        let rest = long.strip_prefix(short.as_str()).or_else(|| long.strip_suffix(short.as_str()));
        names.extend(rest.map(str::to_owned));
    }
    names.retain(|name| !name.is_empty());
    names
}

/// A title without what stands behind a bar: that is hardly ever a part of it.
fn without_bar(title: &str) -> String {
    const SHORTEST: usize = 16;
    let head = title.split_once(" | ").map(|(head, _)| head.trim());
    head.filter(|head| head.chars().count() >= SHORTEST).unwrap_or(title).to_owned()
}

/// A part of a title without the marks at its ends.
fn trimmed(part: &str) -> String {
    part.trim_matches(|c: char| c.is_whitespace() || BARE_MARKS.contains(c)).to_owned()
}

/// The name of the window that shows the page.
pub(super) fn window(facts: &Facts<'_>) -> Option<String> {
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
