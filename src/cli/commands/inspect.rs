//! `offprint inspect`: what is understood of inputs, on standard output.

use anstream::{AutoStream, ColorChoice};

use super::listing::{self, Looks};
use crate::cli::args::Inspect;
use crate::cli::exit::{self, Exit};
use crate::cli::report::{Report, Verbosity};
use crate::cli::{inputs, usage, validate};
use crate::inspect::Inspection;
use crate::jobs::{self, Streams, Summary};
use crate::passes::Typing;
use crate::{ReadOptions, Reading};

/// How many columns a listing has where no screen tells its own.
const USUAL_WIDTH: usize = 100;

/// Shows what is understood of inputs, on standard output.
pub fn inspect(args: &Inspect) -> Exit {
    let (mut output, errors) = (std::io::stdout(), std::io::stderr().lock());
    let checked = inputs::sources(&args.inputs, &args.batch, &args.reading)
        .and_then(|sources| Ok((sources, as_typed(validate::reading(&args.reading)?))));
    let (sources, options) = match checked {
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
    let streams = Streams { input: Box::new(std::io::stdin()), output: &mut output };
    let search = inputs::search(&args.reading, options.limits.input);
    jobs::inspect(&sources, search, &options, streams, &show, &mut |outcome| {
        report.outcome(&outcome);
        summary.add(&outcome);
    });
    report.finish();
    exit::decide(&summary, false)
}

/// What is shown beside the lines of an input has the marks that stand there.
fn as_typed(options: ReadOptions) -> ReadOptions {
    ReadOptions { typing: Typing::Kept, ..options }
}
