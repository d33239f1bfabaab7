//! The command line: arguments become a validated job, and what the job did
//! becomes lines for people and an exit code.
//!
//! Parsing takes two steps: [`args`] records literally what was typed,
//! [`validate`] makes a [`Job`](crate::jobs::Job) of it or says what is wrong,
//! with the help of `theme`.
//! [`report`] prints, [`exit`] decides on the exit code. Standard output carries
//! articles and nothing else; everything for people goes to standard error.

pub mod args;
pub mod exit;
mod listing;
pub mod report;
mod theme;
pub mod validate;

use std::io::IsTerminal as _;
use std::process::ExitCode;

use anstream::{AutoStream, ColorChoice};
use clap::Parser as _;

use crate::inspect::Inspection;
use crate::jobs::{self, Streams, Summary};
use crate::passes::Typing;
use crate::{ReadOptions, Reading};
use args::{Args, Command, Inspect};
use exit::Exit;
use listing::Looks;
use report::{Report, Verbosity};

/// How many columns a listing has where no screen tells its own.
const USUAL_WIDTH: usize = 100;

/// Runs the program with the arguments of the process.
pub fn main() -> ExitCode {
    match Args::try_parse() {
        Ok(Args { command: Some(Command::Inspect(args)), .. }) => inspect(&args).into(),
        Ok(args) => run(&args).into(),
        Err(error) => {
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
    let (mut input, output, errors) =
        (std::io::stdin(), std::io::stdout(), std::io::stderr().lock());
    let job = match validate::job(args, output.is_terminal()) {
        Ok(job) => job,
        Err(error) => return usage(errors, &error),
    };
    let mut report = Report::new(errors, args.verbosity());
    let mut summary = Summary::default();
    let mut streams = Streams { input: &mut input, output: &mut output.lock() };
    jobs::run(&job, &mut streams, &mut |outcome| {
        report.outcome(&outcome);
        summary.add(&outcome);
    });
    report.finish();
    exit::decide(&summary, args.strict)
}

/// What is shown beside the lines of an input has the marks that stand there.
fn as_typed(options: ReadOptions) -> ReadOptions {
    ReadOptions { typing: Typing::Kept, ..options }
}

/// Shows what is understood of inputs, on standard output.
fn inspect(args: &Inspect) -> Exit {
    let (mut input, output, errors) =
        (std::io::stdin(), std::io::stdout(), std::io::stderr().lock());
    let checked = validate::inputs(&args.inputs)
        .and_then(|inputs| Ok((inputs, as_typed(validate::reading(&args.reading)?))));
    let (inputs, options) = match checked {
        Ok(checked) => checked,
        Err(error) => return usage(errors, &error),
    };
    let looks = Looks {
        width: terminal_size::terminal_size().map_or(USUAL_WIDTH, |(width, _)| width.0.into()),
        colored: AutoStream::choice(&output) != ColorChoice::Never,
    };
    let show = |reading: &Reading| match args.json {
        // What is said in JSON is plain data, which serde always can write.
        true => serde_json::to_string(&Inspection::from(reading)).unwrap_or_default() + "\n",
        false => listing::listing(reading, looks) + "\n",
    };
    let mut report = Report::new(errors, Verbosity::Errors);
    let mut summary = Summary::default();
    let mut streams = Streams { input: &mut input, output: &mut output.lock() };
    jobs::inspect(&inputs, &options, &mut streams, &show, &mut |outcome| {
        report.outcome(&outcome);
        summary.add(&outcome);
    });
    report.finish();
    exit::decide(&summary, false)
}

fn usage(mut errors: impl std::io::Write, error: &anyhow::Error) -> Exit {
    // When nobody reads the messages, the exit code still tells.
    let _ = writeln!(errors, "offprint: error: {}", report::one_line(&format!("{error:#}")));
    let _ = errors.flush();
    Exit::Usage
}
