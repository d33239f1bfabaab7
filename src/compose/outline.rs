//! The headings of an article as a tree, for tables of contents.

use crate::article::{Block, BlockKind, plain_text};

/// A heading in the outline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutlineEntry {
    /// The heading's level, 1 to 6.
    pub level: u8,
    /// The heading's id.
    pub id: String,
    /// Its text.
    pub title: String,
    /// The headings under it.
    pub children: Vec<OutlineEntry>,
}

/// The outline of the headings that stand in no other block.
pub(super) fn of(blocks: &[Block]) -> Vec<OutlineEntry> {
    let mut roots = Vec::new();
    for block in blocks {
        if let BlockKind::Heading(heading) = &block.kind {
            let entry = OutlineEntry {
                level: heading.level,
                id: heading.id.clone(),
                title: plain_text(&heading.content),
                children: Vec::new(),
            };
            place(&mut roots, entry);
        }
    }
    roots
}

/// Hangs an entry under the last one of a lower level.
fn place(siblings: &mut Vec<OutlineEntry>, entry: OutlineEntry) {
    match siblings.last_mut() {
        Some(last) if last.level < entry.level => place(&mut last.children, entry),
        _ => siblings.push(entry),
    }
}
