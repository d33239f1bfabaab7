//! Where pages end: total fit over the whole galley.
//!
//! As with the lines of a paragraph, every page has a price, the prices add up,
//! and the cheapest way through the galley is taken. A page may be filled by
//! running paragraphs a line long or short, and facing pages may both end a
//! line short. M. F. Plass, "Optimal pagination techniques for automatic
//! typesetting systems" (Stanford, 1981).

use std::collections::BTreeMap;

use crate::length::Length;
use crate::typeset::galley::Cut;

/// What the choice of page ends needs to know of a strip.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::typeset) struct Entry {
    /// Its height.
    pub height: Length,
    /// Space above it, which vanishes at the top of a page.
    pub space_before: Length,
    /// Whether its top stands on the grid of lines.
    pub on_grid: bool,
    /// Whether a page may end above it.
    pub cut: Cut,
    /// Whether the line above it ends with a hyphen.
    pub after_hyphen: bool,
    /// The room that its notes take at the foot of the page.
    pub notes: Length,
    /// The paragraph that it is a line of, by place.
    pub paragraph: Option<usize>,
}

/// The paper, as far as page ends depend on it.
#[derive(Debug, Clone, Copy)]
pub(in crate::typeset) struct Paper {
    /// The height of the column.
    pub height: Length,
    /// The distance of the grid's lines.
    pub grid: Length,
    /// Whether pages lie side by side in pairs, the first one alone.
    pub facing: bool,
}

/// A page: its strips, and the paragraphs on it that run longer or shorter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::typeset) struct Chosen {
    /// The strip after the last one.
    pub end: usize,
    /// The paragraphs that run so many lines longer, or shorter when negative.
    pub given: Vec<(usize, i8)>,
}

/// What it costs a paragraph to run a line shorter and a line longer; `None`
/// where it cannot.
pub(in crate::typeset) type Gives = (Option<i64>, Option<i64>);

/// The price of a page end where none should be: more than all other prices of
/// a book together.
const FORBIDDEN: i64 = 1 << 40;
/// A line that ends with a hyphen at the end of a page, and where the reader
/// must turn the page.
const HYPHEN: i64 = 4_000;
const HYPHEN_AT_TURN: i64 = 40_000;
/// A page that ends so many lines early, by the square of their number.
const SHORT: i64 = 3_000;
/// The same for each of two facing pages that end on the same line.
const BOTH_SHORT: i64 = 400;
/// A last page of less than [`FEWEST_LINES`].
const MEAGRE: i64 = 5_000;
const FEWEST_LINES: i64 = 4;
/// How many paragraphs of a page may give.
const MOST_GIVEN: i64 = 3;
/// How many lines a page may end early before other ends are looked at only
/// because there is nothing better.
const MOST_SHORT: i64 = 8;

/// A way to reach the end of a page.
struct Node {
    end: usize,
    /// Whether the next page is a left-hand one.
    next_is_left: bool,
    /// How many lines this page ends early.
    short: i64,
    cost: i64,
    previous: Option<usize>,
    given: Vec<(usize, i8)>,
}

/// Chooses the ends of pages. `gives` is asked for paragraphs that stand on a
/// page that does not come out without them.
pub(in crate::typeset) fn fit(
    entries: &[Entry],
    paper: Paper,
    gives: &dyn Fn(usize) -> Gives,
) -> Vec<Chosen> {
    let mut search = Search { entries, paper, gives, nodes: Vec::new(), open: BTreeMap::new() };
    search.run();
    search.trace()
}

struct Search<'s> {
    entries: &'s [Entry],
    paper: Paper,
    gives: &'s dyn Fn(usize) -> Gives,
    nodes: Vec<Node>,
    /// The nodes that end at each strip.
    open: BTreeMap<usize, Vec<usize>>,
}

/// A page as it would be.
struct Page {
    end: usize,
    /// How many lines are left, or missing when negative.
    left: i64,
}

