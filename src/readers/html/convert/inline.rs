//! Elements in running text.

use super::super::elements::is_block;
use super::super::fragment::Content;
use super::super::tree::NodeId;
use super::style::Looks;
use super::{Converter, media};
use crate::article::{BlockKind, Inline, InlineKind, LanguageSpan, Link, walk};
use crate::language::Tag;

impl Converter<'_, '_> {
    /// Any node as part of a run; what stands on lines of its own is parted by spaces.
    pub(super) fn inline_node(&mut self, id: NodeId, run: &mut Vec<Inline>) {
        let (tree, name, span) = (self.tree(), self.tree().name(id), self.span(id));
        if let Some(content) = self.slot(id) {
            push_slot(content, run);
        } else if let Some(text) = tree.text(id) {
            if !self.stays(id) {
                return;
            }
            run.push(Inline::new(InlineKind::Text { text: text.to_owned() }, span));
        } else if let Some(formula) = self.formula(id) {
            run.push(Inline::new(InlineKind::Math { tex: formula.tex }, span));
        } else if name.is_empty() || !self.stays(id) {
        } else if name == "br" {
            run.push(Inline::new(InlineKind::Break, span));
        } else if media::is_embedded(name) {
            let mut flow = super::Flow::default();
            self.embedded(id, &mut flow);
            run.append(&mut flow.run);
        } else if is_block(name) {
            let space = || Inline::new(InlineKind::Text { text: " ".to_owned() }, span);
            run.push(space());
            run.append(&mut self.run(id));
            run.push(space());
        } else {
            self.inline(id, run);
        }
    }

    /// An element of running text.
    pub(super) fn inline(&mut self, id: NodeId, run: &mut Vec<Inline>) {
        let (name, span) = (self.tree().name(id), self.span(id));
        let looks = Looks::of(self.tree(), id);
        let kind = match name {
            "a" => return self.link(id, run),
            "img" => {
                return run.extend(
                    self.image(id).map(|image| Inline::new(InlineKind::Image(image), span)),
                );
            }
            "wbr" => InlineKind::Text { text: "\u{200B}".to_owned() },
            "em" | "i" | "cite" | "dfn" | "var" if looks.italic != Some(false) => {
                InlineKind::Emphasis { content: self.spoken(id) }
            }
            "strong" | "b" if looks.bold != Some(false) => {
                InlineKind::Strong { content: self.spoken(id) }
            }
            "s" | "strike" | "del" => InlineKind::Strike { content: self.spoken(id) },
            "sup" => match self.note_reference(id) {
                Some(id) => InlineKind::NoteRef { id },
                None => InlineKind::Superscript { content: self.spoken(id) },
            },
            "sub" => InlineKind::Subscript { content: self.spoken(id) },
            "code" | "kbd" | "samp" | "tt" => InlineKind::Code { text: self.one_line(id) },
            "abbr" | "acronym" => return self.abbreviation(id, run),
            "q" => return self.quoted(id, run),
            "ruby" => return self.ruby(id, run),
            _ => return run.extend(looks.wrap(self.spoken(id))),
        };
        run.push(Inline::new(kind, span));
    }

