//! Lines become paragraphs, headings, lists and all the rest.
//!
//! A line is a paragraph, unless the text is hard-wrapped ([`super::wrap`]). Everything
//! else needs strong evidence: a wrong list or table harms more than a missing one.
//!
//! What can be told from many lines only is looked for first, over all lines, so that the
//! cost grows in a line with the text: [`code`], [`table`], [`quote`], [`verse`], [`heading`],
//! [`notes`]. Each claims the lines that it is sure of. Then one walk shapes what is left:
//! [`list`], rules, paragraphs.

mod code;
mod heading;
mod list;
mod notes;
mod quote;
mod table;
#[cfg(test)]
mod tests;
mod verse;

use std::collections::BTreeMap;
use std::ops::Range;

use super::Label;
use super::line::Line;
use super::pages;
use super::wrap::Wrap;
use crate::article::{Alignment, Numbering};

pub use notes::{Mark, marks_in};

/// How many quotations may hold each other; what is deeper is flattened.
const DEEPEST: usize = 12;

/// Some lines that belong together, without the marks that open them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text<'a> {
    /// The lines; at least one.
    pub lines: Vec<Line<'a>>,
}

impl<'a> From<Line<'a>> for Text<'a> {
    fn from(line: Line<'a>) -> Text<'a> {
        Text { lines: vec![line] }
    }
}

