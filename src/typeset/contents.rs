//! The table of contents, in two steps.
//!
//! Its lines are set before there are pages, since they shift what follows; room
//! is kept for the numbers of pages, so that no line depends on them. When the
//! pages are there, the numbers and the dots that lead to them are added, and
//! nothing moves any more.

use std::collections::BTreeMap;

use super::furniture::line;
use super::galley::{Galley, Strip, decoration};
use super::layout::{Item, Layout, Page, Placed, Point, TagId, TagTree};
use super::typesetter::Typesetter;
use crate::article::Alignment;
use crate::backends::RenderError;
use crate::compose::flow::{Contents, Flow, Node, Structure};
use crate::language::Direction;
use crate::length::Length;
use crate::theme::{self, Role};

/// Begins the names of places that only this module looks for. No anchor has it.
const PRIVATE: char = '\0';
/// The room for a number, in thousandths of the size.
const NUMBER_ROOM: i64 = 2600;
/// The space between a text and the dots, and between the dots and the number.
const LEADER_GAP: i64 = 500;
/// From dot to dot.
const LEADER_STEP: i64 = 480;
/// The side of a dot.
const LEADER_DOT: i64 = 75;

fn place_of(entry: usize) -> String {
    format!("{PRIVATE}{entry}")
}

impl<'a> Typesetter<'a> {
    /// Keeps the place of the table of contents, in the column and in the tag tree.
    pub(super) fn contents_place(&mut self, parent: TagId, galley: &mut Galley<'a>) {
        self.tags.node(parent, Structure::Contents, None);
        let mut strip = Strip::new(Length::ZERO);
        strip.anchors.push(PRIVATE.to_string());
        galley.push(strip);
    }

    /// Sets the table of contents in its place, where the text is long enough.
    pub(super) fn contents(
        &mut self,
        galley: &mut Galley<'a>,
        flow: &Flow<'a>,
    ) -> Result<(), RenderError> {
        let node = flow.nodes.iter().find_map(|node| match node {
            Node::Contents(contents) => Some(contents),
            _ => None,
        });
        let is_place = |strip: &Strip<'_>| strip.anchors.iter().any(|name| name == "\0");
        let Some(contents) = node else { return Ok(()) };
        let Some(at) = galley.strips.iter().position(is_place) else { return Ok(()) };
        let place = galley.strips.remove(at);
        let mut lines = Galley::default();
        if galley.height() > self.body_height() * i64::from(contents.from_pages - 1) {
            self.contents_lines(contents, flow, &mut lines)?;
        }
        let mut below = lines.end_space();
        match lines.strips.first_mut() {
            Some(first) => first.space_before = first.space_before.max(place.space_before),
            None => below = place.space_before,
        }
        if let Some(next) = galley.strips.get_mut(at) {
            next.space_before = next.space_before.max(below);
        }
        galley.strips.splice(at..at, lines.strips);
        Ok(())
    }

    fn contents_lines(
        &mut self,
        contents: &Contents<'a>,
        flow: &Flow<'a>,
        galley: &mut Galley<'a>,
    ) -> Result<(), RenderError> {
        let is_contents = |node: &super::layout::TagNode| node.structure == Structure::Contents;
        let tag = self.tags.nodes.iter().position(is_contents);
        let tag = tag.map_or(TagTree::ROOT, |index| TagId(index as u32));
        self.paragraph(&contents.title, tag, self.body_width(), galley)?;
        for (index, entry) in contents.entries.iter().enumerate() {
            let first = galley.strips.len();
            let size = self.theme.style(Role::ContentsEntry).size.absolute();
            let room = size.per_mille(NUMBER_ROOM);
            let indent = size.per_mille(theme::Contents::LEVEL_INDENT) * i64::from(entry.level);
            let width = self.body_width() - room - indent;
            self.paragraph(&entry.paragraph, tag, width, galley)?;
            let ltr = flow.direction == Direction::LeftToRight;
            galley.indent(first, if ltr { indent } else { room });
            if let Some(last) = galley.strips.last_mut() {
                last.anchors.push(place_of(index));
            }
        }
        galley.space(self.theme.blocks.title_space.resolve(self.theme.body_size()));
        Ok(())
    }

