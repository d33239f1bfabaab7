//! From bytes to text.

use super::ReadError;
use crate::diagnostics::{Diagnostics, Kind, Repair};
use crate::source::Span;

/// Decodes UTF-8 and UTF-16, with or without a byte order mark, and legacy code pages.
///
/// A few bytes that are not UTF-8 in a text that is become U+FFFD and are reported. A text
/// that is no UTF-8 at all is read in the encoding that its bytes suggest, which is
/// reported too; web pages may name theirs. Line ends become `\n`.
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
        _ if bytes.contains(&0) => match utf16_order(bytes) {
            Some(unit) => utf16(bytes, unit),
            None => return Err(ReadError::NotText("a binary file")),
        },
        _ => utf8(bytes, diagnostics),
    };
    if text.trim().is_empty() {
        return Err(ReadError::Empty);
    }
    Ok(if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text })
}

fn utf8(bytes: &[u8], diagnostics: &mut Diagnostics) -> String {
    match std::str::from_utf8(bytes) {
        // Of what looks like ASCII, only ISO-2022-JP is something else.
        Ok(text) if !text.contains('\u{1B}') => text.to_owned(),
        Ok(text) => declared(bytes).unwrap_or_else(|| text.to_owned()),
        Err(_) => {
            if let Some(text) = declared(bytes) {
                return text;
            }
            let bad = bytes.utf8_chunks().filter(|chunk| !chunk.invalid().is_empty()).count();
            if let Some(text) = legacy(bytes, bad, diagnostics) {
                return text;
            }
            diagnostics.repaired(Repair::Encoding, bad as u32);
            String::from_utf8_lossy(bytes).into_owned()
        }
    }
}

/// Decodes text that came with the name of its encoding, which counts where it fits.
///
/// # Errors
/// As [`decode`].
pub(super) fn decode_as(
    bytes: &[u8],
    label: Option<&str>,
    diagnostics: &mut Diagnostics,
) -> Result<String, ReadError> {
    match label.and_then(|label| labelled(bytes, label)) {
        Some(text) => decode(text.as_bytes(), diagnostics),
        None => decode(bytes, diagnostics),
    }
}

/// Reads a web page in the encoding that it names (HTML, 13.2.3.2: in its first 1024 bytes,
/// but pages that were saved by browsers have more before it).
fn declared(bytes: &[u8]) -> Option<String> {
    const FIRST: usize = 8_192;
    let start = String::from_utf8_lossy(&bytes[..bytes.len().min(FIRST)]).to_ascii_lowercase();
    // Scripts and links name encodings too, not that of the page.
    let metas = start.split("<meta").skip(1).map(|meta| meta.split('>').next().unwrap_or_default());
    let named = metas.into_iter().find_map(|meta| meta.split_once("charset").map(|(_, rest)| rest));
    let xml = || {
        let head = start.trim_start().strip_prefix("<?xml")?;
        head.split("?>").next()?.split_once("encoding").map(|(_, rest)| rest)
    };
    let label = named.or_else(xml)?.trim_start().strip_prefix('=')?;
    let label = label.trim_start_matches([' ', '"', '\'']);
    labelled(bytes, label.split(['"', '\'', ' ', ';', '>', '/']).next()?)
}

/// Reads bytes in the encoding of a name; `None` where it is UTF-8 anyway or does not fit.
fn labelled(bytes: &[u8], label: &str) -> Option<String> {
    let encoding = encoding_rs::Encoding::for_label(label.as_bytes())?;
    // What can be read to be UTF-16 is not (HTML, 13.2.3.2).
    let known = ![
        encoding_rs::UTF_8,
        encoding_rs::UTF_16LE,
        encoding_rs::UTF_16BE,
        encoding_rs::REPLACEMENT,
    ]
    .contains(&encoding);
    // A page that names the wrong one is better guessed at.
    let (text, damaged) = encoding.decode_without_bom_handling(bytes);
    let bad = || text.matches(char::REPLACEMENT_CHARACTER).count();
    (known && (!damaged || bad() * 1_000 < bytes.len())).then(|| text.into_owned())
}

