//! The styles of a reference document, with those that the article needs beside.
//!
//! Styles are known by their names: ids differ between the languages of Word. What
//! the document lacks is added, based on its own text: structure (indents, what
//! stays together, slant and weight) as the theme has it, type and leading as the
//! document's.

use std::collections::{BTreeMap, BTreeSet};

use crate::language::{Direction, Tag};

use super::super::order;
use super::super::xml::{Element, Node, element, value};
use super::Reference;

/// Styles that serve where the document has none of ours, by their names.
const FALLBACKS: [(&str, &str); 6] = [
    ("block text", "quote"),
    ("source code", "html preformatted"),
    ("source code", "plain text"),
    ("verbatim char", "html code"),
    ("article table", "table"),
    ("table caption", "caption"),
];

/// Styles of running text: the document's own text is theirs.
const RUNNING: [&str; 2] = ["BodyText", "FirstParagraph"];

/// Styles of text in tables.
const IN_TABLES: [&str; 2] = ["TableHead", "TableText"];

/// The size of type that Word takes where nothing says one, in half points.
const USUAL_SIZE: i32 = 20;

/// Which style of the document each of ours becomes.
#[derive(Debug, Clone, Default)]
pub(in super::super) struct StylePlan {
    /// The id in the file, of each of ours.
    ids: BTreeMap<String, String>,
    /// Those of ours that the document has.
    known: BTreeSet<String>,
}

impl StylePlan {
    /// The id of one of our styles in the file.
    pub(in super::super) fn id<'t>(&'t self, ours: &'t str) -> &'t str {
        self.ids.get(ours).map_or(ours, String::as_str)
    }

    /// Whether the document has a style for one of ours.
    pub(super) fn knows(&self, ours: &str) -> bool {
        self.known.contains(ours)
    }
}

/// What the article asks of its styles.
pub(in super::super) struct Wanted<'a> {
    /// The ids of the styles that it uses.
    pub used: &'a BTreeSet<String>,
    /// Its language.
    pub language: &'a Tag,
    /// Its direction.
    pub direction: Direction,
    /// The size of the theme's type, in half points.
    pub size: i32,
}

impl Reference {
    /// Finds the document's styles for ours.
    pub(in super::super) fn plan(&self, ours: &Element) -> StylePlan {
        let mut plan = StylePlan::default();
        let taken: BTreeSet<&str> = self.all().filter_map(|style| style.get("w:styleId")).collect();
        for style in styles_of(ours) {
            let (Some(id), Some(kind)) = (style.get("w:styleId"), style.get("w:type")) else {
                continue;
            };
            let own = match style.get("w:default") {
                Some(_) => self.default_style(kind),
                None => self.for_name(kind, &name(style)),
            };
            if let Some(own) = own.and_then(|own| own.get("w:styleId")) {
                plan.known.insert(id.to_owned());
                plan.ids.insert(id.to_owned(), own.to_owned());
            } else if taken.contains(id) {
                plan.ids.insert(id.to_owned(), format!("{id}Article"));
            }
        }
        plan
    }

    /// The document's styles and, of ours, those that the article uses and it lacks.
    pub(in super::super) fn styles(
        &self,
        ours: &Element,
        plan: &StylePlan,
        wanted: &Wanted<'_>,
    ) -> Element {
        let by_id: BTreeMap<&str, &Element> =
            styles_of(ours).filter_map(|style| Some((style.get("w:styleId")?, style))).collect();
        let mut needed: BTreeSet<&str> = BTreeSet::new();
        for id in wanted.used {
            let mut next = by_id.get_key_value(id.as_str());
            while let Some((id, style)) = next.filter(|(id, _)| !plan.knows(id)) {
                needed.insert(id);
                next = parent(style).and_then(|parent| by_id.get_key_value(parent));
            }
        }
        let mut styles = self.styles.clone();
        self.speak(&mut styles, wanted);
        let scale = (self.size(), wanted.size);
        let offset = self.numbering_offset();
        let ours = styles_of(ours)
            .filter(|style| style.get("w:styleId").is_some_and(|id| needed.contains(id)));
        let added = ours.map(|style| {
            let mut style = adapted(style.clone(), scale);
            renamed(&mut style, plan, &needed);
            shift_list(&mut style, offset);
            if self.all().any(|own| name(own) == name(&style)) {
                // A style of another kind has the name; names are for all kinds together.
                let own = format!("{} (article)", name(&style));
                replace(&mut style, value("w:name", own));
            }
            order::sort(&mut style);
            style
        });
        styles.with_all(added.collect::<Vec<_>>())
    }

