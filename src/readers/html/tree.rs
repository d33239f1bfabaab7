//! The tree of a page, parsed as browsers do.
//!
//! html5ever does the parsing; the nodes lie in one list and know each other by their
//! place in it, so that nothing about the tree needs recursion. Two bounds stand between
//! the tokenizer and the tree builder: what nests deeper than [`MAX_DEPTH`] or comes
//! after [`MAX_ELEMENTS`] loses its tags, never its text.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;

use html5ever::interface::tree_builder::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{
    BufferQueue, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts};
use html5ever::{Attribute, LocalName, QualName, TokenizerResult};

/// How deep elements may nest. Pages of builders reach 60; the time of html5ever grows
/// with the square of the depth, and what walks the tree here may recurse.
pub const MAX_DEPTH: u16 = 256;

/// How far beyond the bound the parser itself may go: it opens again what was not closed.
const MARGIN: u16 = 128;

/// How many elements a page may have. Tags that are never closed are opened again in
/// every paragraph, so that a small page could fill any memory.
pub const MAX_ELEMENTS: usize = 400_000;

/// The place of a node in its tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct NodeId(u32);

impl NodeId {
    /// As an index into lists that are as long as the tree.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// A parsed page.
#[derive(Debug)]
pub struct Tree {
    nodes: Vec<Node>,
    /// Whether tags were left out to keep the bounds.
    pub capped: bool,
}

#[derive(Debug)]
struct Node {
    data: Data,
    parent: Option<NodeId>,
    first: Option<NodeId>,
    last: Option<NodeId>,
    before: Option<NodeId>,
    after: Option<NodeId>,
    depth: u16,
    line: u32,
}

#[derive(Debug)]
enum Data {
    Root,
    Element(QualName, Vec<Attribute>),
    Text(String),
    Other,
}

/// Parses a decoded page.
pub fn parse(text: &str) -> Tree {
    let sink = Sink::new();
    let options = TreeBuilderOpts { scripting_enabled: false, ..TreeBuilderOpts::default() };
    let builder = Bounded {
        builder: TreeBuilder::new(sink, options),
        left_out: RefCell::default(),
        capped: Cell::new(false),
    };
    let tokenizer = Tokenizer::new(builder, TokenizerOpts::default());
    let queue = BufferQueue::default();
    for piece in pieces(text) {
        queue.push_back(StrTendril::from(piece));
        while !matches!(tokenizer.feed(&queue), TokenizerResult::Done) {}
    }
    tokenizer.end();
    let capped = tokenizer.sink.capped.get();
    Tree { nodes: tokenizer.sink.builder.sink.nodes.into_inner(), capped }
}

/// The text in pieces of a size that a tendril can hold.
fn pieces(text: &str) -> impl Iterator<Item = &str> {
    const PIECE: usize = 1 << 24;
    let mut rest = text;
    std::iter::from_fn(move || {
        let mut at = PIECE.min(rest.len());
        while !rest.is_char_boundary(at) {
            at -= 1;
        }
        let (piece, left) = rest.split_at(at);
        rest = left;
        (!piece.is_empty()).then_some(piece)
    })
}

impl Tree {
    /// The node that holds all others.
    pub const ROOT: NodeId = NodeId(0);

    /// How many nodes there are.
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    fn node(&self, id: NodeId) -> &Node {
        &self.nodes[id.index()]
    }

    /// The name of an element, in lower case; empty for anything else.
    pub fn name(&self, id: NodeId) -> &str {
        match &self.node(id).data {
            Data::Element(name, _) => &name.local,
            _ => "",
        }
    }

