//! Who wrote the article: which of the names on a page are its authors'.
//!
//! Pages are full of names: of other articles' authors, of products, of people whom the
//! text speaks of. Every line that [`byline`] can read is a candidate. What speaks for it
//! is counted in tenths: words that say so, its place between title and text, a date
//! beside it, and other lines that tell the same name. No candidate is better than a
//! doubtful one.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use super::byline::{self, Byline};
use super::dates;
use super::features::{View, key_of};
use super::model::{UNIT, Verdict};
use super::topics::{Topic, topics_of};
use super::{names, openings, signature};

/// How many lines below the first running text may still be the article's head.
pub const BELOW: usize = 3;

/// How many lines above the title may be.
pub const ABOVE: usize = 8;

/// How many words a line with names may have.
pub const LINE_WORDS: usize = 16;

/// How far from title or text a line between them may stand.
const FAR: usize = 12;

/// What a candidate must have.
const ENOUGH: i32 = 20;

/// Where the head of the article stands, in shown lines.
#[derive(Debug, Clone, Copy)]
pub struct Place {
    /// The title.
    pub title: Option<usize>,
    /// The first running text that stays.
    pub body: usize,
}

impl Place {
    /// The title, or the text where no title stands above it.
    pub fn top(&self) -> usize {
        self.title.unwrap_or(self.body).min(self.body)
    }

    /// Between title and text, or close below where it begins. Where much stands between
    /// them, most of it is a menu.
    fn within(&self, index: usize) -> bool {
        (self.top()..=self.body + BELOW).contains(&index) && self.far(index) <= FAR
    }

    /// How many lines stand between a line and the nearer of title and text.
    fn far(&self, index: usize) -> usize {
        index.abs_diff(self.top()).min(index.abs_diff(self.body))
    }

    /// Close above the title.
    fn above(&self, index: usize) -> bool {
        (self.top().saturating_sub(ABOVE)..self.top()).contains(&index)
    }
}

/// The authors, and the lines that name them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Authors {
    /// The names, in order.
    pub names: Vec<String>,
    /// The shown lines that hold nothing but names, and the words that open them.
    pub lines: Vec<usize>,
    /// What the first of these says besides.
    pub rest: String,
}

/// Names on a line, and what speaks for their being the authors'.
struct Candidate {
    index: usize,
    byline: Byline,
    manner: Manner,
    score: i32,
}

/// How a line says that its names are those of the authors.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Manner {
    /// By words that leave no doubt.
    Sure,
    /// By words that mean other things as well.
    Likely,
    /// The line above says so.
    Below,
    /// It does not.
    Bare,
}

/// Finds the authors. `is_title` tells the lines that say the title.
pub fn find(
    view: &View<'_>,
    verdicts: &[Verdict],
    place: Place,
    is_title: impl Fn(usize) -> bool,
) -> Option<Authors> {
    let shown = view.sights.len();
    let near = |index: usize| place.within(index) || place.above(index);
    let lower = lower_words(view);
    let candidates: Vec<Candidate> = (0..shown)
        .filter(|index| view.line(*index).words <= LINE_WORDS && !is_title(*index))
        .filter(|index| near(*index) || verdicts[*index].body < 0)
        .filter(|index| !view.in_form(*index))
        .filter_map(|index| candidate(view, verdicts, place, &lower, index))
        .collect();
    let good = candidates.iter().filter(|candidate| candidate.score >= ENOUGH);
    let best = good.max_by_key(|candidate| (candidate.score, Reverse(candidate.index)));
    let presented = || {
        let below = |candidate: &&Candidate| candidate.index > place.body;
        let named = |c: &&Candidate| presented(view, c.index, &c.byline.names[0]);
        candidates.iter().filter(below).find(named)
    };
    let found = best.or_else(presented).map(|best| listed(view, place, best));
    found.or_else(|| signature::find(view, verdicts, place.body, &lower))
}

