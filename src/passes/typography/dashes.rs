//! Dashes and ellipses that were typed as hyphens and full stops.

use super::line::{Char, Edit, at, before, is_word};
use crate::language::punctuation::Punctuation;

/// Three full stops are an ellipsis; two and four are something else.
pub fn ellipses(chars: &[Char], style: &Punctuation) -> Vec<Edit> {
    let stops = runs(chars, '.').filter(|(start, length)| {
        let path = matches!(before(chars, *start), '/' | '\\') || at(chars, start + 3) == '/';
        *length == 3 && !path
    });
    stops.map(|(start, _)| Edit::new(start..start + 3, style.ellipsis)).collect()
}

/// Hyphens that stand for dashes, become the language's.
pub fn dashes(chars: &[Char], style: &Punctuation, prose: bool) -> Vec<Edit> {
    if !chars.iter().any(|char| char.c.is_alphabetic()) {
        return Vec::new();
    }
    // What ends as no sentence does is a line of a list: there a hyphen parts names.
    let last = chars.iter().rev().map(|char| char.c).find(|c| !"\"'”’»“) ".contains(*c));
    let prose = prose && last.is_some_and(|c| ".!?…:".contains(c));
    let edits = runs(chars, '-').filter_map(|(start, length)| {
        let place = Place { chars, start, end: start + length };
        if place.is_code() {
            return None;
        }
        match length {
            1 => place.single(style, prose),
            2 => place.double(style),
            3 => place.dash(style),
            _ => None,
        }
    });
    edits.collect()
}

/// Where runs of a character start, and how long they are.
fn runs(chars: &[Char], c: char) -> impl Iterator<Item = (usize, usize)> {
    let mut from = 0;
    std::iter::from_fn(move || {
        let start = from + chars.get(from..)?.iter().position(|char| char.c == c)?;
        let length = chars[start..].iter().take_while(|char| char.c == c).count();
        from = start + length;
        Some((start, length))
    })
}

/// Some hyphens and what stands around them.
struct Place<'a> {
    chars: &'a [Char],
    start: usize,
    end: usize,
}

impl Place<'_> {
    fn before(&self) -> char {
        before(self.chars, self.start)
    }

    fn after(&self) -> char {
        at(self.chars, self.end)
    }

    /// Arrows, comments of markup, operators.
    fn is_code(&self) -> bool {
        const SIGNS: &str = "<>=!|+/\\_*#&$@~^";
        let sign = |c: char| SIGNS.contains(c);
        let comment = before(self.chars, self.start.saturating_sub(1)) == '<';
        let last = if comment { '<' } else { self.before() };
        sign(last) && last != '!' || sign(self.after())
    }

    /// The characters beyond one space on both sides; `None` unless there are both spaces.
    fn beyond_spaces(&self) -> Option<(char, char)> {
        let spaces = self.before() == ' ' && self.after() == ' ';
        let beyond =
            (before(self.chars, self.start.saturating_sub(1)), at(self.chars, self.end + 1));
        let blank = |c: char| c.is_whitespace() || c == '-';
        (spaces && !blank(beyond.0) && !blank(beyond.1)).then_some(beyond)
    }

    /// A hyphen with spaces, but not between figures or single letters, where it is a minus.
    fn single(&self, style: &Punctuation, prose: bool) -> Option<Edit> {
        let (last, first) = self.beyond_spaces()?;
        let formula = |c: char| !is_word(c) && !"\"'”’»“„«‘.,!?…)]([%€".contains(c);
        let alone = |outer: char, c: char| c.is_numeric() || is_word(c) && !is_word(outer);
        let left = before(self.chars, self.start.saturating_sub(2));
        let right = at(self.chars, self.end + 2);
        let minus = alone(left, last) && alone(right, first);
        if minus || formula(last) || formula(first) || style.unspaced {
            return None;
        }
        let closed = !style.dash.starts_with(' ');
        let dash = if closed && !prose { " – " } else { style.dash };
        Some(Edit::new(self.start - 1..self.end + 1, dash))
    }

    /// Two hyphens: between figures a range, before a word that goes with them an option.
    fn double(&self, style: &Punctuation) -> Option<Edit> {
        let (last, first) = (self.before(), self.after());
        if last.is_numeric() && first.is_numeric() {
            return Some(Edit::new(self.start..self.end, "–"));
        }
        let option = last.is_whitespace() && first.is_lowercase();
        if option { None } else { self.dash(style) }
    }

    fn dash(&self, style: &Punctuation) -> Option<Edit> {
        let bare = style.dash.trim();
        let (last, first) = (self.before(), self.after());
        if self.beyond_spaces().is_some() {
            return Some(Edit::new(self.start - 1..self.end + 1, style.dash));
        }
        let opens = |c: char| is_word(c) || "“„«‘([¿¡".contains(c);
        let range = match (last, first) {
            // Alone on its line it parts sections.
            ('\n', '\n') => return None,
            ('\n', _) | (_, '\n') => return Some(Edit::new(self.start..self.end, bare)),
            (' ', ' ') => return None,
            (_, ' ') if at(self.chars, self.end + 1) != '\n' => self.start..self.end + 1,
            (_, first) if opens(first) && last != ' ' => self.start..self.end,
            _ => return Some(Edit::new(self.start..self.end, bare)),
        };
        Some(Edit::new(range, style.dash))
    }
}
