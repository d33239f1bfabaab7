//! Images with fewer or more pixels.

use image::imageops::{self, FilterType};
use image::{ImageBuffer, Pixel, Rgb, RgbImage, Rgba, RgbaImage};

use super::Raster;

/// A cubic through its points: sharp without rings that are seen, and made of
/// polynomials alone, which every machine reckons alike.
const FILTER: FilterType = FilterType::CatmullRom;

/// Before the filter, what is so many times larger is brought to twice the
/// wanted size by plain means: the filter's steps take 16 bytes for each pixel.
const COARSE: u32 = 4;

/// The image in another size. Colours of what cannot be seen do not leak.
#[must_use]
pub fn resized(raster: Raster, size: (u32, u32)) -> Raster {
    let from = (raster.width, raster.height);
    if from == size {
        return raster;
    }
    if raster.alpha.is_some() {
        let pixels = RgbaImage::from_raw(from.0, from.1, raster.premultiplied());
        return unweighted(&filtered(pixels.unwrap_or_default(), size));
    }
    let pixels = RgbImage::from_raw(from.0, from.1, raster.rgb).unwrap_or_default();
    let rgb = filtered(pixels, size).into_raw();
    Raster { width: size.0, height: size.1, rgb, alpha: None }
}

fn filtered<P>(pixels: ImageBuffer<P, Vec<u8>>, size: (u32, u32)) -> ImageBuffer<P, Vec<u8>>
where
    P: Pixel<Subpixel = u8> + 'static,
{
    let is_coarse = pixels.width() > size.0.saturating_mul(COARSE)
        && pixels.height() > size.1.saturating_mul(COARSE);
    let pixels = match is_coarse {
        true => imageops::thumbnail(&pixels, size.0 * 2, size.1 * 2),
        false => pixels,
    };
    imageops::resize(&pixels, size.0, size.1, FILTER)
}

fn unweighted(pixels: &RgbaImage) -> Raster {
    let full = |value: u8, alpha: u8| match alpha {
        0 => 0,
        alpha => {
            ((u16::from(value) * 255 + u16::from(alpha) / 2) / u16::from(alpha)).min(255) as u8
        }
    };
    let colors = pixels.pixels().flat_map(|Rgba([red, green, blue, alpha])| {
        Rgb([full(*red, *alpha), full(*green, *alpha), full(*blue, *alpha)]).0
    });
    let alpha: Vec<u8> = pixels.pixels().map(|pixel| pixel.0[3]).collect();
    let alpha = Some(alpha).filter(|alpha| alpha.iter().any(|value| *value < u8::MAX));
    Raster { width: pixels.width(), height: pixels.height(), rgb: colors.collect(), alpha }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn raster(width: u32, height: u32, rgb: &[u8], alpha: Option<&[u8]>) -> Raster {
        Raster { width, height, rgb: rgb.to_vec(), alpha: alpha.map(<[u8]>::to_vec) }
    }

    #[test]
    fn even_areas_stay_even() {
        let red = raster(90, 60, &[200, 10, 30].repeat(90 * 60), None);
        for size in [(3, 2), (45, 30), (180, 120), (1, 1)] {
            let small = resized(red.clone(), size);
            assert_eq!((small.width, small.height), size);
            assert_eq!(small.rgb, [200, 10, 30].repeat((size.0 * size.1) as usize));
        }
    }

    #[test]
    fn what_cannot_be_seen_gives_no_colour() {
        let pixels: Vec<u8> = [[255, 0, 0], [0, 255, 0]].concat().repeat(8);
        let alpha: Vec<u8> = [255, 0].repeat(8);
        let small = resized(raster(4, 4, &pixels, Some(&alpha)), (2, 2));
        let (colors, _) = small.rgb.as_chunks::<3>();
        assert!(colors.iter().all(|[red, green, _]| *red > 250 && *green < 5), "{small:?}");
        assert!(small.alpha.unwrap().iter().all(|alpha| (100..156).contains(alpha)));
    }
}
