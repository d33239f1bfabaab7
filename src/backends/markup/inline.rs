//! Running text.

use super::{Markup, Scope, Source};
use crate::article::{Image, Inline, InlineKind, Link, PageMarker};
use crate::diagnostics::Kind;
use crate::math::Place;
use crate::source::Span;

impl Markup<'_> {
    /// Writes running text.
    pub(super) fn inlines(&mut self, run: &[Inline]) {
        let is_mark = |inline: &Inline| matches!(inline.kind, InlineKind::NoteRef { .. });
        for (index, inline) in run.iter().enumerate() {
            // Else the marks of notes 1 and 2 would read as 12.
            if index > 0 && is_mark(inline) && is_mark(&run[index - 1]) {
                self.out.push_str("<sup>,</sup>");
            }
            self.inline(inline);
        }
    }

    fn inline(&mut self, inline: &Inline) {
        match &inline.kind {
            InlineKind::Text { text } => self.text(text),
            InlineKind::Emphasis { content } => self.marked("em", &[], content),
            InlineKind::Strong { content } => self.marked("strong", &[], content),
            InlineKind::Strike { content } => self.marked("s", &[], content),
            InlineKind::Superscript { content } => self.marked("sup", &[], content),
            InlineKind::Subscript { content } => self.marked("sub", &[], content),
            InlineKind::SmallCaps { content } => {
                self.marked("span", &[("class", "small-caps")], content);
            }
            InlineKind::Abbreviation { expansion, content } => {
                self.marked("abbr", &[("title", expansion)], content);
            }
            InlineKind::Code { text } => {
                let scope = self.ltr();
                self.element("code", &[], scope, |m| m.text(text));
            }
            InlineKind::Link(link) => self.link(link, inline.span),
            InlineKind::Image(image) => self.image(image),
            InlineKind::NoteRef { id } => self.note_reference(id),
            InlineKind::Math { tex } => self.formula(tex, Place::Line, inline.span),
            InlineKind::Span(span) => {
                let scope = Scope { language: span.language.as_ref(), direction: span.direction };
                self.element("span", &[], scope, |m| m.inlines(&span.content));
            }
            InlineKind::Break => self.out.push_str("<br/>"),
            InlineKind::PageMarker(marker) => self.page_marker(marker),
        }
    }

    fn marked(&mut self, name: &str, attributes: &[(&str, &str)], content: &[Inline]) {
        self.element(name, attributes, Scope::default(), |m| m.inlines(content));
    }

    /// A link; only its text where the address cannot be one, or where a link is open already.
    fn link(&mut self, link: &Link, span: Span) {
        if self.in_link || link.content.is_empty() {
            return self.inlines(&link.content);
        }
        let address = match link.target.strip_prefix('#') {
            Some(id) => self.anchors.place(self.file, id),
            None => self.around.outside(&link.target),
        };
        let Some(address) = address else {
            self.diagnostics.push(Kind::LinkBroken { target: link.target.clone() }, span);
            return self.inlines(&link.content);
        };
        let attributes = [("href", address.as_str()), ("title", link.title.as_str())];
        let given = if link.title.is_empty() { &attributes[..1] } else { &attributes };
        self.in_link = true;
        self.marked("a", given, &link.content);
        self.in_link = false;
    }

    /// An image, or its alternative text in its place.
    pub(super) fn image(&mut self, image: &Image) {
        let Some(source) = self.source_of(image) else {
            if !image.alt.is_empty() {
                let class = [("class", "missing")];
                self.element("span", &class, Scope::default(), |m| m.text(&image.alt));
            }
            return;
        };
        self.out.push_str("<img");
        self.attribute("src", &source.address);
        self.attribute("alt", &image.alt);
        if image.alt.is_empty() {
            self.attribute("role", "presentation");
        } else if !image.title.is_empty() {
            self.attribute("title", &image.title);
        }
        if let Some((width, height)) = source.size {
            self.attribute("width", &width.to_string());
            self.attribute("height", &height.to_string());
        }
        self.out.push_str("/>");
    }

    /// Where an image comes from, when it is at hand.
    pub(super) fn source_of(&self, image: &Image) -> Option<Source> {
        self.around.image(image.asset.as_ref()?)
    }

    /// The raised number of a note.
    fn note_reference(&mut self, id: &str) {
        let Some(number) = self.part.note_number(id) else { return };
        let Some(known) = self.references.get_mut(number - 1) else { return };
        if known.0 == 0 {
            known.1 = self.file;
        }
        known.0 += 1;
        let own = self.anchors.reference_id(number, known.0);
        let shown = number.to_string();
        if self.in_link {
            return self.element("sup", &[("id", &own)], Scope::default(), |m| m.text(&shown));
        }
        let note = self.anchors.note_id(number);
        let address = self.anchors.address(self.file, self.anchors.notes_file(), &note);
        let attributes = [
            ("href", address.as_str()),
            ("id", &own),
            ("role", "doc-noteref"),
            ("epub:type", "noteref"),
        ];
        let given = if self.around.epub_types() { &attributes } else { &attributes[..3] };
        self.element("sup", &[], Scope::default(), |m| {
            m.element("a", given, Scope::default(), |m| m.text(&shown));
        });
    }

    /// A page break marker, which readers that know such call by its number.
    fn page_marker(&mut self, marker: &PageMarker) {
        let id = self.anchors.place_id(&marker.id);
        let attributes = [
            ("role", "doc-pagebreak"),
            ("id", id.as_str()),
            ("aria-label", marker.label.as_str()),
            ("epub:type", "pagebreak"),
        ];
        let given = if self.around.epub_types() { &attributes } else { &attributes[..3] };
        self.element("span", given, Scope::default(), |_| {});
    }

    /// A formula as MathML, with its source as `alttext` (MathML 3, section 2.2.1); what cannot
    /// be read, as it was written.
    pub(super) fn formula(&mut self, tex: &str, place: Place, span: Span) {
        match self.formulas.mathml(tex, place) {
            Ok(element) => {
                self.out.push_str("<math");
                self.attribute("alttext", &tex.split_whitespace().collect::<Vec<_>>().join(" "));
                self.out.push_str(element.strip_prefix("<math").unwrap_or(&element));
            }
            Err(reason) => {
                let construct = format!("a formula ({reason})");
                self.shown_otherwise(&construct, "its TeX source", span);
                let scope = self.ltr();
                self.element("code", &[("class", "math")], scope, |m| m.text(tex));
            }
        }
    }
}
