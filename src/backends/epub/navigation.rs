//! The tables of contents and of pages: `nav.xhtml`, and `toc.ncx` for readers of EPUB 2. Both say
//! the same.

use std::collections::{BTreeMap, BTreeSet};

use super::content::page;
use super::edition::{Edition, Landmark, Page, Point};
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
    push_pages(&mut body, &edition.pages());
    let composition = edition.composition;
    page(&composition.language, composition.direction, words.contents, &body)
}

/// The list of pages (EPUB 3.3, 7.4.3), for programs: readers have it at hand when they are asked
/// for a page, and nobody reads it.
fn push_pages(body: &mut String, pages: &[Page<'_>]) {
    if pages.is_empty() {
        return;
    }
    body.push_str(
        "<nav epub:type=\"page-list\" role=\"doc-pagelist\" id=\"page-list\" hidden=\"hidden\">\n<ol>\n",
    );
    for page in pages {
        body.push_str("<li><a href=\"");
        push_attribute(body, &href(&page.address));
        body.push_str("\">");
        push_text(body, page.label);
        body.push_str("</a></li>\n");
    }
    body.push_str("</ol>\n</nav>\n");
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
    let pages = edition.pages();
    let highest = pages.iter().filter_map(number).max().unwrap_or(0);
    for (name, count) in
        [("dtb:totalPageCount", pages.len() as u32), ("dtb:maxPageNumber", highest)]
    {
        xml.push_str(&format!("<meta name=\"{name}\" content=\"{count}\"/>\n"));
    }
    xml.push_str("</head>\n<docTitle><text>");
    push_text(&mut xml, &edition.composition.title);
    xml.push_str("</text></docTitle>\n<navMap>\n");
    let order = Order::of(edition, &points, &pages);
    push_points(&mut xml, &points, &order, &mut 0);
    xml.push_str("</navMap>\n");
    push_page_targets(&mut xml, &pages, &order);
    xml.push_str("</ncx>\n");
    xml
}

/// The order in which targets come in the text: one for each place, without gaps, over both lists
/// (DAISY Z39.86, 8.4.4).
struct Order(BTreeMap<String, usize>);

impl Order {
    fn of(edition: &Edition<'_>, points: &[Point], pages: &[Page<'_>]) -> Order {
        let mut wanted: BTreeSet<&str> = pages.iter().map(|page| page.address.as_str()).collect();
        gather(points, &mut wanted);
        let there = edition.addresses().into_iter().filter(|place| wanted.contains(&**place));
        Order(there.zip(1..).collect())
    }

    fn at(&self, address: &str) -> usize {
        self.0.get(address).copied().unwrap_or(1)
    }
}

fn gather<'p>(points: &'p [Point], addresses: &mut BTreeSet<&'p str>) {
    for point in points {
        addresses.insert(&point.address);
        gather(&point.children, addresses);
    }
}

/// The number of a page that is numbered with digits.
fn number(page: &Page<'_>) -> Option<u32> {
    page.label.parse().ok().filter(|number| *number > 0)
}

fn push_page_targets(xml: &mut String, pages: &[Page<'_>], order: &Order) {
    if pages.is_empty() {
        return;
    }
    let mut taken = BTreeSet::new();
    xml.push_str("<pageList>\n");
    for (index, page) in pages.iter().enumerate() {
        let kind = match page.label {
            _ if number(page).is_some() => "normal",
            label if label.chars().all(|c| "ivxlcdm".contains(c)) => "front",
            _ => "special",
        };
        xml.push_str(&format!("<pageTarget id=\"page{}\" type=\"{kind}\"", index + 1));
        // No two may have the same, as those of several articles would.
        if let Some(value) = number(page).filter(|value| taken.insert(*value)) {
            xml.push_str(&format!(" value=\"{value}\""));
        }
        xml.push_str(&format!(" playOrder=\"{}\"><navLabel><text>", order.at(&page.address)));
        push_text(xml, page.label);
        xml.push_str("</text></navLabel><content src=\"");
        push_attribute(xml, &href(&page.address));
        xml.push_str("\"/></pageTarget>\n");
    }
    xml.push_str("</pageList>\n");
}

fn depth(points: &[Point]) -> usize {
    points.iter().map(|point| 1 + depth(&point.children)).max().unwrap_or(0)
}

fn push_points(xml: &mut String, points: &[Point], order: &Order, count: &mut usize) {
    for point in points {
        *count += 1;
        let place = order.at(&point.address);
        xml.push_str(&format!("<navPoint id=\"p{count}\" playOrder=\"{place}\"><navLabel><text>"));
        push_text(xml, &point.title);
        xml.push_str("</text></navLabel><content src=\"");
        push_attribute(xml, &href(&point.address));
        xml.push_str("\"/>");
        push_points(xml, &point.children, order, count);
        xml.push_str("</navPoint>\n");
    }
}
