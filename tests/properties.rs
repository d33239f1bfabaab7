//! What must hold for every article and for all bytes.

#![allow(clippy::disallowed_methods, reason = "tests stand outside of the door")]

mod support;

use std::sync::LazyLock;

use offprint::article::{Article, dump, json};
use offprint::backends::BACKENDS;
use offprint::diagnostics::Diagnostics;
use offprint::host::{Library, Memory};
use offprint::readers::{READERS, ReadOptions};
use offprint::source::Source;
use offprint::{Publication, Target, pandoc, passes, theme};
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::RngSeed;
use support::{articles, check, words};

/// The same articles in every run, so that what fails here fails everywhere:
/// `PROPTEST_RNG_SEED` and `PROPTEST_CASES` ask for others and for more.
fn config(cases: u32) -> ProptestConfig {
    /// What proptest runs when nobody asks for a number.
    const DEFAULT: u32 = 256;
    let asked = ProptestConfig::default();
    ProptestConfig {
        cases: if asked.cases == DEFAULT { cases } else { asked.cases },
        rng_seed: match asked.rng_seed {
            RngSeed::Random => RngSeed::Fixed(1),
            fixed => fixed,
        },
        failure_persistence: None,
        ..asked
    }
}

/// An article after the passes, as backends get it.
fn passed(mut article: Article) -> Article {
    passes::run(&mut article, Default::default(), &mut Diagnostics::new());
    article
}

/// A host with the faces that tests use, and nothing else.
fn host() -> &'static Memory {
    static HOST: LazyLock<Memory> = LazyLock::new(|| {
        let files = support::names_in(support::fonts().as_ref()).into_iter();
        let fonts = files.filter(|name| name.ends_with(".ttf") || name.ends_with(".ttc"));
        let fonts = fonts.map(|name| {
            let bytes = std::fs::read(format!("{}/{name}", support::fonts()));
            (name, bytes.expect("the faces of the tests are there"))
        });
        Memory { fonts: Library::of_files(fonts).into(), ..Memory::default() }
    });
    &HOST
}

fn rendered(article: &Article, format: &str) -> Vec<u8> {
    rendered_in(article, format, theme::built_in())
}

fn rendered_in(article: &Article, format: &str, theme: &theme::Theme) -> Vec<u8> {
    let publication = Publication::from(article.clone());
    let target = Target::named(format).expect("the tests name known formats");
    let made = offprint::render(&publication, &target, theme, host());
    made.unwrap_or_else(|error| panic!("{format}: {error}")).output.bytes.into_vec()
}

/// Pieces of which inputs are made that readers may stumble over.
const PIECES: [&str; 44] = [
    "# ",
    "## Title\n",
    "- ",
    "1. ",
    "> ",
    "```\n",
    "~~~",
    "| a | b |\n",
    "|---|:-:|\n",
    "[^1]",
    "[^1]: ",
    "[a](",
    ")",
    "![x](y.png)",
    "\n",
    "\n\n",
    "    ",
    "\t",
    "---\n",
    "title: x\n",
    "...",
    "$",
    "$$",
    "~~",
    "==",
    "**",
    "_",
    "`",
    "<div>",
    "<!--",
    "-->",
    "&amp;",
    "&#0;",
    "\\",
    "\u{feff}",
    "\u{200b}",
    "\u{0}",
    "\r",
    "word ",
    "Слово ",
    "Leave a Reply\n",
    "http://a.b/c ",
    "{\"offprint\":1",
    "[!NOTE]\n",
];

