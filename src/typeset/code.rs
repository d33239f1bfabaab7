//! Code: lines whose breaks and spaces stay, and whose words may have colours.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::galley::{Cut, Galley, Strip, decoration};
use super::layout::{Item, TagId, TagTree};
use super::paragraph::baseline;
use super::typesetter::Typesetter;
use crate::article::Alignment;
use crate::backends::RenderError;
use crate::compose::flow::{CodeBlock, Paragraph, Run, RunContent, RunStyle, Structure};
use crate::fonts::FaceId;
use crate::highlight::{Kind, Pieces};
use crate::language::{Direction, Tag};
use crate::length::Length;
use crate::theme::{Color, Role, Style, TokenLook};

/// Columns to a tab stop.
const TAB: usize = 4;

/// The colour of marks and numbers beside program text.
const BESIDE: Color = Color { red: 0x70, green: 0x70, blue: 0x70 };

/// Which pairs of faces have advances alike for all of ASCII.
pub(super) type AlikeFaces = BTreeMap<(FaceId, FaceId), bool>;

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
        let language = code.language.filter(|_| self.theme.code.colors);
        let mut pieces = Pieces::new(language, code.text);
        let mut end = 0;
        for (index, line) in code.text.split('\n').enumerate() {
            let first = galley.strips.len();
            pieces.skip_to(end + usize::from(index > 0));
            end += usize::from(index > 0) + line.len();
            let runs = self.code_runs(&pieces.up_to(end), &style);
            let leading = leading_spaces(&runs);
            let column = width - numbers;
            let turn = style.length(self.theme.code.turn);
            let hang = (space * leading as i64 + turn).clamp(Length::ZERO, column / 2);
            let paragraph = line_of(runs, code.span, true);
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

    /// The pieces of a line as runs in the looks that the theme gives them.
    fn code_runs(&mut self, pieces: &[(&str, Option<Kind>)], style: &Style) -> Vec<Run<'a>> {
        let mut runs: Vec<Run<'a>> = Vec::with_capacity(pieces.len());
        let mut column = 0;
        for (text, kind) in pieces {
            let text = spaced(text, &mut column);
            let look = kind.map(|kind| self.theme.token(kind)).unwrap_or_default();
            let run_style = self.token_style(look, style, &text);
            match runs.last_mut().filter(|last| last.style == run_style) {
                Some(Run { content: RunContent::Text(before), .. }) => {
                    before.to_mut().push_str(&text)
                }
                _ => runs.push(Run { style: run_style, ..Run::plain(text) }),
            }
        }
        // An empty line still takes up a line.
        if runs.is_empty() {
            runs.push(Run::plain(" "));
        }
        runs
    }

    /// How a token differs from the code around it. It keeps the face of that
    /// where it would take up other room in its own: colours move nothing.
    fn token_style(&mut self, look: TokenLook, style: &Style, text: &str) -> RunStyle {
        let (strong, emphasis) = (look.bold && !style.bold, look.italic && !style.italic);
        let plain = RunStyle { color: look.color, ..RunStyle::default() };
        if !strong && !emphasis {
            return plain;
        }
        let usual = self.face(&style.face, style.bold, style.italic);
        let own = self.face(&style.face, style.bold || strong, style.italic || emphasis);
        match (usual, own) {
            (Ok(usual), Ok(own)) if self.are_alike(usual, own, text) => {
                RunStyle { strong, emphasis, ..plain }
            }
            _ => plain,
        }
    }

    /// Whether a text takes up the same room in two faces, which both have it.
    fn are_alike(&mut self, one: FaceId, other: FaceId, text: &str) -> bool {
        let (first, second) = (self.faces.get(one), self.faces.get(other));
        let share = |face: &crate::fonts::Face, character: char| {
            Some(Length(1 << 20).scale(
                i64::from(face.advance(face.glyph(character)?)),
                i64::from(face.units_per_em),
            ))
        };
        let alike = |character: char| {
            let advance = share(first, character);
            advance.is_some() && advance == share(second, character)
        };
        let ascii = self.alike_faces.entry((one, other));
        let ascii = *ascii.or_insert_with(|| (' '..='~').all(alike));
        text.chars().all(|character| match character {
            ' '..='~' => ascii,
            _ => alike(character),
        })
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
        let style = RunStyle { color: Some(BESIDE), ..RunStyle::default() };
        let run = Run { style, ..Run::plain(number.to_string()) };
        let mut paragraph = line_of(vec![run], crate::source::Span::NONE, false);
        paragraph.alignment = Alignment::Right;
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
fn line_of<'a>(mut runs: Vec<Run<'a>>, span: crate::source::Span, means: bool) -> Paragraph<'a> {
    for run in &mut runs {
        run.structure = means.then_some(Structure::Code);
    }
    Paragraph {
        role: Role::Code,
        structure: if means { Structure::Paragraph } else { Structure::Artifact },
        runs,
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

/// Tabs become spaces. `column` is where the text begins in its line, and then where it ends.
fn spaced(text: &str, column: &mut usize) -> String {
    let mut spaced = String::with_capacity(text.len());
    for character in text.chars() {
        let width = if character == '\t' { TAB - *column % TAB } else { 1 };
        let shown = if character == '\t' { ' ' } else { character };
        spaced.extend(std::iter::repeat_n(shown, width));
        *column += width;
    }
    spaced
}

/// How many spaces a line begins with.
fn leading_spaces(runs: &[Run<'_>]) -> usize {
    let texts = runs.iter().filter_map(|run| match &run.content {
        RunContent::Text(text) => Some(text.chars()),
        RunContent::Break | RunContent::Image(..) | RunContent::Place(_) => None,
    });
    texts.flatten().take_while(|character| *character == ' ').count()
}
