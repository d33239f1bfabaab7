//! What became of inputs, as data.

use std::path::PathBuf;

use super::input::InputError;
use super::write::WriteError;
use crate::diagnostics::Diagnostics;
use crate::{ReadError, RenderError};

/// What became of one input.
#[derive(Debug, Default)]
pub struct Outcome {
    /// The input's name for messages.
    pub input: String,
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
}

/// An output that was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
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
        self.written += outcome.outputs.len();
        self.failed += usize::from(!outcome.failures.is_empty());
        self.warned |= outcome.diagnostics.has_warnings();
        for failure in &outcome.failures {
            self.reader_gone |= failure.is_reader_gone();
            self.cannot_write |= matches!(failure, Failure::Write { .. });
        }
    }
}
