//! Captions. Their numbers are fields that count (`SEQ`, ECMA-376-1, 17.16.5),
//! so that they follow when a figure is put in between.
//!
//! A number is a field where the article's caption begins with one or the theme
//! wants one; a caption without a number gets none. The field shows the very
//! number that the article says: where that is not the next one, the field sets
//! its sequence to it.

use std::collections::BTreeMap;
use std::ops::Range;

use docx_rs::ParagraphChild;

use crate::article::Inline;
use crate::compose::own_number;
use crate::language::captions::Captioned;

use super::super::styles::Base;
use super::Writer;
use super::inlines::Around;
use super::place::Place;

/// What has been counted.
#[derive(Debug, Default)]
pub(super) struct Counts {
    /// The last number of each sequence, by its name.
    last: BTreeMap<String, u32>,
    /// How many captions of the article got a number from the theme, of each kind.
    given: BTreeMap<Captioned, u32>,
    /// The number in the caption that is being written, until its text comes.
    own: Option<(Range<usize>, String)>,
}

impl Counts {
    /// The instruction of the field that shows a number of a sequence.
    fn field(&mut self, sequence: &str, value: u32) -> String {
        let last = self.last.insert(sequence.to_owned(), value).unwrap_or(0);
        let reset = if value == last + 1 { String::new() } else { format!("\\r {value} ") };
        format!(" SEQ {sequence} {reset}\\* ARABIC ")
    }

    /// The next number that the theme gives.
    fn next(&mut self, kind: Captioned) -> u32 {
        let given = self.given.entry(kind).or_default();
        *given += 1;
        *given
    }

    /// Begins to give numbers anew.
    pub(super) fn begin_article(&mut self) {
        self.given.clear();
    }
}

impl<'a> Writer<'a, '_> {
    /// The runs of a caption, with its number as a field.
    pub(super) fn caption(
        &mut self,
        content: &'a [Inline],
        kind: Captioned,
        base: Base,
        place: &Place<'a>,
    ) -> Vec<ParagraphChild> {
        let around = Around::at(base, place);
        let sequence = kind.word(place.language);
        let mut children = Vec::new();
        if let Some(own) = own_number(kind, place.language, content) {
            let field = self.counts.field(sequence, own.value);
            self.counts.own = Some((own.digits, field));
        } else if self.numbered(kind) {
            let value = self.counts.next(kind);
            let field = self.counts.field(sequence, value);
            let number = self.composed().markers.number(value);
            let label = kind.label(place.language, &number);
            let (before, after) = label.split_once(&number).unwrap_or((&label, ""));
            for (text, is_number) in [(before, false), (&number, true), (after, false)] {
                match is_number {
                    true => self.field(&field, text, around, &mut children),
                    false if text.is_empty() => {}
                    false => children.push(self.text(text, around)),
                }
            }
        }
        children.extend(self.runs(content, base, place));
        self.counts.own = None;
        children
    }

    /// Whether the theme puts numbers before captions that have none.
    fn numbered(&self, kind: Captioned) -> bool {
        match kind {
            Captioned::Figure => self.theme.figures.numbers,
            Captioned::Table => self.theme.tables.numbers,
        }
    }

    /// Adds text of the article, which may begin with the number of a caption.
    pub(super) fn words(&mut self, text: &str, around: Around<'_>, out: &mut Vec<ParagraphChild>) {
        let Some((digits, field)) = self.counts.own.take() else {
            return out.push(self.text(text, around));
        };
        out.push(self.text(&text[..digits.start], around));
        self.field(&field, &text[digits.clone()], around, out);
        if digits.end < text.len() {
            out.push(self.text(&text[digits.end..], around));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sequence_is_set_where_its_number_is_not_the_next_one() {
        let mut counts = Counts::default();
        assert_eq!(counts.field("Figure", 1), " SEQ Figure \\* ARABIC ");
        assert_eq!(counts.field("Figure", 2), " SEQ Figure \\* ARABIC ");
        assert_eq!(counts.field("Figure", 5), " SEQ Figure \\r 5 \\* ARABIC ");
        assert_eq!(counts.field("Table", 1), " SEQ Table \\* ARABIC ");
    }
}