/// Reads a legacy code page; `None` where UTF-8 that was damaged is more likely.
fn legacy(bytes: &[u8], bad: usize, diagnostics: &mut Diagnostics) -> Option<String> {
    // A text in a code page hardly ever holds a sequence that UTF-8 knows.
    let good = bytes.utf8_chunks().flat_map(|chunk| chunk.valid().chars());
    let good = good.filter(|c| !c.is_ascii()).count();
    // One byte of a short text may be anything: a name without its accent is told of.
    let enough = bad >= FEWEST_LEGACY && bad > good;
    if !enough {
        return None;
    }
    // What comes first tells as much as the whole, and an encoding is told slowly.
    let start = bytes.iter().position(|byte| !byte.is_ascii()).unwrap_or(0);
    let sample = &bytes[start..bytes.len().min(start + LEGACY_SAMPLE)];
    let mut detector = chardetng::EncodingDetector::new();
    detector.feed(sample, true);
    let (text, encoding, damaged) = detector.guess(None, false).decode(bytes);
    if damaged {
        return None;
    }
    let encoding = encoding.name().to_owned();
    diagnostics.push(Kind::EncodingGuessed { encoding }, Span::NONE);
    Some(text.into_owned())
}

/// How many bytes an encoding is told by.
const LEGACY_SAMPLE: usize = 1 << 20;

/// How many bytes must not be UTF-8 for a guess at a code page.
const FEWEST_LEGACY: usize = 3;

/// The order of bytes of UTF-16 without a mark, where most characters are ASCII: then every
/// other byte is nought, and hardly any between.
fn utf16_order(bytes: &[u8]) -> Option<fn([u8; 2]) -> u16> {
    const SAMPLE: usize = 4_000;
    let sample = &bytes[..bytes.len().min(SAMPLE) & !1];
    let pairs = sample.len() / 2;
    let noughts = |from: usize| sample.iter().skip(from).step_by(2).filter(|b| **b == 0).count();
    let (even, odd) = (noughts(0), noughts(1));
    let most = |noughts: usize, others: usize| noughts * 4 >= pairs * 3 && others * 50 <= pairs;
    if !bytes.len().is_multiple_of(2) || pairs < 2 {
        None
    } else if most(odd, even) {
        Some(u16::from_le_bytes)
    } else {
        most(even, odd).then_some(u16::from_be_bytes)
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
    fn utf_16_needs_no_mark() {
        let text = "A plain text.\nWith an em dash – and a ü.";
        for order in [u16::to_le_bytes, u16::to_be_bytes] {
            let bytes: Vec<u8> = text.encode_utf16().flat_map(order).collect();
            assert_eq!(decode(&bytes, &mut Diagnostics::new()).unwrap(), text);
        }
    }

    #[test]
    fn code_pages_are_told_by_their_bytes() {
        for (text, encoding) in [
            ("Die Häuser der Straße müssen schöner werden, und die Bäume größer.", "windows-1252"),
            ("Во вторник совет решил сохранить паром ещё на десять лет.", "windows-1251"),
            ("Во вторник совет решил сохранить паром ещё на десять лет.", "KOI8-U"),
            ("連邦議会は火曜日に、渡し船をさらに十年間残すことを決めた。", "Shift_JIS"),
            ("议会在星期二决定把渡船再保留十年，因为它虽然很慢，我们也一样。", "GBK"),
        ] {
            let known = encoding_rs::Encoding::for_label(encoding.as_bytes()).unwrap();
            let bytes = known.encode(text).0;
            let mut diagnostics = Diagnostics::new();
            assert_eq!(decode(&bytes, &mut diagnostics).unwrap(), text, "{encoding}");
            let guessed = Kind::EncodingGuessed { encoding: encoding.to_owned() };
            assert_eq!(diagnostics.iter().next().map(|d| &d.kind), Some(&guessed));
        }
    }

    #[test]
    fn damaged_utf_8_stays_utf_8() {
        let mut bytes = "Die Häuser der Straße müssen schöner werden.".as_bytes().to_vec();
        bytes.extend(b" caf\xE9, na\xEFve, \xFC");
        let text = decode(&bytes, &mut Diagnostics::new()).unwrap();
        assert!(text.contains("Häuser") && text.contains("caf\u{FFFD}"), "{text}");
    }

    #[test]
    fn what_is_not_text_is_named() {
        let error = |bytes: &[u8]| decode(bytes, &mut Diagnostics::new()).unwrap_err().to_string();
        assert!(error(b"%PDF-1.7").contains("a PDF file"));
        assert!(error(b"a\0b").contains("binary"));
        assert!(error(b" \n").contains("no text"));
    }
}
