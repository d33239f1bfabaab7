//! What lines look like in the end.

mod code;
mod covers;
mod pages;
mod tables;
mod words;

use std::sync::Arc;

use super::layout::{Item, Layout};
use super::typeset;
use crate::Publication;
use crate::article::Article;
use crate::compose::compose;
use crate::compose::flow::flow;
use crate::diagnostics::Diagnostics;
use crate::fonts::FaceId;
use crate::host::library::{FontSource, Shelf};
use crate::host::{Memory, System};
use crate::length::Length;
use crate::readers::{READERS, ReadOptions};
use crate::theme::{Theme, parse};

/// A line on a page: where it begins and ends, and its characters.
#[derive(Debug, PartialEq)]
struct Line {
    start: Length,
    end: Length,
    text: String,
    /// The faces and glyphs.
    glyphs: Vec<(FaceId, u16)>,
}

fn article(markdown: &str) -> Article {
    let format = READERS.iter().find(|reader| reader.name == "markdown").copied();
    let options = ReadOptions { format, ..ReadOptions::default() };
    let reading = crate::read(markdown.as_bytes(), &options, &Memory::default()).unwrap();
    reading.article
}

/// A host with the faces of `tests/fonts` alone.
fn host() -> System {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fonts");
    let source = FontSource::Folders(vec![folder.into()]);
    System::new(None).with_fonts(Arc::new(Shelf::new(source)))
}

