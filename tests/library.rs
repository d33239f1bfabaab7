//! The library as another crate meets it: a format of one's own, which is an example for readers.

#![allow(clippy::disallowed_methods, reason = "tests stand outside of the door")]

#[allow(dead_code, reason = "its main function is for readers")]
#[path = "../examples/gemini.rs"]
mod gemini;

use offprint::article::{BlockKind, InlineKind, plain_text, walk};
use offprint::host::Memory;
use offprint::{Article, Diagnostics, ReadOptions, Target};

/// An article of this repository, read without its images.
fn article(name: &str) -> Article {
    let path = format!("{}/{name}", env!("CARGO_MANIFEST_DIR"));
    let options = ReadOptions { name: name.to_owned(), ..ReadOptions::default() };
    let bytes = std::fs::read(path).unwrap();
    offprint::read(&bytes, &options, &Memory::default()).unwrap().article
}

/// The article as the example writes it.
fn page(article: Article) -> (String, Diagnostics) {
    let (target, theme) = (Target::from(gemini::Gemini), offprint::theme::built_in());
    assert_eq!(target.format().extension, "gmi");
    let made = offprint::render(&article.into(), &target, theme, &Memory::default()).unwrap();
    (String::from_utf8(made.output.bytes.into_vec()).unwrap(), made.diagnostics)
}

#[test]
fn a_format_of_ones_own_shows_the_sample() {
    let (page, told) = page(article("input/what-is-an-offprint.md"));
    assert!(page.starts_with("# What Is an Offprint?\n"), "{page}");
    for lines in ["\n## ", "\n* ", "\n> Dear Sir", "\n1: "] {
        assert!(page.contains(lines), "“{lines}” is not in\n{page}");
    }
    assert!(told.iter().any(|told| told.kind.message().starts_with("Gemini cannot show a table")));
}

#[test]
fn a_format_of_ones_own_keeps_every_word() {
    for name in ["input/what-is-an-offprint.md", "tests/articles/torture.md"] {
        let article = article(name);
        let (page, _) = page(article.clone());
        walk::inlines(&article, &mut |inline| {
            if let InlineKind::Link(link) = &inline.kind {
                assert!(
                    page.contains(&format!("\n=> {} ", link.target)),
                    "{name}: {}",
                    link.target
                );
            }
        });
        walk::blocks(&article, &mut |block| {
            let code = match &block.kind {
                BlockKind::Code(code) => Some(code.text.clone()),
                BlockKind::Math { tex } => Some(tex.clone()),
                _ => None,
            };
            let runs =
                block.kind.inlines().into_iter().map(|run| plain_text(run).trim().to_owned());
            for text in runs.chain(code) {
                assert!(page.contains(&text), "{name}: “{text}” is not in the page");
            }
        });
    }
}
