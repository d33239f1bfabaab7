//! Markdown.

use super::{ReadError, ReadOptions, Reader};
use crate::article::{Article, Block, Inline};
use crate::diagnostics::Diagnostics;
use crate::source::Source;

/// The entry in the table of readers.
pub static READER: Reader = Reader {
    name: "markdown",
    extensions: &["md", "markdown", "mdown", "mkd"],
    about: "Markdown",
    read,
};

fn read(source: &Source, _: &ReadOptions, _: &mut Diagnostics) -> Result<Article, ReadError> {
    let paragraphs = source.text().split("\n\n").filter(|p| !p.trim().is_empty());
    let blocks = paragraphs.map(|p| Block::paragraph(vec![Inline::text(p.trim())])).collect();
    Ok(Article { blocks, ..Article::default() })
}
