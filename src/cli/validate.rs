//! From what was typed to a job: every check that needs no article.
//!
//! What is wrong is said with a remedy, and before anything is read or written.

#![allow(clippy::disallowed_methods, reason = "the door to the outside")]

use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context as _, Result, bail, ensure};

use super::args::{self, Args};
use super::inputs::{RECORDS, check_command, is_records, search, sources};
use super::metadata::{known, titled};
use super::targets::{targets, unknown};
use super::{limits, programs, theme};
use crate::article::Metadata;
use crate::host::library::holds_font;
use crate::host::{FontSource, Shelf};
use crate::jobs::{Destination, Input, Job, Source};
use crate::passes::Typing;
use crate::readers::html::Selector;
use crate::readers::{self, Part, READERS, Reader};
use crate::understand::Boldness;
use crate::{ReadOptions, Target};

/// Makes a job of what was typed. `terminal` tells whether standard output is a screen.
///
/// # Errors
/// When it makes no sense; the error says what to do instead.
pub fn job(args: &Args, terminal: bool) -> Result<Job> {
    check_command(&args.inputs)?;
    let sources = sources(&args.inputs, &args.batch, &args.reading)?;
    let targets = targets(args)?;
    let destination = destination(args, &sources, &targets, terminal)?;
    if args.watch {
        check_watch(&sources, &destination, &targets)?;
    }
    let limits = limits::sizes(&args.limits)?;
    let mut known = known(args)?;
    let mut bundle = None;
    if args.bundle {
        let book = known;
        known = Metadata { language: book.language.clone(), ..Metadata::default() };
        bundle = Some(titled(book, &sources));
    }
    Ok(Job {
        reading: ReadOptions {
            known,
            filters: programs::filters(&args.filter)?,
            limits,
            typing: if args.no_smart { Typing::Kept } else { Typing::Smart },
            ..reading(&args.reading)?
        },
        theme: theme::chosen(args)?,
        fonts: Arc::new(Shelf::new(fonts(&args.font_dir)?)),
        search: search(&args.reading, limits.input),
        sources,
        targets,
        destination,
        bundle,
        template: args.name.as_deref().map(str::parse).transpose().context("--name")?,
        skip_existing: args.skip_existing,
        threads: match args.jobs {
            Some(jobs) => jobs.get(),
            None => std::thread::available_parallelism().map_or(1, usize::from),
        },
        resource_root: limits::resource_root(&args.limits)?,
        timeout: limits::timeout(&args.limits)?,
        reads: None,
    })
}

/// How all inputs are read.
///
/// # Errors
/// When there is no such format, or a selector is none.
pub fn reading(args: &args::Reading) -> Result<ReadOptions> {
    let boldness = match args.clean.as_deref() {
        Some("gentle") => Boldness::Gentle,
        Some("thorough") => Boldness::Thorough,
        _ => Boldness::Normal,
    };
    let named = args.from.as_deref().filter(|name| !is_records(name));
    let format = named.map(reader).transpose()?;
    let part = match &args.selector {
        Some(selector) => Part::Selected(Selector::parse(selector).context("--selector")?),
        None if args.whole_page => Part::Whole,
        None => Part::Article,
    };
    Ok(ReadOptions { format, keep_all: args.keep_all, boldness, part, ..ReadOptions::default() })
}

fn reader(name: &str) -> Result<&'static Reader> {
    let names: Vec<&str> = READERS.iter().map(|reader| reader.name).collect();
    let names: Vec<&str> = names.into_iter().chain([RECORDS]).collect();
    let endings = READERS.iter().flat_map(|reader| reader.extensions.iter().copied());
    readers::named(name).ok_or_else(|| unknown("--from", name, &names, endings))
}

fn destination(
    args: &Args,
    sources: &[Source],
    targets: &[Target],
    terminal: bool,
) -> Result<Destination> {
    let Some(output) = &args.output else {
        return Ok(Destination::Folder(args.dir.clone().unwrap_or_else(|| ".".into())));
    };
    let one = "-o names one file";
    match sources {
        _ if args.bundle => {}
        [source] if source.is_many() => {
            bail!("{one}, and {} may be many articles; use --dir, or --bundle", source.name())
        }
        [_] => {}
        _ => bail!("{one}, and there are {} inputs; use --dir, or --bundle", sources.len()),
    }
    let [target] = targets else {
        bail!("-o names one file, and --to names {} formats; use --dir", targets.len());
    };
    if output == Path::new("-") {
        let name = target.format().name;
        let binary = ["pdf", "epub", "docx"].contains(&name);
        ensure!(!(terminal && binary), "a screen cannot show {name}; add > FILE, or use -o FILE");
        return Ok(Destination::Stdout);
    }
    check_output(output, sources)?;
    Ok(Destination::File(output.clone()))
}

fn check_output(output: &Path, sources: &[Source]) -> Result<()> {
    ensure!(!output.is_dir(), "{} is a folder; use --dir to write into it", output.display());
    let Ok(output_file) = output.canonicalize() else { return Ok(()) };
    let same = |source: &Source| matches!(source, Source::Article(Input::File(path)) if path.canonicalize().is_ok_and(|path| path == output_file));
    let hit = output_file.is_file() && sources.iter().any(same);
    ensure!(!hit, "{} is the input itself; name another file", output.display());
    Ok(())
}

/// Sees that there is something to watch, and that what is written is not.
pub(super) fn check_watch(
    sources: &[Source],
    destination: &Destination,
    targets: &[Target],
) -> Result<()> {
    ensure!(
        !sources.iter().any(Source::is_stdin),
        "--watch: standard input is read only once; name a file or a folder"
    );
    ensure!(
        *destination != Destination::Stdout,
        "--watch: standard output is written only once; name a file, or use --dir"
    );
    let Destination::Folder(folder) = destination else { return Ok(()) };
    let real = |path: &Path| path.canonicalize().or_else(|_| std::path::absolute(path));
    let holds = |source: &&Source| match source {
        Source::Folder(root) => {
            real(root).is_ok_and(|root| real(folder).is_ok_and(|folder| folder.starts_with(root)))
        }
        _ => false,
    };
    let is_input = |target: &Target| readers::named(target.format().extension).is_some();
    if let Some(source) = sources.iter().find(holds).filter(|_| targets.iter().any(is_input)) {
        bail!(
            "--watch: what is written into {0} would be taken for articles of {0}; use another --dir",
            source.name()
        );
    }
    Ok(())
}

/// What `--font-dir` says to have no faces but those of the theme.
const NO_FONTS: &str = "none";

/// Where to look for faces. As for themes, a folder that is called like the
/// word is written as one (`./none`).
fn fonts(folders: &[PathBuf]) -> Result<FontSource> {
    if folders.is_empty() {
        return Ok(FontSource::System);
    }
    if folders.iter().any(|folder| folder == Path::new(NO_FONTS)) {
        ensure!(folders.len() == 1, "--font-dir none leaves no room for another --font-dir");
        return Ok(FontSource::None);
    }
    for folder in folders {
        let name = folder.display();
        ensure!(
            folder.is_dir(),
            "--font-dir: {name} is no folder; name one with font files, or none for no other faces"
        );
        ensure!(
            holds_font(folder),
            "--font-dir: {name} holds no font (.ttf, .otf, .ttc, .otc); name another folder, or none"
        );
    }
    Ok(FontSource::Folders(folders.to_vec()))
}
