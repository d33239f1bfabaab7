//! The commands beside converting: themes, formats, what the machine has, completions, the manual.

#![allow(clippy::disallowed_methods, reason = "tests stand outside of the door")]

mod support;

use std::process::{Command, Stdio};

use serde_json::Value;
use support::Folder;

/// A run of the program in a folder: its exit code, and what it said.
struct Said {
    code: i32,
    stdout: String,
    stderr: String,
}

fn run(folder: &Folder, arguments: &str) -> Said {
    let mut command = Command::new(env!("CARGO_BIN_EXE_offprint"));
    command.current_dir(folder.path()).args(arguments.split_whitespace());
    for variable in ["OFFPRINT_CONFIG", "OFFPRINT_THEME", "SOURCE_DATE_EPOCH"] {
        command.env_remove(variable);
    }
    said(&mut command)
}

fn said(command: &mut Command) -> Said {
    let output = command.output().expect("the program can be started");
    let text = |bytes| String::from_utf8(bytes).expect("messages are UTF-8");
    let code = output.status.code().expect("it ends by itself");
    Said { code, stdout: text(output.stdout), stderr: text(output.stderr) }
}

/// What a command prints that succeeds.
#[track_caller]
fn printed(folder: &Folder, arguments: &str) -> String {
    let said = run(folder, arguments);
    assert_eq!((said.code, said.stderr.as_str()), (0, ""), "{arguments}");
    said.stdout
}

#[track_caller]
fn json(folder: &Folder, arguments: &str) -> Value {
    serde_json::from_str(&printed(folder, arguments)).expect("it is JSON")
}

#[track_caller]
fn refused(said: &Said, words: &[&str]) {
    assert_eq!((said.code, said.stdout.as_str()), (2, ""), "{}", said.stderr);
    for words in words {
        assert!(said.stderr.contains(words), "“{words}” is not in\n{}", said.stderr);
    }
}

#[test]
fn a_theme_of_ones_own_is_begun_shown_and_used() {
    let folder = Folder::new("theme-new");
    let names: Vec<Value> = json(&folder, "theme list --json").as_array().unwrap().clone();
    assert!(names.iter().any(|theme| theme["name"] == "pocket"));
    let list = printed(&folder, "theme list");
    for theme in &names {
        assert!(list.contains(theme["about"].as_str().unwrap()), "{list}");
    }

    assert!(printed(&folder, "theme new mine --base pocket").contains("theme.toml"));
    let file = folder.path().join("mine/theme.toml");
    let begun = std::fs::read_to_string(&file).unwrap();
    refused(&run(&folder, "theme new mine"), &["is there already"]);
    assert_eq!(std::fs::read_to_string(&file).unwrap(), begun);

    // It looks like its base, until a key is switched on.
    folder.write("a.md", "# A title\n\nSome words.\n");
    let pdf = |theme: &str, name: &str| {
        let said = run(&folder, &format!("a.md --theme {theme} -o {name}.pdf --font-dir none"));
        assert_eq!(said.code, 0, "{}", said.stderr);
        std::fs::read(folder.path().join(format!("{name}.pdf"))).unwrap()
    };
    assert!(pdf("pocket", "a") == pdf("mine", "b"));
    folder.write("mine/theme.toml", begun.replace("#align = \"justify\"", "align = \"center\""));
    assert!(pdf("pocket", "a") != pdf("mine", "c"));

    let whole = printed(&folder, "theme show mine");
    assert!(whole.contains("align = \"center\"") && whole.contains("name = \"mine\""), "{whole}");
    folder.write("mine/theme.toml", "base = \"pocket\"\nname = \"mine\"\n[pgae]\n");
    refused(&run(&folder, "theme show mine"), &["theme.toml:3:", "did you mean `page`?"]);
    refused(&run(&folder, "theme show pokcet"), &["did you mean pocket?"]);
    folder.write("mine/theme.toml", &begun);
    refused(&run(&folder, "theme new other --base mine"), &["rests on a built-in one"]);
    refused(&run(&folder, "theme new other --base nothing"), &["nothing"]);
    assert!(!folder.path().join("other").exists());
}

#[test]
fn formats_are_those_of_the_options() {
    let folder = Folder::new("formats");
    let formats = json(&folder, "formats --json");
    let text = printed(&folder, "formats");
    for way in ["read", "write"] {
        let names: Vec<&str> =
            formats[way].as_array().unwrap().iter().map(|f| f["name"].as_str().unwrap()).collect();
        assert!(names.len() > 5, "{way}: {names:?}");
        assert!(names.iter().all(|name| text.contains(name)), "{text}");
        // What is listed is what an unknown name is told.
        let option = if way == "read" { "--from" } else { "--to" };
        let said = run(&folder, &format!("a.md {option} papyrus"));
        assert_eq!(said.code, 2);
        let known = said.stderr.split_once("(known: ").unwrap().1.split_once(')').unwrap().0;
        assert_eq!(known.split(", ").collect::<Vec<_>>(), names);
    }
}

