//! pandoc's JSON, see [`crate::pandoc`].

use super::{ReadError, ReadOptions, Reader};
use crate::article::Article;
use crate::diagnostics::Diagnostics;
use crate::pandoc;
use crate::source::Source;

/// The entry in the table of readers.
pub static READER: Reader = Reader {
    name: "pandoc",
    extensions: &["pandoc.json"],
    about: "what “pandoc -t json” writes: reStructuredText, Org, LaTeX, DOCX, wikis and more",
    read,
};

fn read(
    source: &Source,
    _: &ReadOptions,
    diagnostics: &mut Diagnostics,
) -> Result<Article, ReadError> {
    pandoc::read(source, diagnostics)
        .map_err(|error| ReadError::Format { format: "pandoc's JSON", message: error.to_string() })
}
