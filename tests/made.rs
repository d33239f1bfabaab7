//! The quick checks on every file of a folder, which `tests/run --all` has filled with what the corpus became.

#![allow(clippy::disallowed_methods, reason = "tests stand outside of the door")]

mod support;

use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use support::check;

fn files_in(folder: &Path, files: &mut Vec<PathBuf>) {
    for name in support::names_in(folder) {
        let path = folder.join(name);
        if path.is_dir() { files_in(&path, files) } else { files.push(path) }
    }
}

/// `OFFPRINT_MADE` names the folder.
#[test]
#[ignore = "needs a folder that tests/run has filled"]
fn every_file_is_sound() {
    let folder = std::env::var_os("OFFPRINT_MADE").expect("OFFPRINT_MADE names a folder");
    let mut files = Vec::new();
    files_in(Path::new(&folder), &mut files);
    assert!(!files.is_empty(), "there is nothing to check");
    let (next, faults) = (AtomicUsize::new(0), Mutex::new(Vec::new()));
    let work = || {
        while let Some(path) = files.get(next.fetch_add(1, Ordering::Relaxed)) {
            let bytes = std::fs::read(path).unwrap();
            let found = check::output(&path.to_string_lossy(), &bytes);
            faults.lock().unwrap().extend(found);
        }
    };
    std::thread::scope(|scope| {
        let threads = std::thread::available_parallelism().map_or(1, usize::from);
        (0..threads).for_each(|_| drop(scope.spawn(work)));
    });
    let faults = faults.into_inner().unwrap();
    println!("judge quick checks: {} checked, {} failed", files.len(), faults.len());
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
