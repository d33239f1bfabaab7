//! Title, byline and date: the lines before the text begins.
//!
//! The title is the first line when it looks like one. Byline and date stand
//! in the few short lines between it and the first running text. Only what is
//! obvious is taken; anything else stays in the text.

use super::Label;
use super::byline;
use super::dates::{self, Found};
use super::line::Line;
use super::wrap::Wrap;
use crate::article::Date;

/// The longest title, in words and in characters.
const TITLE_WORDS: usize = 30;
const TITLE_CHARS: usize = 200;

/// How many lines under the title may hold byline and date, and after how much
/// running text none does any more: a lead or two may come first.
const WINDOW: usize = 12;
const LEADS: usize = 2;

/// How many words such a line may have.
const LINE_WORDS: usize = 14;

/// How many words beside a date leave it the matter of its line: weekday, "Updated", a zone.
const BESIDE_DATE: usize = 5;

/// The shortest title, in words, that another line may repeat.
const REPEATED_WORDS: usize = 3;

/// What is told before the text begins. The numbers are lines, from 0.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Front {
    /// The line that holds the title.
    pub title: Option<usize>,
    /// The line of the byline, and the names on it.
    pub byline: Option<(usize, Vec<String>)>,
    /// The line of the date, and the date.
    pub date: Option<(usize, Date)>,
    /// Lines of byline and date that say more than these, such as a time.
    pub more: Vec<usize>,
    /// Lines that say the title once more, or with the name of the site.
    pub repeats: Vec<usize>,
}

impl Front {
    /// The lines that hold any of it.
    pub fn lines(&self) -> impl Iterator<Item = usize> {
        let byline = self.byline.as_ref().map(|(line, _)| *line);
        let date = self.date.map(|(line, _)| line);
        let single = self.title.into_iter().chain(byline).chain(date);
        single.chain(self.repeats.iter().copied())
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
    let mut leads = 0;
    for at in body.take(WINDOW) {
        leads += usize::from(lines[at].is_prose());
        if leads > LEADS {
            break;
        } else if !repeats_title(&mut front, lines, at) && lines[at].words <= LINE_WORDS {
            take(&mut front, at, lines[at].text);
        }
    }
    front
}

/// Notes a line that says the title once more. Where the title's line says it with
/// the name of the site, the other line is the title.
fn repeats_title(front: &mut Front, lines: &[Line<'_>], at: usize) -> bool {
    let Some(title) = front.title else { return false };
    // A poem may begin with the words of its title, but its line goes on.
    if lines[at].words < REPEATED_WORDS || lines[at].text.ends_with([',', ';', ':']) {
        return false;
    }
    let (own, other) = (lines[title].text, normal(lines[at].text));
    if normal(own) == other {
        front.repeats.push(at);
    } else if parts(own).any(|part| normal(part) == other) {
        front.repeats.push(title);
        front.title = Some(at);
    } else {
        return false;
    }
    true
}

/// A title's text, without what typing it again may change.
fn normal(text: &str) -> String {
    let lower = text.to_lowercase();
    lower.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// The title on either side of the marks that set off the name of a site.
fn parts(title: &str) -> impl Iterator<Item = &str> {
    const MARKS: [&str; 7] = [" | ", " - ", " – ", " — ", " · ", " » ", " :: "];
    let cuts = MARKS.iter().flat_map(|mark| title.match_indices(mark));
    cuts.flat_map(|(at, mark)| [&title[..at], &title[at + mark.len()..]])
}

/// Takes names and date from a line, unless they are known already.
fn take(front: &mut Front, at: usize, text: &str) {
    let text = &text.replace('\u{A0}', " ");
    let byline = byline::find(text).filter(|_| front.byline.is_none());
    let rest = byline.as_ref().map_or(text.as_str(), |byline| byline.rest.as_str());
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
    front.byline = front.byline.take().or(byline.map(|byline| (at, byline.names)));
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
        && byline::find(text).is_none()
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
    fn the_line_without_the_site_is_the_title() {
        let lines = split("A Longer Title | The Paper\n\nA longer title\n\nText.");
        let front = find(&lines, &[Label::Body; 5]);
        assert_eq!((front.title, front.repeats), (Some(2), vec![0]));
        let lines = split("The Son Goes Forth\n\nThe son goes forth,\na crown to gain.");
        assert_eq!(find(&lines, &[Label::Body; 4]).repeats, [0; 0]);
    }

    #[test]
    fn what_a_line_says_besides_is_noted() {
        let lines = split("A Title\nUpdated 31 March 2024, 5:30 pm\nText.");
        let front = find(&lines, &[Label::Body; 3]);
        assert_eq!(front.more, [1]);
    }
}
