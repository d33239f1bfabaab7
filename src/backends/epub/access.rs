//! What the book says of its own accessibility (EPUB Accessibility 1.1, schema.org's words).
//! Nothing is claimed that does not hold for what was written.

use super::content::Document;
use super::edition::Edition;

/// The metadata as pairs of property and value.
pub(super) fn metadata(
    edition: &Edition<'_>,
    documents: &[Document],
) -> Vec<(&'static str, &'static str)> {
    let pictures = !edition.pictures.list.is_empty();
    let mut pairs = vec![("schema:accessMode", "textual")];
    pairs.extend(pictures.then_some(("schema:accessMode", "visual")));
    // Every image has a description or is decoration: that is what the model means by an empty one.
    pairs.push(("schema:accessModeSufficient", "textual"));
    for feature in
        ["tableOfContents", "readingOrder", "structuralNavigation", "displayTransformability"]
    {
        pairs.push(("schema:accessibilityFeature", feature));
    }
    let described = edition.pictures.described;
    pairs.extend(described.then_some(("schema:accessibilityFeature", "alternativeText")));
    let math = documents.iter().any(|document| document.math);
    pairs.extend(math.then_some(("schema:accessibilityFeature", "MathML")));
    let hazard = if edition.pictures.may_move { "unknown" } else { "none" };
    pairs.push(("schema:accessibilityHazard", hazard));
    pairs.push(("schema:accessibilitySummary", summary(described)));
    pairs
}

fn summary(described: bool) -> &'static str {
    if described {
        "Reflowable text with headings, a table of contents and a logical reading order. \
         Images that carry meaning have the descriptions that their author gave."
    } else {
        "Reflowable text with headings, a table of contents and a logical reading order. \
         There are no images in the text."
    }
}
