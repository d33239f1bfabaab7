//! Lists: marks that follow each other, items with several paragraphs, lists inside items.
//!
//! Two items at least make a list. Dashes that open what people say are no marks of items.

use super::{List, Shape, Shaper};
use crate::article::Numbering;
use crate::understand::line::Line;

/// How many lists may hold each other.
const DEEPEST: usize = 8;

/// How much further in than its list's mark a line stands that belongs to the item.
const INSIDE: usize = 2;

impl<'a> Shaper<'a> {
    /// A list, and the line after it.
    pub(super) fn list(&self, at: usize, depth: usize) -> Option<(List<'a>, usize)> {
        let first = marker(&self.lines[at]).filter(|_| depth < DEEPEST && self.is_free(at))?;
        let numbering = self.numbering(at, &first)?;
        let indent = self.lines[at].indent;
        let (mut items, mut marked) = (Vec::new(), Vec::new());
        let (mut tight, mut next, mut end, mut expected) = (true, at, at, first);
        while self.lines.get(next).and_then(marker).is_some_and(|mark| {
            items.is_empty() || mark.follows(&expected, numbering) && self.is_beside(next, indent)
        }) {
            tight &= items.is_empty() || next == end;
            let Some(mark) = marker(&self.lines[next]).filter(|_| self.is_free(next)) else {
                break;
            };
            expected = mark;
            marked.push(next);
            let (item, after, closed) = self.item(next, mark.length, depth);
            items.push(item);
            tight &= closed;
            end = after;
            next = self.skip_lone_bullets(end, &mut end);
        }
        let spoken = matches!(first.sign, '-' | '–' | '—') && self.is_speech(&marked);
        let numbers = first.number.map(|number| (number, numbering));
        let enough = items.len() > 1 || depth > 0;
        (enough && !spoken).then_some((List { numbers, tight, items }, end))
    }

    /// The next line to show, past bullets that nothing stands behind.
    fn skip_lone_bullets(&self, from: usize, end: &mut usize) -> usize {
        let mut next = self.next(from);
        while self.is_free(next) && is_lone_bullet(self.lines[next].text) {
            *end = next + 1;
            next = self.next(next + 1);
        }
        next
    }

    /// The kind of numbers: where a letter may be a Roman number, the next item decides.
    fn numbering(&self, at: usize, first: &Marker) -> Option<Numbering> {
        if !first.is_letter {
            return Some(Numbering::Decimal);
        }
        let upper = self.lines[at].text.trim_start_matches('(').starts_with(char::is_uppercase);
        let roman = first.roman == Some(1) && self.second_is_roman(at);
        Some(match (roman, upper) {
            (false, _) if first.number != Some(1) => return None,
            (true, true) => Numbering::UpperRoman,
            (true, false) => Numbering::LowerRoman,
            (false, true) => Numbering::UpperAlpha,
            (false, false) => Numbering::LowerAlpha,
        })
    }

    fn second_is_roman(&self, at: usize) -> bool {
        const REACH: usize = 40;
        let indent = self.lines[at].indent;
        let near = self.lines.iter().skip(at + 1).take(REACH).filter(|line| line.indent == indent);
        near.filter_map(marker).next().is_some_and(|mark| mark.roman == Some(2))
    }

    /// What an item holds, the line after it, and whether no blank line stands in it.
    fn item(&self, at: usize, mark: usize, depth: usize) -> (Vec<Shape<'a>>, usize, bool) {
        let indent = self.lines[at].indent;
        let (text, mut end) = self.paragraph(at, mark);
        let (mut shapes, mut closed) = (vec![Shape::Paragraph(text)], true);
        loop {
            let next = self.next(end);
            let inside = self.lines.get(next).is_some_and(|line| line.indent >= indent + INSIDE);
            if !inside {
                return (shapes, end, closed);
            }
            let (shape, after) = if let Some((after, shape)) = self.claims.get(&next) {
                (shape.clone(), *after)
            } else if let Some((list, after)) = self.list(next, depth + 1) {
                (Shape::List(list), after)
            } else if next > end && self.is_free(next) {
                let (text, after) = self.paragraph(next, 0);
                closed = false;
                (Shape::Paragraph(text), after)
            } else {
                return (shapes, end, closed);
            };
            shapes.push(shape);
            end = after;
        }
    }

    /// Whether a line stands as far in as the other marks of its list.
    fn is_beside(&self, at: usize, indent: usize) -> bool {
        self.lines[at].indent.abs_diff(indent) < INSIDE
    }

    /// Whether dashes open what people say: half of it asks or calls out, or names a speaker
    /// behind another dash; or most are sentences, and nothing ends like a part of a list.
    fn is_speech(&self, marked: &[usize]) -> bool {
        let text = |at: &&usize| self.lines[**at].text;
        let lively = |at: &&usize| {
            let said = text(at);
            said.trim_end_matches(['"', '”', '»']).ends_with(['?', '!', '…'])
                || [", –", ", —", ", - ", "! –", "! —", "! - ", "? –", "? —", "? - ", ". —", ". –"]
                    .iter()
                    .any(|inset| said.contains(inset))
        };
        let listed = |at: &&usize| text(at).ends_with([';', ',']);
        let hyphen = marked.first().is_some_and(|at| text(&at).starts_with('-'));
        let count = |is: &dyn Fn(&&usize) -> bool| marked.iter().filter(|at| is(at)).count();
        let sentences = count(&|at| self.lines[**at].ends_sentence);
        count(&lively) * 2 > marked.len()
            || !hyphen && sentences * 2 > marked.len() && count(&listed) == 0
    }

