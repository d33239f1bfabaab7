//! Lines become paragraphs, headings, lists and rules.
//!
//! A line is a paragraph, unless the text is hard-wrapped ([`super::wrap`]).
//! Headings and lists need strong evidence: a wrong one harms more than a
//! missing one.

use std::collections::BTreeMap;

use super::Label;
use super::line::Line;
use super::title::strip_marker;
use super::wrap::Wrap;

/// The longest heading, in words.
const HEADING_WORDS: usize = 12;

/// Some lines that belong together, without the mark that opens them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// The first line.
    pub first: usize,
    /// The line after the last one.
    pub end: usize,
    /// How many bytes at the start of the first line are a mark: a bullet, a number.
    pub mark: usize,
}

/// A part of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shape {
    /// Running text.
    Paragraph(Piece),
    /// A heading of a level from 1.
    Heading(u8, Piece),
    /// Items, numbered from a first number or bulleted; tight without blank lines between.
    List {
        /// The first number, for a numbered list.
        start: Option<u32>,
        /// Whether no blank lines stand between the items.
        tight: bool,
        /// The items.
        items: Vec<Piece>,
    },
    /// A break between parts.
    Rule(usize),
}

/// Shapes the lines of the body.
pub fn shape(lines: &[Line<'_>], labels: &[Label]) -> Vec<Shape> {
    let shaper = Shaper { lines, labels, wrap: Wrap::of(lines), headings: plain_headings(lines) };
    let mut shapes = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        at = if shaper.holds(at) { shaper.step(at, &mut shapes) } else { at + 1 };
    }
    shapes
}

struct Shaper<'a> {
    lines: &'a [Line<'a>],
    labels: &'a [Label],
    wrap: Wrap,
    /// Lines that are headings by their own looks, with levels.
    headings: BTreeMap<usize, u8>,
}

impl Shaper<'_> {
    /// Whether a line has something to show.
    fn holds(&self, at: usize) -> bool {
        at < self.lines.len() && self.labels[at] == Label::Body && !self.lines[at].is_blank()
    }

    /// The next line that has something to show.
    fn next(&self, from: usize) -> usize {
        (from..self.lines.len()).find(|at| self.holds(*at)).unwrap_or(self.lines.len())
    }

    /// Shapes what begins at a line; returns the line after it.
    fn step(&self, at: usize, shapes: &mut Vec<Shape>) -> usize {
        let text = self.lines[at].text;
        let piece = |mark| Piece { first: at, end: at + 1, mark };
        if let Some(level) = self.underlined(at) {
            shapes.push(Shape::Heading(level, piece(0)));
            return at + 2;
        }
        if is_rule(text) {
            shapes.push(Shape::Rule(at));
            return at + 1;
        }
        if let Some(level) = self.headings.get(&at) {
            shapes.push(Shape::Heading(*level, piece(text.len() - strip_marker(text).len())));
            return at + 1;
        }
        if let Some((list, end)) = self.list(at) {
            shapes.push(list);
            return end;
        }
        if is_lone_bullet(text) {
            return at + 1;
        }
        let paragraph = self.piece(at, 0);
        let end = paragraph.end;
        shapes.push(Shape::Paragraph(paragraph));
        end
    }

    /// The lines that go on from one.
    fn piece(&self, first: usize, mark: usize) -> Piece {
        let goes_on = |end: usize| {
            let marked = |at: usize| marker(self.lines[at].text).is_some();
            self.holds(end)
                && self.wrap.joins(&self.lines[end - 1], &self.lines[end])
                && !marked(end)
                && !self.headings.contains_key(&end)
        };
        let end = (first + 1..).find(|end| !goes_on(*end)).unwrap_or(first + 1);
        Piece { first, end, mark }
    }

    /// A heading that the next line underlines.
    fn underlined(&self, at: usize) -> Option<u8> {
        let (line, under) =
            (&self.lines[at], self.lines.get(at + 1).filter(|_| self.holds(at + 1))?);
        let level = if is_run_of(under.text, '=') { 1 } else { 2 };
        let drawn = level == 1 || is_run_of(under.text, '-');
        let fits = under.chars >= 3 && under.chars * 2 >= line.chars && line.words > 0;
        (drawn && fits && line.words <= HEADING_WORDS).then_some(level)
    }

    /// A list of at least two items, and the line after it.
    fn list(&self, at: usize) -> Option<(Shape, usize)> {
        let first = marker(self.lines[at].text)?;
        let mut items = vec![self.piece(at, first.length)];
        let mut tight = true;
        let mut last = first;
        loop {
            let end = items[items.len() - 1].end;
            let next = self.next(end);
            let following = self.lines.get(next).and_then(|line| marker(line.text));
            let Some(mark) = following.filter(|mark| mark.follows(&last)) else {
                if next < self.lines.len() && is_lone_bullet(self.lines[next].text) {
                    items.push(Piece {
                        first: next,
                        end: next + 1,
                        mark: self.lines[next].text.len(),
                    });
                    continue;
                }
                break;
            };
            tight &= next == end;
            items.push(self.piece(next, mark.length));
            last = mark;
        }
        let end = items[items.len() - 1].end;
        items.retain(|item| item.mark < self.lines[item.first].text.len());
        (items.len() > 1).then_some((Shape::List { start: first.number, tight, items }, end))
    }
}

