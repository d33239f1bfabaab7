//! Bylines: who wrote the article.
//!
//! A byline opens with a word that says so, in some language, and goes on with
//! what can be names. Languages share such words with ordinary ones (*por*,
//! *di*, *von*), so the names must look like names.

use super::dates;
use super::line::is_unspaced;
use super::topics::{Topic, topics_of};

/// The names of a byline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Byline {
    /// The names, in order.
    pub names: Vec<String>,
    /// What the line says besides.
    pub rest: String,
}

/// Reads a line as a byline; `None` when it is none.
///
/// The names come first ("By Jane Doe, 31 March") or last ("31 March by Jane Doe").
pub fn find(text: &str) -> Option<Byline> {
    let whole = opened(text, "").or_else(|| titled(text));
    whole.or_else(|| {
        let at = [" by ", " von "].iter().filter_map(|word| text.find(word)).min()?;
        let before = &text[..at];
        let said = before.contains(|c: char| c.is_ascii_digit())
            || KINDS.contains(&before.to_lowercase().as_str());
        said.then(|| opened(&text[at + 1..], before))?
    })
}

/// What people call a text of which they then say by whom it is.
const KINDS: [&str; 16] = [
    "analysis",
    "article",
    "column",
    "commentary",
    "contributed",
    "created",
    "essay",
    "guest post",
    "interview",
    "opinion",
    "perspective",
    "published",
    "report",
    "review",
    "submitted",
    "updated",
];

