//! Marks of notes in the text, and the notes that they refer to.
//!
//! A mark and its note say the same: `[1]`, `(1)`, `¹`, `*`. They count only if they match
//! throughout: each note has a mark before it, each mark a note behind it. Numbers may begin
//! anew, as in books with notes under each chapter.

use std::collections::BTreeMap;

use super::{Shape, Shaper};
use crate::understand::line::Line;

/// A mark that refers to a note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// The first byte in the source.
    pub start: usize,
    /// The byte after the last one.
    pub end: usize,
    /// The note's id.
    pub id: String,
}

/// The marks that match, and their notes.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// In the order of the source.
    pub marks: Vec<Mark>,
    /// The first line of each note, the length of its mark and its id.
    notes: Vec<(usize, usize, String)>,
}

/// How marks are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Style {
    Square,
    Round,
    Raised,
    Star,
    /// Marks in square brackets, notes as a numbered list under a heading.
    Listed,
}

const STYLES: [Style; 5] = [Style::Square, Style::Listed, Style::Round, Style::Raised, Style::Star];

/// The headings of notes, in small letters.
#[rustfmt::skip]
const HEADINGS: [&str; 46] = [
    "notes", "footnotes", "endnotes", "references", "references and notes", "notes and references", "sources", "citations",
    "anmerkungen", "fußnoten", "fussnoten", "einzelnachweise", "quellen", "notes et références", "références",
    "notes de bas de page", "notas", "referencias", "notas al pie", "referências", "notas de rodapé", "note", "riferimenti",
    "noten", "voetnoten", "bronnen", "noter", "fotnoter", "källor", "referenser", "kilder", "viitteet", "lähteet", "przypisy",
    "poznámky", "jegyzetek", "примечания", "сноски", "литература", "примітки", "источники", "искәрмәләр", "注释", "参考文献",
    "脚注", "注",
];

/// The marks in a stretch of text that stands at `start` in the source.
pub fn marks_in(marks: &[Mark], start: usize, end: usize) -> &[Mark] {
    let first = marks.partition_point(|mark| mark.start < start);
    let last = marks.partition_point(|mark| mark.start < end);
    marks.get(first..last).unwrap_or_default()
}

/// Matches marks with notes, style by style.
pub(super) fn find(lines: &[Line<'_>]) -> Found {
    let mut found = Found::default();
    let headings: Vec<bool> = lines.iter().map(is_heading).collect();
    for style in STYLES {
        if style == Style::Listed && !found.notes.is_empty() {
            continue;
        }
        if let Some(more) = matched(lines, &headings, style, found.notes.len()) {
            found.marks.extend(more.marks);
            found.notes.extend(more.notes);
        }
    }
    found.marks.sort_by_key(|mark| mark.start);
    found
}

/// All marks and notes of one style, if they match.
fn matched(lines: &[Line<'_>], headings: &[bool], style: Style, before: usize) -> Option<Found> {
    // Without notes marks are none, and few texts have any.
    lines.iter().find(|line| begins_note(line, style).is_some())?;
    let mut found = Found::default();
    let mut pending = BTreeMap::<&str, Vec<(usize, usize)>>::new();
    let mut listed = false;
    for (at, line) in lines.iter().enumerate().filter(|(_, line)| !line.is_blank()) {
        let begins = at == 0
            || lines[at - 1].is_blank()
            || begins_note(&lines[at - 1], style).is_some()
            || lines[at - 1].ends_sentence
            || headings[at - 1];
        listed |= headings[at];
        let note =
            begins_note(line, style).filter(|_| begins && (style != Style::Listed || listed));
        let from = note.map_or(0, |(_, length)| length);
        if let Some((label, length)) = note {
            let id = format!("{}", before + found.notes.len() + 1);
            // A line that begins with a mark which nothing refers to is none of ours.
            let referring = pending.remove(label)?;
            let mark = |(start, end)| Mark { start, end, id: id.clone() };
            found.marks.extend(referring.into_iter().map(mark));
            found.notes.push((at, length, id));
        }
        for (start, end) in marks(&line.text[from..], style) {
            let (start, end) = (from + start, from + end);
            let label = label(&line.text[start..end]);
            pending.entry(label).or_default().push((line.start + start, line.start + end));
        }
    }
    let enough = match style {
        Style::Star => found.notes.len() == 1,
        Style::Round | Style::Listed => found.notes.len() >= 2,
        _ => !found.notes.is_empty(),
    };
    (enough && pending.is_empty()).then_some(found)
}

fn is_heading(line: &Line<'_>) -> bool {
    const LONGEST: usize = 64;
    let bare = line.text.trim_matches(|c: char| !c.is_alphanumeric());
    bare.len() <= LONGEST && HEADINGS.contains(&bare.to_lowercase().as_str())
}

/// The label of the note that a line begins, and the length of its mark.
fn begins_note<'a>(line: &Line<'a>, style: Style) -> Option<(&'a str, usize)> {
    let text = line.text;
    let length = match style {
        Style::Listed => {
            let digits = text.bytes().take_while(u8::is_ascii_digit).count();
            let closed = (1..=3).contains(&digits) && text[digits..].starts_with(". ");
            return closed
                .then(|| (&text[..digits], digits + 2))
                .filter(|(_, at)| *at < text.len());
        }
        Style::Square if text.starts_with("[Footnote ") => {
            let end = text.find(':')?;
            let number = text.get("[Footnote ".len()..end)?;
            return is_number(number).then_some((number, end + 1));
        }
        _ => mark_length(text, style)?,
    };
    let rest = text[length..].trim_start();
    let spaced = rest.len() < text.len() - length;
    let said = rest.starts_with(|c: char| !matches!(c, ',' | '.' | ')' | '*'));
    (said && (spaced || matches!(style, Style::Raised | Style::Star | Style::Square)))
        .then(|| (label(&text[..length]), length))
}

/// The marks in a text, as bytes.
fn marks(text: &str, style: Style) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let opens = |c: char| match style {
        Style::Square | Style::Listed => c == '[',
        Style::Round => c == '(',
        Style::Raised => is_raised(c),
        Style::Star => c == '*',
    };
    // Most lines have none.
    if !text.contains(opens) {
        return found;
    }
    let mut free = 0;
    for (at, _) in text.char_indices().filter(|(at, c)| *at > 0 && opens(*c)) {
        let Some(length) = mark_length(&text[at..], style).filter(|_| at >= free) else { continue };
        free = at + length;
        let before = text[..at].chars().next_back().unwrap_or(' ');
        let after = text[at + length..].chars().next().unwrap_or(' ');
        let attached = !before.is_whitespace() && !matches!(before, '(' | '[' | '*' | '-' | '/');
        let attached = attached
            && match style {
                Style::Raised => !before.is_numeric() && !is_unit(&text[..at]),
                Style::Star => !after.is_alphanumeric() && after != '*' && !before.is_numeric(),
                Style::Round => !after.is_alphanumeric(),
                _ => true,
            };
        let square = matches!(style, Style::Square | Style::Listed) && after != '(' && after != ':';
        if attached || square {
            found.push((at, at + length));
        }
    }
    found
}

