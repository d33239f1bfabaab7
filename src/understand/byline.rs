//! Bylines: who wrote the article.
//!
//! A byline opens with a word that says so, in some language, and goes on with
//! what can be names. Languages share such words with ordinary ones (*por*,
//! *di*, *von*), so the names must look like names.

use super::eastern::{reporters, titled};
use super::glue;
use super::names::{ends_in_month, has_article, is_name, names, once, stands_alone};
use super::openings::{after_opening, is_kind};
use super::topics::{Topic, topics_of};
use super::{dates, offices};
use crate::language::names::is_particle;

/// The names of a byline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Byline {
    /// The names, in order.
    pub names: Vec<String>,
    /// What the line says besides.
    pub rest: String,
    /// Whether its words leave no doubt that it is a byline.
    pub sure: bool,
}

impl Byline {
    /// One name that fills its line.
    pub fn of(name: &str) -> Byline {
        Byline { names: vec![name.to_owned()], rest: String::new(), sure: false }
    }

    /// Whether the line tells a date too, or speaks of one.
    pub fn dated(&self) -> bool {
        let rest = self.rest.replace('|', " ");
        let day = || dates::find_day(&rest).is_some_and(|found| found.beside <= 3);
        dates::find(&rest).is_some() || day() || topics_of(&rest).any.has(Topic::Dateline)
    }

    /// Whether nothing but what the authors are stands beside the names.
    pub fn is_whole(&self) -> bool {
        let rest = self.rest.trim_matches([' ', '|', ',', '·', '-', '–', '—', '/', '•']);
        rest.is_empty() || offices::is_alone(rest)
    }
}

/// Reads a line as a byline; `None` when it is none.
///
/// The names come first ("By Jane Doe, 31 March") or last ("31 March by Jane Doe").
pub fn find(text: &str) -> Option<Byline> {
    let apart = glue::set_apart(text);
    let text = apart.as_deref().unwrap_or(text);
    let whole = opened(text, "").or_else(|| titled(text)).or_else(|| reporters(text));
    whole.or_else(|| inside(text))
}

/// A byline inside a line, behind a date or what the text is: "31 March 2024 | BY: Jane Doe".
fn inside(text: &str) -> Option<Byline> {
    const WORDS: [&str; 2] = [" by ", " von "];
    // Words that stand in other sentences too, and capitals, count behind a date alone.
    #[rustfmt::skip]
    const BEHIND_DATES: [&str; 11] =
        [" By ", " BY ", " BY: ", " By: ", " by: ", " Von ", " par ", " Par ", " por ", " di ", " door "];
    let cut = |words: &[&str]| {
        let mut spaces = text.match_indices(' ').map(|(at, _)| at);
        let at = spaces.find(|at| words.iter().any(|word| text[*at..].starts_with(word)))?;
        Some(text.split_at(at))
    };
    let told = cut(&WORDS).filter(|(before, _)| {
        before.contains(|c: char| c.is_ascii_digit()) || is_kind(before) || tells(before)
    });
    let digits = text.contains(|c: char| c.is_ascii_digit());
    let dated = || cut(&BEHIND_DATES).filter(|(before, _)| digits && is_date(before));
    if let Some((before, rest)) = told.or_else(dated) {
        return opened(rest.trim_start(), before);
    }
    if !has_mark(text) {
        return None;
    }
    // "Reviewed by John Roe — By Jane Doe on March 3"
    let cuts = MARKS.iter().filter_map(|mark| text.split_once(mark));
    let found = cuts.filter_map(|(before, rest)| opened(rest.trim_start(), before));
    found.into_iter().find(|found| found.names.iter().all(|name| stands_alone(name)))
}

/// Whether a text tells a date and little else.
fn is_date(text: &str) -> bool {
    const BESIDE: usize = 5;
    let day = || dates::find_day(text).is_some_and(|found| found.beside <= BESIDE);
    text.contains(|c: char| c.is_ascii_digit())
        && dates::find(text).map_or_else(day, |found| found.beside <= BESIDE)
}

/// The name that a paragraph about its author begins with: "Jane Doe is …".
pub fn leading_name(text: &str) -> Option<&str> {
    let mut end = 0;
    let mut count = 0;
    for word in text.split(' ').take(5) {
        if word.starts_with(char::is_uppercase) && !word.ends_with(',') {
            end += word.len() + usize::from(count > 0);
            count += 1;
        } else {
            break;
        }
    }
    let name = text.get(..end)?;
    let goes_on = text[end..].trim_start().starts_with(char::is_lowercase);
    ((2..=4).contains(&count) && goes_on && is_name(name, false) && !has_article(name))
        .then_some(name)
}

