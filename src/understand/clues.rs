//! What stands around a line that may be the title: clues of place and of shared words.
//!
//! A page says its title in the window's name and again above the text, often in other
//! words there. The second is the one that readers see. It shares words with the first,
//! and the byline, the date or the text itself stands below it, not a menu.

use super::byline;
use super::dates;
use super::features::View;
use super::lexicon::words;
use super::model::{UNIT, Verdict};
use super::topics::Topic;

/// What the clues speak for a line, in tenths, by the number of a bucket.
///
/// They were fitted beside the points that `title` gives: the weights under which the
/// right lines of the tuned half of the pages (see `training`) are likeliest among their
/// rivals, drawn to nought with a strength of one. Five fits on four fifths of the sites
/// found one more title of a hundred in the last fifth than the points alone.
struct Weights {
    /// Names or a date stand one, two or three lines below, or not so near.
    told_below: [i32; 4],
    /// How many of its words the first line has: less than 20 in a hundred, 40, 60, all.
    first_words: [i32; 5],
    /// How far above the text it stands: below it, 0, 1, 2, 4, 8, 16, 40 lines and more.
    away: [i32; 9],
    /// How many words it has: 1, 2, 3, 5, 14, 20 and more.
    length: [i32; 7],
    /// How many of the next three lines are as short as those of menus.
    short_below: [i32; 4],
    /// How many of its words the text uses: too few to say, none, 25 in a hundred, 50, 75, more.
    text_words: [i32; 6],
    /// How likely the model of lines holds it for the title, in logarithms.
    model: [i32; 6],
}

const WEIGHTS: Weights = Weights {
    told_below: [6, -2, 4, -8],
    first_words: [-6, 4, 0, 7, 1],
    away: [-1, 0, 3, 5, -7, 2, 0, -1, -2],
    length: [0, 4, 3, -6, 0, 0, 0],
    short_below: [6, -2, 1, -5],
    text_words: [0, -1, 0, 0, 6, -5],
    model: [-1, -4, 0, 2, 4, 0],
};

/// The first line, which is the window's name on most pages: when a later line has words of
/// it, and when none has.
const FIRST_SAID_AGAIN: i32 = -12;
const FIRST: i32 = -6;

/// A line below the last one that has words of the first.
const BELOW_SAID_AGAIN: i32 = -4;

/// How many words a line has at most that tells names or a date.
const TOLD_WORDS: usize = 16;

/// How many words the lines of menus have at most.
const MENU_WORDS: usize = 4;

/// How many words of a hundred make one line say what another does.
const SAME: usize = 40;

/// The clues of the lines above and near the text.
pub struct Clues {
    body: usize,
    /// Whether a line tells names or a date.
    told: Vec<bool>,
    /// How many words the line shares with the first, in percent.
    first_words: Vec<usize>,
    /// The last line that says what the first does.
    again: Option<usize>,
}

impl Clues {
    /// Looks at the first `last` lines; the text begins at `body`.
    pub fn of(view: &View<'_>, last: usize, body: usize) -> Clues {
        let reach = (last + 3).min(view.sights.len());
        let told = (0..reach).map(|index| tells(view, index)).collect();
        let first = sorted_words(view, 0);
        let first_words: Vec<usize> =
            (0..last).map(|index| share(&first, &sorted_words(view, index))).collect();
        let again = (1..last).rfind(|index| first_words[*index] >= SAME);
        Clues { body, told, first_words, again }
    }

    /// What speaks for a line, in tenths.
    pub fn score(&self, view: &View<'_>, verdict: &Verdict, index: usize) -> i32 {
        let told = |by: usize| self.told.get(index + by).copied().unwrap_or(false);
        let below = (1..4).find(|by| told(*by)).map_or(3, |by| by - 1);
        let away = match self.body.checked_sub(index) {
            None => 0,
            Some(away) => 1 + bucket(away, &[1, 2, 3, 5, 9, 17, 41]),
        };
        let length = bucket(view.line(index).words, &[2, 3, 4, 6, 15, 21]);
        let short = |by: &usize| {
            let sight = view.sights.get(index + by);
            sight.is_some_and(|sight| sight.words <= MENU_WORDS) && !told(*by)
        };
        let text = view.shares(index).shared;
        let text = text.map_or(0, |share| 1 + bucket(share, &[1, 25, 50, 75]));
        let model = (verdict.title / UNIT + 7).max(0) as usize;
        WEIGHTS.told_below[below]
            + self.beside_first(index)
            + WEIGHTS.away[away]
            + WEIGHTS.length[length]
            + WEIGHTS.short_below[(1..4).filter(short).count()]
            + WEIGHTS.text_words[text]
            + WEIGHTS.model[bucket(model, &[1, 4, 6, 8, 10])]
    }

    /// What the first line says about it.
    fn beside_first(&self, index: usize) -> i32 {
        match (index, self.again) {
            (0, Some(_)) => FIRST_SAID_AGAIN,
            (0, None) => FIRST,
            (_, again) => {
                let shared = self.first_words.get(index).copied().unwrap_or(0);
                let below = again.is_some_and(|again| index > again);
                WEIGHTS.first_words[bucket(shared, &[20, 40, 60, 100])]
                    + if below { BELOW_SAID_AGAIN } else { 0 }
            }
        }
    }
}

/// The place of a number among bounds: how many of them it reaches.
fn bucket(number: usize, bounds: &[usize]) -> usize {
    bounds.iter().filter(|bound| number >= **bound).count()
}

/// Whether a line tells names or a date.
fn tells(view: &View<'_>, index: usize) -> bool {
    let (line, sight) = (view.line(index), &view.sights[index]);
    line.words <= TOLD_WORDS
        && (dates::find(line.text).is_some_and(|found| found.beside <= 7)
            || byline::find(line.text).is_some()
            || sight.found.first.has(Topic::Dateline))
}

fn sorted_words(view: &View<'_>, index: usize) -> Vec<u64> {
    const MOST: usize = 40;
    let mut all: Vec<u64> = words(view.line(index).text).take(MOST).collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// How many words of the shorter of two lines the other has, in percent.
fn share(one: &[u64], other: &[u64]) -> usize {
    const FEWEST: usize = 3;
    let common = other.iter().filter(|word| one.binary_search(word).is_ok()).count();
    let least = one.len().min(other.len());
    if least < FEWEST { 0 } else { common * 100 / least }
}