fn candidate(
    view: &View<'_>,
    verdicts: &[Verdict],
    place: Place,
    lower: &BTreeSet<u64>,
    index: usize,
) -> Option<Candidate> {
    let text = plain(view, index);
    let opened = || index > 0 && openings::opens(&plain(view, index - 1));
    let (byline, manner) = match byline::find(&text) {
        Some(byline) if byline.sure => (byline, Manner::Sure),
        Some(byline) => (byline, Manner::Likely),
        None if opened() => (bare(view, place, index)?, Manner::Below),
        None if names::is_agency(&text) => (Byline::of(&text), Manner::Bare),
        None => (bare(view, place, index)?, Manner::Bare),
    };
    let score = score(view, verdicts, place, index, &byline, manner);
    let score =
        score + if manner == Manner::Bare { shape(view, lower, place, index, &byline) } else { 0 };
    Some(Candidate { index, byline, manner, score })
}

/// What speaks for a candidate, in tenths.
fn score(
    view: &View<'_>,
    verdicts: &[Verdict],
    place: Place,
    index: usize,
    byline: &Byline,
    manner: Manner,
) -> i32 {
    let said = match manner {
        Manner::Sure => 50,
        Manner::Likely | Manner::Below => 40,
        Manner::Bare => 0,
    };
    let where_ = match index {
        _ if place.within(index) && index > place.body => 15,
        _ if place.within(index) => 30,
        _ if place.above(index) => 15,
        _ if index < place.top() => -15,
        _ => 0,
    };
    let far = place.far(index).min(10) as i32;
    let model = (verdicts[index].byline * 10 / UNIT).clamp(-25, 30);
    let model = if manner == Manner::Bare { model } else { model / 3 };
    let dated = match (byline.dated(), beside_date(view, index)) {
        (true, _) => 25,
        (false, true) => 15,
        _ => 0,
    };
    // Words that say so need no date beside them.
    let dated = if manner == Manner::Bare { dated } else { dated / 3 };
    let told = if told_elsewhere(view, index, &byline.names[0]) { 20 } else { 0 };
    let text = view.line(index).text;
    let listed = if text.starts_with(['*', '+', '-', '•']) { 10 } else { 0 };
    let others = if under_others(view, place, index) { 40 } else { 0 };
    said + where_ - far + model + dated + told - listed - others
}

/// What speaks for bare words being a person, in tenths: the text writes none of them with
/// small letters, and does not speak of whom they name.
fn shape(
    view: &View<'_>,
    lower: &BTreeSet<u64>,
    place: Place,
    index: usize,
    byline: &Byline,
) -> i32 {
    const LETTERS: usize = 4;
    if names::is_agency(&byline.names[0]) {
        return 20;
    }
    let long =
        |word: &&str| word.chars().count() >= LETTERS && !word.starts_with(char::is_lowercase);
    let words = || byline.names.iter().flat_map(|name| name.split_whitespace()).filter(long);
    let ordinary = |word: &&str| lower.contains(&key_of(word));
    let proper = match words().filter(ordinary).count() {
        0 => 10,
        some if some < words().count() => -25,
        _ => -60,
    };
    let beside = index + 1 == place.body || index == place.top() + 1;
    let spoken_of =
        !told_elsewhere(view, index, &byline.names[0]) && in_text(view, &byline.names[0]);
    proper + if beside { 10 } else { 0 } - if spoken_of { 15 } else { 0 }
}

/// Whether the first running lines name someone.
fn in_text(view: &View<'_>, name: &str) -> bool {
    const MOST: usize = 60;
    let running = (0..view.sights.len()).filter(|index| view.sights[*index].running).take(MOST);
    running.map(|index| view.line(index).text).any(|text| text.contains(name))
}

