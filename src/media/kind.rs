//! What bytes are: by their first bytes, never by a name.

use super::{MAX_PIXELS, svg};
use crate::article::MediaType;

/// Why bytes are no image that can be shown.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum KindError {
    /// Something else, which has a name.
    #[error("it is {0}, not an image")]
    NoImage(&'static str),
    /// An image of a kind that no output shows.
    #[error("it is {0}; PNG, JPEG, GIF, WebP and SVG can be shown")]
    OtherImage(&'static str),
    /// Nothing known.
    #[error("it is no image of a known kind")]
    Unknown,
    /// Its header tells no size.
    #[error("it is damaged")]
    Damaged,
    /// More than [`MAX_PIXELS`].
    #[error("it has more than {} megapixels", MAX_PIXELS / 1_000_000)]
    TooLarge,
}

/// The kind of an image and its width and height in pixels.
///
/// # Errors
/// When the bytes are no image of a known kind, damaged or too large.
pub fn identify(bytes: &[u8]) -> Result<(MediaType, (u32, u32)), KindError> {
    let media_type = media_type(bytes)?;
    let size = match media_type {
        MediaType::Svg => svg::size(bytes),
        _ => {
            let size = imagesize::blob_size(bytes).map_err(|_| KindError::Damaged)?;
            let side = |pixels| u32::try_from(pixels).map_err(|_| KindError::TooLarge);
            (side(size.width)?, side(size.height)?)
        }
    };
    match u64::from(size.0) * u64::from(size.1) {
        0 => Err(KindError::Damaged),
        pixels if pixels > MAX_PIXELS => Err(KindError::TooLarge),
        _ => Ok((media_type, size)),
    }
}

fn media_type(bytes: &[u8]) -> Result<MediaType, KindError> {
    Ok(match bytes {
        [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1A, b'\n', ..] => MediaType::Png,
        [0xFF, 0xD8, 0xFF, ..] => MediaType::Jpeg,
        [b'G', b'I', b'F', b'8', b'7' | b'9', b'a', ..] => MediaType::Gif,
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => MediaType::Webp,
        _ if svg::is_svg(bytes) => MediaType::Svg,
        _ => return Err(other(bytes)),
    })
}

/// What people are told about anything else.
fn other(bytes: &[u8]) -> KindError {
    let brand = bytes.get(4..12).unwrap_or_default();
    match bytes {
        [b'I', b'I', b'*', 0, ..] | [b'M', b'M', 0, b'*', ..] => {
            KindError::OtherImage("a TIFF image")
        }
        [b'B', b'M', ..] => KindError::OtherImage("a BMP image"),
        [0, 0, 1, 0, ..] => KindError::OtherImage("an icon file"),
        [0xFF, 0x0A, ..] | [0, 0, 0, 0x0C, b'J', b'X', b'L', ..] => {
            KindError::OtherImage("a JPEG XL image")
        }
        _ if brand.starts_with(b"ftypavi") => KindError::OtherImage("an AVIF image"),
        _ if brand.starts_with(b"ftyphei") || brand == b"ftypmif1" => {
            KindError::OtherImage("a HEIC image")
        }
        [0x1F, 0x8B, ..] => KindError::NoImage("a compressed file"),
        [b'%', b'P', b'D', b'F', ..] => KindError::NoImage("a PDF file"),
        _ if is_web_page(bytes) => KindError::NoImage("a web page"),
        _ => KindError::Unknown,
    }
}

/// What servers send instead of an image that is gone.
fn is_web_page(bytes: &[u8]) -> bool {
    let start = bytes.trim_ascii_start();
    let start = start[..start.len().min(15)].to_ascii_lowercase();
    start.starts_with(b"<!doctype html") || start.starts_with(b"<html")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_tell_the_kind() {
        let gif = super::super::tests::GIF;
        assert_eq!(identify(gif), Ok((MediaType::Gif, (2, 1))));
        assert_eq!(identify(&gif[..7]), Err(KindError::Damaged));
        assert_eq!(identify(b"BM12"), Err(KindError::OtherImage("a BMP image")));
        assert_eq!(identify(b"\0\0\0\x20ftypavif"), Err(KindError::OtherImage("an AVIF image")));
        assert_eq!(identify(b"\n<HTML>"), Err(KindError::NoImage("a web page")));
        assert_eq!(identify(b""), Err(KindError::Unknown));
    }

    #[test]
    fn size_is_bounded_before_anything_is_decoded() {
        let mut gif = super::super::tests::GIF.to_vec();
        gif[6..10].copy_from_slice(&[0xFF, 0xFF, 0xFF, 0xFF]);
        assert_eq!(identify(&gif), Err(KindError::TooLarge));
        gif[6..8].copy_from_slice(&[0, 0]);
        assert_eq!(identify(&gif), Err(KindError::Damaged));
    }
}
