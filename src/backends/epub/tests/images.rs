//! Images in forms that reading systems show.

use std::io::Cursor;

use image::{ImageFormat, RgbImage, RgbaImage};

use super::{file as file_of, written};
use crate::article::{Article, Asset, Block, BlockKind, Figure, Image, MediaType};
use crate::media::portable::{self, LIMITS, Limits, Portable};
use crate::media::{asset_of, raster};
use crate::source::Span;

/// Pixels that do not repeat, as those of photographs.
fn photograph(width: u32, height: u32) -> RgbImage {
    let mut state = 7_u32;
    RgbImage::from_fn(width, height, |x, _| {
        state = state.wrapping_mul(1_103_515_245).wrapping_add(12_345);
        image::Rgb([(state >> 16) as u8, (state >> 24) as u8, (x / 16) as u8])
    })
}

fn file(pixels: impl Into<image::DynamicImage>, format: ImageFormat) -> Asset {
    let mut bytes = Cursor::new(Vec::new());
    pixels.into().write_to(&mut bytes, format).unwrap();
    asset_of(bytes.into_inner()).unwrap()
}

/// The kind, the size, and what is told.
fn said(made: &Portable<'_>) -> (MediaType, (u32, u32), Option<String>) {
    (made.asset.media_type, made.asset.size, made.how.clone())
}

#[test]
fn files_within_the_limits_keep_their_bytes() {
    for format in [ImageFormat::Png, ImageFormat::Jpeg] {
        let asset = file(photograph(300, 200), format);
        let made = portable::of(&asset, LIMITS);
        assert_eq!(made.asset.bytes, asset.bytes);
        assert!(made.how.is_none() && made.painted.is_none());
    }
}

#[test]
fn what_is_too_large_becomes_smaller_in_its_proportion() {
    let limits = Limits { most_pixels: 5_600, pixels: 4_000, ..LIMITS };
    let how = |size: &str| Some(format!("{size}, for reading devices"));
    let even = file(RgbImage::from_pixel(120, 60, image::Rgb([9, 9, 200])), ImageFormat::Png);
    let made = portable::of(&even, limits);
    assert_eq!(said(&made), (MediaType::Png, (89, 44), how("120 × 60 pixels made 89 × 44")));
    assert_eq!(raster(&made.asset).unwrap().rgb[..3], [9, 9, 200]);
    let asset = file(photograph(75, 75), ImageFormat::Jpeg);
    let made = portable::of(&asset, limits);
    assert_eq!(said(&made), (MediaType::Jpeg, (63, 63), how("75 × 75 pixels made 63 × 63")));
    let fits = file(photograph(70, 80), ImageFormat::Jpeg);
    assert_eq!(portable::of(&fits, limits).asset.bytes, fits.bytes);
}

#[test]
fn transparent_images_stay_so_in_fewer_pixels() {
    let mut state = 1_u32;
    let pixels = RgbaImage::from_fn(100, 100, |_, _| {
        state = state.wrapping_mul(1_103_515_245).wrapping_add(12_345);
        image::Rgba([(state >> 16) as u8, (state >> 24) as u8, 0, 200])
    });
    let limits = Limits { most_bytes: 10_000, pixels: 4_000, ..LIMITS };
    let asset = file(pixels, ImageFormat::Png);
    let made = portable::of(&asset, limits);
    assert_eq!((made.asset.media_type, made.asset.size), (MediaType::Png, (31, 31)));
    assert_eq!(raster(&made.asset).unwrap().alpha, Some(vec![200; 31 * 31]));
}

#[test]
fn large_files_of_few_pixels_become_jpegs() {
    let mut asset = file(photograph(60, 40), ImageFormat::Png);
    // Some programs write what only they read behind the image.
    asset.bytes = [&asset.bytes[..], &vec![0; 5_000_000]].concat().into();
    let made = portable::of(&asset, LIMITS);
    let how = "written as JPEG, for reading devices".to_owned();
    assert_eq!(said(&made), (MediaType::Jpeg, (60, 40), Some(how)));
}

#[test]
fn webp_becomes_what_older_readers_know() {
    let asset = file(photograph(40, 30), ImageFormat::WebP);
    let made = portable::of(&asset, LIMITS);
    let how = "written as PNG, for readers that do not know WebP".to_owned();
    assert_eq!(said(&made), (MediaType::Png, (40, 30), Some(how)));
    assert_eq!(raster(&made.asset).unwrap(), raster(&asset).unwrap());
    let clear = RgbaImage::from_pixel(8, 8, image::Rgba([1, 200, 3, 100]));
    let asset = file(clear, ImageFormat::WebP);
    let made = portable::of(&asset, LIMITS);
    assert_eq!(raster(&made.asset).unwrap().alpha, Some(vec![100; 64]));
}

#[test]
fn what_cannot_be_decoded_stays() {
    let mut asset = file(photograph(40, 30), ImageFormat::WebP);
    asset.bytes = asset.bytes[..asset.bytes.len() / 2].into();
    let made = portable::of(&asset, LIMITS);
    assert_eq!((&made.asset.bytes, made.how), (&asset.bytes, None));
}

#[test]
fn drawings_have_a_picture_beside_them() {
    let svg = "<svg xmlns='http://www.w3.org/2000/svg' width='40' height='20'>\
               <rect width='20' height='20' fill='#f00'/></svg>";
    let drawing = asset_of(svg.as_bytes().to_vec()).unwrap();
    let made = portable::of(&drawing, LIMITS);
    assert_eq!(made.asset.bytes, drawing.bytes);
    let painted = made.painted.unwrap();
    assert_eq!((painted.media_type, painted.size), (MediaType::Png, (1000, 500)));
    assert!(raster(&painted).unwrap().alpha.is_some());
}

#[test]
fn the_manifest_names_the_picture_beside_a_drawing() {
    let svg = "<svg xmlns='http://www.w3.org/2000/svg' width='40' height='20'/>";
    let drawing = asset_of(svg.as_bytes().to_vec()).unwrap();
    let image = Image { asset: Some("a".to_owned()), ..Image::default() };
    let mut article = Article::default();
    article.assets.insert("a".to_owned(), drawing);
    let figure = BlockKind::Figure(Figure { image, caption: Vec::new() });
    article.blocks.push(Block::new(figure, Span::NONE));
    let package = file_of(&written(&article.into()), "OEBPS/content.opf");
    let item = "href=\"images/1.svg\" media-type=\"image/svg+xml\" fallback=\"image-2\"/>";
    assert!(package.contains(item), "{package}");
    assert!(package.contains("id=\"image-2\" href=\"images/2.png\""));
}
