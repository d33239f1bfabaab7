//! Notes as engines of blogs write them: a raised link to an element that says the note,
//! from where a link leads back.

use std::collections::{BTreeMap, BTreeSet};

use super::super::elements::is_block;
use super::super::extract::Extraction;
use super::super::tree::{NodeId, Tree};
use super::Converter;
use crate::article::{Note, plain_text};

/// The notes of a page.
#[derive(Default)]
pub(super) struct Notes {
    /// The notes that are referred to: by the id that links name, what holds the text.
    found: BTreeMap<String, NodeId>,
    /// In the order of their references.
    order: Vec<String>,
    /// What has been told elsewhere and does not stand in the text.
    taken: BTreeSet<NodeId>,
}

/// How many references are looked at.
const MOST: usize = 10_000;

impl Notes {
    pub(super) fn of(tree: &Tree, extraction: &Extraction) -> Notes {
        let mut notes = Notes::default();
        let ids: BTreeMap<&str, NodeId> = tree
            .within(Tree::ROOT)
            .flat_map(|id| {
                let name = tree.attribute(id, "name").filter(|_| tree.name(id) == "a");
                tree.attribute(id, "id").into_iter().chain(name).map(move |name| (name, id))
            })
            .collect();
        for id in extraction.roots.iter().flat_map(|root| tree.within(*root)) {
            let Some(target) = reference(tree, id) else { continue };
            let Some(at) = ids.get(target) else { continue };
            let Some(holder) = holder(tree, *at) else { continue };
            let around = tree.ancestors(id).any(|above| above == holder);
            if around || notes.order.len() >= MOST {
                continue;
            }
            if notes.found.insert(target.to_owned(), holder).is_none() {
                notes.order.push(target.to_owned());
                notes.taken.insert(holder);
            }
        }
        notes
    }

    /// Whether a node is told elsewhere.
    pub(super) fn holds(&self, id: NodeId) -> bool {
        self.taken.contains(&id)
    }

    /// A node is told elsewhere from now on.
    pub(super) fn taken(&mut self, id: NodeId) {
        self.taken.insert(id);
    }
}

/// The id of the note that a link refers to, if it looks like such a reference.
fn reference(tree: &Tree, id: NodeId) -> Option<&str> {
    if tree.name(id) != "a" {
        return None;
    }
    let href = tree.attribute(id, "href")?;
    let target = href.split_once('#').map(|(_, target)| target).filter(|t| !t.is_empty())?;
    let class = tree.attribute(id, "class").unwrap_or_default();
    if is_way_back(tree, id) {
        return None;
    }
    let role = tree.attribute(id, "role") == Some("doc-noteref");
    let named = class.contains("footnote") || tree.attribute(id, "rel") == Some("footnote");
    let raised = tree.parent(id).is_some_and(|above| tree.name(above) == "sup")
        || tree.children(id).any(|inside| tree.name(inside) == "sup");
    let text = tree.text_of(id);
    let mark = text.trim().trim_matches(['[', ']', '(', ')']);
    let numbered = !mark.is_empty() && mark.len() <= 4 && mark.chars().all(char::is_alphanumeric);
    let marked = numbered || mark.chars().all(|c| matches!(c, '*' | '†' | '‡' | '§'));
    let target_named = names_note(target);
    (role || named || (raised && marked) || (numbered && target_named)).then_some(target)
}

fn names_note(target: &str) -> bool {
    let lower = target.to_ascii_lowercase();
    ["fn", "footnote", "note", "cite_note", "_ftn", "ftnt", "_edn", "endnote", "sdfootnote"]
        .iter()
        .any(|start| lower.starts_with(start))
        && !lower.starts_with("fnref")
        && !lower.starts_with("_ftnref")
}

/// Whether a link leads back from a note to the text.
fn is_way_back(tree: &Tree, id: NodeId) -> bool {
    let class = tree.attribute(id, "class").unwrap_or_default();
    let role = tree.attribute(id, "role") == Some("doc-backlink");
    let rev = tree.attribute(id, "rev") == Some("footnote");
    let target = tree.attribute(id, "href").and_then(|href| href.strip_prefix('#'));
    let target = target.unwrap_or_default().to_ascii_lowercase();
    let named = ["fnref", "_ftnref", "cite_ref", "_ednref", "ftnt_ref", "footnote-ref", "ref-fn"]
        .iter()
        .any(|start| target.starts_with(start));
    let text = tree.text_of(id);
    let arrow = !text.trim().is_empty()
        && text
            .trim()
            .chars()
            .all(|c| matches!(c, '↩' | '↑' | '^' | '⤴' | '⏎' | '\u{FE0E}' | '\u{FE0F}'));
    role || rev
        || named
        || class.contains("backref")
        || class.contains("back-ref")
        || (arrow && tree.attribute(id, "href").is_some_and(|href| href.contains('#')))
}

/// The element that says a note: the item or paragraph that has the id, or is around it.
fn holder(tree: &Tree, at: NodeId) -> Option<NodeId> {
    let near = std::iter::once(at).chain(tree.ancestors(at)).take(4);
    let holder = near.into_iter().find(|id| is_block(tree.name(*id)))?;
    let fits = matches!(tree.name(holder), "li" | "p" | "div" | "dd" | "aside" | "td");
    let blocks = tree.within(holder).filter(|id| tree.name(*id) == "p").count();
    (fits && blocks <= 20).then_some(holder)
}

impl Converter<'_, '_> {
    /// The note that an element (`sup` or `a`) refers to, if it does nothing else.
    pub(super) fn note_reference(&self, id: NodeId) -> Option<String> {
        let tree = self.tree();
        let link = match tree.name(id) {
            "a" => id,
            _ => tree.children(id).find(|child| tree.name(*child) == "a")?,
        };
        // Other text beside the link would be lost.
        let words = |id: NodeId| {
            let text = tree.text_of(id);
            text.chars().filter(|c| c.is_alphanumeric()).count()
        };
        let target = reference(tree, link).filter(|_| words(id) == words(link))?;
        self.notes.found.contains_key(target).then(|| target.to_owned())
    }

    /// The notes themselves, without the ways back.
    pub(super) fn notes(&mut self) -> Vec<Note> {
        let order = std::mem::take(&mut self.notes.order);
        let mut notes = Vec::new();
        for id in order {
            let Some(holder) = self.notes.found.get(&id).copied() else { continue };
            let tree = self.tree();
            let back: Vec<NodeId> = tree
                .within(holder)
                .filter(|at| tree.name(*at) == "a" && is_way_back(tree, *at))
                .collect();
            back.into_iter().for_each(|at| self.notes.taken(at));
            let mut blocks = self.blocks(holder);
            blocks.retain(|block| {
                let runs = block.kind.inlines();
                let empty = runs.iter().all(|run| plain_text(run).trim().is_empty());
                !(empty && block.kind.children().is_empty() && !runs.is_empty())
            });
            notes.push(Note { id, blocks, span: self.span(holder) });
        }
        notes
    }
}
