//! Text as XML says it.
//!
//! Characters that XML cannot hold become U+FFFD. The passes have taken them
//! out already; an article that skipped the passes must still give XML.

/// Adds text between tags.
pub fn push_text(out: &mut String, text: &str) {
    push(out, text, false);
}

/// Adds the value of an attribute, which stands between double quotation marks.
pub fn push_attribute(out: &mut String, value: &str) {
    push(out, value, true);
}

fn push(out: &mut String, text: &str, attribute: bool) {
    let mut done = 0;
    for (at, byte) in text.bytes().enumerate() {
        let Some((length, written)) = replacement(text, at, byte, attribute) else { continue };
        out.push_str(&text[done..at]);
        out.push_str(written);
        done = at + length;
    }
    out.push_str(&text[done..]);
}

/// How many bytes from `at` are to be written otherwise, and how.
fn replacement(text: &str, at: usize, byte: u8, attribute: bool) -> Option<(usize, &'static str)> {
    match byte {
        b'&' => Some((1, "&amp;")),
        b'<' => Some((1, "&lt;")),
        b'>' => Some((1, "&gt;")),
        b'"' if attribute => Some((1, "&quot;")),
        b'\t' if attribute => Some((1, "&#9;")),
        b'\n' | b'\r' if attribute => Some((1, "&#10;")),
        b'\t' | b'\n' => None,
        b'\r' => Some((1, "\n")),
        0..0x20 => Some((1, "\u{FFFD}")),
        0xEF if text[at..].starts_with(['\u{FFFE}', '\u{FFFF}']) => Some((3, "\u{FFFD}")),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_xml_cannot_hold_is_escaped_or_replaced() {
        let text = |text: &str| {
            let mut out = String::new();
            push_text(&mut out, text);
            out
        };
        assert_eq!(text("a < b & \"c\" ]]>"), "a &lt; b &amp; \"c\" ]]&gt;");
        assert_eq!(text("é\u{1}\u{FFFF}x\u{FEFF}"), "é\u{FFFD}\u{FFFD}x\u{FEFF}");
        let mut value = String::new();
        push_attribute(&mut value, "\"1\"\n<2>");
        assert_eq!(value, "&quot;1&quot;&#10;&lt;2&gt;");
    }
}
