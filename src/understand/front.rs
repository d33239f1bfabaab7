//! Title, byline and date: what is told about the article beside its text.
//!
//! They stand above the first running text that stays, or close below it, and some
//! sites tell them at the end. [`title`] finds the title; byline and date are looked for
//! in the short lines around, nearest to title and text first.

use std::ops::{Range, RangeInclusive};

use super::Label;
use super::authors::{self, ABOVE, Authors, BELOW, LINE_WORDS, Place, plain};
use super::dateline::{self, Placeline};
use super::dates;
use super::features::View;
use super::line::Line;
use super::model::Verdict;
use super::openings;
use super::origin;
use super::title::{self, Title, may_be, normal};
use super::topics::Topic;
use super::wrap::Wrap;
use crate::article::Date;

/// How many words beside a date leave it the matter of its line: weekday, "Updated", a zone.
const BESIDE_DATE: usize = 7;

/// The shortest title, in words, that another line may repeat.
const REPEATED_WORDS: usize = 3;

/// The same behind the text, where people are born and die.
const BESIDE_NO_MORE: usize = 3;

/// What is told before the text begins. The numbers are lines, from 0.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Front {
    /// The line that holds the title, and the bytes of its text that are it.
    pub title: Option<(usize, Range<usize>)>,
    /// The line between title and byline or date that sums the article up.
    pub deck: Option<usize>,
    /// The line of the byline, if it has one of its own, and the names on it.
    pub byline: Option<(Option<usize>, Vec<String>)>,
    /// More lines that hold nothing but the byline.
    pub beside: Vec<usize>,
    /// The line of the date, if it has one of its own, and the date.
    pub date: Option<(Option<usize>, Date)>,
    /// The line that tells where the text was published first, and the address.
    pub source: Option<(usize, String)>,
    /// Lines of title, byline and date that say more than these, such as a time.
    pub more: Vec<usize>,
    /// Lines that say the title once more, or with the name of the site.
    pub repeats: Vec<usize>,
}

impl Front {
    /// The lines that hold any of it.
    pub fn lines(&self) -> impl Iterator<Item = usize> {
        let title = self.title.as_ref().map(|(line, _)| *line);
        let byline = self.byline.as_ref().and_then(|(line, _)| *line);
        let date = self.date.and_then(|(line, _)| line);
        let source = self.source.as_ref().map(|(line, _)| *line);
        let single = title.into_iter().chain(self.deck).chain(byline).chain(date).chain(source);
        single.chain(self.repeats.iter().chain(&self.beside).copied())
    }

    fn is_title(&self, line: usize) -> bool {
        let title = self.title.as_ref().is_some_and(|(title, _)| *title == line);
        title || self.repeats.contains(&line)
    }
}

/// Finds title, byline and date.
pub fn find(view: &View<'_>, verdicts: &[Verdict], labels: &[Label]) -> Front {
    let mut front = Front::default();
    let stays = |index: usize| labels[view.sights[index].at] == Label::Body;
    let shown = view.sights.len();
    let running = (0..shown).find(|index| stays(*index) && view.sights[*index].running);
    let body = running.unwrap_or_else(|| (0..shown).find(|index| stays(*index)).unwrap_or(0));
    let text = main_text(view, &stays, body);
    if shown < 2 {
        return front;
    }
    let found = title::find(view, verdicts, text).filter(|title| !goes_on(view, title.index));
    let found = found.or_else(|| first_line(view, &stays));
    if let Some(title) = found {
        note_title(&mut front, view, &title, text);
    }
    let titles = front.title.iter().map(|(line, _)| line).chain(&front.repeats);
    let titles = titles.filter_map(|line| view.index_of(*line));
    // The window's name stands far above; the title that is said again is nearer.
    let title = titles.clone().filter(|index| *index <= body).max().or(titles.min());
    // Below a title that stands far down, what stays above it is not where the text begins.
    let body = if title.is_some_and(|title| title > body + BELOW) { text } else { body };
    let place = Place { title, body };
    let is_title = |index: usize| front.is_title(view.sights[index].at);
    if let Some(authors) = authors::find(view, verdicts, place, is_title) {
        note_authors(&mut front, view, authors);
    }
    let source = origin::find(view).map(|(index, url)| (view.sights[index].at, url.to_owned()));
    front.source = source.filter(|(line, _)| !front.is_title(*line));
    if front.date.is_none() {
        find_date(&mut front, view, verdicts, place);
    }
    front.deck = deck(&front, view, &stays);
    front
}

