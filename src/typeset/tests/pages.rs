//! Pages and columns: where they end, and that text stands on the grid.

use std::collections::BTreeMap;

use super::*;
use crate::theme::load::text_of;
use crate::typeset::layout::{ContentId, Page};

/// Paragraphs of all lengths with headings, quotes and lists between them.
fn long(parts: usize) -> String {
    let sentences = [
        "It was a truth that nobody in the whole neighbourhood would have acknowledged.",
        "He came on Monday.",
        "The consequences of so extraordinary a resolution were felt immediately, and by everyone.",
        "She smiled and said nothing, which was understood by all of them to be an answer.",
    ];
    let paragraph = |number: usize| -> String {
        let count = number * 7 % 11 + 1;
        (0..count).map(|index| sentences[(index * 3 + number) % 4].to_owned() + " ").collect()
    };
    let mut text = ENGLISH.to_owned();
    for part in 0..parts {
        if part % 6 == 2 {
            text += &format!("## A part of the whole {part}\n\n");
        }
        if part % 25 == 4 {
            text += "> Words of somebody else, set off from the rest.\n\n- one\n- two\n\n";
        }
        text += &format!("{}\n\n", paragraph(part));
    }
    text
}

/// The lines of text on a page: their baselines, sizes, contents and characters.
fn lines_on<'l>(page: &'l Page<'_>) -> Vec<(Length, Length, ContentId, &'l str)> {
    let runs = page.items.iter().filter_map(|placed| match &placed.item {
        Item::Run(run) => Some((placed.at.y, run.size, placed.content?, &run.text[..run.shown])),
        _ => None,
    });
    runs.collect()
}

#[test]
fn pages_end_where_a_reader_would_end_them() {
    let theme = theme(&[]);
    let body = theme.style(crate::theme::Role::Body);
    let (size, leading) = (body.size.absolute(), body.length(body.leading));
    set(article(&long(150)), &theme, |layout, _| {
        assert!(layout.pages.len() > 12);
        let mut feet = Vec::new();
        let mut parts: BTreeMap<ContentId, Vec<usize>> = BTreeMap::new();
        for (number, page) in layout.pages.iter().enumerate() {
            let lines = lines_on(page);
            let (bottom, last, _, text) = *lines.last().unwrap();
            assert!(last <= size, "page {number} ends with a heading");
            assert!(number % 2 == 1 || !text.ends_with('\u{AD}'), "page {number} ends in a hyphen");
            feet.push(bottom);
            for (index, (y, _, content, _)) in lines.iter().enumerate() {
                let same = |other: Option<&(Length, Length, ContentId, &str)>| {
                    other.is_some_and(|other| (other.0, other.2) == (*y, *content))
                };
                if !same(index.checked_sub(1).and_then(|before| lines.get(before))) {
                    let parts = parts.entry(*content).or_default();
                    parts.resize(number + 1, 0);
                    parts[number] += 1;
                }
            }
        }
        for (content, parts) in parts {
            let parts: Vec<usize> = parts.into_iter().filter(|lines| *lines > 0).collect();
            assert!(parts.len() == 1 || !parts.contains(&1), "{content:?} is parted as {parts:?}");
        }
        let opens_with_heading =
            |page: Option<&Page<'_>>| page.is_some_and(|page| lines_on(page)[0].1 > size);
        // A quotation or a list at the foot stands between the lines of the grid.
        let unlike = (1..feet.len() - 2).step_by(2).filter(|left| {
            let followed = [left + 1, left + 2].map(|at| opens_with_heading(layout.pages.get(at)));
            (feet[*left] - feet[left + 1]).0.abs() >= leading.0 && followed == [false, false]
        });
        assert!(unlike.count() <= 1, "{feet:?}");
        let full = feet.iter().max().unwrap();
        for (number, foot) in feet.iter().enumerate().take(feet.len() - 1) {
            let early = *foot + leading * 2 <= *full;
            assert!(!early || opens_with_heading(layout.pages.get(number + 1)), "page {number}");
        }
    });
}

#[test]
fn text_stands_on_the_grid() {
    let theme = theme(&[]);
    let body = theme.style(crate::theme::Role::Body);
    let (size, leading) = (body.size.absolute(), body.length(body.leading));
    set(article(&long(60)), &theme, |layout, _| {
        let top = theme.page.margin_top.absolute();
        let rests = layout.pages.iter().flat_map(lines_on).filter(|line| line.1 == size);
        let rests: Vec<i64> = rests.map(|line| (line.0 - top).0 % leading.0).collect();
        let usual = most_common(&rests);
        let (all, on_grid) = (rests.len(), rests.iter().filter(|rest| **rest == usual).count());
        // Items of lists, of the same size, leave the grid; text returns to it.
        assert!(on_grid * 10 > all * 9, "{on_grid} of {all}");
    });
}

