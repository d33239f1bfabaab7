//! The shown lines, and what is counted about each before any is looked at closely.

use std::ops::Range;

use super::signs::{BYLINE_WORDS, DATED_WORDS, goes_on};
use crate::understand::byline::{self, Byline};
use crate::understand::dates;
use crate::understand::lexicon::{hash, lower, words};
use crate::understand::line::Line;
use crate::understand::topics::{Found, Topic, Topics, topics_of};
use crate::understand::wrap::Wrap;

/// A shown line with what was counted about it.
pub struct Sight {
    /// The line's number.
    pub at: usize,
    /// Words of its paragraph.
    pub words: usize,
    /// Whether it is running text, for what stands around it.
    pub running: bool,
    /// The first line of its paragraph.
    pub first: usize,
    /// What it speaks of.
    pub topics: Topics,
    /// The same, with where it does so; of long lines the ends.
    pub found: Found,
    /// Whether a blank line stands above.
    pub blank_above: bool,
    /// How often the text has the line.
    pub repeats: usize,
    /// A number that lines share when they say the same.
    pub key: u64,
    /// The first date that it names, if it is no long line.
    pub date: Option<dates::Found>,
    /// What it says as a byline, if it is a short line.
    pub byline: Option<Byline>,
}

/// Whether a line is running text: long, with the marks of sentences.
pub fn is_running(line: &Line<'_>) -> bool {
    line.is_prose() || line.words >= 25 && line.text.contains([',', '，', '.', '。', '،'])
}
/// A number that texts share which say the same, but for marks and capitals.
pub fn key_of(text: &str) -> u64 {
    hash(lower(text.chars().filter(|c| c.is_alphanumeric())))
}

/// The shown lines, and how often each stands in the text.
pub fn sights(lines: &[Line<'_>]) -> Vec<Sight> {
    let shown = lines.iter().enumerate().filter(|(_, line)| !line.is_blank());
    let paragraphs = paragraphs(lines);
    let sight = |(at, line): (usize, &Line<'_>)| {
        let found = topics_of(line.text);
        let dated = line.words <= DATED_WORDS;
        Sight {
            at,
            words: paragraphs[at].0,
            running: paragraphs[at].1,
            first: paragraphs[at].2,
            topics: if line.words <= 60 { found.any } else { Topics::default() },
            found,
            blank_above: at == 0 || lines[at - 1].is_blank(),
            repeats: 1,
            key: key_of(line.text),
            date: dated.then(|| dates::find(line.text)).flatten(),
            byline: (line.words <= BYLINE_WORDS).then(|| byline::find(line.text)).flatten(),
        }
    };
    let mut sights: Vec<Sight> = shown.map(sight).collect();
    let mut order: Vec<usize> = (0..sights.len()).collect();
    order.sort_unstable_by_key(|index| sights[*index].key);
    for same in order.chunk_by(|a, b| sights[*a].key == sights[*b].key).collect::<Vec<_>>() {
        same.iter().for_each(|index| sights[*index].repeats = same.len());
    }
    sights
}

/// Lines that may say whose the text is, since they speak of authors, rights or more to
/// read: as many as any page has, so that a long text costs no more.
pub fn naming(sights: &[Sight]) -> Vec<usize> {
    const MOST: usize = 64;
    let topics = [Topic::Author, Topic::Copyright, Topic::Related];
    let speaks = |index: &usize| topics.iter().any(|topic| sights[*index].topics.has(*topic));
    (0..sights.len()).filter(speaks).take(MOST).collect()
}

/// For each line the words of its paragraph, whether that is running text, and the first
/// line of it: a line is a paragraph, unless the text is hard-wrapped.
fn paragraphs(lines: &[Line<'_>]) -> Vec<(usize, bool, usize)> {
    // What the paragraph of a line in broken text may have.
    const BROKEN: usize = 30;
    // Longer lines are whole paragraphs.
    const WIDEST: usize = 110;
    let wrap = Wrap::of(lines);
    let joins: Vec<bool> = lines
        .windows(2)
        .map(|pair| pair[0].chars <= WIDEST && !pair[1].is_blank() && goes_on(&pair[0], &pair[1]))
        .collect();
    let mut paragraphs = Vec::with_capacity(lines.len());
    while paragraphs.len() < lines.len() {
        let first = paragraphs.len();
        let goes_on =
            |at: &usize| lines.get(*at).is_some_and(|next| wrap.joins(&lines[at - 1], next));
        let end = (first + 1..).find(|at| !goes_on(at)).unwrap_or(first + 1);
        let words = lines[first..end].iter().map(|line| line.words).sum();
        let running = match end - first {
            1 => is_running(&lines[first]),
            _ => words >= 12,
        };
        let broken = !running && !lines[first].is_blank() && in_broken_text(&joins, first);
        let words = if broken { BROKEN.max(words) } else { words };
        paragraphs.resize(end, (words, running || broken, first));
    }
    paragraphs
}

/// Whether most sentences around a line run over the ends of lines, which only
/// hard-wrapped text does, even where its width cannot be told.
fn in_broken_text(joins: &[bool], at: usize) -> bool {
    const REACH: usize = 4;
    const ENOUGH: usize = 3;
    let window = &joins[at.saturating_sub(REACH)..(at + REACH).min(joins.len())];
    window.iter().filter(|joins| **joins).count() >= ENOUGH
}

/// The stretch of lines with the most words, where each line must bring `usual` words
/// not to count against it.
pub fn densest(sights: &[Sight], usual: usize) -> Range<usize> {
    const MOST: isize = 60;
    let (mut best, mut range) = (0, 0..0);
    let (mut sum, mut start) = (0, 0);
    for (at, sight) in sights.iter().enumerate() {
        if sum <= 0 {
            (sum, start) = (0, at);
        }
        sum += (sight.words as isize).min(MOST) - usual as isize;
        if sum > best {
            (best, range) = (sum, start..at + 1);
        }
    }
    range
}

/// The words of the first line that may be the title.
pub fn title_words(lines: &[Line<'_>], sights: &[Sight]) -> Vec<u64> {
    let first = sights.iter().find(|sight| (4..=30).contains(&sight.words));
    let mut words: Vec<u64> =
        first.into_iter().flat_map(|sight| words(lines[sight.at].text)).collect();
    words.sort_unstable();
    words
}

/// The number in the middle.
pub fn median(numbers: impl Iterator<Item = usize>) -> usize {
    let mut sorted: Vec<usize> = numbers.collect();
    sorted.sort_unstable();
    sorted.get(sorted.len() / 2).copied().unwrap_or_default()
}
