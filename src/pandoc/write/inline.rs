//! Running text.

use serde_json::{Value, json};

use super::{Writer, element, mark, plain, scope};
use crate::article::{Image, Inline, InlineKind};

impl<'a> Writer<'a> {
    pub(super) fn inline(&mut self, inline: &'a Inline) -> Value {
        let (name, content) = match &inline.kind {
            InlineKind::Text { text } => ("Span", json!([plain(), words(text)])),
            InlineKind::Emphasis { content } => ("Emph", self.inlines(content)),
            InlineKind::Strong { content } => ("Strong", self.inlines(content)),
            InlineKind::Strike { content } => ("Strikeout", self.inlines(content)),
            InlineKind::Superscript { content } => ("Superscript", self.inlines(content)),
            InlineKind::Subscript { content } => ("Subscript", self.inlines(content)),
            InlineKind::SmallCaps { content } => ("SmallCaps", self.inlines(content)),
            InlineKind::Abbreviation { expansion, content } => {
                let attributes = json!(["", ["abbr"], [["title", expansion]]]);
                ("Span", json!([attributes, self.inlines(content)]))
            }
            InlineKind::Code { text } => ("Code", json!([plain(), text])),
            InlineKind::Link(link) => {
                let target = json!([link.target, link.title]);
                ("Link", json!([plain(), self.inlines(&link.content), target]))
            }
            InlineKind::Image(image) => return self.image(image),
            InlineKind::NoteRef { id } => match self.note(id) {
                Some(blocks) => ("Note", blocks),
                None => {
                    self.shown_otherwise("another mark of a note", "its number", inline.span);
                    let number = self.note_number(id).unwrap_or_default().to_string();
                    ("Superscript", words(&number).into())
                }
            },
            InlineKind::Math { tex } => ("Math", json!([mark("InlineMath"), tex])),
            InlineKind::Span(span) => {
                let scope = scope(span.language.as_ref(), span.direction).unwrap_or_else(plain);
                ("Span", json!([scope, self.inlines(&span.content)]))
            }
            InlineKind::Break => return mark("LineBreak"),
            InlineKind::PageMarker(marker) => {
                let pairs = [["role", "doc-pagebreak"], ["aria-label", &marker.label]];
                ("Span", json!([[marker.id, ["pagebreak"], pairs], []]))
            }
        };
        element(name, content)
    }

    pub(super) fn image(&mut self, image: &Image) -> Value {
        let target = json!([image.reference, image.title]);
        element("Image", json!([plain(), words(&image.alt), target]))
    }
}

/// Words and the spaces between them. Only spaces where a line may be broken are such.
pub(super) fn words(text: &str) -> Vec<Value> {
    let mut out = Vec::new();
    for (at, word) in text.split([' ', '\n', '\t']).enumerate() {
        if at > 0 && out.last().is_none_or(|last: &Value| last["t"] != "Space") {
            out.push(mark("Space"));
        }
        if !word.is_empty() {
            out.push(element("Str", word.into()));
        }
    }
    out
}
