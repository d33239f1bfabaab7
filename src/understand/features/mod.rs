//! What can be said about a line: by itself, and by its place among the others.
//!
//! A feature is a yes or no: "this line has four words", "running text stands
//! right above". Features come in groups of which a line has one each, or some.
//! [`super::model`] weighs them. Everything here is counted, nothing is judged, and
//! nothing but [`super::topics`] knows a word of any language.

mod around;
mod facts;
mod groups;
mod numbers;
mod runs;
mod sights;
mod signs;

use std::cmp::Ordering;
use std::ops::Range;

use super::Removal;
use super::byline;
use super::comment_form;
use super::lexicon::{Lexicon, Shares};
use super::line::Line;
use crate::cancel;
use around::{Headed, Since};
use facts::{Facts, Known};
use groups::*;
pub use groups::{FEATURES, Features, GROUPS, Group};
pub use numbers::{NUMBERS, Numbers};
use runs::Runs;
pub use sights::{Sight, is_running, key_of};
use sights::{densest, median, title_words};
pub use signs::BYLINE_WORDS;

/// The place of a number among bounds: how many of them it reaches.
fn bucket(number: usize, bounds: &[usize]) -> usize {
    bounds.iter().filter(|bound| number >= **bound).count()
}

const WORD_BOUNDS: [usize; 12] = [1, 2, 3, 4, 5, 7, 9, 12, 16, 21, 31, 51];

