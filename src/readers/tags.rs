//! A scanner for tags of HTML that another format mixes in: what is tag, comment or text, and
//! which tags must not reach a parser with what was read around them.

use std::collections::BTreeSet;

/// A piece of HTML.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Piece<'a> {
    /// Text, with its entities.
    Text(&'a str),
    /// What stands in a script or a style sheet.
    Code(&'a str),
    /// A start tag.
    Open(Tag),
    /// An end tag, by its name in lower case.
    Close(String),
    /// A comment.
    Comment,
    /// A declaration or an instruction.
    Other,
}

/// A start tag.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Tag {
    /// In lower case.
    pub(crate) name: String,
    /// As it was written.
    pub(crate) written: String,
    /// Whether it ends itself: `<a/>`.
    pub(crate) empty: bool,
    attributes: String,
}

/// The elements of HTML, with obsolete ones that still turn up.
#[rustfmt::skip]
const ELEMENTS: &[&str] = &[
    "a", "abbr", "acronym", "address", "applet", "area", "article", "aside", "audio", "b", "base", "basefont",
    "bdi", "bdo", "big", "blink", "blockquote", "body", "br", "button", "canvas", "caption", "center", "cite",
    "code", "col", "colgroup", "data", "datalist", "dd", "del", "details", "dfn", "dialog", "dir", "div", "dl",
    "dt", "em", "embed", "fieldset", "figcaption", "figure", "font", "footer", "form", "frame", "frameset", "h1",
    "h2", "h3", "h4", "h5", "h6", "head", "header", "hgroup", "hr", "html", "i", "iframe", "img", "input", "ins",
    "kbd", "label", "legend", "li", "link", "main", "map", "mark", "marquee", "math", "menu", "meta", "meter",
    "nav", "nobr", "noframes", "noscript", "object", "ol", "optgroup", "option", "output", "p", "param",
    "picture", "plaintext", "pre", "progress", "q", "rb", "rp", "rt", "rtc", "ruby", "s", "samp", "script",
    "search", "section", "select", "slot", "small", "source", "span", "strike", "strong", "style", "sub",
    "summary", "sup", "svg", "table", "tbody", "td", "template", "textarea", "tfoot", "th", "thead", "time",
    "title", "tr", "track", "tt", "u", "ul", "var", "video", "wbr", "xmp",
];

/// Elements whose tags go and whose text stays: they are those of whole pages, or make all
/// that follows them text.
const ONLY_TAGS: &[&str] = &[
    "body",
    "frame",
    "frameset",
    "head",
    "html",
    "listing",
    "noembed",
    "noframes",
    "noscript",
    "plaintext",
    "xmp",
];

/// Elements whose content is not for paper; without an end tag they would take all that
/// follows.
const LEFT_OUT: &[&str] = &[
    "button", "canvas", "datalist", "iframe", "math", "object", "option", "output", "script",
    "select", "style", "svg", "template", "textarea", "title",
];

/// The names that end tags of a text have, in lower case.
pub(crate) fn closed_names(text: &str) -> BTreeSet<String> {
    let ends = text.split("</").skip(1);
    let name = |end: &str| {
        let length = end.bytes().take_while(|b| b.is_ascii_alphanumeric() || *b == b'-').count();
        end[..length].to_ascii_lowercase()
    };
    ends.map(name).collect()
}

/// Whether the tags of an element go and its text stays.
pub(crate) fn only_text_stays(name: &str) -> bool {
    ONLY_TAGS.contains(&name)
}

/// Whether an element would take all that follows, since nothing closes it.
pub(crate) fn takes_all(name: &str, closed: &BTreeSet<String>) -> bool {
    LEFT_OUT.contains(&name) && !closed.contains(name)
}

