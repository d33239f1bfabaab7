//! Character references of HTML that a scraper left in plain text: `&amp;`, `&#8217;`.

use std::borrow::Cow;

/// The longest reference, `&CounterClockwiseContourIntegral;`.
const LONGEST: usize = 34;

/// A text with its references decoded, and how many there were. A text was escaped twice
/// where `&amp;rsquo;` stands. Lines with tags are program text, and a reference in quotation
/// marks of its own is what the text speaks of: both stay.
pub fn decode(text: &str) -> (Cow<'_, str>, u32) {
    let (once, count) = decode_once(text);
    match once {
        Cow::Owned(once) => {
            let (twice, more) = decode_once(&once);
            (Cow::Owned(twice.into_owned()), count + more)
        }
        once => (once, count),
    }
}

fn decode_once(text: &str) -> (Cow<'_, str>, u32) {
    if !text.contains('&') {
        return (Cow::Borrowed(text), 0);
    }
    let mut decoded = String::with_capacity(text.len());
    let mut count = 0;
    for line in text.split_inclusive('\n') {
        if has_tag(line) {
            decoded.push_str(line);
        } else {
            count += decode_line(line, &mut decoded);
        }
    }
    (if count > 0 { Cow::Owned(decoded) } else { Cow::Borrowed(text) }, count)
}

fn decode_line(line: &str, decoded: &mut String) -> u32 {
    let (mut count, mut from) = (0, 0);
    for (at, _) in line.match_indices('&') {
        let Some(reference) = reference(&line[at..]) else { continue };
        let end = at + reference.len();
        let Some(c) = character(reference).filter(|_| !is_mentioned(line, at, end)) else {
            continue;
        };
        decoded.push_str(&line[from..at]);
        decoded.push_str(&c);
        from = end;
        count += 1;
    }
    decoded.push_str(&line[from..]);
    count
}

/// The reference that a text begins with, from `&` to `;`.
fn reference(text: &str) -> Option<&str> {
    let name = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'#';
    let length = text.bytes().skip(1).take(LONGEST).take_while(name).count();
    let end = length + 2;
    (length > 1 && text.as_bytes().get(length + 1) == Some(&b';')).then(|| &text[..end])
}

/// What a reference stands for. Lines keep their ends where they are.
fn character(reference: &str) -> Option<String> {
    let decoded = html_escape::decode_html_entities(reference);
    let blank = |c: char| if matches!(c, '\n' | '\r' | '\t') { ' ' } else { c };
    (decoded != reference).then(|| decoded.chars().map(blank).collect())
}

/// Whether a line holds a tag of HTML or XML.
fn has_tag(line: &str) -> bool {
    let begins = |rest: &str| rest.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/');
    line.match_indices('<').any(|(at, _)| begins(&line[at + 1..])) && line.contains('>')
}

fn is_mentioned(line: &str, start: usize, end: usize) -> bool {
    let marks = ['"', '\'', '`', '“', '”', '‘', '’', '(', ')', '«', '»'];
    line[..start].ends_with(marks) && line[end..].starts_with(marks)
}

#[cfg(test)]
mod tests {
    use super::decode;

    #[test]
    fn references_become_characters() {
        for (text, expected) in [
            ("Smith &amp; Sons&nbsp;Ltd", "Smith & Sons\u{A0}Ltd"),
            ("it&#8217;s &#x201C;so&#x201D;&hellip;", "it’s “so”…"),
            ("it&amp;rsquo;s", "it’s"),
            ("a&#10;b", "a b"),
        ] {
            assert_eq!(decode(text).0, expected);
        }
    }

    #[test]
    fn what_is_no_remains_stays() {
        for text in [
            "Write `&amp;` or \"&lt;\".",
            "<p>Smith &amp; Sons</p>",
            "AT&T; R&D; a && b; &unknown;",
            "https://example.org/?a=1&copy=2",
        ] {
            assert_eq!(decode(text).0, text);
        }
    }

    #[test]
    fn long_texts_take_linear_time() {
        for piece in ["&", "&amp", "&amp;", "&#", "<a "] {
            decode(&piece.repeat(100_000));
        }
    }
}
