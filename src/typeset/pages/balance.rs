//! Columns of a last page end alike: none is longer than it must be.

use super::fit::{Column, Matter, Paper, below, fit};
use crate::length::Length;
use crate::typeset::galley::Cut;

/// The columns of a band.
#[derive(Debug)]
pub(super) struct Balanced {
    /// What was chosen.
    pub columns: Vec<Column>,
    /// The first of the columns that are lower than the page, and their height.
    pub lower: Option<(usize, Length)>,
}

/// Chooses the ends of columns, those of the last page so that they are as low
/// as can be.
pub(super) fn fit_balanced(matter: Matter<'_>, paper: Paper) -> Balanced {
    let mut columns = fit(matter, paper);
    let Some(last) = columns.last().filter(|_| paper.columns > 1) else {
        return Balanced { columns, lower: None };
    };
    let place = last.place - last.place % paper.columns;
    let first = columns.partition_point(|column| column.place < place);
    let before = first.checked_sub(1).map(|before| &columns[before]);
    let (start, note) = before.map_or((0, paper.first_note), |it| (it.end, it.notes_end));
    let most = if place == 0 { paper.first_height } else { paper.height };
    let lines = most.0 / paper.grid.0.max(1);
    let heights = (1..lines).map(|lines| paper.grid * lines);
    let found = heights.into_iter().find_map(|height| {
        let ends = fill(matter, paper, (start, note), height)?;
        Some((height, ends))
    });
    let Some((height, ends)) = found else { return Balanced { columns, lower: None } };
    columns.truncate(first);
    let lower = (place..).zip(ends).map(|(place, (end, notes_end))| Column {
        place,
        end,
        notes_end,
        given: Vec::new(),
    });
    columns.extend(lower);
    Balanced { columns, lower: Some((place, height)) }
}

/// The ends of columns of a height that hold everything from a strip and a
/// piece of a note on; `None` where they do not.
fn fill(
    matter: Matter<'_>,
    paper: Paper,
    from: (usize, usize),
    height: Length,
) -> Option<Vec<(usize, usize)>> {
    let entries = matter.entries;
    let (mut start, mut note) = from;
    let mut ends = Vec::new();
    while start < entries.len() {
        if ends.len() == paper.columns {
            return None;
        }
        let mut bottom = Length::ZERO;
        let mut end = None;
        for at in start..entries.len() {
            bottom = below(bottom, &entries[at], at == start, paper.grid);
            let pieces = matter.notes.get(note..entries[at].notes_end).unwrap_or_default();
            let notes: Length = pieces.iter().map(|piece| piece.height).sum();
            let space = if pieces.is_empty() { Length::ZERO } else { paper.notes_space };
            if bottom + space + notes > height {
                break;
            }
            if entries.get(at + 1).is_none_or(|next| next.cut == Cut::Free) {
                end = Some(at + 1);
            }
        }
        let end = end?;
        (start, note) = (end, note.max(entries[end - 1].notes_end));
        ends.push((start, note));
    }
    Some(ends)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::typeset::pages::fit::{Entry, Piece};

    /// How many lines stand in each column: two on a page of eight lines.
    fn lengths(cuts: &[Cut], notes_of_first: usize) -> Vec<usize> {
        let line = Length::points(10);
        let entries: Vec<Entry> = cuts
            .iter()
            .map(|cut| Entry {
                height: line,
                space_before: Length::ZERO,
                on_grid: true,
                to_grid: None,
                cut: *cut,
                after_hyphen: false,
                head: Length::ZERO,
                notes_end: notes_of_first,
                paragraph: None,
            })
            .collect();
        let piece = Piece { height: line, cut: Cut::Avoid, begins: false };
        let mut notes = vec![piece; notes_of_first];
        notes.iter_mut().take(1).for_each(|piece| piece.begins = true);
        let matter = Matter { entries: &entries, notes: &notes, gives: &|_| (None, None) };
        let paper = Paper {
            height: line * 8,
            first_height: line * 8,
            grid: line,
            columns: 2,
            first_page: 0,
            facing: false,
            notes_space: line,
            first_note: 0,
        };
        let mut start = 0;
        let columns = fit_balanced(matter, paper).columns.into_iter().map(|column| {
            let length = column.end - start;
            start = column.end;
            length
        });
        columns.collect()
    }

    #[test]
    fn the_last_columns_end_alike() {
        use Cut::{Avoid, Free};
        assert_eq!(lengths(&[Free; 6], 0), [3, 3]);
        assert_eq!(lengths(&[Free; 21], 0), [8, 8, 3, 2]);
        assert_eq!(lengths(&[Free], 0), [1]);
        assert_eq!(lengths(&[], 0), [] as [usize; 0]);
        // What must not be parted stays together.
        assert_eq!(lengths(&[Free, Free, Free, Avoid, Avoid, Free], 0), [2, 4]);
        // A note of two lines and the space over it take the room of three.
        assert_eq!(lengths(&[Free; 7], 2), [2, 5]);
    }
}
