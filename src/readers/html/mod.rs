//! Saved web pages.
//!
//! `tree` parses as browsers do, within bounds; `extract` (with `hints` and `sift`) finds which
//! part is the article; `metadata` reads what the page says of it; `convert` makes blocks
//! of elements. What of the text is left out is reported. `fragment` lends the converter to
//! formats that HTML is mixed into.

mod convert;
mod elements;
mod extract;
pub(super) mod fragment;
mod hints;
mod metadata;
mod sift;
mod tree;

use super::{ReadError, ReadOptions, Reader};
use crate::article::{Article, BlockKind, plain_text};
use crate::diagnostics::{Diagnostics, Kind};
use crate::source::{Source, Span};

use tree::Tree;

/// The entry in the table of readers.
pub static READER: Reader = Reader {
    name: "html",
    extensions: &["html", "htm", "xhtml"],
    about: "saved web pages: the article in them, with what they say about it",
    read,
};

fn read(
    source: &Source,
    options: &ReadOptions,
    diagnostics: &mut Diagnostics,
) -> Result<Article, ReadError> {
    let tree = tree::parse(source.text());
    if tree.capped {
        let limit = usize::from(tree::MAX_DEPTH);
        diagnostics.push(Kind::NestingCapped { limit }, Span::NONE);
    }
    let extraction = extract::extract(&tree, Some(options.boldness).filter(|_| !options.keep_all));
    let meta = metadata::read(&tree, &extraction);
    let base = tree.find(Tree::ROOT, "base").and_then(|id| tree.attribute(id, "href"));
    let page = convert::Page {
        tree: &tree,
        source,
        extraction: &extraction,
        base: base.map(str::to_owned).filter(|base| base.contains("://")),
        language: meta.language.clone(),
        title: meta.title_text().unwrap_or_default(),
        slots: None,
    };
    let (blocks, notes) = convert::convert(page, diagnostics);
    let mut article = Article { meta, blocks, notes, ..Article::default() };
    drop_title(&mut article);
    Ok(article)
}

/// The title stands in the metadata; where the text begins with it, it would stand twice.
fn drop_title(article: &mut Article) {
    const NEAR: usize = 8;
    let Some(title) = article.meta.title_text().map(|title| metadata::normal(&title)) else {
        return;
    };
    let at = article.blocks.iter().take(NEAR).position(|block| match &block.kind {
        BlockKind::Heading(heading) => metadata::normal(&plain_text(&heading.content)) == title,
        BlockKind::Paragraph { content } => metadata::normal(&plain_text(content)) == title,
        _ => false,
    });
    if let Some(at) = at {
        article.blocks.remove(at);
    }
}

#[cfg(test)]
mod tests;
