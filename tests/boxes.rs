//! Nothing stands outside of its column, and nothing off the paper.
//!
//! The committed articles and cases are looked at with every `cargo test`, in all
//! themes. `tests/run --all` adds the corpus, for which
//! `OFFPRINT_CORPUS=… cargo test --release --test boxes -- --ignored` stands alone.

#![allow(clippy::disallowed_methods, reason = "tests stand outside of the door")]

mod support;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use offprint::article::Article;
use offprint::compose::{compose, flow::flow};
use offprint::diagnostics::Diagnostics;
use offprint::host::library::{FontSource, Shelf};
use offprint::host::{Memory, System};
use offprint::language::Tag;
use offprint::length::Length;
use offprint::theme::{self, Theme};
use offprint::typeset::layout::{Item, Page, Placed};
use offprint::typeset::typeset;
use offprint::{Publication, ReadOptions, parallel};
use support::boxes;

/// Inputs larger than this are set in one theme only.
const LARGE: usize = 200_000;
/// How many findings of an input are told.
const TOLD: usize = 3;

/// An article to be, by the name that failures give it.
struct Input {
    name: String,
    bytes: Vec<u8>,
    folder: PathBuf,
}

/// What came of inputs.
#[derive(Default)]
struct Seen {
    layouts: usize,
    refused: usize,
    pages: usize,
    faults: Vec<String>,
}

impl Seen {
    fn and(mut self, other: Seen) -> Seen {
        self.layouts += other.layouts;
        self.refused += other.refused;
        self.pages += other.pages;
        self.faults.extend(other.faults);
        self
    }
}

fn themes() -> Vec<Theme> {
    let texts = theme::load::names().map(|name| theme::load::text_of(name).expect("it has a text"));
    texts.map(|text| theme::parse(text).expect("built-in themes are sound")).collect()
}

/// Sets an input in all themes.
fn look(input: &Input, themes: &[Theme], fonts: &Arc<Shelf>) -> Seen {
    let host = System::new(Some(&input.folder)).with_fonts(fonts.clone());
    let options = ReadOptions { name: input.name.clone(), ..ReadOptions::default() };
    let Ok(reading) = offprint::read(&input.bytes, &options, &host) else {
        return Seen { refused: 1, ..Seen::default() };
    };
    let themes = if input.bytes.len() > LARGE { &themes[..1] } else { themes };
    let seen = themes.iter().map(|theme| set(input, reading.article.clone(), theme, &host));
    seen.fold(Seen::default(), Seen::and)
}

fn set(input: &Input, article: Article, theme: &Theme, host: &System) -> Seen {
    let publication = Publication::from(article);
    let language = publication.meta.language.clone().unwrap_or_else(Tag::undetermined);
    let theme = &*theme.for_language(&language);
    let composition = compose(&publication);
    let mut diagnostics = Diagnostics::new();
    let flow = flow(&composition, theme, &mut diagnostics);
    let (pages, found) = match typeset(&flow, theme, host, &mut diagnostics) {
        Ok((layout, _)) => (layout.pages.len(), boxes::faults(&layout, theme, flow.direction)),
        Err(error) => (0, vec![error.to_string()]),
    };
    let more = found.len().saturating_sub(TOLD);
    let mut faults: Vec<String> = found.into_iter().take(TOLD).collect();
    if more > 0 {
        faults.push(format!("and {more} more"));
    }
    let told = faults.into_iter().map(|fault| format!("{}, {}: {fault}", input.name, theme.name));
    Seen { layouts: 1, pages, faults: told.collect(), ..Seen::default() }
}

fn look_at_all(inputs: &[Input], fonts: Vec<PathBuf>) -> Seen {
    let fonts = Arc::new(Shelf::new(FontSource::Folders(fonts)));
    let themes = themes();
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let seen = parallel::map(threads, inputs, || (), |(), input| look(input, &themes, &fonts));
    seen.into_iter().fold(Seen::default(), Seen::and)
}

fn assert_nothing_outside(seen: &Seen) {
    println!(
        "{} layouts, {} pages, {} inputs refused, {} findings",
        seen.layouts,
        seen.pages,
        seen.refused,
        seen.faults.len()
    );
    assert!(seen.faults.is_empty(), "outside:\n{}", seen.faults.join("\n"));
}

/// The files below a folder with one of some endings, in order.
fn files(folder: &Path, endings: &[&str], found: &mut Vec<PathBuf>) {
    for name in support::names_in(folder) {
        let path = folder.join(name);
        if path.is_dir() {
            files(&path, endings, found);
        } else if endings.iter().any(|ending| path.extension().is_some_and(|own| own == *ending)) {
            found.push(path);
        }
    }
}