/// Sets an article and hands over what came of it.
fn set<T>(article: Article, theme: &Theme, look: impl FnOnce(&Layout<'_>, &Diagnostics) -> T) -> T {
    let publication = Publication::from(article);
    let composition = compose(&publication);
    let mut diagnostics = Diagnostics::new();
    let flow = flow(&composition, theme, &mut diagnostics);
    let host = host();
    let (layout, _) = typeset(&flow, theme, &host, &mut diagnostics).unwrap();
    look(&layout, &diagnostics)
}

/// The lines of an article in a theme, without titles and page numbers.
fn lines(markdown: &str, theme: &Theme) -> Vec<Line> {
    set(article(markdown), theme, |layout, _| lines_of(layout))
}

fn lines_of(layout: &Layout<'_>) -> Vec<Line> {
    let mut lines: Vec<(Length, Line)> = Vec::new();
    for placed in layout.pages.iter().flat_map(|page| &page.items) {
        let (Item::Run(run), Some(_)) = (&placed.item, placed.content) else { continue };
        let (start, end) = (placed.at.x, placed.at.x + run.width());
        let glyphs = run.glyphs.iter().map(|glyph| (run.face, glyph.id));
        match lines.last_mut().filter(|(y, _)| *y == placed.at.y) {
            Some((_, line)) => {
                line.start = line.start.min(start);
                line.end = line.end.max(end);
                line.text.push_str(&run.text[..run.shown]);
                line.glyphs.extend(glyphs);
            }
            None => {
                let (text, glyphs) = (run.text[..run.shown].to_owned(), glyphs.collect());
                lines.push((placed.at.y, Line { start, end, text, glyphs }));
            }
        }
    }
    lines.into_iter().map(|(_, line)| line).collect()
}

fn texts(markdown: &str, theme: &Theme) -> Vec<String> {
    lines(markdown, theme).into_iter().map(|line| line.text).collect()
}

/// The built-in theme with some of its text replaced.
fn theme(changes: &[(&str, &str)]) -> Theme {
    let mut text = include_str!("../../templates/article/theme.toml").to_owned();
    for (from, to) in changes {
        assert!(text.contains(from), "{from}");
        text = text.replace(from, to);
    }
    parse(&text).unwrap()
}

/// A page whose column is so many millimetres wide.
fn column(millimetres: i64) -> (String, String) {
    ("measure = \"116mm\"".to_owned(), format!("measure = \"{millimetres}mm\""))
}

fn narrow(millimetres: i64, changes: &[(&str, &str)]) -> Theme {
    let (from, to) = column(millimetres);
    let mut all = vec![(from.as_str(), to.as_str())];
    all.extend(changes);
    theme(&all)
}

/// The edges of the column.
fn edges(theme: &Theme) -> (Length, Length) {
    let page = &theme.page;
    (page.margin_inside.absolute(), page.width.absolute() - page.margin_outside.absolute())
}

const ENGLISH: &str = "---\nlanguage: en\n---\n\n";
const PROSE: &str = "Extraordinary circumstances notwithstanding, the representatives considered \
    the recommendations of an international commission, whose comprehensive investigation had \
    demonstrated fundamental inconsistencies between administrative responsibilities and the \
    constitutional requirements that everybody had previously acknowledged.";

fn hyphenated(lines: &[String]) -> usize {
    lines.iter().filter(|line| line.ends_with('\u{AD}')).count()
}

#[test]
fn each_switch_of_a_theme_changes_lines() {
    // Paragraphs of many lengths, so that some end badly.
    let words: Vec<&str> = PROSE.split(' ').collect();
    let paragraphs = (20..80).map(|count| {
        let short = ["we", "see", "a", "cat", "or", "two"].iter().cycle().skip(count).take(count);
        format!("{} {}", words[..20].join(" "), short.copied().collect::<Vec<_>>().join(" "))
    });
    let prose = format!("{ENGLISH}{}", paragraphs.collect::<Vec<_>>().join("\n\n"));
    let justified = ("ragged-below = \"20em\"", "ragged-below = \"0\"");
    for (width, from, to) in [
        (75, "expansion = 20", "expansion = 0"),
        (75, "optical-margins = true", "optical-margins = false"),
        (75, "total-fit = true", "total-fit = false"),
        (75, "hyphenation = true", "hyphenation = false"),
        (75, "last-line = true", "last-line = false"),
        (40, "emergency-stretch = \"3em\"", "emergency-stretch = \"0\""),
    ] {
        let plain = lines(&prose, &narrow(width, &[justified]));
        assert!(lines(&prose, &narrow(width, &[justified, (from, to)])) != plain, "{to}");
    }
    let whole = narrow(75, &[justified, ("hyphenation = true", "hyphenation = false")]);
    assert_eq!(hyphenated(&texts(&prose, &whole)), 0);
}

/// After a question mark, and after a Chinese character, a line may end, but
/// not where a mark follows.
#[test]
fn no_line_begins_with_the_mark_of_a_note() {
    for (word, language) in [("what?[^1] ", "en"), ("引用测[^1]", "zh")] {
        let notes = word.repeat(30);
        let text = format!("---\nlanguage: {language}\n---\n\n{notes}\n\n[^1]: Note.\n");
        for width in 20..26 {
            let texts = texts(&text, &narrow(width, &[]));
            let marks = texts.iter().filter(|text| text.starts_with('1') && !text.contains("Note"));
            assert_eq!(marks.count(), 0, "{texts:?}");
        }
    }
}

#[test]
fn narrow_columns_are_ragged() {
    let prose = format!("{ENGLISH}{PROSE}");
    let theme = narrow(60, &[]);
    let ends: Vec<Length> = lines(&prose, &theme).iter().map(|line| line.end).collect();
    assert!(ends.iter().any(|end| *end < edges(&theme).1 - Length::points(6)), "{ends:?}");
    let filled = narrow(60, &[("ragged-below = \"20em\"", "ragged-below = \"0\"")]);
    let lines = lines(&prose, &filled);
    let (_, full) = lines.split_last().unwrap();
    let full = full.iter().filter(|line| line.end >= edges(&filled).1 - Length::points(1));
    assert!(full.count() * 3 > lines.len() * 2);
}

#[test]
fn ragged_text_is_divided_only_in_need() {
    let ragged = [("align = \"justify\"", "align = \"start\"")];
    let prose = format!("{ENGLISH}{PROSE}");
    assert_eq!(hyphenated(&texts(&prose, &theme(&ragged))), 0);
    assert!(hyphenated(&texts(&prose, &narrow(21, &ragged))) > 0);
}

#[test]
fn headings_are_divided_only_in_need() {
    let heading = format!("{ENGLISH}Text.\n\n# Internationalization considerations\n\nText.");
    assert_eq!(hyphenated(&texts(&heading, &narrow(60, &[]))), 0);
    assert!(hyphenated(&texts(&heading, &narrow(22, &[]))) > 0);
}

#[test]
fn unknown_languages_are_not_divided() {
    // Scraps of many languages: whatever is guessed is not sure.
    let scraps = "internationalization Zusammenarbeitsvertrag responsabilidad kansainvälistyminen";
    let unknown = article(scraps);
    assert_eq!(unknown.meta.language, None);
    let narrow = narrow(30, &[("ragged-below = \"20em\"", "ragged-below = \"0\"")]);
    assert_eq!(hyphenated(&texts(scraps, &narrow)), 0);
    assert!(hyphenated(&texts(&format!("{ENGLISH}{scraps}"), &narrow)) > 0);
}

#[test]
fn a_span_is_divided_in_its_own_language() {
    // English divides the word as Sil-ben-tren-nung does not.
    let narrow = narrow(20, &[("ragged-below = \"20em\"", "ragged-below = \"0\"")]);
    let word = "Staubeckenbuchstabenrechnungsarten";
    let english = texts(&format!("{ENGLISH}{word}"), &narrow);
    let german = texts(&format!("{ENGLISH}<span lang=\"de\">{word}</span>"), &narrow);
    assert_ne!(english, german);
    let whole = format!("---\nlanguage: de\n---\n\n{word}");
    assert_eq!(german, texts(&whole, &narrow));
}

#[test]
fn addresses_break_without_a_hyphen_where_their_parts_meet() {
    let text = format!(
        "{ENGLISH}The handbook of the foundation is kept at \
         https://handbook.example.org/publications/typography/paragraphs-and-lines.html for \
         everybody who wants to read about how paragraphs are broken into lines."
    );
    let lines = texts(&text, &narrow(75, &[]));
    let address = lines.iter().position(|line| line.contains("lines.html")).unwrap();
    assert_eq!(hyphenated(&lines[..address]), 0, "{lines:?}");
    let parted = lines.iter().any(|line| line.contains("https://") && !line.contains("lines.html"));
    assert!(parted, "{lines:?}");
    let tiny = texts(&text, &narrow(20, &[]));
    assert!(!tiny.iter().any(|line| line.starts_with([':', '/'])), "{tiny:?}");
    assert!(lines.iter().all(|line| !line.ends_with(['.', '-']) || line.ends_with("lines.")));
}

#[test]
fn lines_set_one_after_the_other_end_at_good_places_too() {
    let address = "https://handbook.example.org/publications/typography/of-paragraphs/and-lines";
    let text = format!("{ENGLISH}It is kept at {address} for everybody who reads.");
    let theme = narrow(60, &[("total-fit = true", "total-fit = false")]);
    let lines = texts(&text, &theme);
    assert!(lines.len() > 3);
    for pair in lines.windows(2) {
        let meet = pair[0].ends_with(['/', ' ']) || pair[1].starts_with(['-', '.']);
        assert!(meet, "{lines:?}");
    }
}

#[test]
fn short_names_of_files_stay_whole() {
    for width in 64..100 {
        let text = format!("{ENGLISH}{}", "It says so in GOVERNANCE.md, and elsewhere. ".repeat(6));
        let lines = texts(&text, &narrow(width, &[]));
        let parted = lines.iter().any(|line| line.starts_with(".md"));
        assert!(!parted, "{width} mm: {lines:?}");
    }
}

#[test]
fn lines_of_code_are_turned_between_names() {
    let code =
        "while it.is_night() { log.write(lamp.trim_the_wick(clock.now(), Units::Length)?); }";
    let text = format!("{ENGLISH}```\n{code}\n```\n");
    for width in 60..90 {
        let lines = texts(&text, &narrow(width, &[]));
        for pair in lines.windows(2) {
            let meet =
                pair[0].ends_with(['(', '{', ',', ' ']) || pair[1].starts_with(['_', '.', '(']);
            assert!(meet, "{width} mm: {lines:?}");
        }
    }
}

#[test]
fn code_is_never_divided() {
    let text = format!("{ENGLISH}Text `internationalizationconsiderations` text.");
    let lines = texts(&text, &narrow(24, &[]));
    assert_eq!(hyphenated(&lines), 0, "{lines:?}");
    assert!(lines.len() > 3);
}

#[test]
fn arabic_letters_join_across_spans_of_other_faces() {
    let theme = theme(&[("[body]\nface = \"text\"", "[body]\nface = \"code\"")]);
    let ids = |text: &str| -> Vec<u16> {
        let text = format!("---\nlanguage: ar\n---\n\n{text}");
        let lines = lines(&text, &theme);
        lines.iter().flat_map(|line| &line.glyphs).map(|(_, id)| *id).collect()
    };
    let (whole, bold) = (ids("مستمتع"), ids("**مستمتع**"));
    assert_eq!((whole.len(), bold.len()), (6, 6));
    assert_eq!(ids("مس[تم](https://example.org)تع"), whole);
    let mixed = [&whole[..2], &bold[2..4], &whole[4..]].concat();
    assert_eq!(ids("مس**تم**تع"), mixed);
    assert_ne!(ids("مس تم تع"), whole);
}

/// Everything with a meaning that leaves the column, but for a rounding.
fn outside(markdown: &str, theme: &Theme) -> Vec<String> {
    set(article(markdown), theme, |layout, _| outside_of(layout, theme))
}

fn outside_of(layout: &Layout<'_>, theme: &Theme) -> Vec<String> {
    let (left, right) = edges(theme);
    let rounding = Length::millipoints(5);
    let items = layout.pages.iter().flat_map(|page| &page.items);
    let meant = items.filter(|placed| placed.content.is_some());
    let extents = meant.filter_map(|placed| match &placed.item {
        Item::Run(run) => Some((placed.at.x, run.width(), &run.text)),
        Item::Missing { width, text, .. } => Some((placed.at.x, *width, text)),
        _ => None,
    });
    let leaves = |(x, width, text): (Length, Length, &String)| {
        let leaves = x < left - rounding || x + width > right + rounding;
        leaves.then(|| {
            format!("{} to {}: {text}", (x - left).to_points(), (x + width - right).to_points())
        })
    };
    extents.filter_map(leaves).collect()
}

/// Words and tokens of many scripts.
const WORDS: [&str; 24] = [
    "a",
    "word",
    "representatives",
    "McDonaldization",
    "“Quotation,”",
    "Donaudampfschifffahrtsgesellschaftskapitän",
    "https://example.org/a-very/long_path/to.some?thing=that&does=not#end",
    "d41d8cd98f00b204e9800998ecf8427e",
    "`std::collections::BTreeMap::from_iterator`",
    "**bold**",
    "*italic*ized",
    "[link](https://example.org)",
    "—",
    "人類社会のすべての構成員の「固有」の尊厳と、（平等で）譲ることのできない権利",
    "日本語ABC漢字",
    "모든인간은태어날때부터자유로우며",
    "ภาษาไทยเป็นภาษาที่มีระดับเสียงของคำ",
    "မြန်မာနိုင်ငံ",
    "مستمتعون",
    "שלום",
    "независимость",
    "Ἀθήνα",
    "a\u{A0}b",
    "\u{AD}soft\u{AD}hyphen\u{AD}s",
];

proptest::proptest! {
    #![proptest_config(proptest::test_runner::Config {
        cases: 96,
        rng_seed: proptest::test_runner::RngSeed::Fixed(1),
        failure_persistence: None,
        ..proptest::test_runner::Config::default()
    })]

    #[test]
    fn no_line_leaves_its_column(
        words in proptest::collection::vec(proptest::sample::select(&WORDS[..]), 1..40),
        before in proptest::sample::select(&["", "# ", "- ", "> ", "> - > - ", "|a|b|c|d|e|\n|-|-|-|-|-|\n|x|y|1|2|"][..]),
        millimetres in 20_i64..90,
        total_fit in proptest::bool::ANY,
    ) {
        let fit = format!("total-fit = {total_fit}");
        let theme = narrow(millimetres, &[
            ("optical-margins = true", "optical-margins = false"),
            ("punctuation-squeeze = true", "punctuation-squeeze = false"),
            ("total-fit = true", &fit),
        ]);
        let text = format!("{ENGLISH}{before}{}", words.join(" "));
        let outside = outside(&text, &theme);
        proptest::prop_assert!(outside.is_empty(), "{:#?}", outside);
    }
}

