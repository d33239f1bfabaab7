//! Options that were not typed: those of `offprint.toml` ([`file`]) and of the environment
//! ([`environment`]), laid under what was typed; and those that another program gives ([`given`]).
//!
//! What options there are is clap's table alone: a setting becomes what could have been typed, and clap
//! parses all of it together. A setting gives way to the same option, or to one that excludes it, in a layer above:
//! the command line, then the environment, then the file.

mod environment;
pub(super) mod file;
pub(super) mod given;

use std::ffi::{OsStr, OsString};
use std::path::Path;

use anyhow::{Result, anyhow};
use clap::parser::ValueSource;
use clap::{Arg, ArgAction, ArgMatches, Command, CommandFactory as _, FromArgMatches as _};

use super::args::Args;

/// Options that are about one run, or about the settings themselves.
const ABOUT_ONE_RUN: [&str; 13] = [
    "files-from",
    "output",
    "bundle",
    "title",
    "identifier",
    "pages",
    "report",
    "watch",
    "json",
    "help",
    "version",
    "config",
    "no-config",
];

/// Options that no file may set which was found: it may have come with the articles. They run
/// programs, or open folders.
const NEVER_FOUND: [&str; 2] = ["filter", "resource-root"];

/// An option that was not typed.
#[derive(Debug, Clone)]
pub(super) struct Setting {
    /// The long name.
    key: String,
    /// Its values; `None` for a switch that is off.
    values: Option<Vec<OsString>>,
    /// Where it was set, for people.
    place: String,
}

/// Why arguments are none.
#[derive(Debug)]
pub(super) enum ParseError {
    /// What was typed; clap says it.
    Typed(clap::Error),
    /// What was set.
    Set(anyhow::Error),
}

impl From<clap::Error> for ParseError {
    fn from(error: clap::Error) -> ParseError {
        ParseError::Typed(error)
    }
}

impl From<anyhow::Error> for ParseError {
    fn from(error: anyhow::Error) -> ParseError {
        ParseError::Set(error)
    }
}

/// Parses arguments as they were typed, program name first, with settings under them.
pub(super) fn parse(typed: &[OsString]) -> Result<Args, ParseError> {
    let command = Args::command();
    let mut matches = command.clone().try_get_matches_from(typed)?;
    let used = Used::of(&command, &matches);
    let Some(used) = used.filter(|used| !used.flag("no_config")) else {
        return Ok(Args::from_arg_matches(&matches)?);
    };
    let layers = [environment::settings(&used)?, file::settings(&used)?];
    let settings = used.accepted(layers.into_iter().flatten())?;
    if !settings.is_empty() {
        let at = used.at.min(typed.len());
        let set = settings.iter().flat_map(Setting::as_typed);
        let whole = typed[..at].iter().cloned().chain(set).chain(typed[at..].iter().cloned());
        matches = command.try_get_matches_from(whole)?;
    }
    let places = settings.into_iter().map(|setting| (setting.key, setting.place)).collect();
    Ok(Args { places, ..Args::from_arg_matches(&matches)? })
}

/// The command that was typed, as far as it takes settings.
struct Used<'a> {
    /// The options that there are.
    command: &'a Command,
    /// Those that were typed.
    typed: &'a ArgMatches,
    /// Where its options begin among the arguments.
    at: usize,
}