fn most_common(rests: &[i64]) -> i64 {
    let mut counts: BTreeMap<i64, usize> = BTreeMap::new();
    rests.iter().for_each(|rest| *counts.entry(*rest).or_default() += 1);
    counts.into_iter().max_by_key(|(_, count)| *count).unwrap().0
}

#[test]
fn columns_are_filled_in_turn_and_end_alike() {
    let theme = parse(text_of("newspaper").unwrap()).unwrap();
    let page = &theme.page;
    let (inside, outside) = (page.margin_inside.absolute(), page.margin_outside.absolute());
    let (left, right) = (inside, page.width.absolute() - outside);
    let gutter = page.gutter.absolute();
    let middle = left + (right - left) / 2;
    let leading = theme.style(crate::theme::Role::Body).leading.absolute();
    let table = "| a | b |\n|---|---|\n| one | two |\n\n";
    let wide = format!(
        "|{}\n|{}\n|{}\n\n",
        " Head |".repeat(14),
        "---|".repeat(14),
        " number |".repeat(14)
    );
    let text = format!("{}{table}{wide}{}", long(30), &long(8)[ENGLISH.len()..]);
    set(article(&text), &theme, |layout, _| {
        let mut wide_lines = 0;
        for page in &layout.pages {
            for placed in &page.items[..page.furniture] {
                let (Item::Run(run), Some(_)) = (&placed.item, placed.content) else { continue };
                let (start, end) = (placed.at.x, placed.at.x + run.width());
                let hangs = Length::points(5);
                assert!(start >= left - hangs && end <= right + hangs, "{}", run.text);
                let in_first = end <= middle - gutter / 2 + hangs;
                let in_second = start >= middle + gutter / 2 - hangs;
                wide_lines += usize::from(!in_first && !in_second);
            }
        }
        // Only cells of the wide table may stand there.
        assert!((1..=4).contains(&wide_lines), "{wide_lines}");
        let last = layout.pages.last().unwrap();
        let foot = |in_column: &dyn Fn(Length) -> bool| {
            let runs = last.items.iter().filter(|it| it.content.is_some() && in_column(it.at.x));
            runs.map(|placed| placed.at.y).max().unwrap()
        };
        let (first, second) = (foot(&|x| x < middle), foot(&|x| x >= middle));
        assert!((first - second).0.abs() <= (leading * 3).0, "{first:?} {second:?}");
    });
}

/// Paragraphs with notes, one of which is longer than a page.
fn noted() -> String {
    let words = "It was understood by all of them to be an answer. ";
    let mut text = ENGLISH.to_owned();
    for number in 0..30 {
        let long = if number == 12 { 120 } else { number % 3 + 1 };
        text += &format!("{}[^{number}] {words}\n\n", words.repeat(number % 5 + 2));
        text += &format!("[^{number}]: {}\n\n", words.repeat(long));
    }
    text
}

/// The pages of the marks and of the notes, by the numbers of these.
fn pages_of_notes(layout: &Layout<'_>) -> Vec<(usize, usize)> {
    let page = |name: String| {
        let place = layout.destinations.iter().find(|place| place.name == name);
        place.map(|place| place.page)
    };
    let both = (1..).map_while(|number| {
        Some((page(format!("mark:{number}"))?, page(format!("note:{number}"))?))
    });
    both.collect()
}

#[test]
fn notes_begin_at_the_foot_of_the_page_with_their_mark() {
    for name in ["article", "newspaper", "pocket", "large-print"] {
        let theme = parse(text_of(name).unwrap()).unwrap();
        let size = theme.style(crate::theme::Role::Note).size.absolute();
        set(article(&noted()), &theme, |layout, _| {
            let pages = pages_of_notes(layout);
            assert_eq!(pages.len(), 30, "{name}");
            assert!(pages.iter().all(|(mark, note)| mark == note), "{name}: {pages:?}");
            let bottom = theme.page.height.absolute() - theme.page.margin_bottom.absolute();
            let mut parted = 0;
            for page in &layout.pages {
                let lines = lines_on(page);
                assert!(lines.iter().all(|line| line.0 <= bottom), "{name}");
                // The text of a page stands before its notes, in the order of reading.
                let first = lines.iter().position(|line| line.1 == size).unwrap_or(lines.len());
                let body = lines[first..].iter().filter(|line| line.1 > size).count();
                assert_eq!(body, 0, "{name}");
                let arrows = page.items.iter().filter(|placed| {
                    matches!(placed.item, Item::Rule { height, color, .. }
                        if color.red == 0x70 && height.to_points() > 2.0)
                });
                parted += arrows.count().min(1);
            }
            assert!(parted >= 1, "{name}: the long note goes on nowhere");
        });
    }
}
