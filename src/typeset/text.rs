//! The text of a paragraph before shaping: one string, and what each stretch
//! of it looks like, means and leads to.

use std::ops::Range;

use super::features::{Features, Form, SUPERIORS};
use super::layout::{ContentId, TagId};
use super::typesetter::Typesetter;
use crate::article::Asset;
use crate::backends::RenderError;
use crate::compose::flow::{Paragraph, Run, RunContent, RunStyle, Shift, Structure};
use crate::fonts::FaceId;
use crate::language::{Direction, Tag};
use crate::length::Length;
use crate::media;
use crate::theme::{Align, Color, Role, Style};

/// Stands in a paragraph's text for an image (U+FFFC OBJECT REPLACEMENT CHARACTER).
pub(super) const OBJECT: char = '\u{FFFC}';

/// Stands in a paragraph's text for a new line that the author made (U+2028 LINE SEPARATOR).
pub(super) const NEW_LINE: char = '\u{2028}';

/// The text of a paragraph.
#[derive(Debug)]
pub(super) struct Text<'a> {
    /// The characters of all runs.
    pub text: String,
    /// Its element; `None` where it is only measured, and of decoration.
    pub tag: Option<TagId>,
    /// The stretches, which cover the text without gaps.
    pub pieces: Vec<Piece<'a>>,
    /// The names of places in it, with the byte before which each stands, in order.
    pub places: Vec<(usize, String)>,
    /// The language of the whole.
    pub language: &'a Tag,
    /// The direction of the whole.
    pub direction: Direction,
    /// The style of the role.
    pub style: Style,
    /// How lines stand.
    pub align: Align,
    /// Whether it is a title or a heading.
    pub heads: bool,
}

/// A stretch of text that looks and means the same.
#[derive(Debug)]
pub(super) struct Piece<'a> {
    /// The bytes of [`Text::text`].
    pub range: Range<usize>,
    /// How it looks.
    pub look: Look,
    /// What it is part of; `None` for decoration.
    pub content: Option<ContentId>,
    /// Where it leads, with the tag of the link.
    pub link: Option<(usize, TagId)>,
    /// Its language.
    pub language: &'a Tag,
    /// The name that leads to it.
    pub anchor: Option<String>,
    /// The image that it stands for.
    pub image: Option<InlineImage<'a>>,
    /// The note that it is the mark of, as a place in [`Typesetter::set_notes`].
    pub note: Option<usize>,
}

impl Piece<'_> {
    /// Whether another one behind it, which begins with nothing of its own, looks and means the same.
    fn goes_on_as(&self, next: &Piece<'_>) -> bool {
        let alone = next.anchor.is_some() || next.note.is_some() || next.image.is_some();
        let key = |piece: &Piece<'_>| (piece.content, piece.link);
        !alone
            && self.image.is_none()
            && key(self) == key(next)
            && self.look == next.look
            && self.language == next.language
    }
}

/// An image in a line.
#[derive(Debug, Clone, Copy)]
pub(super) struct InlineImage<'a> {
    /// What it shows.
    pub asset: &'a Asset,
    /// The asset's key.
    pub key: &'a str,
    /// Its width on paper.
    pub width: Length,
    /// Its height on paper.
    pub height: Length,
}

/// How a stretch of text looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Look {
    /// The face, where it has the character.
    pub face: FaceId,
    /// The size of the type.
    pub size: Length,
    /// The colour.
    pub color: Color,
    /// How far it is raised over the line.
    pub raise: Length,
    /// Whether it is struck through.
    pub strike: bool,
    /// Which forms of letters and figures it is in.
    pub features: Features,
    /// What is added after each letter.
    pub letter_spacing: Length,
    /// Whether it is program text, which is never hyphenated.
    pub code: bool,
}

impl Look {
    /// Whether it stands over the line, as the marks of notes do.
    pub fn is_raised(&self) -> bool {
        self.raise > Length::ZERO || self.features.form == Form::Shifted(SUPERIORS)
    }

    /// Whether letters in another look get the same glyphs in the same places.
    /// Of small capitals that is not known: a face may lack some.
    pub fn shapes_as(&self, other: &Look) -> bool {
        let seen = |look: &Look| (look.size, look.raise, look.features, look.letter_spacing);
        seen(self) == seen(other) && !self.features.small_caps()
    }
}

