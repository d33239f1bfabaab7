//! The archive: parts with their content types and relationships, in a fixed
//! order and with fixed times.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::article::Asset;
use crate::backends::archive::Archive;

use super::super::body::{Draft, LinkFact, Picture, Story};
use super::super::xml::{Element, element};
use super::{FinishError, RELATIONSHIPS};

/// What content types of Word's own parts begin with.
const WORD_TYPE: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.";
/// What content types of parts of all office documents begin with.
const OFFICE_TYPE: &str = "application/vnd.openxmlformats-officedocument.";
/// What types of relationships of packages begin with.
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006/";
/// The file that lists the content types.
const CONTENT_TYPES: &str = "[Content_Types].xml";

/// Parts that the body refers to, with the kinds of their relationships.
const REFERRED: [(&str, &str); 6] = [
    ("styles", "styles.xml"),
    ("numbering", "numbering.xml"),
    ("settings", "settings.xml"),
    ("fontTable", "fontTable.xml"),
    ("theme", "theme/theme1.xml"),
    ("footnotes", "footnotes.xml"),
];

/// The file in the making.
pub(super) struct Package {
    /// Files in order; an image is compressed already.
    files: Vec<(String, Content)>,
    /// The content types of parts.
    types: Vec<(String, String)>,
    /// The endings of images.
    endings: BTreeMap<&'static str, &'static str>,
    /// Relationships of the whole.
    roots: Vec<(String, String)>,
    relationships: Vec<(String, Element)>,
}

enum Content {
    Text(Vec<u8>),
    Image(Arc<[u8]>),
}

impl Package {
    /// A package with the images of a draft and the relationships of its texts.
    pub(super) fn new(draft: &Draft<'_>, furniture: &[super::furniture::Part]) -> Package {
        let mut package = Package {
            files: Vec::new(),
            types: Vec::new(),
            endings: BTreeMap::new(),
            roots: vec![(format!("{RELATIONSHIPS}/officeDocument"), "word/document.xml".into())],
            relationships: Vec::new(),
        };
        let media = package.media(draft);
        for (part, story) in [("document", Story::Document), ("footnotes", Story::Notes)] {
            let mut list = relationships_of(draft, story, &media);
            if story == Story::Document {
                list = list.with_all(furniture.iter().map(|part| {
                    let kind = format!("{RELATIONSHIPS}/{}", part.kind);
                    relationship(&part.id, &kind, &format!("{}.xml", part.name))
                }));
            }
            if list.children.is_empty() {
                continue;
            }
            package.relationships.push((part.to_owned(), list));
        }
        package
    }

    /// Adds the images of a head or a foot.
    pub(super) fn images(&mut self, part: &super::furniture::Part) {
        let mut list = relationship_list();
        for (index, image) in part.images.iter().enumerate() {
            let name = format!("media/{}_{}.{}", part.name, index + 1, image.ending);
            let kind = format!("{RELATIONSHIPS}/image");
            list = list.with(relationship(&image.id, &kind, &name));
            self.endings.insert(image.ending, image.kind);
            self.files.push((format!("word/{name}"), Content::Image(Arc::clone(&image.bytes))));
        }
        if !list.children.is_empty() {
            self.relationships.push((part.name.clone(), list));
        }
    }

    /// Adds each image once; returns the file of each picture.
    fn media(&mut self, draft: &Draft<'_>) -> Vec<Media> {
        let mut names: BTreeMap<(usize, &str), Media> = BTreeMap::new();
        let mut of_pictures = Vec::new();
        for picture in &draft.pictures {
            let next = names.len() + 1;
            let media = names.entry((picture.part, picture.key)).or_insert_with(|| Media {
                image: self.image(next, &picture.asset),
                drawing: picture.drawing.map(|drawing| self.image(next, drawing)),
            });
            of_pictures.push(media.clone());
        }
        of_pictures
    }

    /// Adds the file of an image; returns its name.
    fn image(&mut self, number: usize, asset: &Asset) -> String {
        let kind = asset.media_type;
        let name = format!("media/image{number}.{}", kind.extension());
        self.endings.insert(kind.extension(), kind.name());
        self.files.push((format!("word/{name}"), Content::Image(Arc::clone(&asset.bytes))));
        name
    }

    /// Adds a part under `word/`.
    pub(super) fn body(&mut self, name: &str, xml: Vec<u8>) {
        let kind = match name {
            "document" => format!("{WORD_TYPE}document.main+xml"),
            name if name.starts_with("header") => format!("{WORD_TYPE}header+xml"),
            name if name.starts_with("footer") => format!("{WORD_TYPE}footer+xml"),
            "theme/theme1" => format!("{OFFICE_TYPE}theme+xml"),
            other => format!("{WORD_TYPE}{other}+xml"),
        };
        self.part(format!("word/{name}.xml"), kind, xml);
    }

