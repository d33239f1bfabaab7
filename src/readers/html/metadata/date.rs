//! When an article was published and changed.

use super::super::extract::Verdict;
use super::super::tree::{NodeId, Tree};
use super::Facts;
use crate::article::Date;
use crate::understand::dates;

/// The `meta` elements that tell it, the surest first.
const PUBLISHED: &[&str] = &[
    "article:published_time",
    "og:published_time",
    "datepublished",
    "article:published",
    "parsely-pub-date",
    "sailthru.date",
    "publish-date",
    "publish_date",
    "publishdate",
    "published_time",
    "publication_date",
    "pubdate",
    "date",
    "dc.date.issued",
    "dcterms.issued",
    "dc.date",
    "dcterms.date",
    "dcterms.created",
    "dc.date.created",
    "citation_publication_date",
    "citation_date",
    "cxenseparse:recs:publishtime",
    "cxenseparse:publishtime",
    "article.published",
    "article:post_date",
    "datecreated",
    "og:article:published_time",
    "bt:pubdate",
    "release_date",
    "og:release_date",
    "apub:time",
    "weibo: article:create_at",
];

const MODIFIED: &[&str] = &[
    "article:modified_time",
    "og:updated_time",
    "datemodified",
    "dcterms.modified",
    "dc.date.modified",
    "last-modified",
    "lastmod",
];

pub(super) fn published(facts: &Facts<'_>, url: Option<&str>) -> Option<Date> {
    let linked = facts.linked.published.as_deref().and_then(read);
    linked
        .or_else(|| PUBLISHED.iter().find_map(|name| facts.meta(&[name]).and_then(read)))
        .or_else(|| marked(facts))
        .or_else(|| url.and_then(in_address))
        .or_else(|| in_scripts(facts))
        .or_else(|| visible(facts))
        .or_else(|| modified(facts))
}

pub(super) fn modified(facts: &Facts<'_>) -> Option<Date> {
    let linked = facts.linked.modified.as_deref().and_then(read);
    linked.or_else(|| MODIFIED.iter().find_map(|name| facts.meta(&[name]).and_then(read)))
}

/// Reads a date as machines write it, or people.
pub(super) fn read(text: &str) -> Option<Date> {
    let text = text.trim();
    let day = |date: &Date| date.day().is_some() && (1900..2100).contains(&date.year());
    let iso = text.parse::<Date>().ok().filter(day);
    iso.or_else(|| compact(text).filter(day))
        .or_else(|| dates::find(text).map(|found| found.date).filter(day))
}

/// A date in eight digits at the start of a text.
fn compact(text: &str) -> Option<Date> {
    let digits = text.get(..8).filter(|head| head.bytes().all(|b| b.is_ascii_digit()))?;
    let number = |range: std::ops::Range<usize>| digits[range].parse::<u16>().ok();
    Date::new(number(0..4)?, number(4..6)? as u8, number(6..8)? as u8)
}

/// A date that an element is marked as: by microdata, or a `time`.
fn marked(facts: &Facts<'_>) -> Option<Date> {
    let tree = facts.tree;
    let value = |id| {
        ["content", "datetime", "title"]
            .iter()
            .filter_map(|name| tree.attribute(id, name))
            .find_map(read)
            .or_else(|| facts.short(id, 120).and_then(|text| read(&text)))
    };
    let published = facts.elements().filter(|id| {
        let prop = tree.attribute(*id, "itemprop").unwrap_or_default();
        let prop = prop.split_ascii_whitespace();
        prop.into_iter().any(|prop| matches!(prop, "datePublished" | "dateCreated"))
            || tree.attribute(*id, "pubdate").is_some()
    });
    let mut published = published;
    if let Some(date) = published.find_map(value) {
        return Some(date);
    }
    let furniture = |id| {
        std::iter::once(id).chain(tree.ancestors(id)).any(|above| {
            use crate::diagnostics::Boilerplate::{Comments, Navigation, Notice, Related};
            matches!(
                facts.extraction.verdicts[above.index()],
                Verdict::Furniture(Comments | Navigation | Notice | Related, _)
            )
        })
    };
    facts.elements().filter(|id| tree.name(*id) == "time" && !furniture(*id)).find_map(value)
}