/// Whether what follows a name says what its bearer is: "is a writer", "covers".
pub fn is_about(text: &str) -> bool {
    const VERBS: [&str; 22] = [
        "is a ",
        "is an ",
        "is the ",
        "is based ",
        "was a ",
        "covers ",
        "writes ",
        "reports ",
        "works ",
        "has been ",
        "has written ",
        "ist ",
        "est un",
        "est jour",
        "es un",
        "es period",
        "é ",
        "è ",
        "är ",
        "er ",
        "is een ",
        "jest ",
    ];
    VERBS.iter().any(|verb| text.trim_start().starts_with(verb))
}

/// The names in brackets behind the last sentence of a paragraph.
pub fn bracketed_names(text: &str) -> Option<Vec<String>> {
    let (before, inner) = text.trim_end().strip_suffix(')')?.rsplit_once('(')?;
    let ended = before.trim_end().ends_with(['.', '!', '?', '…', '”', '»', '"']);
    let found = names(inner, false).filter(|_| ended)?;
    found.iter().all(|name| stands_alone(name)).then_some(found)
}

/// Reads a line that holds names and nothing else but marks, numbers and a date.
///
/// Many things look like names: ask only where a byline is likely.
pub fn bare(text: &str) -> Option<Byline> {
    bare_apart(glue::set_apart(text).as_deref().unwrap_or(text))
}

/// The same for a line whose parts are set apart.
pub fn bare_apart(text: &str) -> Option<Byline> {
    // What ends in a colon speaks of what comes.
    if text.ends_with([':', '：']) {
        return None;
    }
    let digits = text.find(|c: char| c.is_ascii_digit());
    let end = first_mark(text).into_iter().chain(digits).min().unwrap_or(text.len());
    // A month before its day belongs to the date.
    let head = text[..end].trim_end();
    let day = text[end..].starts_with(|c: char| c.is_ascii_digit());
    // Where the rest is a date already, the word is a name that looks like a month: "Maier".
    let complete =
        || dates::find(&text[end..]).is_some() || dates::find_day(&text[end..]).is_some();
    let month = ends_in_month(head).filter(|_| !complete());
    let end = month.filter(|_| day).map_or(end, |word| head.len() - word.len());
    // Numbers that tell no time are figures, and the words before them no name.
    let rest = &text[end..];
    let timed = || {
        dates::find(rest).is_some()
            || dates::find_day(rest).is_some()
            || rest.contains(':')
            || !topics_of(rest).any.is_empty()
    };
    if day && !timed() {
        return None;
    }
    let alone = |text: &str| {
        let found = names(text.trim(), false)?;
        found.iter().all(|name| stands_alone(name)).then_some(found)
    };
    // Behind the name may stand a house whose words mean other things as well.
    let housed = || Some((alone(text[..end].split_once(", ")?.0)?, text.find(", ")?));
    let found = alone(&text[..end]).map(|names| (names, end)).or_else(housed);
    let Some((names, end)) = found else { return behind_date(text) };
    let names = names.into_iter().map(|name| once(&name).to_owned()).collect();
    Some(Byline { names, rest: text[end..].to_owned(), sure: false })
}

/// The names of a line that says of each where its bearer is: "Jane Doe in Paris and John Roe in
/// Rome". Titles say such things too: ask only beside a date.
pub fn placed(text: &str) -> Option<Byline> {
    const WHERE: [&str; 3] = [" in ", " à ", " en "];
    let name = |part: &str| {
        let cut = WHERE.iter().find_map(|word| part.split_once(word));
        cut.filter(|(_, place)| place.starts_with(char::is_uppercase))
            .map(|(name, _)| name.to_owned())
    };
    let parts = text.split(" and ").map(name).collect::<Option<Vec<String>>>()?;
    bare(&parts.join(" and "))
}

/// The names behind a date and a mark: "March 3, 2021 / Jane Doe / 3 comments".
fn behind_date(text: &str) -> Option<Byline> {
    if !has_mark(text) {
        return None;
    }
    let (date, rest) = MARKS.iter().find_map(|mark| text.split_once(mark))?;
    let end = first_mark(rest).unwrap_or(rest.len());
    let found = names(rest[..end].trim(), false).filter(|_| is_date(date))?;
    let rest = format!("{date} {}", &rest[end..]);
    found.iter().all(|name| stands_alone(name)).then_some(Byline {
        names: found,
        rest,
        sure: false,
    })
}

