//! Options that nobody types: `offprint.toml`, the environment, and what counts more than what.

#![allow(clippy::disallowed_methods, reason = "tests stand outside of the door")]

mod support;

use std::process::Command;

use support::Folder;

/// A run of the program: its exit code, and what it said.
struct Said {
    code: i32,
    stderr: String,
}

/// Runs the program in a folder, with variables.
fn run(folder: &Folder, variables: &[(&str, &str)], arguments: &str) -> Said {
    run_below(folder, "", variables, arguments)
}

fn run_below(folder: &Folder, below: &str, variables: &[(&str, &str)], arguments: &str) -> Said {
    let mut command = Command::new(env!("CARGO_BIN_EXE_offprint"));
    command.current_dir(folder.path().join(below)).env_remove("OFFPRINT_CONFIG");
    command.args(arguments.split_whitespace()).envs(variables.iter().copied());
    let output = command.output().expect("the program can be started");
    let stderr = String::from_utf8(output.stderr).expect("messages are UTF-8");
    Said { code: output.status.code().expect("it ends by itself"), stderr }
}

#[track_caller]
fn refused(said: &Said, words: &[&str]) {
    assert_eq!(said.code, 2, "{}", said.stderr);
    for words in words {
        assert!(said.stderr.contains(words), "“{words}” is not in\n{}", said.stderr);
    }
}

fn folder(name: &str, settings: &str) -> Folder {
    let folder = Folder::new(name);
    folder.write("a.md", "# A title\n\nSome words.\n");
    folder.write("offprint.toml", settings);
    folder
}

/// The endings of what was written.
fn endings(folder: &Folder) -> Vec<String> {
    let made = folder.names().into_iter().filter(|name| name.starts_with("a.") && name != "a.md");
    made.map(|name| name[2..].to_owned()).collect()
}

#[test]
fn the_nearest_file_above_counts() {
    let folder = folder("found", "to = [\"text\"]\ndir = \"made\"\n");
    folder.write("deep/down/b.md", "# Another\n\nMore words.\n");
    let said = run_below(&folder, "deep/down", &[], "b.md");
    assert_eq!(said.code, 0, "{}", said.stderr);
    // Paths count from the folder of the file.
    assert_eq!(support::names_in(&folder.path().join("made")), ["b.txt"]);
    folder.write("deep/offprint.toml", "to = \"json\"");
    assert_eq!(run_below(&folder, "deep/down", &[], "b.md").code, 0);
    assert_eq!(support::names_in(&folder.path().join("deep/down")), ["b.json", "b.md"]);
}

#[test]
fn what_is_typed_counts_most_and_the_file_least() {
    let counts = |variables: &[(&str, &str)], arguments: &str| {
        let folder = folder("order", "to = [\"text\"]\n");
        let said = run(&folder, variables, arguments);
        assert_eq!(said.code, 0, "{}", said.stderr);
        endings(&folder)
    };
    assert_eq!(counts(&[], "a.md"), ["txt"]);
    assert_eq!(counts(&[("OFFPRINT_TO", "html,json")], "a.md"), ["html", "json"]);
    assert_eq!(counts(&[("OFFPRINT_TO", "html")], "-t epub a.md"), ["epub"]);
    assert_eq!(counts(&[("OFFPRINT_TO", "")], "a.md"), ["txt"]);
    assert_eq!(counts(&[("OFFPRINT_TO", "html")], "--no-config -t text a.md"), ["txt"]);
    assert_eq!(counts(&[("OFFPRINT_TO", "html")], "--no-config a.md"), ["docx", "epub", "pdf"]);
}

#[test]
fn settings_give_way_to_what_excludes_them() {
    let folder = folder("exclude", "dir = \"made\"\ntoc = true\nclean = \"gentle\"\nto = \"text\"");
    let said = run(&folder, &[], "-o here.txt --no-toc --keep-all a.md");
    assert_eq!(said.code, 0, "{}", said.stderr);
    assert_eq!(folder.names(), ["a.md", "here.txt", "offprint.toml"]);
}

