//! Title, byline and date: the lines before the text begins.
//!
//! The title is the first line when it looks like one. Byline and date stand
//! in the few short lines between it and the first running text. Only what is
//! obvious is taken; anything else stays in the text.

use super::Label;
use super::dates::{self, Found};
use super::line::Line;
use super::wrap::Wrap;
use crate::article::Date;

/// The longest title, in words and in characters.
const TITLE_WORDS: usize = 30;
const TITLE_CHARS: usize = 200;

/// How many lines under the title may hold byline and date.
const WINDOW: usize = 8;

/// How many words such a line may have.
const LINE_WORDS: usize = 14;

/// How many words beside a date leave it the matter of its line: weekday, "Updated", a zone.
const BESIDE_DATE: usize = 5;

/// What is told before the text begins. The numbers are lines, from 0.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Front {
    /// The line that holds the title.
    pub title: Option<usize>,
    /// The line of the byline, and the names on it.
    pub byline: Option<(usize, Vec<String>)>,
    /// The line of the date, and the date.
    pub date: Option<(usize, Date)>,
    /// Lines that say more than names and date, such as a time.
    pub more: Vec<usize>,
}

impl Front {
    /// The lines that hold any of it.
    pub fn lines(&self) -> impl Iterator<Item = usize> {
        let byline = self.byline.as_ref().map(|(line, _)| *line);
        let date = self.date.map(|(line, _)| line);
        self.title.into_iter().chain(byline).chain(date)
    }
}

