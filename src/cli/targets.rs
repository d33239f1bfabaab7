//! Which formats to write, each with the options that are for it alone.

use std::ffi::OsStr;
use std::path::Path;

use anyhow::{Context as _, Result, anyhow, bail, ensure};

use super::args::Args;
use super::programs;
use crate::article::Asset;
use crate::backends::docx::{self, Docx, Reference};
use crate::backends::epub::{self, Cover, Epub};
use crate::backends::pdf::{self, Pdf, Standards};
use crate::backends::{BACKENDS, Format, USUAL};
use crate::host::{Host as _, HostError, System};
use crate::{Target, media, suggest};

/// The formats to write, ready to use.
///
/// # Errors
/// When there is no such format, or an option is for another.
pub(super) fn targets(args: &Args) -> Result<Vec<Target>> {
    let targets = with_epub_options(with_pdf_options(named(args)?, args)?, args)?;
    let targets = with_docx_options(targets, args)?;
    programs::check(&targets)?;
    Ok(targets)
}

/// The formats to write: those of `--to`, else the one that the output's ending
/// says, else the usual ones.
fn named(args: &Args) -> Result<Vec<Target>> {
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

/// The target of a format's name or ending, which stands in `place`.
fn target(place: &str, name: &str) -> Result<Target> {
    if let Some(target) = Target::named(name) {
        return Ok(target);
    }
    let from_outside = programs::target(name).with_context(|| place.to_owned())?;
    from_outside.ok_or_else(|| unknown_target(place, name))
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

/// The complaint about a format that can neither be written nor be added under another name.
fn unknown_target(place: &str, name: &str) -> anyhow::Error {
    let programs = programs::formats();
    let names = BACKENDS.iter().map(|(format, _)| format.name);
    let names: Vec<&str> = names.chain(programs.iter().map(String::as_str)).collect();
    let endings = BACKENDS.iter().map(|(format, _)| format.extension);
    programs::with_program(unknown(place, name, &names, endings), name)
}

/// The complaint about a format that there is not.
pub(super) fn unknown<'a>(
    place: &str,
    typed: &str,
    names: &[&'a str],
    endings: impl Iterator<Item = &'a str>,
) -> anyhow::Error {
    let hint = suggest::hint(typed, names.iter().copied().chain(endings));
    anyhow!("{place}: there is no format “{typed}”{hint} (known: {})", names.join(", "))
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
        word => {
            let hint = suggest::hint(word.unwrap_or_default(), ["auto", "title", "none"]);
            Cover::File(cover_file(named, &hint)?)
        }
    })
}

/// An image that was named for the cover.
fn cover_file(path: &Path, hint: &str) -> Result<Asset> {
    let shown = path.display();
    let remedy = format!("name an image, or auto, title, none{hint}");
    let bytes = named_file("--cover", path, &remedy)?;
    media::asset_of(bytes).map_err(|error| {
        anyhow!("--cover: {shown}: {error}; name an image, or write --cover title")
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