impl Search<'_> {
    fn run(&mut self) {
        self.extend(0, &[]);
        while let Some((start, from)) = self.open.pop_first() {
            if start == self.entries.len() {
                self.open.insert(start, from);
                return;
            }
            self.extend(start, &from);
        }
    }

    /// Looks at all pages that begin at a strip.
    fn extend(&mut self, start: usize, from: &[usize]) {
        if self.entries.is_empty() {
            return;
        }
        for page in self.pages(start) {
            self.page(start, &page, from);
        }
    }

    /// The pages that begin at a strip and are neither too long to be shortened
    /// nor needlessly short.
    fn pages(&self, start: usize) -> Vec<Page> {
        let mut pages = Vec::new();
        let (mut bottom, mut notes) = (Length::ZERO, Length::ZERO);
        let mut end = start;
        while let Some(entry) = self.entries.get(end) {
            if end > start {
                if entry.cut == Cut::Always {
                    pages.clear();
                    pages.push(Page { end, left: 0 });
                    return pages;
                }
                pages.push(Page { end, left: self.lines_left(bottom + notes) });
            }
            bottom = self.below(bottom, entry, end == start);
            notes += entry.notes;
            end += 1;
            let left = self.lines_left(bottom + notes);
            if left < -MOST_GIVEN && end > start + 1 {
                return useful(pages, self.entries);
            }
        }
        // The last page may end wherever it does.
        let left = self.lines_left(bottom + notes);
        let lines = (bottom.0 + self.paper.grid.0 - 1) / self.paper.grid.0.max(1);
        if left >= 0 || pages.is_empty() {
            let meagre = lines < FEWEST_LINES && start > 0;
            pages.push(Page { end, left: if meagre { i64::MAX } else { 0 } });
        }
        useful(pages, self.entries)
    }

    /// Where a strip ends that is set under what reaches down to `bottom`.
    fn below(&self, bottom: Length, entry: &Entry, first: bool) -> Length {
        top(bottom, entry, first, self.paper.grid) + entry.height
    }

    /// How many whole lines fit under what reaches down to `bottom`.
    fn lines_left(&self, bottom: Length) -> i64 {
        let grid = self.paper.grid.0.max(1);
        (self.paper.height.0 - bottom.0).div_euclid(grid)
    }

    /// Adds the nodes of a page.
    fn page(&mut self, start: usize, page: &Page, from: &[usize]) {
        let last = page.end == self.entries.len();
        let forced = last || self.entries[page.end].cut == Cut::Always;
        let meagre = page.left == i64::MAX;
        let left = if meagre { 0 } else { page.left };
        let mut options: Vec<(i64, i64, Vec<(usize, i8)>)> = Vec::new();
        if left < 0 {
            options.extend(self.given(start, page.end, left).map(|(cost, given)| (0, cost, given)));
        } else {
            options.push((if forced { 0 } else { left }, 0, Vec::new()));
            if !forced && (1..=MOST_GIVEN).contains(&left) {
                let filled = self.given(start, page.end, left);
                options.extend(filled.map(|(cost, given)| (0, cost, given)));
            }
        }
        if options.is_empty() {
            if page.end > start + 1 {
                return;
            }
            // Higher than a page: nothing can be done.
            options.push((0, FORBIDDEN, Vec::new()));
        }
        let fixed = if meagre { MEAGRE } else { 0 };
        for (short, cost, given) in options {
            let start = (start == 0).then_some(None);
            let ways = start.into_iter().chain(from.iter().map(|node| Some(*node)));
            for previous in ways.collect::<Vec<_>>() {
                self.node(page.end, short, cost + fixed, &given, previous, forced);
            }
        }
    }

    fn node(
        &mut self,
        end: usize,
        short: i64,
        cost: i64,
        given: &[(usize, i8)],
        previous: Option<usize>,
        forced: bool,
    ) {
        let before = previous.map(|node| &self.nodes[node]);
        let is_left = self.paper.facing && before.is_some_and(|node| node.next_is_left);
        let is_right = self.paper.facing && before.is_some() && !is_left;
        let facing_short = before.filter(|_| is_right).map(|node| node.short);
        let mut cost = cost + before.map_or(0, |node| node.cost);
        cost += match facing_short {
            // What the left page paid for ending early alone is given back.
            Some(other) if other == short && !forced => {
                2 * BOTH_SHORT * short * short - SHORT * short * short
            }
            _ => SHORT * short * short,
        };
        if !forced {
            cost += self.end_cost(end, !is_left);
        }
        let next_is_left = self.paper.facing && !is_left;
        let node = Node { end, next_is_left, short, cost, previous, given: given.to_vec() };
        self.offer(node);
    }

    /// What it costs to end a page before a strip.
    fn end_cost(&self, end: usize, turns: bool) -> i64 {
        let entry = &self.entries[end];
        let forbidden = if entry.cut == Cut::Avoid { FORBIDDEN } else { 0 };
        let hyphen = match (entry.after_hyphen, turns) {
            (false, _) => 0,
            (true, true) => HYPHEN_AT_TURN,
            (true, false) => HYPHEN,
        };
        forbidden + hyphen
    }

    /// Keeps a node unless one that serves as well is cheaper.
    fn offer(&mut self, node: Node) {
        let open = self.open.entry(node.end).or_default();
        let rival = open.iter_mut().find(|other| {
            let other = &self.nodes[**other];
            other.next_is_left == node.next_is_left && other.short == node.short
        });
        match rival {
            Some(rival) if self.nodes[*rival].cost <= node.cost => {}
            Some(rival) => {
                *rival = self.nodes.len();
                self.nodes.push(node);
            }
            None => {
                open.push(self.nodes.len());
                self.nodes.push(node);
            }
        }
    }

    /// The cheapest paragraphs wholly on a page that together run so many lines
    /// longer, or shorter when negative; `None` where there are too few.
    fn given(&self, start: usize, end: usize, lines: i64) -> Option<(i64, Vec<(usize, i8)>)> {
        let wanted = usize::try_from(lines.abs()).ok()?;
        let mut offers: Vec<(i64, usize)> = Vec::new();
        let mut last = None;
        for at in start..end {
            let Some(paragraph) = self.entries[at].paragraph.filter(|own| last != Some(*own))
            else {
                continue;
            };
            last = Some(paragraph);
            let inside = |at: Option<&Entry>| at.and_then(|entry| entry.paragraph) != last;
            let whole = (start == 0 || inside(self.entries.get(start - 1)))
                && inside(self.entries.get(end));
            if !whole {
                continue;
            }
            let (shorter, longer) = (self.gives)(paragraph);
            offers.extend(if lines < 0 { shorter } else { longer }.map(|cost| (cost, paragraph)));
        }
        offers.sort_unstable();
        let chosen = offers.get(..wanted)?;
        let step = if lines < 0 { -1 } else { 1 };
        let cost = chosen.iter().map(|(cost, _)| cost).sum();
        Some((cost, chosen.iter().map(|(_, paragraph)| (*paragraph, step)).collect()))
    }

    fn trace(self) -> Vec<Chosen> {
        let ends = self.open.into_values().flatten();
        let mut at = ends.min_by_key(|node| self.nodes[*node].cost);
        let mut pages = Vec::new();
        while let Some(node) = at.map(|at| &self.nodes[at]) {
            pages.push(Chosen { end: node.end, given: node.given.clone() });
            at = node.previous;
        }
        pages.reverse();
        pages
    }
}