#[test]
fn settings_for_formats_wait_for_them() {
    let folder = folder("wait", "cover = \"none\"\ngrayscale = true\n");
    assert_eq!(run(&folder, &[], "-t text a.md").code, 0);
    refused(&run(&folder, &[], "-t text --cover none a.md"), &["--cover is for EPUBs"]);
}

#[test]
fn switches_are_on_or_off() {
    let folder = folder("switches", "strict = true\nto = \"text\"\n");
    folder.write("a.md", "# A\n\nWords.\n\n![gone](gone.png)\n");
    assert_eq!(run(&folder, &[], "a.md").code, 5);
    assert_eq!(run(&folder, &[("OFFPRINT_STRICT", "0")], "a.md").code, 0);
    refused(&run(&folder, &[("OFFPRINT_STRICT", "maybe")], "a.md"), &["OFFPRINT_STRICT", "1 or 0"]);
    folder.write("offprint.toml", "strict = \"yes\"\n");
    refused(&run(&folder, &[], "a.md"), &["offprint.toml:1", "strict", "true or false"]);
}

#[test]
fn mistakes_are_told_with_their_line() {
    for (settings, words) in [
        ("\ntheem = \"pocket\"", &["offprint.toml:2", "“theem”", "did you mean theme?"][..]),
        ("to = [\"pdf\",", &["offprint.toml:1"]),
        ("# A\n\njobs = \"many\"", &["offprint.toml:3", "many"]),
        ("clean = \"bold\"", &["offprint.toml:1", "bold"]),
        ("paper = \"a55\"", &["offprint.toml:1", "--paper a55"]),
        ("theme = \"pockte\"", &["offprint.toml:1", "did you mean pocket?"]),
        ("output = \"a.pdf\"", &["offprint.toml:1", "--output is about one run"]),
        ("paper = [\"a4\", \"a5\"]", &["offprint.toml:1", "paper: one value"]),
        ("author = [{}]", &["offprint.toml:1", "author: write a text"]),
    ] {
        let folder = folder("mistakes", settings);
        let said = run(&folder, &[], "a.md");
        refused(&said, words);
        assert_eq!(endings(&folder), [] as [&str; 0], "nothing is written");
    }
    let folder = folder("mistakes", "");
    refused(&run(&folder, &[("OFFPRINT_PAPER", "a55")], "a.md"), &["OFFPRINT_PAPER", "a55"]);
    refused(&run(&folder, &[], "--config nowhere.toml a.md"), &["nowhere.toml cannot be read"]);
}

/// A folder of articles may hold whatever its maker put there.
#[test]
fn what_is_found_runs_nothing() {
    for settings in ["filter = [\"./harm\"]", "to = [\"pdf\", \"harm\"]", "resource-root = \"/\""] {
        let folder = folder("found-harm", settings);
        refused(
            &run(&folder, &[], "a.md"),
            &["offprint.toml:1", "articles of strangers", "--config"],
        );
    }
    let folder = folder("named-filter", "filter = [\"cat\"]\nto = \"text\"\n");
    let said = run(&folder, &[], "--config offprint.toml a.md");
    assert_eq!((said.code, endings(&folder)), (0, vec!["txt".to_owned()]), "{}", said.stderr);
}

#[test]
fn other_commands_take_what_they_know() {
    let folder = folder("inspect", "theme = \"pocket\"\nfrom = \"text\"\n");
    let output = Command::new(env!("CARGO_BIN_EXE_offprint"))
        .current_dir(folder.path())
        .args(["inspect", "--json", "a.md"])
        .output()
        .expect("the program can be started");
    let shown = String::from_utf8(output.stdout).expect("JSON is UTF-8");
    assert!(shown.contains("\"format\":\"text\""), "{shown}");
}
