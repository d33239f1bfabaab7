//! Lists, and terms with descriptions.

use super::super::tree::NodeId;
use super::{Converter, Flow};
use crate::article::{Block, BlockKind, Definition, List, ListItem, ListKind, Numbering};

impl Converter<'_, '_> {
    pub(super) fn list(&mut self, id: NodeId, flow: &mut Flow) {
        let ordered = self.tree().name(id) == "ol";
        let mut items: Vec<ListItem> = Vec::new();
        let mut loose = false;
        for child in self.tree().children(id) {
            let marks = self.page_marker(child).is_some();
            if self.tree().name(child) == "li" && !marks {
                if !self.stays(child) {
                    continue;
                }
                loose |= self.tree().children(child).any(|at| self.tree().name(at) == "p");
                let task = self.task(child);
                let blocks = self.blocks(child);
                if !blocks.is_empty() {
                    items.push(ListItem { task, blocks });
                }
                continue;
            }
            // A list right in a list belongs to the item before it.
            let mut stray = Flow::default();
            self.node(child, &mut stray);
            let blocks = stray.finish();
            match items.last_mut() {
                _ if blocks.is_empty() => {}
                Some(item) => item.blocks.extend(blocks),
                None if marks => flow.blocks.extend(blocks),
                None => items.push(ListItem { task: None, blocks }),
            }
        }
        if items.is_empty() {
            return;
        }
        let kind = if ordered { self.numbers(id) } else { ListKind::Bullet };
        let list = List { kind, tight: !loose, items };
        flow.blocks.push(Block::new(BlockKind::List(list), self.span(id)));
    }

    fn numbers(&self, id: NodeId) -> ListKind {
        let number = |id: NodeId, name: &str| self.attribute(id, name)?.parse().ok();
        // A number of the first item's own comes before that of the list (HTML, 4.4.8).
        let first = self.tree().children(id).find(|item| self.tree().name(*item) == "li");
        let own = first.and_then(|item| number(item, "value"));
        let start = own.or_else(|| number(id, "start")).unwrap_or(1);
        let numbering = match self.attribute(id, "type") {
            Some("a") => Numbering::LowerAlpha,
            Some("A") => Numbering::UpperAlpha,
            Some("i") => Numbering::LowerRoman,
            Some("I") => Numbering::UpperRoman,
            _ => Numbering::Decimal,
        };
        ListKind::Ordered { start, numbering }
    }

    /// Whether an item is a task, and done.
    fn task(&self, id: NodeId) -> Option<bool> {
        let first = self.tree().within(id).skip(1).take(4);
        let mut boxes = first.filter(|at| self.attribute(*at, "type") == Some("checkbox"));
        boxes.next().map(|at| self.tree().attribute(at, "checked").is_some())
    }

    pub(super) fn definitions(&mut self, id: NodeId, flow: &mut Flow) {
        let mut items: Vec<Definition> = Vec::new();
        let inside: Vec<NodeId> = self
            .tree()
            .children(id)
            .flat_map(|child| {
                let group = self.tree().name(child) == "div";
                let inside: Vec<NodeId> =
                    if group { self.tree().children(child).collect() } else { vec![child] };
                inside
            })
            .collect();
        for child in inside {
            match self.tree().name(child) {
                "dt" if self.stays(child) => {
                    let term = self.run(child);
                    match items.last_mut().filter(|item| item.descriptions.is_empty()) {
                        Some(item) => item.terms.push(term),
                        None => items.push(Definition { terms: vec![term], descriptions: vec![] }),
                    }
                }
                "dd" if self.stays(child) => {
                    let blocks = self.blocks(child);
                    match items.last_mut() {
                        Some(item) => item.descriptions.push(blocks),
                        None => {
                            items.push(Definition { terms: vec![], descriptions: vec![blocks] });
                        }
                    }
                }
                _ => self.node(child, flow),
            }
        }
        flow.flush();
        if !items.is_empty() {
            flow.blocks.push(Block::new(BlockKind::DefinitionList { items }, self.span(id)));
        }
    }
}