    fn all(&self) -> impl Iterator<Item = &Element> {
        styles_of(&self.styles)
    }

    fn default_style(&self, kind: &str) -> Option<&Element> {
        let is_default =
            |style: &&Element| matches!(style.get("w:default"), Some("1" | "true" | "on"));
        self.all().filter(|style| style.get("w:type") == Some(kind)).find(is_default)
    }

    /// The style of a name, or the one that serves in its place.
    fn for_name(&self, kind: &str, wanted: &str) -> Option<&Element> {
        let fallbacks = FALLBACKS.iter().filter(|(ours, _)| *ours == wanted);
        let names = std::iter::once(wanted).chain(fallbacks.map(|(_, other)| *other));
        let mut found = names.filter_map(|wanted| self.named(kind, wanted));
        found.next()
    }

    /// The style of a name.
    pub(super) fn named(&self, kind: &str, wanted: &str) -> Option<&Element> {
        self.all().find(|style| style.get("w:type") == Some(kind) && name(style) == wanted)
    }

    /// The size of the document's type, in half points.
    fn size(&self) -> i32 {
        let defaults = self.styles.child("w:docDefaults").and_then(|all| all.child("w:rPrDefault"));
        let normal = self.default_style("paragraph");
        let mut sizes = [normal, defaults]
            .into_iter()
            .flatten()
            .filter_map(|holder| holder.child("w:rPr")?.child("w:sz")?.get("w:val")?.parse().ok());
        sizes.next().filter(|size| (2..=400).contains(size)).unwrap_or(USUAL_SIZE)
    }

    /// Says the article's language and direction where the document says its own.
    fn speak(&self, styles: &mut Element, wanted: &Wanted<'_>) {
        if wanted.language.as_str() != "und" {
            let said = super::super::styles::language(wanted.language);
            let defaults = within(styles, "w:docDefaults", true);
            let run = within(within(defaults, "w:rPrDefault", true), "w:rPr", false);
            let lang = within(run, "w:lang", false);
            for (name, tag) in said.attributes {
                lang.attributes.retain(|(known, _)| *known != name);
                lang.attributes.push((name, tag));
            }
            order::sort(run);
        }
        let rtl = wanted.direction == Direction::RightToLeft;
        let Some(id) = self.default_style("paragraph").and_then(|style| style.get("w:styleId"))
        else {
            return;
        };
        for node in &mut styles.children {
            if let Node::Element(style) = node
                && style.name == "w:style"
                && style.get("w:styleId") == Some(id)
                && (rtl || style.child("w:pPr").is_some_and(|all| all.child("w:bidi").is_some()))
            {
                let properties = within(style, "w:pPr", false);
                properties.take("w:bidi");
                properties.children.push(Node::Element(value("w:bidi", u8::from(rtl))));
                order::sort(properties);
                order::sort(style);
            }
        }
    }
}

/// The styles without references to styles that are not there.
pub(super) fn sound(mut styles: Element) -> Element {
    let known: BTreeSet<String> =
        styles_of(&styles).filter_map(|style| style.get("w:styleId").map(str::to_owned)).collect();
    for node in &mut styles.children {
        if let Node::Element(style) = node
            && style.name == "w:style"
        {
            style.children.retain(|node| match node {
                Node::Element(child)
                    if ["w:basedOn", "w:next", "w:link"].contains(&&*child.name) =>
                {
                    child.get("w:val").is_some_and(|id| known.contains(id))
                }
                _ => true,
            });
        }
    }
    styles
}

fn styles_of(styles: &Element) -> impl Iterator<Item = &Element> {
    styles.elements().filter(|child| child.name == "w:style")
}

/// The name of a style in small letters: Word does not tell them from capitals.
fn name(style: &Element) -> String {
    let name = style.child("w:name").and_then(|name| name.get("w:val"));
    name.unwrap_or_default().to_lowercase()
}

fn parent(style: &Element) -> Option<&str> {
    style.child("w:basedOn")?.get("w:val")
}

/// The child of a name, made where there is none: before all others, or behind them.
fn within<'e>(parent: &'e mut Element, name: &'static str, first: bool) -> &'e mut Element {
    let is_it = |node: &Node| matches!(node, Node::Element(child) if child.name == name);
    let at = parent.children.iter().position(is_it).unwrap_or_else(|| {
        let at = if first { 0 } else { parent.children.len() };
        parent.children.insert(at, Node::Element(element(name)));
        at
    });
    match &mut parent.children[at] {
        Node::Element(child) => child,
        Node::Text(_) => unreachable!("an element was looked for or put there"),
    }
}

