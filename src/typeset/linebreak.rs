//! The best lines of a paragraph: total fit over all of it.
//!
//! D. E. Knuth and M. F. Plass, "Breaking paragraphs into lines" (Software:
//! Practice and Experience 11, 1981). Every line has a badness that grows with
//! the cube of how far its spaces are stretched or shrunk; the demerits of a
//! paragraph add up over its lines, with prices for hyphens, for hyphens in a
//! row and for a tight line beside a loose one. Of all ways to break, the one
//! with the least demerits is taken. All arithmetic is in whole numbers.

use super::breaks::{BreakKind, Candidate, Totals};
use crate::length::Length;

/// How lines are to be filled.
#[derive(Debug, Clone, Copy)]
pub(super) struct Measures {
    /// The width of the first line.
    pub first: Length,
    /// The width of the others.
    pub rest: Length,
    /// Whether spaces stretch to fill the line.
    pub justified: bool,
    /// How far glyphs give before spaces do, in thousandths of their width.
    pub expansion: i64,
    /// How far the first line hangs over the edge where it starts.
    pub first_hangs: Length,
}

/// A ratio of 1 in the units of this module.
const ONE: i64 = 1024;
/// The badness of a line stretched to its ratio of 1, as in TeX.
const BADNESS_AT_ONE: i64 = 100;
/// No line may be worse in the first attempt; TeX's own limit is 200 to 10,000.
const TOLERANCE: i64 = 1_000;
/// What every line costs, so that fewer lines win among equals.
const LINE_PENALTY: i64 = 10;
/// Two lines in a row that end with a hyphen.
const DOUBLE_HYPHEN: i64 = 120_000;
/// A hyphen at the end of the last line but one.
const FINAL_HYPHEN: i64 = 30_000;
/// A tight line beside a loose one.
const MISMATCH: i64 = 10_000;
/// Stands for a line that cannot be.
const AWFUL: i64 = 10_000;

/// How far a line's width can be had.
#[derive(Debug, Clone, Copy)]
struct Fit {
    badness: i64,
    /// 0 tight, 1 decent, 2 loose, 3 very loose (TeX's classes).
    class: u8,
    /// Whether it is too wide even with its spaces shrunk.
    overfull: bool,
}

/// A way to reach a candidate.
#[derive(Debug, Clone, Copy)]
struct Node {
    /// The candidate that the last line ends at; `None` at the start.
    candidate: Option<usize>,
    line: usize,
    class: u8,
    demerits: i64,
    previous: usize,
}

/// Chooses the candidates at which lines end; the last candidate always is one.
///
/// Tries within the tolerance first, then with lines as loose as need be.
pub(super) fn break_lines(candidates: &[Candidate], measures: Measures) -> Vec<usize> {
    let attempt = |tolerance, force| Search { candidates, measures, tolerance, force }.run();
    attempt(TOLERANCE, false).or_else(|| attempt(AWFUL, true)).unwrap_or_default()
}

struct Search<'c> {
    candidates: &'c [Candidate],
    measures: Measures,
    tolerance: i64,
    /// Whether a line must be found wherever there is none good enough.
    force: bool,
}

