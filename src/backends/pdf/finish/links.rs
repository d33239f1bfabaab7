//! Links: annotations with exact areas, contents and places in the tag tree;
//! and the destinations inside the document that they lead to.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Object, ObjectId, dictionary};

use super::{Finisher, name, real, text};
use crate::article::{BlockKind, plain_text, walk};
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

/// A place to click, on one line. A link over several lines has an annotation for
/// each: one alone would need `QuadPoints`, and poppler, PDFium and MuPDF all look
/// at its `Rect` only, which covers both lines whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Area {
    left: Length,
    top: Length,
    right: Length,
    bottom: Length,
    link: usize,
    tag: TagId,
}

/// What the annotations of a link say.
struct Said {
    /// Where it leads: the key and its value.
    target: (&'static str, Object),
    /// What that is, for those who listen.
    contents: Object,
}

impl Finisher<'_, '_, '_> {
    /// Adds annotations for all links and the names that they lead to.
    pub(super) fn links(&mut self) -> Result<Links, RenderError> {
        self.destinations()?;
        let pages = &self.document.layout.pages;
        let areas: Vec<Vec<Area>> = pages.iter().map(areas).collect();
        let said = self.said(areas.iter().flatten());
        let mut by_page = Vec::new();
        for (index, areas) in areas.iter().enumerate() {
            let mut annotations = Vec::new();
            for area in areas {
                if let Some(said) = said.get(&area.link) {
                    let annotation = self.annotation(area, index, said);
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

    /// An annotation (ISO 32000-1, 12.5.6.5).
    fn annotation(&self, area: &Area, index: usize, said: &Said) -> Dictionary {
        let height = self.document.layout.pages[index].height;
        let up = |y: Length| real(height - y);
        let rect = vec![real(area.left), up(area.bottom), real(area.right), up(area.top)];
        let (key, target) = &said.target;
        dictionary! {
            "Type" => "Annot",
            "Subtype" => "Link",
            "Rect" => rect,
            "Border" => vec![0.into(), 0.into(), 0.into()],
            "F" => 4,
            "P" => self.pages[index],
            *key => target.clone(),
            "Contents" => said.contents.clone(),
        }
    }

    /// What is said of each link that leads anywhere. What several areas say is
    /// an object of its own: a long address over many lines stands there once.
    fn said<'l>(&mut self, areas: impl Iterator<Item = &'l Area>) -> BTreeMap<usize, Said> {
        let spoken = self.spoken();
        let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
        areas.for_each(|area| *counts.entry(area.link).or_default() += 1);
        let mut all = BTreeMap::new();
        for (link, count) in counts {
            let target = self.document.layout.links.get(link);
            let Some(mut said) = target.and_then(|target| self.said_of(target, &spoken)) else {
                continue;
            };
            if count > 1 {
                said.target.1 = self.pdf.add_object(said.target.1).into();
                said.contents = self.pdf.add_object(said.contents).into();
            }
            all.insert(link, said);
        }
        all
    }

    /// What is said of a link; `None` for one that leads nowhere.
    fn said_of(&self, target: &LinkTarget, spoken: &BTreeMap<String, String>) -> Option<Said> {
        match target {
            LinkTarget::Address(address) => {
                let uri = Object::string_literal(ascii_address(address));
                let action = dictionary! { "S" => "URI", "URI" => uri };
                Some(Said { target: ("A", action.into()), contents: text(address) })
            }
            LinkTarget::Anchor(anchor) => {
                let words = spoken.get(anchor).filter(|words| !words.trim().is_empty());
                let words = words.map_or_else(|| anchor.replace(['-', '_'], " "), Clone::clone);
                self.inside(anchor, &words)
            }
            LinkTarget::Note { anchor, said } => self.inside(anchor, said),
        }
    }

    /// A link to an anchor that is there.
    fn inside(&self, anchor: &str, words: &str) -> Option<Said> {
        let name = Object::string_literal(anchor);
        let said = || Said { target: ("Dest", name), contents: text(words) };
        self.anchors.contains(anchor).then(said)
    }

    /// What headings are called for those who listen: their words.
    fn spoken(&self) -> BTreeMap<String, String> {
        let mut spoken = BTreeMap::new();
        for part in &self.document.composition.parts {
            walk::blocks(part.article, &mut |block| {
                if let BlockKind::Heading(heading) = &block.kind {
                    spoken.insert(heading.id.clone(), plain_text(&heading.content));
                }
            });
        }
        spoken
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
