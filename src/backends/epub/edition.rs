//! The plan of a book: its files, their names and what stands in them.

use std::ops::Range;

use super::cover::Found;
use super::faces::Carriage;
use super::images::Pictures;
use super::{identity, split};
use crate::article::{Identifier, InlineKind, PageMarker, walk};
use crate::backends::Request;
use crate::backends::markup::Anchors;
use crate::compose::{Composition, OutlineEntry, Part};
use crate::diagnostics::Diagnostics;
use crate::language::words::{self, Words};
use crate::theme::Theme;

/// The path of the style sheet beside the package document.
pub(super) const SHEET: &str = "style.css";

/// The path of the page that shows the cover.
pub(super) const COVER_PAGE: &str = "cover.xhtml";

/// The path of the navigation document.
pub(super) const NAVIGATION: &str = "nav.xhtml";

/// The path of the page with the titles of an anthology.
const TITLE_PAGE: &str = "title.xhtml";

/// A planned book.
pub(super) struct Edition<'a> {
    pub composition: &'a Composition<'a>,
    pub theme: &'a Theme,
    /// By which it is known; the first one is its own.
    pub identifiers: Vec<Identifier>,
    /// When it was changed, as EPUB writes moments.
    pub modified: String,
    pub pictures: Pictures<'a>,
    /// The faces that it carries, once its text is written and they were asked for.
    pub carriage: Option<Carriage>,
    /// What the cover shows, for those who do not see it, where there is one.
    pub cover_alt: Option<String>,
    /// One for each article.
    pub chapters: Vec<Chapter<'a>>,
    /// The path of a page that holds the whole book's title, where no article's title block does.
    pub title_page: Option<&'static str>,
}

/// An article and its files.
pub(super) struct Chapter<'a> {
    pub part: &'a Part<'a>,
    pub anchors: Anchors<'a>,
    /// The blocks of each file.
    pub stretches: Vec<Range<usize>>,
    /// Whether the notes have a file of their own, after the others.
    pub notes_apart: bool,
}

/// A place that readers jump to.
pub(super) struct Landmark {
    /// What it is, in EPUB's vocabulary of structure.
    pub kind: &'static str,
    /// The same in the words of EPUB 2 (OPF 2.0.1, 2.6).
    pub guide: &'static str,
    pub title: String,
    pub address: String,
}

/// A page of another edition.
pub(super) struct Page<'a> {
    /// Its number there.
    pub label: &'a str,
    pub address: String,
}

/// A point in the tables of contents.
pub(super) struct Point {
    pub title: String,
    pub address: String,
    pub children: Vec<Point>,
}

