//! Title, byline and date: what is told about the article beside its text.
//!
//! They stand above the first running text that stays, or close below it, and some
//! sites tell them at the end. [`title`] finds the title; byline and date are looked for
//! in the short lines around, nearest to title and text first.

use std::collections::BTreeSet;
use std::ops::Range;

use super::Label;
use super::byline::{self, Byline};
use super::dates::{self, Found};
use super::features::{View, key_of};
use super::line::Line;
use super::model::{UNIT, Verdict};
use super::title::{self, Title, may_be, normal};
use super::topics::{Topic, topics_of};
use super::wrap::Wrap;
use crate::article::Date;

/// How many lines below the first running text may hold byline and date.
const BELOW: usize = 3;

/// How many lines above the title may.
const ABOVE: usize = 8;

/// How many words such a line may have.
const LINE_WORDS: usize = 16;

/// How many words beside a date leave it the matter of its line: weekday, "Updated", a zone.
const BESIDE_DATE: usize = 7;

/// The shortest title, in words, that another line may repeat.
const REPEATED_WORDS: usize = 3;

/// What is told before the text begins. The numbers are lines, from 0.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Front {
    /// The line that holds the title, and the bytes of its text that are it.
    pub title: Option<(usize, Range<usize>)>,
    /// The line of the byline, if it has one of its own, and the names on it.
    pub byline: Option<(Option<usize>, Vec<String>)>,
    /// More lines that hold nothing but the byline.
    pub beside: Vec<usize>,
    /// The line of the date, and the date.
    pub date: Option<(usize, Date)>,
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
        let date = self.date.map(|(line, _)| line);
        let single = title.into_iter().chain(byline).chain(date);
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
    if shown < 2 {
        return front;
    }
    let found = title::find(view, verdicts, body).filter(|title| !goes_on(view, title.index));
    let found = found.or_else(|| first_line(view, &stays));
    if let Some(title) = found {
        note_title(&mut front, view, &title, body);
    }
    names_and_date(&mut front, view, verdicts, body);
    front
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

/// Looks for names and date: between title and text first, then above, then among what
/// is not the article. Lines that say whose they are come before bare names.
fn names_and_date(front: &mut Front, view: &View<'_>, verdicts: &[Verdict], body: usize) {
    let shown = view.sights.len();
    let title = front.title.as_ref().and_then(|(line, _)| view.index_of(*line));
    let from = title.unwrap_or(body).min(body);
    let near: Vec<usize> = (from..(body + BELOW + 1).min(shown))
        .chain((0..from).rev().take(ABOVE))
        .filter(|index| !front.is_title(view.sights[*index].at))
        .filter(|index| view.line(*index).words <= LINE_WORDS)
        .collect();
    for index in &near {
        take(front, view, *index, byline::find(&plain(view, *index)));
    }
    if front.byline.is_none() {
        let scored = near.iter().copied().filter_map(|index| {
            // A lead may stand above the names; then they must say more for themselves.
            let below = if index > body { UNIT } else { 0 };
            Some((likeliness(view, verdicts, index)? - below, index))
        });
        let best = scored.max_by_key(|(score, index)| (*score, std::cmp::Reverse(*index)));
        if let Some((_, index)) = best.filter(|(score, _)| *score > -3 * UNIT) {
            take(front, view, index, bare(view, index));
        }
    }
    if front.byline.is_none() {
        below_opening(front, view, body);
    }
    let outside =
        |index: &usize| verdicts[*index].body < 0 && view.line(*index).words <= LINE_WORDS;
    for index in (body..shown).filter(outside) {
        if front.byline.is_some() && front.date.is_some() {
            break;
        }
        take_outside(front, view, verdicts, index);
    }
    if front.byline.is_none() {
        front.byline = signed(view, verdicts, body);
    }
}

/// Takes the names on the lines below one that says nothing but "Author".
fn below_opening(front: &mut Front, view: &View<'_>, body: usize) {
    const MOST: usize = 5;
    let shown = view.sights.len();
    let last = (body + BELOW).min(shown);
    let Some(opening) = (0..last).find(|index| byline::opens(&plain(view, *index))) else { return };
    let list = (opening + 1..shown.min(opening + 1 + MOST)).map_while(|index| {
        let names = bare(view, index).filter(|names| names.rest.trim().is_empty())?;
        Some((index, names.names))
    });
    let (lines, names): (Vec<usize>, Vec<Vec<String>>) = list.unzip();
    if let Some(first) = lines.first() {
        let at = |index: &usize| view.sights[*index].at;
        front.byline = Some((Some(at(first)), names.concat()));
        front.beside.extend(lines.iter().skip(1).chain([&opening]).map(at));
        front.more.push(at(&opening));
    }
}

