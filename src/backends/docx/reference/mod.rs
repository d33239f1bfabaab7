//! A reference document: one whose styles, page, head and foot serve in place of
//! the theme's.
//!
//! [`archive`] opens it within bounds; what may be copied is [`clean`]ed of all
//! that leads out of it. [`styles`] and [`numbering`] put together what it has and
//! what the article needs beside; [`page`] and [`settings`] take its paper and the
//! settings that belong to its looks.

mod archive;
mod clean;
mod numbering;
mod page;
mod settings;
mod styles;

use std::sync::Arc;

use archive::{Archive, Relationships};
pub(super) use styles::{StylePlan, Wanted, shift};

use super::xml::Element;

/// The part of a document with its text, by the kind of its relationship.
const MAIN: &str = "officeDocument";

/// The number of the first drawing in heads and feet, beyond those of the text.
const FIRST_DRAWING: usize = 1_000_000;

/// A document whose styles, page, head and foot serve in place of the theme's.
#[derive(Debug, Clone)]
pub struct Reference {
    styles: Element,
    numbering: Option<Element>,
    settings: Option<Element>,
    /// The theme and the table of faces, as they are.
    copied: Vec<(&'static str, Element)>,
    /// What the last section says of its pages, without its heads and feet.
    section: Option<Element>,
    /// Heads and feet.
    pub(super) furniture: Vec<Furniture>,
}

/// A head or a foot of the pages of a reference document.
#[derive(Debug, Clone)]
pub(super) struct Furniture {
    /// Whether it is a foot.
    pub foot: bool,
    /// The pages it is for: `default`, `first` or `even`.
    pub pages: String,
    /// The part.
    pub content: Element,
    /// The images in it.
    pub images: Vec<Image>,
}

/// An image of a copied part.
#[derive(Debug, Clone)]
pub(super) struct Image {
    /// The id of its relationship.
    pub id: String,
    /// The ending of its file's name.
    pub ending: &'static str,
    /// Its media type.
    pub kind: &'static str,
    /// Its bytes.
    pub bytes: Arc<[u8]>,
}

/// Why a file cannot serve as a reference document.
#[derive(Debug, thiserror::Error)]
pub enum ReferenceError {
    /// It is no package at all.
    #[error("it is no Word document; name a .docx or a .dotx")]
    NotADocument,
    /// Its bytes are a compound file: encrypted, or of Word 97 to 2003.
    #[error(
        "it is protected by a password or of a Word before 2007; save it as .docx without a password"
    )]
    Protected,
    /// It holds macros.
    #[error("it holds macros; save it as .docx or .dotx, which have none")]
    Macros,
    /// It uses the other namespaces of ECMA-376.
    #[error("it is in the strict form of Office Open XML; save it as “Word Document (.docx)”")]
    Strict,
    /// A part that every document has is not there.
    #[error("it has no {0}; open it in a word processor and save it again")]
    Missing(&'static str),
    /// It is larger than its archive makes believe, or than any document for styles.
    #[error("it unpacks to more than a document for styles may hold ({0} MB)")]
    TooLarge(u64),
    /// A part cannot be read.
    #[error("its part {part} cannot be read: {reason}")]
    Damaged {
        /// The part.
        part: String,
        /// What is wrong with it.
        reason: String,
    },
}

impl Reference {
    /// Reads a reference document: a .docx or a .dotx.
    ///
    /// # Errors
    /// When it is none, is encrypted, holds macros, or is larger than such documents are.
    pub fn read(bytes: &[u8]) -> Result<Reference, ReferenceError> {
        let mut archive = Archive::open(bytes)?;
        let roots = archive.relationships("")?;
        let main = roots.first(MAIN).ok_or(ReferenceError::Missing("text"))?.to_owned();
        archive.check_kind(&main)?;
        let relations = archive.relationships(&main)?;
        let styles =
            archive.part(&relations, "styles")?.ok_or(ReferenceError::Missing("styles"))?;
        if styles.name != "w:styles" || styles.get("xmlns:w") != Some(super::finish::WORD) {
            return Err(ReferenceError::Missing("styles that can be read"));
        }
        let section = archive.section(&main)?;
        let mut copied = Vec::new();
        for (kind, name) in [("theme", "theme/theme1"), ("fontTable", "fontTable")] {
            // What refers to other files stays behind, and a part that needs them with it.
            let part = archive.part(&relations, kind)?.and_then(clean::without_files);
            copied.extend(part.map(|part| (name, part)));
        }
        let styles = styles::sound(styles);
        Ok(Reference {
            numbering: archive.part(&relations, "numbering")?.map(numbering::sound),
            settings: archive.part(&relations, "settings")?,
            furniture: furniture(&mut archive, &relations, section.as_ref())?,
            section: section.map(page::of_section),
            styles,
            copied,
        })
    }

    /// A part that is taken as it is: `fontTable` or `theme/theme1`.
    pub(super) fn copied(&self, name: &str) -> Option<&Element> {
        self.copied.iter().find(|(known, _)| *known == name).map(|(_, part)| part)
    }
}

/// The heads and feet that a section names.
fn furniture(
    archive: &mut Archive<'_>,
    relations: &Relationships,
    section: Option<&Element>,
) -> Result<Vec<Furniture>, ReferenceError> {
    let mut found = Vec::new();
    for reference in section.into_iter().flat_map(Element::elements) {
        let foot = match reference.name.as_ref() {
            "w:headerReference" => false,
            "w:footerReference" => true,
            _ => continue,
        };
        let Some(name) = reference.get("r:id").and_then(|id| relations.target(id)) else {
            continue;
        };
        let Some(content) = archive.xml(name)? else { continue };
        let images = archive.images(name)?;
        let content = clean::part(content, &images, FIRST_DRAWING + 1000 * found.len());
        let pages = reference.get("w:type").unwrap_or("default").to_owned();
        found.push(Furniture { foot, pages, images: clean::used(images, &content), content });
    }
    Ok(found)
}

#[cfg(test)]
mod tests;
