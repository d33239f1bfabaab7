//! What the program does beside converting: each command in its own file.
//!
//! What was asked for goes to standard output, messages go to standard error.

mod doctor;
mod formats;
mod inspect;
mod listing;
mod manual;
mod themes;

use std::io::{ErrorKind, Write as _};

use anyhow::Result;

use super::args::{Command, ThemeCommand};
use super::exit::Exit;
use super::usage;

/// Runs a command.
pub(super) fn run(command: &Command) -> Exit {
    let said = match command {
        Command::Inspect(args) => return inspect::inspect(args),
        Command::Doctor(args) => return doctor::doctor(args),
        Command::Theme { what: ThemeCommand::List { json } } => Ok(themes::list(*json)),
        Command::Theme { what: ThemeCommand::Show { name } } => themes::show(name),
        Command::Theme { what: ThemeCommand::New { folder, base } } => themes::new(folder, base),
        Command::Formats { json } => Ok(formats::formats(*json)),
        Command::Completions { shell } => Ok(manual::completions(*shell)),
        Command::Man => manual::page(),
    };
    tell(said)
}

/// Writes what a command says to standard output, or why it says nothing to standard error.
fn tell(said: Result<String>) -> Exit {
    let text = match said {
        Ok(text) => text,
        Err(error) => return usage(std::io::stderr(), &error),
    };
    let mut output = anstream::stdout().lock();
    match output.write_all(text.as_bytes()).and_then(|()| output.flush()) {
        Ok(()) => Exit::Success,
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Exit::ReaderGone,
        Err(_) => Exit::CannotWrite,
    }
}

/// Rows of two columns, the first as wide as its widest cell. Cells are names in ASCII.
fn rows<'a>(rows: impl IntoIterator<Item = (&'a str, String)>) -> String {
    let rows: Vec<(&str, String)> = rows.into_iter().collect();
    let width = rows.iter().map(|(name, _)| name.len()).max().unwrap_or_default();
    rows.iter().map(|(name, about)| format!("  {name:width$}  {about}\n")).collect()
}

/// Something in JSON, on lines of its own. What is said here is plain data, which serde always can write.
fn json(value: &impl serde::Serialize) -> String {
    serde_json::to_string_pretty(value).unwrap_or_default() + "\n"
}
