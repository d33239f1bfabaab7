//! Articles in memory, for programs that use Offprint as a library with the options of the command line.

use anyhow::Result;

use super::settings::given;
pub use super::settings::given::{Given, Work};
use super::validate;
use crate::jobs::Desk;

/// A desk with options by their long names, which writes these formats (the usual ones where none is
/// named) and works on so many threads at most.
///
/// # Errors
/// When an option is unknown, has no such value, or is not for this work.
pub fn desk(options: &[Given<'_>], to: &[String], work: Work, threads: usize) -> Result<Desk> {
    let args = given::parse(options, to, work)?;
    Ok(Desk::new(validate::job(&args, false)?, threads))
}