/// The deck: the one line between the title and what is told of byline and date, where the text
/// goes on behind these. Without such a frame, a summary and a first paragraph look alike.
fn deck(front: &Front, view: &View<'_>, stays: &impl Fn(usize) -> bool) -> Option<usize> {
    const WORDS: RangeInclusive<usize> = 5..=45;
    let is_told = |index: &usize| {
        let line = view.sights[*index].at;
        front.lines().any(|told| told == line) && !front.is_title(line)
    };
    let (title, _) = front.title.as_ref()?;
    let deck = view.index_of(*title)? + 1;
    let behind = (deck + 1..view.sights.len()).find(|index| !is_told(index))?;
    let sight = view.sights.get(deck)?;
    let is_framed = behind > deck + 1 && stays(deck) && !is_told(&deck);
    let goes_on =
        (behind..view.sights.len()).take(BELOW).any(|at| stays(at) && view.sights[at].running);
    // Marks begin links and lists.
    let begins = |c: char| c.is_alphanumeric() || "\"'“„«»‘「『¿¡".contains(c);
    let is_sentence = view.line(deck).text.trim_start().starts_with(begins);
    let fits = is_sentence && WORDS.contains(&sight.words);
    (is_framed && goes_on && fits).then_some(sight.at)
}

/// Where most of the text begins: notices and menus that stay far above it are none of it.
fn main_text(view: &View<'_>, stays: &impl Fn(usize) -> bool, first: usize) -> usize {
    /// What a line that is no running text counts against the stretch.
    const SHORT: isize = 12;
    const LONGEST: usize = 60;
    /// So many lines between a lead and the text are usual.
    const GAP: usize = 8;
    /// How many of a hundred words may stand above.
    const ABOVE: usize = 15;
    let counts = |index: usize| stays(index) && view.sights[index].running;
    let words =
        |index: usize| if counts(index) { view.sights[index].words.min(LONGEST) } else { 0 };
    let (mut best, mut sum, mut start, mut found) = (0, 0, first, first);
    for index in first..view.sights.len() {
        if sum <= 0 {
            (sum, start) = (0, index);
        }
        sum += if counts(index) { words(index) as isize } else { -SHORT };
        if sum > best {
            (best, found) = (sum, start);
        }
    }
    let above: usize = (first..found).map(words).sum();
    let all: usize = (first..view.sights.len()).map(words).sum();
    let begins = (found..view.sights.len()).find(|index| counts(*index)).unwrap_or(first);
    if begins > first + GAP && above * 100 < all * ABOVE { begins } else { first }
}

/// The first line that stays, where it looks like a title at all.
fn first_line(view: &View<'_>, stays: &impl Fn(usize) -> bool) -> Option<Title> {
    let index = (0..view.sights.len()).find(|index| stays(*index))?;
    let line = view.line(index);
    let fits = may_be(line, false) && !goes_on(view, index);
    let start = line.text.len() - title::strip_marker(line.text).len();
    fits.then_some(Title { index, part: start..line.text.len() })
}

fn note_title(front: &mut Front, view: &View<'_>, found: &Title, body: usize) {
    let own = view.sights[found.index].at;
    let text = view.line(found.index).text;
    let said = normal(&text[found.part.clone()]);
    if said.len() < normal(text).len() {
        front.more.push(own);
    }
    front.title = Some((own, found.part.clone()));
    let last = (body + BELOW).min(view.sights.len()).max(found.index + 2).min(view.sights.len());
    for index in (0..last).filter(|index| *index != found.index) {
        let line = view.line(index);
        // A poem may begin with the words of its title, but its line goes on.
        if line.words < REPEATED_WORDS || line.text.ends_with([',', ';', ':']) {
            continue;
        }
        let same = normal(line.text) == said || normal(line.text) == normal(text);
        if same || index < body && title::parts(line.text).any(|part| normal(part) == said) {
            front.repeats.push(view.sights[index].at);
        }
    }
}

