//! The state of typesetting, and the walk over the flow.

use std::collections::BTreeMap;

use super::galley::{Cut, Galley, Strip, decoration, shifted};
use super::hyphenate::Hyphenator;
use super::layout::{Item, Placed, Point, TagId, TagTree};
use super::shape::{Shaper, is_ignorable};
use super::text::{NEW_LINE, OBJECT, Text, image_size};
use crate::backends::RenderError;
use crate::compose::flow::{Flow, Group, Node, Paragraph, Picture, Structure};
use crate::diagnostics::{Diagnostics, Kind};
use crate::fonts::{FaceId, Faces};
use crate::language::Tag;
use crate::length::Length;
use crate::media;
use crate::source::Span;
use crate::theme::Theme;

/// Sets a flow piece by piece.
pub(super) struct Typesetter<'a> {
    pub theme: &'a Theme,
    pub faces: Faces<'a>,
    pub tags: TagTree,
    pub shaper: Shaper,
    pub hyphenator: Hyphenator,
    /// The language of the whole, which tags need not repeat.
    language: Tag,
    /// Characters that no face has: how often, and where first.
    missing: BTreeMap<char, (u32, Span)>,
    /// The room that the marks of the list around need.
    marker_room: Length,
    /// Faces to try where another lacks a character; found when first needed.
    fallbacks: Option<Vec<FaceId>>,
}

impl<'a> Typesetter<'a> {
    /// Nothing set yet.
    pub fn new(flow: &Flow<'a>, theme: &'a Theme) -> Typesetter<'a> {
        Typesetter {
            theme,
            faces: Faces::new(theme),
            tags: TagTree::new(Structure::Document),
            shaper: Shaper::default(),
            hyphenator: Hyphenator::default(),
            language: flow.language.clone(),
            missing: BTreeMap::new(),
            marker_room: Length::ZERO,
            fallbacks: None,
        }
    }

    /// The width of the column.
    pub fn body_width(&self) -> Length {
        let page = &self.theme.page;
        page.width.absolute() - page.margin_inside.absolute() - page.margin_outside.absolute()
    }

    /// The height of the column.
    pub fn body_height(&self) -> Length {
        let page = &self.theme.page;
        page.height.absolute() - page.margin_top.absolute() - page.margin_bottom.absolute()
    }

    /// Opens a face of one of the theme's families.
    pub fn face(&mut self, family: &str, bold: bool, italic: bool) -> Result<FaceId, RenderError> {
        let theme = self.theme;
        let file = theme.faces[family].file(bold, italic);
        let error = |error: crate::fonts::FaceError| RenderError::Face {
            file: file.to_owned(),
            reason: error.to_string(),
        };
        self.faces.open(file).map_err(error)
    }

    /// The faces to try where another lacks a character.
    pub fn fallbacks(&mut self) -> Vec<FaceId> {
        if self.fallbacks.is_none() {
            let families = ["text", "code"];
            let found = families.iter().filter_map(|family| self.face(family, false, false).ok());
            self.fallbacks = Some(found.collect());
        }
        self.fallbacks.clone().unwrap_or_default()
    }

    /// Adds a node to the tag tree.
    pub fn tag(&mut self, parent: TagId, structure: &Structure, language: &Tag) -> TagId {
        let own = (*language != self.language).then(|| language.clone());
        self.tags.node(parent, structure.clone(), own)
    }

    /// Remembers the characters that no face has.
    pub fn report_missing(&mut self, text: &Text<'a>, span: Span) {
        for piece in &text.pieces {
            for character in text.text[piece.range.clone()].chars() {
                let shown = character.is_ascii()
                    || character.is_whitespace()
                    || matches!(character, OBJECT | NEW_LINE)
                    || is_ignorable(character)
                    || self.faces.get(piece.look.face).has(character);
                if !shown
                    && !self.fallbacks().iter().any(|face| self.faces.get(*face).has(character))
                {
                    self.missing.entry(character).or_insert((0, span)).0 += 1;
                }
            }
        }
    }

    /// One warning for each character that no face has.
    pub fn warn_of_missing(&self, diagnostics: &mut Diagnostics) {
        for (character, (count, span)) in &self.missing {
            diagnostics.push(Kind::MissingGlyph { character: *character, count: *count }, *span);
        }
    }

    /// Sets pieces of the flow one under the other.
    pub fn nodes(
        &mut self,
        nodes: &[Node<'a>],
        parent: TagId,
        width: Length,
        galley: &mut Galley<'a>,
    ) -> Result<(), RenderError> {
        for node in nodes {
            match node {
                Node::Paragraph(paragraph) => self.paragraph(paragraph, parent, width, galley)?,
                Node::Group(group) => self.group(group, parent, width, galley)?,
                Node::Code(code) => self.code(code, parent, width, galley)?,
                Node::Table(table) => self.table(table, parent, width, galley)?,
                Node::Picture(picture) => self.picture(picture, parent, width, galley),
                Node::PageBreak => galley.cut(Cut::Always),
            }
        }
        Ok(())
    }

    fn group(
        &mut self,
        group: &Group<'a>,
        parent: TagId,
        width: Length,
        galley: &mut Galley<'a>,
    ) -> Result<(), RenderError> {
        let tag = match &group.structure {
            None => parent,
            Some(structure) => self.tags.node(parent, structure.clone(), None),
        };
        galley.space(group.space_before);
        let first = galley.strips.len();
        let (start, end) = self.indents(group, width);
        let markers = self.widest_marker(&group.children)?;
        let around = std::mem::replace(&mut self.marker_room, markers);
        let marker = match &group.marker {
            Some(marker) => Some(self.marker(marker, tag, start)?),
            None => None,
        };
        self.nodes(&group.children, tag, width - start - end, galley)?;
        self.marker_room = around;
        galley.indent(first, start);
        if let Some(marker) = marker {
            place_marker(marker, first, galley);
        }
        if group.side_line {
            self.side_line(first, galley);
        }
        if group.keep_together {
            let inner = galley.strips.iter_mut().skip(first + 1);
            inner.for_each(|strip| strip.cut = Cut::Avoid);
        }
        galley.space(group.space_after);
        Ok(())
    }

    /// The indents of a group in a column of a width: wider where the marks of
    /// its list are, smaller where the text would be left with too little room.
    fn indents(&self, group: &Group<'a>, width: Length) -> (Length, Length) {
        let least = self.theme.body_size() * LEAST_COLUMN;
        let room = (width - least).max(Length::ZERO);
        let wanted = group.indent_start + group.indent_end;
        let share = |indent: Length| match wanted > room {
            true => indent.scale(room.0, wanted.0),
            false => indent,
        };
        let start = match group.marker {
            Some(_) => share(group.indent_start).max(self.marker_room.min(width / 2)),
            None => share(group.indent_start),
        };
        (start, share(group.indent_end))
    }

    /// The room that the marks of some items need in their indent.
    fn widest_marker(&mut self, nodes: &[Node<'a>]) -> Result<Length, RenderError> {
        let mut widest = Length::ZERO;
        for node in nodes {
            let Node::Group(Group { marker: Some(marker), .. }) = node else { continue };
            let text = self.text(marker, None, self.body_width())?;
            let shaped = self.shape(&text);
            let gap = text.style.size.absolute().per_mille(MARKER_GAP);
            widest = widest.max(shaped.advances[text.text.len()] + gap);
        }
        Ok(widest)
    }

    /// Sets a mark at the end of the indent, a small space before the text.
    fn marker(
        &mut self,
        marker: &Paragraph<'a>,
        tag: TagId,
        indent: Length,
    ) -> Result<Strip<'a>, RenderError> {
        let mut galley = Galley::default();
        let mut line = marker.clone();
        line.opens = true;
        line.alignment = crate::article::Alignment::Left;
        self.paragraph(&line, tag, indent * 4, &mut galley)?;
        let mut strip = galley.strips.into_iter().next().unwrap_or(Strip::new(Length::ZERO));
        let style = self.theme.style(marker.role);
        let width = strip.items.iter().map(right_edge).max().unwrap_or_default();
        let shift = indent - style.size.absolute().per_mille(MARKER_GAP) - width;
        for placed in &mut strip.items {
            placed.at.x += shift;
        }
        Ok(strip)
    }

    /// A line along the starting side of everything from a strip on.
    fn side_line(&self, first: usize, galley: &mut Galley<'a>) {
        let blocks = &self.theme.blocks;
        let width = blocks.line_width.absolute() * 4;
        for (index, strip) in galley.strips.iter_mut().enumerate().skip(first) {
            let above = if index == first { Length::ZERO } else { strip.space_before };
            let item = Item::Rule { width, height: strip.height + above, color: blocks.line_color };
            strip.items.push(decoration(Length::ZERO, -above, item));
        }
    }

    /// Sets an image on a line of its own, in the middle.
    fn picture(
        &mut self,
        picture: &Picture<'a>,
        parent: TagId,
        width: Length,
        galley: &mut Galley<'a>,
    ) {
        let most = (width, self.body_height().per_mille(PICTURE_SHARE));
        let (image_width, height) = image_size(media::shown_size(picture.asset), most);
        let content = (!picture.alt.is_empty()).then(|| self.tags.content(parent));
        let at = Point { x: (width - image_width) / 2, y: Length::ZERO };
        let item =
            Item::Image { width: image_width, height, asset: picture.asset, key: picture.key };
        let mut strip = Strip::new(height);
        strip.items.push(Placed { at, content, item });
        galley.push(strip);
    }
}

