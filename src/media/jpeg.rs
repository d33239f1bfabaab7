//! What a JPEG file says of itself (ITU-T T.81, Annex B), without decoding it.

use crate::article::{Asset, MediaType};

/// How a JPEG is coded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Frame {
    /// How many channels its pixels have: 1 grey, 3 colour, 4 for print.
    pub channels: u8,
    /// Bits of a channel.
    pub bits: u8,
    /// The marker of its coding, from 0xC0: 0 baseline, 1 extended, 2 progressive.
    pub coding: u8,
    /// Whether a program of Adobe's says to have written it.
    pub adobe: bool,
    /// Pixels to the inch, across and down.
    pub density: Option<(u32, u32)>,
}

impl Frame {
    /// Whether every reader of PDF decodes it (ISO 32000-1, 7.4.8).
    pub fn is_common(&self) -> bool {
        self.bits == 8 && self.coding <= 2 && matches!(self.channels, 1 | 3 | 4)
    }
}

/// How an asset is coded; `None` for other images, and for files whose frame
/// cannot be found.
pub fn frame(asset: &Asset) -> Option<Frame> {
    (asset.media_type == MediaType::Jpeg).then(|| read(&asset.bytes)).flatten()
}

/// Whether the file was cut off: one that is whole ends with a marker.
pub fn is_cut(bytes: &[u8]) -> bool {
    /// Cameras write a few hundred bytes behind it.
    const TAIL: usize = 64 << 10;
    let tail = &bytes[bytes.len().saturating_sub(TAIL)..];
    !tail.windows(2).any(|pair| pair == [0xFF, 0xD9])
}

/// Walks the markers to the frame header (B.2.2).
fn read(bytes: &[u8]) -> Option<Frame> {
    let mut rest = bytes.strip_prefix(&[0xFF, 0xD8])?;
    let (mut adobe, mut density) = (false, None);
    loop {
        // Markers may be filled up with any number of these before their own byte.
        while rest.starts_with(&[0xFF, 0xFF]) {
            rest = &rest[1..];
        }
        let (&[0xFF, marker, high, low], _) = rest.split_first_chunk::<4>()? else { return None };
        let length = usize::from(u16::from_be_bytes([high, low]));
        let segment = rest.get(4..2 + length)?;
        match marker {
            0xC0..=0xCF if !matches!(marker, 0xC4 | 0xC8 | 0xCC) => {
                let &[bits, _, _, _, _, channels, ..] = segment else { return None };
                let coding = marker - 0xC0;
                return Some(Frame { channels, bits, coding, adobe, density });
            }
            0xE0 => density = jfif_density(segment).or(density),
            0xEE => adobe |= segment.starts_with(b"Adobe"),
            _ => {}
        }
        rest = &rest[2 + length..];
    }
}

/// Pixels to the inch as JFIF says them (ITU-T T.871, 10.1).
fn jfif_density(segment: &[u8]) -> Option<(u32, u32)> {
    let [unit, a, b, c, d] = *segment.strip_prefix(b"JFIF\0")?.get(2..7)? else { return None };
    let inches = |count: u16| match unit {
        1 => Some(u32::from(count)),
        2 => Some((u32::from(count) * 254 + 50) / 100),
        _ => None,
    };
    Some((inches(u16::from_be_bytes([a, b]))?, inches(u16::from_be_bytes([c, d]))?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_frame_header_tells_the_coding() {
        let jpeg = [
            0xFF, 0xD8, 0xFF, 0xE0, 0, 16, b'J', b'F', b'I', b'F', 0, 1, 1, 2, 0, 118, 0, 118, 0,
            0, 0xFF, 0xFF, 0xEE, 0, 7, b'A', b'd', b'o', b'b', b'e', // APP0, APP14
            0xFF, 0xC2, 0, 11, 8, 0, 1, 0, 1, 4, 1, 2, 3, // SOF2
        ];
        let frame = read(&jpeg).unwrap();
        assert_eq!((frame.channels, frame.bits, frame.coding, frame.adobe), (4, 8, 2, true));
        assert_eq!(frame.density, Some((300, 300)));
        assert!(frame.is_common() && is_cut(&jpeg));
        assert_eq!(read(&jpeg[..40]), None);
        assert_eq!(read(b"GIF89a"), None);
    }
}
