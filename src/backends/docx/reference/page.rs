//! The page of a reference document, and a theme that knows how much room it has.

use crate::length::Length;
use crate::theme::{Measure, Theme};

use super::super::xml::{Element, Node};
use super::Reference;

/// What of a section belongs to its pages (ECMA-376-1, 17.6.17). Heads and feet
/// are written anew; the direction is the article's.
const PAGES: [&str; 10] = [
    "w:pgSz",
    "w:pgMar",
    "w:pgBorders",
    "w:lnNumType",
    "w:pgNumType",
    "w:cols",
    "w:vAlign",
    "w:titlePg",
    "w:textDirection",
    "w:docGrid",
];

/// The least width and height of a column, in twentieths of a point: an inch.
/// Where a page says less, its column cannot be told.
const LEAST: i64 = 1440;

/// What a section says of its pages.
pub(super) fn of_section(mut section: Element) -> Element {
    section.attributes.clear();
    section.children.retain(|node| match node {
        Node::Element(child) => PAGES.contains(&child.name.as_ref()),
        Node::Text(_) => false,
    });
    section
}

impl Reference {
    /// What the section says of its pages, or what is said where it says nothing.
    pub(in super::super) fn section(&self, usual: &Element) -> Element {
        let mut section = self.section.clone().unwrap_or_else(|| Element {
            attributes: Vec::new(),
            children: Vec::new(),
            ..usual.clone()
        });
        for name in ["w:pgSz", "w:pgMar", "w:cols"] {
            if section.child(name).is_none() {
                section.children.extend(usual.child(name).cloned().map(Node::Element));
            }
        }
        section
    }

    /// The theme with a column as wide and as high as this document's, for whatever
    /// asks how much room there is.
    pub(in super::super) fn on_its_page(&self, theme: &Theme) -> Theme {
        let mut theme = theme.clone();
        let Some((width, height)) = self.column() else { return theme };
        let measure = |twips: i64| Measure::Absolute(Length(twips * Length::POINT / 20));
        let page = &mut theme.page;
        (page.width, page.height) = (measure(width), measure(height));
        (page.margin_inside, page.margin_outside) = (Measure::ZERO, Measure::ZERO);
        (page.margin_top, page.margin_bottom) = (Measure::ZERO, Measure::ZERO);
        theme
    }

    /// The width and the height of a column, in twentieths of a point.
    fn column(&self) -> Option<(i64, i64)> {
        let section = self.section.as_ref()?;
        let (size, margins) = (section.child("w:pgSz")?, section.child("w:pgMar")?);
        let sum =
            |names: &[&str]| names.iter().filter_map(|name| twips(margins, name)).sum::<i64>();
        let width = twips(size, "w:w")? - sum(&["w:left", "w:right", "w:gutter"]);
        let height = twips(size, "w:h")? - sum(&["w:top", "w:bottom"]);
        let width =
            section.child("w:cols").and_then(|cols| of_columns(cols, width)).unwrap_or(width);
        (width >= LEAST && height >= LEAST).then_some((width, height))
    }
}

/// The width of the first of several columns.
fn of_columns(columns: &Element, width: i64) -> Option<i64> {
    if let Some(first) = columns.child("w:col") {
        return twips(first, "w:w");
    }
    let count = twips(columns, "w:num").filter(|count| (1..=45).contains(count))?;
    let space = twips(columns, "w:space").unwrap_or(720);
    Some((width - space * (count - 1)) / count)
}

/// A number of an attribute, of a size that can be reckoned with; margins may be
/// negative, which says that heads may not move the text.
fn twips(element: &Element, name: &str) -> Option<i64> {
    let number: i64 = element.get(name)?.parse().ok()?;
    Some(number.abs()).filter(|number| *number <= 31_680)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_share_the_width() {
        let columns = |xml: &str| of_columns(&Element::parse(xml.as_bytes()).unwrap(), 9000);
        assert_eq!(columns("<w:cols w:num=\"2\" w:space=\"400\"/>"), Some(4300));
        assert_eq!(columns("<w:cols w:num=\"2\"><w:col w:w=\"3000\"/></w:cols>"), Some(3000));
        assert_eq!(columns("<w:cols/>"), None);
    }
}