impl<'a> Edition<'a> {
    /// Decides everything that can be decided before a word is written.
    pub(super) fn plan(
        composition: &'a Composition<'a>,
        request: &Request<'a>,
        cover: Option<Found<'a>>,
        diagnostics: &mut Diagnostics,
    ) -> Edition<'a> {
        let parts = composition.parts.iter().enumerate();
        let alone = composition.parts.len() == 1;
        // Asking the system how many there are takes longer than many a book.
        let pictured = composition.parts.iter().any(|part| !part.article.assets.is_empty());
        let threads = if pictured { request.host.threads() } else { 1 };
        let stem = |index: usize| match alone {
            true => "article".to_owned(),
            false => format!("article-{}", index + 1),
        };
        Edition {
            composition,
            theme: request.theme,
            identifiers: identity::identifiers(request.publication),
            modified: identity::modified(request.publication, request.host),
            pictures: Pictures::prepare(composition, cover.as_ref(), threads, diagnostics),
            carriage: None,
            cover_alt: cover.map(|cover| cover.alt),
            chapters: parts.map(|(index, part)| Chapter::plan(part, &stem(index))).collect(),
            title_page: (!alone).then_some(TITLE_PAGE),
        }
    }

    /// The words for what the program itself says in the book.
    pub(super) fn words(&self) -> &'static Words {
        Words::of(&self.composition.language)
    }

    /// The address at which reading starts.
    fn start(&self) -> &str {
        self.chapters.first().map_or(TITLE_PAGE, |chapter| chapter.anchors.start())
    }

    /// The book's own identifier.
    pub(super) fn identifier(&self) -> &str {
        self.identifiers.first().map_or("", Identifier::as_str)
    }

    /// The cover, the beginning of the text, and the notes where they stand in one place.
    pub(super) fn landmarks(&self) -> Vec<Landmark> {
        let words = self.words();
        let landmark = |kind, guide, title: &str, address: String| Landmark {
            kind,
            guide,
            title: title.to_owned(),
            address,
        };
        let start = self.start().to_owned();
        let mut landmarks = Vec::new();
        if self.cover_alt.is_some() {
            let title = words::cover(&self.composition.language);
            landmarks.push(landmark("cover", "cover", title, COVER_PAGE.to_owned()));
        }
        landmarks.push(landmark("bodymatter", "text", &self.composition.title, start));
        let mut noted = self.chapters.iter().filter(|c| !c.part.article.notes.is_empty());
        if let (Some(chapter), None) = (noted.next(), noted.next()) {
            let address = chapter.anchors.notes_address();
            landmarks.push(landmark("endnotes", "notes", words.notes, address));
        }
        landmarks
    }

    /// Where pages of another edition begin, in the order of the text.
    pub(super) fn pages(&self) -> Vec<Page<'a>> {
        self.chapters.iter().flat_map(Chapter::pages).collect()
    }

    /// The addresses of everything that tables lead to, in the order of the text.
    pub(super) fn addresses(&self) -> Vec<String> {
        let title = self.title_page.map(str::to_owned);
        title
            .into_iter()
            .chain(self.chapters.iter().flat_map(|chapter| chapter.anchors.addresses()))
            .collect()
    }

    /// The points of the tables of contents: the headings of a single article,
    /// or the articles with their headings. At least one.
    pub(super) fn contents(&self) -> Vec<Point> {
        if let [chapter] = self.chapters.as_slice() {
            let points = chapter.points(self.words());
            if !points.is_empty() {
                return points;
            }
        }
        if self.chapters.is_empty() {
            return vec![self.point(self.composition.title.clone(), TITLE_PAGE, Vec::new())];
        }
        let whole = self.chapters.iter().map(|chapter| {
            let title = chapter.part.article.meta.title_text();
            let title = title.unwrap_or_else(|| chapter.part.words.untitled.to_owned());
            self.point(title, chapter.anchors.start(), chapter.points(self.words()))
        });
        whole.collect()
    }

    fn point(&self, title: String, address: &str, children: Vec<Point>) -> Point {
        Point { title, address: address.to_owned(), children }
    }
}

impl<'a> Chapter<'a> {
    fn plan(part: &'a Part<'a>, stem: &str) -> Chapter<'a> {
        let article = part.article;
        let stretches = split::stretches(&article.blocks);
        let notes_apart = stretches.len() > 1 && !article.notes.is_empty();
        let mut files: Vec<String> = match stretches.len() {
            1 => vec![format!("{stem}.xhtml")],
            count => (1..=count).map(|number| format!("{stem}.{number}.xhtml")).collect(),
        };
        files.extend(notes_apart.then(|| format!("{stem}.notes.xhtml")));
        let anchors = Anchors::new(article, files, &stretches, String::new());
        Chapter { part, anchors, stretches, notes_apart }
    }

    fn pages(&self) -> Vec<Page<'a>> {
        let mut pages = Vec::new();
        walk::inlines(self.part.article, &mut |inline| {
            if let InlineKind::PageMarker(PageMarker { id, label }) = &inline.kind {
                let address = self.anchors.place_address(id);
                pages.extend(address.map(|address| Page { label, address }));
            }
        });
        pages
    }

    /// The article's headings, and its notes where there are headings.
    fn points(&self, words: &Words) -> Vec<Point> {
        let mut points = self.points_of(&self.part.outline, words);
        if !points.is_empty() && !self.part.article.notes.is_empty() {
            points.push(Point {
                title: self.part.words.notes.to_owned(),
                address: self.anchors.notes_address(),
                children: Vec::new(),
            });
        }
        points
    }

    fn points_of(&self, entries: &[OutlineEntry], words: &Words) -> Vec<Point> {
        let point = |entry: &OutlineEntry| Point {
            title: match entry.title.trim() {
                "" => words.untitled.to_owned(),
                title => title.to_owned(),
            },
            address: self
                .anchors
                .place_address(&entry.id)
                .unwrap_or_else(|| self.anchors.start().to_owned()),
            children: self.points_of(&entry.children, words),
        };
        entries.iter().map(point).collect()
    }
}
