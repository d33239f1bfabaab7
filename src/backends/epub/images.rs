//! The images of the book: those that its articles show, and the cover.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::cover::Found;
use crate::article::{Article, Asset, BlockKind, Image, InlineKind, MediaType, walk};
use crate::compose::Composition;
use crate::diagnostics::{Diagnostics, Kind};
use crate::media::portable::{self, LIMITS, Portable};
use crate::media::shortened;
use crate::parallel;
use crate::source::Span;

/// An image as a file of the book.
pub(super) struct Picture<'a> {
    /// Its path beside the package document.
    pub path: String,
    /// What it shows.
    pub asset: Cow<'a, Asset>,
    /// Whether it is the book's cover.
    pub cover: bool,
    /// Of a drawing, the place of the picture for those who do not know drawings.
    pub painted: Option<usize>,
}

/// All images, with an index from article and key.
#[derive(Default)]
pub(super) struct Pictures<'a> {
    pub list: Vec<Picture<'a>>,
    index: BTreeMap<(usize, &'a str), usize>,
    /// Whether some image may move: nobody has looked for flashes in it.
    pub may_move: bool,
}

/// Where an article shows an image first.
struct Use<'a> {
    article: usize,
    key: &'a str,
    asset: &'a Asset,
    reference: &'a str,
    span: Span,
}

impl<'a> Pictures<'a> {
    /// The cover, and the images that a publication shows, in reading order, each once.
    pub(super) fn prepare(
        composition: &Composition<'a>,
        cover: Option<&Found<'a>>,
        threads: usize,
        diagnostics: &mut Diagnostics,
    ) -> Pictures<'a> {
        let uses = uses(composition);
        let made = parallel::map(threads, &uses, || (), |(), one| portable::of(one.asset, LIMITS));
        let mut pictures = Pictures::default();
        pictures.cover(cover);
        for (one, made) in uses.into_iter().zip(made) {
            if let Some(how) = &made.how {
                let reference = shortened(one.reference);
                diagnostics.push(Kind::ImageRemade { reference, how: how.clone() }, one.span);
            }
            pictures.add(&one, made);
        }
        pictures
    }

    /// The cover comes first. An image that is in the text as it is need not be
    /// in the book twice.
    fn cover(&mut self, cover: Option<&Found<'a>>) {
        let Some(found) = cover else { return };
        let asset = match &found.asset {
            Cow::Borrowed(asset) => portable::cover(asset),
            Cow::Owned(asset) => Cow::Owned(portable::cover(asset).into_owned()),
        };
        if let (Cow::Borrowed(_), Some(of)) = (&asset, found.of) {
            self.index.insert(of, 0);
        }
        self.push(asset, true);
    }

    fn add(&mut self, one: &Use<'a>, made: Portable<'a>) {
        if self.index.contains_key(&(one.article, one.key)) {
            return;
        }
        self.may_move |= made.asset.media_type == MediaType::Gif;
        let place = self.push(made.asset, false);
        self.index.insert((one.article, one.key), place);
        if let Some(painted) = made.painted {
            self.list[place].painted = Some(self.list.len());
            self.push(Cow::Owned(painted), false);
        }
    }

    fn push(&mut self, asset: Cow<'a, Asset>, cover: bool) -> usize {
        let number = self.list.len() + 1;
        let path = format!("images/{number}.{}", asset.media_type.extension());
        self.list.push(Picture { path, asset, cover, painted: None });
        number - 1
    }

    /// An article's image.
    pub(super) fn get(&self, article: usize, key: &str) -> Option<&Picture<'a>> {
        let index = self.index.get(&(article, key))?;
        Some(&self.list[*index])
    }
}

/// The images that articles show and that are at hand, each once.
fn uses<'a>(composition: &Composition<'a>) -> Vec<Use<'a>> {
    let mut known = BTreeMap::new();
    let mut uses = Vec::new();
    for (number, part) in composition.parts.iter().enumerate() {
        let article = part.article;
        for_each_image(article, &mut |image, span| {
            let found = image.asset.as_ref().and_then(|key| article.assets.get_key_value(key));
            let Some((key, asset)) = found else { return };
            if known.insert((number, key.as_str()), ()).is_none() {
                uses.push(Use { article: number, key, asset, reference: &image.reference, span });
            }
        });
    }
    uses
}

/// Calls `visit` for every image of an article, in reading order.
fn for_each_image<'a>(article: &'a Article, visit: &mut dyn FnMut(&'a Image, Span)) {
    walk::blocks(article, &mut |block| {
        if let BlockKind::Figure(figure) = &block.kind {
            visit(&figure.image, block.span);
        }
        for run in block.kind.inlines() {
            walk::inlines_in(run, &mut |inline| {
                if let InlineKind::Image(image) = &inline.kind {
                    visit(image, inline.span);
                }
            });
        }
    });
}
