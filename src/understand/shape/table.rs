//! Tables: cells that stand under each other, or between marks.
//!
//! Columns must line up over three lines or more, and no prose may stand in them: text
//! that was justified with spaces has gaps too, but never at the same place for long.

use super::{Shape, Shaper, Table, list};
use crate::article::Alignment;
use crate::understand::line::Line;

/// Fewer rows than this are no table, unless rules are drawn.
const FEWEST: usize = 3;

/// How long the text of cells may be, in characters, at the mean.
const CELL: usize = 40;

/// How much further in than a table's first line a line begins that goes on with a cell.
const INSIDE: usize = 3;

/// Columns beyond these are not looked at.
const WIDEST: usize = 240;

type Row<'a> = Vec<Vec<Line<'a>>>;

impl<'a> Shaper<'a> {
    pub(super) fn find_tables(&mut self) {
        let blocks = self.stretches(|_| true);
        for (first, end) in blocks {
            let mut at = first;
            while at < end {
                at = self.find_table(at, end);
            }
        }
    }

    /// Claims a table that begins at a line; returns the line from which to go on.
    fn find_table(&mut self, at: usize, end: usize) -> usize {
        type Belongs = fn(&str) -> bool;
        type Find<'s, 'a> = fn(&[Line<'a>]) -> Option<Table<'a>>;
        // What goes on with a cell stands below it, further in than the table.
        let inside = self.lines[at].indent + INSIDE;
        let kinds: [(Belongs, usize, Find<'_, 'a>); 3] = [
            (has_pipes, usize::MAX, piped),
            (has_tab, usize::MAX, tabbed),
            (has_gap, inside, aligned),
        ];
        for (belongs, inside, find) in kinds {
            let fits = |line: &Line<'_>| belongs(line.text) || line.indent >= inside;
            let begins = belongs(self.lines[at].text);
            let run = (at..end).take_while(|at| begins && fits(&self.lines[*at])).count();
            if run < 2 {
                continue;
            }
            return match find(&self.lines[at..at + run]) {
                Some(table) => {
                    self.claim(at, at + run, Shape::Table(table));
                    at + run
                }
                // What these lines are not together, their ends are not either.
                None => at + run,
            };
        }
        at + 1
    }
}

fn has_pipes(text: &str) -> bool {
    text.contains('|') && text.len() > 1 || is_border(text)
}

/// A line drawn between rows: `+---+---+`.
fn is_border(text: &str) -> bool {
    text.starts_with('+') && text.len() > 2 && text.chars().all(|c| "+-=".contains(c))
}

fn has_tab(text: &str) -> bool {
    text.contains('\t') || is_ruler(text)
}

/// Whether there is a gap of two blanks or more, or the line rules others.
fn has_gap(text: &str) -> bool {
    text.contains("  ") || is_ruler(text)
}

/// A line drawn under the head: `---- -----`.
fn is_ruler(text: &str) -> bool {
    text.len() > 2 && text.chars().all(|c| "-=─ +|\t".contains(c)) && text.contains(['-', '=', '─'])
}

/// A table whose cells stand between upright strokes.
fn piped<'a>(lines: &[Line<'a>]) -> Option<Table<'a>> {
    let bordered = lines.iter().any(|line| is_border(line.text));
    let rule = |line: &Line<'_>| {
        line.text.chars().all(|c| "|-:=+ ".contains(c)) && line.text.contains(['-', '='])
    };
    let framed = lines.iter().all(|line| line.text.starts_with(['|', '+']) && line.text.len() > 2);
    let first_rule =
        lines.iter().enumerate().skip(1).find(|(_, line)| rule(line)).map(|(at, _)| at);
    let ruled = first_rule == Some(1);
    if !(framed || ruled) {
        return None;
    }
    let rows: Vec<Row<'a>> = match bordered {
        true => bordered_rows(lines, &rule),
        false => lines.iter().filter(|line| !rule(line)).map(between_pipes).collect(),
    };
    let width = rows.first()?.len();
    let filled = rows.iter().flatten().filter(|cell| !cell.is_empty()).count();
    let even = rows.iter().all(|row| row.len() == width);
    if width < 2 || rows.len() < 2 || !even || filled * 2 <= rows.len() * width {
        return None;
    }
    let rules: Vec<usize> = (0..lines.len()).filter(|at| rule(&lines[*at])).collect();
    let head = match bordered {
        // A row between the frame and a rule, where not all rows are ruled off.
        true => {
            let thick = rules.iter().any(|at| *at > 0 && lines[*at].text.contains('='));
            usize::from(
                thick || rules.len() == 3 && rows.len() > 2 || rules.len() == 3 && rules[1] == 2,
            )
        }
        false => usize::from(ruled || names_numbers(&rows, width)),
    };
    let marks = first_rule.filter(|_| ruled && !bordered).map(|at| between_pipes(&lines[at]));
    let columns = match marks.filter(|marks| marks.len() == width) {
        Some(marks) => marks.iter().map(|mark| colons(mark)).collect(),
        None => alignments(&rows, head, width),
    };
    Some(Table { columns, head, rows })
}

