//! Tests of whole books.

mod covers;
mod images;

use std::io::{Cursor, Read as _};

use zip::ZipArchive;

use super::Epub;
use crate::article::{Article, Block, BlockKind, Heading, Inline, InlineKind, Link, Note};
use crate::backends::{Target, torture};
use crate::compose::Publication;
use crate::host::Memory;
use crate::source::Span;

fn written(publication: &Publication) -> Vec<u8> {
    let target = Target::from(Epub::default());
    let theme = crate::theme::built_in();
    crate::render(publication, &target, theme, &Memory::default()).unwrap().output.bytes.into_vec()
}

/// The files of a book in their order.
fn files(bytes: &[u8]) -> Vec<(String, String)> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let count = archive.len();
    let read = |index| {
        let mut file = archive.by_index(index).unwrap();
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).unwrap();
        (file.name().to_owned(), String::from_utf8_lossy(&bytes).into_owned())
    };
    (0..count).map(read).collect()
}

fn file(bytes: &[u8], name: &str) -> String {
    files(bytes).into_iter().find(|(path, _)| path == name).unwrap().1
}

/// The content documents and the navigation document, named as they name each other.
fn documents(bytes: &[u8]) -> Vec<(String, String)> {
    let files = files(bytes).into_iter();
    files
        .filter(|(name, _)| name.ends_with(".xhtml"))
        .map(|(name, text)| (name.trim_start_matches("OEBPS/").to_owned(), text))
        .collect()
}

/// A long article with links and notes across its files.
fn long() -> Article {
    let block = |kind| Block::new(kind, Span::NONE);
    let mut article = Article::default();
    for chapter in 0..5 {
        let content = vec![Inline::text(format!("Chapter {chapter}"))];
        let heading = Heading { level: 1, id: format!("c{chapter}"), content };
        article.blocks.push(block(BlockKind::Heading(heading)));
        let target = format!("#c{}", (chapter + 2) % 5);
        let link = Link { target, content: vec![Inline::text("see")], ..Link::default() };
        let id = format!("n{chapter}");
        article.blocks.push(Block::paragraph(vec![
            Inline::text("x".repeat(80_000)),
            Inline::new(InlineKind::Link(link), Span::NONE),
            Inline::new(InlineKind::NoteRef { id: id.clone() }, Span::NONE),
            Inline::new(InlineKind::NoteRef { id: "n0".to_owned() }, Span::NONE),
        ]));
        let blocks = vec![Block::paragraph(vec![Inline::text("A note.")])];
        article.notes.push(Note { id, blocks, span: Span::NONE });
    }
    article
}

#[test]
fn everything_is_there_in_order() {
    let bytes = written(&torture::article().into());
    let text = torture::assert_sound(&documents(&bytes));
    torture::assert_in_order(&text);
}

#[test]
fn the_archive_is_in_order_and_the_same_each_time() {
    let publication = torture::article().into();
    let bytes = written(&publication);
    assert_eq!(bytes, written(&publication));
    assert_eq!(&bytes[30..58], b"mimetypeapplication/epub+zip");
    let names: Vec<String> = files(&bytes).into_iter().map(|(name, _)| name).collect();
    assert_eq!(
        names,
        [
            "mimetype",
            "META-INF/container.xml",
            "OEBPS/article.xhtml",
            "OEBPS/content.opf",
            "OEBPS/images/1.png",
            "OEBPS/nav.xhtml",
            "OEBPS/style.css",
            "OEBPS/toc.ncx",
        ]
    );
}

#[test]
fn a_long_article_becomes_several_files_that_find_each_other() {
    let bytes = written(&long().into());
    let documents = documents(&bytes);
    assert_eq!(documents.len(), 7);
    torture::assert_sound(&documents);
    let notes = &documents.iter().find(|(name, _)| name == "article.notes.xhtml").unwrap().1;
    assert!(notes.contains("href=\"article.1.xhtml#ref-1\""));
    assert!(notes.contains("href=\"article.5.xhtml#ref-5\""));
    assert!(file(&bytes, "OEBPS/nav.xhtml").contains("article.3.xhtml#c2"));
    assert!(file(&bytes, "OEBPS/toc.ncx").contains("article.notes.xhtml#notes"));
}

#[test]
fn articles_of_an_anthology_keep_apart() {
    let article = torture::article();
    let articles = vec![article.clone(), long(), article];
    let bytes = written(&Publication { articles, ..Publication::default() });
    torture::assert_sound(&documents(&bytes));
}

#[test]
fn an_article_of_nothing_is_still_a_book() {
    for publication in [Publication::default(), Article::default().into()] {
        let bytes = written(&publication);
        torture::assert_sound(&documents(&bytes));
        assert!(file(&bytes, "OEBPS/nav.xhtml").contains(">Untitled</a>"));
    }
}

#[test]
fn the_package_says_what_is_known() {
    let opf = file(&written(&torture::article().into()), "OEBPS/content.opf");
    roxmltree::Document::parse(&opf).unwrap();
    for line in [
        "<dc:creator id=\"creator-2\">&lt;6&gt;</dc:creator>",
        "<dc:subject>two &amp; \"three\"</dc:subject>",
        "<dc:date>2026-11-22</dc:date>",
        "<meta property=\"dcterms:modified\">2026-11-22T00:00:00Z</meta>",
        "<meta property=\"schema:accessMode\">visual</meta>",
    ] {
        assert!(opf.contains(line), "{line} is not in {opf}");
    }
}
