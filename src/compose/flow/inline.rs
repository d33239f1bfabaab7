//! Inlines become runs: nesting is resolved into the style and meaning of
//! every stretch of characters.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::{LinkTarget, Run, RunContent, RunStyle, Shift, Structure};
use crate::article::{AssetKey, Image, Inline, InlineKind, Link};
use crate::compose::Part;
use crate::language::Tag;
use crate::theme::Color;

/// What the runs of a paragraph are made with.
pub(super) struct Inlines<'f, 'a> {
    /// The article.
    pub part: &'f Part<'a>,
    /// Assets that cannot be shown.
    pub unshown: &'f BTreeSet<AssetKey>,
    /// What links lead to, growing.
    pub links: &'f mut Vec<LinkTarget>,
    /// The colour of links.
    pub link_color: Color,
    /// Whether a formula was set as its source.
    pub saw_math: bool,
    runs: Vec<Run<'a>>,
}

/// What the holders of an inline say about it.
#[derive(Clone, Default)]
struct Context<'a> {
    style: RunStyle,
    structure: Option<Structure>,
    link: Option<usize>,
    language: Option<&'a Tag>,
}

impl<'f, 'a> Inlines<'f, 'a> {
    /// Nothing yet.
    pub fn new(
        part: &'f Part<'a>,
        unshown: &'f BTreeSet<AssetKey>,
        links: &'f mut Vec<LinkTarget>,
        link_color: Color,
    ) -> Self {
        Inlines { part, unshown, links, link_color, saw_math: false, runs: Vec::new() }
    }

    /// The runs of a run of inlines, in order.
    pub fn lower(&mut self, inlines: &'a [Inline]) -> Vec<Run<'a>> {
        self.runs.reserve_exact(inlines.len());
        self.all(inlines, &Context::default());
        std::mem::take(&mut self.runs)
    }

    fn all(&mut self, inlines: &'a [Inline], context: &Context<'a>) {
        for inline in inlines {
            self.one(&inline.kind, context);
        }
    }

    fn one(&mut self, kind: &'a InlineKind, context: &Context<'a>) {
        match kind {
            InlineKind::Text { text } => self.text(text, context),
            InlineKind::Emphasis { content } => {
                let emphasis = !context.style.emphasis;
                self.styled(content, context, |style| style.emphasis = emphasis);
            }
            InlineKind::Strong { content } => self.styled(content, context, |s| s.strong = true),
            InlineKind::Strike { content } => self.styled(content, context, |s| s.strike = true),
            InlineKind::Superscript { content } => {
                self.styled(content, context, |style| style.shift = Shift::Superscript);
            }
            InlineKind::Subscript { content } => {
                self.styled(content, context, |style| style.shift = Shift::Subscript);
            }
            InlineKind::SmallCaps { content } => {
                self.styled(content, context, |style| style.small_caps = true);
            }
            InlineKind::Code { text } => self.source(text, Structure::Code, context),
            InlineKind::Math { tex } => {
                self.saw_math = true;
                self.source(tex, Structure::Formula(tex.clone()), context);
            }
            InlineKind::Link(link) => self.link(link, context),
            InlineKind::Image(image) => self.image(image, context),
            InlineKind::NoteRef { id } => self.note_mark(id, context),
            InlineKind::Span(span) => {
                let mut inner = context.clone();
                inner.language = span.language.as_ref().or(context.language);
                inner.structure = context.structure.clone().or(Some(Structure::Span));
                self.all(&span.content, &inner);
            }
            InlineKind::Break => self.push(RunContent::Break, context),
        }
    }

    fn push(&mut self, content: RunContent<'a>, context: &Context<'a>) {
        let Context { style, structure, link, language } = context.clone();
        self.runs.push(Run { content, style, structure, link, language, anchor: None, note: None });
    }

    fn text(&mut self, text: &'a str, context: &Context<'a>) {
        self.push(RunContent::Text(Cow::Borrowed(text)), context);
    }

    fn styled(
        &mut self,
        content: &'a [Inline],
        context: &Context<'a>,
        change: impl FnOnce(&mut RunStyle),
    ) {
        let mut inner = context.clone();
        change(&mut inner.style);
        self.all(content, &inner);
    }

    /// Program text or a formula's source: its own family, its own meaning.
    fn source(&mut self, text: &'a str, structure: Structure, context: &Context<'a>) {
        let mut inner = context.clone();
        inner.style.code = true;
        inner.structure = context.structure.clone().or(Some(structure));
        self.text(text, &inner);
    }

    fn link(&mut self, link: &'a Link, context: &Context<'a>) {
        let target = match link.target.strip_prefix('#') {
            Some(id) => LinkTarget::Anchor(id.to_owned()),
            None => LinkTarget::Address(link.target.clone()),
        };
        let mut inner = context.clone();
        inner.link = Some(self.add_link(target));
        inner.structure = Some(Structure::Link);
        inner.style.color = Some(self.link_color);
        self.all(&link.content, &inner);
    }

    fn add_link(&mut self, target: LinkTarget) -> usize {
        self.links.push(target);
        self.links.len() - 1
    }

    fn image(&mut self, image: &'a Image, context: &Context<'a>) {
        let key = image.asset.as_ref().filter(|key| !self.unshown.contains(*key));
        let asset = key.and_then(|key| self.part.article.assets.get(key));
        match asset {
            Some(asset) => {
                let mut inner = context.clone();
                inner.structure = Some(match image.alt.is_empty() {
                    true => Structure::Artifact,
                    false => Structure::Figure(image.alt.clone()),
                });
                self.push(RunContent::Image(image, asset), &inner);
            }
            None => self.text(&image.alt, context),
        }
    }

    fn note_mark(&mut self, id: &'a str, context: &Context<'a>) {
        let Some(number) = self.part.note_number(id) else { return };
        let style = RunStyle { shift: Shift::Superscript, ..RunStyle::default() };
        // Else the marks of notes 1 and 2 would read as 12.
        if self.runs.last().is_some_and(|run| run.structure == Some(Structure::Reference)) {
            let between = Context { style, ..context.clone() };
            self.text(",", &between);
        }
        let mut inner = context.clone();
        inner.link = Some(self.add_link(LinkTarget::Anchor(note_anchor(number))));
        inner.structure = Some(Structure::Reference);
        inner.style = style;
        self.push(RunContent::Text(Cow::Owned(number.to_string())), &inner);
        if let Some(run) = self.runs.last_mut() {
            run.anchor = Some(mark_anchor(number));
        }
    }
}

/// The name of a note. Ids of headings never hold a colon, so the names never meet.
pub fn note_anchor(number: usize) -> String {
    format!("note:{number}")
}

/// The name of the mark that leads to a note.
pub fn mark_anchor(number: usize) -> String {
    format!("mark:{number}")
}