/// HTML with whole tags only, and none that would take what follows. `dropped` is told what went.
pub(crate) fn harmless(
    html: &str,
    closed: &BTreeSet<String>,
    dropped: &mut dyn FnMut(&str),
) -> String {
    let mut out = String::with_capacity(html.len());
    for (piece, written) in pieces(html) {
        match piece {
            Piece::Text(text) => out.push_str(&text.replace('<', "&lt;")),
            Piece::Code(text) => out.push_str(text),
            Piece::Comment => {}
            Piece::Other => dropped("<!…>"),
            Piece::Close(name) if only_text_stays(&name) => {}
            Piece::Open(tag) if only_text_stays(&tag.name) || takes_all(&tag.name, closed) => {
                dropped(&format!("<{}>", tag.name));
                if tag.holds_code() {
                    break;
                }
            }
            Piece::Open(_) | Piece::Close(_) => out.push_str(written),
        }
    }
    out
}

impl Tag {
    /// Whether what follows is a script or a style sheet, as far as its end tag.
    pub(crate) fn holds_code(&self) -> bool {
        matches!(self.name.as_str(), "script" | "style")
    }

    /// Whether it may be words in angle brackets rather than a tag: `Vec<T>`,
    /// `<your-name>`. Then no element has its name, and there is nothing else in it.
    pub(crate) fn may_be_words(&self) -> bool {
        let known = ELEMENTS.binary_search(&self.name.as_str()).is_ok();
        !known && !self.empty && self.attributes.trim().is_empty()
    }

    /// Whether it has no attributes.
    pub(crate) fn is_bare(&self) -> bool {
        self.attributes.trim().is_empty()
    }

    /// The value of an attribute, its entities decoded.
    pub(crate) fn attribute(&self, wanted: &str) -> Option<String> {
        let mut rest = self.attributes.as_str();
        loop {
            rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '/' || c == '=');
            let end = rest.find(|c: char| c.is_whitespace() || c == '=')?;
            let (name, after) = rest.split_at(end);
            let (value, after) = value(after);
            if name.eq_ignore_ascii_case(wanted) {
                return Some(html_escape::decode_html_entities(value).into_owned());
            }
            rest = after;
        }
    }
}

/// The value after an attribute's name, and what follows it.
fn value(after: &str) -> (&str, &str) {
    let Some(value) = after.trim_start().strip_prefix('=') else { return ("", after) };
    let value = value.trim_start();
    match value.chars().next() {
        Some(quote @ ('"' | '\'')) => value[1..].split_once(quote).unwrap_or((&value[1..], "")),
        _ => value.split_at(value.find(char::is_whitespace).unwrap_or(value.len())),
    }
}

/// The pieces of a text, in order, each with how it is written. Reads every byte a bounded
/// number of times.
pub(crate) fn pieces(html: &str) -> impl Iterator<Item = (Piece<'_>, &str)> {
    let mut rest = html;
    let mut code: Option<String> = None;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let (piece, after) = match code.take().and_then(|name| before_end(rest, &name)) {
            Some((text, after)) => (Piece::Code(text), after),
            None => next(rest),
        };
        if let Piece::Open(tag) = &piece
            && !tag.empty
            && matches!(tag.name.as_str(), "script" | "style" | "textarea" | "title" | "iframe")
        {
            code = Some(tag.name.clone());
        }
        let written = &rest[..rest.len() - after.len()];
        rest = after;
        Some((piece, written))
    })
}

fn next(html: &str) -> (Piece<'_>, &str) {
    if let Some(comment) = html.strip_prefix("<!--") {
        if let Some(after) = comment.strip_prefix("->").or_else(|| comment.strip_prefix('>')) {
            return (Piece::Comment, after);
        }
        return match comment.split_once("-->") {
            Some((_, after)) => (Piece::Comment, after),
            None => (Piece::Other, ""),
        };
    }
    if let Some(instruction) = html.strip_prefix("<?") {
        return (Piece::Other, instruction.split_once("?>").map_or("", |(_, after)| after));
    }
    if let Some(data) = html.strip_prefix("<![CDATA[") {
        return (Piece::Other, data.split_once("]]>").map_or("", |(_, after)| after));
    }
    if may_start(html) {
        // Without an end to this tag there is none to any behind it.
        let Some(end) = tag_end(html) else { return (Piece::Text(html), "") };
        let piece = if starts_tag(html) { tag(&html[1..end]) } else { Piece::Other };
        return (piece, &html[end + 1..]);
    }
    // Text reaches to the next thing that may be a tag.
    let mut marks = html.match_indices('<').map(|(at, _)| at).filter(|at| *at > 0);
    let (text, after) =
        html.split_at(marks.find(|at| may_start(&html[*at..])).unwrap_or(html.len()));
    (Piece::Text(text), after)
}

