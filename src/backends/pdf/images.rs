//! Images: JPEG files as they are, everything else as deflated pixels.

use std::collections::BTreeMap;

use printpdf::{DictItem, ExternalStream, ExternalXObject, XObject, XObjectId};

use crate::article::Asset;
use crate::diagnostics::{Diagnostics, Kind};
use crate::media;
use crate::source::Span;
use crate::theme::Color;
use crate::typeset::layout::{Item, Layout};

/// The images of a document, by the keys of their assets.
pub(super) struct Images {
    objects: BTreeMap<String, (XObjectId, XObject)>,
}

impl Images {
    /// Makes an object of every image on the pages. One that cannot be decoded is reported.
    pub fn collect(layout: &Layout<'_>, gray: bool, diagnostics: &mut Diagnostics) -> Images {
        let mut assets: BTreeMap<&str, &Asset> = BTreeMap::new();
        for placed in layout.pages.iter().flat_map(|page| &page.items) {
            if let Item::Image { asset, key, .. } = &placed.item {
                assets.insert(key, asset);
            }
        }
        let mut objects = BTreeMap::new();
        for (number, (key, asset)) in assets.into_iter().enumerate() {
            match object(asset, gray) {
                Ok(object) => {
                    objects.insert(key.to_owned(), (XObjectId(format!("I{number}")), object));
                }
                Err(reason) => {
                    let reference = key.to_owned();
                    diagnostics.push(Kind::ImageMissing { reference, reason }, Span::NONE);
                }
            }
        }
        Images { objects }
    }

    /// The name of an image's resource; `None` when it could not be decoded.
    pub fn id(&self, key: &str) -> Option<XObjectId> {
        self.objects.get(key).map(|(id, _)| id.clone())
    }

    /// Gives the images to the document.
    pub fn add_to(&self, document: &mut printpdf::PdfDocument) {
        for (id, object) in self.objects.values() {
            document.resources.xobjects.map.insert(id.clone(), object.clone());
        }
    }
}

fn object(asset: &Asset, gray: bool) -> Result<XObject, String> {
    let upright = media::orientation(asset) == media::Orientation::default();
    match media::jpeg::channels(asset) {
        Some(channels @ (1 | 3)) if upright && (channels == 1 || !gray) => {
            Ok(jpeg(asset, channels))
        }
        _ => pixels(asset, gray),
    }
}

/// The file itself.
fn jpeg(asset: &Asset, channels: u8) -> XObject {
    let space = if channels == 1 { "DeviceGray" } else { "DeviceRGB" };
    let mut dict = image(asset.size, space);
    dict.insert("Filter".to_owned(), name("DCTDecode"));
    external(dict, asset.bytes.to_vec(), false)
}

/// The pixels, with a mask where some are not opaque.
fn pixels(asset: &Asset, gray: bool) -> Result<XObject, String> {
    let raster = media::raster(asset).map_err(|error| error.to_string())?;
    let size = (raster.width, raster.height);
    let (space, content) = match gray {
        true => ("DeviceGray", luminance(&raster.rgb)),
        false => ("DeviceRGB", raster.rgb),
    };
    let mut dict = image(size, space);
    if let Some(alpha) = raster.alpha {
        let mask =
            ExternalStream { dict: image(size, "DeviceGray"), content: alpha, compress: true };
        dict.insert("SMask".to_owned(), DictItem::Stream { stream: mask });
    }
    Ok(external(dict, content, true))
}

/// A byte of grey for each three of colour.
fn luminance(rgb: &[u8]) -> Vec<u8> {
    let gray = |pixel: &[u8]| Color { red: pixel[0], green: pixel[1], blue: pixel[2] }.gray().red;
    rgb.chunks_exact(3).map(gray).collect()
}

fn name(name: &str) -> DictItem {
    DictItem::Name(name.as_bytes().to_vec())
}

/// The entries that every image has (ISO 32000-1, 8.9.5).
fn image(size: (u32, u32), space: &str) -> BTreeMap<String, DictItem> {
    BTreeMap::from([
        ("Type".to_owned(), name("XObject")),
        ("Subtype".to_owned(), name("Image")),
        ("Width".to_owned(), DictItem::Int(i64::from(size.0))),
        ("Height".to_owned(), DictItem::Int(i64::from(size.1))),
        ("ColorSpace".to_owned(), name(space)),
        ("BitsPerComponent".to_owned(), DictItem::Int(8)),
    ])
}

fn external(dict: BTreeMap<String, DictItem>, content: Vec<u8>, compress: bool) -> XObject {
    let stream = ExternalStream { dict, content, compress };
    XObject::External(ExternalXObject { stream, width: None, height: None, dpi: None })
}