/// Whether a line is nothing but the word that opens a byline; the names follow below.
pub fn opens(text: &str) -> bool {
    const ALONE: [&str; 16] = [
        "author",
        "author(s)",
        "authors",
        "autor",
        "autora",
        "auteur",
        "autore",
        "by",
        "par",
        "por",
        "von",
        "written by",
        "автор",
        "作者",
        "著者",
        "text",
    ];
    let bare = text.trim_end_matches([':', '：', ' ']).to_lowercase();
    ALONE.contains(&bare.as_str())
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

/// The reporter that a paragraph of Chinese or Japanese news ends with, in brackets.
pub fn closing_name(text: &str) -> Option<&str> {
    let inner = text.trim_end().strip_suffix(['）', ')'])?;
    let (_, inner) = inner.rsplit_once(['（', '('])?;
    let at = inner.find("记者").or_else(|| inner.find("記者"))?;
    let name = inner[at + "记者".len()..].trim_matches([' ', '：', ':', '\u{3000}']);
    (name.chars().all(is_unspaced) && is_name(name, true)).then_some(name)
}

/// A name and the title of its trade behind it, as Korean news have it.
fn titled(text: &str) -> Option<Byline> {
    let (name, rest) = text.split_once(" 기자")?;
    let hangul = name.chars().all(|c| matches!(c, '\u{AC00}'..='\u{D7A3}'));
    (hangul && (2..=4).contains(&name.chars().count()))
        .then(|| Byline { names: vec![name.to_owned()], rest: rest.to_owned() })
}

fn has_article(name: &str) -> bool {
    const ARTICLES: [&str; 8] = ["The ", "A ", "Die ", "Der ", "Das ", "La ", "El ", "Les "];
    ARTICLES.iter().any(|article| name.starts_with(article))
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
    let month =
        head.rsplit(' ').next().filter(|word| dates::month_of(&word.to_lowercase()).is_some());
    let day = text[end..].starts_with(|c: char| c.is_ascii_digit());
    let end = month.filter(|_| day).map_or(end, |word| head.len() - word.len());
    let ends = |name: &String| {
        name.rsplit(' ').next().is_some_and(|last| last.starts_with(|c: char| !c.is_lowercase()))
    };
    let two = |name: &String| {
        (2..=4).contains(&name.split_whitespace().count())
            && !has_article(name)
            && ends(name)
            && topics_of(name).any.is_empty()
    };
    let names = names(text[..end].trim(), false).filter(|names| names.iter().all(two))?;
    let names = names.into_iter().map(|name| once(&name).to_owned()).collect();
    Some(Byline { names, rest: text[end..].to_owned() })
}

/// A name that a page says twice in a row, once: beside a picture and beside the text.
fn once(name: &str) -> &str {
    let half = name.len() / 2;
    match (name.get(..half), name.get(half + 1..)) {
        (Some(first), Some(second)) if name.len() % 2 == 1 && first == second => first,
        _ => name,
    }
}

/// Reads what begins with the word that opens a byline.
fn opened(text: &str, before: &str) -> Option<Byline> {
    let (after, sure) = after_opening(text)?;
    let digits = after.find(|c: char| c.is_ascii_digit());
    let marks = MARKS.iter().filter_map(|mark| after.find(mark));
    let end = marks.chain(digits).min().unwrap_or(after.len());
    let names = names(after[..end].trim(), sure)?;
    Some(Byline { names, rest: format!("{before} {}", &after[end..]) })
}

/// What ends the names of a byline.
const MARKS: [&str; 8] = [" | ", " · ", " • ", " – ", " — ", " - ", " / ", "|"];

/// What follows the word that opens a byline, and whether that word leaves no doubt.
fn after_opening(text: &str) -> Option<(&str, bool)> {
    const SURE: [&str; 55] = [
        "author:",
        "by:",
        "posted by ",
        "story by ",
        "words by ",
        "text by ",
        "reported by ",
        "autor:",
        "autora:",
        "auteur:",
        "autore:",
        "text:",
        "texte:",
        "texte :",
        "texto:",
        "testo:",
        "tekst:",
        "teksti:",
        "von:",
        "ein artikel von ",
        "escrito por ",
        "scritto da ",
        "geschreven door ",
        "автор:",
        "текст:",
        "作者：",
        "作者:",
        "作者 ",
        "记者 ",
        "记者：",
        "撰文：",
        "文／",
        "文/",
        "written by:",
        "authors:",
        "reporter:",
        "rédigé par ",
        "publié par ",
        "publicado por ",
        "a cura di ",
        "penulis:",
        "yazar:",
        "oleh:",
        "por:",
        "par:",
        "di:",
        "av:",
        "door:",
        "文：",
        "本报记者 ",
        "記者 ",
        "words:",
        "text av ",
        "tekst av ",
        "written by ",
    ];
    const LIKELY: [&str; 10] =
        ["by ", "von ", "par ", "por ", "di ", "door ", "av ", "af ", "od ", "oleh "];
    // Most lines differ in the first letter already.
    let first = text.chars().next()?.to_lowercase().next()?;
    let after = |opening: &&str| {
        let head = text.get(..opening.len()).filter(|_| opening.starts_with(first))?;
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
    let list: Vec<&str> = list.into_iter().map(str::trim).filter(|name| !name.is_empty()).collect();
    // Behind the names often stands what they are, and for whom they write.
    let office = |name: &&str| topics_of(name).any.has(Topic::Author) || has_article(name);
    let end = list.iter().skip(1).position(office).map_or(list.len(), |at| at + 1);
    let names = &list[..end];
    let all = names.iter().all(|name| is_name(name, sure));
    (all && (1..=MOST).contains(&names.len()))
        .then(|| names.iter().map(|name| (*name).to_owned()).collect())
}

/// Whether words can be a name: few, and begun with capitals where the script has any.
pub fn is_name(text: &str, sure: bool) -> bool {
    const PARTICLES: [&str; 16] = [
        "de", "da", "do", "dos", "del", "della", "der", "den", "van", "von", "la", "le", "di",
        "al", "el", "bin",
    ];
    const MOST: usize = 5;
    let words: Vec<&str> = text.split_whitespace().collect();
    let capital = |word: &&str| {
        let first = word.chars().find(|c| *c != '(').unwrap_or(' ');
        first.is_uppercase() || (sure && first.is_alphabetic() && !first.is_lowercase())
    };
    let fits = |word: &&str| capital(word) || PARTICLES.contains(word);
    let extra = if sure { "()" } else { "" };
    let plain = |c: char| c.is_alphabetic() || " .-'’‑".contains(c) || extra.contains(c);
    let plain = text.chars().all(plain);
    // Scripts without spaces: a name is short, anything longer is a sentence.
    let dense = text.chars().filter(|c| is_unspaced(*c)).count();
    (1..=MOST).contains(&words.len())
        && plain
        && dense <= 6
        && words.iter().all(fits)
        && words.iter().any(capital)
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
        assert_eq!(names_of("作者：张三"), ["张三"]);
        assert_eq!(names_of("홍길동 기자"), ["홍길동"]);
        assert_eq!(names_of("Opinion by Jane Doe"), ["Jane Doe"]);
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
        assert!(opens("Author(s):") && !opens("By the river"));
    }

    #[test]
    fn other_lines_are_left() {
        for text in ["By the river", "Por primera vez", "A book by Jane Doe", "Bypass", "by 2030"] {
            assert_eq!(find(text), None, "{text}");
        }
    }
}
