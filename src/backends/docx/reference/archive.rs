//! The archive of a reference document, read within bounds.

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _};

use quick_xml::Reader;
use quick_xml::events::Event;
use zip::ZipArchive;

use crate::article::MediaType;

use super::super::xml::Element;
use super::{Image, ReferenceError};

/// What compound files begin with ([MS-CFB], 2.2): documents with a password, and
/// those of Word 97 to 2003.
const COMPOUND: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

/// How much of the file is unpacked, in bytes. The styles of large templates are
/// 1 MB; the text, of which only the end counts, is read through as well.
const MOST_UNPACKED: u64 = 64 << 20;

/// The largest part that becomes a tree, in bytes.
const LARGEST_TREE: u64 = 8 << 20;

/// The most files in it.
const MOST_FILES: usize = 10_000;

/// The namespaces of relationships that ECMA-376 calls strict.
const STRICT: &str = "http://purl.oclc.org/ooxml/";

/// The kinds of image that word processors show beside those of the model.
const OTHER_IMAGES: [(&str, &str); 4] =
    [("emf", "image/x-emf"), ("wmf", "image/x-wmf"), ("tiff", "image/tiff"), ("bmp", "image/bmp")];

/// The files of a reference document.
pub(super) struct Archive<'b> {
    zip: ZipArchive<Cursor<&'b [u8]>>,
    /// How much may still be unpacked.
    left: u64,
}

/// Where the relationships of a part lead.
#[derive(Debug, Default)]
pub(super) struct Relationships {
    /// The last word of the kind and the name of the file, by id. Those that lead
    /// out of the document are not among them.
    targets: BTreeMap<String, (String, String)>,
}

impl Relationships {
    /// The first file of a kind.
    pub(super) fn first(&self, kind: &str) -> Option<&str> {
        let mut of_kind = self.targets.values().filter(|(known, _)| known == kind);
        of_kind.next().map(|(_, name)| name.as_str())
    }

    /// The file of an id.
    pub(super) fn target(&self, id: &str) -> Option<&str> {
        self.targets.get(id).map(|(_, name)| name.as_str())
    }
}

impl<'b> Archive<'b> {
    /// Opens the file, if it is a package without macros.
    pub(super) fn open(bytes: &'b [u8]) -> Result<Archive<'b>, ReferenceError> {
        if bytes.starts_with(COMPOUND) {
            return Err(ReferenceError::Protected);
        }
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| ReferenceError::NotADocument)?;
        if zip.len() > MOST_FILES {
            return Err(too_large());
        }
        if zip.file_names().any(|name| name.to_lowercase().ends_with("vbaproject.bin")) {
            return Err(ReferenceError::Macros);
        }
        if zip.index_for_name("[Content_Types].xml").is_none() {
            return Err(ReferenceError::NotADocument);
        }
        Ok(Archive { zip, left: MOST_UNPACKED })
    }

    /// Refuses kinds of document that hold macros, and what is no document of text.
    pub(super) fn check_kind(&mut self, main: &str) -> Result<(), ReferenceError> {
        let types = self.xml("[Content_Types].xml")?.ok_or(ReferenceError::NotADocument)?;
        let name = format!("/{main}");
        let entry = types.elements().find(|entry| entry.get("PartName") == Some(&name));
        match entry.and_then(|entry| entry.get("ContentType")).unwrap_or_default() {
            kind if kind.contains("macroEnabled") => Err(ReferenceError::Macros),
            kind if kind.contains("wordprocessingml") => Ok(()),
            _ => Err(ReferenceError::NotADocument),
        }
    }

    /// The relationships of a part, or of the whole.
    pub(super) fn relationships(&mut self, part: &str) -> Result<Relationships, ReferenceError> {
        let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
        let name = format!("{folder}/_rels/{file}.rels");
        let Some(list) = self.xml(name.trim_start_matches('/'))? else {
            return Ok(Relationships::default());
        };
        let mut relationships = Relationships::default();
        for entry in list.elements() {
            let (Some(id), Some(kind), Some(target)) =
                (entry.get("Id"), entry.get("Type"), entry.get("Target"))
            else {
                continue;
            };
            if kind.starts_with(STRICT) {
                return Err(ReferenceError::Strict);
            }
            if entry.get("TargetMode") == Some("External") {
                continue;
            }
            let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
            relationships.targets.insert(id.to_owned(), (kind, resolved(folder, target)));
        }
        Ok(relationships)
    }

    /// The first part of a kind.
    pub(super) fn part(
        &mut self,
        relations: &Relationships,
        kind: &str,
    ) -> Result<Option<Element>, ReferenceError> {
        relations.first(kind).map_or(Ok(None), |name| self.xml(name))
    }

