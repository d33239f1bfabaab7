//! What a JPEG file says of itself.

use crate::article::{Asset, MediaType};

/// How many channels the pixels of a JPEG have: 1 grey, 3 colour, 4 for print.
/// `None` for other images, and for files whose frame cannot be found.
pub fn channels(asset: &Asset) -> Option<u8> {
    (asset.media_type == MediaType::Jpeg).then(|| frame_channels(&asset.bytes)).flatten()
}

/// Walks the markers to the frame header (ITU-T T.81, B.2.2).
fn frame_channels(bytes: &[u8]) -> Option<u8> {
    let mut rest = bytes.strip_prefix(&[0xFF, 0xD8])?;
    loop {
        let (&[0xFF, marker, high, low], _) = rest.split_first_chunk::<4>()? else { return None };
        let length = usize::from(u16::from_be_bytes([high, low]));
        let frame = matches!(marker, 0xC0..=0xCF) && !matches!(marker, 0xC4 | 0xC8 | 0xCC);
        if frame {
            return rest.get(9).copied();
        }
        rest = rest.get(2 + length..)?;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_frame_header_tells_the_channels() {
        let jpeg = [
            0xFF, 0xD8, 0xFF, 0xE0, 0, 4, 1, 2, // SOI, APP0
            0xFF, 0xC0, 0, 11, 8, 0, 1, 0, 1, 3, // SOF0
        ];
        assert_eq!(frame_channels(&jpeg), Some(3));
        assert_eq!(frame_channels(&jpeg[..8]), None);
        assert_eq!(frame_channels(b"GIF89a"), None);
    }
}
