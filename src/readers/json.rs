//! The exchange form of the model itself, see [`crate::article::json`].

use super::{ReadError, ReadOptions, Reader};
use crate::article::{Article, json};
use crate::diagnostics::Diagnostics;
use crate::source::Source;

/// The entry in the table of readers.
pub static READER: Reader = Reader {
    name: "json",
    extensions: &["json"],
    about: "the article as Offprint's own JSON",
    read,
};

fn read(source: &Source, _: &ReadOptions, _: &mut Diagnostics) -> Result<Article, ReadError> {
    json::read(source.text()).map_err(|error| ReadError::Format {
        format: "Offprint's JSON",
        message: error.to_string(),
    })
}