    /// Adds the core properties.
    pub(super) fn core(&mut self, properties: Element) {
        let relationship = format!("{PACKAGE}relationships/metadata/core-properties");
        self.roots.push((relationship, "docProps/core.xml".into()));
        let kind = "application/vnd.openxmlformats-package.core-properties+xml".to_owned();
        self.part("docProps/core.xml".into(), kind, properties.into_part());
    }

    /// Adds properties of another kind: `app` or `custom`.
    pub(super) fn properties(&mut self, name: &str, kind: &str, properties: Element) {
        let file = format!("docProps/{name}.xml");
        self.roots.push((format!("{RELATIONSHIPS}/{kind}"), file.clone()));
        self.part(file, format!("{OFFICE_TYPE}{kind}+xml"), properties.into_part());
    }

    fn part(&mut self, file: String, kind: String, xml: Vec<u8>) {
        self.types.push((format!("/{file}"), kind));
        self.files.push((file, Content::Text(xml)));
    }

    /// Writes the archive.
    pub(super) fn zip(self) -> Result<Vec<u8>, FinishError> {
        let mut archive = Archive::new();
        archive.deflate(CONTENT_TYPES, &self.content_types().into_part())?;
        archive.deflate("_rels/.rels", &self.root_relationships().into_part())?;
        for (part, list) in self.relationships {
            archive.deflate(&format!("word/_rels/{part}.xml.rels"), &list.into_part())?;
        }
        let (images, texts): (Vec<_>, Vec<_>) =
            self.files.iter().partition(|(_, content)| matches!(content, Content::Image(_)));
        for (name, content) in texts.into_iter().chain(images) {
            match content {
                Content::Text(xml) => archive.deflate(name, xml)?,
                Content::Image(bytes) => archive.store(name, bytes)?,
            }
        }
        Ok(archive.finish()?)
    }

    fn content_types(&self) -> Element {
        let ending = |name: &str, kind: &str| {
            element("Default").set("Extension", name).set("ContentType", kind)
        };
        let relationships = "application/vnd.openxmlformats-package.relationships+xml";
        let images = self.endings.iter().map(|(name, kind)| ending(name, kind));
        let parts = self
            .types
            .iter()
            .map(|(part, kind)| element("Override").set("PartName", part).set("ContentType", kind));
        element("Types")
            .set("xmlns", format!("{PACKAGE}content-types"))
            .with(ending("rels", relationships))
            .with(ending("xml", "application/xml"))
            .with_all(images)
            .with_all(parts)
    }

    fn root_relationships(&self) -> Element {
        let list = self.roots.iter().enumerate();
        relationship_list().with_all(
            list.map(|(index, (kind, file))| {
                relationship(&format!("rId{}", index + 1), kind, file)
            }),
        )
    }
}

fn relationship_list() -> Element {
    element("Relationships").set("xmlns", format!("{PACKAGE}relationships"))
}

/// The files of a picture.
#[derive(Clone)]
struct Media {
    image: String,
    drawing: Option<String>,
}

fn relationship(id: &str, kind: &str, target: &str) -> Element {
    element("Relationship").set("Id", id).set("Type", kind).set("Target", target)
}

/// The relationships of the body or of the notes.
fn relationships_of(draft: &Draft<'_>, story: Story, media: &[Media]) -> Element {
    let mut list = relationship_list();
    if story == Story::Document {
        for (index, (kind, file)) in REFERRED.iter().enumerate() {
            let id = format!("rId{}", index + 1);
            list = list.with(relationship(&id, &format!("{RELATIONSHIPS}/{kind}"), file));
        }
    }
    for (index, picture) in draft.pictures.iter().enumerate() {
        if picture.story == story {
            let kind = format!("{RELATIONSHIPS}/image");
            let Media { image, drawing } = &media[index];
            list = list.with(relationship(&Picture::relationship(index), &kind, image));
            list = list.with_all(drawing.as_ref().map(|drawing| {
                relationship(&Picture::relationship_of_drawing(index), &kind, drawing)
            }));
        }
    }
    for (index, link) in draft.links.iter().enumerate() {
        if link.story == story {
            let kind = format!("{RELATIONSHIPS}/hyperlink");
            let entry = relationship(&LinkFact::relationship(index), &kind, &link.target);
            list = list.with(entry.set("TargetMode", "External"));
        }
    }
    list
}