/// Where a strip begins that is set under what reaches down to `bottom`.
pub(in crate::typeset) fn top(bottom: Length, entry: &Entry, first: bool, grid: Length) -> Length {
    if first {
        return Length::ZERO;
    }
    let top = bottom + entry.space_before;
    if !entry.on_grid || grid.0 <= 0 {
        return top;
    }
    Length((top.0 + grid.0 - 1).div_euclid(grid.0) * grid.0)
}

/// Without the pages that end far too early, but for the last of them that may
/// be had without harm.
fn useful(mut pages: Vec<Page>, entries: &[Entry]) -> Vec<Page> {
    let good = |page: &Page| page.left <= MOST_SHORT || page.left == i64::MAX;
    let Some(first) = pages.iter().position(good) else { return pages };
    let free = |page: &Page| entries.get(page.end).is_some_and(|entry| entry.cut == Cut::Free);
    let before = pages[..first].iter().rposition(free);
    pages.drain(..before.unwrap_or(first));
    pages
}

#[cfg(test)]
mod tests {
    use super::*;

    const GRID: Length = Length::points(10);

    /// A galley in letters: `p` opens a paragraph, `l` is a further line of it
    /// where a page may end, `w` one where it should not, `h` a heading that
    /// keeps to what follows, `b` a part of a block that stays whole, `-` a line
    /// after a hyphen, `|` a paragraph on a new page.
    fn galley(letters: &str) -> Vec<Entry> {
        let mut paragraph = 0;
        let mut after_heading = false;
        let entries = letters.chars().map(|letter| {
            paragraph += usize::from(!matches!(letter, 'l' | 'w' | '-'));
            let cut = match letter {
                '|' => Cut::Always,
                'w' | 'b' => Cut::Avoid,
                _ if after_heading => Cut::Avoid,
                _ => Cut::Free,
            };
            after_heading = letter == 'h';
            Entry {
                height: GRID,
                space_before: if letter == 'h' { GRID / 2 } else { Length::ZERO },
                on_grid: letter != 'h',
                cut,
                after_hyphen: letter == '-',
                notes: Length::ZERO,
                paragraph: (letter != 'b' && letter != 'h').then_some(paragraph),
            }
        });
        entries.collect()
    }

