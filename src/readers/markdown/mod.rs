//! Markdown: CommonMark, GitHub's extensions, and what pandoc's users expect
//! of notes, definition lists, sub- and superscript and formulas.
//!
//! `pulldown-cmark` turns the text into a flat run of events. `metadata` reads
//! the block before the text, `builder` folds the events into blocks on a
//! stack of its own (`frame`), `html` makes what tags authors mix in ready for the HTML
//! reader, `notes`, `marks`, `page_markers`, `wiki`, `autolinks` and `scripts`
//! find what the parser overlooks, `divs` what it does not know. Ids, levels, white space and unused notes are the passes' affair.

mod abbreviations;
mod attributes;
pub(super) mod breaks;
mod builder;
mod divs;
mod frame;
mod html;
mod marks;
pub(crate) mod metadata;
mod notes;
mod page_markers;
mod scripts;
mod text;
mod wiki;

use pulldown_cmark::{Options, Parser};

use super::{ReadError, ReadOptions, Reader};
use crate::article::{Article, BlockKind, Inline};
use crate::cancel;
use crate::diagnostics::Diagnostics;
use crate::source::{Source, Span};

use builder::{Builder, Place};

/// The entry in the table of readers.
pub static READER: Reader = Reader {
    name: "markdown",
    extensions: &["md", "markdown", "mdown", "mkd", "mdx", "qmd", "rmd"],
    about: "Markdown: CommonMark, GitHub's and pandoc's extensions, YAML or TOML metadata",
    read,
};

fn read(
    source: &Source,
    _: &ReadOptions,
    diagnostics: &mut Diagnostics,
) -> Result<Article, ReadError> {
    let found = metadata::read(source, diagnostics);
    let (body, divisions) = divs::mask(&source.text()[found.end..]);
    let options = options();
    let mut meta = found.meta;
    meta.title = inline(source, &found.title, options, diagnostics);
    meta.subtitle = inline(source, &found.subtitle, options, diagnostics);
    let mut builder =
        Builder::new(source, Place::Offset(found.end), options, meta.language.clone(), diagnostics);
    for (event, range) in Parser::new_ext(&body, options).into_offset_iter() {
        cancel::check();
        builder.event(event, range);
    }
    let (mut blocks, notes) = builder.finish();
    divs::apply(&mut blocks, &divisions, found.end);
    let mut article = Article { meta, blocks, notes, ..Article::default() };
    html::join_texts(&mut article);
    abbreviations::apply(&mut article, source);
    marks::apply(&mut article, diagnostics);
    page_markers::apply(&mut article, source);
    wiki::apply(&mut article, source);
    notes::apply(&mut article, source, diagnostics);
    super::autolinks::apply(&mut article);
    scripts::apply(&mut article, source);
    Ok(article)
}

/// A title of the metadata, which may hold emphasis, code and the like. What
/// would be a block of another kind (`1. A year` a list) is plain text.
fn inline(
    source: &Source,
    (text, span): &(String, Span),
    options: Options,
    diagnostics: &mut Diagnostics,
) -> Vec<Inline> {
    let mut builder = Builder::new(source, Place::Fixed(*span), options, None, diagnostics);
    for (event, range) in Parser::new_ext(text, options).into_offset_iter() {
        builder.event(event, range);
    }
    let (mut blocks, _) = builder.finish();
    match (blocks.len(), blocks.pop().map(|block| block.kind)) {
        (0, _) => Vec::new(),
        (1, Some(BlockKind::Paragraph { content })) => content,
        _ => vec![Inline { span: *span, ..Inline::text(text.as_str()) }],
    }
}

/// What the parser is to know. Its own way with quotation marks is English; a pass knows
/// the other languages as well.
fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_MATH
        | Options::ENABLE_GFM
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_SUPERSCRIPT
        | Options::ENABLE_SUBSCRIPT
}

#[cfg(test)]
mod tests;
