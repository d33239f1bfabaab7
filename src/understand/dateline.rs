//! The place line that a report begins with: "LONDON, March 3 (Reuters) – …", "北京3月3日电".
//!
//! It says where and often when the report was sent. It is part of the text and stays there; what
//! it tells counts only where the page tells it nowhere else. A day without a year is no
//! date: nothing here makes up a year. The agency is no author: its reporters are, whom
//! pages leave out.

use super::dates::{self, Day, Order};
use super::names;
use crate::article::Date;

/// What a place line tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Placeline {
    /// The date, where it has a year.
    pub date: Option<Date>,
    /// The day and month, where it has none.
    pub day: Option<Day>,
}

/// How many characters a place line has at most.
const LONGEST: usize = 90;

/// Reads the place line that a paragraph begins with.
pub fn find(text: &str, order: Option<Order>) -> Option<Placeline> {
    let head = western(text).or_else(|| eastern(text))?;
    let date = dates::find_in(head, order).map(|found| found.date);
    let day = dates::find_day(head).filter(|_| date.is_none());
    Some(Placeline { date, day })
}

/// A place, then a date or an agency or both, then a dash. The place has capitals, or what
/// follows it leaves no doubt.
fn western(text: &str) -> Option<&str> {
    const DASHES: [&str; 7] = [" – ", " — ", " -- ", " - ", "—", "/ -- ", ".- "];
    const PLACE_WORDS: usize = 5;
    let near = text.char_indices().nth(LONGEST).map_or(text.len(), |(at, _)| at);
    let end = DASHES.iter().filter_map(|dash| text[..near].find(dash)).min()?;
    let head = text[..end].trim_end();
    let place = head.split([',', '(', '/']).next().unwrap_or(head).trim();
    let place = place.trim_end_matches(|c: char| c.is_ascii_digit() || c.is_whitespace());
    let words = place.split_whitespace();
    let named = (1..=PLACE_WORDS).contains(&words.clone().count())
        && words.clone().all(|word| word.starts_with(char::is_uppercase));
    let capitals = place.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
    let rest = &head[place.len()..];
    let dated = !rest.is_empty() && is_dated(rest);
    let sent = bracketed(head).is_some_and(names::is_agency) || rest.contains("/PRNewswire");
    let short = place.chars().count() > 2;
    let fits =
        named && short && (capitals && (dated || sent) || dated && sent || sent && rest.len() < 12);
    fits.then_some(head)
}

/// Whether what follows a place tells a day and little else.
fn is_dated(rest: &str) -> bool {
    const BESIDE: usize = 4;
    let full = dates::find(rest).map(|found| found.beside);
    full.or_else(|| dates::find_day(rest).map(|day| day.beside))
        .is_some_and(|beside| beside <= BESIDE)
}

/// The place line of Chinese news, up to the word for a wire or a report.
fn eastern(text: &str) -> Option<&str> {
    const SENT: [&str; 6] = ["日电", "日電", "日讯", "日訊", "日报道", "日報導"];
    const FAR: usize = 30;
    let near = text.char_indices().nth(FAR).map_or(text.len(), |(at, _)| at);
    let end = SENT.iter().filter_map(|word| Some(text[..near].find(word)? + word.len())).min()?;
    let sentence = text[..end].contains(['，', '。', '：', '；', ',']);
    (!sentence).then_some(&text[..end])
}

/// What stands in brackets in a text.
fn bracketed(text: &str) -> Option<&str> {
    let (_, inner) = text.split_once('(')?;
    inner.split_once(')').map(|(inner, _)| inner.trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The date or the day, as month and day; nothing where the line tells neither.
    fn told(text: &str) -> Option<String> {
        let found = find(text, None)?;
        let day = || found.day.map(|day| format!("{}-{}", day.month, day.day));
        Some(found.date.map(|date| date.to_string()).or_else(day).unwrap_or_default())
    }

    #[test]
    fn place_lines_are_read() {
        for (text, what) in [
            ("HARBOUR TOWN, March 3 (Reuters) – The ferry stays.", "3-3"),
            ("HARBOUR TOWN, March 3, 2021 (AFP) — The ferry stays.", "2021-03-03"),
            ("HARBOUR TOWN (AP) — The ferry stays.", ""),
            ("Harbour Town (dpa) - Die Fähre bleibt.", ""),
            ("HARBOUR TOWN, Ohio, March 3, 2021 /PRNewswire/ -- The ferry stays.", "2021-03-03"),
            ("HAFENSTADT, 3. März 2021 – Die Fähre bleibt.", "2021-03-03"),
            ("PUERTO, 3 mar 2021 (EFE).- El barco sigue.", "2021-03-03"),
            ("新华社北京3月3日电 渡船继续使用。", "3-3"),
            ("中新网2021年3月3日电 渡船继续使用。", "2021-03-03"),
        ] {
            assert_eq!(told(text).as_deref(), Some(what), "{text}");
        }
    }

    #[test]
    fn other_paragraphs_begin_otherwise() {
        for text in [
            "The ferry stays – said the captain on March 3, 2021.",
            "On March 3 the captain said – as ever – nothing.",
            "NATO – and the ferry – stay.",
            "Jane Doe (captain) — a friend of the ferry.",
            "船长说，3月3日电话没有响。",
            "",
        ] {
            assert_eq!(told(text), None, "{text}");
        }
    }
}
