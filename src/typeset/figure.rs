//! Figures: images on lines of their own, beside each other, and the frames
//! that stand where an image should be.

use super::galley::{Galley, Strip, decoration, flatten};
use super::layout::{Item, Placed, Point, TagId};
use super::text::image_size;
use super::typesetter::Typesetter;
use crate::backends::RenderError;
use crate::compose::flow::{Group, Node, Picture};
use crate::language::Direction;
use crate::length::Length;
use crate::media;
use crate::theme::{Align, Role};

/// The least width of a figure with a caption beside others, in sizes of the
/// body's type: less would part the caption into single words.
const LEAST_FIGURE: i64 = 9;
/// The space between figures beside each other, in thousandths of the body's size.
const FIGURE_GAP: i64 = 1_500;
/// The space between a frame and the text above and below, in thousandths of
/// the body's size.
const FRAME_PADDING: i64 = 500;
/// How much of the column an image may fill, in thousandths: a caption needs room too.
const PICTURE_SHARE: i64 = 800;

impl<'a> Typesetter<'a> {
    /// Sets figures side by side, as many as have room; what has none stands alone.
    pub(super) fn row(
        &mut self,
        figures: &[Node<'a>],
        parent: TagId,
        width: Length,
        galley: &mut Galley<'a>,
    ) -> Result<(), RenderError> {
        let figures = figures.iter().filter_map(|node| match node {
            Node::Group(group) => Some(group),
            _ => None,
        });
        let figures: Vec<&Group<'a>> = figures.collect();
        let gap = self.theme.body_size().per_mille(FIGURE_GAP);
        let mut rest = figures.as_slice();
        while !rest.is_empty() {
            let mut widths: Vec<Length> = Vec::new();
            for figure in rest {
                let Some(own) = self.figure_width(figure, width) else { break };
                let others = widths.iter().map(|width| *width + gap).sum::<Length>();
                if others + own > width {
                    break;
                }
                widths.push(own);
            }
            let (now, later) = rest.split_at(widths.len().max(1));
            rest = later;
            match now {
                [alone] => self.group(alone, parent, width, galley)?,
                several => self.side_by_side(several, &widths, gap, parent, width, galley)?,
            }
        }
        Ok(())
    }

    /// The width that a figure wants beside others; `None` for one that stands alone.
    fn figure_width(&self, figure: &Group<'a>, width: Length) -> Option<Length> {
        let Some(Node::Picture(picture)) = figure.children.first() else { return None };
        let natural = image_size(media::natural_size(picture.asset), self.most(width)).0;
        let least = self.theme.body_size() * LEAST_FIGURE;
        Some(if figure.children.len() > 1 { natural.max(least) } else { natural })
    }

    /// The height of a figure's image.
    fn picture_height(&self, figure: &Group<'a>, width: Length) -> Length {
        let Some(Node::Picture(picture)) = figure.children.first() else { return Length::ZERO };
        image_size(media::natural_size(picture.asset), self.most(width)).1
    }

    /// Sets figures in cells of one strip, so that their captions begin on one
    /// line. What they leave of the column is shared.
    fn side_by_side(
        &mut self,
        figures: &[&Group<'a>],
        widths: &[Length],
        gap: Length,
        parent: TagId,
        width: Length,
        galley: &mut Galley<'a>,
    ) -> Result<(), RenderError> {
        let count = figures.len() as i64;
        let wanted = widths.iter().copied().sum::<Length>() + gap * (count - 1);
        let share = (width - wanted) / count;
        let height = |figure: &&Group<'a>| self.picture_height(figure, width);
        let highest = figures.iter().map(height).max().unwrap_or_default();
        let mut row = Strip::new(Length::ZERO);
        let mut x = Length::ZERO;
        for (figure, own) in figures.iter().zip(widths) {
            galley.space(figure.space_before);
            let cell = *own + share;
            let mut column = Galley::default();
            self.group(figure, parent, cell, &mut column)?;
            if let Some(first) = column.strips.first_mut() {
                first.space_before = Length::ZERO;
            }
            let figure_strip = flatten(column);
            let left = match figure.direction {
                Direction::LeftToRight => x,
                Direction::RightToLeft => width - x - cell,
            };
            let down = highest - self.picture_height(figure, width);
            row.height = row.height.max(down + figure_strip.height);
            row.take_in(figure_strip, left, down);
            x += cell + gap;
        }
        galley.push(row);
        galley.space(figures.iter().map(|figure| figure.space_after).max().unwrap_or_default());
        Ok(())
    }

    /// The most that an image may take up in a column of a width.
    fn most(&self, width: Length) -> (Length, Length) {
        (width, self.body_height().per_mille(PICTURE_SHARE))
    }

    /// A frame around everything from a strip on, as wide as the column.
    pub(super) fn frame(&self, first: usize, width: Length, galley: &mut Galley<'a>) {
        let (line, color) = (self.theme.blocks.line_width.absolute(), self.theme.blocks.line_color);
        let padding = self.theme.body_size().per_mille(FRAME_PADDING);
        let Some(last) = galley.strips.len().checked_sub(1).filter(|last| *last >= first) else {
            return;
        };
        for (index, strip) in galley.strips.iter_mut().enumerate().skip(first) {
            let above = if index == first { Length::ZERO } else { strip.space_before };
            if index == first {
                strip.height += padding;
                strip.items.iter_mut().for_each(|placed| placed.at.y += padding);
            }
            if index == last {
                strip.height += padding;
            }
            let height = strip.height + above;
            let side = || Item::Rule { width: line, height, color };
            let across = || Item::Rule { width, height: line, color };
            let mut rules = vec![
                decoration(Length::ZERO, -above, side()),
                decoration(width - line, -above, side()),
            ];
            if index == first {
                rules.push(decoration(Length::ZERO, Length::ZERO, across()));
            }
            if index == last {
                rules.push(decoration(Length::ZERO, strip.height - line, across()));
            }
            strip.items.extend(rules);
        }
    }

    /// Sets an image on a line of its own, where captions stand.
    pub(super) fn picture(
        &mut self,
        picture: &Picture<'a>,
        parent: TagId,
        width: Length,
        galley: &mut Galley<'a>,
    ) {
        let most = self.most(width);
        let (image_width, height) = image_size(media::natural_size(picture.asset), most);
        let content = (!picture.alt.is_empty()).then(|| self.tags.content(parent));
        let rtl = picture.direction == Direction::RightToLeft;
        let free = width - image_width;
        let x = match self.theme.style(Role::Caption).align {
            Align::Center => free / 2,
            Align::End if !rtl => free,
            Align::Start | Align::Justify if rtl => free,
            Align::Start | Align::Justify | Align::End => Length::ZERO,
        };
        let at = Point { x, y: Length::ZERO };
        let item =
            Item::Image { width: image_width, height, asset: picture.asset, key: picture.key };
        let mut strip = Strip::new(height);
        strip.items.push(Placed { at, content, item });
        galley.push(strip);
    }
}
