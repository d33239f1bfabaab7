//! The bound on nesting, and the flattening of what exceeds it.
//!
//! Everything behind a reader may walk the model by recursion, because no tree
//! gets there that is deeper than [`MAX_NESTING`]. Readers with a stack of
//! their own stop at the bound while they build; [`cap`] brings any other
//! article under it.

use super::{Article, Block, BlockKind, Inline, InlineKind};

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

fn cap_blocks(blocks: &mut Vec<Block>, depth: usize) -> bool {
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

fn cap_inlines(inlines: &mut Vec<Inline>, depth: usize) -> bool {
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

impl BlockKind {
    /// The lists of blocks that this block holds, in reading order.
    pub fn children(&self) -> Vec<&Vec<Block>> {
        match self {
            BlockKind::Quote(quote) => vec![&quote.blocks],
            BlockKind::Aside(aside) => vec![&aside.blocks],
            BlockKind::List(list) => list.items.iter().map(|item| &item.blocks).collect(),
            BlockKind::DefinitionList { items } => {
                items.iter().flat_map(|item| &item.descriptions).collect()
            }
            BlockKind::Table(table) => {
                let rows = table.head.iter().chain(&table.body);
                rows.flat_map(|row| &row.cells).map(|cell| &cell.blocks).collect()
            }
            _ => Vec::new(),
        }
    }

    /// The lists of blocks that this block holds, to change them.
    pub fn children_mut(&mut self) -> Vec<&mut Vec<Block>> {
        match self {
            BlockKind::Quote(quote) => vec![&mut quote.blocks],
            BlockKind::Aside(aside) => vec![&mut aside.blocks],
            BlockKind::List(list) => list.items.iter_mut().map(|item| &mut item.blocks).collect(),
            BlockKind::DefinitionList { items } => {
                items.iter_mut().flat_map(|item| &mut item.descriptions).collect()
            }
            BlockKind::Table(table) => {
                let rows = table.head.iter_mut().chain(&mut table.body);
                rows.flat_map(|row| &mut row.cells).map(|cell| &mut cell.blocks).collect()
            }
            _ => Vec::new(),
        }
    }

    /// The runs of inlines that this block holds itself, not through other blocks.
    pub fn inlines(&self) -> Vec<&Vec<Inline>> {
        match self {
            BlockKind::Heading(heading) => vec![&heading.content],
            BlockKind::Paragraph { content } => vec![content],
            BlockKind::Quote(quote) => vec![&quote.attribution],
            BlockKind::Aside(aside) => vec![&aside.title],
            BlockKind::Figure(figure) => vec![&figure.caption],
            BlockKind::Table(table) => vec![&table.caption],
            BlockKind::DefinitionList { items } => {
                items.iter().flat_map(|item| &item.terms).collect()
            }
            _ => Vec::new(),
        }
    }

    /// The runs of inlines that this block holds itself, to change them.
    pub fn inlines_mut(&mut self) -> Vec<&mut Vec<Inline>> {
        match self {
            BlockKind::Heading(heading) => vec![&mut heading.content],
            BlockKind::Paragraph { content } => vec![content],
            BlockKind::Quote(quote) => vec![&mut quote.attribution],
            BlockKind::Aside(aside) => vec![&mut aside.title],
            BlockKind::Figure(figure) => vec![&mut figure.caption],
            BlockKind::Table(table) => vec![&mut table.caption],
            BlockKind::DefinitionList { items } => {
                items.iter_mut().flat_map(|item| &mut item.terms).collect()
            }
            _ => Vec::new(),
        }
    }
}

/// Whether two neighbours would read as one run of text.
pub(crate) fn both_text(a: &Inline, b: &Inline) -> bool {
    matches!((&a.kind, &b.kind), (InlineKind::Text { .. }, InlineKind::Text { .. }))
}
