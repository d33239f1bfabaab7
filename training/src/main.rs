//! Fits the weights by which Offprint tells article from page, and applies them to a half
//! of a corpus. See the README beside it.

mod fit;

use std::error::Error;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use offprint::understand::features::{FEATURES, GROUPS, View};
use offprint::understand::line::{self, Line};
use offprint::understand::{Boldness, Label, understand};
use sha2::{Digest as _, Sha256};

use fit::{STATES, Sample};

type Outcome<T> = Result<T, Box<dyn Error>>;

/// What a clean copy of a text counts beside the text.
const COPY: f64 = 0.4;

/// What a text counts that has no noise.
const CLEAN: f64 = 0.3;

/// The same for a copy in another form, and for one around another article.
const FORM: f64 = 0.3;
const EXCHANGE: f64 = 1.0;

/// The unit of the program's weights.
const UNIT: f64 = 256.0;

fn main() -> Outcome<()> {
    let typed: Vec<String> = std::env::args().skip(1).collect();
    let typed: Vec<&str> = typed.iter().map(String::as_str).collect();
    match typed[..] {
        ["fit", corpus, half, out] => fit_half(&texts(corpus, half)?, Path::new(out)),
        ["apply", corpus, half, out] => apply(&texts(corpus, half)?, Path::new(out)),
        _ => Err("usage: training fit|apply CORPUS tuned|measured|all OUT".into()),
    }
}

/// A text of the corpus.
struct Text {
    name: String,
    text: String,
    labels: String,
}

/// The texts of a part of some corpora, by name.
fn texts(corpora: &str, half: &str) -> Outcome<Vec<Text>> {
    let mut folders: Vec<PathBuf> = Vec::new();
    for corpus in corpora.split(',') {
        for entry in std::fs::read_dir(corpus)? {
            folders.push(entry?.path());
        }
    }
    folders.sort();
    let mut texts = Vec::new();
    for folder in folders {
        let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if !is_in(&name, half) {
            continue;
        }
        let expected = std::fs::read_to_string(folder.join("expected.json"))?;
        let expected: serde_json::Value = serde_json::from_str(&expected)?;
        let labels = expected["labels"].as_str().ok_or("no labels")?.to_owned();
        let text = std::fs::read(folder.join("scraped.txt"))?;
        texts.push(Text { name, text: String::from_utf8_lossy(&text).into_owned(), labels });
    }
    Ok(texts)
}

/// Whether a text is in a part of the corpus: `all`, `tuned`, `measured`, or a fifth of the
/// tuned half, such as `fifth-0`, or all but it, `without-0`.
fn is_in(name: &str, part: &str) -> bool {
    // A site is a name up to the second hyphen, in one collection the whole name.
    let site = match name.starts_with("mozilla-") {
        true => name.to_owned(),
        false => name.splitn(3, '-').take(2).collect::<Vec<_>>().join("-"),
    };
    let hash = Sha256::digest(format!("halves:{site}"));
    let (tuned, fifth) = (hash[0] & 1 == 0, (hash[1] % 5).to_string());
    match part.split_once('-') {
        Some(("fifth", number)) => tuned && fifth == number,
        Some(("without", number)) => tuned && fifth != number,
        _ => part == "all" || tuned == (part == "tuned"),
    }
}

fn fit_half(texts: &[Text], out: &Path) -> Outcome<()> {
    let (pages, clean): (Vec<&Text>, Vec<&Text>) =
        texts.iter().partition(|text| text.labels.contains('N'));
    let mut samples: Vec<Sample> = clean.iter().filter_map(|text| sample(text, CLEAN)).collect();
    for (at, text) in pages.iter().enumerate() {
        let other = pages[(at + pages.len() / 3) % pages.len()];
        let copies = [
            (text.without_noise(), COPY),
            (text.tight(), FORM),
            (text.airy(), FORM),
            (text.around(other), EXCHANGE),
        ];
        samples.extend(sample(text, 1.0));
        samples.extend(copies.iter().filter_map(|(copy, weight)| sample(copy, *weight)));
    }
    let weights = fit::fit(&samples, FEATURES, &prior());
    let old = std::fs::read_to_string(out).unwrap_or_default();
    let mut table: String = old
        .lines()
        .take_while(|l| l.starts_with('#'))
        .fold(String::new(), |head, line| head + line + "\n");
    write_rows(&mut table, &weights)?;
    Ok(std::fs::write(out, table)?)
}

impl Text {
    fn lines(&self) -> impl Iterator<Item = (&str, char)> {
        self.text.split('\n').zip(self.labels.chars())
    }

    fn of(name: &str, lines: &[(&str, char)]) -> Text {
        Text {
            name: name.to_owned(),
            text: lines.iter().map(|(line, _)| *line).collect::<Vec<_>>().join("\n"),
            labels: lines.iter().map(|(_, label)| *label).collect(),
        }
    }

    /// The same text with the lines of the article alone, its title and byline.
    fn without_noise(&self) -> Text {
        let kept: Vec<_> = self.lines().filter(|(_, label)| !"NAM".contains(*label)).collect();
        Text::of(&self.name, &kept)
    }

    /// The same text as another scraper leaves it: no blank lines, no marks of lists.
    fn tight(&self) -> Text {
        let shown = self.lines().filter(|(line, _)| !line.trim().is_empty());
        let bare = |line: &'_ str| line.trim().trim_start_matches(['*', '+', '#', ' ']).len();
        let lines: Vec<_> = shown
            .map(|(line, label)| (&line.trim_end()[line.trim_end().len() - bare(line)..], label))
            .collect();
        Text::of(&self.name, &lines)
    }

    /// The same text with a blank line below each line.
    fn airy(&self) -> Text {
        let shown = self.lines().filter(|(line, _)| !line.trim().is_empty());
        let lines: Vec<_> =
            shown.flat_map(|(line, label)| [(line.trim(), label), ("", '.')]).collect();
        Text::of(&self.name, &lines)
    }

    /// The page of this text around the article of another.
    fn around(&self, other: &Text) -> Text {
        let of =
            |text: &'_ Text, wanted: char| text.labels.chars().filter(|l| *l == wanted).count();
        let (own, theirs) = (of(self, 'C').max(1), of(other, 'C'));
        let content: Vec<_> = other.lines().filter(|(_, label)| *label == 'C').collect();
        let title = other.lines().find(|(_, label)| *label == 'T');
        let mut lines = Vec::new();
        let mut at = 0;
        for (line, label) in self.lines() {
            match label {
                'C' => {
                    lines.extend(&content[at * theirs / own..(at + 1) * theirs / own]);
                    at += 1;
                }
                'T' => lines.push(title.unwrap_or((line, label))),
                'M' | 'D' | 'A' => {}
                _ => lines.push((line, label)),
            }
        }
        Text::of(&self.name, &lines)
    }
}

/// The features of a text, and what its labels allow; `None` where nothing is content.
fn sample(text: &Text, weight: f64) -> Option<Sample> {
    /// From so many lines on a text counts by the root of its length.
    const USUAL: f64 = 40.0;
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
