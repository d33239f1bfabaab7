//! From bytes to text.

use super::ReadError;
use crate::diagnostics::{Diagnostics, Repair};

/// Decodes UTF-8, with or without a byte order mark, and UTF-16 with one.
///
/// Bytes that are not UTF-8 become U+FFFD and are reported. Line ends become `\n`.
///
/// # Errors
/// When there is nothing but white space, or the bytes are a known kind of file
/// that is not text.
pub fn decode(bytes: &[u8], diagnostics: &mut Diagnostics) -> Result<String, ReadError> {
    if let Some(kind) = binary_kind(bytes) {
        return Err(ReadError::NotText(kind));
    }
    let text = match bytes {
        [0xEF, 0xBB, 0xBF, rest @ ..] => utf8(rest, diagnostics),
        [0xFF, 0xFE, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xFE, 0xFF, rest @ ..] => utf16(rest, u16::from_be_bytes),
        _ if bytes.contains(&0) => return Err(ReadError::NotText("a binary file")),
        _ => utf8(bytes, diagnostics),
    };
    if text.trim().is_empty() {
        return Err(ReadError::Empty);
    }
    Ok(if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text })
}

fn utf8(bytes: &[u8], diagnostics: &mut Diagnostics) -> String {
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => {
            let bad = bytes.utf8_chunks().filter(|chunk| !chunk.invalid().is_empty()).count();
            diagnostics.repaired(Repair::Encoding, bad as u32);
            String::from_utf8_lossy(bytes).into_owned()
        }
    }
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let units = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
    char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
}

/// Files that people hand over by mistake, told by their first bytes.
fn binary_kind(bytes: &[u8]) -> Option<&'static str> {
    const KINDS: &[(&[u8], &str)] = &[
        (b"%PDF-", "a PDF file"),
        (b"PK\x03\x04", "a zip archive (DOCX, EPUB, ODT …)"),
        (b"\xD0\xCF\x11\xE0", "an old Office file"),
        (b"\x89PNG", "a PNG image"),
        (b"\xFF\xD8\xFF", "a JPEG image"),
        (b"GIF8", "a GIF image"),
        (b"\x1F\x8B", "a gzip archive"),
        (b"\x28\xB5\x2F\xFD", "a Zstandard archive"),
        (b"{\\rtf", "a Rich Text file"),
        (b"\x7FELF", "a program"),
    ];
    KINDS.iter().find(|(start, _)| bytes.starts_with(start)).map(|(_, kind)| *kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_and_line_ends_go() {
        let decoded = |bytes: &[u8]| decode(bytes, &mut Diagnostics::new()).unwrap();
        assert_eq!(decoded(b"\xEF\xBB\xBFa\r\nb\rc"), "a\nb\nc");
        assert_eq!(decoded(b"\xFF\xFEa\0b\0"), "ab");
        assert_eq!(decoded(b"\xFE\xFF\0a\0b"), "ab");
    }

    #[test]
    fn bad_bytes_are_counted() {
        let mut diagnostics = Diagnostics::new();
        assert_eq!(decode(b"a\xFFb\xFE", &mut diagnostics).unwrap(), "a\u{FFFD}b\u{FFFD}");
        assert!(diagnostics.has_warnings());
    }

    #[test]
    fn what_is_not_text_is_named() {
        let error = |bytes: &[u8]| decode(bytes, &mut Diagnostics::new()).unwrap_err().to_string();
        assert!(error(b"%PDF-1.7").contains("a PDF file"));
        assert!(error(b"a\0b").contains("binary"));
        assert!(error(b" \n").contains("no text"));
    }
}
