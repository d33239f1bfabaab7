//! What stands under headings that are not the article.

use super::super::elements::level;
use super::super::tree::NodeId;
use super::weight::percent;
use super::{Page, Verdict};
use crate::diagnostics::Boilerplate;

/// How much of the text a section may hold that goes for its heading, in per cent.
const MOST_SECTION: u32 = 30;

impl Page<'_> {
    /// Drops what stands under headings that are not the article: "You may also like".
    pub(super) fn drop_sections(&mut self, root: NodeId) {
        let all = self.weight(root).text;
        for id in self.tree.within(root).collect::<Vec<_>>() {
            let Verdict::Furniture(what, _) = self.verdicts[id.index()] else { continue };
            let opens = matches!(
                what,
                Boilerplate::Related
                    | Boilerplate::Comments
                    | Boilerplate::CommentForm
                    | Boilerplate::Subscription
                    | Boilerplate::Sharing
                    | Boilerplate::Navigation
            );
            if !opens || level(self.tree.name(id)).is_none() {
                continue;
            }
            let under = self.section(id);
            let text: u32 = under.iter().map(|id| self.weight(*id).text).sum();
            if percent(text, all) > MOST_SECTION {
                continue;
            }
            for id in under {
                if self.verdicts[id.index()] == Verdict::Shown && self.weight(id).text > 0 {
                    let reason = "it stands under a heading that is not the article";
                    self.verdicts[id.index()] = Verdict::Furniture(what, reason);
                }
            }
        }
    }

    /// What follows a heading in the same element, up to the next that is as high; where
    /// nothing does, what follows the element that holds it alone.
    fn section(&self, heading: NodeId) -> Vec<NodeId> {
        let tree = self.tree;
        let own = level(tree.name(heading)).unwrap_or(6);
        let next = |id| std::iter::successors(tree.next(id), |at| tree.next(*at));
        let says = |id: &NodeId| self.weight(*id).text > 0;
        let mut from = heading;
        while !next(from).any(|id| says(&id)) {
            let Some(above) = tree.parent(from) else { break };
            if self.weight(above).text > self.weight(heading).text + 10 {
                break;
            }
            from = above;
        }
        let ends = |id: NodeId| {
            let inside = tree.within(id).take(8);
            inside.filter_map(|id| level(tree.name(id))).any(|level| level <= own)
        };
        next(from).take_while(|id| !ends(*id)).collect()
    }
}