/// The mark of a list's item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Marker {
    /// The bullet, or the mark behind the number.
    sign: char,
    number: Option<u32>,
    /// With the blank behind it, in bytes.
    length: usize,
}

impl Marker {
    fn follows(&self, before: &Marker) -> bool {
        let counts = match (before.number, self.number) {
            (Some(before), Some(number)) => before.checked_add(1) == Some(number),
            (None, None) => true,
            _ => false,
        };
        self.sign == before.sign && counts
    }
}

const BULLETS: [char; 9] = ['*', '-', '+', '•', '·', '‣', '◦', '▪', '●'];

/// The mark that opens a line, if an item's text follows it.
fn marker(text: &str) -> Option<Marker> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let number = if digits > 0 { Some(text.get(..digits.min(4))?.parse().ok()?) } else { None };
    let sign = text[digits..].chars().next()?;
    let fits = match number {
        Some(_) => digits <= 3 && matches!(sign, '.' | ')'),
        None => BULLETS.contains(&sign),
    };
    let after = &text[digits + sign.len_utf8()..];
    let gap = after.len() - after.trim_start().len();
    let sets_off = gap > 0 || (after.len() > gap && matches!(sign, '•' | '●' | '▪' | '‣'));
    (fits && sets_off).then_some(Marker { sign, number, length: text.len() - after.len() + gap })
}

fn is_lone_bullet(text: &str) -> bool {
    let mut chars = text.chars();
    chars.next().is_some_and(|c| BULLETS.contains(&c)) && chars.next().is_none()
}

fn is_run_of(text: &str, mark: char) -> bool {
    !text.is_empty() && text.chars().all(|c| c == mark)
}

/// A line of at least three marks of one kind.
fn is_rule(text: &str) -> bool {
    const MARKS: [char; 8] = ['*', '-', '_', '=', '~', '•', '#', '—'];
    let mark = text.chars().next().filter(|mark| MARKS.contains(mark));
    let drawn = |mark: char| text.chars().all(|c| c == mark || c == ' ');
    let enough = |mark: char| text.chars().filter(|c| *c == mark).count() >= 3;
    text == "⁂" || mark.is_some_and(|mark| drawn(mark) && enough(mark))
}

