//! The settings of a reference document that belong to its looks.

use super::super::order;
use super::super::xml::{Element, Node};
use super::Reference;

/// What is taken of the settings (ECMA-376-1, 17.15.1): how pages mirror, stops,
/// hyphens, which pages have heads of their own, spacing of characters, formulas,
/// which colours of the theme are meant, signs of numbers. All else is about how
/// that document was worked on.
const TAKEN: [&str; 15] = [
    "w:mirrorMargins",
    "w:alignBordersAndEdges",
    "w:bordersDoNotSurroundHeader",
    "w:bordersDoNotSurroundFooter",
    "w:gutterAtTop",
    "w:defaultTabStop",
    "w:autoHyphenation",
    "w:consecutiveHyphenLimit",
    "w:hyphenationZone",
    "w:doNotHyphenateCaps",
    "w:evenAndOddHeaders",
    "w:characterSpacingControl",
    "m:mathPr",
    "w:clrSchemeMapping",
    "w:decimalSymbol",
];

impl Reference {
    /// The settings of the article with those of this document for its looks.
    pub(in super::super) fn settings(&self, mut usual: Element) -> Element {
        let Some(own) = &self.settings else { return usual };
        let taken = |node: &Node| match node {
            Node::Element(child) => TAKEN.contains(&child.name.as_ref()),
            Node::Text(_) => false,
        };
        usual.children.retain(|node| !taken(node));
        usual.children.extend(own.children.iter().filter(|node| taken(node)).cloned());
        order::sort(&mut usual);
        usual
    }
}
