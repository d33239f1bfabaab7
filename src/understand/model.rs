//! Which lines are the article: a chain of states, weighed by features.
//!
//! Each line is in one [`State`]. Its features speak for and against each state, and so
//! does the state of the line above: a menu is followed by more menu. The model (a
//! conditional random field on a chain) sums over all ways through the text and says for
//! each line how much more likely it is body than not. The weights stand in
//! `weights.tsv`, which says how they were found. All arithmetic is in whole numbers, so
//! that every machine comes to the same conclusion.

use super::features::{FEATURES, Features, GROUPS, Group};
use super::scanner::{Scanner, is_same};

/// What a line may be to the model.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum State {
    /// Around the article.
    Noise,
    /// Its title.
    Title,
    /// Its author or date.
    Byline,
    /// Its text.
    Body,
}

/// How many states there are.
const STATES: usize = 4;

/// The unit of weights: so many make one natural logarithm.
pub const UNIT: i32 = 256;

/// One number for each state.
type Scores = [i32; STATES];

/// What the model says about a line, in [`UNIT`]s of log odds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Verdict {
    /// How much more likely it is body than anything else.
    pub body: i32,
    /// How much more likely it is the title than anything else.
    pub title: i32,
    /// How much more likely it tells author or date than anything else.
    pub byline: i32,
    /// How much more its own features speak for body than for anything else, whatever the
    /// lines around it are.
    pub alone: i32,
    /// How much more likely it is body than not at a second look ([`super::trees`]), which
    /// knows nothing of titles and bylines.
    pub article: i32,
}

/// The weights of all features, of pairs of neighbours, and of the first line.
pub struct Weights {
    features: [Scores; FEATURES],
    after: [Scores; STATES],
    first: Scores,
}

/// What the model says about each line.
pub fn judge(weights: &Weights, lines: &[Features]) -> Vec<Verdict> {
    let scores: Vec<Scores> = lines.iter().map(|line| weights.score(line)).collect();
    let from_start = forward(weights, &scores);
    let to_end = backward(weights, &scores);
    let ways = from_start.iter().zip(&to_end).map(|(a, b)| plus(*a, *b));
    ways.zip(&scores).map(|(whole, own)| verdict(&whole, own)).collect()
}

fn verdict(whole: &Scores, own: &Scores) -> Verdict {
    Verdict {
        body: odds(whole, State::Body),
        title: odds(whole, State::Title),
        byline: odds(whole, State::Byline),
        alone: odds(own, State::Body),
        article: odds(whole, State::Body),
    }
}

/// How much more likely a state is than all others together.
fn odds(scores: &Scores, state: State) -> i32 {
    let others = (0..STATES).filter(|other| *other != state as usize);
    scores[state as usize] - others.map(|other| scores[other]).reduce(log_add).unwrap_or(0)
}

/// For each line and state the weight of all ways from the first line to it, the line included.
fn forward(weights: &Weights, scores: &[Scores]) -> Vec<Scores> {
    let mut ways: Vec<Scores> = Vec::with_capacity(scores.len());
    for score in scores {
        let reached = ways.last().map_or(weights.first, |before| {
            std::array::from_fn(|state| {
                sum((0..STATES).map(|other| before[other] + weights.after[other][state]))
            })
        });
        ways.push(settled(plus(reached, *score)));
    }
    ways
}

/// For each line and state the weight of all ways from it to the last line, the line excluded.
fn backward(weights: &Weights, scores: &[Scores]) -> Vec<Scores> {
    let mut ways = vec![[0; STATES]; scores.len()];
    for at in (0..scores.len().saturating_sub(1)).rev() {
        let below = plus(ways[at + 1], scores[at + 1]);
        ways[at] = settled(std::array::from_fn(|state| {
            sum((0..STATES).map(|other| weights.after[state][other] + below[other]))
        }));
    }
    ways
}

fn plus(a: Scores, b: Scores) -> Scores {
    std::array::from_fn(|state| a[state] + b[state])
}

