//! Fits a conditional random field on a chain by L-BFGS.

use std::collections::VecDeque;

/// Noise, title, byline, body: as in the program's model.
pub const STATES: usize = 4;
const NOISE: usize = 0;
const BODY: usize = 3;

/// How strongly weights are drawn to their priors.
const PULL: f64 = 16.0;

/// What taking body for something else, and noise for body, costs at a line's full length.
const COST_OF_LOSS: f64 = 3.0;
const COST_OF_NOISE: f64 = 2.0;

type Scores = [f64; STATES];

/// A text with labels.
pub struct Sample {
    /// The features of each shown line.
    pub rows: Vec<Vec<u16>>,
    /// Which states each line may have, as bits.
    pub allowed: Vec<u8>,
    /// The words of each line.
    pub words: Vec<usize>,
    /// How much the text counts.
    pub weight: f64,
}

/// How many numbers there are for so many features: theirs, those of pairs, of the first line.
pub fn length(features: usize) -> usize {
    features * STATES + STATES * STATES + STATES
}

/// The weights that fit best.
pub fn fit(samples: &[Sample], features: usize, prior: &[f64]) -> Vec<f64> {
    const STEPS: usize = 300;
    const MEMORY: usize = 10;
    let mut at = vec![0.0; length(features)];
    let (mut loss, mut slope) = objective(samples, features, prior, &at);
    let mut memory: VecDeque<Pair> = VecDeque::new();
    for _ in 0..STEPS {
        let direction = two_loops(&memory, &slope);
        let Some((next, next_loss, next_slope)) =
            line_search(&at, loss, &slope, &direction, |at| {
                objective(samples, features, prior, at)
            })
        else {
            break;
        };
        let pair = Pair::of(minus(&next, &at), minus(&next_slope, &slope));
        let settled = (loss - next_loss).abs() < 1e-5 * loss.abs();
        (at, loss, slope) = (next, next_loss, next_slope);
        if settled {
            break;
        }
        memory.extend(pair);
        if memory.len() > MEMORY {
            memory.pop_front();
        }
    }
    at
}

/// A step and how the slope changed along it.
struct Pair {
    step: Vec<f64>,
    change: Vec<f64>,
    inverse: f64,
}

impl Pair {
    fn of(step: Vec<f64>, change: Vec<f64>) -> Option<Pair> {
        let product = dot(&step, &change);
        (product > 1e-12).then(|| Pair { step, change, inverse: 1.0 / product })
    }
}

/// The direction in which to go down, by the two loops of Nocedal.
fn two_loops(memory: &VecDeque<Pair>, slope: &[f64]) -> Vec<f64> {
    let mut direction = slope.to_vec();
    let mut shares = Vec::new();
    for pair in memory.iter().rev() {
        let share = pair.inverse * dot(&pair.step, &direction);
        add(&mut direction, -share, &pair.change);
        shares.push(share);
    }
    let scale = memory.back().map_or_else(
        || 1.0 / dot(slope, slope).sqrt().max(1.0),
        |pair| dot(&pair.step, &pair.change) / dot(&pair.change, &pair.change),
    );
    direction.iter_mut().for_each(|x| *x *= scale);
    for (pair, share) in memory.iter().zip(shares.iter().rev()) {
        let back = pair.inverse * dot(&pair.change, &direction);
        add(&mut direction, share - back, &pair.step);
    }
    direction
}

type Point = (Vec<f64>, f64, Vec<f64>);

/// Halves the step until the loss falls enough.
fn line_search(
    at: &[f64],
    loss: f64,
    slope: &[f64],
    direction: &[f64],
    objective: impl Fn(&[f64]) -> (f64, Vec<f64>),
) -> Option<Point> {
    let along = -dot(direction, slope);
    let mut step = 1.0;
    while step > 1e-6 {
        let mut next = at.to_vec();
        add(&mut next, -step, direction);
        let (next_loss, next_slope) = objective(&next);
        if next_loss <= loss + 1e-4 * step * along {
            return Some((next, next_loss, next_slope));
        }
        step *= 0.5;
    }
    None
}

