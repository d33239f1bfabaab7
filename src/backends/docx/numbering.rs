//! The lists of the document: a register of what is counted how, and
//! `word/numbering.xml`.
//!
//! Word tells a definition (how the nine levels look) from a list (what counts
//! together). There is one definition for each kind of mark at each distance
//! from the column's edge, one list for all bullets of a definition, and a list
//! for every numbered list of the article, so that each counts from its own
//! start. The part is written here because `docx-rs` always puts a list of its
//! own before ours and cannot tie levels to styles.

use std::collections::BTreeMap;

use crate::language::markers::{Frame, Marker};
use crate::language::numerals::DECIMAL;
use crate::theme::Theme;

use super::styles::Base;
use super::units::twips;
use super::xml::{Element, element, value};

/// Levels that a definition has.
const LEVELS: usize = 9;

/// Levels that are tied to styles, see [`list_of_style`].
const TIED: usize = 5;

/// The largest number at which Word begins to count.
pub(super) const LARGEST_START: u32 = 32_767;

/// How the items of a list are marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Marks {
    /// With bullets.
    Bullets,
    /// With numbers.
    Numbers(Marker),
    /// Not at all: their text begins with a box.
    Tasks,
}

/// A list: what counts together.
#[derive(Debug)]
struct List {
    definition: usize,
    /// The level that it counts on, and where it starts.
    start: Option<(usize, u32)>,
}

/// The register of lists.
#[derive(Debug)]
pub(super) struct Numbering {
    /// The number of each definition, by its marks and its distance from the column's edge.
    definitions: BTreeMap<(Marks, i32), usize>,
    lists: Vec<List>,
    /// The one list of each definition that does not count.
    uncounted: BTreeMap<usize, usize>,
}

/// The bullets and the numbers that the list styles are tied to.
static TIED_MARKS: [Marks; 2] =
    [Marks::Bullets, Marks::Numbers(Marker { counter: &DECIMAL, frame: Frame::Stop })];

impl Numbering {
    /// A register with the two lists of the list styles.
    pub(super) fn new() -> Numbering {
        let mut numbering = Numbering {
            definitions: BTreeMap::new(),
            lists: Vec::new(),
            uncounted: BTreeMap::new(),
        };
        for marks in &TIED_MARKS {
            let definition = numbering.definition(*marks, 0);
            numbering.lists.push(List { definition, start: None });
        }
        numbering.uncounted.insert(0, 1);
        numbering
    }

    /// The id of the list for items on a level, whose outermost list begins at
    /// a distance from the column's edge.
    pub(super) fn list(&mut self, marks: Marks, edge: i32, level: usize, start: u32) -> usize {
        let definition = self.definition(marks, edge);
        let counts = matches!(marks, Marks::Numbers(_));
        match self.uncounted.get(&definition) {
            Some(id) if !counts => return *id,
            _ => {}
        }
        self.lists.push(List { definition, start: counts.then_some((level, start)) });
        let id = self.lists.len();
        if !counts {
            self.uncounted.insert(definition, id);
        }
        id
    }

    fn definition(&mut self, marks: Marks, edge: i32) -> usize {
        let next = self.definitions.len();
        *self.definitions.entry((marks, edge)).or_insert(next)
    }

    /// `word/numbering.xml`.
    pub(super) fn part(&self, theme: &Theme) -> Element {
        let mut definitions: Vec<_> = self.definitions.iter().collect();
        definitions.sort_by_key(|(_, id)| **id);
        let definitions = definitions
            .into_iter()
            .map(|((marks, edge), id)| definition(theme, *id, *marks, *edge));
        let lists = self.lists.iter().enumerate().map(|(index, list)| list.write(index + 1));
        element("w:numbering")
            .set("xmlns:w", super::finish::WORD)
            .with_all(definitions)
            .with_all(lists)
    }
}

