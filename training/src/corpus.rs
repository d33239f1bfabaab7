//! The texts of a corpus, and copies of them as they might have been.

use std::path::PathBuf;

use sha2::{Digest as _, Sha256};

use crate::Outcome;

/// A text of the corpus.
pub struct Text {
    /// Its name, which begins with the site's.
    pub name: String,
    /// What was scraped.
    pub text: String,
    /// A letter for each line.
    pub labels: String,
}

/// The texts of a part of some corpora, by name.
pub fn texts(corpora: &str, half: &str) -> Outcome<Vec<Text>> {
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

impl Text {
    /// Its lines with their labels.
    pub fn lines(&self) -> impl Iterator<Item = (&str, char)> {
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
    pub fn without_noise(&self) -> Text {
        let kept: Vec<_> = self.lines().filter(|(_, label)| !"NAM".contains(*label)).collect();
        Text::of(&self.name, &kept)
    }

    /// The same text as another scraper leaves it: no blank lines, no marks of lists.
    pub fn tight(&self) -> Text {
        let shown = self.lines().filter(|(line, _)| !line.trim().is_empty());
        let bare = |line: &'_ str| line.trim().trim_start_matches(['*', '+', '#', ' ']).len();
        let lines: Vec<_> = shown
            .map(|(line, label)| (&line.trim_end()[line.trim_end().len() - bare(line)..], label))
            .collect();
        Text::of(&self.name, &lines)
    }

    /// The same text with a blank line below each line.
    pub fn airy(&self) -> Text {
        let shown = self.lines().filter(|(line, _)| !line.trim().is_empty());
        let lines: Vec<_> =
            shown.flat_map(|(line, label)| [(line.trim(), label), ("", '.')]).collect();
        Text::of(&self.name, &lines)
    }

    /// The same text with its lines broken at a width.
    pub fn wrapped(&self) -> Text {
        const WIDTH: usize = 72;
        let mut lines = Vec::new();
        for (line, label) in self.lines() {
            let mut rest = line.trim_end();
            while let Some((at, _)) = rest.char_indices().nth(WIDTH) {
                let Some(space) = rest[..at].rfind(' ').filter(|space| *space > 0) else { break };
                lines.push((&rest[..space], label));
                rest = &rest[space + 1..];
            }
            lines.push((rest, label));
            if label != '.' {
                lines.push(("", '.'));
            }
        }
        Text::of(&self.name, &lines)
    }

    /// Whether it has noise.
    pub fn is_page(&self) -> bool {
        self.labels.contains('N')
    }

    /// Whether it was made of a page whose text is there as well.
    pub fn is_made(&self) -> bool {
        self.name.contains("--")
    }

    /// The page of this text around the article of another.
    pub fn around(&self, other: &Text) -> Text {
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