/// Notes the authors and their lines.
fn note_authors(front: &mut Front, view: &View<'_>, authors: Authors) {
    let at = |index: &usize| view.sights[*index].at;
    let mut lines = authors.lines.iter();
    let first = lines.next();
    front.beside.extend(lines.map(at));
    // The word that opens the byline is told by no output.
    front.more.extend(authors.lines.iter().filter(|i| openings::opens(&plain(view, **i))).map(at));
    if let Some(index) = first.filter(|_| authors.rest.contains(char::is_alphanumeric)) {
        let found = dates::find(&authors.rest);
        match found.filter(|found| found.beside <= BESIDE_DATE) {
            Some(found) if found.beside == 0 && !found.more => {}
            _ => front.more.push(at(index)),
        }
        front.date = found.map(|found| (Some(at(index)), found.date));
    }
    front.byline = Some((first.map(at), authors.names));
}

/// Looks for the date: beside the names and between title and text first, then above, then
/// among what is not the article.
fn find_date(front: &mut Front, view: &View<'_>, verdicts: &[Verdict], place: Place) {
    let shown = view.sights.len();
    let from = place.top();
    let byline = front.byline.as_ref().and_then(|(line, _)| view.index_of((*line)?));
    let beside = byline.into_iter().flat_map(|at| [at + 1, at.wrapping_sub(1), at + 2]);
    let near = beside
        .filter(|index| *index < shown)
        .chain(from..(place.body + BELOW + 1).min(shown))
        .chain((0..from).rev().take(ABOVE))
        .filter(|index| !front.is_title(view.sights[*index].at));
    let outside = (place.body..shown).filter(|index| {
        let dated = view.sights[*index].found.any.has(Topic::Dateline);
        verdicts[*index].body < 0 && (dated || verdicts[*index].byline > 0)
    });
    let order = order(view);
    let dated = |index: &usize| {
        let fits = view.line(*index).words <= LINE_WORDS;
        let text = fits.then(|| plain(view, *index))?;
        let found = dates::find_in(&text, order).filter(|found| found.beside <= BESIDE_DATE)?;
        Some((view.sights[*index].at, found))
    };
    if let Some((at, found)) = near.chain(outside).find_map(|index| dated(&index)) {
        if found.beside > 0 || found.more {
            front.more.push(at);
        }
        front.date = Some((Some(at), found.date));
        return;
    }
    // Chinese papers tell it behind the text, and letters with news in the title.
    let stays = |index: &usize| verdicts[*index].body >= 0;
    let behind = (place.body..shown).rev().filter(stays).take(BELOW);
    let alone = |found: &dates::Found| found.beside <= BESIDE_NO_MORE && !found.more;
    let behind = behind.filter_map(|index| dated(&index)).map(|(_, found)| found).filter(alone);
    let title = front.title.as_ref().map(|(at, part)| &view.lines()[*at].text[part.clone()]);
    let found = behind.chain(title.and_then(dates::find)).next().map(|found| found.date);
    let found = found.or_else(|| {
        let address = front.source.as_ref().map(|(_, address)| address.as_str());
        placeline_date(&placeline(view, verdicts, place.body, order)?, address)
    });
    front.date = found.map(|date| (None, date));
}

/// What the place line tells with which one of the first paragraphs begins.
fn placeline(
    view: &View<'_>,
    verdicts: &[Verdict],
    body: usize,
    order: Option<dates::Order>,
) -> Option<Placeline> {
    /// A lead or two may stand before it.
    const FIRST: usize = 3;
    let runs = |index: &usize| view.sights[*index].running && verdicts[*index].body >= 0;
    let mut first = (body..view.sights.len()).filter(runs).take(FIRST);
    first.find_map(|index| dateline::find(view.line(index).text, order))
}

/// The date of a place line. Where it has no year, the address of the source may have it, with
/// the same month: "…/2021/03/…".
fn placeline_date(told: &Placeline, source: Option<&str>) -> Option<Date> {
    told.date.or_else(|| {
        let day = told.day?;
        let parts: Vec<&str> = source?.split('/').collect();
        let month = |text: &str| text.parse() == Ok(day.month);
        let pair = parts.windows(2).find(|pair| pair[0].len() == 4 && month(pair[1]))?;
        Date::new(pair[0].parse().ok()?, day.month, day.day)
    })
}

