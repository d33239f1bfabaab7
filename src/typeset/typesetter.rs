//! The state of typesetting, and the walk over the flow.

use std::sync::Arc;

use super::code::AlikeFaces;
use super::fallback::StandIns;
use super::galley::{Cut, Galley, Strip, decoration, shifted};
use super::hyphenate::Hyphenator;
use super::layout::{Item, Placed, TagId, TagTree};
use super::shape::Shaper;
use super::table::WHOLE;
use crate::backends::RenderError;
use crate::cancel;
use crate::compose::flow::{Flow, Group, Node, Paragraph, Structure};
use crate::diagnostics::Diagnostics;
use crate::fonts::{FaceId, Faces};
use crate::host::Host;
use crate::language::{Direction, Tag};
use crate::length::Length;
use crate::theme::{Role, Style, Theme};

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
    pub marker_room: Length,
    /// The size of type in the table around, in thousandths of its own.
    pub type_scale: i64,
    /// Whether what is set stands on a turned page.
    pub turned: bool,
    /// Whether what is set stands in a cell.
    pub in_cell: bool,
    /// Whether it is the only paragraph of its cell. It then needs no element of
    /// its own: those would be half of a long table's.
    pub alone_in_cell: bool,
    /// The notes of the flow.
    pub notes: Arc<Vec<Group<'a>>>,
    /// Those that were set to stand at the foot of their page.
    pub set_notes: Vec<Vec<Strip<'a>>>,
    /// What people are to be told, but for what [`StandIns`] gathers.
    pub told: Diagnostics,
    /// What is known of faces in which code may stand.
    pub alike_faces: AlikeFaces,
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
            type_scale: WHOLE,
            turned: false,
            in_cell: false,
            alone_in_cell: false,
            notes: Arc::default(),
            set_notes: Vec::new(),
            told: Diagnostics::new(),
            alike_faces: AlikeFaces::new(),
        }
    }

    /// The width of one of the columns in which the text stands.
    pub fn column_width(&self) -> Length {
        let page = &self.theme.page;
        let gutters = page.gutter.absolute() * (page.columns as i64 - 1);
        (self.body_size(false).0 - gutters) / page.columns as i64
    }

    /// The width of the text; on a turned page, what is the height of others.
    pub fn body_width(&self) -> Length {
        self.body_size(self.turned).0
    }

    /// The height of the text; on a turned page, what is the width of others.
    pub fn body_height(&self) -> Length {
        self.body_size(self.turned).1
    }

    /// The width and the height of the text on a page that is turned or not.
    pub fn body_size(&self, turned: bool) -> (Length, Length) {
        let page = &self.theme.page;
        let width =
            page.width.absolute() - page.margin_inside.absolute() - page.margin_outside.absolute();
        let height =
            page.height.absolute() - page.margin_top.absolute() - page.margin_bottom.absolute();
        if turned { (height, width) } else { (width, height) }
    }

    /// The style of a role in type of the size at hand.
    pub fn style(&self, role: Role) -> Style {
        let style = self.theme.style(role);
        if self.type_scale == WHOLE { style } else { style.scaled(self.type_scale) }
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
        if self.alone_in_cell && *structure == Structure::Paragraph {
            self.tags.nodes[parent.0 as usize].language = own;
            return parent;
        }
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
            cancel::check();
            match node {
                Node::Paragraph(paragraph) => self.paragraph(paragraph, parent, width, galley)?,
                Node::Group(group) => self.group(group, parent, width, galley)?,
                Node::Code(code) => self.code(code, parent, width, galley)?,
                Node::Table(table) => self.table(table, parent, width, galley)?,
                Node::Picture(picture) => self.picture(picture, parent, width, galley),
                Node::Contents(_) => self.contents_place(parent, galley),
                Node::PageBreak => galley.cut(Cut::Always),
            }
        }
        Ok(())
    }

    pub(super) fn group(
        &mut self,
        group: &Group<'a>,
        parent: TagId,
        width: Length,
        galley: &mut Galley<'a>,
    ) -> Result<(), RenderError> {
        if group.beside {
            return self.row(&group.children, parent, width, galley);
        }
        let tag = match &group.structure {
            None => parent,
            Some(structure) => self.tags.node(parent, structure.clone(), None),
        };
        galley.space(group.space_before);
        let first = galley.strips.len();
        let width = if group.wide { self.body_width() } else { width };
        let (start, end) = self.indents(group, width);
        let lacking = self.lacking_width(group)?.min(width / 2);
        let (start, end) = match group.direction {
            Direction::LeftToRight => (start, end + lacking),
            Direction::RightToLeft => (start + lacking, end),
        };
        let markers = self.widest_marker(&group.children)?;
        let around = std::mem::replace(&mut self.marker_room, markers);
        let marker = match &group.marker {
            Some(marker) => Some(self.marker(marker, tag, group.direction, start, width)?),
            None => None,
        };
        let picture = group.side_line && group.children.first().is_some_and(is_picture);
        let (picture, text) = group.children.split_at(usize::from(picture));
        self.nodes(picture, tag, width - start - end, galley)?;
        if !picture.is_empty() {
            // What an aside begins with is no aside by itself.
            galley.cut(Cut::Avoid);
        }
        self.nodes(text, tag, width - start - end, galley)?;
        self.marker_room = around;
        // Where reading starts at the right, the left is the end.
        let rtl = group.direction == Direction::RightToLeft;
        galley.indent(first, if rtl { end } else { start });
        if let Some(marker) = marker {
            place_marker(marker, first, galley);
        }
        if group.side_line {
            self.side_line(first, rtl.then_some(width), galley);
        }
        if group.frame {
            self.frame(first, width, galley);
        }
        if group.wide {
            galley.strips[first..].iter_mut().for_each(|strip| strip.wide = true);
        }
        if matches!(group.structure, Some(Structure::List(_))) {
            // Neither the first nor the last line of a list stands alone.
            for at in [first + 1, galley.strips.len().saturating_sub(1)] {
                let line = galley.strips.get_mut(at).filter(|_| at > first);
                line.into_iter().for_each(|strip| strip.cut = strip.cut.max(Cut::Avoid));
            }
        }
        if group.keep_together {
            let inner = galley.strips.iter_mut().skip(first + 1);
            inner.for_each(|strip| strip.cut = strip.cut.max(Cut::Avoid));
        }
        galley.space(group.space_after);
        Ok(())
    }

    /// Sets a note to stand at the foot of its page; its place among all of them.
    pub fn foot_note(&mut self, note: &Group<'a>, parent: TagId) -> Result<usize, RenderError> {
        let around = (self.type_scale, self.turned, self.in_cell, self.alone_in_cell);
        (self.type_scale, self.turned, self.in_cell, self.alone_in_cell) =
            (WHOLE, false, false, false);
        let room = std::mem::replace(&mut self.marker_room, Length::ZERO);
        let mut galley = Galley::default();
        let set = self.group(note, parent, self.column_width(), &mut galley);
        (self.type_scale, self.turned, self.in_cell, self.alone_in_cell) = around;
        self.marker_room = room;
        set?;
        if let Some(first) = galley.strips.first_mut() {
            (first.space_before, first.cut) = (Length::ZERO, Cut::Free);
        }
        self.set_notes.push(galley.strips);
        Ok(self.set_notes.len() - 1)
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
            Some(_) => {
                let most = (width - self.theme.body_size()).max(Length::ZERO).min(width / 2);
                share(group.indent_start).max(self.marker_room.min(most))
            }
            None => share(group.indent_start),
        };
        (start, share(group.indent_end))
    }

    /// The width of the characters that a number lacks.
    pub fn lacking_width(&mut self, group: &Group<'a>) -> Result<Length, RenderError> {
        let Some(lacking) = &group.lacking else { return Ok(Length::ZERO) };
        let text = self.text(lacking, None, self.body_width())?;
        Ok(self.shape(&text).advances[text.text.len()])
    }

    /// The room that the marks of some items need in their indent.
    pub fn widest_marker(&mut self, nodes: &[Node<'a>]) -> Result<Length, RenderError> {
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
        direction: Direction,
        indent: Length,
        width: Length,
    ) -> Result<Strip<'a>, RenderError> {
        let mut galley = Galley::default();
        let mut line = marker.clone();
        line.opens = true;
        line.alignment = crate::article::Alignment::Left;
        self.paragraph(&line, tag, indent * 4, &mut galley)?;
        let mut strip = galley.strips.into_iter().next().unwrap_or(Strip::new(Length::ZERO));
        let style = self.style(marker.role);
        let gap = style.size.absolute().per_mille(MARKER_GAP);
        let shift = match direction {
            Direction::LeftToRight => {
                indent - gap - strip.items.iter().map(right_edge).max().unwrap_or_default()
            }
            Direction::RightToLeft => {
                let left = strip.items.iter().map(|placed| placed.at.x).min().unwrap_or_default();
                width - indent + gap - left
            }
        };
        for placed in &mut strip.items {
            placed.at.x += shift;
        }
        Ok(strip)
    }

    /// A line along the starting side of everything from a strip on: the left, or
    /// the right edge of a column of a width.
    fn side_line(&self, first: usize, right: Option<Length>, galley: &mut Galley<'a>) {
        let blocks = &self.theme.blocks;
        let width = blocks.line_width.absolute() * 4;
        let x = right.map_or(Length::ZERO, |right| right - width);
        for (index, strip) in galley.strips.iter_mut().enumerate().skip(first) {
            if strip.turned {
                continue;
            }
            let above = if index == first { Length::ZERO } else { strip.space_before };
            let item = Item::Rule { width, height: strip.height + above, color: blocks.line_color };
            strip.items.push(decoration(x, -above, item));
        }
        for head in galley.heads_from(first) {
            let item = Item::Rule { width, height: head.height, color: blocks.line_color };
            head.items.push(decoration(Length::ZERO, Length::ZERO, item));
        }
    }
}

/// The least width that indents leave for text, in sizes of the body's type.
const LEAST_COLUMN: i64 = 10;
/// The space between a mark and its text, in thousandths of the size.
const MARKER_GAP: i64 = 450;
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

/// Puts a mark beside the first strip of its text, on the same baseline. Where the
/// line of the mark is the higher one, the text moves down.
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
    if down < Length::ZERO {
        strip.items.iter_mut().for_each(|placed| placed.at.y -= down);
        strip.height -= down;
    }
    let down = down.max(Length::ZERO);
    let items = marker.items.into_iter().map(|placed| shifted(placed, Length::ZERO, down));
    let items: Vec<_> = items.collect();
    strip.items.splice(0..0, items);
    strip.anchors.extend(marker.anchors);
}

/// Whether a node shows an image, or the frame of one that is missing.
fn is_picture(node: &Node<'_>) -> bool {
    match node {
        Node::Picture(_) => true,
        Node::Group(group) => group.frame || group.children.first().is_some_and(is_picture),
        _ => false,
    }
}
