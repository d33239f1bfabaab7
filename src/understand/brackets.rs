//! Brackets that a dropped link left behind.
//!
//! A scraper that loses a link leaves `text (`, `text ( , more` or `text ()`.
//! A bracket goes when it opens or closes nothing in its paragraph *and* what
//! stands beside it says that something was lost. All others stay: smileys,
//! list marks such as `a)`, parentheses that run over several paragraphs.

use std::ops::Range;

/// A text without the brackets that a dropped link left; `None` when it has none
/// of them. The number says how many brackets went.
pub fn drop_remains(text: &str) -> Option<(String, u32)> {
    let brackets = pair(text);
    let ranges = remains(text, &brackets);
    if ranges.is_empty() {
        return None;
    }
    let mut kept = String::with_capacity(text.len());
    let (mut from, mut count) = (0, 0);
    for range in ranges {
        count += text[range.clone()].chars().filter(|c| kind_of(*c).is_some()).count() as u32;
        kept.push_str(&text[from..range.start]);
        from = range.end;
        let rest = text[from..].trim_start();
        if rest.starts_with([',', '.']) {
            from = text.len() - rest.len();
        }
        if text[from..].is_empty() || text[from..].starts_with([' ', ',', '.', ';', ':', '!', '?'])
        {
            kept.truncate(kept.trim_end().len());
        }
    }
    kept.push_str(&text[from..]);
    Some((kept, count))
}

/// A bracket of a text.
struct Bracket {
    at: usize,
    character: char,
    opens: bool,
    /// Where the bracket stands that goes with it.
    partner: Option<usize>,
}

impl Bracket {
    fn end(&self) -> usize {
        self.at + self.character.len_utf8()
    }
}

/// Which pair a bracket belongs to, and whether it opens.
fn kind_of(c: char) -> Option<(usize, bool)> {
    const OPENING: [char; 4] = ['(', '[', '（', '［'];
    const CLOSING: [char; 4] = [')', ']', '）', '］'];
    let place = |set: &[char; 4]| set.iter().position(|bracket| *bracket == c);
    place(&OPENING).map(|kind| (kind, true)).or_else(|| place(&CLOSING).map(|kind| (kind, false)))
}

/// All brackets, each with its partner.
fn pair(text: &str) -> Vec<Bracket> {
    let mut brackets: Vec<Bracket> = Vec::new();
    let mut open: [Vec<usize>; 4] = Default::default();
    for (at, character) in text.char_indices() {
        let Some((kind, opens)) = kind_of(character) else { continue };
        let index = brackets.len();
        let partner = if opens { None } else { open[kind].pop() };
        let partner_at = partner.map(|partner| brackets[partner].at);
        brackets.push(Bracket { at, character, opens, partner: partner_at });
        match partner {
            Some(partner) => brackets[partner].partner = Some(at),
            None if opens => open[kind].push(index),
            None => {}
        }
    }
    brackets
}

/// The stretches to drop, in order. From the end, so that a bracket before a
/// dropped one stands at the end as well.
fn remains(text: &str, brackets: &[Bracket]) -> Vec<Range<usize>> {
    let mut ranges: Vec<Range<usize>> = Vec::new();
    for bracket in brackets.iter().rev() {
        let next = ranges.last().cloned();
        let range = match (bracket.opens, bracket.partner) {
            (true, Some(partner)) => empty_pair(text, bracket, partner),
            (true, None) => lost_opening(text, bracket, next),
            (false, None) => lost_closing(text, bracket),
            (false, Some(_)) => None,
        };
        ranges.extend(range);
    }
    ranges.reverse();
    ranges
}

/// A pair around nothing. After a letter it is a function call, at the start a box to tick.
fn empty_pair(text: &str, bracket: &Bracket, partner: usize) -> Option<Range<usize>> {
    // A pair that holds only blanks and commas is short; a longer one holds words.
    const LONGEST: usize = 16;
    let inside = text.get(bracket.end()..partner).filter(|inside| inside.len() <= LONGEST)?;
    let empty = inside.chars().all(|c| c == ' ' || c == ',' || c == ';');
    let end = partner + bracket.character.len_utf8();
    (empty && text[..bracket.at].ends_with(' ')).then_some(bracket.at..end)
}

fn lost_opening(text: &str, bracket: &Bracket, next: Option<Range<usize>>) -> Option<Range<usize>> {
    let before = &text[..bracket.at];
    let free = before.ends_with([' ', '(', '[']) && !is_smiley(before);
    let after = &text[bracket.end()..];
    let blank = after.len() - after.trim_start().len();
    let at_dropped = next.is_some_and(|next| next.start == bracket.end() + blank);
    (free && (at_dropped || at_stop(&after[blank..]))).then_some(bracket.at..bracket.end())
}

fn lost_closing(text: &str, bracket: &Bracket) -> Option<Range<usize>> {
    let before = &text[..bracket.at];
    let free = before.ends_with(' ') && !is_smiley(before);
    (free && at_stop(&text[bracket.end()..])).then_some(bracket.at..bracket.end())
}

/// Whether a text is over, or begins with a mark that closes something.
fn at_stop(after: &str) -> bool {
    let mut after = after.chars();
    match after.next() {
        None | Some(')' | ']' | '）' | '］' | '，' | '。' | '、') => true,
        Some(',' | '.' | ';' | ':' | '!' | '?') => after.next().is_none_or(char::is_whitespace),
        Some(_) => false,
    }
}

/// Whether a text ends with the eyes of a smiley.
fn is_smiley(before: &str) -> bool {
    before.trim_end().ends_with([':', ';', '=', '^'])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(text: &str) -> String {
        drop_remains(text).map_or(text.to_owned(), |(kept, _)| kept)
    }

    #[test]
    fn what_dropped_links_leave_is_dropped() {
        for (text, expected) in [
            ("in exile (", "in exile"),
            ("in exile ( , which", "in exile, which"),
            ("in exile () and", "in exile and"),
            ("in exile ( ; ).", "in exile."),
            ("the notes [ ] say", "the notes say"),
            ("twice ( [", "twice"),
            ("gone )", "gone"),
        ] {
            assert_eq!(kept(text), expected);
        }
    }

    #[test]
    fn all_other_brackets_stay() {
        for text in [
            "glad :) and sad :(",
            "glad : )",
            "a) first",
            "1) one",
            "(a remark that goes on",
            "and ends here.)",
            "call print() now",
            "[ ] to do",
            "he left [...] and (…) came",
            "well (really).",
            "f(x) = (a, b]",
        ] {
            assert_eq!(drop_remains(text), None, "{text}");
        }
    }

    #[test]
    fn long_runs_take_linear_time() {
        let text = "( ".repeat(100_000);
        assert_eq!(drop_remains(&text).map(|(_, count)| count), Some(99_999));
    }
}
