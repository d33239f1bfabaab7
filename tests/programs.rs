//! Programs from outside, as people meet them: formats that they write and filters.
//!
//! Those of `tests/programs` are for these tests alone, those of `docs/examples` for readers too;
//! the latter need Python 3.

#![cfg(unix)]
#![allow(clippy::disallowed_methods, reason = "tests stand outside of the door")]

mod support;

use std::path::Path;
use std::time::{Duration, Instant};

use support::{Folder, Run, command, run_to_end};

const ARTICLE: &str = "---\ntitle: A title\n---\n\nSome *words*.\n\n## A weir\n\nMore \"words\".\n";

fn path_of(folder: &str) -> String {
    format!("{}/{folder}", env!("CARGO_MANIFEST_DIR"))
}

/// Runs the program in a folder, with these folders before all others on the search path.
fn run_with_path(folder: &Folder, search_path: &str, arguments: &[&str]) -> Run {
    let mut command = command(folder.path(), arguments);
    let usual = std::env::var("PATH").unwrap_or_default();
    command.env("PATH", format!("{search_path}:{usual}"));
    run_to_end(command, b"")
}

/// Runs the program with the programs of these tests at hand; arguments as one would type them.
fn run(folder: &Folder, arguments: &str) -> Run {
    let arguments: Vec<&str> = arguments.split_whitespace().collect();
    run_with_path(folder, &path_of("tests/programs"), &arguments)
}

/// Runs the program on `a.md` with filters, and returns the JSON that it writes.
fn filtered(folder: &Folder, filters: &[&str]) -> Run {
    let options = filters.iter().flat_map(|filter| ["--filter", filter]);
    let arguments: Vec<&str> = options.chain(["-t", "json", "-o", "-", "a.md"]).collect();
    run_with_path(folder, &path_of("docs/examples"), &arguments)
}

fn folder(name: &str) -> Folder {
    let folder = Folder::new(&format!("programs-{name}"));
    folder.write("a.md", ARTICLE);
    folder
}

fn text(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).unwrap()
}

#[track_caller]
fn refused(run: &Run, code: i32, saying: &[&str]) {
    assert_eq!(run.code, code, "{}", run.stderr);
    for words in saying {
        assert!(run.stderr.contains(words), "“{words}” is not in\n{}", run.stderr);
    }
    assert!(!run.stderr.contains("panicked"), "{}", run.stderr);
}

#[test]
fn a_program_on_the_path_is_a_format() {
    let folder = folder("format");
    let done = run(&folder, "-t json,same -d out a.md");
    assert_eq!(done.code, 0, "{}", done.stderr);
    assert_eq!(folder.read("out/a.same"), folder.read("out/a.json"));
    assert!(done.stderr.contains("out/a.same  "), "{}", done.stderr);
    // By the ending of the output, to standard output, with an ending of its own.
    assert_eq!(run(&folder, "-o b.same a.md").code, 0);
    assert_eq!(folder.read("b.same"), folder.read("out/a.json"));
    assert_eq!(run(&folder, "-t same -o - a.md").stdout, folder.read("out/a.json"));
    assert_eq!(run(&folder, "-t same:x.y -d out a.md").code, 0);
    assert_eq!(folder.read("out/a.x.y"), folder.read("out/a.json"));
    // Built-in formats come first.
    assert_eq!(run(&folder, "-t pdf a.md").code, 0);
    assert!(folder.read("a.pdf").starts_with(b"%PDF"));
}

#[test]
fn a_program_is_told_what_it_is_for() {
    let folder = folder("told");
    let done = run(&folder, "-t told -o - a.md");
    let lines = [
        "OFFPRINT_FORMAT=told".to_owned(),
        "OFFPRINT_INPUT=a.md".to_owned(),
        "OFFPRINT_JSON=1".to_owned(),
        format!("OFFPRINT_VERSION={}", env!("CARGO_PKG_VERSION")),
        folder.path().display().to_string(),
    ];
    assert_eq!(text(done.stdout).lines().collect::<Vec<_>>(), lines);
}

