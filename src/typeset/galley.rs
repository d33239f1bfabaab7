//! The galley: everything that was set, in one long column, before it is cut
//! into pages.
//!
//! It is a row of [`Strip`]s: a line, a row of a table, an image. Each says
//! how much space it wants above, and how little the column may be cut there.

use super::heads::Head;
use super::layout::{Item, Placed, Point};
use super::pages::fit::Gives;
use super::text::Text;
use crate::length::Length;

/// A column of strips.
#[derive(Debug, Default)]
pub(super) struct Galley<'a> {
    /// The strips from top to bottom.
    pub strips: Vec<Strip<'a>>,
    /// The heads that strips name, in the order of their tables.
    pub heads: Vec<Head<'a>>,
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
    /// The head that stands over it where it begins a page, as a place in [`Galley::heads`].
    pub head: Option<usize>,
    /// Whether a row of a table goes on with it.
    pub goes_on: bool,
    /// Whether it stands on a turned page, among others that do.
    pub turned: bool,
    /// Whether it goes across all columns.
    pub wide: bool,
    /// Of a heading, how far under its top the text begins, which stands on the grid.
    pub to_grid: Option<Length>,
    /// Whether it is a line of what leads to the strip after it: a heading.
    pub leads: bool,
    /// The notes whose marks stand on it, as places in [`Typesetter::set_notes`].
    ///
    /// [`Typesetter::set_notes`]: super::typesetter::Typesetter::set_notes
    pub notes: Vec<usize>,
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
            head: None,
            goes_on: false,
            turned: false,
            wide: false,
            to_grid: None,
            leads: false,
            notes: Vec::new(),
            on_grid: false,
            hyphen: false,
            paragraph: None,
        }
    }
}

impl<'a> Strip<'a> {
    /// Makes another strip a part of this one, moved to the right and down.
    pub fn take_in(&mut self, other: Strip<'a>, right: Length, down: Length) {
        let items = other.items.into_iter();
        self.items.extend(items.map(|placed| shifted(placed, right, down)));
        self.anchors.extend(other.anchors);
        self.outline = self.outline.take().or(other.outline);
        self.notes.extend(other.notes);
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

    /// The space that what follows must have above it.
    pub fn end_space(&self) -> Length {
        self.space
    }

    /// Adds what another galley holds. What each asks for at the seam counts as
    /// if it had been asked of this one.
    pub fn append(&mut self, other: Galley<'a>) {
        let heads = self.heads.len();
        let paragraphs = self.elastic.len();
        self.heads.extend(other.heads);
        self.elastic.extend(other.elastic);
        let mut strips = other.strips.into_iter().map(|mut strip| {
            strip.head = strip.head.map(|head| head + heads);
            strip.paragraph = strip.paragraph.map(|paragraph| paragraph + paragraphs);
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
        let strips = self.strips[from..].iter_mut();
        strips.for_each(|strip| strip.paragraph = Some(self.elastic.len()));
        self.elastic.push(paragraph);
    }

    /// Moves everything from a strip on to the right, but for what has a turned
    /// page of its own.
    pub fn indent(&mut self, from: usize, by: Length) {
        let strips = self.strips[from..].iter_mut().filter(|strip| !strip.turned);
        let items = strips.flat_map(|strip| &mut strip.items);
        items.for_each(|placed| placed.at.x += by);
        let items = self.heads_from(from).flat_map(|head| &mut head.items);
        items.for_each(|placed| placed.at.x += by);
    }

    /// The heads that strips from one on name, but for those of turned pages.
    pub fn heads_from(&mut self, from: usize) -> impl Iterator<Item = &mut Head<'a>> {
        let first = self.strips[from..].iter().find_map(|strip| strip.head);
        let first = first.unwrap_or(self.heads.len());
        self.heads[first..].iter_mut().filter(|head| !head.turned)
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
        let height = strip.height;
        whole.take_in(strip, Length::ZERO, top);
        top += height;
    }
    whole
}

/// A thing moved to the right and down.
pub(super) fn shifted<'a>(mut placed: Placed<'a>, right: Length, down: Length) -> Placed<'a> {
    placed.at = Point { x: placed.at.x + right, y: placed.at.y + down };
    placed
}

/// Lets lines beside a strip that reach up to the one before it fill the space
/// that there is between the two: none at the top of a column.
pub(super) fn reach_up(strip: &mut Strip<'_>, space: Length) {
    for placed in &mut strip.items {
        if let Item::Rule { height, .. } = &mut placed.item
            && placed.at.y < Length::ZERO
        {
            *height += placed.at.y + space;
            placed.at.y = -space;
        }
    }
}

/// A decoration: something without meaning.
pub(super) fn decoration(x: Length, y: Length, item: Item<'_>) -> Placed<'_> {
    Placed { at: Point { x, y }, content: None, item }
}