impl List {
    fn write(&self, id: usize) -> Element {
        let over = self.start.map(|(level, start)| {
            element("w:lvlOverride").set("w:ilvl", level).with(value("w:startOverride", start))
        });
        element("w:num")
            .set("w:numId", id)
            .with(value("w:abstractNumId", self.definition))
            .with_all(over)
    }
}

fn definition(theme: &Theme, id: usize, marks: Marks, edge: i32) -> Element {
    let tied = edge == 0 && TIED_MARKS.contains(&marks);
    element("w:abstractNum")
        .set("w:abstractNumId", id)
        .with(value("w:multiLevelType", "multilevel"))
        .with_all((0..LEVELS).map(|index| level(theme, index, marks, edge, tied)))
}

fn level(theme: &Theme, index: usize, marks: Marks, edge: i32, tied: bool) -> Element {
    let style = match marks {
        Marks::Bullets => format!("ListBullet{}", suffix(index)),
        _ => format!("ListNumber{}", suffix(index)),
    };
    let bullets = &theme.blocks.bullets;
    let (format, text) = match marks {
        Marks::Bullets => {
            ("bullet", bullets.get(index).or(bullets.last()).cloned().unwrap_or_default())
        }
        Marks::Numbers(marker) => {
            let (before, after) = marker.frame.around();
            (marker.counter.word.unwrap_or("decimal"), format!("{before}%{}{after}", index + 1))
        }
        Marks::Tasks => ("none", String::new()),
    };
    element("w:lvl")
        .set("w:ilvl", index)
        .with(value("w:start", 1))
        .with(value("w:numFmt", format))
        .with_all((tied && index < TIED).then(|| value("w:pStyle", style)))
        .with_all((marks == Marks::Tasks).then(|| value("w:suff", "nothing")))
        .with(value("w:lvlText", text))
        .with(value("w:lvlJc", if matches!(marks, Marks::Numbers(_)) { "right" } else { "left" }))
        .with(
            element("w:pPr").with(
                element("w:ind")
                    .set("w:left", text_left(theme, edge, index))
                    .set("w:hanging", hanging(theme, marks)),
            ),
        )
}

fn suffix(index: usize) -> String {
    if index == 0 { String::new() } else { (index + 1).to_string() }
}

/// Where the text of items on a level begins.
pub(super) fn text_left(theme: &Theme, edge: i32, level: usize) -> i32 {
    edge + twips(theme.body_length(theme.blocks.list_indent)) * (level as i32 + 1)
}

/// How far the mark stands before the text. Numbers end there, so that they
/// stand under each other by their last digits; the others begin there.
pub(super) fn hanging(theme: &Theme, marks: Marks) -> i32 {
    let indent = twips(theme.body_length(theme.blocks.list_indent));
    match marks {
        Marks::Bullets => indent * 5 / 8,
        Marks::Numbers(_) => indent / 4,
        Marks::Tasks => indent,
    }
}

/// The list that a list style belongs to.
pub(super) fn list_of_style(base: Base) -> Option<Element> {
    let (id, level) = match base {
        Base::Bullet(level) => (1, level),
        Base::Number(level) => (2, level),
        _ => return None,
    };
    Some(element("w:numPr").with(value("w:ilvl", level - 1)).with(value("w:numId", id)))
}

/// The level of items at a depth; Word's nine serve all deeper ones.
pub(super) fn level_of(depth: usize) -> usize {
    depth.min(LEVELS - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbered_lists_count_for_themselves_and_bullets_do_not() {
        let mut numbering = Numbering::new();
        assert_eq!(numbering.list(Marks::Bullets, 0, 0, 1), 1);
        assert_eq!(numbering.list(Marks::Bullets, 0, 3, 1), 1);
        let numbers = TIED_MARKS[1];
        assert_eq!(numbering.list(numbers, 0, 0, 1), 3);
        assert_eq!(numbering.list(numbers, 0, 0, 7), 4);
        let tasks = numbering.list(Marks::Tasks, 200, 0, 1);
        assert_eq!(numbering.list(Marks::Tasks, 200, 1, 1), tasks);
    }
}
