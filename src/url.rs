//! The little of RFC 3986 that links need. A leaf that all may use.

/// Schemes that run something, or reach into the reader's own machine.
const UNSAFE: [&str; 5] = ["javascript", "vbscript", "data", "file", "blob"];

/// The scheme of an address, in lower case.
///
/// Browsers pass over control characters and white space in it, so this does too.
/// A single letter is no scheme but the drive of a path.
pub fn scheme(address: &str) -> Option<String> {
    let end = address.find(':')?;
    let ignored = |c: &char| !c.is_control() && !c.is_whitespace();
    let scheme: String = address[..end].chars().filter(ignored).collect();
    let legal = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.');
    let begins = scheme.starts_with(|c: char| c.is_ascii_alphabetic());
    (begins && scheme.len() > 1 && scheme.chars().all(legal)).then(|| scheme.to_ascii_lowercase())
}

/// Whether links of a scheme may do harm.
pub fn is_unsafe(scheme: &str) -> bool {
    UNSAFE.contains(&scheme)
}

/// Resolves a relative reference against an address (RFC 3986 §5.2); `None` when the
/// address is not one of the web, or the reference is empty.
pub fn join(base: &str, reference: &str) -> Option<String> {
    let scheme = scheme(base).filter(|scheme| scheme == "http" || scheme == "https")?;
    let after_scheme = base.split_once("://").map(|(_, rest)| rest)?;
    let end = after_scheme.find(['/', '?', '#']).unwrap_or(after_scheme.len());
    let (host, rest) = after_scheme.split_at(end);
    let path_end = rest.find(['?', '#']).unwrap_or(rest.len());
    let (path, query) = (&rest[..path_end], rest[path_end..].split('#').next().unwrap_or_default());
    if let Some(network) = reference.strip_prefix("//") {
        return Some(format!("{scheme}://{network}"));
    }
    let split = reference.find(['?', '#']).unwrap_or(reference.len());
    let (own_path, tail) = reference.split_at(split);
    let joined = match own_path {
        "" if tail.is_empty() => return None,
        "" if tail.starts_with('#') => format!("{path}{query}"),
        "" => path.to_owned(),
        absolute if absolute.starts_with('/') => without_dots(absolute),
        relative => {
            let folder = path.rfind('/').map_or("/", |slash| &path[..=slash]);
            without_dots(&format!("{folder}{relative}"))
        }
    };
    Some(format!("{scheme}://{host}{joined}{tail}"))
}

/// A path without `.` and `..` (RFC 3986 §5.2.4).
fn without_dots(path: &str) -> String {
    let mut kept: Vec<&str> = Vec::new();
    let segments: Vec<&str> = path.split('/').skip(1).collect();
    for (at, segment) in segments.iter().enumerate() {
        let last = at + 1 == segments.len();
        match *segment {
            "." if last => kept.push(""),
            "." => {}
            ".." => {
                kept.pop();
                kept.extend(last.then_some(""));
            }
            segment => kept.push(segment),
        }
    }
    format!("/{}", kept.join("/"))
}

/// A text with its `%XX` resolved; as it was when that gives no UTF-8.
pub fn percent_decoded(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let code = text.get(at + 1..at + 3).filter(|_| bytes[at] == b'%');
        let byte = code.and_then(|code| u8::from_str_radix(code, 16).ok());
        decoded.push(byte.unwrap_or(bytes[at]));
        at += if byte.is_some() { 3 } else { 1 };
    }
    String::from_utf8(decoded).unwrap_or_else(|_| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_resolve_as_the_standard_says() {
        let base = "http://a/b/c/d;p?q";
        for (reference, expected) in [
            ("g", "http://a/b/c/g"),
            ("./g/", "http://a/b/c/g/"),
            ("/g", "http://a/g"),
            ("//g", "http://g"),
            ("?y", "http://a/b/c/d;p?y"),
            ("g?y#s", "http://a/b/c/g?y#s"),
            ("#s", "http://a/b/c/d;p?q#s"),
            ("..", "http://a/b/"),
            ("../../../g", "http://a/g"),
            (".", "http://a/b/c/"),
        ] {
            assert_eq!(join(base, reference).as_deref(), Some(expected));
        }
        assert_eq!(join("http://a", "g").as_deref(), Some("http://a/g"));
        assert_eq!(join("ftp://a/", "g"), None);
    }

    #[test]
    fn schemes_are_told_from_paths() {
        assert_eq!(scheme("HTTPS://x").as_deref(), Some("https"));
        assert_eq!(scheme("java\nscript:x").as_deref(), Some("javascript"));
        for path in ["a/b:c", "C:\\x", "page", ":x", "1:2"] {
            assert_eq!(scheme(path), None, "{path}");
        }
    }

    #[test]
    fn escapes_are_resolved() {
        assert_eq!(percent_decoded("%D0%B2x%"), "вx%");
        assert_eq!(percent_decoded("%FF"), "%FF");
        assert_eq!(percent_decoded("%é1"), "%é1");
    }
}