/// Rows of a table with frames: lines between two borders make one row, if borders
/// stand between all rows.
fn bordered_rows<'a>(lines: &[Line<'a>], rule: &dyn Fn(&Line<'_>) -> bool) -> Vec<Row<'a>> {
    let inner = lines.iter().filter(|line| rule(line)).count();
    let every = inner > 3;
    let mut rows: Vec<Row<'a>> = Vec::new();
    let mut fresh = true;
    for line in lines {
        if rule(line) {
            fresh = true;
            continue;
        }
        let cells = between_pipes(line);
        match rows.last_mut().filter(|row| every && !fresh && row.len() == cells.len()) {
            Some(row) => row.iter_mut().zip(cells).for_each(|(cell, more)| cell.extend(more)),
            None => rows.push(cells),
        }
        fresh = false;
    }
    rows
}

fn between_pipes<'a>(line: &Line<'a>) -> Row<'a> {
    let text = line.text.strip_prefix('|').unwrap_or(line.text);
    let offset = line.text.len() - text.len();
    let text = text.strip_suffix('|').unwrap_or(text);
    let mut at = offset;
    let cells = text.split('|').map(|cell| {
        let found = part(line, at, at + cell.len());
        at += cell.len() + 1;
        found
    });
    cells.collect()
}

fn colons(mark: &[Line<'_>]) -> Alignment {
    let text = mark.first().map_or("", |line| line.text);
    match (text.starts_with(':'), text.ends_with(':')) {
        (true, true) => Alignment::Center,
        (true, false) => Alignment::Left,
        (false, true) => Alignment::Right,
        (false, false) => Alignment::Natural,
    }
}

/// A part of a line as a cell: nothing where it is blank.
fn part<'a>(line: &Line<'a>, start: usize, end: usize) -> Vec<Line<'a>> {
    let cut = line.part(start..end);
    if cut.is_blank() { Vec::new() } else { vec![cut] }
}

/// A table whose cells stand between tabs, the same number on every line.
fn tabbed<'a>(lines: &[Line<'a>]) -> Option<Table<'a>> {
    let tabs = |line: &Line<'_>| line.text.matches('\t').count();
    let ruled = lines.get(1).is_some_and(|line| is_ruler(line.text));
    let lines: Vec<&Line<'a>> = lines.iter().filter(|line| !is_ruler(line.text)).collect();
    let width = tabs(lines.first()?) + 1;
    if width < 2 || lines.iter().any(|line| tabs(line) + 1 != width) {
        return None;
    }
    let cells = |line: &&Line<'a>| {
        let mut at = 0;
        let cut = line.text.split('\t').map(|cell| {
            at += cell.len() + 1;
            part(line, at - cell.len() - 1, at - 1)
        });
        cut.collect()
    };
    let rows: Vec<Row<'a>> = lines.iter().map(cells).collect();
    finished(rows, ruled)
}

/// A table whose columns are parted by rivers of blanks.
fn aligned<'a>(lines: &[Line<'a>]) -> Option<Table<'a>> {
    let ruled = lines.get(1).is_some_and(|line| is_ruler(line.text));
    let ends_ruled = lines.last().is_some_and(|line| is_ruler(line.text));
    let shown: Vec<&Line<'a>> = lines.iter().filter(|line| !is_ruler(line.text)).collect();
    if shown.len() < FEWEST
        || shown.iter().any(|line| line.text.contains('\t') || line.edge() > WIDEST)
    {
        return None;
    }
    let rivers = rivers(&shown);
    let short = shown.len() < FEWEST + 2 && !ruled;
    let wide = rivers.iter().any(|(start, end)| end - start >= 3);
    if rivers.is_empty() || short && !wide && rivers.len() < 2 {
        return None;
    }
    let rows: Vec<Row<'a>> = shown.iter().map(|line| between_rivers(line, &rivers)).collect();
    let filled = |row: &&Row<'_>| row.iter().filter(|cell| !cell.is_empty()).count() >= 2;
    if rows.iter().filter(filled).count() * 4 < rows.len() * 3 {
        return None;
    }
    finished(merged(rows), ruled && !(ends_ruled && lines.len() == 2))
}

