//! Drawings (SVG) without what runs, and without what is fetched when they are shown.
//!
//! Outputs carry a drawing as it is, so that it stays sharp and its text stays text. But it comes
//! from strangers: scripts and event handlers (SVG 2, 15), references to other files and hosts (16)
//! and entities of files (XML 1.0, 4.2.2) are taken out. What refers to its own parts stays.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use quick_xml::escape::{escape, unescape_with};
use quick_xml::events::attributes::Attribute;
use quick_xml::events::{BytesStart, BytesText, Event};
use quick_xml::{Reader, Writer};

use crate::url;

/// Elements that run, ask or load something, by their local names in small letters: those of SVG, and
/// those of HTML, which may stand inside `foreignObject`.
const ELEMENTS: [&str; 19] = [
    "script", "handler", "listener", "iframe", "frame", "object", "embed", "applet", "audio",
    "video", "source", "form", "input", "button", "select", "textarea", "base", "link", "meta",
];
/// Elements that give others another value.
const ANIMATIONS: [&str; 4] = ["set", "animate", "animatetransform", "animatemotion"];
/// The most entities that a drawing may define. Editors define a dozen, for namespaces.
const MOST_ENTITIES: usize = 200;
/// The longest text that an entity may stand for, in bytes.
const LONGEST_ENTITY: usize = 2_000;

/// A drawing after cleaning.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Cleaned {
    /// The drawing.
    pub(super) text: String,
    /// What was taken out, in the words of its source; empty where only its entities were resolved.
    pub(super) removed: BTreeSet<String>,
}

/// It is no well-formed XML.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct IllFormed;

impl<E: std::error::Error> From<E> for IllFormed {
    fn from(_: E) -> IllFormed {
        IllFormed
    }
}

/// Cleans a drawing; `None` when there is nothing to clean.
///
/// # Errors
/// When an element does not end, an entity is not defined, or anything else breaks XML: books and
/// browsers show no part of such a drawing.
pub(super) fn clean(text: &str) -> Result<Option<Cleaned>, IllFormed> {
    let mut cleaner = Cleaner {
        writer: Writer::new(Vec::with_capacity(text.len())),
        entities: BTreeMap::new(),
        removed: BTreeSet::new(),
        is_changed: false,
        open: Vec::new(),
    };
    let mut reader = Reader::from_str(text);
    let mut skipped = 0_usize;
    loop {
        let event = reader.read_event()?;
        match (&event, skipped) {
            (Event::Eof, 0) if cleaner.open.is_empty() => break,
            (Event::Eof, _) => return Err(IllFormed),
            (Event::Start(tag), 0) if cleaner.is_forbidden(tag)? => skipped = 1,
            (Event::Empty(tag), 0) if cleaner.is_forbidden(tag)? => {}
            (_, 0) => cleaner.keep(event)?,
            (Event::Start(_), _) => skipped += 1,
            (Event::End(_), _) => skipped -= 1,
            _ => {}
        }
    }
    if !cleaner.is_changed {
        return Ok(None);
    }
    let text = String::from_utf8(cleaner.writer.into_inner())?;
    Ok(Some(Cleaned { text, removed: cleaner.removed }))
}

struct Cleaner {
    writer: Writer<Vec<u8>>,
    /// What the document type defines, by name.
    entities: BTreeMap<String, String>,
    removed: BTreeSet<String>,
    is_changed: bool,
    /// The local names of the elements that are open.
    open: Vec<String>,
}

impl Cleaner {
    fn remove(&mut self, what: impl Into<String>) {
        self.is_changed = true;
        self.removed.insert(what.into());
    }

    fn is_forbidden(&mut self, tag: &BytesStart<'_>) -> Result<bool, IllFormed> {
        let name = local_name(tag.local_name().as_ref());
        let mut is_forbidden = ELEMENTS.contains(&name.as_str());
        if ANIMATIONS.contains(&name.as_str()) {
            for attribute in tag.attributes() {
                let attribute = attribute?;
                let target = self.value(&attribute)?;
                let is_target = local_name(attribute.key.local_name().as_ref()) == "attributename";
                is_forbidden |= is_target && (target.contains("href") || target.starts_with("on"));
            }
        }
        if is_forbidden {
            self.remove(format!("<{name}>"));
        }
        Ok(is_forbidden)
    }

