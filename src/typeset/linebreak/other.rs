//! The same paragraph in another number of lines: what pages ask for that do
//! not come out.

use super::{Candidate, Measures, Node, Search, keep_best, trace};
use crate::typeset::breaks::BreakKind;
use crate::typeset::springs::Totals;

/// Chooses good lines of which there are so many. Returns the candidates at
/// which they end; `None` when there is no such way.
pub(in crate::typeset) fn break_into(
    candidates: &[Candidate],
    measures: Measures,
    lines: usize,
) -> Option<Vec<usize>> {
    let (nodes, ends) = Search::good(candidates, measures).ways(lines)?;
    Some(trace(&nodes, cheapest(&nodes, &ends, lines)?))
}

/// By how many demerits good lines grow dearer when there is one less than so
/// many, and one more; `None` where that cannot be.
pub(in crate::typeset) fn price_of_another(
    candidates: &[Candidate],
    measures: Measures,
    lines: usize,
) -> (Option<i64>, Option<i64>) {
    let (less, more) = may_be_other(candidates, measures, lines);
    let most = if more { lines + 1 } else { lines };
    let ways = (less || more).then(|| Search::good(candidates, measures).ways(most)).flatten();
    let Some((nodes, ends)) = ways else { return (None, None) };
    let demerits = |lines| cheapest(&nodes, &ends, lines).map(|node: usize| nodes[node].demerits);
    let Some(least) = demerits(lines) else { return (None, None) };
    let price = |lines: usize| Some(demerits(lines)? - least);
    (lines.checked_sub(1).and_then(price), price(lines + 1))
}

/// Whether there can be one less than so many lines, and one more, by what all
/// of them together hold: most often it needs no search to know that.
fn may_be_other(candidates: &[Candidate], measures: Measures, lines: usize) -> (bool, bool) {
    let all = candidates.last().map_or(Totals::default(), |last| last.before);
    let gives = (all.width - all.rigid).per_mille(measures.expansion);
    let room = |lines: usize| measures.first + measures.rest * (lines as i64 - 1);
    let less = lines > 1 && all.width - gives - all.shrink <= room(lines - 1);
    (less, all.width + gives + all.stretch * 3 / 2 >= room(lines))
}

/// The cheapest of some ways that has so many lines.
fn cheapest(nodes: &[Node], ends: &[usize], lines: usize) -> Option<usize> {
    let whole = ends.iter().copied().filter(|node| nodes[*node].line == lines);
    whole.min_by_key(|node| nodes[*node].demerits)
}

impl Search<'_> {
    /// All ways to the end that have at most so many lines: those of different
    /// length do not compete.
    fn ways(&self, most: usize) -> Option<(Vec<Node>, Vec<usize>)> {
        let mut nodes = vec![Node::START];
        let mut active = vec![0];
        let mut fresh: Vec<(usize, [Option<Node>; 4])> = Vec::new();
        for index in 0..self.candidates.len() {
            active.retain(|&start| {
                let node = nodes[start];
                let fit = self.fit(&node, index);
                if !fit.overfull && fit.badness <= self.tolerance && node.line < most {
                    let line = node.line + 1;
                    let known = fresh.iter().position(|(other, _)| *other == line);
                    let place = known.unwrap_or_else(|| {
                        fresh.push((line, [None; 4]));
                        fresh.len() - 1
                    });
                    self.offer(&mut fresh[place].1, start, &node, index, fit);
                }
                !fit.overfull
            });
            if self.candidates[index].kind == BreakKind::Forced {
                active.clear();
            }
            for (_, best) in fresh.drain(..) {
                active.extend(keep_best(best, &mut nodes));
            }
            if active.is_empty() {
                return None;
            }
        }
        Some((nodes, active))
    }
}
