//! Saved web pages.
//!
//! `tree` parses as browsers do, within bounds; `extract` (with `hints` and `sift`) finds which
//! part is the article; `metadata` reads what the page says of it; `convert` makes blocks
//! of elements. What of the text is left out is reported. `fragment` lends the converter to
//! formats that HTML is mixed into.

mod convert;
mod elements;
mod extract;
pub(crate) mod fragment;
mod hints;
mod metadata;
mod pages;
mod selector;
mod sift;
mod tree;

use super::{Part, ReadError, ReadOptions, Reader};
use crate::article::{Article, Block, BlockKind, page_markers, plain_text};
use crate::diagnostics::{Diagnostics, Kind};
use crate::source::{Source, Span};
use crate::understand::title::normal;

pub use selector::{Selector, SelectorError};

use tree::{NodeId, Tree};

/// The entry in the table of readers.
pub static READER: Reader = Reader {
    name: "html",
    extensions: &["html", "htm", "xhtml", "mhtml", "mht"],
    about: "saved web pages: the article in them, with what they say about it",
    read,
};

fn read(
    source: &Source,
    options: &ReadOptions,
    diagnostics: &mut Diagnostics,
) -> Result<Article, ReadError> {
    read_from(source, None, options, diagnostics)
}

/// Reads a page that was saved from a known location.
pub(super) fn read_from(
    source: &Source,
    location: Option<&str>,
    options: &ReadOptions,
    diagnostics: &mut Diagnostics,
) -> Result<Article, ReadError> {
    let tree = tree::parse(source.text());
    if tree.capped {
        let limit = usize::from(tree::MAX_DEPTH);
        diagnostics.push(Kind::NestingCapped { limit }, Span::NONE);
    }
    if tree.cut {
        let limit = tree::MAX_ATTRIBUTES;
        diagnostics.push(Kind::AttributesCapped { limit }, Span::NONE);
    }
    // The metadata stand around the article, whatever of the page is taken for it.
    let found = extract::extract(&tree, options.boldness);
    let mut meta = metadata::read(&tree, &found);
    if let Some(location) = location.filter(|location| location.starts_with("http")) {
        meta.source_url.get_or_insert_with(|| location.to_owned());
    }
    let extraction = match &options.part {
        Part::Article if !options.keep_all => found,
        Part::Selected(selector) => extract::take(&tree, Some(selected(&tree, selector)?)),
        _ => extract::take(&tree, None),
    };
    let base = tree.find(Tree::ROOT, "base").and_then(|id| tree.attribute(id, "href"));
    let page = convert::Page {
        tree: &tree,
        source,
        extraction: &extraction,
        base: base.filter(|base| base.contains("://")).or(location).map(str::to_owned),
        packed: location.is_some(),
        language: meta.language.clone(),
        title: meta.title_text().unwrap_or_default(),
        pointed: matches!(options.part, Part::Selected(_)),
        slots: None,
    };
    meta.cover = meta.cover.and_then(|address| page.lead_image(&address));
    let (blocks, notes) = convert::convert(page, diagnostics);
    let mut article = Article { meta, blocks, notes, ..Article::default() };
    drop_title(&mut article);
    Ok(article)
}

fn selected(tree: &Tree, selector: &Selector) -> Result<Vec<NodeId>, ReadError> {
    let found = selector.outermost(tree);
    let nothing = || ReadError::NothingSelected(selector.text().to_owned());
    if found.is_empty() { Err(nothing()) } else { Ok(found) }
}

/// The title stands in the metadata; where the text begins with it, it would stand twice.
fn drop_title(article: &mut Article) {
    const NEAR: usize = 8;
    let Some(title) = article.meta.title_text().map(|title| normal(&title)) else {
        return;
    };
    let at = article.blocks.iter().take(NEAR).position(|block| match &block.kind {
        BlockKind::Heading(heading) => normal(&plain_text(&heading.content)) == title,
        BlockKind::Paragraph { content } => normal(&plain_text(content)) == title,
        _ => false,
    });
    if let Some(at) = at {
        let gone = article.blocks.remove(at);
        let runs = gone.kind.inlines();
        let markers: Vec<_> = runs.into_iter().flat_map(|run| page_markers(run)).collect();
        if !markers.is_empty() {
            article.blocks.insert(at, Block::paragraph(markers));
        }
    }
}

#[cfg(test)]
mod tests;