    fn keep(&mut self, event: Event<'_>) -> Result<(), IllFormed> {
        match event {
            Event::Start(tag) => {
                let kept = self.tag(&tag)?;
                self.writer.write_event(Event::Start(kept))?;
                self.open.push(local_name(tag.local_name().as_ref()));
            }
            Event::Empty(tag) => {
                let kept = self.tag(&tag)?;
                self.writer.write_event(Event::Empty(kept))?;
            }
            Event::End(tag) => {
                self.open.pop().ok_or(IllFormed)?;
                self.writer.write_event(Event::End(tag))?;
            }
            Event::DocType(declaration) => self.document_type(&declaration)?,
            Event::PI(instruction) if instruction.target() == b"xml-stylesheet" => {
                self.remove("<?xml-stylesheet?>");
            }
            Event::GeneralRef(reference) => {
                let name = std::str::from_utf8(&reference)?;
                match self.entities.get(name) {
                    Some(value) => {
                        let value = BytesText::from_escaped(escape(value.clone()).into_owned());
                        self.writer.write_event(Event::Text(value))?;
                        self.is_changed = true;
                    }
                    None if is_predefined(name) => {
                        self.writer.write_event(Event::GeneralRef(reference))?
                    }
                    None => return Err(IllFormed),
                }
            }
            Event::Text(text) => match self.is_bad_sheet(&text)? {
                true => self.remove("<style>"),
                false => self.writer.write_event(Event::Text(text))?,
            },
            Event::CData(text) => match self.is_bad_sheet(&text)? {
                true => self.remove("<style>"),
                false => self.writer.write_event(Event::CData(text))?,
            },
            other => self.writer.write_event(other)?,
        }
        Ok(())
    }

    fn is_bad_sheet(&self, text: &[u8]) -> Result<bool, IllFormed> {
        let in_sheet = self.open.last().is_some_and(|name| name == "style");
        Ok(in_sheet && loads(std::str::from_utf8(text)?))
    }

    /// A tag without attributes that run or load something.
    fn tag<'t>(&mut self, tag: &BytesStart<'t>) -> Result<BytesStart<'t>, IllFormed> {
        let element = local_name(tag.local_name().as_ref());
        let mut kept = BytesStart::from_content(
            String::from_utf8(tag.name().as_ref().to_vec())?,
            tag.name().as_ref().len(),
        );
        let mut is_changed = false;
        for attribute in tag.attributes() {
            let attribute = attribute?;
            let key = std::str::from_utf8(attribute.key.as_ref())?;
            let local = local_name(attribute.key.local_name().as_ref());
            let value = self.value(&attribute)?;
            if is_bad(&element, &local, &value) {
                self.remove(format!("{key}={}", super::shortened(&value)));
                is_changed = true;
            } else {
                is_changed |= self.has_entity(&attribute);
                kept.push_attribute((key, value.as_ref()));
            }
        }
        self.is_changed |= is_changed;
        Ok(if is_changed { kept } else { tag.clone() })
    }

    /// The value of an attribute, its references resolved.
    fn value<'a>(&self, attribute: &'a Attribute<'_>) -> Result<Cow<'a, str>, IllFormed> {
        let raw = std::str::from_utf8(&attribute.value)?;
        Ok(unescape_with(raw, |name| {
            let own = self.entities.get(name).map(String::as_str);
            own.or_else(|| quick_xml::escape::resolve_xml_entity(name))
        })?)
    }

    fn has_entity(&self, attribute: &Attribute<'_>) -> bool {
        let raw = String::from_utf8_lossy(&attribute.value);
        let mut names = raw.split('&').skip(1).filter_map(|rest| rest.split_once(';'));
        names.any(|(name, _)| self.entities.contains_key(name))
    }

    /// Reads what a document type defines. It is kept where it does no more than name SVG.
    fn document_type(&mut self, declaration: &BytesText<'_>) -> Result<(), IllFormed> {
        let text = std::str::from_utf8(declaration)?;
        let Some((_, inside)) = text.split_once('[') else {
            if text.contains("\"-//W3C//DTD SVG ") {
                self.writer.write_event(Event::DocType(declaration.clone()))?;
            } else {
                self.is_changed = true;
            }
            return Ok(());
        };
        self.is_changed = true;
        for definition in inside.split("<!ENTITY").skip(1).take(MOST_ENTITIES) {
            let Some((name, rest)) = definition.trim_start().split_once(char::is_whitespace) else {
                continue;
            };
            let rest = rest.trim_start();
            let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''));
            // What has no text of its own stands in another file.
            let value = quote.and_then(|quote| rest[1..].split_once(quote)).map(|(value, _)| value);
            match value {
                Some(value)
                    if value.len() <= LONGEST_ENTITY && !value.contains(['<', '&', '%']) =>
                {
                    self.entities.insert(name.to_owned(), value.to_owned());
                }
                Some(_) => {}
                None => {
                    self.remove(format!("<!ENTITY {name}>"));
                    self.entities.insert(name.to_owned(), String::new());
                }
            }
        }
        Ok(())
    }
}

fn local_name(name: &[u8]) -> String {
    String::from_utf8_lossy(name).to_lowercase()
}

fn is_predefined(name: &str) -> bool {
    name.starts_with('#') || quick_xml::escape::resolve_xml_entity(name).is_some()
}

/// Whether an attribute runs or loads something.
fn is_bad(element: &str, attribute: &str, value: &str) -> bool {
    match attribute {
        "href" if element == "a" => {
            url::scheme(value).is_some_and(|scheme| url::is_unsafe(&scheme))
        }
        "href" | "src" | "data" | "poster" | "background" => !is_inside(value),
        "srcdoc" | "srcset" | "action" | "formaction" | "ping" | "base" => true,
        handler if handler.starts_with("on") => true,
        _ => loads(value),
    }
}

