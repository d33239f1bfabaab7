//! Jobs: inputs become files, and what happened becomes data.
//!
//! A [`Job`] is validated before it gets here. [`run`] takes input after input from the
//! [`sources`], works on several at once (`pool`), gives them their names in their order and
//! hands each [`Outcome`] to the caller in the same order. Nothing here prints. [`input`] and
//! [`records`] read, [`names`] and [`template`] name, [`write`] writes files whole. A [`Desk`] does the same for
//! articles in memory, without names and files.

#![allow(clippy::disallowed_methods, reason = "the door to the outside")]

mod desk;
pub mod input;
pub mod names;
mod outcome;
mod pool;
pub mod records;
pub mod sources;
pub mod template;
mod timer;
pub mod write;

pub use desk::{Desk, Draft};
pub use input::{Input, InputError};
pub use outcome::{Facts, Failure, Outcome, Summary, Written};
pub use sources::{Search, Source};
pub use template::Template;
pub use write::WriteError;

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::io::{Read, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use crate::article::{Article, Metadata};
use crate::cancel::Flag;
use crate::diagnostics::Diagnostics;
use crate::host::{Reads, Shelf, System};
use crate::theme::Theme;
use crate::{Publication, ReadError, ReadOptions, Reading, RenderError, Target};
use names::Names;
use pool::Turn;
use sources::Inputs;
use timer::Timer;

/// What to do, with everything checked that can be checked beforehand.
pub struct Job {
    /// What to read, in order; standard input at most once.
    pub sources: Vec<Source>,
    /// How to search them.
    pub search: Search,
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
    /// What is known about the book that all inputs go into; `None` when each becomes its own.
    pub bundle: Option<Metadata>,
    /// How to name outputs, where their inputs do not.
    pub template: Option<Template>,
    /// Whether inputs are passed over whose outputs are all there.
    pub skip_existing: bool,
    /// How many inputs are worked on at once, at least 1.
    pub threads: usize,
    /// The folder below which images may lie; `None` for that of each article.
    pub resource_root: Option<PathBuf>,
    /// How long one input may take; `None` for as long as it takes.
    pub timeout: Option<Duration>,
    /// Where to note the files that articles refer to, if anybody wants to know.
    pub reads: Option<Arc<Reads>>,
}

impl Job {
    /// What an article in a folder may know of the outside; `flag` calls its work off.
    fn host(&self, folder: Option<&Path>, flag: Option<Flag>, threads: usize) -> System {
        System::new(folder)
            .with_root(self.resource_root.as_deref().filter(|_| folder.is_some()))
            .with_fonts(self.fonts.clone())
            .with_threads(threads)
            .with_cancel(flag)
            .with_program_time(self.timeout)
            .with_reads(self.reads.clone())
    }
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
    pub input: Box<dyn Read + Send>,
    /// Where [`Destination::Stdout`] writes.
    pub output: &'a mut (dyn Write + Send),
}

/// Runs a job; `report` gets the outcome of each input, in the order of the inputs. No more
/// inputs are begun once `stop` is set; those under way are finished.
pub fn run(job: &Job, streams: Streams<'_>, stop: &AtomicBool, report: &mut dyn FnMut(Outcome)) {
    let names = Names::plan(job);
    let (list, stdin) = split_input(&job.sources, streams.input);
    let streams = Mutex::new((stdin, streams.output));
    let threads = if job.sources.iter().any(Source::is_many) {
        job.threads
    } else {
        job.threads.min(job.sources.len())
    };
    let inner = if threads > 1 { 1 } else { usize::MAX };
    let timer = job.timeout.map(Timer::new);
    let runner = Runner { job, names, streams, inner, timer, swept: Mutex::default() };
    if let Some(meta) = &job.bundle {
        return runner.bundle(meta, list, threads, stop, report);
    }
    let inputs = Inputs::of(&job.sources, job.search, list).enumerate();
    let work = |(number, (at, found)): (usize, (usize, sources::Found)), turn: &mut Turn<'_>| {
        match found {
            Ok(input) => runner.guarded(&input, at, number + 1, turn),
            Err((name, error)) => Outcome::failed(name, error.into()),
        }
    };
    pool::ordered(threads, inputs, stop, work, report);
}

/// Whether sources may be more than one article.
pub fn may_be_many(sources: &[Source]) -> bool {
    sources.len() > 1 || sources.iter().any(Source::is_many)
}

