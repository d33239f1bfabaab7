//! From files to pixels, for outputs that cannot hold a file as it is.

use std::io::Cursor;

use image::{DynamicImage, ImageDecoder as _, ImageError, ImageFormat, ImageReader, Limits};

use super::MAX_PIXELS;
use crate::article::{Asset, MediaType};

/// An image as pixels: upright, row by row from the top, eight bits a channel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Raster {
    /// Pixels in a row.
    pub width: u32,
    /// Rows.
    pub height: u32,
    /// Red, green and blue of each pixel.
    pub rgb: Vec<u8>,
    /// How opaque each pixel is; `None` when all are wholly opaque.
    pub alpha: Option<Vec<u8>>,
}

impl Raster {
    /// Red, green, blue and opacity of each pixel, each colour as strong as its
    /// pixel is opaque.
    pub fn premultiplied(&self) -> Vec<u8> {
        let (colors, _) = self.rgb.as_chunks::<3>();
        let alpha = |at: usize| self.alpha.as_ref().map_or(u8::MAX, |alpha| alpha[at]);
        let pixel = |(at, [red, green, blue]): (usize, &[u8; 3])| {
            let alpha = alpha(at);
            let level = |value: u8| ((u16::from(value) * u16::from(alpha) + 127) / 255) as u8;
            [level(*red), level(*green), level(*blue), alpha]
        };
        colors.iter().enumerate().flat_map(pixel).collect()
    }
}

/// Why there are no pixels.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DecodeError {
    /// A drawing has none.
    #[error("it is a drawing (SVG), which has no pixels")]
    Vector,
    /// It exceeds [`MAX_PIXELS`] or what decoding may take.
    #[error("it has more than {} megapixels", MAX_PIXELS / 1_000_000)]
    TooLarge,
    /// The file is not sound.
    #[error("it is damaged: {0}")]
    Damaged(String),
}

/// The pixels of an image, turned upright; of an animation, the first frame.
///
/// # Errors
/// When it is a drawing, too large or damaged.
pub fn raster(asset: &Asset) -> Result<Raster, DecodeError> {
    let image = decode(asset)?;
    let (width, height) = (image.width(), image.height());
    if !image.color().has_alpha() {
        return Ok(Raster { width, height, rgb: image.into_rgb8().into_raw(), alpha: None });
    }
    let pixels = image.into_rgba8();
    let (pixels, _) = pixels.as_chunks::<4>();
    let mut rgb = Vec::with_capacity(pixels.len() * 3);
    pixels.iter().for_each(|[red, green, blue, _]| rgb.extend([*red, *green, *blue]));
    let is_clear = pixels.iter().any(|[.., alpha]| *alpha < u8::MAX);
    let alpha = is_clear.then(|| pixels.iter().map(|[.., alpha]| *alpha).collect());
    Ok(Raster { width, height, rgb, alpha })
}

/// The image as a PNG, upright: for readers that do not know its format.
///
/// # Errors
/// When it is a drawing, too large or damaged.
pub fn as_png(asset: &Asset) -> Result<Vec<u8>, DecodeError> {
    let mut png = Vec::new();
    decode(asset)?.write_to(&mut Cursor::new(&mut png), ImageFormat::Png).map_err(reason)?;
    Ok(png)
}

/// How hard pixels are made smaller.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effort {
    /// Bytes are coded by how often they come, but nothing is looked for that comes
    /// again: five times as fast, and hardly larger for photographs, where nothing does.
    Fast,
    /// What comes again is found.
    Small,
}

impl Effort {
    /// What an image deserves: the fast way for a PNG file in which little came again.
    pub fn of(asset: &Asset) -> Effort {
        let pixels = u64::from(asset.size.0) * u64::from(asset.size.1);
        let dense = asset.bytes.len() as u64 > pixels * DENSE;
        if asset.media_type == MediaType::Png && dense { Effort::Fast } else { Effort::Small }
    }
}

/// A file with more bytes for each pixel is a photograph; drawings and screenshots
/// take less than one.
const DENSE: u64 = 2;

/// Pixels of one or three channels as a PNG, with the filters that suit each row.
///
/// # Errors
/// When there are more or fewer than the size says.
pub fn encoded(
    size: (u32, u32),
    pixels: &[u8],
    channels: u8,
    effort: Effort,
) -> Result<Vec<u8>, DecodeError> {
    use image::codecs::png::{CompressionType, FilterType, PngEncoder};
    use image::{ExtendedColorType, ImageEncoder as _};
    let color = if channels == 1 { ExtendedColorType::L8 } else { ExtendedColorType::Rgb8 };
    let wanted = u64::from(size.0) * u64::from(size.1) * u64::from(channels);
    if wanted != pixels.len() as u64 {
        return Err(DecodeError::Damaged("its pixels are not as many as it says".to_owned()));
    }
    let compression = match effort {
        Effort::Fast => CompressionType::Fast,
        Effort::Small => CompressionType::Default,
    };
    let mut png = Vec::new();
    PngEncoder::new_with_quality(&mut png, compression, FilterType::Adaptive)
        .write_image(pixels, size.0, size.1, color)
        .map_err(reason)?;
    Ok(png)
}