/// Which of two numbers is the day on this page: as its other dates have it, else as its
/// language does. English has it both ways.
fn order(view: &View<'_>) -> Option<dates::Order> {
    /// So many bytes tell a language.
    const SAMPLE: usize = 2_000;
    let short = |index: &usize| view.line(*index).words <= LINE_WORDS;
    let slashed = |index: &usize| {
        let bytes = view.line(*index).text.as_bytes();
        bytes.windows(3).any(|three| three[1] == b'/' && three[0].is_ascii_digit())
    };
    let mut found = (0..view.sights.len()).filter(short).filter(slashed).peekable();
    found.peek()?;
    found.find_map(|index| dates::order(view.line(index).text)).or_else(|| {
        let running = view.sights.iter().enumerate().filter(|(_, sight)| sight.running);
        let mut sample = String::new();
        for (index, _) in running {
            sample.push_str(view.line(index).text);
            sample.push('\n');
            if sample.len() > SAMPLE {
                break;
            }
        }
        let guess = crate::language::detect::detect(&sample).filter(|guess| guess.is_reliable())?;
        dates::Order::of(&guess.language)
    })
}

/// Whether the line is the first of a hard-wrapped paragraph.
fn goes_on(view: &View<'_>, index: usize) -> bool {
    let lines: &[Line<'_>] = view.lines();
    let at = view.sights[index].at;
    lines.get(at + 1).is_some_and(|next| Wrap::of(lines).joins(&lines[at], next))
}

#[cfg(test)]
mod tests {
    use super::super::line::split;
    use super::super::{Boldness, understand};

    const PROSE: &str = "The assembly met on a cold morning in March and decided, after long debate, \
                         that nothing at all should be decided that year.";

    fn front(text: &str) -> (Option<String>, Vec<String>, Option<String>) {
        let lines = split(text);
        let front = understand(&lines, Some(Boldness::Normal)).front;
        let title = front.title.map(|(at, part)| lines[at].text[part].to_owned());
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
    fn names_alone_count_beside_a_date() {
        let text =
            format!("How The Ferry Was Kept\n\nJane Doe\n3 March 2021\n\n{PROSE}\n\n{PROSE}");
        assert_eq!(front(&text).1, ["Jane Doe"]);
        let text = format!("How The Ferry Was Kept\n\n{PROSE}\n\nRiver Tales\n\n{PROSE}");
        assert_eq!(front(&text).1, [""; 0]);
    }

    #[test]
    fn names_may_stand_below_a_word_or_at_the_end() {
        let text = format!("How The Ferry Was Kept\n\nAuthor\nJane Doe\n\n{PROSE}\n\n{PROSE}");
        assert_eq!(front(&text).1, ["Jane Doe"]);
        let text = format!("How The Ferry Was Kept\n\n{PROSE}\n\n{PROSE}\n\nBy Jane Doe");
        assert_eq!(front(&text).1, ["Jane Doe"]);
    }

    #[test]
    fn the_line_without_the_site_is_the_title() {
        let lines = split("A Longer Title | The Paper\n\nA longer title\n\nText.");
        let front = understand(&lines, Some(Boldness::Normal)).front;
        let (at, part) = front.title.unwrap();
        let title = &lines[at].text[part];
        assert_eq!(title.to_lowercase(), "a longer title");
        assert_eq!(front.repeats.len(), 1);
        let lines = split("The Son Goes Forth\n\nThe son goes forth,\na crown to gain.");
        assert_eq!(understand(&lines, Some(Boldness::Normal)).front.repeats, [0; 0]);
    }

    #[test]
    fn the_place_line_tells_the_date_where_nothing_else_does() {
        let text =
            |line: &str| format!("How The Ferry Was Kept\n\n{line} {PROSE}\n\n{PROSE}\n\n{PROSE}");
        let date = |line: &str| front(&text(line)).2;
        assert_eq!(date("HARBOUR TOWN, March 3, 2021 (AFP) –").as_deref(), Some("2021-03-03"));
        // Nothing says of which year it is, unless the source's address does.
        assert_eq!(date("HARBOUR TOWN, March 3 (AFP) –"), None);
        let sourced = |path: &str| {
            let source = format!("Source: https://example.org/{path}/ferry");
            front(&format!("{}\n\n{source}", text("HARBOUR TOWN, March 3 (AFP) –"))).2
        };
        assert_eq!(sourced("2021/03").as_deref(), Some("2021-03-03"));
        assert_eq!(sourced("2021/04"), None);
    }

    #[test]
    fn what_a_line_says_besides_is_noted() {
        let lines = split("A Title\nUpdated 31 March 2024, 5:30 pm\nText.");
        assert_eq!(understand(&lines, Some(Boldness::Normal)).front.more, [1]);
    }
}