/// The words that the text writes with a small letter first, by their keys.
fn lower_words(view: &View<'_>) -> BTreeSet<u64> {
    /// So much of a text shows its ordinary words.
    const SAMPLE: usize = 100_000;
    let lines = (0..view.sights.len()).map(|index| view.line(index).text);
    let words = lines.flat_map(str::split_whitespace).take(SAMPLE);
    let letters = words.map(|word| word.trim_matches(|c: char| !c.is_alphabetic()));
    letters.filter(|word| word.starts_with(char::is_lowercase)).map(key_of).collect()
}

/// Whether a line beside it tells a date and little else.
fn beside_date(view: &View<'_>, index: usize) -> bool {
    let dated = |index: usize| {
        let sight = view.sights.get(index);
        sight.filter(|sight| sight.words <= LINE_WORDS).is_some_and(|sight| {
            dates::find(view.line(index).text)
                .map_or(sight.found.first.has(Topic::Dateline) && sight.words <= 6, |found| {
                    found.beside <= 7
                })
        })
    };
    dated(index + 1) || index > 0 && dated(index - 1)
}

/// Whether the line below goes on with who the bearer of a name is, as in the box about the
/// author: "Jane Doe", and below it "Jane writes about ferries."
fn presented(view: &View<'_>, index: usize, name: &str) -> bool {
    const FEWEST: usize = 5;
    let Some(sight) = view.sights.get(index + 1).filter(|sight| sight.words >= FEWEST) else {
        return false;
    };
    let below = view.lines()[sight.at].text;
    let first = name.split(' ').next().unwrap_or(name);
    let calls = |name: &str| {
        below.strip_prefix(name).is_some_and(|rest| rest.starts_with(' ') && byline::is_about(rest))
    };
    first.chars().count() > 1 && (calls(name) || calls(first))
}

/// Whether the line stands below the text, among comments or what else there is to read.
fn under_others(view: &View<'_>, place: Place, index: usize) -> bool {
    const REACH: usize = 6;
    const HEADING: usize = 6;
    if place.within(index) || index < place.body {
        return false;
    }
    (index.saturating_sub(REACH)..index).any(|above| {
        let sight = &view.sights[above];
        let topics = sight.topics;
        let author = topics.has(Topic::Author);
        let others = topics.has(Topic::Comments) || topics.has(Topic::Related);
        sight.words <= HEADING && others && !author
    })
}

/// The candidate with the names on the lines below it, where a word opens a list of them.
fn listed(view: &View<'_>, place: Place, best: &Candidate) -> Authors {
    const MOST: usize = 5;
    let found = best.byline.clone();
    let mut found = Authors { names: found.names, lines: vec![best.index], rest: found.rest };
    if best.manner != Manner::Below {
        return found;
    }
    for index in best.index + 1..view.sights.len().min(best.index + MOST) {
        match bare(view, place, index).filter(|names| names.rest.trim().is_empty()) {
            Some(more) if found.rest.trim().is_empty() => {
                found.names.extend(more.names);
                found.lines.push(index);
            }
            _ => break,
        }
    }
    found.lines.push(best.index - 1);
    found
}

/// Whether another line that speaks of authors, rights or more to read names someone.
fn told_elsewhere(view: &View<'_>, index: usize, name: &str) -> bool {
    view.naming.iter().any(|other| {
        let text = view.line(*other).text;
        *other != index && text.len() > name.len() && text.contains(name)
    })
}

/// The text of a line with plain spaces, without the mark of a list.
pub fn plain(view: &View<'_>, index: usize) -> String {
    let text = view.line(index).text.replace('\u{A0}', " ");
    text.trim_start_matches(['*', '+', '-', '•', '–', ' ']).to_owned()
}

/// The names of a line that says nothing else.
fn bare(view: &View<'_>, place: Place, index: usize) -> Option<Byline> {
    let byline = names_alone(view, index)?;
    // What stands there again and again is part of the page, unless it is known for a name
    // or stands where those of authors do.
    let known = || told_elsewhere(view, index, &byline.names[0]);
    let head = || place.within(index) && beside_date(view, index);
    (view.sights[index].repeats <= 2 || head() || known()).then_some(byline)
}

