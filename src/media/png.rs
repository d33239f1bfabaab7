//! What a PNG file holds, without decoding it (ISO/IEC 15948).

use std::io::Read;
use std::ops::Range;

use flate2::read::ZlibDecoder;

use super::MAX_PIXELS;
use crate::article::{Asset, MediaType};

/// The parts of a PNG file that matter to those who embed it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Png {
    /// Pixels in a row, and rows.
    pub size: (u32, u32),
    /// Bits of a channel, or of the number of a colour.
    pub bits: u8,
    /// Channels of a pixel; 1 where it is the number of a colour.
    pub channels: u8,
    /// Whether some pixels are not opaque.
    pub alpha: bool,
    /// Whether rows come in passes.
    pub interlaced: bool,
    /// The bytes of the file that hold the colours which pixels number.
    pub palette: Option<Range<usize>>,
    /// The bytes of the file that hold the deflated rows, one piece after the other.
    pub data: Vec<Range<usize>>,
    /// Pixels to the metre, across and down.
    pub density: Option<(u32, u32)>,
}

/// The parts of an asset that is a PNG file.
pub fn of(asset: &Asset) -> Option<Png> {
    (asset.media_type == MediaType::Png).then(|| Png::parse(&asset.bytes)).flatten()
}

impl Png {
    /// Reads the chunks; `None` where they do not make a whole file.
    pub fn parse(bytes: &[u8]) -> Option<Png> {
        let mut png = Png::default();
        let mut at = 8;
        loop {
            let head: [u8; 8] = bytes.get(at..at + 8)?.try_into().ok()?;
            let [a, b, c, d, name @ ..] = head;
            let length = usize::try_from(u32::from_be_bytes([a, b, c, d])).ok()?;
            let range = at + 8..(at + 8).checked_add(length)?;
            let data = bytes.get(range.clone())?;
            match &name {
                b"IHDR" => png.header(data)?,
                b"PLTE" => png.palette = Some(range.clone()),
                b"tRNS" => png.alpha = true,
                b"pHYs" => png.density = density(data),
                b"IDAT" => png.data.push(range.clone()),
                b"IEND" => return (png.bits > 0).then_some(png),
                _ => {}
            }
            at = range.end + 4;
        }
    }

    fn header(&mut self, data: &[u8]) -> Option<()> {
        let [a, b, c, d, e, f, g, h, bits, color, _, _, interlace] = *data else { return None };
        self.size = (u32::from_be_bytes([a, b, c, d]), u32::from_be_bytes([e, f, g, h]));
        self.bits = bits;
        self.channels = match color {
            0 | 3 => 1,
            2 => 3,
            4 => 2,
            6 => 4,
            _ => return None,
        };
        self.alpha = matches!(color, 4 | 6);
        self.interlaced = interlace != 0;
        Some(())
    }

    /// Whether its data may stand in a PDF as they are: rows from top to bottom,
    /// opaque, and as many as there should be.
    pub fn suits_pdf(&self, file: &[u8]) -> bool {
        let bits = matches!((self.channels, self.bits), (1, 1 | 2 | 4 | 8 | 16) | (3, 8 | 16));
        let pixels = u64::from(self.size.0) * u64::from(self.size.1);
        let whole = bits && !self.alpha && !self.interlaced && pixels <= MAX_PIXELS;
        whole && self.palette_is_sound() && self.ends_well(file) && self.rows_are_whole(file)
    }

    /// A palette numbers pixels of one channel; true colours may only suggest one.
    fn palette_is_sound(&self) -> bool {
        let sound = |palette: &Range<usize>| {
            self.channels == 1 && self.bits <= 8 && palette.len() >= 3 && palette.len() <= 768
        };
        self.palette.as_ref().is_none_or(sound)
    }

    /// Data that end in a carriage return run into the line end after them.
    fn ends_well(&self, file: &[u8]) -> bool {
        let last = self.data.iter().rev().find(|range| !range.is_empty());
        last.is_some_and(|range| file[range.end - 1] != b'\r')
    }

    fn rows_are_whole(&self, file: &[u8]) -> bool {
        let row = u64::from(self.size.0) * u64::from(self.channels) * u64::from(self.bits);
        let row = 1 + row.div_ceil(8) as usize;
        let data = Pieces { file, ranges: self.data.iter(), piece: &[] };
        let mut rows = ZlibDecoder::new(data);
        let mut buffer = vec![0; row];
        for _ in 0..self.size.1 {
            // The first byte names the row's filter; there are five.
            if rows.read_exact(&mut buffer).is_err() || buffer[0] > 4 {
                return false;
            }
        }
        // The end has a checksum of all.
        matches!(rows.read(&mut buffer), Ok(0))
    }
}

/// Pieces of a file read as one.
struct Pieces<'f> {
    file: &'f [u8],
    ranges: std::slice::Iter<'f, Range<usize>>,
    piece: &'f [u8],
}

impl std::io::Read for Pieces<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        while self.piece.is_empty() {
            let Some(range) = self.ranges.next() else { return Ok(0) };
            self.piece = &self.file[range.clone()];
        }
        self.piece.read(buffer)
    }
}

/// Pixels to the metre, where the file says it in metres and not as a mere ratio.
fn density(data: &[u8]) -> Option<(u32, u32)> {
    let [a, b, c, d, e, f, g, h, 1] = *data else { return None };
    Some((u32::from_be_bytes([a, b, c, d]), u32::from_be_bytes([e, f, g, h])))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::media::{Effort, encoded};

    #[test]
    fn chunks_tell_what_a_file_holds() {
        let rows: Vec<u8> = (0..40 * 30).map(|at| (at * at % 251) as u8).collect();
        let mut file = encoded((40, 30), &rows, 1, Effort::Small).unwrap();
        let png = Png::parse(&file).unwrap();
        assert_eq!((png.size, png.bits, png.channels), ((40, 30), 8, 1));
        assert!(png.suits_pdf(&file) && png.density.is_none());
        // After the header, whose chunk ends at byte 33.
        let chunk = [&[0, 0, 0, 9][..], b"pHYs", &[0, 0, 46, 35, 0, 0, 46, 35, 1], &[0; 4]];
        file.splice(33..33, chunk.concat());
        let png = Png::parse(&file).unwrap();
        assert_eq!(png.density, Some((11_811, 11_811)));
        assert!(Png { alpha: true, ..png.clone() }.suits_pdf(&file).then_some(()).is_none());
        assert!(!Png { size: (40, 31), ..png.clone() }.suits_pdf(&file));
        assert!(!Png { size: (40, 29), ..png }.suits_pdf(&file));
        assert_eq!(Png::parse(&file[..file.len() - 12]), None);
    }
}
