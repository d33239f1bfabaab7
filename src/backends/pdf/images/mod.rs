//! Images as objects of a PDF: files as they are where PDF knows their coding
//! ([`raster`]), drawings as paths ([`drawing`]), and everything else as pixels.
//!
//! They are made before anything is set, so that what cannot be shown leaves its
//! alternative text in the text. Pixels live only as long as it takes to deflate
//! them, and files are never copied: the file writer takes them from the asset.

mod drawing;
mod paint;
mod raster;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use lopdf::{Dictionary, Object, Stream};

use crate::article::{Article, Asset, AssetKey, BlockKind, Image, InlineKind, MediaType, walk};
use crate::diagnostics::{Diagnostics, Kind};
use crate::media;
use crate::parallel;
use crate::source::Span;

/// The images of a document, by the keys of their assets.
#[derive(Default)]
pub(super) struct Images {
    by_key: BTreeMap<AssetKey, (usize, Embedded)>,
}

/// The objects of one image; the last one is what pages show. They refer to each
/// other by their places, which are no numbers of the document yet.
#[derive(Default)]
pub(super) struct Embedded {
    pub objects: Vec<Piece>,
    /// What a person should know.
    said: Option<Said>,
}

/// An object, or a stream whose data lie in an asset's file.
pub(super) enum Piece {
    Object(Object),
    File(Dictionary, FileData),
}

/// Data that stay where they are until the file is written.
pub(super) struct FileData {
    pub bytes: Arc<[u8]>,
    /// The key of the image that they are part of, which its content makes.
    pub key: AssetKey,
    pub ranges: Vec<Range<usize>>,
}

impl FileData {
    /// The bytes, piece by piece.
    pub fn pieces(&self) -> impl Iterator<Item = &[u8]> {
        self.ranges.iter().map(|range| &self.bytes[range.clone()])
    }
}

/// What is done to images.
#[derive(Debug, Clone, Copy)]
pub(super) struct Treatment {
    /// Whether their colours must be those of a screen, for an archive.
    pub archive: bool,
    /// Whether they lose their colours.
    pub gray: bool,
}

/// What became of an image.
enum Said {
    /// Its colours, made for print, were converted.
    Converted,
    /// A drawing had to be painted, because it has something.
    Painted(&'static str),
}

impl Images {
    /// Makes objects of all images of some articles. What cannot be shown is
    /// reported, and its key given back.
    pub fn prepare<'a>(
        articles: impl Iterator<Item = &'a Article>,
        treatment: Treatment,
        threads: usize,
        diagnostics: &mut Diagnostics,
    ) -> (Images, BTreeSet<AssetKey>) {
        let assets: Vec<_> =
            articles.flat_map(used).collect::<BTreeMap<_, _>>().into_iter().collect();
        let made = parallel::map(
            threads,
            &assets,
            || (),
            |(), (key, (asset, _))| embedded(asset, treatment).map(|embedded| embedded.named(key)),
        );
        let (mut images, mut unshown) = (Images::default(), BTreeSet::new());
        for (index, ((key, (_, image)), made)) in assets.into_iter().zip(made).enumerate() {
            let reference = media::shortened(image.reference);
            match made {
                Ok(embedded) => {
                    let kind = embedded.said.as_ref().map(|said| match *said {
                        Said::Converted => Kind::ColorsConverted { reference },
                        Said::Painted(reason) => {
                            Kind::DrawingPainted { reference, reason: reason.to_owned() }
                        }
                    });
                    kind.into_iter().for_each(|kind| diagnostics.push(kind, image.span));
                    images.by_key.insert(key.to_owned(), (index, embedded));
                }
                Err(reason) => {
                    diagnostics.push(Kind::ImageMissing { reference, reason }, image.span);
                    unshown.insert(key.to_owned());
                }
            }
        }
        (images, unshown)
    }

    /// The name of an image's resource.
    pub fn name(&self, key: &str) -> Option<String> {
        self.by_key.get(key).map(|(number, _)| format!("I{number}"))
    }

    /// The images with their keys.
    pub fn into_objects(self) -> impl Iterator<Item = (AssetKey, Embedded)> {
        self.by_key.into_iter().map(|(key, (_, embedded))| (key, embedded))
    }
}

/// Where an article shows an image first.
struct Use<'a> {
    reference: &'a str,
    span: Span,
}

/// The assets that an article shows.
fn used(article: &Article) -> BTreeMap<&str, (&Asset, Use<'_>)> {
    let mut images: Vec<(&Image, Span)> = Vec::new();
    walk::blocks(article, &mut |block| {
        if let BlockKind::Figure(figure) = &block.kind {
            images.push((&figure.image, block.span));
        }
    });
    walk::inlines(article, &mut |inline| {
        if let InlineKind::Image(image) = &inline.kind {
            images.push((image, inline.span));
        }
    });
    let mut found = BTreeMap::new();
    for (image, span) in images {
        let key = image.asset.as_deref();
        if let Some((key, asset)) = key.and_then(|key| article.assets.get_key_value(key)) {
            let seen = Use { reference: &image.reference, span };
            found.entry(key.as_str()).or_insert((asset, seen));
        }
    }
    found
}

fn embedded(asset: &Asset, Treatment { archive, gray }: Treatment) -> Result<Embedded, String> {
    match asset.media_type {
        MediaType::Svg => drawing::embedded(asset, archive, gray),
        _ if gray => raster::gray(asset).map_err(|error| error.to_string()),
        _ => raster::embedded(asset, archive).map_err(|error| error.to_string()),
    }
}

impl Embedded {
    fn named(mut self, key: &str) -> Embedded {
        for piece in &mut self.objects {
            if let Piece::File(_, data) = piece {
                key.clone_into(&mut data.key);
            }
        }
        self
    }

    /// Adds an object and returns its place, as a reference.
    fn add(&mut self, piece: Piece) -> Object {
        self.objects.push(piece);
        Object::Reference((self.objects.len() as u32 - 1, 0))
    }

    /// Adds all of another image's objects; returns the reference to what it shows.
    fn append(&mut self, other: Embedded) -> Object {
        let by = self.objects.len() as u32;
        for mut piece in other.objects {
            piece.renumber(&|place| (place + by, 0));
            self.objects.push(piece);
        }
        Object::Reference((self.objects.len() as u32 - 1, 0))
    }
}

impl Piece {
    fn stream(dictionary: Dictionary, content: Vec<u8>) -> Piece {
        Piece::Object(Object::Stream(Stream::new(dictionary, content)))
    }

    /// Gives all references other numbers.
    pub fn renumber(&mut self, number: &dyn Fn(u32) -> lopdf::ObjectId) {
        match self {
            Piece::Object(object) => renumber(object, number),
            Piece::File(dictionary, _) => {
                dictionary.iter_mut().for_each(|(_, value)| renumber(value, number));
            }
        }
    }
}

fn renumber(object: &mut Object, number: &dyn Fn(u32) -> lopdf::ObjectId) {
    match object {
        Object::Reference(id) => *id = number(id.0),
        Object::Array(items) => items.iter_mut().for_each(|item| renumber(item, number)),
        Object::Dictionary(dictionary) => {
            dictionary.iter_mut().for_each(|(_, value)| renumber(value, number));
        }
        Object::Stream(stream) => {
            stream.dict.iter_mut().for_each(|(_, value)| renumber(value, number));
        }
        _ => {}
    }
}

/// The data of a stream that need no more compression.
fn finished(dictionary: Dictionary, content: Vec<u8>) -> Piece {
    Piece::Object(Object::Stream(Stream::new(dictionary, content).with_compression(false)))
}
