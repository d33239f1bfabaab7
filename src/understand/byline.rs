//! Bylines: who wrote the article.
//!
//! A byline opens with a word that says so, in some language, and goes on with
//! what can be names. Languages share such words with ordinary ones (*por*,
//! *di*, *von*), so the names must look like names.

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
