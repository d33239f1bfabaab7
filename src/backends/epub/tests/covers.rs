//! What stands on the cover.

use std::io::{Cursor, Read as _};

use zip::ZipArchive;

use super::{file, files};
use crate::Publication;
use crate::article::{Article, Asset, Block, BlockKind, Figure, Image, Inline, MediaType};
use crate::backends::Target;
use crate::backends::epub::{Cover, Epub};
use crate::diagnostics::Diagnostics;
use crate::host::Memory;
use crate::media::{Effort, asset_of, encoded, key, raster};
use crate::source::Span;

/// An opaque image of one colour.
fn image(width: u32, height: u32) -> Asset {
    let pixels = [90, 120, 30].repeat((width * height) as usize);
    asset_of(encoded((width, height), &pixels, 3, Effort::Small).unwrap()).unwrap()
}

/// An article that names an image for its cover, or begins with it.
fn article(asset: Option<Asset>, is_named: bool) -> Article {
    let mut article = Article::default();
    article.meta.title = vec![Inline::text("Of Covers & Titles")];
    article.meta.authors = vec!["Ada Example".into()];
    if let Some(asset) = asset {
        let key = key(&asset);
        article.assets.insert(key.clone(), asset);
        if is_named {
            article.meta.cover = Some(key);
        } else {
            let image =
                Image { asset: Some(key), alt: "A \"field\"".to_owned(), ..Image::default() };
            let figure = BlockKind::Figure(Figure { image, caption: Vec::new() });
            article.blocks.push(Block::new(figure, Span::NONE));
        }
    }
    article.blocks.push(Block::paragraph(vec![Inline::text("Text.")]));
    article
}

fn book(publication: &Publication, cover: Cover) -> (Vec<u8>, Diagnostics) {
    let target = Target::from(Epub { cover, ..Epub::default() });
    let theme = crate::theme::built_in();
    let made = crate::render(publication, &target, theme, &Memory::default()).unwrap();
    (made.output.bytes.into_vec(), made.diagnostics)
}

/// The image that the package names as the cover.
fn cover_of(bytes: &[u8]) -> Option<Asset> {
    let package = file(bytes, "OEBPS/content.opf");
    let package = roxmltree::Document::parse(&package).unwrap();
    let is_cover =
        |node: &roxmltree::Node<'_, '_>| node.attribute("properties") == Some("cover-image");
    let path = package.descendants().find(is_cover)?.attribute("href").unwrap();
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut image = Vec::new();
    archive.by_name(&format!("OEBPS/{path}")).unwrap().read_to_end(&mut image).unwrap();
    Some(asset_of(image).unwrap())
}

#[test]
fn the_lead_image_is_the_cover_and_is_there_once() {
    for is_named in [true, false] {
        let (bytes, told) = book(&article(Some(image(600, 400)), is_named).into(), Cover::Auto);
        assert!(told.is_empty(), "{told:?}");
        assert_eq!(cover_of(&bytes).unwrap().size, (600, 400));
        let images = files(&bytes).into_iter().filter(|(name, _)| name.contains("images/"));
        assert_eq!(images.count(), 1);
        let package = file(&bytes, "OEBPS/content.opf");
        assert!(package.contains("<meta name=\"cover\" content=\"image-1\"/>"));
    }
}

#[test]
fn icons_and_banners_are_no_covers() {
    for (width, height) in [(299, 299), (900, 400), (400, 900)] {
        let (bytes, told) = book(&article(Some(image(width, height)), true).into(), Cover::Auto);
        assert_eq!(cover_of(&bytes), None);
        let told: Vec<String> = told.iter().map(|one| one.kind.message()).collect();
        assert!(told[0].starts_with("the image for the cover was not used: it "), "{told:?}");
        let (bytes, told) = book(&article(Some(image(width, height)), false).into(), Cover::Auto);
        assert!(cover_of(&bytes).is_none() && told.is_empty());
        assert!(!files(&bytes).iter().any(|(name, _)| name.contains("cover")));
    }
}

#[test]
fn the_page_of_the_cover_is_found_but_not_read() {
    let (bytes, _) = book(&article(Some(image(400, 600)), false).into(), Cover::Auto);
    let page = file(&bytes, "OEBPS/cover.xhtml");
    assert!(page.contains("epub:type=\"cover\""), "{page}");
    assert!(
        page.contains("<img src=\"images/1.png\" role=\"doc-cover\" alt=\"A &quot;field&quot;\"/>")
    );
    let package = file(&bytes, "OEBPS/content.opf");
    assert!(package.contains("<itemref idref=\"text-1\" linear=\"no\"/>"));
    assert!(package.contains("<itemref idref=\"text-2\"/>"));
    assert!(package.contains("<reference type=\"cover\" title=\"Cover\" href=\"cover.xhtml\"/>"));
    let landmark = "<a epub:type=\"cover\" href=\"cover.xhtml\">Cover</a>";
    assert!(file(&bytes, "OEBPS/nav.xhtml").contains(landmark));
}

#[test]
fn a_page_with_the_title_is_drawn_the_same_each_time() {
    let publication = article(Some(image(600, 600)), true).into();
    let (bytes, _) = book(&publication, Cover::Title);
    assert_eq!(bytes, book(&publication, Cover::Title).0);
    let cover = cover_of(&bytes).unwrap();
    assert_eq!((cover.media_type, cover.size), (MediaType::Png, (1600, 2560)));
    let theme = crate::theme::built_in();
    let pixels = raster(&cover).unwrap().rgb;
    let ground = theme.cover.background;
    assert_eq!(pixels[..3], [ground.red, ground.green, ground.blue]);
    let (pixels, _) = pixels.as_chunks::<3>();
    let white = pixels.iter().filter(|pixel| **pixel == [255; 3]).count();
    assert!((20_000..600_000).contains(&white), "{white}");
    let page = file(&bytes, "OEBPS/cover.xhtml");
    assert!(page.contains("alt=\"Of Covers &amp; Titles. Ada Example\""), "{page}");
}

#[test]
fn anthologies_have_a_cover_and_articles_without_an_image_none() {
    let one: Publication = article(None, false).into();
    assert_eq!(cover_of(&book(&one, Cover::Auto).0), None);
    let articles = vec![article(None, false), article(Some(image(800, 800)), false)];
    let both = Publication { articles, ..Publication::default() };
    assert_eq!(cover_of(&book(&both, Cover::Auto).0).unwrap().size, (1600, 2560));
    assert_eq!(cover_of(&book(&both, Cover::None).0), None);
}

#[test]
fn a_file_is_taken_as_it_is_or_made_one_that_readers_show() {
    let publication: Publication = article(Some(image(600, 600)), true).into();
    let small = image(20, 10);
    let (bytes, _) = book(&publication, Cover::File(small.clone()));
    assert_eq!(cover_of(&bytes).unwrap().bytes, small.bytes);
    let svg = "<svg xmlns='http://www.w3.org/2000/svg' width='16' height='25'/>";
    let drawing = asset_of(svg.as_bytes().to_vec()).unwrap();
    let (bytes, _) = book(&publication, Cover::File(drawing));
    let cover = cover_of(&bytes).unwrap();
    assert_eq!((cover.media_type, cover.size.0), (MediaType::Png, 1000));
    let gif = b"GIF89a\x02\0\x01\0\x80\0\0\xff\0\0\0\xff\0,\0\0\0\0\x02\0\x01\0\0\x02\x02D\x0a\0;";
    let (bytes, _) = book(&publication, Cover::File(asset_of(gif.to_vec()).unwrap()));
    assert_eq!(cover_of(&bytes).unwrap().media_type, MediaType::Png);
}
