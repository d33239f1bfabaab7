//! Blocks as they come: running text is gathered until something ends the line.

use super::super::fragment::Content;
use super::math::Formula;
use crate::article::{Block, BlockKind, Figure, Image, Inline, InlineKind};
use crate::source::Span;

/// What has been made of an element's children so far.
#[derive(Default)]
pub(super) struct Flow {
    pub(super) blocks: Vec<Block>,
    /// The text of the paragraph that is being gathered.
    pub(super) run: Vec<Inline>,
}

impl Flow {
    pub(super) fn text(&mut self, text: &str, span: Span) {
        if !self.run.is_empty() || !text.trim().is_empty() {
            self.run.push(Inline::new(InlineKind::Text { text: text.to_owned() }, span));
        }
    }

    /// Adds what has been read already.
    pub(super) fn slot(&mut self, content: Content) {
        match content {
            Content::Inline(inline) => self.run.push(inline),
            Content::Block(block) => {
                self.flush();
                self.blocks.push(block);
            }
        }
    }

    pub(super) fn line_break(&mut self, span: Span) {
        self.run.push(Inline::new(InlineKind::Break, span));
    }

    pub(super) fn formula(&mut self, formula: Formula, span: Span) {
        if formula.display {
            self.flush();
            self.blocks.push(Block::new(BlockKind::Math { tex: formula.tex }, span));
        } else {
            self.run.push(Inline::new(InlineKind::Math { tex: formula.tex }, span));
        }
    }

    /// Ends the paragraph. Two line breaks in a row end one as well.
    pub(super) fn flush(&mut self) {
        let mut run: Vec<Inline> = Vec::new();
        let mut breaks: Vec<Inline> = Vec::new();
        for inline in std::mem::take(&mut self.run) {
            let blank = matches!(&inline.kind, InlineKind::Text { text } if text.trim().is_empty());
            if matches!(inline.kind, InlineKind::PageMarker(_)) {
                run.push(inline);
                continue;
            }
            if inline.kind == InlineKind::Break {
                breaks.push(inline);
                continue;
            }
            if breaks.is_empty() || blank {
                if breaks.is_empty() {
                    run.push(inline);
                }
                continue;
            }
            if breaks.len() > 1 {
                self.paragraph(std::mem::take(&mut run));
                breaks.clear();
            }
            run.append(&mut breaks);
            run.push(inline);
        }
        self.paragraph(run);
    }

    /// A paragraph; images alone in one are figures.
    fn paragraph(&mut self, run: Vec<Inline>) {
        let Some(first) = run.first() else { return };
        let span = run.iter().fold(first.span, |span, inline| span.join(inline.span));
        let mut images = Vec::new();
        let is_marker = |inline: &Inline| matches!(inline.kind, InlineKind::PageMarker(_));
        let mut shown = run.iter().filter(|inline| !is_marker(inline));
        if shown.all(|inline| is_image(inline, &mut images)) {
            let content: Vec<Inline> = run.into_iter().filter(is_marker).collect();
            if !content.is_empty() {
                self.blocks.push(Block::new(BlockKind::Paragraph { content }, span));
            }
            for image in images {
                let figure = Figure { image, caption: Vec::new() };
                self.blocks.push(Block::new(BlockKind::Figure(figure), span));
            }
        } else {
            self.blocks.push(Block::new(BlockKind::Paragraph { content: run }, span));
        }
    }

    pub(super) fn finish(mut self) -> Vec<Block> {
        self.flush();
        self.blocks
    }
}

/// Whether an inline is an image, perhaps in a link or beside white space; gathers it.
pub(super) fn is_image(inline: &Inline, images: &mut Vec<Image>) -> bool {
    match &inline.kind {
        InlineKind::Image(image) => {
            images.push(image.clone());
            true
        }
        InlineKind::Text { text } => text.trim().is_empty(),
        InlineKind::Break => true,
        kind => kind
            .content()
            .is_some_and(|content| content.iter().all(|inside| is_image(inside, images))),
    }
}
