//! Names at the end of a text: under it, in brackets behind it, or in what is said of its author.
//!
//! No line of its own holds such a name for sure, so the lines stay what they are.

use std::collections::BTreeSet;

use super::authors::{Authors, names_alone, plain};
use super::byline::{self, Byline};
use super::evidence::Evidence;
use super::features::{View, key_of};
use super::lexicon::words;
use super::topics::Topic;
use super::{credits, eastern, names};

/// How many of the last lines that stay may sign.
const LAST: usize = 3;

/// How many words a line has that holds a signature and nothing else.
const SIGNATURE: usize = 6;

/// How far below the text what is said of its author may stand.
const NEXT: usize = 12;

/// Finds them.
pub fn find(evidence: &Evidence<'_, '_>) -> Option<Authors> {
    let text = Text { evidence, view: evidence.view, body: evidence.place.body };
    let last: Vec<usize> = text.last().collect();
    let names = text.reported(false).or_else(|| last.iter().find_map(|index| text.signed(*index)));
    let names = names.or_else(|| text.opening());
    let names = names.or_else(|| text.greeting(last.first().copied()?));
    let names = names.or_else(|| text.presented_outside());
    let names = names.or_else(|| text.presented_last(&last));
    let names = names.or_else(|| text.presented_below()).or_else(|| text.alone());
    let names = names.or_else(|| text.reported(true)).or_else(|| text.edited());
    names.map(Authors::told)
}

/// A text, and what is known of its lines.
struct Text<'e, 'v, 'a> {
    evidence: &'e Evidence<'v, 'a>,
    view: &'v View<'a>,
    body: usize,
}

