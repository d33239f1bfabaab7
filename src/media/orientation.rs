//! How a camera was held (Exif tag 0x0112), so that pictures stand upright.

use std::io::Cursor;

use image::ImageDecoder as _;
use image::metadata::Orientation as Exif;

use super::decode;
use crate::article::{Asset, MediaType};

/// What must be done to an image's pixels to show them as they were seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Orientation {
    /// Whether to mirror them first, left to right.
    pub mirrored: bool,
    /// How many quarter turns to turn them then, clockwise; 0 to 3.
    pub quarter_turns: u8,
}

impl Orientation {
    /// Whether width and height change places.
    pub fn swaps_sides(self) -> bool {
        self.quarter_turns % 2 == 1
    }
}

/// The orientation that an image's metadata tells; upright when it tells none
/// or cannot be read.
pub fn orientation(asset: &Asset) -> Orientation {
    let (mirrored, quarter_turns) = match exif(asset) {
        Exif::NoTransforms => (false, 0),
        Exif::Rotate90 => (false, 1),
        Exif::Rotate180 => (false, 2),
        Exif::Rotate270 => (false, 3),
        Exif::FlipHorizontal => (true, 0),
        // Turning and then mirroring is mirroring and then turning back.
        Exif::Rotate270FlipH => (true, 1),
        Exif::FlipVertical => (true, 2),
        Exif::Rotate90FlipH => (true, 3),
    };
    Orientation { mirrored, quarter_turns }
}

/// Width and height as shown, once the orientation has been applied.
pub fn shown_size(asset: &Asset) -> (u32, u32) {
    let (width, height) = asset.size;
    if orientation(asset).swaps_sides() { (height, width) } else { (width, height) }
}

/// Only formats of cameras and phones are asked.
fn exif(asset: &Asset) -> Exif {
    let format = match asset.media_type {
        MediaType::Jpeg => image::ImageFormat::Jpeg,
        MediaType::Webp => image::ImageFormat::WebP,
        _ => return Exif::NoTransforms,
    };
    let mut reader = image::ImageReader::with_format(Cursor::new(&asset.bytes[..]), format);
    reader.limits(decode::limits());
    let orientation = reader.into_decoder().and_then(|mut decoder| decoder.orientation());
    orientation.unwrap_or(Exif::NoTransforms)
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::media::asset_of;

    /// A JPEG of 3 × 2 pixels, black, with an orientation of Exif's numbering.
    pub(crate) fn jpeg(orientation: u8) -> Vec<u8> {
        let mut plain = Vec::new();
        let pixels = image::RgbImage::new(3, 2);
        pixels.write_to(&mut Cursor::new(&mut plain), image::ImageFormat::Jpeg).unwrap();
        let tiff = [
            b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0",
            &[orientation][..],
            b"\0\0\0\0\0\0",
        ];
        let exif = [b"Exif\0\0".to_vec(), tiff.concat()].concat();
        let length = (exif.len() as u16 + 2).to_be_bytes();
        [&plain[..2], b"\xFF\xE1", &length, &exif, &plain[2..]].concat()
    }

    #[test]
    fn all_eight_are_told() {
        let expected = [
            (false, 0),
            (true, 0),
            (false, 2),
            (true, 2),
            (true, 3),
            (false, 1),
            (true, 1),
            (false, 3),
        ];
        for (number, (mirrored, quarter_turns)) in (1..).zip(expected) {
            let asset = asset_of(jpeg(number)).unwrap();
            assert_eq!(orientation(&asset), Orientation { mirrored, quarter_turns }, "{number}");
            assert_eq!(asset.size, (3, 2));
            let upright = if number > 4 { (2, 3) } else { (3, 2) };
            assert_eq!(shown_size(&asset), upright, "{number}");
        }
    }
}