/// What stands before the end tag of an element that holds no tags.
fn before_end<'a>(html: &'a str, name: &str) -> Option<(&'a str, &'a str)> {
    let mut ends = html.match_indices("</").map(|(at, _)| at);
    let at = ends.find(|at| {
        let end = html.get(at + 2..at + 2 + name.len());
        end.is_some_and(|end| end.eq_ignore_ascii_case(name))
    })?;
    Some(html.split_at(at))
}

fn may_start(html: &str) -> bool {
    starts_tag(html) || html.starts_with("<!") || html.starts_with("<?")
}

fn starts_tag(html: &str) -> bool {
    let name = html.strip_prefix("</").or_else(|| html.strip_prefix('<')).unwrap_or_default();
    name.starts_with(|c: char| c.is_ascii_alphabetic())
}

/// Where the tag ends: the first `>` outside of quotation marks, or the first
/// of all when a mark is never closed.
fn tag_end(html: &str) -> Option<usize> {
    let mut quote = None;
    for (at, byte) in html.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return Some(at),
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), _) if open == byte => quote = None,
            _ => {}
        }
    }
    html.find('>')
}

fn tag(inside: &str) -> Piece<'_> {
    if let Some(name) = inside.strip_prefix('/') {
        return Piece::Close(name.trim().to_ascii_lowercase());
    }
    let end = inside.find(|c: char| c.is_whitespace() || c == '/').unwrap_or(inside.len());
    let (name, attributes) = inside.split_at(end);
    let empty = attributes.ends_with('/');
    // A trailing space lets every attribute end at one.
    let attributes = format!("{} ", attributes.trim_end_matches('/'));
    let (name, written) = (name.to_ascii_lowercase(), name.to_owned());
    Piece::Open(Tag { name, written, empty, attributes })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_tags_and_comments_are_told_apart() {
        let found: Vec<String> = pieces("a < b <!-- x > --><I>c</i ><br/>1<2 <b>é<")
            .map(|(piece, _)| match piece {
                Piece::Text(text) => text.to_owned(),
                Piece::Open(tag) => format!("+{}{}", tag.name, if tag.empty { "/" } else { "" }),
                Piece::Close(name) => format!("-{name}"),
                Piece::Code(code) => format!("={code}"),
                Piece::Comment => "#".to_owned(),
                Piece::Other => "!".to_owned(),
            })
            .collect();
        assert_eq!(found, ["a < b ", "#", "+i", "c", "-i", "+br/", "1<2 ", "+b", "é<"]);
    }

    #[test]
    fn elements_are_sorted() {
        assert!([ELEMENTS, ONLY_TAGS, LEFT_OUT].iter().all(|names| names.is_sorted()));
    }

    #[test]
    fn attributes_are_found_by_name() {
        let Some((Piece::Open(tag), _)) =
            pieces("<a hidden HREF = 'x?a&amp;b' title=y alt=\"a>b\">").next()
        else {
            panic!("a tag")
        };
        assert_eq!(tag.attribute("href").as_deref(), Some("x?a&b"));
        assert_eq!(tag.attribute("title").as_deref(), Some("y"));
        assert_eq!(tag.attribute("alt").as_deref(), Some("a>b"));
        assert_eq!(tag.attribute("hidden").as_deref(), Some(""));
        assert_eq!(tag.attribute("src"), None);
    }
}
