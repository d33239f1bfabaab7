//! Articles in memory, one at a time: for programs that hold inputs and outputs themselves.
//!
//! A [`Desk`] has settings that were checked once, and may be asked from any thread. It makes the
//! very bytes that [`run`](super::run) writes with these settings.

use std::panic::{AssertUnwindSafe, catch_unwind};

use super::timer::{Timed, Timer};
use super::{Facts, Failure, Job, Outcome, Written, explained, fault};
use crate::article::Metadata;
use crate::host::System;
use crate::readers::Reader;
use crate::{Output, Publication, ReadOptions, Reading, Rendering};

/// Converts articles in memory.
pub struct Desk {
    job: Job,
    timer: Option<Timer>,
    /// On how many threads one conversion may work at most.
    threads: usize,
}

/// An article as somebody else holds it.
#[derive(Debug, Clone, Default)]
pub struct Draft<'a> {
    /// Its name, which tells the format by its ending, and stands in messages.
    pub name: &'a str,
    /// Its bytes.
    pub bytes: &'a [u8],
    /// How to read it; `None` for what the settings, its name or its content say.
    pub reader: Option<&'static Reader>,
    /// What is known about it; the settings count more.
    pub known: Metadata,
}

impl Desk {
    /// A desk with the settings of a job, whose sources and destination it does not use. Images lie
    /// below its resource root; without one, none is read.
    pub fn new(job: Job, threads: usize) -> Desk {
        let timer = job.timeout.map(Timer::new);
        Desk { job, timer, threads }
    }

    /// The settings.
    pub fn job(&self) -> &Job {
        &self.job
    }

    /// Reads an article.
    ///
    /// # Errors
    /// When it is none, is too long, or its time is up.
    pub fn read(&self, draft: &Draft<'_>) -> Result<Reading, Failure> {
        self.timed(|host| self.read_with(draft, host))
    }

    /// Writes a publication in the formats of the settings, in their order.
    ///
    /// # Errors
    /// When one of them cannot be made, or its time is up.
    pub fn render(&self, publication: &Publication) -> Result<Vec<Rendering>, Failure> {
        let targets = &self.job.targets;
        self.timed(|host| {
            let one = |target| crate::render(publication, target, &self.job.theme, host);
            Ok(targets.iter().map(one).collect::<Result<_, _>>()?)
        })
    }

    /// Converts an article to all formats of the settings: what became of it, and the outputs that
    /// could be made, in the order in which the outcome tells them.
    pub fn convert(&self, draft: &Draft<'_>) -> (Outcome, Vec<Output>) {
        let mut outcome = Outcome::of(draft.name.to_owned());
        let mut outputs = Vec::new();
        let whole = self.timed(|host| {
            let reading = self.read_with(draft, host)?;
            outcome.diagnostics.append(reading.diagnostics);
            outcome.facts = Some(Facts::of(&reading.article, reading.format));
            let publication = Publication::from(reading.article);
            for target in &self.job.targets {
                match crate::render(&publication, target, &self.job.theme, host) {
                    Ok(rendering) => {
                        outcome.diagnostics.append(rendering.diagnostics);
                        outcome.outputs.push(told(target.format().name, &rendering.output));
                        outputs.push(rendering.output);
                    }
                    Err(error) => outcome.failures.push(self.explained(error.into())),
                }
            }
            Ok(())
        });
        outcome.failures.extend(whole.err());
        (outcome, outputs)
    }

    /// Works under the clock; a fault of the program is a failure like others.
    fn timed<T>(&self, work: impl FnOnce(&System) -> Result<T, Failure>) -> Result<T, Failure> {
        let timed = self.timer.as_ref().map(Timer::begin);
        let flag = timed.as_ref().map(Timed::flag);
        let host = self.job.host(self.job.resource_root.as_deref(), flag, self.threads);
        let done = catch_unwind(AssertUnwindSafe(|| work(&host)));
        done.unwrap_or_else(|panic| Err(fault(&*panic))).map_err(|error| self.explained(error))
    }

    fn explained(&self, failure: Failure) -> Failure {
        explained(failure, self.timer.as_ref())
    }

    fn read_with(&self, draft: &Draft<'_>, host: &System) -> Result<Reading, Failure> {
        let options = &self.job.reading;
        let mut known = draft.known.clone();
        known.replace_with(&options.known);
        let format = draft.reader.or(options.format);
        let options = ReadOptions { name: draft.name.to_owned(), format, known, ..options.clone() };
        Ok(crate::read(draft.bytes, &options, &host.clone().with_input(draft.name))?)
    }
}

fn told(format: &str, output: &Output) -> Written {
    let bytes = output.bytes.len();
    Written { format: format.to_owned(), bytes, pages: output.pages, ..Written::default() }
}
