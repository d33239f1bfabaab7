//! From the tree of a page to the model.
//!
//! Elements become blocks and inlines by their names; what the page only uses for its
//! looks is passed through. White space, empty paragraphs, ids and addresses are the
//! passes' affair. Depth is bounded by the tree, so this may recurse.

mod code;
mod flow;
mod inline;
mod list;
mod math;
mod mathml;
mod media;
mod notes;
mod style;
mod table;

use super::elements::is_block;
use super::extract::{Extraction, Verdict};
use super::fragment::{self, Content, Slots};
use super::pages;
use super::tree::{NodeId, Tree};
use crate::article::{
    Aside, AsideKind, Block, BlockKind, Heading, Inline, InlineKind, Note, Quote, plain_text,
};
use crate::cancel;
use crate::diagnostics::{Boilerplate, Diagnostics, Kind};
use crate::language::{Direction, Tag};
use crate::source::{Source, Span};
use crate::understand::title::normal;

use flow::Flow;
use notes::Notes;

/// What a page is converted with.
pub(super) struct Page<'a> {
    pub tree: &'a Tree,
    pub source: &'a Source,
    pub extraction: &'a Extraction,
    /// What relative addresses rest on, where the page names it (`<base>`).
    pub base: Option<String>,
    /// Whether the images came with the page, under their own addresses.
    pub packed: bool,
    /// The language of the page.
    pub language: Option<Tag>,
    /// The title of the article, which the metadata tell.
    pub title: String,
    /// Whether someone pointed at the article, who knows what stands around it.
    pub pointed: bool,
    /// What stands in the page already converted, where it is a fragment of another format.
    pub slots: Option<&'a Slots<'a>>,
}

impl<'a> Page<'a> {
    fn attribute(&self, id: NodeId, name: &str) -> Option<&'a str> {
        self.tree.attribute(id, name).map(str::trim).filter(|value| !value.is_empty())
    }

    /// An address, resolved where the page says against what.
    fn address(&self, written: &str) -> String {
        let written = written.trim();
        let relative = !written.starts_with('#') && crate::url::scheme(written).is_none();
        let base = self.base.as_deref().filter(|_| relative);
        let joined = base.and_then(|base| crate::url::join(base, written));
        joined.unwrap_or_else(|| written.to_owned())
    }
}

/// The text of the article and its notes.
pub(super) fn convert(page: Page<'_>, diagnostics: &mut Diagnostics) -> (Vec<Block>, Vec<Note>) {
    let notes = Notes::of(page.tree, page.extraction);
    let mut converter = Converter { page, notes, diagnostics, quotes: 0 };
    let mut flow = Flow::default();
    for root in &converter.page.extraction.roots {
        converter.node(*root, &mut flow);
    }
    let mut blocks = flow.finish();
    let notes = converter.notes();
    converter.drop_bare_end(&mut blocks);
    if !converter.page.pointed
        && let [root] = converter.page.extraction.roots[..]
    {
        converter.report_outside(root);
    }
    (blocks, notes)
}

/// Why hidden text is left out.
const HIDDEN: &str = "the page hides it";

/// The blocks of a fragment, without a look for what is article and what is not.
pub(super) fn blocks(page: Page<'_>, diagnostics: &mut Diagnostics) -> Vec<Block> {
    let mut converter = Converter { page, notes: Notes::default(), diagnostics, quotes: 0 };
    converter.page.extraction.roots.iter().flat_map(|root| converter.blocks(*root)).collect()
}

/// A fragment as running text.
pub(super) fn run(page: Page<'_>, diagnostics: &mut Diagnostics) -> Vec<Inline> {
    let mut converter = Converter { page, notes: Notes::default(), diagnostics, quotes: 0 };
    converter.page.extraction.roots.iter().flat_map(|root| converter.run(*root)).collect()
}

struct Converter<'a, 'd> {
    page: Page<'a>,
    notes: Notes,
    diagnostics: &'d mut Diagnostics,
    /// How many `q` are open.
    quotes: usize,
}