fn input(path: &Path, root: &Path) -> Input {
    Input {
        name: path.strip_prefix(root).unwrap_or(path).display().to_string(),
        bytes: std::fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display())),
        folder: path.parent().unwrap_or(root).to_owned(),
    }
}

#[test]
fn committed_articles_stay_in_their_columns() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut paths = Vec::new();
    for folder in ["input", "tests/articles", "tests/extraction"] {
        files(&root.join(folder), &["md", "txt", "json"], &mut paths);
    }
    files(&root.join("tests/cases"), &["md", "txt", "json"], &mut paths);
    let is_expected = |path: &PathBuf| {
        path.starts_with(root.join("tests/cases"))
            && path.file_stem().is_some_and(|stem| stem != "input")
    };
    paths.retain(|path| !is_expected(path));
    let inputs: Vec<Input> = paths.iter().map(|path| input(path, root)).collect();
    let seen = look_at_all(&inputs, vec![support::fonts().into()]);
    assert!(seen.layouts > 100, "only {} layouts", seen.layouts);
    assert_nothing_outside(&seen);
}

/// Everything that the corpus has but saved web pages: scraped texts, articles in many
/// languages, the examples of specifications, inputs that break parsers, books.
fn corpus(root: &Path) -> Vec<Input> {
    let mut paths = Vec::new();
    for folder in ["seed", "text", "real-scraped", "languages", "markdown", "books", "bench"] {
        files(&root.join(folder), &["md", "txt", "json", "html"], &mut paths);
    }
    let inputs =
        paths.iter().filter(|path| path.file_name().is_none_or(|name| name != "expected.txt"));
    inputs.flat_map(|path| articles(input(path, root))).collect()
}

/// The articles of a file: its own, the examples that a specification lists, or
/// the text of a web page.
fn articles(input: Input) -> Vec<Input> {
    let text = String::from_utf8_lossy(&input.bytes);
    match Path::new(&input.name).extension().and_then(|ending| ending.to_str()) {
        Some("json") => examples(&input, &text),
        Some("html") => {
            let text = text.split('<').filter_map(|part| Some(part.split_once('>')?.1.trim()));
            let lines: Vec<&str> = text.filter(|text| !text.is_empty()).collect();
            let name = format!("{}.txt", input.name);
            vec![Input { name, bytes: lines.join("\n\n").into_bytes(), folder: input.folder }]
        }
        _ => vec![input],
    }
}

/// The Markdown of a specification's examples; of any other JSON nothing.
fn examples(input: &Input, json: &str) -> Vec<Input> {
    let listed: serde_json::Value = serde_json::from_str(json).unwrap_or_default();
    let markdown = |(number, example): (usize, &serde_json::Value)| {
        let bytes = example.get("markdown")?.as_str()?.as_bytes().to_vec();
        let name = format!("{}-{}.md", input.name, number + 1);
        Some(Input { name, bytes, folder: input.folder.clone() })
    };
    listed.as_array().into_iter().flatten().enumerate().filter_map(markdown).collect()
}

#[test]
#[ignore = "wants the corpus: tests/run --all"]
fn the_corpus_stays_in_its_columns() {
    let root =
        std::env::var_os("OFFPRINT_CORPUS").expect("OFFPRINT_CORPUS says where the corpus is");
    let inputs = corpus(Path::new(&root));
    assert!(inputs.len() > 900, "only {} inputs in the corpus", inputs.len());
    let fonts = std::env::var_os("OFFPRINT_FONT_DIRS").unwrap_or_else(|| support::fonts().into());
    let fonts = std::env::split_paths(&fonts).collect();
    assert_nothing_outside(&look_at_all(&inputs, fonts));
}

/// What once stood outside.
#[test]
fn nothing_stands_outside_again() {
    let long_aside = format!("> [!NOTE]\n{}", "> Words.\n>\n".repeat(120));
    let texts = [
        ("a line beside an aside that goes on over pages", long_aside),
        ("lists in lists in lists", format!("{}x\n", "- ".repeat(60))),
        ("a mark higher than its text", "-\t\tcode\n".to_owned()),
    ];
    let inputs = texts.map(|(name, text)| Input {
        name: format!("{name}.md"),
        bytes: text.into_bytes(),
        folder: PathBuf::new(),
    });
    assert_nothing_outside(&look_at_all(&inputs, vec![support::fonts().into()]));
}

