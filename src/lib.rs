//! Offprint turns an article into a typeset PDF, an accessible EPUB 3 and a
//! clean DOCX.
//!
//! The road that data takes, one module a station:
//!
//! ```text
//! bytes ─readers─▶ Article ─passes─▶ Article ─┬─ compose ─▶ flow ─ typeset ─▶ Layout ─▶ pdf
//!                                             └─ compose ─▶ epub, docx, html, text, json
//! ```
//!
//! ```
//! use offprint::{ReadOptions, Target, host::Memory};
//!
//! let host = Memory::default();
//! let options = ReadOptions { name: "a.md".into(), ..ReadOptions::default() };
//! let reading = offprint::read(b"# A title\n\nSome text.", &options, &host)?;
//! let theme = offprint::theme::built_in();
//! let rendering = offprint::render(&reading.article.into(), &Target::named("json").unwrap(), theme, &host)?;
//! assert!(rendering.output.bytes.into_vec().starts_with(b"{"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

#![forbid(unsafe_code)]
#![warn(missing_docs)]
// Module documentation is for those who read the source, where everything is at hand.
#![allow(rustdoc::private_intra_doc_links)]

pub mod article;
pub mod backends;
pub mod cancel;
pub mod compose;
pub mod diagnostics;
pub mod fonts;
pub mod highlight;
pub mod host;
pub mod inspect;
pub mod language;
pub mod length;
pub mod math;
pub mod media;
pub mod pandoc;
pub mod parallel;
pub mod passes;
pub mod plugins;
pub mod readers;
pub mod source;
pub mod suggest;
pub mod theme;
pub mod typeset;
pub mod understand;

mod url;

// Only the program uses these.
#[doc(hidden)]
pub mod cli;
#[doc(hidden)]
pub mod jobs;

pub use backends::{Output, RenderError, Target};
pub use compose::Publication;
pub use readers::{ReadError, ReadOptions, Reading};

use std::borrow::Cow;

use diagnostics::Diagnostics;
use host::Host;
use theme::Theme;

/// Reads an article: decodes, parses, runs all passes and filters, and loads its images.
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
    media::load(article, attachments, host, diagnostics);
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
