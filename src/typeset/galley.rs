//! The galley: everything that was set, in one long column, before it is cut
//! into pages.
//!
//! It is a row of [`Strip`]s: a line, a row of a table, an image. Each says
//! how much space it wants above, and how little the column may be cut there.

use super::layout::{Item, Placed, Point};
use super::pages::fit::Gives;
use super::text::Text;
use crate::length::Length;

/// A column of strips.
#[derive(Debug, Default)]
pub(super) struct Galley<'a> {
    /// The strips from top to bottom.
    pub strips: Vec<Strip<'a>>,
    /// The paragraphs that may be set anew; strips name them by place.
    pub elastic: Vec<Elastic<'a>>,
    /// Space that the next strip must have above it.
    space: Length,
    /// Whether the column may be cut before the next strip.
    next_cut: Cut,
}

/// A piece of the column that is never cut.
#[derive(Debug)]
pub(super) struct Strip<'a> {
    /// Its height.
    pub height: Length,
    /// Space above it, which vanishes at the top of a page.
    pub space_before: Length,
    /// Whether the column may be cut above it.
    pub cut: Cut,
    /// What stands on it, from its upper left corner.
    pub items: Vec<Placed<'a>>,
    /// The names that lead to it.
    pub anchors: Vec<String>,
    /// The heading that begins with it.
    pub outline: Option<(u8, String)>,
    /// Whether its top stands on the grid of lines where that can be.
    pub on_grid: bool,
    /// Whether it is a line that ends with a hyphen.
    pub hyphen: bool,
    /// The paragraph of [`Galley::elastic`] that it is a line of.
    pub paragraph: Option<usize>,
}

/// A paragraph that may run a line longer or shorter so that a page comes out.
#[derive(Debug)]
pub(super) struct Elastic<'a> {
    /// Its text.
    pub text: Text<'a>,
    /// The width of its column.
    pub width: Length,
    /// The indent of its first line.
    pub indent: Length,
    /// How many lines it has.
    pub lines: usize,
    /// What it costs to have one less, and one more.
    pub gives: Gives,
}

/// Whether the column may be cut at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(super) enum Cut {
    /// It may.
    #[default]
    Free,
    /// It should not: two lines of a paragraph that must not part, a heading and its text.
    Avoid,
    /// It must.
    Always,
}

impl Strip<'_> {
    /// An empty strip.
    pub fn new(height: Length) -> Strip<'static> {
        Strip {
            height,
            space_before: Length::ZERO,
            cut: Cut::Free,
            items: Vec::new(),
            anchors: Vec::new(),
            outline: None,
            on_grid: false,
            hyphen: false,
            paragraph: None,
        }
    }
}

impl<'a> Galley<'a> {
    /// Asks for space above the next strip; of several wishes the largest counts.
    pub fn space(&mut self, space: Length) {
        self.space = self.space.max(space);
    }

    /// Says whether the column may be cut before the next strip; of several
    /// wishes the strongest counts.
    pub fn cut(&mut self, cut: Cut) {
        self.next_cut = self.next_cut.max(cut);
    }

    /// Adds a strip at the end.
    pub fn push(&mut self, mut strip: Strip<'a>) {
        strip.space_before = std::mem::take(&mut self.space);
        strip.cut = strip.cut.max(std::mem::take(&mut self.next_cut));
        self.strips.push(strip);
    }

    /// Adds what another galley holds. What each asks for at the seam counts as
    /// if it had been asked of this one.
    pub fn append(&mut self, other: Galley<'a>) {
        let before = self.elastic.len();
        self.elastic.extend(other.elastic);
        let mut strips = other.strips.into_iter().map(|mut strip| {
            strip.paragraph = strip.paragraph.map(|paragraph| paragraph + before);
            strip
        });
        if let Some(mut first) = strips.next() {
            self.space(std::mem::take(&mut first.space_before));
            self.push(first);
            self.strips.extend(strips);
        }
        self.space(other.space);
        self.cut(other.next_cut);
    }

    /// Remembers that the strips from one on are the lines of a paragraph that
    /// may be set anew.
    pub fn elastic(&mut self, from: usize, paragraph: Elastic<'a>) {
        for strip in &mut self.strips[from..] {
            strip.on_grid = true;
            strip.paragraph = Some(self.elastic.len());
        }
        self.elastic.push(paragraph);
    }

    /// Moves everything from a strip on to the right.
    pub fn indent(&mut self, from: usize, by: Length) {
        for strip in &mut self.strips[from..] {
            for placed in &mut strip.items {
                placed.at.x += by;
            }
        }
    }

    /// The height of the column.
    pub fn height(&self) -> Length {
        self.strips.iter().map(|strip| strip.space_before + strip.height).sum()
    }
}

/// Makes one strip of a whole column.
pub(super) fn flatten(galley: Galley<'_>) -> Strip<'_> {
    let mut whole = Strip::new(galley.height());
    let mut top = Length::ZERO;
    for strip in galley.strips {
        top += strip.space_before;
        whole
            .items
            .extend(strip.items.into_iter().map(|placed| shifted(placed, Length::ZERO, top)));
        whole.anchors.extend(strip.anchors);
        whole.outline = whole.outline.or(strip.outline);
        top += strip.height;
    }
    whole
}

/// A thing moved to the right and down.
pub(super) fn shifted<'a>(mut placed: Placed<'a>, right: Length, down: Length) -> Placed<'a> {
    placed.at = Point { x: placed.at.x + right, y: placed.at.y + down };
    placed
}

/// A decoration: something without meaning.
pub(super) fn decoration(x: Length, y: Length, item: Item<'_>) -> Placed<'_> {
    Placed { at: Point { x, y }, content: None, item }
}
