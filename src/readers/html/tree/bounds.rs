//! Bounds on what a page can make of the memory and the time of others.
//!
//! What nests deeper than [`MAX_DEPTH`] or comes after [`MAX_ELEMENTS`] loses its tags,
//! never its text.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;

use html5ever::LocalName;
use html5ever::tokenizer::{TagKind, Token, TokenSink, TokenSinkResult};
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts};

use super::Tree;
use super::sink::{Handle, Sink};

/// How deep elements may nest. Pages of builders reach 60; the time of html5ever grows
/// with the square of the depth, and what walks the tree here may recurse.
pub const MAX_DEPTH: u16 = 256;

/// How far beyond the bound the parser itself may go: it opens again what was not closed.
pub(super) const MARGIN: u16 = 128;

/// How many elements a page may have. Tags that are never closed are opened again in
/// every paragraph, so that a small page could fill any memory.
pub const MAX_ELEMENTS: usize = 400_000;

/// How many bytes of an element's classes, id or style are kept.
pub(super) const MAX_NAMES: usize = 4_096;

/// Keeps the bounds: stands between the tokenizer and the tree builder.
pub(super) struct Bounded {
    builder: TreeBuilder<Handle, Sink>,
    /// Tags that were left out and are still to be closed, by name.
    left_out: RefCell<BTreeMap<LocalName, usize>>,
    capped: Cell<bool>,
}

impl Bounded {
    pub(super) fn new() -> Bounded {
        let options = TreeBuilderOpts { scripting_enabled: false, ..TreeBuilderOpts::default() };
        Bounded {
            builder: TreeBuilder::new(Sink::new(), options),
            left_out: RefCell::default(),
            capped: Cell::new(false),
        }
    }

    pub(super) fn into_tree(self) -> Tree {
        let nodes = self.builder.sink.nodes.into_inner();
        Tree { nodes, capped: self.capped.get(), cut: false }
    }

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
    use super::super::parse;
    use super::*;

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
