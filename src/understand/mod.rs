//! What is article and what is not.
//!
//! Scraped text carries the page around the article: forms, menus, teasers.
//! This module tells them apart in four steps, each of which may be deepened
//! without the others noticing:
//!
//! 1. [`mod@line`]: the text becomes lines with features (length, how they end);
//! 2. [`comment_form`], [`front`] (with [`byline`] and [`dates`]): lines get
//!    [`Label`]s. Structure comes first; phrases ([`vocabulary`]) are evidence
//!    with weights, never a verdict;
//! 3. [`shape`] (with [`wrap`]): the lines that stay become paragraphs, headings
//!    and lists;
//! 4. [`repair`], [`brackets`]: characters inside a paragraph are put right.
//!
//! [`attribution`] looks at the last lines of quotations, for all readers.
//!
//! It rests on the text alone and makes no article: readers do that.

pub mod attribution;
pub mod brackets;
pub mod byline;
pub mod comment_form;
pub mod dates;
pub mod front;
pub mod line;
pub mod repair;
pub mod shape;
pub mod vocabulary;
pub mod wrap;

use std::ops::Range;

use crate::diagnostics::Boilerplate;
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

/// Labels every line. With `keep_all` nothing counts as boilerplate, and lines that
/// say more than names and date, or the title once more, stay in the text as well.
pub fn understand(lines: &[Line<'_>], keep_all: bool) -> Understanding {
    let removals = if keep_all { Vec::new() } else { comment_form::find(lines) };
    let mut labels = vec![Label::Body; lines.len()];
    for removal in &removals {
        labels[removal.lines.clone()].fill(Label::Boilerplate(removal.what));
    }
    let front = front::find(lines, &labels);
    let keeps = |line: &usize| front.more.contains(line) || front.repeats.contains(line);
    for line in front.lines().filter(|line| !(keep_all && keeps(line))) {
        labels[line] = Label::Front;
    }
    Understanding { labels, front, removals }
}
