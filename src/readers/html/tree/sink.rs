//! How html5ever builds a tree.

use std::cell::{Cell, RefCell};

use html5ever::interface::tree_builder::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::StrTendril;
use html5ever::{Attribute, LocalName, QualName};

use super::bounds::{MARGIN, MAX_DEPTH, MAX_NAMES};
use super::{Data, Node, NodeId, Tree};

/// What html5ever holds of a node.
#[derive(Debug, Clone)]
pub(super) struct Handle {
    id: NodeId,
    name: QualName,
}

/// Builds the tree. html5ever hands out shared references only.
pub(super) struct Sink {
    pub(super) nodes: RefCell<Vec<Node>>,
    pub(super) line: Cell<u32>,
    /// The depth of what is open, as far as the parser tells.
    pub(super) depth: Cell<u16>,
    pub(super) elements: Cell<usize>,
    /// Whether the bound on depth was outwitted: no more tags are taken.
    pub(super) full: Cell<bool>,
}

impl Sink {
    pub(super) fn new() -> Sink {
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
        mut attributes: Vec<Attribute>,
        _: ElementFlags,
    ) -> Handle {
        attributes.iter_mut().for_each(shorten);
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

/// Cuts what names an element or says its looks: it is read word by word, and again for
/// each question.
fn shorten(attribute: &mut Attribute) {
    let named = matches!(&*attribute.name.local, "class" | "id" | "style");
    if named && attribute.value.len() > MAX_NAMES {
        let end = (0..=MAX_NAMES).rev().find(|at| attribute.value.is_char_boundary(*at));
        let end = end.unwrap_or(0);
        attribute.value = StrTendril::from(&attribute.value[..end]);
    }
}
