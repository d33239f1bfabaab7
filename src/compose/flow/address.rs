//! Addresses as people read them: how paper shows one, and whether the text of
//! a link says it already.

use crate::language::Tag;
use crate::url;

/// An address for people to read and type; `None` when it is of no use on paper.
///
/// It leads to the same place as the address itself. `https://` goes before a
/// plain name of a host, since browsers put it there, and so does a slash right
/// behind the host. Letters that were escaped are shown where readers of the
/// article read them. Nothing else changes, least of all a query.
pub(super) fn shown(address: &str, article: &Tag) -> Option<String> {
    let letters = Letters::of(article);
    let scheme = url::scheme(address)?;
    let rest = &address[address.find(':')? + 1..];
    match scheme.as_str() {
        "http" | "https" => Some(of_web(&scheme, rest.strip_prefix("//")?, letters)),
        "mailto" => {
            let (receivers, _) = rest.split_once('?').unwrap_or((rest, ""));
            let receivers = url::percent_decoded(receivers);
            receivers.contains('@').then_some(receivers)
        }
        "tel" | "sms" => Some(rest.to_owned()).filter(|number| !number.is_empty()),
        scheme if url::is_unsafe(scheme) => None,
        _ => Some(readable(address, letters)),
    }
}

/// An address of the web, without its scheme where the rest says enough.
fn of_web(scheme: &str, rest: &str, letters: Letters) -> String {
    let host = &rest[..rest.find(['/', '?', '#']).unwrap_or(rest.len())];
    let rest = if rest.strip_suffix('/') == Some(host) { host } else { rest };
    let sign = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-');
    let plain = host.chars().all(sign) && host.trim_matches('.').contains('.');
    // Without a scheme a query right behind the host would hardly look like one.
    let known = plain && scheme == "https" && !rest[host.len()..].starts_with(['?', '#']);
    let rest = readable(rest, letters);
    if known { rest } else { format!("{scheme}://{rest}") }
}

/// Which letters stand in place of their escapes: those of Latin, Greek and
/// Cyrillic, which the faces of all themes have, and in articles that are written
/// with them those of Chinese, Japanese and Korean. None of them changes the order
/// in which the parts of an address are read, as Arabic and Hebrew would.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Letters {
    east_asian: bool,
}

impl Letters {
    fn of(article: &Tag) -> Letters {
        Letters { east_asian: matches!(article.primary(), "zh" | "ja" | "ko") }
    }

    fn has(self, character: char) -> bool {
        let known = match character {
            '\u{C0}'..'\u{530}' => true,
            '\u{3041}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7A3}' => {
                self.east_asian
            }
            _ => false,
        };
        known && character.is_alphabetic()
    }
}

/// An address with letters in place of their escapes.
fn readable(address: &str, letters: Letters) -> String {
    let mut text = String::with_capacity(address.len());
    let mut rest = address;
    while let Some(at) = rest.find('%') {
        text.push_str(&rest[..at]);
        rest = &rest[at..];
        let length = escaped(rest);
        let decoded = url::percent_decoded(&rest[..length]);
        // What is no UTF-8 stays escaped and is ASCII then.
        match length > 0 && !decoded.is_ascii() {
            true => push_letters(&decoded, letters, &mut text),
            false => text.push_str(&rest[..length.max(1)]),
        }
        rest = &rest[length.max(1)..];
    }
    text + rest
}

/// How many bytes at the beginning are escapes.
fn escaped(text: &str) -> usize {
    let escape = |code: &&[u8]| {
        code[0] == b'%' && code.len() == 3 && code[1..].iter().all(u8::is_ascii_hexdigit)
    };
    text.as_bytes().chunks(3).take_while(escape).count() * 3
}

/// Adds letters as they are, and escapes what is none.
fn push_letters(decoded: &str, letters: Letters, text: &mut String) {
    for character in decoded.chars() {
        if letters.has(character) {
            text.push(character);
        } else {
            let mut bytes = [0; 4];
            let bytes = character.encode_utf8(&mut bytes).bytes();
            text.extend(bytes.map(|byte| format!("%{byte:02X}")));
        }
    }
}

/// Whether a text says an address, so that a reader of paper needs no more:
/// with or without its scheme, `www.`, a last slash, escapes. One that was cut
/// short does not say it.
pub(super) fn says(text: &str, address: &str) -> bool {
    let scheme = url::scheme(address);
    let meant = match scheme.as_deref() {
        Some("mailto") => address.split('?').next().unwrap_or_default(),
        Some("tel" | "sms") => {
            return !digits(address).is_empty() && digits(text) == digits(address);
        }
        _ => address,
    };
    let meant = bare(meant);
    let is_meant = |text: &str| bare(text) == meant;
    let around = |c: char| "()[]{}<>⟨⟩“”‘’«»\"',;:.!?".contains(c);
    is_meant(text)
        || text.split_whitespace().any(|word| is_meant(word) || is_meant(word.trim_matches(around)))
}

