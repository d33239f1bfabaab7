//! From what was typed to a job: every check that needs no article.
//!
//! What is wrong is said with a remedy, and before anything is read or written.

#![allow(clippy::disallowed_methods, reason = "the door to the outside")]

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context as _, Result, anyhow, bail, ensure};

use super::args::{self, Args};
use super::{limits, programs, theme};
use crate::article::{
    Asset, Contributor, ContributorRole, Identifier, Inline, Metadata, Person, Series,
};
use crate::backends::docx::{self, Docx, Reference};
use crate::backends::epub::{self, Cover, Epub};
use crate::backends::pdf::{self, Pdf, Standards};
use crate::backends::{BACKENDS, Format, USUAL};
use crate::host::library::holds_font;
use crate::host::{FontSource, Host as _, HostError, Shelf, System};
use crate::jobs::{Destination, Input, Job, Search, Source, records};
use crate::passes::Typing;
use crate::readers::html::Selector;
use crate::readers::{self, Part, READERS, Reader};
use crate::understand::Boldness;
use crate::{ReadOptions, Target, media, suggest};

/// Makes a job of what was typed. `terminal` tells whether standard output is a screen.
///
/// # Errors
/// When it makes no sense; the error says what to do instead.
pub fn job(args: &Args, terminal: bool) -> Result<Job> {
    let sources = sources(&args.inputs, &args.batch, &args.reading)?;
    let targets = with_epub_options(with_pdf_options(targets(args)?, args)?, args)?;
    let targets = with_docx_options(targets, args)?;
    programs::check(&targets)?;
    let destination = destination(args, &sources, &targets, terminal)?;
    if args.watch {
        check_watch(&sources, &destination, &targets)?;
    }
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
            typing: if args.no_smart { Typing::Kept } else { Typing::Smart },
            ..reading(&args.reading)?
        },
        theme: theme::chosen(args)?,
        fonts: Arc::new(Shelf::new(fonts(&args.font_dir)?)),
        search: search(&args.reading),
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

/// What `--from` calls records, which are no format of an article.
pub(super) const RECORDS: &str = "jsonl";

fn is_records(format: &str) -> bool {
    format == RECORDS || format == "ndjson"
}

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
    let no_records = search(reading).no_records;
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

/// How sources are searched.
pub fn search(reading: &args::Reading) -> Search {
    let records = reading.from.as_deref().map(is_records);
    Search { any_ending: records == Some(false), no_records: records == Some(false) }
}

/// The files and folders that a pattern names (`*`, `?`, `[…]`, and `**` for folders in folders),
/// where no shell has done it; `None` for what is no pattern, or is the name of a file as it stands.
fn matching(name: &OsStr) -> Result<Option<Vec<OsString>>> {
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

fn reader(name: &str) -> Result<&'static Reader> {
    let names: Vec<&str> = READERS.iter().map(|reader| reader.name).collect();
    let names: Vec<&str> = names.into_iter().chain([RECORDS]).collect();
    let endings = READERS.iter().flat_map(|reader| reader.extensions.iter().copied());
    readers::named(name).ok_or_else(|| unknown("--from", name, &names, endings))
}

/// The target of a format's name or ending, which stands in `place`.
fn target(place: &str, name: &str) -> Result<Target> {
    if let Some(target) = Target::named(name) {
        return Ok(target);
    }
    let from_outside = programs::target(name).with_context(|| place.to_owned())?;
    from_outside.ok_or_else(|| unknown_target(place, name))
}

/// The complaint about a format that can neither be written nor be added under another name.
fn unknown_target(place: &str, name: &str) -> anyhow::Error {
    let programs = programs::formats();
    let names = BACKENDS.iter().map(|(format, _)| format.name);
    let names: Vec<&str> = names.chain(programs.iter().map(String::as_str)).collect();
    let endings = BACKENDS.iter().map(|(format, _)| format.extension);
    programs::with_program(unknown(place, name, &names, endings), name)
}

/// The complaint about a format that there is not.
fn unknown<'a>(
    place: &str,
    typed: &str,
    names: &[&'a str],
    endings: impl Iterator<Item = &'a str>,
) -> anyhow::Error {
    let nearest = suggest::nearest(typed, names.iter().copied().chain(endings));
    let hint = nearest.map(|name| format!("; did you mean {name}?")).unwrap_or_default();
    anyhow!("{place}: there is no format “{typed}”{hint} (known: {})", names.join(", "))
}

/// The formats to write: those of `--to`, else the one that the output's ending
/// says, else the usual ones.
fn targets(args: &Args) -> Result<Vec<Target>> {
    if !args.to.is_empty() {
        let mut targets: Vec<Target> = Vec::new();
        for name in &args.to {
            let target = target("--to", name.trim())?;
            if !targets.iter().any(|known| known.format() == target.format()) {
                targets.push(target);
            }
        }
        return Ok(targets);
    }
    match &args.output {
        Some(output) => Ok(vec![target_of_output(output)?]),
        None => {
            let usual = BACKENDS.iter().take(USUAL);
            usual.map(|(format, _)| target("--to", format.name)).collect()
        }
    }
}

