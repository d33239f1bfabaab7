//! Offprint turns an article into a typeset PDF, an accessible EPUB 3 and a
//! clean DOCX.
//!
//! [`read`] makes an [`Article`] of bytes, [`render`] makes an [`Output`] of a [`Publication`]; both
//! return what was lost on the way as [`Diagnostics`]. What they may know of the world outside, a
//! [`Host`] decides.
//!
//! ```
//! use offprint::{ReadOptions, Target, host::Memory};
//!
//! let host = Memory::default();
//! let options = ReadOptions { name: "a.md".into(), ..ReadOptions::default() };
//! let reading = offprint::read(b"# A title\n\nSome text.", &options, &host)?;
//! let theme = offprint::theme::built_in();
//! let rendering = offprint::render(&reading.article.into(), &Target::pdf(), theme, &host)?;
//! assert_eq!(rendering.output.pages, Some(1));
//! assert!(rendering.output.bytes.into_vec().starts_with(b"%PDF"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! | to … | |
//! |---|---|
//! | choose a format and its options | [`Target`], [`backends::pdf::Pdf`], [`backends::epub::Epub`], [`backends::docx::Docx`] |
//! | write a format of one's own | [`Backend`]; `examples/gemini.rs` is a whole one |
//! | let programs write formats and change articles | [`backends::external::External`], [`ReadOptions::filters`] |
//! | look into an article, make or change one | [`article`], [`article::json`] |
//! | choose a look | [`theme`] |
//! | say what files, fonts, programs and moments there are | [`host`] |
//! | call work off | [`cancel`] |
//!
//! The road that data takes, one module a station:
//!
//! ```text
//! bytes ─readers─▶ Article ─passes─▶ Article ─┬─ compose ─▶ flow ─ typeset ─▶ Layout ─▶ pdf
//!                                             └─ compose ─▶ epub, docx, html, text, json
//! ```
//!
//! What this documentation shows follows [Semantic Versioning](https://semver.org). Modules that it
//! does not show are open for the project's own tests and tools, and may change at any time.

#![forbid(unsafe_code)]
#![warn(missing_docs)]
// Module documentation is for those who read the source, where everything is at hand.
#![allow(rustdoc::private_intra_doc_links)]

pub mod article;
pub mod backends;
pub mod cancel;
pub mod compose;
pub mod diagnostics;
pub mod host;
pub mod inspect;
pub mod language;
pub mod length;
pub mod limits;
pub mod media;
pub mod plugins;
pub mod readers;
pub mod source;
pub mod theme;

mod url;

// Only the program uses these.
#[doc(hidden)]
pub mod cli;
#[doc(hidden)]
pub mod jobs;

// Stations on the road, and leaves, that only this crate and its tests look into.
#[doc(hidden)]
pub mod fonts;
#[doc(hidden)]
pub mod highlight;
#[doc(hidden)]
pub mod math;
#[doc(hidden)]
pub mod pandoc;
#[doc(hidden)]
pub mod parallel;
#[doc(hidden)]
pub mod passes;
#[doc(hidden)]
pub mod suggest;
#[doc(hidden)]
pub mod typeset;
#[doc(hidden)]
pub mod understand;

pub use article::Article;
pub use backends::{Backend, Format, Output, RenderError, Request, Target};
pub use compose::Publication;
pub use diagnostics::{Diagnostic, Diagnostics};
pub use host::Host;
pub use passes::Typing;
pub use readers::{Part, ReadError, ReadOptions, Reader, Reading};
pub use theme::Theme;
pub use understand::Boldness;

/// The example of the README, which is compiled as those of the documentation are.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;

use std::borrow::Cow;

/// Reads an article: decodes, parses, runs all passes and filters, and loads its images.
///
/// ```
/// use offprint::host::Memory;
/// use offprint::{ReadOptions, diagnostics::Kind};
///
/// // The name says the format; without an ending that is known the text itself does.
/// let options = ReadOptions { name: "weir.md".into(), ..ReadOptions::default() };
/// let text = "---\ntitle: A weir\nlang: en\n---\n\n![The weir](weir.png)";
/// let reading = offprint::read(text.as_bytes(), &options, &Memory::default())?;
/// assert_eq!(reading.article.meta.title_text().as_deref(), Some("A weir"));
/// // The host has no such image, which is told and nothing worse.
/// let missing = reading.diagnostics.iter().next().unwrap();
/// assert!(matches!(&missing.kind, Kind::ImageMissing { reference, .. } if reference == "weir.png"));
/// assert_eq!(missing.span.line, 6);
/// # Ok::<(), offprint::ReadError>(())
/// ```
///
/// # Errors
/// When the bytes are no article, a filter fails, or the host calls the work off, see [`ReadError`].
pub fn read(bytes: &[u8], options: &ReadOptions, host: &dyn Host) -> Result<Reading, ReadError> {
    cancel::under(host.cancel(), || read_whole(bytes, options, host))?
}

fn read_whole(bytes: &[u8], options: &ReadOptions, host: &dyn Host) -> Result<Reading, ReadError> {
    let mut reading = readers::read(bytes, options)?;
    reading.article.meta.replace_with(&options.known);
    let Reading { article, attachments, diagnostics, .. } = &mut reading;
    passes::run(article, options.typing, diagnostics);
    for filter in &options.filters {
        let filtered = plugins::filter::run(article, filter, host, diagnostics);
        filtered.map_err(|error| ReadError::Filter { filter: filter.name().to_owned(), error })?;
    }
    media::load(article, attachments, options.limits, host, diagnostics);
    Ok(reading)
}

/// An output, with what was lost on the way to it.
#[derive(Debug, Clone)]
pub struct Rendering {
    /// The file.
    pub output: Output,
    /// What the format could not show.
    pub diagnostics: Diagnostics,
}

/// Writes a publication in the format of `target`.
///
/// ```
/// use offprint::article::{Article, Block, Inline};
/// use offprint::{Publication, Target, host::Memory};
///
/// let blocks = vec![Block::paragraph(vec![Inline::text("Some words.")])];
/// let publication = Publication::from(Article { blocks, ..Article::default() });
/// let (theme, host) = (offprint::theme::built_in(), Memory::default());
/// for target in [Target::epub(), Target::docx()] {
///     let rendering = offprint::render(&publication, &target, theme, &host)?;
///     assert!(rendering.output.bytes.into_vec().starts_with(b"PK"));
/// }
/// # Ok::<(), offprint::RenderError>(())
/// ```
///
/// # Errors
/// When a face of the theme cannot be used, a writer fails, or the host calls the work off, see
/// [`RenderError`].
pub fn render(
    publication: &Publication,
    target: &Target,
    theme: &Theme,
    host: &dyn Host,
) -> Result<Rendering, RenderError> {
    let mut diagnostics = Diagnostics::new();
    let theme = match &publication.meta.language {
        Some(language) => theme.for_language(language),
        None => Cow::Borrowed(theme),
    };
    let request = backends::Request { publication, theme: &theme, host };
    let render = || target.backend().render(&request, &mut diagnostics);
    let output = cancel::under(host.cancel(), render)??;
    Ok(Rendering { output, diagnostics })
}
