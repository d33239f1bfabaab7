//! Where paper has notes: those of the article, and the addresses of its links.

use serde::Deserialize;

/// Where the article's own notes stand on paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub struct NoteLook {
    /// The place.
    pub place: NotePlace,
}

/// A place for notes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum NotePlace {
    /// At the foot of the page that has their mark.
    Foot,
    /// All together, after the article.
    #[default]
    End,
}

/// What paper says of links.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub struct LinkLook {
    /// Where their addresses stand.
    pub addresses: AddressPlace,
}

/// A place for the addresses of links whose text does not say them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AddressPlace {
    /// Nowhere: links are for those who can click them.
    #[default]
    None,
    /// In the text, behind the link. Titles and headings would be no titles any
    /// more: addresses of their links stand where the article's notes do.
    Inline,
    /// In notes at the foot of the page.
    Foot,
    /// In notes after the article.
    End,
}

impl From<NotePlace> for AddressPlace {
    fn from(place: NotePlace) -> AddressPlace {
        match place {
            NotePlace::Foot => AddressPlace::Foot,
            NotePlace::End => AddressPlace::End,
        }
    }
}

impl AddressPlace {
    /// Its name, as themes write it.
    pub fn name(self) -> &'static str {
        match self {
            AddressPlace::None => "none",
            AddressPlace::Inline => "inline",
            AddressPlace::Foot => "foot",
            AddressPlace::End => "end",
        }
    }
}
