//! Readers: bytes of some format become an [`Article`].
//!
//! A reader knows its format and the model, nothing of the outputs. To add
//! one: a file here, and a line in [`READERS`].

mod autolinks;
pub mod decode;
pub mod detect;
mod entities;
pub mod html;
pub mod json;
pub mod markdown;
mod marks;
mod mhtml;
mod mojibake;
pub(crate) mod page_markers;
pub mod pandoc;
pub(crate) mod tags;
pub mod text;

use crate::article::{Article, Metadata};
use crate::cancel::Cancelled;
use crate::diagnostics::{Diagnostics, Repair};
use crate::host::Program;
use crate::limits::{Limits, Size};
use crate::passes::Typing;
use crate::plugins::FilterError;
use crate::source::Source;
use crate::understand::Boldness;

pub use mhtml::Attachments;

/// How to read.
///
/// ```
/// use offprint::article::{Metadata, Person};
/// use offprint::{ReadOptions, Typing, host::Memory, readers};
///
/// let options = ReadOptions {
///     format: readers::named("markdown"),
///     typing: Typing::Kept,
///     known: Metadata { authors: vec![Person::from("Ada Miller")], ..Metadata::default() },
///     ..ReadOptions::default()
/// };
/// let article = offprint::read(b"Words -- and *words*.", &options, &Memory::default())?.article;
/// assert_eq!(article.meta.author_names(), ["Ada Miller"]);
/// # Ok::<(), offprint::ReadError>(())
/// ```
#[derive(Debug, Clone, Default)]
pub struct ReadOptions {
    /// The input's name for messages, and for detection by its ending.
    pub name: String,
    /// The format; `None` to detect it.
    pub format: Option<&'static Reader>,
    /// Whether to keep what is not taken for the article.
    pub keep_all: bool,
    /// How bold to be in taking out what is not the article.
    pub boldness: Boldness,
    /// Which part of a web page is the article.
    pub part: Part,
    /// What becomes of punctuation that was typed on a keyboard; for the passes.
    pub typing: Typing,
    /// What is known better than from the input: every field that is set here
    /// replaces the input's before any pass runs.
    pub known: Metadata,
    /// How large the input and its images may be.
    pub limits: Limits,
    /// Programs that the article goes through once the passes have run, in this order.
    pub filters: Vec<Program>,
}

/// Which part of a web page is the article.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Part {
    /// What is found to be it.
    #[default]
    Article,
    /// All of the page that eyes see.
    Whole,
    /// The elements that a selector matches, in the order of the page.
    Selected(html::Selector),
}

/// A format that can be read.
#[derive(Debug)]
pub struct Reader {
    /// The name on the command line.
    pub name: &'static str,
    /// The endings of file names, without dots.
    pub extensions: &'static [&'static str],
    /// One line for people.
    pub about: &'static str,
    /// Makes an article of the decoded text.
    pub read: fn(&Source, &ReadOptions, &mut Diagnostics) -> Result<Article, ReadError>,
}

/// All readers, in the order in which they are listed.
pub static READERS: &[&Reader] =
    &[&text::READER, &markdown::READER, &html::READER, &json::READER, &pandoc::READER];

/// The reader of a name or of a file's ending.
pub fn named(name: &str) -> Option<&'static Reader> {
    let by_name = READERS.iter().copied().find(|reader| reader.name == name);
    by_name.or_else(|| READERS.iter().copied().find(|reader| reader.extensions.contains(&name)))
}

