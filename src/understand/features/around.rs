//! What short lines above announced, and how far running text is.

use super::groups::{DISTANCES, Features, HEADED, OPENED, RUN};
use super::sights::Sight;
use super::{View, bucket};
use crate::understand::topics::{TOPICS, Topics};

/// What short lines above announced.
#[derive(Default)]
pub struct Headed {
    last: Option<Topics>,
    opened: u32,
}

impl Headed {
    /// Adds what they say about a line.
    pub fn add(&mut self, view: &View<'_>, index: usize, features: &mut Features) {
        match self.last {
            Some(topics) => topics.iter().for_each(|topic| features.add(HEADED, topic as usize)),
            None => features.add(HEADED, TOPICS),
        }
        for topic in 0..TOPICS {
            if self.opened & (1 << topic) != 0 {
                features.add(OPENED, topic);
            }
        }
        self.go_on(view, index);
    }

    /// How many topics they announced for a line: right above it, and anywhere.
    pub fn counts(&mut self, view: &View<'_>, index: usize) -> [i16; 2] {
        let last = self.last.map_or(-1, |topics| topics.iter().count() as i16);
        let counts = [last, self.opened.count_ones() as i16];
        self.go_on(view, index);
        counts
    }

    /// Notes what a line announces.
    fn go_on(&mut self, view: &View<'_>, index: usize) {
        const SHORT: usize = 5;
        let sight = &view.sights[index];
        if sight.running {
            self.last = None;
        } else if sight.words <= SHORT && !sight.topics.is_empty() {
            self.last = Some(sight.topics);
            let all = view.running_words[view.sights.len()];
            if view.running_words[index] * 2 > all {
                for topic in sight.topics.iter() {
                    self.opened |= 1 << topic as u8;
                }
            }
        }
    }
}

/// How far running text is, above and below, in lines.
pub struct Since {
    above: Vec<usize>,
    below: Vec<usize>,
}

/// Farther than any line: there is no running text that way.
const NOWHERE: usize = usize::MAX;

impl Since {
    /// Measures all distances at once.
    pub fn distances(sights: &[Sight]) -> Since {
        let walk = |order: &mut dyn Iterator<Item = usize>| {
            let mut distances = vec![NOWHERE; sights.len()];
            let mut last = NOWHERE;
            for index in order {
                last = if sights[index].running { 0 } else { last.saturating_add(1) };
                distances[index] = last;
            }
            distances
        };
        Since { above: walk(&mut (0..sights.len())), below: walk(&mut (0..sights.len()).rev()) }
    }

    /// How far running text is above and below a line.
    pub fn of(&self, index: usize) -> (usize, usize) {
        (self.above[index], self.below[index])
    }

    /// Adds what they say about a line.
    pub fn add(&self, index: usize, features: &mut Features) {
        let (above, below) = (self.above[index], self.below[index]);
        let near = |distance: usize| match distance {
            NOWHERE => 7,
            some => bucket(some, &[1, 2, 3, 5, 9, 17]),
        };
        features.add(DISTANCES, near(above) * 8 + near(below));
        let run = match (above, below) {
            (0, _) => 0,
            (NOWHERE, NOWHERE) => self.above.len(),
            (NOWHERE, some) => index + some,
            (some, NOWHERE) => some + self.above.len() - index - 1,
            (above, below) => above + below - 1,
        };
        let side = match (above, below) {
            (0, _) => 0,
            (NOWHERE, _) => 1,
            (_, NOWHERE) => 2,
            _ => 3,
        };
        features.add(RUN, side * 8 + bucket(run, &[1, 2, 3, 5, 9, 17, 41]));
    }
}
