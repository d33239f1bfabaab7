//! From a reference to bytes: a path beside the article or a `data:` URI.

use base64::Engine as _;
use base64::alphabet;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};

use crate::host::{Host, HostError, MAX_RESOURCE};

/// Reads what a reference stands for.
///
/// Paths come as addresses do: percent-encoded, perhaps with a query for the
/// server. A file whose name has such characters itself is found as well.
pub(super) fn read(reference: &str, host: &dyn Host) -> Result<Vec<u8>, HostError> {
    let reference = reference.trim();
    if let Some(data) = strip_scheme(reference, "data:") {
        return data_uri(data);
    }
    let remote = ["http:", "https:", "ftp:", "//"];
    if remote.iter().any(|scheme| strip_scheme(reference, scheme).is_some()) {
        return Err(HostError::Remote);
    }
    if reference.is_empty() {
        return Err(HostError::NotFound);
    }
    let path = reference.split(['?', '#']).next().unwrap_or_default();
    let decoded = |text: &str| String::from_utf8(percent_decoded(text)).ok();
    let candidates = [decoded(path), decoded(reference), Some(reference.to_owned())];
    let mut last = Err(HostError::NotFound);
    let mut tried: Option<String> = None;
    for candidate in candidates.into_iter().flatten() {
        if tried.as_ref() == Some(&candidate) || candidate.is_empty() {
            continue;
        }
        last = host.resource(&candidate);
        if last != Err(HostError::NotFound) {
            break;
        }
        tried = Some(candidate);
    }
    last
}

/// A reference short enough for a message: `data:` URIs hold whole files.
pub(crate) fn shortened(reference: &str) -> String {
    const MOST: usize = 200;
    match reference.char_indices().nth(MOST) {
        Some((at, _)) => format!("{}…", &reference[..at]),
        None => reference.to_owned(),
    }
}

fn strip_scheme<'a>(reference: &'a str, scheme: &str) -> Option<&'a str> {
    let start = reference.get(..scheme.len())?;
    start.eq_ignore_ascii_case(scheme).then(|| &reference[scheme.len()..])
}

/// The bytes of a `data:` URI (RFC 2397), behind its scheme.
fn data_uri(data: &str) -> Result<Vec<u8>, HostError> {
    let broken = || HostError::Unreadable("its data: address is not sound".to_owned());
    let (header, body) = data.split_once(',').ok_or_else(broken)?;
    if body.len() as u64 > 2 * MAX_RESOURCE {
        return Err(HostError::TooLarge);
    }
    let mut bytes = percent_decoded(body);
    if !header.trim_end().to_ascii_lowercase().ends_with(";base64") {
        return Ok(bytes);
    }
    bytes.retain(|byte| !byte.is_ascii_whitespace());
    let config =
        GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent);
    GeneralPurpose::new(&alphabet::STANDARD, config).decode(bytes).map_err(|_| broken())
}

/// Decodes `%20` and the like; what is no code stays.
fn percent_decoded(text: &str) -> Vec<u8> {
    let bytes = text.as_bytes();
    let digit = |at: usize| bytes.get(at).and_then(|byte| char::from(*byte).to_digit(16));
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        match (bytes[at], digit(at + 1), digit(at + 2)) {
            (b'%', Some(high), Some(low)) => {
                decoded.push((high * 16 + low) as u8);
                at += 3;
            }
            (byte, ..) => {
                decoded.push(byte);
                at += 1;
            }
        }
    }
    decoded
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::host::Memory;

    #[test]
    fn data_addresses_are_decoded() {
        let read = |reference| read(reference, &Memory::default());
        assert_eq!(read("data:text/plain;base64,YW%20I").unwrap(), b"ab");
        assert_eq!(read("DATA:image/svg+xml,%3Csvg/%3E").unwrap(), b"<svg/>");
        assert!(matches!(read("data:;base64,?"), Err(HostError::Unreadable(_))));
        assert!(matches!(read("data:nothing"), Err(HostError::Unreadable(_))));
        assert_eq!(percent_decoded("100%25%2"), b"100%%2");
    }
}