impl<'a> Converter<'a, '_> {
    fn tree(&self) -> &'a Tree {
        self.page.tree
    }

    fn span(&self, id: NodeId) -> Span {
        fragment::span(&self.page, id)
    }

    fn attribute(&self, id: NodeId, name: &str) -> Option<&'a str> {
        self.page.attribute(id, name)
    }

    fn address(&self, written: &str) -> String {
        self.page.address(written)
    }

    /// The page marker that an element is, whatever else of it is to be seen.
    fn page_marker(&self, id: NodeId) -> Option<Inline> {
        pages::marker(self.tree(), id).map(|kind| Inline::new(kind, self.span(id)))
    }

    /// The blocks under an element.
    fn blocks(&mut self, id: NodeId) -> Vec<Block> {
        let mut flow = Flow::default();
        self.children(id, &mut flow);
        flow.finish()
    }

    fn children(&mut self, id: NodeId, flow: &mut Flow) {
        for child in self.tree().children(id) {
            cancel::check();
            self.node(child, flow);
        }
    }

    /// Whether a node is part of the article; tells of what is not.
    fn stays(&mut self, id: NodeId) -> bool {
        match self.page.extraction.verdicts[id.index()] {
            Verdict::Shown => !self.notes.holds(id),
            Verdict::Silent => false,
            Verdict::Hidden => {
                self.removed(id, Boilerplate::Other, HIDDEN);
                false
            }
            Verdict::Furniture(what, reason) => {
                self.removed(id, what, reason);
                false
            }
        }
    }

    /// What another reader made of the text in a slot.
    fn slot(&self, id: NodeId) -> Option<Content> {
        self.page.slots.and_then(|slots| slots.take(self.tree(), id))
    }

    fn node(&mut self, id: NodeId, flow: &mut Flow) {
        let (tree, name) = (self.tree(), self.tree().name(id));
        if let Some(content) = self.slot(id) {
            flow.slot(content);
        } else if let Some(text) = tree.text(id) {
            if self.stays(id) {
                flow.text(text, self.span(id));
            }
        } else if let Some(formula) = self.formula(id) {
            flow.formula(formula, self.span(id));
        } else if let Some(marker) = self.page_marker(id) {
            if is_block(name) {
                flow.flush();
            }
            flow.run.push(marker);
        } else if matches!(name, "noscript" | "script") {
            self.behind_scripts(id, flow);
        } else if !self.stays(id) || name.is_empty() {
        } else if name == "br" {
            flow.line_break(self.span(id));
        } else if is_block(name) {
            self.block(id, flow);
        } else if media::is_embedded(name) {
            self.embedded(id, flow);
        } else if self.page.extraction.blocks[id.index()] {
            self.children(id, flow);
        } else {
            self.inline(id, &mut flow.run);
        }
    }

    /// An element that begins and ends a line.
    fn block(&mut self, id: NodeId, flow: &mut Flow) {
        flow.flush();
        let first = flow.blocks.len();
        match self.tree().name(id) {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.heading(id, flow),
            "blockquote" => self.quote(id, flow),
            "ul" | "ol" | "menu" | "dir" => self.list(id, flow),
            "dl" => self.definitions(id, flow),
            "pre" | "listing" | "xmp" | "plaintext" => self.code(id, flow),
            "hr" => flow.blocks.push(Block::new(BlockKind::Rule, self.span(id))),
            "table" => self.table(id, flow),
            "figure" => self.figure(id, flow),
            "details" => self.details(id, flow),
            "aside" if self.page.slots.is_some() => self.details(id, flow),
            _ => self.children(id, flow),
        }
        flow.flush();
        self.say_language(id, &mut flow.blocks[first..]);
    }

    /// Gives blocks the language and direction that their element names.
    fn say_language(&self, id: NodeId, blocks: &mut [Block]) {
        let language = self.language(id);
        let direction = self.direction(id);
        for block in blocks {
            block.language = block.language.take().or_else(|| language.clone());
            block.direction = block.direction.or(direction);
        }
    }

    /// The language that an element names, where it is not the page's own.
    fn language(&self, id: NodeId) -> Option<Tag> {
        let named = |id: NodeId| -> Option<Tag> {
            let written = self.attribute(id, "lang").or_else(|| self.attribute(id, "xml:lang"))?;
            written.parse().ok()
        };
        let tag = named(id)?;
        let above = std::iter::successors(self.tree().parent(id), |id| self.tree().parent(*id));
        let inside = above.take_while(|id| !matches!(self.tree().name(*id), "body" | "html"));
        let around = inside.into_iter().find_map(named).or_else(|| self.page.language.clone());
        (around.as_ref().map(Tag::primary) != Some(tag.primary())).then_some(tag)
    }

    fn direction(&self, id: NodeId) -> Option<Direction> {
        let direction = match self.attribute(id, "dir")? {
            "rtl" => Direction::RightToLeft,
            "ltr" => Direction::LeftToRight,
            _ => return None,
        };
        let own = self.page.language.as_ref().map(Tag::direction);
        (own.unwrap_or_default() != direction).then_some(direction)
    }

    fn heading(&mut self, id: NodeId, flow: &mut Flow) {
        let content = self.run(id);
        let level = self.tree().name(id).as_bytes()[1] - b'0';
        let of_page = |id: NodeId| {
            let mut around = std::iter::once(id).chain(self.tree().ancestors(id)).take(2);
            around.any(|at| self.page_marker(at).is_some())
        };
        let named = |id: &NodeId| self.tree().attribute(*id, "id").is_some() && !of_page(*id);
        let anchor = self.tree().within(id).find(named);
        let anchor = anchor.and_then(|at| self.attribute(at, "id")).unwrap_or_default().to_owned();
        if !plain_text(&content).trim().is_empty() {
            let heading = Heading { level, id: anchor, content };
            flow.blocks.push(Block::new(BlockKind::Heading(heading), self.span(id)));
        } else {
            let is_marker = |inline: &Inline| matches!(inline.kind, InlineKind::PageMarker(_));
            flow.run.extend(content.into_iter().filter(is_marker));
        }
    }

    /// All text of an element as one run, whatever stands in it.
    fn run(&mut self, id: NodeId) -> Vec<Inline> {
        let mut run = Vec::new();
        for child in self.tree().children(id) {
            self.inline_node(child, &mut run);
        }
        run
    }

    fn quote(&mut self, id: NodeId, flow: &mut Flow) {
        let source = self.tree().within(id).skip(1).find(|at| {
            let name = self.tree().name(*at);
            let parent = self.tree().parent(*at);
            let last = self.tree().next(*at).is_none_or(|next| {
                self.tree().text(next).is_some_and(|text| text.trim().is_empty())
            });
            matches!(name, "footer" | "figcaption")
                || (name == "cite" && parent == Some(id) && last)
        });
        let attribution = source.map(|at| self.run(at)).unwrap_or_default();
        if let Some(source) = source {
            self.notes.taken(source);
        }
        let quote = Quote {
            blocks: self.blocks(id),
            attribution,
            cite: self.attribute(id, "cite").map(|cite| self.address(cite)),
        };
        if !quote.blocks.is_empty() {
            flow.blocks.push(Block::new(BlockKind::Quote(quote), self.span(id)));
        }
    }

    fn details(&mut self, id: NodeId, flow: &mut Flow) {
        let summary = self.tree().children(id).find(|at| self.tree().name(*at) == "summary");
        let title = summary.map(|at| self.run(at)).unwrap_or_default();
        if let Some(summary) = summary {
            self.notes.taken(summary);
        }
        let aside = Aside { kind: AsideKind::Plain, title, blocks: self.blocks(id) };
        flow.blocks.push(Block::new(BlockKind::Aside(aside), self.span(id)));
    }

    /// Takes rules and headings from the end: what stood under them is gone.
    fn drop_bare_end(&mut self, blocks: &mut Vec<Block>) {
        while let Some(block) = blocks.pop() {
            match &block.kind {
                BlockKind::Rule => {}
                BlockKind::Heading(heading) if !blocks.is_empty() => {
                    let text = plain_text(&heading.content);
                    let reason = "nothing stands under this heading".to_owned();
                    let kind = Kind::Removed { what: Boilerplate::Other, reason, text, lines: 1 };
                    self.diagnostics.push(kind, block.span);
                }
                _ => {
                    blocks.push(block);
                    return;
                }
            }
        }
    }

    /// Tells what of the page stands around the article.
    fn report_outside(&mut self, root: NodeId) {
        let mut at = root;
        while let Some(parent) = self.tree().parent(at) {
            for child in self.tree().children(parent).filter(|child| *child != at) {
                match self.page.extraction.verdicts[child.index()] {
                    _ if self.tree().name(child) == "head" => {}
                    Verdict::Silent => {}
                    Verdict::Hidden => self.removed(child, Boilerplate::Other, HIDDEN),
                    Verdict::Shown => {
                        self.removed(child, Boilerplate::Other, "it stands outside of the article");
                    }
                    Verdict::Furniture(what, reason) => self.removed(child, what, reason),
                }
            }
            at = parent;
        }
    }

    /// Tells that an element is left out, with its text.
    fn removed(&mut self, id: NodeId, what: Boilerplate, reason: &str) {
        let text = visible_text(self.tree(), self.page.extraction, id);
        if text.is_empty() || normal(&text) == normal(&self.page.title) {
            return;
        }
        let lines = text.lines().count() as u32;
        let kind = Kind::Removed { what, reason: reason.to_owned(), text, lines };
        self.diagnostics.push(kind, self.span(id));
    }
}

/// The text of an element as a reader would see it: a block a line.
pub(super) fn visible_text(tree: &Tree, extraction: &Extraction, top: NodeId) -> String {
    let mut lines = vec![String::new()];
    let mut at = Some(top);
    while let Some(id) = at {
        let hidden = match extraction.verdicts[id.index()] {
            Verdict::Silent => true,
            Verdict::Hidden => id != top,
            _ => false,
        };
        if is_block(tree.name(id)) || tree.name(id) == "br" {
            lines.push(String::new());
        }
        if let (Some(text), Some(line), false) = (tree.text(id), lines.last_mut(), hidden) {
            line.push_str(text);
        }
        let inside = tree.children(id).next().filter(|_| !hidden);
        at = inside.or_else(|| {
            let next = tree.after_all(id, top);
            // What follows a block stands on a line of its own.
            if next.is_some_and(|next| tree.parent(next) != Some(id)) {
                let closed = std::iter::once(id).chain(tree.ancestors(id));
                let mut closed =
                    closed.take_while(|above| Some(*above) != next.and_then(|n| tree.parent(n)));
                if closed.any(|above| is_block(tree.name(above))) {
                    lines.push(String::new());
                }
            }
            next
        });
    }
    let lines = lines.iter().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
    lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}