#[test]
fn what_is_no_program_is_no_format() {
    let folder = folder("unknown");
    refused(
        &run(&folder, "-t pfd a.md"),
        2,
        &["there is no format “pfd”", "did you mean pdf?", "offprint-to-pfd on the PATH"],
    );
    let near = run(&folder, "-t warn a.md");
    refused(&near, 2, &["did you mean warns?", "pandoc, fails, ", ", told, warns)"]);
    assert!(!near.stderr.contains("locked"), "{}", near.stderr);
    refused(&run(&folder, "-t locked a.md"), 2, &["there is no format “locked”"]);
    refused(&run(&folder, "-t same:../b a.md"), 2, &["“../b” is no ending"]);
    refused(&run(&folder, "-t warns:x,same:x a.md"), 2, &["warns and same", "NAME:ENDING"]);
    refused(&run(&folder, "-t warns:X,same:x a.md"), 2, &["warns and same"]);
    for name in ["../same", "Same", "sa_me", "sa me"] {
        let refusal = run_with_path(&folder, &path_of("tests/programs"), &["-t", name, "a.md"]);
        refused(&refusal, 2, &["there is no format"]);
        assert!(!refusal.stderr.contains("PATH"), "{}", refusal.stderr);
    }
    // Nothing is run from the current folder, whatever the path says of it.
    let programs = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/programs");
    for search_path in ["", ".", "./", "../programs"] {
        let arguments = ["-t", "same", "-o", "-", "../../input/what-is-an-offprint.md"];
        let mut command = command(&programs, &arguments);
        command.env("PATH", search_path);
        refused(&run_to_end(command, b""), 2, &["there is no format “same”"]);
    }
}

#[test]
fn what_programs_say_is_told() {
    let folder = folder("messages");
    let usual = run(&folder, "-t warns a.md");
    assert_eq!(
        usual.stderr,
        "a.warns  12 bytes\na.md:3: warning: offprint-to-warns: a table was flattened\n"
    );
    assert_eq!(folder.read("a.warns"), b"some output\n");
    assert!(
        run(&folder, "-v -t warns a.md").stderr.contains("a.md: offprint-to-warns: all is well")
    );
    assert_eq!(run(&folder, "--strict -t warns a.md").code, 5);
}

#[test]
fn what_fails_fails_alone() {
    let folder = folder("fails");
    let done = run(&folder, "-t fails,json,silent a.md --report report");
    assert_eq!(done.code, 1, "{}", done.stderr);
    assert_eq!(folder.names(), ["a.json", "a.md", "report"]);
    let said =
        "a.md: offprint-to-fails: it ended with exit code 3: in line 7 / there is no such thing";
    assert!(done.stderr.contains(said), "{}", done.stderr);
    assert!(done.stderr.contains("offprint-to-silent: it wrote nothing"), "{}", done.stderr);
    let report: serde_json::Value = serde_json::from_slice(&folder.read("report")).unwrap();
    assert_eq!(report["status"], "partly-failed");
    assert_eq!(report["failures"][0]["kind"], "render");
    assert_eq!(report["outputs"].as_array().unwrap().len(), 1);
}

#[test]
fn batches_start_a_program_for_each_article() {
    let folder = Folder::new("programs-batch");
    for number in 0..12 {
        folder.write(&format!("in/{number}.md"), format!("# Title {number}\n\nSome words.\n"));
    }
    let done = run(&folder, "-r in -d out -t told,same -j 3 --report report");
    assert_eq!(done.code, 0, "{}", done.stderr);
    assert_eq!(support::names_in(&folder.path().join("out")).len(), 24);
    assert!(text(folder.read("out/7.told")).contains("OFFPRINT_INPUT=in/7.md\n"));
    let report = text(folder.read("report"));
    let first: serde_json::Value = serde_json::from_str(report.lines().next().unwrap()).unwrap();
    assert_eq!(first["outputs"][0]["format"], "told");
    assert_eq!(first["outputs"][0]["bytes"], folder.read("out/0.told").len());
    let again = run(&folder, "-r in -d out -t told,same --skip-existing");
    assert!(
        again.stderr.ends_with("12 inputs, 12 passed over; 0 files written\n"),
        "{}",
        again.stderr
    );
    // An input that only a program's ending would replace stays what it is.
    folder.write("in/x.same", "A text of its own.\n");
    folder.write("list", "in/x.same\n");
    let listed = run(&folder, "--files-from list -d in -t same");
    assert_eq!(listed.code, 0, "{}", listed.stderr);
    assert_eq!(folder.read("in/x.same"), b"A text of its own.\n");
    assert!(folder.path().join("in/x-2.same").exists());
    let book = run(&folder, "-r in --bundle -t same,json");
    assert_eq!(book.code, 0, "{}", book.stderr);
    assert_eq!(folder.read("in.same"), folder.read("in.json"));
    let told = run(&folder, "-r in --bundle -t told -o -");
    assert!(text(told.stdout).contains("OFFPRINT_INPUT=in\n"));
}

