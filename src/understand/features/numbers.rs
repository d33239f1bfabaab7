//! What can be said about a line in numbers, once the chain has judged all lines.
//!
//! The chain ([`crate::understand::model`]) weighs each feature for itself and sees one line
//! back. [`trees`] look again, with the first verdicts on all lines at
//! hand: how sure they are, how far the nearest line is that is surely the article, what
//! most lines of the page are. Trees ask whether a number is below a bound, so numbers stay
//! whole here and need no groups.
//!
//! [`trees`]: crate::understand::trees

use super::around::{Headed, Since};
use super::{View, bucket, signs};
use crate::understand::model::{UNIT, Verdict};
use crate::understand::topics::{Topic, Topics};

/// The numbers of a line, in the order of [`NUMBERS`].
pub type Numbers = Vec<i16>;

/// What the numbers of a line are.
pub const NUMBERS: &[&str] = &[
    "words",
    "chars",
    "ending",
    "beginning",
    "small",
    "digits",
    "commas",
    "sentences",
    "date",
    "names",
    "grammar",
    "shared",
    "repeats",
    "topics",
    "telling",
    "tells-first",
    "first-topics",
    "last-topics",
    "title-words",
    "named",
    "marks",
    "form",
    "indent",
    "blank-above",
    "blank-below",
    "airy",
    "place",
    "from-top",
    "from-bottom",
    "running-above",
    "running-below",
    "run",
    "run-told",
    "run-topical",
    "run-stops",
    "window-2",
    "window-5",
    "window-10",
    "words-3",
    "words-2",
    "words-1",
    "words+1",
    "words+2",
    "words+3",
    "ending-1",
    "ending+1",
    "goes-on-1",
    "goes-on",
    "telling-near",
    "density",
    "page-told",
    "page-running",
    "page-lines",
    "beside",
    "densest-8",
    "densest-16",
    "densest-30",
    "share-topic",
    "related-topic",
    "credit-topic",
    "author-topic",
    "notice-topic",
    "headed",
    "opened",
    "alone",
    "body",
    "title",
    "byline",
    "body-3",
    "body-2",
    "body-1",
    "body+1",
    "body+2",
    "body+3",
    "alone-1",
    "alone+1",
    "around",
    "alone-around",
    "sure-above",
    "sure-below",
    "noise-above",
    "noise-below",
    "noise-run",
    "best-above",
    "best-below",
    "body-left",
    "page-noise",
    "page-noise-words",
    "from-title",
    "same-shape",
    "prefix",
];

/// Farther than any line.
const NOWHERE: usize = 999;

fn short(number: usize) -> i16 {
    i16::try_from(number).unwrap_or(i16::MAX)
}

fn odds(verdict: i32) -> i16 {
    // Beyond a dozen units nothing is surer.
    verdict.clamp(-12 * UNIT, 12 * UNIT) as i16
}

/// What the first verdicts say about all lines.
struct Judged<'a> {
    verdicts: &'a [Verdict],
    sure_above: Vec<usize>,
    sure_below: Vec<usize>,
    noise_above: Vec<usize>,
    noise_below: Vec<usize>,
    best_above: Vec<i32>,
    best_below: Vec<i32>,
    body_words: Vec<usize>,
    page_noise: usize,
    page_noise_words: usize,
    title: usize,
}

