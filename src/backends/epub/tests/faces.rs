//! Faces that books carry.

use std::sync::Arc;

use super::{file, files, written};
use crate::Publication;
use crate::article::{Article, Block, BlockKind, Code, Inline};
use crate::backends::Target;
use crate::backends::epub::Epub;
use crate::diagnostics::Diagnostics;
use crate::host::{Library, Memory};
use crate::source::Span;

/// A book with faces, made where there is a Thai one and a variable Georgian one.
fn carrying(article: Article) -> (Vec<u8>, Diagnostics) {
    let fonts = [
        ("Thai.ttf", &include_bytes!("../../../../tests/fonts/NotoSerifThai-Regular.ttf")[..]),
        ("Georgian.ttf", &include_bytes!("../../../../tests/fonts/NotoSerifGeorgian-VF.ttf")[..]),
    ];
    let fonts = fonts.map(|(name, bytes)| (name.to_owned(), bytes.to_vec()));
    let host = Memory { fonts: Arc::new(Library::of_files(fonts)), ..Memory::default() };
    let target = Target::from(Epub { embed_fonts: true, ..Epub::default() });
    let publication = Publication::from(article);
    let theme = crate::theme::built_in();
    let made = crate::render(&publication, &target, theme, &host).unwrap();
    (made.output.bytes.into_vec(), made.diagnostics)
}

fn article(text: &str) -> Article {
    let blocks = vec![Block::paragraph(vec![Inline::text(text)])];
    Article { blocks, ..Article::default() }
}

fn fonts(bytes: &[u8]) -> Vec<String> {
    let names = files(bytes).into_iter().map(|(name, _)| name);
    names.filter(|name| name.contains("/fonts/")).collect()
}

#[test]
fn a_book_carries_faces_only_when_asked() {
    let plain = written(&article("Text.").into());
    assert!(fonts(&plain).is_empty());
    assert!(!file(&plain, "OEBPS/style.css").contains("@font-face"));
    let (bytes, told) = carrying(article("Text."));
    assert!(told.is_empty(), "{told:?}");
    assert_eq!(bytes, carrying(article("Text.")).0);
    assert_eq!(fonts(&bytes).len(), 4);
    let sheet = file(&bytes, "OEBPS/style.css");
    assert!(sheet.contains(
        "@font-face { font-family: \"Libertinus Serif\"; font-weight: bold; font-style: italic; \
         src: url(fonts/4.otf); }"
    ));
    assert!(sheet.contains("body { font-family: \"Libertinus Serif\", "), "{sheet}");
    let item = "href=\"fonts/1.otf\" media-type=\"font/otf\"/>";
    assert!(file(&bytes, "OEBPS/content.opf").contains(item));
    file(&bytes, "META-INF/com.apple.ibooks.display-options.xml");
}

#[test]
fn code_has_faces_of_its_own() {
    let mut article = article("Text.");
    let code = Code { text: "let x;".to_owned(), ..Code::default() };
    article.blocks.push(Block::new(BlockKind::Code(code), Span::NONE));
    assert_eq!(fonts(&carrying(article).0).len(), 8);
}

#[test]
fn scripts_that_the_theme_lacks_have_others() {
    let (bytes, told) = carrying(article("ภาษาไทย"));
    assert!(told.is_empty(), "{told:?}");
    assert_eq!(fonts(&bytes).last().unwrap(), "OEBPS/fonts/5.ttf");
    let sheet = file(&bytes, "OEBPS/style.css");
    assert!(sheet.contains("font-family: \"Libertinus Serif\", \"Noto Serif Thai\", "), "{sheet}");
    let (bytes, told) = carrying(article("ქართული"));
    assert_eq!(fonts(&bytes).len(), 4);
    let told: Vec<String> = told.iter().map(|one| one.kind.message()).collect();
    assert!(told[0].ends_with("is not in the book: it is a variable face"), "{told:?}");
}
