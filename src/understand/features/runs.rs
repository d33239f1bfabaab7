//! Stretches of lines without running text, looked at as a whole.
//!
//! A menu, a list of teasers and a list of what one must buy are all short lines. What
//! tells them apart is seldom on each line: one of them says what it is, or the text
//! above announces it.

use std::ops::Range;

use super::groups::{Features, RUN_INTRO, RUN_STOPS, RUN_TOLD, RUN_TOPICAL, RUN_WORDS};
use super::sights::Sight;
use super::{bucket, length, signs};
use crate::understand::line::Line;

/// The stretches of a text.
pub struct Runs {
    /// For each shown line the stretch that it is part of; empty for running text.
    runs: Vec<Range<usize>>,
    /// How many lines above each have a telling phrase, a topic, the end of a sentence.
    told: Vec<usize>,
    topical: Vec<usize>,
    stops: Vec<usize>,
}

impl Runs {
    /// Finds all stretches.
    pub fn of(lines: &[Line<'_>], sights: &[Sight]) -> Runs {
        let mut runs = Vec::with_capacity(sights.len());
        while runs.len() < sights.len() {
            let first = runs.len();
            let end = (first..sights.len()).find(|at| sights[*at].running).unwrap_or(sights.len());
            runs.resize(end, first..end);
            if end < sights.len() {
                runs.push(end..end);
            }
        }
        let sums = |holds: &dyn Fn(&Sight) -> bool| {
            let mut sum = 0;
            let rest = sights.iter().map(|sight| {
                sum += usize::from(holds(sight));
                sum
            });
            std::iter::once(0).chain(rest).collect::<Vec<usize>>()
        };
        Runs {
            runs,
            told: sums(&|sight| sight.found.telling > 0),
            topical: sums(&|sight| !sight.topics.is_empty()),
            stops: sums(&|sight| lines[sight.at].ends_sentence),
        }
    }

    /// How many telling lines the text has among a hundred, rounded up.
    pub fn told_in_hundred(&self) -> usize {
        let all = self.told.len() - 1;
        (self.told[all] * 100).div_ceil(all.max(1))
    }

    /// How many lines the stretch of a line has, and how many of them are telling, have a
    /// topic, end as sentences do.
    pub fn counts(&self, index: usize) -> [usize; 4] {
        let run = &self.runs[index];
        let count = |sums: &[usize]| sums[run.end] - sums[run.start];
        [run.len(), count(&self.told), count(&self.topical), count(&self.stops)]
    }

    /// Adds what the stretch of a line says about it.
    pub fn add(&self, lines: &[Line<'_>], sights: &[Sight], index: usize, features: &mut Features) {
        let run = &self.runs[index];
        if run.is_empty() {
            return;
        }
        let side = match (run.start, run.end == sights.len()) {
            (0, _) => 0,
            (_, true) => 2,
            _ => 1,
        };
        let count = |sums: &[usize]| sums[run.end] - sums[run.start];
        let size = bucket(run.len(), &[2, 3, 5, 9, 17]);
        let own = &lines[sights[index].at];
        let told = bucket(count(&self.told), &[1, 2, 4]);
        features.add(RUN_TOLD, (told * 6 + size) * 3 + side);
        let topical = bucket(count(&self.topical) * 100 / run.len(), &[1, 20, 40, 70]);
        features.add(RUN_TOPICAL, (topical * 6 + size) * 3 + side);
        let words = bucket(own.words, &[4, 7, 10, 16, 31]);
        features.add(RUN_WORDS, (size.min(3) * 6 + words) * 3 + side);
        let stops = bucket(count(&self.stops) * 100 / run.len(), &[1, 25, 50, 75]);
        features.add(RUN_STOPS, stops * 5 + length(own.words));
        let colon = |at: usize| lines[sights[at].at].text.ends_with([':', '：']);
        let announced = match run.start {
            first if first > 0 && colon(first - 1) => 2,
            first if colon(first) => 1,
            _ => 0,
        };
        let bullet = usize::from(signs::beginning(own.text) == 5);
        features.add(RUN_INTRO, (announced * 2 + bullet) * 5 + length(own.words));
    }
}