impl Search<'_> {
    fn run(&self) -> Option<Vec<usize>> {
        let mut nodes =
            vec![Node { candidate: None, line: 0, class: 1, demerits: 0, previous: usize::MAX }];
        let mut active = vec![0];
        for index in 0..self.candidates.len() {
            let fresh = self.extend(index, &mut nodes, &mut active)?;
            if self.candidates[index].kind == BreakKind::Forced {
                active.clear();
            }
            active.extend(fresh);
            if active.is_empty() {
                return None;
            }
        }
        let best = active.into_iter().min_by_key(|node| nodes[*node].demerits)?;
        Some(trace(&nodes, best))
    }

    /// Looks at all lines that could end at a candidate. Drops the starts that
    /// no later line can use, and returns the new nodes, the best of each class.
    fn extend(
        &self,
        index: usize,
        nodes: &mut Vec<Node>,
        active: &mut Vec<usize>,
    ) -> Option<Vec<usize>> {
        let mut best: [Option<Node>; 4] = [None; 4];
        let mut dropped = None;
        active.retain(|&start| {
            let node = nodes[start];
            let fit = self.fit(&node, index);
            if fit.overfull {
                dropped = Some(start);
                return false;
            }
            if fit.badness <= self.tolerance {
                let demerits = node.demerits + self.demerits(&node, index, fit);
                let slot = &mut best[usize::from(fit.class)];
                if slot.is_none_or(|other| demerits < other.demerits) {
                    *slot = Some(Node {
                        candidate: Some(index),
                        line: node.line + 1,
                        class: fit.class,
                        demerits,
                        previous: start,
                    });
                }
            }
            true
        });
        let found = best.iter().any(Option::is_some);
        let stuck = active.is_empty() || self.candidates[index].kind == BreakKind::Forced;
        if !found && stuck {
            if !self.force {
                return None;
            }
            let start = active.first().copied().or(dropped)?;
            let node = nodes[start];
            let demerits = node.demerits + AWFUL * AWFUL;
            let line = node.line + 1;
            best[1] =
                Some(Node { candidate: Some(index), line, class: 1, demerits, previous: start });
        }
        Some(keep_best(best, nodes))
    }

    fn fit(&self, node: &Node, index: usize) -> Fit {
        let candidate = &self.candidates[index];
        let from = node.candidate.map_or(Totals::default(), |start| self.candidates[start].after);
        let width = candidate.before.width - from.width + candidate.added;
        let spaces = candidate.before.spaces - from.spaces;
        let measure = if node.line == 0 { self.measures.first } else { self.measures.rest };
        let start_hangs = node
            .candidate
            .map_or(self.measures.first_hangs, |start| self.candidates[start].next_hangs);
        let slack = measure - width + candidate.hangs + start_hangs;
        let gives = (width - spaces).per_mille(self.measures.expansion);
        let last = index + 1 == self.candidates.len() || candidate.kind == BreakKind::Forced;
        if slack.0 < 0 {
            return tight(-slack, gives, shrink(spaces, self.measures.justified));
        }
        if last {
            return Fit { badness: 0, class: 1, overfull: false };
        }
        loose(slack, gives, self.stretch(spaces, measure))
    }

    /// How far the line's spaces stretch at a ratio of 1: by a third of their
    /// width, less than TeX's half, since glyphs have given before.
    /// Ragged lines stretch at their end instead.
    fn stretch(&self, spaces: Length, measure: Length) -> Length {
        if self.measures.justified { spaces / 3 } else { measure / 6 }
    }

    fn demerits(&self, node: &Node, index: usize, fit: Fit) -> i64 {
        let candidate = &self.candidates[index];
        let line = LINE_PENALTY + fit.badness;
        let mut demerits = line * line + candidate.penalty * candidate.penalty;
        let previous = node.candidate.map(|start| self.candidates[start].kind);
        if previous == Some(BreakKind::Hyphen) {
            if candidate.kind == BreakKind::Hyphen {
                demerits += DOUBLE_HYPHEN;
            }
            if index + 1 == self.candidates.len() {
                demerits += FINAL_HYPHEN;
            }
        }
        if fit.class.abs_diff(node.class) > 1 {
            demerits += MISMATCH;
        }
        demerits
    }
}

/// How far spaces shrink at most: to three quarters of their width.
fn shrink(spaces: Length, justified: bool) -> Length {
    if justified { spaces / 4 } else { Length::ZERO }
}

fn tight(excess: Length, gives: Length, shrink: Length) -> Fit {
    let rest = (excess - gives).max(Length::ZERO);
    if rest > shrink {
        return Fit { badness: AWFUL, class: 0, overfull: true };
    }
    let ratio = rest.0 * ONE / shrink.0.max(1);
    let badness = badness(ratio) + given(excess, gives);
    Fit { badness, class: if ratio > ONE / 2 { 0 } else { 1 }, overfull: false }
}

fn loose(slack: Length, gives: Length, stretch: Length) -> Fit {
    let rest = (slack - gives).max(Length::ZERO);
    let ratio = match (rest.0, stretch.0) {
        (0, _) => 0,
        (_, 0) => i64::MAX,
        (rest, stretch) => rest.saturating_mul(ONE) / stretch,
    };
    let class = match ratio {
        ratio if ratio > ONE => 3,
        ratio if ratio > ONE / 2 => 2,
        _ => 1,
    };
    // Never more than awful, or the last attempt would take too wide a line instead.
    let badness = (badness(ratio) + given(slack, gives)).min(AWFUL);
    Fit { badness, class, overfull: false }
}

