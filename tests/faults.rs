//! What goes wrong around the program: it is killed, the disk is full, folders are read-only, files
//! vanish, memory ends. Whatever happens, an output that exists is whole, and a second run completes.
//!
//! `OFFPRINT_KILLS` is how often a batch is killed (12; `tests/run --all` takes 1,000).

#![allow(clippy::disallowed_methods, reason = "tests stand outside of the door")]
#![cfg(unix)]

mod support;

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant, SystemTime};

use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;
use support::{Folder, Run, check, command, offprint, run_to_end};

/// How many articles the batch has, each of them in three formats.
const ARTICLES: usize = 10;
const BATCH: &str = "-r in -d out --font-dir none -j 2 --report report.jsonl";

/// Files by name.
type Files = BTreeMap<String, Vec<u8>>;

fn words(text: &str) -> Vec<&str> {
    text.split_whitespace().collect()
}

/// A folder with articles of different lengths.
fn batch(name: &str) -> Folder {
    let folder = Folder::new(name);
    for number in 0..ARTICLES {
        let paragraph = format!("Words of *article {number}* that go on, and on.\n\n");
        let text = format!("# Article {number}\n\n{}", paragraph.repeat(1 + number * 4));
        folder.write(&format!("in/{number}.md"), text);
    }
    folder
}

/// What stands in a folder, without what is hidden.
fn outputs(folder: &Path) -> Files {
    let names = support::names_in(folder).into_iter().filter(|name| !name.starts_with('.'));
    names.map(|name| (name.clone(), fs::read(folder.join(name)).unwrap())).collect()
}

/// What an undisturbed run makes, looked at.
fn undisturbed(folder: &Folder) -> Files {
    let run = offprint(folder.path(), &words(BATCH));
    assert_eq!(run.code, 0, "{}", run.stderr);
    let made = outputs(&folder.path().join("out"));
    assert_eq!(made.len(), 3 * ARTICLES);
    let faults: Vec<String> =
        made.iter().flat_map(|(name, bytes)| check::output(name, bytes)).collect();
    assert_eq!(faults, [""; 0]);
    fs::remove_dir_all(folder.path().join("out")).unwrap();
    made
}

/// Every file that is there is what it should be.
#[track_caller]
fn whole(found: &Files, expected: &Files) {
    for (name, bytes) in found {
        assert!(expected.get(name) == Some(bytes), "{name} is not what it should be");
    }
}

/// A fixed sequence of numbers without a pattern (Knuth's MMIX generator).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % bound
    }
}

fn start(folder: &Folder, arguments: &str) -> Child {
    let mut command = command(folder.path(), &words(arguments));
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
}

#[test]
fn killed_batches_leave_whole_files_and_are_completed() {
    let kills = std::env::var("OFFPRINT_KILLS").ok().and_then(|kills| kills.parse().ok());
    let folder = batch("kills");
    let expected = undisturbed(&folder);
    let began = Instant::now();
    assert_eq!(offprint(folder.path(), &words(BATCH)).code, 0);
    let usual = u64::try_from(began.elapsed().as_micros()).unwrap();
    let (mut numbers, mut cut_short) = (Numbers(20_261_123), 0);
    for round in 0..kills.unwrap_or(12) {
        let signal = [Signal::SIGKILL, Signal::SIGTERM, Signal::SIGINT][round % 3];
        if round % 2 == 0 {
            let _ = fs::remove_dir_all(folder.path().join("out"));
        }
        let mut child = start(&folder, &format!("{BATCH} --skip-existing"));
        std::thread::sleep(Duration::from_micros(numbers.below(usual)));
        kill(Pid::from_raw(child.id().try_into().unwrap()), signal).unwrap();
        let code = child.wait().unwrap().code();
        let found = outputs(&folder.path().join("out"));
        whole(&found, &expected);
        cut_short += usize::from(code != Some(0));
        // Before the program heeds signals, the system ends it.
        let is_known = matches!(code, None | Some(0 | 130));
        assert!(is_known && (signal == Signal::SIGKILL || !has_leftovers(&folder)), "{code:?}");
        for line in String::from_utf8(folder.read("report.jsonl")).unwrap().lines() {
            assert!(code.is_none() || serde_json::from_str::<serde_json::Value>(line).is_ok());
        }
        if signal == Signal::SIGKILL {
            forget_leftovers(&folder);
        }
    }
    assert!(cut_short > 0, "no run was cut short");
    let run = offprint(folder.path(), &words(&format!("{BATCH} --skip-existing")));
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(outputs(&folder.path().join("out")) == expected);
}