proptest! {
    #![proptest_config(config(48))]

    #[test]
    fn json_gives_back_what_it_was_given(article in articles::article()) {
        let written = json::write(&article);
        let read = json::read(&written).map_err(|error| TestCaseError::fail(error.to_string()))?;
        prop_assert_eq!(&read, &article);
        prop_assert_eq!(json::write(&read), written);
    }

    #[test]
    fn pandoc_gives_back_what_it_can_hold(article in articles::article()) {
        let article = passed(article);
        let back = |json: &str| {
            let read = pandoc::read(&Source::new("a.json", json), &mut Diagnostics::new());
            read.map_err(|error| TestCaseError::fail(error.to_string()))
        };
        let written = pandoc::write(&article, &mut Diagnostics::new());
        let once = back(&written)?;
        let again = pandoc::write(&once, &mut Diagnostics::new());
        let twice = back(&again)?;
        prop_assert_eq!(pandoc::write(&twice, &mut Diagnostics::new()), again);
        prop_assert_eq!(twice, once);
    }

    #[test]
    fn passes_twice_are_passes_once(article in articles::article()) {
        let once = passed(article);
        prop_assert_eq!(passed(once.clone()), once);
    }

    #[test]
    fn readers_take_any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        for reader in READERS {
            let options = ReadOptions { format: Some(reader), ..ReadOptions::default() };
            let _ = offprint::read(&bytes, &options, &Memory::default());
        }
    }
}

proptest! {
    #![proptest_config(config(12))]

    #[test]
    fn all_formats_carry_the_same_words(article in articles::article()) {
        let article = passed(article);
        let (expected, allowed) = (words::of_article(&article), words::of_the_program(&article));
        let shown = [
            ("epub", words::of_epub(&rendered(&article, "epub"))),
            ("docx", words::of_docx(&rendered(&article, "docx"))),
            ("pdf", words::of_pdf(&rendered(&article, "pdf"))),
        ];
        for (format, shown) in shown {
            let shown = shown.map_err(|error| TestCaseError::fail(format!("{format}: {error}")))?;
            let fault = words::fault(&expected, &shown, &allowed);
            let model = dump::dump(&article);
            prop_assert!(fault.is_none(), "{}: {}\n{}", format, fault.unwrap(), model);
        }
    }

    #[test]
    fn paper_with_addresses_carries_the_same_words(article in articles::article()) {
        let article = passed(article);
        let (expected, allowed) = (words::of_article(&article), words::of_the_program(&article));
        for place in ["end", "inline"] {
            let theme = format!("base = \"article\"\nlinks.addresses = \"{place}\"\n");
            let theme = theme::parse(&theme).expect("the setting is sound");
            let pdf = rendered_in(&article, "pdf", &theme);
            let faults = check::output("a.pdf", &pdf);
            prop_assert!(faults.is_empty(), "{}: {:?}", place, faults);
            prop_assert!(rendered_in(&article, "pdf", &theme) == pdf, "{}: other bytes", place);
            let shown = words::of_pdf(&pdf);
            let shown = shown.map_err(|error| TestCaseError::fail(format!("{place}: {error}")))?;
            let fault = words::fault(&expected, &shown, &allowed);
            let model = dump::dump(&article);
            prop_assert!(fault.is_none(), "{}: {}\n{}", place, fault.unwrap(), model);
        }
    }

    #[test]
    fn any_article_becomes_sound_files(article in articles::article()) {
        let article = passed(article);
        for (format, _) in BACKENDS {
            let bytes = rendered(&article, format.name);
            let faults = check::output(&format!("a.{}", format.extension), &bytes);
            prop_assert!(faults.is_empty(), "{:?}", faults);
        }
    }

    #[test]
    fn whatever_is_read_becomes_sound_files(pieces in prop::collection::vec(select(&PIECES[..]), 1..60)) {
        let text = pieces.concat();
        for reader in READERS {
            let options = ReadOptions { format: Some(reader), ..ReadOptions::default() };
            let Ok(reading) = offprint::read(text.as_bytes(), &options, &Memory::default()) else { continue };
            for (format, _) in BACKENDS {
                let bytes = rendered(&reading.article, format.name);
                let faults = check::output(&format!("a.{}", format.extension), &bytes);
                prop_assert!(faults.is_empty(), "{:?}", faults);
            }
        }
    }
}
