//! Tables on paper: nothing leaves its column or its page, no cell stands over
//! another, heads come back, and what is too wide gets smaller or is turned.

use super::*;
use crate::article::{Block, BlockKind, Cell, Inline, Row, Table};
use crate::compose::flow::Structure;
use crate::diagnostics::Kind;
use crate::typeset::layout::Page;

/// A table in Markdown: a head, then so many rows of a text in each column.
fn table(columns: usize, rows: usize, text: &str) -> String {
    let row = |cell: &dyn Fn(usize) -> String| -> String {
        (0..columns).map(|column| format!("| {} ", cell(column))).collect::<String>() + "|\n"
    };
    let head = row(&|column| format!("Head {column}"));
    let line = row(&|_| "---".to_owned());
    let body: String = (0..rows).map(|_| row(&|_| text.to_owned())).collect();
    format!("{ENGLISH}Before.\n\n{head}{line}{body}\nAfter.\n")
}

/// The column of a page: left, upper, right and lower edge.
fn column_of(page: &Page<'_>, theme: &Theme) -> [Length; 4] {
    let of = &theme.page;
    let (top, bottom) = (of.margin_top.absolute(), of.margin_bottom.absolute());
    let (inside, outside) = (of.margin_inside.absolute(), of.margin_outside.absolute());
    match page.turned {
        true => [bottom, inside, page.width - top, page.height - outside],
        false => [inside, top, page.width - outside, page.height - bottom],
    }
}

/// Runs that leave the column of their page or stand over each other.
fn faults(layout: &Layout<'_>, theme: &Theme) -> Vec<String> {
    let rounding = Length::millipoints(20);
    let mut faults = Vec::new();
    for (number, page) in layout.pages.iter().enumerate() {
        let [left, top, right, bottom] = column_of(page, theme);
        let mut runs: Vec<(Length, Length, Length, &str)> = Vec::new();
        for (index, placed) in page.items.iter().enumerate() {
            let Item::Run(run) = &placed.item else { continue };
            if placed.content.is_some() || index < page.repeated {
                runs.push((placed.at.y, placed.at.x, placed.at.x + run.width(), &run.text));
            }
        }
        for (y, start, end, text) in &runs {
            let inside = *start >= left - rounding && *end <= right + rounding;
            if !inside || *y < top || *y > bottom {
                let at = (start.to_points(), y.to_points());
                faults.push(format!("page {number}: “{text}” at {at:?} leaves its column"));
            }
        }
        runs.sort();
        for pair in runs.windows(2) {
            if pair[0].0 == pair[1].0 && pair[0].2 > pair[1].1 + rounding {
                let (end, start) = (pair[0].2.to_points(), pair[1].1.to_points());
                let texts = (pair[0].3, pair[1].3);
                faults.push(format!(
                    "page {number}: {texts:?}: the first ends at {end}, not before {start}"
                ));
            }
        }
    }
    faults
}

fn kinds(diagnostics: &Diagnostics) -> Vec<Kind> {
    let about_width =
        |kind: &&Kind| matches!(kind, Kind::TableSmaller { .. } | Kind::TableTurned { .. });
    diagnostics.iter().map(|diagnostic| &diagnostic.kind).filter(about_width).cloned().collect()
}

/// The runs of an article: where they begin and end, and their texts.
fn shown(markdown: &str, theme: &Theme) -> Vec<(Length, Length, String)> {
    set(article(markdown), theme, |layout, _| {
        let items = layout.pages.iter().flat_map(|page| &page.items);
        let runs = items.filter_map(|placed| match &placed.item {
            Item::Run(run) => Some((placed.at.x, placed.at.x + run.width(), run.text.clone())),
            _ => None,
        });
        runs.collect()
    })
}

