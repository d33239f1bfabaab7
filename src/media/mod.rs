//! Images: where they are, what they are, how large; shared by all backends.
//!
//! [`load`] turns references into assets. An asset is named by its content, so
//! equal images are stored once and names are the same in every run. [`kind`]
//! tells what bytes are, whatever their name says; [`decode`] gives pixels to
//! backends that cannot pass the file on as it is, `resize` fewer of them; [`portable`] makes what other
//! programs show; [`mod@orientation`] tells how
//! cameras held it.

mod clean;
pub mod decode;
pub mod drawing;
pub mod jpeg;
pub mod kind;
mod natural;
pub mod orientation;
pub mod png;
pub mod portable;
mod reference;
mod resize;
mod svg;

pub use decode::{DecodeError, Effort, Raster, as_jpeg, as_png, encoded, raster, transparent};
pub use natural::natural_size;
pub use orientation::{Orientation, orientation, shown_size};
pub(crate) use reference::shortened;
pub use resize::resized;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use sha2::{Digest, Sha256};

use crate::article::{Article, Asset, AssetKey, Assets, Image, MediaType, walk};
use crate::cancel;
use crate::diagnostics::{Diagnostics, Kind};
use crate::host::Host;
use crate::limits::{Limits, Size};
use crate::source::Span;

/// The most pixels that an image may have. A raster takes up to four bytes for
/// each, so this is 400 MB; the largest sensors of cameras have as many.
pub const MAX_PIXELS: u64 = 100_000_000;

/// Reads the files that the article's images refer to and makes them assets.
///
/// An image that cannot be had is reported once for each reference and keeps no
/// asset: backends show its alternative text. Images that have an asset are left
/// alone, so that loading twice changes nothing. What came with the input itself,
/// by the address that it calls it, is no file of the host.
pub fn load(
    article: &mut Article,
    attachments: &BTreeMap<String, Arc<[u8]>>,
    limits: Limits,
    host: &dyn Host,
    diagnostics: &mut Diagnostics,
) {
    let assets = std::mem::take(&mut article.assets);
    let known = BTreeMap::new();
    let assets_so_far = Assets::new();
    let mut loader =
        Loader { attachments, limits, host, diagnostics, assets: assets_so_far, known };
    loader.look_through(assets);
    if let Some(cover) = article.meta.cover.take() {
        article.meta.cover = loader.key(&cover, Span::NONE);
    }
    walk::images_mut(article, &mut |image, span| loader.image(image, span));
    article.assets = loader.assets;
}

struct Loader<'a> {
    attachments: &'a BTreeMap<String, Arc<[u8]>>,
    limits: Limits,
    host: &'a dyn Host,
    diagnostics: &'a mut Diagnostics,
    assets: Assets,
    /// What became of each reference.
    known: BTreeMap<String, Option<AssetKey>>,
}

impl Loader<'_> {
    fn image(&mut self, image: &mut Image, span: Span) {
        cancel::check();
        let is_loaded = image.asset.as_ref().is_some_and(|key| self.assets.contains_key(key));
        if !is_loaded {
            image.asset = self.key(&image.reference, span);
        }
    }

    /// The key of what a reference stands for. A key is also a reference to itself.
    fn key(&mut self, reference: &str, span: Span) -> Option<AssetKey> {
        if self.assets.contains_key(reference) {
            return Some(reference.to_owned());
        }
        if let Some(known) = self.known.get(reference) {
            return known.clone();
        }
        let attached = self.attachments.get(reference);
        let bytes = match attached {
            Some(bytes) => Ok(bytes.clone()),
            None => reference::read(reference, self.host).map(Into::into),
        };
        let asset = self.asset(reference, bytes.map_err(|error| error.to_string()), span);
        let key = asset.map(|asset| self.add(asset));
        self.known.insert(reference.to_owned(), key.clone());
        key
    }

    /// The asset of some bytes; what keeps them from being one, or was taken out of it, is told.
    fn asset(
        &mut self,
        reference: &str,
        bytes: Result<Arc<[u8]>, String>,
        span: Span,
    ) -> Option<Asset> {
        let reference = shortened(reference);
        let found = bytes.and_then(|bytes| self.bounded(bytes));
        match found {
            Ok((asset, removed)) => {
                if !removed.is_empty() {
                    let removed = removed.into_iter().collect();
                    self.diagnostics.push(Kind::DrawingCleaned { reference, removed }, span);
                }
                Some(asset)
            }
            Err(reason) => {
                self.diagnostics.push(Kind::ImageMissing { reference, reason }, span);
                None
            }
        }
    }

    /// The asset of some bytes, and what was taken out of it, within the limits.
    fn bounded(&self, bytes: Arc<[u8]>) -> Result<(Asset, BTreeSet<String>), String> {
        if bytes.len() as u64 > self.limits.image {
            return Err(format!("it is larger than {}", Size(self.limits.image)));
        }
        let (asset, removed) = cleaned(bytes).map_err(|error| error.to_string())?;
        if u64::from(asset.size.0) * u64::from(asset.size.1) > self.limits.pixels {
            return Err(format!("it has more than {} pixels", self.limits.pixels));
        }
        Ok((asset, removed))
    }

    /// Looks through what an input brought along as assets: what is no image, or other than it says,
    /// would be carried on.
    fn look_through(&mut self, assets: Assets) {
        for (key, asset) in assets {
            if let Some(asset) = self.asset(&key, Ok(asset.bytes), Span::NONE) {
                self.assets.insert(key, asset);
            }
        }
    }

    fn add(&mut self, asset: Asset) -> AssetKey {
        let key = key(&asset);
        self.assets.entry(key.clone()).or_insert(asset);
        key
    }
}

