//! Ways to visit a whole article.
//!
//! Reading order is: the title block, the blocks from first to last, the notes.
//! Recursion is safe here because the model bounds its nesting.

use super::{Article, Block, BlockKind, Image, Inline, InlineKind};
use crate::cancel;
use crate::source::Span;

/// Calls `visit` for every block, holders before what they hold, notes last.
pub fn blocks<'a>(article: &'a Article, visit: &mut dyn FnMut(&'a Block)) {
    blocks_in(&article.blocks, visit);
    for note in &article.notes {
        blocks_in(&note.blocks, visit);
    }
}

/// Calls `visit` for every block of a list, holders before what they hold.
pub fn blocks_in<'a>(list: &'a [Block], visit: &mut dyn FnMut(&'a Block)) {
    for block in list {
        cancel::check();
        visit(block);
        for children in block.kind.children() {
            blocks_in(children, visit);
        }
    }
}

/// Calls `visit` for every block, to change it; holders after what they hold.
pub fn blocks_mut(article: &mut Article, visit: &mut dyn FnMut(&mut Block)) {
    blocks_in_mut(&mut article.blocks, visit);
    for note in &mut article.notes {
        blocks_in_mut(&mut note.blocks, visit);
    }
}

fn blocks_in_mut(list: &mut [Block], visit: &mut dyn FnMut(&mut Block)) {
    for block in list {
        cancel::check();
        for children in block.kind.children_mut() {
            blocks_in_mut(children, visit);
        }
        visit(block);
    }
}

/// Calls `visit` for every inline of the blocks and notes, holders before what they hold.
pub fn inlines<'a>(article: &'a Article, visit: &mut dyn FnMut(&'a Inline)) {
    blocks(article, &mut |block| {
        for content in block.kind.inlines() {
            inlines_in(content, visit);
        }
    });
}

/// Calls `visit` for every inline of a run, holders before what they hold.
pub fn inlines_in<'a>(run: &'a [Inline], visit: &mut dyn FnMut(&'a Inline)) {
    for inline in run {
        visit(inline);
        if let Some(content) = inline.kind.content() {
            inlines_in(content, visit);
        }
    }
}

/// Calls `visit` for every run of inlines (title, headings, paragraphs, captions …),
/// outer runs only: the runs inside links and emphasis belong to the outer one.
pub fn runs_mut(article: &mut Article, visit: &mut dyn FnMut(&mut Vec<Inline>)) {
    visit(&mut article.meta.title);
    visit(&mut article.meta.subtitle);
    blocks_mut(article, &mut |block| {
        for content in block.kind.inlines_mut() {
            visit(content);
        }
    });
}

/// Calls `visit` for every run and for every run inside it, inner ones first.
pub fn nested_runs_mut(article: &mut Article, visit: &mut dyn FnMut(&mut Vec<Inline>)) {
    fn descend(run: &mut Vec<Inline>, visit: &mut dyn FnMut(&mut Vec<Inline>)) {
        for inline in run.iter_mut() {
            if let Some(content) = inline.kind.content_mut() {
                descend(content, visit);
            }
        }
        visit(run);
    }
    runs_mut(article, &mut |run| descend(run, visit));
}

/// Calls `visit` for every image of the blocks and notes, in figures and in the
/// line, with the place of what holds it.
pub fn images_mut(article: &mut Article, visit: &mut dyn FnMut(&mut Image, Span)) {
    blocks_mut(article, &mut |block| {
        if let BlockKind::Figure(figure) = &mut block.kind {
            visit(&mut figure.image, block.span);
        }
        for content in block.kind.inlines_mut() {
            images_in_mut(content, visit);
        }
    });
}

fn images_in_mut(run: &mut [Inline], visit: &mut dyn FnMut(&mut Image, Span)) {
    for inline in run {
        if let InlineKind::Image(image) = &mut inline.kind {
            visit(image, inline.span);
        } else if let Some(content) = inline.kind.content_mut() {
            images_in_mut(content, visit);
        }
    }
}