#[test]
fn an_interrupt_ends_programs_too() {
    use nix::sys::signal::{Signal, kill};
    use nix::unistd::Pid;

    let folder = folder("interrupt");
    let mark = folder.path().join("mark");
    let mut command = command(folder.path(), &["-t", "slow", "a.md"]);
    command.env("PATH", format!("{}:/usr/bin:/bin", path_of("tests/programs")));
    let mut child = command.env("SLOW_MARK", &mark).spawn().unwrap();
    let began = Instant::now();
    while !mark.with_extension("begun").exists() {
        assert!(began.elapsed() < Duration::from_secs(60), "it never began");
        std::thread::sleep(Duration::from_millis(10));
    }
    kill(Pid::from_raw(child.id() as i32), Signal::SIGINT).unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(130));
    std::thread::sleep(Duration::from_millis(2200));
    assert!(!mark.with_extension("late").exists(), "it went on after the end");
    assert!(!folder.path().join("a.slow").exists());
}

#[test]
fn filters_change_articles_in_their_order() {
    let folder = folder("filters");
    folder.write("one.sh", "sed 's/\"words\"/\"pebbles\"/; s/A weir/A \\\\\"mill\\\\\"/'");
    folder.write("t w o.sh", "sed 's/pebbles/stones/'");
    let done = filtered(&folder, &["sh one.sh", "sh 't w o.sh'"]);
    assert_eq!(done.code, 0, "{}", done.stderr);
    let json = text(done.stdout);
    assert!(json.contains("\"stones\"") && !json.contains("pebbles"), "{json}");
    // The passes ran before: the other quotation marks are those of the language. What the
    // filter wrote is as it wrote it.
    assert!(json.contains("“words”") && json.contains("A \\\"mill\\\""), "{json}");
    let other = filtered(&folder, &["sh 't w o.sh'", "sh one.sh"]);
    assert!(text(other.stdout).contains("pebbles"));
}

#[test]
fn filters_change_each_article_of_a_book() {
    let folder = folder("book");
    folder.write("b.md", "# Mill\n\nMore words.\n");
    folder.write("one.sh", "sed 's/ords/ORDS/'");
    let arguments = ["--filter", "sh one.sh", "--bundle", "-t", "text", "-o", "-", "a.md", "b.md"];
    let done = run_with_path(&folder, "/bin", &arguments);
    let book = text(done.stdout);
    assert!(book.contains("More “wORDS”."), "{book}");
    assert!(book.contains("More wORDS."), "{book}");
}

#[test]
fn filters_that_do_nothing_change_nothing() {
    let folder = folder("nothing");
    let article = std::fs::read(path_of("tests/articles/torture.md")).unwrap();
    folder.write("a.md", article);
    let without = filtered(&folder, &[]);
    let with = filtered(&folder, &["cat", "cat"]);
    assert_eq!((with.code, &with.stderr), (0, &without.stderr));
    assert!(!without.stdout.is_empty() && with.stdout == without.stdout);
}