/// An asset of a file's bytes, without what drawings must not hold.
///
/// # Errors
/// When they are no image of a known kind, damaged, or too large.
pub fn asset_of(bytes: impl Into<Arc<[u8]>>) -> Result<Asset, kind::KindError> {
    Ok(cleaned(bytes.into())?.0)
}

/// [`asset_of`], and what was taken out.
fn cleaned(bytes: Arc<[u8]>) -> Result<(Asset, BTreeSet<String>), kind::KindError> {
    let (media_type, size) = kind::identify(&bytes)?;
    let asset = Asset { media_type, bytes, size };
    if media_type != MediaType::Svg {
        return Ok((asset, BTreeSet::new()));
    }
    let text = std::str::from_utf8(&asset.bytes).map_err(|_| kind::KindError::Damaged)?;
    match clean::clean(text).map_err(|_| kind::KindError::Damaged)? {
        None => Ok((asset, BTreeSet::new())),
        Some(clean) => {
            Ok((Asset { bytes: clean.text.into_bytes().into(), ..asset }, clean.removed))
        }
    }
}

/// A name from the content: the first 64 bits of its SHA-256, which the PDF
/// crate brings along anyway, and the usual ending. Enough that no two of an
/// article's images meet by chance; who makes them meet on purpose only
/// replaces one image of an own article with another.
pub fn key(asset: &Asset) -> AssetKey {
    let digest = Sha256::digest(&asset.bytes);
    let hex: String = digest.iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    format!("{hex}.{}", asset.media_type.extension())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Block, BlockKind, Figure, Inline, InlineKind};
    use crate::host::Memory;

    /// A GIF of 2 × 1 pixels.
    pub(super) const GIF: &[u8] =
        b"GIF89a\x02\0\x01\0\x80\0\0\xff\0\0\0\xff\0,\0\0\0\0\x02\0\x01\0\0\x02\x02D\x0a\0;";

    fn image(reference: &str) -> Image {
        Image { reference: reference.to_owned(), ..Image::default() }
    }

    fn loaded(references: &[&str], cover: Option<&str>) -> (Article, Diagnostics) {
        let figure = |reference: &&str| {
            let figure = Figure { image: image(reference), caption: Vec::new() };
            Block::new(BlockKind::Figure(figure), Span::NONE)
        };
        let mut article =
            Article { blocks: references.iter().map(figure).collect(), ..Article::default() };
        article.meta.cover = cover.map(str::to_owned);
        let mut host = Memory::default();
        for name in ["a.gif", "ä b.gif", "c.gif?v=1"] {
            host.resources.insert(name.to_owned(), GIF.to_vec());
        }
        host.resources.insert("page.png".to_owned(), b"<!DOCTYPE html><p>404".to_vec());
        let mut diagnostics = Diagnostics::new();
        load(&mut article, &BTreeMap::new(), Limits::MOST, &host, &mut diagnostics);
        (article, diagnostics)
    }

    fn keys(article: &mut Article) -> Vec<Option<AssetKey>> {
        let mut keys = Vec::new();
        walk::images_mut(article, &mut |image, _| keys.push(image.asset.clone()));
        keys
    }

    #[test]
    fn equal_images_share_an_asset() {
        let data = "data:image/gif;base64,R0lGODlhAgABAIAAAP8AAAD/ACwAAAAAAgABAAACAkQKADs=";
        let references = ["a.gif", "%C3%A4%20b.gif?size=3#x", "c.gif?v=1", data];
        let (mut article, diagnostics) = loaded(&references, Some("a.gif"));
        assert!(diagnostics.is_empty(), "{diagnostics:?}");
        assert_eq!(article.assets.len(), 1);
        let (key, asset) = article.assets.first_key_value().unwrap();
        assert_eq!(asset.size, (2, 1));
        assert!(key.len() == 20 && key.ends_with(".gif"), "{key}");
        assert_eq!(article.meta.cover.as_ref(), Some(key));
        let key = Some(key.clone());
        assert!(keys(&mut article).iter().all(|found| *found == key));
    }

    #[test]
    fn what_cannot_be_had_is_reported_once() {
        let references = ["no.png", "no.png", "https://example.org/a.png", "page.png", ""];
        let (mut article, diagnostics) = loaded(&references, None);
        assert!(keys(&mut article).iter().all(Option::is_none));
        let messages: Vec<String> = diagnostics.iter().map(|d| d.kind.message()).collect();
        assert_eq!(
            messages,
            [
                "image “no.png” left out: no such file beside the article",
                "image “https://example.org/a.png” left out: it is on the network, and nothing is ever fetched",
                "image “page.png” left out: it is a web page, not an image",
                "image “” left out: no such file beside the article",
            ]
        );
    }

    #[test]
    fn images_in_the_line_are_loaded_too_and_only_once() {
        let content = vec![Inline::new(InlineKind::Image(image("a.gif")), Span::NONE)];
        let link = crate::article::Link { content, ..Default::default() };
        let run = vec![Inline::new(InlineKind::Link(link), Span::NONE)];
        let mut article = Article { blocks: vec![Block::paragraph(run)], ..Article::default() };
        let resources = BTreeMap::from([("a.gif".to_owned(), GIF.to_vec())]);
        let host = Memory { resources, ..Memory::default() };
        load(&mut article, &BTreeMap::new(), Limits::MOST, &host, &mut Diagnostics::new());
        let before = article.clone();
        load(
            &mut article,
            &BTreeMap::new(),
            Limits::MOST,
            &Memory::default(),
            &mut Diagnostics::new(),
        );
        assert_eq!(article, before);
        assert_eq!(article.assets.len(), 1);
    }
}
