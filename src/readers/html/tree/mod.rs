//! The tree of a page, parsed as browsers do.
//!
//! html5ever does the parsing; the nodes lie in one list and know each other by their
//! place in it, so that nothing about the tree needs recursion. `sink` builds it for
//! html5ever; `bounds` stands between the tokenizer and the tree builder and keeps depth
//! and number, `attributes` before the tokenizer.

mod attributes;
mod bounds;
mod sink;

pub use attributes::MAX_ATTRIBUTES;
pub use bounds::MAX_DEPTH;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{BufferQueue, Tokenizer, TokenizerOpts};
use html5ever::{Attribute, QualName, TokenizerResult};

use crate::cancel;
use bounds::Bounded;

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
    /// Whether tags had more attributes than the bound allows.
    pub cut: bool,
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
    let (text, cut) = attributes::bounded(text);
    let tokenizer = Tokenizer::new(Bounded::new(), TokenizerOpts::default());
    let queue = BufferQueue::default();
    for piece in pieces(&text) {
        cancel::check();
        queue.push_back(StrTendril::from(piece));
        while !matches!(tokenizer.feed(&queue), TokenizerResult::Done) {}
    }
    tokenizer.end();
    Tree { cut, ..tokenizer.sink.into_tree() }
}

/// The text in pieces: far smaller than what a tendril can hold, so that parsing can be called off.
fn pieces(text: &str) -> impl Iterator<Item = &str> {
    const PIECE: usize = 1 << 20;
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
}