/// The loss at some weights, and its slope.
fn objective(samples: &[Sample], features: usize, prior: &[f64], at: &[f64]) -> (f64, Vec<f64>) {
    let mut slope: Vec<f64> = at.iter().zip(prior).map(|(x, prior)| PULL * (x - prior)).collect();
    let mut loss: f64 = at.iter().zip(prior).map(|(x, p)| 0.5 * PULL * (x - p) * (x - p)).sum();
    let chain = Chain { features, at };
    for sample in samples {
        let scores: Vec<Scores> = sample.rows.iter().map(|row| chain.score(row)).collect();
        // All ways, those that are wrong made dearer, against those that the labels allow.
        let dear: Vec<Scores> =
            (0..scores.len()).map(|t| with_cost(sample, t, scores[t])).collect();
        loss += chain.count(sample, &dear, None, sample.weight, &mut slope);
        loss += chain.count(sample, &scores, Some(&sample.allowed), -sample.weight, &mut slope);
    }
    (loss, slope)
}

fn with_cost(sample: &Sample, line: usize, mut scores: Scores) -> Scores {
    const FULL: f64 = 60.0;
    let share = (sample.words[line] as f64 / FULL).min(1.0).sqrt();
    match sample.allowed[line] {
        0b0001 => scores[BODY] += COST_OF_NOISE * share,
        0b1000 => scores[NOISE..BODY].iter_mut().for_each(|x| *x += COST_OF_LOSS * share),
        _ => {}
    }
    scores
}

struct Chain<'a> {
    features: usize,
    at: &'a [f64],
}

impl Chain<'_> {
    fn pair(&self, a: usize, b: usize) -> usize {
        self.features * STATES + a * STATES + b
    }

    fn first(&self, state: usize) -> usize {
        self.features * STATES + STATES * STATES + state
    }

    fn score(&self, row: &[u16]) -> Scores {
        let mut scores = [0.0; STATES];
        for feature in row {
            for (state, score) in scores.iter_mut().enumerate() {
                *score += self.at[usize::from(*feature) * STATES + state];
            }
        }
        scores
    }

    /// Adds to the slope how often the allowed ways use each weight; returns the logarithm
    /// of their sum, times the factor.
    fn count(
        &self,
        sample: &Sample,
        scores: &[Scores],
        allowed: Option<&[u8]>,
        factor: f64,
        slope: &mut [f64],
    ) -> f64 {
        let may = |t: usize, s: usize| allowed.is_none_or(|allowed| allowed[t] & (1 << s) != 0);
        let (ahead, behind) = self.ways(scores, &may);
        let whole = log_sum(&ahead[ahead.len() - 1]);
        for t in 0..scores.len() {
            for s in (0..STATES).filter(|s| may(t, *s)) {
                let share = (ahead[t][s] + behind[t][s] - whole).exp() * factor;
                for feature in &sample.rows[t] {
                    slope[usize::from(*feature) * STATES + s] += share;
                }
                if t == 0 {
                    slope[self.first(s)] += share;
                    continue;
                }
                for a in 0..STATES {
                    let way = ahead[t - 1][a] + self.at[self.pair(a, s)] + scores[t][s];
                    slope[self.pair(a, s)] += (way + behind[t][s] - whole).exp() * factor;
                }
            }
        }
        whole * factor
    }

    /// The logarithms of the sums of all ways up to each line, and on from it.
    fn ways(
        &self,
        scores: &[Scores],
        may: &impl Fn(usize, usize) -> bool,
    ) -> (Vec<Scores>, Vec<Scores>) {
        let count = scores.len();
        let mut ahead = vec![[f64::NEG_INFINITY; STATES]; count];
        let mut behind = vec![[0.0; STATES]; count];
        for t in 0..count {
            for s in (0..STATES).filter(|s| may(t, *s)) {
                let reached = match t {
                    0 => self.at[self.first(s)],
                    _ => log_sum(&std::array::from_fn(|a| {
                        ahead[t - 1][a] + self.at[self.pair(a, s)]
                    })),
                };
                ahead[t][s] = reached + scores[t][s];
            }
        }
        for t in (0..count.saturating_sub(1)).rev() {
            for s in 0..STATES {
                behind[t][s] = log_sum(&std::array::from_fn(|b| match may(t + 1, b) {
                    true => self.at[self.pair(s, b)] + scores[t + 1][b] + behind[t + 1][b],
                    false => f64::NEG_INFINITY,
                }));
            }
        }
        (ahead, behind)
    }
}

fn log_sum(scores: &Scores) -> f64 {
    let most = scores.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    if most == f64::NEG_INFINITY {
        return most;
    }
    most + scores.iter().map(|score| (score - most).exp()).sum::<f64>().ln()
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

fn minus(a: &[f64], b: &[f64]) -> Vec<f64> {
    a.iter().zip(b).map(|(a, b)| a - b).collect()
}

fn add(to: &mut [f64], factor: f64, other: &[f64]) {
    to.iter_mut().zip(other).for_each(|(to, other)| *to += factor * other);
}
