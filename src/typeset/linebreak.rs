//! The best lines of a paragraph: total fit over all of it.
//!
//! D. E. Knuth and M. F. Plass, "Breaking paragraphs into lines" (Software:
//! Practice and Experience 11, 1981). Every line has a badness that grows with
//! the cube of how far its spaces are stretched or shrunk; the demerits of a
//! paragraph add up over its lines, with prices for hyphens, for hyphens in a
//! row and for a tight line beside a loose one. Of all ways to break, the one
//! with the least demerits is taken. All arithmetic is in whole numbers.

mod other;

pub(super) use other::{break_into, price_of_another};

use super::breaks::{BreakKind, Candidate};
use super::springs::Totals;
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
    /// An em, by which the last line is judged: it is to have two at least, and
    /// to be full or one short of it; zero when any length will do.
    pub last: Length,
    /// How far each line stretches besides where nothing good was found.
    pub emergency: Length,
}

/// How hard lines are looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Effort {
    /// Only good ones.
    Good,
    /// Whatever there is.
    Any,
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
/// A last line of a syllable or two.
const TINY_LAST: i64 = 20_000;
/// A last line that looks as if it should be full and is not.
const ALMOST_FULL_LAST: i64 = 1_000;
/// Of a ragged line's measure, what it is short of at a ratio of 1.
const RAGGED_STRETCH: i64 = 6;
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

impl Node {
    const START: Node =
        Node { candidate: None, line: 0, class: 1, demerits: 0, previous: usize::MAX };
}

/// Chooses the candidates at which lines end; the last candidate always is one.
/// `None` when that takes more effort.
pub(super) fn break_lines(
    candidates: &[Candidate],
    measures: Measures,
    effort: Effort,
) -> Option<Vec<usize>> {
    let search = match effort {
        Effort::Good => Search::good(candidates, measures),
        Effort::Any => Search { candidates, measures, tolerance: AWFUL, force: true },
    };
    search.run()
}

/// Chooses the candidates line by line: the last one that fits, as most
/// programs do.
pub(super) fn first_fit(candidates: &[Candidate], measures: Measures) -> Vec<usize> {
    let search = Search { candidates, measures, tolerance: AWFUL, force: true };
    let mut chosen: Vec<usize> = Vec::new();
    let mut last_fit = None;
    // The same, but no break at a place that is none, in a line that is at least half full.
    let mut last_good = None;
    let mut index = 0;
    while let Some(candidate) = candidates.get(index) {
        let previous = chosen.last().copied();
        let start = Node { candidate: previous, line: chosen.len(), ..Node::START };
        let slack = search.slack(&start, index);
        let over = slack.0 < 0;
        let fits = last_good.or(last_fit).filter(|_| over);
        if let Some(end) = fits {
            chosen.push(end);
            (last_fit, last_good, index) = (None, None, end + 1);
            continue;
        }
        if over || candidate.kind == BreakKind::Forced || index + 1 == candidates.len() {
            chosen.push(index);
            (last_fit, last_good) = (None, None);
        } else {
            last_fit = Some(index);
            let half_full = slack <= search.measure(&start) / 2;
            if candidate.kind != BreakKind::Emergency && half_full {
                last_good = Some(index);
            }
        }
        index += 1;
    }
    chosen
}

struct Search<'c> {
    candidates: &'c [Candidate],
    measures: Measures,
    tolerance: i64,
    /// Whether a line must be found wherever there is none good enough.
    force: bool,
}