/// A page of the usual theme with an article that has a bit of everything on it,
/// changed by `change`: what is found then.
fn found_after(change: impl Fn(&mut Page<'_>)) -> Vec<String> {
    let markdown = "# Title\n\nSome words, and [a link](https://example.org).\n\n| a | b |\n|---|---|\n| c | d |\n\n\
                    ![A dot](dot.png)\n";
    let host = Memory {
        resources: [("dot.png".to_owned(), support::articles::PNG.to_vec())].into(),
        ..Memory::default()
    };
    let options = ReadOptions { name: "a.md".into(), ..ReadOptions::default() };
    let reading = offprint::read(markdown.as_bytes(), &options, &host).expect("it is an article");
    let publication = Publication::from(reading.article);
    let composition = compose(&publication);
    let (theme, mut diagnostics) = (theme::built_in(), Diagnostics::new());
    let flow = flow(&composition, theme, &mut diagnostics);
    let (mut layout, _) = typeset(&flow, theme, &host, &mut diagnostics).expect("it can be set");
    change(&mut layout.pages[0]);
    boxes::faults(&layout, theme, flow.direction)
}

/// Moves the first thing of a kind.
fn moved(page: &mut Page<'_>, kind: impl Fn(&Item<'_>) -> bool, x: i64, y: i64) {
    let placed = page.items.iter_mut().find(|placed| kind(&placed.item)).expect("there is one");
    placed.at.x += Length::points(x);
    placed.at.y += Length::points(y);
}

#[test]
fn what_is_outside_is_found() {
    let is_run = |item: &Item<'_>| matches!(item, Item::Run(_));
    let is_rule = |item: &Item<'_>| matches!(item, Item::Rule { .. });
    let is_image = |item: &Item<'_>| matches!(item, Item::Image { .. });
    let is_link = |item: &Item<'_>| matches!(item, Item::Link { .. });
    assert_eq!(found_after(|_| ()), [] as [String; 0]);
    // The title in 21 points may hang out by half of that.
    assert_eq!(found_after(|page| moved(page, is_run, -10, 0)), [] as [String; 0]);
    let found = found_after(|page| moved(page, is_run, -11, 0));
    assert_eq!(found, ["page 1, item 0, “Title” in 21 pt: 0.5 pt beyond the column at the left"]);
    for (x, y, side) in [(400, 0, "right"), (-400, 0, "left"), (0, 900, "bottom"), (0, -900, "top")]
    {
        for kind in [&is_run as &dyn Fn(&Item<'_>) -> bool, &is_rule, &is_image, &is_link] {
            let found = found_after(|page| moved(page, kind, x, y));
            assert_eq!(found.len(), 1, "{found:?}");
            assert!(found[0].ends_with(side), "{found:?}");
        }
    }
    // Rules have nothing that may hang.
    assert_eq!(found_after(|page| moved(page, is_rule, -1, 0)).len(), 1);
    // Heads and feet need only stand on the paper.
    let as_furniture = |x| {
        found_after(move |page| {
            page.furniture = 0;
            moved(page, is_run, x, 0);
        })
    };
    assert_eq!(as_furniture(-50), [] as [String; 0]);
    assert_eq!(as_furniture(-300).len(), 1);
}

#[test]
fn what_reaches_into_the_next_column_is_found() {
    let text = format!("# Title\n\n{}", "Some words in a paragraph that goes on. ".repeat(400));
    let text = theme::load::text_of("newspaper").map(|theme| (theme, text));
    let (theme, markdown) = text.expect("there is a theme with columns");
    let theme = theme::parse(theme).expect("it is sound");
    let host = Memory::default();
    let options = ReadOptions { name: "a.md".into(), ..ReadOptions::default() };
    let reading = offprint::read(markdown.as_bytes(), &options, &host).expect("it is an article");
    let publication = Publication::from(reading.article);
    let composition = compose(&publication);
    let mut diagnostics = Diagnostics::new();
    let flow = flow(&composition, &theme, &mut diagnostics);
    let (mut layout, _) = typeset(&flow, &theme, &host, &mut diagnostics).expect("it can be set");
    assert_eq!(boxes::faults(&layout, &theme, flow.direction), [] as [String; 0]);
    let items = &mut layout.pages[0].items;
    let line = |placed: &&mut Placed<'_>| {
        let text = matches!(&placed.item, Item::Run(run) if run.size < Length::points(12));
        text && placed.at.y > Length::points(300)
    };
    let placed = items.iter_mut().find(line).expect("there is a line of text");
    placed.at.x += Length::points(60);
    let found = boxes::faults(&layout, &theme, flow.direction);
    assert!(found.len() == 1 && found[0].contains(": over "), "{found:?}");
}
