//! Which objects become of images.

use lopdf::{Dictionary, Object};

use super::{Embedded, Piece, Said, Treatment};
use crate::article::Asset;
use crate::media::{Effort, asset_of, encoded};

/// The objects of an image in colours, for an archive or not.
fn embedded(asset: &Asset, archive: bool) -> Result<Embedded, String> {
    super::embedded(asset, Treatment { archive, gray: false })
}

fn asset(bytes: &[u8]) -> Asset {
    asset_of(bytes.to_vec()).unwrap()
}

/// What pages show: its dictionary, and its data as the file has them.
fn shown(image: &Embedded) -> (&Dictionary, Vec<u8>) {
    match image.objects.last().unwrap() {
        Piece::File(dictionary, data) => (dictionary, data.pieces().flatten().copied().collect()),
        Piece::Object(Object::Stream(stream)) => (&stream.dict, stream.content.clone()),
        Piece::Object(_) => panic!("an image is a stream"),
    }
}

fn name(dictionary: &Dictionary, key: &[u8]) -> String {
    String::from_utf8(dictionary.get(key).and_then(Object::as_name).unwrap().to_vec()).unwrap()
}

fn jpeg(color: image::ExtendedColorType, channels: usize) -> Vec<u8> {
    let mut bytes = Vec::new();
    image::codecs::jpeg::JpegEncoder::new(&mut bytes)
        .encode(&vec![77; 16 * 8 * channels], 16, 8, color)
        .unwrap();
    bytes
}

#[test]
fn files_that_a_pdf_knows_stay_as_they_are() {
    let grey = asset(&jpeg(image::ExtendedColorType::L8, 1));
    let image = embedded(&grey, true).unwrap();
    let (dictionary, data) = shown(&image);
    assert_eq!(name(dictionary, b"ColorSpace"), "DeviceGray");
    assert_eq!(data, *grey.bytes);

    let rows: Vec<u8> = (0..64 * 64 * 3).map(|at| (at * at % 251) as u8).collect();
    let png = asset(&encoded((64, 64), &rows, 3, Effort::Small).unwrap());
    let image = embedded(&png, true).unwrap();
    let (dictionary, data) = shown(&image);
    assert_eq!(name(dictionary, b"ColorSpace"), "DeviceRGB");
    assert!(png.bytes.windows(data.len()).any(|window| window == data));
    let parameters = dictionary.get(b"DecodeParms").and_then(Object::as_dict).unwrap();
    assert_eq!(parameters.get(b"Columns").and_then(Object::as_i64).unwrap(), 64);
}

#[test]
fn a_file_that_was_cut_is_no_image() {
    let whole = jpeg(image::ExtendedColorType::Rgb8, 3);
    assert!(embedded(&asset(&whole[..whole.len() - 2]), true).is_err());
    let rows: Vec<u8> = (0..64 * 64).map(|at| (at * at % 251) as u8).collect();
    let mut png = encoded((64, 64), &rows, 1, Effort::Small).unwrap();
    // The checksum of the rows.
    let at = png.len() - 12 - 4 - 2;
    png[at] ^= 1;
    assert!(embedded(&asset(&png), true).is_err());
    png.truncate(200);
    assert!(embedded(&asset(&png), true).is_err());
}

#[test]
fn a_photograph_is_turned_and_not_coded_anew() {
    let turned = asset(&crate::media::orientation::tests::jpeg(6));
    let image = embedded(&turned, true).unwrap();
    let (form, content) = shown(&image);
    assert_eq!(name(form, b"Subtype"), "Form");
    assert_eq!(content, b"0 -1 1 0 0 1 cm\n/I Do\n");
    let Piece::File(_, data) = &image.objects[0] else { panic!("the file is not there") };
    assert_eq!(data.pieces().collect::<Vec<_>>(), [&*turned.bytes]);
}

#[test]
fn pixels_take_no_more_than_they_need() {
    let colors = |pixel: fn(u8) -> [u8; 4]| {
        let pixels = (0..=255).cycle().take(64 * 64).flat_map(pixel).collect();
        let pixels = image::RgbaImage::from_raw(64, 64, pixels).unwrap();
        let mut png = std::io::Cursor::new(Vec::new());
        pixels.write_to(&mut png, image::ImageFormat::Png).unwrap();
        embedded(&asset(&png.into_inner()), true).unwrap()
    };
    let grey = colors(|at| [at, at, at, 255]);
    assert_eq!(name(shown(&grey).0, b"ColorSpace"), "DeviceGray");
    assert!(!shown(&grey).0.has(b"SMask"));
    let few = colors(|at| [at / 64, 0, 9, at]);
    let (dictionary, _) = shown(&few);
    let space = dictionary.get(b"ColorSpace").and_then(Object::as_array).unwrap();
    assert_eq!((space.len(), &space[2]), (4, &Object::Integer(3)));
    assert_eq!(dictionary.get(b"SMask").unwrap(), &Object::Reference((0, 0)));
}

