//! The title: which line it is, and which part of the line.
//!
//! Pages say their title several times: in the window's name, with the site behind it,
//! and above the text. The line that stands near the text, that others repeat, and whose
//! words the text uses is taken; [`super::clues`] adds what stands around it.

use std::collections::BTreeMap;

use super::byline;
use super::clues::Clues;
use super::dates;
use super::features::View;
use super::lexicon::words;
use super::line::Line;
use super::model::{UNIT, Verdict};
use super::topics::Topic;

/// The longest title, in words and in characters.
const WORDS: usize = 30;
const CHARS: usize = 200;

/// How far below the first running text a title may stand: a lead may come first.
const BELOW: usize = 4;

/// What a line must have for it to be the title, unless it is the first.
const ENOUGH: i32 = 30;

/// A title that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Title {
    /// Which of the shown lines it is.
    pub index: usize,
    /// The bytes of the line's text that are the title, without the site's name.
    pub part: std::ops::Range<usize>,
}

/// Finds the title above or near the first running text that stays.
pub fn find(view: &View<'_>, verdicts: &[Verdict], body: usize) -> Option<Title> {
    let last = (body + BELOW).min(view.sights.len());
    let said = Said::of(view, last);
    let candidates = (0..last).filter(|index| may_be(view.line(*index), *index < body));
    let clues = Clues::of(view, last, body);
    let scored = candidates.map(|index| {
        let clues = clues.score(view, &verdicts[index], index);
        (score(view, verdicts, &said, index, body) + clues, index)
    });
    let (best, index) = scored.max_by_key(|(score, index)| (*score, std::cmp::Reverse(*index)))?;
    if best < ENOUGH {
        return None;
    }
    let part = own_part(view, index, body);
    Some(Title { index, part })
}

/// Whether a line may be a title: short, and not ended as a sentence is.
pub fn may_be(line: &Line<'_>, above: bool) -> bool {
    // An open bracket is what a dropped link leaves inside a sentence.
    const ENDS: [char; 11] = ['.', ',', ';', ':', '。', '，', '、', '：', '।', '(', '['];
    let text = strip_marker(line.text);
    let stop = text.ends_with(ENDS) && !text.ends_with("...");
    let short = (1..=WORDS).contains(&line.words) && line.chars <= CHARS;
    short
        && (!stop || above && text.ends_with('.') && line.words >= 4 && line.words <= 14)
        && !text.contains("://")
        && !is_trail(text)
        && byline::find(text).is_none()
        && byline::placed(text).is_none_or(|placed| placed.names.len() < 2)
        && dates::find(text).is_none_or(|found| found.beside > 2)
}

/// Whether a line is the way through the site to the page: "Home > News > Ferries".
fn is_trail(text: &str) -> bool {
    let steps = text.chars().filter(|c| matches!(c, '>' | '›' | '»')).count();
    // The last of these closes quotations too.
    steps >= 2 && !text.contains(['<', '‹', '«'])
}

/// What speaks for a line, in tenths.
fn score(view: &View<'_>, verdicts: &[Verdict], said: &Said, index: usize, body: usize) -> i32 {
    let (line, sight) = (view.line(index), &view.sights[index]);
    let model = (verdicts[index].title * 10 / UNIT).clamp(-60, 60);
    let first = if index == 0 { 25 } else { 0 };
    let length = match line.words {
        0..=1 => -25,
        2..=3 => -5,
        4..=18 => 15,
        _ => 0,
    };
    let stop = if line.ends_sentence && line.text.ends_with('.') { -25 } else { 0 };
    let told = if sight.found.telling > 0 { -25 } else { 0 };
    let shared = view.shares(index).shared.map_or(0, |share| share.min(70) as i32 / 3);
    let repeated = said.others(view, index).min(2) as i32 * 18;
    // The line above the text is better than the window's name, which has the site behind.
    let windows = if repeated > 0 && !said.repeats(line.text) { 10 } else { 0 };
    let listed = if line.text.starts_with(['+', '*', '•', '>']) { 30 } else { 0 };
    let credit = sight.found.last.has(Topic::Credit) || sight.found.first.has(Topic::Credit);
    let credit = if credit { 25 } else { 0 };
    let far = (body.saturating_sub(index) as i32).min(60) / 2;
    let below = if index > body { 25 } else { 0 };
    60 + model + first + length + stop + told + shared + repeated
        - far
        - below
        - listed
        - credit
        - windows
}

/// What the lines above and near the text say, for finding repetitions.
struct Said {
    /// How many of them say a text, whole or as one part.
    times: BTreeMap<String, usize>,
}

