//! Images of pixels. JPEG and most PNG files hold data that PDF knows, so they
//! stay as they are; others are decoded, and coded anew in as few bytes as they
//! need: grey as grey, few colours by number, everything else as PNG does it.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Object, dictionary};

use super::{Embedded, FileData, Piece, Said, finished};
use crate::article::{Asset, MediaType};
use crate::backends::pdf::deflate::deflated_before_line_end;
use crate::media::png::Png;
use crate::media::{self, DecodeError, Effort, Orientation, Raster, jpeg};
use crate::theme::Color;

/// The quality of a JPEG that is made of one whose colours were converted.
const QUALITY: u8 = 92;

/// The objects of an image. For an archive its colours must be those of a screen.
pub(super) fn embedded(asset: &Asset, archive: bool) -> Result<Embedded, DecodeError> {
    let mut image = Embedded::default();
    if asset.media_type == MediaType::Jpeg && jpeg::is_cut(&asset.bytes) {
        return Err(DecodeError::Damaged("its end is missing".to_owned()));
    }
    match (jpeg::frame(asset), media::png::of(asset)) {
        (Some(frame), _) if frame.is_common() && !(archive && frame.channels == 4) => {
            let dictionary = jpeg_dictionary(&frame, asset.size);
            image.add(file(dictionary, asset, std::iter::once(0..asset.bytes.len()).collect()));
            turn(&mut image, media::orientation(asset));
        }
        (Some(frame), _) if frame.channels == 4 => {
            let raster = media::raster(asset)?;
            let dictionary = entries((raster.width, raster.height), "DeviceRGB".into(), 8);
            image.add(finished(with_filter(dictionary, "DCTDecode"), as_jpeg(&raster)?));
            image.said = Some(Said::Converted);
        }
        (_, Some(png)) if png.suits_pdf(&asset.bytes) => {
            image.add(png_file(asset, &png));
        }
        _ => pixels(&mut image, media::raster(asset)?, Effort::of(asset))?,
    }
    Ok(image)
}

/// The objects of an image without its colours.
pub(super) fn gray(asset: &Asset) -> Result<Embedded, DecodeError> {
    let mut image = Embedded::default();
    pixels(&mut image, without_colors(media::raster(asset)?), Effort::of(asset))?;
    Ok(image)
}

/// Pixels as grey as their colours are bright.
pub(super) fn without_colors(mut raster: Raster) -> Raster {
    for pixel in raster.rgb.chunks_exact_mut(3) {
        let gray = Color { red: pixel[0], green: pixel[1], blue: pixel[2] }.gray().red;
        pixel.fill(gray);
    }
    raster
}

/// The entries that every image has (ISO 32000-1, 8.9.5).
fn entries(size: (u32, u32), space: Object, bits: u8) -> Dictionary {
    dictionary! {
        "Type" => "XObject",
        "Subtype" => "Image",
        "Width" => i64::from(size.0),
        "Height" => i64::from(size.1),
        "ColorSpace" => space,
        "BitsPerComponent" => i64::from(bits),
    }
}

fn with_filter(mut dictionary: Dictionary, filter: &str) -> Dictionary {
    dictionary.set("Filter", filter);
    dictionary
}

fn file(dictionary: Dictionary, asset: &Asset, ranges: Vec<std::ops::Range<usize>>) -> Piece {
    Piece::File(dictionary, FileData { bytes: asset.bytes.clone(), ranges, key: String::new() })
}

pub(super) fn jpeg_dictionary(frame: &jpeg::Frame, size: (u32, u32)) -> Dictionary {
    let space = match frame.channels {
        1 => "DeviceGray",
        4 => "DeviceCMYK",
        _ => "DeviceRGB",
    };
    let mut dictionary = with_filter(entries(size, space.into(), 8), "DCTDecode");
    // Adobe's programs write the inks upside down.
    if frame.channels == 4 && frame.adobe {
        dictionary
            .set("Decode", [1, 0].repeat(4).into_iter().map(Object::from).collect::<Vec<_>>());
    }
    dictionary
}

/// Shows an image as its camera was held: a form of one unit turns it.
fn turn(image: &mut Embedded, orientation: Orientation) {
    if orientation == Orientation::default() {
        return;
    }
    let turned = ["1 0 0 1 0 0", "0 -1 1 0 0 1", "-1 0 0 -1 1 1", "0 1 -1 0 1 0"];
    let turned = turned[usize::from(orientation.quarter_turns % 4)];
    let mirrored = if orientation.mirrored { "-1 0 0 1 1 0 cm\n" } else { "" };
    let content = format!("{turned} cm\n{mirrored}/I Do\n");
    let last = Object::Reference((image.objects.len() as u32 - 1, 0));
    let form = dictionary! {
        "Type" => "XObject",
        "Subtype" => "Form",
        "BBox" => vec![0.into(), 0.into(), 1.into(), 1.into()],
        "Resources" => dictionary! { "XObject" => dictionary! { "I" => last } },
    };
    image.add(Piece::stream(form, content.into_bytes()));
}

