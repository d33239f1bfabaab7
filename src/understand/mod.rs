//! What is article and what is not.
//!
//! Scraped text carries the page around the article: forms, menus, teasers.
//! This module tells them apart in steps, each of which may be deepened
//! without the others noticing:
//!
//! 1. [`mod@line`]: the text becomes lines; [`features`] (with [`lexicon`], [`topics`],
//!    [`phrases`], [`comment_form`]) says what can be counted about each: how long it is, how it ends,
//!    what stands around it, of what it speaks;
//! 2. [`model`] weighs the features of all lines together, [`trees`] look again with its
//!    verdicts at hand, and [`sift`] (with [`islands`]) decides which lines go. Structure comes first; phrases
//!    are evidence with weights, never a verdict;
//! 3. [`front`] (with [`title`], [`clues`], [`authors`], [`evidence`], [`byline`], [`eastern`], [`glue`],
//!    [`offices`], [`signature`], [`credits`], [`dates`], [`dateline`], [`origin`]) finds title, byline, date and source;
//! 4. [`shape`] (with [`wrap`] and [`pages`]): the lines that stay become paragraphs,
//!    headings, lists, quotations, verse, program text, tables and notes;
//! 5. [`join`], [`repair`], [`brackets`]: lines become running text, and its characters are
//!    put right.
//!
//! [`attribution`] looks at the last lines of quotations, for all readers.
//!
//! It rests on the text alone and makes no article: readers do that.

pub mod attribution;
pub mod authors;
pub mod brackets;
pub mod byline;
pub mod clues;
pub mod comment_form;
pub mod credits;
pub mod dateline;
pub mod dates;
pub mod eastern;
pub mod evidence;
pub mod features;
pub mod front;
pub mod glue;
pub mod initials;
pub mod islands;
pub mod join;
pub mod kicker;
pub mod lexicon;
pub mod line;
pub mod model;
pub mod names;
pub mod offices;
pub mod openings;
pub mod origin;
pub mod pages;
pub mod phrases;
pub mod repair;
pub mod scanner;
pub mod shape;
pub mod sift;
pub mod signature;
pub mod title;
pub mod topics;
pub mod trees;
pub mod vocabulary;
pub mod wrap;

use std::ops::Range;

use crate::diagnostics::Boilerplate;
use features::View;
use front::Front;
use line::Line;
use model::Verdict;

/// What a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Label {
    /// Part of the article's text.
    Body,
    /// The title, the byline or the date: told in the metadata, not in the text.
    Front,
    /// Not part of the article.
    Boilerplate(Boilerplate),
}

/// A stretch of lines that is not part of the article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Removal {
    /// The lines, counted from 0.
    pub lines: Range<usize>,
    /// What they were taken for.
    pub what: Boilerplate,
    /// The evidence, for people.
    pub reason: String,
}

/// What was found out about a text.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Understanding {
    /// One label for each line.
    pub labels: Vec<Label>,
    /// What is told before the text begins.
    pub front: Front,
    /// The stretches that are not part of the article, in order.
    pub removals: Vec<Removal>,
}

/// How bold cleaning is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Boldness {
    /// Only what leaves hardly a doubt goes.
    Gentle,
    /// What is likely not the article goes.
    #[default]
    Normal,
    /// What is not likely the article goes.
    Thorough,
}

/// What was fitted to labelled texts.
#[derive(Clone, Copy)]
pub struct Models<'a> {
    /// The first look at all lines.
    pub chain: &'a model::Weights,
    /// The second.
    pub trees: &'a trees::Trees,
}

impl Models<'_> {
    /// Those that the program goes by.
    pub fn own() -> Models<'static> {
        Models { chain: model::weights(), trees: trees::trees() }
    }

    /// What they say about each shown line.
    pub fn judge(self, view: &View<'_>) -> Vec<Verdict> {
        let mut verdicts = model::judge(self.chain, &view.features());
        let numbers = view.numbers(&verdicts);
        let pooled = view.by_paragraph(&self.trees.judge(&numbers));
        for (index, (verdict, again)) in verdicts.iter_mut().zip(pooled).enumerate() {
            // Two looks that err apart from each other err less together. Running text goes
            // only where the first agrees: losing it is worse than keeping it.
            let mean = (verdict.body + again) / 2;
            let running = view.sights[index].running;
            verdict.article = if running { mean.max(verdict.body) } else { mean };
        }
        verdicts
    }
}

