//! A small tree of XML elements: built by hand, or read from a piece of a part.
//!
//! Names carry their prefixes (`w:pPr`) and are never resolved: the parts of a
//! DOCX use the same prefixes throughout. Characters that XML does not allow
//! are left out when text is written.

use std::borrow::Cow;

use quick_xml::Reader;
use quick_xml::errors::SyntaxError;
use quick_xml::events::{BytesRef, BytesStart, Event};

/// The first line of every part.
pub(super) const DECLARATION: &str =
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

/// An element with what it holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Element {
    /// The name, with its prefix.
    pub name: Cow<'static, str>,
    /// Attributes in order.
    pub attributes: Vec<(Cow<'static, str>, String)>,
    /// Elements and text in order.
    pub children: Vec<Node>,
}

/// What an element holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Node {
    /// Another element.
    Element(Element),
    /// Text, not escaped.
    Text(String),
}

/// An element without attributes.
pub(super) fn element(name: &'static str) -> Element {
    Element { name: name.into(), attributes: Vec::new(), children: Vec::new() }
}

/// An element whose one attribute is `w:val`.
pub(super) fn value(name: &'static str, value: impl ToString) -> Element {
    element(name).set("w:val", value)
}

impl Element {
    /// The element with one more attribute.
    pub(super) fn set(mut self, name: &'static str, value: impl ToString) -> Element {
        self.attributes.push((name.into(), value.to_string()));
        self
    }

    /// The element with one more attribute, if there is a value.
    pub(super) fn set_opt(self, name: &'static str, value: Option<impl ToString>) -> Element {
        match value {
            Some(value) => self.set(name, value),
            None => self,
        }
    }

    /// The element with one more child.
    pub(super) fn with(mut self, child: Element) -> Element {
        self.children.push(Node::Element(child));
        self
    }

    /// The element with more children.
    pub(super) fn with_all(mut self, children: impl IntoIterator<Item = Element>) -> Element {
        self.children.extend(children.into_iter().map(Node::Element));
        self
    }

    /// The element with text.
    pub(super) fn text(mut self, text: impl Into<String>) -> Element {
        self.children.push(Node::Text(text.into()));
        self
    }

