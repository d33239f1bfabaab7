//! What is left of the page, looked at line by line as scraped text is.
//!
//! The elements that hold text become lines, and [`crate::understand`] says which of them
//! are not the article: credits, calls to read on, names and dates that the metadata tell.

use super::elements::{is_block, is_grid};
use super::extract::Verdict;
use super::tree::{NodeId, Tree};
use crate::diagnostics::Boilerplate;
use crate::understand::line;
use crate::understand::{Boldness, Label, understand};

/// The text under a root: one line for each stretch, with the element that holds it.
struct Lines {
    text: String,
    holders: Vec<NodeId>,
    /// The text nodes of each line.
    nodes: Vec<Vec<NodeId>>,
}

/// Marks the elements under `root` whose lines are not the article.
pub(super) fn sift(tree: &Tree, root: NodeId, verdicts: &mut [Verdict], boldness: Boldness) {
    let lines = gather(tree, root, verdicts);
    if lines.holders.len() > MOST_LINES || lines.text.len() > MOST_TEXT {
        return;
    }
    let split = line::split(&lines.text);
    let found = understand(&split, Some(boldness));
    let told = |line: usize| {
        let byline = found.front.byline.as_ref().is_some_and(|(at, _)| *at == Some(line));
        let date = found.front.date.as_ref().is_some_and(|(at, _)| *at == Some(line));
        (byline || date) && split[line].chars < LONGEST_TOLD
    };
    let gone = |line: &usize| matches!(found.labels[*line], Label::Boilerplate(_));
    let lost: usize = (0..split.len()).filter(gone).map(|line| split[line].chars).sum();
    let all: usize = split.iter().map(|line| line.chars).sum();
    if lost * 100 > all * MOST_LOST {
        return;
    }
    let label = |line: usize| match found.labels[line] {
        Label::Front if !told(line) => Label::Body,
        Label::Boilerplate(Boilerplate::Other | Boilerplate::Navigation)
            if split[line].is_prose() =>
        {
            Label::Body
        }
        label => label,
    };
    // An element goes when all of its lines do, and none under it stays.
    let mut stays = vec![false; tree.len()];
    let mut spans: Vec<(NodeId, std::ops::Range<usize>)> = Vec::new();
    for (line, holder) in lines.holders.iter().enumerate() {
        match spans.last_mut() {
            Some((last, span)) if last == holder => span.end = line + 1,
            _ => spans.push((*holder, line..line + 1)),
        }
        if label(line) == Label::Body {
            stays[holder.index()] = true;
            for above in tree.ancestors(*holder) {
                if std::mem::replace(&mut stays[above.index()], true) {
                    break;
                }
            }
        }
    }
    for (holder, span) in spans.into_iter().filter(|(holder, _)| may_go(tree, *holder, root)) {
        if !stays[holder.index()] && holder != root {
            if let Some(verdict) = verdict(span.map(label)) {
                verdicts[holder.index()] = verdict;
            }
            continue;
        }
        for line in span {
            if let Some(verdict) = verdict(std::iter::once(label(line))) {
                lines.nodes[line].iter().for_each(|node| verdicts[node.index()] = verdict);
            }
        }
    }
}

/// The most lines and bytes that are looked at: what is longer is a book, and no scraped
/// text of that length was learned from.
const MOST_LINES: usize = 20_000;
const MOST_TEXT: usize = 1 << 22;

/// The longest line, in characters, that says names and a date and nothing else.
const LONGEST_TOLD: usize = 140;

/// When more than this goes, in per cent, the lines are not such as were learned from.
const MOST_LOST: usize = 40;

fn verdict(labels: impl Iterator<Item = Label>) -> Option<Verdict> {
    let mut what = None;
    for label in labels {
        match label {
            Label::Body => return None,
            Label::Front => what = what.or(Some((Boilerplate::Colophon, "the metadata tell it"))),
            Label::Boilerplate(kind) => what = Some((kind, "its words and its place say so")),
        }
    }
    what.map(|(kind, reason)| Verdict::Furniture(kind, reason))
}

/// Whether an element can go for what its text says: not parts of lists, tables, code,
/// quotations: lists of links go by themselves, and short lines of others look like menus.
fn may_go(tree: &Tree, id: NodeId, root: NodeId) -> bool {
    let kept = |id: NodeId| match tree.name(id) {
        "pre" | "blockquote" | "dl" | "ul" | "ol" | "details" | "figure" | "h1" => true,
        "table" if is_grid(tree, id) => true,
        "table" => tree.within(id).any(|at| matches!(tree.name(at), "th" | "caption")),
        _ => false,
    };
    let around = tree.ancestors(id).take_while(|above| *above != root);
    !kept(id) && !around.into_iter().any(kept)
}

fn gather(tree: &Tree, root: NodeId, verdicts: &[Verdict]) -> Lines {
    let mut lines = Lines { text: String::new(), holders: Vec::new(), nodes: Vec::new() };
    let mut open = (String::new(), Vec::new());
    let mut holder = root;
    let mut at = Some(root);
    while let Some(id) = at {
        let shown = verdicts[id.index()] == Verdict::Shown;
        if shown && let Some(text) = tree.text(id) {
            let near = tree.ancestors(id).find(|above| is_block(tree.name(*above)));
            let near = near.unwrap_or(root);
            if near != holder {
                lines.push(&mut open, holder);
                holder = near;
            }
            open.0.push_str(text);
            open.1.push(id);
        }
        if tree.name(id) == "br" {
            lines.push(&mut open, holder);
        }
        let inside = tree.children(id).next().filter(|_| shown);
        at = inside.or_else(|| tree.after_all(id, root));
    }
    lines.push(&mut open, holder);
    lines
}

impl Lines {
    fn push(&mut self, open: &mut (String, Vec<NodeId>), holder: NodeId) {
        let (open, nodes) = std::mem::take(open);
        let mut words = open.split_whitespace().peekable();
        if words.peek().is_some() {
            while let Some(word) = words.next() {
                self.text.push_str(word);
                if words.peek().is_some() {
                    self.text.push(' ');
                }
            }
            self.text.push('\n');
            self.holders.push(holder);
            self.nodes.push(nodes);
        }
    }
}
