//! `--watch`: what is converted again, and when it is not.

#![allow(clippy::disallowed_methods, reason = "tests stand outside of the door")]

mod support;

use std::process::{Child, Command, Stdio};
use std::time::Duration;

use support::Folder;

/// A run that watches, and is ended with the test.
struct Watching<'f> {
    folder: &'f Folder,
    child: Child,
}

impl Drop for Watching<'_> {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn command(folder: &Folder, arguments: &str) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_offprint"));
    command.current_dir(folder.path()).env_remove("OFFPRINT_CONFIG");
    command.args(arguments.split_whitespace());
    command
}

impl<'f> Watching<'f> {
    fn new(folder: &'f Folder, arguments: &str) -> Watching<'f> {
        let said = std::fs::File::create(folder.path().join("said")).unwrap();
        let child = command(folder, arguments).arg("--watch").stderr(said).spawn().unwrap();
        Watching { folder, child }
    }

    fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.folder.path().join(name)).unwrap_or_default()
    }

    /// Waits until a file holds some text, as long as a slow machine may need.
    #[track_caller]
    fn expect(&mut self, name: &str, text: &str) {
        self.wait(name, |found| found.contains(text));
    }

    /// Waits until a file is there and no longer what it was.
    #[track_caller]
    fn expect_another(&mut self, name: &str, before: &str) {
        self.wait(name, |found| !found.is_empty() && found != before);
    }

    #[track_caller]
    fn wait(&mut self, name: &str, is_there: impl Fn(&str) -> bool) {
        for _ in 0..600 {
            if is_there(&self.read(name)) {
                return;
            }
            assert!(self.child.try_wait().unwrap().is_none(), "it ended: {}", self.read("said"));
            std::thread::sleep(Duration::from_millis(100));
        }
        panic!("{name} never came to be as it should:\n{}\n{}", self.read(name), self.read("said"));
    }

    /// How often something was converted.
    fn turns(&self) -> usize {
        self.read("said").matches("watching").count()
    }
}

const PICTURE: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"4\" height=\"4\"/>";

#[test]
fn what_an_output_is_made_of_is_watched() {
    let folder = Folder::new("watch");
    folder.write("a.md", "# One\n\nSome words.\n\n![A dot](dot.svg)\n");
    let mut watching = Watching::new(&folder, "a.md -t html,text");
    watching.expect("a.txt", "One");
    watching.expect("said", "watching");

    folder.write("a.md", "# Two\n\nOther words.\n\n![A dot](dot.svg)\n");
    watching.expect("a.txt", "Two");
    // An image that was missing, and one that changes.
    assert!(!watching.read("a.html").contains("svg+xml"));
    folder.write("dot.svg", PICTURE);
    watching.expect("a.html", "svg+xml");
    let before = watching.read("a.html");
    folder.write("dot.svg", PICTURE.replace("\"4\"", "\"8\""));
    watching.expect_another("a.html", &before);

    let before = watching.read("a.html");

    // Settings count at once, and what is wrong with them is waited for.
    folder.write("offprint.toml", "to = \"pdf\"\n");
    folder.write("offprint.toml", "themee = \"pocket\"\n");
    watching.expect("said", "did you mean theme?");
    folder.write("offprint.toml", "theme = \"pocket\"\n");
    watching.expect_another("a.html", &before);
}

#[test]
fn a_folder_is_watched_for_new_articles() {
    let folder = Folder::new("watch-folder");
    folder.write("in/a.md", "# One\n\nSome words.\n");
    let mut watching = Watching::new(&folder, "-r in -d out -t text");
    watching.expect("out/a.txt", "One");
    watching.expect("said", "watching");
    folder.write("in/deep/b.md", "# Two\n\nSome words.\n");
    watching.expect("out/deep/b.txt", "Two");
    // Outputs are no reason to convert again.
    let turns = watching.turns();
    std::thread::sleep(Duration::from_millis(900));
    assert!(watching.turns() <= turns + 1, "{}", watching.read("said"));
}

#[test]
fn what_cannot_be_watched_is_refused() {
    let folder = Folder::new("watch-refused");
    folder.write("a.md", "# One\n");
    for (arguments, word) in [
        ("- --watch", "standard input"),
        ("--files-from - --watch", "standard input"),
        ("a.md -t text -o - --watch", "standard output"),
        ("a.md --watch --skip-existing", "cannot be used with"),
        ("a.md --watch --theme nothing", "nothing"),
        ("-r . --watch -t html", "another --dir"),
        ("-r . --watch -t text -d made", "another --dir"),
    ] {
        let output = command(&folder, arguments).stdin(Stdio::null()).output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.code() == Some(2) && said.contains(word), "{arguments}: {said}");
    }
}