    /// A part; `None` when there is none of that name.
    pub(super) fn xml(&mut self, name: &str) -> Result<Option<Element>, ReferenceError> {
        let Some(bytes) = self.bytes(name, LARGEST_TREE)? else { return Ok(None) };
        Element::parse(&bytes).map(Some).map_err(|error| damaged(name, &error))
    }

    /// What the last section of a document's text says of its pages. The text
    /// itself does not count, however long it is.
    pub(super) fn section(&mut self, main: &str) -> Result<Option<Element>, ReferenceError> {
        let bytes = self.bytes(main, MOST_UNPACKED)?.ok_or(ReferenceError::Missing("text"))?;
        let mut reader = Reader::from_reader(&bytes[..]);
        let (mut depth, mut section) = (0_usize, None);
        loop {
            match reader.read_event().map_err(|error| damaged(main, &error))? {
                // Below the document and its body; those of paragraphs end earlier sections.
                Event::Start(tag) if depth == 2 && tag.name().as_ref() == b"w:sectPr" => {
                    let read = Element::read(&tag, &mut reader);
                    section = Some(read.map_err(|error| damaged(main, &error))?);
                }
                Event::Start(_) => depth += 1,
                Event::End(_) => depth = depth.saturating_sub(1),
                Event::Eof => return Ok(section),
                _ => {}
            }
        }
    }

    /// The images of a part.
    pub(super) fn images(&mut self, part: &str) -> Result<Vec<Image>, ReferenceError> {
        let mut images = Vec::new();
        for (id, (kind, name)) in self.relationships(part)?.targets {
            let known = image_kind(&name).filter(|_| kind == "image");
            let Some((ending, kind)) = known else { continue };
            let bytes = self.bytes(&name, MOST_UNPACKED)?;
            images.extend(bytes.map(|bytes| Image { id, ending, kind, bytes: bytes.into() }));
        }
        Ok(images)
    }

    fn bytes(&mut self, name: &str, most: u64) -> Result<Option<Vec<u8>>, ReferenceError> {
        let Some(index) = self.zip.index_for_name(name) else { return Ok(None) };
        let file = self.zip.by_index(index).map_err(|error| damaged(name, &error))?;
        // What the archive says of sizes may be wrong: only what comes out counts.
        let most = most.min(self.left);
        let mut bytes = Vec::new();
        file.take(most + 1).read_to_end(&mut bytes).map_err(|error| damaged(name, &error))?;
        if bytes.len() as u64 > most {
            return Err(too_large());
        }
        self.left -= bytes.len() as u64;
        Ok(Some(bytes))
    }
}

fn too_large() -> ReferenceError {
    ReferenceError::TooLarge(MOST_UNPACKED >> 20)
}

fn damaged(part: &str, reason: &dyn std::fmt::Display) -> ReferenceError {
    ReferenceError::Damaged { part: part.to_owned(), reason: reason.to_string() }
}

/// The file that a target names, which is relative to the folder of its part.
fn resolved(folder: &str, target: &str) -> String {
    let relative = !target.starts_with('/');
    let mut names: Vec<&str> =
        folder.split('/').filter(|name| relative && !name.is_empty()).collect();
    for name in target.split('/') {
        match name {
            "" | "." => {}
            ".." => {
                names.pop();
            }
            name => names.push(name),
        }
    }
    names.join("/")
}

/// The ending and the media type of an image, by the name of its file.
fn image_kind(name: &str) -> Option<(&'static str, &'static str)> {
    let ending = name.rsplit_once('.')?.1.to_lowercase();
    let ending = match ending.as_str() {
        "jpeg" => "jpg",
        "tif" => "tiff",
        other => other,
    };
    let ours = [MediaType::Png, MediaType::Jpeg, MediaType::Gif, MediaType::Svg];
    let ours = ours.map(|kind| (kind.extension(), kind.name()));
    ours.into_iter().chain(OTHER_IMAGES).find(|(known, _)| *known == ending)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_are_relative_to_the_folder_of_their_part() {
        assert_eq!(resolved("word", "styles.xml"), "word/styles.xml");
        assert_eq!(resolved("word", "../media/a.png"), "media/a.png");
        assert_eq!(resolved("word", "/docProps/app.xml"), "docProps/app.xml");
        assert_eq!(resolved("", "../../etc/passwd"), "etc/passwd");
        assert_eq!(image_kind("media/A.JPEG"), Some(("jpg", "image/jpeg")));
        assert_eq!(image_kind("embeddings/a.bin"), None);
    }
}
