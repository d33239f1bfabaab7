//! What typesetting ends in: geometry and meaning.
//!
//! A [`Layout`] holds pages of positioned things and, beside them, a tree of
//! what they mean. Positions are in scaled points from the upper left corner
//! of the page, x to the right and y downwards. Nothing here knows PDF.

use crate::article::Asset;
use crate::compose::flow::{LinkTarget, Structure};
use crate::fonts::FaceId;
use crate::language::Tag;
use crate::length::{Length, Short};
use crate::theme::Color;

/// Pages, and what they mean.
#[derive(Debug, Clone)]
pub struct Layout<'a> {
    /// The pages in order.
    pub pages: Vec<Page<'a>>,
    /// What the things on the pages mean.
    pub tags: TagTree,
    /// The headings, in order.
    pub outline: Vec<OutlineItem>,
    /// Places that links lead to, in the order in which they were set.
    pub destinations: Vec<Destination>,
    /// What links lead to; [`Item::Link`] names them by place.
    pub links: Vec<LinkTarget>,
}

/// A page.
#[derive(Debug, Clone)]
pub struct Page<'a> {
    /// Its width.
    pub width: Length,
    /// Its height.
    pub height: Length,
    /// Whether its width and height are those of the others exchanged.
    pub turned: bool,
    /// What stands on it, in reading order; decoration last.
    pub items: Vec<Placed<'a>>,
    /// How many of the first things stand there once more: the head of a table
    /// that began on a page before.
    pub repeated: usize,
    /// From which item on things belong to the page rather than to the text: heads, feet, its number.
    pub furniture: usize,
    /// Its number, as printed; of the side of a sheet the numbers of its pages.
    pub label: String,
}

/// Something on a page.
#[derive(Debug, Clone)]
pub struct Placed<'a> {
    /// The left end of a run's baseline, or the upper left corner of anything else.
    pub at: Point,
    /// The content of the tag tree that it is part of; `None` for decoration.
    pub content: Option<ContentId>,
    /// The thing.
    pub item: Item<'a>,
}

/// A place on a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Point {
    /// From the left edge.
    pub x: Length,
    /// From the upper edge.
    pub y: Length,
}

/// A thing that can stand on a page.
#[derive(Debug, Clone)]
pub enum Item<'a> {
    /// Glyphs on a line.
    Run(GlyphRun),
    /// A filled rectangle: a rule, a strike.
    Rule {
        /// Its width.
        width: Length,
        /// Its height.
        height: Length,
        /// Its colour.
        color: Color,
    },
    /// The outline of a box that stands for characters which no face has.
    Missing {
        /// Its width.
        width: Length,
        /// Its height.
        height: Length,
        /// The characters.
        text: String,
        /// Its colour.
        color: Color,
    },
    /// An image.
    Image {
        /// Its width.
        width: Length,
        /// Its height.
        height: Length,
        /// What it shows.
        asset: &'a Asset,
        /// The asset's key.
        key: &'a str,
    },
    /// A place that a reader can click. It stands beside what it covers.
    Link {
        /// Its width.
        width: Length,
        /// Its height.
        height: Length,
        /// Where it leads, as a place in [`Layout::links`].
        link: usize,
        /// The tag of the link.
        tag: TagId,
    },
}

/// Glyphs of one face and size that follow each other on a line.
#[derive(Debug, Clone, PartialEq)]
pub struct GlyphRun {
    /// The face.
    pub face: FaceId,
    /// The size of the type.
    pub size: Length,
    /// The colour.
    pub color: Color,
    /// By how many ten-thousandths of their width glyphs are widened, or
    /// narrowed when it is negative; advances have it already.
    pub expansion: i32,
    /// Its embedding level (UAX #9): odd where it is read from right to left.
    pub level: u8,
    /// The glyphs from left to right.
    pub glyphs: Vec<Glyph>,
    /// The characters that the glyphs stand for; each glyph names its share.
    pub text: String,
    /// How many bytes of the text the line shows. What follows is what glyphs
    /// stand for instead: the whole of a word that goes on in the next line.
    pub shown: usize,
}