impl<'a> Judged<'a> {
    fn of(view: &View<'_>, verdicts: &'a [Verdict]) -> Judged<'a> {
        const SURE: i32 = 3 * UNIT;
        let count = verdicts.len();
        let far = |holds: &dyn Fn(usize) -> bool, order: &mut dyn Iterator<Item = usize>| {
            let mut distances = vec![NOWHERE; count];
            let mut last = NOWHERE;
            for index in order {
                distances[index] = last;
                last = if holds(index) { 1 } else { NOWHERE.min(last + 1) };
            }
            distances
        };
        let body = |index: usize| verdicts[index].body;
        let sure = |index: usize| body(index) > SURE && view.sights[index].words >= 8;
        let noise = |index: usize| body(index) < -SURE / 2;
        let best = |order: &mut dyn Iterator<Item = usize>| {
            let mut all = vec![-12 * UNIT; count];
            let mut most = -12 * UNIT;
            for index in order {
                all[index] = most;
                most = most.max(body(index));
            }
            all
        };
        let mut sum = 0;
        let body_words = std::iter::once(0)
            .chain((0..count).map(|index| {
                sum += if body(index) > 0 { view.sights[index].words } else { 0 };
                sum
            }))
            .collect();
        let noisy = || (0..count).filter(|index| body(*index) < 0);
        let all: usize = view.sights.iter().map(|sight| sight.words).sum();
        let noisy_words: usize = noisy().map(|index| view.sights[index].words).sum();
        Judged {
            verdicts,
            sure_above: far(&sure, &mut (0..count)),
            sure_below: far(&sure, &mut (0..count).rev()),
            noise_above: far(&noise, &mut (0..count)),
            noise_below: far(&noise, &mut (0..count).rev()),
            best_above: best(&mut (0..count)),
            best_below: best(&mut (0..count).rev()),
            body_words,
            page_noise: noisy().count() * 100 / count.max(1),
            page_noise_words: noisy_words * 100 / all.max(1),
            title: (0..count)
                .max_by_key(|index| (verdicts[*index].title, usize::MAX - index))
                .unwrap_or(0),
        }
    }

    fn mean(&self, index: usize, reach: usize, of: impl Fn(&Verdict) -> i32) -> i16 {
        let (from, to) =
            (index.saturating_sub(reach), (index + reach + 1).min(self.verdicts.len()));
        let others = (from..to).filter(|at| *at != index);
        let sum: i32 = others.clone().map(|at| i32::from(odds(of(&self.verdicts[at])))).sum();
        (sum / (others.count().max(1) as i32)) as i16
    }

    fn add(&self, index: usize, numbers: &mut Numbers) {
        let own = &self.verdicts[index];
        numbers.extend([own.alone, own.body, own.title, own.byline].map(odds));
        let near = |by: isize, of: fn(&Verdict) -> i32| {
            let at = index.checked_add_signed(by).and_then(|at| self.verdicts.get(at));
            at.map_or(-12 * UNIT as i16, |verdict| odds(of(verdict)))
        };
        numbers.extend([-3, -2, -1, 1, 2, 3].map(|by| near(by, |verdict| verdict.body)));
        numbers.extend([-1, 1].map(|by| near(by, |verdict| verdict.alone)));
        numbers.push(self.mean(index, 5, |verdict| verdict.body));
        numbers.push(self.mean(index, 3, |verdict| verdict.alone));
        let (above, below) = (self.sure_above[index], self.sure_below[index]);
        numbers.extend([above, below, self.noise_above[index], self.noise_below[index]].map(short));
        // How many lines stand between those that are surely the article.
        numbers.push(short((above + below).min(NOWHERE)));
        numbers.extend([self.best_above[index], self.best_below[index]].map(odds));
        let all = self.body_words.last().copied().unwrap_or(0).max(1);
        numbers.push(short((all - self.body_words[index + 1]) * 1000 / all));
        numbers.extend([self.page_noise, self.page_noise_words].map(short));
        let from_title = index as isize - self.title as isize;
        numbers.push(from_title.clamp(-99, 99) as i16);
    }
}

