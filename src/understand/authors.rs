//! Who wrote the article: which of the names on a page are its authors'.
//!
//! Pages are full of names: of other articles' authors, of products, of people whom the
//! text speaks of. Every line that [`byline`] can read is a candidate, and
//! [`super::evidence`] counts what speaks for it. No candidate is better than a doubtful
//! one. Where no line says it, [`signature`] looks at the end of the text.

use std::cmp::Reverse;

use super::byline::{self, Byline};
use super::evidence::Evidence;
use super::features::{BYLINE_WORDS, View};
use super::model::Verdict;
use super::topics::{Topic, topics_of};
use super::{glue, names, offices, openings, signature, title};

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
    pub fn within(&self, index: usize) -> bool {
        (self.top()..=self.body + BELOW).contains(&index) && self.far(index) <= FAR
    }

    /// How many lines stand between a line and the nearer of title and text.
    pub fn far(&self, index: usize) -> usize {
        index.abs_diff(self.top()).min(index.abs_diff(self.body))
    }

    /// Close above the title.
    pub fn above(&self, index: usize) -> bool {
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

impl Authors {
    /// Authors whom no line of their own names.
    pub fn told(names: Vec<String>) -> Authors {
        Authors { names, lines: Vec::new(), rest: String::new() }
    }
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
pub enum Manner {
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
    let evidence = Evidence::of(view, verdicts, place, titles(view, is_title));
    let near = |index: usize| place.within(index) || place.above(index);
    let candidates: Vec<Candidate> = (0..view.sights.len())
        .filter(|index| view.line(*index).words <= LINE_WORDS)
        .filter(|index| evidence.titles.binary_search(index).is_err())
        .filter(|index| near(*index) || verdicts[*index].body < 0)
        .filter(|index| !view.in_form(*index))
        .filter_map(|index| candidate(&evidence, index))
        .collect();
    let good = candidates.iter().filter(|candidate| candidate.score >= ENOUGH);
    // A house speaks for itself where no person does.
    let person = |candidate: &Candidate| !offices::ends_in_office(&candidate.byline.names[0]);
    let best = good.max_by_key(|it| (person(it), it.score, Reverse(it.index)));
    let presented = || {
        let below = |candidate: &&Candidate| candidate.index > place.body;
        let named = |c: &&Candidate| evidence.presented(c.index, &c.byline.names[0]);
        candidates.iter().filter(below).find(named)
    };
    let titled = || {
        let titles = evidence.titles.iter().filter(|index| **index <= place.top());
        titles.into_iter().find_map(|index| in_title(view.line(*index).text)).map(Authors::told)
    };
    let found = best.map(|best| listed(&evidence, best)).or_else(titled);
    let found = found.or_else(|| presented().map(|best| listed(&evidence, best)));
    found.or_else(|| signature::find(&evidence))
}

/// The lines that say the title, wherever they stand: a page may say it once more far down.
fn titles(view: &View<'_>, is_title: impl Fn(usize) -> bool) -> Vec<usize> {
    const FEWEST: usize = 3;
    let shown = || 0..view.sights.len();
    let keys: Vec<u64> =
        shown().filter(|index| is_title(*index)).map(|index| view.sights[index].key).collect();
    let same = |index: &usize| {
        let sight = &view.sights[*index];
        keys.contains(&sight.key) && view.line(*index).words >= FEWEST
    };
    shown().filter(|index| is_title(*index) || same(index)).collect()
}

fn candidate(evidence: &Evidence<'_, '_>, index: usize) -> Option<Candidate> {
    let text = plain(evidence.view, index);
    let opened = || index > 0 && openings::opens(&plain(evidence.view, index - 1));
    let line = evidence.view.line(index);
    // Most lines have been asked before.
    let asked = line.words <= BYLINE_WORDS && line.text == text;
    let own = || evidence.view.sights[index].byline.clone();
    let (byline, manner) = match if asked { own() } else { byline::find(&text) } {
        Some(byline) if byline.sure => (byline, Manner::Sure),
        Some(byline) => (byline, Manner::Likely),
        None if opened() => (bare(evidence, index)?, Manner::Below),
        None if names::is_agency(&text) => (Byline::of(&text), Manner::Bare),
        None => (bare(evidence, index)?, Manner::Bare),
    };
    let score = evidence.score(index, &byline, manner);
    Some(Candidate { index, byline, manner, score })
}

/// The names in the window's name, where a part of it says by whom the text is: "The Mill | by
/// Jane Doe | Harbour Tales".
fn in_title(text: &str) -> Option<Vec<String>> {
    let parts = title::parts(text).filter(|part| part.len() < text.len());
    let whole = |found: &Byline| found.is_whole() || found.rest.trim_start().starts_with('|');
    let found = parts.filter_map(|part| byline::find(part.trim())).find(whole)?;
    found.names.iter().all(|name| names::stands_alone(name)).then_some(found.names)
}

/// The candidate with the names on the lines below it, where a word opens a list of them.
fn listed(evidence: &Evidence<'_, '_>, best: &Candidate) -> Authors {
    const MOST: usize = 5;
    let view = evidence.view;
    let found = best.byline.clone();
    let mut found = Authors { names: found.names, lines: vec![best.index], rest: found.rest };
    if best.manner != Manner::Below {
        return found;
    }
    for index in best.index + 1..view.sights.len().min(best.index + MOST) {
        match bare(evidence, index).filter(Byline::is_whole) {
            Some(more) if best.byline.is_whole() => {
                found.names.extend(more.names);
                found.lines.push(index);
            }
            // Between names may stand what their bearers are.
            None if offices::is_alone(&plain(view, index)) => {}
            _ => break,
        }
    }
    found.lines.push(best.index - 1);
    found
}

/// The text of a line with plain spaces, without the mark of a list.
pub fn plain(view: &View<'_>, index: usize) -> String {
    let text = view.line(index).text.replace('\u{A0}', " ");
    let text = title::strip_marker(&text);
    text.trim_start_matches(['*', '+', '-', '•', '–', ' ']).to_owned()
}

/// The names of a line that says nothing else.
fn bare(evidence: &Evidence<'_, '_>, index: usize) -> Option<Byline> {
    let placed = || {
        let near = evidence.place.within(index) && evidence.beside_date(index);
        near.then(|| byline::placed(&plain(evidence.view, index)))?
    };
    let byline = names_alone(evidence.view, index).or_else(placed)?;
    // What stands there again and again is part of the page, unless it is known for a name
    // or stands where those of authors do.
    let known = || evidence.told_elsewhere(index, &byline.names[0]);
    let head = || {
        evidence.under_title(index) || evidence.place.within(index) && evidence.beside_date(index)
    };
    (evidence.view.sights[index].repeats <= 2 || head() || known()).then_some(byline)
}

/// The names of a line that says nothing else, wherever it stands.
pub fn names_alone(view: &View<'_>, index: usize) -> Option<Byline> {
    let text = plain(view, index);
    let text = glue::set_apart(&text).unwrap_or(text);
    let byline = byline::bare_apart(&text)?;
    let head = text.get(..text.len() - byline.rest.len()).unwrap_or(&text);
    let head = head
        .rsplit_once(',')
        .filter(|(_, house)| names::is_agency(house.trim()))
        .map_or(head, |(names, _)| names);
    let speaks = topics_of(head).any.iter().any(|topic| topic != Topic::Author);
    let credit = topics_of(&byline.rest).any.has(Topic::Credit);
    (!speaks && !credit).then_some(byline)
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
    fn parts_that_scrapers_glued_are_told_apart() {
        assert_eq!(names("Jane DoeStaff Writer\n3 March 2021", ""), ["Jane Doe"]);
        assert_eq!(names("byJane Doe", ""), ["Jane Doe"]);
        assert_eq!(
            names("By\nJane DoeNews Reporter\nJohn RoeFerry Correspondent\nAnn Poe", ""),
            ["Jane Doe", "John Roe", "Ann Poe"]
        );
        assert_eq!(
            names("", "### Contact the author:\nJane Doe[email protected]harbour.example@doe"),
            ["Jane Doe"]
        );
    }

    #[test]
    fn offices_and_houses_tell_who_writes() {
        assert_eq!(names("## Jane Doe\nJournalist", ""), ["Jane Doe"]);
        assert_eq!(names("Anna Maier\nRedakteurin Politik", ""), ["Anna Maier"]);
        assert_eq!(names("Иван Петров\nКорреспондент", ""), ["Иван Петров"]);
        assert_eq!(names("Jane Doe and John Roe, Associated Press", ""), ["Jane Doe", "John Roe"]);
        assert_eq!(names("By Harbour News\nJane Doe\n3 March 2021", ""), ["Jane Doe"]);
        assert_eq!(names("Staff Writer\n3 March 2021", ""), [""; 0]);
        assert_eq!(names("Jane Doe / Getty Images", ""), [""; 0]);
    }

    #[test]
    fn the_name_of_the_window_may_tell_by_whom_the_text_is() {
        let text =
            |title: &str| format!("{title}\n\nThe old mill by the sea\n\n{PROSE}\n\n{PROSE}");
        let found = |title: &str| {
            let front = understand(&split(&text(title)), Some(Boldness::Normal)).front;
            front.byline.map(|(_, names)| names).unwrap_or_default()
        };
        assert_eq!(found("The old mill by the sea | by Jane Doe | Harbour Tales"), ["Jane Doe"]);
        assert_eq!(found("The old mill by the sea | Harbour Tales"), [""; 0]);
    }

    #[test]
    fn a_title_that_is_said_again_far_down_has_its_author_below() {
        let menu = "Home\nBoats\nBells\nTides\nMaps".repeat(4);
        let head = format!(
            "{PROSE}\n\n{menu}\n\nHow the ferry was kept\nJANE DOE\nHarbour PressMarch 3, 2021"
        );
        assert_eq!(names(&head, ""), ["JANE DOE"]);
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
