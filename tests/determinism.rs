//! The same articles give the same bytes: alone and among others, on one thread and on many, in
//! another folder, in other places of the world, in every format.

#![allow(clippy::disallowed_methods, reason = "tests stand outside of the door")]

mod support;

use std::collections::BTreeMap;
use std::path::Path;

use support::{Folder, command, fonts, run_to_end};

/// Articles that use most of what there is.
const ARTICLES: [&str; 4] = [
    "input/what-is-an-offprint.md",
    "input/tatar-exile-government.txt",
    "tests/articles/torture.md",
    "tests/cases/rtl/input.md",
];
const FORMATS: [&str; 7] = ["pdf", "epub", "docx", "html", "text", "json", "pandoc"];

type Files = BTreeMap<String, Vec<u8>>;

/// A folder with copies of the articles, and of what they show.
fn articles(name: &str) -> Folder {
    let folder = Folder::new(name);
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for (number, article) in ARTICLES.iter().enumerate() {
        let path = root.join(article);
        let ending = path.extension().unwrap().to_string_lossy();
        folder.write(&format!("{number}/article-{number}.{ending}"), std::fs::read(&path).unwrap());
        for beside in std::fs::read_dir(path.parent().unwrap()).unwrap().flatten() {
            let name = beside.file_name().into_string().unwrap();
            if [".png", ".jpg", ".svg", ".webp"].iter().any(|ending| name.ends_with(ending)) {
                folder.write(&format!("{number}/{name}"), std::fs::read(beside.path()).unwrap());
            }
        }
    }
    folder
}

/// Converts some inputs somewhere in the world.
fn convert(folder: &Folder, options: &str, inputs: &[String], zone: &str, locale: &str) -> Files {
    let fonts = fonts();
    let formats = FORMATS.join(",");
    let mut arguments = vec!["-d", "out", "-t", &formats, "--embed-fonts", "--font-dir", &fonts];
    arguments.extend(options.split_whitespace());
    arguments.extend(inputs.iter().map(String::as_str));
    let mut command = command(folder.path(), &arguments);
    command.env("TZ", zone).env("LC_ALL", locale).env("LANG", locale);
    let run = run_to_end(command, b"");
    assert_eq!(run.code, 0, "{}", run.stderr);
    let out = folder.path().join("out");
    let names = support::names_in(&out).into_iter();
    names.map(|name| (name.clone(), std::fs::read(out.join(name)).unwrap())).collect()
}

fn inputs(folder: &Folder) -> Vec<String> {
    let in_folder = |number: usize| {
        let names = support::names_in(&folder.path().join(number.to_string())).into_iter();
        names
            .filter(move |name| name.starts_with("article-"))
            .map(move |name| format!("{number}/{name}"))
    };
    (0..ARTICLES.len()).flat_map(in_folder).collect()
}

#[track_caller]
fn same(one: &Files, other: &Files) {
    assert_eq!(one.len(), ARTICLES.len() * FORMATS.len());
    assert!(one.keys().eq(other.keys()));
    for (name, bytes) in one {
        assert!(other[name] == *bytes, "{name} is not the same");
    }
}

#[test]
fn bytes_depend_on_nothing_but_the_article() {
    let here = articles("here");
    let inputs = inputs(&here);
    let batch = convert(&here, "-j 1", &inputs, "UTC", "C");
    let elsewhere = articles("elsewhere/deep/down");
    let backwards: Vec<String> = inputs.iter().rev().cloned().collect();
    same(&batch, &convert(&elsewhere, "-j 4", &backwards, "Asia/Kathmandu", "tr_TR.UTF-8"));
    same(&batch, &convert(&elsewhere, "-j 2", &inputs, "America/St_Johns", "ar_EG.UTF-8"));
    // Alone, an article is worked on with all threads at once.
    let alone = articles("alone");
    let mut made = Files::new();
    for input in &inputs {
        made =
            convert(&alone, "", std::slice::from_ref(input), "Pacific/Kiritimati", "de_DE.UTF-8");
    }
    same(&batch, &made);
}

#[test]
fn books_too() {
    let here = articles("book");
    let inputs = inputs(&here);
    let book = |options: &str, zone: &str| {
        convert(&here, &format!("--bundle --title Book {options}"), &inputs, zone, "C")
    };
    let one = book("-j 1", "UTC");
    assert_eq!(one.len(), FORMATS.len());
    assert!(one == book("-j 4", "Asia/Kathmandu"));
}