/// The least width that indents leave for text, in sizes of the body's type.
const LEAST_COLUMN: i64 = 10;
/// The space between a mark and its text, in thousandths of the size.
const MARKER_GAP: i64 = 450;
/// How much of the column an image may fill, in thousandths: a caption needs room too.
const PICTURE_SHARE: i64 = 800;

fn right_edge(placed: &Placed<'_>) -> Length {
    let width = match &placed.item {
        Item::Run(run) => run.width(),
        Item::Rule { width, .. }
        | Item::Missing { width, .. }
        | Item::Image { width, .. }
        | Item::Link { width, .. } => *width,
    };
    placed.at.x + width
}

/// Puts a mark beside the first strip of its text, on the same baseline.
fn place_marker<'a>(marker: Strip<'a>, first: usize, galley: &mut Galley<'a>) {
    if galley.strips.len() == first {
        galley.push(marker);
        return;
    }
    let strip = &mut galley.strips[first];
    let line_of = |strip: &Strip<'a>| {
        strip
            .items
            .iter()
            .find(|placed| matches!(placed.item, Item::Run(_)))
            .map(|placed| placed.at.y)
    };
    let down = match (line_of(strip), line_of(&marker)) {
        (Some(text), Some(mark)) => text - mark,
        _ => Length::ZERO,
    };
    let items = marker.items.into_iter().map(|placed| shifted(placed, Length::ZERO, down));
    let items: Vec<_> = items.collect();
    strip.items.splice(0..0, items);
    strip.anchors.extend(marker.anchors);
}
