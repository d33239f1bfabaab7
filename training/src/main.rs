//! Fits the weights by which Offprint tells article from page, and applies them to a half
//! of a corpus. See the README beside it.

mod corpus;
mod fit;
mod measure;
mod trees;

use std::error::Error;
use std::fmt::Write as _;
use std::path::Path;

use offprint::understand::features::{FEATURES, GROUPS, Sight, View};
use offprint::understand::line::{self, Line};
use offprint::understand::model;
use offprint::understand::{Boldness, Label, understand};

use corpus::{Text, texts};
use fit::{STATES, Sample};
use trees::{Node, Row};

type Outcome<T> = Result<T, Box<dyn Error>>;

/// What a clean copy of a text counts beside the text.
const COPY: f64 = 0.4;

/// What a text counts that has no noise.
const CLEAN: f64 = 0.3;

/// The same for a copy in another form, and for one around another article.
const FORM: f64 = 0.3;
const EXCHANGE: f64 = 1.0;

/// From so many lines on a text counts by the root of its length.
const USUAL: f64 = 40.0;

/// The unit of the program's weights.
const UNIT: f64 = 256.0;

fn main() -> Outcome<()> {
    let typed: Vec<String> = std::env::args().skip(1).collect();
    let typed: Vec<&str> = typed.iter().map(String::as_str).collect();
    match typed[..] {
        ["chain", corpora, weights] => fit_chain(corpora, Path::new(weights)),
        ["trees", corpora, trees] => fit_trees(corpora, Path::new(trees)),
        ["apply", corpus, half, out] => apply(&texts(corpus, half)?, Path::new(out)),
        ["cross", corpora, clean] => measure::cross(corpora, clean),
        _ => Err("usage: training chain|trees|cross|apply …, see the README".into()),
    }
}

/// The number of parts into which the tuned half is cut.
const FOLDS: usize = 5;

/// What the trees learn from: lines of the tuned half, each with the verdicts of a chain
/// that was fitted without its site.
struct Fold {
    rows: Vec<Row>,
    chain: model::Weights,
}

fn folds(corpora: &str) -> Vec<Fold> {
    let one = |fold: usize| {
        let without = texts(corpora, &format!("without-{fold}")).expect("a readable corpus");
        let chain = model::parse(&table_of(&chain(&without)));
        let own = texts(corpora, &format!("fifth-{fold}")).expect("a readable corpus");
        Fold { rows: rows(&chain, &own), chain }
    };
    let numbers: Vec<usize> = (0..FOLDS).collect();
    std::thread::scope(|scope| {
        let parts: Vec<_> = numbers
            .chunks(FOLDS.div_ceil(2))
            .map(|part| scope.spawn(move || part.iter().map(|fold| one(*fold)).collect::<Vec<_>>()))
            .collect();
        parts.into_iter().flat_map(|part| part.join().expect("no panic")).collect()
    })
}

/// The lines of some texts, and of their copies. The trees are what keeps a clean text as
/// it is, so clean copies count more here than for the chain, and made texts less.
fn rows(chain: &model::Weights, texts: &[Text]) -> Vec<Row> {
    const CLEAN_COPY: f64 = 1.2;
    const MADE_PAGE: f64 = 0.2;
    const EXCHANGED: f64 = 0.6;
    let mut rows = Vec::new();
    let pages: Vec<&Text> = texts.iter().filter(|text| text.is_page()).collect();
    for text in texts {
        let weight = match (text.is_made(), text.is_page()) {
            (true, _) => MADE_PAGE,
            (_, true) => 1.0,
            _ => CLEAN,
        };
        add_rows(chain, text, weight, &mut rows);
        let Some(at) = pages.iter().position(|page| page.name == text.name) else { continue };
        add_rows(chain, &text.without_noise(), weight * CLEAN_COPY, &mut rows);
        if text.is_made() {
            continue;
        }
        for copy in [text.tight(), text.airy(), text.wrapped()] {
            add_rows(chain, &copy, FORM, &mut rows);
        }
        let other = pages[(at + pages.len() / 3) % pages.len()];
        add_rows(chain, &text.around(other), EXCHANGED, &mut rows);
    }
    rows
}