    /// The text of a text node.
    pub fn text(&self, id: NodeId) -> Option<&str> {
        match &self.node(id).data {
            Data::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The value of an element's attribute.
    pub fn attribute(&self, id: NodeId, name: &str) -> Option<&str> {
        match &self.node(id).data {
            Data::Element(_, attributes) => attributes
                .iter()
                .find(|attribute| &*attribute.name.local == name)
                .map(|attribute| &*attribute.value),
            _ => None,
        }
    }

    /// The node that holds this one.
    pub fn parent(&self, id: NodeId) -> Option<NodeId> {
        self.node(id).parent
    }

    /// The node after this one in the same parent.
    pub fn next(&self, id: NodeId) -> Option<NodeId> {
        self.node(id).after
    }

    /// The line of the input (from 1) where the node begins.
    pub fn line(&self, id: NodeId) -> u32 {
        self.node(id).line
    }

    /// The nodes that this one holds.
    pub fn children(&self, id: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        std::iter::successors(self.node(id).first, |at| self.node(*at).after)
    }

    /// The nodes that hold this one, the nearest first.
    pub fn ancestors(&self, id: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        std::iter::successors(self.parent(id), |at| self.parent(*at))
    }

    /// This node and all under it, in the order of the page.
    pub fn within(&self, top: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        std::iter::successors(Some(top), move |at| {
            self.node(*at).first.or_else(|| self.after_all(*at, top))
        })
    }

    /// The node that follows after all under `id`, within `top`.
    pub fn after_all(&self, id: NodeId, top: NodeId) -> Option<NodeId> {
        let mut at = id;
        loop {
            if at == top {
                return None;
            }
            match self.node(at).after {
                Some(next) => return Some(next),
                None => at = self.node(at).parent?,
            }
        }
    }

    /// The first element of a name under a node.
    pub fn find(&self, top: NodeId, name: &str) -> Option<NodeId> {
        self.within(top).find(|id| self.name(*id) == name)
    }

    /// All text under a node, as written.
    pub fn text_of(&self, top: NodeId) -> String {
        self.within(top).filter_map(|id| self.text(id)).collect()
    }
}

/// What html5ever holds of a node.
#[derive(Debug, Clone)]
struct Handle {
    id: NodeId,
    name: QualName,
}

/// Builds the tree. html5ever hands out shared references only.
struct Sink {
    nodes: RefCell<Vec<Node>>,
    line: Cell<u32>,
    /// The depth of what is open, as far as the parser tells.
    depth: Cell<u16>,
    elements: Cell<usize>,
    /// Whether the bound on depth was outwitted: no more tags are taken.
    full: Cell<bool>,
}

impl Sink {
    fn new() -> Sink {
        let sink = Sink {
            nodes: RefCell::default(),
            line: Cell::new(1),
            depth: Cell::new(0),
            elements: Cell::new(0),
            full: Cell::new(false),
        };
        sink.add(Data::Root);
        sink
    }

    fn add(&self, data: Data) -> NodeId {
        let mut nodes = self.nodes.borrow_mut();
        let id = NodeId(nodes.len() as u32);
        let none = None;
        nodes.push(Node {
            data,
            parent: none,
            first: none,
            last: none,
            before: none,
            after: none,
            depth: 0,
            line: self.line.get(),
        });
        id
    }

    fn handle(id: NodeId) -> Handle {
        let name = QualName::new(None, html5ever::ns!(), LocalName::from(""));
        Handle { id, name }
    }

    /// Adds text before `before` or at the end, joined to text that stands there.
    fn add_text(&self, parent: NodeId, before: Option<NodeId>, text: &str) {
        let neighbour = match before {
            Some(before) => self.nodes.borrow()[before.index()].before,
            None => self.nodes.borrow()[parent.index()].last,
        };
        if let Some(neighbour) = neighbour
            && let Data::Text(own) = &mut self.nodes.borrow_mut()[neighbour.index()].data
        {
            own.push_str(text);
            return;
        }
        let id = self.add(Data::Text(text.to_owned()));
        self.link(parent, before, id);
    }

    /// Puts a node under another, before a sibling or last.
    fn link(&self, parent: NodeId, before: Option<NodeId>, id: NodeId) {
        self.unlink(id);
        let mut nodes = self.nodes.borrow_mut();
        let depth = nodes[parent.index()].depth.saturating_add(1);
        let previous = match before {
            Some(before) => nodes[before.index()].before.replace(id),
            None => nodes[parent.index()].last.replace(id),
        };
        match previous {
            Some(previous) => nodes[previous.index()].after = Some(id),
            None => nodes[parent.index()].first = Some(id),
        }
        let node = &mut nodes[id.index()];
        (node.parent, node.before, node.after, node.depth) =
            (Some(parent), previous, before, depth);
        if matches!(node.data, Data::Element(..)) {
            self.depth.set(depth);
            // End tags that close nothing pretend that there is room.
            self.full.set(self.full.get() || depth > MAX_DEPTH + MARGIN);
        }
    }

    fn unlink(&self, id: NodeId) {
        let mut nodes = self.nodes.borrow_mut();
        let node = &mut nodes[id.index()];
        let (parent, before, after) = (node.parent.take(), node.before.take(), node.after.take());
        let Some(parent) = parent else { return };
        match before {
            Some(before) => nodes[before.index()].after = after,
            None => nodes[parent.index()].first = after,
        }
        match after {
            Some(after) => nodes[after.index()].before = before,
            None => nodes[parent.index()].last = before,
        }
    }

    fn insert(&self, parent: NodeId, before: Option<NodeId>, child: NodeOrText<Handle>) {
        match child {
            NodeOrText::AppendNode(node) => self.link(parent, before, node.id),
            NodeOrText::AppendText(text) => self.add_text(parent, before, &text),
        }
    }
}

impl TreeSink for Sink {
    type Handle = Handle;
    type Output = Sink;
    type ElemName<'a> = &'a QualName;

    fn finish(self) -> Sink {
        self
    }

    fn parse_error(&self, _: std::borrow::Cow<'static, str>) {}

    fn get_document(&self) -> Handle {
        Sink::handle(Tree::ROOT)
    }

    fn elem_name<'a>(&'a self, target: &'a Handle) -> &'a QualName {
        &target.name
    }

    fn create_element(
        &self,
        name: QualName,
        attributes: Vec<Attribute>,
        _: ElementFlags,
    ) -> Handle {
        self.elements.set(self.elements.get() + 1);
        let id = self.add(Data::Element(name.clone(), attributes));
        Handle { id, name }
    }

    fn create_comment(&self, _: StrTendril) -> Handle {
        Sink::handle(self.add(Data::Other))
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> Handle {
        Sink::handle(self.add(Data::Other))
    }

    fn append(&self, parent: &Handle, child: NodeOrText<Handle>) {
        self.insert(parent.id, None, child);
    }

    fn append_based_on_parent_node(
        &self,
        element: &Handle,
        previous: &Handle,
        child: NodeOrText<Handle>,
    ) {
        let parent = self.nodes.borrow()[element.id.index()].parent;
        match parent {
            Some(parent) => self.insert(parent, Some(element.id), child),
            None => self.insert(previous.id, None, child),
        }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    fn pop(&self, node: &Handle) {
        let depth = self.nodes.borrow()[node.id.index()].depth;
        self.depth.set(depth.saturating_sub(1));
    }

    /// A template's contents stay in the template, which nobody shows.
    fn get_template_contents(&self, target: &Handle) -> Handle {
        target.clone()
    }

    fn same_node(&self, a: &Handle, b: &Handle) -> bool {
        a.id == b.id
    }

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn append_before_sibling(&self, sibling: &Handle, child: NodeOrText<Handle>) {
        let parent = self.nodes.borrow()[sibling.id.index()].parent;
        if let Some(parent) = parent {
            self.insert(parent, Some(sibling.id), child);
        }
    }

    fn add_attrs_if_missing(&self, target: &Handle, more: Vec<Attribute>) {
        let mut nodes = self.nodes.borrow_mut();
        if let Data::Element(_, own) = &mut nodes[target.id.index()].data {
            for attribute in more {
                if own.iter().all(|known| known.name != attribute.name) {
                    own.push(attribute);
                }
            }
        }
    }

    fn remove_from_parent(&self, target: &Handle) {
        self.unlink(target.id);
    }

    fn reparent_children(&self, node: &Handle, parent: &Handle) {
        loop {
            let first = self.nodes.borrow()[node.id.index()].first;
            let Some(first) = first else { return };
            self.link(parent.id, None, first);
        }
    }

    fn set_current_line(&self, line: u64) {
        self.line.set(u32::try_from(line).unwrap_or(u32::MAX));
    }
}

/// Keeps the bounds: stands between the tokenizer and the tree builder.
struct Bounded {
    builder: TreeBuilder<Handle, Sink>,
    /// Tags that were left out and are still to be closed, by name.
    left_out: RefCell<BTreeMap<LocalName, usize>>,
    capped: Cell<bool>,
}

impl Bounded {
    /// Whether a token goes no further.
    fn stops(&self, token: &Token) -> bool {
        let Token::TagToken(tag) = token else { return false };
        let mut left_out = self.left_out.borrow_mut();
        if tag.kind == TagKind::EndTag {
            if let Some(open) = left_out.get_mut(&tag.name).filter(|open| **open > 0) {
                *open -= 1;
                return true;
            }
            // The parser does not tell all that it closes; what it appends next says the truth.
            let depth = &self.builder.sink.depth;
            depth.set(depth.get().saturating_sub(1));
            return false;
        }
        let sink = &self.builder.sink;
        let full = sink.full.get() || sink.elements.get() >= MAX_ELEMENTS;
        if sink.depth.get() < MAX_DEPTH && !full {
            return false;
        }
        self.capped.set(true);
        if !is_void(&tag.name) {
            *left_out.entry(tag.name.clone()).or_insert(0) += 1;
        }
        true
    }
}

/// Elements that have no end tag.
fn is_void(name: &str) -> bool {
    matches!(
        name,
        "area"
            | "base"
            | "br"
            | "col"
            | "embed"
            | "hr"
            | "img"
            | "input"
            | "link"
            | "meta"
            | "param"
            | "source"
            | "track"
            | "wbr"
    )
}

impl TokenSink for Bounded {
    type Handle = Handle;

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<Handle> {
        if self.stops(&token) {
            return TokenSinkResult::Continue;
        }
        self.builder.process_token(token, line)
    }

    fn end(&self) {
        self.builder.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.builder.adjusted_current_node_present_but_not_in_html_namespace()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_mended_as_browsers_do() {
        let tree = parse("<title>T</title>\n<p>One<p>Two <b>bold</p>");
        let paragraphs: Vec<String> = tree
            .within(Tree::ROOT)
            .filter(|id| tree.name(*id) == "p")
            .map(|id| tree.text_of(id))
            .collect();
        assert_eq!(paragraphs, ["One", "Two bold"]);
        let bold = tree.find(Tree::ROOT, "b").unwrap();
        assert_eq!(tree.line(bold), 2);
        assert_eq!(tree.ancestors(bold).count(), 4);
    }

    #[test]
    fn depth_is_bounded_and_no_text_lost() {
        let page =
            format!("{}deep{}<p>after</p>", "<div>".repeat(100_000), "</div>".repeat(100_000));
        let tree = parse(&page);
        assert!(tree.capped && tree.len() < 1_000);
        assert_eq!(tree.text_of(Tree::ROOT), "deepafter");
        let after = tree.find(Tree::ROOT, "p").unwrap();
        assert_eq!(tree.name(tree.parent(after).unwrap()), "body");
    }

    #[test]
    fn end_tags_that_close_nothing_make_no_room() {
        let tree = parse(&"</x><div>".repeat(50_000));
        let deepest = tree.within(Tree::ROOT).map(|id| tree.ancestors(id).count()).max();
        assert!(deepest.unwrap() <= usize::from(MAX_DEPTH + MARGIN) + 2);
    }

    #[test]
    fn tags_that_open_again_do_not_multiply_without_bound() {
        let open: String = (0..250).map(|at| format!("<b id=x{at}>")).collect();
        let page = format!("<p>{open}{}", "<p>x".repeat(10_000));
        let tree = parse(&page);
        assert!(tree.capped && tree.len() < 2 * MAX_ELEMENTS);
        assert_eq!(tree.text_of(Tree::ROOT).len(), 10_000);
    }
}