/// A part of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shape<'a> {
    /// Running text.
    Paragraph(Text<'a>),
    /// Text whose lines end where the author ended them: verse, an address.
    Kept(Text<'a>),
    /// A heading of a level from 1.
    Heading(u8, Text<'a>),
    /// Items, numbered or bulleted.
    List(List<'a>),
    /// A quotation.
    Quote(Vec<Shape<'a>>),
    /// Program text, with the language that a fence names.
    Code {
        /// The language.
        language: Option<&'a str>,
        /// The lines, blank ones too.
        lines: Vec<Line<'a>>,
    },
    /// A table.
    Table(Table<'a>),
    /// A break between parts.
    Rule(Line<'a>),
    /// A note that a mark in the text refers to.
    Note {
        /// The same as that of its marks, see [`marks_in`].
        id: String,
        /// Its text.
        text: Text<'a>,
    },
    /// What stands over notes and nothing else: “Notes”.
    NotesHeading(Line<'a>),
}

/// A list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct List<'a> {
    /// The first number and the kind of numbers, for a numbered list.
    pub numbers: Option<(u32, Numbering)>,
    /// Whether no blank lines stand between the items.
    pub tight: bool,
    /// The items.
    pub items: Vec<Vec<Shape<'a>>>,
}

/// A table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table<'a> {
    /// One alignment for each column.
    pub columns: Vec<Alignment>,
    /// How many of the rows are a head.
    pub head: usize,
    /// Rows of cells; a cell may have several lines or none.
    pub rows: Vec<Vec<Vec<Line<'a>>>>,
}

/// Shapes the lines of the body, and says which marks refer to notes.
pub fn shape<'a>(lines: &[Line<'a>], labels: &[Label]) -> (Vec<Shape<'a>>, Vec<Mark>) {
    let rows = rows(lines, labels);
    let found = notes::find(&rows);
    let mut shaper = Shaper::new(rows, Wrap::default(), 0);
    shaper.claim_notes(&found);
    shaper.find();
    (shaper.walk(), found.marks)
}

/// The stretches of lines that are tables or program text, whatever else they look like.
pub fn held(lines: &[Line<'_>]) -> Vec<Range<usize>> {
    let mut shaper = Shaper::new(lines.to_vec(), Wrap::default(), 0);
    shaper.find_code();
    shaper.find_tables();
    shaper.claims.into_iter().map(|(first, (end, _))| first..end).collect()
}

/// The lines of the body. Others are blank, as is the rule below a title, but what parts pages is not there at all
/// where a paragraph goes on behind it.
fn rows<'a>(lines: &[Line<'a>], labels: &[Label]) -> Vec<Line<'a>> {
    let body = |at: usize| {
        let shown = labels[at] == Label::Body && !lines[at].is_blank();
        shown && !(is_rule(lines[at].text) && at > 0 && labels[at - 1] == Label::Front)
    };
    let mut rows = Vec::with_capacity(lines.len());
    let mut at = 0;
    let parted = pages::breaks(lines).into_iter();
    for stretch in parted.filter(|stretch| !stretch.clone().any(body)) {
        let plain = at..stretch.start.max(at);
        rows.extend(plain.map(|at| if body(at) { lines[at] } else { lines[at].emptied() }));
        at = stretch.end;
        let (before, after) = (rows.last(), lines.get(at));
        let goes_on = before.zip(after).is_some_and(|(before, after): (&Line<'_>, _)| {
            !before.ends_sentence && !before.is_blank() && before.indent == after.indent
        });
        if !goes_on {
            rows.extend(lines.get(stretch.start).map(Line::emptied));
        }
    }
    let rest = at..lines.len();
    rows.extend(rest.map(|at| if body(at) { lines[at] } else { lines[at].emptied() }));
    rows
}

/// The lines of a text or of a quotation in it, and what is known about them.
struct Shaper<'a> {
    lines: Vec<Line<'a>>,
    wrap: Wrap,
    /// How many quotations are around.
    depth: usize,
    /// What is shaped already, by its first line, with the line after it.
    claims: BTreeMap<usize, (usize, Shape<'a>)>,
    /// Which lines are part of a claim.
    taken: Vec<bool>,
}

impl<'a> Shaper<'a> {
    /// With the wrap of what is around, where the lines themselves are too few to tell.
    fn new(lines: Vec<Line<'a>>, around: Wrap, depth: usize) -> Shaper<'a> {
        let (wrap, taken) = (Wrap::of_body(&lines).or(around), vec![false; lines.len()]);
        Shaper { lines, wrap, depth, claims: BTreeMap::new(), taken }
    }

    /// Finds what many lines tell, the surest first.
    fn find(&mut self) {
        self.find_code();
        self.find_tables();
        self.find_marked_quotes();
        self.measure_again();
        self.find_headings();
        self.find_indented_quotes();
        self.find_verse();
    }

    /// Finds out how the text is wrapped without what is not running text.
    fn measure_again(&mut self) {
        if self.taken.contains(&true) {
            let line = |at: usize| {
                if self.is_free(at) { self.lines[at] } else { self.lines[at].emptied() }
            };
            let free: Vec<Line<'_>> = (0..self.lines.len()).map(line).collect();
            self.wrap = Wrap::of_body(&free).or(self.wrap);
        }
    }

    /// Takes the lines from one up to another.
    fn claim(&mut self, first: usize, end: usize, shape: Shape<'a>) {
        self.taken[first..end].fill(true);
        self.claims.insert(first, (end, shape));
    }

    /// Whether a line has something to show that nobody has claimed.
    fn is_free(&self, at: usize) -> bool {
        at < self.lines.len() && !self.taken[at] && !self.lines[at].is_blank()
    }

    /// The next line that has something to show.
    fn next(&self, from: usize) -> usize {
        (from..self.lines.len()).find(|at| !self.lines[*at].is_blank()).unwrap_or(self.lines.len())
    }

    /// The stretches of free lines without blank ones or rules between, as `first..end`.
    fn blocks(&self) -> Vec<(usize, usize)> {
        self.stretches(|line| !is_rule(line.text))
    }

    /// The stretches of free lines of a kind, as `first..end`.
    fn stretches(&self, kind: impl Fn(&Line<'_>) -> bool) -> Vec<(usize, usize)> {
        let mut blocks: Vec<(usize, usize)> = Vec::new();
        let plain = |at: &usize| self.is_free(*at) && kind(&self.lines[*at]);
        for at in (0..self.lines.len()).filter(plain) {
            match blocks.last_mut().filter(|(_, end)| *end == at) {
                Some((_, end)) => *end = at + 1,
                None => blocks.push((at, at + 1)),
            }
        }
        blocks
    }

    /// Shapes all lines, in order.
    fn walk(self) -> Vec<Shape<'a>> {
        let mut shapes = Vec::new();
        let mut at = 0;
        while at < self.lines.len() {
            at = if let Some((end, shape)) = self.claims.get(&at) {
                shapes.push(shape.clone());
                *end
            } else if self.lines[at].is_blank() {
                at + 1
            } else {
                self.step(at, &mut shapes)
            };
        }
        shapes
    }

    /// Shapes what begins at a line; returns the line after it.
    fn step(&self, at: usize, shapes: &mut Vec<Shape<'a>>) -> usize {
        let line = self.lines[at];
        if is_rule(line.text) {
            shapes.push(Shape::Rule(line));
            return at + 1;
        }
        if let Some((list, end)) = self.list(at, 0) {
            shapes.push(Shape::List(list));
            return end;
        }
        if list::is_lone_bullet(line.text) {
            return at + 1;
        }
        let (paragraph, end) = self.paragraph(at, 0);
        shapes.push(Shape::Paragraph(paragraph));
        end
    }

    /// The lines that go on from one, of which a mark is cut off, and the line after them.
    fn paragraph(&self, first: usize, mark: usize) -> (Text<'a>, usize) {
        let end = (first + 1..).find(|at| !self.goes_on(first, *at)).unwrap_or(first + 1);
        let mut lines = self.lines[first..end].to_vec();
        if mark > 0 {
            lines[0] = lines[0].after(mark);
        }
        (Text { lines }, end)
    }

    /// Whether a line goes on with a paragraph that began at another.
    fn goes_on(&self, first: usize, at: usize) -> bool {
        self.is_free(at)
            && self.wrap.joins(&self.lines[at - 1], &self.lines[at])
            && !is_rule(self.lines[at].text)
            && !has_leader(self.lines[at - 1].text)
            && !self.begins_item(at)
            && !self.stands_in(first, at)
    }

    /// Whether a line in a paragraph is indented as the first one of another is: more than
    /// the line before and the line after it.
    fn stands_in(&self, first: usize, at: usize) -> bool {
        let indent = self.lines[at].indent;
        let after = self.lines.get(at + 1).filter(|line| !line.is_blank());
        if at - 1 == first && list::marker(&self.lines[first]).is_some() {
            return false;
        }
        indent >= self.lines[at - 1].indent + 2
            && after.map_or(at - 1 > first, |after| after.indent < indent)
    }
}

/// Whether dots lead from a word to the number of its page.
fn has_leader(text: &str) -> bool {
    text.contains("....") || text.contains(". . .")
}

/// A line of at least three marks of one kind, or an ornament.
fn is_rule(text: &str) -> bool {
    const MARKS: [char; 15] =
        ['*', '-', '_', '=', '~', '•', '·', '#', '—', '–', '─', '━', '✻', '✽', '◆'];
    const ORNAMENTS: [&str; 9] = ["⁂", "❦", "❧", "☙", "--", "oOo", "o0o", "§", "＊"];
    let mark = text.chars().next().filter(|mark| MARKS.contains(mark));
    let drawn = |mark: char| text.chars().all(|c| c == mark || c.is_whitespace());
    let enough = |mark: char| text.chars().filter(|c| *c == mark).count() >= 3;
    let bare = text.trim_matches(['-', '~', ' ', '*']);
    mark.is_some_and(|mark| drawn(mark) && enough(mark))
        || ORNAMENTS.contains(&text)
        || bare.len() < text.len() && ORNAMENTS.contains(&bare)
}

/// Whether a letter that a line begins with is small; quotation marks aside.
fn begins_small(line: &Line<'_>) -> bool {
    let first = line.text.chars().find(|c| c.is_alphanumeric());
    first.is_some_and(char::is_lowercase)
}
