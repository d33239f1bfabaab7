//! Specifications of Markdown: what an example becomes in the model, compared with the HTML
//! that the specification wants.
//!
//! The model is written as HTML here, in the plainest way, so that no backend and no pass
//! stands between. Both sides are then brought into one form ([`html::normal`]), which leaves
//! out what the model has no place for. What differs still is listed by number, each with a
//! reason, in `specifications/differences.tsv`; an example that comes to agree must leave the list.

#![allow(clippy::disallowed_methods, reason = "tests stand outside of the door")]

#[path = "specifications/html.rs"]
mod html;

use std::collections::BTreeMap;
use std::path::Path;

use offprint::readers::{self, ReadOptions};

/// An example: Markdown, and the HTML that it stands for.
struct Example {
    number: usize,
    markdown: String,
    html: String,
}

/// The HTML of both sides, in one form.
fn sides(example: &Example) -> (String, String) {
    let format = readers::named("markdown");
    let options = ReadOptions { format, name: "example.md".to_owned(), ..ReadOptions::default() };
    let found = match readers::read(example.markdown.as_bytes(), &options) {
        Ok(reading) => html::write(&reading.article),
        // An example without words.
        Err(_) => String::new(),
    };
    (html::normal(&found), html::normal(&example.html))
}

/// The numbers of a specification's examples that may differ, with the reason.
fn listed(specification: &str) -> BTreeMap<usize, &'static str> {
    let lines = include_str!("specifications/differences.tsv").lines();
    let lines = lines.filter(|line| !line.starts_with('#') && !line.is_empty());
    let fields = lines.map(|line| {
        let mut fields = line.split('\t');
        let mut field = || fields.next().unwrap_or_else(|| panic!("three fields in “{line}”"));
        (field(), field(), field())
    });
    let own = fields.filter(|(name, ..)| *name == specification);
    let numbers = own.flat_map(|(_, numbers, reason)| {
        numbers.split(' ').map(move |number| (number.parse().expect("a number"), reason))
    });
    numbers.collect()
}

/// Checks that all examples agree but those listed, and that these do not.
#[track_caller]
fn check(specification: &str, examples: &[Example]) {
    let listed = listed(specification);
    let mut wrong = Vec::new();
    for example in examples {
        let (found, expected) = sides(example);
        match (found == expected, listed.get(&example.number)) {
            (true, Some(reason)) => {
                wrong.push(format!("{} agrees, but is listed: {reason}", example.number));
            }
            (false, None) => wrong.push(format!(
                "{}\n{}\n  found: {found}\n wanted: {expected}",
                example.number, example.markdown
            )),
            _ => {}
        }
    }
    assert!(wrong.is_empty(), "{specification}: {}\n{}", wrong.len(), wrong.join("\n\n"));
}

/// The examples that the corpus has of a specification.
fn from_corpus(file: &str) -> Vec<Example> {
    let root =
        std::env::var_os("OFFPRINT_CORPUS").expect("OFFPRINT_CORPUS says where the corpus is");
    let json = std::fs::read_to_string(Path::new(&root).join("markdown/spec").join(file))
        .unwrap_or_else(|error| panic!("{file}: {error}"));
    let list: serde_json::Value = serde_json::from_str(&json).expect("a list of examples");
    let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
    let list = list.as_array().expect("a list of examples").iter().enumerate();
    list.map(|(at, example)| Example {
        number: at + 1,
        markdown: text(&example["markdown"]),
        html: text(&example["html"]),
    })
    .collect()
}

#[test]
#[ignore = "wants the corpus: tests/run --all"]
fn commonmark() {
    let examples = from_corpus("commonmark-0.31.2.json");
    assert_eq!(examples.len(), 652);
    check("commonmark", &examples);
}

#[test]
#[ignore = "wants the corpus: tests/run --all"]
fn github() {
    let examples = from_corpus("gfm.json");
    assert_eq!(examples.len(), 673);
    check("gfm", &examples);
}

/// Our own examples: Markdown, a line `=>`, HTML, a line `====`.
#[test]
fn own() {
    let file = include_str!("specifications/own.txt");
    let examples: Vec<Example> = file
        .split("\n====\n")
        .enumerate()
        .map(|(at, text)| {
            let (markdown, html) = text.split_once("\n=>\n").expect("a line of “=>”");
            Example { number: at + 1, markdown: markdown.to_owned(), html: html.to_owned() }
        })
        .collect();
    assert!(examples.len() > 30, "{}", examples.len());
    check("own", &examples);
}
