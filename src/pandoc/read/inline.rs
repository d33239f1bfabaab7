//! Running text.

use serde_json::Value;

use super::block::html_of;
use super::{Attributes, Reader, element, list, text};
use crate::article::{Image, Inline, InlineKind, LanguageSpan, Link, Note, nesting, plain_text};
use crate::readers::html::fragment::Piece;
use crate::readers::tags::closed_names;
use crate::source::Span;

impl Reader<'_> {
    /// A list of inlines.
    pub(super) fn run(&mut self, value: &Value) -> Vec<Inline> {
        self.inlines(list(value))
    }

    pub(super) fn inlines(&mut self, values: &[Value]) -> Vec<Inline> {
        let mut run = Vec::new();
        let mut html: Vec<(usize, &str)> = Vec::new();
        for value in values {
            match html_of(value, "RawInline") {
                Some(tag) => html.push((run.len(), tag)),
                None => {
                    let (name, c) = element(value);
                    self.inline(name, c, &mut run);
                }
            }
        }
        if !html.is_empty() {
            run = self.with_html(run, html);
        }
        joined(run)
    }

    /// A run with the tags that stand in it.
    fn with_html(&mut self, run: Vec<Inline>, html: Vec<(usize, &str)>) -> Vec<Inline> {
        let mut pieces = Vec::with_capacity(run.len() + html.len());
        let closed = closed_names(&html.iter().map(|(_, tag)| *tag).collect::<String>());
        let mut html = html.into_iter().peekable();
        for (at, inline) in run.into_iter().enumerate() {
            while let Some((_, tag)) = html.next_if(|(place, _)| *place <= at) {
                pieces.push(self.html(tag, &closed));
            }
            pieces.push(Piece::Inline(inline));
        }
        pieces.extend(html.map(|(_, tag)| self.html(tag, &closed)));
        let mut run = self.fragments.run(pieces, self.diagnostics);
        nesting::cap_inlines(&mut run, 1);
        run
    }

    fn inline(&mut self, name: &str, c: &Value, run: &mut Vec<Inline>) {
        let kind = match name {
            "Str" => InlineKind::Text { text: text(c).to_owned() },
            "Space" | "SoftBreak" => InlineKind::Text { text: " ".to_owned() },
            "LineBreak" => InlineKind::Break,
            "Emph" => InlineKind::Emphasis { content: self.run(c) },
            "Strong" => InlineKind::Strong { content: self.run(c) },
            "Strikeout" => InlineKind::Strike { content: self.run(c) },
            "Superscript" => InlineKind::Superscript { content: self.run(c) },
            "Subscript" => InlineKind::Subscript { content: self.run(c) },
            "SmallCaps" => InlineKind::SmallCaps { content: self.run(c) },
            "Underline" => {
                self.dropped("underlines");
                return run.extend(self.run(c));
            }
            "Quoted" => return self.quoted(c, run),
            // What stands in the text for a source; the sources themselves are no part of it.
            "Cite" => return run.extend(self.run(&c[1])),
            "Code" => InlineKind::Code { text: text(&c[1]).to_owned() },
            "Math" => InlineKind::Math { tex: text(&c[1]).trim().to_owned() },
            "RawInline" => return self.dropped(&format!("raw {}", text(&c[0]))),
            "Link" => return self.link(c, run),
            "Image" => {
                let alt = plain_text(&self.run(&c[1])).trim().to_owned();
                let (reference, title) = (text(&c[2][0]).to_owned(), text(&c[2][1]).to_owned());
                InlineKind::Image(Image { reference, alt, title, asset: None })
            }
            "Note" => {
                let blocks = self.blocks(c);
                let id = format!("{}", self.notes.len() + 1);
                self.notes.push(Note { id: id.clone(), blocks, span: Span::NONE });
                InlineKind::NoteRef { id }
            }
            "Span" => return self.span(c, run),
            _ => return self.dropped(&format!("pandoc's “{name}”")),
        };
        run.push(Inline::new(kind, Span::NONE));
    }

    /// Text in quotation marks. Which ones is the language's affair, as for all that is typed.
    fn quoted(&mut self, c: &Value, run: &mut Vec<Inline>) {
        let mark = if element(&c[0]).0 == "SingleQuote" { "'" } else { "\"" };
        run.push(Inline::text(mark));
        run.extend(self.run(&c[1]));
        run.push(Inline::text(mark));
    }

    fn link(&mut self, c: &Value, run: &mut Vec<Inline>) {
        let content = self.run(&c[1]);
        let (target, title) = (text(&c[2][0]).to_owned(), text(&c[2][1]).to_owned());
        if target.is_empty() || content.is_empty() {
            return run.extend(content);
        }
        run.push(Inline::new(InlineKind::Link(Link { target, title, content }), Span::NONE));
    }

    fn span(&mut self, c: &Value, run: &mut Vec<Inline>) {
        let attributes = Attributes(&c[0]);
        let content = self.run(&c[1]);
        if let Some(marker) = attributes.page_marker(|| plain_text(&content)) {
            return run.push(Inline::new(marker, Span::NONE));
        }
        let (language, direction) = (attributes.language(), attributes.direction());
        let has_class = |name: &str| attributes.classes().any(|class| class == name);
        let expansion = attributes.get("title").filter(|_| has_class("abbr"));
        let kind = if let Some(expansion) = expansion {
            InlineKind::Abbreviation { expansion: expansion.to_owned(), content }
        } else if has_class("smallcaps") {
            InlineKind::SmallCaps { content }
        } else if language.is_some() || direction.is_some() {
            InlineKind::Span(LanguageSpan { language, direction, content })
        } else {
            return run.extend(content);
        };
        run.push(Inline::new(kind, Span::NONE));
    }
}

/// A run in which words and spaces are one text.
fn joined(run: Vec<Inline>) -> Vec<Inline> {
    let mut joined: Vec<Inline> = Vec::with_capacity(run.len());
    for inline in run {
        match (joined.last_mut().map(|last| &mut last.kind), inline.kind) {
            (Some(InlineKind::Text { text: before }), InlineKind::Text { text }) => {
                before.push_str(&text);
            }
            (_, kind) => joined.push(Inline::new(kind, inline.span)),
        }
    }
    joined
}
