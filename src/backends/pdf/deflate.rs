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

/// What may follow the content: white space to a reader of operators and of
/// text, and behind the last pixel of an image nothing at all. It must not be
/// zero: the data end in the sum of all bytes, which zeros leave as it is.
const FILLER: u8 = b'\n';

/// Data that do not end in a carriage return: that would run into the line end
/// before `endstream`, and strict readers take the two for one. A byte after
/// the content moves the data on.
pub(super) fn deflated_before_line_end(content: &[u8]) -> Vec<u8> {
    let mut data = deflated(content);
    if data.last() == Some(&b'\r') {
        let mut longer = content.to_vec();
        while data.last() == Some(&b'\r') {
            longer.push(FILLER);
            data = deflated(&longer);
        }
    }
    data
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Adler-32 (RFC 1950, 2.2) ends in one more than the sum of all bytes.
    #[test]
    fn no_data_end_in_a_carriage_return() {
        for content in [vec![12], vec![0, 12, 0], vec![1; 12], [vec![0; 70_000], vec![12]].concat()]
        {
            assert_eq!(deflated(&content).last(), Some(&b'\r'), "not worth a test");
            assert_ne!(deflated_before_line_end(&content).last(), Some(&b'\r'));
        }
    }
}