/// Whether two addresses name the same document, whichever place in it.
pub(super) fn same_document(a: &str, b: &str) -> bool {
    let document = |address: &str| bare(address.split('#').next().unwrap_or_default());
    document(a) == document(b)
}

fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

/// What of an address tells it from others.
fn bare(text: &str) -> String {
    // Marks that let a line end.
    let unseen = |c: &char| !matches!(c, '\u{AD}' | '\u{200B}' | '\u{2060}');
    let text = text.trim().trim_matches(['<', '>', '⟨', '⟩']);
    let text: String = text.chars().filter(unseen).collect();
    let text = url::percent_decoded(&text);
    let rest = match url::scheme(&text).as_deref() {
        Some("http" | "https") => {
            text[text.find(':').map_or(0, |at| at + 1)..].trim_start_matches('/')
        }
        Some("mailto") => &text["mailto:".len()..],
        _ => &text,
    };
    let rest = rest.trim_end_matches('/');
    let (host, path) = rest.split_at(rest.find(['/', '?', '#']).unwrap_or(rest.len()));
    let host = host.to_lowercase();
    format!("{}{path}", host.strip_prefix("www.").unwrap_or(&host))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tag(language: &str) -> Tag {
        language.parse().unwrap()
    }

    #[test]
    fn addresses_are_shown_without_what_goes_without_saying() {
        for (address, expected) in [
            ("https://example.org/", "example.org"),
            ("https://www.example.org/a/?utm_source=b#c", "www.example.org/a/?utm_source=b#c"),
            ("http://example.org/", "http://example.org"),
            ("HTTPS://Example.org/A", "Example.org/A"),
            ("https://example.org?q=1", "https://example.org?q=1"),
            ("https://localhost:8080/x", "https://localhost:8080/x"),
            ("https://me@example.org/x", "https://me@example.org/x"),
            ("ftp://example.org/x/", "ftp://example.org/x/"),
            ("doi:10.1000/182", "doi:10.1000/182"),
            ("mailto:a%2Bb@example.org?subject=Hello", "a+b@example.org"),
            ("tel:+49-30-123", "+49-30-123"),
            (
                "https://ru.wikipedia.org/wiki/%D0%9E%D1%82%20%28%D1%82%29",
                "ru.wikipedia.org/wiki/От%20%28т%29",
            ),
            ("https://example.org/%E6%BC%A2%C3%A9%FF%4", "example.org/%E6%BC%A2%C3%A9%FF%4"),
            ("https://example.org/%E6%BC%A2%C3%A9", "example.org/%E6%BC%A2é"),
            ("https://example.org/100%", "example.org/100%"),
        ] {
            assert_eq!(shown(address, &tag("en")).as_deref(), Some(expected), "{address}");
        }
        for address in
            ["page.html", "#a", "mailto:?subject=x", "javascript:x", "data:x", "tel:", ""]
        {
            assert_eq!(shown(address, &tag("en")), None, "{address}");
        }
    }

    #[test]
    fn letters_are_shown_to_those_who_read_them() {
        let address = "https://zh.wikipedia.org/wiki/%E6%BC%A2%C3%A9%D7%A2";
        let shown = |language| shown(address, &tag(language)).unwrap();
        assert_eq!(shown("zh-Hant"), "zh.wikipedia.org/wiki/漢é%D7%A2");
        assert_eq!(shown("he"), "zh.wikipedia.org/wiki/%E6%BC%A2é%D7%A2");
    }

    #[test]
    fn texts_say_their_addresses() {
        for (text, address) in [
            ("https://example.org/a", "https://example.org/a"),
            ("example.org", "https://www.example.org/"),
            ("WWW.Example.org/", "http://example.org"),
            ("http://example.org/a/", "https://example.org/a"),
            ("<https://example.org/a_(b)>", "https://example.org/a_(b)"),
            ("the site (example.org/a)", "https://example.org/a"),
            (
                "ru.wikipedia.org/wiki/Казань",
                "https://ru.wikipedia.org/wiki/%D0%9A%D0%B0%D0%B7%D0%B0%D0%BD%D1%8C",
            ),
            ("example.org/\u{200B}a", "https://example.org/a"),
            ("me@example.org", "mailto:me@example.org?subject=x"),
            ("+49 (30) 123", "tel:+49-30-123"),
            ("doi:10.1000/182", "doi:10.1000/182"),
        ] {
            assert!(says(text, address), "{text}");
        }
        for (text, address) in [
            ("here", "https://example.org/a"),
            ("example.org", "https://example.org/a"),
            ("example.org/A", "https://example.org/a"),
            ("example.org/a", "https://example.org/a?q=1"),
            ("example.org/a/long…", "https://example.org/a/long/path"),
            ("write to us", "mailto:me@example.org"),
            ("call us", "tel:+49-30-123"),
        ] {
            assert!(!says(text, address), "{text}");
        }
    }

    #[test]
    fn places_in_a_document_are_in_it() {
        assert!(same_document("https://example.org/a#b", "http://www.example.org/a/"));
        assert!(!same_document("https://example.org/a?b", "https://example.org/a"));
    }
}
