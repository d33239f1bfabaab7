//! Backends: a publication becomes bytes of some format.
//!
//! A backend knows the model, the composition and the theme, nothing of the
//! readers. To add one: a folder or file here, and a line in [`BACKENDS`].

mod archive;
mod bytes;
pub mod docx;
pub mod epub;
pub mod external;
pub mod html;
pub mod json;
pub mod markup;
pub mod paint;
pub mod pandoc;
pub mod pdf;
pub mod text;
#[cfg(test)]
pub(crate) mod torture;

pub use bytes::Bytes;

use crate::cancel::Cancelled;
use crate::compose::Publication;
use crate::diagnostics::Diagnostics;
use crate::host::{Host, ProgramError};
use crate::theme::Theme;

/// A format that can be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Format<'a> {
    /// The name on the command line.
    pub name: &'a str,
    /// The ending of file names, without the dot.
    pub extension: &'a str,
    /// The media type (RFC 6838).
    pub media_type: &'a str,
    /// One line for people.
    pub about: &'a str,
}

/// What a backend is handed.
#[derive(Clone, Copy)]
pub struct Request<'a> {
    /// What to show.
    pub publication: &'a Publication,
    /// How it shall look.
    pub theme: &'a Theme,
    /// The door to the outside.
    pub host: &'a dyn Host,
}

/// What a backend made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Output {
    /// The file's bytes.
    pub bytes: Bytes,
    /// How many pages it has, for formats that have pages.
    pub pages: Option<usize>,
}

/// A writer of one format, with its options in its own fields.
///
/// ```
/// use offprint::{Backend, Diagnostics, Format, Output, RenderError, Request, Target};
///
/// /// The titles of all articles, a line each.
/// struct Titles;
///
/// impl Backend for Titles {
///     fn format(&self) -> Format<'_> {
///         Format { name: "titles", extension: "txt", media_type: "text/plain", about: "titles" }
///     }
///
///     fn render(&self, request: &Request<'_>, _: &mut Diagnostics) -> Result<Output, RenderError> {
///         let titles = request.publication.articles.iter().map(|article| article.meta.title_text());
///         let lines: String = titles.flatten().map(|title| title + "\n").collect();
///         Ok(Output { bytes: lines.into(), pages: None })
///     }
/// }
///
/// # let host = offprint::host::Memory::default();
/// # let options = offprint::ReadOptions { name: "a.md".into(), ..Default::default() };
/// let reading = offprint::read(b"---\ntitle: One\n---\n\nWords.", &options, &host)?;
/// let theme = offprint::theme::built_in();
/// let made = offprint::render(&reading.article.into(), &Target::from(Titles), theme, &host)?;
/// assert_eq!(made.output.bytes.into_vec(), b"One\n");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// [`compose`](crate::compose::compose) decides what all formats share: title blocks, numbers of
/// notes, words of the language. What the format cannot show is told with
/// [`Kind::ShownOtherwise`](crate::diagnostics::Kind::ShownOtherwise). The same publication, theme and options must give the same bytes.
pub trait Backend: Sync + Send {
    /// The format that it writes.
    fn format(&self) -> Format<'_>;

    /// Writes the publication; what it cannot show goes to `diagnostics`.
    ///
    /// # Errors
    /// When the format cannot be written at all; never for what an article says.
    fn render(
        &self,
        request: &Request<'_>,
        diagnostics: &mut Diagnostics,
    ) -> Result<Output, RenderError>;
}

/// Why nothing could be written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum RenderError {
    /// A face that the theme names is missing or damaged.
    #[error("the face “{file}” cannot be used: {reason}; correct [faces] in the theme")]
    Face {
        /// The file.
        file: String,
        /// What is wrong with it.
        reason: String,
    },
    /// None of the pages that were asked for is there.
    #[error("there is no such page; the last one is {0}")]
    NoPages(usize),
    /// The work was called off, see [`Host::cancel`].
    #[error(transparent)]
    Cancelled(#[from] Cancelled),
    /// A program that writes the format failed.
    #[error("{program}: {error}")]
    Program {
        /// What the program is called.
        program: String,
        /// What went wrong.
        error: ProgramError,
    },
    /// A program that writes the format wrote nothing.
    #[error("{program}: it wrote nothing; a program writes the output to its standard output")]
    Silent {
        /// What the program is called.
        program: String,
    },
    /// A crate that writes the format failed.
    #[error(
        "the {format} could not be written: {reason}; this is a fault of Offprint, please report it"
    )]
    Writer {
        /// The format.
        format: &'static str,
        /// What the crate said.
        reason: String,
    },
}

/// Makes a backend with its usual options.
pub type Make = fn() -> Box<dyn Backend>;

/// The formats, and how to make a backend with its usual options. The first
/// three are made when none is named.
pub static BACKENDS: &[(&Format<'static>, Make)] = &[
    (&pdf::FORMAT, || Box::new(pdf::Pdf::default())),
    (&epub::FORMAT, || Box::new(epub::Epub::default())),
    (&docx::FORMAT, || Box::new(docx::Docx::default())),
    (&html::FORMAT, || Box::new(html::Html::default())),
    (&text::FORMAT, || Box::new(text::Text::default())),
    (&json::FORMAT, || Box::new(json::Json::default())),
    (&pandoc::FORMAT, || Box::new(pandoc::Pandoc::default())),
];

/// How many of [`BACKENDS`] are made when no format is named.
pub const USUAL: usize = 3;

/// A format to write, with its options: a backend, ready to use.
///
/// ```
/// use offprint::Target;
/// use offprint::backends::pdf::Pdf;
///
/// let gray = Target::from(Pdf { grayscale: true, ..Pdf::default() });
/// assert_eq!(gray.format().media_type, "application/pdf");
/// assert_eq!(Target::named("txt").unwrap().format().name, "text");
/// assert!(Target::named("papyrus").is_none());
/// ```
pub struct Target(Box<dyn Backend>);

impl Target {
    /// A PDF with the usual options.
    pub fn pdf() -> Target {
        Target::from(pdf::Pdf::default())
    }

    /// An EPUB with the usual options.
    pub fn epub() -> Target {
        Target::from(epub::Epub::default())
    }

    /// A DOCX with the usual options.
    pub fn docx() -> Target {
        Target::from(docx::Docx::default())
    }

    /// The format of a name or of a file's ending, with the usual options.
    pub fn named(name: &str) -> Option<Target> {
        let found =
            BACKENDS.iter().find(|(format, _)| format.name == name || format.extension == name);
        found.map(|(_, make)| Target(make()))
    }

    /// The format.
    pub fn format(&self) -> Format<'_> {
        self.0.format()
    }

    /// The backend.
    pub fn backend(&self) -> &dyn Backend {
        self.0.as_ref()
    }
}

impl<B: Backend + 'static> From<B> for Target {
    fn from(backend: B) -> Target {
        Target(Box::new(backend))
    }
}