impl<'c> Search<'c> {
    /// For good lines alone.
    fn good(candidates: &'c [Candidate], measures: Measures) -> Search<'c> {
        let measures = Measures { emergency: Length::ZERO, ..measures };
        Search { candidates, measures, tolerance: TOLERANCE, force: false }
    }

    fn run(&self) -> Option<Vec<usize>> {
        let mut nodes = vec![Node::START];
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

    /// Takes a line for the best of its class if it is.
    fn offer(
        &self,
        best: &mut [Option<Node>; 4],
        start: usize,
        node: &Node,
        index: usize,
        fit: Fit,
    ) {
        let demerits = node.demerits + self.demerits(node, index, fit);
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
                self.offer(&mut best, start, &node, index, fit);
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

    /// What a line has, and how much room it leaves.
    fn line(&self, node: &Node, index: usize) -> (Totals, Length) {
        let candidate = &self.candidates[index];
        let start = node.candidate.map(|start| &self.candidates[start]);
        let from = start.map_or(Totals::default(), |start| start.after);
        let line = candidate.before - from;
        let start_hangs = start.map_or(self.measures.first_hangs, |start| start.next_hangs.into());
        let room = self.measure(node) + candidate.hangs + start_hangs;
        (line, room - line.width - candidate.added)
    }

    fn slack(&self, node: &Node, index: usize) -> Length {
        self.line(node, index).1
    }

    fn measure(&self, node: &Node) -> Length {
        if node.line == 0 { self.measures.first } else { self.measures.rest }
    }

    fn fit(&self, node: &Node, index: usize) -> Fit {
        let (line, slack) = self.line(node, index);
        let Measures { justified, expansion, emergency, .. } = self.measures;
        let candidate = &self.candidates[index];
        let gives = (line.width + candidate.added - line.rigid).per_mille(expansion);
        if slack.0 < 0 {
            return tight(-slack, gives, if justified { line.shrink } else { Length::ZERO });
        }
        if index + 1 == self.candidates.len() || candidate.kind == BreakKind::Forced {
            return Fit { badness: 0, class: 1, overfull: false };
        }
        // Ragged lines stretch at their end, and so do those that end inside of
        // an address.
        let ragged = self.measure(node) / RAGGED_STRETCH;
        let stretch = match candidate.kind {
            _ if !justified => ragged,
            BreakKind::Part => line.stretch.max(ragged),
            _ => line.stretch,
        };
        loose(slack, gives, stretch + emergency)
    }

    fn demerits(&self, node: &Node, index: usize, fit: Fit) -> i64 {
        let candidate = &self.candidates[index];
        let line = LINE_PENALTY + fit.badness;
        let penalty = i64::from(candidate.penalty);
        let mut demerits = line * line + penalty * penalty;
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
        if index + 1 == self.candidates.len() && node.candidate.is_some() {
            demerits += self.last_line(node, index);
        }
        demerits
    }

    /// What the length of the last line costs.
    fn last_line(&self, node: &Node, index: usize) -> i64 {
        let (line, slack) = self.line(node, index);
        let almost_full = slack > Length::ZERO && slack < self.measures.last;
        match () {
            () if line.width < self.measures.last * 2 => TINY_LAST,
            () if almost_full && self.measures.justified => ALMOST_FULL_LAST,
            () => 0,
        }
    }
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
    use crate::length::Short;

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
            totals = totals + Totals::space(Length::points(4));
            let kind = if index + 1 == count { BreakKind::Forced } else { BreakKind::Word };
            let candidate = Candidate {
                end: at,
                next: at + 1,
                before,
                after: totals,
                added: Short::ZERO,
                hangs: Short::ZERO,
                next_hangs: Short::ZERO,
                penalty: 0,
                kind,
            };
            list.push(candidate);
            at += 1;
        }
        list
    }

    const WIDTH: Length = Length::points(60);
    const MEASURES: Measures = Measures {
        first: WIDTH,
        rest: WIDTH,
        justified: false,
        expansion: 0,
        first_hangs: Length::ZERO,
        last: Length::ZERO,
        emergency: Length::ZERO,
    };

    fn cut(text: &str, chosen: Vec<usize>) -> Vec<&str> {
        let candidates = words(text);
        let mut start = 0;
        let cut = chosen.into_iter().map(|index| {
            let line = &text[start..candidates[index].end];
            start = candidates[index].next.min(text.len());
            line
        });
        cut.collect()
    }

    fn lines(text: &str, measures: Measures) -> Vec<&str> {
        let candidates = words(text);
        let good = break_lines(&candidates, measures, Effort::Good);
        let chosen = good.or_else(|| break_lines(&candidates, measures, Effort::Any));
        cut(text, chosen.unwrap())
    }

    #[test]
    fn the_whole_paragraph_decides_where_the_first_line_ends() {
        // Taking as much as fits would leave "cc" alone with a gap behind it.
        let text = "aaa bb cc ddddd";
        assert_eq!(lines(text, MEASURES), ["aaa", "bb cc", "ddddd"]);
        let first = first_fit(&words(text), MEASURES);
        assert_eq!(cut(text, first), ["aaa bb", "cc", "ddddd"]);
    }

    #[test]
    fn a_word_wider_than_the_line_still_gets_a_line() {
        let text = "aa bbbbbbbbbbbb cc";
        let justified = Measures { justified: true, ..MEASURES };
        assert_eq!(lines(text, justified), ["aa", "bbbbbbbbbbbb", "cc"]);
        assert_eq!(cut(text, first_fit(&words(text), MEASURES)), ["aa", "bbbbbbbbbbbb", "cc"]);
    }

    #[test]
    fn a_gap_is_better_than_words_on_top_of_each_other() {
        let measure = Length::points(90);
        for expansion in [0, 20] {
            let measures =
                Measures { first: measure, rest: measure, justified: true, expansion, ..MEASURES };
            assert_eq!(lines("a b cccccccc", measures), ["a b", "cccccccc"], "{expansion}");
        }
    }

    #[test]
    fn one_line_stays_one_line() {
        let measures = Measures { justified: true, rest: WIDTH * 2, first: WIDTH * 2, ..MEASURES };
        assert_eq!(lines("aa bb", measures), ["aa bb"]);
        assert_eq!(lines("aa", measures), ["aa"]);
    }

    #[test]
    fn the_last_line_is_not_tiny() {
        let text = "aaaaaa bbbbbb ccccc d e";
        let wide = Measures { first: Length::points(200), rest: Length::points(200), ..MEASURES };
        assert_eq!(lines(text, wide), ["aaaaaa bbbbbb ccccc d", "e"]);
        let last = Measures { last: Length::points(10), ..wide };
        assert_eq!(lines(text, last), ["aaaaaa bbbbbb ccccc", "d e"]);
    }

    #[test]
    fn what_cannot_be_good_takes_more_effort() {
        let candidates = words("aaaaa bbbbb ccccc");
        let justified = Measures { justified: true, ..MEASURES };
        assert_eq!(break_lines(&candidates, justified, Effort::Good), None);
        assert!(break_lines(&candidates, justified, Effort::Any).is_some());
        let stretched = Measures { emergency: WIDTH, ..justified };
        assert_eq!(break_lines(&candidates, stretched, Effort::Good), None);
    }
}
