//! The bound on nesting, and the flattening of what exceeds it.
//!
//! Everything behind a reader may walk the model by recursion, because no tree
//! gets there that is deeper than [`MAX_NESTING`]. Readers with a stack of
//! their own stop at the bound while they build; [`cap`] brings any other
//! article under it.

use super::{Article, Block, Inline};

/// How many containers may hold each other, blocks and inlines counted apart.
///
/// Mail threads quote ten deep and lists rarely go past six; 48 leaves room,
/// and a recursive walk over it stays far below the smallest stack of a thread.
pub const MAX_NESTING: usize = 48;

/// Flattens what nests deeper than [`MAX_NESTING`]: a container beyond the bound
/// gives its blocks or inlines to what holds it. Returns whether anything was.
pub fn cap(article: &mut Article) -> bool {
    let mut capped = cap_blocks(&mut article.blocks, 1);
    for note in &mut article.notes {
        capped |= cap_blocks(&mut note.blocks, 1);
    }
    capped
}

/// Flattens blocks that stand `depth` levels deep, from 1.
pub(crate) fn cap_blocks(blocks: &mut Vec<Block>, depth: usize) -> bool {
    let mut capped = false;
    if depth >= MAX_NESTING && blocks.iter().any(|block| !block.kind.children().is_empty()) {
        *blocks = std::mem::take(blocks).into_iter().flat_map(leaves).collect();
        capped = true;
    }
    for block in blocks {
        for children in block.kind.children_mut() {
            capped |= cap_blocks(children, depth + 1);
        }
        for content in block.kind.inlines_mut() {
            capped |= cap_inlines(content, 1);
        }
    }
    capped
}

/// The blocks under `block` that hold no others, in order.
fn leaves(block: Block) -> Vec<Block> {
    let mut found = Vec::new();
    let mut stack = vec![block];
    while let Some(mut block) = stack.pop() {
        let children: Vec<Block> =
            block.kind.children_mut().into_iter().flat_map(std::mem::take).collect();
        if children.is_empty() {
            found.push(block);
        } else {
            let own = block.kind.inlines_mut().into_iter().map(std::mem::take);
            found.extend(own.filter(|content| !content.is_empty()).map(Block::paragraph));
            stack.extend(children.into_iter().rev());
        }
    }
    found
}

/// Flattens inlines that stand `depth` levels deep, from 1.
pub(crate) fn cap_inlines(inlines: &mut Vec<Inline>, depth: usize) -> bool {
    let mut capped = false;
    if depth >= MAX_NESTING && inlines.iter().any(|inline| inline.kind.content().is_some()) {
        *inlines = std::mem::take(inlines).into_iter().flat_map(inline_leaves).collect();
        capped = true;
    }
    for inline in inlines {
        if let Some(content) = inline.kind.content_mut() {
            capped |= cap_inlines(content, depth + 1);
        }
    }
    capped
}

fn inline_leaves(inline: Inline) -> Vec<Inline> {
    let mut found = Vec::new();
    let mut stack = vec![inline];
    while let Some(mut inline) = stack.pop() {
        match inline.kind.content_mut() {
            Some(content) => stack.extend(std::mem::take(content).into_iter().rev()),
            None => found.push(inline),
        }
    }
    found
}
