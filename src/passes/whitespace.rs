//! White space inside running text, and what is left empty.
//!
//! Spaces and line ends collapse to one space, also where the run changes its
//! style; none stay at the ends of a block or beside a break. Non-breaking
//! spaces are meant and stay. Inlines and blocks that hold nothing go.

use super::{characters, pages};
use crate::article::inline::both_text;
use crate::article::{
    Article, Block, BlockKind, Inline, InlineKind, List, ListItem, ListKind, Metadata, walk,
};
use crate::diagnostics::{Diagnostics, Kind};

/// Puts the white space of the whole article right.
pub fn run(article: &mut Article, diagnostics: &mut Diagnostics) {
    metadata(&mut article.meta);
    walk::runs_mut(article, &mut |run| tidy(run, diagnostics));
    // These may leave empty blocks too.
    pages::run(article, diagnostics);
    tidy_blocks(&mut article.blocks);
    for note in &mut article.notes {
        tidy_blocks(&mut note.blocks);
    }
}

fn metadata(meta: &mut Metadata) {
    characters::metadata(meta, &mut collapse_whole);
    for field in [
        &mut meta.kicker,
        &mut meta.publisher,
        &mut meta.source_url,
        &mut meta.description,
        &mut meta.rights,
    ] {
        field.take_if(|text| text.is_empty());
    }
    meta.keywords.retain(|keyword| !keyword.is_empty());
    meta.authors.retain(|author| !author.name.is_empty());
    meta.contributors.retain(|contributor| !contributor.person.name.is_empty());
    meta.identifiers.retain(|identifier| !identifier.as_str().is_empty());
    meta.series.take_if(|series| series.name.is_empty());
    for person in meta.people_mut() {
        person.file_as.take_if(|name| name.is_empty());
    }
}

/// White space at which a line may be broken.
fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{2028}' | '\u{2029}')
}

/// Puts one run right.
fn tidy(run: &mut Vec<Inline>, diagnostics: &mut Diagnostics) {
    collapse_run(run, &mut Side::default());
    trim_ends(run, &mut Side::default());
    drop_empty(run, diagnostics);
}

/// What stands on one side of a place in a run.
struct Side {
    /// A space, a break or the end of the run: another space adds nothing.
    space: bool,
    /// The end of the run: a break adds nothing either.
    edge: bool,
}

impl Default for Side {
    fn default() -> Side {
        Side { space: true, edge: true }
    }
}

impl Side {
    /// Passes over a break, which at the edge becomes nothing.
    fn pass_break(&mut self, kind: &mut InlineKind) {
        self.space = true;
        if self.edge {
            *kind = InlineKind::Text { text: String::new() };
        }
    }

    /// Passes over something that shows.
    fn pass_solid(&mut self) {
        *self = Side { space: false, edge: false };
    }
}

/// Collapses spaces from the front.
fn collapse_run(run: &mut [Inline], before: &mut Side) {
    for inline in run {
        match &mut inline.kind {
            InlineKind::Text { text } => {
                collapse(text, &mut before.space);
                before.edge &= text.is_empty();
            }
            InlineKind::Break => before.pass_break(&mut inline.kind),
            kind => {
                collapse_attributes(kind);
                let hidden = is_hidden(kind);
                match kind.content_mut() {
                    Some(content) => collapse_run(content, before),
                    None if hidden => {}
                    None => before.pass_solid(),
                }
            }
        }
    }
}

/// Collapses spaces in what stands beside the running text.
fn collapse_attributes(kind: &mut InlineKind) {
    match kind {
        InlineKind::Code { text } => *text = text.replace('\n', " "),
        InlineKind::Image(image) => {
            collapse_whole(&mut image.alt);
            collapse_whole(&mut image.title);
        }
        InlineKind::Link(link) => collapse_whole(&mut link.title),
        InlineKind::Abbreviation { expansion, .. } => collapse_whole(expansion),
        InlineKind::PageMarker(marker) => collapse_whole(&mut marker.label),
        _ => {}
    }
}

/// Collapses spaces in a text that stands alone.
fn collapse_whole(text: &mut String) {
    collapse(text, &mut true);
    text.truncate(text.trim_end_matches(is_space).len());
}

