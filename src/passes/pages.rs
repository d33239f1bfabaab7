//! Page markers, where they may stand: in running text that others show too.
//!
//! Sources put them between blocks, in paragraphs of their own, around titles. A marker has no
//! room there that every output knows, and none of its own on paper: it goes to the beginning of
//! the text that follows, which is where its page begins, or else to the end of the last text.

use super::whitespace::merge_texts;
use crate::article::{
    Article, Block, BlockKind, Inline, InlineKind, PageMarker, page_markers, walk,
};
use crate::diagnostics::{Diagnostics, Kind};

/// Gives every marker a place in running text, whose white space is in order. Blocks of which
/// nothing is left go later.
pub(super) fn run(article: &mut Article, diagnostics: &mut Diagnostics) {
    let mut found = false;
    let mut look = |inline: &Inline| found |= marker(inline).is_some();
    walk::inlines_in(&article.meta.title, &mut look);
    walk::inlines_in(&article.meta.subtitle, &mut look);
    walk::inlines(article, &mut look);
    if !found {
        return;
    }
    walk::nested_runs_mut(article, &mut unwrap);
    let mut waiting = taken(&mut article.meta.title);
    waiting.append(&mut taken(&mut article.meta.subtitle));
    carry(&mut article.blocks, &mut waiting);
    for note in &mut article.notes {
        carry(&mut note.blocks, &mut waiting);
    }
    if waiting.is_empty() {
        return;
    }
    if let Some(last) = last_run(&mut article.blocks) {
        return last.append(&mut waiting);
    }
    for inline in waiting {
        let label = marker(&inline).map_or("", |marker| &marker.label);
        diagnostics.push(Kind::MarkupDropped { markup: format!("page {label}") }, inline.span);
    }
}

/// Takes the markers out of a run, as they stand in it.
pub(super) fn taken(run: &mut Vec<Inline>) -> Vec<Inline> {
    let markers = page_markers(run);
    if !markers.is_empty() {
        remove(run);
    }
    markers
}

fn remove(run: &mut Vec<Inline>) {
    run.retain(|inline| marker(inline).is_none());
    run.iter_mut().filter_map(|inline| inline.kind.content_mut()).for_each(remove);
    merge_texts(run);
}

/// Puts markers at the beginning of the first text, where there is any.
pub(super) fn open(blocks: &mut [Block], markers: &mut Vec<Inline>) {
    for block in blocks {
        if markers.is_empty() {
            return;
        }
        open_block(block, markers);
        block.kind.children_mut().into_iter().for_each(|children| open(children, markers));
    }
}

fn marker(inline: &Inline) -> Option<&PageMarker> {
    match &inline.kind {
        InlineKind::PageMarker(marker) => Some(marker),
        _ => None,
    }
}

/// Whether a run shows nothing.
fn only_markers(run: &[Inline]) -> bool {
    !run.is_empty() && run.iter().all(|inline| marker(inline).is_some())
}

/// Takes away emphasis and links around nothing but markers.
fn unwrap(run: &mut Vec<Inline>) {
    let hollow = |inline: &Inline| inline.kind.content().is_some_and(|run| only_markers(run));
    if !run.iter().any(hollow) {
        return;
    }
    for mut inline in std::mem::take(run) {
        match inline.kind.content_mut().filter(|content| only_markers(content)) {
            Some(content) => run.append(content),
            None => run.push(inline),
        }
    }
}

/// Moves the markers that stand alone to the beginning of what follows.
fn carry(blocks: &mut [Block], waiting: &mut Vec<Inline>) {
    for block in blocks {
        for run in block.kind.inlines_mut() {
            if only_markers(run) {
                waiting.append(&mut taken(run));
            }
        }
        open_block(block, waiting);
        block.kind.children_mut().into_iter().for_each(|children| carry(children, waiting));
    }
}

/// Puts what waits before a block's own text, where that comes before the text of others in it.
fn open_block(block: &mut Block, waiting: &mut Vec<Inline>) {
    if waiting.is_empty() || matches!(block.kind, BlockKind::Quote(_)) {
        return;
    }
    let mut runs = block.kind.inlines_mut().into_iter();
    if let Some(run) = runs.find(|run| !run.is_empty()) {
        run.splice(..0, waiting.drain(..));
    }
}

/// The last text of an article.
fn last_run(blocks: &mut [Block]) -> Option<&mut Vec<Inline>> {
    for block in blocks.iter_mut().rev() {
        let inner = block.kind.children().iter().any(|children| has_run(children));
        if inner {
            let children = block.kind.children_mut().into_iter().rev();
            return children.into_iter().find_map(|children| last_run(children));
        }
        if block.kind.inlines().iter().any(|run| !run.is_empty()) {
            return block.kind.inlines_mut().into_iter().rfind(|run| !run.is_empty());
        }
    }
    None
}

fn has_run(blocks: &[Block]) -> bool {
    let mut found = false;
    walk::blocks_in(blocks, &mut |block| {
        found |= block.kind.inlines().iter().any(|run| !run.is_empty());
    });
    found
}