/// Reads what begins with the word that opens a byline.
fn opened(text: &str, before: &str) -> Option<Byline> {
    let (after, sure) = after_opening(text)?;
    let digits = after.find(|c: char| c.is_ascii_digit());
    // "Text: Jane Doe Photos: John Roe" goes on with what another one did.
    let role = after.find(": ").and_then(|colon| after[..colon].rfind(' '));
    let end = first_mark(after).into_iter().chain(digits).chain(role).min().unwrap_or(after.len());
    let told = after[..end].trim().trim_end_matches([':', '：', ',']);
    if let Some(names) = names(told, sure) {
        return Some(Byline { names, rest: format!("{before} {}", &after[end..]), sure });
    }
    // Behind the names may stand for whom they write: "via", "for", "originally published at".
    let certain =
        |name: &String| stands_alone(name) && !name.ends_with("’s") && !name.ends_with("'s");
    let first = told.find([',', '(']).unwrap_or(told.len());
    let found = [names_end(told), first].into_iter().find_map(|end| {
        let names = names(told[..end].trim(), sure)?;
        names.iter().all(certain).then_some((names, end))
    });
    let (names, end) = found?;
    Some(Byline { names, rest: format!("{before} {}", &after[end..]), sure })
}

/// Where the first words that can be names end, in bytes; what joins names may stand between.
fn names_end(text: &str) -> usize {
    const JOINS: [&str; 4] = ["and", "&", "und", "et"];
    let (mut end, mut next) = (0, 0);
    for part in text.split_inclusive(char::is_whitespace) {
        let (start, word) = (next, part.trim_end());
        next += part.len();
        if word.starts_with(char::is_uppercase) {
            end = start + word.trim_end_matches(',').len();
        } else if !JOINS.contains(&word) && !is_particle(word) {
            break;
        }
    }
    end
}

/// Whether a sentence goes on with who wrote the text: "This article was written by".
fn tells(before: &str) -> bool {
    const VERBS: [&str; 6] =
        ["written", "authored", "contributed", "reported", "submitted", "posted"];
    const MOST: usize = 6;
    let last = before.split_whitespace().next_back().unwrap_or_default();
    before.split_whitespace().count() <= MOST && VERBS.contains(&last)
}

/// What ends the names of a byline.
const MARKS: [&str; 8] = [" | ", " · ", " • ", " – ", " — ", " - ", " / ", "|"];

/// Whether a text may hold any of the marks; most do not, and are looked through once.
fn has_mark(text: &str) -> bool {
    text.contains(['|', '·', '•', '–', '—', '-', '/'])
}