/// The names of a line that says nothing else, wherever it stands.
pub fn names_alone(view: &View<'_>, index: usize) -> Option<Byline> {
    let text = plain(view, index);
    let byline = byline::bare(&text)?;
    let head = text.get(..text.len() - byline.rest.len()).unwrap_or(&text);
    let speaks = topics_of(head).any.iter().any(|topic| topic != Topic::Author);
    (!speaks).then_some(byline)
}

#[cfg(test)]
mod tests {
    use super::super::line::split;
    use super::super::{Boldness, understand};

    const PROSE: &str = "The assembly met on a cold morning in March and decided, after long debate, \
                         that nothing at all should be decided that year.";

    /// The names found in a head between a title and some text, and in lines behind it.
    fn names(head: &str, behind: &str) -> Vec<String> {
        let text = format!(
            "How the ferry was kept\n\n{head}\n\n{PROSE}\n\n{PROSE}\n\n{PROSE}\n\n{behind}"
        );
        let front = understand(&split(&text), Some(Boldness::Normal)).front;
        front.byline.map(|(_, names)| names).unwrap_or_default()
    }

    #[test]
    fn names_stand_alone_beside_dates_and_offices() {
        assert_eq!(names("Jane Doe\n3 March 2021", ""), ["Jane Doe"]);
        assert_eq!(names("Jane Doe|Published\n3 March 2021", ""), ["Jane Doe"]);
        assert_eq!(names("By Jane Doe Business Columnist\n3 March 2021", ""), ["Jane Doe"]);
        assert_eq!(names("By Jane Doe, PhD", ""), ["Jane Doe"]);
        assert_eq!(names("Jane Doe, Business Courier\n3 March 2021", ""), ["Jane Doe"]);
        assert_eq!(names("ByJane Doe UpdatedMarch 3, 2021", ""), ["Jane Doe"]);
        assert_eq!(names("Jane Doe, Harbour University\n3 March 2021", ""), ["Jane Doe"]);
        assert_eq!(
            names("The Associated Press\nPublished March 3, 2021", "")[0],
            "The Associated Press"
        );
    }

    #[test]
    fn names_are_read_in_other_languages() {
        assert_eq!(names("Автор: Иван Петров", ""), ["Иван Петров"]);
        assert_eq!(names("光明日报记者 王小明 张文", ""), ["王小明", "张文"]);
        assert_eq!(names("Geschrieben von Anna Maier", ""), ["Anna Maier"]);
        assert_eq!(names("Escrito por\nAna García", ""), ["Ana García"]);
    }

    #[test]
    fn what_is_no_person_is_no_author() {
        let none = [""; 0];
        // The text writes these words with small letters.
        assert_eq!(names("Cold Morning\n3 March 2021", ""), none);
        assert_eq!(
            names("On Mon, 3 Mar 2021 at 10:00, Jane Doe <jane@example.org> wrote:", ""),
            none
        );
        assert_eq!(names("CHAPTER I", ""), none);
        assert_eq!(names("", "Related articles\nHarbour News\nBridge Tales\nWater Ways"), none);
    }

    #[test]
    fn those_whom_the_page_presents_below_the_text_are_authors() {
        assert_eq!(
            names("", "About the author\nJane Doe is a writer who lives by the sea."),
            ["Jane Doe"]
        );
        assert_eq!(names("", "Jane Doe, John Roe"), ["Jane Doe", "John Roe"]);
        assert_eq!(names("", &format!("{PROSE} (Jane Doe)")), ["Jane Doe"]);
        assert_eq!(
            names("", "Did you like it?\nJane Doe\nJane writes about ferries and their bells."),
            ["Jane Doe"]
        );
        let comment = "Comments\nJohn Roe\n3 March 2021\nI like it.";
        assert_eq!(names("", comment), [""; 0]);
    }
}