/// The target that options are for, if any of them is given. Options that were typed for a format
/// which is not written are a mistake; those that are set wait for it.
fn only_for<'t>(
    targets: &'t mut [Target],
    (format, plural): (&Format<'_>, &str),
    given: &[(&str, bool)],
    args: &Args,
) -> Result<Option<&'t mut Target>> {
    let mut given = given.iter().filter(|(_, given)| *given).map(|(option, _)| *option).peekable();
    if given.peek().is_none() {
        return Ok(None);
    }
    let target = targets.iter_mut().find(|target| target.format() == *format);
    if let (None, Some(option)) = (&target, given.find(|option| !args.is_set(option))) {
        bail!("{option} is for {plural}, and none is written; add --to {}", format.name);
    }
    Ok(target)
}

/// Gives the PDF among the targets the options that are for PDFs alone.
fn with_pdf_options(mut targets: Vec<Target>, args: &Args) -> Result<Vec<Target>> {
    let given = [
        ("--pdf-standard", !args.pdf_standard.is_empty()),
        ("--pages", args.pages.is_some()),
        ("--grayscale", args.grayscale),
        ("--booklet", args.booklet),
    ];
    let Some(pdf) = only_for(&mut targets, (&pdf::FORMAT, "PDFs"), &given, args)? else {
        return Ok(targets);
    };
    *pdf = Target::from(Pdf {
        standards: standards(args)?,
        pages: args.pages.as_deref().map(str::parse).transpose().context("--pages")?,
        grayscale: args.grayscale,
        booklet: args.booklet,
    });
    Ok(targets)
}

/// Gives the EPUB among the targets the options that are for EPUBs alone.
fn with_epub_options(mut targets: Vec<Target>, args: &Args) -> Result<Vec<Target>> {
    let given = [("--cover", args.cover.is_some()), ("--embed-fonts", args.embed_fonts)];
    let Some(epub) = only_for(&mut targets, (&epub::FORMAT, "EPUBs"), &given, args)? else {
        return Ok(targets);
    };
    *epub = Target::from(Epub { cover: cover(args)?, embed_fonts: args.embed_fonts });
    Ok(targets)
}

/// What stands on covers. A file that is called like one of the words is written
/// as a path (`./none`).
fn cover(args: &Args) -> Result<Cover> {
    let Some(named) = &args.cover else { return Ok(Cover::Auto) };
    Ok(match named.to_str() {
        Some("auto") => Cover::Auto,
        Some("title") => Cover::Title,
        Some("none") => Cover::None,
        _ => Cover::File(cover_file(named)?),
    })
}

/// Gives the DOCX among the targets the document that serves in place of the theme.
fn with_docx_options(mut targets: Vec<Target>, args: &Args) -> Result<Vec<Target>> {
    let Some(path) = &args.reference_doc else { return Ok(targets) };
    let given = [("--reference-doc", true)];
    let Some(docx) = only_for(&mut targets, (&docx::FORMAT, "DOCX"), &given, args)? else {
        return Ok(targets);
    };
    let bytes = named_file("--reference-doc", path, "name a .docx or a .dotx")?;
    let reference = Reference::read(&bytes)
        .map_err(|error| anyhow!("--reference-doc: {}: {error}", path.display()))?;
    *docx = Target::from(Docx { reference: Some(reference) });
    Ok(targets)
}

/// A file that an option names, read as what lies beside an article is.
fn named_file(option: &str, path: &Path, remedy: &str) -> Result<Vec<u8>> {
    let shown = path.display();
    let name = path.file_name().and_then(OsStr::to_str);
    let name = name.with_context(|| format!("{option}: {shown} is no name of a file"))?;
    let host = System::new(Some(path.parent().unwrap_or(Path::new(""))));
    host.resource(name).map_err(|error| match error {
        HostError::NotFound => anyhow!("{option}: there is no file {shown}; {remedy}"),
        error => anyhow!("{option}: {shown}: {error}"),
    })
}

/// An image that was named for the cover.
fn cover_file(path: &Path) -> Result<Asset> {
    let shown = path.display();
    let bytes = named_file("--cover", path, "name an image, or auto, title, none")?;
    media::asset_of(bytes).map_err(|error| {
        anyhow!("--cover: {shown}: {error}; name an image, or write --cover title")
    })
}

/// What the PDF shall claim. What was not asked for is not missed in sheets to
/// fold and in parts of a document.
fn standards(args: &Args) -> Result<Standards> {
    let names: Vec<&str> = match (args.pdf_standard.as_slice(), args.booklet, &args.pages) {
        ([], true, _) => vec!["none"],
        ([], false, Some(_)) => vec!["a-2a"],
        ([], false, None) => return Ok(Standards::default()),
        (named, ..) => named.iter().map(String::as_str).collect(),
    };
    Standards::named(names).context("--pdf-standard")
}

