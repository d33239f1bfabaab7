//! Programs from outside that take part: they get the exchange form of an article
//! ([`crate::article::json`]) on their standard input.
//!
//! What a backend and a filter from outside have in common is here: what they are told, and what
//! becomes of what they say. [`filter`] changes articles, [`crate::backends::external`] makes
//! outputs. How programs are found and run is the business of [`crate::host`]; docs/PLUGINS.md
//! tells those who write them.

pub mod filter;
mod messages;

pub use filter::FilterError;

use crate::article::json;
use crate::diagnostics::Diagnostics;
use crate::host::{Host, Program, ProgramError};

/// What the names of programs begin with that write a format; the format's name follows.
pub const PREFIX: &str = "offprint-to-";

/// Whether a format from outside may have this name: it becomes a part of a program's name and
/// of outputs' names.
pub fn is_name(name: &str) -> bool {
    let is_plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    !name.is_empty() && name.chars().all(is_plain)
}

/// Gives the exchange form of an article or a book to a program, and what the program says to
/// `diagnostics`; returns what it wrote. `format` is what it shall write, if it is a backend.
///
/// # Errors
/// When the program cannot be run or fails.
pub(crate) fn ask(
    program: &Program,
    format: Option<&str>,
    exchange_form: String,
    host: &dyn Host,
    diagnostics: &mut Diagnostics,
) -> Result<Vec<u8>, ProgramError> {
    let mut variables = vec![
        ("OFFPRINT_VERSION", env!("CARGO_PKG_VERSION").to_owned()),
        ("OFFPRINT_JSON", json::VERSION.to_string()),
    ];
    variables.extend(format.map(|format| ("OFFPRINT_FORMAT", format.to_owned())));
    let answer = host.run(program, &variables, exchange_form.into_bytes())?;
    messages::tell(&answer.said, program.name(), diagnostics);
    Ok(answer.output)
}
