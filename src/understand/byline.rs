//! Bylines: who wrote the article.
//!
//! A byline opens with a word that says so, in some language, and goes on with
//! what can be names. Languages share such words with ordinary ones (*por*,
//! *di*, *von*), so the names must look like names.

use super::dates;
use super::line::is_unspaced;

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
    let whole = opened(text, "");
    whole.or_else(|| {
        let (at, _) = text.char_indices().find(|(at, _)| {
            let rest = &text[*at..];
            rest.starts_with(" by ") || rest.starts_with(" von ")
        })?;
        let before = &text[..at];
        before.contains(|c: char| c.is_ascii_digit()).then(|| opened(&text[at + 1..], before))?
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
    let month =
        head.rsplit(' ').next().filter(|word| dates::month_of(&word.to_lowercase()).is_some());
    let end = month.filter(|_| end < text.len()).map_or(end, |word| head.len() - word.len());
    const ARTICLES: [&str; 8] = ["The ", "A ", "Die ", "Der ", "Das ", "La ", "El ", "Les "];
    let named = |name: &String| !ARTICLES.iter().any(|article| name.starts_with(article));
    let two = |name: &String| (2..=4).contains(&name.split_whitespace().count()) && named(name);
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
    const SURE: [&str; 34] = [
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
    }

    #[test]
    fn other_lines_are_left() {
        for text in ["By the river", "Por primera vez", "A book by Jane Doe", "Bypass", "by 2030"] {
            assert_eq!(find(text), None, "{text}");
        }
    }
}