/// Whether a raised number behind a text is the power of a unit: m², km³.
fn is_unit(text: &str) -> bool {
    const UNITS: [&str; 11] = ["m", "cm", "mm", "km", "dm", "ft", "mi", "in", "м", "км", "см"];
    let word = text.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    UNITS.contains(&word) || word.chars().count() == 1
}

fn is_raised(c: char) -> bool {
    matches!(c, '¹' | '²' | '³' | '⁰' | '⁴'..='⁹')
}

fn is_number(text: &str) -> bool {
    (1..=3).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// The length of the mark that a text begins with.
fn mark_length(text: &str, style: Style) -> Option<usize> {
    match style {
        Style::Square | Style::Listed | Style::Round => {
            let (open, close) = if style == Style::Round { ('(', ')') } else { ('[', ']') };
            let inside = text.strip_prefix(open)?;
            let end = inside.char_indices().take(4).find(|(_, c)| *c == close)?.0;
            is_number(&inside[..end]).then_some(end + 2)
        }
        Style::Raised => {
            let end = text.find(|c| !is_raised(c)).unwrap_or(text.len());
            (end > 0).then_some(end)
        }
        Style::Star => text.starts_with('*').then_some(1),
    }
}

/// What a mark says, without its brackets.
fn label(mark: &str) -> &str {
    mark.trim_matches(['[', ']', '(', ')'])
}

impl Shaper<'_> {
    /// Claims the notes that were found, and the heading over them.
    pub(super) fn claim_notes(&mut self, found: &Found) {
        let firsts: Vec<usize> = found.notes.iter().map(|(at, ..)| *at).collect();
        // No note goes on with the next one.
        firsts.iter().for_each(|at| self.taken[*at] = true);
        for (at, mark, id) in &found.notes {
            let (mut text, end) = self.paragraph(*at, *mark);
            if self.lines[*at].text.starts_with("[Footnote ") {
                unbracket(&mut text);
            }
            let above = (0..*at).rev().find(|above| !self.lines[*above].is_blank());
            let headed = above.filter(|above| is_heading(&self.lines[*above]));
            if let Some(above) = headed.filter(|above| !self.taken[*above]) {
                self.claim(above, above + 1, Shape::NotesHeading(self.lines[above]));
            }
            self.claim(*at, end, Shape::Note { id: id.clone(), text });
        }
    }
}

/// Takes off the bracket that closes a note.
fn unbracket(text: &mut super::Text<'_>) {
    if let Some(last) = text.lines.last_mut().filter(|last| last.text.ends_with(']')) {
        *last = last.part(0..last.text.len() - 1);
    }
}