/// Scores count only against each other, so the best is made 0: they never overflow.
fn settled(scores: Scores) -> Scores {
    // Far beyond any doubt, and far from the limits of the type.
    const LEAST: i32 = -1_000_000;
    let best = scores.into_iter().max().unwrap_or(0);
    scores.map(|score| (score - best).max(LEAST))
}

fn sum(scores: impl Iterator<Item = i32>) -> i32 {
    scores.reduce(log_add).unwrap_or(0)
}

/// The logarithm of a sum, of two logarithms.
fn log_add(a: i32, b: i32) -> i32 {
    /// `256 ln(1 + e^-x)`, for x in steps of an eighth.
    const ADDED: [i32; 49] = [
        177, 162, 147, 134, 121, 110, 99, 89, 80, 72, 64, 58, 52, 46, 41, 37, 32, 29, 26, 23, 20,
        18, 16, 14, 12, 11, 10, 9, 8, 7, 6, 5, 5, 4, 4, 3, 3, 2, 2, 2, 2, 2, 1, 1, 1, 1, 1, 1, 1,
    ];
    let apart = (a - b).unsigned_abs() as usize / (UNIT as usize / 8);
    a.max(b) + ADDED.get(apart).copied().unwrap_or(0)
}

impl Weights {
    fn score(&self, line: &Features) -> Scores {
        line.0.iter().fold([0; STATES], |scores, feature| {
            self.features.get(usize::from(*feature)).map_or(scores, |own| plus(scores, *own))
        })
    }
}

/// The table as it was fitted.
const TABLE: &str = include_str!("weights.tsv");

/// The weights that the program goes by.
pub fn weights() -> &'static Weights {
    static WEIGHTS: Weights = parse(TABLE);
    &WEIGHTS
}

/// Reads the table. What it does not name weighs nothing; a test reads it strictly.
pub const fn parse(table: &str) -> Weights {
    let mut weights = Weights {
        features: [[0; STATES]; FEATURES],
        after: [[0; STATES]; STATES],
        first: [0; STATES],
    };
    let mut scanner = Scanner::new(table);
    let mut group = GROUPS[0];
    while scanner.next().is_some() {
        if let Some((name, place, scores)) = row(&mut scanner) {
            // The rows of a group stand together.
            if !is_same(name, group.name.as_bytes())
                && let Some(named) = Group::named(name)
            {
                group = named;
            }
            if is_same(name, b"after") && place < STATES {
                weights.after[place] = scores;
            } else if is_same(name, b"first") && place == 0 {
                weights.first = scores;
            } else if is_same(name, group.name.as_bytes()) && place < group.size() {
                weights.features[group.first() + place] = scores;
            }
        }
        scanner.skip_line();
    }
    weights
}

/// `name place noise title byline body`; `None` where a line says something else.
const fn row<'a>(scanner: &mut Scanner<'a>) -> Option<(&'a [u8], usize, Scores)> {
    let name = scanner.until(b'\t');
    scanner.take(b'\t');
    let Some(place @ 0..) = scanner.number() else { return None };
    let mut scores = [0; STATES];
    let mut at = 0;
    while at < STATES {
        scanner.take(b'\t');
        scores[at] = match scanner.number() {
            Some(score) => score as i32,
            None => return None,
        };
        at += 1;
    }
    if scanner.is_line_end() { Some((name, place as usize, scores)) } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_of_the_table_is_read() {
        for line in TABLE.lines().filter(|line| !line.starts_with('#')) {
            let (name, place, _) = row(&mut Scanner::new(line)).unwrap_or_else(|| panic!("{line}"));
            let known = Group::named(name).is_some_and(|group| place < group.size());
            assert!(matches!(name, b"after" | b"first") || known, "{line}");
        }
    }

    #[test]
    fn sums_of_logarithms_are_close() {
        assert_eq!(log_add(0, 0), 177);
        assert_eq!(log_add(1_000, -5_000), 1_000);
        assert_eq!(log_add(512, 256), 512 + 80);
    }

    #[test]
    fn long_texts_do_not_overflow() {
        let lines = vec![Features((0..60).collect()); 50_000];
        let verdicts = judge(weights(), &lines);
        assert_eq!(verdicts.len(), 50_000);
        assert_eq!(verdicts[20_000], verdicts[30_000]);
    }
}
