//! Where words are divided, and what is never left alone.

use super::{ENGLISH, article, hyphenated, lines, narrow, set, texts, theme};
use crate::length::Length;
use crate::typeset::layout::Item;

#[test]
fn words_without_room_are_divided_and_not_torn() {
    let whole = ("hyphenation = true", "hyphenation = false");
    let words = "Zusammenarbeitsvertrag ".repeat(4);
    let german = format!("---\nlanguage: de\n---\n\n{words}\n");
    let lines = texts(&german, &narrow(20, &[whole]));
    let parted = lines.iter().filter(|line| line.trim() != "Zusammenarbeitsvertrag").count();
    assert!(parted > 4, "{lines:?}");
    // Of two parts, one has the hyphen.
    assert!(hyphenated(&lines) * 2 >= parted, "{lines:?}");
    // Where they have room, the theme has its way.
    assert_eq!(hyphenated(&texts(&german, &narrow(60, &[whole]))), 0);
}

#[test]
fn a_last_line_is_no_scrap_of_a_word() {
    let justified = ("ragged-below = \"20em\"", "ragged-below = \"0\"");
    for count in 20..60 {
        let words = ["we", "see", "a", "cat", "or", "two"].iter().cycle().take(count);
        let words: Vec<&str> = words.copied().collect();
        let text = format!("{ENGLISH}{} of the governmental\n", words.join(" "));
        let lines = texts(&text, &narrow(60, &[justified]));
        let last = lines.last().map_or("", |line| line.trim());
        let before = lines.iter().rev().nth(1).map_or("", |line| line.as_str());
        let scrap = before.ends_with('\u{AD}') && last.chars().count() < 5;
        assert!(!scrap, "{lines:?}");
    }
}

#[test]
fn headings_are_not_made_even_by_breaks_in_katakana() {
    let (word, long) = ("テキストアイテスト", "日".repeat(60));
    let mut seen = 0;
    for width in 70..130 {
        let mut heads = [format!("日本語引用文字化{word}日本語引用文"), long.clone()].map(|head| {
            let text = format!("---\nlanguage: ja\n---\n\n文\n\n## {head}\n\n文\n");
            texts(&text, &narrow(width, &[])).into_iter().filter(|line| line.trim() != "文")
        });
        let lines: Vec<String> = heads[0].by_ref().collect();
        let room = heads[1].next().map_or(0, |line| line.chars().count());
        // The word has room on the first line, and what follows it has not.
        if lines.len() == 2 && room > 17 {
            seen += 1;
            assert!(lines.iter().any(|line| line.contains(word)), "{width} mm: {lines:?}");
        }
    }
    assert!(seen > 0);
}

#[test]
fn a_picture_stands_on_the_page_of_its_aside() {
    for lines in 30..50 {
        let before = "Line\\\n".repeat(lines);
        let aside = "<aside>\n<img src=\"none.png\" alt=\"portrait\">\n\nWords.\n\n</aside>";
        let text = format!("{ENGLISH}{before}Line\n\n{aside}\n");
        set(article(&text), &theme(&[]), |layout, _| {
            let page_of = |wanted: &str| {
                let holds = |item: &Item<'_>| match item {
                    Item::Run(run) => run.text.starts_with(wanted),
                    _ => false,
                };
                layout.pages.iter().position(|page| page.items.iter().any(|it| holds(&it.item)))
            };
            assert!(page_of("portrait").is_some());
            assert_eq!(page_of("portrait"), page_of("Words"), "{lines}");
        });
    }
}

#[test]
fn headings_do_not_part_katakana_for_a_full_line() {
    let word = "テキストアイテスト";
    let text = format!(
        "---\nlanguage: ja\n---\n\n文\n\n## 日本語引用文字日本語引用{word}日本語引用文字\n\n文\n"
    );
    let mut seen = 0;
    for width in 60..100 {
        let lines = texts(&text, &narrow(width, &[]));
        let head: Vec<&String> = lines.iter().filter(|line| line.trim() != "文").collect();
        // What stands before the word is three quarters of a line.
        if let [first, _] = head[..]
            && first.chars().count() <= 15
        {
            seen += 1;
            assert!(head.iter().any(|line| line.contains(word)), "{width} mm: {head:?}");
        }
    }
    assert!(seen > 0);
}

#[test]
fn a_verse_that_goes_on_stays_on_its_page() {
    let long = "Sing, goddess, of the anger of the man who was never asked what he thought of all \
        the ships";
    for before in 20..50 {
        let verses = format!("First\\\n{long}\\\nThird\\\nFourth\\\n").repeat(4);
        let text = format!("{ENGLISH}{}Line\n\n{verses}Last\n", "Line\\\n".repeat(before));
        set(article(&text), &narrow(80, &[]), |layout, _| {
            let holds = |item: &Item<'_>, wanted: &str| match item {
                Item::Run(run) => run.text.contains(wanted),
                _ => false,
            };
            for page in &layout.pages {
                let count = |wanted| page.items.iter().filter(|it| holds(&it.item, wanted)).count();
                assert_eq!(count("Sing"), count("the ships"), "{before}");
            }
        });
    }
}

#[test]
fn lines_that_tell_who_is_quoted_begin_under_each_other() {
    let indented = ("[roles.aside]\n", "[roles.aside]\nindent = \"2em\"\n");
    let who = "— Somebody of whom there is more to say than there is room for on a line of text";
    let text = format!("{ENGLISH}> [!NOTE]\n> Words.\n>\n> {who}\n");
    let lines = lines(&text, &narrow(80, &[indented]));
    let first = lines.iter().position(|line| line.text.starts_with('—')).unwrap();
    // But for how far the dash hangs.
    let apart = lines[first].start - lines[first + 1].start;
    assert!(apart.0.abs() < Length::points(2).0, "{apart:?}");
}

#[test]
fn page_markers_leave_no_trace_on_paper() {
    let marked = "The water[]{.pagebreak title=2}mill *stands[]{.pagebreak title=3}* by []{.pagebreak title=4} \
                  the af[]{.pagebreak title=5}fluent, and in AV[]{.pagebreak title=6}AVA too. ";
    let parts: Vec<&str> = marked.split("[]{").collect();
    let rest = parts[1..].iter().filter_map(|part| part.split_once('}')).map(|(_, rest)| rest);
    let plain = parts[0].to_owned() + &rest.collect::<String>();
    for width in [30, 60] {
        let theme = narrow(width, &[]);
        let of = |text: &str| lines(&format!("{ENGLISH}{}", text.repeat(4)), &theme);
        assert_eq!(of(marked), of(&plain));
    }
}

#[test]
fn links_find_page_markers() {
    let text = "One[]{.pagebreak title=7 #p7} two.\n\nThree, see [page seven](#p7).\n";
    let destinations = set(article(text), crate::theme::built_in(), |layout, diagnostics| {
        assert!(diagnostics.is_empty());
        layout.destinations.iter().map(|place| place.name.clone()).collect::<Vec<_>>()
    });
    assert_eq!(destinations, ["p7"]);
}
