//! Where columns and pages end: total fit over all strips.
//!
//! As with the lines of a paragraph, every column has a price, the prices add
//! up, and the cheapest way through the galley is taken. A column may be filled
//! by running paragraphs a line long or short, columns that are seen together
//! may all end a line early, and a long note may go on at the foot of the next
//! one. M. F. Plass, "Optimal pagination techniques for automatic typesetting
//! systems" (Stanford, 1981).

use super::price;
use crate::length::Length;
use crate::typeset::galley::Cut;

/// What the choice of ends needs to know of a strip.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::typeset) struct Entry {
    /// Its height.
    pub height: Length,
    /// Space above it, which vanishes at the top of a column.
    pub space_before: Length,
    /// Whether its top stands on the grid of lines.
    pub on_grid: bool,
    /// How far under its top that is which stands on the grid, if that follows.
    pub to_grid: Option<Length>,
    /// Whether a column may end above it.
    pub cut: Cut,
    /// Whether the line above it ends with a hyphen.
    pub after_hyphen: bool,
    /// What stands over it once more where it begins a column: the head of a table.
    pub head: Length,
    /// How many pieces of notes belong to it and to all strips before it.
    pub notes_end: usize,
    /// The paragraph that it is a line of, by place.
    pub paragraph: Option<usize>,
}

/// A piece of a note, mostly a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::typeset) struct Piece {
    /// Its height, with the space above it.
    pub height: Length,
    /// Whether the note may go on elsewhere with it.
    pub cut: Cut,
    /// Whether a note begins with it.
    pub begins: bool,
}

/// The columns to fill, as far as their ends depend on them.
#[derive(Debug, Clone, Copy)]
pub(in crate::typeset) struct Paper {
    /// The height of a column.
    pub height: Length,
    /// The height of those on the first page, of which other things may take a share.
    pub first_height: Length,
    /// The distance of the grid's lines.
    pub grid: Length,
    /// How many columns a page has.
    pub columns: usize,
    /// The first page, counted from 0.
    pub first_page: usize,
    /// Whether pages lie side by side in pairs, the first one alone.
    pub facing: bool,
    /// The space between the text and its notes.
    pub notes_space: Length,
    /// The first piece of a note that belongs here.
    pub first_note: usize,
}

/// A column: its strips, its notes, and the paragraphs that run longer or shorter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::typeset) struct Column {
    /// Its place among all columns of the paper, from 0.
    pub place: usize,
    /// The strip after the last one.
    pub end: usize,
    /// The piece of a note after the last one.
    pub notes_end: usize,
    /// The paragraphs that run a line longer, or shorter when negative.
    pub given: Given,
}

/// Paragraphs that run a line longer, or shorter when negative.
pub(in crate::typeset) type Given = Vec<(usize, i8)>;

/// What it costs a paragraph to run a line shorter and a line longer; `None`
/// where it cannot.
pub(in crate::typeset) type Gives = (Option<i64>, Option<i64>);

/// What is to be cut into columns.
#[derive(Clone, Copy)]
pub(in crate::typeset) struct Matter<'m> {
    /// The strips.
    pub entries: &'m [Entry],
    /// The pieces of all notes.
    pub notes: &'m [Piece],
    /// What paragraphs cost that run longer or shorter.
    pub gives: &'m dyn Fn(usize) -> Gives,
}

/// Chooses the ends of columns.
pub(in crate::typeset) fn fit(matter: Matter<'_>, paper: Paper) -> Vec<Column> {
    let places = matter.entries.len() + 1;
    let (open, least) = (vec![Vec::new(); places], vec![i64::MAX; places]);
    let mut search = Search { matter, paper, nodes: Vec::new(), open, least };
    search.run()
}

/// A way to reach the end of a column.
struct Node {
    /// The strip after the last one.
    end: usize,
    /// The piece of a note after the last one.
    notes_end: usize,
    /// The place of the next column.
    next: usize,
    /// How many lines this column ends early.
    short: i64,
    /// Whether the column before, seen with it, ends as early.
    matched: bool,
    /// See [`Search::class`].
    class: (usize, i64),
    cost: i64,
    previous: Option<usize>,
    given: Given,
}

/// A column as it would be.
#[derive(Debug, Clone, Copy)]
struct End {
    at: usize,
    notes_end: usize,
    /// How many lines are left, or missing when negative.
    left: i64,
    cost: i64,
    /// Whether everything ends there, with so little that it hardly makes a page.
    meagre: bool,
}

