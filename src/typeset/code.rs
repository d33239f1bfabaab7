//! Code: lines whose breaks and spaces stay.

use std::borrow::Cow;
use std::sync::LazyLock;

use super::galley::{Cut, Galley};
use super::layout::TagId;
use super::typesetter::Typesetter;
use crate::article::Alignment;
use crate::backends::RenderError;
use crate::compose::flow::{CodeBlock, Paragraph, Run, RunContent, RunStyle, Structure};
use crate::language::{Direction, Tag};
use crate::length::Length;
use crate::theme::Role;

/// Columns to a tab stop.
const TAB: usize = 4;

impl<'a> Typesetter<'a> {
    /// Sets a block of code line by line; what is too wide goes on in the next line.
    pub(super) fn code(
        &mut self,
        code: &CodeBlock<'a>,
        parent: TagId,
        width: Length,
        galley: &mut Galley<'a>,
    ) -> Result<(), RenderError> {
        let none = no_language();
        let last = code.text.matches('\n').count();
        for (index, line) in code.text.split('\n').enumerate() {
            let run = Run {
                content: RunContent::Text(Cow::Owned(spaced(line))),
                style: RunStyle::default(),
                structure: Some(Structure::Code),
                link: None,
                language: None,
                anchor: None,
            };
            let paragraph = Paragraph {
                role: Role::Code,
                structure: Structure::Paragraph,
                runs: vec![run],
                language: none,
                direction: Direction::LeftToRight,
                opens: true,
                alignment: Alignment::Left,
                leads: false,
                anchor: None,
                outline: None,
                span: code.span,
            };
            let first = galley.strips.len();
            self.paragraph(&paragraph, parent, width, galley)?;
            // Neither the first nor the last line of a block stands alone.
            if index > 0 && (index == 1 || index == last) {
                galley
                    .strips
                    .iter_mut()
                    .skip(first)
                    .take(1)
                    .for_each(|strip| strip.cut = Cut::Avoid);
            }
        }
        Ok(())
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
