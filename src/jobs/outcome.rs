//! What became of inputs, as data.

use std::path::PathBuf;
use std::time::Duration;

use super::input::InputError;
use super::write::WriteError;
use crate::article::{Article, InlineKind, walk};
use crate::diagnostics::Diagnostics;
use crate::understand::line::words_in;
use crate::{ReadError, RenderError};

/// What became of one input.
#[derive(Debug, Default)]
pub struct Outcome {
    /// The input's name for messages.
    pub input: String,
    /// What a record calls itself.
    pub id: Option<String>,
    /// What was understood of the article; `None` when it was not read.
    pub facts: Option<Facts>,
    /// Whether it is the book of all inputs, and no input.
    pub is_book: bool,
    /// Whether its outputs were there, and it was passed over.
    pub skipped: bool,
    /// How long reading took.
    pub reading: Duration,
    /// What was written, in the order of the targets.
    pub outputs: Vec<Written>,
    /// What was lost, repaired or guessed, in reading and in every format.
    pub diagnostics: Diagnostics,
    /// What could not be done; empty when all is well.
    pub failures: Vec<Failure>,
}

impl Outcome {
    /// Nothing yet, of an input of this name.
    pub fn of(input: String) -> Outcome {
        Outcome { input, ..Outcome::default() }
    }

    /// Nothing but a failure.
    pub fn failed(input: String, failure: Failure) -> Outcome {
        Outcome::of(input).with(failure)
    }

    /// The same with one more failure.
    pub fn with(mut self, failure: Failure) -> Outcome {
        self.failures.push(failure);
        self
    }
}

/// What was understood of an article, as far as reports tell it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facts {
    /// The name of the format that it was read as.
    pub format: &'static str,
    /// Its title.
    pub title: Option<String>,
    /// Its language.
    pub language: Option<String>,
    /// How many words its text has.
    pub words: usize,
}

impl Facts {
    /// Those of an article that was read as some format.
    pub fn of(article: &Article, format: &'static str) -> Facts {
        let mut words = 0;
        walk::inlines(article, &mut |inline| {
            if let InlineKind::Text { text } | InlineKind::Code { text } = &inline.kind {
                words += words_in(text);
            }
        });
        let language = article.meta.language.as_ref().map(ToString::to_string);
        Facts { format, title: article.meta.title_text(), language, words }
    }
}

/// An output that was written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Written {
    /// The name of its format.
    pub format: String,
    /// How long it took to make and to write.
    pub time: Duration,
    /// The file; `None` for standard output.
    pub path: Option<PathBuf>,
    /// Its length.
    pub bytes: usize,
    /// How many pages it has, for formats that have pages.
    pub pages: Option<usize>,
}

/// Why an input, or one format of it, came to nothing.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// The input cannot be had.
    #[error(transparent)]
    Input(#[from] InputError),
    /// The input is no article.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// A format cannot be made.
    #[error(transparent)]
    Render(#[from] RenderError),
    /// It was called off, since its time was up.
    #[error("it took longer than {} s; --timeout gives it more", .0.as_secs_f64())]
    TookTooLong(Duration),
    /// The program met a fault of its own.
    #[error("the program met a fault ({0}); please report it with this input")]
    Fault(String),
    /// An output cannot be written.
    #[error("{error}")]
    Write {
        /// The file; `None` for standard output.
        path: Option<PathBuf>,
        /// What is in the way.
        error: WriteError,
    },
}

impl Failure {
    /// Whether nobody wants the output any more: nothing to complain about.
    pub fn is_reader_gone(&self) -> bool {
        matches!(self, Failure::Write { error: WriteError::ReaderGone, .. })
    }
}

/// What became of all inputs together, as far as the exit code asks.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Summary {
    /// How many outputs were written.
    pub written: usize,
    /// How many inputs had failures.
    pub failed: usize,
    /// How many inputs were passed over, since their outputs were there.
    pub skipped: usize,
    /// How many inputs there were.
    pub inputs: usize,
    /// Whether any output could not be written.
    pub cannot_write: bool,
    /// Whether standard output was closed by its reader.
    pub reader_gone: bool,
    /// Whether there was any warning.
    pub warned: bool,
}

impl Summary {
    /// Takes an input's outcome into account.
    pub fn add(&mut self, outcome: &Outcome) {
        self.inputs += usize::from(!outcome.is_book);
        self.skipped += usize::from(outcome.skipped);
        self.written += outcome.outputs.len();
        self.failed += usize::from(!outcome.failures.is_empty());
        self.warned |= outcome.diagnostics.has_warnings();
        for failure in &outcome.failures {
            self.reader_gone |= failure.is_reader_gone();
            self.cannot_write |= matches!(failure, Failure::Write { .. });
        }
    }
}
