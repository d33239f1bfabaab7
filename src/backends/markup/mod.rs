//! The model as XHTML elements, for every backend that speaks a kind of HTML.
//!
//! [`Markup`] writes one article, or a stretch of it, into one growing string:
//! title block, sections, notes. It knows no files and no packages. What
//! depends on those it asks: where an anchor stands ([`Anchors`]), and what the
//! surrounding document can hold ([`Surroundings`]). [`sheet`] is the style
//! sheet that goes with it.
//!
//! What is written is well-formed XML and valid HTML at the same time.

mod address;
mod anchors;
mod block;
mod columns;
mod counters;
mod escape;
mod inline;
mod notes;
pub mod sheet;
mod table;
mod title_block;

pub use address::{absolute, href, relative};
pub use anchors::Anchors;
pub use counters::counters;
pub use escape::{push_attribute, push_text};

use crate::article::{Asset, Block, BlockKind, MediaType};
use crate::compose::Part;
use crate::diagnostics::{Diagnostics, Kind};
use crate::highlight;
use crate::language::{Direction, Tag};
use crate::math::Formulas;
use crate::source::Span;
use crate::theme::Role;

/// What the document around the markup decides.
pub trait Surroundings {
    /// The name of the format, for messages.
    fn format(&self) -> &'static str;

    /// Whether attributes of EPUB's own vocabulary (`epub:type`) may be written.
    fn epub_types(&self) -> bool;

    /// An image by its asset's key; `None` when it is not at hand.
    fn image(&self, key: &str) -> Option<Source>;

    /// Whether what is wider than the screen can be had by scrolling.
    fn scrolls(&self) -> bool;

    /// Whether the style sheet says how a kind of words of program text looks.
    fn shows(&self, kind: highlight::Kind) -> bool;

    /// The address to write for a link out of the article; `None` when it cannot be a link.
    fn outside(&self, target: &str) -> Option<String>;
}

/// What may be wider than the screen must be reached with keys, or nobody can scroll it without a
/// mouse (WCAG 2.1, 2.1.1).
const SCROLLS: (&str, &str) = ("tabindex", "0");

/// Where an image comes from.
pub struct Source {
    /// Its address.
    pub address: String,
    /// Width and height as they are to be shown at most, in pixels, where that is certain.
    pub size: Option<(u32, u32)>,
}

impl Source {
    /// An asset at an address. The size of a JPEG is left to the reader, who knows
    /// which way up it is.
    pub fn new(asset: &Asset, address: String) -> Source {
        let certain = asset.media_type != MediaType::Jpeg && asset.size.0 > 0 && asset.size.1 > 0;
        Source { address, size: certain.then_some(asset.size) }
    }
}

/// A writer of one article's markup.
pub struct Markup<'a> {
    part: &'a Part<'a>,
    anchors: &'a Anchors<'a>,
    around: &'a dyn Surroundings,
    diagnostics: &'a mut Diagnostics,
    out: String,
    /// The file that is being written.
    file: usize,
    /// The direction of what is being written.
    direction: Direction,
    /// Whether a link is open: HTML does not nest them.
    in_link: bool,
    /// How many lists are open that are numbered as the language does.
    number_level: usize,
    formulas: Formulas,
    /// For each note: how often it has been referred to, and the file of the first time.
    references: Vec<(usize, usize)>,
}

/// The language and direction of an element, where they change.
#[derive(Debug, Clone, Copy, Default)]
struct Scope<'s> {
    language: Option<&'s Tag>,
    direction: Option<Direction>,
}

impl<'s> Scope<'s> {
    fn of(block: &'s Block) -> Scope<'s> {
        Scope { language: block.language.as_ref(), direction: block.direction }
    }

    fn is_empty(&self) -> bool {
        self.language.is_none() && self.direction.is_none()
    }
}

impl<'a> Markup<'a> {
    /// A writer for an article.
    pub fn new(
        part: &'a Part<'a>,
        anchors: &'a Anchors<'a>,
        around: &'a dyn Surroundings,
        diagnostics: &'a mut Diagnostics,
    ) -> Markup<'a> {
        Markup {
            references: vec![(0, 0); part.article.notes.len()],
            direction: part.language.direction(),
            out: String::new(),
            file: 0,
            in_link: false,
            number_level: 0,
            formulas: Formulas::new(),
            part,
            anchors,
            around,
            diagnostics,
        }
    }

