//! Pages as the program paints them beside the same pages as poppler does: the PDF and
//! the picture come from one layout, so they must look alike.
//!
//! Wants `pdftoppm`, so `tests/run` runs it: `cargo test --test painting -- --ignored`.

#![allow(clippy::disallowed_methods, reason = "tests stand outside of the door")]

mod support;

use std::path::Path;
use std::process::Command;

use image::GrayImage;
use offprint::backends::paint;
use offprint::compose::{compose, flow};
use offprint::diagnostics::Diagnostics;
use offprint::host::{FontSource, Host as _, Shelf, System};
use offprint::typeset::typeset;
use offprint::{Publication, ReadOptions, Target, theme};

/// Dots to the inch: A4 is 794 pixels wide.
const DOTS: u32 = 96;
/// Pixels a side of the areas whose mean grey is compared: edges are smoothed differently.
const AREA: u32 = 8;
/// The most that such an area may differ, of 255.
const MOST: u32 = 60;
/// The most that areas may differ on the average, in hundredths.
const MOST_ON_AVERAGE: u32 = 400;

/// The pages of an article, painted here and by poppler.
fn pages(input: &Path, theme: &str) -> Vec<(GrayImage, GrayImage)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let fonts = Shelf::new(FontSource::Folders(vec![root.join("tests/fonts")]));
    let host = System::new(input.parent()).with_fonts(fonts.into());
    let name = input.file_name().unwrap().to_string_lossy().into_owned();
    let bytes = host.resource(&name).unwrap();
    let reading = offprint::read(&bytes, &ReadOptions { name, ..ReadOptions::default() }, &host);
    let publication = Publication::from(reading.unwrap().article);
    let theme = theme::parse(theme::load::text_of(theme).unwrap()).unwrap();

    let pdf = offprint::render(&publication, &Target::pdf(), &theme, &host).unwrap();
    let folder = support::Folder::new("painting");
    let file = folder.path().join("a.pdf");
    std::fs::write(&file, pdf.output.bytes.into_vec()).unwrap();
    let dots = DOTS.to_string();
    let mut command = Command::new("pdftoppm");
    command.args(["-gray", "-r", &dots]).args([&file, &folder.path().join("p")]);
    assert!(command.status().unwrap().success());

    let composition = compose(&publication);
    let theme = theme.for_language(&composition.language);
    let mut told = Diagnostics::new();
    let flow = flow::flow(&composition, &theme, &mut told);
    let (layout, faces) = typeset(&flow, &theme, &host, &mut told).unwrap();
    let mut theirs: Vec<_> = support::names_in(folder.path());
    theirs.retain(|name| name.ends_with(".pgm"));
    assert_eq!(theirs.len(), layout.pages.len());
    let both = layout.pages.iter().zip(theirs).map(|(page, name)| {
        let theirs = graymap(&std::fs::read(folder.path().join(name)).unwrap());
        let raster = paint::page(page, &faces, theirs.width()).unwrap();
        let ours = image::RgbImage::from_raw(raster.width, raster.height, raster.rgb).unwrap();
        (image::DynamicImage::from(ours).into_luma8(), theirs)
    });
    both.collect()
}

/// Reads what pdftoppm writes: `P5`, both sides, 255, and the pixels.
fn graymap(bytes: &[u8]) -> GrayImage {
    let mut rest = bytes;
    let mut word = || {
        let end = rest.iter().position(u8::is_ascii_whitespace).unwrap();
        let word = std::str::from_utf8(&rest[..end]).unwrap().to_owned();
        rest = &rest[end + 1..];
        word
    };
    assert_eq!(word(), "P5");
    let (width, height) = (word().parse().unwrap(), word().parse().unwrap());
    assert_eq!(word(), "255");
    GrayImage::from_raw(width, height, rest.to_vec()).unwrap()
}

/// The mean grey of an area.
fn mean(page: &GrayImage, left: u32, top: u32) -> u32 {
    let places = (0..AREA * AREA).map(|at| (left + at % AREA, top + at / AREA));
    places.map(|(x, y)| u32::from(page.get_pixel(x, y).0[0])).sum::<u32>() / (AREA * AREA)
}

#[test]
#[ignore = "wants pdftoppm"]
fn pages_look_as_their_pdf_does() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for (input, theme) in [
        ("input/what-is-an-offprint.md", "article"),
        ("tests/articles/torture.md", "newspaper"),
        ("tests/extraction/ar.md", "pocket"),
        ("tests/extraction/hi.md", "large-print"),
    ] {
        for (number, (ours, theirs)) in pages(&root.join(input), theme).iter().enumerate() {
            let place = format!("{input}, page {}", number + 1);
            assert!(ours.height().abs_diff(theirs.height()) <= 1, "{place}");
            let height = ours.height().min(theirs.height());
            let (mut worst, mut sum, mut count) = (0, 0, 0);
            for top in (0..height - AREA).step_by(AREA as usize) {
                for left in (0..ours.width() - AREA).step_by(AREA as usize) {
                    let difference = mean(ours, left, top).abs_diff(mean(theirs, left, top));
                    (worst, sum, count) = (difference.max(worst), sum + difference, count + 1);
                }
            }
            let average = sum * 100 / count;
            println!("{place}: {worst} at worst, {average} hundredths on the average");
            assert!(worst <= MOST && average <= MOST_ON_AVERAGE, "{place}: {worst}, {average}");
        }
    }
}
