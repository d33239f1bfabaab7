//! The table of contents, where the article asks for one.
//!
//! It is a field that Word makes anew when it is told to (ECMA-376-1, 17.16.5.68), filled in with the
//! headings. Their pages are Word's to find: until then there are no numbers, rather than wrong ones.

use docx_rs::{
    DocumentChild, Hyperlink, HyperlinkData, ParagraphChild, StructuredDataTag,
    StructuredDataTagChild,
};

use super::super::marks::CONTENTS;
use super::super::styles::{Base, CONTENTS_LEVELS};
use super::Writer;
use super::inlines::Around;
use super::place::Place;
use crate::compose::{OutlineEntry, Part};

/// One heading is no table.
const LEAST_ENTRIES: usize = 2;

impl<'a> Writer<'a, '_> {
    /// Writes the table of contents of an article that stands alone.
    pub(super) fn contents(&mut self, part: &'a Part<'a>, place: &Place<'a>) {
        let alone = self.composition.parts.len() == 1;
        let depth = self.theme.contents.depth.clamp(1, CONTENTS_LEVELS);
        let mut entries = Vec::new();
        collect(&part.outline, 1, depth, &mut entries);
        if part.article.meta.contents != Some(true) || !alone || entries.len() < LEAST_ENTRIES {
            return;
        }
        self.opens = true;
        let begin = self.out.len();
        let around = Around::at(Base::ContentsTitle, place);
        let title = self.run(around).add_text(part.words.contents);
        self.push(Base::ContentsTitle, place, vec![ParagraphChild::Run(Box::new(title))]);
        let last = entries.len() - 1;
        for (index, (level, entry)) in entries.into_iter().enumerate() {
            let base = Base::Contents(level);
            let place = &Place { left: base.left(self.theme), ..self.outermost(part, base) };
            let around = Around::at(base, place);
            let mut children = Vec::new();
            if index == 0 {
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

    fn entry(&mut self, entry: &OutlineEntry, around: Around<'_>) -> ParagraphChild {
        let text = self.text(entry.title.trim(), around);
        match self.bookmarks.get(self.part, &entry.id) {
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

fn collect<'a>(
    outline: &'a [OutlineEntry],
    level: u8,
    depth: u8,
    entries: &mut Vec<(u8, &'a OutlineEntry)>,
) {
    for entry in outline {
        entries.push((level, entry));
        if level < depth {
            collect(&entry.children, level + 1, depth, entries);
        }
    }
}