#[test]
fn the_doctor_tells_what_sets_scripts_and_what_is_broken() {
    let folder = Folder::new("doctor");
    let healthy = json(&folder, "doctor --font-dir none --json");
    assert_eq!(healthy["fonts"]["faces"], 0);
    let script = |found: &Value, name: &str| {
        let mut scripts = found["scripts"].as_array().unwrap().iter();
        scripts.find(|script| script["script"] == name).cloned().unwrap()
    };
    assert_eq!(script(&healthy, "Latin")["by"], "theme");
    assert_eq!(script(&healthy, "Thai")["by"], "nothing");
    let listing = printed(&folder, "doctor --font-dir none");
    assert!(listing.contains("Noto fonts") && listing.contains("Settings"), "{listing}");

    // A folder of one's own counts, and so does a file with settings.
    let face = concat!(env!("CARGO_MANIFEST_DIR"), "/templates/fonts/DejaVuSansMono.ttf");
    std::fs::create_dir(folder.path().join("fonts")).unwrap();
    std::fs::copy(face, folder.path().join("fonts/a.ttf")).unwrap();
    folder.write("fonts/b.ttf", "no font");
    folder.write("offprint.toml", "font-dir = \"fonts\"\ntheme = \"manuscript\"\n");
    let said = run(&folder, "doctor --json");
    assert_eq!(said.code, 1, "{}", said.stderr);
    let found: Value = serde_json::from_str(&said.stdout).unwrap();
    assert_eq!((&found["theme"], &found["fonts"]["faces"]), (&"manuscript".into(), &1.into()));
    assert_eq!(script(&found, "Georgian")["family"], "DejaVu Sans Mono");
    assert!(found["settings"].as_str().unwrap().ends_with("offprint.toml"));
    assert!(found["faults"][0].as_str().unwrap().contains("b.ttf"), "{found}");
    folder.write("offprint.toml", "font-dri = \"fonts\"\n");
    refused(&run(&folder, "doctor"), &["offprint.toml:1", "did you mean font-dir?"]);
}

/// All long options that the program knows.
fn options(folder: &Folder) -> Vec<String> {
    let help = printed(folder, "--help");
    let mut options: Vec<String> = help
        .lines()
        .filter(|line| line.trim_start().starts_with('-'))
        .filter_map(|line| line.split_whitespace().find(|word| word.starts_with("--")))
        .map(|word| word.trim_matches(',').to_owned())
        .collect();
    options.dedup();
    assert!(options.len() > 30, "{options:?}");
    options
}

#[test]
fn completions_and_the_manual_know_every_option() {
    let folder = Folder::new("completions");
    let options = options(&folder);
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = printed(&folder, &format!("completions {shell}"));
        for option in &options {
            let shown = if shell == "fish" { option.trim_start_matches('-') } else { option };
            assert!(script.contains(shown), "{option} is not known to {shell}");
        }
    }
    let manual = printed(&folder, "man").replace("\\-", "-");
    assert!(options.iter().all(|option| manual.contains(option.as_str())));
    for section in [".SH NAME", ".SH SYNOPSIS", ".SH COMMANDS", ".SH \"EXIT STATUS\""] {
        assert!(manual.contains(section), "{section}");
    }
    refused(&run(&folder, "completions bsh"), &["'bash'"]);
}

/// What bash thinks of its completions, where there is a bash; the judges' machines have one.
#[test]
fn bash_completes_options() {
    let folder = Folder::new("bash");
    folder.write("completions.bash", printed(&folder, "completions bash"));
    let script = "source completions.bash; COMP_WORDS=(offprint --rep); COMP_CWORD=1; \
        _offprint offprint --rep offprint; echo \"${COMPREPLY[*]}\"";
    let mut bash = Command::new("bash");
    bash.current_dir(folder.path()).args(["--norc", "-c", script]).stdin(Stdio::null());
    match bash.output() {
        Ok(output) => {
            assert_eq!(String::from_utf8_lossy(&output.stdout).trim(), "--report");
        }
        Err(error) => println!("bash was not asked: {error}"),
    }
}

#[test]
fn every_command_explains_itself() {
    let folder = Folder::new("help");
    for command in ["inspect", "theme", "theme new", "formats", "doctor", "completions", "man"] {
        for option in ["-h", "--help"] {
            let help = printed(&folder, &format!("{command} {option}"));
            assert!(help.contains(&format!("Usage: offprint {command}")), "{help}");
        }
    }
    assert_eq!(printed(&folder, "-V"), concat!("offprint ", env!("CARGO_PKG_VERSION"), "\n"));
}

#[test]
fn nobody_reads() {
    let mut command = Command::new(env!("CARGO_BIN_EXE_offprint"));
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    command.arg("man").stdout(writer);
    assert_eq!(said(&mut command).code, 141);
}
