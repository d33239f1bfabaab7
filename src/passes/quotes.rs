//! The last line of a quotation that names its source becomes its attribution.
//!
//! It is a paragraph of its own, or the last line of one, and begins with a
//! dash, which stays. Where another line does so too, people are talking.

use crate::article::{Article, Block, BlockKind, Inline, InlineKind, Quote, plain_text, walk};
use crate::understand::attribution::{begins_with_dash, is_attribution};

/// Finds the attributions of all quotations.
pub fn run(article: &mut Article) {
    walk::blocks_mut(article, &mut |block| {
        if let BlockKind::Quote(quote) = &mut block.kind {
            attribute(quote);
        }
    });
}

fn attribute(quote: &mut Quote) {
    let Some((last, before)) = quote.blocks.split_last() else { return };
    let Some((text, line)) = last_line(last) else { return };
    let others = before.iter().filter_map(content).chain((!text.is_empty()).then_some(text));
    let speaks = others.flat_map(lines).any(|line| begins_with_dash(&plain_text(line)));
    let alone = before.is_empty() && text.is_empty();
    if alone || speaks || !quote.attribution.is_empty() || !is_attribution(&plain_text(line)) {
        return;
    }
    quote.attribution = line.to_vec();
    let rest = text.len();
    if rest == 0 {
        quote.blocks.pop();
    } else if let Some(Block { kind: BlockKind::Paragraph { content }, .. }) =
        quote.blocks.last_mut()
    {
        content.truncate(rest);
    }
}

/// The text of a paragraph in the language around it: what is in another keeps that.
fn content(block: &Block) -> Option<&[Inline]> {
    match &block.kind {
        BlockKind::Paragraph { content } => Some(content),
        _ => None,
    }
}

/// The last line of a paragraph, and what stands before its break.
fn last_line(block: &Block) -> Option<(&[Inline], &[Inline])> {
    let own = block.language.is_some() || block.direction.is_some();
    let content = content(block).filter(|_| !own)?;
    Some(match content.iter().rposition(is_break) {
        Some(at) => (&content[..at], &content[at + 1..]),
        None => (&content[..0], content),
    })
}

fn lines(content: &[Inline]) -> impl Iterator<Item = &[Inline]> {
    content.split(is_break)
}

fn is_break(inline: &Inline) -> bool {
    matches!(inline.kind, InlineKind::Break)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Span;

    /// The texts of a quotation's paragraphs and its attribution; `/` breaks lines.
    fn attributed(paragraphs: &[&str]) -> (Vec<String>, String) {
        let paragraph = |text: &&str| {
            let mut content = Vec::new();
            for (index, line) in text.split('/').enumerate() {
                let line_break = Inline::new(InlineKind::Break, Span::NONE);
                content.extend((index > 0).then_some(line_break));
                content.push(Inline::text(line));
            }
            Block::paragraph(content)
        };
        let mut quote =
            Quote { blocks: paragraphs.iter().map(paragraph).collect(), ..Quote::default() };
        attribute(&mut quote);
        let texts = quote.blocks.iter().filter_map(content).map(plain_text);
        (texts.collect(), plain_text(&quote.attribution))
    }

    #[test]
    fn the_last_line_may_name_the_source() {
        let none = String::new;
        for (paragraphs, texts, attribution) in [
            (&["A.", "— B"][..], &["A."][..], "— B".to_owned()),
            (&["A./— B"], &["A."], "— B".to_owned()),
            (&["A./B./— C", "D."], &["A. B. — C", "D."], none()),
            (&["— B"], &["— B"], none()),
            (&["— A", "— B"], &["— A", "— B"], none()),
            (&["Он спросил./— Где?/— Там"], &["Он спросил. — Где? — Там"], none()),
            (&["A.", "B."], &["A.", "B."], none()),
        ] {
            let expected = (texts.iter().map(|&text| text.to_owned()).collect(), attribution);
            assert_eq!(attributed(paragraphs), expected, "{paragraphs:?}");
        }
    }
}
