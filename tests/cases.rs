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

use support::{Folder, check, difference, names_in, offprint, structure};

/// Views of a case by the names of the files that hold what is expected.
type Views = BTreeMap<&'static str, String>;

/// All files of expectations that there can be.
const EXPECTATIONS: [&str; 4] = ["model.txt", "text.txt", "structure.txt", "stderr.txt"];

#[test]
fn cases_give_what_they_gave() {
    let accept = std::env::var_os("OFFPRINT_ACCEPT").is_some();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let only = std::env::var("OFFPRINT_CASE").unwrap_or_default();
    let mut failures = Vec::new();
    let names = names_in(&root);
    assert!(!names.is_empty(), "there are no cases in {}", root.display());
    for name in names.iter().filter(|name| name.contains(&only)) {
        match run(&root.join(name)) {
            Ok(views) if accept => write_expectations(&root.join(name), &views),
            Ok(views) => failures.extend(compare(&root.join(name), &views)),
            Err(faults) => failures.push(format!("{name}: {faults}")),
        }
    }
    assert!(
        failures.is_empty(),
        "{} of the expectations differ (- expected, + found):\n\n{}\n\
         OFFPRINT_ACCEPT=1 cargo test --test cases   accepts what was found",
        failures.len(),
        failures.join("\n")
    );
}

/// Runs a case, and looks at all that came of it.
fn run(case: &Path) -> Result<Views, String> {
    let folder = Folder::new(&case.file_name().unwrap().to_string_lossy());
    let output = folder.path().join("output");
    let run = offprint(case, &arguments(case, &output)?);
    let mut stderr = run
        .stderr
        .lines()
        .filter(|line| !line.starts_with(&*output.to_string_lossy()))
        .map(|line| format!("{line}\n"))
        .collect::<String>();
    if run.code != 0 {
        stderr.push_str(&format!("[exit code {}]\n", run.code));
    }
    let refused = case.join("refused").exists();
    if refused != (run.code != 0) {
        return Err(format!(
            "exit code {}, but the file `refused` says otherwise\n{stderr}",
            run.code
        ));
    }
    let mut views = Views::from([("stderr.txt", stderr)]);
    if !refused {
        look(&output, &mut views)?;
    }
    Ok(views)
}

/// `input.*`, the options in `command`, all formats, a folder to write to.
fn arguments(case: &Path, output: &Path) -> Result<Vec<String>, String> {
    let input = names_in(case).into_iter().find(|name| name.starts_with("input."));
    let input = input.ok_or("it has no input.*")?;
    let command = fs::read_to_string(case.join("command")).unwrap_or_default();
    let fixed = ["-t", "pdf,epub,docx,html,text,json", "--dir", &output.to_string_lossy(), &input]
        .map(str::to_owned);
    Ok(command.split_whitespace().map(str::to_owned).chain(fixed).collect())
}

/// Checks all outputs and draws the views of them.
fn look(output: &Path, views: &mut Views) -> Result<(), String> {
    let read = |ending: &str| -> Result<Vec<u8>, String> {
        fs::read(output.join(format!("input.{ending}"))).map_err(|e| format!("{ending}: {e}"))
    };
    let mut faults = Vec::new();
    for name in names_in(output) {
        faults.extend(check::output(&name, &fs::read(output.join(&name)).unwrap()));
    }
    if !faults.is_empty() {
        return Err(faults.join("\n"));
    }
    let json = String::from_utf8(read("json")?).map_err(|error| error.to_string())?;
    let article = offprint::article::json::read(&json).map_err(|error| error.to_string())?;
    views.insert("model.txt", offprint::article::dump::dump(&article));
    views.insert("text.txt", String::from_utf8_lossy(&read("txt")?).into_owned());
    let structures = [
        structure::epub(&read("epub")?)?,
        structure::docx(&read("docx")?)?,
        structure::pdf(&read("pdf")?)?,
    ];
    views.insert("structure.txt", structures.concat());
    Ok(())
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