/// Finds title, byline and date among the lines of the body.
pub fn find(lines: &[Line<'_>], labels: &[Label]) -> Front {
    let mut body =
        (0..lines.len()).filter(|at| labels[*at] == Label::Body && !lines[*at].is_blank());
    let mut front = Front::default();
    let Some(first) = body.next() else { return front };
    if !is_title(&lines[first]) || goes_on(lines, first) || !body.clone().any(|_| true) {
        return front;
    }
    front.title = Some(first);
    let window = body.take(WINDOW).take_while(|at| lines[*at].words <= LINE_WORDS);
    for at in window.filter(|at| !lines[*at].is_prose()) {
        take(&mut front, at, lines[at].text);
    }
    front
}

/// Takes names and date from a line, unless they are known already.
fn take(front: &mut Front, at: usize, text: &str) {
    let byline = byline(text).filter(|_| front.byline.is_none());
    let rest = byline.as_ref().map_or(text, |(_, rest)| rest);
    let fits = |found: &Found| front.date.is_none() && found.beside <= BESIDE_DATE && !found.more;
    let date = dates::find(rest).filter(fits);
    let said = match (&byline, &date) {
        (_, Some(found)) => found.beside == 0,
        (Some(_), None) => !rest.contains(char::is_alphanumeric),
        (None, None) => true,
    };
    if !said {
        front.more.push(at);
    }
    front.byline = front.byline.take().or(byline.map(|(names, _)| (at, names)));
    front.date = front.date.or(date.map(|found| (at, found.date)));
}

/// Whether a line looks like a title: short, and not ended as a sentence is.
fn is_title(line: &Line<'_>) -> bool {
    const ENDS: [char; 9] = ['.', ',', ';', ':', '。', '，', '、', '：', '।'];
    let text = strip_marker(line.text);
    let stop = text.ends_with(ENDS) && !text.ends_with("...");
    let short = (1..=TITLE_WORDS).contains(&line.words) && line.chars <= TITLE_CHARS;
    short
        && !stop
        && byline(text).is_none()
        && dates::find(text).is_none_or(|found| found.beside > 2)
}

/// A heading's text without the marks that Markdown would put before it.
pub fn strip_marker(text: &str) -> &str {
    let bare = text.trim_start_matches('#');
    let marked = (1..=6).contains(&(text.len() - bare.len())) && bare.starts_with(' ');
    if marked { bare.trim_start() } else { text }
}

/// Whether the line is the first of a hard-wrapped paragraph.
fn goes_on(lines: &[Line<'_>], first: usize) -> bool {
    lines.get(first + 1).is_some_and(|next| Wrap::of(lines).joins(&lines[first], next))
}

/// The names of a byline and what follows them; `None` when the line is none.
fn byline(text: &str) -> Option<(Vec<String>, &str)> {
    let (after, sure) = after_opening(text)?;
    let end = MARKS.iter().filter_map(|mark| after.find(mark)).min().unwrap_or(after.len());
    let names = names(&after[..end], sure)?;
    Some((names, &after[end..]))
}

/// What ends the names of a byline.
const MARKS: [&str; 8] = [" | ", " · ", " • ", " – ", " — ", " - ", " / ", "|"];

/// What follows the word that opens a byline, and whether that word leaves no doubt.
fn after_opening(text: &str) -> Option<(&str, bool)> {
    const SURE: [&str; 12] = [
        "author:",
        "by:",
        "autor:",
        "autora:",
        "auteur:",
        "autore:",
        "text:",
        "von:",
        "автор:",
        "作者：",
        "作者:",
        "written by ",
    ];
    const LIKELY: [&str; 10] =
        ["by ", "von ", "par ", "por ", "di ", "door ", "av ", "af ", "od ", "oleh "];
    let after = |opening: &&str| {
        let head = text.get(..opening.len())?;
        head.to_lowercase().eq(*opening).then(|| text[opening.len()..].trim_start())
    };
    let sure = SURE.iter().find_map(after).map(|rest| (rest, true));
    sure.or_else(|| LIKELY.iter().find_map(after).map(|rest| (rest, false)))
}

/// The names of a list such as "Jane Doe, John Roe and Ann Poe".
fn names(text: &str, sure: bool) -> Option<Vec<String>> {
    const AND: [&str; 11] =
        [" and ", " & ", " und ", " et ", " y ", " e ", " och ", " og ", " en ", " и ", "、"];
    const MOST: usize = 6;
    let mut list = vec![text];
    for mark in AND.iter().copied().chain([",", ";"]) {
        list = list.into_iter().flat_map(|part| part.split(mark)).collect();
    }
    let names: Vec<&str> =
        list.into_iter().map(str::trim).filter(|name| !name.is_empty()).collect();
    let all = names.iter().all(|name| is_name(name, sure));
    (all && (1..=MOST).contains(&names.len()))
        .then(|| names.into_iter().map(str::to_owned).collect())
}

/// Whether words can be a name: few, and begun with capitals where the script has any.
fn is_name(text: &str, sure: bool) -> bool {
    const PARTICLES: [&str; 16] = [
        "de", "da", "do", "dos", "del", "della", "der", "den", "van", "von", "la", "le", "di",
        "al", "el", "bin",
    ];
    const MOST: usize = 5;
    let words: Vec<&str> = text.split_whitespace().collect();
    let capital = |word: &&str| {
        let first = word.chars().next().unwrap_or(' ');
        first.is_uppercase() || (sure && first.is_alphabetic() && !first.is_lowercase())
    };
    let fits = |word: &&str| capital(word) || PARTICLES.contains(word);
    let plain = text.chars().all(|c| c.is_alphabetic() || " .-'’‑".contains(c));
    (1..=MOST).contains(&words.len())
        && plain
        && words.iter().all(fits)
        && words.iter().any(capital)
}

#[cfg(test)]
mod tests {
    use super::super::line::split;
    use super::*;

    fn front(text: &str) -> (Option<String>, Vec<String>, Option<String>) {
        let lines = split(text);
        let front = find(&lines, &vec![Label::Body; lines.len()]);
        let title = front.title.map(|at| lines[at].text.to_owned());
        let names = front.byline.map(|(_, names)| names).unwrap_or_default();
        (title, names, front.date.map(|(_, date)| date.to_string()))
    }

    #[test]
    fn title_byline_and_date_are_found() {
        let (title, names, date) =
            front("A Title\n\nBy Jane Doe and John van Roe | 31 March 2024\n\nText follows here.");
        assert_eq!(title.as_deref(), Some("A Title"));
        assert_eq!(names, ["Jane Doe", "John van Roe"]);
        assert_eq!(date.as_deref(), Some("2024-03-31"));
    }

    #[test]
    fn sentences_are_no_titles() {
        assert_eq!(front("This is a sentence.\n\nAnd one more.").0, None);
        assert_eq!(front("A line alone").0, None);
    }

    #[test]
    fn lines_that_only_begin_like_bylines_stay() {
        assert_eq!(front("A Title\n\nBy the river\n\nText.").1, [""; 0]);
        assert_eq!(front("A Title\n\nPor primera vez\n\nText.").1, [""; 0]);
    }

    #[test]
    fn what_a_line_says_besides_is_noted() {
        let lines = split("A Title\nUpdated 31 March 2024, 5:30 pm\nText.");
        let front = find(&lines, &[Label::Body; 3]);
        assert_eq!(front.more, [1]);
    }
}
