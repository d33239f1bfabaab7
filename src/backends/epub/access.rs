//! What the book says of its own accessibility (EPUB Accessibility 1.1, section 2; schema.org's words).
//!
//! Nothing is claimed that does not hold for what was written. No conformance is claimed at
//! all: whether a description fits its image, or a heading its text, a person must judge, and
//! the claim names that person (section 4).

use super::content::Document;
use super::edition::Edition;
use super::xml::Xml;

/// What there is to say.
struct Statement {
    /// Whether images are seen, be it the cover alone.
    visual: bool,
    /// Images in the text with a text in their place.
    described: usize,
    /// Images in the text without one: decoration, or not described by anyone.
    undescribed: usize,
    math: bool,
    headings: bool,
    /// Whether it says where the pages of another edition begin.
    pages: bool,
    /// Whether an image may move: nobody has looked for flashes in it.
    may_move: bool,
}

/// Writes the statement.
pub(super) fn write(opf: &mut Xml, edition: &Edition<'_>, documents: &[Document]) {
    let statement = Statement::of(edition, documents);
    for (property, value) in statement.properties() {
        opf.element("meta", &[("property", property)], value);
    }
    let summary = [("property", "schema:accessibilitySummary"), ("xml:lang", "en"), ("dir", "ltr")];
    opf.element("meta", &summary, &statement.summary());
}

impl Statement {
    fn of(edition: &Edition<'_>, documents: &[Document]) -> Statement {
        let holds = || documents.iter().map(|document| document.holds);
        Statement {
            visual: !edition.pictures.list.is_empty() || holds().any(|holds| holds.svg),
            described: holds().map(|holds| holds.described).sum(),
            undescribed: holds().map(|holds| holds.undescribed).sum(),
            math: holds().any(|holds| holds.math),
            headings: edition.chapters.iter().any(|chapter| !chapter.part.outline.is_empty()),
            pages: !edition.pages().is_empty(),
            may_move: edition.pictures.may_move,
        }
    }

    /// Everything but the summary.
    fn properties(&self) -> Vec<(&'static str, &'static str)> {
        let mut pairs = vec![("schema:accessMode", "textual")];
        pairs.extend(self.visual.then_some(("schema:accessMode", "visual")));
        // The text alone suffices where no image says more than its description.
        let sufficient = if self.undescribed == 0 { "textual" } else { "textual,visual" };
        pairs.push(("schema:accessModeSufficient", sufficient));
        for (feature, holds) in [
            ("alternativeText", self.described > 0 && self.undescribed == 0),
            ("displayTransformability", true),
            // Formulas are elements of MathML, each with its TeX source as text in its place.
            ("MathML", self.math),
            ("describedMath", self.math),
            // Marks in the text, and the list of them (section 2.2's vocabulary).
            ("pageBreakMarkers", self.pages),
            ("pageNavigation", self.pages),
            ("readingOrder", true),
            ("structuralNavigation", self.headings),
            ("tableOfContents", true),
            ("unlocked", true),
        ] {
            pairs.extend(holds.then_some(("schema:accessibilityFeature", feature)));
        }
        let hazard = if self.may_move { "unknown" } else { "none" };
        pairs.push(("schema:accessibilityHazard", hazard));
        pairs
    }

    fn summary(&self) -> String {
        let text = match self.headings {
            true => {
                "The text reflows; it has headings, a table of contents and a logical order of reading."
            }
            false => "The text reflows; it has a table of contents and a logical order of reading.",
        };
        let images = match (self.described, self.undescribed) {
            (0, 0) => "There are no images.",
            (_, 0) => "All images have descriptions.",
            (0, _) => "The images have no descriptions.",
            _ => "Some images have descriptions, others have none.",
        };
        let pages = match self.pages {
            true => " Marks and a list tell where the pages of another edition begin.",
            false => "",
        };
        format!("{text}{pages} {images}")
    }
}