impl Said {
    fn of(view: &View<'_>, last: usize) -> Said {
        let mut times = BTreeMap::new();
        for line in (0..last).map(|index| view.line(index)).filter(is_long_enough) {
            let mut own: Vec<String> =
                parts(line.text).filter(|p| is_long(p)).map(normal).collect();
            own.push(normal(line.text));
            own.sort_unstable();
            own.dedup();
            for text in own {
                *times.entry(text).or_insert(0) += 1;
            }
        }
        Said { times }
    }

    /// Whether another line says the whole of a text.
    fn repeats(&self, text: &str) -> bool {
        self.times.get(&normal(text)).is_some_and(|times| *times > 1)
    }

    /// How many other lines say what a line says, or a part of it.
    fn others(&self, view: &View<'_>, index: usize) -> usize {
        let line = view.line(index);
        if !is_long_enough(&line) {
            return 0;
        }
        let whole = std::iter::once(line.text);
        let texts = whole.chain(parts(line.text).filter(|part| is_long(part)));
        let times = texts.filter_map(|text| self.times.get(&normal(text)));
        times.max().map_or(0, |times| times - 1)
    }
}

/// Shorter lines repeat by chance, longer ones are no titles.
fn is_long_enough(line: &&Line<'_>) -> bool {
    (3..=WORDS).contains(&line.words)
}

fn is_long(part: &str) -> bool {
    part.chars().count() >= 12
}

