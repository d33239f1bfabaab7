//! Addresses, paths, names in programs: what is no word of a language, is never
//! hyphenated, and may be broken where its parts meet, without a hyphen.
//!
//! After The Chicago Manual of Style (17th edition, 14.18): a line ends after a
//! colon, a slash or two, and before other marks, so that a mark at a line's
//! end is never taken for one of the sentence.

use std::ops::Range;

/// What a stretch of characters without spaces is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// An address of the web, of mail, or a path.
    Address,
    /// A name in a program, or any other program text.
    Identifier,
    /// Letters and digits without sense, which may be broken anywhere.
    Hash,
}

/// The least that stands on either side of a break, in bytes.
const LEAST: usize = 2;
/// From how many letters and digits on a token may be a hash: an MD5 sum has 32,
/// a short Git commit 16 at most.
const HASH: usize = 16;

/// What a token is; `None` for a word of a language.
pub(super) fn kind(token: &str, code: bool) -> Option<Kind> {
    let inner = token.trim_matches(is_around);
    if is_hash(inner) {
        return Some(Kind::Hash);
    }
    if code {
        return Some(if inner.contains("://") { Kind::Address } else { Kind::Identifier });
    }
    if inner.bytes().all(|byte| byte.is_ascii_alphabetic() || byte >= 0x80) {
        return None;
    }
    if is_address(token, inner) {
        return Some(Kind::Address);
    }
    is_identifier(inner).then_some(Kind::Identifier)
}

/// Marks of the sentence around a token.
fn is_around(character: char) -> bool {
    matches!(
        character,
        '.' | ','
            | ';'
            | ':'
            | '!'
            | '?'
            | '('
            | ')'
            | '['
            | ']'
            | '<'
            | '>'
            | '⟨'
            | '⟩'
            | '"'
            | '\''
            | '“'
            | '”'
            | '‘'
            | '’'
            | '«'
            | '»'
            | '…'
            | '—'
            | '–'
            | '*'
    )
}

fn is_address(token: &str, inner: &str) -> bool {
    inner.contains("://")
        || inner.starts_with("www.")
        || inner.starts_with("mailto:")
        || is_mail(inner)
        || is_path(token.trim_start_matches(['(', '[', '"', '“', '‘']), inner)
}

fn is_mail(inner: &str) -> bool {
    inner.split_once('@').is_some_and(|(name, host)| {
        !name.is_empty() && host.split_once('.').is_some_and(|(a, b)| !a.is_empty() && b.len() > 1)
    })
}

/// A path begins like one, or has steps with marks or figures in them: “and/or” is none.
fn is_path(token: &str, inner: &str) -> bool {
    const BEGINNINGS: [&str; 4] = ["/", "./", "../", "~/"];
    let steps = inner.matches('/').count();
    let drive = inner.as_bytes().get(1..3) == Some(br":\");
    let begins = BEGINNINGS.iter().any(|start| token.starts_with(start)) && token.len() > 3;
    let technical = |c: char| c.is_ascii_digit() || matches!(c, '.' | '_' | '?' | '=' | '#');
    let dotted = inner.split('/').any(is_dotted);
    drive
        || (begins && steps > 0)
        || (steps > 1 && inner.contains(technical))
        || (steps > 0 && dotted)
}

fn is_identifier(inner: &str) -> bool {
    inner.contains("::")
        || inner.trim_matches('_').contains('_')
        || is_dotted(inner)
        || (inner.contains('\\') && inner.len() > 4)
}

/// Names joined by dots, such as `docs.rs`: not figures, not abbreviations, and
/// not two sentences whose space is missing.
fn is_dotted(token: &str) -> bool {
    let mut parts = token.split('.');
    let first = parts.next().unwrap_or_default();
    let mut more = false;
    let named = first.len() >= LEAST
        && parts.all(|part| {
            more = true;
            part.len() >= LEAST
                && part.starts_with(|c: char| c.is_ascii_lowercase() || c.is_ascii_digit())
        });
    let sign = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_');
    named && more && token.chars().all(sign) && token.contains(|c: char| c.is_ascii_alphabetic())
}

/// Hexadecimal figures, or long letters and digits that change often.
fn is_hash(inner: &str) -> bool {
    if inner.len() < HASH || !inner.bytes().any(|byte| byte.is_ascii_digit()) {
        return false;
    }
    let hex = inner.bytes().all(|byte| byte.is_ascii_hexdigit() || byte == b'-');
    let base64 = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'=' | b'/');
    let kind = |byte: &u8| (byte.is_ascii_digit(), byte.is_ascii_uppercase());
    let changes = inner.as_bytes().windows(2).filter(|pair| kind(&pair[0]) != kind(&pair[1]));
    hex || (inner.bytes().all(base64) && changes.count() * 3 > inner.len())
}

