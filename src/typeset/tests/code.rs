//! Code with colours.

use super::*;
use crate::highlight::Kind;
use crate::theme::{Color, built_in};

/// Lines that are too long, tabs, several languages, and comments over lines.
const PROGRAM: &str = "```rust\nfn main() {\n\tlet words = \"a string that goes on for so long that \
    no line of a page holds all of it\"; // a comment that is long, too\n\n\t/* über mehrere\n\t\
    Zeilen: ไทย, 漢字 and שלום */ return;\n}\n```\n";

#[test]
fn colours_move_nothing() {
    let place = |line: Line| (line.start, line.end, line.text);
    let plain = theme(&[("colors = true", "colors = false")]);
    let colored: Vec<_> = lines(PROGRAM, &theme(&[])).into_iter().map(place).collect();
    let plain: Vec<_> = lines(PROGRAM, &plain).into_iter().map(place).collect();
    assert!(colored.len() > 6, "{colored:?}");
    assert_eq!(colored, plain);
}

/// The colours of an article's text, with the faces that they are in.
fn looks(markdown: &str) -> Vec<(String, Color, FaceId)> {
    set(article(markdown), &theme(&[]), |layout, _| {
        let items = layout.pages.iter().flat_map(|page| &page.items);
        let looks = items.filter_map(|placed| match (&placed.item, placed.content) {
            (Item::Run(run), Some(_)) => {
                Some((run.text[..run.shown].to_owned(), run.color, run.face))
            }
            _ => None,
        });
        looks.collect()
    })
}

#[test]
fn words_of_languages_that_are_named_have_colours() {
    let looks = looks(PROGRAM);
    let find = |word: &str| looks.iter().find(|(text, ..)| text == word).unwrap();
    let (_, color, bold) = find("fn");
    assert_eq!(*color, built_in().tokens[&Kind::Keyword].color.unwrap());
    assert_eq!((find("return").2, find("fn").1), (*bold, *color));
    assert_ne!(find("main").2, *bold);
    for fence in ["```\n", "```nosuchlanguage\n"] {
        let plain = self::looks(&PROGRAM.replace("```rust\n", fence));
        assert!(plain.iter().all(|(_, color, _)| *color == Color::BLACK), "{fence}: {plain:?}");
    }
}

/// Latin letters of the comment are not slanted either: the face changes with
/// the word, not within it.
#[test]
fn a_word_that_its_face_lacks_keeps_the_face_of_the_code() {
    let slanted = looks("```rust\n// sloping\n```\n");
    let upright = looks("```rust\n// sloping ไ\nx\n```\n");
    let face = |looks: &[(String, Color, FaceId)], start: &str| {
        looks.iter().find(|(text, ..)| text.starts_with(start)).unwrap().2
    };
    assert_eq!(face(&upright, "// sloping"), face(&upright, "x"));
    assert_eq!(slanted.len(), 1);
}