struct Search<'m> {
    matter: Matter<'m>,
    paper: Paper,
    nodes: Vec<Node>,
    /// The nodes that end at each strip.
    open: Vec<Vec<usize>>,
    /// The least cost of a node that ends at each strip.
    least: Vec<i64>,
}

impl Search<'_> {
    fn run(&mut self) -> Vec<Column> {
        let Paper { columns, first_note, .. } = self.paper;
        let root = |class, next, cost| Node {
            end: 0,
            notes_end: first_note,
            next,
            short: 0,
            matched: false,
            class,
            cost,
            previous: None,
            given: Vec::new(),
        };
        self.offer(root(self.class(0, 0), 0, 0));
        if self.paper.first_height < self.paper.height {
            let lines = self.lines_in(self.paper.first_height).max(1);
            let cost = price::SHORT * lines * lines;
            self.offer(root(self.class(columns, 0), columns, cost));
        }
        let entries = self.matter.entries;
        let all_notes = entries.last().map_or(first_note, |entry| entry.notes_end);
        let mut best: Option<usize> = None;
        for start in 0..=entries.len() {
            // Columns of notes alone end where they begin.
            while !self.open[start].is_empty() {
                let mut from = std::mem::take(&mut self.open[start]);
                if start == entries.len() {
                    let is_end = |node: &usize| self.nodes[*node].notes_end >= all_notes;
                    let done = from.extract_if(.., |node| is_end(node));
                    let done: Vec<usize> = done.collect();
                    let cost = |node: &usize| self.nodes[*node].cost;
                    best = best.into_iter().chain(done).min_by_key(cost);
                }
                let most = self.least_ahead(start).saturating_add(price::HOPELESS);
                from.retain(|node| self.nodes[*node].cost <= most);
                self.extend(start, from);
            }
        }
        self.trace(best)
    }

    /// The least cost of a way that has come further than a strip, by a column or so.
    fn least_ahead(&self, start: usize) -> i64 {
        let ahead = self.least[start + 1..].iter().take(price::AHEAD);
        ahead.copied().min().unwrap_or(i64::MAX)
    }

    /// Looks at all columns that begin at a strip.
    fn extend(&mut self, start: usize, mut from: Vec<usize>) {
        let room = |search: &Self, node: usize| {
            let node = &search.nodes[node];
            (search.height_of(node.next), node.notes_end)
        };
        while let Some(first) = from.first().copied() {
            let (height, note) = room(self, first);
            let (alike, others): (Vec<usize>, Vec<usize>) =
                from.into_iter().partition(|node| room(self, *node) == (height, note));
            for end in self.ends(start, note, height) {
                self.column(start, &end, &alike);
            }
            from = others;
        }
    }

    fn height_of(&self, column: usize) -> Length {
        let Paper { height, first_height, columns, .. } = self.paper;
        if column < columns { first_height } else { height }
    }

    /// The columns of a height that begin at a strip and a piece of a note, and
    /// are neither too long to be shortened nor needlessly short.
    fn ends(&self, start: usize, note: usize, height: Length) -> Vec<End> {
        let entries = self.matter.entries;
        let mut ends = Vec::new();
        let carried =
            start.checked_sub(1).map_or(self.paper.first_note, |at| entries[at].notes_end);
        if note < carried {
            // Nothing but notes that go on.
            self.end(start, Length::ZERO, note, height, &mut ends);
            ends.retain(|end: &End| end.left >= 0 && end.notes_end > note);
        }
        let mut bottom = Length::ZERO;
        for (at, entry) in entries.iter().enumerate().skip(start) {
            bottom = below(bottom, entry, at == start, self.paper.grid);
            self.end(at + 1, bottom, note, height, &mut ends);
            if self.lines_in(height - bottom) < -price::MOST_GIVEN && at > start {
                break;
            }
        }
        if let Some(last) = ends.last_mut().filter(|end| end.at == entries.len() && end.left > 0) {
            // The last column may end wherever it does, but hardly on top.
            let lines = (bottom.0 + self.paper.grid.0 - 1) / self.paper.grid.0.max(1);
            let fewest = price::FEWEST_LINES * self.paper.columns as i64;
            (last.left, last.meagre) = (0, lines < fewest && start > 0);
        }
        useful(&mut ends, entries);
        ends
    }

    /// Adds the columns that end before a strip, under what reaches down to
    /// `bottom`: with all of the notes, or with those that have room.
    fn end(&self, at: usize, bottom: Length, note: usize, height: Length, ends: &mut Vec<End>) {
        let notes_end = at.checked_sub(1).map_or(note, |last| self.matter.entries[last].notes_end);
        let pieces = self.matter.notes.get(note..notes_end).unwrap_or_default();
        let meagre = false;
        if pieces.is_empty() {
            ends.push(End {
                at,
                notes_end: note,
                left: self.lines_in(height - bottom),
                cost: 0,
                meagre,
            });
            return;
        }
        let room = height - bottom - self.paper.notes_space;
        let all: Length = pieces.iter().map(|piece| piece.height).sum();
        if let Some(count) = carry(pieces, room).filter(|_| all > room) {
            ends.push(End { at, notes_end: note + count, left: 0, cost: price::CARRIED, meagre });
        }
        ends.push(End { at, notes_end, left: self.lines_in(room - all), cost: 0, meagre });
    }

    /// How many whole lines there are in a room.
    fn lines_in(&self, room: Length) -> i64 {
        room.0.div_euclid(self.paper.grid.0.max(1))
    }

    /// Adds the nodes of a column.
    fn column(&mut self, start: usize, end: &End, from: &[usize]) {
        let last = end.at == self.matter.entries.len();
        // How many lines it ends early, what it costs, which paragraphs give.
        let mut ways: Vec<(i64, i64, Given)> = Vec::new();
        let given = |lines| self.given(start, end.at, lines).map(|(cost, given)| (0, cost, given));
        if end.left < 0 {
            ways.extend(given(end.left));
        } else {
            ways.push((if last { 0 } else { end.left }, 0, Vec::new()));
            if !last && (1..=price::MOST_GIVEN).contains(&end.left) {
                ways.extend(given(end.left));
            }
        }
        if ways.is_empty() {
            if end.at > start + 1 {
                return;
            }
            // Higher than a column: nothing can be done.
            ways.push((0, price::FORBIDDEN, Vec::new()));
        }
        for (short, cost, given) in ways {
            for previous in from {
                self.node(end, short, cost + end.cost, &given, *previous);
            }
        }
    }

    fn node(&mut self, end: &End, short: i64, cost: i64, given: &[(usize, i8)], previous: usize) {
        let before = &self.nodes[previous];
        let place = before.next;
        let is_first = before.previous.is_none();
        let together = !is_first && self.spread(place) == self.spread(place - 1);
        let matched = together && before.short == short && short <= price::MOST_ALL_SHORT;
        let squares = short * short;
        let shortness = match (matched, before.matched) {
            // What the column before paid for ending early alone is given back.
            (true, false) => (2 * price::ALL_SHORT - price::SHORT) * squares,
            (true, true) => price::ALL_SHORT * squares,
            (false, _) => price::SHORT * squares,
        };
        let mut cost = before.cost + cost + shortness;
        if let Some(entry) = self.matter.entries.get(end.at) {
            cost += self.end_cost(entry, place);
        }
        if end.meagre && place.is_multiple_of(self.paper.columns) {
            cost += price::MEAGRE;
        }
        let (at, notes_end, given) = (end.at, end.notes_end, given.to_vec());
        let class = self.class(place + 1, short);
        let previous = Some(previous);
        self.offer(Node {
            end: at,
            notes_end,
            next: place + 1,
            short,
            matched,
            class,
            cost,
            previous,
            given,
        });
    }

    fn page(&self, column: usize) -> usize {
        self.paper.first_page + column / self.paper.columns
    }

    /// The pages that are seen together with that of a column.
    fn spread(&self, column: usize) -> usize {
        let page = self.page(column);
        if self.paper.facing { page.div_ceil(2) } else { page }
    }

    /// What it costs to end a column before a strip.
    fn end_cost(&self, entry: &Entry, column: usize) -> i64 {
        let forbidden = if entry.cut == Cut::Free { 0 } else { price::FORBIDDEN };
        let turns = self.paper.facing && self.spread(column) != self.spread(column + 1);
        let hyphen = match (entry.after_hyphen, turns) {
            (false, _) => 0,
            (true, true) => price::HYPHEN_AT_TURN,
            (true, false) => price::HYPHEN,
        };
        forbidden + hyphen
    }

    /// What decides whether nodes serve alike, but for the notes: where the next
    /// column stands and, where it is seen with this one, how early this one ends.
    fn class(&self, next: usize, short: i64) -> (usize, i64) {
        let Paper { columns, .. } = self.paper;
        let place = next.min(columns) * 2 * columns + next % (2 * columns);
        let seen = next > 0 && self.spread(next) == self.spread(next - 1);
        (place, if seen { short } else { 0 })
    }

    /// Keeps a node unless one that serves as well is cheaper.
    fn offer(&mut self, node: Node) {
        let least = &mut self.least[node.end];
        if node.cost > least.saturating_add(price::HOPELESS) {
            return;
        }
        *least = node.cost.min(*least);
        let (nodes, open) = (&self.nodes, &mut self.open[node.end]);
        let alike = |other: &usize| {
            nodes[*other].class == node.class && nodes[*other].notes_end == node.notes_end
        };
        match open.iter().position(alike) {
            Some(rival) if nodes[open[rival]].cost <= node.cost => return,
            Some(rival) => open[rival] = nodes.len(),
            None => open.push(nodes.len()),
        }
        self.nodes.push(node);
    }

    /// The cheapest paragraphs wholly in a column that together run so many lines
    /// longer, or shorter when negative; `None` where there are too few.
    fn given(&self, start: usize, end: usize, lines: i64) -> Option<(i64, Given)> {
        let wanted = usize::try_from(lines.abs()).ok()?;
        if lines.abs() > price::MOST_GIVEN {
            return None;
        }
        let entries = self.matter.entries;
        let mut offers: Vec<(i64, usize)> = Vec::new();
        let mut last = None;
        for at in start..end {
            let Some(paragraph) = entries[at].paragraph.filter(|own| last != Some(*own)) else {
                continue;
            };
            last = Some(paragraph);
            let elsewhere = |entry: Option<&Entry>| entry.and_then(|it| it.paragraph) != last;
            let before = start.checked_sub(1).and_then(|before| entries.get(before));
            let whole = elsewhere(before) && elsewhere(entries.get(end));
            if !whole {
                continue;
            }
            let (shorter, longer) = (self.matter.gives)(paragraph);
            offers.extend(if lines < 0 { shorter } else { longer }.map(|cost| (cost, paragraph)));
        }
        offers.sort_unstable();
        let chosen = offers.get(..wanted)?;
        let step = if lines < 0 { -1 } else { 1 };
        let cost = chosen.iter().map(|(cost, _)| cost).sum();
        Some((cost, chosen.iter().map(|(_, paragraph)| (*paragraph, step)).collect()))
    }

    fn trace(&mut self, best: Option<usize>) -> Vec<Column> {
        let mut columns = Vec::new();
        let mut at = best;
        while let Some(node) = at.map(|at| &mut self.nodes[at]) {
            at = node.previous;
            let Node { end, notes_end, .. } = *node;
            if at.is_some() {
                let given = std::mem::take(&mut node.given);
                columns.push(Column { place: node.next - 1, end, notes_end, given });
            }
        }
        columns.reverse();
        columns
    }
}

