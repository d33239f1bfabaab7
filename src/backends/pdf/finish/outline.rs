//! The outline: the headings, nested.

use lopdf::{Dictionary, Object, ObjectId, dictionary};

use super::{Finisher, name, real, text};
use crate::backends::RenderError;
use crate::typeset::layout::OutlineItem;

impl Finisher<'_, '_, '_> {
    /// Adds the outline (ISO 32000-1, 12.3.3) when there are headings.
    pub(super) fn outline(&mut self) -> Result<(), RenderError> {
        let items = &self.document.layout.outline;
        if items.is_empty() {
            return Ok(());
        }
        let root = self.pdf.new_object_id();
        let ids: Vec<ObjectId> = items.iter().map(|_| self.pdf.new_object_id()).collect();
        let parents = parents(items);
        for (index, item) in items.iter().enumerate() {
            let dictionary = self.outline_item(item, index, root, &ids, &parents);
            self.pdf.set_object(ids[index], dictionary);
        }
        let mut dictionary = dictionary! { "Type" => "Outlines" };
        children(&mut dictionary, None, &ids, &parents);
        self.pdf.set_object(root, dictionary);
        let catalog = self.catalog()?;
        catalog.set("Outlines", root);
        catalog.set("PageMode", name("UseOutlines"));
        Ok(())
    }

    fn outline_item(
        &self,
        item: &OutlineItem,
        index: usize,
        root: ObjectId,
        ids: &[ObjectId],
        parents: &[Option<usize>],
    ) -> Dictionary {
        let page = &self.document.layout.pages[item.page];
        let top = real(page.height - item.y);
        let target: Vec<Object> =
            vec![self.pages[item.page].into(), name("XYZ"), Object::Null, top, Object::Null];
        let parent = parents[index];
        let mut dictionary = dictionary! {
            "Title" => text(&item.title),
            "Parent" => parent.map_or(root, |parent| ids[parent]),
            "Dest" => target,
        };
        let sibling = |at: &usize| parents[*at] == parent;
        if let Some(before) = (0..index).rev().take_while(|at| Some(*at) != parent).find(sibling) {
            dictionary.set("Prev", ids[before]);
        }
        // Past the last descendant of the parent no sibling can come.
        let level = item.level;
        let after = (index + 1..ids.len())
            .take_while(|at| self.document.layout.outline[*at].level >= level);
        if let Some(next) = after.into_iter().find(sibling) {
            dictionary.set("Next", ids[next]);
        }
        children(&mut dictionary, Some(index), ids, parents);
        dictionary
    }
}

/// Names the first and last child of an entry, and how many it has. Entries
/// under the first level stay folded, as their negative count says.
fn children(
    dictionary: &mut Dictionary,
    of: Option<usize>,
    ids: &[ObjectId],
    parents: &[Option<usize>],
) {
    let start = of.map_or(0, |index| index + 1);
    let inside = |at: &usize| of.is_none_or(|of| parents[*at].is_some_and(|parent| parent >= of));
    let own = (start..ids.len()).take_while(inside).filter(|at| parents[*at] == of);
    let own: Vec<usize> = own.collect();
    if let (Some(first), Some(last)) = (own.first(), own.last()) {
        dictionary.set("First", ids[*first]);
        dictionary.set("Last", ids[*last]);
        let count = own.len() as i64;
        dictionary.set("Count", if of.is_none() { count } else { -count });
    }
}

/// The entry under which each hangs: the last one before it of a lower level.
fn parents(items: &[OutlineItem]) -> Vec<Option<usize>> {
    let mut open: Vec<usize> = Vec::new();
    let mut parents = Vec::with_capacity(items.len());
    for (index, item) in items.iter().enumerate() {
        while open.last().is_some_and(|last| items[*last].level >= item.level) {
            open.pop();
        }
        parents.push(open.last().copied());
        open.push(index);
    }
    parents
}