fn collapse(text: &mut String, after: &mut bool) {
    let mut collapsed = String::with_capacity(text.len());
    for c in text.chars() {
        let space = is_space(c);
        match (space, *after) {
            (true, true) => {}
            (true, false) => collapsed.push(' '),
            (false, _) => collapsed.push(c),
        }
        *after = space;
    }
    *text = collapsed;
}

/// Trims from the back.
fn trim_ends(run: &mut [Inline], after: &mut Side) {
    for inline in run.iter_mut().rev() {
        match &mut inline.kind {
            InlineKind::Text { text } => {
                if after.space {
                    text.truncate(text.trim_end_matches(is_space).len());
                }
                if !text.is_empty() {
                    after.pass_solid();
                }
            }
            InlineKind::Break => after.pass_break(&mut inline.kind),
            kind => {
                let hidden = is_hidden(kind);
                match kind.content_mut() {
                    Some(content) => trim_ends(content, after),
                    None if hidden => {}
                    None => after.pass_solid(),
                }
            }
        }
    }
}

/// Drops what holds nothing, inner things first, and joins neighbours.
fn drop_empty(run: &mut Vec<Inline>, diagnostics: &mut Diagnostics) {
    for inline in run.iter_mut() {
        if let Some(content) = inline.kind.content_mut() {
            drop_empty(content, diagnostics);
        }
    }
    run.retain(|inline| {
        let empty = is_empty_inline(&inline.kind);
        if let (InlineKind::Link(link), true) = (&inline.kind, empty) {
            diagnostics.push(Kind::LinkEmpty { target: link.target.clone() }, inline.span);
        }
        !empty
    });
    merge_texts(run);
}

/// Whether nothing of it is seen, so that spaces on both sides of it are one.
fn is_hidden(kind: &InlineKind) -> bool {
    matches!(kind, InlineKind::PageMarker(_)) || is_empty_inline(kind)
}

fn is_empty_inline(kind: &InlineKind) -> bool {
    match kind {
        InlineKind::Text { text } | InlineKind::Code { text } => text.is_empty(),
        InlineKind::Math { tex } => tex.trim().is_empty(),
        InlineKind::PageMarker(marker) => marker.label.is_empty(),
        kind => kind.content().is_some_and(Vec::is_empty),
    }
}

/// Joins texts that follow each other.
pub(super) fn merge_texts(run: &mut Vec<Inline>) {
    if !run.windows(2).any(|pair| both_text(&pair[0], &pair[1])) {
        return;
    }
    let mut merged: Vec<Inline> = Vec::with_capacity(run.len());
    for inline in run.drain(..) {
        match (merged.last_mut(), &inline.kind) {
            (
                Some(Inline { kind: InlineKind::Text { text }, span }),
                InlineKind::Text { text: more },
            ) => {
                text.push_str(more);
                *span = span.join(inline.span);
            }
            _ => merged.push(inline),
        }
    }
    *run = merged;
}

/// Drops blocks that hold nothing, inner ones first.
fn tidy_blocks(blocks: &mut Vec<Block>) {
    for block in blocks.iter_mut() {
        block.kind.children_mut().into_iter().for_each(tidy_blocks);
        tidy_block(&mut block.kind);
    }
    blocks.retain(|block| !is_empty_block(&block.kind));
}

fn tidy_block(kind: &mut BlockKind) {
    match kind {
        BlockKind::Code(code) => code.text.truncate(code.text.trim_end_matches('\n').len()),
        BlockKind::List(list) => tidy_list(list),
        BlockKind::Figure(figure) => {
            collapse_whole(&mut figure.image.alt);
            collapse_whole(&mut figure.image.title);
        }
        BlockKind::DefinitionList { items } => {
            for item in items.iter_mut() {
                item.terms.retain(|term| !term.is_empty());
                item.descriptions.retain(|description| !description.is_empty());
            }
            items.retain(|item| !item.terms.is_empty() || !item.descriptions.is_empty());
        }
        _ => {}
    }
}