/// A glyph on a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Glyph {
    /// Its number in the face.
    pub id: u16,
    /// How far the next glyph stands from this one.
    pub advance: Short,
    /// How far it is moved to the right.
    pub x_offset: Short,
    /// How far it is raised.
    pub y_offset: Short,
    /// The first byte of its share of [`GlyphRun::text`]; the glyphs of a
    /// cluster after the first have none.
    pub text_start: u32,
    /// The byte after the last one of its share.
    pub text_end: u32,
}

impl GlyphRun {
    /// From the origin of the first glyph to that of what follows the last.
    pub fn width(&self) -> Length {
        self.glyphs.iter().map(|glyph| glyph.advance).sum()
    }
}

/// A heading in the outline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutlineItem {
    /// Its level, from 1.
    pub level: u8,
    /// Its text.
    pub title: String,
    /// The page that it stands on, from 0.
    pub page: usize,
    /// Its upper end, from the upper edge of the page.
    pub y: Length,
}

/// A place that links lead to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Destination {
    /// Its name.
    pub name: String,
    /// The page, from 0.
    pub page: usize,
    /// From the upper edge of the page.
    pub y: Length,
}

/// A node of the tag tree, by its place in [`TagTree::nodes`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TagId(pub u32);

/// A stretch of content under a node of the tag tree. What carries the same
/// number belongs together, over as many lines and pages as it takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ContentId(pub u32);

/// What the things on the pages mean, in reading order.
#[derive(Debug, Clone, Default)]
pub struct TagTree {
    /// The nodes; the first is the root.
    pub nodes: Vec<TagNode>,
    contents: u32,
}

/// A node of the tag tree.
#[derive(Debug, Clone)]
pub struct TagNode {
    /// What it means.
    pub structure: Structure,
    /// Its language, where that differs from what holds it.
    pub language: Option<Tag>,
    /// What it holds, in reading order.
    pub kids: Vec<Kid>,
}

/// What a node of the tag tree holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kid {
    /// Another node.
    Node(TagId),
    /// Content on pages.
    Content(ContentId),
}

impl TagTree {
    /// A tree of a root alone.
    pub fn new(structure: Structure) -> TagTree {
        let root = TagNode { structure, language: None, kids: Vec::new() };
        TagTree { nodes: vec![root], contents: 0 }
    }

    /// The root.
    pub const ROOT: TagId = TagId(0);

    /// Adds a node under another, after all that it already holds.
    pub fn node(&mut self, parent: TagId, structure: Structure, language: Option<Tag>) -> TagId {
        let id = TagId(self.nodes.len() as u32);
        self.nodes.push(TagNode { structure, language, kids: Vec::new() });
        self.nodes[parent.0 as usize].kids.push(Kid::Node(id));
        id
    }

    /// Adds content under a node, after all that it already holds.
    pub fn content(&mut self, parent: TagId) -> ContentId {
        let id = ContentId(self.contents);
        self.contents += 1;
        self.nodes[parent.0 as usize].kids.push(Kid::Content(id));
        id
    }

    /// Adds all that another tree's root holds to this one's. Returns how far its
    /// nodes and its contents were moved on.
    pub(super) fn append(&mut self, other: TagTree) -> TagShift {
        // The other root is dropped, so its first node takes the next place here.
        let shift = TagShift { nodes: self.nodes.len() as u32 - 1, contents: self.contents };
        let moved = |kid: Kid| match kid {
            Kid::Node(id) => Kid::Node(shift.node(id)),
            Kid::Content(id) => Kid::Content(shift.content(id)),
        };
        let mut nodes = other.nodes.into_iter().map(|mut node| {
            node.kids.iter_mut().for_each(|kid| *kid = moved(*kid));
            node
        });
        if let Some(root) = nodes.next() {
            self.nodes[0].kids.extend(root.kids);
        }
        self.nodes.extend(nodes);
        self.contents += other.contents;
        shift
    }

    /// How many contents there are.
    pub fn content_count(&self) -> usize {
        self.contents as usize
    }
}

/// How far the numbers of a tree moved on when it was added to another.
#[derive(Debug, Clone, Copy)]
pub(super) struct TagShift {
    nodes: u32,
    contents: u32,
}

impl TagShift {
    /// The new number of a node; the root stays the root.
    pub fn node(self, id: TagId) -> TagId {
        if id == TagTree::ROOT { id } else { TagId(id.0 + self.nodes) }
    }

    /// The new number of a content.
    pub fn content(self, id: ContentId) -> ContentId {
        ContentId(id.0 + self.contents)
    }
}