    /// The text of an element with its white space collapsed.
    fn one_line(&self, id: NodeId) -> String {
        self.tree().text_of(id).split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// What an element holds, in its language.
    fn spoken(&mut self, id: NodeId) -> Vec<Inline> {
        let (language, direction) = (self.language(id), self.direction(id));
        let content = self.run(id);
        if (language.is_none() && direction.is_none()) || content.is_empty() {
            return content;
        }
        let span = LanguageSpan { language, direction, content };
        vec![Inline::new(InlineKind::Span(span), self.span(id))]
    }

    /// An abbreviation, where it says what it stands for.
    fn abbreviation(&mut self, id: NodeId, run: &mut Vec<Inline>) {
        let expansion = self.attribute(id, "title").map(str::trim).unwrap_or_default().to_owned();
        if expansion.is_empty() || expansion == self.one_line(id) {
            return run.extend(self.spoken(id));
        }
        let content = self.spoken(id);
        if !content.is_empty() {
            let kind = InlineKind::Abbreviation { expansion, content };
            run.push(Inline::new(kind, self.span(id)));
        }
    }

    fn link(&mut self, id: NodeId, run: &mut Vec<Inline>) {
        if let Some(note) = self.note_reference(id) {
            run.push(Inline::new(InlineKind::NoteRef { id: note }, self.span(id)));
            return;
        }
        let content = self.spoken(id);
        let Some(target) = self.attribute(id, "href").filter(|_| !content.is_empty()) else {
            run.extend(content);
            return;
        };
        if is_permalink(&content, target) {
            return;
        }
        let title = self.attribute(id, "title").unwrap_or_default().to_owned();
        let link = Link { target: self.address(target), title, content };
        run.push(Inline::new(InlineKind::Link(link), self.span(id)));
    }

    /// Text between the quotation marks of its language (HTML, 15.3.3).
    fn quoted(&mut self, id: NodeId, run: &mut Vec<Inline>) {
        let span = self.span(id);
        let language = self.page.language.as_ref().map(Tag::primary);
        let marks = match language {
            Some("de" | "cs" | "sk" | "bg" | "is" | "sl") => ["„", "“", "‚", "‘"],
            Some("fr") => ["«\u{A0}", "\u{A0}»", "“", "”"],
            Some("it" | "es" | "pt" | "ru" | "uk" | "el" | "no" | "nb" | "nn") => {
                ["«", "»", "“", "”"]
            }
            Some("pl" | "hu" | "ro") => ["„", "”", "«", "»"],
            Some("sv" | "fi") => ["”", "”", "’", "’"],
            Some("ja" | "zh") => ["「", "」", "『", "』"],
            _ => ["“", "”", "‘", "’"],
        };
        let at = if self.quotes.is_multiple_of(2) { 0 } else { 2 };
        let mark = |at: usize| Inline::new(InlineKind::Text { text: marks[at].to_owned() }, span);
        run.push(mark(at));
        self.quotes += 1;
        let content = self.spoken(id);
        self.quotes -= 1;
        run.extend(content);
        run.push(mark(at + 1));
    }

    /// Text with its reading behind it, in brackets.
    fn ruby(&mut self, id: NodeId, run: &mut Vec<Inline>) {
        let span = self.span(id);
        let text = |text: &str| Inline::new(InlineKind::Text { text: text.to_owned() }, span);
        for child in self.tree().children(id) {
            match self.tree().name(child) {
                "rp" => {}
                "rt" | "rtc" => {
                    let reading = self.run(child);
                    if !reading.is_empty() {
                        run.push(text("("));
                        run.extend(reading);
                        run.push(text(")"));
                    }
                }
                _ => self.inline_node(child, run),
            }
        }
    }
}

/// Adds what has been read already; of blocks their text.
fn push_slot(content: Content, run: &mut Vec<Inline>) {
    match content {
        Content::Inline(inline) => run.push(inline),
        Content::Block(block) => walk::blocks_in(&[block], &mut |block| {
            let own = match &block.kind {
                BlockKind::Code(code) => Some(InlineKind::Code { text: code.text.clone() }),
                BlockKind::Math { tex } => Some(InlineKind::Math { tex: tex.clone() }),
                BlockKind::Figure(figure) => Some(InlineKind::Image(figure.image.clone())),
                _ => None,
            };
            run.extend(own.map(|kind| Inline::new(kind, block.span)));
            for inside in block.kind.inlines() {
                run.extend_from_slice(inside);
                run.push(Inline::text(" "));
            }
        }),
    }
}

/// Whether a link is the mark beside a heading that gives its address.
fn is_permalink(content: &[Inline], target: &str) -> bool {
    let text = crate::article::plain_text(content);
    target.contains('#') && matches!(text.trim(), "#" | "¶" | "§" | "🔗" | "⚓" | "link")
}

#[cfg(test)]
mod tests {
    use super::super::super::{Part, ReadOptions, read_from};
    use crate::article::dump::dump_blocks;
    use crate::diagnostics::Diagnostics;
    use crate::source::Source;

    /// What a paragraph of an English page becomes, as the dump of the model has it.
    fn dumped(paragraph: &str) -> String {
        let source = Source::new("a.html", format!("<html lang=en><body><p>{paragraph}"));
        let options = ReadOptions { part: Part::Whole, ..ReadOptions::default() };
        let article = read_from(&source, None, &options, &mut Diagnostics::new()).unwrap();
        let dump = dump_blocks(&article.blocks);
        let lines = dump.lines().skip_while(|line| !line.starts_with("paragraph")).skip(1);
        lines.map(str::trim).collect::<Vec<_>>().join("|")
    }

    #[test]
    fn every_element_may_name_its_language() {
        for (html, expected) in [
            ("a <i lang=la>sensu</i>", "text \"a \"|emphasis|span lang=la \"sensu\""),
            ("a <em lang=en>word</em>", "text \"a \"|emphasis \"word\""),
            (
                "<span lang=fr>un <b lang=en>word</b></span>",
                "span lang=fr|text \"un \"|strong|span lang=en \"word\"",
            ),
        ] {
            assert_eq!(dumped(html), expected, "{html}");
        }
    }

    #[test]
    fn styles_say_what_elements_would() {
        for (html, expected) in [
            ("a <span style='font-style:italic'>b</span>", "text \"a \"|emphasis \"b\""),
            ("a <font style='font-weight:700'>b</font>", "text \"a \"|strong \"b\""),
            (
                "a <b style='font-weight:normal'>b <i>c</i></b>",
                "text \"a \"|text \"b \"|emphasis \"c\"",
            ),
        ] {
            assert_eq!(dumped(html), expected, "{html}");
        }
    }
}