/// Empty items count in a numbered list, unless all are empty.
fn tidy_list(list: &mut List) {
    let holds = |item: &ListItem| !item.blocks.is_empty() || item.task.is_some();
    let numbered = matches!(list.kind, ListKind::Ordered { .. });
    if !numbered || !list.items.iter().any(holds) {
        list.items.retain(holds);
    }
}

fn is_empty_block(kind: &BlockKind) -> bool {
    match kind {
        BlockKind::Heading(heading) => heading.content.is_empty(),
        BlockKind::Paragraph { content } => content.is_empty(),
        BlockKind::Quote(quote) => quote.blocks.is_empty() && quote.attribution.is_empty(),
        BlockKind::Aside(aside) => aside.blocks.is_empty() && aside.title.is_empty(),
        BlockKind::List(list) => list.items.is_empty(),
        BlockKind::DefinitionList { items } => items.is_empty(),
        BlockKind::Code(code) => code.text.is_empty(),
        BlockKind::Math { tex } => tex.trim().is_empty(),
        BlockKind::Table(table) => {
            let mut rows = table.head.iter().chain(&table.body);
            rows.all(|row| row.cells.is_empty()) && table.caption.is_empty()
        }
        BlockKind::Figure(_) | BlockKind::Rule => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Code, Link, Quote};
    use crate::source::Span;

    fn emphasis(content: Vec<Inline>) -> Inline {
        Inline::new(InlineKind::Emphasis { content }, Span::NONE)
    }

    fn line_break() -> Inline {
        Inline::new(InlineKind::Break, Span::NONE)
    }

    fn tidied(blocks: Vec<Block>) -> (Vec<Block>, Diagnostics) {
        let mut diagnostics = Diagnostics::new();
        let mut article = Article { blocks, ..Article::default() };
        run(&mut article, &mut diagnostics);
        (article.blocks, diagnostics)
    }

    #[test]
    fn spaces_collapse_across_styles() {
        let run = vec![
            Inline::text("\n a \n"),
            emphasis(vec![Inline::text(" b "), Inline::text("")]),
            Inline::text("  c "),
            line_break(),
            Inline::text(" d\u{A0}"),
            Inline::text("e "),
            line_break(),
        ];
        let expected = vec![
            Inline::text("a "),
            emphasis(vec![Inline::text("b ")]),
            Inline::text("c"),
            line_break(),
            Inline::text("d\u{A0}e"),
        ];
        assert_eq!(tidied(vec![Block::paragraph(run)]).0, [Block::paragraph(expected)]);
    }

    #[test]
    fn empty_blocks_go_and_numbers_stay() {
        let item = |text: &str| ListItem {
            task: None,
            blocks: vec![Block::paragraph(vec![Inline::text(text)])],
        };
        let list = |kind, items| {
            Block::new(BlockKind::List(List { kind, tight: true, items }), Span::NONE)
        };
        let ordered = ListKind::Ordered { start: 1, numbering: Default::default() };
        let quote = Quote { blocks: vec![Block::paragraph(vec![])], ..Quote::default() };
        let (blocks, _) = tidied(vec![
            Block::new(BlockKind::Quote(quote), Span::NONE),
            list(ListKind::Bullet, vec![item(" "), item("a")]),
            list(ordered, vec![item(" "), item("a")]),
            list(ordered, vec![item("")]),
        ]);
        let lengths: Vec<usize> = blocks.iter().map(|block| block.kind.children().len()).collect();
        assert_eq!(lengths, [1, 2]);
    }

    #[test]
    fn code_keeps_its_spaces() {
        let code = Code { language: None, text: "  a\n\tb\n\n".into() };
        let (blocks, _) = tidied(vec![Block::new(BlockKind::Code(code), Span::NONE)]);
        let BlockKind::Code(code) = &blocks[0].kind else { panic!() };
        assert_eq!(code.text, "  a\n\tb");
    }

    #[test]
    fn links_without_text_are_reported() {
        let link = Link { target: "https://example.org".into(), ..Link::default() };
        let (blocks, diagnostics) =
            tidied(vec![Block::paragraph(vec![Inline::new(InlineKind::Link(link), Span::NONE)])]);
        assert!(blocks.is_empty());
        assert_eq!(diagnostics.len(), 1);
    }
}
