//! The stream of cross-references, deflated: lopdf writes it as it is.

use std::ops::Range;

use super::deflated;

/// Deflates the stream of cross-references, where there is one at the end of a
/// file. It is the last object, so that nothing moves that it tells the place of.
pub(super) fn deflate(file: &mut Vec<u8>) {
    let Some(stream) = find(file) else { return };
    let mut data = deflated(&file[stream.data.clone()]);
    // Strict readers would take its last byte for a part of the line end.
    if data.last() == Some(&b'\r') || data.len() >= stream.data.len() {
        return;
    }
    let entry = format!("/Filter/FlateDecode/Length {}", data.len());
    data.extend_from_slice(&file[stream.data.end..]);
    let between = file[stream.length.end..stream.data.start].to_vec();
    file.truncate(stream.length.start);
    file.extend_from_slice(entry.as_bytes());
    file.extend_from_slice(&between);
    file.extend_from_slice(&data);
}

/// Where the parts of the stream stand in the file.
struct Place {
    /// The entry that says how long its data are.
    length: Range<usize>,
    data: Range<usize>,
}

fn find(file: &[u8]) -> Option<Place> {
    let end = file.windows(9).rposition(|window| window == b"startxref")?;
    let start = std::str::from_utf8(file[end + 9..].trim_ascii().split(|b| *b == b'\n').next()?);
    let start: usize = start.ok()?.trim().parse().ok()?;
    let object = file.get(start..end)?;
    let search = |what: &[u8]| object.windows(what.len()).position(|window| window == what);
    let keyword = search(b"stream\n")?;
    let length = object[..keyword].windows(8).rposition(|window| window == b"/Length ")?;
    let digits = object[length + 8..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    let count: usize = std::str::from_utf8(&object[length + 8..][..digits]).ok()?.parse().ok()?;
    let data = start + keyword + 7;
    let whole = file.get(data + count..)?.trim_ascii_start().starts_with(b"endstream");
    let filtered = object[..keyword].windows(7).any(|window| window == b"/Filter");
    (whole && !filtered).then(|| Place {
        length: start + length..start + length + 8 + digits,
        data: data..data + count,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_stream_of_references_changes() {
        let head = "%PDF-1.7\n1 0 obj\n<</Type/Catalog>>\nendobj\n";
        let data = "\0\u{1}".repeat(200);
        let tail = format!("\nendstream\nendobj\nstartxref\n{}\n%%EOF", head.len());
        let file = |entries: &str| format!("{head}2 0 obj\n<<{entries}>>stream\n{data}{tail}");
        let plain = file("/Type/XRef/Length 400/W[1 1 0]");
        let mut bytes = plain.clone().into_bytes();
        deflate(&mut bytes);
        assert!(bytes.len() < plain.len() - 300);
        assert!(bytes.starts_with(head.as_bytes()) && bytes.ends_with(tail.as_bytes()));
        let text = String::from_utf8_lossy(&bytes);
        assert!(text.contains("/Filter/FlateDecode/Length ") && text.contains("/W[1 1 0]"));
        // What it does not know stays.
        for odd in [file("/Length 400/Filter/LZWDecode"), file("/Length 7"), "%PDF".into()] {
            let mut bytes = odd.clone().into_bytes();
            deflate(&mut bytes);
            assert_eq!(bytes, odd.into_bytes());
        }
    }
}