/// Where the first of the marks stands, in bytes.
fn first_mark(text: &str) -> Option<usize> {
    let mut found = text.char_indices().filter(|(_, c)| matches!(c, ' ' | '|'));
    found.find(|(at, _)| MARKS.iter().any(|mark| text[*at..].starts_with(mark))).map(|(at, _)| at)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names_of(text: &str) -> Vec<String> {
        find(text).map(|byline| byline.names).unwrap_or_default()
    }

    #[test]
    fn names_are_read() {
        assert_eq!(
            names_of("By Jane Doe and John van Roe | 31 March"),
            ["Jane Doe", "John van Roe"]
        );
        assert_eq!(names_of("Von Jane Doe 28.04.2023, 18:11 Uhr"), ["Jane Doe"]);
        assert_eq!(names_of("31 March 2024 by Jane Doe"), ["Jane Doe"]);
        assert_eq!(names_of("31 March 2024 | BY: Jane Doe, MS, RDN"), ["Jane Doe"]);
        assert_eq!(names_of("Publié le 31 mars 2024 par Jane Doe"), ["Jane Doe"]);
        assert_eq!(names_of("Ten poems By Jane Doe"), [""; 0]);
        assert_eq!(names_of("Reviewed by John Roe, MD — By Jane Doe on March 3"), ["Jane Doe"]);
        assert_eq!(names_of("Written by Jane Doe, Edited by John Roe"), ["Jane Doe"]);
        assert_eq!(names_of("Text: Anna Berg Foto: Jan Lund"), ["Anna Berg"]);
        assert_eq!(names_of("Text: Anna Maier, Fotos: Jan Roth"), ["Anna Maier"]);
        assert_eq!(names_of("Von Anna Maier, Berlin"), ["Anna Maier"]);
        assert_eq!(names_of("BY JANE DOE AND JOHN ROE"), ["JANE DOE", "JOHN ROE"]);
        assert_eq!(names_of("作者：张三"), ["张三"]);
        assert_eq!(names_of("홍길동 기자"), ["홍길동"]);
        assert_eq!(names_of("Opinion by Jane Doe"), ["Jane Doe"]);
        assert_eq!(names_of("Authored by Jane Doe via HarbourNews.example"), ["Jane Doe"]);
        assert_eq!(names_of("By Jane Doe for Harbour News"), ["Jane Doe"]);
        assert_eq!(names_of("by Jane Doe, Jane Doe Blog:"), ["Jane Doe"]);
        assert_eq!(
            names_of("This article was written by Jane Doe and originally published at Ferry"),
            ["Jane Doe"]
        );
    }

    #[test]
    fn what_authors_are_is_no_name() {
        assert_eq!(names_of("By Jane Doe, Senior Reporter, The Paper"), ["Jane Doe"]);
        let placed = placed("Jane Doe in Paris and John Roe in Rome").map(|found| found.names);
        assert_eq!(placed, Some(vec!["Jane Doe".to_owned(), "John Roe".to_owned()]));
        let names = |text| bare(text).map(|byline| byline.names);
        assert_eq!(names("Jonas Maro|Published 1 day ago"), Some(vec!["Jonas Maro".to_owned()]));
        assert_eq!(names("Jane Doe March 3, 2021"), Some(vec!["Jane Doe".to_owned()]));
        assert_eq!(names("Jane DoeStaff Writer, Harbour Post"), Some(vec!["Jane Doe".to_owned()]));
        assert_eq!(names("Jane Doe, 12 March"), Some(vec!["Jane Doe".to_owned()]));
        assert_eq!(
            names("March 3, 2021 / Jane Doe / 3 Comments"),
            Some(vec!["Jane Doe".to_owned()])
        );
        assert_eq!(names("3 MARCH 2021, 8:00 • JANE DOE"), Some(vec!["JANE DOE".to_owned()]));
        assert_eq!(names("March 3, 2021Jane Doe"), Some(vec!["Jane Doe".to_owned()]));
        assert_eq!(names("Anna Maier, 3.3.2021, 18:00 Uhr"), Some(vec!["Anna Maier".to_owned()]));
        assert_eq!(names("Anna Berg/TT"), Some(vec!["Anna Berg".to_owned()]));
        assert_eq!(names("Anna Maier, dpa"), Some(vec!["Anna Maier".to_owned()]));
        assert_eq!(names("Anna Maier, Redakteurin"), Some(vec!["Anna Maier".to_owned()]));
        assert_eq!(names("Redakteurin Anna Maier"), Some(vec!["Anna Maier".to_owned()]));
        assert_eq!(names("Jane Doe AFP"), Some(vec!["Jane Doe".to_owned()]));
        assert_eq!(names("Jane Mary DOE"), Some(vec!["Jane Mary DOE".to_owned()]));
        assert_eq!(names("Jane Doe, Associated Press"), Some(vec!["Jane Doe".to_owned()]));
        for none in [
            "Staff Writer",
            "President Jane Doe",
            "Key Takeaways",
            "Letzte Artikel",
            "Harbour News",
        ] {
            assert_eq!(names(none), None, "{none}");
        }
        assert_eq!(names("Social Sharing"), None);
        assert_eq!(names("Published Thursday"), None);
    }

    #[test]
    fn names_are_read_from_paragraphs() {
        assert_eq!(leading_name("Jane Doe is a writer."), Some("Jane Doe"));
        assert_eq!(leading_name("The Old Ferry is kept."), None);
        assert_eq!(leading_name("Jane is here."), None);
        assert!(
            super::super::openings::opens("Author(s):")
                && !super::super::openings::opens("By the river")
        );
    }

    #[test]
    fn other_lines_are_left() {
        for text in [
            "By the river",
            "By Jane Doe’s account of it",
            "Por primera vez",
            "A book by Jane Doe",
            "Bypass",
            "by 2030",
        ] {
            assert_eq!(find(text), None, "{text}");
        }
    }
}