    /// The letters of each page, with `+` and `<` for paragraphs that run longer and shorter.
    fn pages(letters: &str, lines: i64, facing: bool, gives: Gives) -> Vec<String> {
        let entries = galley(letters);
        let paper = Paper { height: GRID * lines, grid: GRID, facing };
        let mut start = 0;
        let pages = fit(&entries, paper, &|_| gives).into_iter().map(|page| {
            let marks = page.given.iter().map(|(_, step)| if *step > 0 { '+' } else { '<' });
            let text = letters[start..page.end].chars().chain(marks).collect();
            start = page.end;
            text
        });
        pages.collect()
    }

    const STIFF: Gives = (None, None);

    #[test]
    fn full_pages_stay_full() {
        assert_eq!(pages("plllpl", 3, false, STIFF), ["pll", "lpl"]);
        assert_eq!(pages("", 3, false, STIFF), [] as [&str; 0]);
        assert_eq!(pages("pp|ppp", 4, false, STIFF), ["pp", "|ppp"]);
    }

    #[test]
    fn no_line_is_left_alone_and_no_heading_strays() {
        assert_eq!(pages("ppplpwpppp", 5, false, STIFF), ["pppl", "pwppp", "p"]);
        assert_eq!(pages("pppphwpppp", 6, false, STIFF), ["pppp", "hwpppp"]);
    }

    #[test]
    fn paragraphs_give_where_a_page_would_end_early() {
        // The widow would cost a line; a paragraph that runs shorter saves it.
        let short = pages("plwplwplwplw", 5, false, (Some(100), None));
        assert!(short.iter().any(|page| page.contains('<')), "{short:?}");
        let long = pages("pppppwppppppppp", 5, false, (None, Some(100)));
        assert!(long[0].ends_with('+'), "{long:?}");
    }

    #[test]
    fn facing_pages_end_on_the_same_line() {
        // The left page must end a line early, and the right page follows it.
        let letters = format!("{}{}{}", "p".repeat(5), "|ppppw", "p".repeat(20));
        let set = pages(&letters, 5, true, STIFF);
        assert_eq!((set[1].len(), set[2].len()), (4, 4), "{set:?}");
        let alone = pages(&letters, 5, false, STIFF);
        assert_eq!((alone[1].len(), alone[2].len()), (4, 5), "{alone:?}");
    }

    #[test]
    fn no_page_ends_in_a_hyphen_where_the_reader_turns() {
        let set = pages("pll-lllllll", 3, true, (None, None));
        assert_eq!(set[0], "pl", "{set:?}");
    }

    #[test]
    fn what_is_higher_than_a_page_is_still_set() {
        let set = pages(&format!("p{}p", "b".repeat(9)), 4, true, STIFF);
        assert_eq!(set.concat().len(), 11);
        let tall = [Entry { height: GRID * 9, ..galley("p")[0] }; 3];
        let paper = Paper { height: GRID * 4, grid: GRID, facing: false };
        assert_eq!(fit(&tall, paper, &|_| STIFF).len(), 3);
    }
}
