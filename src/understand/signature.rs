//! Names at the end of a text: under it, in brackets behind it, or in what is said of its author.
//!
//! No line of its own holds such a name for sure, so the lines stay what they are.

use std::collections::BTreeSet;

use super::authors::{Authors, names_alone, plain};
use super::byline;
use super::features::{View, key_of};
use super::lexicon::words;
use super::model::Verdict;
use super::names;
use super::topics::Topic;

/// How many of the last lines that stay may sign.
const LAST: usize = 3;

/// How many words a line has that holds a signature and nothing else.
const SIGNATURE: usize = 6;

/// How far below the text what is said of its author may stand.
const NEXT: usize = 12;

/// Finds them; `lower` are the words that the text writes with a small letter first, and
/// `body` is where it begins.
pub fn find(
    view: &View<'_>,
    verdicts: &[Verdict],
    body: usize,
    lower: &BTreeSet<u64>,
) -> Option<Authors> {
    let text = Text { view, verdicts, body, lower };
    let last: Vec<usize> = text.last().collect();
    let names = last.iter().find_map(|index| text.signed(*index));
    let names = names.or_else(|| text.greeting(last.first().copied()?));
    let names = names.or_else(|| text.presented_outside());
    let presented = || last.iter().rev().filter_map(|index| text.presented_last(*index));
    let names = names.or_else(|| Some(presented().collect()).filter(|it: &Vec<_>| !it.is_empty()));
    let names = names.or_else(|| text.edited());
    names.map(|names| Authors { names, lines: Vec::new(), rest: String::new() })
}

/// A text, and what is known of its lines.
struct Text<'v, 'a> {
    view: &'v View<'a>,
    verdicts: &'v [Verdict],
    body: usize,
    lower: &'v BTreeSet<u64>,
}

impl Text<'_, '_> {
    /// The lines that stay, the last first.
    fn last(&self) -> impl Iterator<Item = usize> {
        let stays = |index: &usize| self.verdicts[*index].body >= 0;
        (self.body..self.view.sights.len()).rev().filter(stays).take(LAST)
    }

    /// The names that a line signs with.
    fn signed(&self, index: usize) -> Option<Vec<String>> {
        let line = self.view.line(index);
        let closing = byline::closing_name(line.text).map(|name| vec![name.to_owned()]);
        let short = || Some(line.text).filter(|_| line.words <= SIGNATURE);
        let closing = closing.or_else(|| Some(byline::find(short()?)?.names));
        closing.or_else(|| {
            // Names that nothing calls authors: several alone on the last line, or in
            // brackets behind the last sentence.
            let alone = || names_alone(self.view, index).map(|found| found.names);
            let several = || alone().filter(|names| names.len() > 1);
            let named = byline::bracketed_names(line.text).or_else(several)?;
            named.iter().all(|name| self.is_person(name)).then_some(named)
        })
    }

    /// The names below the greeting that ends a letter: a few words, not all with capitals as in
    /// a list of names, and a comma. `end` is the last line that stays.
    fn greeting(&self, end: usize) -> Option<Vec<String>> {
        let view = self.view;
        let near = end.saturating_sub(LAST)..(end + NEXT).min(view.sights.len());
        let greets = |index: &usize| {
            let line = view.line(*index);
            let mut words = line.text.split(' ');
            line.words <= SIGNATURE
                && line.text.ends_with(',')
                && words.any(|word| word.starts_with(char::is_lowercase))
        };
        let mut below = near.filter(greets).map(|index| index + 1);
        below.find_map(|index| {
            let line = view.sights.get(index).map(|_| view.line(index))?;
            let names = names_alone(view, index).filter(|_| line.words <= SIGNATURE)?.names;
            names.iter().all(|name| self.is_person(name)).then_some(names)
        })
    }

    /// Whether the text writes none of a name's words with a small letter.
    fn is_person(&self, name: &str) -> bool {
        !name.split_whitespace().any(|word| self.lower.contains(&key_of(word)))
    }

