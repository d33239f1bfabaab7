//! `--watch`: converts again when something changes that the outputs are made of.
//!
//! Files are looked at a few times a second, which works on every system and on drives of the
//! network alike; there are never more of them than the inputs and what they refer to.

#![allow(clippy::disallowed_methods, reason = "the door to the outside")]

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::{Duration, SystemTime};

use super::args::Args;
use super::exit::Exit;
use super::report::Verbosity;
use super::settings::{self, ParseError};
use super::{convert, heed_interrupts, inputs, job, usage};
use crate::host::Reads;
use crate::jobs::sources::Inputs;
use crate::jobs::{Search, Source};
use crate::limits::Limits;

/// How long to wait between two looks.
const PAUSE: Duration = Duration::from_millis(200);

/// When files were changed and how long they are; `None` for what is not there.
type State = BTreeMap<PathBuf, Option<(SystemTime, u64)>>;

/// Converts until somebody interrupts it. What is wrong at first ends it; what goes wrong later is
/// told, and then waited for.
pub(super) fn watch(typed: &[OsString], mut args: Args) -> Exit {
    let reads = Arc::new(Reads::default());
    let mut next = job(&args);
    if let Err(error) = &next {
        return usage(std::io::stderr(), error);
    }
    heed_interrupts(&Arc::default(), false);
    loop {
        let mut known = state(&args, &reads);
        match next {
            Ok(mut job) => {
                job.reads = Some(reads.clone());
                convert(&args, &job, &AtomicBool::new(false));
            }
            Err(error) => _ = usage(std::io::stderr(), &error),
        }
        say_what_goes_on(&args);
        for path in reads.all() {
            let told = told_of(&path);
            known.entry(path).or_insert(told);
        }
        wait(&args, &reads, &known);
        next = match settings::parse(typed) {
            Ok(parsed) => {
                args = parsed;
                job(&args)
            }
            Err(ParseError::Set(error)) => Err(error),
            Err(ParseError::Typed(error)) => Err(error.into()),
        };
    }
}

/// Waits until something is no longer as it was known, and then stays as it is, so that nothing is
/// read half saved.
fn wait(args: &Args, reads: &Reads, known: &State) {
    let mut last = None;
    loop {
        let now = Some(state(args, reads));
        if now.as_ref() != Some(known) && now == last {
            return;
        }
        last = now;
        std::thread::sleep(PAUSE);
    }
}

fn say_what_goes_on(args: &Args) {
    if args.verbosity() > Verbosity::Errors {
        // When nobody reads the messages, the files are still written.
        let _ = writeln!(std::io::stderr(), "watching; Ctrl-C ends it");
    }
}

/// What the outputs are made of, as it is now.
fn state(args: &Args, reads: &Reads) -> State {
    let sources = inputs::sources(&args.inputs, &args.batch, &args.reading).unwrap_or_default();
    // Tables of records may be long; they are watched where they are named.
    let search = Search { no_records: true, ..inputs::search(&args.reading, Limits::MOST.input) };
    let of_source = |source: &Source| match source {
        Source::Records(path) => path.iter().cloned().collect(),
        source => {
            let list = match source {
                Source::List(path) => path.clone(),
                _ => None,
            };
            let inputs = Inputs::of(std::slice::from_ref(source), search, None);
            let files = inputs.filter_map(|(_, found)| found.ok()?.file());
            list.into_iter().chain(files).collect::<Vec<PathBuf>>()
        }
    };
    let named = [&args.cover, &args.reference_doc].into_iter().flatten().cloned();
    let paths = sources.iter().flat_map(of_source).chain(named).chain(reads.all());
    let paths = paths.chain(files_in(&args.theme));
    let settings = settings::file::of(args.settings.config.clone());
    let paths = paths.chain(settings.filter(|_| !args.settings.no_config));
    paths.map(|path| (path.clone(), told_of(&path))).collect()
}

/// The files in a folder, and none where it is no folder.
fn files_in(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    entries.map(|entry| entry.path()).collect()
}

fn told_of(path: &Path) -> Option<(SystemTime, u64)> {
    let metadata = path.metadata().ok()?;
    Some((metadata.modified().ok()?, metadata.len()))
}
