//! How large inputs and images may be. A leaf.
//!
//! What is larger is refused before anything is made of it, so that memory stays bounded by what
//! somebody chose. The usual limits are the largest: beyond them nothing has been tried.

use std::fmt;

use crate::host::MAX_RESOURCE;
use crate::media::MAX_PIXELS;
use crate::readers::MAX_INPUT;

/// How large inputs and images may be.
///
/// ```
/// use offprint::limits::{Limits, Size};
///
/// let limits = Limits { input: 1 << 20, ..Limits::default() };
/// let options = offprint::ReadOptions { limits, ..Default::default() };
/// let long = "Words. ".repeat(200_000);
/// let error = offprint::read(long.as_bytes(), &options, &offprint::host::Memory::default());
/// assert_eq!(error.unwrap_err().to_string(), "it is longer than 1 MB; split it");
/// assert_eq!(Size(1_572_864).to_string(), "1.5 MB");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// The most bytes of an input, unpacked; of records, of each.
    pub input: usize,
    /// The most bytes of an image's file.
    pub image: u64,
    /// The most pixels of an image.
    pub pixels: u64,
}

impl Limits {
    /// The largest, which are the usual ones.
    pub const MOST: Limits = Limits { input: MAX_INPUT, image: MAX_RESOURCE, pixels: MAX_PIXELS };
}

impl Default for Limits {
    fn default() -> Limits {
        Limits::MOST
    }
}

/// A number of bytes, for people: in MB of 2^20 bytes, to a tenth.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Size(pub u64);

impl fmt::Display for Size {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let tenths = (self.0 * 10).div_ceil(1 << 20);
        match tenths % 10 {
            0 => write!(f, "{} MB", tenths / 10),
            rest => write!(f, "{}.{rest} MB", tenths / 10),
        }
    }
}
