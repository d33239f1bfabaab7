use super::*;

const GRID: Length = Length::points(10);

/// A galley in letters: `p` opens a paragraph, `l` is a further line of it
/// where a column may end, `w` one where it should not, `h` a heading that
/// keeps to what follows, `b` a part of a block that stays whole, `-` a line
/// after a hyphen, `n` a line with a note of two lines, `N` one of six.
fn galley(letters: &str) -> (Vec<Entry>, Vec<Piece>) {
    let mut paragraph = 0;
    let mut after_heading = false;
    let mut notes = Vec::new();
    let entries = letters.chars().map(|letter| {
        paragraph += usize::from(!matches!(letter, 'l' | 'w' | '-'));
        let cut = match letter {
            'w' | 'b' => Cut::Avoid,
            _ if after_heading => Cut::Avoid,
            _ => Cut::Free,
        };
        after_heading = letter == 'h';
        let lines = [('n', 2), ('N', 6)].into_iter().find(|(other, _)| *other == letter);
        let lines = lines.map_or(0, |(_, lines)| lines);
        notes.extend((0..lines).map(|line| Piece {
            height: GRID,
            cut: if line == 1 || line + 1 == lines { Cut::Avoid } else { Cut::Free },
            begins: line == 0,
        }));
        Entry {
            height: GRID,
            space_before: if letter == 'h' { GRID / 2 } else { Length::ZERO },
            on_grid: letter != 'h',
            to_grid: None,
            cut,
            after_hyphen: letter == '-',
            head: Length::ZERO,
            notes_end: notes.len(),
            paragraph: (letter != 'b' && letter != 'h').then_some(paragraph),
        }
    });
    (entries.collect(), notes)
}

fn paper(lines: i64) -> Paper {
    Paper {
        height: GRID * lines,
        first_height: GRID * lines,
        grid: GRID,
        columns: 1,
        first_page: 0,
        facing: true,
        notes_space: GRID,
        first_note: 0,
    }
}

/// The letters of each column, with `+` and `<` for paragraphs that run longer
/// and shorter, and the number of lines of notes.
fn columns(letters: &str, paper: Paper, gives: Gives) -> Vec<String> {
    let (entries, notes) = galley(letters);
    let matter = Matter { entries: &entries, notes: &notes, gives: &|_| gives };
    let (mut start, mut note) = (0, 0);
    let columns = fit(matter, paper).into_iter().map(|column| {
        let marks = column.given.iter().map(|(_, step)| if *step > 0 { '+' } else { '<' });
        let mut text: String = letters[start..column.end].chars().chain(marks).collect();
        if column.notes_end > note {
            text += &(column.notes_end - note).to_string();
        }
        (start, note) = (column.end, column.notes_end);
        text
    });
    columns.collect()
}

const STIFF: Gives = (None, None);

#[test]
fn full_columns_stay_full() {
    assert_eq!(columns("plllpl", paper(3), STIFF), ["pll", "lpl"]);
    assert_eq!(columns("", paper(3), STIFF), [] as [&str; 0]);
}

#[test]
fn no_line_is_left_alone_and_no_heading_strays() {
    let alone = |lines| Paper { facing: false, ..paper(lines) };
    assert_eq!(columns("ppplpwpppp", alone(5), STIFF), ["pppl", "pwppp", "p"]);
    assert_eq!(columns("pppphwpppp", alone(6), STIFF), ["pppp", "hwpppp"]);
}

#[test]
fn paragraphs_give_where_a_column_would_end_early() {
    // The widow would cost a line; a paragraph that runs shorter saves it.
    let short = columns("plwplwplwplw", paper(5), (Some(100), None));
    assert!(short.iter().any(|page| page.contains('<')), "{short:?}");
    let long = columns("pppppwppppppppp", paper(5), (None, Some(100)));
    assert!(long[0].ends_with('+'), "{long:?}");
}

#[test]
fn what_is_seen_together_ends_on_the_same_line() {
    // The left page must end a line early, and the right page follows it.
    let letters = format!("{}{}{}", "p".repeat(5), "pppphw", "p".repeat(20));
    let set = columns(&letters, paper(5), STIFF);
    assert_eq!((set[1].len(), set[2].len()), (4, 4), "{set:?}");
    let alone = columns(&letters, Paper { facing: false, ..paper(5) }, STIFF);
    assert_eq!((alone[1].len(), alone[2].len()), (4, 4), "{alone:?}");
    // Two columns of a page are always seen together.
    let letters = format!("pppphw{}", "p".repeat(20));
    let two = Paper { columns: 2, facing: false, ..paper(5) };
    let set = columns(&letters, two, STIFF);
    assert_eq!((set[0].len(), set[1].len()), (4, 4), "{set:?}");
}

#[test]
fn no_column_ends_in_a_hyphen_where_the_reader_turns() {
    let set = columns("pll-lllllll", paper(3), STIFF);
    assert_eq!(set[0], "pl", "{set:?}");
}

#[test]
fn a_last_page_of_columns_has_more_than_two_lines() {
    let two = Paper { columns: 2, facing: false, ..paper(6) };
    let letters = "plwplwplwplwpl";
    assert_eq!(columns(letters, two, STIFF).len(), 3);
    // Two paragraphs that run shorter save the page.
    let saved = columns(letters, two, (Some(2_000), None));
    assert_eq!(saved.len(), 2, "{saved:?}");
}

#[test]
fn what_is_higher_than_a_column_is_still_set() {
    let set = columns(&format!("p{}p", "b".repeat(9)), paper(4), STIFF);
    assert_eq!(set.concat().len(), 11);
    let tall = [Entry { height: GRID * 9, ..galley("p").0[0] }; 3];
    let matter = Matter { entries: &tall, notes: &[], gives: &|_| STIFF };
    assert_eq!(fit(matter, paper(4)).len(), 3);
}

#[test]
fn notes_stand_where_their_marks_do() {
    // Three lines of text, a space and two lines of notes.
    assert_eq!(columns("ppnppppp", paper(6), STIFF), ["ppn2", "ppppp"]);
    // With its note the line has no room.
    assert_eq!(columns("ppppnppp", paper(6), STIFF)[0], "pppp");
}

#[test]
fn long_notes_go_on_in_the_next_column() {
    let set = columns("ppNpppppppp", paper(7), STIFF);
    assert_eq!(set[..2], ["ppN3", "ppp3"], "{set:?}");
    // One that no column holds takes as many as it needs.
    let set = columns("Npp", paper(4), STIFF);
    assert_eq!(set.concat().replace(|c: char| c.is_ascii_digit(), ""), "Npp", "{set:?}");
    assert!(set.len() >= 3, "{set:?}");
}

#[test]
fn a_short_rest_of_a_page_is_left() {
    let rest = Paper { first_height: GRID, ..paper(5) };
    let (entries, notes) = galley("hwpp");
    let matter = Matter { entries: &entries, notes: &notes, gives: &|_| STIFF };
    let set = fit(matter, rest);
    assert_eq!((set.len(), set[0].place, set[0].end), (1, 1, 4));
}
