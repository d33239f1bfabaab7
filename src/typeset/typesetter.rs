//! The state of typesetting, and the walk over the flow.

use super::fallback::StandIns;
use super::galley::{Cut, Galley, Strip, decoration, shifted};
use super::hyphenate::Hyphenator;
use super::layout::{Item, Placed, Point, TagId, TagTree};
use super::shape::Shaper;
use super::text::image_size;
use crate::backends::RenderError;
use crate::compose::flow::{Flow, Group, Node, Paragraph, Picture, Structure};
use crate::fonts::{FaceId, Faces};
use crate::host::Host;
use crate::language::Tag;
use crate::length::Length;
use crate::media;
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
    /// Faces for what those of the theme lack.
    pub stand_ins: StandIns<'a>,
    /// The room that the marks of the list around need.
    marker_room: Length,
}

impl<'a> Typesetter<'a> {
    /// Nothing set yet.
    pub fn new(flow: &Flow<'a>, theme: &'a Theme, host: &'a dyn Host) -> Typesetter<'a> {
        Typesetter {
            theme,
            faces: Faces::new(theme, host),
            tags: TagTree::new(Structure::Document),
            shaper: Shaper::default(),
            hyphenator: Hyphenator::default(),
            language: flow.language.clone(),
            stand_ins: StandIns::default(),
            marker_room: Length::ZERO,
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
        let variants = &theme.faces[family];
        let file = variants.file(bold, italic);
        let error = |error: crate::fonts::FaceError| RenderError::Face {
            file: file.to_owned(),
            reason: error.to_string(),
        };
        let face = self.faces.open(file, bold, italic).map_err(error)?;
        self.remember_use(face, file);
        Ok(face)
    }

    /// Adds a node to the tag tree.
    pub fn tag(&mut self, parent: TagId, structure: &Structure, language: &Tag) -> TagId {
        let own = (*language != self.language).then(|| language.clone());
        self.tags.node(parent, structure.clone(), own)
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