/// A title's text, without what typing it again may change.
pub fn normal(text: &str) -> String {
    let lower = text.to_lowercase();
    lower.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// The marks that set off the name of a site.
const MARKS: [&str; 10] = [" | ", " - ", " – ", " — ", " · ", " » ", " :: ", " • ", "｜", "_"];

/// The title on either side of such a mark.
pub fn parts(title: &str) -> impl Iterator<Item = &str> {
    let cuts = MARKS.iter().flat_map(|mark| title.match_indices(mark));
    cuts.flat_map(|(at, mark)| [&title[..at], &title[at + mark.len()..]])
}

/// The part of the line that is the title: what another line repeats, else what stands
/// before or after the name of a site.
fn own_part(view: &View<'_>, index: usize, body: usize) -> std::ops::Range<usize> {
    let text = view.line(index).text;
    let start = text.len() - strip_marker(text).len();
    let near: Vec<String> = (0..(body + BELOW).min(view.sights.len()))
        .filter(|other| *other != index && view.line(*other).words <= WORDS)
        .map(|other| normal(view.line(other).text))
        .collect();
    let range = |part: &str| {
        let from = part.as_ptr() as usize - text.as_ptr() as usize;
        let lead = part.len() - part.trim_start().len();
        from + lead..from + part.trim_end().len()
    };
    let said = parts(text).filter(|part| is_long(part) && near.contains(&normal(part)));
    if let Some(part) = said.max_by_key(|part| part.len()) {
        return range(part);
    }
    let mut rest = start..text.len();
    while let Some(shorter) = without_site(view, text, &rest) {
        rest = shorter;
    }
    rest
}

/// The title without the last name of a site, if it seems to have one.
fn without_site(
    view: &View<'_>,
    text: &str,
    rest: &std::ops::Range<usize>,
) -> Option<std::ops::Range<usize>> {
    const SITE_WORDS: usize = 8;
    let title = &text[rest.clone()];
    let cuts = MARKS.iter().flat_map(|mark| title.match_indices(mark));
    let (at, mark) = cuts.max_by_key(|(at, _)| *at)?;
    let (own, site) = (title[..at].trim_end(), title[at + mark.len()..].trim());
    let site_words = super::line::words_in(site);
    let bar = matches!(mark, " | " | "｜" | " :: " | " » " | "_");
    let is_site = (1..=SITE_WORDS).contains(&site_words)
        && super::line::words_in(own) >= 2
        && own.chars().count() > site.chars().count()
        && (bar || is_name_of_site(view, own, site, mark == " - "));
    is_site.then_some(rest.start..rest.start + own.len())
}

/// Whether words seem to name a site: capitals, none of the words of the title, or a domain.
fn is_name_of_site(view: &View<'_>, own: &str, site: &str, hyphen: bool) -> bool {
    let domain = site.contains('.') && !site.contains(' ');
    let capital = site.split_whitespace().all(|word| {
        word.chars().next().is_some_and(|c| !c.is_lowercase()) || word.chars().count() <= 3
    });
    // A kicker such as "OpEd" or "Analysis" belongs to the title as authors give it.
    let plain = !site.contains(|c: char| c.is_ascii_digit());
    // Where the title is no list of capitals, these are a name.
    let short = hyphen && plain && (super::line::words_in(site) <= 3 || is_sentence_case(own));
    let known = view.mentions(site) || short;
    let mut title_words: Vec<u64> = words(own).collect();
    title_words.sort_unstable();
    let repeats = words(site).any(|word| title_words.binary_search(&word).is_ok());
    domain || capital && known && !repeats
}

/// Whether a title writes most of its longer words with small letters.
fn is_sentence_case(title: &str) -> bool {
    const LONG: usize = 5;
    const FEWEST: usize = 2;
    let long = || title.split_whitespace().filter(|word| word.chars().count() >= LONG);
    let small = long().filter(|word| word.starts_with(char::is_lowercase)).count();
    small >= FEWEST && small * 2 > long().count()
}

/// A heading's text without the marks that Markdown would put before it.
pub fn strip_marker(text: &str) -> &str {
    let bare = text.trim_start_matches('#');
    let marked = (1..=6).contains(&(text.len() - bare.len())) && bare.starts_with(' ');
    if marked { bare.trim_start() } else { text }
}

#[cfg(test)]
mod tests {
    use super::super::line::split;
    use super::super::{Boldness, understand};
    use super::*;

    const PROSE: &str = "The council of the harbour town decided to keep the old ferry, and said so on \
                         Tuesday, when the boat had come in and everyone was there.";

    fn title(text: &str) -> Option<String> {
        let lines = split(text);
        let front = understand(&lines, Some(Boldness::Normal)).front;
        front.title.map(|(at, part)| lines[at].text[part].to_owned())
    }

    #[test]
    fn the_name_of_the_site_goes() {
        for first in [
            "Council keeps the old ferry | Harbour News",
            "Council keeps the old ferry | News | Harbour News",
            "Council keeps the old ferry - Harbour News",
            "Council keeps the old ferry",
            "# Council keeps the old ferry",
        ] {
            let text = format!("{first}\n\n{PROSE}\n\n{PROSE}\n\n{PROSE}");
            assert_eq!(title(&text).as_deref(), Some("Council keeps the old ferry"), "{first}");
        }
    }

    #[test]
    fn a_kicker_and_a_second_half_stay() {
        for first in
            ["Council keeps the old ferry – OpEd", "The old ferry – a love story from the harbour"]
        {
            let text = format!("{first}\n\n{PROSE}\n\n{PROSE}");
            assert_eq!(title(&text).as_deref(), Some(first));
        }
    }

    #[test]
    fn it_is_found_below_a_menu() {
        let menu = "Home\nNews\nSports\nWeather\nContact us\nLog in\nSubscribe\nSearch";
        let text = format!("{menu}\nCouncil keeps the old ferry\n{PROSE}\n{PROSE}\n{PROSE}");
        assert_eq!(title(&text).as_deref(), Some("Council keeps the old ferry"));
    }

    #[test]
    fn the_title_above_the_text_is_better_than_that_of_the_window() {
        let menu = "Home\nNews\nSports\nWeather\nContact us\nLog in";
        let text = format!(
            "Old ferry of the harbour to be kept | Harbour News\n{menu}\nCouncil keeps the old \
             ferry of the harbour for ten years\nBy Jane Doe\n3 March 2021\n{PROSE}\n{PROSE}\n{PROSE}"
        );
        let own = "Council keeps the old ferry of the harbour for ten years";
        assert_eq!(title(&text).as_deref(), Some(own));
    }

    #[test]
    fn notices_far_above_the_text_are_not_where_it_begins() {
        let notice = "Welcome to the Harbour News, which would like to keep, and to share, what it \
                      knows about you and about all that you read here.";
        let menu =
            "* Fish\n* Ships\n* Ropes\n* Sails\n* Bells\n* Masts\n* Docks\n* Nets\n* Oars\n* Tides";
        let more = [
            "Eleven members were for it, and four were against, because the boat is slow.",
            "It is slow, said one of them, who has used it since she was a child, and so are we.",
            "A new boat is to be bought in spring; the old one will lie where children may visit it.",
            "Nobody in the town remembers a year without it, and its captain is ninety years old.",
        ];
        let text = format!(
            "{notice}\n\n{menu}\n\nCouncil keeps the old ferry\nBy Jane Doe\n\n{PROSE}\n\n{}\n\n{}",
            more.join("\n\n"),
            PROSE.repeat(2),
        );
        assert_eq!(title(&text).as_deref(), Some("Council keeps the old ferry"));
    }

    #[test]
    fn parts_lie_on_either_side_of_a_mark() {
        let parts: Vec<&str> = parts("One | Two - Three").collect();
        assert_eq!(parts, ["One", "Two - Three", "One | Two", "Three"]);
    }
}
