//! Notes become Word's own footnotes, which Word numbers in the order of their
//! marks.
//!
//! Word wants one mark for each note, in the body. So a second mark is a field
//! that repeats the number of the first, and a note that only another note
//! refers to is put at the end of that one.

use std::collections::{BTreeMap, BTreeSet};

use docx_rs::{
    BookmarkEnd, BookmarkStart, DocumentChild, FootnoteReference, Paragraph, ParagraphChild, Run,
    RunChild,
};

use crate::article::{Article, Inline, InlineKind, Note, walk};
use crate::compose::Composition;
use crate::source::Span;

use super::super::styles::{Base, Flags};
use super::inlines::Around;
use super::lists::can_carry_a_mark;
use super::{Story, Writer};

/// A note by the number of its article and its own number there.
type Name = (usize, usize);

/// What is known about notes.
#[derive(Debug)]
pub(super) struct Notes<'a> {
    /// The id of each note whose mark has been set.
    ids: BTreeMap<Name, usize>,
    /// The same notes in order.
    order: Vec<(usize, &'a Note)>,
    /// Notes with more than one mark.
    repeated: BTreeSet<Name>,
    /// Notes in the note that is being written, waiting for its end.
    waiting: Vec<(char, &'a Note)>,
    /// The letters of notes that stand in other notes.
    letters: BTreeMap<Name, char>,
}

impl<'a> Notes<'a> {
    /// Counts the marks of all notes.
    pub(super) fn of(composition: &Composition<'a>) -> Notes<'a> {
        let mut seen = BTreeSet::new();
        let mut repeated = BTreeSet::new();
        for (index, part) in composition.parts.iter().enumerate() {
            each_mark(part.article, &mut |id| {
                let name = part.note_number(id).map(|number| (index, number));
                repeated.extend(name.filter(|name| !seen.insert(*name)));
            });
        }
        Notes {
            ids: BTreeMap::new(),
            order: Vec::new(),
            repeated,
            waiting: Vec::new(),
            letters: BTreeMap::new(),
        }
    }
}

/// Calls `visit` with the id in every mark.
fn each_mark(article: &Article, visit: &mut dyn FnMut(&str)) {
    let mut check = |inline: &Inline| {
        if let InlineKind::NoteRef { id } = &inline.kind {
            visit(id);
        }
    };
    walk::inlines_in(&article.meta.title, &mut check);
    walk::inlines_in(&article.meta.subtitle, &mut check);
    walk::inlines(article, &mut check);
}

impl<'a> Writer<'a, '_> {
    /// The mark of a note.
    pub(super) fn note_reference(
        &mut self,
        id: &str,
        around: Around<'a>,
        span: Span,
        out: &mut Vec<ParagraphChild>,
    ) {
        let part = self.composed();
        let Some(number) = part.note_number(id) else { return };
        let Some(note) = part.article.notes.get(number - 1) else { return };
        let name = (self.part, number);
        let around = around.with(Flags::NOTE);
        match (self.notes.ids.get(&name), self.story) {
            (Some(id), _) => {
                let id = *id;
                self.repeated_mark(id, around, out);
            }
            (None, Story::Document) => self.first_mark(name, note, around, out),
            (None, Story::Notes) => self.mark_in_note(name, note, around, span, out),
        }
    }

    fn first_mark(
        &mut self,
        name: Name,
        note: &'a Note,
        around: Around<'a>,
        out: &mut Vec<ParagraphChild>,
    ) {
        self.notes.order.push((self.part, note));
        let id = self.notes.order.len();
        self.notes.ids.insert(name, id);
        let mut run = self.run(around);
        run.children.push(reference(id));
        let mark = ParagraphChild::Run(Box::new(run));
        if !self.notes.repeated.contains(&name) {
            return out.push(mark);
        }
        let number = self.bookmarks.len() + id;
        out.push(ParagraphChild::BookmarkStart(BookmarkStart::new(number, mark_name(id))));
        out.push(mark);
        out.push(ParagraphChild::BookmarkEnd(BookmarkEnd::new(number)));
    }

    /// A field that repeats the number of a note.
    fn repeated_mark(&mut self, id: usize, around: Around<'a>, out: &mut Vec<ParagraphChild>) {
        let instruction = format!(" NOTEREF {} \\h ", mark_name(id));
        self.field(&instruction, &id.to_string(), around, out);
    }

    /// A mark in a note of a note that has none in the body: a letter.
    fn mark_in_note(
        &mut self,
        name: Name,
        note: &'a Note,
        around: Around<'a>,
        span: Span,
        out: &mut Vec<ParagraphChild>,
    ) {
        let letter = match self.notes.letters.get(&name) {
            Some(letter) => *letter,
            None => {
                let letter = char::from(b'a' + (self.notes.letters.len() % 26) as u8);
                self.notes.letters.insert(name, letter);
                self.notes.waiting.push((letter, note));
                self.shown_otherwise("a note in a note", "text at the note's end", span);
                letter
            }
        };
        out.push(self.text(&letter.to_string(), around));
    }

    /// Writes all notes whose marks have been set.
    pub(super) fn notes(&mut self) -> Vec<Vec<DocumentChild>> {
        self.story = Story::Notes;
        let mut all = Vec::new();
        // No note is added on the way: in notes, no first marks are set.
        for (index, (part, note)) in self.notes.order.clone().into_iter().enumerate() {
            self.part = part;
            let (children, ()) = self.aside(|writer| writer.note(index + 1, note));
            all.push(children);
        }
        all
    }

    fn note(&mut self, id: usize, note: &'a Note) {
        let place = self.outermost(&self.composed().language, Base::Note);
        let around = Around::at(Base::Note, &place).with(Flags::NOTE);
        let mut run = self.run(around);
        // The finishing step makes it the mark of the note itself.
        run.children.push(reference(id));
        self.note_blocks(ParagraphChild::Run(Box::new(run)), note);
        while !self.notes.waiting.is_empty() {
            for (letter, inner) in std::mem::take(&mut self.notes.waiting) {
                let mark = self.text(&letter.to_string(), around);
                self.note_blocks(mark, inner);
            }
        }
    }

    /// The blocks of a note, the first paragraph of which begins with a mark.
    fn note_blocks(&mut self, mark: ParagraphChild, note: &'a Note) {
        let place = self.outermost(&self.composed().language, Base::Note);
        self.after_text = false;
        let space = ParagraphChild::Run(Box::new(Run::new().add_text(" ")));
        let begin = self.out.len();
        if !note.blocks.first().is_some_and(can_carry_a_mark) {
            self.push(Base::Note, &place, Vec::new());
        }
        self.blocks(&note.blocks, &place);
        self.end_after_table();
        if let Some(DocumentChild::Paragraph(paragraph)) = self.out.get_mut(begin) {
            let bookmarked =
                matches!(paragraph.children.first(), Some(ParagraphChild::BookmarkStart(_)));
            let at = usize::from(bookmarked);
            paragraph.children.splice(at..at, [mark, space]);
        }
    }
}

/// The mark of a note. `docx-rs` complains to the terminal of notes without a
/// paragraph, and does not know where ours are.
fn reference(id: usize) -> RunChild {
    let mut reference = FootnoteReference::new(id);
    reference.footnote(Paragraph::new().id(""));
    RunChild::FootnoteReference(reference)
}

/// The name of the bookmark around a note's mark. The underscore hides it from
/// Word's list of bookmarks, and no heading's begins with one.
fn mark_name(id: usize) -> String {
    format!("_Note{id}")
}
