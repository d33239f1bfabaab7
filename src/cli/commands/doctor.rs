//! `offprint doctor`: what is found on this machine, and what of it does not work.

#![allow(clippy::disallowed_methods, reason = "the door to the outside")]

use std::ffi::OsString;
use std::fmt::Write as _;
use std::path::Path;

use serde::Serialize;

use super::{json, rows, tell};
use crate::cli::args::{Args, Doctor};
use crate::cli::exit::Exit;
use crate::cli::settings::{self, ParseError, file};
use crate::cli::{programs, usage, validate};
use crate::fonts::Faces;
use crate::fonts::coverage::{self, Sample, Setting};
use crate::host::{FontSource, Host as _, System};
use crate::jobs::Job;
use crate::plugins::PREFIX;
use crate::theme::Theme;

/// What was found.
#[derive(Serialize)]
struct Findings {
    version: &'static str,
    /// The file with settings that counts in this folder.
    settings: Option<String>,
    theme: String,
    fonts: Fonts,
    scripts: Vec<Script>,
    /// The programs that write formats.
    programs: Vec<String>,
    /// What does not work, and what to do about it.
    faults: Vec<String>,
}

#[derive(Serialize)]
struct Fonts {
    /// Where faces are looked for beside the theme's: `system`, `none`, or folders.
    from: Vec<String>,
    faces: usize,
}

/// A script, and the family that sets it.
#[derive(Serialize)]
struct Script {
    script: &'static str,
    sample: &'static str,
    /// `theme`, `font` or `nothing`.
    by: &'static str,
    /// The family.
    family: Option<String>,
}

/// Tells what is found. What does not work gives the exit code for a part that failed.
pub(super) fn doctor(args: &Doctor) -> Exit {
    let job = match job(args) {
        Ok(job) => job,
        Err(error) => return usage(std::io::stderr(), &error),
    };
    let findings = findings(&job);
    let text = if args.json { json(&findings) } else { listing(&findings) };
    match tell(Ok(text)) {
        Exit::Success if !findings.faults.is_empty() => Exit::SomeFailed,
        exit => exit,
    }
}

/// The job that these options would make of an article here, with the settings that are found.
fn job(args: &Doctor) -> anyhow::Result<Job> {
    let option = |name: &str, value: &Path| {
        let mut option = OsString::from(format!("--{name}="));
        option.push(value);
        option
    };
    let fonts = args.font_dir.iter().map(|folder| option("font-dir", folder));
    let theme = args.theme.iter().map(|theme| option("theme", theme));
    let typed: Vec<OsString> =
        ["offprint".into()].into_iter().chain(fonts).chain(theme).chain(["-".into()]).collect();
    let args: Args = match settings::parse(&typed) {
        Ok(args) => args,
        Err(ParseError::Set(error)) => return Err(error),
        Err(ParseError::Typed(error)) => return Err(error.into()),
    };
    validate::job(&args, false).map_err(|error| args.with_place(error))
}

fn findings(job: &Job) -> Findings {
    let host = System::new(None).with_fonts(job.fonts.clone());
    let scripts = coverage::coverage(&job.theme, &host).into_iter().map(Script::from).collect();
    let settings = file::of(None).map(|path| path.display().to_string());
    Findings {
        version: env!("CARGO_PKG_VERSION"),
        settings,
        theme: job.theme.name.clone(),
        fonts: Fonts { from: places(job.fonts.source()), faces: host.fonts().entries().len() },
        scripts,
        programs: programs::formats().iter().map(|name| format!("{PREFIX}{name}")).collect(),
        faults: faults(&job.theme, &host),
    }
}

fn places(source: &FontSource) -> Vec<String> {
    match source {
        FontSource::None => vec!["none".to_owned()],
        FontSource::System => vec!["system".to_owned()],
        FontSource::Folders(folders) => {
            folders.iter().map(|folder| folder.display().to_string()).collect()
        }
    }
}

/// What was found and does not work.
fn faults(theme: &Theme, host: &System) -> Vec<String> {
    let mut faces = Faces::new(theme, host);
    let mut faults = Vec::new();
    for family in theme.faces.values() {
        for (bold, italic) in [(false, false), (false, true), (true, false), (true, true)] {
            let file = family.file(bold, italic);
            if let Err(error) = faces.open(file, bold, italic) {
                faults.push(format!("theme {}: the face “{file}”: {error}", theme.name));
            }
        }
    }
    faults.dedup();
    let damaged = host.fonts().damaged().iter();
    faults.extend(damaged.map(|file| format!("{file} is not a font, or a damaged one; remove it")));
    let epoch = std::env::var_os("SOURCE_DATE_EPOCH").filter(|_| host.epoch().is_none());
    faults.extend(epoch.map(|value| {
        let value = value.to_string_lossy();
        format!("SOURCE_DATE_EPOCH is “{value}”, and no number of seconds; outputs are dated as without it")
    }));
    faults
}

impl From<(Sample, Setting)> for Script {
    fn from((sample, setting): (Sample, Setting)) -> Script {
        let (by, family) = match setting {
            Setting::Theme(family) => ("theme", Some(family)),
            Setting::Host(family) => ("font", Some(family)),
            Setting::Nothing => ("nothing", None),
        };
        Script { script: sample.script, sample: sample.text, by, family }
    }
}

/// What to do about scripts that nothing sets.
const REMEDY: &str = "\nThe Noto fonts set nearly every script: install them (in Debian, fonts-noto-core and\n\
    fonts-noto-cjk), or name a folder that holds them with --font-dir.\n";

/// The findings for people.
fn listing(findings: &Findings) -> String {
    let none = || "none".to_owned();
    let fonts = &findings.fonts;
    let programs = findings.programs.join(", ");
    let found = [
        ("Settings", findings.settings.clone().unwrap_or_else(none)),
        ("Theme", findings.theme.clone()),
        ("Fonts", format!("{} faces ({})", fonts.faces, fonts.from.join(", "))),
        ("Programs", if programs.is_empty() { none() } else { programs }),
    ];
    let scripts = findings.scripts.iter().map(|script| (script.script, set_by(script)));
    let mut text = format!("offprint {}\n\n{}\n", findings.version, rows(found));
    _ = write!(text, "Scripts, and what sets them:\n{}", rows(scripts));
    if findings.scripts.iter().any(|script| script.family.is_none()) {
        text.push_str(REMEDY);
    }
    if !findings.faults.is_empty() {
        text.push_str("\nWhat does not work:\n");
        text.extend(findings.faults.iter().map(|fault| format!("  {fault}\n")));
    }
    text
}

fn set_by(script: &Script) -> String {
    match (&script.family, script.by) {
        (None, _) => "nothing".to_owned(),
        (Some(family), "theme") => format!("{family}, the theme’s   {}", script.sample),
        (Some(family), _) => format!("{family}   {}", script.sample),
    }
}
