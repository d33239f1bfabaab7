//! What in the article only leads to other articles.

use super::super::elements::is_grid;
use super::super::tree::NodeId;
use super::weight::{Weight, percent};
use super::{Page, Verdict};
use crate::diagnostics::Boilerplate;

/// How long the text of a link is, in characters, that says more than a name.
const NAME: u32 = 16;

impl Page<'_> {
    /// Drops, within the root, what is little but links.
    pub(super) fn clean(&mut self, root: NodeId) {
        let all = self.weight(root);
        let within: Vec<NodeId> = self.tree.within(root).skip(1).collect();
        let mut skip: Option<NodeId> = None;
        for id in within {
            if skip.is_some_and(|top| self.is_under(id, top)) {
                continue;
            }
            let whole = self.tree.name(id) == "table" && is_grid(self.tree, id);
            skip = (self.verdicts[id.index()] != Verdict::Shown || whole).then_some(id);
            if skip.is_some() {
                continue;
            }
            if let Some((what, reason)) = self.is_links(id, all) {
                self.verdicts[id.index()] = Verdict::Furniture(what, reason);
                skip = Some(id);
            }
        }
    }

    /// Drops paragraphs between paragraphs that only lead to other articles.
    pub(super) fn drop_links_between(&mut self, root: NodeId) {
        let tree = self.tree;
        let in_cell = |id: NodeId| tree.ancestors(id).any(|above| tree.name(above) == "td");
        let shown = |id: &NodeId| {
            let own = tree.name(*id) == "p" && self.verdicts[id.index()] == Verdict::Shown;
            own && !in_cell(*id)
        };
        let paragraphs: Vec<NodeId> = tree.within(root).filter(shown).collect();
        let only: Vec<NodeId> =
            paragraphs.iter().copied().filter(|id| self.leads_away(*id)).collect();
        if only.len() * 4 > paragraphs.len() {
            return;
        }
        for id in only {
            let reason = "it only leads to another article";
            self.verdicts[id.index()] = Verdict::Furniture(Boilerplate::Related, reason);
        }
    }

    /// Whether a paragraph is one link, perhaps behind a word or two and a mark.
    fn leads_away(&self, id: NodeId) -> bool {
        let (tree, weight) = (self.tree, self.weight(id));
        let mut links = tree.within(id).filter(|at| tree.name(*at) == "a");
        let Some(link) = links.next() else { return false };
        let one = links.next().is_none() && weight.pictures == 0;
        let before = weight.text.saturating_sub(weight.links);
        let text = tree.text_of(id);
        let label = before <= 30
            && text
                .find([':', '|', '»', '>'])
                .is_some_and(|at| at < 90 && at <= before as usize * 3);
        let address = tree.attribute(link, "href").unwrap_or_default();
        let away = address.starts_with("http") || address.starts_with('/');
        one && away && weight.links >= 25 && (before == 0 || label)
    }

    /// Whether the links of a list are what the text is about: they lead to other sites, or
    /// to sections of the page itself, and say more than the name of a network.
    fn leads_elsewhere(&self, id: NodeId) -> bool {
        let tree = self.tree;
        let links = tree.within(id).filter_map(|at| {
            let address = tree.attribute(at, "href").filter(|_| tree.name(at) == "a")?;
            Some((address, tree.text_of(at).trim().chars().count() as u32))
        });
        let (mut elsewhere, mut all, mut text) = (0, 0, 0);
        for (address, length) in links {
            let host = host(address);
            let away = host.is_some() && self.host.is_some() && host != self.host;
            elsewhere += u32::from(away || address.starts_with('#'));
            (all, text) = (all + 1, text + length);
        }
        all >= 2 && elsewhere * 10 >= all * 8 && text >= all * NAME
    }

    fn is_links(&self, id: NodeId, all: Weight) -> Option<(Boilerplate, &'static str)> {
        let name = self.tree.name(id);
        let weight = self.weight(id);
        if weight.text == 0 || percent(weight.prose, all.prose) > 10 {
            return None;
        }
        let linked = weight.linked();
        let few = match name {
            "ul" | "ol" | "dl" => {
                linked > 70 && weight.paragraphs == 0 && !self.leads_elsewhere(id)
            }
            "div" | "section" | "table" => linked > 60 && weight.prose * 2 < weight.links,
            _ => false,
        };
        few.then_some((Boilerplate::Related, "it is little but links"))
    }
}

/// The host of an address, without `www.`.
pub(super) fn host(address: &str) -> Option<&str> {
    let rest = address.split_once("//").map(|(_, rest)| rest)?;
    let host = rest.split(['/', '?', '#', ':']).next().filter(|host| !host.is_empty())?;
    Some(host.strip_prefix("www.").unwrap_or(host))
}