/// What it costs that glyphs give: a little, so that lines which need nothing win.
fn given(wanted: Length, gives: Length) -> i64 {
    const BADNESS_OF_ALL: i64 = 6;
    if gives.0 == 0 { 0 } else { BADNESS_OF_ALL * wanted.min(gives).0 / gives.0 }
}

/// 100 times the cube of the ratio, at most [`AWFUL`].
fn badness(ratio: i64) -> i64 {
    let ratio = ratio.min(5 * ONE);
    (BADNESS_AT_ONE * ratio * ratio / ONE * ratio / (ONE * ONE)).min(AWFUL)
}

fn keep_best(best: [Option<Node>; 4], nodes: &mut Vec<Node>) -> Vec<usize> {
    let least = best.iter().flatten().map(|node| node.demerits).min().unwrap_or_default();
    let kept = best.into_iter().flatten().filter(|node| node.demerits <= least + MISMATCH);
    let kept = kept.map(|node| {
        nodes.push(node);
        nodes.len() - 1
    });
    kept.collect()
}

fn trace(nodes: &[Node], last: usize) -> Vec<usize> {
    let mut chosen = Vec::new();
    let mut node = nodes[last];
    while let Some(candidate) = node.candidate {
        chosen.push(candidate);
        node = nodes[node.previous];
    }
    chosen.reverse();
    chosen
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Words of letters 10 wide with spaces 4 wide between them.
    fn words(text: &str) -> Vec<Candidate> {
        let mut totals = Totals::default();
        let mut list = Vec::new();
        let mut at = 0;
        let count = text.split(' ').count();
        for (index, word) in text.split(' ').enumerate() {
            totals.width += Length::points(10) * word.len() as i64;
            at += word.len();
            let before = totals;
            totals.width += Length::points(4);
            totals.spaces += Length::points(4);
            let kind = if index + 1 == count { BreakKind::Forced } else { BreakKind::Word };
            let candidate = Candidate {
                end: at,
                next: at + 1,
                before,
                after: totals,
                added: Length::ZERO,
                hangs: Length::ZERO,
                next_hangs: Length::ZERO,
                penalty: 0,
                kind,
            };
            list.push(candidate);
            at += 1;
        }
        list
    }

    fn lines(text: &str, width: i64, justified: bool) -> Vec<&str> {
        lines_that_give(text, width, justified, 0)
    }

    fn lines_that_give(text: &str, width: i64, justified: bool, expansion: i64) -> Vec<&str> {
        let candidates = words(text);
        let width = Length::points(width);
        let chosen = break_lines(
            &candidates,
            Measures { first: width, rest: width, justified, expansion, first_hangs: Length::ZERO },
        );
        let mut start = 0;
        let cut = chosen.into_iter().map(|index| {
            let line = &text[start..candidates[index].end];
            start = candidates[index].next.min(text.len());
            line
        });
        cut.collect()
    }

    #[test]
    fn the_whole_paragraph_decides_where_the_first_line_ends() {
        // Taking as much as fits would leave "cc" alone with a gap behind it.
        assert_eq!(lines("aaa bb cc ddddd", 60, false), ["aaa", "bb cc", "ddddd"]);
    }

    #[test]
    fn a_word_wider_than_the_line_still_gets_a_line() {
        assert_eq!(lines("aa bbbbbbbbbbbb cc", 60, true), ["aa", "bbbbbbbbbbbb", "cc"]);
    }

    #[test]
    fn a_gap_is_better_than_words_on_top_of_each_other() {
        for expansion in [0, 20] {
            let lines = lines_that_give("a b cccccccc", 90, true, expansion);
            assert_eq!(lines, ["a b", "cccccccc"], "{expansion}");
        }
    }

    #[test]
    fn one_line_stays_one_line() {
        assert_eq!(lines("aa bb", 100, true), ["aa bb"]);
        assert_eq!(lines("aa", 100, true), ["aa"]);
    }
}
