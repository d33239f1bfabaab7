//! Blocks.

use super::{Markup, SCROLLS, Scope, counters, sheet};
use crate::article::{
    Aside, AsideKind, Block, BlockKind, Code, Definition, Figure, Heading, Inline, List, ListItem,
    ListKind, Quote,
};
use crate::cancel;
use crate::compose::{counts_level, is_verse};
use crate::highlight::{Kind, Pieces};
use crate::language::Direction;
use crate::math::Place;

impl Markup<'_> {
    pub(super) fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            cancel::check();
            self.block(block);
        }
    }

    pub(super) fn block(&mut self, block: &Block) {
        let scope = Scope::of(block);
        match &block.kind {
            BlockKind::Heading(heading) => self.heading(heading, scope),
            BlockKind::Paragraph { content } => {
                let class: &[_] = if is_verse(content) { &[("class", "verse")] } else { &[] };
                self.line("p", class, scope, |m| m.inlines(content));
            }
            BlockKind::Quote(quote) => self.quote(quote, scope),
            BlockKind::List(list) => self.list(list, scope),
            BlockKind::DefinitionList { items } => self.definitions(items, scope),
            BlockKind::Code(code) => self.code(code, scope),
            BlockKind::Table(table) => self.table(table, scope),
            BlockKind::Figure(figure) => self.figure(figure, scope),
            BlockKind::Rule => self.out.push_str("<hr/>\n"),
            BlockKind::Math { tex } => {
                self.line("div", &[("class", "formula"), SCROLLS], scope, |m| {
                    m.formula(tex, Place::Display, block.span);
                });
            }
            BlockKind::Aside(aside) => self.aside(aside, scope),
        }
    }

    fn heading(&mut self, heading: &Heading, scope: Scope<'_>) {
        let name = format!("h{}", self.rank(heading.level));
        let class = format!("heading-{}", heading.level.clamp(1, 6));
        let id = self.anchors.place_id(&heading.id);
        let attributes = [("class", class.as_str()), ("id", id.as_str())];
        let given = if heading.id.is_empty() { &attributes[..1] } else { &attributes };
        self.line(&name, given, scope, |m| m.inlines(&heading.content));
    }

    fn quote(&mut self, quote: &Quote, scope: Scope<'_>) {
        let cite = quote.cite.as_ref().and_then(|cite| super::absolute(cite));
        let attributes: Vec<_> = cite.iter().map(|cite| ("cite", cite.as_str())).collect();
        self.line("blockquote", &attributes, scope, |m| {
            m.out.push('\n');
            m.blocks(&quote.blocks);
            if !quote.attribution.is_empty() {
                let class = [("class", "attribution")];
                m.line("p", &class, Scope::default(), |m| m.inlines(&quote.attribution));
            }
        });
    }

    fn list(&mut self, list: &List, scope: Scope<'_>) {
        let class = match list.tight {
            _ if list.items.iter().all(|item| item.task.is_some()) => "tasks",
            true => "tight",
            false => "loose",
        };
        let (name, first, marker) = match list.kind {
            ListKind::Bullet => ("ul", 1, None),
            ListKind::Ordered { start, numbering } => {
                ("ol", start, Some(self.part.markers.marker(numbering, self.number_level)))
            }
        };
        let first = first.to_string();
        let kind = marker.and_then(|marker| counters::list_type(marker.counter));
        let class = match marker.and_then(counters::class) {
            Some(counter) => format!("{class} {counter}"),
            None => class.to_owned(),
        };
        let mut attributes = vec![("class", class.as_str())];
        attributes.extend(kind.map(|kind| ("type", kind)));
        attributes.extend((first != "1").then_some(("start", first.as_str())));
        let level = usize::from(counts_level(list.kind));
        self.line(name, &attributes, scope, |m| {
            m.out.push('\n');
            m.number_level += level;
            for item in &list.items {
                m.line("li", &[], Scope::default(), |m| m.item(item, list.tight));
            }
            m.number_level -= level;
        });
    }

    fn item(&mut self, item: &ListItem, tight: bool) {
        let mark = item.task.map(|done| if done { "☑\u{A0}" } else { "☐\u{A0}" });
        self.flow(&item.blocks, tight, |m| {
            if let Some(mark) = mark {
                m.element("span", &[("class", "task")], Scope::default(), |m| m.text(mark));
            }
        });
    }

    /// Writes the blocks of an item, a cell or a note, with something before the
    /// first words. If `bare`, the only paragraph among them gets no element of its own.
    pub(super) fn flow(&mut self, blocks: &[Block], bare: bool, before: impl FnOnce(&mut Self)) {
        let (first, rest) = match blocks.split_first() {
            Some((Block { kind: BlockKind::Paragraph { content }, .. }, rest)) => {
                (Some((&blocks[0], content)), rest)
            }
            _ => (None, blocks),
        };
        let is_paragraph = |block: &Block| matches!(block.kind, BlockKind::Paragraph { .. });
        match first {
            Some((block, content))
                if bare && Scope::of(block).is_empty() && !rest.iter().any(is_paragraph) =>
            {
                before(self);
                self.inlines(content);
                if !rest.is_empty() {
                    self.out.push('\n');
                }
            }
            Some((block, content)) => self.line("p", &[], Scope::of(block), |m| {
                before(m);
                m.inlines(content);
            }),
            None => before(self),
        }
        self.blocks(rest);
    }

    fn definitions(&mut self, items: &[Definition], scope: Scope<'_>) {
        // HTML wants every group of a `dl` to have a term and a description.
        const NO_TERM: &[Vec<Inline>] = &[Vec::new()];
        const NO_DESCRIPTION: &[Vec<Block>] = &[Vec::new()];
        self.line("dl", &[], scope, |m| {
            m.out.push('\n');
            for item in items {
                let terms = if item.terms.is_empty() { NO_TERM } else { &item.terms };
                for term in terms {
                    m.line("dt", &[], Scope::default(), |m| m.inlines(term));
                }
                let given = !item.descriptions.is_empty();
                for blocks in if given { &item.descriptions } else { NO_DESCRIPTION } {
                    m.line("dd", &[], Scope::default(), |m| m.flow(blocks, true, |_| {}));
                }
            }
        });
    }

    fn code(&mut self, code: &Code, scope: Scope<'_>) {
        let class = code.language.as_deref().and_then(language_class);
        let attributes: Vec<_> = class.iter().map(|class| ("class", class.as_str())).collect();
        // Program text runs from left to right, whatever the language of its comments.
        let by_language = scope.language.map_or(self.direction, |language| language.direction());
        let turned = (by_language == Direction::RightToLeft).then_some(Direction::LeftToRight);
        let scope = Scope { direction: scope.direction.or(turned), ..scope };
        self.line("pre", &[], scope, |m| {
            m.element("code", &attributes, Scope::default(), |m| m.program(code));
        });
    }

    /// Program text, with its words marked as far as anyone shows them.
    fn program(&mut self, code: &Code) {
        let shown = Kind::ALL.iter().any(|kind| self.around.shows(*kind));
        let language = code.language.as_deref().filter(|_| shown);
        for (text, kind) in Pieces::new(language, &code.text).up_to(code.text.len()) {
            match kind.filter(|kind| self.around.shows(*kind)) {
                Some(kind) => {
                    let class = sheet::token_class(kind);
                    self.element("span", &[("class", &class)], Scope::default(), |m| m.text(text));
                }
                None => self.text(text),
            }
        }
    }

    fn figure(&mut self, figure: &Figure, scope: Scope<'_>) {
        let shown = self.source_of(&figure.image).is_some() || !figure.image.alt.is_empty();
        if !shown && figure.caption.is_empty() {
            return;
        }
        self.line("figure", &[], scope, |m| {
            m.image(&figure.image);
            if !figure.caption.is_empty() {
                m.out.push('\n');
                m.line("figcaption", &[], Scope::default(), |m| m.inlines(&figure.caption));
            }
        });
    }

    fn aside(&mut self, aside: &Aside, scope: Scope<'_>) {
        let (class, role) = aside_kind(aside.kind);
        let mut attributes = vec![("class", class)];
        attributes.extend(role.map(|role| ("role", role)));
        if aside.kind == AsideKind::Tip && self.around.epub_types() {
            attributes.push(("epub:type", "tip"));
        }
        self.line("aside", &attributes, scope, |m| {
            m.out.push('\n');
            let title = [("class", "aside-title")];
            if !aside.title.is_empty() {
                m.line("p", &title, Scope::default(), |m| m.inlines(&aside.title));
            } else if let Some(word) = m.part.words.aside(aside.kind) {
                m.line("p", &title, Scope::default(), |m| m.text(word));
            }
            m.blocks(&aside.blocks);
        });
    }
}

/// The class and the role of an aside. A tip has a role of its own in DPUB-ARIA;
/// a notice has one too, but not on this element.
fn aside_kind(kind: AsideKind) -> (&'static str, Option<&'static str>) {
    match kind {
        AsideKind::Plain => ("box", None),
        AsideKind::Note => ("box note", Some("note")),
        AsideKind::Tip => ("box tip", Some("doc-tip")),
        AsideKind::Important => ("box important", Some("note")),
        AsideKind::Warning => ("box warning", Some("note")),
        AsideKind::Caution => ("box caution", Some("note")),
    }
}

/// The class that tells highlighters the programming language: the first word of what the input says.
fn language_class(language: &str) -> Option<String> {
    let word = language.split(|c: char| c.is_whitespace() || c == ',' || c == '{').next()?;
    (!word.is_empty()).then(|| format!("language-{word}"))
}