/// The columns at which every line has blanks, two or more, between text.
fn rivers(lines: &[&Line<'_>]) -> Vec<(usize, usize)> {
    let mut inked = [false; WIDEST + 1];
    let mut widest = 0;
    let left = lines.iter().map(|line| line.indent).min().unwrap_or(0);
    for line in lines {
        let mut blanks = 2;
        for (at, c) in line.text.chars().enumerate() {
            let column = line.indent + at;
            // A single blank between words is no gap.
            if c == ' ' {
                blanks += 1;
                continue;
            }
            inked[column] = true;
            if blanks == 1 {
                inked[column - 1] = true;
            }
            blanks = 0;
        }
        widest = widest.max(line.edge());
    }
    let mut rivers = Vec::new();
    let mut start = None;
    for (column, inked) in inked.iter().enumerate().take(widest).skip(left) {
        match (inked, start) {
            (false, None) => start = Some(column),
            (true, Some(from)) => {
                rivers.extend((column - from >= 2).then_some((from, column)));
                start = None;
            }
            _ => {}
        }
    }
    rivers
}

fn between_rivers<'a>(line: &Line<'a>, rivers: &[(usize, usize)]) -> Row<'a> {
    let byte = |column: usize| {
        let at = column.saturating_sub(line.indent);
        line.text.char_indices().nth(at).map_or(line.text.len(), |(at, _)| at)
    };
    let starts = std::iter::once(0).chain(rivers.iter().map(|(_, end)| byte(*end)));
    let ends = rivers.iter().map(|(_, end)| byte(*end)).chain([line.text.len()]);
    starts.zip(ends).map(|(start, end)| part(line, start, end)).collect()
}

/// Lines that only go on with a cell of the row above join it.
fn merged(rows: Vec<Row<'_>>) -> Vec<Row<'_>> {
    let mut merged: Vec<Row<'_>> = Vec::new();
    for row in rows {
        let filled: Vec<usize> = (0..row.len()).filter(|at| !row[*at].is_empty()).collect();
        let goes_on = |above: &Row<'_>| matches!(filled[..], [only] if only > 0 && !above[only].is_empty() && !is_number(&row[only]));
        match merged.last_mut().filter(|above| goes_on(above)) {
            Some(above) => above.iter_mut().zip(row).for_each(|(cell, more)| cell.extend(more)),
            None => merged.push(row),
        }
    }
    merged
}

/// The table of some rows, unless they read like a list or like prose.
fn finished(rows: Vec<Row<'_>>, ruled: bool) -> Option<Table<'_>> {
    let width = rows.first()?.len();
    let cells = || rows.iter().flatten().filter(|cell| !cell.is_empty());
    let chars: usize = cells().flatten().map(|line| line.chars).sum();
    let counted = |row: &&Row<'_>| row[0].first().is_some_and(is_mark);
    let leader = |line: &&Line<'_>| line.text.ends_with(". .") || line.text.ends_with("...");
    let leaders = cells().flatten().filter(leader).count();
    // A second column that nothing but sentences fill belongs to prose.
    let sentences = cells().flatten().filter(|line| line.is_prose()).count();
    let listed = rows.iter().filter(counted).count() * 2 > rows.len() && width == 2;
    let empty = (0..width).any(|at| rows.iter().all(|row| row[at].is_empty()));
    if rows.len() < FEWEST
        || chars > CELL * cells().count()
        || listed
        || empty
        || leaders > 0
        || sentences > 0
    {
        return None;
    }
    let head = usize::from(ruled || names_numbers(&rows, width));
    let columns = alignments(&rows, head, width);
    Some(Table { columns, head, rows })
}

/// Whether a line is the mark of a list's item and nothing more.
fn is_mark(line: &Line<'_>) -> bool {
    let bare = line.text.trim_matches(['.', ')', '(', '[', ']', ' ']);
    let number = !bare.is_empty() && bare.len() <= 3 && bare.bytes().all(|b| b.is_ascii_digit());
    number && bare.len() < line.text.len() || list::is_lone_bullet(line.text) || line.text == "o"
}

/// Whether words stand over numbers: then the first row is a head.
fn names_numbers(rows: &[Row<'_>], width: usize) -> bool {
    let numeric = |at: usize| {
        let below: Vec<bool> = rows[1..]
            .iter()
            .filter(|row| !row[at].is_empty())
            .map(|row| is_number(&row[at]))
            .collect();
        below.len() >= 2 && below.iter().all(|number| *number)
    };
    let named = |at: usize| !rows[0][at].is_empty() && !is_number(&rows[0][at]);
    let numeric: Vec<usize> = (0..width).filter(|at| numeric(*at)).collect();
    !numeric.is_empty() && numeric.into_iter().all(named)
}

fn has_digit(line: &Line<'_>) -> bool {
    line.text.contains(|c: char| c.is_ascii_digit())
}

/// Whether a cell is a number, with its signs.
fn is_number(cell: &[Line<'_>]) -> bool {
    let [line] = cell else { return false };
    let signs = |c: char| c.is_ascii_digit() || "+-−–.,:%/ ()$€£¥*".contains(c);
    line.text.chars().all(signs) && (has_digit(line) || matches!(line.text, "-" | "–" | "."))
}

/// Columns of numbers stand at the right.
fn alignments(rows: &[Row<'_>], head: usize, width: usize) -> Vec<Alignment> {
    let numeric = |at: usize| {
        let below = rows[head.min(rows.len())..].iter().map(|row| &row[at]);
        let mut filled = below.filter(|cell| !cell.is_empty()).peekable();
        filled.peek().is_some() && filled.all(|cell| is_number(cell))
    };
    let align = |at| if numeric(at) { Alignment::Right } else { Alignment::Natural };
    (0..width).map(align).collect()
}
