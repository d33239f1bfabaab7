//! Fits a row of small trees, each to what those before it left wrong (gradient boosting).

use offprint::understand::features::Numbers;

/// How many trees there are, and how many leaves each may have.
const TREES: usize = 160;
const LEAVES: usize = 15;

/// How much of each tree counts, so that no single one decides.
const SHRINK: f64 = 0.08;

/// What a leaf is drawn to nought by, and how many lines it holds at least.
const PULL: f64 = 5.0;
const FEWEST: usize = 20;

/// How many of a hundred numbers a tree may ask for, and of how many lines it learns.
const ASKED: u64 = 35;
const SEEN: u64 = 70;

/// Into how many steps a number is divided at most.
const STEPS: usize = 100;

/// A line to learn from.
pub struct Row {
    /// Its numbers.
    pub numbers: Numbers,
    /// Whether it is the article.
    pub body: bool,
    /// How much it counts.
    pub weight: f64,
}

/// A tree in the order in which it is written: a question, what follows where the number
/// is below the bound, what follows elsewhere.
pub enum Node {
    /// The number that is asked for, and its bound.
    Ask(usize, i16),
    /// What a line weighs that comes here.
    Leaf(f64),
}

/// All numbers of all lines, by number.
struct Table {
    bounds: Vec<Vec<i16>>,
    steps: Vec<Vec<u8>>,
}

impl Table {
    fn of(rows: &[&Row]) -> Table {
        let count = rows.first().map_or(0, |row| row.numbers.len());
        let bounds: Vec<Vec<i16>> = (0..count).map(|number| bounds(rows, number)).collect();
        let steps = |(number, bounds): (usize, &Vec<i16>)| {
            let step = |row: &&Row| bounds.partition_point(|b| *b <= row.numbers[number]) as u8;
            rows.iter().map(step).collect()
        };
        Table { steps: bounds.iter().enumerate().map(steps).collect(), bounds }
    }
}

/// The bounds between the steps of a number: with as many lines in each.
fn bounds(rows: &[&Row], number: usize) -> Vec<i16> {
    let mut all: Vec<i16> = rows.iter().map(|row| row.numbers[number]).collect();
    all.sort_unstable();
    let mut bounds: Vec<i16> = match STEPS * 4 < all.len() {
        true => (1..STEPS).map(|step| all[step * all.len() / STEPS]).collect(),
        false => all.clone(),
    };
    // Rare numbers are kept apart as well.
    let mut distinct = all;
    distinct.dedup();
    if distinct.len() <= STEPS {
        bounds = distinct;
    }
    bounds.dedup();
    bounds.retain(|bound| *bound != i16::MIN);
    bounds
}

/// A leaf while a tree grows: its lines, and the best question to part them by.
struct Growing {
    rows: Vec<u32>,
    best: Option<(f64, usize, usize)>,
    place: usize,
}

/// What a tree is while it grows.
enum Part {
    Leaf(f64),
    Ask { number: usize, step: usize, below: usize, above: usize },
}

/// Numbers without order that are the same in every run.
struct Chance(u64);

impl Chance {
    fn hundredth(&mut self) -> u64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % 100
    }
}

/// The trees that fit.
pub fn fit(rows: &[&Row]) -> Vec<Vec<Node>> {
    let table = Table::of(rows);
    let mut scores = vec![0.0; rows.len()];
    let mut chance = Chance(1);
    let mut trees = Vec::new();
    for _ in 0..TREES {
        let slopes: Vec<(f64, f64)> = rows.iter().zip(&scores).map(slope).collect();
        let asked: Vec<usize> =
            (0..table.steps.len()).filter(|_| chance.hundredth() < ASKED).collect();
        let seen: Vec<u32> = (0..rows.len() as u32).filter(|_| chance.hundredth() < SEEN).collect();
        let parts = grow(&table, &slopes, &asked, seen);
        for (row, score) in scores.iter_mut().enumerate() {
            *score += weigh(&table, &parts, row);
        }
        let mut nodes = Vec::new();
        write(&table, &parts, 0, &mut nodes);
        trees.push(nodes);
    }
    trees
}

