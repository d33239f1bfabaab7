//! Images: their objects get numbers, and each page names those that it shows.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Object, ObjectId, Stream};

use super::Finisher;
use crate::backends::RenderError;
use crate::backends::pdf::images::{Embedded, FileData, Images, Piece};
use crate::backends::pdf::writer_error;
use crate::typeset::layout::{Item, Page};

/// Data that the file writer takes from where they are, by the stream's object.
pub(super) type Files = BTreeMap<ObjectId, FileData>;

impl Finisher<'_, '_, '_> {
    /// Adds the images and names them in the resources of pages.
    pub(super) fn images(&mut self, images: Images) -> Result<(), RenderError> {
        let layout = self.document.layout;
        let shown: Vec<Vec<(String, &str)>> =
            layout.pages.iter().map(|p| named(p, &images)).collect();
        let used: std::collections::BTreeSet<&str> =
            shown.iter().flatten().map(|(_, key)| *key).collect();
        let mut by_key = BTreeMap::new();
        for (key, embedded) in images.into_objects() {
            if used.contains(key.as_str()) {
                by_key.insert(key, self.embed(embedded));
            }
        }
        for (index, shown) in shown.into_iter().enumerate() {
            let objects = shown
                .into_iter()
                .filter_map(|(name, key)| Some((name, Object::Reference(*by_key.get(key)?))));
            let objects: Dictionary = objects.collect();
            let page = self.dictionary(self.pages[index])?;
            let resources =
                page.get(b"Resources").and_then(Object::as_reference).map_err(writer_error)?;
            let resources = self.dictionary(resources)?;
            resources.remove(b"XObject");
            if !objects.is_empty() {
                resources.set("XObject", objects);
            }
        }
        Ok(())
    }

    /// Adds the objects of an image; returns the one that pages show.
    fn embed(&mut self, embedded: Embedded) -> ObjectId {
        let ids: Vec<ObjectId> =
            embedded.objects.iter().map(|_| self.pdf.new_object_id()).collect();
        let number = |place: u32| ids.get(place as usize).copied().unwrap_or_default();
        for (mut piece, id) in embedded.objects.into_iter().zip(&ids) {
            piece.renumber(&number);
            let object = match piece {
                Piece::Object(object) => object,
                Piece::File(dictionary, data) => {
                    self.files.insert(*id, data);
                    Stream::new(dictionary, Vec::new()).with_compression(false).into()
                }
            };
            self.pdf.set_object(*id, object);
        }
        ids.last().copied().unwrap_or_default()
    }
}

/// The images on a page, by name, each once.
fn named<'a>(page: &Page<'a>, images: &Images) -> Vec<(String, &'a str)> {
    let keys = page.items.iter().filter_map(|placed| match placed.item {
        Item::Image { key, .. } => Some((images.name(key)?, key)),
        _ => None,
    });
    let named: BTreeMap<String, &str> = keys.collect();
    named.into_iter().collect()
}
