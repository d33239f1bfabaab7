//! What the parts of a page weigh: text, links, sentences.

use super::super::elements::is_block;
use super::super::tree::NodeId;
use super::{Page, Verdict};
use crate::understand::line::is_unspaced;

/// What is counted about a node with all under it.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Weight {
    /// Characters; those of scripts without spaces count for two.
    pub(super) text: u32,
    /// Of these, in links.
    pub(super) links: u32,
    /// Of these, in stretches that read as sentences.
    pub(super) prose: u32,
    /// Full stops, commas and the like.
    pub(super) stops: u32,
    /// Stretches that read as sentences.
    pub(super) paragraphs: u32,
    /// Images and other things to look at.
    pub(super) pictures: u32,
    /// Headings of the first level.
    pub(super) titles: u32,
}

impl Weight {
    pub(super) fn add(&mut self, other: Weight) {
        self.text += other.text;
        self.links += other.links;
        self.prose += other.prose;
        self.stops += other.stops;
        self.paragraphs += other.paragraphs;
        self.pictures += other.pictures;
        self.titles += other.titles;
    }

    /// The share of links, in per cent.
    pub(super) fn linked(&self) -> u32 {
        percent(self.links, self.text)
    }
}

pub(super) fn percent(part: u32, whole: u32) -> u32 {
    (u64::from(part) * 100 / u64::from(whole.max(1))) as u32
}

impl Page<'_> {
    /// Weighs every node by all that is shown under it.
    pub(super) fn weigh(&mut self) {
        self.weights.fill(Weight::default());
        let mut units = vec![Weight::default(); self.tree.len()];
        let mut skip: Option<NodeId> = None;
        // The open links and the block of each node come from its parent.
        let mut linked = vec![false; self.tree.len()];
        let mut block = vec![self.body; self.tree.len()];
        for at in 0..self.order.len() {
            let id = self.order[at];
            if skip.is_some_and(|top| self.is_under(id, top)) {
                continue;
            }
            skip = None;
            if self.verdicts[id.index()] != Verdict::Shown {
                skip = Some(id);
                continue;
            }
            let (above, name) = (self.tree.parent(id), self.tree.name(id));
            if id != self.body
                && let Some(above) = above
            {
                linked[id.index()] = linked[above.index()];
                block[id.index()] = block[above.index()];
            }
            linked[id.index()] |= name == "a";
            if is_block(name) {
                block[id.index()] = id;
            }
            let own = &mut self.weights[id.index()];
            own.pictures = u32::from(matches!(name, "img" | "video" | "iframe" | "math"));
            own.titles = u32::from(name == "h1");
            if let Some(text) = self.tree.text(id) {
                let (length, stops) = measure(text);
                let unit = &mut units[block[id.index()].index()];
                unit.text += length;
                unit.stops += stops;
                unit.links += if linked[id.index()] { length } else { 0 };
            }
        }
        for id in self.order.iter().rev() {
            let unit = units[id.index()];
            let name = self.tree.name(*id);
            let own = &mut self.weights[id.index()];
            own.text += unit.text;
            own.links += unit.links;
            own.stops += unit.stops;
            if is_prose(unit, name) {
                own.prose += unit.text - unit.links;
                own.paragraphs += 1;
            }
            let own = *own;
            if *id != self.body
                && let Some(parent) = self.tree.parent(*id)
            {
                self.weights[parent.index()].add(own);
            }
        }
    }
}

/// Whether a stretch of text reads as sentences.
fn is_prose(unit: Weight, name: &str) -> bool {
    let long = unit.text >= 60 || (unit.text >= 30 && matches!(name, "p" | "pre" | "blockquote"));
    let own = matches!(name, "pre" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6");
    long && unit.links * 2 < unit.text && unit.stops > 0 && !(own && name != "pre")
}

/// The length of a text and how many marks of sentences it has.
fn measure(text: &str) -> (u32, u32) {
    let (mut length, mut stops, mut space) = (0, 0, true);
    for c in text.chars() {
        if c.is_whitespace() {
            length += u32::from(!space);
            space = true;
            continue;
        }
        space = false;
        length += if is_unspaced(c) { 2 } else { 1 };
        let stop = matches!(
            c,
            '.' | ',' | '!' | '?' | ';' | '。' | '，' | '、' | '！' | '？' | '؟' | '،' | '।' | '…'
        );
        stops += u32::from(stop);
    }
    (length, stops)
}
