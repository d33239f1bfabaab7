//! The lead that stands over the text, often outside of what holds it.

use super::super::hints;
use super::super::tree::NodeId;
use super::{Page, Verdict};
use crate::diagnostics::Boilerplate;

/// How far above the text what holds the whole article may stand.
const MOST_UP: usize = 8;

impl Page<'_> {
    /// Takes in the lead that stands over the text: the root becomes what holds both, and
    /// what stands between goes.
    pub(super) fn grow(&mut self, root: NodeId) -> NodeId {
        let tree = self.tree;
        let bound = tree
            .ancestors(root)
            .take(MOST_UP)
            .find(|id| matches!(tree.name(*id), "article" | "main") || hints::is_main(tree, *id));
        let bound = bound.or_else(|| tree.parent(root)).filter(|_| root != self.body);
        let Some(bound) = bound.filter(|bound| self.verdicts[bound.index()] == Verdict::Shown)
        else {
            return root;
        };
        let mut leads: Vec<NodeId> = Vec::new();
        let mut at = Some(bound);
        while let Some(id) = at.filter(|id| *id != root) {
            let shown = self.verdicts[id.index()] == Verdict::Shown;
            if shown && id != bound && self.is_lead(id) {
                leads.push(id);
                at = tree.after_all(id, bound);
                continue;
            }
            let inside = tree.children(id).next().filter(|_| shown);
            at = inside.or_else(|| tree.after_all(id, bound));
        }
        let Some(first) = leads.first().copied() else { return root };
        let parts: Vec<NodeId> = leads.into_iter().chain([root]).collect();
        let top = tree.ancestors(first).find(|above| self.is_under(root, *above));
        let top = top.unwrap_or(root);
        self.keep_only(top, &parts);
        top
    }

    /// Whether an element says in a sentence or two what the text is about.
    fn is_lead(&self, id: NodeId) -> bool {
        let weight = self.weight(id);
        let short = (40..=900).contains(&weight.text) && weight.linked() < 30;
        short && weight.titles == 0 && hints::is_lead(self.tree, id)
    }

    /// Drops everything under `top` that neither holds nor is in one of the parts.
    fn keep_only(&mut self, top: NodeId, parts: &[NodeId]) {
        let tree = self.tree;
        let mut at = Some(top);
        while let Some(id) = at {
            let part = parts.contains(&id);
            let holds = parts.iter().any(|part| self.is_under(*part, id));
            if !part && !holds && self.verdicts[id.index()] == Verdict::Shown {
                let reason = "it stands outside of the article";
                self.verdicts[id.index()] = Verdict::Furniture(Boilerplate::Other, reason);
            }
            let inside = tree.children(id).next().filter(|_| holds && !part);
            at = inside.or_else(|| tree.after_all(id, top));
        }
    }
}
