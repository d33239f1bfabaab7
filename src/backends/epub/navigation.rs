//! The tables of contents: `nav.xhtml`, and `toc.ncx` for readers of EPUB 2. Both say the same.

use super::content::page;
use super::edition::{Edition, Landmark, Point};
use crate::backends::markup::{href, push_attribute, push_text};

/// The navigation document.
pub(super) fn nav(edition: &Edition<'_>) -> String {
    let words = edition.words();
    let mut body = String::from(
        "<nav epub:type=\"toc\" role=\"doc-toc\" id=\"toc\" aria-labelledby=\"toc-title\">\n\
         <h1 id=\"toc-title\">",
    );
    push_text(&mut body, words.contents);
    body.push_str("</h1>\n");
    push_list(&mut body, &edition.contents());
    body.push_str(
        "</nav>\n<nav epub:type=\"landmarks\" id=\"landmarks\" hidden=\"hidden\">\n<ol>\n",
    );
    for landmark in edition.landmarks() {
        push_landmark(&mut body, &landmark);
    }
    body.push_str("</ol>\n</nav>\n");
    let composition = edition.composition;
    page(&composition.language, composition.direction, words.contents, &body)
}

fn push_landmark(body: &mut String, landmark: &Landmark) {
    body.push_str(&format!("<li><a epub:type=\"{}\" href=\"", landmark.kind));
    push_attribute(body, &href(&landmark.address));
    body.push_str("\">");
    push_text(body, &landmark.title);
    body.push_str("</a></li>\n");
}

fn push_list(body: &mut String, points: &[Point]) {
    body.push_str("<ol>\n");
    for point in points {
        body.push_str("<li><a href=\"");
        push_attribute(body, &href(&point.address));
        body.push_str("\">");
        push_text(body, &point.title);
        body.push_str("</a>");
        if !point.children.is_empty() {
            body.push('\n');
            push_list(body, &point.children);
        }
        body.push_str("</li>\n");
    }
    body.push_str("</ol>\n");
}

/// The NCX.
pub(super) fn ncx(edition: &Edition<'_>) -> String {
    let points = edition.contents();
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <ncx xmlns=\"http://www.daisy.org/z3986/2005/ncx/\" version=\"2005-1\" xml:lang=\"",
    );
    push_attribute(&mut xml, edition.composition.language.as_str());
    xml.push_str("\">\n<head>\n<meta name=\"dtb:uid\" content=\"");
    push_attribute(&mut xml, edition.identifier());
    xml.push_str(&format!("\"/>\n<meta name=\"dtb:depth\" content=\"{}\"/>\n", depth(&points)));
    // Asked for even where there are no pages (NCX 2005-1, DAISY Z39.86, 8.4).
    for name in ["dtb:totalPageCount", "dtb:maxPageNumber"] {
        xml.push_str(&format!("<meta name=\"{name}\" content=\"0\"/>\n"));
    }
    xml.push_str("</head>\n<docTitle><text>");
    push_text(&mut xml, &edition.composition.title);
    xml.push_str("</text></docTitle>\n<navMap>\n");
    push_points(&mut xml, &points, &mut 0);
    xml.push_str("</navMap>\n</ncx>\n");
    xml
}

fn depth(points: &[Point]) -> usize {
    points.iter().map(|point| 1 + depth(&point.children)).max().unwrap_or(0)
}

fn push_points(xml: &mut String, points: &[Point], order: &mut usize) {
    for point in points {
        *order += 1;
        xml.push_str(&format!("<navPoint id=\"p{order}\" playOrder=\"{order}\"><navLabel><text>"));
        push_text(xml, &point.title);
        xml.push_str("</text></navLabel><content src=\"");
        push_attribute(xml, &href(&point.address));
        xml.push_str("\"/>");
        push_points(xml, &point.children, order);
        xml.push_str("</navPoint>\n");
    }
}