fn target_of_output(output: &Path) -> Result<Target> {
    ensure!(
        output != Path::new("-"),
        "-o - does not say which format to write; add --to, such as -t text"
    );
    let ending = output.extension().map(|ending| ending.to_string_lossy().to_lowercase());
    let ending = ending.with_context(|| {
        format!("{} has no ending that says a format; add one, or --to", output.display())
    })?;
    target(&format!("-o {}", output.display()), &ending)
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

/// Sees that there is something to watch, and that what is written is not.
fn check_watch(sources: &[Source], destination: &Destination, targets: &[Target]) -> Result<()> {
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

fn check_output(output: &Path, sources: &[Source]) -> Result<()> {
    ensure!(!output.is_dir(), "{} is a folder; use --dir to write into it", output.display());
    let Ok(output_file) = output.canonicalize() else { return Ok(()) };
    let same = |source: &Source| matches!(source, Source::Article(Input::File(path)) if path.canonicalize().is_ok_and(|path| path == output_file));
    let hit = output_file.is_file() && sources.iter().any(same);
    ensure!(!hit, "{} is the input itself; name another file", output.display());
    Ok(())
}

/// The book of some sources, called as the folder or the list where it has no title of its own.
fn titled(book: Metadata, sources: &[Source]) -> Metadata {
    let name = match sources {
        [Source::Folder(path)] => path
            .canonicalize()
            .ok()
            .and_then(|path| path.file_name().map(|name| name.to_string_lossy().into_owned())),
        [Source::List(Some(path)) | Source::Records(Some(path))] => path
            .file_name()
            .and_then(|name| name.to_string_lossy().split('.').next().map(str::to_owned)),
        _ => None,
    };
    match name.filter(|name| book.title.is_empty() && !name.is_empty()) {
        Some(name) => Metadata { title: vec![Inline::text(name)], ..book },
        None => book,
    }
}

/// Whether what was typed is one article.
fn is_one(args: &Args) -> bool {
    let records = args.reading.from.as_deref().is_some_and(is_records);
    args.inputs.len() == 1
        && !args.batch.recursive
        && args.batch.files_from.is_none()
        && !records
        && !records::is_named(Path::new(&args.inputs[0]))
}

fn known(args: &Args) -> Result<Metadata> {
    for (what, given) in
        [("title", args.title.is_some()), ("identifier", !args.identifier.is_empty())]
    {
        ensure!(
            !given || args.bundle || is_one(args),
            "--{what} would give several articles one {what}; convert them one by one, or with --bundle"
        );
    }
    let contributors = args.contributor.iter().map(|text| contributor(text));
    Ok(Metadata {
        title: args.title.iter().map(|title| Inline::text(title.trim())).collect(),
        authors: args.author.iter().map(|name| Person::from(name.as_str())).collect(),
        date: args.date.as_deref().map(str::parse).transpose().context("--date")?,
        language: args.lang.as_deref().map(str::parse).transpose().context("--lang")?,
        contents: (args.toc || args.no_toc).then_some(args.toc),
        contributors: contributors.collect::<Result<_>>().context("--contributor")?,
        identifiers: identifiers(&args.identifier)?,
        series: args.series.as_deref().map(series).transpose().context("--series")?,
        ..Metadata::default()
    })
}

/// `translator=Cy Clerk`
fn contributor(text: &str) -> Result<Contributor> {
    let (role, name) = text.split_once('=').unwrap_or((text, ""));
    let names = || ContributorRole::all().map(ContributorRole::name).collect::<Vec<_>>().join(", ");
    let role = ContributorRole::named(role)
        .with_context(|| format!("there is no part “{role}” (known: {})", names()))?;
    ensure!(!name.trim().is_empty(), "“{text}” names nobody; write {}=NAME", role.name());
    Ok(Contributor { person: Person::from(name), role })
}

fn identifiers(texts: &[String]) -> Result<Vec<Identifier>> {
    let identifiers: Vec<Identifier> = texts.iter().map(|text| text.as_str().into()).collect();
    for identifier in &identifiers {
        ensure!(!identifier.as_str().is_empty(), "--identifier: the text is empty");
        if let Some(fault) = identifier.fault() {
            bail!("--identifier {identifier}: {fault}");
        }
    }
    Ok(identifiers)
}

/// `Mills of the Weir #3`; a number sign without a number behind it belongs to the name.
fn series(text: &str) -> Result<Series> {
    let placed = text.rsplit_once('#').and_then(|(name, place)| Some((name, place.parse().ok()?)));
    let (name, position) = placed.map_or((text, None), |(name, place)| (name, Some(place)));
    ensure!(!name.trim().is_empty(), "the name is empty");
    Ok(Series { name: name.trim().to_owned(), position })
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