/// A date in the path of an address: `/2024/03/31/`, `/2024/0331/`, `/20240331/`.
fn in_address(url: &str) -> Option<Date> {
    let parts: Vec<&str> = url.split(['/', '-', '_', '.']).collect();
    let year = |part: &str| part.starts_with("19") || part.starts_with("20");
    let dense = parts.windows(2).find_map(|pair| match (pair[0].len(), pair[1].len()) {
        (4, 4) if year(pair[0]) => compact(&pair.concat()),
        _ => compact(pair[1]).filter(|_| pair[1].len() == 8 && year(pair[1])),
    });
    if dense.is_some() {
        return dense;
    }
    parts.windows(3).find_map(|parts| {
        let [year, month, day] = parts else { return None };
        let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        if year.len() != 4 || month.len() > 2 || day.len() > 2 {
            return None;
        }
        let all = digits(year) && digits(month) && digits(day);
        let year = year.parse().ok().filter(|year| all && (1990..2100).contains(year))?;
        Date::new(year, month.parse().ok()?, day.parse().ok()?)
    })
}

/// A date among the data that a page's scripts work on.
fn in_scripts(facts: &Facts<'_>) -> Option<Date> {
    const KEYS: [&str; 6] = [
        "\"datePublished\":\"",
        "\"publishDate\":\"",
        "\"publishedAt\":\"",
        "\"published_at\":\"",
        "\"publish_date\":\"",
        "\"pubDate\":\"",
    ];
    let tree = facts.tree;
    let scripts = facts.elements().filter(|id| tree.name(*id) == "script");
    let texts = scripts.flat_map(|id| tree.children(id)).filter_map(|id| tree.text(id));
    texts.into_iter().find_map(|text| {
        KEYS.iter().find_map(|key| {
            let (_, rest) = text.split_once(key)?;
            read(rest.split('"').next()?)
        })
    })
}

/// A date that a short line says: one that is named so or stands near the top of the text
/// before any other, one above the end of the article before one below it, where other
/// articles have theirs.
fn visible(facts: &Facts<'_>) -> Option<Date> {
    let tree = facts.tree;
    let end = facts.extraction.roots.iter().flat_map(|root| tree.within(*root)).max();
    let above = |id: &NodeId| Some(*id) <= end;
    let named = || facts.elements().filter(|id| is_named(tree, *id));
    let today = |id: NodeId| tree.within(id).any(|at| names(tree, at).contains(TODAY));
    let order = Some(order(facts));
    let read = |text: &str| {
        let ordered = || dates::find_in(text, order).map(|found| found.date);
        read(text).or_else(|| ordered().filter(|date| date.day().is_some()))
    };
    let told =
        |id: NodeId| facts.short(id, 200).filter(|_| !today(id)).and_then(|text| read(&text));
    let short = |text: &&str| (6..90).contains(&text.trim().chars().count());
    let near = || {
        let top = facts.extraction.roots.iter().flat_map(|root| tree.within(*root));
        let lines = top.filter_map(|id| tree.text(id)).filter(|text| !text.trim().is_empty());
        lines.take(12).filter(short).find_map(&read)
    };
    let shown = |id: NodeId| {
        let seen = |id: NodeId| facts.extraction.verdicts[id.index()].is_seen();
        tree.ancestors(id).all(|above| seen(above) && !names(tree, above).contains(TODAY))
    };
    let lines = || {
        let texts = tree.within(Tree::ROOT).filter_map(|id| tree.text(id).map(|text| (id, text)));
        texts.filter(|(id, text)| short(text) && shown(*id))
    };
    // Links with dates lead to what was written then.
    let linked = |id: NodeId| tree.ancestors(id).any(|above| tree.name(above) == "a");
    let plain = || lines().filter(|(id, _)| above(id) && !linked(*id));
    named()
        .filter(above)
        .find_map(told)
        .or_else(near)
        .or_else(|| plain().find_map(|(_, text)| read(text)))
        .or_else(|| named().find_map(told))
        .or_else(|| lines().find_map(|(_, text)| read(text)))
}

/// Which of two numbers is the day; a page that says no more than English belongs to America.
fn order(facts: &Facts<'_>) -> dates::Order {
    let told = facts.language().and_then(|language| dates::Order::of(&language));
    told.unwrap_or(dates::Order::MonthFirst)
}

/// Whether the names of an element may be those of a date.
fn is_named(tree: &Tree, id: NodeId) -> bool {
    let names = names(tree, id);
    let named = ["date", "time", "publish", "posted", "info", "meta"];
    named.iter().any(|word| names.contains(word))
}

/// What names the date that pages show of the day on which they are looked at.
const TODAY: &str = "today";

fn names(tree: &Tree, id: NodeId) -> String {
    let names = ["class", "id"].into_iter().filter_map(|name| tree.attribute(id, name));
    names.collect::<Vec<_>>().join(" ").to_ascii_lowercase()
}