/// Pixels of which some are not opaque as a PNG.
///
/// # Errors
/// When there are more or fewer than the size says.
pub fn transparent(raster: &Raster) -> Result<Vec<u8>, DecodeError> {
    let alpha = |at: usize| raster.alpha.as_ref().map_or(u8::MAX, |alpha| alpha[at]);
    let (colors, _) = raster.rgb.as_chunks::<3>();
    let colors = colors.iter().enumerate();
    let pixels = colors.flat_map(|(at, [red, green, blue])| [*red, *green, *blue, alpha(at)]);
    let pixels = image::RgbaImage::from_raw(raster.width, raster.height, pixels.collect());
    let pixels = pixels
        .ok_or_else(|| DecodeError::Damaged("its pixels are not as many as it says".to_owned()))?;
    let mut png = Vec::new();
    pixels.write_to(&mut Cursor::new(&mut png), ImageFormat::Png).map_err(reason)?;
    Ok(png)
}

/// Opaque pixels as a JPEG of a quality from 1 to 100.
///
/// # Errors
/// When JPEG has no room for so large an image.
pub fn as_jpeg(raster: &Raster, quality: u8) -> Result<Vec<u8>, DecodeError> {
    let mut jpeg = Vec::new();
    image::codecs::jpeg::JpegEncoder::new_with_quality(&mut jpeg, quality)
        .encode(&raster.rgb, raster.width, raster.height, image::ExtendedColorType::Rgb8)
        .map_err(reason)?;
    Ok(jpeg)
}

fn decode(asset: &Asset) -> Result<DynamicImage, DecodeError> {
    let format = match asset.media_type {
        MediaType::Png => ImageFormat::Png,
        MediaType::Jpeg => ImageFormat::Jpeg,
        MediaType::Gif => ImageFormat::Gif,
        MediaType::Webp => ImageFormat::WebP,
        MediaType::Svg => return Err(DecodeError::Vector),
    };
    let mut reader = ImageReader::with_format(Cursor::new(&asset.bytes[..]), format);
    reader.limits(limits());
    let mut decoder = reader.into_decoder().map_err(reason)?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > MAX_PIXELS {
        return Err(DecodeError::TooLarge);
    }
    let orientation = decoder.orientation().map_err(reason)?;
    let mut image = DynamicImage::from_decoder(decoder).map_err(reason)?;
    image.apply_orientation(orientation);
    Ok(image)
}

/// What a decoder may take: the pixels at 16 bits a channel.
pub(super) fn limits() -> Limits {
    let mut limits = Limits::default();
    limits.max_alloc = Some(8 * MAX_PIXELS);
    limits
}

fn reason(error: ImageError) -> DecodeError {
    match error {
        ImageError::Limits(_) => DecodeError::TooLarge,
        error => DecodeError::Damaged(error.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::media::asset_of;
    use crate::media::orientation::tests::jpeg;

    #[test]
    fn colours_and_opacity_come_apart() {
        let raster = raster(&asset_of(super::super::tests::GIF.to_vec()).unwrap()).unwrap();
        assert_eq!((raster.width, raster.height, raster.alpha), (2, 1, None));
        assert_eq!(raster.rgb, [255, 0, 0, 0, 255, 0]);

        let pixels = image::RgbaImage::from_raw(2, 1, vec![1, 2, 3, 255, 4, 5, 6, 128]).unwrap();
        let mut png = Vec::new();
        pixels.write_to(&mut Cursor::new(&mut png), ImageFormat::Png).unwrap();
        let raster = super::raster(&asset_of(png).unwrap()).unwrap();
        assert_eq!(raster.rgb, [1, 2, 3, 4, 5, 6]);
        assert_eq!(raster.alpha, Some(vec![255, 128]));
    }

    #[test]
    fn dense_files_are_not_searched() {
        let mut state = 7_u32;
        let mut next = || {
            state = state.wrapping_mul(1_103_515_245).wrapping_add(12_345);
            (state >> 16) as u8
        };
        let noise: Vec<u8> = (0..64 * 64 * 3).map(|_| next()).collect();
        let file = |pixels: &[u8]| {
            let png = encoded((64, 64), pixels, 3, Effort::Small).unwrap();
            asset_of(png).unwrap()
        };
        assert_eq!(Effort::of(&file(&noise)), Effort::Fast);
        assert_eq!(Effort::of(&file(&[9; 64 * 64 * 3])), Effort::Small);
        for effort in [Effort::Fast, Effort::Small] {
            let png = encoded((64, 64), &noise, 3, effort).unwrap();
            assert_eq!(raster(&asset_of(png).unwrap()).unwrap().rgb, noise);
        }
    }

    #[test]
    fn other_formats_become_png_upright() {
        let asset = asset_of(jpeg(6)).unwrap();
        let png = asset_of(as_png(&asset).unwrap()).unwrap();
        assert_eq!((png.media_type, png.size), (MediaType::Png, (2, 3)));
        let mut webp = Vec::new();
        let pixels = image::RgbImage::new(4, 3);
        pixels.write_to(&mut Cursor::new(&mut webp), ImageFormat::WebP).unwrap();
        let png = as_png(&asset_of(webp).unwrap()).unwrap();
        assert_eq!(asset_of(png).unwrap().size, (4, 3));
    }

    #[test]
    fn what_has_no_pixels_says_why() {
        let svg = asset_of(b"<svg/>".to_vec()).unwrap();
        assert_eq!(raster(&svg), Err(DecodeError::Vector));
        let mut cut = asset_of(jpeg(1)).unwrap();
        cut.bytes = cut.bytes[..60].into();
        assert!(matches!(raster(&cut), Err(DecodeError::Damaged(_))));
    }
}
