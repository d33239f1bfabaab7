//! Marks of other dialects that the parser leaves as text: that there shall be a table of contents
//! (`[TOC]`; where it stands is the theme's affair), kramdown's attributes on a line of their own
//! (`{: .wide}`), Obsidian's callouts (`> [!info] A title`), and pandoc's captions of tables
//! (`: A caption`).

use super::attributes;
use crate::article::{
    Article, Aside, AsideKind, Block, BlockKind, Inline, InlineKind, plain_text, walk,
};
use crate::diagnostics::{Diagnostics, Kind};
use crate::source::Span;

/// Finds the marks in an article.
pub(super) fn apply(article: &mut Article, diagnostics: &mut Diagnostics) {
    let mut gone = Gone::default();
    walk::blocks_mut(article, &mut |block| {
        callout(block);
        for children in block.kind.children_mut() {
            sift(children, &mut gone);
        }
    });
    sift(&mut article.blocks, &mut gone);
    if gone.contents {
        article.meta.contents.get_or_insert(true);
    }
    for (attributes, span) in gone.attributes {
        diagnostics.push(Kind::AttributesIgnored { attributes }, span);
    }
}

/// The marks that were taken out.
#[derive(Default)]
struct Gone {
    contents: bool,
    attributes: Vec<(String, Span)>,
}

/// Takes out of a list of blocks what is a mark.
fn sift(blocks: &mut Vec<Block>, gone: &mut Gone) {
    for block in blocks.iter_mut() {
        if let BlockKind::Paragraph { content } = &mut block.kind {
            trim_attributes(content, " {:", &mut gone.attributes);
        }
    }
    blocks.retain(|block| {
        let text = match &block.kind {
            BlockKind::Paragraph { content } if content.len() <= 1 => plain_text(content),
            // kramdown's list of one item, which its attributes make a table of contents.
            BlockKind::List(list) => match list.items.as_slice() {
                [item] => match item.blocks.as_slice() {
                    [Block { kind: BlockKind::Paragraph { content }, .. }] => plain_text(content),
                    _ => return true,
                },
                _ => return true,
            },
            _ => return true,
        };
        let is_list = matches!(block.kind, BlockKind::List(_));
        let mark = text.trim();
        let is_contents = if is_list { mark.ends_with("{:toc}") } else { is_contents(mark) };
        let is_attributes = !is_list
            && !is_contents
            && mark.starts_with("{:")
            && attributes::length(mark) == Some(mark.len());
        gone.contents |= is_contents;
        if is_attributes {
            gone.attributes.push((mark.to_owned(), block.span));
        }
        !is_contents && !is_attributes
    });
    captions(blocks, &mut gone.attributes);
}

/// Gives tables the captions that stand below them, as pandoc writes them: a paragraph that
/// begins with a colon, or with `Table:`.
fn captions(blocks: &mut Vec<Block>, gone: &mut Vec<(String, Span)>) {
    let mut at = 1;
    while at < blocks.len() {
        let (before, rest) = blocks.split_at_mut(at);
        at += 1;
        let (Some(table), Some(below)) = (before.last_mut(), rest.first_mut()) else { break };
        let (BlockKind::Table(table), BlockKind::Paragraph { content }) =
            (&mut table.kind, &mut below.kind)
        else {
            continue;
        };
        let Some(Inline { kind: InlineKind::Text { text }, .. }) = content.first_mut() else {
            continue;
        };
        let marks = [": ", "Table: ", "table: "];
        let mark = marks.into_iter().find(|mark| text.starts_with(mark));
        let Some(mark) = mark.filter(|_| table.caption.is_empty()) else { continue };
        text.drain(..mark.len());
        trim_attributes(content, " {", gone);
        table.caption = std::mem::take(content);
        at -= 1;
        blocks.remove(at);
    }
}

/// Whether a text stands where other programs put a table of contents.
fn is_contents(text: &str) -> bool {
    let marks = ["[toc]", "[[toc]]", "[[_toc_]]", "{:toc}", "{{toc}}", "{{< toc >}}", "${toc}"];
    marks.iter().any(|mark| text.eq_ignore_ascii_case(mark))
}

/// Takes attributes that begin with `mark` from the last line of a paragraph.
fn trim_attributes(content: &mut [Inline], mark: &str, gone: &mut Vec<(String, Span)>) {
    let Some(Inline { kind: InlineKind::Text { text }, span }) = content.last_mut() else { return };
    if let Some(at) = text.rfind(mark)
        && attributes::length(&text[at + 1..]) == Some(text.len() - at - 1)
    {
        gone.push((text[at + 1..].to_owned(), *span));
        text.truncate(at);
    }
}

/// Makes an aside of a quotation that begins with a mark in brackets.
fn callout(block: &mut Block) {
    let BlockKind::Quote(quote) = &mut block.kind else { return };
    let Some(Block { kind: BlockKind::Paragraph { content }, .. }) = quote.blocks.first_mut()
    else {
        return;
    };
    let Some(Inline { kind: InlineKind::Text { text }, .. }) = content.first_mut() else { return };
    let Some((name, rest)) = text.strip_prefix("[!").and_then(|rest| rest.split_once(']')) else {
        return;
    };
    let Some(kind) = callout_kind(name) else { return };
    // A fold mark says how it is shown on a screen.
    *text = rest.trim_start_matches(['+', '-']).trim_start().to_owned();
    let title = std::mem::take(content);
    let blocks = quote.blocks.split_off(1);
    let (title, first) = parted(title);
    let blocks = first.into_iter().chain(blocks).collect();
    block.kind = BlockKind::Aside(Aside { kind, title, blocks });
}

/// The first line, and the others as a paragraph.
fn parted(mut run: Vec<Inline>) -> (Vec<Inline>, Option<Block>) {
    let end = run.iter().position(|inline| inline.kind == InlineKind::Break);
    let rest = end.map(|end| run.split_off(end).split_off(1));
    run.retain(|inline| !matches!(&inline.kind, InlineKind::Text { text } if text.is_empty()));
    (run, rest.map(Block::paragraph))
}

/// What a callout is for, by the name that Obsidian and others give it.
pub(super) fn callout_kind(name: &str) -> Option<AsideKind> {
    Some(match name.split('|').next()?.to_ascii_lowercase().as_str() {
        "note" | "info" | "todo" => AsideKind::Note,
        "tip" | "hint" | "success" | "check" | "done" => AsideKind::Tip,
        "important" => AsideKind::Important,
        "warning" | "attention" | "bug" | "failure" | "fail" | "missing" => AsideKind::Warning,
        "caution" | "danger" | "error" => AsideKind::Caution,
        "abstract" | "summary" | "tldr" | "question" | "help" | "faq" | "example" | "quote"
        | "cite" => AsideKind::Plain,
        _ => return None,
    })
}
