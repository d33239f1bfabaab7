//! Which part of a page is the article.
//!
//! Every stretch of text is weighed: how long it is, how much of it is links, whether it
//! reads as sentences. The root of the article is then the smallest element that holds
//! nearly all that reads so, with the names that sites give to it as a hint; so no half of
//! an article gets lost where a page cuts it into parts. Within the root, what is only
//! links, or is named as furniture and holds little of the text, goes.

mod lead;
mod links;
mod sections;
mod weight;

use super::elements::{is_block, is_silent};
use super::hints;
use super::pages;
use super::sift::sift;
use super::tree::{NodeId, Tree};
use crate::diagnostics::Boilerplate;
use crate::understand::Boldness;

use weight::{Weight, percent};

/// What becomes of a node and all under it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Verdict {
    /// It is shown.
    #[default]
    Shown,
    /// It is nothing for the eyes of readers: scripts, forms.
    Silent,
    /// It has text, which the page hides.
    Hidden,
    /// It is not the article.
    Furniture(Boilerplate, &'static str),
}

impl Verdict {
    /// Whether eyes see it on the page, as the article or beside it.
    pub fn is_seen(self) -> bool {
        !matches!(self, Verdict::Silent | Verdict::Hidden)
    }
}

/// The article in a page.
#[derive(Debug)]
pub struct Extraction {
    /// What holds it: one element, or all that someone pointed at.
    pub roots: Vec<NodeId>,
    /// One for each node; what is under a node that goes is not looked at.
    pub verdicts: Vec<Verdict>,
    /// Which nodes are blocks or hold any.
    pub blocks: Vec<bool>,
}

/// Finds the article.
pub fn extract(tree: &Tree, boldness: Boldness) -> Extraction {
    let mut page = Page::of(tree);
    page.hide();
    page.drop_furniture();
    page.weigh();
    let root = page.root();
    page.clean(root);
    page.drop_links_between(root);
    sift(tree, root, &mut page.verdicts, boldness);
    page.drop_sections(root);
    let root = page.grow(root);
    Extraction { roots: vec![root], verdicts: page.verdicts, blocks: page.blocks }
}

/// Takes the whole page, or the elements that someone pointed at, for the article: nothing
/// goes but what nobody sees.
pub fn take(tree: &Tree, pointed: Option<Vec<NodeId>>) -> Extraction {
    let mut page = Page::of(tree);
    page.hide();
    let roots = pointed.unwrap_or_else(|| vec![page.body]);
    for root in &roots {
        page.verdicts[root.index()] = Verdict::Shown;
    }
    Extraction { roots, verdicts: page.verdicts, blocks: page.blocks }
}

struct Page<'a> {
    tree: &'a Tree,
    body: NodeId,
    /// All nodes of the body, in the order of the page.
    order: Vec<NodeId>,
    verdicts: Vec<Verdict>,
    blocks: Vec<bool>,
    weights: Vec<Weight>,
    /// The host of the page, where it tells its own address.
    host: Option<&'a str>,
}