/// The element that the last run stands in, which the next one may join.
struct OpenElement<'a> {
    /// Meaning, link and language of its runs.
    key: (Option<Structure>, Option<usize>, Option<&'a Tag>),
    node: TagId,
    content: ContentId,
}

/// The size of raised and lowered text, in thousandths of the size around it.
const SHIFTED_SIZE: i64 = 680;
/// How far superscripts are raised, in thousandths of the size around them.
const SUPERSCRIPT_RAISE: i64 = 340;
/// How far subscripts are lowered, in thousandths of the size around them.
const SUBSCRIPT_DROP: i64 = 140;

/// The size of an image on paper: its own, made smaller where it exceeds `most`.
pub(super) fn image_size(natural: (Length, Length), most: (Length, Length)) -> (Length, Length) {
    let (mut width, mut height) = natural;
    if width > most.0 {
        height = height.scale(most.0.0, width.0);
        width = most.0;
    }
    if height > most.1 {
        width = width.scale(most.1.0, height.0);
        height = most.1;
    }
    (width, height)
}

impl<'a> Typesetter<'a> {
    /// Joins the runs of a paragraph and resolves their looks. Adds the
    /// paragraph to the tag tree under `parent`; without one it is only measured.
    pub(super) fn text(
        &mut self,
        paragraph: &Paragraph<'a>,
        parent: Option<TagId>,
        width: Length,
    ) -> Result<Text<'a>, RenderError> {
        let style = self.style(paragraph.role);
        let parent = parent.filter(|_| paragraph.structure != Structure::Artifact);
        let tag = parent.map(|parent| self.tag(parent, &paragraph.structure, paragraph.language));
        let mut text = Text {
            text: String::new(),
            tag,
            pieces: Vec::with_capacity(paragraph.runs.len()),
            places: Vec::new(),
            language: paragraph.language,
            direction: paragraph.direction,
            align: alignment(&style, paragraph),
            heads: paragraph.role <= Role::Heading6,
            style,
        };
        // An image must fit in the first line too.
        let width = width - first_indent(&text.style, paragraph.opens, width);
        let mut open = None;
        for run in &paragraph.runs {
            if let RunContent::Place(name) = &run.content {
                text.places.push((text.text.len(), name.clone()));
                continue;
            }
            let (content, link) = match tag {
                None => (None, None),
                Some(tag) => self.run_content(tag, run, paragraph.language, &mut open),
            };
            self.push_run(&mut text, run, paragraph.role, content, link, width)?;
        }
        Ok(text)
    }

    /// The content that a run is part of, and where it leads. Neighbours that
    /// mean the same share one element.
    fn run_content(
        &mut self,
        paragraph: TagId,
        run: &Run<'a>,
        language: &Tag,
        open: &mut Option<OpenElement<'a>>,
    ) -> (Option<ContentId>, Option<(usize, TagId)>) {
        if run.structure == Some(Structure::Artifact) {
            return (None, None);
        }
        let key = (run.structure.clone(), run.link, run.language);
        let element = open.take().filter(|open| open.key == key).unwrap_or_else(|| {
            let (node, content) = self.run_tag(paragraph, run, language);
            OpenElement { key, node, content }
        });
        let (node, content) = (element.node, element.content);
        *open = Some(element);
        (Some(content), run.link.map(|link| (link, node)))
    }

    /// The tag node of a run and a new content under it.
    fn run_tag(&mut self, paragraph: TagId, run: &Run<'a>, language: &Tag) -> (TagId, ContentId) {
        let node = match (&run.structure, run.language) {
            // A link must stand in a link (ISO 14289-1, 7.18.5), and the mark of a note is one.
            (Some(Structure::Reference), _) => {
                let reference = self.tags.node(paragraph, Structure::Reference, None);
                self.tags.node(reference, Structure::Link, None)
            }
            (Some(structure), own) => {
                self.tags.node(paragraph, structure.clone(), differing(own, language))
            }
            (None, Some(own)) if own != language => {
                self.tags.node(paragraph, Structure::Span, Some(own.clone()))
            }
            _ => paragraph,
        };
        (node, self.tags.content(node))
    }

    fn push_run(
        &mut self,
        text: &mut Text<'a>,
        run: &Run<'a>,
        role: Role,
        content: Option<ContentId>,
        link: Option<(usize, TagId)>,
        width: Length,
    ) -> Result<(), RenderError> {
        let start = text.text.len();
        let mut image = None;
        match &run.content {
            RunContent::Text(characters) => text.text.push_str(characters),
            // The space is what readers of the text find between the lines.
            RunContent::Break => text.text.extend([' ', NEW_LINE]),
            RunContent::Image(reference, asset) => {
                text.text.push(OBJECT);
                let most = (width, self.body_height() / 2);
                let (width, height) = image_size(media::natural_size(asset), most);
                let key = reference.asset.as_deref().unwrap_or_default();
                image = Some(InlineImage { asset, key, width, height });
            }
            RunContent::Place(_) => {}
        }
        let range = start..text.text.len();
        if range.is_empty() {
            return Ok(());
        }
        let mut look = self.look(&text.style, &run.style, role)?;
        self.shift(&mut look, run.style.shift, &text.text[range.clone()]);
        let language = run.language.unwrap_or(text.language);
        let anchor = run.anchor.clone();
        let piece = Piece { range, look, content, link, language, anchor, image, note: run.note };
        // Words are shaped piece by piece, and a place shall not be seen in them.
        let parted = text.places.last().is_some_and(|(at, _)| *at == start)
            && matches!(run.content, RunContent::Text(_))
            && !text.text[..start].ends_with(NEW_LINE);
        match text.pieces.last_mut().filter(|before| parted && before.goes_on_as(&piece)) {
            Some(before) => before.range.end = piece.range.end,
            None => text.pieces.push(piece),
        }
        Ok(())
    }

    /// The look of a run in a role's style.
    fn look(&mut self, style: &Style, run: &RunStyle, role: Role) -> Result<Look, RenderError> {
        let size = style.size.absolute();
        let bold = style.bold || run.strong;
        let italic = style.italic != run.emphasis;
        let base = self.face(&style.face, bold, italic)?;
        let (mut face, mut look_size) = (base, size);
        if run.code && style.face != "code" {
            face = self.face("code", bold, italic)?;
            look_size = self.matching_size(base, face, size);
        }
        let typed = run.code || run.typed || style.is_typed();
        let small_caps = style.small_caps || run.small_caps;
        Ok(Look {
            face,
            size: look_size,
            color: run.color.unwrap_or(style.color),
            raise: Length::ZERO,
            strike: run.strike,
            features: Features::of(style, typed, small_caps),
            letter_spacing: if typed { Length::ZERO } else { style.length(style.letter_spacing) },
            code: run.code || role == Role::Code,
        })
    }

    /// Raises or lowers a text: in the face's own superiors or inferiors where
    /// it has all of them, and else scaled, all characters alike.
    fn shift(&mut self, look: &mut Look, shift: Shift, text: &str) {
        let raise = match shift {
            Shift::None => return,
            Shift::Superscript => look.size.per_mille(SUPERSCRIPT_RAISE),
            Shift::Subscript => -look.size.per_mille(SUBSCRIPT_DROP),
        };
        look.letter_spacing = Length::ZERO;
        match self.own_shifted(look.face, shift, text) {
            Some(tag) => look.features.form = Form::Shifted(tag),
            None => {
                look.raise = raise;
                look.size = look.size.per_mille(SHIFTED_SIZE);
            }
        }
    }

    /// The size at which the x of `face` is as high as that of `base` at `size`.
    fn matching_size(&self, base: FaceId, face: FaceId, size: Length) -> Length {
        let (base, face) = (self.faces.get(base), self.faces.get(face));
        let height = base.scale(base.x_height, size);
        height.scale(i64::from(face.units_per_em), i64::from(face.x_height.max(1)))
    }
}

/// How far the first line of a paragraph stands in. It keeps room for text.
pub(super) fn first_indent(style: &Style, opens: bool, width: Length) -> Length {
    if opens { Length::ZERO } else { style.length(style.indent).min(width / 2) }
}

fn differing(own: Option<&Tag>, around: &Tag) -> Option<Tag> {
    own.filter(|own| *own != around).cloned()
}

fn alignment(style: &Style, paragraph: &Paragraph<'_>) -> Align {
    use crate::article::Alignment;
    let rtl = paragraph.direction == Direction::RightToLeft;
    match paragraph.alignment {
        Alignment::Natural => style.align,
        Alignment::Center => Align::Center,
        Alignment::Left if rtl => Align::End,
        Alignment::Right if !rtl => Align::End,
        _ => Align::Start,
    }
}