/// Why bytes are not an article.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ReadError {
    /// There is no text in the input.
    #[error("there is no text in it")]
    Empty,
    /// The input looks like something that no reader knows.
    #[error("it looks like {0}, which cannot be read; convert it to text, Markdown or JSON first")]
    NotText(&'static str),
    /// No element of a page matches the selector.
    #[error("nothing on the page matches the selector “{0}”")]
    NothingSelected(String),
    /// A selector was given, but the input is no web page.
    #[error("it is read as {0}, which has no elements that a selector could match")]
    NotSelectable(&'static str),
    /// The work was called off, see [`crate::host::Host::cancel`].
    #[error(transparent)]
    Cancelled(#[from] Cancelled),
    /// It is too long.
    #[error("it is longer than {size}; split it", size = Size(*.0 as u64))]
    TooLong(usize),
    /// A filter gave no article.
    #[error("filter {filter}: {error}")]
    Filter {
        /// The filter's command.
        filter: String,
        /// What is wrong.
        error: FilterError,
    },
    /// It is not in the format that was asked for.
    #[error("it is not {format}: {message}")]
    Format {
        /// The format.
        format: &'static str,
        /// What is wrong with it, and where.
        message: String,
    },
}

/// The longest input, in bytes: spans count in 32 bits, and no article has 1 GB.
pub const MAX_INPUT: usize = 1 << 30;

/// An article as a reader made it, with what it was made from.
#[derive(Debug, Clone)]
pub struct Reading {
    /// The article.
    pub article: Article,
    /// The decoded input, to tell where spans stand.
    pub source: Source,
    /// The images that came in the input itself.
    pub attachments: Attachments,
    /// What was lost, repaired or guessed.
    pub diagnostics: Diagnostics,
    /// The name of the format that it was read as.
    pub format: &'static str,
}

/// Reads bytes: decodes them, finds the format unless it is given, and parses.
/// No pass has run over the result.
///
/// # Errors
/// When the input is empty, not text, or not in the format asked for.
pub fn read(bytes: &[u8], options: &ReadOptions) -> Result<Reading, ReadError> {
    if bytes.len() > options.limits.input {
        return Err(ReadError::TooLong(options.limits.input));
    }
    let page = options.format.is_none_or(|format| format.name == html::READER.name);
    if page && mhtml::is_mhtml(bytes) {
        return read_saved(mhtml::unpack(bytes)?, options);
    }
    let mut diagnostics = Diagnostics::new();
    let text = decode::decode(bytes, &mut diagnostics)?;
    let reader = options.format.unwrap_or_else(|| detect::detect(&options.name, &text));
    if matches!(options.part, Part::Selected(_)) && reader.name != html::READER.name {
        return Err(ReadError::NotSelectable(reader.name));
    }
    let text = mended(text, reader, &mut diagnostics);
    let source = Source::new(options.name.clone(), text);
    let article = (reader.read)(&source, options, &mut diagnostics)?;
    let (format, attachments) = (reader.name, Attachments::new());
    Ok(Reading { article, source, diagnostics, format, attachments })
}

/// Reads a page that came with what it shows.
fn read_saved(page: mhtml::Page, options: &ReadOptions) -> Result<Reading, ReadError> {
    let mut diagnostics = Diagnostics::new();
    let text = decode::decode_as(&page.bytes, page.charset.as_deref(), &mut diagnostics)?;
    let source = Source::new(options.name.clone(), mended(text, &html::READER, &mut diagnostics));
    let location = page.location.as_deref();
    let article = html::read_from(&source, location, options, &mut diagnostics)?;
    let (format, attachments) = (html::READER.name, page.attachments);
    Ok(Reading { article, source, diagnostics, format, attachments })
}

/// Repairs what was done to a text before it came here. JSON is as it should be.
fn mended(text: String, reader: &Reader, diagnostics: &mut Diagnostics) -> String {
    if [json::READER.name, pandoc::READER.name].contains(&reader.name) {
        return text;
    }
    let (mended, count) = mojibake::mend(&text);
    diagnostics.repaired(Repair::Mojibake, count);
    if reader.name != text::READER.name {
        return mended.into_owned();
    }
    let (decoded, count) = entities::decode(&mended);
    diagnostics.repaired(Repair::Entity, count);
    decoded.into_owned()
}
