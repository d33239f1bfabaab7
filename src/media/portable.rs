//! Images in forms that reading systems and word processors show.
//!
//! | an image | becomes |
//! |---|---|
//! | JPEG, PNG, GIF within the limits | the same bytes |
//! | larger than the limits | fewer pixels; without transparency and full of detail, a JPEG |
//! | JPEG in four inks | a JPEG in the colours of screens |
//! | WebP | a PNG if it is transparent or was kept without loss, otherwise a JPEG |
//! | a drawing (SVG) | the same bytes, and a PNG beside it |
//!
//! WebP is among EPUB's core types since 3.3 (3.2); devices of the years before know
//! nothing of it. SVG always was among them, and is not shown by all: the manifest
//! names the PNG as its `fallback`, which readers of EPUB 2 look for (OPF 2.0.1,
//! 2.3.1). `picture` would be found by more, but readers that run in browsers give
//! files new addresses and forget those in `srcset`: they would show nothing.

use std::borrow::Cow;

use crate::article::{Asset, MediaType};
use crate::media::{self, Effort, Raster};

/// What reading systems can do.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// The most pixels of an image.
    pub most_pixels: u64,
    /// The pixels that an image gets that had more.
    pub pixels: u64,
    /// The largest file, in bytes.
    pub most_bytes: usize,
}

impl Limits {
    /// No limits but those of kinds.
    pub const NONE: Limits =
        Limits { most_pixels: u64::MAX, pixels: u64::MAX, most_bytes: usize::MAX };
}

/// Apple's shop refuses images of more than 5.6 million pixels, and no screen of a
/// reading device has as many; a page of the largest has four million. Kindle
/// takes no file of more than 5 MB.
pub const LIMITS: Limits =
    Limits { most_pixels: 5_600_000, pixels: 4_000_000, most_bytes: 5_000_000 };

/// The quality of JPEGs that are written, of 100.
const QUALITY: u8 = 90;
/// How many times its own size a drawing is painted, at least so many pixels wide.
const PAINTED: (u32, f32) = (2, 1000.0);

/// An image as the book has it.
#[derive(Debug)]
pub struct Portable<'a> {
    /// The image.
    pub asset: Cow<'a, Asset>,
    /// Of a drawing: the same as pixels.
    pub painted: Option<Asset>,
    /// What was done to it, for people: “… was made smaller”.
    pub how: Option<String>,
}

/// The form in which a book has an image of its text. One that cannot be
/// decoded stays as it is: readers may know better.
pub fn of(asset: &Asset, limits: Limits) -> Portable<'_> {
    let kept = Portable { asset: Cow::Borrowed(asset), painted: None, how: None };
    match asset.media_type {
        MediaType::Svg => Portable { painted: painted(asset), ..kept },
        MediaType::Gif => kept,
        MediaType::Webp => {
            remade(asset, limits, "for readers that do not know WebP").unwrap_or(kept)
        }
        MediaType::Jpeg if has_inks(asset) => {
            remade(asset, limits, "in the colours of screens").unwrap_or(kept)
        }
        MediaType::Png | MediaType::Jpeg if limits.are_exceeded(asset) => {
            remade(asset, limits, "for reading devices").unwrap_or(kept)
        }
        MediaType::Png | MediaType::Jpeg => kept,
    }
}

/// The form in which a book has an image as its cover: a JPEG or a PNG, whatever it was.
pub fn cover(asset: &Asset) -> Cow<'_, Asset> {
    let made = match asset.media_type {
        MediaType::Svg => painted(asset),
        MediaType::Gif => media::as_png(asset).ok().and_then(|png| media::asset_of(png).ok()),
        _ => return of(asset, LIMITS).asset,
    };
    made.map_or(Cow::Borrowed(asset), Cow::Owned)
}

fn pixels(size: (u32, u32)) -> u64 {
    u64::from(size.0) * u64::from(size.1)
}

impl Limits {
    fn are_exceeded(self, asset: &Asset) -> bool {
        pixels(asset.size) > self.most_pixels || asset.bytes.len() > self.most_bytes
    }
}

fn has_inks(asset: &Asset) -> bool {
    media::jpeg::frame(asset).is_some_and(|frame| frame.channels == 4)
}

/// The image decoded and coded anew, within the limits.
fn remade<'a>(asset: &'a Asset, limits: Limits, why: &str) -> Option<Portable<'a>> {
    let from = media::shown_size(asset);
    let raster = media::raster(asset).ok()?;
    let size = if pixels(from) > limits.most_pixels { within(from, limits.pixels) } else { from };
    let keeps = raster.alpha.is_some() || is_kept_exactly(asset);
    let mut made = coded(media::resized(raster, size), keeps)?;
    if made.bytes.len() > limits.most_bytes && keeps {
        let raster = media::raster(&made).ok()?;
        made = coded(media::resized(raster, within(made.size, limits.pixels / 4)), true)?;
    }
    let (width, height) = made.size;
    let kind = made.media_type.name().trim_start_matches("image/").to_uppercase();
    let what = match made.size == from {
        true => format!("written as {kind}"),
        false => format!("{} × {} pixels made {width} × {height}", from.0, from.1),
    };
    Some(Portable { asset: Cow::Owned(made), painted: None, how: Some(format!("{what}, {why}")) })
}

/// Whether loss would show: drawings, screenshots, and what was kept without loss.
fn is_kept_exactly(asset: &Asset) -> bool {
    match asset.media_type {
        MediaType::Png => Effort::of(asset) == Effort::Small,
        // A file without loss names its first chunk so (WebP container, 2.6).
        MediaType::Webp => asset.bytes.get(12..16) == Some(b"VP8L"),
        _ => false,
    }
}

fn coded(raster: Raster, keeps: bool) -> Option<Asset> {
    let size = (raster.width, raster.height);
    let file = match (&raster.alpha, keeps) {
        (None, false) => media::as_jpeg(&raster, QUALITY).ok()?,
        (None, true) => media::encoded(size, &raster.rgb, 3, Effort::Small).ok()?,
        (Some(_), _) => media::transparent(&raster).ok()?,
    };
    media::asset_of(file).ok()
}

/// The size of the same proportion that has so many pixels.
fn within(size: (u32, u32), most: u64) -> (u32, u32) {
    // The width that makes `most`: the root of most * width / height.
    let width = (most * u64::from(size.0) / u64::from(size.1.max(1))).isqrt();
    let height = width * u64::from(size.1) / u64::from(size.0.max(1));
    let side = |length: u64| u32::try_from(length).unwrap_or(u32::MAX).max(1);
    (side(width), side(height))
}

/// A drawing as pixels.
fn painted(asset: &Asset) -> Option<Asset> {
    let painted = media::drawing::with(asset, |tree| {
        let width = (tree.size().width() * PAINTED.0 as f32).max(PAINTED.1);
        media::drawing::painted(tree, width)
    });
    coded(painted.ok()?.ok()?, true)
}