/// How wrong a line is, and how fast that changes.
fn slope((row, score): (&&Row, &f64)) -> (f64, f64) {
    let likely = 1.0 / (1.0 + (-score).exp());
    let wrong = f64::from(u8::from(row.body)) - likely;
    (row.weight * wrong, row.weight * likely * (1.0 - likely))
}

fn grow(table: &Table, slopes: &[(f64, f64)], asked: &[usize], rows: Vec<u32>) -> Vec<Part> {
    let mut parts = vec![Part::Leaf(value(slopes, &rows))];
    let mut leaves = vec![growing(table, slopes, asked, rows, 0)];
    while leaves.len() < LEAVES {
        let gain = |leaf: &Growing| leaf.best.map_or(0.0, |best| best.0);
        let best = (0..leaves.len()).max_by(|a, b| gain(&leaves[*a]).total_cmp(&gain(&leaves[*b])));
        let Some(leaf) = best.filter(|at| gain(&leaves[*at]) > 1e-6) else { break };
        let Growing { rows, best, place } = leaves.swap_remove(leaf);
        let Some((_, number, step)) = best else { break };
        let is_below = |row: &u32| usize::from(table.steps[number][*row as usize]) < step;
        let (below, above): (Vec<u32>, Vec<u32>) = rows.into_iter().partition(is_below);
        parts[place] = Part::Ask { number, step, below: parts.len(), above: parts.len() + 1 };
        for rows in [below, above] {
            let place = parts.len();
            parts.push(Part::Leaf(value(slopes, &rows)));
            leaves.push(growing(table, slopes, asked, rows, place));
        }
    }
    parts
}

fn value(slopes: &[(f64, f64)], rows: &[u32]) -> f64 {
    let (slope, bend) = rows.iter().fold((0.0, 0.0), |(a, b), row| {
        let (slope, bend) = slopes[*row as usize];
        (a + slope, b + bend)
    });
    SHRINK * slope / (bend + PULL)
}

/// A leaf with the question that parts its lines best.
fn growing(
    table: &Table,
    slopes: &[(f64, f64)],
    asked: &[usize],
    rows: Vec<u32>,
    place: usize,
) -> Growing {
    let gain = |slope: f64, bend: f64| slope * slope / (bend + PULL);
    let mut best: Option<(f64, usize, usize)> = None;
    for number in asked {
        let mut sums = [(0.0, 0.0, 0usize); STEPS + 1];
        for row in &rows {
            let (slope, bend) = slopes[*row as usize];
            let sum = &mut sums[usize::from(table.steps[*number][*row as usize])];
            *sum = (sum.0 + slope, sum.1 + bend, sum.2 + 1);
        }
        let all = sums.iter().fold((0.0, 0.0, 0), |a, b| (a.0 + b.0, a.1 + b.1, a.2 + b.2));
        let mut below = (0.0, 0.0, 0);
        for step in 1..=table.bounds[*number].len() {
            let sum = sums[step - 1];
            below = (below.0 + sum.0, below.1 + sum.1, below.2 + sum.2);
            if below.2 < FEWEST || all.2 - below.2 < FEWEST {
                continue;
            }
            let parted = gain(below.0, below.1) + gain(all.0 - below.0, all.1 - below.1);
            let won = parted - gain(all.0, all.1);
            if best.is_none_or(|best| won > best.0) {
                best = Some((won, *number, step));
            }
        }
    }
    Growing { rows, best, place }
}

fn weigh(table: &Table, parts: &[Part], row: usize) -> f64 {
    let mut at = 0;
    loop {
        match parts[at] {
            Part::Leaf(value) => return value,
            Part::Ask { number, step, below, above } => {
                at = if usize::from(table.steps[number][row]) < step { below } else { above };
            }
        }
    }
}

fn write(table: &Table, parts: &[Part], at: usize, nodes: &mut Vec<Node>) {
    match parts[at] {
        Part::Leaf(value) => nodes.push(Node::Leaf(value)),
        Part::Ask { number, step, below, above } => {
            nodes.push(Node::Ask(number, table.bounds[number][step - 1]));
            write(table, parts, below, nodes);
            write(table, parts, above, nodes);
        }
    }
}