/// How many pieces of notes go into a room that does not hold all of them. All
/// notes begin there, and only the last one goes on elsewhere.
fn carry(pieces: &[Piece], room: Length) -> Option<usize> {
    let last = pieces.iter().rposition(|piece| piece.begins);
    let least = last.map_or(1, |last| last + 1);
    let mut filled = Length::ZERO;
    let fits = pieces.iter().take_while(|piece| {
        filled += piece.height;
        filled <= room
    });
    let most = fits.count().min(pieces.len() - 1);
    (least..=most).rev().find(|count| pieces[*count].cut == Cut::Free)
}

/// Where a strip ends that is set under what reaches down to `bottom`.
pub(super) fn below(bottom: Length, entry: &Entry, first: bool, grid: Length) -> Length {
    let top = match first {
        true => top(entry.head, (false, entry.to_grid), grid),
        false => top(bottom + entry.space_before, (entry.on_grid, entry.to_grid), grid),
    };
    top + entry.height
}

/// Where a strip begins that may begin at `least`: itself on the grid, or what
/// follows so far under its top.
pub(super) fn top(
    least: Length,
    (on_grid, to_grid): (bool, Option<Length>),
    grid: Length,
) -> Length {
    let Some(down) = to_grid.or(on_grid.then_some(Length::ZERO)).filter(|_| grid.0 > 0) else {
        return least;
    };
    let lines = ((least + down).0 + grid.0 - 1).div_euclid(grid.0);
    grid * lines - down
}

/// Takes away the columns that end far too early, but for the last of them that
/// may be had without harm.
fn useful(ends: &mut Vec<End>, entries: &[Entry]) {
    let Some(first) = ends.iter().position(|end| end.left <= price::MOST_SHORT) else { return };
    let free = |end: &End| entries.get(end.at).is_some_and(|entry| entry.cut == Cut::Free);
    let before = ends[..first].iter().rposition(free);
    ends.drain(..before.unwrap_or(first));
}

#[cfg(test)]
mod tests;