#[test]
fn a_filter_that_fails_fails_its_input_alone() {
    let folder = folder("filter-fails");
    folder.write("b.md", "# Mill\n\nSome words.\n");
    folder
        .write("picky.sh", "cat >j; if grep -q Mill j; then echo no mills >&2; exit 4; fi; cat j");
    let arguments =
        ["--filter", "sh picky.sh", "-t", "json", "-d", "out", "-j", "1", "a.md", "b.md"];
    let done = run_with_path(&folder, "/bin", &arguments);
    refused(&done, 1, &["b.md: filter sh picky.sh: it ended with exit code 4: no mills"]);
    assert_eq!(support::names_in(&folder.path().join("out")), ["a.json"]);
}

#[test]
fn answers_of_filters_are_read_as_carefully_as_any_input() {
    let folder = folder("answers");
    let deep = "[".repeat(5000);
    for (answer, reason) in [
        ("", "it wrote nothing; a filter writes the article"),
        ("\n", "it wrote nothing"),
        ("{\"offprint\":1,\"blocks\":[{\"type\":\"riddle\"}]}", "unknown variant `riddle`"),
        ("{\"offprint\":2,\"blocks\":[]}", "it has the form of version 2"),
        ("{\"blocks\":[]}", "missing field `offprint`"),
        (&format!("{{\"offprint\":1,\"blocks\":{deep}"), "nest deeper"),
        ("{\"offprint\":1} {}", "trailing characters"),
    ] {
        folder.write("answer", answer);
        let done = filtered(&folder, &["cat answer"]);
        refused(&done, 3, &["a.md: filter cat answer: ", reason]);
    }
    folder.write("answer", b"{\"offprint\":1,\"x\":\"\xff\"}");
    refused(&filtered(&folder, &["cat answer"]), 3, &["is not UTF-8"]);
}

