//! Archives of the kind that EPUB (OCF 3.3, 4.2) and DOCX (ECMA-376, part 2) are: ZIP files (PKWARE's
//! APPNOTE 6.3.3) with the parts in the order given, and times and permissions that depend on nothing.
//!
//! The crate `zip` reads archives here. It writes them with a new deflater for each file, whose 380 KB are cleared and
//! come from the system again and again: a DOCX of a dozen small parts took a fifth of its whole time for that. Here one deflater
//! serves all parts.

use flate2::{Compress, Compression, Crc, FlushCompress, Status};

/// How hard to deflate: more costs twice the time for one part in a hundred.
const LEVEL: u32 = 6;

/// Version 2.0 of the format, which deflating needs, as written under Unix (4.4.2).
const MADE_BY: u16 = 3 << 8 | NEEDED;
const NEEDED: u16 = 20;

/// The first day of the format's calendar, at midnight (4.4.6).
const TIME: u16 = 0;
const DATE: u16 = 1 << 5 | 1;

/// A plain file that all may read and its owner may write.
const ATTRIBUTES: u32 = 0o100_644 << 16;

/// The method of compression (4.4.5).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Method {
    Stored = 0,
    Deflated = 8,
}

/// An archive in the making.
pub(super) struct Archive {
    bytes: Vec<u8>,
    /// The central directory, growing.
    directory: Vec<u8>,
    count: usize,
    deflater: Compress,
}

/// A file whose contents are deflated already.
pub(super) struct Deflated<'a> {
    /// The deflated data.
    pub data: &'a [u8],
    /// The sum of the contents.
    pub crc: u32,
    /// The length of the contents in bytes.
    pub size: u64,
}

/// Why an archive cannot be written.
#[derive(Debug, thiserror::Error)]
#[error("it has more than 65,535 files, or more than 4 GB")]
pub struct TooLarge;

impl Archive {
    pub(super) fn new() -> Archive {
        let deflater = Compress::new(Compression::new(LEVEL), false);
        Archive { bytes: Vec::new(), directory: Vec::new(), count: 0, deflater }
    }

    /// Adds a file as it is.
    pub(super) fn store(&mut self, name: &str, contents: &[u8]) -> Result<(), TooLarge> {
        let size = contents.len() as u64;
        self.add(name, Method::Stored, &Deflated { data: contents, crc: crc(contents), size })
    }

    /// Deflates a file and adds it.
    pub(super) fn deflate(&mut self, name: &str, contents: &[u8]) -> Result<(), TooLarge> {
        let mut data = Vec::with_capacity(contents.len() / 3 + 64);
        self.deflater.reset();
        let mut status = Status::Ok;
        while status != Status::StreamEnd {
            let done = self.deflater.total_in() as usize;
            data.reserve(contents.len() / 8 + 64);
            status = self
                .deflater
                .compress_vec(&contents[done..], &mut data, FlushCompress::Finish)
                .expect("a deflater takes whatever it is given");
        }
        let size = contents.len() as u64;
        self.add(name, Method::Deflated, &Deflated { data: &data, crc: crc(contents), size })
    }

    /// Adds a file that others have deflated.
    pub(super) fn keep(&mut self, name: &str, file: &Deflated<'_>) -> Result<(), TooLarge> {
        self.add(name, Method::Deflated, file)
    }

    /// Writes a file with its header (4.3.7), and its line in the directory (4.3.12).
    fn add(&mut self, name: &str, method: Method, file: &Deflated<'_>) -> Result<(), TooLarge> {
        let small = |number: u64| u32::try_from(number).map_err(|_| TooLarge);
        let offset = small(self.bytes.len() as u64)?;
        let mut fields: Vec<u8> = Vec::with_capacity(26);
        // Names are of ASCII, so no flag says that they are UTF-8.
        for number in [NEEDED, 0, method as u16, TIME, DATE] {
            fields.extend(number.to_le_bytes());
        }
        for number in [file.crc, small(file.data.len() as u64)?, small(file.size)?] {
            fields.extend(number.to_le_bytes());
        }
        let length = u16::try_from(name.len()).map_err(|_| TooLarge)?;
        // The second is of extra fields, which there are none of: OCF forbids them for the media type.
        for number in [length, 0] {
            fields.extend(number.to_le_bytes());
        }
        self.bytes.extend(b"PK\x03\x04");
        self.bytes.extend(&fields);
        self.bytes.extend(name.as_bytes());
        self.bytes.extend(file.data);

        self.directory.extend(b"PK\x01\x02");
        self.directory.extend(MADE_BY.to_le_bytes());
        self.directory.extend(&fields);
        // No comment, the first disk, no words on whether it is text.
        self.directory.extend([0; 6]);
        self.directory.extend(ATTRIBUTES.to_le_bytes());
        self.directory.extend(offset.to_le_bytes());
        self.directory.extend(name.as_bytes());
        self.count += 1;
        Ok(())
    }

    /// The whole archive, with its directory and the end of that (4.3.16).
    pub(super) fn finish(mut self) -> Result<Vec<u8>, TooLarge> {
        let count = u16::try_from(self.count).map_err(|_| TooLarge)?;
        let offset = u32::try_from(self.bytes.len()).map_err(|_| TooLarge)?;
        let length = u32::try_from(self.directory.len()).map_err(|_| TooLarge)?;
        self.bytes.append(&mut self.directory);
        self.bytes.extend(b"PK\x05\x06\0\0\0\0");
        self.bytes.extend([count.to_le_bytes(), count.to_le_bytes()].concat());
        self.bytes.extend([length.to_le_bytes(), offset.to_le_bytes()].concat());
        self.bytes.extend([0; 2]);
        Ok(self.bytes)
    }
}

fn crc(contents: &[u8]) -> u32 {
    let mut crc = Crc::new();
    crc.update(contents);
    crc.sum()
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Read as _};

    use super::*;

    #[test]
    fn others_read_what_was_written() {
        // Random enough to grow when it is deflated, long enough for several rounds.
        let noise: Vec<u8> =
            (0_u32..300_000).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
        let text = "It was a quiet end. ".repeat(5_000);
        let mut first = Archive::new();
        first.deflate("text", text.as_bytes()).unwrap();
        let first = first.finish().unwrap();
        let mut read = zip::ZipArchive::new(Cursor::new(&first[..])).unwrap();
        let mut raw = Vec::new();
        let mut file = read.by_index_raw(0).unwrap();
        file.read_to_end(&mut raw).unwrap();
        let kept = Deflated { data: &raw, crc: file.crc32(), size: file.size() };

        let mut archive = Archive::new();
        archive.store("mimetype", b"a/b").unwrap();
        archive.deflate("empty", b"").unwrap();
        archive.deflate("folder/noise", &noise).unwrap();
        archive.keep("kept", &kept).unwrap();
        let bytes = archive.finish().unwrap();
        assert_eq!(&bytes[30..41], b"mimetypea/b");
        let mut read = zip::ZipArchive::new(Cursor::new(&bytes[..])).unwrap();
        for (index, (name, contents)) in [
            ("mimetype", &b"a/b"[..]),
            ("empty", b""),
            ("folder/noise", &noise),
            ("kept", text.as_bytes()),
        ]
        .into_iter()
        .enumerate()
        {
            let mut file = read.by_index(index).unwrap();
            let mut found = Vec::new();
            file.read_to_end(&mut found).unwrap();
            assert_eq!((file.name(), &found[..]), (name, contents));
            assert_eq!(file.unix_mode(), Some(0o100_644));
        }
    }
}