/// Five lengths of lines: up to 3 words, 8, 15, 30, and more.
fn length(words: usize) -> usize {
    bucket(words, &[4, 9, 16, 31])
}
/// The lines of a text that are not blank, and what is known about all of them together.
pub struct View<'a> {
    lines: &'a [Line<'a>],
    /// One for each line that is not blank.
    pub sights: Vec<Sight>,
    /// The same, with what was counted when the words of all lines were known.
    facts: Vec<Facts>,
    /// Words of running text above each shown line; one entry more than lines.
    running_words: Vec<usize>,
    /// Words above each shown line.
    all_words: Vec<usize>,
    /// Topical lines above each shown line.
    topical: Vec<usize>,
    usual_indent: usize,
    usual_words: usize,
    /// Forms for comments, and what stands below them.
    pub forms: Vec<Removal>,
    in_form: Vec<bool>,
    densest: [Range<usize>; 3],
    runs: Runs,
    /// Lines that may say whose the text is.
    pub naming: Vec<usize>,
    /// Whether blank lines stand between most lines.
    airy: bool,
}
impl<'a> View<'a> {
    /// Looks at all lines once.
    pub fn of(lines: &'a [Line<'a>]) -> View<'a> {
        let sights = sights::sights(lines);
        let lexicon = Lexicon::of(lines, is_running);
        let sums = |count: &dyn Fn(&Sight) -> usize| {
            let mut sum = 0;
            let rest = sights.iter().map(|sight| {
                sum += count(sight);
                sum
            });
            std::iter::once(0).chain(rest).collect::<Vec<usize>>()
        };
        let running_words = sums(&|sight| if sight.running { sight.words } else { 0 });
        let all_words = sums(&|sight| sight.words);
        let topical = sums(&|sight| usize::from(!sight.topics.is_empty() && sight.words <= 12));
        let running = || sights.iter().filter(|sight| sight.running);
        let usual_indent = median(running().map(|sight| lines[sight.at].indent));
        let usual_words = median(running().map(|sight| sight.words));
        let forms = comment_form::find(lines);
        let mut in_form = vec![false; lines.len()];
        for form in &forms {
            in_form[form.lines.clone()].fill(true);
        }
        let title = title_words(lines, &sights);
        let airy = sights.iter().filter(|sight| sight.blank_above).count() * 2 > sights.len();
        let densest = [8, 16, 30].map(|usual| densest(&sights, usual));
        let names = names(lines, &sights);
        let known = Known { lexicon: &lexicon, title: &title, names: &names };
        let mut own = Vec::new();
        let facts = sights.iter().map(|sight| {
            cancel::check();
            known.facts(&lines[sight.at], sight, &mut own)
        });
        let facts = facts.collect();
        View {
            lines,
            runs: Runs::of(lines, &sights),
            naming: sights::naming(&sights),
            facts,
            running_words,
            all_words,
            topical,
            usual_indent,
            usual_words,
            forms,
            in_form,
            densest,
            airy,
            sights,
        }
    }

    /// The features of every shown line.
    pub fn features(&self) -> Vec<Features> {
        let mut headed = Headed::default();
        let since = Since::distances(&self.sights);
        (0..self.sights.len())
            .map(|index| {
                let mut features = Features(Vec::with_capacity(64));
                self.own(index, &mut features);
                self.speech(index, &mut features);
                self.words(index, &mut features);
                self.beside(index, &mut features);
                self.near(index, &mut features);
                self.whereabouts(index, &mut features);
                headed.add(self, index, &mut features);
                since.add(index, &mut features);
                self.runs.add(self.lines, &self.sights, index, &mut features);
                features
            })
            .collect()
    }

    /// Whether the line is part of a form for comments.
    pub fn in_form(&self, index: usize) -> bool {
        self.in_form[self.sights[index].at]
    }

    /// How much of the running text stands above a line, in percent.
    pub fn share_above(&self, index: usize) -> usize {
        let all = self.running_words[self.sights.len()].max(1);
        self.running_words[index] * 100 / all
    }

    /// What the words of a line have in common with the running text.
    pub fn shares(&self, index: usize) -> Shares {
        self.facts[index].shares
    }

    /// Whether short lines outside the running text say these words, as the name of a site
    /// does in menus and notices.
    pub fn mentions(&self, words: &str) -> bool {
        const SHORT: usize = 25;
        let near = self.sights.iter().skip(1).filter(|sight| sight.words <= SHORT);
        near.filter(|sight| !sight.running).any(|sight| self.lines[sight.at].text.contains(words))
    }

    /// Which of the shown lines a line is.
    pub fn index_of(&self, line: usize) -> Option<usize> {
        self.sights.binary_search_by_key(&line, |sight| sight.at).ok()
    }

    /// All lines.
    pub fn lines(&self) -> &'a [Line<'a>] {
        self.lines
    }

    /// A shown line.
    pub fn line(&self, index: usize) -> &Line<'a> {
        &self.lines[self.sights[index].at]
    }

    /// What the line says by itself.
    fn own(&self, index: usize, features: &mut Features) {
        let (sight, line) = (&self.sights[index], self.line(index));
        features.add(ALWAYS, 0);
        features.add(WORDS, bucket(sight.words, &WORD_BOUNDS));
        let facts = &self.facts[index];
        features.add(ENDING, facts.ending * 5 + length(sight.words));
        features.add(BEGINNING, facts.beginning);
        features.add(CAPITALS, facts.cases.manner * 3 + bucket(line.words, &[4, 12]));
        features.add(DIGITS, signs::digits(line, facts.counts));
        features.add(COMMAS, bucket(facts.counts.commas, &[1, 2, 4]));
        features.add(SENTENCES, bucket(facts.counts.sentences, &[1, 2, 4]));
        features.add(DATE, facts.date);
        features.add(NAMES, facts.names);
        signs::marks(line, facts.counts, features);
        if self.in_form[sight.at] {
            features.add(FORM, 0);
        }
    }

    /// Of what the line speaks.
    fn speech(&self, index: usize, features: &mut Features) {
        let (sight, line) = (&self.sights[index], self.line(index));
        let coarse = bucket(line.words, &[4, 13]);
        let finer = bucket(line.words, &[4, 13, 31]);
        for topic in sight.topics.iter() {
            features.add(TOPIC, topic as usize * 3 + coarse);
        }
        features.add(TOPIC_COUNT, bucket(sight.topics.iter().count(), &[1, 2, 3]) * 3 + coarse);
        for (group, topics) in [(FIRST, sight.found.first), (LAST, sight.found.last)] {
            for topic in topics.iter() {
                features.add(group, topic as usize * 4 + finer);
            }
        }
        if sight.found.telling > 0 {
            let several = bucket(sight.found.telling, &[2, 3]);
            let manner = usize::from(sight.found.tells_first) + 2 * several;
            features.add(TELLING, manner * 4 + finer);
            features.add(TELLING_PLACE, self.region(index) * 3 + coarse);
        }
        let place = self.place(index);
        let late = if place >= 6 { 3.min(place - 4) } else { self.region(index) };
        for topic in sight.topics.iter().filter(|_| line.words <= 12) {
            features.add(TOPIC_PLACE, topic as usize * 4 + late);
        }
    }

    /// What its words have in common with other lines.
    fn words(&self, index: usize, features: &mut Features) {
        let (sight, line) = (&self.sights[index], self.line(index));
        let coarse = bucket(sight.words, &[4, 12]);
        let shares = self.shares(index);
        let grammar = shares.grammar.map_or(0, |share| 1 + bucket(share, &[1, 10, 20, 30, 45]));
        features.add(GRAMMAR, grammar * 3 + coarse);
        let shared = shares.shared.map_or(0, |share| 1 + bucket(share, &[1, 20, 35, 50, 75, 100]));
        features.add(SHARED, shared * 3 + coarse);
        features
            .add(REPEATED, bucket(sight.repeats, &[2, 3, 5]) * 4 + bucket(line.words, &[4, 9, 16]));
        if let Some(first) = self.facts[index].named {
            let manner = usize::from(first) * 3 + self.region(index);
            features.add(NAMED, manner * 5 + length(line.words));
        }
        if line.words <= 30 {
            let share = self.facts[index].title_share;
            let longer = if line.words > 3 { 4 } else { 0 };
            features.add(TITLE_WORDS, bucket(share, &[1, 40, 70, 90]) + longer);
        }
    }

    /// What stands right above and below.
    fn beside(&self, index: usize, features: &mut Features) {
        let (sight, line) = (&self.sights[index], self.line(index));
        let coarse = bucket(line.words, &[4, 13]);
        let kind = |at: Option<usize>| {
            at.and_then(|at| self.sights.get(at)).map_or(0, |sight| 1 + length(sight.words))
        };
        let (above, below) = (kind(index.checked_sub(1)), kind(Some(index + 1)));
        features.add(NEIGHBOURS, (above * 5 + length(sight.words)) * 6 + below);
        let stop = |line: &Line<'_>| match line.text.ends_with([':', '：']) {
            true => 1,
            false if line.ends_sentence => 2,
            false => 3,
        };
        let above = index.checked_sub(1).map_or(0, |above| stop(self.line(above)));
        let ends = match stop(line) {
            1 if !line.ends_sentence => 1,
            _ if line.ends_sentence => 2,
            _ => 0,
        };
        features.add(ABOVE, (above * 3 + ends) * 3 + coarse);
        let goes_on = |at: usize| {
            let pair = self.sights.get(at).zip(self.sights.get(at + 1));
            pair.is_some_and(|(a, b)| signs::goes_on(&self.lines[a.at], &self.lines[b.at]))
        };
        let from_above = index.checked_sub(1).is_some_and(goes_on);
        let sides = usize::from(from_above) * 2 + usize::from(goes_on(index));
        features.add(GOES_ON, sides * 3 + coarse);
        let blank_below = self.sights.get(index + 1).is_none_or(|sight| sight.blank_above);
        let blanks = usize::from(sight.blank_above) * 2 + usize::from(blank_below);
        features.add(BLANKS, blanks * 2 + usize::from(self.airy));
    }

    /// What stands in the lines around.
    fn near(&self, index: usize, features: &mut Features) {
        let coarse = bucket(self.line(index).words, &[4, 13]);
        for (group, reach) in [(WINDOW_2, 2), (WINDOW_5, 5), (WINDOW_10, 10)] {
            let mean = bucket(self.mean(index, reach), &[2, 4, 6, 9, 13, 20, 35, 60]);
            features.add(group, mean);
            if reach == 5 {
                features.add(WINDOW_WORDS, mean * 5 + length(self.sights[index].words));
            }
        }
        let (from, to) = (index.saturating_sub(3), (index + 4).min(self.sights.len()));
        let told = |at: usize| usize::from(at != index && self.sights[at].found.telling > 0);
        let around: usize = (from..to).map(told).sum();
        features.add(TELLING_NEAR, bucket(around, &[1, 2, 3]) * 3 + coarse);
        let near = self.topical[to] - self.topical[from];
        features.add(NEAR_TOPICS, bucket(near, &[1, 2, 3, 5]) * 3 + self.region(index));
    }

    /// Where in the whole text the line stands.
    fn whereabouts(&self, index: usize, features: &mut Features) {
        let sight = &self.sights[index];
        let (size, count) = (length(sight.words), self.sights.len());
        let place = self.place(index);
        features.add(PLACE, place);
        features.add(PLACE_WORDS, place * 5 + size);
        let indent = self.line(index).indent;
        let indent = match indent.cmp(&self.usual_indent) {
            Ordering::Less => 0,
            Ordering::Equal => 1,
            Ordering::Greater => bucket(indent - self.usual_indent, &[5]) + 2,
        };
        features.add(INDENT, indent);
        features.add(FROM_TOP, bucket(index, &[1, 2, 3, 5, 9, 17, 33]));
        features.add(FROM_BOTTOM, bucket(count - 1 - index, &[1, 2, 3, 5, 9, 17, 33]));
        for (group, range) in [DENSEST_8, DENSEST_16, DENSEST_30].into_iter().zip(&self.densest) {
            features.add(group, side(range, index) * 5 + size);
        }
        let density = self.running_words[count] * 100 / self.all_words[count].max(1);
        let told = bucket(self.runs.told_in_hundred(), &[1, 3, 6, 12, 25]);
        features.add(PAGE_TOLD, told * 5 + size);
        features.add(DENSITY, bucket(density, &[20, 40, 60, 80, 92]) * 5 + size);
        if sight.running {
            let share =
                bucket(sight.words * 100 / self.usual_words.max(1), &[30, 50, 80, 150, 300]);
            features.add(LENGTH_BESIDE, share * 3 + self.region(index));
        }
    }

    /// Above all running text, among it, or below.
    fn region(&self, index: usize) -> usize {
        match self.place(index) {
            0 => 0,
            7 => 2,
            _ => 1,
        }
    }

    /// How much of the running text stands above: none, some, … all of it.
    fn place(&self, index: usize) -> usize {
        let all = self.running_words[self.sights.len()];
        let above = self.running_words[index];
        if above == all {
            return if all == 0 { 0 } else { 7 };
        }
        // Per mille, so that the first lead already counts.
        bucket(above * 1000 / all.max(1), &[1, 50, 200, 500, 800, 950])
    }

    /// Words of the lines around, on average.
    fn mean(&self, index: usize, reach: usize) -> usize {
        let (from, to) = (index.saturating_sub(reach), (index + reach + 1).min(self.sights.len()));
        (self.all_words[to] - self.all_words[from]) / (to - from).max(1)
    }
}

