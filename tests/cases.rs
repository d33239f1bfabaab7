//! Cases as files: see `tests/README.md`.
//!
//! Every folder of `tests/cases` holds an input and what is expected of it.
//! `OFFPRINT_ACCEPT=1 cargo test --test cases` writes what is found as the new
//! expectation; the diff then shows what changed.

#![allow(clippy::disallowed_methods, reason = "tests stand outside of the door")]

mod support;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use support::{Folder, Run, check, difference, lines, names_in, offprint, structure};

/// Views of a case by the names of the files that hold what is expected.
type Views = BTreeMap<&'static str, String>;

/// All files of expectations that there can be.
const EXPECTATIONS: [&str; 5] = [LINES, "model.txt", "text.txt", "structure.txt", "stderr.txt"];

/// The lines on paper. Only where they matter, so that a change of a width
/// does not touch every case: compared and written where there is such a file.
const LINES: &str = "lines.txt";

#[test]
fn cases_give_what_they_gave() {
    let accept = std::env::var_os("OFFPRINT_ACCEPT").is_some();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let only = std::env::var("OFFPRINT_CASE").unwrap_or_default();
    let mut failures = Vec::new();
    let names = names_in(&root);
    assert!(!names.is_empty(), "there are no cases in {}", root.display());
    for name in names.iter().filter(|name| name.contains(&only)) {
        let case = root.join(name);
        let found = run(&case);
        if accept {
            write_expectations(&case, &found.views);
        } else {
            failures.extend(compare(&case, &found.views));
        }
        failures.extend(found.faults.iter().map(|fault| format!("tests/cases/{name}: {fault}")));
    }
    assert!(
        failures.is_empty(),
        "{} of the expectations differ (- expected, + found):\n\n{}\n\
         OFFPRINT_ACCEPT=1 cargo test --test cases   accepts what was found",
        failures.len(),
        failures.join("\n")
    );
}

/// What came of a case.
#[derive(Default)]
struct Found {
    views: Views,
    /// What may not be, whatever is expected.
    faults: Vec<String>,
}

impl Found {
    /// Takes a view, or the reason why there is none.
    fn take(&mut self, name: &'static str, view: Result<String, String>) {
        match view {
            Ok(view) => self.views.entry(name).or_default().push_str(&view),
            Err(fault) => self.faults.push(fault),
        }
    }
}

/// Runs a case, and looks at all that came of it.
fn run(case: &Path) -> Found {
    let folder = Folder::new(&case.file_name().unwrap_or_default().to_string_lossy());
    let output = folder.path().join("output");
    let run = offprint(case, &arguments(case, &output));
    let refused = case.join("refused").exists();
    let mut found = Found::default();
    if refused != (run.code != 0) {
        let fault = format!("exit code {}, but the file `refused` says otherwise", run.code);
        found.faults.push(fault);
    }
    found.take("stderr.txt", Ok(said(&run, &output)));
    if !refused {
        look(&output, &mut found);
        if case.join(LINES).exists() {
            found.take(LINES, lines_of(&folder.read("output/input.json")));
        }
    }
    found
}

/// `input.*`, the options in `command`, all formats, a folder to write to. The
/// faces are those of `tests/fonts`, whatever the machine has.
fn arguments(case: &Path, output: &Path) -> Vec<String> {
    let input = names_in(case).into_iter().find(|name| name.starts_with("input."));
    let input = input.unwrap_or_else(|| panic!("{} has no input.*", case.display()));
    let command = fs::read_to_string(case.join("command")).unwrap_or_default();
    let options = command.split_whitespace().map(str::to_owned);
    let (fonts, output) = (support::fonts(), output.to_string_lossy());
    let pinned = ["--font-dir", &*fonts].into_iter().filter(|_| !command.contains("--font-dir"));
    let fixed = ["-t", "pdf,epub,docx,html,text,json", "--dir", &*output, &*input];
    options.chain(pinned.chain(fixed).map(str::to_owned)).collect()
}

/// The messages, without the lines that name outputs.
fn said(run: &Run, output: &Path) -> String {
    let names_output = |line: &str| line.starts_with(&*output.to_string_lossy());
    let lines = run.stderr.lines().filter(|line| !names_output(line));
    let mut said: String = lines.map(|line| format!("{line}\n")).collect();
    if run.code != 0 {
        said.push_str(&format!("[exit code {}]\n", run.code));
    }
    said
}

/// Checks all outputs and draws the views of them.
fn look(output: &Path, found: &mut Found) {
    let read = |ending: &str| fs::read(output.join(format!("input.{ending}"))).unwrap_or_default();
    found.take("model.txt", model(read("json")));
    found.take("text.txt", String::from_utf8(read("txt")).map_err(|error| error.to_string()));
    let structures: [(&str, View); 3] =
        [("epub", structure::epub), ("docx", structure::docx), ("pdf", structure::pdf)];
    for (ending, view) in structures {
        let faults = check::output(&format!("input.{ending}"), &read(ending));
        if faults.is_empty() {
            found.take("structure.txt", view(&read(ending)));
        }
        found.faults.extend(faults);
    }
    found.faults.extend(check::output("input.html", &read("html")));
}

type View = fn(&[u8]) -> Result<String, String>;

/// The article, out of its exchange form.
fn model(bytes: Vec<u8>) -> Result<String, String> {
    let text = String::from_utf8(bytes).map_err(|error| error.to_string())?;
    let article = offprint::article::json::read(&text).map_err(|error| error.to_string())?;
    Ok(offprint::article::dump::dump(&article))
}

/// The lines of the article in the built-in theme.
fn lines_of(bytes: &[u8]) -> Result<String, String> {
    let text = std::str::from_utf8(bytes).map_err(|error| error.to_string())?;
    let article = offprint::article::json::read(text).map_err(|error| error.to_string())?;
    let theme = offprint::theme::built_in();
    lines::dump(article, theme)
}

/// The expectations that do not hold, each with its difference.
fn compare(case: &Path, views: &Views) -> Vec<String> {
    let found = |name: &str| views.get(name).cloned().unwrap_or_default();
    let differing = EXPECTATIONS.iter().filter_map(|name| {
        let expected = fs::read_to_string(case.join(name)).unwrap_or_default();
        let found = found(name);
        (expected != found).then(|| {
            let file = relative(&case.join(name));
            format!("{}:\n{}", file.display(), difference::show(&expected, &found))
        })
    });
    differing.collect()
}

fn relative(path: &Path) -> PathBuf {
    path.strip_prefix(env!("CARGO_MANIFEST_DIR")).unwrap_or(path).to_owned()
}

/// Takes what was found for what is expected; an empty view has no file.
fn write_expectations(case: &Path, views: &Views) {
    for name in EXPECTATIONS {
        let path = case.join(name);
        match views.get(name).filter(|view| !view.is_empty()) {
            Some(view) => fs::write(path, view).expect("the cases are writable"),
            None => drop(fs::remove_file(path)),
        }
    }
}
