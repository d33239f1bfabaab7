//! Inlines become runs: nesting is resolved into the style and meaning of
//! every stretch of characters.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::notes::{self, Mark, Notes};
use super::{LinkTarget, Run, RunContent, RunStyle, Shift, Structure};
use crate::article::{AssetKey, Image, Inline, InlineKind, Link, plain_text};
use crate::compose::Part;
use crate::language::{Direction, Tag};
use crate::theme::{AddressPlace, Color, Role};

/// What the runs of a paragraph are made with.
pub(super) struct Inlines<'f, 'a> {
    /// The article.
    pub part: &'f Part<'a>,
    /// Assets that cannot be shown.
    pub unshown: &'f BTreeSet<AssetKey>,
    /// What links lead to, growing.
    pub links: &'f mut Vec<LinkTarget>,
    /// The notes of the article, growing.
    pub notes: &'f mut Notes<'a>,
    /// The colour of links.
    pub link_color: Color,
    /// The role of the paragraph.
    pub role: Role,
    /// Its direction.
    pub direction: Direction,
    /// Whether a formula was set as its source.
    pub saw_math: bool,
    /// What was lowered.
    pub runs: Vec<Run<'a>>,
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
    /// The runs of a run of inlines, in order.
    pub fn lower(&mut self, inlines: &'a [Inline]) -> Vec<Run<'a>> {
        self.runs.reserve_exact(inlines.len());
        self.all(inlines, &Context::default());
        std::mem::take(&mut self.runs)
    }

    fn all(&mut self, inlines: &'a [Inline], context: &Context<'a>) {
        for (index, inline) in inlines.iter().enumerate() {
            match &inline.kind {
                InlineKind::Link(link) => self.link(link, context, &inlines[index + 1..]),
                kind => self.one(kind, context),
            }
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
            InlineKind::Abbreviation { expansion, content } => {
                let mut inner = context.clone();
                // In a link the link's own tag comes first.
                let own = Structure::Abbreviation(expansion.clone());
                inner.structure = context.structure.clone().or(Some(own));
                self.all(content, &inner);
            }
            InlineKind::Code { text } => self.source(text, Structure::Code, context),
            InlineKind::Math { tex } => {
                self.saw_math = true;
                self.source(tex, Structure::Formula(tex.clone()), context);
            }
            InlineKind::Link(link) => self.link(link, context, &[]),
            InlineKind::Image(image) => self.image(image, context),
            InlineKind::NoteRef { id } => self.note_mark(id, context),
            InlineKind::Span(span) => {
                let mut inner = context.clone();
                inner.language = span.language.as_ref().or(context.language);
                inner.structure = context.structure.clone().or(Some(Structure::Span));
                self.all(&span.content, &inner);
            }
            InlineKind::Break => self.push(RunContent::Break, context),
            InlineKind::PageMarker(marker) => {
                self.push(RunContent::Place(self.part.place(&marker.id)), context)
            }
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

    /// A link, and what paper says of it. `rest` is what follows.
    fn link(&mut self, link: &'a Link, context: &Context<'a>, rest: &[Inline]) {
        let target = match link.target.strip_prefix('#') {
            Some(id) => LinkTarget::Anchor(self.part.place(id)),
            None => LinkTarget::Address(link.target.clone()),
        };
        let mut inner = context.clone();
        let target = self.add_link(target);
        inner.link = Some(target);
        inner.structure = Some(Structure::Link);
        inner.style.color = Some(self.link_color);
        let before = self.runs.len();
        self.all(&link.content, &inner);
        // A link without text is not to be seen, and has no place for a mark.
        let seen = self.runs.len() > before;
        if seen && self.notes.addresses != AddressPlace::None && !goes_on(link, rest) {
            self.address(link, target, context);
        }
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

    /// The address of a link that was lowered, where its text does not say it.
    fn address(&mut self, link: &'a Link, target: usize, context: &Context<'a>) {
        let Some(shown) = notes::told(&plain_text(&link.content), &link.target, self.part) else {
            return;
        };
        let in_title = self.role <= Role::Heading6;
        let inline = self.notes.addresses == AddressPlace::Inline && !in_title;
        if inline || self.notes.inside {
            self.push_plain(" ⟨", context);
            let mut run = notes::address_run(&shown, target, self.direction);
            run.style.color = Some(self.link_color);
            self.runs.push(run);
            self.push_plain("⟩", context);
        } else {
            let mark = self.notes.address(&shown, target, self.links);
            self.mark(mark, context);
        }
    }

    fn push_plain(&mut self, text: &'static str, context: &Context<'a>) {
        let Context { structure, link, language, .. } = context.clone();
        self.runs.push(Run { structure, link, language, ..Run::plain(text) });
    }

    fn note_mark(&mut self, id: &'a str, context: &Context<'a>) {
        if let Some(mark) = self.notes.own(id, self.links) {
            self.mark(mark, context);
        }
    }

    fn mark(&mut self, mark: Mark, context: &Context<'a>) {
        let style = RunStyle { shift: Shift::Superscript, ..RunStyle::default() };
        // Else the marks of notes 1 and 2 would read as 12.
        if self.runs.last().is_some_and(|run| run.structure == Some(Structure::Reference)) {
            let between = Context { style, ..context.clone() };
            self.text(",", &between);
        }
        self.runs.push(Run {
            style,
            structure: Some(Structure::Reference),
            link: Some(mark.link),
            language: context.language,
            anchor: mark.anchor,
            note: mark.note,
            ..Run::plain(mark.text)
        });
    }
}

/// Whether the link that follows, but for a space, leads to the same place: the
/// two are read as one.
fn goes_on(link: &Link, rest: &[Inline]) -> bool {
    let is_space = |inline: &&Inline| matches!(&inline.kind, InlineKind::Text { text } if text.trim().is_empty());
    let mut following = rest.iter().take(2);
    let next = following.find(|inline| !is_space(inline)).map(|inline| &inline.kind);
    matches!(next, Some(InlineKind::Link(next)) if next.target == link.target)
}