fn drawing(inside: &str) -> Embedded {
    let svg = format!(
        r##"<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20">
        <linearGradient id="g"><stop stop-color="#fff"/><stop offset="1" stop-color="#00f"/></linearGradient>
        <linearGradient id="fades"><stop/><stop offset="1" stop-opacity="0"/></linearGradient>
        <filter id="f"><feGaussianBlur stdDeviation="2"/></filter>{inside}</svg>"##
    );
    embedded(&asset(svg.as_bytes()), true).unwrap()
}

#[test]
fn drawings_are_paths_in_a_form_of_one_unit() {
    let image = drawing(r##"<path d="M1 2h8v4z" fill="#f00" stroke="#000" stroke-width="2"/>"##);
    let (form, content) = shown(&image);
    let matrix = form.get(b"Matrix").and_then(Object::as_array).unwrap();
    let matrix: Vec<f32> = matrix.iter().map(|value| value.as_float().unwrap()).collect();
    assert_eq!(matrix, [0.025, 0.0, 0.0, -0.05, 0.0, 1.0]);
    let content = String::from_utf8(content).unwrap();
    assert!(content.contains("1 0 0 rg\n1 2 m\n9 2 l\n9 6 l\nh\nf\n"), "{content}");
    assert!(content.contains("2 w\n") && content.contains("h\nS\n"), "{content}");
    assert_eq!(image.objects.len(), 1);
}

#[test]
fn shades_and_groups_are_said_in_words_of_pdf() {
    let image = drawing(
        r##"<rect width="9" height="9" fill="url(#g)"/>
        <g opacity=".5"><rect width="9" height="9"/><rect x="4" width="9" height="9"/></g>"##,
    );
    let (form, content) = shown(&image);
    let resources = form.get(b"Resources").and_then(Object::as_dict).unwrap();
    assert!(resources.has(b"Shading") && resources.has(b"ExtGState") && resources.has(b"XObject"));
    let content = String::from_utf8(content).unwrap();
    assert!(content.contains("W n\n") && content.contains("/S0 sh\n"), "{content}");
    assert!(content.contains("/G0 gs\n/X0 Do\n"), "{content}");
    assert_eq!(image.objects.len(), 2);
}

#[test]
fn text_in_drawings_is_drawn() {
    let content = |inside: &str| shown(&drawing(inside)).1.len();
    assert!(content(r#"<text x="1" y="9" font-size="9">Wort</text>"#) > 400);
    assert!(content(r#"<text x="1" y="9" font-size="9" font-family="None">Слово</text>"#) > 400);
}

#[test]
fn what_has_no_words_in_pdf_is_painted() {
    for inside in [
        r#"<rect width="30" height="9" filter="url(#f)"/>"#,
        r#"<rect width="30" height="9" fill="url(#fades)"/>"#,
        &format!("{}<path d='M1 1h9v9z'/>{}", "<g opacity='.9'>".repeat(30), "</g>".repeat(30)),
    ] {
        let image = drawing(inside);
        assert!(matches!(image.said, Some(Said::Painted(_))), "{inside}");
        let (dictionary, _) = shown(&image);
        let width = dictionary.get(b"Width").and_then(Object::as_i64).unwrap();
        assert_eq!((name(dictionary, b"Subtype").as_str(), width), ("Image", 125));
    }
}

#[test]
fn inks_become_colours_for_archives_alone() {
    // A JPEG of four channels: the program cannot make one, so the frame says so.
    let frame =
        crate::media::jpeg::Frame { channels: 4, bits: 8, coding: 0, adobe: true, density: None };
    let dictionary = super::raster::jpeg_dictionary(&frame, (1, 1));
    assert_eq!(name(&dictionary, b"ColorSpace"), "DeviceCMYK");
    assert_eq!(dictionary.get(b"Decode").and_then(Object::as_array).unwrap().len(), 8);
}