    /// Adds the numbers of pages to the table of contents.
    pub(super) fn contents_numbers(
        &mut self,
        layout: &mut Layout<'a>,
        flow: &Flow<'a>,
    ) -> Result<(), RenderError> {
        let all = std::mem::take(&mut layout.destinations);
        let (places, rest): (Vec<_>, Vec<_>) =
            all.into_iter().partition(|place| place.name.starts_with(PRIVATE));
        layout.destinations = rest;
        if places.is_empty() {
            return Ok(());
        }
        let contents = flow.nodes.iter().find_map(|node| match node {
            Node::Contents(contents) => Some(contents),
            _ => None,
        });
        // Of several places with one name the first counts, as everywhere.
        let targets = layout.destinations.iter().rev();
        let targets: BTreeMap<String, usize> =
            targets.map(|target| (target.name.clone(), target.page)).collect();
        for (place, entry) in places.iter().zip(contents.iter().flat_map(|c| &c.entries)) {
            if let Some(target) = targets.get(&entry.anchor) {
                self.contents_number(place.page, place.y, target + 1, layout, flow)?;
            }
        }
        Ok(())
    }

    /// Adds a number at the end of the line whose top is at `top`.
    fn contents_number(
        &mut self,
        page: usize,
        top: Length,
        number: usize,
        layout: &mut Layout<'a>,
        flow: &Flow<'a>,
    ) -> Result<(), RenderError> {
        let ltr = flow.direction == Direction::LeftToRight;
        let left = self.theme.page.left_margin(page, flow.direction);
        let right = left + self.body_width();
        let mut paragraph = line(&format!(" {number}"), Role::ContentsEntry, flow);
        paragraph.alignment = if ltr { Alignment::Right } else { Alignment::Left };
        let mut galley = Galley::default();
        self.paragraph(&paragraph, TagTree::ROOT, self.body_width(), &mut galley)?;
        let style = self.theme.style(Role::ContentsEntry);
        let bottom = top + style.length(style.leading);
        let page = &mut layout.pages[page];
        let Some(text) = text_of_line(page, top, bottom) else { return Ok(()) };
        let mut items: Vec<Placed<'a>> = Vec::new();
        let mut edge = if ltr { right } else { left };
        for placed in galley.strips.into_iter().flat_map(|strip| strip.items) {
            let Item::Run(run) = &placed.item else { continue };
            let x = placed.at.x + left;
            edge = if ltr { edge.min(x) } else { edge.max(x + run.width()) };
            let at = Point { x, y: text.baseline };
            items.push(Placed { at, content: text.content, ..placed });
        }
        if self.theme.contents.leaders {
            let size = style.size.absolute();
            let gap = size.per_mille(LEADER_GAP);
            let (from, to) = if ltr { (text.right, edge) } else { (edge, text.left) };
            leaders(from + gap, to - gap, text.baseline, size, style.color, &mut items);
        }
        page.items.splice(text.last + 1..text.last + 1, items);
        page.furniture = page.items.len();
        widen_link(page, top, bottom, (left, right));
        Ok(())
    }
}

/// The text of a line on a page.
struct LineText {
    /// The place of its last run among the items.
    last: usize,
    content: Option<super::layout::ContentId>,
    left: Length,
    right: Length,
    baseline: Length,
}

fn text_of_line(page: &Page<'_>, top: Length, bottom: Length) -> Option<LineText> {
    let mut line: Option<LineText> = None;
    for (index, placed) in page.items.iter().enumerate() {
        let Item::Run(run) = &placed.item else { continue };
        if placed.content.is_none() || placed.at.y <= top || placed.at.y >= bottom {
            continue;
        }
        let (left, right) = (placed.at.x, placed.at.x + run.width());
        let (before, after) = line.map_or((left, right), |line| (line.left, line.right));
        line = Some(LineText {
            last: index,
            content: placed.content,
            left: left.min(before),
            right: right.max(after),
            baseline: placed.at.y,
        });
    }
    line
}

/// Dots on a grid that all lines share, so that they stand under each other.
fn leaders(
    from: Length,
    to: Length,
    baseline: Length,
    size: Length,
    color: crate::theme::Color,
    items: &mut Vec<Placed<'_>>,
) {
    let (step, side) = (size.per_mille(LEADER_STEP), size.per_mille(LEADER_DOT));
    let mut x = Length((from.0 / step.0 + 1) * step.0);
    while x + side < to {
        items.push(decoration(x, baseline - side, Item::Rule { width: side, height: side, color }));
        x += step;
    }
}

/// Lets the whole line be clicked.
fn widen_link(page: &mut Page<'_>, top: Length, bottom: Length, (left, right): (Length, Length)) {
    for placed in &mut page.items {
        let inside = placed.at.y >= top && placed.at.y < bottom;
        if let Item::Link { width, .. } = &mut placed.item
            && inside
        {
            *width = right - left;
            placed.at.x = left;
        }
    }
}
