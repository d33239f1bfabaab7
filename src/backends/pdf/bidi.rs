//! Text in both directions, for those who read it from the page.
//!
//! Glyphs stand on a page from left to right as they are seen. Programs that
//! extract text turn the stretches around that run against the page's main
//! direction, and judge by characters: whatever stands beside a number, a full
//! stop or a word in the other direction goes the same way, spaces first. A
//! direction mark (UAX #9, 2.6) where our own levels change tells them where to
//! stop. Marks show nothing, and only lines in both directions have any.

use std::collections::BTreeMap;

use unicode_bidi::{BidiClass, bidi_class};

use super::content::{cluster_length, cluster_text};
use crate::length::{Length, Short};
use crate::typeset::layout::{Glyph, GlyphRun, Item, Page};

/// U+200E LEFT-TO-RIGHT MARK.
const LEFT_TO_RIGHT: char = '\u{200E}';
/// U+200F RIGHT-TO-LEFT MARK.
pub(super) const RIGHT_TO_LEFT: char = '\u{200F}';

const DIRECTIONS: [char; 2] = [LEFT_TO_RIGHT, RIGHT_TO_LEFT];

/// Marks around the text of clusters, by the place of the run among the items of
/// its page and of the cluster's first glyph.
pub(super) type Affixes = BTreeMap<(usize, usize), Affix>;

/// Marks around the text of a cluster.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Affix {
    before: Option<char>,
    after: Option<char>,
}

impl Affix {
    /// A text with the marks around it.
    pub fn around(self, text: &str) -> String {
        self.before.into_iter().chain(text.chars()).chain(self.after).collect()
    }
}

/// A cluster on a line.
struct Cluster {
    place: (usize, usize),
    level: u8,
    class: Class,
    letter: bool,
}

/// How programs that extract text take a character.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Class {
    /// It runs from right to left.
    Right,
    /// It runs from left to right, or is part of numbers.
    Left,
    /// It goes with its neighbours.
    Neutral,
}

fn class(character: char) -> Class {
    use BidiClass::{AL, AN, CS, EN, ES, ET, L, NSM, R};
    match bidi_class(character) {
        R | AL | NSM => Class::Right,
        L | EN | AN | ES | ET | CS => Class::Left,
        _ => Class::Neutral,
    }
}

/// Whether a glyph of text from right to left is a sign that was moved to its
/// letter: it takes no room of its own.
pub(super) fn is_moved_sign(run: &GlyphRun, glyph: &Glyph) -> bool {
    let moved = glyph.x_offset != Short::ZERO || glyph.y_offset != Short::ZERO;
    run.level % 2 == 1 && glyph.advance == Short::ZERO && moved
}

/// Whether the text of one glyph would be read backwards: several characters that
/// run from right to left.
pub(super) fn is_turned(run: &GlyphRun, text: &str) -> bool {
    run.level % 2 == 1
        && text.chars().nth(1).is_some()
        && text.chars().all(|character| !DIRECTIONS.contains(&character))
}

/// The marks that the text of a page needs.
pub(super) fn affixes(page: &Page<'_>) -> Affixes {
    let mut affixes = Affixes::new();
    let runs = page.items.iter().enumerate().filter_map(|(index, placed)| match &placed.item {
        Item::Run(run) => Some((index, placed.at, run)),
        _ => None,
    });
    if !runs.clone().any(|(_, _, run)| run.level % 2 == 1) {
        return affixes;
    }
    let mut lines: Vec<Vec<Cluster>> = Vec::new();
    let mut end: Option<(Length, Length)> = None;
    for (index, at, run) in runs {
        let same = end.is_some_and(|(x, y)| x <= at.x && (y - at.y).0.abs() < run.size.0);
        if !same {
            lines.push(Vec::new());
        }
        if let Some(line) = lines.last_mut() {
            clusters(index, run, line);
        }
        end = Some((at.x + run.width(), at.y));
    }
    let count = |wanted| lines.iter().flatten().filter(|cluster| cluster.class == wanted).count();
    let page_runs_left = count(Class::Right) > count(Class::Left);
    for line in &lines {
        match page_runs_left {
            true => right_to_left(line, &mut affixes),
            false => left_to_right(line, &mut affixes),
        }
    }
    affixes
}

