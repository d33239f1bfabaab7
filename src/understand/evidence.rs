//! What speaks for the names on a line being those of the authors, in tenths.
//!
//! Words that say so, the line's place between title and text, a date or an office beside it,
//! other lines that tell the same name; and for bare words, whether they are a person's. What
//! these numbers are was tried on pages; [`super::authors`] says how many are enough.

use std::collections::BTreeSet;

use super::authors::{LINE_WORDS, Manner, Place, plain};
use super::byline::{self, Byline};
use super::features::{View, key_of};
use super::model::{UNIT, Verdict};
use super::topics::Topic;
use super::{dates, glue, names, offices};

/// A text with what is known of its lines.
pub struct Evidence<'v, 'a> {
    /// The lines.
    pub view: &'v View<'a>,
    /// What the models say of them.
    pub verdicts: &'v [Verdict],
    /// Where the head of the article stands.
    pub place: Place,
    /// The lines that say the title.
    pub titles: Vec<usize>,
    /// The words that the text writes with a small letter first, by their keys.
    lower: BTreeSet<u64>,
}

impl<'v, 'a> Evidence<'v, 'a> {
    /// Looks at the words of all lines; `titles` are those that say the title.
    pub fn of(
        view: &'v View<'a>,
        verdicts: &'v [Verdict],
        place: Place,
        titles: Vec<usize>,
    ) -> Evidence<'v, 'a> {
        Evidence { view, verdicts, place, titles, lower: lower_words(view) }
    }

    /// All that speaks for a line and its names.
    pub fn score(&self, index: usize, byline: &Byline, manner: Manner) -> i32 {
        let said = match manner {
            Manner::Sure => 50,
            Manner::Likely | Manner::Below => 40,
            Manner::Bare => 0,
        };
        let bare = manner == Manner::Bare;
        let model = (self.verdicts[index].byline * 10 / UNIT).clamp(-25, 30);
        // Words that say so need no more beside them.
        let beside = self.beside(index, byline);
        let (model, beside) = if bare { (model, beside) } else { (model / 3, beside / 3) };
        let told = if self.told_elsewhere(index, &byline.names[0]) { 20 } else { 0 };
        let listed = self.view.line(index).text.starts_with(['*', '+', '-', '•']);
        let others = if self.under_others(index) && !self.over_office(index) { 40 } else { 0 };
        let shape = if bare { self.shape(index, byline) } else { 0 };
        said + self.stands(index) + model + beside + told + shape
            - if listed { 10 } else { 0 }
            - others
    }

    /// What speaks for the place where a line stands.
    fn stands(&self, index: usize) -> i32 {
        let place = &self.place;
        let side = match index {
            _ if place.within(index) && index > place.body => 15,
            _ if place.within(index) => 30,
            _ if place.above(index) => 15,
            // Far down, below menus and teasers, a page may say its title once more.
            _ if self.under_title(index) => return 15,
            _ if index < place.top() => -15,
            _ => 0,
        };
        side - place.far(index).min(10) as i32
    }

    /// Whether the line above says the title.
    pub fn under_title(&self, index: usize) -> bool {
        index.checked_sub(1).is_some_and(|above| self.titles.contains(&above))
    }

    /// What a date and an office beside the names say for them.
    fn beside(&self, index: usize, byline: &Byline) -> i32 {
        let dated = match (byline.dated(), self.beside_date(index)) {
            (true, _) => 25,
            (false, true) => 15,
            _ => 0,
        };
        let own = || {
            let text = plain(self.view, index);
            let apart = glue::set_apart(&text);
            let text = apart.as_deref().unwrap_or(&text);
            let house = text.rsplit([',', '|', '/']).next().unwrap_or(text).trim();
            text.split(' ').any(offices::is_trade) || house != text && names::is_agency(house)
        };
        dated + if self.over_office(index) || own() { 25 } else { 0 }
    }

    /// Whether the line below says what someone is who writes.
    fn over_office(&self, index: usize) -> bool {
        let below = self.view.sights.get(index + 1).filter(|sight| sight.words <= LINE_WORDS);
        below.is_some_and(|_| offices::is_alone(&plain(self.view, index + 1)))
    }