/// Labels every line. Without cleaning nothing counts as boilerplate, and lines that say
/// more than names and date, or the title once more, stay in the text as well.
pub fn understand(lines: &[Line<'_>], clean: Option<Boldness>) -> Understanding {
    understand_by(Models::own(), lines, clean)
}

/// The same by other models than the program's.
pub fn understand_by(
    models: Models<'_>,
    lines: &[Line<'_>],
    clean: Option<Boldness>,
) -> Understanding {
    // Heads and feet of pages would tear the running text apart.
    let furniture = if clean.is_some() { pages::breaks(lines) } else { Vec::new() };
    let mut plain = lines.to_vec();
    for at in furniture.iter().cloned().flatten() {
        plain[at] = lines[at].emptied();
    }
    let view = View::of(&plain);
    let verdicts = models.judge(&view);
    let mut sifted = clean.map_or_else(Vec::new, |boldness| sift::sift(&view, &verdicts, boldness));
    sifted = without_held(&plain, sifted);
    add_furniture(lines, furniture, &mut sifted);
    let mut labels = vec![Label::Body; lines.len()];
    for removal in &sifted {
        labels[removal.lines.clone()].fill(Label::Boilerplate(removal.what));
    }
    let front = front::find(&view, &verdicts, &labels);
    let stays = |line: &usize| front.more.contains(line) || front.repeats.contains(line);
    for line in front.lines().filter(|line| clean.is_some() || !stays(line)) {
        labels[line] = Label::Front;
    }
    Understanding { removals: without(sifted, &labels, lines), labels, front }
}

/// Removals without tables and program text that stand between running text which stays,
/// and without the running text beside these: their lines are short and say little, so
/// that they look like menus.
fn without_held(lines: &[Line<'_>], removals: Vec<Removal>) -> Vec<Removal> {
    if removals.is_empty() {
        return removals;
    }
    let mut goes = vec![false; lines.len()];
    removals.iter().for_each(|removal| goes[removal.lines.clone()].fill(true));
    let stays = |at: &usize| !goes[*at] && lines[*at].is_prose();
    let (first, last) = ((0..lines.len()).find(stays), (0..lines.len()).rfind(stays));
    let Some((first, last)) = first.zip(last) else { return removals };
    let mut kept = vec![false; lines.len()];
    // No table is torn apart either.
    let within = |held: &Range<usize>| {
        held.start > first && (held.end <= last || held.clone().any(|at| !goes[at]))
    };
    for held in shape::held(lines).into_iter().filter(within) {
        let beside = |at: &usize| !lines[*at].is_blank();
        let near = [(0..held.start).rfind(beside), (held.end..lines.len()).find(beside)];
        kept[held].fill(true);
        near.into_iter()
            .flatten()
            .filter(|at| lines[*at].is_prose())
            .for_each(|at| kept[at] = true);
    }
    removals.into_iter().flat_map(|removal| cut(removal, |at| !kept[at])).collect()
}

/// The parts of a removal whose lines are to go.
fn cut(removal: Removal, goes: impl Fn(usize) -> bool) -> Vec<Removal> {
    let mut parts: Vec<Removal> = Vec::new();
    for at in removal.lines.clone().filter(|at| goes(*at)) {
        match parts.last_mut().filter(|part| part.lines.end == at) {
            Some(part) => part.lines.end = at + 1,
            None => parts.push(Removal { lines: at..at + 1, ..removal.clone() }),
        }
    }
    parts
}

/// Adds the heads and feet of pages.
fn add_furniture(lines: &[Line<'_>], furniture: Vec<Range<usize>>, removals: &mut Vec<Removal>) {
    for lines_between in furniture {
        let reason = "it stands at the edge of several pages".to_owned();
        let between = Removal { lines: lines_between, what: Boilerplate::Other, reason };
        removals.extend(cut(between, |at| !lines[at].is_blank()));
    }
    removals.sort_by_key(|removal| removal.lines.start);
}

/// Removals without the lines that turned out to be title, byline or date, and
/// without blank lines at their ends.
fn without(removals: Vec<Removal>, labels: &[Label], lines: &[Line<'_>]) -> Vec<Removal> {
    let cut = |removal| cut(removal, |at| labels[at] != Label::Front);
    let mut left: Vec<Removal> = removals.into_iter().flat_map(cut).collect();
    left.retain_mut(|removal| {
        let says = |at: &usize| !lines[*at].is_blank();
        let first = removal.lines.clone().find(says);
        let last = removal.lines.clone().rfind(says);
        removal.lines = first.zip(last).map_or(0..0, |(first, last)| first..last + 1);
        !removal.lines.is_empty()
    });
    left
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blank_lines_alone_are_not_removed() {
        let removal = |lines| Removal { lines, what: Boilerplate::Other, reason: String::new() };
        let lines = line::split("\nA menu\n\nThe title\n\n");
        let mut labels = vec![Label::Boilerplate(Boilerplate::Other); lines.len()];
        labels[3] = Label::Front;
        let left = without(vec![removal(0..6)], &labels, &lines);
        assert_eq!(left, [removal(1..2)]);
    }
}
