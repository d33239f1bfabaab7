//! What is copied from a reference document leads nowhere: links, embedded
//! objects, controls and linked images stay behind. Images in the document itself
//! come along.

use super::super::xml::{Element, Node};
use super::Image;

/// Elements that hold other files or programs (ECMA-376-1, 17.3.3 and 17.17.2).
const NEVER: [&str; 5] = ["w:object", "w:control", "w:altChunk", "w:subDoc", "w:movie"];

/// What is left out as a whole when anything in it refers to what is not copied.
const WHOLES: [&str; 3] = ["w:drawing", "w:pict", "mc:AlternateContent"];

/// Fields that bring in or lead to something outside, or run it (ECMA-376-1, 17.16.5).
const OUTSIDE: [&str; 11] = [
    "DATABASE",
    "DDE",
    "DDEAUTO",
    "HYPERLINK",
    "IMPORT",
    "INCLUDE",
    "INCLUDEPICTURE",
    "INCLUDETEXT",
    "LINK",
    "MACROBUTTON",
    "RD",
];

/// Whether the instruction of a field leads out of the document.
fn is_outside(instruction: &str) -> bool {
    let name = instruction.split_whitespace().next().unwrap_or_default().to_uppercase();
    OUTSIDE.contains(&name.as_str())
}

/// A part with nothing in it that leads elsewhere but to its images; its drawings
/// are numbered from `first` on, since no two of a document have the same number.
pub(super) fn part(mut part: Element, images: &[Image], first: usize) -> Element {
    part.children = cleaned(part.children, images);
    number_drawings(&mut part, &mut { first });
    part
}

fn number_drawings(element: &mut Element, next: &mut usize) {
    if element.name == "wp:docPr" {
        for (_, id) in element.attributes.iter_mut().filter(|(name, _)| name == "id") {
            *id = next.to_string();
            *next += 1;
        }
    }
    for node in &mut element.children {
        if let Node::Element(child) = node {
            number_drawings(child, next);
        }
    }
}

/// The images that a part still shows.
pub(super) fn used(images: Vec<Image>, part: &Element) -> Vec<Image> {
    let mut used = images;
    used.retain(|image| refers(part, &mut |id| id == image.id));
    used
}

/// A part that must not refer to other files: what embeds faces is taken out;
/// `None` when it refers to files all the same.
pub(super) fn without_files(mut part: Element) -> Option<Element> {
    for node in &mut part.children {
        if let Node::Element(child) = node {
            for node in &mut child.children {
                if let Node::Element(child) = node
                    && child.name == "w:charset"
                {
                    // Names that LibreOffice writes are no names of sets to Word.
                    child.attributes.retain(|(name, _)| name != "w:characterSet");
                }
            }
            child.children.retain(|node| match node {
                Node::Element(child) => !child.name.starts_with("w:embed"),
                Node::Text(_) => true,
            });
        }
    }
    (!refers(&part, &mut |_| true)).then_some(part)
}

fn cleaned(nodes: Vec<Node>, images: &[Image]) -> Vec<Node> {
    let mut kept = Vec::with_capacity(nodes.len());
    for node in nodes {
        match node {
            Node::Element(element) => clean(element, images, &mut kept),
            text => kept.push(text),
        }
    }
    kept
}

fn clean(mut element: Element, images: &[Image], kept: &mut Vec<Node>) {
    let mut unknown = |id: &str| !images.iter().any(|image| image.id == id);
    let name = element.name.as_ref();
    if NEVER.contains(&name) || WHOLES.contains(&name) && refers(&element, &mut unknown) {
        return;
    }
    let leads_out = ids(&element).any(&mut unknown);
    element.children = cleaned(element.children, images);
    let says = |element: &Element| match &element.children[..] {
        [Node::Text(text)] => is_outside(text),
        _ => false,
    };
    match element.name.as_ref() {
        // What such a field has shown stays, as text.
        "w:fldSimple" if element.get("w:instr").is_some_and(is_outside) => {
            kept.extend(element.children);
        }
        "w:instrText" if says(&element) => {}
        // The text of a link stays.
        "w:hyperlink" if leads_out => kept.extend(element.children),
        _ if leads_out => {}
        _ => kept.push(Node::Element(element)),
    }
}

/// The relationships that an element names.
fn ids(element: &Element) -> impl Iterator<Item = &str> {
    let named = element.attributes.iter().filter(|(name, _)| name.starts_with("r:"));
    named.map(|(_, id)| id.as_str()).filter(|id| !id.is_empty())
}

/// Whether an element, or any in it, names a relationship of which `is` says so.
fn refers(element: &Element, is: &mut dyn FnMut(&str) -> bool) -> bool {
    ids(element).any(&mut *is) || element.elements().any(|child| refers(child, is))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn image(id: &str) -> Image {
        Image { id: id.into(), ending: "png", kind: "image/png", bytes: b"".as_slice().into() }
    }

    #[test]
    fn only_images_of_the_document_come_along() {
        let xml =
            b"<w:hdr><w:p><w:hyperlink r:id=\"rId9\"><w:r><w:t> text </w:t></w:r></w:hyperlink>\
            <w:r><w:drawing><wp:docPr id=\"1\"/><a:blip r:embed=\"rId1\"/></w:drawing></w:r>\
            <w:r><w:drawing><a:blip r:link=\"rId2\"/></w:drawing></w:r>\
            <w:r><w:object><o:OLEObject r:id=\"rId1\"/></w:object></w:r></w:p></w:hdr>";
        let images = vec![image("rId1"), image("rId3")];
        let part = part(Element::parse(xml).unwrap(), &images, 7);
        let mut out = Vec::new();
        part.write(&mut out);
        let expected = "<w:hdr><w:p><w:r><w:t> text </w:t></w:r>\
            <w:r><w:drawing><wp:docPr id=\"7\"/><a:blip r:embed=\"rId1\"/></w:drawing></w:r><w:r/><w:r/></w:p></w:hdr>";
        assert_eq!(String::from_utf8(out).unwrap(), expected);
        let used: Vec<String> = used(images, &part).into_iter().map(|image| image.id).collect();
        assert_eq!(used, ["rId1"]);
    }

    #[test]
    fn fields_bring_nothing_in() {
        let xml =
            b"<w:ftr><w:p><w:fldSimple w:instr=\" INCLUDETEXT a.txt \"><w:r><w:t>a</w:t></w:r>\
            </w:fldSimple><w:r><w:instrText> ddeauto excel x </w:instrText></w:r>\
            <w:r><w:instrText> PAGE </w:instrText></w:r></w:p></w:ftr>";
        let mut out = Vec::new();
        part(Element::parse(xml).unwrap(), &[], 1).write(&mut out);
        let expected = "<w:ftr><w:p><w:r><w:t>a</w:t></w:r><w:r/>\
            <w:r><w:instrText> PAGE </w:instrText></w:r></w:p></w:ftr>";
        assert_eq!(String::from_utf8(out).unwrap(), expected);
    }

    #[test]
    fn faces_are_not_copied() {
        let xml =
            b"<w:fonts><w:font w:name=\"A\"><w:embedRegular r:id=\"rId1\"/></w:font></w:fonts>";
        let fonts = without_files(Element::parse(xml).unwrap()).unwrap();
        assert!(fonts.find("w:embedRegular").is_none());
        let theme = b"<a:theme><a:blip r:embed=\"rId1\"/></a:theme>";
        assert!(without_files(Element::parse(theme).unwrap()).is_none());
    }
}
