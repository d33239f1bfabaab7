//! The table of contents, where the article asks for one.
//!
//! It is a field that Word makes anew when it is told to (ECMA-376-1, 17.16.5.68), filled in with the
//! headings. Their pages are Word's to find: until then there are no numbers, rather than wrong ones.

use std::borrow::Cow;

use docx_rs::{
    DocumentChild, Hyperlink, HyperlinkData, ParagraphChild, StructuredDataTag,
    StructuredDataTagChild,
};

use super::super::marks::CONTENTS;
use super::super::styles::{Base, CONTENTS_LEVELS};
use super::Writer;
use super::inlines::Around;
use super::place::Place;
use crate::compose::{Composition, OutlineEntry, Part};
use crate::language::Tag;
use crate::language::words::Words;
use crate::theme::Theme;

/// One heading is no table.
const LEAST_ENTRIES: usize = 2;

/// A line of the table of contents.
pub(super) struct Entry<'a> {
    /// Its level, from 1.
    level: u8,
    /// The article that it leads to, from 0.
    part: usize,
    /// The id of its heading.
    id: &'a str,
    title: Cow<'a, str>,
}

/// The headings of an article.
pub(super) fn of_article<'a>(part: &'a Part<'a>, theme: &Theme) -> Vec<Entry<'a>> {
    let mut entries = Vec::new();
    collect(part, &part.outline, 1, depth(theme), &mut entries);
    entries
}

/// The titles of the articles of a book, and under each its headings.
pub(super) fn of_book<'a>(composition: &'a Composition<'a>, theme: &Theme) -> Vec<Entry<'a>> {
    let mut entries = Vec::new();
    for part in &composition.parts {
        let title = part.title().map(Cow::Owned);
        let below = 1 + u8::from(title.is_some());
        let entry = |title| Entry { level: 1, part: part.index, id: Part::TITLE, title };
        entries.extend(title.map(entry));
        collect(part, &part.outline, below, depth(theme), &mut entries);
    }
    entries
}

/// How many levels are listed.
fn depth(theme: &Theme) -> u8 {
    theme.contents.depth.clamp(1, CONTENTS_LEVELS)
}

fn collect<'a>(
    part: &Part<'a>,
    outline: &'a [OutlineEntry],
    level: u8,
    depth: u8,
    entries: &mut Vec<Entry<'a>>,
) {
    for entry in outline.iter().filter(|_| level <= depth) {
        let title = Cow::Borrowed(entry.title.as_str());
        entries.push(Entry { level, part: part.index, id: &entry.id, title });
        collect(part, &entry.children, level + 1, depth, entries);
    }
}

impl<'a> Writer<'a, '_> {
    /// Writes a table of contents in a language, where there is something to list.
    pub(super) fn contents(&mut self, entries: &[Entry<'_>], language: &'a Tag) {
        if entries.len() < LEAST_ENTRIES {
            return;
        }
        self.opens = true;
        let begin = self.out.len();
        let place = self.outermost(language, Base::ContentsTitle);
        let around = Around::at(Base::ContentsTitle, &place);
        let title = self.run(around).add_text(Words::of(language).contents);
        self.push(Base::ContentsTitle, &place, vec![ParagraphChild::Run(Box::new(title))]);
        let last = entries.len() - 1;
        for (index, entry) in entries.iter().enumerate() {
            let base = Base::Contents(entry.level);
            let place = &Place { left: base.left(self.theme), ..self.outermost(language, base) };
            let around = Around::at(base, place);
            let mut children = Vec::new();
            if index == 0 {
                let depth = depth(self.theme);
                let instruction = format!(" TOC \\o \"1-{depth}\" \\h \\z \\u ");
                self.begin_field(&instruction, around, &mut children);
            }
            children.push(self.entry(entry, around));
            if index == last {
                self.end_field(around, &mut children);
            }
            self.push(base, place, children);
        }
        self.hold(begin);
        self.opens = true;
        self.after_text = false;
    }

    /// Puts the paragraphs from `begin` on into a content control, by which Word knows a table of
    /// contents and offers to make it anew (ECMA-376-1, 17.5.2).
    fn hold(&mut self, begin: usize) {
        let mut control = StructuredDataTag::new().alias(CONTENTS);
        control.children = self.out.drain(begin..).filter_map(held).collect();
        self.out.push(DocumentChild::StructuredDataTag(Box::new(control)));
        self.last = None;
    }

    fn entry(&mut self, entry: &Entry<'_>, around: Around<'_>) -> ParagraphChild {
        let text = self.text(entry.title.trim(), around);
        match self.bookmarks.get(entry.part, entry.id) {
            Some((_, name)) => ParagraphChild::Hyperlink(Hyperlink {
                link: HyperlinkData::Anchor { anchor: name.to_owned() },
                history: None,
                children: vec![text],
            }),
            None => text,
        }
    }
}

fn held(child: DocumentChild) -> Option<StructuredDataTagChild> {
    match child {
        DocumentChild::Paragraph(paragraph) => Some(StructuredDataTagChild::Paragraph(paragraph)),
        // The table of contents holds nothing else.
        _ => None,
    }
}