fn replace(parent: &mut Element, child: Element) {
    parent.take(&child.name);
    parent.children.insert(0, Node::Element(child));
}

/// One of our styles without what is the document's own: faces but those of code,
/// leading, whether lines are filled, forms of letters and figures.
fn adapted(mut style: Element, (size, ours): (i32, i32)) -> Element {
    if style.get("w:styleId").is_some_and(|id| RUNNING.contains(&id)) {
        style.take("w:pPr");
        style.take("w:rPr");
        return style;
    }
    let of_runs = style.get("w:type") == Some("character");
    if let Some(mut run) = style.take("w:rPr") {
        let is_code = run.child("w:noProof").is_some();
        run.children.retain(|node| match node {
            Node::Element(child) => match child.name.as_ref() {
                "w:rFonts" => is_code,
                "w:sz" | "w:szCs" => !of_runs,
                "w:kern" | "w:spacing" => false,
                name => !name.starts_with("w14:"),
            },
            Node::Text(_) => false,
        });
        for node in &mut run.children {
            if let Node::Element(child) = node
                && matches!(child.name.as_ref(), "w:sz" | "w:szCs")
                && let Some(said) = child.get("w:val").and_then(|said| said.parse::<i32>().ok())
            {
                *child = Element { attributes: Vec::new(), ..child.clone() }
                    .set("w:val", (said * size + ours / 2) / ours.max(1));
            }
        }
        if !run.is_empty() {
            style.children.push(Node::Element(run));
        }
    }
    if let Some(mut paragraph) = style.take("w:pPr") {
        paragraph.children.retain(|node| match node {
            Node::Element(child) => child.name != "w:jc" || child.get("w:val") != Some("both"),
            Node::Text(_) => false,
        });
        if let Some(mut spacing) = paragraph.take("w:spacing") {
            spacing.attributes.retain(|(name, _)| name != "w:line" && name != "w:lineRule");
            if !spacing.is_empty() {
                paragraph.children.push(Node::Element(spacing));
            }
        }
        if !paragraph.is_empty() {
            style.children.push(Node::Element(paragraph));
        }
    }
    if style.get("w:styleId").is_some_and(|id| IN_TABLES.contains(&id)) {
        // The table has room for its text; the space of a paragraph would be too much.
        let spacing = element("w:spacing").set("w:before", 0).set("w:after", 0);
        let properties = within(&mut style, "w:pPr", false);
        properties.children.push(Node::Element(spacing));
    }
    for node in &mut style.children {
        if let Node::Element(child) = node {
            order::sort(child);
        }
    }
    style
}

/// The style under its id in the file, and those that it names under theirs.
fn renamed(style: &mut Element, plan: &StylePlan, needed: &BTreeSet<&str>) {
    for (name, value) in &mut style.attributes {
        if name == "w:styleId" {
            *value = plan.id(value).to_owned();
        }
    }
    // Its twin for runs is not added.
    style.take("w:link");
    style.children.retain(|node| match node {
        Node::Element(child) if child.name == "w:next" => {
            child.get("w:val").is_some_and(|id| plan.knows(id) || needed.contains(id))
        }
        _ => true,
    });
    for node in &mut style.children {
        if let Node::Element(child) = node
            && matches!(child.name.as_ref(), "w:basedOn" | "w:next")
        {
            for (_, id) in &mut child.attributes {
                *id = plan.id(id).to_owned();
            }
        }
    }
}

/// Counts the list of a style behind those of the document.
fn shift_list(style: &mut Element, offset: usize) {
    for node in &mut style.children {
        if let Node::Element(properties) = node
            && let Some(mut list) = properties.take("w:numPr")
        {
            shift(&mut list, offset);
            properties.children.push(Node::Element(list));
            order::sort(properties);
        }
    }
}

/// Counts the list that a `w:numPr` names behind those of the document.
pub(in super::super) fn shift(list: &mut Element, offset: usize) {
    for node in &mut list.children {
        if let Node::Element(child) = node
            && child.name == "w:numId"
            && let Some(id) = child.get("w:val").and_then(|id| id.parse::<usize>().ok())
        {
            *child = value("w:numId", id + offset);
        }
    }
}
