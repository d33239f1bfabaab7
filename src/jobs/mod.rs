//! Jobs: inputs become files, one after the other, and what happened becomes data.
//!
//! A [`Job`] is validated before it gets here. [`run`] plans the names of all
//! outputs first, so that no input's name depends on another's content, then
//! converts input by input and hands each [`Outcome`] to the caller. Nothing
//! here prints. [`input`] reads, [`names`] names, [`write`] writes files whole.

#![allow(clippy::disallowed_methods, reason = "the door to the outside")]

pub mod input;
pub mod names;
mod outcome;
pub mod write;

pub use input::{Input, InputError};
pub use outcome::{Failure, Outcome, Summary, Written};
pub use write::WriteError;

use std::borrow::Cow;
use std::ffi::{OsStr, OsString};
use std::io::{Read, Write};
use std::path::PathBuf;
use std::sync::Arc;

use crate::article::Metadata;
use crate::host::{Shelf, System};
use crate::theme::Theme;
use crate::{Publication, ReadOptions, Reading, Target};
use names::Names;

/// What to do, with everything checked that can be checked beforehand.
pub struct Job {
    /// What to read, in order; standard input at most once.
    pub inputs: Vec<Input>,
    /// How to read them; each gets its own name.
    pub reading: ReadOptions,
    /// The look.
    pub theme: Cow<'static, Theme>,
    /// The faces for what the theme's own lack, shared by all inputs.
    pub fonts: Arc<Shelf>,
    /// The formats to write; at least one.
    pub targets: Vec<Target>,
    /// Where to write.
    pub destination: Destination,
}

/// Where outputs go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Destination {
    /// Into a folder, named after their inputs.
    Folder(PathBuf),
    /// To this file; the job has one input and one target.
    File(PathBuf),
    /// To standard output; the job has one input and one target.
    Stdout,
}

/// The standard streams, as far as a job may touch them.
pub struct Streams<'a> {
    /// What `-` reads.
    pub input: &'a mut dyn Read,
    /// Where [`Destination::Stdout`] writes.
    pub output: &'a mut dyn Write,
}

/// Runs a job; `report` gets the outcome of each input, in the order of the inputs.
pub fn run(job: &Job, streams: &mut Streams<'_>, report: &mut dyn FnMut(Outcome)) {
    let names = Names::plan(job);
    for (index, input) in job.inputs.iter().enumerate() {
        let name = |meta: &Metadata| names.stem(index, meta);
        report(convert(job, input, &name, streams));
    }
}

/// Reads inputs and writes to standard output what `show` has to say of each;
/// `report` gets the outcomes.
pub fn inspect(
    inputs: &[Input],
    options: &ReadOptions,
    streams: &mut Streams<'_>,
    show: &dyn Fn(&Reading) -> String,
    report: &mut dyn FnMut(Outcome),
) {
    for input in inputs {
        let mut outcome = Outcome::of(input.name());
        let host = System::new(Some(input.folder()));
        let read = read(input, options, &host, streams.input);
        let written = read.and_then(|reading| {
            let shown = crate::Output { bytes: show(&reading).into(), pages: None };
            outcome.diagnostics.append(reading.diagnostics);
            deliver(shown, None, streams.output)
        });
        match written {
            Ok(written) => outcome.outputs.push(written),
            Err(failure) => outcome.failures.push(failure),
        }
        report(outcome);
    }
}

/// Converts one input to all targets. What fails stops nothing but itself.
fn convert(
    job: &Job,
    input: &Input,
    name: &dyn Fn(&Metadata) -> OsString,
    streams: &mut Streams<'_>,
) -> Outcome {
    let mut outcome = Outcome::of(input.name());
    let host = System::new(Some(input.folder())).with_fonts(job.fonts.clone());
    let reading = match read(input, &job.reading, &host, streams.input) {
        Ok(reading) => reading,
        Err(failure) => {
            outcome.failures.push(failure);
            return outcome;
        }
    };
    outcome.diagnostics.append(reading.diagnostics);
    let stem = name(&reading.article.meta);
    let publication = Publication::from(reading.article);
    for target in &job.targets {
        let place = job.destination.place(&stem, target);
        let made = render(job, &publication, target, &host, &mut outcome);
        let written = made.and_then(|output| deliver(output, place, streams.output));
        match written {
            Ok(written) => outcome.outputs.push(written),
            Err(failure) => outcome.failures.push(failure),
        }
    }
    outcome
}

fn read(
    input: &Input,
    options: &ReadOptions,
    host: &System,
    stdin: &mut dyn Read,
) -> Result<Reading, Failure> {
    let bytes = input.read(stdin)?;
    let options = ReadOptions { name: input.name(), ..options.clone() };
    Ok(crate::read(&bytes, &options, host)?)
}

fn render(
    job: &Job,
    publication: &Publication,
    target: &Target,
    host: &System,
    outcome: &mut Outcome,
) -> Result<crate::Output, Failure> {
    let rendering = crate::render(publication, target, &job.theme, host)?;
    outcome.diagnostics.append(rendering.diagnostics);
    Ok(rendering.output)
}

/// Writes an output to a file, or without a path to standard output.
fn deliver(
    output: crate::Output,
    path: Option<PathBuf>,
    stdout: &mut dyn Write,
) -> Result<Written, Failure> {
    let result = match &path {
        Some(path) => write::whole(path, &output.bytes),
        None => write::stream(stdout, &output.bytes),
    };
    match result {
        Ok(()) => Ok(Written { path, bytes: output.bytes.len(), pages: output.pages }),
        Err(error) => Err(Failure::Write { path, error }),
    }
}

impl Destination {
    /// The file that an input's output becomes; `None` for standard output.
    fn place(&self, stem: &OsStr, target: &Target) -> Option<PathBuf> {
        match self {
            Destination::Folder(folder) => Some(names::file(folder, stem, target.format())),
            Destination::File(path) => Some(path.clone()),
            Destination::Stdout => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::theme;

    pub(super) fn job(inputs: Vec<Input>, destination: Destination) -> Job {
        Job {
            inputs,
            reading: ReadOptions::default(),
            theme: Cow::Borrowed(theme::built_in()),
            fonts: Arc::default(),
            targets: vec![Target::named("json").unwrap()],
            destination,
        }
    }

    fn outcomes(job: &Job, mut stdin: &[u8]) -> (Vec<Outcome>, Vec<u8>) {
        let (mut outcomes, mut stdout) = (Vec::new(), Vec::new());
        let mut streams = Streams { input: &mut stdin, output: &mut stdout };
        run(job, &mut streams, &mut |outcome| outcomes.push(outcome));
        (outcomes, stdout)
    }

    #[test]
    fn standard_streams_need_no_file() {
        let job = job(vec![Input::Stdin], Destination::Stdout);
        let (outcomes, stdout) = outcomes(&job, b"Some text.");
        assert_eq!(outcomes[0].input, "-");
        assert_eq!(outcomes[0].outputs[0].bytes, stdout.len());
        assert!(crate::article::json::read(std::str::from_utf8(&stdout).unwrap()).is_ok());
    }
}