fn leftovers(folder: &Folder) -> Vec<String> {
    let names = support::names_in(&folder.path().join("out")).into_iter();
    names.filter(|name| name.ends_with(".part")).collect()
}

fn has_leftovers(folder: &Folder) -> bool {
    !leftovers(folder).is_empty()
}

fn forget_leftovers(folder: &Folder) {
    for name in leftovers(folder) {
        fs::remove_file(folder.path().join("out").join(name)).unwrap();
    }
}

/// What a killed run left half written goes away, once nobody can be at it any more.
#[test]
fn old_leftovers_are_swept_away() {
    let folder = batch("leftovers");
    let now = SystemTime::now();
    for (name, hours) in [(".offprint-1-0.part", 2), (".offprint-1-1.part", 0), ("mine.part", 9)] {
        let path = folder.write(&format!("out/{name}"), "half");
        let file = File::options().write(true).open(path).unwrap();
        file.set_modified(now - Duration::from_secs(hours * 3600)).unwrap();
    }
    assert_eq!(offprint(folder.path(), &words(BATCH)).code, 0);
    assert_eq!(leftovers(&folder), [".offprint-1-1.part", "mine.part"]);
}

/// Runs a script as root of a namespace of its own, where file systems can be mounted; `None`, and
/// said aloud, where the system allows none.
fn in_namespace(folder: &Folder, script: &str) -> Option<Run> {
    let probe = "mount -t tmpfs none /mnt";
    let shell = |script: &str| {
        let mut command = Command::new("unshare");
        command
            .args(["--mount", "--map-root-user", "bash", "-c", script])
            .current_dir(folder.path());
        command.env("OFFPRINT", env!("CARGO_BIN_EXE_offprint")).env("BATCH", BATCH);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    };
    let allowed = shell(probe).output().is_ok_and(|output| output.status.success());
    if !allowed {
        println!("NOT TRIED: nothing can be mounted here (unshare --mount --map-root-user)");
        return None;
    }
    Some(run_to_end(shell(script), b""))
}

#[test]
fn a_full_disk_is_told_and_completed_when_there_is_room() {
    let folder = batch("full");
    let expected = undisturbed(&folder);
    let size: usize = expected.values().map(Vec::len).sum();
    let script = format!(
        "mkdir out && mount -t tmpfs -o size={}k none out && $OFFPRINT $BATCH; echo code $?
         mkdir kept && cp -a out/. kept
         mount -o remount,size=64m out && $OFFPRINT $BATCH --skip-existing && cp -a out/. complete/",
        (size / 2) >> 10
    );
    fs::create_dir(folder.path().join("complete")).unwrap();
    let Some(run) = in_namespace(&folder, &script) else { return };
    assert_eq!(run.stdout, b"code 4\n", "{}", run.stderr);
    assert!(run.stderr.contains("the disk is full"), "{}", run.stderr);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let kept = outputs(&folder.path().join("kept"));
    assert!(!kept.is_empty() && kept.len() < expected.len(), "{}", kept.len());
    whole(&kept, &expected);
    assert_eq!(support::names_in(&folder.path().join("kept")).len(), kept.len());
    assert!(outputs(&folder.path().join("complete")) == expected);
}