fn add_rows(chain: &model::Weights, text: &Text, weight: f64, rows: &mut Vec<Row>) {
    let lines = line::split(&text.text);
    let view = View::of(&lines);
    let verdicts = model::judge(chain, &view.features());
    let labels = text.labels.as_bytes();
    let label = |sight: &Sight| labels.get(sight.at).copied().unwrap_or(b'.');
    let words = |sight: &Sight| lines[sight.at].words.max(1) as f64;
    let noise: f64 = view.sights.iter().filter(|sight| label(sight) == b'N').map(words).sum();
    let own = weight / (view.sights.len() as f64 / USUAL).max(1.0).sqrt();
    for (sight, numbers) in view.sights.iter().zip(view.numbers(&verdicts)) {
        // All words of articles are counted alike in the end, those of noise as what they
        // are of each text's noise.
        let share = match label(sight) {
            b'N' => 10.0 * words(sight) / noise.max(20.0),
            b'C' => DEAR * words(sight) / 50.0,
            _ => continue,
        };
        let weight = (1.0 - SHARE) * own + SHARE * weight * share;
        rows.push(Row { numbers, body: label(sight) == b'C', weight });
    }
}

/// What losing words of the article counts beside keeping others.
const DEAR: f64 = 3.0;

/// How much of what a line counts its words are; the rest is what its text counts.
const SHARE: f64 = 0.9;

fn trees_table(trees: &[Vec<Node>]) -> String {
    let node = |node: &Node| match node {
        Node::Ask(number, bound) => format!("{number}<{bound}"),
        Node::Leaf(weight) => format!("{}", (weight * UNIT).round() as i32),
    };
    let tree = |tree: &Vec<Node>| tree.iter().map(node).collect::<Vec<_>>().join(" ") + "\n";
    trees.iter().map(tree).collect()
}

fn chain(texts: &[Text]) -> Vec<f64> {
    let (pages, clean): (Vec<&Text>, Vec<&Text>) =
        texts.iter().partition(|text| text.labels.contains('N'));
    let mut samples: Vec<Sample> = clean.iter().filter_map(|text| sample(text, CLEAN)).collect();
    // Made texts say too little about titles and bylines, which only the chain tells apart.
    let pages: Vec<&Text> = pages.into_iter().filter(|text| !text.is_made()).collect();
    for (at, text) in pages.iter().enumerate() {
        let other = pages[(at + pages.len() / 3) % pages.len()];
        let copies = [
            (text.without_noise(), COPY),
            (text.tight(), FORM),
            (text.airy(), FORM),
            (text.around(other), EXCHANGE),
            (text.wrapped(), FORM),
        ];
        samples.extend(sample(text, 1.0));
        samples.extend(copies.iter().filter_map(|(copy, weight)| sample(copy, *weight)));
    }
    fit::fit(&samples, FEATURES, &prior())
}

/// Fits the chain to the tuned half.
fn fit_chain(corpora: &str, weights: &Path) -> Outcome<()> {
    write_below_head(weights, &table_of(&chain(&texts(corpora, "tuned")?)))
}

/// Fits the trees to the tuned half, by verdicts of chains that did not know the site.
fn fit_trees(corpora: &str, trees: &Path) -> Outcome<()> {
    let folds = folds(corpora);
    let rows: Vec<&Row> = folds.iter().flat_map(|fold| &fold.rows).collect();
    write_below_head(trees, &trees_table(&trees::fit(&rows)))
}

/// Writes a table below the comments that the file begins with.
fn write_below_head(out: &Path, table: &str) -> Outcome<()> {
    let old = std::fs::read_to_string(out).unwrap_or_default();
    let head = old.lines().take_while(|line| line.starts_with('#'));
    let head: String = head.flat_map(|line| [line, "\n"]).collect();
    Ok(std::fs::write(out, head + table)?)
}

/// The features of a text, and what its labels allow; `None` where nothing is content.
fn sample(text: &Text, weight: f64) -> Option<Sample> {
    let lines = line::split(&text.text);
    let view = View::of(&lines);
    let labels = text.labels.as_bytes();
    let last = labels.iter().rposition(|label| *label == b'C')?;
    let first = labels.iter().position(|label| *label == b'C')?;
    let allowed = |at: usize| match labels.get(at) {
        Some(b'N') => 0b0001,
        Some(b'C') => 0b1000,
        Some(b'T') if at <= last => 0b0010,
        Some(b'B') => 0b0100,
        Some(b'M') if at < first => 0b1011,
        _ => 0b1111,
    };
    let rows: Vec<Vec<u16>> = view.features().into_iter().map(|features| features.0).collect();
    Some(Sample {
        weight: weight / (rows.len() as f64 / USUAL).max(1.0).sqrt(),
        allowed: view.sights.iter().map(|sight| allowed(sight.at)).collect(),
        words: view.sights.iter().map(|sight| lines[sight.at].words).collect(),
        rows,
    })
}

