//! Lines that would stay between others that go.
//!
//! Line by line some of a list of teasers look like the article. What stands all around them
//! is the page, and so are they, unless they are surer than one line must be. Which lines go
//! by themselves is [`super::sift`]'s to say.

use std::ops::Range;

use super::features::View;
use super::model::{UNIT, Verdict};

/// How surely some lines must be the article on the whole, beyond what is asked of each
/// alone, to stay where those above and below them go.
const SURER: i32 = UNIT / 2;

/// How many lines an island has at least: one alone is often a heading. And how much of what
/// stays it has at most, in percent: more is the article.
const FEWEST: usize = 2;
const LARGEST: usize = 10;

/// Which lines stand in islands that go as well, where each line is judged alone by `goes`,
/// and goes itself below `bound`.
pub fn find(
    view: &View<'_>,
    verdicts: &[Verdict],
    goes: impl Fn(usize) -> bool,
    bound: i32,
) -> Vec<bool> {
    let gone: Vec<bool> = (0..view.sights.len()).map(goes).collect();
    let words = |lines: Range<usize>| -> usize {
        lines.filter(|index| !gone[*index]).map(|index| view.sights[index].words).sum()
    };
    let most = words(0..gone.len()) * LARGEST / 100;
    let mut islands = vec![false; gone.len()];
    let mut first = 0;
    for run in gone.chunk_by(|a, b| a == b) {
        let lines = first..first + run.len();
        first = lines.end;
        let inland = run[0] || lines.len() < FEWEST || words(lines.clone()) > most;
        if !inland && mean(view, verdicts, lines.clone()) < bound + SURER {
            islands[lines].fill(true);
        }
    }
    islands
}

/// The mean of the verdicts on some lines, each weighed by its words.
fn mean(view: &View<'_>, verdicts: &[Verdict], lines: Range<usize>) -> i32 {
    let words = |index: usize| i64::try_from(view.sights[index].words.max(1)).unwrap_or(1);
    let all: i64 = lines.clone().map(words).sum();
    let sum: i64 = lines.map(|index| words(index) * i64::from(verdicts[index].article)).sum();
    i32::try_from(sum / all.max(1)).unwrap_or(i32::MAX)
}

#[cfg(test)]
mod tests {
    use super::super::line::{Line, split};
    use super::*;

    const PROSE: &str = "The council of the harbour town decided on Tuesday to keep the old ferry.";
    const FEW: [&str; 2] = ["The bells of the north", "Gulls, and who feeds them"];

    /// How many of some lines between two that go are in an island, when the verdict on each
    /// is a share of the unit.
    fn gone(between: &[&str], percent: i32, bound: i32) -> usize {
        let prose = [PROSE; 8].join("\n");
        let text = format!("{prose}\nMenu\n{}\nMenu\n{prose}", between.join("\n"));
        let lines = split(&text);
        let view = View::of(&lines);
        let verdict = |line: &Line<'_>| {
            let article = if line.text == PROSE { 6 * UNIT } else { UNIT * percent / 100 };
            Verdict { article, body: 0, title: 0, byline: 0, alone: 0 }
        };
        let verdicts: Vec<Verdict> = lines.iter().map(verdict).collect();
        let goes = |index: usize| view.line(index).text == "Menu";
        find(&view, &verdicts, goes, bound).into_iter().filter(|island| *island).count()
    }

    #[test]
    fn what_stands_among_furniture_must_be_surer() {
        assert_eq!(gone(&FEW, 30, 0), 2);
        assert_eq!(gone(&FEW, 80, 0), 0);
        assert_eq!(gone(&FEW, 30, -3 * UNIT), 0);
    }

    #[test]
    fn headings_and_much_text_are_no_islands() {
        assert_eq!(gone(&FEW[..1], 30, 0), 0);
        assert_eq!(gone(&[FEW[0]; 20], 30, 0), 0);
    }

    #[test]
    fn where_nothing_goes_nothing_is_an_island() {
        let lines = split("The bells of the north\nGulls, and who feeds them");
        let view = View::of(&lines);
        let verdict = Verdict { article: 0, body: 0, title: 0, byline: 0, alone: 0 };
        assert_eq!(find(&view, &[verdict; 2], |_| false, 0), [false, false]);
    }
}
