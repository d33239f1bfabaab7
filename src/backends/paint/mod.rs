//! A page of a layout as a picture: pixels, and the PNG of them.
//!
//! Nothing here decides where anything stands. Outlines come from the faces as
//! they are, unhinted, and are filled by `tiny-skia`, which `resvg` brings
//! along; images are brought to their size by a filter of polynomials alone. There is no
//! thread and no function of the system's in the arithmetic, so that a page is
//! the same picture on every machine.

mod canvas;
mod glyphs;
#[cfg(test)]
mod tests;

use crate::fonts::Faces;
use crate::media::{Effort, Raster, encoded};
use crate::typeset::layout::Page;
use canvas::Canvas;

/// The most pixels of a picture: A4 at 600 dots to the inch has 35 million.
const MOST_PIXELS: u64 = 50_000_000;

/// Why there is no picture.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PaintError {
    /// It would have no pixel, or more than a picture may.
    #[error("a picture must have a pixel, and at most {} megapixels", MOST_PIXELS / 1_000_000)]
    Size,
    /// The encoder failed.
    #[error("{0}")]
    Encoder(String),
}

/// Draws a page on white, so many pixels wide; its height follows. The faces are
/// those that came with the layout. What cannot be decoded is left white.
///
/// # Errors
/// When the picture would be too large, or have nothing.
pub fn page(page: &Page<'_>, faces: &Faces<'_>, width: u32) -> Result<Raster, PaintError> {
    let height = page.height.scale(i64::from(width), page.width.0.max(1)).0;
    let height = u32::try_from(height).map_err(|_| PaintError::Size)?;
    if u64::from(width) * u64::from(height) > MOST_PIXELS {
        return Err(PaintError::Size);
    }
    let mut canvas = Canvas::new((width, height), page.width, faces).ok_or(PaintError::Size)?;
    page.items.iter().for_each(|placed| canvas.place(placed));
    Ok(canvas.into_raster())
}

/// The same as a PNG file, in grey where there is no other colour.
///
/// # Errors
/// As [`page`].
pub fn png(page: &Page<'_>, faces: &Faces<'_>, width: u32) -> Result<Vec<u8>, PaintError> {
    let picture = self::page(page, faces, width)?;
    let size = (picture.width, picture.height);
    let pixels = picture.rgb.as_chunks::<3>().0;
    let is_gray = pixels.iter().all(|[red, green, blue]| red == green && green == blue);
    let png = match is_gray {
        true => {
            let gray: Vec<u8> = pixels.iter().map(|[level, ..]| *level).collect();
            encoded(size, &gray, 1, Effort::Small)
        }
        false => encoded(size, &picture.rgb, 3, Effort::Small),
    };
    png.map_err(|error| PaintError::Encoder(error.to_string()))
}
