//! Inlines become runs. Only the innermost text makes a run; what is around it
//! decides the run's style, language and direction.

use docx_rs::{
    BookmarkEnd, BookmarkStart, BreakType, Hyperlink, HyperlinkData, ParagraphChild, Run, RunChild,
    Sym, Text,
};

use crate::article::{Inline, InlineKind, Link};
use crate::language::{Direction, Tag};
use crate::math;
use crate::media::shortened;
use crate::source::Span;

use super::super::marks::{FORMULA, RunMark, SOFT_HYPHEN, encode_indexed};
use super::super::math::office_math;
use super::super::styles::{Base, Flags};
use super::super::xml::{Element, legal};
use super::Writer;
use super::place::Place;

/// What is around a piece of text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Around<'t> {
    pub flags: Flags,
    pub base: Base,
    pub language: &'t Tag,
    pub direction: Direction,
    pub width: i32,
}

impl<'a> Writer<'a, '_> {
    /// The runs of a paragraph.
    pub(super) fn runs(
        &mut self,
        content: &'a [Inline],
        base: Base,
        place: &Place<'a>,
    ) -> Vec<ParagraphChild> {
        let around = Around::at(base, place);
        let mut children = Vec::new();
        self.inlines(content, around, &mut children);
        children
    }

    fn inlines(
        &mut self,
        content: &'a [Inline],
        around: Around<'a>,
        out: &mut Vec<ParagraphChild>,
    ) {
        let is_mark = |inline: &Inline| matches!(inline.kind, InlineKind::NoteRef { .. });
        for (index, inline) in content.iter().enumerate() {
            // Else the marks of notes 1 and 2 would read as 12.
            if index > 0 && is_mark(inline) && is_mark(&content[index - 1]) {
                out.push(self.text(",", around.with(Flags::NOTE)));
            }
            self.inline(inline, around, out);
        }
    }

    fn inline(&mut self, inline: &'a Inline, around: Around<'a>, out: &mut Vec<ParagraphChild>) {
        match &inline.kind {
            InlineKind::Text { text } => self.words(text, around, out),
            InlineKind::Emphasis { content } => {
                self.inlines(content, around.with(Flags::EMPHASIS), out);
            }
            InlineKind::Strong { content } => {
                self.inlines(content, around.with(Flags::STRONG), out)
            }
            InlineKind::Strike { content } => {
                self.inlines(content, around.with(Flags::STRIKE), out)
            }
            InlineKind::Superscript { content } => {
                self.inlines(content, around.with(Flags::SUPERSCRIPT), out);
            }
            InlineKind::Subscript { content } => {
                self.inlines(content, around.with(Flags::SUBSCRIPT), out);
            }
            InlineKind::SmallCaps { content } => {
                self.inlines(content, around.with(Flags::SMALL_CAPS), out);
            }
            // Word has no place for what an abbreviation stands for.
            InlineKind::Abbreviation { content, .. } => self.inlines(content, around, out),
            InlineKind::Code { text } => {
                out.push(self.text(text, around.with(Flags::CODE).left_to_right()));
            }
            InlineKind::Link(link) => self.link(link, around, inline.span, out),
            InlineKind::Image(image) => out.extend(self.image(image, around, inline.span)),
            InlineKind::NoteRef { id } => self.note_reference(id, around, inline.span, out),
            InlineKind::Math { tex } => out.push(self.formula(tex, around, inline.span)),
            InlineKind::Span(span) => {
                let language = span.language.as_ref();
                let direction = span.direction.or(language.map(Tag::direction));
                let inner = Around {
                    language: language.unwrap_or(around.language),
                    direction: direction.unwrap_or(around.direction),
                    ..around
                };
                self.inlines(&span.content, inner, out);
            }
            InlineKind::Break => {
                let run = self.run(around).add_break(BreakType::TextWrapping);
                out.push(ParagraphChild::Run(Box::new(run)));
            }
            InlineKind::PageMarker(marker) => {
                let at = out.len();
                self.bookmarked(&marker.id, at, out);
            }
        }
    }

    /// An empty run in the style, language and direction of a place.
    pub(super) fn run(&mut self, around: Around<'_>) -> Run {
        let style = self.styles.character(around.flags, around.base);
        let language = self.language_at(around.language);
        match RunMark::new(&style, language, around.direction).encode() {
            Some(mark) => Run::new().style(&mark),
            None => Run::new(),
        }
    }

    /// A run of text. White space is where lines may be broken, whatever it was.
    pub(super) fn text(&mut self, text: &str, around: Around<'_>) -> ParagraphChild {
        let mut run = self.run(around);
        let text = legal(text);
        for (index, piece) in text.split('\u{ad}').enumerate() {
            if index > 0 {
                run.children.push(RunChild::Sym(Sym::new(SOFT_HYPHEN, "00AD")));
            }
            if !piece.is_empty() {
                let piece = piece.replace(['\n', '\t', '\r'], " ");
                run.children.push(RunChild::Text(Text::new(piece)));
            }
        }
        ParagraphChild::Run(Box::new(run))
    }

    fn formula(&mut self, tex: &str, around: Around<'_>, span: Span) -> ParagraphChild {
        let formula = self.office_math(tex, math::Place::Line, span);
        formula
            .map(|formula| self.place_of(formula))
            .unwrap_or_else(|| self.text(tex, around.with(Flags::MATH).left_to_right()))
    }

    /// A formula as Office Math; reports what cannot be read.
    pub(super) fn office_math(
        &mut self,
        tex: &str,
        place: math::Place,
        span: Span,
    ) -> Option<Element> {
        let reason = match self.tex.mathml(tex, place) {
            Ok(mathml) => match office_math(&mathml) {
                Some(formula) => return Some(formula),
                None => "it is not read".to_owned(),
            },
            Err(reason) => reason,
        };
        self.shown_otherwise(&format!("a formula ({reason})"), "its TeX source", span);
        None
    }

    /// What stands in the place of a formula until the finishing step.
    pub(super) fn place_of(&mut self, formula: Element) -> ParagraphChild {
        let anchor = encode_indexed(FORMULA, self.formulas.len());
        self.formulas.push(formula);
        let link = HyperlinkData::Anchor { anchor };
        ParagraphChild::Hyperlink(Hyperlink { link, history: None, children: Vec::new() })
    }

    fn link(
        &mut self,
        link: &'a Link,
        around: Around<'a>,
        span: Span,
        out: &mut Vec<ParagraphChild>,
    ) {
        let data = self.link_data(link, span).filter(|_| !around.flags.has(Flags::LINK));
        let Some(data) = data else { return self.inlines(&link.content, around, out) };
        let mut children = Vec::new();
        let around = around.with(Flags::LINK);
        match (&data, self.named_heading(link)) {
            (HyperlinkData::Anchor { anchor }, Some(text)) => {
                let reference = format!(" REF {anchor} \\* CHARFORMAT ");
                self.field(&reference, text, around, &mut children);
            }
            _ => self.inlines(&link.content, around, &mut children),
        }
        out.push(ParagraphChild::Hyperlink(Hyperlink { link: data, history: None, children }));
    }

    /// The text of a link that is the very text of the heading it leads to. It is a field in the
    /// link (`REF`, ECMA-376-1, 17.16.5), so that it follows when the heading is changed.
    fn named_heading(&self, link: &'a Link) -> Option<&'a str> {
        let [Inline { kind: InlineKind::Text { text }, .. }] = &link.content[..] else {
            return None;
        };
        let title = self.bookmarks.title(self.part, link.target.strip_prefix('#')?)?;
        (title == text).then_some(text)
    }

    /// Where a link leads: to a bookmark or out of the document; `None` when nowhere.
    fn link_data(&mut self, link: &Link, span: Span) -> Option<HyperlinkData> {
        if let Some(id) = link.target.strip_prefix('#') {
            let (_, anchor) = self.bookmarks.get(self.part, id)?;
            return Some(HyperlinkData::Anchor { anchor: anchor.to_owned() });
        }
        if link.target.trim().is_empty() {
            return None;
        }
        let Some(rid) = self.links.add(self.story, &link.target, &link.title) else {
            let construct = format!("a link to “{}”", shortened(&link.target));
            self.shown_otherwise(&construct, "its text", span);
            return None;
        };
        // The path is of no use here: the finishing step writes the relationships.
        Some(HyperlinkData::External { rid, path: String::new() })
    }

    /// Puts what stands from a place on between the ends of its bookmark.
    pub(super) fn bookmarked(&self, id: &str, from: usize, children: &mut Vec<ParagraphChild>) {
        if let Some((number, name)) = self.bookmarks.get(self.part, id) {
            children.insert(from, ParagraphChild::BookmarkStart(BookmarkStart::new(number, name)));
            children.push(ParagraphChild::BookmarkEnd(BookmarkEnd::new(number)));
        }
    }
}

impl<'t> Around<'t> {
    /// What is around all the text of a paragraph.
    pub(super) fn at(base: Base, place: &Place<'t>) -> Around<'t> {
        Around {
            flags: Flags::default(),
            base,
            language: place.language,
            direction: place.direction,
            width: place.width(),
        }
    }

    /// The same for code and formulas, which are read from left to right everywhere.
    fn left_to_right(mut self) -> Around<'t> {
        self.direction = Direction::LeftToRight;
        self
    }

    /// The same with one more kind.
    pub(super) fn with(mut self, kind: Flags) -> Around<'t> {
        self.flags = self.flags.and(kind);
        self
    }
}