    /// Whether a line in wrapped text begins an item, and not a number or a dash of the
    /// sentence that stands before it.
    pub(super) fn begins_item(&self, at: usize) -> bool {
        let (line, before) = (&self.lines[at], &self.lines[at - 1]);
        let Some(mark) = marker(line) else { return false };
        let closed = before.ends_sentence || before.text.ends_with([':', ';', ',']);
        let beside = marker(before).is_some_and(|other| mark.sign == other.sign);
        let after = self.lines.get(at + 1).and_then(marker);
        closed && !mark.is_letter
            || beside
            || line.indent > before.indent
            || after.is_some_and(|after| after.sign == mark.sign)
    }
}

/// The mark of a list's item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Marker {
    /// The bullet, or the mark behind the number.
    pub sign: char,
    pub number: Option<u32>,
    /// The number that a letter is when it is Roman.
    roman: Option<u32>,
    is_letter: bool,
    /// Whether a bracket opens before the number.
    opened: bool,
    /// With the blank behind it, in bytes.
    pub length: usize,
}

impl Marker {
    fn follows(&self, before: &Marker, numbering: Numbering) -> bool {
        let roman = matches!(numbering, Numbering::LowerRoman | Numbering::UpperRoman);
        let count = |mark: &Marker| if roman { mark.roman } else { mark.number };
        let counts = match (count(before), count(self)) {
            (Some(before), Some(number)) => before.checked_add(1) == Some(number),
            (None, None) => self.number.is_none() && before.number.is_none(),
            _ => false,
        };
        let alike = self.is_letter == before.is_letter && self.opened == before.opened;
        self.sign == before.sign && alike && counts
    }
}

const BULLETS: [char; 15] =
    ['*', '-', '+', '•', '·', '‣', '◦', '▪', '●', '–', '—', '○', '■', '►', '✓'];

/// The mark that opens a line, if an item's text follows it.
pub(super) fn marker(line: &Line<'_>) -> Option<Marker> {
    let text = line.text;
    let opened = text.starts_with('(');
    let bare = if opened { &text[1..] } else { text };
    let length = bare.bytes().take_while(u8::is_ascii_alphanumeric).count();
    let counter = &bare[..length];
    let sign = bare[length..].chars().next()?;
    let digits = !counter.is_empty() && counter.bytes().all(|byte| byte.is_ascii_digit());
    let (number, roman, fits) = if counter.is_empty() {
        // RFCs mark items with a letter o, far from the text around.
        (None, None, !opened && BULLETS.contains(&sign))
    } else if digits {
        (counter.get(..length.min(4))?.parse().ok(), None, length <= 3)
    } else {
        (letter(counter), roman(counter), letter(counter).is_some() || roman(counter).is_some())
    };
    let is_letter = !counter.is_empty() && !digits;
    if is_letter && counter == "o" && line.indent > 0 && sign == ' ' {
        let rest = text[1..].trim_start();
        let length = text.len() - rest.len();
        return (length >= 2).then_some(Marker {
            sign: 'o',
            number: None,
            roman: None,
            is_letter: false,
            opened,
            length,
        });
    }
    let closed = match (opened, is_letter) {
        (true, _) => sign == ')',
        (false, true) => matches!(sign, ')' | '.'),
        (false, false) => counter.is_empty() || matches!(sign, '.' | ')'),
    };
    let after = &bare[length + sign.len_utf8()..];
    let gap = after.len() - after.trim_start().len();
    let sets_off = gap > 0 || (after.len() > gap && matches!(sign, '•' | '●' | '▪' | '‣' | '■'));
    let length = text.len() - after.len() + gap;
    (fits && closed && sets_off && after.len() > gap).then_some(Marker {
        sign,
        number,
        roman,
        is_letter,
        opened,
        length,
    })
}

/// The place of a single letter in the alphabet.
fn letter(text: &str) -> Option<u32> {
    let [byte] = text.as_bytes() else { return None };
    byte.is_ascii_alphabetic().then(|| u32::from(byte.to_ascii_lowercase() - b'a') + 1)
}

/// The value of a Roman number, all in small letters or all in capitals.
pub(super) fn roman(text: &str) -> Option<u32> {
    const LONGEST: usize = 9;
    let upper = text.bytes().all(|byte| byte.is_ascii_uppercase());
    let lower = text.bytes().all(|byte| byte.is_ascii_lowercase());
    if text.is_empty() || text.len() > LONGEST || !(upper || lower) {
        return None;
    }
    let value = |c: char| match c.to_ascii_lowercase() {
        'i' => Some(1),
        'v' => Some(5),
        'x' => Some(10),
        'l' => Some(50),
        'c' => Some(100),
        _ => None,
    };
    let values: Option<Vec<u32>> = text.chars().map(value).collect();
    let values = values?;
    let (mut sum, mut largest) = (0, 0);
    for value in values.iter().rev() {
        if *value < largest {
            sum = u32::saturating_sub(sum, *value);
        } else {
            sum += value;
            largest = *value;
        }
    }
    Some(sum)
}

pub(super) fn is_lone_bullet(text: &str) -> bool {
    let mut chars = text.chars();
    chars.next().is_some_and(|c| BULLETS[..9].contains(&c)) && chars.next().is_none()
}