/// The names on lines that say who wrote the text, or stand beside a date.
fn names(lines: &[Line<'_>], sights: &[Sight]) -> Vec<String> {
    const MOST: usize = 8;
    // Far below the top of a page stand the authors of other texts.
    const DEEPEST: usize = 400;
    let text = |index: usize| {
        let sight = sights.get(index)?;
        (sight.words <= BYLINE_WORDS).then_some(lines[sight.at].text)
    };
    let dated = |index: usize| text(index).is_some() && sights[index].date.is_some();
    let mut names: Vec<String> = Vec::new();
    for (index, sight) in sights.iter().enumerate().take(DEEPEST) {
        let Some(own) = text(index) else { continue };
        let beside = || dated(index) || dated(index + 1) || index > 0 && dated(index - 1);
        let bare = || beside().then(|| byline::bare(own)).flatten();
        let found = sight.byline.clone().or_else(bare);
        let found = found.into_iter().flat_map(|byline| byline.names);
        names.extend(found.filter(|name| name.chars().count() >= 2));
        names.dedup();
        if names.len() >= MOST {
            break;
        }
    }
    names
}

/// On which side of a stretch a line stands, and how far.
fn side(range: &Range<usize>, index: usize) -> usize {
    if index < range.start {
        bucket(range.start - index, &[3, 10])
    } else if index < range.end {
        let edge = (index - range.start).min(range.end - 1 - index);
        3 + usize::from(edge > 0)
    } else {
        5
    }
}

#[cfg(test)]
mod tests {
    use super::super::line::split;
    use super::*;

    /// The names of the groups and the places in them that a line of a text has.
    fn named(text: &str, index: usize) -> Vec<(&'static str, usize)> {
        let lines = split(text);
        let features = View::of(&lines).features().swap_remove(index);
        let mut numbers = Vec::new();
        for group in GROUPS {
            numbers.extend((0..group.size()).map(|place| (group.name, place)));
        }
        features.0.iter().map(|number| numbers[usize::from(*number)]).collect()
    }

    #[test]
    fn every_number_belongs_to_a_group() {
        let sizes: usize = GROUPS.iter().map(Group::size).sum();
        assert_eq!(sizes, FEATURES);
        let text =
            "Home\n\nBy Jane Doe, 3 March 2021\nShare this: Facebook | © 2021\nThe end.\n東京。";
        let lines = split(text);
        let all = View::of(&lines).features();
        assert!(all.iter().all(|line| line.0.iter().all(|number| usize::from(*number) < FEATURES)));
    }

    #[test]
    fn lines_are_counted_and_placed() {
        let prose = "It was, as everyone in the valley knew, the coldest winter of them all.";
        let text = format!("Home\n{prose}\nShare this\n{prose}");
        assert!(named(&text, 0).contains(&("words", 1)));
        assert!(named(&text, 0).contains(&("place", 0)));
        assert!(named(&text, 2).contains(&("telling", 4)));
        assert!(named(&text, 3).contains(&("repeated", 6)));
    }

    #[test]
    fn stretches_without_running_text_are_looked_at_as_one() {
        let prose = "It was, as everyone in the valley knew, the coldest winter of them all.";
        let text = format!("{prose} {prose} They needed:\n\n- bread\n- cheese\n\n{prose}");
        // Two lines, none of them telling, between running text; an item behind a colon.
        assert!(named(&text, 1).contains(&("run-told", 4)));
        assert!(named(&text, 1).contains(&("run-intro", 25)));
        let text = format!("{prose}\n\nShare this\nFacebook\n\n{prose}");
        assert!(named(&text, 2).contains(&("run-told", 22)));
    }

    #[test]
    fn names_of_authors_are_known_again() {
        let prose = "It was, as everyone in the valley knew, the coldest winter of them all.";
        let text = format!("Winter\nBy Jane Doe\n{prose}\nJane Doe is a writer.");
        let place = named(&text, 3).into_iter().find(|(name, _)| *name == "named");
        assert_eq!(place, Some(("named", 26)));
        assert!(!named(&text, 2).iter().any(|(name, _)| *name == "named"));
    }
}