/// The predictors of PNG (ISO 32000-1, 7.4.4.4).
fn predicted(columns: u32, colors: u8, bits: u8) -> Dictionary {
    dictionary! {
        "Predictor" => 15,
        "Columns" => i64::from(columns),
        "Colors" => i64::from(colors),
        "BitsPerComponent" => i64::from(bits),
    }
}

/// The data of a PNG as they are.
fn png_file(asset: &Asset, png: &Png) -> Piece {
    let space = match &png.palette {
        Some(palette) => indexed(&asset.bytes[palette.clone()]),
        None if png.channels == 1 => "DeviceGray".into(),
        None => "DeviceRGB".into(),
    };
    let mut dictionary = with_filter(entries(asset.size, space, png.bits), "FlateDecode");
    dictionary.set("DecodeParms", predicted(asset.size.0, png.channels, png.bits));
    file(dictionary, asset, png.data.clone())
}

/// A space of numbered colours (8.6.6.3).
fn indexed(palette: &[u8]) -> Object {
    let colors = palette.len() / 3;
    let table = Object::String(palette[..colors * 3].to_vec(), lopdf::StringFormat::Hexadecimal);
    vec!["Indexed".into(), "DeviceRGB".into(), (colors as i64 - 1).into(), table].into()
}

/// Adds pixels, and before them a mask where some are not opaque.
pub(super) fn pixels(
    image: &mut Embedded,
    raster: Raster,
    effort: Effort,
) -> Result<(), DecodeError> {
    let size = (raster.width, raster.height);
    let mask = match raster.alpha {
        Some(alpha) => Some(image.add(coded(size, &alpha, 1, effort)?)),
        None => None,
    };
    let is_grey = |pixel: &[u8]| pixel[0] == pixel[1] && pixel[1] == pixel[2];
    let piece = if raster.rgb.chunks_exact(3).all(is_grey) {
        let grey: Vec<u8> = raster.rgb.iter().step_by(3).copied().collect();
        coded(size, &grey, 1, effort)?
    } else if let Some((palette, numbers)) = few_colors(&raster.rgb) {
        let dictionary = entries(size, indexed(&palette), 8);
        finished(with_filter(dictionary, "FlateDecode"), deflated_before_line_end(&numbers))
    } else {
        coded(size, &raster.rgb, 3, effort)?
    };
    let Piece::Object(Object::Stream(mut stream)) = piece else { return Ok(()) };
    stream.dict.extend(&mask.map(|mask| dictionary! { "SMask" => mask }).unwrap_or_default());
    image.add(Piece::Object(Object::Stream(stream)));
    Ok(())
}

/// The colours of an image and the number of each pixel's, where there are no
/// more than a byte can number.
fn few_colors(rgb: &[u8]) -> Option<(Vec<u8>, Vec<u8>)> {
    let mut known: BTreeMap<[u8; 3], u8> = BTreeMap::new();
    let (mut palette, mut numbers) = (Vec::new(), Vec::with_capacity(rgb.len() / 3));
    let mut last = None;
    for pixel in rgb.as_chunks::<3>().0 {
        if let Some((color, number)) = last
            && color == *pixel
        {
            numbers.push(number);
            continue;
        }
        let next = u8::try_from(known.len());
        let number = match known.get(pixel) {
            Some(number) => *number,
            None => {
                known.insert(*pixel, next.ok()?);
                palette.extend(pixel);
                known[pixel]
            }
        };
        last = Some((*pixel, number));
        numbers.push(number);
    }
    Some((palette, numbers))
}

/// Pixels of one or three channels, coded by the encoder for PNG, whose data PDF knows.
fn coded(
    size: (u32, u32),
    pixels: &[u8],
    channels: u8,
    effort: Effort,
) -> Result<Piece, DecodeError> {
    let png = media::encoded(size, pixels, channels, effort)?;
    let (space, damaged) = (if channels == 1 { "DeviceGray" } else { "DeviceRGB" }, "no PNG");
    let parts = Png::parse(&png).ok_or_else(|| DecodeError::Damaged(damaged.to_owned()))?;
    let ranges: Vec<&[u8]> = parts.data.iter().map(|range| &png[range.clone()]).collect();
    let mut data = ranges.concat();
    drop(png);
    let mut dictionary = with_filter(entries(size, space.into(), 8), "FlateDecode");
    if data.last() == Some(&b'\r') {
        // Strict readers take it for a part of the line end that follows.
        data = deflated_before_line_end(pixels);
    } else {
        dictionary.set("DecodeParms", predicted(size.0, channels, 8));
    }
    Ok(finished(dictionary, data))
}

fn as_jpeg(raster: &Raster) -> Result<Vec<u8>, DecodeError> {
    media::as_jpeg(raster, QUALITY)
}
