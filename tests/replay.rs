//! What fuzzing once found, sent down its road again, and every case down roads that are not meant for it.
//!
//! `fuzz/run` finds; `findings/ROAD/` keeps what it found.

#![allow(clippy::disallowed_methods, reason = "tests stand outside of the door")]

#[path = "../fuzz/src/roads.rs"]
#[allow(dead_code, reason = "fuzzing uses the rest")]
mod roads;
mod support;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

/// All files in a folder and in the folders in it.
fn files(folder: &Path) -> Vec<PathBuf> {
    let paths = support::names_in(folder).into_iter().map(|name| folder.join(name));
    paths.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

/// What goes wrong on a road with some files.
fn faults(road: roads::Road, files: &[PathBuf], before: &[u8]) -> Vec<String> {
    let fault = |path: &PathBuf| {
        let bytes = [before, &std::fs::read(path).unwrap()].concat();
        let sent = catch_unwind(AssertUnwindSafe(|| road(&bytes)));
        sent.is_err().then(|| path.display().to_string())
    };
    files.iter().filter_map(fault).collect()
}

#[test]
fn what_was_found_is_found_no_more() {
    let folder = Path::new("tests/findings");
    for name in support::names_in(folder).iter().filter(|name| *name != "README.md") {
        let road = roads::ROADS.iter().find(|(road, _)| road == name);
        let (_, road) = road.unwrap_or_else(|| panic!("{name} is no road"));
        let faults = faults(*road, &files(&folder.join(name)), &[]);
        assert!(faults.is_empty(), "{name}: {faults:#?}");
    }
}

/// A page is no Markdown, a picture no text: readers take whatever comes.
#[test]
fn roads_take_what_is_meant_for_others() {
    let files = files(Path::new("tests/cases"));
    assert!(files.len() > 100);
    for (name, road, before) in [
        ("text", roads::text as roads::Road, &[0][..]),
        ("markdown", roads::markdown, &[]),
        ("html", roads::html, &[0]),
        ("exchange", roads::exchange, &[1]),
        ("theme", roads::theme, &[]),
    ] {
        let faults = faults(road, &files, before);
        assert!(faults.is_empty(), "{name}: {faults:#?}");
    }
}

/// A road on which a fault is no fault would find nothing.
#[test]
fn faults_are_seen() {
    let some = [PathBuf::from("tests/support/dot.png")];
    assert_eq!(faults(|_| std::panic::resume_unwind(Box::new(())), &some, &[]).len(), 1);
    assert!(faults(roads::image, &some, &[]).is_empty());
}