    /// The name that what is not the article begins with where it says who that is.
    fn presented_outside(&self) -> Option<Vec<String>> {
        let view = self.view;
        let end = self.last().next().unwrap_or(self.body);
        let short = view.sights.iter().filter(|sight| sight.words <= SIGNATURE);
        let lone: BTreeSet<u64> = short.map(|sight| sight.key).collect();
        let mut outside =
            (self.body..view.sights.len()).filter(|index| self.verdicts[*index].body < 0);
        outside.find_map(|index| {
            let text = plain(view, index);
            let name = byline::leading_name(&text)?;
            let close = end < index && index <= end + NEXT;
            let told = view.sights[index].found.any.has(Topic::Author);
            let said = byline::is_about(&text[name.len()..]) || lone.contains(&key_of(name));
            let fits = self.is_person(name) && names::stands_alone(name);
            (fits && (told || close && said)).then(|| vec![name.to_owned()])
        })
    }

    /// The name that one of the last paragraphs begins with where it says who that is. Those
    /// whom the article itself speaks of are named before.
    fn presented_last(&self, index: usize) -> Option<String> {
        let text = plain(self.view, index);
        let name = byline::leading_name(&text)?;
        let rest = text[name.len()..].trim_start();
        let said = rest.starts_with("is ") || byline::is_about(rest);
        let surname: Vec<u64> = words(name.rsplit(' ').next()?).collect();
        let named = |other: usize| words(self.view.line(other).text).any(|w| surname.contains(&w));
        let small = name.contains(char::is_lowercase);
        let fits = said && small && self.is_person(name) && names::stands_alone(name);
        (fits && !(self.body..index).any(named)).then(|| name.to_owned())
    }

    /// The editor whom Chinese papers name where they name nobody else.
    fn edited(&self) -> Option<Vec<String>> {
        const WORDS: usize = 20;
        let lines = (0..self.view.sights.len()).rev().map(|index| self.view.line(index));
        let mut short = lines.filter(|line| line.words <= WORDS);
        short.find_map(|line| byline::editor(line.text)).map(|name| vec![name.to_owned()])
    }
}

#[cfg(test)]
mod tests {
    use super::super::line::split;
    use super::super::{Boldness, understand};

    const PROSE: &str = "The assembly met on a cold morning in March and decided, after long debate, \
                         that nothing at all should be decided that year.";

    /// The names found below some text.
    fn names(end: &str) -> Vec<String> {
        let text = format!("How the ferry was kept\n\n{PROSE}\n\n{PROSE}\n\n{PROSE}\n\n{end}");
        let front = understand(&split(&text), Some(Boldness::Normal)).front;
        front.byline.map(|(_, names)| names).unwrap_or_default()
    }

    #[test]
    fn letters_are_signed() {
        assert_eq!(names("See you next week,\n\nJane Doe"), ["Jane Doe"]);
        assert_eq!(names("See you next week.\n\nThe Old Ferry"), [""; 0]);
        assert_eq!(names("Harbour Town,\n\nFerry Party,\n\nJohn Roe"), [""; 0]);
    }

    #[test]
    fn the_last_paragraph_may_say_who_the_author_is() {
        let one = "Jane Doe is professor of ferries at the university of the harbour town.";
        let two = "John Roe is the captain of a boat that nobody in this town has ever seen.";
        assert_eq!(names(one), ["Jane Doe"]);
        assert_eq!(names(&format!("{one}\n\n{two}")), ["Jane Doe", "John Roe"]);
        // The text has spoken of her before.
        let spoken = "The captain, Doe, said so in the morning, and again in the evening.";
        assert_eq!(names(&format!("{spoken}\n\n{one}")), [""; 0]);
    }

    #[test]
    fn chinese_papers_name_the_editor() {
        let prose = "港口城市的议会决定保留旧渡船，并在星期二宣布了这一消息。".repeat(3);
        let text = format!("旧渡船将保留\n\n{prose}\n\n{prose}\n\n来源：港口日报 编辑：王小明");
        let front = understand(&split(&text), Some(Boldness::Normal)).front;
        assert_eq!(front.byline.map(|(_, names)| names).unwrap_or_default(), ["王小明"]);
    }
}
