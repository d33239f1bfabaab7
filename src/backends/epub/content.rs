//! The content documents: XHTML files with the text.

use super::edition::{COVER_PAGE, Chapter, Edition, SHEET};
use super::images::Pictures;
use crate::article::{BlockKind, plain_text};
use crate::backends::markup::{self, Markup, Source, Surroundings, push_attribute, push_text};
use crate::diagnostics::Diagnostics;
use crate::highlight::Kind;
use crate::language::{Direction, Tag};
use crate::theme::Theme;

/// A file with text.
pub(super) struct Document {
    /// Its path beside the package document.
    pub path: String,
    pub xhtml: String,
    /// What the package and the statement on accessibility must say of it.
    pub holds: Holds,
}

/// What is in a file, as it was written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Holds {
    /// Whether there is MathML.
    pub math: bool,
    /// Whether there is SVG among the markup.
    pub svg: bool,
    /// How many images have a text in their place.
    pub described: usize,
    /// How many have none.
    pub undescribed: usize,
}

impl Holds {
    /// Looks through markup of our own, where text never has a bare `<` and values never a bare `"`.
    fn of(body: &str) -> Holds {
        let images = body.split("<img ").skip(1);
        let undescribed = images.clone().filter(|rest| {
            rest.split_once("/>").is_some_and(|(attributes, _)| attributes.contains("alt=\"\""))
        });
        let undescribed = undescribed.count();
        Holds {
            math: body.contains("<math "),
            svg: body.contains("<svg "),
            described: images.count() - undescribed,
            undescribed,
        }
    }
}

impl Document {
    fn new(path: String, xhtml: String) -> Document {
        Document { holds: Holds::of(&xhtml), path, xhtml }
    }

    /// Its properties in the manifest (EPUB 3.3, 5.6.2.1). Nothing is scripted or remote.
    pub(super) fn properties(&self) -> Vec<&'static str> {
        let all = [(self.holds.math, "mathml"), (self.holds.svg, "svg")];
        all.into_iter().filter_map(|(held, name)| held.then_some(name)).collect()
    }
}

/// What a content document can hold.
struct Page<'a> {
    theme: &'a Theme,
    pictures: &'a Pictures<'a>,
    /// The number of the article in the book.
    article: usize,
}

impl Surroundings for Page<'_> {
    fn format(&self) -> &'static str {
        "EPUB"
    }

    fn epub_types(&self) -> bool {
        true
    }

    fn image(&self, key: &str) -> Option<Source> {
        let picture = self.pictures.get(self.article, key)?;
        Some(Source::new(&picture.asset, picture.path.clone()))
    }

    /// Pages do not.
    fn scrolls(&self) -> bool {
        false
    }

    /// Colours are the reader's: only weight and slant are said.
    fn shows(&self, kind: Kind) -> bool {
        let look = self.theme.token(kind);
        look.bold || look.italic
    }

    /// Nothing stands beside a book, so relative addresses lead nowhere.
    fn outside(&self, target: &str) -> Option<String> {
        markup::absolute(target)
    }
}

/// Writes all content documents, in reading order.
pub(super) fn write(edition: &Edition<'_>, diagnostics: &mut Diagnostics) -> Vec<Document> {
    let cover = edition.cover_alt.iter().filter_map(|alt| cover_page(edition, alt));
    let title = edition.title_page.iter().map(|path| title_page(edition, path));
    let mut documents: Vec<Document> = cover.chain(title).collect();
    for (article, chapter) in edition.chapters.iter().enumerate() {
        let page = Page { theme: edition.theme, pictures: &edition.pictures, article };
        write_chapter(chapter, &page, &mut documents, diagnostics);
    }
    documents
}

