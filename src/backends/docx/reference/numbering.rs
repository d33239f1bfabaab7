//! The lists of a reference document, and ours beside them.
//!
//! The document's own stay as they are, since its styles count in them. Ours get
//! the look of those that its list styles have: bullets, numbers and their type;
//! how far they stand in is ours, so that all paragraphs of an item line up.

use super::super::xml::{Element, Node};
use super::{Reference, StylePlan};

/// The largest id that is looked at; larger ones would leave no room for ours.
const LARGEST: usize = 1 << 30;

/// The numbering without bullets that are pictures, and with sides by the names
/// that all versions of Word know: LibreOffice says `start`.
pub(super) fn sound(mut numbering: Element) -> Element {
    numbering.children.retain(|node| match node {
        Node::Element(child) => child.name != "w:numPicBullet",
        Node::Text(_) => false,
    });
    for level in elements_in(&mut numbering).flat_map(elements_in) {
        level.take("w:lvlPicBulletId");
        for side in elements_in(level).filter(|child| child.name == "w:lvlJc") {
            for (_, side) in &mut side.attributes {
                match side.as_str() {
                    "start" => *side = "left".to_owned(),
                    "end" => *side = "right".to_owned(),
                    _ => {}
                }
            }
        }
    }
    numbering
}

fn elements_in(parent: &mut Element) -> impl Iterator<Item = &mut Element> {
    parent.children.iter_mut().filter_map(|node| match node {
        Node::Element(child) => Some(child),
        Node::Text(_) => None,
    })
}

impl Reference {
    /// How many ids of lists the document takes.
    pub(in super::super) fn numbering_offset(&self) -> usize {
        self.largest("w:num", "w:numId").unwrap_or(0)
    }

    fn largest(&self, name: &str, id: &str) -> Option<usize> {
        let all = self.numbering.iter().flat_map(Element::elements);
        let ids =
            all.filter(|child| child.name == name).filter_map(|child| child.get(id)?.parse().ok());
        ids.filter(|id| *id < LARGEST).max()
    }

    /// The document's lists with those of the article behind them.
    pub(in super::super) fn numbering(&self, ours: Element, plan: &StylePlan) -> Element {
        let (lists, definitions) = (
            self.numbering_offset(),
            self.largest("w:abstractNum", "w:abstractNumId").map_or(0, |id| id + 1),
        );
        let mut numbering = match &self.numbering {
            Some(own) => Element { children: Vec::new(), ..own.clone() },
            None => Element { children: Vec::new(), ..ours.clone() },
        };
        let own = self.numbering.iter().flat_map(Element::elements).cloned();
        let mut ours: Vec<Element> = ours.elements().cloned().collect();
        for child in &mut ours {
            match child.name.as_ref() {
                "w:abstractNum" => {
                    shift(child, "w:abstractNumId", definitions);
                    self.dress(child, plan);
                }
                _ => {
                    shift(child, "w:numId", lists);
                    child.children.iter_mut().for_each(|node| {
                        if let Node::Element(definition) = node
                            && definition.name == "w:abstractNumId"
                        {
                            shift(definition, "w:val", definitions);
                        }
                    });
                }
            }
        }
        let mut all: Vec<Element> = own.chain(ours).collect();
        // The schema wants all definitions before all lists.
        all.sort_by_key(|child| match child.name.as_ref() {
            "w:abstractNum" => 0,
            "w:num" => 1,
            _ => 2,
        });
        numbering.children.extend(all.into_iter().map(Node::Element));
        numbering
    }

    /// Gives a definition of ours the look of the document's lists.
    fn dress(&self, definition: &mut Element, plan: &StylePlan) {
        let levels = definition.children.iter_mut().filter_map(|node| match node {
            Node::Element(level) if level.name == "w:lvl" => Some(level),
            _ => None,
        });
        for (index, level) in levels.enumerate() {
            let said = |name: &str| level.child(name).and_then(|child| child.get("w:val"));
            if said("w:pStyle").is_some_and(|style| plan.knows(style)) {
                level.take("w:pStyle");
            }
            let said = |name: &str| level.child(name).and_then(|child| child.get("w:val"));
            let counts = said("w:lvlText") == Some(&format!("%{}.", index + 1));
            let style = match said("w:numFmt") {
                Some("bullet") => "list bullet",
                Some("decimal") if counts => "list number",
                _ => continue,
            };
            let Some((own, place)) = self.level(style, index) else { continue };
            for name in ["w:numFmt", "w:lvlText"] {
                let Some(mut look) = own.child(name).cloned() else { continue };
                for (_, text) in &mut look.attributes {
                    if name == "w:lvlText" && text.matches('%').count() == 1 {
                        *text =
                            text.replace(&format!("%{}", place + 1), &format!("%{}", index + 1));
                    }
                }
                let at = level.children.iter_mut().find_map(|node| match node {
                    Node::Element(child) if child.name == name => Some(child),
                    _ => None,
                });
                if let Some(at) = at {
                    *at = look;
                }
            }
            level.children.extend(own.child("w:rPr").cloned().map(Node::Element));
        }
    }

    /// The level that a list style of the document counts on, and its number.
    fn level(&self, style: &str, index: usize) -> Option<(&Element, usize)> {
        let name = if index == 0 { style.to_owned() } else { format!("{style} {}", index + 1) };
        let list = self.named("paragraph", &name)?.child("w:pPr")?.child("w:numPr")?;
        let number = |name: &str| list.child(name).and_then(|child| child.get("w:val"));
        let place: usize = number("w:ilvl").and_then(|level| level.parse().ok()).unwrap_or(0);
        let numbering = self.numbering.as_ref()?;
        let with = |kind: &str, id: &str, wanted: &str| {
            let mut all = numbering.elements().filter(|child| child.name == kind);
            all.find(|child| child.get(id) == Some(wanted))
        };
        let definition = with("w:num", "w:numId", number("w:numId")?)?.child("w:abstractNumId")?;
        let definition = with("w:abstractNum", "w:abstractNumId", definition.get("w:val")?)?;
        let mut levels = definition.elements().filter(|child| child.name == "w:lvl");
        let place_of = |level: &Element| level.get("w:ilvl").and_then(|level| level.parse().ok());
        levels.find(|level| place_of(level) == Some(place)).map(|level| (level, place))
    }
}

/// Adds to the number of an attribute.
fn shift(element: &mut Element, name: &str, by: usize) {
    for (known, number) in &mut element.attributes {
        if known == name
            && let Ok(old) = number.parse::<usize>()
        {
            *number = (old + by).to_string();
        }
    }
}
