//! What a model removes and loses, measured on sites that it was not fitted to.

use std::collections::BTreeMap;

use offprint::understand::line::{self, Line};
use offprint::understand::{Boldness, Label, Models, trees, understand_by};

use crate::corpus::{Text, texts};
use crate::trees::Row;
use crate::{Outcome, folds, trees_table};

/// Writes what is removed and lost of each fifth by what was fitted to the others, at
/// several bounds.
pub fn cross(corpora: &str, clean: &str) -> Outcome<()> {
    let folds = folds(corpora);
    let shifts: Vec<i32> = (-3..=4).map(|step| step * 64).collect();
    let mut found = vec![Found::default(); shifts.len()];
    for (fold, own) in folds.iter().enumerate() {
        let others: Vec<&Row> = folds
            .iter()
            .enumerate()
            .filter(|(other, _)| *other != fold)
            .flat_map(|(_, other)| &other.rows)
            .collect();
        let table = trees_table(&crate::trees::fit(&others));
        let part = format!("fifth-{fold}");
        let open: Vec<Text> =
            texts(corpora, &part)?.into_iter().filter(|text| !text.is_made()).collect();
        let mut kept = texts(clean, &part)?;
        kept.retain(|text| !text.name.starts_with("bench"));
        for (found, shift) in found.iter_mut().zip(&shifts) {
            let trees = trees::parse(&format!("{table}{shift}\n"));
            let models = Models { chain: &own.chain, trees: &trees };
            open.iter().filter(|text| text.is_page()).for_each(|text| found.page(models, text));
            kept.iter().for_each(|text| found.clean(models, text));
        }
        eprint!("{fold} ");
    }
    for (found, shift) in found.iter().zip(&shifts) {
        found.tell(*shift);
    }
    Ok(())
}

/// What was found in several texts.
#[derive(Clone, Default)]
struct Found {
    removed: Vec<f64>,
    lost: usize,
    content: usize,
    worst: Vec<(usize, String)>,
    copies: (usize, usize),
    classes: BTreeMap<String, (usize, usize)>,
}

impl Found {
    fn page(&mut self, models: Models<'_>, text: &Text) {
        let (lines, labels) = (line::split(&text.text), text.labels.as_bytes());
        let goes = gone(models, &lines);
        let words = |wanted: u8, gone: bool| -> usize {
            let of = |at: &usize| labels.get(*at) == Some(&wanted) && (!gone || goes[*at]);
            (0..lines.len()).filter(of).map(|at| lines[at].words.max(1)).sum()
        };
        self.removed.push(words(b'N', true) as f64 / words(b'N', false).max(1) as f64);
        self.lost += words(b'C', true);
        self.content += words(b'C', false);
        self.worst.push((words(b'C', true), text.name.clone()));
        let copy = text.without_noise();
        let lines = line::split(&copy.text);
        let goes = gone(models, &lines);
        let counts = |at: &usize| matches!(copy.labels.as_bytes().get(*at), Some(b'C' | b'T'));
        self.copies.0 += (0..lines.len()).filter(counts).filter(|at| goes[*at]).count();
        self.copies.1 += (0..lines.len()).filter(counts).count();
    }

    fn clean(&mut self, models: Models<'_>, text: &Text) {
        let lines = line::split(&text.text);
        let goes = gone(models, &lines);
        let class = text.name.split('-').next().unwrap_or_default().to_owned();
        let counts = self.classes.entry(class).or_default();
        counts.0 +=
            lines.iter().zip(&goes).filter(|(line, goes)| !line.is_blank() && **goes).count();
        counts.1 += lines.iter().filter(|line| !line.is_blank()).count();
    }

    fn tell(&self, shift: i32) {
        let mean = self.removed.iter().sum::<f64>() / self.removed.len().max(1) as f64;
        let share = |part: usize, all: usize| part as f64 / all.max(1) as f64;
        let mut worst = self.worst.clone();
        worst.sort_by_key(|(words, _)| std::cmp::Reverse(*words));
        let three: usize = worst.iter().take(3).map(|(words, _)| words).sum();
        print!("{shift:5} removed {mean:.4} lost {:.4}", share(self.lost, self.content));
        print!(" but three {:.4}", share(self.lost - three, self.content));
        print!(" copies {:.4}", 1.0 - share(self.copies.0, self.copies.1));
        for (class, (gone, all)) in &self.classes {
            print!(" {class} {:.4}", 1.0 - share(*gone, *all));
        }
        println!();
        if shift == 0 && std::env::var_os("WORST").is_some() {
            for (words, name) in worst.iter().take(20) {
                println!("    {words} {name}");
            }
        }
    }
}

/// Which lines go.
fn gone(models: Models<'_>, lines: &[Line<'_>]) -> Vec<bool> {
    let found = understand_by(models, lines, Some(Boldness::Normal));
    found.labels.iter().map(|label| matches!(label, Label::Boilerplate(_))).collect()
}