#[test]
fn what_a_filter_upsets_the_passes_put_in_order() {
    let folder = folder("order");
    let heading =
        r#"{"type":"heading","level":9,"id":"x","content":[{"type":"text","text":"H\u0007"}]}"#;
    let link =
        r##"{"type":"link","target":"javascript:x","content":[{"type":"text","text":"L"}]}"##;
    let paragraph = format!(r#"{{"type":"paragraph","content":[{link}]}}"#);
    let mark = r#"{"type":"paragraph","content":[{"type":"text","text":"N"},{"type":"note-ref","id":"gone"}]}"#;
    folder.write(
        "answer",
        format!(r#"{{"offprint":1,"blocks":[{heading},{heading},{paragraph},{mark}]}}"#),
    );
    let done = filtered(&folder, &["cat answer"]);
    assert_eq!(done.code, 0, "{}", done.stderr);
    let json = text(done.stdout);
    assert!(json.contains("\"id\": \"x\"") && json.contains("\"id\": \"x-2\""), "{json}");
    assert!(!json.contains("javascript") && !json.contains("\\u0007"), "{json}");
    assert!(done.stderr.contains("note “gone” is referred to but not given"), "{}", done.stderr);
}

#[test]
fn filters_name_images_and_bring_their_own() {
    let folder = folder("images");
    folder.write("dot.gif", include_bytes!("programs/dot.gif"));
    let data = "data:image/gif;base64,R0lGODlhAgABAIAAAP8AAAD/ACwAAAAAAgABAAACAkQKADs=";
    let figure = |reference: &str| {
        format!(r#"{{"type":"figure","image":{{"reference":"{reference}","alt":"A dot"}}}}"#)
    };
    let blocks = format!("{},{}", figure("dot.gif"), figure(data));
    folder.write("answer", format!(r#"{{"offprint":1,"blocks":[{blocks}]}}"#));
    let done = filtered(&folder, &["cat answer"]);
    let json = text(done.stdout);
    assert_eq!(json.matches("\"media-type\": \"image/gif\"").count(), 1, "{json}");
    assert_eq!(json.matches("\"asset\": ").count(), 2, "{json}");
}

/// What the example makes of an article, and what that says when it is read again.
fn there_and_back(folder: &Folder, input: &str) -> (Run, String, String) {
    let examples = path_of("docs/examples");
    let text_of = |input: &str| {
        let arguments = ["--no-smart", "-t", "text", "-o", "-", input];
        text(run_with_path(folder, &examples, &arguments).stdout)
    };
    let run = run_with_path(folder, &examples, &["--no-smart", "-o", "made.md", input]);
    assert_eq!(run.code, 0, "{input}: is there a python3? {}", run.stderr);
    (run, text_of(input), text_of("made.md"))
}

#[test]
fn the_example_of_a_format_keeps_every_word() {
    let folder = folder("markdown");
    let cases = "notes inline table quotes lists-nested definitions code alerts bidi headings markers-russian \
                 math scraped-page web-blog punctuation-french verse tasks";
    let cases = cases.split_whitespace().map(|case| path_of(&format!("tests/cases/{case}")));
    let in_cases = cases.filter_map(|case| {
        let names = support::names_in(Path::new(&case));
        let input = names.into_iter().find(|name| name.starts_with("input."))?;
        Some(format!("{case}/{input}"))
    });
    let others = [
        "input/what-is-an-offprint.md",
        "input/tatar-exile-government.txt",
        "tests/articles/torture.md",
    ];
    let inputs: Vec<String> = in_cases.chain(others.map(path_of)).collect();
    assert!(inputs.len() > 15, "{inputs:?}");
    for input in inputs {
        let (_, there, back) = there_and_back(&folder, &input);
        assert!(there.split_whitespace().count() > 5, "{input}");
        assert!(there == back, "{input}:\n{}", support::difference::show(&there, &back));
    }
    let spans = there_and_back(&folder, &path_of("tests/cases/table-spans/input.json")).0;
    assert!(
        spans.stderr.contains("warning: offprint-to-md: the table has cells that span"),
        "{}",
        spans.stderr
    );
    let arguments = ["--bundle", "-t", "md", "-d", "book", "a.md", "made.md"];
    let book = run_with_path(&folder, &path_of("docs/examples"), &arguments);
    refused(&book, 3, &["exit code 1: this program takes one article, not a book"]);
    let made = there_and_back(&folder, "a.md");
    assert!(text(folder.read("made.md")).starts_with("---\ntitle: \"A title\"\n"), "{}", made.1);
}

#[test]
fn the_example_of_a_filter_numbers_headings() {
    let folder = folder("numbers");
    folder.write("a.md", "# One\n\nx\n\n## Two\n\n## 3 Three\n\n### Deep\n\n# Four\n\n## Five\n");
    let headings = |filter: &str| {
        let arguments = ["-v", "--filter", filter, "--title", "T", "-t", "text", "-o", "-", "a.md"];
        let run = run_with_path(&folder, &path_of("docs/examples"), &arguments);
        let lines = text(run.stdout)
            .replace('\u{2002}', " ")
            .lines()
            .filter(|line| line.len() > 1)
            .map(str::to_owned)
            .collect();
        (lines, run.stderr)
    };
    let (all, said): (Vec<String>, String) = headings("number-headings");
    assert_eq!(all, ["1 One", "1.1 Two", "3 Three", "1.2.1 Deep", "2 Four", "2.1 Five"], "{said}");
    assert!(said.contains("a.md:7: number-headings: the heading has a number already"), "{said}");
    let (first, _) = headings("number-headings 1");
    assert_eq!(first, ["1 One", "Two", "3 Three", "Deep", "2 Four", "Five"]);
    let (none, said) = headings("number-headings 9");
    assert!(none.is_empty() && said.contains("write a number from 1 to 6"), "{said}");
}

#[test]
fn commands_that_are_none_are_refused_before_anything_is_read() {
    let folder = folder("commands");
    folder.write("plain", "cat");
    for (filter, reason) in [
        ("no-such-program -x", "there is no program “no-such-program” on the PATH"),
        ("./gone", "there is no program ./gone"),
        ("./plain", "./plain is not executable"),
        ("cat 'x", "the quotation mark ' is never closed"),
        ("", "it is empty; name a program"),
    ] {
        refused(&filtered(&folder, &[filter]), 2, &["--filter: ", reason]);
    }
}