impl View<'_> {
    /// The numbers of every shown line.
    pub fn numbers(&self, verdicts: &[Verdict]) -> Vec<Numbers> {
        let judged = Judged::of(self, verdicts);
        let since = Since::distances(&self.sights);
        let mut headed = Headed::default();
        let looks = Looks::of(self, verdicts);
        (0..self.sights.len())
            .map(|index| {
                let mut numbers = Numbers::with_capacity(NUMBERS.len());
                self.own_numbers(index, &mut numbers);
                self.place_numbers(index, &since, &mut numbers);
                self.near_numbers(index, &mut numbers);
                self.topic_numbers(index, &mut numbers);
                numbers.extend(headed.counts(self, index));
                judged.add(index, &mut numbers);
                numbers.extend(looks.numbers(index));
                debug_assert_eq!(numbers.len(), NUMBERS.len());
                numbers
            })
            .collect()
    }

    /// Verdicts on all shown lines, those on the lines of a broken paragraph made one: a
    /// paragraph stays or goes as a whole.
    pub fn by_paragraph(&self, verdicts: &[i32]) -> Vec<i32> {
        let mut pooled = Vec::with_capacity(verdicts.len());
        for lines in self.sights.chunk_by(|a, b| a.first == b.first) {
            let own = &verdicts[pooled.len()..pooled.len() + lines.len()];
            let mean = own.iter().sum::<i32>() / i32::try_from(own.len()).unwrap_or(i32::MAX);
            pooled.resize(pooled.len() + own.len(), mean);
        }
        pooled
    }

    fn own_numbers(&self, index: usize, numbers: &mut Numbers) {
        let (sight, line) = (&self.sights[index], self.line(index));
        let facts = &self.facts[index];
        let (shares, counts) = (facts.shares, facts.counts);
        let percent = |share: Option<usize>| share.map_or(-1, short);
        numbers.extend([short(sight.words), short(line.chars)]);
        numbers.extend([ends(facts.ending), facts.beginning as i16, facts.cases.small]);
        numbers.push(short(counts.digits * 100 / line.chars.max(1)));
        numbers.extend([counts.commas, counts.sentences, facts.date, facts.names].map(short));
        numbers.extend([percent(shares.grammar), percent(shares.shared)]);
        numbers.push(short(sight.repeats));
        numbers.push(short(sight.topics.iter().count()));
        numbers.push(short(sight.found.telling));
        numbers.push(i16::from(sight.found.tells_first));
        numbers.push(short(sight.found.first.iter().count()));
        numbers.push(short(sight.found.last.iter().count()));
        numbers.push(short(facts.title_share));
        numbers.push(facts.named.map_or(0, |first| 1 + i16::from(first)));
        numbers.push(signs::mark_set(line, counts));
        numbers.push(i16::from(self.in_form[sight.at]));
    }

    fn place_numbers(&self, index: usize, since: &Since, numbers: &mut Numbers) {
        let (sight, count) = (&self.sights[index], self.sights.len());
        let indent = self.line(index).indent as isize - self.usual_indent as isize;
        numbers.push(indent.clamp(-99, 99) as i16);
        let blank_below = self.sights.get(index + 1).is_none_or(|sight| sight.blank_above);
        numbers.extend([sight.blank_above, blank_below, self.airy].map(i16::from));
        let all = self.running_words[count].max(1);
        numbers.push(short(self.running_words[index] * 1000 / all));
        numbers.extend([index, count - 1 - index].map(|far| short(far.min(NOWHERE))));
        let (above, below) = since.of(index);
        numbers.extend([above, below].map(|far| short(far.min(NOWHERE))));
        numbers.extend(self.runs.counts(index).map(short));
    }

    fn near_numbers(&self, index: usize, numbers: &mut Numbers) {
        numbers.extend([2, 5, 10].map(|reach| short(self.mean(index, reach))));
        let near = |by: isize| index.checked_add_signed(by).filter(|at| *at < self.sights.len());
        let words = |by| near(by).map_or(-1, |at| short(self.sights[at].words));
        numbers.extend([-3, -2, -1, 1, 2, 3].map(words));
        numbers.extend([-1, 1].map(|by| near(by).map_or(-1, |at| ends(self.facts[at].ending))));
        let goes_on = |at: Option<usize>| {
            let pair = at.and_then(|at| self.sights.get(at).zip(self.sights.get(at + 1)));
            pair.is_some_and(|(a, b)| signs::goes_on(&self.lines[a.at], &self.lines[b.at]))
        };
        numbers.extend([index.checked_sub(1), Some(index)].map(|at| i16::from(goes_on(at))));
        let told = |by: isize| near(by).is_some_and(|at| self.sights[at].found.telling > 0);
        numbers.push(short((-3..=3).filter(|by| *by != 0 && told(*by)).count()));
        let count = self.sights.len();
        numbers.push(short(self.running_words[count] * 100 / self.all_words[count].max(1)));
        numbers.push(short(self.runs.told_in_hundred()));
        numbers.extend([short(self.running_words[count]), short(count)]);
        numbers.push(short(self.sights[index].words * 100 / self.usual_words.max(1)));
        for range in &self.densest {
            let from_start = index as isize - range.start as isize;
            let to_end = range.end as isize - 1 - index as isize;
            numbers.push(from_start.min(to_end).clamp(-99, 99) as i16);
        }
    }

    /// Of what the line speaks: 1, a phrase that articles hardly use: 2, and begins with it: 3.
    fn topic_numbers(&self, index: usize, numbers: &mut Numbers) {
        use Topic::*;
        let sight = &self.sights[index];
        let groups: [&[Topic]; 5] = [
            &[Share, Subscribe, Account, Comments, Download, Advert],
            &[Related, Tags, Menu, Tools],
            &[Credit],
            &[Author, Source, Dateline],
            &[Legal, Copyright, Imprint],
        ];
        numbers.extend(groups.map(|group| {
            let any = |topics: Topics| i16::from(group.iter().any(|topic| topics.has(*topic)));
            any(sight.found.any)
                + any(sight.found.first)
                + any(sight.found.last)
                + 2 * any(sight.found.told)
        }));
    }
}

