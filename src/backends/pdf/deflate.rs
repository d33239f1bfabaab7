//! Deflating of streams (ISO 32000-1, 7.4.4).

use std::io::Write as _;

use flate2::Compression;
use flate2::write::ZlibEncoder;

/// How hard streams are deflated: 9 takes three times as long and saves 1 %.
const LEVEL: u32 = 6;

/// The data as they come out.
pub(super) fn deflated(content: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::new(LEVEL));
    encoder
        .write_all(content)
        .and_then(|()| encoder.finish())
        .expect("memory takes whatever is written")
}

/// Data that do not end in a carriage return: that would run into the line end
/// before `endstream`, and strict readers take the two for one. A byte or more
/// after the content, which must not matter there, moves the data on.
pub(super) fn deflated_before(content: &[u8], filler: u8) -> Vec<u8> {
    let mut data = deflated(content);
    if data.last() == Some(&b'\r') {
        let mut longer = content.to_vec();
        while data.last() == Some(&b'\r') {
            longer.push(filler);
            data = deflated(&longer);
        }
    }
    data
}
