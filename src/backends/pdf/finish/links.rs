//! Links: annotations with exact areas, contents and places in the tag tree;
//! and the destinations inside the document that they lead to.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Object, ObjectId, dictionary};

use super::{Finisher, name, real, text};
use crate::backends::RenderError;
use crate::compose::flow::LinkTarget;
use crate::length::Length;
use crate::typeset::layout::{Item, Page, TagId};

/// The links of a document.
pub(super) struct Links {
    /// The annotations of each page.
    pub by_page: Vec<Vec<Annotation>>,
}

/// An annotation and the tag that it belongs to.
pub(super) struct Annotation {
    pub id: ObjectId,
    pub tag: TagId,
}

/// A place to click, on one line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Area {
    left: Length,
    top: Length,
    right: Length,
    bottom: Length,
    link: usize,
    tag: TagId,
}

impl Finisher<'_, '_, '_> {
    /// Adds annotations for all links and the names that they lead to.
    pub(super) fn links(&mut self) -> Result<Links, RenderError> {
        self.destinations()?;
        let mut by_page = Vec::new();
        for (index, page) in self.document.layout.pages.iter().enumerate() {
            let mut annotations = Vec::new();
            for area in areas(page) {
                if let Some(annotation) = self.annotation(&area, page, index) {
                    let id = self.pdf.add_object(annotation);
                    annotations.push(Annotation { id, tag: area.tag });
                }
            }
            if !annotations.is_empty() {
                let references =
                    annotations.iter().map(|annotation| Object::Reference(annotation.id));
                let references: Vec<Object> = references.collect();
                let dictionary = self.dictionary(self.pages[index])?;
                dictionary.set("Annots", references);
            }
            by_page.push(annotations);
        }
        Ok(Links { by_page })
    }

    /// An annotation (ISO 32000-1, 12.5.6.5); `None` for a link that leads nowhere.
    fn annotation(&self, area: &Area, page: &Page<'_>, index: usize) -> Option<Dictionary> {
        let up = |y: Length| real(page.height - y);
        let rect = vec![real(area.left), up(area.bottom), real(area.right), up(area.top)];
        let mut annotation = dictionary! {
            "Type" => "Annot",
            "Subtype" => "Link",
            "Rect" => rect,
            "Border" => vec![0.into(), 0.into(), 0.into()],
            "F" => 4,
            "P" => self.pages[index],
        };
        match self.document.layout.links.get(area.link)? {
            LinkTarget::Address(address) => {
                let uri = Object::string_literal(ascii_address(address));
                annotation.set("A", dictionary! { "S" => "URI", "URI" => uri });
                annotation.set("Contents", text(address));
            }
            LinkTarget::Anchor(anchor) => {
                if !self.anchors.contains(anchor.as_str()) {
                    return None;
                }
                annotation.set("Dest", Object::string_literal(anchor.as_str()));
                annotation.set("Contents", text(&spoken(anchor)));
            }
        }
        Some(annotation)
    }

    /// The name tree of destinations (ISO 32000-1, 12.3.2.3).
    fn destinations(&mut self) -> Result<(), RenderError> {
        let layout = self.document.layout;
        let mut by_name: BTreeMap<&str, Object> = BTreeMap::new();
        for destination in &layout.destinations {
            let page = &layout.pages[destination.page];
            let top = real(page.height - destination.y);
            let target: Vec<Object> = vec![
                self.pages[destination.page].into(),
                name("XYZ"),
                Object::Null,
                top,
                Object::Null,
            ];
            by_name.entry(&destination.name).or_insert(target.into());
        }
        if by_name.is_empty() {
            return Ok(());
        }
        let names: Vec<Object> = by_name
            .into_iter()
            .flat_map(|(key, target)| [Object::string_literal(key), target])
            .collect();
        let tree = self.pdf.add_object(dictionary! { "Names" => names });
        self.catalog()?.set("Names", dictionary! { "Dests" => tree });
        Ok(())
    }
}

/// The areas of a page; neighbours on a line that lead to the same place are one.
fn areas(page: &Page<'_>) -> Vec<Area> {
    let mut areas: Vec<Area> = Vec::new();
    for placed in &page.items {
        let Item::Link { width, height, link, tag } = &placed.item else { continue };
        let (left, top) = (placed.at.x, placed.at.y);
        let area =
            Area { left, top, right: left + *width, bottom: top + *height, link: *link, tag: *tag };
        match areas.last_mut() {
            Some(last)
                if last.link == area.link && last.tag == area.tag && last.right == area.left =>
            {
                last.right = area.right;
                last.top = last.top.min(area.top);
                last.bottom = last.bottom.max(area.bottom);
            }
            _ => areas.push(area),
        }
    }
    areas
}

/// What an anchor is called for those who listen: the number of a note, the
/// words of a heading's id.
fn spoken(anchor: &str) -> String {
    let name = anchor.split_once(':').map_or(anchor, |(_, number)| number);
    name.replace('-', " ")
}

/// An address in ASCII: other bytes, and what has no place in a URI, percent-encoded
/// (RFC 3986, 2.1).
fn ascii_address(address: &str) -> String {
    let mut encoded = String::with_capacity(address.len());
    for byte in address.bytes() {
        match byte {
            b'!'..=b'~' if !b"\"<>\\^`{|}".contains(&byte) => encoded.push(char::from(byte)),
            _ => encoded += &format!("%{byte:02X}"),
        }
    }
    encoded
}