#[test]
fn themes_number_figures_and_lines_of_code() {
    let figures = theme(&[("\nnumbers = false", "\nnumbers = true")]);
    let source = "![a](b.png \"One\")\n\n![c](d.png \"Two\")\n\n```\na\nb\n```\n";
    let captions: Vec<String> = texts(source, &figures);
    assert!(captions.iter().any(|line| line == "Figure\u{A0}2. Two"), "{captions:?}");
    assert!(!texts(source, &theme(&[])).iter().any(|line| line.starts_with("Figure")));

    // Numbers are beside the text and no part of it.
    let publication = Publication::from(article(source));
    let composition = compose(&publication);
    let count = |theme: &Theme| {
        let mut diagnostics = Diagnostics::new();
        let flow = flow(&composition, theme, &mut diagnostics);
        let host = host();
        let (layout, _) = typeset(&flow, theme, &host, &mut diagnostics).unwrap();
        let items = layout.pages.iter().flat_map(|page| &page.items[..page.furniture]);
        items.filter(|p| matches!(&p.item, Item::Run(_)) && p.content.is_none()).count()
    };
    let numbers = theme(&[("line-numbers = false", "line-numbers = true")]);
    assert_eq!((count(&theme(&[])), count(&numbers)), (0, 2));
}

#[test]
fn who_is_quoted_stands_on_the_page_of_the_words() {
    for lines in 35..50 {
        let text =
            format!("{ENGLISH}{}> [!NOTE]\n> Words.\n>\n> — Who", "Line\\\n".repeat(lines) + "\n");
        set(article(&format!("{text}\n")), &theme(&[]), |layout, _| {
            let pages = layout.pages.iter().map(|page| {
                let runs = page.items.iter().filter_map(|it| match &it.item {
                    Item::Run(run) => Some(run.text.as_str()),
                    _ => None,
                });
                runs.collect::<Vec<_>>()
            });
            let parted = pages.filter(|texts| texts.first() == Some(&"— Who")).count();
            assert_eq!(parted, 0, "{lines}");
        });
    }
}

#[test]
fn chapters_begin_a_page() {
    let pages = |markdown: &str, level: &str| {
        let changes = theme(&[("chapter-level = 0", &format!("chapter-level = {level}"))]);
        set(article(markdown), &changes, |layout, _| layout.pages.len())
    };
    let text =
        "---\ntitle: T\nlang: en\n---\n# One\n\nText.\n\n## Within\n\nText.\n\n# Two\n\nText.\n";
    assert_eq!(["0", "1", "2", "6"].map(|level| pages(text, level)), [1, 3, 4, 4]);
    // What would stand first on its page anyway begins no other.
    assert_eq!(pages("# One\n\n# Two\n\n# Three\n", "1"), 3);
    assert_eq!(pages("> # Quoted\n>\n> Text.\n\nText.\n", "1"), 1);
}
