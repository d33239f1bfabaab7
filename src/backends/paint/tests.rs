//! Pixels of known things.

use super::{PaintError, page, png};
use crate::article::Asset;
use crate::fonts::{FaceId, Faces};
use crate::host::Memory;
use crate::length::{Length, Short};
use crate::media::{self, Raster};
use crate::theme::{Color, built_in};
use crate::typeset::layout::{Glyph, GlyphRun, Item, Page, Placed, Point};

const RED: Color = Color { red: 255, green: 0, blue: 0 };

/// A page of 40 by 20 points with some things, painted with 4 pixels to the point.
fn painted(items: Vec<(i64, i64, Item<'_>)>) -> Raster {
    let host = Memory::default();
    let mut faces = Faces::new(built_in(), &host);
    assert_eq!(faces.open("LibertinusSerif-Regular.otf", false, false), Ok(FaceId(0)));
    page(&of(items), &faces, 160).unwrap()
}

fn of(items: Vec<(i64, i64, Item<'_>)>) -> Page<'_> {
    let placed = |(x, y, item)| {
        let at = Point { x: Length::points(x), y: Length::points(y) };
        Placed { at, content: None, item }
    };
    Page {
        width: Length::points(40),
        height: Length::points(20),
        turned: false,
        items: items.into_iter().map(placed).collect(),
        repeated: 0,
        furniture: 0,
        label: String::new(),
    }
}

/// The colour at a place in points.
fn at(raster: &Raster, x: u32, y: u32) -> [u8; 3] {
    let pixel = ((y * 4 + 2) * raster.width + x * 4 + 2) as usize * 3;
    raster.rgb[pixel..pixel + 3].try_into().unwrap()
}

/// The smallest area in pixels that holds everything but white: left, top, right, bottom.
fn ink(raster: &Raster) -> (u32, u32, u32, u32) {
    let (pixels, _) = raster.rgb.as_chunks::<3>();
    let dark = pixels.iter().enumerate().filter(|(_, pixel)| **pixel != [255; 3]);
    let places = dark.map(|(at, _)| (at as u32 % raster.width, at as u32 / raster.width));
    places.fold((u32::MAX, u32::MAX, 0, 0), |area, (x, y)| {
        (area.0.min(x), area.1.min(y), area.2.max(x + 1), area.3.max(y + 1))
    })
}

fn run(character: char, expansion: i32) -> Item<'static> {
    let host = Memory::default();
    let mut faces = Faces::new(built_in(), &host);
    let face = faces.open("LibertinusSerif-Regular.otf", false, false).unwrap();
    let id = faces.get(face).glyph(character).unwrap();
    let glyph = Glyph {
        id,
        advance: Short::ZERO,
        x_offset: Short::ZERO,
        y_offset: Short::ZERO,
        text_start: 0,
        text_end: 1,
    };
    Item::Run(GlyphRun {
        face,
        size: Length::points(20),
        color: RED,
        expansion,
        level: 0,
        glyphs: vec![glyph],
        text: character.to_string(),
        shown: 1,
    })
}

fn points(width: i64, height: i64) -> (Length, Length) {
    (Length::points(width), Length::points(height))
}

#[test]
fn rules_cover_what_they_say() {
    let (width, height) = points(10, 5);
    let page = painted(vec![(4, 3, Item::Rule { width, height, color: RED })]);
    assert_eq!((page.width, page.height), (160, 80));
    assert_eq!(ink(&page), (16, 12, 56, 32));
    assert_eq!(at(&page, 4, 3), [255, 0, 0]);
}

#[test]
fn letters_stand_on_their_line_as_high_as_the_face_says() {
    let page = painted(vec![(4, 18, run('H', 0))]);
    let (left, top, right, bottom) = ink(&page);
    // 80 pixels to the em; capitals of this face are 645 thousandths high, an H
    // has feet on the line and is 702 wide.
    assert!((72..=73).contains(&bottom), "{bottom}");
    assert!((20..=21).contains(&top), "{top}");
    assert!(left > 16 && (52..=56).contains(&(right - left)), "{left} {right}");
    let wide = painted(vec![(4, 18, run('H', 2000))]);
    let (left_of_wide, _, right_of_wide, _) = ink(&wide);
    let grown = (right_of_wide - left_of_wide) * 100 / (right - left);
    assert!((117..=123).contains(&grown), "{grown}");
    assert_eq!(ink(&painted(vec![(4, 18, run(' ', 0))])).0, u32::MAX);
}

#[test]
fn boxes_are_hollow() {
    let (width, height) = points(10, 10);
    let text = "?".to_owned();
    let page = painted(vec![(4, 4, Item::Missing { width, height, text, color: RED })]);
    assert_eq!(at(&page, 8, 8), [255; 3]);
    let (left, top, right, bottom) = ink(&page);
    assert_eq!((left, top, right, bottom), (15, 15, 57, 57));
}

#[test]
fn images_lie_where_they_stand_and_let_the_ground_through() {
    let pixels = [[0, 0, 255, 255], [0, 255, 0, 0]].concat();
    let pixels = image::RgbaImage::from_raw(2, 1, pixels).unwrap();
    let mut file = std::io::Cursor::new(Vec::new());
    pixels.write_to(&mut file, image::ImageFormat::Png).unwrap();
    let asset = media::asset_of(file.into_inner()).unwrap();
    let (ground, size) = (points(40, 20), points(20, 10));
    let page = painted(vec![
        (0, 0, Item::Rule { width: ground.0, height: ground.1, color: RED }),
        (10, 5, Item::Image { width: size.0, height: size.1, asset: &asset, key: "a" }),
    ]);
    assert_eq!(at(&page, 11, 8), [0, 0, 255]);
    assert_eq!(at(&page, 28, 8), [255, 0, 0]);
    assert_eq!(at(&page, 9, 8), [255, 0, 0]);
}

#[test]
fn drawings_are_painted_and_damaged_images_are_not() {
    let svg = "<svg xmlns='http://www.w3.org/2000/svg' width='10' height='10'>\
               <rect width='5' height='10' fill='#00f'/></svg>";
    let asset = media::asset_of(svg.as_bytes().to_vec()).unwrap();
    let (width, height) = points(20, 20);
    let image = |asset| Item::Image { width, height, asset, key: "a" };
    let page = painted(vec![(10, 0, image(&asset))]);
    assert_eq!(at(&page, 12, 10), [0, 0, 255]);
    assert_eq!(at(&page, 25, 10), [255; 3]);
    let damaged = Asset { bytes: asset.bytes[..90].into(), ..asset };
    assert_eq!(ink(&painted(vec![(10, 0, image(&damaged))])).0, u32::MAX);
}

#[test]
fn pictures_are_files_of_one_size_and_no_other() {
    let host = Memory::default();
    let faces = Faces::new(built_in(), &host);
    let (width, height) = points(4, 4);
    for (color, is_gray) in [(RED, false), (Color::BLACK, true)] {
        let items = vec![(0, 0, Item::Rule { width, height, color })];
        let file = png(&of(items), &faces, 80).unwrap();
        assert_eq!(file[25] == 0, is_gray);
        let asset = media::asset_of(file).unwrap();
        assert_eq!(asset.size, (80, 40));
    }
    for width in [0, 200_000] {
        assert_eq!(page(&of(Vec::new()), &faces, width), Err(PaintError::Size));
    }
}