impl Text<'_, '_, '_> {
    /// The lines that stay, the last first.
    fn last(&self) -> impl Iterator<Item = usize> {
        let stays = |index: &usize| self.evidence.verdicts[*index].body >= 0;
        (self.body..self.view.sights.len()).rev().filter(stays).take(LAST)
    }

    /// Those who reported, or who helped, where a line near the end says so.
    fn reported(&self, helped: bool) -> Option<Vec<String>> {
        let end = self.last().next().unwrap_or(self.body);
        let near =
            end.saturating_sub(LAST).max(self.body)..(end + NEXT).min(self.view.sights.len());
        let mut found = near.rev().filter_map(|index| credits::find(self.view.line(index).text));
        found.find(|credits| credits.helped == helped).map(|credits| credits.names)
    }

    /// The names that a line signs with.
    fn signed(&self, index: usize) -> Option<Vec<String>> {
        let line = self.view.line(index);
        let closing = Some(eastern::bracketed(line.text)).filter(|names| !names.is_empty());
        let short = || Some(line.text).filter(|_| line.words <= SIGNATURE);
        let closing = closing.or_else(|| Some(byline::find(short()?)?.names));
        closing.or_else(|| {
            // Names that nothing calls authors: several alone on the last line, or in
            // brackets behind the last sentence.
            let alone = || names_alone(self.view, index).map(|found| found.names);
            let several = || alone().filter(|names| names.len() > 1);
            let named = byline::bracketed_names(line.text).or_else(several)?;
            named.iter().all(|name| self.evidence.is_person(name)).then_some(named)
        })
    }

    /// The reporters in brackets at the beginning of the text, as Chinese papers have them.
    fn opening(&self) -> Option<Vec<String>> {
        let first = self.view.sights.get(self.body)?;
        Some(eastern::bracketed(self.view.lines()[first.at].text)).filter(|names| !names.is_empty())
    }

    /// One name alone below the last running text that stays, where the text does not speak of its
    /// bearer.
    fn alone(&self) -> Option<Vec<String>> {
        let (view, verdicts) = (self.view, self.evidence.verdicts);
        let runs = |index: &usize| view.sights[*index].running && verdicts[*index].body >= 0;
        let above = (self.body..view.sights.len()).rfind(runs)?;
        let index = Some(above + 1).filter(|index| *index < view.sights.len())?;
        let ended = view.line(above).ends_sentence && view.line(index).words <= SIGNATURE;
        let byline = self.signing(above, index).filter(|_| ended)?;
        let [name] = &byline.names[..] else { return None };
        // Headings of what else there is to read stand there too. Below them are no notices, and
        // other lines have their words.
        let next = view.sights.get(index + 1).is_none_or(|next| !next.topics.is_empty());
        let once = view.sights[index].repeats == 1 && byline.rest.trim().is_empty();
        let fits = || self.evidence.is_person(name) && self.is_rare(name, index);
        (next && once && fits()).then(|| byline.names.clone())
    }

    /// The names of a line below another that says nothing else, behind a dash or in brackets too.
    /// Below a quotation a dash leads to the one who said it.
    fn signing(&self, above: usize, index: usize) -> Option<Byline> {
        let text = self.view.line(index).text;
        if let Some(inner) = text.strip_prefix('(').and_then(|text| text.strip_suffix(')')) {
            return byline::bare(inner);
        }
        let quoted = self.view.line(above).text.ends_with(['”', '»', '"', '’', '“']);
        let dashed = text.strip_prefix(['—', '–', '―', '-']).filter(|_| !quoted);
        dashed.map_or_else(|| names_alone(self.view, index), |text| byline::bare(text.trim()))
    }

    /// Whether the longer words of a name stand nowhere else in the text.
    fn is_rare(&self, name: &str, index: usize) -> bool {
        const LETTERS: usize = 4;
        let long = name.split_whitespace().filter(|word| word.chars().count() >= LETTERS);
        let own: Vec<u64> = long.flat_map(words).collect();
        let others = (0..self.view.sights.len()).filter(|other| *other != index);
        let mut others = others.flat_map(|other| words(self.view.line(other).text));
        !others.any(|word| own.contains(&word))
    }

    /// The name on a line of its own near the end, where the line below says who that is.
    fn presented_below(&self) -> Option<Vec<String>> {
        let shown = self.view.sights.len();
        (shown.saturating_sub(NEXT).max(self.body + 1)..shown).find_map(|index| {
            let short = self.view.line(index).words <= SIGNATURE;
            let names = names_alone(self.view, index).filter(|_| short)?.names;
            let said = names.len() == 1 && self.evidence.presented(index, &names[0]);
            (said && self.evidence.is_person(&names[0])).then_some(names)
        })
    }

    /// Whether lines above another name someone, or somebody of that family.
    fn spoken_of(&self, name: &str, before: usize) -> bool {
        let Some(family) = name.rsplit(' ').next() else { return false };
        let family: Vec<u64> = words(family).collect();
        (self.body..before).any(|index| {
            let mut own = words(self.view.line(index).text);
            own.any(|word| family.contains(&word))
        })
    }

    /// The names below the greeting that ends a letter: a few words, not all with capitals as in
    /// a list of names, and a comma. `end` is the last line that stays.
    fn greeting(&self, end: usize) -> Option<Vec<String>> {
        let view = self.view;
        let shown = view.sights.len();
        let near = end.saturating_sub(LAST)..(end + NEXT).min(shown);
        let near = near.chain(shown.saturating_sub(LAST).max(end + NEXT)..shown);
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
            if line.words == 1 {
                return self.full_name(line.text.trim_end_matches(',')).map(|name| vec![name]);
            }
            let names = names_alone(view, index).filter(|_| line.words <= SIGNATURE)?.names;
            names.iter().all(|name| self.evidence.is_person(name)).then_some(names)
        })
    }

    /// The whole name of someone who signs with the first, where the page has it: the first name
    /// and a word or two with capitals behind it.
    fn full_name(&self, first: &str) -> Option<String> {
        let view = self.view;
        let letters = first.chars().count() > 2 && first.chars().all(char::is_alphabetic);
        if !letters || !first.starts_with(char::is_uppercase) || !self.evidence.is_person(first) {
            return None;
        }
        (0..view.sights.len()).find_map(|index| {
            let text = view.line(index).text;
            let at = text.match_indices(first).find(|(at, _)| {
                text[at + first.len()..].starts_with(' ')
                    && !text[..*at].ends_with(char::is_alphabetic)
            })?;
            let mut words = text[at.0..].split(' ').take(2);
            let (own, family) = (words.next()?, words.next()?);
            let family = family.trim_end_matches(|c: char| !c.is_alphabetic());
            let name = format!("{own} {family}");
            (names::stands_alone(&name) && names::is_name(&name, false)).then_some(name)
        })
    }

    /// The name that what is not the article begins with where it says who that is.
    fn presented_outside(&self) -> Option<Vec<String>> {
        let (view, verdicts) = (self.view, self.evidence.verdicts);
        let end = self.last().next().unwrap_or(self.body);
        let short = view.sights.iter().filter(|sight| sight.words <= SIGNATURE);
        let lone: BTreeSet<u64> = short.map(|sight| sight.key).collect();
        let mut outside = (self.body..view.sights.len()).filter(|index| verdicts[*index].body < 0);
        outside.find_map(|index| {
            let text = plain(view, index);
            let name = byline::leading_name(&text)?;
            let close = end < index && index <= end + NEXT;
            let told = view.sights[index].found.any.has(Topic::Author);
            let said = byline::is_about(&text[name.len()..]) || lone.contains(&key_of(name));
            let fits = self.evidence.is_person(name) && names::stands_alone(name);
            (fits && (told || close && said)).then(|| vec![name.to_owned()])
        })
    }

    /// The names that the last paragraphs begin with where they say who these are. Those of
    /// whom the article itself speaks are named before; where another stands below, only the
    /// whole name counts, since families share theirs with other words.
    fn presented_last(&self, last: &[usize]) -> Option<Vec<String>> {
        let mut names: Vec<String> = Vec::new();
        for index in last {
            let text = plain(self.view, *index);
            let Some(name) = self.presented(&text) else { continue };
            let whole = |at: usize| self.view.line(at).text.contains(name);
            let spoken = match names.is_empty() {
                true => self.spoken_of(name, *index),
                false => (self.body..*index).any(whole),
            };
            if !spoken {
                names.insert(0, name.to_owned());
            }
        }
        (!names.is_empty()).then_some(names)
    }

    /// The name that a paragraph begins with where it says who that is.
    fn presented<'t>(&self, text: &'t str) -> Option<&'t str> {
        let name = byline::leading_name(text)?;
        let rest = text[name.len()..].trim_start();
        let said = rest.starts_with("is ") || byline::is_about(rest);
        let small = name.contains(char::is_lowercase);
        let fits = said && small && self.evidence.is_person(name) && names::stands_alone(name);
        fits.then_some(name)
    }

    /// The editor whom Chinese papers name where they name nobody else.
    fn edited(&self) -> Option<Vec<String>> {
        const WORDS: usize = 20;
        let lines = (0..self.view.sights.len()).rev().map(|index| self.view.line(index));
        let mut short = lines.filter(|line| line.words <= WORDS);
        short.find_map(|line| eastern::editor(line.text)).map(|name| vec![name.to_owned()])
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
    fn a_first_name_below_a_greeting_is_made_whole() {
        let about = "Every week Jane Doe writes about ferries, and nobody has ever stopped her.";
        assert_eq!(names(&format!("{about}\n\nBest wishes,\n\nJane")), ["Jane Doe"]);
        assert_eq!(names("Best wishes,\n\nJane"), [""; 0]);
    }

    #[test]
    fn a_name_alone_below_the_text_signs_it() {
        assert_eq!(names("Jane Doe"), ["Jane Doe"]);
        assert_eq!(names("André Schäfer"), ["André Schäfer"]);
        assert_eq!(names("Lê Phương"), ["Lê Phương"]);
        assert_eq!(names("Иван Петров"), ["Иван Петров"]);
        assert_eq!(names("— Jane Doe"), ["Jane Doe"]);
        assert_eq!(names("(Anna Maier)"), ["Anna Maier"]);
        // Headings, offices, and those of whom the text speaks.
        let none = [""; 0];
        for end in ["Letzte Artikel", "Staff Writer", "Cold Morning", "Jane Doe\n\nThe ferry came"]
        {
            assert_eq!(names(end), none, "{end}");
        }
        assert_eq!(
            names(&format!("The captain, Jane Doe, said so at night.\n\n{PROSE}\n\nJane Doe")),
            none
        );
    }

    #[test]
    fn those_who_reported_are_told_below_the_text() {
        assert_eq!(
            names("Jane Doe reported from Harbour Town, and John Roe from the sea."),
            ["Jane Doe", "John Roe"]
        );
        assert_eq!(names("(Reporting by Jane Doe; Editing by John Roe)"), ["Jane Doe"]);
        let helped = "John Roe contributed to this report.";
        assert_eq!(names(helped), ["John Roe"]);
        assert_eq!(names(&format!("Reporting by Jane Doe.\n\n{helped}")), ["Jane Doe"]);
    }

    #[test]
    fn the_last_paragraph_may_say_who_the_author_is() {
        let one = "Jane Doe is professor of ferries at the university of the harbour town.";
        let two = "John Roe is the captain of a boat that nobody in this town has ever seen.";
        assert_eq!(names(one), ["Jane Doe"]);
        assert_eq!(names(&format!("{one}\n\n{two}")), ["Jane Doe", "John Roe"]);
        let mill = "The mill of the town, which some call Doe, stands by the harbour, as ever.";
        assert_eq!(names(&format!("{mill}\n\n{one}\n\n{two}")), ["Jane Doe", "John Roe"]);
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
        let text = format!("旧渡船将保留\n\n本报讯（记者 张文）{prose}\n\n{prose}");
        let front = understand(&split(&text), Some(Boldness::Normal)).front;
        assert_eq!(front.byline.map(|(_, names)| names).unwrap_or_default(), ["张文"]);
    }
}