    /// The value of an attribute.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// The children that are elements.
    pub(super) fn elements(&self) -> impl Iterator<Item = &Element> {
        self.children.iter().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    /// The first child of a name.
    pub(super) fn child(&self, name: &str) -> Option<&Element> {
        self.elements().find(|element| element.name == name)
    }

    /// Takes out the first child of a name.
    pub(super) fn take(&mut self, name: &str) -> Option<Element> {
        let is_it = |node: &Node| matches!(node, Node::Element(element) if element.name == name);
        let at = self.children.iter().position(is_it)?;
        match self.children.remove(at) {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        }
    }

    /// The first element of a name inside, at any depth.
    pub(super) fn find(&self, name: &str) -> Option<&Element> {
        self.elements()
            .find_map(|child| if child.name == name { Some(child) } else { child.find(name) })
    }

    /// Whether it says nothing.
    pub(super) fn is_empty(&self) -> bool {
        self.attributes.is_empty() && self.children.is_empty()
    }

    /// The element as a whole part, with the declaration.
    pub(super) fn into_part(self) -> Vec<u8> {
        let mut out = DECLARATION.as_bytes().to_vec();
        self.write(&mut out);
        out
    }

    /// Writes the element.
    pub(super) fn write(&self, out: &mut Vec<u8>) {
        self.write_tag(out, if self.children.is_empty() { "/>" } else { ">" });
        for child in &self.children {
            match child {
                Node::Element(element) => element.write(out),
                Node::Text(text) => escape(text, out),
            }
        }
        if !self.children.is_empty() {
            out.extend_from_slice(b"</");
            out.extend_from_slice(self.name.as_bytes());
            out.push(b'>');
        }
    }

    /// Writes the tag alone, closed by `end`.
    pub(super) fn write_tag(&self, out: &mut Vec<u8>, end: &str) {
        out.push(b'<');
        out.extend_from_slice(self.name.as_bytes());
        for (name, value) in &self.attributes {
            out.push(b' ');
            out.extend_from_slice(name.as_bytes());
            out.extend_from_slice(b"=\"");
            escape(value, out);
            out.push(b'"');
        }
        out.extend_from_slice(end.as_bytes());
    }

    /// The element of a start tag, without what it holds.
    pub(super) fn of_tag(tag: &BytesStart<'_>) -> Result<Element, quick_xml::Error> {
        let name = String::from_utf8_lossy(tag.name().as_ref()).into_owned();
        let mut attributes = Vec::new();
        for attribute in tag.attributes() {
            let attribute = attribute.map_err(quick_xml::Error::from)?;
            let key = String::from_utf8_lossy(attribute.key.as_ref()).into_owned();
            let raw = String::from_utf8_lossy(&attribute.value);
            let value = quick_xml::escape::unescape(&raw).map_err(quick_xml::Error::from)?;
            attributes.push((key.into(), value.into_owned()));
        }
        Ok(Element { name: name.into(), attributes, children: Vec::new() })
    }

    /// The root of a part. White space between elements is no text; a document
    /// type is refused, as in all parts of a package (ECMA-376-2, 7.1).
    pub(super) fn parse(part: &[u8]) -> Result<Element, quick_xml::Error> {
        let mut reader = Reader::from_reader(part);
        loop {
            match reader.read_event()? {
                Event::Start(tag) => return Element::read(&tag, &mut reader),
                Event::Empty(tag) => return Element::of_tag(&tag),
                Event::Eof | Event::DocType(_) => return Err(SyntaxError::UnclosedTag.into()),
                _ => {}
            }
        }
    }

    /// Reads on after a start tag until the element ends, with the text in it.
    pub(super) fn read(
        tag: &BytesStart<'_>,
        reader: &mut Reader<&[u8]>,
    ) -> Result<Element, quick_xml::Error> {
        let mut open = vec![Element::of_tag(tag)?];
        loop {
            let closed = match reader.read_event()? {
                Event::Start(_) if open.len() >= DEEPEST => {
                    return Err(SyntaxError::UnclosedTag.into());
                }
                Event::Start(tag) => {
                    open.push(Element::of_tag(&tag)?);
                    continue;
                }
                Event::Text(text) => {
                    add_text(&mut open, &text.decode()?);
                    continue;
                }
                Event::CData(text) => {
                    add_text(&mut open, &text.decode()?);
                    continue;
                }
                Event::GeneralRef(name) => {
                    add_text(&mut open, &referred(&name)?);
                    continue;
                }
                Event::Empty(tag) => Element::of_tag(&tag)?,
                Event::End(_) => match open.pop() {
                    Some(element) if open.is_empty() => return Ok(element),
                    Some(element) => element,
                    None => continue,
                },
                Event::Eof => return Err(SyntaxError::UnclosedTag.into()),
                _ => continue,
            };
            if let Some(parent) = open.last_mut() {
                parent.children.push(Node::Element(closed));
            }
        }
    }
}

/// The deepest that elements may stand in each other; real parts stay below fifty.
const DEEPEST: usize = 200;

/// Adds text to the element that is open; only elements for text hold spaces that count.
fn add_text(open: &mut [Element], text: &str) {
    let Some(element) = open.last_mut() else { return };
    let holds_text = matches!(element.name.as_ref(), "w:t" | "w:instrText" | "m:t");
    if !holds_text && text.trim().is_empty() {
        return;
    }
    match element.children.last_mut() {
        Some(Node::Text(before)) => before.push_str(text),
        _ => element.children.push(Node::Text(text.to_owned())),
    }
}

/// The text of a reference: `&amp;`, `&#8211;`.
fn referred(name: &BytesRef<'_>) -> Result<String, quick_xml::Error> {
    if let Some(c) = name.resolve_char_ref()? {
        return Ok(c.to_string());
    }
    let entity = name.decode()?;
    Ok(quick_xml::escape::resolve_xml_entity(&entity).unwrap_or_default().to_owned())
}

/// Writes text with the characters escaped that mean something to XML, and
/// without those that it does not allow.
fn escape(text: &str, out: &mut Vec<u8>) {
    for c in text.chars() {
        match c {
            '&' => out.extend_from_slice(b"&amp;"),
            '<' => out.extend_from_slice(b"&lt;"),
            '>' => out.extend_from_slice(b"&gt;"),
            '"' => out.extend_from_slice(b"&quot;"),
            '\n' | '\r' | '\t' => out.extend_from_slice(format!("&#{};", c as u32).as_bytes()),
            c if !is_legal(c) => {}
            c => out.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes()),
        }
    }
}

/// Whether XML 1.0 allows a character (§2.2).
fn is_legal(c: char) -> bool {
    !matches!(c, '\0'..='\x08' | '\x0b' | '\x0c' | '\x0e'..='\x1f' | '\u{fffe}' | '\u{ffff}')
}

/// The text without characters that XML does not allow.
pub(super) fn legal(text: &str) -> Cow<'_, str> {
    match text.chars().all(is_legal) {
        true => Cow::Borrowed(text),
        false => Cow::Owned(text.chars().filter(|c| is_legal(*c)).collect()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(xml: &str) -> Element {
        let mut reader = Reader::from_reader(xml.as_bytes());
        match reader.read_event().unwrap() {
            Event::Start(tag) => Element::read(&tag, &mut reader).unwrap(),
            event => panic!("{event:?}"),
        }
    }

    #[test]
    fn elements_come_back_as_they_went() {
        let tree = element("w:a").set("w:b", "1 < \"2\" & 3\n").with(value("w:c", "ü"));
        let mut out = Vec::new();
        tree.write(&mut out);
        let xml = String::from_utf8(out).unwrap();
        assert_eq!(read(&xml), tree);
        assert!(!xml.contains('\n'));
    }

    #[test]
    fn what_xml_forbids_is_left_out() {
        let mut out = Vec::new();
        element("a").text("x\u{1}y\u{fffe}z").write(&mut out);
        assert_eq!(out, b"<a>xyz</a>");
        assert_eq!(legal("a\u{0}b"), "ab");
    }
}