fn ends(ending: usize) -> i16 {
    // Sentences above, all else below.
    [2, 6, 7, 3, 4, 8, 1, 0][ending]
}

/// Lines that look alike, such as the items of a list of teasers: how many of them there
/// are near, and what the first verdicts on them were.
struct Looks {
    shapes: Vec<u32>,
    body: Vec<i16>,
    first: Vec<u64>,
}

impl Looks {
    fn of(view: &View<'_>, verdicts: &[Verdict]) -> Looks {
        let shape = |index: usize| {
            let facts = &view.facts[index];
            let length = bucket(view.line(index).words, &[2, 4, 7, 11, 16, 25, 40, 70]);
            (facts.ending * 9 + facts.beginning) as u32 * 9 + length as u32
        };
        Looks {
            shapes: (0..view.sights.len()).map(shape).collect(),
            body: verdicts.iter().map(|verdict| odds(verdict.body)).collect(),
            first: view.facts.iter().map(|facts| facts.first_word).collect(),
        }
    }

    /// What the first verdicts on lines near say that look the same, and how many lines
    /// near begin with the same word.
    fn numbers(&self, index: usize) -> [i16; 2] {
        const REACH: usize = 8;
        let from = index.saturating_sub(REACH);
        let to = (index + REACH + 1).min(self.shapes.len());
        let same = (from..to).filter(|at| *at != index && self.shapes[*at] == self.shapes[index]);
        let (mut count, mut sum) = (0i32, 0i32);
        for at in same {
            count += 1;
            sum += i32::from(self.body[at]);
        }
        let mean = if count == 0 { 0 } else { sum / count };
        let prefix = (from..to).filter(|at| *at != index && self.first[*at] == self.first[index]);
        [mean as i16, short(prefix.count())]
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::line::split;
    use super::super::super::model::{judge, weights};
    use super::*;

    fn named(text: &str, index: usize, name: &str) -> i16 {
        let lines = split(text);
        let view = View::of(&lines);
        let numbers = view.numbers(&judge(weights(), &view.features()));
        assert!(numbers.iter().all(|numbers| numbers.len() == NUMBERS.len()));
        let at = NUMBERS.iter().position(|own| *own == name).expect(name);
        numbers[index][at]
    }

    #[test]
    fn numbers_stand_where_their_names_say() {
        let prose = "It was, as everyone in the valley knew, the coldest winter of them all.";
        let text = format!("Home\n{prose}\nShare this\n{prose}");
        assert_eq!(named(&text, 0, "words"), 1);
        assert_eq!(named(&text, 0, "words+1"), 14);
        assert_eq!(named(&text, 1, "commas"), 2);
        assert_eq!(named(&text, 2, "run"), 1);
        assert_eq!(named(&text, 2, "share-topic"), 5);
        assert_eq!(named(&text, 3, "repeats"), 2);
        assert_eq!(named(&text, 3, "from-bottom"), 0);
        assert_eq!(named(&text, 3, "body+1"), -12 * UNIT as i16);
    }

    #[test]
    fn the_lines_of_a_paragraph_share_a_verdict() {
        let broken = "The council of the harbour town decided on Tuesday to keep the old\n\
                      ferry for another ten years, since the bridge that was promised is\n\
                      not to be had for what the town has.";
        let text = format!("{broken}\n\n{broken}");
        let lines = split(&text);
        let view = View::of(&lines);
        assert_eq!(view.by_paragraph(&[3, 6, 9, 1, 1, 4]), [6, 6, 6, 2, 2, 2]);
    }
}