    /// What speaks for bare words being a person: the text writes none of them with small
    /// letters, and does not speak of whom they name.
    fn shape(&self, index: usize, byline: &Byline) -> i32 {
        const LETTERS: usize = 4;
        let name = &byline.names[0];
        if names::is_agency(name) {
            return 20;
        }
        let long =
            |word: &&str| word.chars().count() >= LETTERS && !word.starts_with(char::is_lowercase);
        let words = || byline.names.iter().flat_map(|name| name.split_whitespace()).filter(long);
        let ordinary = |word: &&str| self.lower.contains(&key_of(word));
        let proper = match words().filter(ordinary).count() {
            0 => 10,
            some if some < words().count() => -25,
            _ => -60,
        };
        let beside = index + 1 == self.place.body || self.under_title(index);
        let spoken_of = !self.told_elsewhere(index, name) && self.in_text(name);
        proper + if beside { 10 } else { 0 } - if spoken_of { 15 } else { 0 }
    }

    /// Whether the text writes none of a name's words with a small letter. Initials are letters
    /// that every text has.
    pub fn is_person(&self, name: &str) -> bool {
        let long = |word: &&str| word.chars().filter(|c| c.is_alphabetic()).count() > 1;
        let mut words = name.split_whitespace().filter(long);
        !words.any(|word| self.lower.contains(&key_of(word)))
    }

    /// Whether the first running lines that stay name someone.
    pub fn in_text(&self, name: &str) -> bool {
        const MOST: usize = 60;
        let view = self.view;
        let runs = |index: &usize| view.sights[*index].running && self.verdicts[*index].body >= 0;
        let running = (0..view.sights.len()).filter(runs).take(MOST);
        running.map(|index| view.line(index).text).any(|text| text.contains(name))
    }

    /// Whether a line beside it tells a date and little else.
    pub fn beside_date(&self, index: usize) -> bool {
        self.is_date(index + 1) || index > 0 && self.is_date(index - 1)
    }

    /// Whether a line tells a date and little else, the year left out or not.
    fn is_date(&self, index: usize) -> bool {
        const BESIDE: usize = 7;
        const WORDS: usize = 6;
        let Some(sight) = self.view.sights.get(index).filter(|it| it.words <= LINE_WORDS) else {
            return false;
        };
        let text = self.view.line(index).text;
        let apart = glue::set_apart(text);
        let text = apart.as_deref().unwrap_or(text);
        let day = || dates::find_day(text).is_some_and(|day| day.beside <= 2);
        let spoken = || sight.found.first.has(Topic::Dateline) && sight.words <= WORDS;
        dates::find(text).map_or_else(|| spoken() || day(), |found| found.beside <= BESIDE)
    }

    /// Whether the line below goes on with who the bearer of a name is, as in the box about the
    /// author: "Jane Doe", and below it "Jane writes about ferries."
    pub fn presented(&self, index: usize, name: &str) -> bool {
        const FEWEST: usize = 5;
        let Some(sight) = self.view.sights.get(index + 1).filter(|sight| sight.words >= FEWEST)
        else {
            return false;
        };
        let below = self.view.lines()[sight.at].text;
        let first = name.split(' ').next().unwrap_or(name);
        let calls = |name: &str| {
            let rest = below.strip_prefix(name);
            rest.is_some_and(|rest| rest.starts_with(' ') && byline::is_about(rest))
        };
        first.chars().count() > 1 && (calls(name) || calls(first))
    }

    /// Whether the line stands below the text, among comments or what else there is to read.
    fn under_others(&self, index: usize) -> bool {
        const REACH: usize = 6;
        const HEADING: usize = 6;
        if self.place.within(index) || index < self.place.body {
            return false;
        }
        (index.saturating_sub(REACH)..index).any(|above| {
            let sight = &self.view.sights[above];
            let topics = sight.topics;
            let author = topics.has(Topic::Author);
            let others = topics.has(Topic::Comments) || topics.has(Topic::Related);
            sight.words <= HEADING && others && !author
        })
    }

    /// Whether another line that speaks of authors, rights or more to read names someone.
    pub fn told_elsewhere(&self, index: usize, name: &str) -> bool {
        self.view.naming.iter().any(|other| {
            let text = self.view.line(*other).text;
            *other != index && text.len() > name.len() && text.contains(name)
        })
    }
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
