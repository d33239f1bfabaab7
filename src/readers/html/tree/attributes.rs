//! A bound on the attributes of a tag.
//!
//! html5ever's tokenizer compares each name of a tag with all before it, so its time grows
//! with the square of their number. The text is looked at before it gets there; where a tag
//! has more than anyone writes, the rest of them is cut out.

use std::borrow::Cow;

/// How many attributes a tag may have. Pages have some dozens.
pub const MAX_ATTRIBUTES: usize = 500;

/// Elements whose text holds no tags (HTML, 13.2.5: RCDATA, RAWTEXT, script data).
const RAW: [&str; 8] =
    ["script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"];

/// The text with no tag that has more attributes, and whether some were cut out.
pub(super) fn bounded(text: &str) -> (Cow<'_, str>, bool) {
    let bytes = text.as_bytes();
    let mut kept = String::new();
    let mut copied = 0;
    let mut at = 0;
    while let Some(open) = find(bytes, at, b'<') {
        at = open + 1;
        if text[at..].starts_with("!--") {
            at = text[at..].find("-->").map_or(bytes.len(), |end| at + end);
            continue;
        }
        let name = at + usize::from(bytes.get(at) == Some(&b'/'));
        if !bytes.get(name).is_some_and(u8::is_ascii_alphabetic) {
            continue;
        }
        let tag = Tag::of(bytes, name);
        if let Some(cut) = tag.cut {
            kept.push_str(&text[copied..cut]);
            copied = tag.end;
        }
        at = tag.end;
        let raw = RAW.iter().find(|raw| text[name..tag.name].eq_ignore_ascii_case(raw));
        if let Some(raw) = raw.filter(|_| name == open + 1) {
            at = end_of(text, at, raw);
        }
    }
    if copied == 0 {
        return (Cow::Borrowed(text), false);
    }
    kept.push_str(&text[copied..]);
    (Cow::Owned(kept), true)
}

/// Where a tag ends, in bytes.
struct Tag {
    /// Behind its name.
    name: usize,
    /// At the sign that closes it.
    end: usize,
    /// Where the attributes begin that are too many.
    cut: Option<usize>,
}

impl Tag {
    /// Follows a tag (HTML, 13.2.5.8 and 13.2.5.32 to 13.2.5.40).
    fn of(bytes: &[u8], start: usize) -> Tag {
        let skip = |at: usize, test: &dyn Fn(u8) -> bool| {
            bytes[at..].iter().position(|byte| !test(*byte)).map_or(bytes.len(), |far| at + far)
        };
        let between = |byte: u8| byte.is_ascii_whitespace() || byte == b'/';
        let name = skip(start, &|byte| !between(byte) && byte != b'>');
        let (mut at, mut count, mut cut) = (name, 0, None);
        loop {
            at = skip(at, &between);
            if at >= bytes.len() || bytes[at] == b'>' {
                return Tag { name, end: at, cut };
            }
            count += 1;
            if count > MAX_ATTRIBUTES {
                cut = cut.or(Some(at));
            }
            // An equals sign may begin a name, and ends it elsewhere.
            at = skip(at + 1, &|byte| !between(byte) && byte != b'>' && byte != b'=');
            let equals = skip(at, &|byte| byte.is_ascii_whitespace());
            if bytes.get(equals) != Some(&b'=') {
                continue;
            }
            at = skip(equals + 1, &|byte| byte.is_ascii_whitespace());
            at = match bytes.get(at) {
                Some(mark @ (b'"' | b'\'')) => {
                    find(bytes, at + 1, *mark).map_or(bytes.len(), |end| end + 1)
                }
                _ => skip(at, &|byte| !byte.is_ascii_whitespace() && byte != b'>'),
            };
        }
    }
}

fn find(bytes: &[u8], from: usize, byte: u8) -> Option<usize> {
    bytes.get(from..)?.iter().position(|own| *own == byte).map(|far| from + far)
}

/// Where the end tag of an element stands, whose text holds no tags.
fn end_of(text: &str, from: usize, name: &str) -> usize {
    let ends = text[from..].match_indices("</").map(|(at, _)| from + at);
    let is_end = |at: &usize| {
        let rest = text.as_bytes().get(at + 2..at + 2 + name.len());
        rest.is_some_and(|rest| rest.eq_ignore_ascii_case(name.as_bytes()))
    };
    ends.into_iter().find(is_end).unwrap_or(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_that_people_write_stay_as_they_are() {
        for text in [
            "",
            "a < b <1> <",
            "<a href='>' b=\">\" c=>d</a><br/>",
            "<é",
            "<script>if (a<b && c) { d = e </script><!-- <a b c --><p",
            "<a =b c = d/e f/g>",
        ] {
            assert_eq!(bounded(text), (Cow::Borrowed(text), false));
        }
    }

    #[test]
    fn attributes_beyond_the_bound_are_cut_out() {
        let many = |count: usize| (0..count).map(|at| format!(" a{at}='>'")).collect::<String>();
        let page = |count| format!("<p{}>ä</p><b x y>", many(count));
        assert!(!bounded(&page(MAX_ATTRIBUTES)).1);
        let expected = page(MAX_ATTRIBUTES).replacen(">ä", " >ä", 1);
        assert_eq!(bounded(&page(MAX_ATTRIBUTES * 3)), (Cow::Owned(expected), true));
        let endless = format!("<p {}", "x ".repeat(10_000));
        assert_eq!(bounded(&endless).0.len(), "<p ".len() + 2 * MAX_ATTRIBUTES);
        // What is no tag may have as many words as it likes.
        let script = format!("<SCRIPT>a <b{}</script>", many(5_000));
        assert!(!bounded(&script).1);
    }
}
