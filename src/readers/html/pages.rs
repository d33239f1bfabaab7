//! Page markers in a page. Their numbers are no words of what they stand in.

use super::tree::{NodeId, Tree};
use crate::article::InlineKind;
use crate::readers::page_markers::Signs;

/// The marker that an element is.
pub(super) fn marker(tree: &Tree, id: NodeId) -> Option<InlineKind> {
    let get = |name: &str| tree.attribute(id, name).unwrap_or_default().trim();
    let (epub_type, role, class) = (get("epub:type"), get("role"), get("class"));
    let signs = Signs { epub_type, role, class, ..Signs::default() };
    if !signs.may_mark() {
        return None;
    }
    // Of what leads away it is a part: a way through the pages of a list.
    let leads = |at: NodeId| tree.attribute(at, "href").is_some_and(|to| !to.starts_with('#'));
    if tree.within(id).any(leads) {
        return None;
    }
    let named = |at: NodeId| tree.attribute(at, "id").or_else(|| tree.attribute(at, "name"));
    let signs = Signs {
        id: tree.within(id).find_map(named).unwrap_or_default(),
        label: get("aria-label"),
        title: get("title"),
        number: get("data-page-number"),
        ..signs
    };
    signs.marker(&tree.text_of(id))
}
