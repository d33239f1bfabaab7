//! Pages within a text: their heads and feet, which stand between the lines of a
//! paragraph that goes over the page.
//!
//! A form feed begins a page, or a line before it that counts the pages. What stands alike at the edges of several
//! pages, but for its numbers, is furniture of the pages and not the text.

use std::collections::BTreeMap;
use std::ops::Range;

use super::lexicon::hash;
use super::line::Line;

/// How many blank lines may part the head or the foot from its page's edge.
const REACH: usize = 4;

/// As often as this a line must stand at the edge of a page to be its head or foot.
const FEWEST: usize = 2;

/// The stretches of lines between the texts of two pages, with their blank lines.
pub fn breaks(lines: &[Line<'_>]) -> Vec<Range<usize>> {
    let fed = |at: usize| lines[at..].iter().take(REACH).any(|line| line.new_page);
    let starts = (0..lines.len()).filter(|at| {
        let numbered = at.checked_sub(1).is_some_and(|foot| ends_page(lines[foot].text));
        lines[*at].new_page || numbered && !fed(*at)
    });
    let edges: Vec<Edge> = starts.map(|at| Edge::of(lines, at)).collect();
    if edges.len() < FEWEST {
        return Vec::new();
    }
    let feet = counted(edges.iter().filter_map(|edge| edge.foot), lines);
    let heads = counted(edges.iter().filter_map(|edge| edge.head), lines);
    let often = |counts: &BTreeMap<u64, usize>, at: &usize| {
        counts.get(&key(&lines[*at])).is_some_and(|count| *count >= FEWEST)
    };
    let stretch = |edge: &Edge| {
        let foot = edge.foot.filter(|at| often(&feet, at));
        let head = edge.head.filter(|at| often(&heads, at));
        let blank = |at: &usize| lines[*at].is_blank();
        let start = foot.unwrap_or(edge.at);
        let end = head.map_or(edge.at, |head| head + 1);
        let start = (0..start).rev().take_while(blank).last().unwrap_or(start);
        let end = (end..lines.len()).take_while(blank).last().map_or(end, |last| last + 1);
        (foot.is_some() || head.is_some()).then_some(start..end.max(start))
    };
    edges.iter().filter_map(stretch).collect()
}

/// Whether a line ends as the last one of a page of an RFC: `[Page 7]`.
fn ends_page(text: &str) -> bool {
    let number = text.strip_suffix(']').and_then(|text| text.rsplit_once("[Page "));
    number.is_some_and(|(_, number)| number.bytes().all(|byte| byte.is_ascii_digit()))
}

/// The lines beside the beginning of a page.
struct Edge {
    at: usize,
    foot: Option<usize>,
    head: Option<usize>,
}

impl Edge {
    fn of(lines: &[Line<'_>], at: usize) -> Edge {
        let shown = |at: &usize| !lines[*at].is_blank();
        let foot = (at.saturating_sub(REACH + 1)..at).rev().find(shown);
        let head = (at..(at + REACH).min(lines.len())).find(shown);
        Edge { at, foot, head }
    }
}

fn counted(at: impl Iterator<Item = usize>, lines: &[Line<'_>]) -> BTreeMap<u64, usize> {
    let mut counts = BTreeMap::new();
    for at in at {
        *counts.entry(key(&lines[at])).or_insert(0) += 1;
    }
    counts
}

/// What a line says but for its numbers and spaces.
fn key(line: &Line<'_>) -> u64 {
    hash(line.text.chars().filter(|c| !c.is_ascii_digit() && !c.is_whitespace()))
}

#[cfg(test)]
mod tests {
    use super::super::line::split;
    use super::*;

    #[test]
    fn heads_and_feet_stand_alike_on_pages() {
        let text = "one\n\nRoe   [Page 1]\n\u{C}\nRFC 1   March\n\ntwo\nthree\n\nRoe   [Page 2]\n\u{C}\nRFC 1   March\n\nfour";
        assert_eq!(breaks(&split(text)), [1..6, 8..13]);
        let text = "one\nRoe [Page 1]\n \nRFC 1\ntwo\nRoe [Page 2]\n \nRFC 1\nthree";
        assert_eq!(breaks(&split(text)), [1..4, 5..8]);
        assert!(breaks(&split("one\n\u{C}two\n\u{C}three")).is_empty());
    }
}
