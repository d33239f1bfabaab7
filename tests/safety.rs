//! What an article of a stranger may do: it may be refused, and nothing else of the machine is its business.

#![allow(clippy::disallowed_methods, reason = "tests stand outside of the door")]

mod support;

use offprint::cancel::Flag;
use offprint::host::Memory;
use offprint::{ReadError, ReadOptions, RenderError, Target, theme};
use support::{Folder, Run, offprint};

fn run(folder: &Folder, arguments: &str) -> Run {
    offprint(folder.path(), &arguments.split_whitespace().collect::<Vec<_>>())
}

/// A paragraph that takes a while when there are many.
const PARAGRAPH: &str = "Words of *an article* with [links](https://example.org/) that go on.\n\n";

#[test]
fn time_may_run_out() {
    let folder = Folder::new("timeout");
    folder.write("long.md", PARAGRAPH.repeat(40_000));
    let run = run(&folder, "--timeout 0.001 --report report.jsonl long.md");
    assert_eq!(run.code, 3, "{}", run.stderr);
    assert!(run.stderr.contains("long.md: it took longer than 0.001 s"), "{}", run.stderr);
    assert!(run.stderr.contains("--timeout"), "{}", run.stderr);
    assert_eq!(folder.names(), ["long.md", "report.jsonl"]);
    let report = String::from_utf8(folder.read("report.jsonl")).unwrap();
    assert!(report.contains("\"kind\":\"timeout\""), "{report}");
}

/// A program that reads an article is part of its time, and ends with it.
#[cfg(unix)]
#[test]
fn time_runs_out_for_filters_too() {
    let folder = Folder::new("timeout-filter");
    folder.write("a.md", PARAGRAPH);
    let run = offprint(folder.path(), &["--timeout", "1", "--filter", "sleep 600", "a.md"]);
    assert_eq!(run.code, 3, "{}", run.stderr);
    assert!(run.stderr.contains("a.md: it took longer than 1 s"), "{}", run.stderr);
    assert_eq!(folder.names(), ["a.md"]);
}

#[test]
fn time_that_makes_no_sense_is_refused() {
    let folder = Folder::new("no-time");
    folder.write("a.md", PARAGRAPH);
    let run = run(&folder, "--timeout soon a.md");
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("--timeout: “soon” is no number of seconds"), "{}", run.stderr);
}

#[test]
fn work_that_is_called_off_ends() {
    let options = ReadOptions { name: "a.md".into(), ..ReadOptions::default() };
    let calm = Memory::default();
    let called_off = Memory { cancel: Some(Flag::default()), ..Memory::default() };
    let reading = offprint::read(PARAGRAPH.as_bytes(), &options, &called_off).unwrap();
    called_off.cancel.as_ref().unwrap().raise();
    let read = offprint::read(PARAGRAPH.as_bytes(), &options, &called_off);
    assert!(matches!(read, Err(ReadError::Cancelled(_))));
    let publication = reading.article.into();
    for target in [Target::pdf(), Target::epub(), Target::docx()] {
        let render = |host| offprint::render(&publication, &target, theme::built_in(), host);
        assert!(matches!(render(&called_off), Err(RenderError::Cancelled(_))));
        assert!(render(&calm).is_ok());
    }
}

/// A picture of one dot.
const DOT: &[u8] = include_bytes!("support/dot.png");

#[test]
fn images_lie_below_the_folder_of_the_article() {
    let folder = Folder::new("root");
    folder.write("outside.png", DOT);
    folder.write("site/images/dot.png", DOT);
    folder.write("site/articles/own.png", DOT);
    folder.write(
        "site/articles/a.md",
        "# A\n\n![one](own.png) ![two](../images/dot.png) ![three](../../outside.png)\n",
    );
    let usual = run(&folder, "-t epub -d out site/articles/a.md");
    assert_eq!(usual.code, 0, "{}", usual.stderr);
    assert!(!usual.stderr.contains("own.png"), "{}", usual.stderr);
    for refused in ["../images/dot.png", "../../outside.png"] {
        assert!(usual.stderr.contains(refused), "{}", usual.stderr);
    }
    let wider = run(&folder, "-t epub -d out --resource-root site site/articles/a.md");
    assert_eq!(wider.code, 0, "{}", wider.stderr);
    assert!(!wider.stderr.contains("dot.png"), "{}", wider.stderr);
    assert!(wider.stderr.contains("../../outside.png"), "{}", wider.stderr);
    let none = run(&folder, "-t epub -d out --resource-root nowhere site/articles/a.md");
    assert_eq!(none.code, 2, "{}", none.stderr);
    assert!(none.stderr.contains("--resource-root: nowhere cannot be used"), "{}", none.stderr);
}

/// Links are followed before it is asked where they lead.
#[cfg(unix)]
#[test]
fn no_link_leads_out() {
    let folder = Folder::new("links");
    folder.write("secret/outside.png", DOT);
    folder.write("articles/a.md", "# A\n\n![one](inside.png) ![two](way/outside.png)\n");
    let link = |to: &str, name: &str| {
        std::os::unix::fs::symlink(folder.path().join(to), folder.path().join(name)).unwrap();
    };
    link("secret/outside.png", "articles/inside.png");
    link("secret", "articles/way");
    let run = run(&folder, "-t epub -d out articles/a.md");
    for refused in ["inside.png", "way/outside.png"] {
        assert!(run.stderr.contains(refused), "{}", run.stderr);
    }
}

/// Whoever opens a pipe waits for somebody to write into it.
#[cfg(unix)]
#[test]
fn a_pipe_is_no_image() {
    let folder = Folder::new("pipe");
    folder.write("a.md", "# A\n\nSome words.\n\n![one](pipe.png)\n");
    let made = std::process::Command::new("mkfifo").arg(folder.path().join("pipe.png")).status();
    assert!(made.expect("mkfifo is part of every Unix").success());
    let run = run(&folder, "-t epub a.md");
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(run.stderr.contains("pipe.png"), "{}", run.stderr);
}

#[test]
fn what_is_too_large_fails_alone() {
    let folder = Folder::new("sizes");
    let long = PARAGRAPH.repeat(5_000);
    folder.write("in/long.md", &long);
    folder.write("in/short.md", format!("# A\n\n{PARAGRAPH}![one](dot.png)\n"));
    folder.write("in/dot.png", DOT);
    let record = |text: &str| serde_json::json!({ "text": text }).to_string() + "\n";
    folder.write(
        "in/many.jsonl",
        record("A\n\nSome words.") + &record(&long) + &record("B\n\nMore."),
    );
    let arguments = "-r in -d out -t text --max-input 0.25 --report report.jsonl";
    let run = run(&folder, arguments);
    assert_eq!(run.code, 1, "{}", run.stderr);
    for refused in ["in/long.md", "in/many.jsonl:2"] {
        assert!(
            run.stderr.contains(&format!("{refused}: it is longer than 0.3 MB")),
            "{}",
            run.stderr
        );
    }
    assert_eq!(support::names_in(&folder.path().join("out")).len(), 3, "{}", run.stderr);

    let small = |option: &str| {
        let run = self::run(&folder, &format!("in/short.md -t epub -d out {option}"));
        (run.code, run.stderr.contains("dot.png"))
    };
    assert_eq!(small(""), (0, false));
    assert_eq!(small("--max-image 0.00001"), (0, true));
    assert_eq!(small("--max-pixels 0.0000001"), (0, true));
    assert_eq!(small("--max-image much").0, 2);
}
