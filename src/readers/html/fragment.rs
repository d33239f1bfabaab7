//! HTML in pieces between things that have been read already, as another format mixes them.
//!
//! What has been read stands in the HTML as a *slot*: an element whose attribute has a name
//! that nothing else in the text has. So the parser opens and closes around it what browsers
//! would, and the converter puts it where its slot came to stand.

use std::cell::RefCell;

use super::convert::{self, Page};
use super::extract::take;
use super::tree::{self, NodeId, Tree};
use crate::article::{Block, Inline, plain_text};
use crate::diagnostics::{Diagnostics, Kind};
use crate::language::Tag;
use crate::source::{Source, Span};

/// A piece of a fragment.
#[derive(Debug)]
pub(in crate::readers) enum Piece {
    /// HTML whose last tag is whole, and the line of the source where it begins.
    Html(String, u32),
    /// A block.
    Block(Block),
    /// A piece of running text.
    Inline(Inline),
}

impl Piece {
    fn line(&self) -> u32 {
        match self {
            Piece::Html(_, line) => *line,
            Piece::Block(block) => block.span.line,
            Piece::Inline(inline) => inline.span.line,
        }
    }
}

/// What all fragments of a text share.
#[derive(Debug)]
pub(in crate::readers) struct Context<'a> {
    source: &'a Source,
    language: Option<Tag>,
    /// The name of the attribute that makes an element a slot.
    attribute: String,
}

impl<'a> Context<'a> {
    /// For the fragments in `source`, which is in `language` where that is known.
    pub(in crate::readers) fn new(source: &'a Source, language: Option<Tag>) -> Context<'a> {
        let mut attribute = "slot-of-offprint".to_owned();
        while source.text().contains(&attribute) {
            attribute.push('x');
        }
        Context { source, language, attribute }
    }

    /// The blocks that pieces make together.
    pub(in crate::readers) fn blocks(
        &self,
        pieces: Vec<Piece>,
        diagnostics: &mut Diagnostics,
    ) -> Vec<Block> {
        self.convert(pieces, diagnostics, convert::blocks)
    }

    /// The running text that pieces make together, whatever stands in them.
    pub(in crate::readers) fn run(
        &self,
        pieces: Vec<Piece>,
        diagnostics: &mut Diagnostics,
    ) -> Vec<Inline> {
        self.convert(pieces, diagnostics, convert::run)
    }

    fn convert<T>(
        &self,
        pieces: Vec<Piece>,
        diagnostics: &mut Diagnostics,
        convert: impl FnOnce(Page<'_>, &mut Diagnostics) -> T,
    ) -> T {
        let mut slots = Slots::new(&self.attribute);
        let html = slots.fill(pieces);
        let tree = tree::parse(&html);
        if tree.capped {
            let span = self.source.line_span(slots.line(1));
            diagnostics.push(Kind::NestingCapped { limit: usize::from(tree::MAX_DEPTH) }, span);
        }
        if tree.cut {
            let span = self.source.line_span(slots.line(1));
            diagnostics.push(Kind::AttributesCapped { limit: tree::MAX_ATTRIBUTES }, span);
        }
        let page = Page {
            tree: &tree,
            source: self.source,
            extraction: &take(&tree, None),
            base: None,
            packed: false,
            language: self.language.clone(),
            title: String::new(),
            pointed: false,
            slots: Some(&slots),
        };
        convert(page, diagnostics)
    }
}

/// What a slot stands for.
#[derive(Debug)]
pub(super) enum Content {
    Block(Block),
    Inline(Inline),
}

/// The slots of a fragment.
#[derive(Debug)]
pub(super) struct Slots<'a> {
    attribute: &'a str,
    contents: RefCell<Vec<Option<Content>>>,
    /// For each line of the fragment, the line of the source.
    lines: Vec<u32>,
}

impl Slots<'_> {
    fn new(attribute: &str) -> Slots<'_> {
        Slots { attribute, contents: RefCell::default(), lines: Vec::new() }
    }

    /// Writes the fragment as a page.
    fn fill(&mut self, pieces: Vec<Piece>) -> String {
        let mut html = "<!doctype html><body>".to_owned();
        self.lines.extend(pieces.first().map(Piece::line));
        for piece in pieces {
            let line = piece.line();
            match piece {
                Piece::Html(text, _) => {
                    self.lines.extend((line + 1..).take(text.matches('\n').count()));
                    html.push_str(&text);
                    continue;
                }
                Piece::Block(block) => self.slot("div", "", Content::Block(block), &mut html),
                Piece::Inline(inline) => {
                    // Elements that hold nothing but characters take them from here.
                    let text = plain_text(std::slice::from_ref(&inline));
                    self.slot("span", &text, Content::Inline(inline), &mut html);
                }
            }
            self.lines.push(line);
        }
        html
    }

    fn slot(&self, name: &str, text: &str, content: Content, html: &mut String) {
        let mut contents = self.contents.borrow_mut();
        let (attribute, number) = (&self.attribute, contents.len());
        let text = html_escape::encode_text(text).replace('\n', " ");
        // The line break in the tag tells where in the source the slot stands.
        html.push_str(&format!("<{name} {attribute}={number}\n>{text}</{name}>"));
        contents.push(Some(content));
    }

    /// What an element stands for, if it is a slot. Gives it once.
    pub(super) fn take(&self, tree: &Tree, id: NodeId) -> Option<Content> {
        let number: usize = tree.attribute(id, self.attribute)?.parse().ok()?;
        self.contents.borrow_mut().get_mut(number)?.take()
    }

    /// Where a line of the fragment stands in the source.
    pub(super) fn line(&self, line: u32) -> u32 {
        let at = (line as usize).saturating_sub(1).min(self.lines.len().saturating_sub(1));
        self.lines.get(at).copied().unwrap_or(0)
    }
}

/// The place of a node.
pub(super) fn span(page: &Page<'_>, id: NodeId) -> Span {
    let line = page.tree.line(id);
    page.source.line_span(page.slots.map_or(line, |slots| slots.line(line)))
}
