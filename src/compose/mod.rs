//! What an output shows of a publication, decided before any format is written.
//!
//! The articles themselves are shared by all outputs and stay as they are.
//! Here they get what only a shown document has: a title block, an outline,
//! numbers for notes, words in the article's language. [`flow`] goes on from
//! here for paper.

mod captions;
pub mod flow;
mod outline;
mod title_block;
mod verse;

pub use captions::own_number;
pub use outline::OutlineEntry;
pub use title_block::TitleLine;
pub use verse::is_verse;

use std::collections::{BTreeMap, BTreeSet};

use crate::article::{Article, AssetKey, Block, BlockKind, ListKind, Metadata, Note, Numbering};
use crate::language::markers::{Marker, Markers};
use crate::language::words::Words;
use crate::language::{Direction, Tag};

/// What is published together: one article, or several as an anthology.
///
/// ```
/// use offprint::article::{Article, Inline, Metadata};
/// use offprint::Publication;
///
/// let one = Publication::from(Article::default());
/// let meta = Metadata { title: vec![Inline::text("Essays")], ..Metadata::default() };
/// let book = Publication { meta, articles: vec![Article::default(), Article::default()] };
/// assert_eq!((one.articles.len(), book.articles.len()), (1, 2));
/// ```
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Publication {
    /// What is known about the whole; of a single article, its own metadata.
    pub meta: Metadata,
    /// The articles in order.
    pub articles: Vec<Article>,
}

impl From<Article> for Publication {
    fn from(article: Article) -> Publication {
        Publication { meta: article.meta.clone(), articles: vec![article] }
    }
}

/// A publication with everything decided that all outputs share.
#[derive(Debug, Clone)]
pub struct Composition<'a> {
    /// What is known about the whole.
    pub meta: &'a Metadata,
    /// The title as plain text; in its language's word for "untitled" when there is none.
    pub title: String,
    /// The language of the whole; `und` when it is not known.
    pub language: Tag,
    /// The direction of the whole.
    pub direction: Direction,
    /// The lines over the whole; none where there is but one article, which has its own.
    pub title_block: Vec<TitleLine>,
    /// One for each article.
    pub parts: Vec<Part<'a>>,
    /// Assets that the output at hand cannot show; their alternative texts stand
    /// in their places.
    pub unshown: BTreeSet<AssetKey>,
}

/// An article with everything decided that all outputs share.
#[derive(Debug, Clone)]
pub struct Part<'a> {
    /// Its place among the articles, from 0.
    pub index: usize,
    /// The article.
    pub article: &'a Article,
    /// Its language; `und` when it is not known.
    pub language: Tag,
    /// The words that the program puts into this article.
    pub words: &'static Words,
    /// How its numbered lists are marked.
    pub markers: Markers,
    /// The lines over the text.
    pub title_block: Vec<TitleLine>,
    /// The headings, nested.
    pub outline: Vec<OutlineEntry>,
    /// The number of each note, from 1, by its id.
    note_numbers: BTreeMap<&'a str, usize>,
}

impl<'a> Part<'a> {
    /// What the place of an article's title is called in a book of several. No id is like it.
    pub const TITLE: &'static str = "#title";

    /// The number of a note, from 1; `None` when there is no such note.
    pub fn note_number(&self, id: &str) -> Option<usize> {
        self.note_numbers.get(id).copied()
    }

    /// The name of a place in a document of all articles: ids are unique in one article only.
    pub fn place(&self, id: &str) -> String {
        if self.index == 0 { id.to_owned() } else { format!("{}/{id}", self.index + 1) }
    }

    /// The title as plain text, where there is one.
    pub fn title(&self) -> Option<String> {
        self.article.meta.title_text()
    }

    /// The notes with their numbers, in order.
    pub fn notes(&self) -> impl Iterator<Item = (usize, &'a Note)> {
        self.article.notes.iter().enumerate().map(|(index, note)| (index + 1, note))
    }
}

impl Composition<'_> {
    /// The marks of all numbered lists.
    pub fn list_markers(&self) -> BTreeSet<Marker> {
        let mut found = BTreeSet::new();
        for part in &self.parts {
            part.list_markers(&part.article.blocks, 0, &mut found);
            for note in &part.article.notes {
                part.list_markers(&note.blocks, 0, &mut found);
            }
        }
        found
    }
}

impl Part<'_> {
    /// The marks of the lists among some blocks, of which `depth` lists around
    /// them are numbered as the language does.
    fn list_markers(&self, blocks: &[Block], depth: usize, found: &mut BTreeSet<Marker>) {
        for block in blocks {
            let kind = match &block.kind {
                BlockKind::List(list) => Some(list.kind),
                _ => None,
            };
            if let Some(ListKind::Ordered { numbering, .. }) = kind {
                found.insert(self.markers.marker(numbering, depth));
            }
            let inner = depth + usize::from(kind.is_some_and(counts_level));
            for children in block.kind.children() {
                self.list_markers(children, inner, found);
            }
        }
    }
}

/// Whether lists inside a list are marked as those of a deeper level.
pub fn counts_level(kind: ListKind) -> bool {
    matches!(kind, ListKind::Ordered { numbering: Numbering::Decimal, .. })
}

/// Decides what all outputs share.
pub fn compose(publication: &Publication) -> Composition<'_> {
    let meta = &publication.meta;
    let language = meta.language.clone().unwrap_or_else(Tag::undetermined);
    let untitled = || Words::of(&language).untitled.to_owned();
    Composition {
        meta,
        title: meta.title_text().unwrap_or_else(untitled),
        direction: language.direction(),
        title_block: match publication.articles.len() {
            0 | 1 => Vec::new(),
            _ => title_block::lines(meta, &language),
        },
        parts: publication.articles.iter().enumerate().map(part).collect(),
        language,
        unshown: BTreeSet::new(),
    }
}

fn part((index, article): (usize, &Article)) -> Part<'_> {
    let language = article.meta.language.clone().unwrap_or_else(Tag::undetermined);
    let ids = article.notes.iter().enumerate();
    Part {
        index,
        article,
        words: Words::of(&language),
        markers: Markers::of_article(&language, article),
        title_block: title_block::lines(&article.meta, &language),
        outline: outline::of(&article.blocks),
        note_numbers: ids.map(|(index, note)| (note.id.as_str(), index + 1)).collect(),
        language,
    }
}
