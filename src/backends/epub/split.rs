//! Where a long article is divided into files.
//!
//! Reading systems lay out a file at a time, and old ones fail on large ones.
//! A short article stays whole. A long one is cut before the headings of the
//! highest level that makes every piece short enough; what no heading divides
//! is cut between blocks.

use std::ops::Range;

use crate::article::{Block, BlockKind, InlineKind, walk};

/// The size to which pieces may grow, in bytes of markup: old e-readers slow down beyond.
const MOST: usize = 250_000;

/// The size above which a piece is cut even where there is no heading.
const TOO_MUCH: usize = 2 * MOST;

/// A piece smaller than this is joined with the next: a heading over headings needs no file.
const LEAST: usize = 4_000;

/// The stretches of blocks that become files, in order: all blocks, at least one stretch.
pub(super) fn stretches(blocks: &[Block]) -> Vec<Range<usize>> {
    let sizes: Vec<usize> = blocks.iter().map(size).collect();
    if sizes.iter().sum::<usize>() <= MOST {
        return std::iter::once(0..blocks.len()).collect();
    }
    let pieces = (1..=6).map(|level| joined(at_headings(blocks, level), &sizes));
    let mut finest = Vec::new();
    for pieces in pieces {
        finest = pieces;
        if finest.iter().all(|piece| total(&sizes, piece) <= MOST) {
            break;
        }
    }
    finest.into_iter().flat_map(|piece| between_blocks(piece, &sizes)).collect()
}

fn total(sizes: &[usize], piece: &Range<usize>) -> usize {
    sizes[piece.clone()].iter().sum()
}

/// The stretches between headings of a level or above it.
fn at_headings(blocks: &[Block], level: u8) -> Vec<Range<usize>> {
    let cuts = |block: &Block| matches!(&block.kind, BlockKind::Heading(h) if h.level <= level);
    let mut pieces = Vec::new();
    let mut start = 0;
    for (index, block) in blocks.iter().enumerate() {
        if index > start && cuts(block) {
            pieces.push(start..index);
            start = index;
        }
    }
    pieces.push(start..blocks.len());
    pieces
}

/// Small pieces joined with the ones after them, the last one with the one before it.
fn joined(pieces: Vec<Range<usize>>, sizes: &[usize]) -> Vec<Range<usize>> {
    let mut joined: Vec<Range<usize>> = Vec::new();
    let mut last_size = usize::MAX;
    let last = pieces.len() - 1;
    for (index, piece) in pieces.into_iter().enumerate() {
        let size = total(sizes, &piece);
        match joined.last_mut() {
            Some(before) if last_size < LEAST || (index == last && size < LEAST) => {
                before.end = piece.end;
                last_size = last_size.saturating_add(size);
            }
            _ => {
                joined.push(piece);
                last_size = size;
            }
        }
    }
    joined
}

/// A piece without headings to cut at, cut where it has grown large.
fn between_blocks(piece: Range<usize>, sizes: &[usize]) -> Vec<Range<usize>> {
    if total(sizes, &piece) <= TOO_MUCH {
        return vec![piece];
    }
    let mut pieces = Vec::new();
    let (mut start, mut size) = (piece.start, 0);
    for index in piece.clone() {
        if size > 0 && size + sizes[index] > MOST {
            pieces.push(start..index);
            (start, size) = (index, 0);
        }
        size += sizes[index];
    }
    pieces.push(start..piece.end);
    pieces
}

/// About how many bytes of markup a block becomes.
fn size(block: &Block) -> usize {
    const TAGS: usize = 16;
    let mut size = 0;
    walk::blocks_in(std::slice::from_ref(block), &mut |block| {
        size += TAGS;
        size += match &block.kind {
            BlockKind::Code(code) => code.text.len(),
            BlockKind::Math { tex } => tex.len(),
            _ => 0,
        };
        for run in block.kind.inlines() {
            walk::inlines_in(run, &mut |inline| {
                size += match &inline.kind {
                    InlineKind::Text { text } => text.len(),
                    InlineKind::Code { text } => text.len() + TAGS,
                    InlineKind::Math { tex } => tex.len() + TAGS,
                    InlineKind::Link(link) => link.target.len() + TAGS,
                    _ => TAGS,
                }
            });
        }
    });
    size
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Heading, Inline};
    use crate::source::Span;

    fn heading(level: u8) -> Block {
        let content = vec![Inline::text("Heading")];
        Block::new(BlockKind::Heading(Heading { level, id: String::new(), content }), Span::NONE)
    }

    fn text(length: usize) -> Block {
        Block::paragraph(vec![Inline::text("x".repeat(length))])
    }

    #[test]
    fn a_short_article_stays_whole() {
        let whole =
            |blocks: &[Block]| stretches(blocks) == std::slice::from_ref(&(0..blocks.len()));
        assert!(whole(&[]));
        assert!(whole(&[heading(1), text(100), heading(1), text(100)]));
    }

    #[test]
    fn a_long_one_is_cut_at_its_sections() {
        let blocks = [heading(1), text(150_000), heading(1), heading(2), text(150_000)];
        assert_eq!(stretches(&blocks), [0..2, 2..5]);
    }

    #[test]
    fn a_long_section_is_cut_at_smaller_headings() {
        let blocks =
            [heading(1), heading(2), text(200_000), heading(2), text(200_000), heading(1), text(9)];
        assert_eq!(stretches(&blocks), [0..3, 3..7]);
    }

    #[test]
    fn text_without_headings_is_cut_between_blocks() {
        let blocks: Vec<Block> = (0..30).map(|_| text(50_000)).collect();
        let pieces = stretches(&blocks);
        assert_eq!(pieces.len(), 8);
        assert!(pieces.windows(2).all(|pair| pair[0].end == pair[1].start));
        assert_eq!((pieces[0].start, pieces[7].end), (0, 30));
    }
}
