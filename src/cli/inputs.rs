//! What to read, and how it is searched for.

#![allow(clippy::disallowed_methods, reason = "the door to the outside")]

use std::ffi::{OsStr, OsString};
use std::path::Path;

use anyhow::{Result, anyhow, bail, ensure};

use clap::CommandFactory as _;

use super::args::{self, Args};
use crate::jobs::{Input, Search, Source, records};
use crate::suggest;

/// What to read.
///
/// # Errors
/// When a name is none, or standard input is named twice.
pub fn sources(
    names: &[OsString],
    batch: &args::Batch,
    reading: &args::Reading,
) -> Result<Vec<Source>> {
    let records = reading.from.as_deref().is_some_and(is_records);
    let no_records = reading.from.as_deref().is_some_and(|format| !is_records(format));
    let source = |name: &OsString| -> Result<Source> {
        Ok(match input(name)? {
            Input::Stdin if records => Source::Records(None),
            Input::File(path) if batch.recursive && path.is_dir() => Source::Folder(path),
            Input::File(path) if records || !no_records && records::is_named(&path) => {
                Source::Records(Some(path))
            }
            input => Source::Article(input),
        })
    };
    let mut sources = Vec::new();
    for name in names {
        match matching(name)? {
            Some(names) => sources.extend(names.iter().map(source).collect::<Result<Vec<_>>>()?),
            None => sources.push(source(name)?),
        }
    }
    if let Some(list) = &batch.files_from {
        let file = Some(list.clone()).filter(|list| list != Path::new("-"));
        if let Some(file) = &file {
            let shown = file.display();
            ensure!(file.exists(), "--files-from: there is no file {shown}; name one, or -");
        }
        sources.push(Source::List(file));
    }
    let stdin = sources.iter().filter(|source| source.is_stdin()).count();
    ensure!(stdin <= 1, "standard input (-) can be read only once; name it once");
    Ok(sources)
}

/// Sees that the first input is no command with a mistake in it, which would be a file that is missing.
pub(super) fn check_command(names: &[OsString]) -> Result<()> {
    let Some(name) = names.first().and_then(|name| name.to_str()) else { return Ok(()) };
    if name.contains(['.', '/', '\\']) || Path::new(name).exists() {
        return Ok(());
    }
    let commands = Args::command();
    let hint = suggest::hint(name, commands.get_subcommands().map(clap::Command::get_name));
    ensure!(hint.is_empty(), "there is neither a file nor a command “{name}”{hint}");
    Ok(())
}

/// How sources are searched.
pub fn search(reading: &args::Reading, longest: usize) -> Search {
    let records = reading.from.as_deref().map(is_records);
    let is_article = records == Some(false);
    Search { any_ending: is_article, no_records: is_article, longest }
}

/// The files and folders that a pattern names (`*`, `?`, `[…]`, and `**` for folders in folders),
/// where no shell has done it; `None` for what is no pattern, or is the name of a file as it stands.
pub(super) fn matching(name: &OsStr) -> Result<Option<Vec<OsString>>> {
    let Some(pattern) = name.to_str().filter(|name| name.contains(['*', '?', '['])) else {
        return Ok(None);
    };
    if Path::new(name).exists() || is_address(pattern) {
        return Ok(None);
    }
    let found = glob::glob(pattern);
    let found =
        found.map_err(|error| anyhow!("{pattern} is no pattern of names: {}", error.msg))?;
    let found = found.map(|path| Ok(path?.into_os_string())).collect::<Result<Vec<_>>>()?;
    ensure!(!found.is_empty(), "no file is called {pattern}; correct it, or name a file");
    Ok(Some(found))
}

/// What `--from` calls records, which are no format of an article.
pub(super) const RECORDS: &str = "jsonl";

pub(super) fn is_records(format: &str) -> bool {
    format == RECORDS || format == "ndjson"
}

fn input(name: &OsStr) -> Result<Input> {
    let text = name.to_string_lossy();
    ensure!(!text.is_empty(), "an input has no name; write the name of a file, or -");
    if text == "-" {
        return Ok(Input::Stdin);
    }
    if is_address(&text) && !Path::new(name).exists() {
        bail!(
            "“{text}” is an address, and nothing is ever fetched; save the page and name the file"
        );
    }
    Ok(Input::File(name.into()))
}

/// Whether it starts as addresses do. `C:\a.txt` and `a:b` do not.
fn is_address(text: &str) -> bool {
    let scheme = text.split_once("://").map(|(scheme, _)| scheme);
    let known = scheme.is_some_and(|scheme| scheme.bytes().all(|b| b.is_ascii_alphanumeric()));
    known || text.starts_with("www.") || text.starts_with("mailto:")
}

/// Whether what was typed is one article.
pub(super) fn is_one(args: &Args) -> bool {
    let records = args.reading.from.as_deref().is_some_and(is_records);
    args.inputs.len() == 1
        && !args.batch.recursive
        && args.batch.files_from.is_none()
        && !records
        && !records::is_named(Path::new(&args.inputs[0]))
}
