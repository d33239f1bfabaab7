//! The images of the book: those that its articles show, and the cover.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::article::{Article, Asset, BlockKind, Image, InlineKind, MediaType, walk};
use crate::compose::Composition;

/// An image as a file of the book.
pub(super) struct Picture<'a> {
    /// Its path beside the package document.
    pub path: String,
    /// What it shows.
    pub asset: Cow<'a, Asset>,
    /// Whether it is the book's cover.
    pub cover: bool,
}

/// All images, with an index from article and key.
#[derive(Default)]
pub(super) struct Pictures<'a> {
    pub list: Vec<Picture<'a>>,
    index: BTreeMap<(usize, &'a str), usize>,
    /// Whether any is in the text, with its description.
    pub described: bool,
    /// Whether some image may move: nobody has looked for flashes in it.
    pub may_move: bool,
}

impl<'a> Pictures<'a> {
    /// The images that a publication shows, in reading order, each once.
    pub(super) fn of(composition: &Composition<'a>) -> Pictures<'a> {
        let mut pictures = Pictures::default();
        pictures.add_cover(composition);
        for (article, part) in composition.parts.iter().enumerate() {
            let shown = part.article;
            for_each_image(shown, &mut |image| {
                if let Some(key) = &image.asset {
                    pictures.described |= pictures.add(article, shown, key);
                }
            });
        }
        pictures
    }

    /// The cover is an asset of the first article that has one of its name.
    fn add_cover(&mut self, composition: &Composition<'a>) {
        let Some(key) = &composition.meta.cover else { return };
        let parts = composition.parts.iter().enumerate();
        let mut found = parts.filter(|(_, part)| part.article.assets.contains_key(key));
        if let Some((article, part)) = found.next() {
            self.add(article, part.article, key);
            self.list[0].cover = true;
        }
    }

    /// Adds an image unless it is there already; says whether there is one of this key.
    fn add(&mut self, number: usize, article: &'a Article, key: &str) -> bool {
        let Some((key, asset)) = article.assets.get_key_value(key) else { return false };
        let next = self.list.len();
        if *self.index.entry((number, key)).or_insert(next) == next {
            let asset = portable(asset);
            let path = format!("images/{}.{}", next + 1, asset.media_type.extension());
            self.may_move |= asset.media_type == MediaType::Gif;
            self.list.push(Picture { path, asset, cover: false });
        }
        true
    }

    /// An article's image.
    pub(super) fn get(&self, article: usize, key: &str) -> Option<&Picture<'a>> {
        let index = self.index.get(&(article, key))?;
        Some(&self.list[*index])
    }
}

/// An image in a form that reading systems show. WebP is among EPUB's core types
/// since 3.3 only: this is the place to make it a PNG.
fn portable(asset: &Asset) -> Cow<'_, Asset> {
    Cow::Borrowed(asset)
}

/// Calls `visit` for every image of an article, in reading order.
fn for_each_image<'a>(article: &'a Article, visit: &mut dyn FnMut(&'a Image)) {
    walk::blocks(article, &mut |block| {
        if let BlockKind::Figure(figure) = &block.kind {
            visit(&figure.image);
        }
        for run in block.kind.inlines() {
            walk::inlines_in(run, &mut |inline| {
                if let InlineKind::Image(image) = &inline.kind {
                    visit(image);
                }
            });
        }
    });
}
