//! What is article and what is not.
//!
//! Scraped text carries the page around the article: forms, menus, teasers.
//! This module tells them apart in steps, each of which may be deepened
//! without the others noticing:
//!
//! 1. [`mod@line`]: the text becomes lines; [`features`] (with [`lexicon`], [`topics`],
//!    [`comment_form`]) says what can be counted about each: how long it is, how it ends,
//!    what stands around it, of what it speaks;
//! 2. [`model`] weighs the features of all lines together, and [`sift`] decides which
//!    lines go. Structure comes first; phrases are evidence with weights, never a verdict;
//! 3. [`front`] (with [`byline`] and [`dates`]) finds title, byline and date;
//! 4. [`shape`] (with [`wrap`]): the lines that stay become paragraphs, headings
//!    and lists;
//! 5. [`repair`], [`brackets`]: characters inside a paragraph are put right.
//!
//! [`attribution`] looks at the last lines of quotations, for all readers.
//!
//! It rests on the text alone and makes no article: readers do that.

pub mod attribution;
pub mod brackets;
pub mod byline;
pub mod comment_form;
pub mod dates;
pub mod features;
pub mod front;
pub mod lexicon;
pub mod line;
pub mod model;
pub mod repair;
pub mod shape;
pub mod sift;
pub mod title;
pub mod topics;
pub mod vocabulary;
pub mod wrap;

use std::ops::Range;

use crate::diagnostics::Boilerplate;
use features::View;
use front::Front;
use line::Line;

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

/// Labels every line. Without cleaning nothing counts as boilerplate, and lines that say
/// more than names and date, or the title once more, stay in the text as well.
pub fn understand(lines: &[Line<'_>], clean: Option<Boldness>) -> Understanding {
    let view = View::of(lines);
    let verdicts = model::judge(&view.features());
    let sifted = clean.map_or_else(Vec::new, |boldness| sift::sift(&view, &verdicts, boldness));
    let mut labels = vec![Label::Body; lines.len()];
    for removal in &sifted {
        labels[removal.lines.clone()].fill(Label::Boilerplate(removal.what));
    }
    let front = front::find(&view, &verdicts, &labels);
    let stays = |line: &usize| front.more.contains(line) || front.repeats.contains(line);
    for line in front.lines().filter(|line| clean.is_some() || !stays(line)) {
        labels[line] = Label::Front;
    }
    let removals = without(sifted, &labels, lines);
    Understanding { removals, labels, front }
}

/// Removals without the lines that turned out to be title, byline or date, and
/// without blank lines at their ends.
fn without(removals: Vec<Removal>, labels: &[Label], lines: &[Line<'_>]) -> Vec<Removal> {
    let mut left = Vec::new();
    for removal in removals {
        let mut open: Option<Removal> = None;
        for at in removal.lines.clone() {
            if labels[at] == Label::Front {
                left.extend(open.take());
            } else {
                let lines = at..at;
                open.get_or_insert_with(|| Removal { lines, ..removal.clone() }).lines.end = at + 1;
            }
        }
        left.extend(open);
    }
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