fn write_chapter(
    chapter: &Chapter<'_>,
    page: &Page<'_>,
    documents: &mut Vec<Document>,
    diagnostics: &mut Diagnostics,
) {
    let blocks = &chapter.part.article.blocks;
    let mut markup = Markup::new(chapter.part, &chapter.anchors, page, diagnostics);
    let last = chapter.stretches.len() - 1;
    for (file, stretch) in chapter.stretches.iter().enumerate() {
        markup.open_article();
        if file == 0 {
            markup.title_block();
        }
        markup.sections(&blocks[stretch.clone()]);
        if file == last && !chapter.notes_apart {
            markup.notes();
        }
        markup.close_article();
        documents.push(document(chapter, file, &title(chapter, file), &markup.turn_to(file + 1)));
    }
    if chapter.notes_apart {
        markup.notes();
        let notes = document(chapter, last + 1, chapter.part.words.notes, &markup.finish());
        documents.push(notes);
    }
}

/// The title of a file: the article's, or the heading with which the file begins.
fn title(chapter: &Chapter<'_>, file: usize) -> String {
    let article = chapter.part.article;
    let begins = article.blocks[chapter.stretches[file].clone()].first();
    let heading = match begins.map(|block| &block.kind) {
        Some(BlockKind::Heading(heading)) if file > 0 => Some(plain_text(&heading.content)),
        _ => None,
    };
    let heading = heading.filter(|text| !text.trim().is_empty());
    let title = heading.or_else(|| article.meta.title_text());
    title.unwrap_or_else(|| chapter.part.words.untitled.to_owned())
}

fn document(chapter: &Chapter<'_>, file: usize, title: &str, body: &str) -> Document {
    let part = chapter.part;
    let path = chapter.anchors.file_name(file).to_owned();
    let xhtml = page(&part.language, part.language.direction(), title, body);
    Document::new(path, xhtml)
}

/// A page that shows the cover, for readers that look for one. Others show the
/// image by themselves, so it is not among what is read from first to last.
fn cover_page(edition: &Edition<'_>, alt: &str) -> Option<Document> {
    let picture = edition.pictures.list.iter().find(|picture| picture.cover)?;
    let mut body = String::from("<section class=\"cover\" epub:type=\"cover\">\n<img src=\"");
    push_attribute(&mut body, &picture.path);
    body.push_str("\" role=\"doc-cover\" alt=\"");
    push_attribute(&mut body, alt);
    body.push_str("\"/>\n</section>\n");
    let composition = edition.composition;
    let xhtml = page(&composition.language, composition.direction, &composition.title, &body);
    Some(Document::new(COVER_PAGE.to_owned(), xhtml))
}

/// A page with the title of the whole, for books of several articles or none.
fn title_page(edition: &Edition<'_>, path: &str) -> Document {
    let composition = edition.composition;
    let mut body = String::from("<header>\n<h1 class=\"title\">");
    push_text(&mut body, &composition.title);
    body.push_str("</h1>\n");
    if !composition.meta.authors.is_empty() {
        body.push_str("<p class=\"byline\">");
        push_text(&mut body, &composition.meta.author_names().join(", "));
        body.push_str("</p>\n");
    }
    body.push_str("</header>\n");
    let xhtml = page(&composition.language, composition.direction, &composition.title, &body);
    Document::new(path.to_owned(), xhtml)
}

/// An XHTML file around the content of its body.
pub(super) fn page(language: &Tag, direction: Direction, title: &str, body: &str) -> String {
    let mut xhtml = String::with_capacity(body.len() + 512);
    xhtml.push_str(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE html>\n\
         <html xmlns=\"http://www.w3.org/1999/xhtml\" xmlns:epub=\"http://www.idpf.org/2007/ops\"",
    );
    push_language(&mut xhtml, language);
    xhtml.push_str(&format!(" dir=\"{}\">\n<head>\n<title>", direction.name()));
    push_text(&mut xhtml, title.trim());
    xhtml.push_str(&format!(
        "</title>\n<link rel=\"stylesheet\" type=\"text/css\" href=\"{SHEET}\"/>\n</head>\n<body>\n"
    ));
    xhtml.push_str(body);
    xhtml.push_str("</body>\n</html>\n");
    xhtml
}

/// The attributes that name a language; one that is not known has a tag too.
fn push_language(xhtml: &mut String, language: &Tag) {
    for key in ["lang", "xml:lang"] {
        xhtml.push_str(&format!(" {key}=\""));
        push_attribute(xhtml, language.as_str());
        xhtml.push('"');
    }
}
