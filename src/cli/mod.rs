//! The command line: arguments become a validated job, and what the job did
//! becomes lines for people and an exit code.
//!
//! Parsing takes two steps: [`args`] records literally what was typed, over what `settings` finds,
//! [`validate`] makes a [`Job`](crate::jobs::Job) of it or says what is wrong,
//! with the help of `inputs`, `targets`, `metadata`, `theme`, `limits` and `programs`. What is no conversion has its own place in `commands`.
//! [`report`] and `progress` print for people, [`ledger`] for programs, [`exit`] decides on the exit code. Standard output carries
//! articles and nothing else; everything for people goes to standard error.

pub mod args;
mod commands;
pub mod desk;
pub mod exit;
mod inputs;
pub mod ledger;
mod limits;
mod metadata;
mod programs;
mod progress;
pub mod report;
mod settings;
mod targets;
mod theme;
pub mod validate;
mod watch;

use std::ffi::OsString;
use std::fs::File;
use std::io::{BufWriter, IsTerminal as _, Write};
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

use crate::host;
use crate::jobs::{self, Job, Streams, Summary};
use args::Args;
use exit::Exit;
use report::{Report, Verbosity};
use settings::ParseError;

/// Runs the program with the arguments of the process.
pub fn main() -> ExitCode {
    #[allow(clippy::disallowed_methods, reason = "the arguments are for this")]
    let typed: Vec<OsString> = std::env::args_os().collect();
    match settings::parse(&typed) {
        Ok(Args { command: Some(command), .. }) => commands::run(&command).into(),
        Ok(args) if args.watch => watch::watch(&typed, args).into(),
        Ok(args) => run(&args).into(),
        Err(ParseError::Set(error)) => usage(std::io::stderr(), &error).into(),
        Err(ParseError::Typed(error)) => {
            // Help and version go to standard output, errors to standard error.
            let printed = error.print();
            match printed {
                Ok(()) if error.exit_code() == 0 => Exit::Success.into(),
                _ => Exit::Usage.into(),
            }
        }
    }
}

fn run(args: &Args) -> Exit {
    let job = match job(args) {
        Ok(job) => job,
        Err(error) => return usage(std::io::stderr(), &error),
    };
    let stop = Arc::new(AtomicBool::new(false));
    heed_interrupts(&stop, jobs::may_be_many(&job.sources));
    convert(args, &job, &stop)
}

/// The job of some arguments.
fn job(args: &Args) -> anyhow::Result<Job> {
    let job = validate::job(args, std::io::stdout().is_terminal());
    job.map_err(|error| args.with_place(error))
}

/// Does a job, and tells what became of it.
fn convert(args: &Args, job: &Job, stop: &AtomicBool) -> Exit {
    let (mut output, errors) = (std::io::stdout(), std::io::stderr());
    let mut ledger = match args.report.as_deref().map(opened).transpose() {
        Ok(ledger) => ledger,
        Err(error) => return usage(errors, &error),
    };
    let many = jobs::may_be_many(&job.sources);
    let screen = errors.is_terminal() && args.verbosity() > Verbosity::Errors;
    let mut report = Report::new(errors, args.verbosity());
    if screen && many {
        report.show_progress(counted(job));
    }
    let mut summary = Summary::default();
    let mut ledger_lost = false;
    let streams = Streams { input: Box::new(std::io::stdin()), output: &mut output };
    jobs::run(job, streams, stop, &mut |outcome| {
        report.outcome(&outcome);
        summary.add(&outcome);
        let told = ledger.as_mut().map(|ledger| ledger::line(ledger.as_mut(), &outcome));
        if let Some(Err(_)) = told {
            // Without the report nobody would know what became of the rest.
            ledger_lost = true;
            stop.store(true, Ordering::Relaxed);
        }
    });
    ledger_lost |= ledger.is_some_and(|mut ledger| ledger.flush().is_err());
    if many {
        report.summary(&summary);
    }
    if ledger_lost {
        report.error("--report: it cannot be written, so the run was stopped");
    }
    report.finish();
    if ledger_lost {
        return Exit::CannotWrite;
    }
    if stop.load(Ordering::Relaxed) {
        return Exit::Interrupted;
    }
    exit::decide(&summary, args.strict)
}

/// Opens the report for programs; `-` is standard output.
fn opened(path: &Path) -> anyhow::Result<Box<dyn Write>> {
    use anyhow::Context as _;
    if path == Path::new("-") {
        return Ok(Box::new(BufWriter::new(std::io::stdout())));
    }
    // It is written as the run goes on, so that it tells of a run that was killed as well.
    #[allow(clippy::disallowed_methods, reason = "a report, and no output")]
    let file = File::create(path)
        .with_context(|| format!("--report: {} cannot be written", path.display()))?;
    Ok(Box::new(BufWriter::new(file)))
}

/// Lets inputs under way be finished when someone interrupts a batch, and begins no more. Who
/// interrupts once more, or a single conversion, ends the program at once, without half files and
/// without what it started.
fn heed_interrupts(stop: &Arc<AtomicBool>, many: bool) {
    /// How long what is under way may take.
    const PATIENCE: Duration = Duration::from_secs(2);
    fn end() -> ! {
        host::abandon();
        jobs::write::abandon();
        #[allow(clippy::disallowed_methods, reason = "from the thread that heeds signals")]
        std::process::exit(Exit::Interrupted.code().into())
    }
    let stop = stop.clone();
    // Where no handler can be set, the system ends the program as it always does.
    let _ = ctrlc::set_handler(move || {
        if stop.swap(true, Ordering::Relaxed) || !many {
            end();
        }
        std::thread::spawn(|| {
            std::thread::sleep(PATIENCE);
            end()
        });
    });
}

/// How many inputs there are, once they have been counted beside the work; 0 before, and where
/// they come from standard input.
fn counted(job: &Job) -> Arc<AtomicUsize> {
    let total = Arc::new(AtomicUsize::new(0));
    if job.sources.iter().any(|source| source.is_stdin() && source.is_many()) {
        return total;
    }
    let (sources, search, result) = (job.sources.clone(), job.search, total.clone());
    std::thread::spawn(move || {
        let count = jobs::sources::Inputs::of(&sources, search, None).count();
        result.store(count, Ordering::Relaxed);
    });
    total
}

/// Says why a command is none.
fn usage(mut errors: impl Write, error: &anyhow::Error) -> Exit {
    // When nobody reads the messages, the exit code still tells.
    let _ = writeln!(errors, "offprint: error: {}", report::one_line(&format!("{error:#}")));
    let _ = errors.flush();
    Exit::Usage
}