/// The bytes in a token before which a line may begin, in order.
pub(super) fn breaks(token: &str, kind: Kind) -> Vec<usize> {
    let inside = LEAST..(token.len() + 1).saturating_sub(LEAST);
    places(token, kind, inside)
}

fn places(token: &str, kind: Kind, inside: Range<usize>) -> Vec<usize> {
    let mut before = '\0';
    let mut found = Vec::new();
    for (at, character) in token.char_indices() {
        let breaks = match kind {
            Kind::Hash => character.is_ascii_alphanumeric() && before.is_ascii_alphanumeric(),
            Kind::Address => parts_address(before, character),
            Kind::Identifier => parts_name(before, character),
        };
        if breaks && inside.contains(&at) {
            found.push(at);
        }
        before = character;
    }
    found
}

/// Whether an address may be broken between two characters.
fn parts_address(before: char, after: char) -> bool {
    let is_mark = |c: char| {
        matches!(
            c,
            '.' | '?' | '&' | '=' | '#' | '-' | '_' | '@' | '~' | '%' | ',' | ';' | '+' | '|'
        )
    };
    match (before, after) {
        ('/' | ':' | '\\', '/' | '\\') => false,
        ('/' | '\\', _) => true,
        (':', after) => !after.is_ascii_digit(),
        (before, after) => is_mark(after) && !is_mark(before),
    }
}

/// Whether a name in a program may be broken between two characters: where its
/// words meet.
fn parts_name(before: char, after: char) -> bool {
    let is_mark = |c: char| {
        matches!(c, '.' | '_' | '-' | '(' | '[' | '{' | '<' | '=' | '@' | '#' | '&' | '|' | '+')
    };
    match (before, after) {
        (':', after) => after != ':',
        ('/' | '\\' | ',' | ';', after) => after.is_alphanumeric(),
        (before, after) if is_mark(after) => !is_mark(before) && before != ':',
        (before, after) => before.is_lowercase() && after.is_uppercase(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(token: &str, code: bool) -> String {
        let Some(kind) = kind(token, code) else { return "a word".to_owned() };
        let mut text = token.to_owned();
        for at in breaks(token, kind).iter().rev() {
            text.insert(*at, '|');
        }
        text
    }

    #[test]
    fn addresses_break_after_slashes_and_before_other_marks() {
        assert_eq!(
            cut("https://www.example.org/a-b/index.html?q=1&r=two#top", false),
            "https://|www|.example|.org/|a|-b/|index|.html|?q|=1|&r|=two|#top"
        );
        assert_eq!(cut("(someone@mail.example.org)", false), "(someone|@mail|.example|.org)");
        assert_eq!(cut("/usr/share/doc_base", false), "/usr/|share/|doc|_base");
        assert_eq!(cut("docs.rs/icu", false), "docs|.rs/|icu");
    }

    #[test]
    fn names_in_programs_break_where_their_words_meet() {
        assert_eq!(cut("std::collections::BTreeMap", false), "std::|collections::|BTree|Map");
        assert_eq!(cut("max_line_length", false), "max|_line|_length");
        assert_eq!(cut("getElementById(name)", true), "get|Element|By|Id|(name)");
        let hash = cut("d41d8cd98f00b204e9800998ecf8427e", false);
        assert_eq!(hash.matches('|').count(), 32 - 2 * LEAST + 1);
    }

    #[test]
    fn words_are_words() {
        for word in ["and/or", "e.g.", "U.S.A.", "3.14", "end.Next", "(word),", "his/her", "10:30"]
        {
            assert_eq!(cut(word, false), "a word", "{word}");
        }
    }
}