/// The name at the end of the text: in brackets behind the last paragraphs, or where a
/// paragraph outside it says who the author is. No line of its own holds it, so the lines
/// stay what they are.
fn signed(
    view: &View<'_>,
    verdicts: &[Verdict],
    body: usize,
) -> Option<(Option<usize>, Vec<String>)> {
    const LAST: usize = 3;
    const SIGNATURE: usize = 6;
    let shown = view.sights.len();
    let stays = |index: &usize| verdicts[*index].body >= 0;
    let last = (body..shown).rev().filter(stays).take(LAST);
    let names = |index: usize| {
        let line = view.line(index);
        let signed = || byline::find(line.text).filter(|_| line.words <= SIGNATURE);
        let closing = byline::closing_name(line.text).map(|name| vec![name.to_owned()]);
        closing.or_else(|| signed().map(|byline| byline.names))
    };
    if let Some(names) = last.filter_map(names).next() {
        return Some((None, names));
    }
    let lone = view.sights.iter().filter(|sight| sight.words <= SIGNATURE).map(|sight| sight.key);
    let lone: BTreeSet<u64> = lone.collect();
    let outside = (body..shown).filter(|index| verdicts[*index].body < 0);
    let mut abouts = outside.filter_map(|index| {
        let text = plain(view, index);
        let name = byline::leading_name(&text)?;
        let about = view.sights[index].found.any.has(Topic::Author);
        (about || lone.contains(&key_of(name))).then(|| name.to_owned())
    });
    abouts.next().map(|name| (None, vec![name]))
}

/// How likely the bare names of a line are the authors: a date stands beside them, or the
/// model takes the line for a byline.
fn likeliness(view: &View<'_>, verdicts: &[Verdict], index: usize) -> Option<i32> {
    let names = bare(view, index)?;
    let dated = |index: usize| {
        let sight = view.sights.get(index)?;
        (sight.words <= LINE_WORDS).then(|| dates::find(view.line(index).text)).flatten()
    };
    let own = dates::find(&names.rest).is_some() || topics_of(&names.rest).any.has(Topic::Dateline);
    let again = if told_elsewhere(view, index, &names.names[0]) { 2 * UNIT } else { 0 };
    let beside = dated(index + 1).is_some() || index > 0 && dated(index - 1).is_some();
    let bonus = if own { 3 * UNIT } else { i32::from(beside) * 3 * UNIT / 2 };
    Some(verdicts[index].byline + bonus + again)
}

/// Whether another line that speaks of authors, rights or more to read names someone.
fn told_elsewhere(view: &View<'_>, index: usize, name: &str) -> bool {
    view.naming.iter().any(|other| {
        let text = view.line(*other).text;
        *other != index && text.len() > name.len() && text.contains(name)
    })
}

/// The text of a line with plain spaces, without the mark of a list.
fn plain(view: &View<'_>, index: usize) -> String {
    let text = view.line(index).text.replace('\u{A0}', " ");
    text.trim_start_matches(['*', '+', '-', '•', '–', ' ']).to_owned()
}

fn bare(view: &View<'_>, index: usize) -> Option<Byline> {
    let sight = &view.sights[index];
    let date = Topic::Dateline;
    let speaks = sight.topics.iter().any(|topic| topic != date && topic != Topic::Author);
    let names = byline::bare(&plain(view, index)).filter(|_| !speaks)?;
    // What stands there again and again is part of the page, unless it is known for a name.
    (sight.repeats <= 2 || told_elsewhere(view, index, &names.names[0])).then_some(names)
}

/// Takes names and date from a line, unless they are known already.
fn take(front: &mut Front, view: &View<'_>, index: usize, names: Option<Byline>) {
    let at = view.sights[index].at;
    let text = plain(view, index);
    let names = names.filter(|_| front.byline.is_none());
    let rest = names.as_ref().map_or(text.as_str(), |byline| byline.rest.as_str());
    let fits = |found: &Found| front.date.is_none() && found.beside <= BESIDE_DATE;
    let date = dates::find(rest).filter(fits);
    let said = match (&names, &date) {
        (_, Some(found)) => found.beside == 0 && !found.more,
        (Some(_), None) => !rest.contains(char::is_alphanumeric),
        (None, None) => return,
    };
    if !said {
        front.more.push(at);
    }
    front.byline = front.byline.take().or(names.map(|byline| (Some(at), byline.names)));
    front.date = front.date.or(date.map(|found| (at, found.date)));
}

/// Takes them from a line that is not part of the article.
fn take_outside(front: &mut Front, view: &View<'_>, verdicts: &[Verdict], index: usize) {
    let named = index > 0 && view.sights[index - 1].found.any.has(Topic::Author);
    let short = index > 0 && view.sights[index - 1].words <= 4;
    let likely = verdicts[index].byline > -UNIT || named && short;
    let names = byline::find(&plain(view, index)).or_else(|| bare(view, index).filter(|_| likely));
    let dated = view.sights[index].found.any.has(Topic::Dateline) || verdicts[index].byline > 0;
    if dated || names.is_some() {
        take(front, view, index, names);
    }
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
    fn what_a_line_says_besides_is_noted() {
        let lines = split("A Title\nUpdated 31 March 2024, 5:30 pm\nText.");
        assert_eq!(understand(&lines, Some(Boldness::Normal)).front.more, [1]);
    }
}
