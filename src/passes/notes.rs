//! Notes in the order in which the text refers to them.
//!
//! Notes without a reference and references without a note are taken out and
//! reported. Of several notes with one id the first counts.

use std::collections::{BTreeMap, BTreeSet};

use crate::article::{Article, Block, BlockKind, Inline, InlineKind, Note, walk};
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

/// Visits the references in reading order, which only here is not "own text first":
/// a source stands under its quotation, a description under its own term.
fn references(blocks: &[Block], visit: &mut dyn FnMut(&str)) {
    for block in blocks {
        match &block.kind {
            BlockKind::Quote(quote) => {
                references(&quote.blocks, visit);
                references_in_run(&quote.attribution, visit);
            }
            BlockKind::DefinitionList { items } => {
                for item in items {
                    item.terms.iter().for_each(|term| references_in_run(term, visit));
                    item.descriptions.iter().for_each(|blocks| references(blocks, visit));
                }
            }
            kind => {
                kind.inlines().into_iter().for_each(|run| references_in_run(run, visit));
                kind.children().into_iter().for_each(|blocks| references(blocks, visit));
            }
        }
    }
}

fn references_in_run(run: &[Inline], visit: &mut dyn FnMut(&str)) {
    walk::inlines_in(run, &mut |inline| {
        if let InlineKind::NoteRef { id } = &inline.kind {
            visit(id);
        }
    });
}

fn drop_undefined(article: &mut Article, diagnostics: &mut Diagnostics) {
    let given: BTreeSet<String> = article.notes.iter().map(|note| note.id.clone()).collect();
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
    use crate::article::Quote;
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

    #[test]
    fn a_quotation_comes_before_its_source() {
        let quote = Quote {
            blocks: vec![Block::paragraph(vec![reference("first")])],
            attribution: vec![reference("second")],
            cite: None,
        };
        let mut article = Article {
            blocks: vec![Block::new(BlockKind::Quote(quote), Span::NONE)],
            notes: vec![note("second", vec![]), note("first", vec![])],
            ..Article::default()
        };
        run(&mut article, &mut Diagnostics::new());
        assert_eq!(article.notes[0].id, "first");
    }
}
