//! Addresses, in the form that strict readers of URLs accept.

/// Schemes whose hosts can be checked.
const WITH_HOST: [&str; 3] = ["http", "https", "ftp"];

/// Schemes that name a place or a way to reach someone without a host.
const WITHOUT_HOST: [&str; 4] = ["mailto", "tel", "sms", "urn"];

/// An address of the network with whatever RFC 3986 does not allow written as
/// `%XX`; `None` for anything else: relative references, other schemes,
/// addresses without a host.
pub fn absolute(target: &str) -> Option<String> {
    let target = target.trim();
    let (scheme, rest) = target.split_once(':')?;
    let scheme = scheme.to_ascii_lowercase();
    if WITHOUT_HOST.contains(&scheme.as_str()) {
        return (!rest.is_empty()).then(|| format!("{scheme}:{}", encoded(rest)));
    }
    if !WITH_HOST.contains(&scheme.as_str()) {
        return None;
    }
    let rest = rest.strip_prefix("//")?;
    let (authority, path) = rest.split_at(rest.find(['/', '?', '#']).unwrap_or(rest.len()));
    is_authority(authority).then(|| format!("{scheme}://{authority}{}", encoded(path)))
}

/// A reference relative to the document, percent-encoded like [`absolute`];
/// `None` when it is empty or has a scheme.
pub fn relative(target: &str) -> Option<String> {
    let target = target.trim();
    let path = target.find(['/', '?', '#']).map_or(target, |end| &target[..end]);
    (!target.is_empty() && !target.starts_with("//") && !path.contains(':'))
        .then(|| encoded(target))
}

/// An address inside of a book, in ASCII alone: readers of EPUB 2 know no others. What it names
/// are files and ids of our own, so that nothing is encoded yet.
pub fn href(address: &str) -> String {
    let mut out = String::with_capacity(address.len());
    for c in address.chars() {
        if c.is_ascii_graphic() && c != '%' { out.push(c) } else { push_encoded(&mut out, c) }
    }
    out
}

/// Whether this is a host with or without a port. Names and passwords before the
/// host are refused: strict readers warn of them, and no article needs them.
fn is_authority(authority: &str) -> bool {
    let (host, port) = match authority.rsplit_once(':') {
        Some((host, port)) if !authority.ends_with(']') => (host, port),
        _ => (authority, ""),
    };
    let name = |host: &str| {
        let allowed = |c: char| c.is_alphanumeric() || "-._~".contains(c);
        !host.is_empty()
            && !host.starts_with('.')
            && !host.contains("..")
            && host.chars().all(allowed)
    };
    // An encoded label must at least have something encoded.
    let name =
        |host: &str| name(host) && !host.split('.').any(|label| label.eq_ignore_ascii_case("xn--"));
    let literal = host.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
    let host = literal.map_or_else(|| name(host), |ip| ip.parse::<std::net::Ipv6Addr>().is_ok());
    host && (port.is_empty() || port.parse::<u16>().is_ok())
}

/// What follows the authority, percent-encoded where it must be. What is
/// encoded already stays.
fn encoded(rest: &str) -> String {
    let mut out = String::with_capacity(rest.len());
    let mut in_fragment = false;
    for (at, c) in rest.char_indices() {
        let stays = match c {
            '%' => is_encoded(&rest[at..]),
            '#' => !std::mem::replace(&mut in_fragment, true),
            '"' | '<' | '>' | '\\' | '^' | '`' | '{' | '|' | '}' | '[' | ']' => false,
            c => !c.is_whitespace() && !c.is_control() && !is_noncharacter(c),
        };
        if stays {
            out.push(c);
        } else {
            push_encoded(&mut out, c);
        }
    }
    out
}

fn push_encoded(out: &mut String, c: char) {
    let mut buffer = [0; 4];
    for byte in c.encode_utf8(&mut buffer).bytes() {
        out.push_str(&format!("%{byte:02X}"));
    }
}

fn is_encoded(text: &str) -> bool {
    let digits = text.as_bytes().get(1..3);
    digits.is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit))
}

/// What Unicode or RFC 3987 keeps out of addresses.
fn is_noncharacter(c: char) -> bool {
    let code = c as u32;
    code & 0xFFFE == 0xFFFE || matches!(code, 0xE000..=0xF8FF | 0xFDD0..=0xFDEF | 0xFFF0.. )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_become_strict() {
        for (written, strict) in [
            ("https://a.org/b c?d=\"e\"#f#g", "https://a.org/b%20c?d=%22e%22#f%23g"),
            ("HTTP://a.org/100%/%41", "http://a.org/100%25/%41"),
            ("https://пример.рф/путь", "https://пример.рф/путь"),
            ("http://[::1]:80/", "http://[::1]:80/"),
            ("mailto:a b@c.org", "mailto:a%20b@c.org"),
        ] {
            assert_eq!(absolute(written).as_deref(), Some(strict));
        }
    }

    #[test]
    fn addresses_in_a_book_are_ascii() {
        assert_eq!(href("article.1.xhtml#ref-1"), "article.1.xhtml#ref-1");
        assert_eq!(href("a.xhtml#où 5%"), "a.xhtml#o%C3%B9%205%25");
    }

    #[test]
    fn what_leads_nowhere_is_no_address() {
        for target in [
            "other.html",
            "#id",
            "/a",
            "http://",
            "http:a",
            "https://a b/",
            "data:,x",
            "file:///a",
            "",
        ] {
            assert_eq!(absolute(target), None, "{target}");
        }
        assert_eq!(relative("a b/c.html?d:e").as_deref(), Some("a%20b/c.html?d:e"));
        assert_eq!(relative("javascript:alert(1)"), None);
        assert_eq!(relative("//elsewhere.org"), None);
    }
}
