//! MathML Core as MathML 3.
//!
//! Core lets every element say `displaystyle` and `scriptlevel`, and holds links of
//! HTML. MathML 3, which EPUB 3 asks for, has these attributes on `mstyle` (section
//! 3.3.4), `displaystyle` on `mtable` too (3.5.1), and no links of HTML in an XML
//! document. Numbered equations have ids, which could be those of headings: they go.

/// Puts right what only MathML Core allows.
pub(super) fn strict(core: &str) -> String {
    let mut out = String::with_capacity(core.len() + core.len() / 8);
    // For each element that is open: whether it stands in an `mstyle` of its own.
    let mut open: Vec<bool> = Vec::new();
    let mut rest = core;
    while let Some(start) = rest.find('<') {
        out.push_str(&rest[..start]);
        let length = rest[start..].find('>').map_or(rest.len() - start, |end| end + 1);
        let tag = &rest[start..start + length];
        rest = &rest[start + length..];
        let name = name_of(tag);
        if name == "a" {
            continue;
        }
        if tag.starts_with("</") {
            out.push_str(tag);
            if open.pop() == Some(true) {
                out.push_str("</mstyle>");
            }
            continue;
        }
        let (own, styles) = split(tag, name);
        let wraps = !styles.is_empty();
        if wraps {
            out.push_str("<mstyle");
            out.push_str(&styles);
            out.push('>');
        }
        out.push_str(&own);
        match tag.ends_with("/>") {
            true if wraps => out.push_str("</mstyle>"),
            true => {}
            false => open.push(wraps),
        }
    }
    out.push_str(rest);
    out
}

/// The name of the element that a tag begins or ends.
fn name_of(tag: &str) -> &str {
    let name = tag.trim_start_matches(['<', '/']);
    &name[..name.find([' ', '/', '>']).unwrap_or(name.len())]
}

/// A tag that begins an element, without the attributes that only `mstyle` has, and these.
fn split(tag: &str, name: &str) -> (String, String) {
    let (mut own, mut styles) = (String::with_capacity(tag.len()), String::new());
    let mut rest = tag;
    while let Some(at) = rest.find(" ") {
        own.push_str(&rest[..at]);
        let Some((attribute, after)) = attribute(&rest[at..]) else {
            rest = &rest[at..];
            break;
        };
        let key = attribute.trim_start();
        let is = |wanted: &str| key.starts_with(wanted) && key[wanted.len()..].starts_with('=');
        match () {
            () if is("id") => {}
            () if name == "mstyle" => own.push_str(attribute),
            () if is("scriptlevel") => styles.push_str(attribute),
            () if is("displaystyle") && name != "mtable" => styles.push_str(attribute),
            () => own.push_str(attribute),
        }
        rest = after;
    }
    own.push_str(rest);
    (own, styles)
}

/// The attribute at the start of a text, with the space before it, and what follows.
fn attribute(text: &str) -> Option<(&str, &str)> {
    let start = text.find("=\"")? + 2;
    let end = start + text[start..].find('"')? + 1;
    Some(text.split_at(end))
}

#[cfg(test)]
mod tests {
    use super::strict;

    #[test]
    fn styles_are_elements() {
        assert_eq!(
            strict("<mrow displaystyle=\"true\" scriptlevel=\"0\"><mi>a</mi></mrow>"),
            "<mstyle displaystyle=\"true\" scriptlevel=\"0\"><mrow><mi>a</mi></mrow></mstyle>"
        );
        assert_eq!(
            strict(
                "<mtable displaystyle=\"true\" scriptlevel=\"0\" style=\"width: 1em\"></mtable>"
            ),
            "<mstyle scriptlevel=\"0\"><mtable displaystyle=\"true\" style=\"width: 1em\"></mtable></mstyle>"
        );
        assert_eq!(
            strict("<mspace displaystyle=\"true\"/><mi>x</mi>"),
            "<mstyle displaystyle=\"true\"><mspace/></mstyle><mi>x</mi>"
        );
    }

    #[test]
    fn links_and_ids_go() {
        assert_eq!(
            strict("<mtext><a href=\"#one two\">(1)</a></mtext><mtd id=\"x\"><mi>y</mi></mtd>"),
            "<mtext>(1)</mtext><mtd><mi>y</mi></mtd>"
        );
    }

    #[test]
    fn what_is_strict_stays() {
        let formula = "<mover accent=\"true\"><mi>x</mi><mo stretchy=\"false\">¯</mo></mover>";
        assert_eq!(strict(formula), formula);
    }
}