/// What anyone would expect of a feature before looking: how much it speaks for noise.
fn expected(group: &str, place: usize) -> f64 {
    match (group, place) {
        ("topic", place) => [0.2, 0.1, 0.0][place % 3],
        ("first", place) => [0.1, 0.2, 0.1, 0.1][place % 4],
        ("last", place) => [0.1, 0.1, 0.1, 0.0][place % 4],
        ("repeated", place) => [0.0, 0.6, 1.2, 1.2][place / 4],
        ("form", _) => 2.0,
        ("telling", place) => {
            let several = if place / 4 >= 2 { 0.7 } else { 0.0 };
            let first = if (place / 4) % 2 == 1 { 0.5 } else { 0.0 };
            [1.0, 1.2, 0.8, 0.3][place % 4] + several + first
        }
        ("telling-near", place) => [0.0, 0.2, 0.3, 0.5][place / 3],
        ("opened", 0 | 2 | 3) => 0.4,
        ("headed", 0..17) => 0.3,
        ("goes-on", 3..) => -0.7,
        ("words", 8..) => -0.3,
        ("sentences", 2..) => -0.3,
        ("marks", 0 | 1 | 10) => 0.3,
        ("densest-8" | "densest-16" | "densest-30", 15..25) => -0.4,
        ("densest-8" | "densest-16" | "densest-30", _) => 0.4,
        _ => 0.0,
    }
}

fn prior() -> Vec<f64> {
    const STRENGTH: f64 = 1.5;
    const STAYS: f64 = 0.5;
    let mut prior = vec![0.0; fit::length(FEATURES)];
    let mut feature = 0;
    for group in GROUPS {
        for place in 0..group.size() {
            let noise = STRENGTH * expected(group.name, place) / 2.0;
            prior[feature * STATES] = noise;
            prior[feature * STATES + STATES - 1] = -noise;
            feature += 1;
        }
    }
    for state in 0..STATES {
        prior[FEATURES * STATES + state * STATES + state] = STRENGTH * STAYS;
    }
    prior
}

fn table_of(weights: &[f64]) -> String {
    let mut table = String::new();
    write_rows(&mut table, weights).expect("text takes all that is written");
    table
}

fn write_rows(table: &mut String, weights: &[f64]) -> std::fmt::Result {
    let pairs = FEATURES * STATES;
    let first = std::iter::once(("first", 0, pairs + STATES * STATES));
    let after = (0..STATES).map(|state| ("after", state, pairs + state * STATES));
    let places = GROUPS.iter().flat_map(|group| (0..group.size()).map(|place| (group.name, place)));
    let features = places.enumerate().map(|(at, (name, place))| (name, place, at * STATES));
    for (name, place, at) in first.chain(after).chain(features) {
        let own = weights[at..at + STATES].iter().map(|weight| (weight * UNIT).round() as i32);
        let own: Vec<i32> = own.collect();
        if own.iter().any(|weight| *weight != 0) {
            let numbers: Vec<String> = own.iter().map(i32::to_string).collect();
            writeln!(table, "{name}\t{place}\t{}", numbers.join("\t"))?;
        }
    }
    Ok(())
}

/// Writes what the program finds in each text.
fn apply(texts: &[Text], out: &Path) -> Outcome<()> {
    std::fs::create_dir_all(out)?;
    for text in texts {
        let lines = line::split(&text.text);
        let found = understand(&lines, Some(Boldness::Normal));
        let body = lines.iter().zip(&found.labels).filter(|(_, label)| **label == Label::Body);
        let body: Vec<&str> = body.map(|(line, _): (&Line<'_>, _)| line.text).collect();
        let removed = found.removals.iter().flat_map(|removal| removal.lines.clone());
        let removed: Vec<usize> = removed.filter(|at| !lines[*at].is_blank()).collect();
        let front = found.front;
        let title = front.title.map(|(at, part)| lines[at].text[part].to_owned());
        let json = serde_json::json!({
            "title": title,
            "byline": front.byline.map(|(_, names)| names.join(", ")),
            "date": front.date.map(|(_, date)| date.to_string()),
            "body": body.join("\n"),
            "removed": removed,
        });
        std::fs::write(out.join(format!("{}.json", text.name)), json.to_string())?;
    }
    Ok(())
}