#[test]
fn a_read_only_folder_is_told() {
    let folder = batch("read-only");
    let script = "mkdir out && mount -t tmpfs -o ro none out && $OFFPRINT $BATCH; echo code $?";
    let Some(run) = in_namespace(&folder, script) else { return };
    assert_eq!(run.stdout, b"code 4\n", "{}", run.stderr);
    assert!(run.stderr.contains("permission denied; choose another folder"), "{}", run.stderr);
    let report = String::from_utf8(folder.read("report.jsonl")).unwrap();
    assert_eq!(report.lines().filter(|line| line.contains("permission denied")).count(), ARTICLES);
}

/// Devices that are full need no rights.
#[cfg(target_os = "linux")]
#[test]
fn a_full_device_is_told() {
    let folder = batch("device");
    let run = offprint(folder.path(), &words("in/0.md -t pdf -o /dev/full"));
    assert_eq!(run.code, 4);
    assert!(run.stderr.contains("the disk is full"), "{}", run.stderr);
    let mut command = command(folder.path(), &words("in/0.md -t text -o -"));
    command.stdout(File::options().write(true).open("/dev/full").unwrap());
    assert_eq!(run_to_end(command, b"").code, 4);
}

/// Somebody saves, and moves away, what is being read.
#[test]
fn inputs_change_and_vanish() {
    let folder = batch("vanish");
    let expected = undisturbed(&folder);
    let mut child = start(&folder, BATCH);
    let gone = folder.path().join("in/5.md");
    let text = fs::read(&gone).unwrap();
    while child.try_wait().unwrap().is_none() {
        fs::write(&gone, &text[..text.len() / 2]).unwrap();
        fs::remove_file(&gone).unwrap();
        fs::write(&gone, &text).unwrap();
        fs::write(folder.path().join("in/9.md"), "# Shorter\n\nThan before.\n").unwrap();
    }
    let code = child.wait().unwrap().code();
    assert!(matches!(code, Some(0 | 1)), "{code:?}");
    let found = outputs(&folder.path().join("out"));
    let (changing, others): (Files, Files) =
        found.into_iter().partition(|(name, _)| name.starts_with(['5', '9']));
    whole(&others, &expected);
    assert_eq!(others.len(), 3 * (ARTICLES - 2));
    for (name, bytes) in &changing {
        assert_eq!(check::output(name, bytes), [""; 0]);
    }
    let report = String::from_utf8(folder.read("report.jsonl")).unwrap();
    // It may not be there at the moment in which the folder is looked through.
    assert!((ARTICLES - 1..=ARTICLES).contains(&report.lines().count()), "{report}");
}

#[test]
fn a_reader_that_goes_away_is_no_error_to_tell() {
    let folder = batch("pipe");
    let text = "# Long\n\n".to_owned() + &"Words that go on.\n\n".repeat(20_000);
    folder.write("long.md", text);
    let mut command = command(folder.path(), &words("long.md -t text -o -"));
    let mut child = command.spawn().unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(141));
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
}

/// Without memory the system ends the program; what it wrote is whole.
#[cfg(target_os = "linux")]
#[test]
fn memory_ends() {
    let folder = batch("memory");
    let expected = undisturbed(&folder);
    let limited = |kilobytes: u32| {
        let script = format!("ulimit -v {kilobytes}; exec \"$OFFPRINT\" {BATCH} --skip-existing");
        let mut command = Command::new("bash");
        command.args(["-c", &script]).current_dir(folder.path());
        command.env("OFFPRINT", env!("CARGO_BIN_EXE_offprint"));
        command.stdout(Stdio::null()).stderr(Stdio::null()).status().unwrap()
    };
    let mut failures = 0;
    for megabytes in [20, 60, 80, 100, 120, 160, 4_000] {
        failures += usize::from(!limited(megabytes << 10).success());
        whole(&outputs(&folder.path().join("out")), &expected);
    }
    assert!(failures > 0, "20 MB were enough");
    assert!(outputs(&folder.path().join("out")) == expected);
}

#[test]
fn nothing_of_the_environment_is_needed() {
    let folder = batch("environment");
    let expected = undisturbed(&folder);
    let mut command = command(folder.path(), &words(BATCH));
    command.env_clear();
    let run = run_to_end(command, b"");
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(outputs(&folder.path().join("out")) == expected);
}
