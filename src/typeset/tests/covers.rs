//! Covers, line by line.

use super::host;
use crate::Publication;
use crate::article::{Article, Inline};
use crate::compose::compose;
use crate::diagnostics::Diagnostics;
use crate::length::Length;
use crate::theme::cover::{HEIGHT, WIDTH};
use crate::theme::load;
use crate::typeset::cover_page;
use crate::typeset::layout::Item;

/// A line: where it stands, the size of its type, and its characters.
#[derive(Debug)]
struct Line {
    left: Length,
    right: Length,
    y: Length,
    size: Length,
    text: String,
}

/// The lines of the cover of an article in a built-in theme.
fn cover(theme: &str, language: &str, title: &str, author: &str) -> Vec<Line> {
    let mut article = Article::default();
    article.meta.title = vec![Inline::text(title)];
    article.meta.authors = vec![author.into()];
    article.meta.language = Some(language.parse().unwrap());
    article.meta.publisher = Some("Press".to_owned());
    let publication = Publication::from(article);
    let composition = compose(&publication);
    let theme = load::parse(load::text_of(theme).unwrap()).unwrap();
    let mut told = Diagnostics::new();
    let host = host();
    let lines = cover_page(&composition, &theme, &host, &mut told, |page, _| {
        assert_eq!((page.width, page.height), (WIDTH, HEIGHT));
        let mut lines: Vec<Line> = Vec::new();
        for placed in &page.items {
            let Item::Run(run) = &placed.item else { continue };
            let right = placed.at.x + run.width();
            let text = &run.text[..run.shown];
            match lines.last_mut() {
                Some(line) if line.y == placed.at.y => {
                    line.text.push_str(text);
                    (line.left, line.right) = (line.left.min(placed.at.x), line.right.max(right));
                }
                _ => lines.push(Line {
                    left: placed.at.x,
                    right,
                    y: placed.at.y,
                    size: run.size,
                    text: text.to_owned(),
                }),
            }
        }
        lines
    });
    assert!(!told.has_warnings(), "{told:?}");
    lines.unwrap()
}

#[test]
fn every_theme_has_room_for_every_title() {
    let long = "Notes on the unreasonable difficulty of keeping a small thing small ".repeat(9);
    for theme in load::names() {
        for title in ["Sea", "What Is an Offprint?", &long, "Incomprehensibilities"] {
            let lines = cover(theme, "en", title, "Ada Example");
            for line in &lines {
                let inside = line.left >= Length::ZERO && line.right <= WIDTH && line.y < HEIGHT;
                assert!(inside, "{theme}: {line:?}");
            }
            assert!(lines.iter().any(|line| line.text == "Ada Example"), "{theme}");
            let foot = lines.last().unwrap();
            assert!(foot.text == "Press" && foot.y > HEIGHT.per_mille(800), "{theme}: {foot:?}");
        }
    }
}

#[test]
fn long_titles_are_smaller_and_their_words_whole() {
    let size = |title: &str| cover("article", "en", title, "A")[0].size;
    assert_eq!(size("Sea"), Length::points(46));
    let longer = "A title that has some more words than would go in lines so large";
    assert!(size(longer) < size("Sea") && size(longer) > Length::points(16));
    let lines = cover("article", "en", "On incomprehensibilities", "A");
    assert!(lines.iter().any(|line| line.text.contains("incomprehensibilities")), "{lines:?}");
    // Too long for any size that can be read.
    let word = "Donaudampfschifffahrtsgesellschaftskapitän";
    let lines = cover("article", "de", word, "A");
    assert!(lines[0].size > Length::points(18) && lines[0].text.len() < word.len());
}

#[test]
fn covers_begin_where_reading_does() {
    let arabic = &cover("article", "ar", "كتاب", "ليلى")[0];
    let english = &cover("article", "en", "Book", "A")[0];
    assert!(arabic.right > WIDTH.per_mille(850) && arabic.left > english.left);
    assert!(english.left < WIDTH.per_mille(110));
}