/// Gives standard input to the source that lists inputs on it, or else to the article on it.
fn split_input(
    sources: &[Source],
    stdin: Box<dyn Read + Send>,
) -> (Option<sources::Stdin>, Box<dyn Read + Send>) {
    let listed = sources.iter().any(|source| source.is_stdin() && source.is_many());
    if listed { (Some(stdin), Box::new(std::io::empty())) } else { (None, stdin) }
}

/// Reads inputs and writes to standard output what `show` has to say of each;
/// `report` gets the outcomes.
pub fn inspect(
    sources: &[Source],
    search: Search,
    options: &ReadOptions,
    streams: Streams<'_>,
    show: &dyn Fn(&Reading) -> String,
    report: &mut dyn FnMut(Outcome),
) {
    let (list, mut stdin) = split_input(sources, streams.input);
    for (_, found) in Inputs::of(sources, search, list) {
        let input = match found {
            Ok(input) => input,
            Err((name, error)) => {
                report(Outcome::failed(name, error.into()));
                continue;
            }
        };
        let mut outcome = Outcome::of(input.name());
        let host = System::new(Some(&input.folder()));
        let most = options.limits.input;
        let fetched = fetch(&input, most, &mut stdin, &mut outcome.diagnostics);
        let read = fetched.and_then(|fetched| read(&input, fetched, options, &host));
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

/// What all inputs of a job share.
struct Runner<'j, 's> {
    job: &'j Job,
    names: Names<'j>,
    streams: Mutex<(Box<dyn Read + Send>, &'s mut (dyn Write + Send))>,
    /// On how many threads one conversion may work at most.
    inner: usize,
    /// What calls off conversions that take too long.
    timer: Option<Timer>,
    /// The folders of a batch in which nothing is left of runs that were killed.
    swept: Mutex<BTreeSet<PathBuf>>,
}

impl Runner<'_, '_> {
    /// Converts one input; a fault of the program fails that input alone.
    fn guarded(&self, input: &Input, at: usize, number: usize, turn: &mut Turn<'_>) -> Outcome {
        let converted = catch_unwind(AssertUnwindSafe(|| self.convert(input, at, number, turn)));
        converted.unwrap_or_else(|panic| Outcome::failed(input.name(), fault(&*panic)))
    }

    /// What an article in a folder may know of the outside, until its time is up.
    fn host(&self, folder: Option<&Path>, timed: Option<&timer::Timed<'_>>) -> System {
        self.job.host(folder, timed.map(timer::Timed::flag), self.inner)
    }

    fn explained(&self, failure: Failure) -> Failure {
        explained(failure, self.timer.as_ref())
    }

    /// Converts one input to all targets. What fails stops nothing but itself.
    fn convert(&self, input: &Input, at: usize, number: usize, turn: &mut Turn<'_>) -> Outcome {
        let job = self.job;
        let began = Instant::now();
        let mut outcome = Outcome::of(input.name());
        let timed = self.timer.as_ref().map(Timer::begin);
        let host = self.host(Some(&input.folder()), timed.as_ref()).with_input(input.name());
        let fetched = match self.fetch(input, &mut outcome.diagnostics) {
            Ok(fetched) => fetched,
            Err(failure) => return outcome.with(failure),
        };
        outcome.id = fetched.id.clone();
        let id = fetched.id.clone();
        let name = |meta: &Metadata, turn: &mut Turn<'_>| {
            turn.take(|| self.names.name(at, input, id.as_deref(), number, meta))
        };
        let mut known = None;
        if !self.names.needs_article(input, id.as_deref()) {
            let name = name(&Metadata::default(), turn);
            if self.is_there(&name) {
                outcome.skipped = true;
                return outcome;
            }
            known = Some(name);
        }
        let reading = match read(input, fetched, &job.reading, &host) {
            Ok(reading) => reading,
            Err(failure) => return outcome.with(self.explained(failure)),
        };
        outcome.diagnostics.append(reading.diagnostics);
        outcome.facts = Some(Facts::of(&reading.article, reading.format));
        let name = match known {
            Some(name) => name,
            None => {
                let name = name(&reading.article.meta, turn);
                if self.is_there(&name) {
                    outcome.skipped = true;
                    return outcome;
                }
                name
            }
        };
        outcome.reading = began.elapsed();
        let publication = Publication::from(reading.article);
        for target in &job.targets {
            match self.write(&publication, target, &name, &host, &mut outcome.diagnostics) {
                Ok(written) => outcome.outputs.push(written),
                Err(failure) => outcome.failures.push(self.explained(failure)),
            }
        }
        outcome
    }

    /// Sweeps the folder of an output of a batch, once. A single article leaves it as it is: a
    /// folder may be large, and whoever calls the program for one article may do so often.
    fn sweep(&self, place: Option<&Path>) {
        let is_batch = may_be_many(&self.job.sources);
        let Some(folder) = place.and_then(Path::parent).filter(|_| is_batch) else { return };
        let mut swept = self.swept.lock().unwrap_or_else(PoisonError::into_inner);
        if swept.insert(folder.to_owned()) {
            write::sweep(folder);
        }
    }

    fn fetch(&self, input: &Input, diagnostics: &mut Diagnostics) -> Result<Fetched, Failure> {
        let most = self.job.reading.limits.input;
        if *input == Input::Stdin {
            let mut streams = self.streams.lock().unwrap_or_else(PoisonError::into_inner);
            return fetch(input, most, &mut streams.0, diagnostics);
        }
        fetch(input, most, &mut std::io::empty(), diagnostics)
    }

    /// Whether all outputs of that name are there, and are not to be made again.
    fn is_there(&self, name: &Path) -> bool {
        let Destination::Folder(folder) = &self.job.destination else { return false };
        let mut files =
            self.job.targets.iter().map(|target| names::file(folder, name, target.format()));
        self.job.skip_existing && files.all(|file| file.is_file())
    }

    /// Makes one output and writes it.
    fn write(
        &self,
        publication: &Publication,
        target: &Target,
        name: &Path,
        host: &System,
        diagnostics: &mut Diagnostics,
    ) -> Result<Written, Failure> {
        let began = Instant::now();
        let place = self.job.destination.place(name, target);
        self.sweep(place.as_deref());
        let rendering = crate::render(publication, target, &self.job.theme, host)?;
        diagnostics.append(rendering.diagnostics);
        let written = match place {
            Some(_) => deliver(rendering.output, place, &mut std::io::empty()),
            None => {
                let mut streams = self.streams.lock().unwrap_or_else(PoisonError::into_inner);
                deliver(rendering.output, None, &mut *streams.1)
            }
        };
        let format = target.format().name.to_owned();
        written.map(|written| Written { format, time: began.elapsed(), ..written })
    }
}

impl Runner<'_, '_> {
    /// Reads all inputs and makes one book of them. What cannot be read is told, and left out.
    fn bundle(
        &self,
        meta: &Metadata,
        list: Option<sources::Stdin>,
        threads: usize,
        stop: &AtomicBool,
        report: &mut dyn FnMut(Outcome),
    ) {
        let job = self.job;
        let mut articles = Vec::new();
        let work = |(_, found): (usize, sources::Found), _: &mut Turn<'_>| match found {
            Ok(input) => {
                let read = catch_unwind(AssertUnwindSafe(|| self.article(&input)));
                read.unwrap_or_else(|panic| (Outcome::failed(input.name(), fault(&*panic)), None))
            }
            Err((name, error)) => (Outcome::failed(name, error.into()), None),
        };
        let inputs = Inputs::of(&job.sources, job.search, list);
        pool::ordered(threads, inputs, stop, work, &mut |(outcome, article)| {
            articles.extend(article);
            report(outcome);
        });
        if articles.is_empty() || stop.load(Ordering::Relaxed) {
            return;
        }
        let publication = Publication { meta: of_all(meta, &articles), articles };
        let name = self.names.book(&publication.meta);
        let name_for_people = name.to_string_lossy().into_owned();
        let mut outcome = Outcome { is_book: true, ..Outcome::of(name_for_people) };
        let timed = self.timer.as_ref().map(Timer::begin);
        let host = self.host(None, timed.as_ref()).with_input(outcome.input.clone());
        for target in &job.targets {
            match self.write(&publication, target, &name, &host, &mut outcome.diagnostics) {
                Ok(written) => outcome.outputs.push(written),
                Err(failure) => outcome.failures.push(self.explained(failure)),
            }
        }
        report(outcome);
    }

    /// Reads one input.
    fn article(&self, input: &Input) -> (Outcome, Option<Article>) {
        let began = Instant::now();
        let mut outcome = Outcome::of(input.name());
        let fetched = match self.fetch(input, &mut outcome.diagnostics) {
            Ok(fetched) => fetched,
            Err(failure) => return (outcome.with(failure), None),
        };
        outcome.id = fetched.id.clone();
        let timed = self.timer.as_ref().map(Timer::begin);
        let host = self.host(Some(&input.folder()), timed.as_ref()).with_input(input.name());
        match read(input, fetched, &self.job.reading, &host) {
            Ok(reading) => {
                outcome.diagnostics.append(reading.diagnostics);
                outcome.facts = Some(Facts::of(&reading.article, reading.format));
                outcome.reading = began.elapsed();
                (outcome, Some(reading.article))
            }
            Err(failure) => (outcome.with(self.explained(failure)), None),
        }
    }
}

/// What is known about a book: what was said, and of its articles who wrote them and the language
/// that all have.
fn of_all(said: &Metadata, articles: &[Article]) -> Metadata {
    let mut meta = said.clone();
    if meta.authors.is_empty() {
        for author in articles.iter().flat_map(|article| &article.meta.authors) {
            if !meta.authors.iter().any(|known| known.name == author.name) {
                meta.authors.push(author.clone());
            }
        }
    }
    let mut languages = articles.iter().map(|article| &article.meta.language);
    let first = languages.next().cloned().flatten();
    if meta.language.is_none() && languages.all(|language| *language == first) {
        meta.language = first;
    }
    meta
}

/// What stands in the way, said as what it is when time was up.
fn explained(failure: Failure, timer: Option<&Timer>) -> Failure {
    match (failure, timer) {
        (
            Failure::Read(ReadError::Cancelled(_)) | Failure::Render(RenderError::Cancelled(_)),
            Some(timer),
        ) => Failure::TookTooLong(timer.limit()),
        (failure, _) => failure,
    }
}

/// What a panic said.
fn fault(panic: &(dyn std::any::Any + Send)) -> Failure {
    let said = panic.downcast_ref::<&str>().map(|text| (*text).to_owned());
    Failure::Fault(said.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap_or_default())
}

/// What an input holds, before it is looked into.
struct Fetched {
    bytes: Vec<u8>,
    /// What a record calls itself, what it knows, and how its text is read.
    id: Option<String>,
    meta: Metadata,
    reader: Option<&'static crate::readers::Reader>,
}

fn fetch(
    input: &Input,
    most: usize,
    stdin: &mut dyn Read,
    diagnostics: &mut Diagnostics,
) -> Result<Fetched, Failure> {
    if let Input::Record(record) = input {
        let row = record.row(diagnostics)?;
        let (bytes, reader) = (row.text.into_bytes(), Some(row.reader));
        return Ok(Fetched { bytes, id: row.id, meta: row.meta, reader });
    }
    let bytes = input.read(most, stdin)?;
    Ok(Fetched { bytes, id: None, meta: Metadata::default(), reader: None })
}

fn read(
    input: &Input,
    fetched: Fetched,
    options: &ReadOptions,
    host: &System,
) -> Result<Reading, Failure> {
    let Fetched { bytes, meta: mut known, reader, .. } = fetched;
    known.replace_with(&options.known);
    let format = reader.or(options.format);
    let options = ReadOptions { name: input.name(), format, known, ..options.clone() };
    Ok(crate::read(&bytes, &options, host)?)
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
        Ok(()) => {
            let (bytes, pages) = (output.bytes.len(), output.pages);
            Ok(Written { path, bytes, pages, ..Written::default() })
        }
        Err(error) => Err(Failure::Write { path, error }),
    }
}

impl Destination {
    /// The file that an input's output becomes; `None` for standard output.
    fn place(&self, name: &Path, target: &Target) -> Option<PathBuf> {
        match self {
            Destination::Folder(folder) => Some(names::file(folder, name, target.format())),
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
            sources: inputs.into_iter().map(Source::Article).collect(),
            search: Search::default(),
            reading: ReadOptions::default(),
            theme: Cow::Borrowed(theme::built_in()),
            fonts: Arc::default(),
            targets: vec![Target::named("json").unwrap()],
            destination,
            bundle: None,
            template: None,
            skip_existing: false,
            threads: 1,
            resource_root: None,
            timeout: None,
            reads: None,
        }
    }

    fn outcomes(job: &Job, stdin: &'static [u8]) -> (Vec<Outcome>, Vec<u8>) {
        let (mut outcomes, mut stdout) = (Vec::new(), Vec::new());
        let streams = Streams { input: Box::new(stdin), output: &mut stdout };
        let stop = AtomicBool::new(false);
        run(job, streams, &stop, &mut |outcome| outcomes.push(outcome));
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