/// Whether an address is that of a part of the drawing, or an image inside of it.
fn is_inside(address: &str) -> bool {
    let address = address.trim();
    let is_image = address.get(..11).is_some_and(|start| start.eq_ignore_ascii_case("data:image/"));
    address.is_empty() || address.starts_with('#') || is_image
}

/// Whether a style, or a paint, loads something (CSS Values 4, 4.5) or runs it.
fn loads(style: &str) -> bool {
    let style = style.to_ascii_lowercase();
    let mut addresses = style.split("url(").skip(1);
    addresses.any(|rest| !is_inside(rest.trim_start().trim_start_matches(['"', '\''])))
        || style.contains("@import")
        // An escape could hide any of these.
        || style.contains('\\') && ["url", "import", "src("].iter().any(|word| style.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cleaned(inside: &str) -> (String, Vec<String>) {
        let cleaned = clean(&format!("<svg>{inside}</svg>")).unwrap().unwrap();
        let text = cleaned.text.strip_prefix("<svg>").unwrap().strip_suffix("</svg>").unwrap();
        (text.to_owned(), cleaned.removed.into_iter().collect())
    }

    #[test]
    fn what_runs_or_loads_is_taken_out() {
        for (inside, kept, removed) in [
            ("<script>x</script><g/>", "<g/>", "<script>"),
            ("<SCRIPT href='x'/><g/>", "<g/>", "<script>"),
            ("<g><s:script><b>x</b></s:script></g>", "<g></g>", "<script>"),
            ("<g onload='x' id='a'/>", "<g id=\"a\"/>", "onload=x"),
            ("<image href='http://x/y.png'/>", "<image/>", "href=http://x/y.png"),
            ("<use x:href='b.svg#c'/>", "<use/>", "x:href=b.svg#c"),
            ("<a href='java&#10;script:x'>t</a>", "<a>t</a>", "href=java\nscript:x"),
            ("<rect fill='url(http://x)'/>", "<rect/>", "fill=url(http://x)"),
            ("<rect style='fill: URL( \"b.svg#c\")'/>", "<rect/>", "style=fill: URL( \"b.svg#c\")"),
            ("<style>@import 'x';</style>", "<style></style>", "<style>"),
            ("<style><![CDATA[a { fill: url(//x) }]]></style>", "<style></style>", "<style>"),
            ("<a><set attributeName='href' to='javascript:x'/></a>", "<a></a>", "<set>"),
            (
                "<foreignObject><p>Text<iframe src='x'/></p></foreignObject>",
                "<foreignObject><p>Text</p></foreignObject>",
                "<iframe>",
            ),
            ("<?xml-stylesheet href='x'?><g/>", "<g/>", "<?xml-stylesheet?>"),
        ] {
            assert_eq!(cleaned(inside), (kept.to_owned(), vec![removed.to_owned()]));
        }
    }

    #[test]
    fn what_is_harmless_stays_as_it_is() {
        for text in [
            "<?xml version=\"1.0\"?><!-- a --><svg viewBox='0 0 9 9'><g id='a'/><use href='#a'/></svg>",
            "<!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" \"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd\"><svg/>",
            "<svg><style>a { fill: url(#b) }</style><text>x &amp; &#x41;</text></svg>",
            "<svg><a href='https://example.org/'><rect fill='url(#p)'/></a></svg>",
            "<svg><image href='data:image/png;base64,AA=='/><animate attributeName='x' to='9'/></svg>",
            "<svg><foreignObject><p xmlns='x'>Text</p></foreignObject></svg>",
        ] {
            assert_eq!(clean(text), Ok(None), "{text}");
        }
    }

    #[test]
    fn entities_are_resolved_and_files_are_not_read() {
        let text = "<!DOCTYPE svg [<!ENTITY ns \"http://www.w3.org/2000/svg\"><!ENTITY f SYSTEM \"file:///x\">]>\
            <svg xmlns=\"&ns;\"><text>&ns;&f;&lt;</text></svg>";
        let cleaned = clean(text).unwrap().unwrap();
        assert_eq!(
            cleaned.text,
            "<svg xmlns=\"http://www.w3.org/2000/svg\"><text>http://www.w3.org/2000/svg&lt;</text></svg>"
        );
        assert_eq!(Vec::from_iter(cleaned.removed), ["<!ENTITY f>"]);
        // What is cleaned is clean.
        assert_eq!(clean(&cleaned.text), Ok(None));
        for bomb in ["<!DOCTYPE s [<!ENTITY a \"&b;\">]><svg>&a;</svg>", "<svg>&none;</svg>"] {
            assert_eq!(clean(bomb), Err(IllFormed), "{bomb}");
        }
    }

    #[test]
    fn what_is_cut_off_is_ill_formed() {
        for text in
            ["<svg><g></svg>", "<svg><g></g>", "<svg><rect", "<svg a='1' a='2'/>", "<svg><script>"]
        {
            assert_eq!(clean(text), Err(IllFormed), "{text}");
        }
        let deep = 100_000;
        assert_eq!(clean(&("<g>".repeat(deep) + &"</g>".repeat(deep))), Ok(None));
    }
}