impl<'a> Page<'a> {
    fn of(tree: &'a Tree) -> Page<'a> {
        let body = tree.find(Tree::ROOT, "body").unwrap_or(Tree::ROOT);
        let order: Vec<NodeId> = tree.within(body).collect();
        let mut blocks = vec![false; tree.len()];
        for id in order.iter().rev() {
            let own = is_block(tree.name(*id));
            blocks[id.index()] |= own;
            if blocks[id.index()]
                && let Some(parent) = tree.parent(*id)
            {
                blocks[parent.index()] = true;
            }
        }
        let verdicts = vec![Verdict::Shown; tree.len()];
        let weights = vec![Weight::default(); tree.len()];
        let host = own_address(tree).and_then(links::host);
        Page { tree, body, order, verdicts, blocks, weights, host }
    }

    fn weight(&self, id: NodeId) -> Weight {
        self.weights[id.index()]
    }

    /// Marks what is not to be seen.
    fn hide(&mut self) {
        for id in self.order.clone() {
            let name = self.tree.name(id);
            if is_silent(name) || pages::marker(self.tree, id).is_some() {
                self.verdicts[id.index()] = Verdict::Silent;
            }
        }
        self.weigh();
        let all = self.weight(self.body).text;
        for id in self.order.clone() {
            // Pages are hidden until their script runs: what holds most of the text stays.
            let text = self.weight(id).text;
            let most = percent(text, all) > MOST_HIDDEN;
            if id != self.body && !most && hints::is_hidden(self.tree, id) && !self.is_formula(id) {
                self.verdicts[id.index()] =
                    if text > 0 { Verdict::Hidden } else { Verdict::Silent };
            }
        }
        self.weigh();
    }

    /// Formulas are drawn for eyes, and told to others by a part that eyes do not see.
    fn is_formula(&self, id: NodeId) -> bool {
        self.tree.within(id).take(4).any(|id| self.tree.name(id) == "math")
    }

    fn is_under(&self, id: NodeId, top: NodeId) -> bool {
        // Nodes come in the order of the page: what is under `top` follows it until a node
        // whose parent is not under it. Depth is bounded, so this is a short walk.
        self.tree.ancestors(id).any(|above| above == top)
    }

    /// Marks what its element or its names call furniture.
    fn drop_furniture(&mut self) {
        let all = self.weight(self.body);
        for id in self.order.clone() {
            if id == self.body || self.verdicts[id.index()] != Verdict::Shown {
                continue;
            }
            let Some((what, reason)) = self.called(id) else { continue };
            let weight = self.weight(id);
            let comments = what == Boilerplate::Comments;
            let much = percent(weight.prose, all.prose) > MOST_FURNITURE
                && !(comments && self.ends_text(id));
            let title = weight.titles > 0 && !comments;
            if weight.text > 0 && !much && !title {
                self.verdicts[id.index()] = Verdict::Furniture(what, reason);
            }
        }
    }

    /// Whether an element can be what readers wrote under an article, however long it is:
    /// some of the page reads as text before it, and it does not hold the title.
    fn ends_text(&self, id: NodeId) -> bool {
        let tree = self.tree;
        let mut before = self.weight(self.body).prose - self.weight(id).prose;
        for at in std::iter::once(id).chain(tree.ancestors(id)).take_while(|at| *at != self.body) {
            let after = std::iter::successors(tree.next(at), |next| tree.next(*next));
            before = before.saturating_sub(after.map(|next| self.weight(next).prose).sum());
        }
        before >= FEWEST_BEFORE && self.weight(id).titles == 0
    }

    /// What an element's name or its classes call it.
    fn called(&self, id: NodeId) -> Option<(Boilerplate, &'static str)> {
        let name = self.tree.name(id);
        match name {
            "" | "html" | "main" | "em" | "strong" | "b" | "i" | "code" | "pre" | "td" | "th"
            | "tr" | "tbody" | "thead" | "br" | "img" | "math" | "sup" | "sub" => return None,
            "nav" => return Some((Boilerplate::Navigation, "the page marks it as navigation")),
            "aside" if hints::is_lead(self.tree, id) => return None,
            "aside" => return Some((Boilerplate::Related, "the page marks it as an aside")),
            "footer" if !self.is_in(id, &["blockquote", "figure"]) => {
                return Some((Boilerplate::Notice, "the page marks it as a footer"));
            }
            "footer" => return None,
            "dialog" => return Some((Boilerplate::Subscription, "it is a dialogue")),
            _ => {}
        }
        if name == "header" && !self.is_in(id, &["article", "main", "section"]) {
            return Some((Boilerplate::Navigation, "the page marks it as its head"));
        }
        hints::furniture(self.tree, id).map(|what| (what, "its class or id says so"))
    }

    fn is_in(&self, id: NodeId, names: &[&str]) -> bool {
        self.tree.ancestors(id).any(|above| names.contains(&self.tree.name(above)))
    }

    /// The smallest element that holds nearly all of the article.
    fn root(&self) -> NodeId {
        let all = self.weight(self.body).prose;
        let mut best: Option<(usize, u32, NodeId)> = None;
        let mut skip: Option<NodeId> = None;
        for id in &self.order {
            if skip.is_some_and(|top| self.is_under(*id, top)) {
                continue;
            }
            skip = (self.verdicts[id.index()] != Verdict::Shown).then_some(*id);
            if skip.is_some() || !is_block(self.tree.name(*id)) {
                continue;
            }
            let prose = self.weight(*id).prose;
            if percent(prose, all) < ENOUGH_NAMED {
                continue;
            }
            let Some(rank) = hints::body_rank(self.tree, *id) else { continue };
            if best.is_none_or(|(known, most, _)| rank < known || (rank == known && prose > most)) {
                best = Some((rank, prose, *id));
            }
        }
        let start = best.map_or(self.body, |(_, _, id)| id);
        if best.is_some_and(|(rank, ..)| rank <= 1) { start } else { self.descend(start) }
    }

    /// Goes down as long as one child holds nearly all.
    fn descend(&self, start: NodeId) -> NodeId {
        let all = self.weight(start).prose;
        let mut at = start;
        loop {
            let shown = |id: &NodeId| self.verdicts[id.index()] == Verdict::Shown;
            let heaviest = self
                .tree
                .children(at)
                .filter(|id| shown(id) && self.blocks[id.index()])
                .max_by_key(|id| self.weight(*id).prose);
            let Some(child) = heaviest else { return at };
            let weight = self.weight(child);
            let name = self.tree.name(child);
            let holds = !matches!(name, "p" | "blockquote" | "ul" | "ol" | "li" | "table" | "pre");
            if percent(weight.prose, all) < ENOUGH_BELOW || weight.paragraphs < 2 || !holds {
                return at;
            }
            at = child;
        }
    }
}

/// The address that a page calls its own.
fn own_address(tree: &Tree) -> Option<&str> {
    let head = tree.within(Tree::ROOT).take_while(|id| tree.name(*id) != "body");
    let mut found = head.filter_map(|id| match tree.name(id) {
        "link" if tree.attribute(id, "rel") == Some("canonical") => tree.attribute(id, "href"),
        "meta" if tree.attribute(id, "property") == Some("og:url") => tree.attribute(id, "content"),
        _ => None,
    });
    found.find(|address| address.contains("//"))
}

/// How much of the page may be hidden, in per cent of its text.
const MOST_HIDDEN: u32 = 50;

/// How much of what reads as text furniture may hold, in per cent.
const MOST_FURNITURE: u32 = 40;

/// How many characters must read as text before comments that are longer than the article.
const FEWEST_BEFORE: u32 = 100;

/// How much an element must hold for its name to be believed, in per cent.
const ENOUGH_NAMED: u32 = 50;

/// How much a child must hold for the rest to be given up, in per cent.
const ENOUGH_BELOW: u32 = 90;