impl<'a> Used<'a> {
    fn of(command: &'a Command, matches: &'a ArgMatches) -> Option<Used<'a>> {
        let Some((name, typed)) = matches.subcommand() else {
            return Some(Used { command, typed: matches, at: 1 });
        };
        let command = command.find_subcommand(name)?;
        let takes_settings = command.get_arguments().any(|arg| arg.get_id() == "no_config");
        takes_settings.then_some(Used { command, typed, at: 2 })
    }

    fn flag(&self, id: &str) -> bool {
        self.typed.try_get_one::<bool>(id).ok().flatten().copied().unwrap_or_default()
    }

    fn path(&self, id: &str) -> Option<&'a Path> {
        let path = self.typed.try_get_one::<std::path::PathBuf>(id).ok().flatten();
        path.map(std::path::PathBuf::as_path)
    }

    /// The option of a key, if it may be set.
    fn option(&self, key: &str) -> Option<&'a Arg> {
        self.options().find(|arg| arg.get_long() == Some(key))
    }

    /// All options that may be set.
    fn options(&self) -> impl Iterator<Item = &'a Arg> {
        let may = |arg: &&Arg| arg.get_long().is_some_and(|key| !ABOUT_ONE_RUN.contains(&key));
        self.command.get_arguments().filter(may)
    }

    fn is_typed(&self, arg: &Arg) -> bool {
        self.typed.value_source(arg.get_id().as_str()) == Some(ValueSource::CommandLine)
    }

    /// Whether two options cannot be used together.
    fn exclude(&self, one: &Arg, other: &Arg) -> bool {
        let says = |one: &Arg, other: &Arg| {
            self.command
                .get_arg_conflicts_with(one)
                .iter()
                .any(|arg| arg.get_id() == other.get_id())
        };
        says(one, other) || says(other, one)
    }

    /// The settings that count, from the uppermost layer down; each by itself must be one.
    fn accepted(&self, settings: impl Iterator<Item = Setting>) -> Result<Vec<Setting>> {
        let above: Vec<&Arg> =
            self.command.get_arguments().filter(|arg| self.is_typed(arg)).collect();
        let mut accepted: Vec<(&Arg, Setting)> = Vec::new();
        for setting in settings {
            let Some(arg) = self.option(&setting.key) else { continue };
            let gives_way =
                |other: &Arg| other.get_id() == arg.get_id() || self.exclude(other, arg);
            let lower = accepted.iter().any(|(other, _)| gives_way(other));
            if lower || above.iter().any(|other| gives_way(other)) {
                continue;
            }
            self.check(&setting)?;
            accepted.push((arg, setting));
        }
        Ok(accepted.into_iter().map(|(_, setting)| setting).collect())
    }

    /// Sees that clap takes a setting.
    fn check(&self, setting: &Setting) -> Result<()> {
        let words = ["offprint".into()].into_iter().chain(setting.as_typed()).chain(["-".into()]);
        let command = self.command.clone().no_binary_name(false);
        let parsed = command.try_get_matches_from(words);
        parsed.map(drop).map_err(|error| {
            let said = error.to_string();
            let said = said.lines().next().unwrap_or_default().trim_start_matches("error: ");
            anyhow!("{}: {said}", setting.place)
        })
    }
}

impl Setting {
    /// What would have to be typed for it.
    fn as_typed(&self) -> Vec<OsString> {
        let Some(values) = &self.values else { return Vec::new() };
        let option = OsString::from(format!("--{}", self.key));
        if values.is_empty() {
            return vec![option];
        }
        let typed = |value: &OsString| {
            let mut word = option.clone();
            word.push("=");
            word.push(value);
            word
        };
        values.iter().map(typed).collect()
    }
}

/// Whether an option is a switch, without a value.
fn is_switch(arg: &Arg) -> bool {
    matches!(arg.get_action(), ArgAction::SetTrue)
}

/// Whether an option may be repeated.
fn is_list(arg: &Arg) -> bool {
    matches!(arg.get_action(), ArgAction::Append)
}

/// Whether the value of an option is a path, and no word that stands for something else.
fn is_path(arg: &Arg, value: &OsStr) -> bool {
    let words: &[&str] = match arg.get_long() {
        Some("cover") => &["auto", "title", "none"],
        Some("font-dir") => &["none"],
        _ => &[],
    };
    let is_theme = arg.get_long() == Some("theme");
    let is_word = value.to_str().is_some_and(|value| {
        words.contains(&value) || is_theme && crate::theme::load::text_of(value).is_some()
    });
    arg.get_value_parser().type_id() == clap::builder::ValueParser::path_buf().type_id() && !is_word
}
