//! Bylines: who wrote the article.
//!
//! A byline opens with a word that says so, in some language, and goes on with
//! what can be names. Languages share such words with ordinary ones (*por*,
//! *di*, *von*), so the names must look like names.

use super::dates;
use super::line::is_unspaced;
use super::names::{ends_in_month, has_article, is_name, names, once, stands_alone};
use super::openings::{after_opening, is_kind};
use super::topics::{Topic, topics_of};
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
        dates::find(&rest).is_some() || topics_of(&rest).any.has(Topic::Dateline)
    }
}

/// Reads a line as a byline; `None` when it is none.
///
/// The names come first ("By Jane Doe, 31 March") or last ("31 March by Jane Doe").
pub fn find(text: &str) -> Option<Byline> {
    let apart = unglued(text);
    let text = apart.as_deref().unwrap_or(text);
    let whole = opened(text, "").or_else(|| titled(text)).or_else(|| reporters(text));
    whole.or_else(|| {
        let at = [" by ", " von "].iter().filter_map(|word| text.find(word)).min()?;
        let before = &text[..at];
        let said =
            before.contains(|c: char| c.is_ascii_digit()) || is_kind(before) || tells(before);
        said.then(|| opened(&text[at + 1..], before))?
    })
}

/// A line whose parts scrapers have glued, "ByJane Doe UpdatedMarch 3", with spaces between.
fn unglued(text: &str) -> Option<String> {
    const GLUED: [&str; 3] = ["Updated", "Published", "Posted"];
    let rest = text.strip_prefix("By").filter(|rest| rest.starts_with(char::is_uppercase))?;
    let word = GLUED.iter().filter_map(|word| rest.find(word)).min().unwrap_or(rest.len());
    Some(format!(
        "By {}{}{}",
        rest[..word].trim_end(),
        if word < rest.len() { " | " } else { "" },
        &rest[word..]
    ))
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

/// The reporter that a paragraph of Chinese or Japanese news ends with, in brackets.
pub fn closing_name(text: &str) -> Option<&str> {
    let inner = text.trim_end().strip_suffix(['）', ')'])?;
    let (_, inner) = inner.rsplit_once(['（', '('])?;
    let at = inner.find("记者").or_else(|| inner.find("記者"))?;
    let name = inner[at + "记者".len()..].trim_matches([' ', '：', ':', '\u{3000}']);
    (name.chars().all(is_unspaced) && is_name(name, true)).then_some(name)
}

/// The editor whom a line of Chinese news names: "责任编辑：张三".
pub fn editor(text: &str) -> Option<&str> {
    const WORDS: [&str; 2] = ["编辑", "责编"];
    let (at, word) = WORDS.iter().find_map(|word| Some((text.find(word)?, word)))?;
    let rest = text[at + word.len()..].trim_start().strip_prefix(['：', ':'])?.trim_start();
    let end = rest.find(|c: char| !is_unspaced(c)).unwrap_or(rest.len());
    Some(&rest[..end]).filter(|name| (2..=4).contains(&name.chars().count()))
}

/// The names in brackets behind the last sentence of a paragraph.
pub fn bracketed_names(text: &str) -> Option<Vec<String>> {
    let (before, inner) = text.trim_end().strip_suffix(')')?.rsplit_once('(')?;
    let ended = before.trim_end().ends_with(['.', '!', '?', '…', '”', '»', '"']);
    let found = names(inner, false).filter(|_| ended)?;
    found.iter().all(|name| stands_alone(name)).then_some(found)
}

/// A name and the title of its trade behind it, as Korean news have it.
fn titled(text: &str) -> Option<Byline> {
    let (name, rest) = text.split_once(" 기자")?;
    let hangul = name.chars().all(|c| matches!(c, '\u{AC00}'..='\u{D7A3}'));
    (hangul && (2..=4).contains(&name.chars().count())).then(|| Byline {
        names: vec![name.to_owned()],
        rest: rest.to_owned(),
        sure: true,
    })
}

/// Reads a line that holds names and nothing else but marks, numbers and a date.
///
/// Many things look like names: ask only where a byline is likely.
pub fn bare(text: &str) -> Option<Byline> {
    let digits = text.find(|c: char| c.is_ascii_digit());
    let marks = MARKS.iter().filter_map(|mark| text.find(mark));
    let end = marks.chain(digits).min().unwrap_or(text.len());
    // A month before its day belongs to the date.
    let head = text[..end].trim_end();
    let month = ends_in_month(head);
    let day = text[end..].starts_with(|c: char| c.is_ascii_digit());
    let end = month.filter(|_| day).map_or(end, |word| head.len() - word.len());
    // What ends in a colon speaks of what comes.
    if text.ends_with([':', '：']) {
        return None;
    }
    // Numbers that tell no time are figures, and the words before them no name.
    let rest = &text[end..];
    let timed =
        || dates::find(rest).is_some() || rest.contains(':') || !topics_of(rest).any.is_empty();
    if day && !timed() {
        return None;
    }
    let alone = |text: &str| {
        let found = names(text.trim(), false)?;
        found.iter().all(|name| stands_alone(name)).then_some(found)
    };
    // Behind the name may stand a house whose words mean other things as well.
    let housed = || Some((alone(text[..end].split_once(", ")?.0)?, text.find(", ")?));
    let (names, end) = alone(&text[..end]).map(|names| (names, end)).or_else(housed)?;
    let names = names.into_iter().map(|name| once(&name).to_owned()).collect();
    Some(Byline { names, rest: text[end..].to_owned(), sure: false })
}

/// The reporters that a line of Chinese news begins with, their paper before them.
fn reporters(text: &str) -> Option<Byline> {
    const FAR: usize = 10 * "记".len();
    const MARKS: [char; 6] = [' ', '\u{3000}', '：', ':', '/', '／'];
    let at = ["记者", "記者"].iter().filter_map(|word| text.find(word)).min()?;
    let (paper, rest) = (&text[..at], &text[at + "记者".len()..]);
    let set_off = !paper.is_empty() || rest.starts_with(MARKS);
    if at > FAR || !set_off || !paper.chars().all(is_unspaced) {
        return None;
    }
    let is_person = |word: &&str| {
        (2..=4).contains(&word.chars().count())
            && word.chars().all(is_unspaced)
            && !word.ends_with(['电', '讯', '道', '摄', '员'])
    };
    let words = rest.split([' ', '\u{3000}', '、', '：', ':', '/', '／', '　']);
    let words = words.filter(|word| !word.is_empty());
    let names: Vec<String> = words.take_while(is_person).map(str::to_owned).collect();
    let end = names.last().and_then(|last| rest.find(last.as_str()).map(|at| at + last.len()));
    let rest = end.map(|end| rest[end..].to_owned())?;
    Some(Byline { names, rest, sure: true })
}

/// Reads what begins with the word that opens a byline.
fn opened(text: &str, before: &str) -> Option<Byline> {
    let (after, sure) = after_opening(text)?;
    let digits = after.find(|c: char| c.is_ascii_digit());
    let marks = MARKS.iter().filter_map(|mark| after.find(mark));
    let end = marks.chain(digits).min().unwrap_or(after.len());
    let told = after[..end].trim().trim_end_matches([':', '：']);
    if let Some(names) = names(told, sure) {
        return Some(Byline { names, rest: format!("{before} {}", &after[end..]), sure });
    }
    // Behind the names may stand for whom they write: "via", "for", "originally published at".
    let end = names_end(told);
    let certain =
        |name: &String| stands_alone(name) && !name.ends_with("’s") && !name.ends_with("'s");
    let names = names(&told[..end], sure).filter(|names| names.iter().all(certain))?;
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
        let names = |text| bare(text).map(|byline| byline.names);
        assert_eq!(names("Jonas Maro|Published 1 day ago"), Some(vec!["Jonas Maro".to_owned()]));
        assert_eq!(names("Jane Doe March 3, 2021"), Some(vec!["Jane Doe".to_owned()]));
        assert_eq!(names("Social Sharing"), None);
        assert_eq!(names("Published Thursday"), None);
    }

    #[test]
    fn names_are_read_from_paragraphs() {
        assert_eq!(leading_name("Jane Doe is a writer."), Some("Jane Doe"));
        assert_eq!(leading_name("The Old Ferry is kept."), None);
        assert_eq!(leading_name("Jane is here."), None);
        assert_eq!(closing_name("渡船将继续使用十年。（记者 张三）"), Some("张三"));
        assert_eq!(closing_name("渡船将继续使用十年。（完）"), None);
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