#[test]
fn heads_come_back_without_meaning() {
    let text = table(2, 120, "[word](https://example.org)");
    set(article(&text), &theme(&[]), |layout, _| {
        let repeated: Vec<usize> = layout.pages.iter().map(|page| page.repeated).collect();
        assert!(repeated.len() > 2);
        assert_eq!(repeated[0], 0);
        assert!(repeated[1..].iter().all(|count| *count == 4), "{repeated:?}");
        for page in &layout.pages {
            let head = &page.items[..page.repeated];
            assert!(head.iter().all(|placed| placed.content.is_none()));
            assert!(!head.iter().any(|placed| matches!(placed.item, Item::Link { .. })));
        }
        let heads = layout.tags.nodes.iter();
        let heads =
            heads.filter(|node| matches!(node.structure, Structure::TableHeader { .. })).count();
        assert_eq!(heads, 2);
    });
}

#[test]
fn heads_of_half_a_page_come_once() {
    let rows = "| b |\n".repeat(120);
    let text = format!("{ENGLISH}| {} |\n|---|\n{rows}", "word ".repeat(500));
    set(article(&text), &theme(&[]), |layout, _| {
        assert!(layout.pages.len() > 3);
        assert!(layout.pages.iter().all(|page| page.repeated == 0));
    });
}

#[test]
fn rows_higher_than_a_page_go_on_side_by_side() {
    let text = format!(
        "{ENGLISH}| a | b |\n|---|---|\n| {} | {} |",
        "left ".repeat(1500),
        "right ".repeat(1500)
    );
    let theme = theme(&[]);
    set(article(&text), &theme, |layout, _| {
        assert!(layout.pages.len() > 2);
        for page in &layout.pages {
            let shows = |word: &str| {
                page.items
                    .iter()
                    .any(|it| matches!(&it.item, Item::Run(run) if run.text.contains(word)))
            };
            assert!(shows("left") && shows("right"));
        }
        assert_eq!(faults(layout, &theme), [""; 0]);
    });
}

#[test]
fn wide_tables_get_smaller_and_wider_ones_are_turned() {
    let theme = theme(&[]);
    set(article(&table(8, 2, "representat")), &theme, |layout, diagnostics| {
        let [Kind::TableSmaller { percent }] = kinds(diagnostics)[..] else {
            panic!("{:?}", kinds(diagnostics));
        };
        assert!((70..100).contains(&percent), "{percent}");
        assert_eq!(layout.pages.len(), 1);
        assert_eq!(faults(layout, &theme), [""; 0]);
    });
    set(article(&table(22, 2, "extraordinary")), &theme, |layout, diagnostics| {
        assert!(matches!(kinds(diagnostics)[..], [Kind::TableTurned { .. }]));
        let turned: Vec<bool> = layout.pages.iter().map(|page| page.width > page.height).collect();
        assert_eq!(turned, [false, true, false]);
        let sizes = layout.pages[1].items.iter().filter_map(|placed| match &placed.item {
            Item::Run(run) => Some(run.size),
            _ => None,
        });
        assert!(sizes.min().unwrap() >= Length::millipoints(6_500));
        assert_eq!(faults(layout, &theme), [""; 0]);
    });
}

#[test]
fn a_theme_may_forbid_turning() {
    let theme = theme(&[("turn = true", "turn = false")]);
    set(article(&table(22, 2, "extraordinary")), &theme, |layout, diagnostics| {
        assert!(matches!(kinds(diagnostics)[..], [Kind::TableSmaller { .. }]));
        assert_eq!(layout.pages.len(), 1);
        assert_eq!(faults(layout, &theme), [""; 0]);
    });
}

#[test]
fn tables_that_fit_are_set_as_they_are() {
    set(article(&table(3, 2, "some words")), &theme(&[]), |_, diagnostics| {
        assert_eq!(kinds(diagnostics), []);
    });
}

#[test]
fn numbers_stand_at_the_right() {
    let text = format!("{ENGLISH}| Number | Word |\n|---|---|\n| 1 | a |\n| 1,000 | b |\n");
    let ends = |theme: &Theme| -> (Length, Length) {
        let shown = shown(&text, theme);
        let end = |word: &str| shown.iter().find(|(.., text)| text == word).unwrap().1;
        (end("1"), end("1,000"))
    };
    let (one, thousand) = ends(&theme(&[]));
    assert!((one - thousand).0.abs() < 100);
    let (one, thousand) = ends(&theme(&[("numbers-right = true", "numbers-right = false")]));
    assert!(thousand > one + Length::points(5));
}