fn clusters(index: usize, run: &GlyphRun, line: &mut Vec<Cluster>) {
    let mut first = 0;
    while first < run.glyphs.len() {
        let length = cluster_length(&run.glyphs[first..]);
        let text = cluster_text(run, &run.glyphs[first..first + length]);
        let character = text.chars().next().unwrap_or(' ');
        line.push(Cluster {
            place: (index, first),
            level: run.level,
            class: class(character),
            letter: character.is_alphanumeric(),
        });
        first += length;
    }
}

/// On a page that runs from right to left, whatever runs from left to right must
/// end before the neutral characters on its left, which come after it.
fn right_to_left(line: &[Cluster], affixes: &mut Affixes) {
    // Always, not where it is needed alone: the glyph of a full stop then stands
    // for the same text everywhere, and needs no `ActualText`, of which some
    // readers turn what is on both sides apart.
    for cluster in line.iter().filter(|cluster| cluster.level % 2 == 1) {
        if cluster.class == Class::Left && !cluster.letter {
            affixes.entry(cluster.place).or_default().before = Some(RIGHT_TO_LEFT);
        }
    }
    for pair in line.windows(2) {
        let [left, cluster] = pair else { continue };
        let begins = left.level % 2 == 1 && cluster.level % 2 == 0;
        if begins && cluster.class == Class::Left && left.class != Class::Right {
            // Words are found better with the mark outside of them.
            affixes.entry(left.place).or_default().after = Some(RIGHT_TO_LEFT);
        }
    }
}

/// On a page that runs from left to right, whatever runs from right to left must
/// end before what stands on its right, which comes after it.
fn left_to_right(line: &[Cluster], affixes: &mut Affixes) {
    for pair in line.windows(2) {
        let [cluster, right] = pair else { continue };
        let stretch_ends = cluster.level % 2 == 1 && right.level % 2 == 0;
        if stretch_ends && !(right.letter && right.class == Class::Left) {
            affixes.entry(right.place).or_default().before = Some(LEFT_TO_RIGHT);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fonts::FaceId;
    use crate::theme::Color;
    use crate::typeset::layout::{Placed, Point};

    /// A run of one glyph for each character, which stand as they are seen.
    fn run(text: &str, level: u8) -> GlyphRun {
        let mut glyphs: Vec<Glyph> = text
            .char_indices()
            .map(|(start, character)| Glyph {
                id: 1,
                advance: Length::points(5).into(),
                x_offset: Short::ZERO,
                y_offset: Short::ZERO,
                text_start: start as u32,
                text_end: (start + character.len_utf8()) as u32,
            })
            .collect();
        if level % 2 == 1 {
            glyphs.reverse();
        }
        let (size, color) = (Length::points(10), Color { red: 0, green: 0, blue: 0 });
        GlyphRun {
            face: FaceId(0),
            size,
            color,
            expansion: 0,
            level,
            glyphs,
            text: text.to_owned(),
            shown: text.len(),
        }
    }

    /// What the runs of a line say, from left to right, with `<` and `>` for marks.
    fn said(runs: &[(&str, u8)]) -> String {
        let mut page = Page {
            width: Length::points(500),
            height: Length::points(500),
            turned: false,
            items: Vec::new(),
            repeated: 0,
            furniture: 0,
            label: String::new(),
        };
        let mut x = Length::ZERO;
        for (text, level) in runs {
            let run = run(text, *level);
            let at = Point { x, y: Length::points(100) };
            x += run.width();
            page.items.push(Placed { at, content: None, item: Item::Run(run) });
        }
        let affixes = affixes(&page);
        let mut said = String::new();
        for (item, placed) in page.items.iter().enumerate() {
            let Item::Run(run) = &placed.item else { continue };
            for (place, glyph) in run.glyphs.iter().enumerate() {
                let text = &run.text[glyph.text_start as usize..glyph.text_end as usize];
                let affix = affixes.get(&(item, place)).copied().unwrap_or_default();
                said += &affix.around(text);
            }
        }
        said.replace(RIGHT_TO_LEFT, "<").replace(LEFT_TO_RIGHT, ">")
    }

    #[test]
    fn marks_keep_neutral_characters_where_they_belong() {
        // A full stop inside of text from right to left, and a number in it.
        assert_eq!(said(&[("אב. גד", 1)]), "דג <.בא");
        assert_eq!(said(&[(" גדה", 1), ("12", 2), ("אב ", 1)]), "הדג <12 בא");
        // A phrase in a page from left to right: what follows stays behind it.
        assert_eq!(said(&[("and so ", 0), ("אב", 1), (", on", 0)]), "and so בא>, on");
        assert_eq!(said(&[("no such text", 0)]), "no such text");
    }
}