/// Lines that are headings by their own looks: marked as Markdown does, counted
/// on through the text, or in capitals and followed by running text.
fn plain_headings(lines: &[Line<'_>]) -> BTreeMap<usize, u8> {
    let shown: Vec<usize> = (0..lines.len()).filter(|at| !lines[*at].is_blank()).collect();
    let mut capitals = BTreeMap::<&str, usize>::new();
    let mut headings = BTreeMap::new();
    let mut counted: Vec<(usize, u32)> = Vec::new();
    for pair in shown.windows(2) {
        let (line, next) = (&lines[pair[0]], &lines[pair[1]]);
        let short = (1..=HEADING_WORDS).contains(&line.words) && !line.ends_sentence;
        let bare = strip_marker(line.text);
        if short && bare.len() < line.text.len() {
            headings.insert(pair[0], hashes(line.text));
        } else if short && next.is_prose() {
            if let Some(number) = marker(line.text).and_then(|mark| mark.number) {
                counted.push((pair[0], number));
            } else if is_capitals(line.text) {
                *capitals.entry(line.text).or_default() += 1;
                headings.insert(pair[0], 2);
            }
        }
    }
    // What stands over several parts alike is a label, not a heading.
    headings.retain(|at, _| capitals.get(lines[*at].text).is_none_or(|times| *times == 1));
    headings.extend(in_sequence(&counted).map(|at| (at, 2)));
    headings
}

fn hashes(text: &str) -> u8 {
    text.bytes().take_while(|byte| *byte == b'#').count().clamp(1, 6) as u8
}

/// The lines whose numbers count on: 1, 2, 3.
fn in_sequence(counted: &[(usize, u32)]) -> impl Iterator<Item = usize> {
    let follow = |a: Option<&(usize, u32)>, b: Option<&(usize, u32)>| {
        a.zip(b).is_some_and(|(a, b)| a.1.checked_add(1) == Some(b.1))
    };
    (0..counted.len()).filter_map(move |at| {
        let before = at.checked_sub(1).and_then(|before| counted.get(before));
        let (own, after) = (counted.get(at), counted.get(at + 1));
        (follow(before, own) || follow(own, after)).then_some(counted[at].0)
    })
}

/// Whether a text is written in capitals, more than a mere abbreviation.
fn is_capitals(text: &str) -> bool {
    const FEWEST: usize = 4;
    let upper = text.chars().filter(|c| c.is_uppercase()).count();
    upper >= FEWEST && !text.chars().any(char::is_lowercase) && !text.ends_with([',', ';', ':'])
}

#[cfg(test)]
mod tests {
    use super::super::line::split;
    use super::*;

    const PROSE: &str = "It was, as everyone in the valley knew, the coldest winter of them all.";

    /// The shapes of a text, in brief.
    fn brief(text: &str) -> Vec<String> {
        let lines = split(text);
        let say = |piece: &Piece| {
            let text: Vec<&str> = lines[piece.first..piece.end].iter().map(|l| l.text).collect();
            text.join(" ")[piece.mark..].chars().take(12).collect::<String>()
        };
        let shapes = shape(&lines, &vec![Label::Body; lines.len()]).into_iter();
        let brief = shapes.map(|shape| match shape {
            Shape::Paragraph(piece) => format!("p {}", say(&piece)),
            Shape::Heading(level, piece) => format!("h{level} {}", say(&piece)),
            Shape::List { start, tight, items } => {
                let items: Vec<String> = items.iter().map(say).collect();
                format!("list {start:?} {tight} {}", items.join(","))
            }
            Shape::Rule(_) => "rule".to_owned(),
        });
        brief.collect()
    }

    #[test]
    fn a_line_is_a_paragraph() {
        assert_eq!(brief("One.\nTwo.\n\nThree."), ["p One.", "p Two.", "p Three."]);
    }

    #[test]
    fn lists_need_two_items_that_follow() {
        assert_eq!(brief("* one\n* two\n\nx"), ["list None true one,two", "p x"]);
        assert_eq!(brief("1. one\n\n2. two"), ["list Some(1) false one,two"]);
        assert_eq!(brief("1. one\n3. three"), ["p 1. one", "p 3. three"]);
        assert_eq!(brief("- one"), ["p - one"]);
        assert_eq!(brief("* one\n*\n* two"), ["list None true one,two"]);
    }

    #[test]
    fn headings_need_strong_evidence() {
        assert_eq!(brief("Winter\n======\nx"), ["h1 Winter", "p x"]);
        let text = format!("THE WINTER\n\n{PROSE}\n\nSummer\n\n{PROSE}");
        assert_eq!(brief(&text), ["h2 THE WINTER", "p It was, as e", "p Summer", "p It was, as e"]);
        let text = format!("1. Winter\n\n{PROSE}\n\n2. Summer\n\n{PROSE}");
        assert_eq!(brief(&text)[2], "h2 2. Summer");
        let text = format!("ADVERTISEMENT\n{PROSE}\nADVERTISEMENT\n{PROSE}");
        assert_eq!(brief(&text)[0], "p ADVERTISEMEN");
    }

    #[test]
    fn rows_of_stars_are_rules() {
        assert_eq!(brief("One.\n\n* * *\n\nTwo."), ["p One.", "rule", "p Two."]);
    }
}
