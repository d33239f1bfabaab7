//! Options in `offprint.toml`, which is found upward from the current folder or named with `--config`.

#![allow(clippy::disallowed_methods, reason = "the door to the outside")]

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, anyhow, bail};
use clap::{Arg, CommandFactory as _};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{ABOUT_ONE_RUN, NEVER_FOUND, Setting, Used, is_list, is_path, is_switch};
use crate::cli::args::Args;
use crate::{Target, suggest};

/// What the file is called.
pub(in crate::cli) const NAME: &str = "offprint.toml";

/// All options that the file sets; none where there is no file.
///
/// # Errors
/// When the file cannot be read, is no TOML, or sets what cannot be set.
pub(super) fn settings(used: &Used<'_>) -> Result<Vec<Setting>> {
    let Some((path, found)) = place(used.path("config").map(Path::to_owned)) else {
        return Ok(Vec::new());
    };
    let text = std::fs::read_to_string(&path)
        .with_context(|| format!("{} cannot be read", path.display()))?;
    let file = File { path: &path, found, text: &text };
    file.settings(used)
}

/// The file that counts where `--config` names this one, or none.
pub(in crate::cli) fn of(config: Option<PathBuf>) -> Option<PathBuf> {
    place(config).map(|(path, _)| path)
}

/// The file that counts, and whether it was found rather than named.
fn place(config: Option<PathBuf>) -> Option<(PathBuf, bool)> {
    let named = config.or_else(|| std::env::var_os("OFFPRINT_CONFIG").map(PathBuf::from));
    match named.filter(|path| !path.as_os_str().is_empty()) {
        Some(path) => Some((path, false)),
        None => find().map(|path| (path, true)),
    }
}

/// The file in the current folder, or in the nearest folder above it that has one.
fn find() -> Option<PathBuf> {
    let current = std::env::current_dir().ok()?;
    let mut places = current.ancestors().map(|folder| folder.join(NAME));
    places.find(|place| place.is_file())
}

struct File<'a> {
    path: &'a Path,
    /// Whether it was found, and nobody named it.
    found: bool,
    text: &'a str,
}

impl File<'_> {
    fn settings(&self, used: &Used<'_>) -> Result<Vec<Setting>> {
        let table = DeTable::parse(self.text).map_err(|error| {
            let at = error.span().map_or(0, |span| span.start);
            anyhow!("{}: {}", self.place(at), error.message())
        })?;
        let mut settings = Vec::new();
        for (key, value) in table.get_ref() {
            let place = self.place(key.span().start);
            let key = key.get_ref().as_ref();
            let Some(arg) = used.option(key) else {
                if is_for_others(key) {
                    continue;
                }
                bail!("{place}: {}", unknown(used, key));
            };
            self.admit(key).with_context(|| place.clone())?;
            let values = self.values(arg, value).with_context(|| format!("{place}: {key}"))?;
            settings.push(Setting { key: key.to_owned(), values, place });
        }
        Ok(settings)
    }

    /// The file and the line of an offset.
    fn place(&self, at: usize) -> String {
        let line = self.text.as_bytes()[..at].iter().filter(|byte| **byte == b'\n').count() + 1;
        format!("{}:{line}", self.path.display())
    }

    /// Sees that a file may set an option which may have come with the articles.
    fn admit(&self, key: &str) -> Result<()> {
        if self.found && NEVER_FOUND.contains(&key) {
            bail!(
                "a file that is found cannot set {key}, since it may come with articles of strangers; type \
                 --{key}, or name the file with --config"
            );
        }
        Ok(())
    }

    fn values(&self, arg: &Arg, value: &Spanned<DeValue<'_>>) -> Result<Option<Vec<OsString>>> {
        match value.get_ref() {
            DeValue::Boolean(on) if is_switch(arg) => Ok(on.then(Vec::new)),
            _ if is_switch(arg) => bail!("write true or false"),
            DeValue::Array(values) if is_list(arg) => values
                .iter()
                .map(|value| self.value(arg, value.get_ref()))
                .collect::<Result<_>>()
                .map(Some),
            DeValue::Array(_) => bail!("one value, and no list"),
            value => Ok(Some(vec![self.value(arg, value)?])),
        }
    }

    fn value(&self, arg: &Arg, value: &DeValue<'_>) -> Result<OsString> {
        let value = match value {
            DeValue::String(text) => text.to_string(),
            DeValue::Integer(number) => number.to_string(),
            DeValue::Float(number) => number.to_string(),
            DeValue::Boolean(_) => bail!("this option takes a value; write it in quotation marks"),
            DeValue::Datetime(date) => date.to_string(),
            DeValue::Array(_) | DeValue::Table(_) => bail!("write a text in quotation marks"),
        };
        let is_own = |name: &str| Target::named(name.trim()).is_some();
        if self.found && arg.get_long() == Some("to") && !value.split(',').all(is_own) {
            bail!(
                "“{value}” is no format of Offprint's own, and a file that is found names no program, since it may \
                 come with articles of strangers; type --to, or name the file with --config"
            );
        }
        let value = OsString::from(value);
        let folder = self.path.parent().unwrap_or(Path::new(""));
        if !is_path(arg, &value) {
            return Ok(value);
        }
        let path = folder.join(&value);
        // A theme of that name may be looked for and not found; then the name is told.
        let is_name =
            arg.get_long() == Some("theme") && Path::new(&value).components().count() == 1;
        Ok(if is_name && !path.is_dir() { value } else { path.into_os_string() })
    }
}

/// Whether a key is an option of the main command, which another command does not have.
fn is_for_others(key: &str) -> bool {
    let command = Args::command();
    let is_option = command.get_arguments().any(|arg| arg.get_long() == Some(key));
    is_option && !ABOUT_ONE_RUN.contains(&key)
}

/// The complaint about a key that is no option.
fn unknown(used: &Used<'_>, key: &str) -> anyhow::Error {
    let hint = suggest::hint(key, used.options().filter_map(Arg::get_long));
    if ABOUT_ONE_RUN.contains(&key) {
        return anyhow!("--{key} is about one run, and is typed");
    }
    anyhow!("there is no option “{key}”{hint} (offprint --help lists all)")
}