    /// Goes on to another of the files that [`Anchors`] knows; gives what was written so far.
    pub fn turn_to(&mut self, file: usize) -> String {
        self.file = file;
        std::mem::take(&mut self.out)
    }

    /// Gives what was written since the last file.
    pub fn finish(self) -> String {
        self.out
    }

    /// Writes the whole article: title block, text and notes.
    pub fn article(&mut self) {
        let part = self.part;
        self.open_article();
        self.title_block();
        self.sections(&part.article.blocks);
        self.notes();
        self.close_article();
    }

    /// Opens the element that holds an article, or a file of it.
    pub fn open_article(&mut self) {
        self.out.push_str("<article>\n");
    }

    /// Closes the element that holds an article.
    pub fn close_article(&mut self) {
        self.out.push_str("</article>\n");
    }

    /// Writes blocks, each top-level heading with what follows it in a `section`.
    pub fn sections(&mut self, blocks: &[Block]) {
        let mut open: Vec<u8> = Vec::new();
        for block in blocks {
            if let BlockKind::Heading(heading) = &block.kind {
                while open.last().is_some_and(|level| *level >= heading.level) {
                    open.pop();
                    self.out.push_str("</section>\n");
                }
                open.push(heading.level);
                self.out.push_str("<section>\n");
            }
            self.block(block);
        }
        self.out.push_str(&"</section>\n".repeat(open.len()));
    }

    /// The rank of the HTML heading for a level: the title, where there is one, is the first.
    fn rank(&self, level: u8) -> u8 {
        let titled = self.part.title_block.iter().any(|line| line.role == Role::Title);
        level.saturating_add(u8::from(titled)).clamp(1, 6)
    }

    /// Writes an element with its content on the spot.
    fn element(
        &mut self,
        name: &str,
        attributes: &[(&str, &str)],
        scope: Scope<'_>,
        content: impl FnOnce(&mut Self),
    ) {
        self.out.push('<');
        self.out.push_str(name);
        for (key, value) in attributes {
            self.attribute(key, value);
        }
        let outer = self.direction;
        self.enter(scope);
        self.out.push('>');
        content(self);
        self.direction = outer;
        self.out.push_str("</");
        self.out.push_str(name);
        self.out.push('>');
    }

    /// Like [`Markup::element`], and ends the line: for elements between which space does not count.
    fn line(
        &mut self,
        name: &str,
        attributes: &[(&str, &str)],
        scope: Scope<'_>,
        content: impl FnOnce(&mut Self),
    ) {
        self.element(name, attributes, scope, content);
        self.out.push('\n');
    }

    fn attribute(&mut self, key: &str, value: &str) {
        self.out.push(' ');
        self.out.push_str(key);
        self.out.push_str("=\"");
        push_attribute(&mut self.out, value);
        self.out.push('"');
    }

    /// Writes the attributes of a change of language or direction.
    fn enter(&mut self, scope: Scope<'_>) {
        if let Some(language) = scope.language {
            self.attribute("lang", language.as_str());
            self.attribute("xml:lang", language.as_str());
        }
        let by_language = scope.language.map(Tag::direction);
        let direction = scope.direction.or(by_language).unwrap_or(self.direction);
        if scope.direction.is_some() || direction != self.direction {
            self.attribute("dir", direction.name());
        }
        self.direction = direction;
    }

    /// The scope of program text and formulas, which run from left to right in any language.
    fn ltr(&self) -> Scope<'static> {
        let turns = self.direction == Direction::RightToLeft;
        Scope { language: None, direction: turns.then_some(Direction::LeftToRight) }
    }

    fn text(&mut self, text: &str) {
        push_text(&mut self.out, text);
    }

    fn shown_otherwise(&mut self, construct: &str, shown_as: &str, span: Span) {
        let (construct, shown_as) = (construct.to_owned(), shown_as.to_owned());
        let format = self.around.format().to_owned();
        self.diagnostics.push(Kind::ShownOtherwise { construct, format, shown_as }, span);
    }
}
