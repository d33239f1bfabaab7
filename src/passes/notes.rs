//! Notes in the order in which the text refers to them.
//!
//! Notes without a reference and references without a note are taken out and
//! reported. Of several notes with one id the first counts.

use std::collections::BTreeMap;

use crate::article::{Article, Block, Inline, InlineKind, Note, walk};
use crate::diagnostics::{Diagnostics, Kind};

/// Orders the notes and parts with what does not match.
pub fn run(article: &mut Article, diagnostics: &mut Diagnostics) {
    let order = order(article);
    let mut notes: Vec<Option<Note>> =
        std::mem::take(&mut article.notes).into_iter().map(Some).collect();
    article.notes = order.into_iter().filter_map(|at| notes[at].take()).collect();
    for unused in notes.into_iter().flatten() {
        diagnostics.push(Kind::NoteUnused { label: unused.id }, unused.span);
    }
    drop_undefined(article, diagnostics);
}

/// The notes by their first reference: from the text first, then from the notes
/// themselves, each taken once however they refer to each other.
fn order(article: &Article) -> Vec<usize> {
    let mut given = BTreeMap::new();
    for (at, note) in article.notes.iter().enumerate() {
        given.entry(note.id.as_str()).or_insert(at);
    }
    let mut order = Vec::new();
    let mut take = |id: &str| order.extend(given.remove(id));
    for title in [&article.meta.title, &article.meta.subtitle] {
        references_in_run(title, &mut take);
    }
    references(&article.blocks, &mut take);
    let mut done = 0;
    while done < order.len() {
        let blocks = &article.notes[order[done]].blocks;
        references(blocks, &mut |id| order.extend(given.remove(id)));
        done += 1;
    }
    order
}

fn references(blocks: &[Block], visit: &mut dyn FnMut(&str)) {
    walk::blocks_in(blocks, &mut |block| {
        for run in block.kind.inlines() {
            references_in_run(run, visit);
        }
    });
}

fn references_in_run(run: &[Inline], visit: &mut dyn FnMut(&str)) {
    walk::inlines_in(run, &mut |inline| {
        if let InlineKind::NoteRef { id } = &inline.kind {
            visit(id);
        }
    });
}

fn drop_undefined(article: &mut Article, diagnostics: &mut Diagnostics) {
    let given: std::collections::BTreeSet<String> =
        article.notes.iter().map(|note| note.id.clone()).collect();
    walk::nested_runs_mut(article, &mut |run| {
        run.retain(|inline| match &inline.kind {
            InlineKind::NoteRef { id } if !given.contains(id) => {
                diagnostics.push(Kind::NoteUndefined { label: id.clone() }, inline.span);
                false
            }
            _ => true,
        });
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Span;

    fn reference(id: &str) -> Inline {
        Inline::new(InlineKind::NoteRef { id: id.into() }, Span::NONE)
    }

    fn note(id: &str, content: Vec<Inline>) -> Note {
        Note { id: id.into(), blocks: vec![Block::paragraph(content)], span: Span::NONE }
    }

    #[test]
    fn notes_stand_in_the_order_of_their_references() {
        let mut article = Article {
            blocks: vec![Block::paragraph(vec![
                reference("b"),
                reference("nowhere"),
                reference("a"),
                reference("b"),
            ])],
            notes: vec![
                note("a", vec![reference("a")]),
                note("c", vec![]),
                note("unused", vec![reference("unused")]),
                note("b", vec![reference("c")]),
                note("b", vec![]),
            ],
            ..Article::default()
        };
        let mut diagnostics = Diagnostics::new();
        run(&mut article, &mut diagnostics);
        let ids: Vec<&str> = article.notes.iter().map(|note| note.id.as_str()).collect();
        assert_eq!(ids, ["b", "a", "c"]);
        let labels: Vec<String> = diagnostics.iter().map(|d| d.kind.message()).collect();
        assert_eq!(labels.len(), 3, "{labels:?}");
        assert_eq!(article.blocks[0].kind.inlines()[0].len(), 3);
    }
}
