//! Code: lines whose breaks and spaces stay.

use std::borrow::Cow;
use std::sync::LazyLock;

use super::galley::{Cut, Galley, Strip, decoration};
use super::layout::{Item, TagId, TagTree};
use super::paragraph::baseline;
use super::typesetter::Typesetter;
use crate::article::Alignment;
use crate::backends::RenderError;
use crate::compose::flow::{CodeBlock, Paragraph, Run, RunContent, RunStyle, Structure};
use crate::language::{Direction, Tag};
use crate::length::Length;
use crate::theme::{Color, Role, Style};

/// Columns to a tab stop.
const TAB: usize = 4;

/// The colour of marks and numbers beside program text.
const BESIDE: Color = Color { red: 0x70, green: 0x70, blue: 0x70 };

impl<'a> Typesetter<'a> {
    /// Sets a block of code line by line; what is too wide goes on in the next line.
    pub(super) fn code(
        &mut self,
        code: &CodeBlock<'a>,
        parent: TagId,
        width: Length,
        galley: &mut Galley<'a>,
    ) -> Result<(), RenderError> {
        let style = self.theme.style(Role::Code);
        let space = self.space_of(&style)?;
        let count = code.text.matches('\n').count() + 1;
        let numbers = match self.theme.code.line_numbers && count > 1 {
            true => space * (count.to_string().len() as i64 + NUMBER_GAP),
            false => Length::ZERO,
        };
        for (index, line) in code.text.split('\n').enumerate() {
            let first = galley.strips.len();
            let line = spaced(line);
            let leading = line.len() - line.trim_start_matches(' ').len();
            let column = width - numbers;
            let turn = style.length(self.theme.code.turn);
            let hang = (space * leading as i64 + turn).clamp(Length::ZERO, column / 2);
            let paragraph = line_of(line, code.span, true);
            self.hanging(&paragraph, hang, parent, column, galley)?;
            // Neither the first nor the last line of a block stands alone.
            if index > 0 && (index == 1 || index + 1 == count) {
                galley
                    .strips
                    .iter_mut()
                    .skip(first)
                    .take(1)
                    .for_each(|strip| strip.cut = Cut::Avoid);
            }
            if self.theme.code.turn_mark {
                let turned = galley.strips.iter_mut().skip(first + 1);
                turned.for_each(|strip| turn_mark(strip, &style, hang));
            }
            galley.indent(first, numbers);
            if numbers > Length::ZERO {
                self.line_number(index + 1, numbers - space * NUMBER_GAP, first, galley)?;
            }
        }
        Ok(())
    }

    /// The width of a space in a style.
    fn space_of(&mut self, style: &Style) -> Result<Length, RenderError> {
        let face = self.face(&style.face, style.bold, style.italic)?;
        let face = self.faces.get(face);
        let advance = face.glyph(' ').map_or(0, |glyph| face.advance(glyph));
        Ok(face.scale(advance, style.size.absolute()))
    }

    /// Puts the number of a line before its first strip, in a column of a width.
    fn line_number(
        &mut self,
        number: usize,
        width: Length,
        first: usize,
        galley: &mut Galley<'a>,
    ) -> Result<(), RenderError> {
        let mut paragraph = line_of(number.to_string(), crate::source::Span::NONE, false);
        paragraph.alignment = Alignment::Right;
        paragraph.runs[0].style.color = Some(BESIDE);
        let mut beside = Galley::default();
        self.paragraph(&paragraph, TagTree::ROOT, width, &mut beside)?;
        let items = beside.strips.into_iter().next().map(|strip| strip.items).unwrap_or_default();
        if let Some(strip) = galley.strips.get_mut(first) {
            strip.items.extend(items);
        }
        Ok(())
    }
}

/// How many spaces stand between numbers and code.
const NUMBER_GAP: i64 = 2;

/// A line as a paragraph; what has no meaning is an artifact.
fn line_of<'a>(line: String, span: crate::source::Span, means: bool) -> Paragraph<'a> {
    let run = Run {
        content: RunContent::Text(Cow::Owned(line)),
        style: RunStyle::default(),
        structure: means.then_some(Structure::Code),
        link: None,
        language: None,
        anchor: None,
        note: None,
    };
    Paragraph {
        role: Role::Code,
        structure: if means { Structure::Paragraph } else { Structure::Artifact },
        runs: vec![run],
        language: no_language(),
        direction: Direction::LeftToRight,
        opens: true,
        alignment: Alignment::Left,
        leads: false,
        anchor: None,
        outline: None,
        span,
    }
}

/// Draws a small arrow before what goes on from a line that was too long.
fn turn_mark(strip: &mut Strip<'_>, style: &Style, hang: Length) {
    let size = style.size.absolute();
    let left = hang - size.per_mille(950);
    let line = baseline(strip.height, size);
    arrow(strip, size, line, |x, _| left + x);
}

/// Draws the same arrow before the first line of a note that goes on from the
/// column before. `right` is the width of a column that is read from right to left.
pub(super) fn goes_on_mark(strip: &mut Strip<'_>, style: &Style, right: Option<Length>) {
    let size = style.size.absolute();
    let line = baseline(strip.height, size);
    match right {
        None => arrow(strip, size, line, |x, _| x),
        Some(right) => arrow(strip, size, line, |x, width| right - x - width),
    }
}

/// Down, to the right, and the head; over a baseline. `place` says where what
/// stands so far from the arrow's start and is so wide has its left edge. It is
/// drawn and not written, so that nobody copies it as a part of the text.
fn arrow(
    strip: &mut Strip<'_>,
    size: Length,
    baseline: Length,
    place: impl Fn(Length, Length) -> Length,
) {
    let share = |thousandths| size.per_mille(thousandths);
    let (thin, y) = (share(55), baseline - share(260));
    let mut rule = |x: Length, top: Length, width: Length, height: Length| {
        let x = place(x, width);
        strip.items.push(decoration(x, top, Item::Rule { width, height, color: BESIDE }));
    };
    rule(Length::ZERO, y - share(330), thin, share(330));
    rule(Length::ZERO, y, share(420), thin);
    for step in 0..4 {
        let half = share(40 * (4 - step));
        rule(share(400 + 45 * step), y + thin / 2 - half, share(46), half * 2);
    }
}

/// Program text has no language of its own.
fn no_language() -> &'static Tag {
    static NONE: LazyLock<Tag> = LazyLock::new(Tag::undetermined);
    &NONE
}

/// Tabs become spaces; an empty line still takes up a line.
fn spaced(line: &str) -> String {
    let mut spaced = String::with_capacity(line.len());
    let mut column = 0;
    for character in line.chars() {
        let width = if character == '\t' { TAB - column % TAB } else { 1 };
        let shown = if character == '\t' { ' ' } else { character };
        spaced.extend(std::iter::repeat_n(shown, width));
        column += width;
    }
    if spaced.is_empty() { " ".to_owned() } else { spaced }
}
