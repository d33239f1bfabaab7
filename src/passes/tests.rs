//! Properties of all passes together, on articles made by chance.

use proptest::prelude::*;

use super::{Typing, run};
use crate::article::{
    Article, Block, BlockKind, Code, Heading, Image, Inline, InlineKind, Link, List, ListItem,
    ListKind, Note, Numbering, PageMarker, Quote, json, plain_text, walk,
};
use crate::diagnostics::Diagnostics;
use crate::source::Span;

/// Few different strings, so that ids meet and spaces stand side by side.
fn text() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "a", "b", " ", "  ", "\n", "\t", "\u{A0}", "\u{0}", "\r\n", "\u{2028}", "é", "字", "1",
        "#", "/", ":", "%41", "", "\"", "'", "-", "--", "...", ".", "\u{FFFD}", "«", "»", "?",
        "12",
    ]);
    prop::collection::vec(piece, 0..5).prop_map(|pieces| pieces.concat())
}

fn target() -> impl Strategy<Value = String> {
    prop_oneof![
        text().prop_map(|text| format!("#{text}")),
        text(),
        Just("https://example.org/x".to_owned()),
        Just("javascript:x".to_owned()),
    ]
}

fn inline() -> impl Strategy<Value = Inline> {
    let leaf = prop_oneof![
        4 => text().prop_map(|text| InlineKind::Text { text }),
        1 => text().prop_map(|text| InlineKind::Code { text }),
        1 => Just(InlineKind::Break),
        2 => text().prop_map(|id| InlineKind::NoteRef { id }),
        1 => text().prop_map(|alt| InlineKind::Image(Image { alt, ..Image::default() })),
        1 => (text(), text())
            .prop_map(|(id, label)| InlineKind::PageMarker(PageMarker { id, label })),
    ];
    let leaf = leaf.prop_map(|kind| Inline::new(kind, Span::NONE));
    leaf.prop_recursive(3, 12, 4, |inner| {
        let content = || prop::collection::vec(inner.clone(), 0..4);
        let link = (target(), content()).prop_map(|(target, content)| {
            InlineKind::Link(Link { target, content, ..Link::default() })
        });
        let emphasis = content().prop_map(|content| InlineKind::Emphasis { content });
        prop_oneof![link, emphasis].prop_map(|kind| Inline::new(kind, Span::NONE))
    })
}

fn run_of_inlines() -> impl Strategy<Value = Vec<Inline>> {
    prop::collection::vec(inline(), 0..5)
}

fn block() -> impl Strategy<Value = Block> {
    let heading = (0_u8..9, text(), run_of_inlines())
        .prop_map(|(level, id, content)| BlockKind::Heading(Heading { level, id, content }));
    let leaf = prop_oneof![
        3 => run_of_inlines().prop_map(|content| BlockKind::Paragraph { content }),
        3 => heading,
        1 => text().prop_map(|text| BlockKind::Code(Code { language: None, text })),
        1 => Just(BlockKind::Rule),
    ];
    let leaf = leaf.prop_map(|kind| Block::new(kind, Span::NONE));
    leaf.prop_recursive(3, 12, 4, |inner| {
        let blocks = || prop::collection::vec(inner.clone(), 0..3);
        let quote = (blocks(), run_of_inlines()).prop_map(|(blocks, attribution)| {
            BlockKind::Quote(Quote { blocks, attribution, cite: None })
        });
        let list =
            (prop::collection::vec(blocks(), 0..3), any::<bool>()).prop_map(|(items, bullet)| {
                let ordered = ListKind::Ordered { start: 1, numbering: Numbering::Decimal };
                let kind = if bullet { ListKind::Bullet } else { ordered };
                let items =
                    items.into_iter().map(|blocks| ListItem { task: None, blocks }).collect();
                BlockKind::List(List { kind, tight: true, items })
            });
        prop_oneof![quote, list].prop_map(|kind| Block::new(kind, Span::NONE))
    })
}

fn article() -> impl Strategy<Value = Article> {
    let blocks = || prop::collection::vec(block(), 0..6);
    let note = (text(), blocks()).prop_map(|(id, blocks)| Note { id, blocks, span: Span::NONE });
    let url = prop::option::of(Just("https://example.org/a/b".to_owned()));
    (run_of_inlines(), url, blocks(), prop::collection::vec(note, 0..4)).prop_map(
        |(title, source_url, blocks, notes)| {
            let mut article = Article { blocks, notes, ..Article::default() };
            article.meta.title = title;
            article.meta.source_url = source_url;
            article
        },
    )
}

fn passed(article: Article) -> Article {
    passed_with(article, Typing::Smart)
}

fn passed_with(mut article: Article, typing: Typing) -> Article {
    run(&mut article, typing, &mut Diagnostics::new());
    article
}

proptest! {
    #[test]
    // Marks that match nothing may match what other marks have become, so that this does not
    // hold of punctuation in heaps of stray marks; of real text its own tests show that it does.
    fn running_twice_changes_nothing(article in article()) {
        let once = passed_with(article, Typing::Kept);
        prop_assert_eq!(passed_with(once.clone(), Typing::Kept), once);
    }

    #[test]
    fn what_backends_rely_on_holds(article in article()) {
        let article = passed(article);
        let mut ids = Vec::new();
        let mut deepest = 0;
        walk::blocks(&article, &mut |block| {
            if let BlockKind::Heading(heading) = &block.kind {
                assert!((1..=6).contains(&heading.level) && heading.level <= deepest + 1);
                deepest = heading.level;
                ids.push(heading.id.clone());
                assert!(!heading.content.is_empty());
            }
            if let BlockKind::Paragraph { content } = &block.kind {
                let text = plain_text(content);
                assert!(!content.is_empty() && !text.contains('\n'));
            }
        });
        walk::inlines(&article, &mut |inline| {
            if let InlineKind::PageMarker(marker) = &inline.kind {
                assert!(!marker.label.is_empty());
                ids.push(marker.id.clone());
            }
        });
        let mut unique = ids.clone();
        unique.sort_unstable();
        unique.dedup();
        prop_assert_eq!(unique.len(), ids.len());
        walk::inlines(&article, &mut |inline| match &inline.kind {
            InlineKind::NoteRef { id } => assert!(article.notes.iter().any(|note| note.id == *id)),
            InlineKind::Link(link) => {
                let inside = link.target.strip_prefix('#');
                assert!(inside.is_none_or(|id| ids.iter().any(|own| own == id)));
                assert!(!link.target.starts_with("javascript"));
            }
            _ => {}
        });
        let legal = |c: char| c == '\n' || !c.is_control();
        prop_assert!(json::write(&article).chars().all(legal));
    }
}
