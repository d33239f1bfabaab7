//! Quotations: behind `>` as in mail, or indented on their own in wrapped text.

use std::collections::BTreeMap;

use super::{DEEPEST, Shape, Shaper, begins_small, list};
use crate::understand::line::Line;
use crate::understand::wrap::Wrap;

/// How many words a single quoted line has at least.
const ALONE: usize = 8;

/// How much further in than the text an indented quotation stands.
const INSIDE: usize = 2;

/// Of a hundred lines, how many may be in indented blocks: where there are more,
/// indentation means something else.
const MOST: usize = 50;

impl<'a> Shaper<'a> {
    pub(super) fn find_marked_quotes(&mut self) {
        let mut at = 0;
        while at < self.lines.len() {
            let quoted = |at: &usize| self.is_free(*at) && self.lines[*at].text.starts_with('>');
            let run = (at..self.lines.len()).take_while(quoted).count();
            let alone = |line: &Line<'_>| {
                line.words >= ALONE && line.ends_sentence && line.text.starts_with("> ")
            };
            if run > 1 || run == 1 && (self.depth > 0 || alone(&self.lines[at])) {
                let inner = self.lines[at..at + run].iter().map(|line| self.unquoted(line));
                let inner = self.inside(inner.collect(), self.wrap.narrowed(2));
                let shape = Shape::Quote(inner);
                self.claim(at, at + run, shape);
            }
            at += run.max(1);
        }
    }

    /// A line without its mark, or without all of them where quotations are too deep.
    fn unquoted(&self, line: &Line<'a>) -> Line<'a> {
        let deep = self.depth + 1 >= DEEPEST;
        let marks = line.text.find(|c| c != '>' && !(deep && c == ' ')).unwrap_or(line.text.len());
        let cut = line.after(if deep { marks } else { 1 });
        // The blank behind the mark is no indentation.
        Line { indent: cut.indent.saturating_sub(line.indent + 2), ..cut }
    }

    fn inside(&self, lines: Vec<Line<'a>>, wrap: Wrap) -> Vec<Shape<'a>> {
        let mut shaper = Shaper::new(lines, wrap, self.depth + 1);
        shaper.find();
        shaper.walk()
    }

    pub(super) fn find_indented_quotes(&mut self) {
        if self.wrap.width().is_none() || self.margin() != 0 || self.depth + 1 >= DEEPEST {
            return;
        }
        let blocks = self.blocks();
        let inside = |(first, end): &(usize, usize)| {
            self.lines[*first..*end].iter().all(|line| line.indent >= INSIDE)
        };
        let indented: Vec<bool> = blocks.iter().map(inside).collect();
        let lines = |(first, end): &(usize, usize)| end - first;
        let all: usize = blocks.iter().map(lines).sum();
        let marked = blocks.iter().zip(&indented).filter(|(_, inside)| **inside);
        let count: usize = marked.map(|(block, _)| lines(block)).sum();
        if count * 100 > all * MOST {
            return;
        }
        let mut quotes = Vec::new();
        let mut at = 0;
        while at < blocks.len() {
            let run = indented[at..].iter().take_while(|inside| **inside).count();
            let group = &blocks[at..at + run];
            if group.iter().any(|block| self.is_prose_block(*block)) && self.is_free_group(group) {
                quotes.push((group[0].0, group[run - 1].1));
            }
            at += run.max(1);
        }
        for (first, end) in quotes {
            let lines = self.lines[first..end].to_vec();
            let wrap = Wrap::to_longest(&lines);
            let shape = Shape::Quote(self.inside(lines, wrap));
            self.claim(first, end, shape);
        }
    }

    /// The column at which most lines begin.
    fn margin(&self) -> usize {
        let mut counts = BTreeMap::<usize, usize>::new();
        for line in self.lines.iter().filter(|line| !line.is_blank()) {
            *counts.entry(line.indent).or_default() += 1;
        }
        counts
            .into_iter()
            .max_by_key(|(indent, count)| (*count, usize::MAX - indent))
            .map_or(0, |m| m.0)
    }

    /// Whether a block is running text: sentences go on from line to line in small letters,
    /// and its lines stand as far in as each other, but for the first.
    fn is_prose_block(&self, (first, end): (usize, usize)) -> bool {
        let lines = &self.lines[first..end];
        let small = lines[1..].iter().filter(|line| begins_small(line)).count();
        let words: usize = lines.iter().map(|line| line.words).sum();
        let even = lines[1..].iter().all(|line| line.indent == lines[lines.len() - 1].indent);
        lines.len() >= 2
            && small * 5 >= lines.len() - 1
            && small > 0
            && words >= 12
            && even
            && lines[0].indent >= lines[1].indent
    }

    /// Whether nothing but blank lines stands between blocks, no item opens the first, and no
    /// list stands before it.
    fn is_free_group(&self, group: &[(usize, usize)]) -> bool {
        let (first, end) = (group[0].0, group[group.len() - 1].1);
        let marked = |at: usize| list::marker(&self.lines[at]).is_some();
        let above = (first.saturating_sub(4)..first).rev().find(|at| !self.lines[*at].is_blank());
        let indent = self.lines[first].indent;
        let item =
            above.is_some_and(|at| marked(at) || self.lines[at].indent >= INSIDE && indent > 0);
        let blank = first == 0 || self.lines[first - 1].is_blank();
        let closed = end == self.lines.len() || self.lines[end].is_blank();
        let free = !self.taken[first..end].iter().any(|taken| *taken);
        free && blank && closed && !item && !group.iter().any(|(first, _)| marked(*first))
    }
}