#[test]
fn tables_from_right_to_left_begin_at_the_right() {
    let text = "---\nlanguage: he\n---\n\n| אב | גד |\n|---|---|\n| הו | זח |\n";
    let theme = theme(&[]);
    let shown = shown(text, &theme);
    let of = |word: &str| shown.iter().find(|(.., text)| text.contains(word)).unwrap();
    assert!(of("אב").0 > of("גד").1);
    assert!((of("אב").1 - edges(&theme).1).0.abs() < 100);
}

/// What a cell holds: its words, how many columns and rows it covers.
type Made = (Vec<&'static str>, u16, u16);

fn made(rows: &[Vec<Made>], head: usize) -> Article {
    let cell = |(words, colspan, rowspan): &Made| Cell {
        blocks: vec![Block::paragraph(vec![Inline::text(words.join(" "))])],
        colspan: *colspan,
        rowspan: *rowspan,
        ..Cell::default()
    };
    let row = |cells: &Vec<Made>| Row { cells: cells.iter().map(cell).collect() };
    let mut rows: Vec<Row> = rows.iter().map(row).collect();
    let body = rows.split_off(head.min(rows.len()));
    let table = Table { head: rows, body, ..Table::default() };
    let mut article = article(&format!("{ENGLISH}Text."));
    article.blocks.push(Block { kind: BlockKind::Table(table), ..Block::paragraph(Vec::new()) });
    crate::passes::run(&mut article, Default::default(), &mut Diagnostics::new());
    article
}

/// Cells of few words, and now and then of very many.
fn cells() -> impl proptest::strategy::Strategy<Value = Made> {
    use proptest::prelude::*;
    let words = |count| prop::collection::vec(prop::sample::select(&WORDS[..]), count);
    let words = prop_oneof![30 => words(0..4), 5 => words(4..40), 1 => words(400..500)];
    let span = || prop_oneof![8 => Just(1_u16), 2 => 2_u16..4];
    (words, span(), span())
}

proptest::proptest! {
    #![proptest_config(proptest::test_runner::Config {
        cases: 64,
        rng_seed: proptest::test_runner::RngSeed::Fixed(1),
        failure_persistence: None,
        ..proptest::test_runner::Config::default()
    })]

    #[test]
    fn no_table_leaves_its_page(
        rows in proptest::collection::vec(proptest::collection::vec(cells(), 1..9), 1..9),
        head in 0_usize..3,
        millimetres in 30_i64..150,
        height in 120_i64..300,
    ) {
        let size = format!("size = \"210mm x {height}mm\"");
        let theme = narrow(millimetres, &[
            ("size = \"A4\"", &size),
            ("optical-margins = true", "optical-margins = false"),
            ("punctuation-squeeze = true", "punctuation-squeeze = false"),
        ]);
        let faults = set(made(&rows, head), &theme, |layout, _| faults(layout, &theme));
        proptest::prop_assert!(faults.is_empty(), "{:#?}", faults);
    }
}

#[test]
fn low_tables_are_not_parted() {
    let theme = theme(&[]);
    let rows = table(2, 5, "cell").replace(ENGLISH, "");
    for lines in 30..50 {
        let text = format!("{ENGLISH}{}{rows}", "Line\\\n".repeat(lines));
        set(article(&text), &theme, |layout, _| {
            let cells = |page: &Page<'_>| {
                let runs = page.items.iter();
                runs.filter(|it| matches!(&it.item, Item::Run(run) if run.text == "cell")).count()
            };
            let cells: Vec<usize> = layout.pages.iter().map(cells).collect();
            assert!(cells.iter().all(|count| [0, 10].contains(count)), "{lines}: {cells:?}");
        });
    }
}
