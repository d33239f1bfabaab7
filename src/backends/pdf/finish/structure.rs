//! The tag tree: structure elements, the marks and annotations that they own,
//! and the way back from pages to them (ISO 32000-1, 14.7).

use lopdf::{Dictionary, Object, ObjectId, dictionary};

use super::links::Links;
use super::{Finisher, name, text};
use crate::article::{ListKind, Numbering};
use crate::backends::RenderError;
use crate::backends::pdf::content::Marks;
use crate::compose::flow::Structure;
use crate::typeset::layout::{ContentId, Kid, TagId, TagNode, TagTree};

impl Finisher<'_, '_, '_> {
    /// Adds the tag tree and says in the catalog that there is one.
    pub(super) fn structure(&mut self, marks: &Marks, links: &Links) -> Result<(), RenderError> {
        let tags = &self.document.layout.tags;
        let root = self.pdf.new_object_id();
        let ids: Vec<ObjectId> = tags.nodes.iter().map(|_| self.pdf.new_object_id()).collect();
        let mut tree = Tree {
            tags,
            ids: &ids,
            marks,
            pages: &self.pages,
            is_excerpt: self.document.is_excerpt,
            annotations: Vec::new(),
            kept: Vec::new(),
        };
        tree.annotations = tree.by_tag(links);
        tree.kept = tree.kept();
        let parents = tree.parents();
        let elements: Vec<Dictionary> = (0..ids.len())
            .map(|index| tree.element(index, parents[index].map_or(root, |id| ids[id])))
            .collect();
        let owners = tree.owners();
        let named: Vec<Object> = tree.named();
        let kept = std::mem::take(&mut tree.kept);
        for ((id, element), _) in ids.iter().zip(elements).zip(kept).filter(|(_, kept)| *kept) {
            self.pdf.set_object(*id, element);
        }
        let parent_tree = self.parent_tree(marks, links, &ids, &owners)?;
        let mut dictionary = dictionary! {
            "Type" => "StructTreeRoot",
            "K" => ids[0],
            "ParentTree" => parent_tree,
            "ParentTreeNextKey" => (self.pages.len() + links.by_page.iter().map(Vec::len).sum::<usize>()) as i64,
        };
        if !named.is_empty() {
            let names = self.pdf.add_object(dictionary! { "Names" => named });
            dictionary.set("IDTree", names);
        }
        self.pdf.set_object(root, dictionary);
        let catalog = self.catalog()?;
        catalog.set("StructTreeRoot", root);
        catalog.set("MarkInfo", dictionary! { "Marked" => true });
        Ok(())
    }

    /// The number tree from pages and annotations back to elements. Pages come
    /// first, under their own numbers, then annotations.
    fn parent_tree(
        &mut self,
        marks: &Marks,
        links: &Links,
        ids: &[ObjectId],
        owners: &[TagId],
    ) -> Result<ObjectId, RenderError> {
        let mut numbers: Vec<Object> = Vec::new();
        for (index, contents) in marks.by_page.iter().enumerate() {
            let owned =
                contents.iter().map(|content| ids[owners[content.0 as usize].0 as usize].into());
            let owned = self.pdf.add_object(owned.collect::<Vec<Object>>());
            numbers.extend([(index as i64).into(), owned.into()]);
            let page = self.dictionary(self.pages[index])?;
            page.set("StructParents", index as i64);
            // Tab order follows the tags (ISO 14289-1, 7.18.3).
            page.set("Tabs", name("S"));
        }
        let first = self.pages.len() as i64;
        for (next, annotation) in (first..).zip(links.by_page.iter().flatten()) {
            self.dictionary(annotation.id)?.set("StructParent", next);
            numbers.extend([next.into(), ids[annotation.tag.0 as usize].into()]);
        }
        Ok(self.pdf.add_object(dictionary! { "Nums" => numbers }))
    }
}

/// The tag tree while it is written.
struct Tree<'t> {
    tags: &'t TagTree,
    ids: &'t [ObjectId],
    marks: &'t Marks,
    pages: &'t [ObjectId],
    /// Whether some pages are left out, and with them what nodes held.
    is_excerpt: bool,
    /// For each node, its annotations with their pages.
    annotations: Vec<Vec<(ObjectId, usize)>>,
    /// For each node, whether it becomes an element.
    kept: Vec<bool>,
}

impl Tree<'_> {
    fn by_tag(&self, links: &Links) -> Vec<Vec<(ObjectId, usize)>> {
        let mut annotations = vec![Vec::new(); self.tags.nodes.len()];
        for (page, list) in links.by_page.iter().enumerate() {
            for annotation in list {
                annotations[annotation.tag.0 as usize].push((annotation.id, page));
            }
        }
        annotations
    }

    /// Leaves out what groups or wraps nothing, which only slows those who
    /// listen. Tables and lists keep their empty cells and items.
    fn kept(&self) -> Vec<bool> {
        if self.is_excerpt {
            return self.kept_of_excerpt();
        }
        let mut kept = vec![true; self.tags.nodes.len()];
        // Nodes come after those that hold them.
        for (index, node) in self.tags.nodes.iter().enumerate().skip(1).rev() {
            let holds = |kid: &Kid| match kid {
                Kid::Node(kid) => kept[kid.0 as usize],
                Kid::Content(content) => !self.marks.by_content[content.0 as usize].is_empty(),
            };
            let empty = self.annotations[index].is_empty() && !node.kids.iter().any(holds);
            kept[index] = !(empty && may_go(&node.structure));
        }
        kept
    }

    /// Leaves out whatever holds nothing, but for the cells of rows that hold
    /// something: rows stay equally wide.
    fn kept_of_excerpt(&self) -> Vec<bool> {
        let mut kept = vec![false; self.tags.nodes.len()];
        for (index, node) in self.tags.nodes.iter().enumerate().rev() {
            let holds = |kid: &Kid| match kid {
                Kid::Node(kid) => kept[kid.0 as usize],
                Kid::Content(content) => !self.marks.by_content[content.0 as usize].is_empty(),
            };
            kept[index] = !self.annotations[index].is_empty() || node.kids.iter().any(holds);
        }
        for (index, node) in self.tags.nodes.iter().enumerate() {
            if kept[index] && node.structure == Structure::TableRow {
                for kid in &node.kids {
                    if let Kid::Node(cell) = kid {
                        kept[cell.0 as usize] = true;
                    }
                }
            }
        }
        kept[0] = true;
        kept
    }

    /// The node that holds each node.
    fn parents(&self) -> Vec<Option<usize>> {
        let mut parents = vec![None; self.tags.nodes.len()];
        for (index, node) in self.tags.nodes.iter().enumerate() {
            for kid in &node.kids {
                if let Kid::Node(kid) = kid {
                    parents[kid.0 as usize] = Some(index);
                }
            }
        }
        parents
    }

    /// The node that holds each content.
    fn owners(&self) -> Vec<TagId> {
        let mut owners = vec![TagTree::ROOT; self.tags.content_count()];
        for (index, node) in self.tags.nodes.iter().enumerate() {
            for kid in &node.kids {
                if let Kid::Content(content) = kid {
                    owners[content.0 as usize] = TagId(index as u32);
                }
            }
        }
        owners
    }

    /// The elements that have identifiers, for the tree of them.
    fn named(&self) -> Vec<Object> {
        let mut named: Vec<(String, ObjectId)> = (0..self.ids.len())
            .filter(|index| self.tags.nodes[*index].structure == Structure::Note)
            .map(|index| (identifier(index), self.ids[index]))
            .collect();
        named.sort();
        named.into_iter().flat_map(|(key, id)| [Object::string_literal(key), id.into()]).collect()
    }

    fn element(&self, index: usize, parent: ObjectId) -> Dictionary {
        let node = &self.tags.nodes[index];
        let mut element = dictionary! { "Type" => "StructElem", "S" => name(type_name(&node.structure)), "P" => parent };
        let first_page = self.first_page(node, index);
        if let Some(page) = first_page {
            element.set("Pg", self.pages[page]);
        }
        let mut kids: Vec<Object> =
            Vec::with_capacity(node.kids.len() + self.annotations[index].len());
        for kid in &node.kids {
            match kid {
                Kid::Node(kid) if self.kept[kid.0 as usize] => {
                    kids.push(self.ids[kid.0 as usize].into());
                }
                Kid::Node(_) => {}
                Kid::Content(content) => kids.extend(self.mark_references(*content, first_page)),
            }
        }
        for (annotation, page) in &self.annotations[index] {
            kids.push(
                dictionary! { "Type" => "OBJR", "Obj" => *annotation, "Pg" => self.pages[*page] }
                    .into(),
            );
        }
        if !kids.is_empty() {
            element.set("K", kids);
        }
        if let Some(language) = &node.language {
            element.set("Lang", text(language.as_str()));
        }
        attributes(&mut element, &node.structure, index);
        element
    }

    fn first_page(&self, node: &TagNode, index: usize) -> Option<usize> {
        let contents = node.kids.iter().filter_map(|kid| match kid {
            Kid::Content(content) => self.marks.by_content[content.0 as usize].first(),
            Kid::Node(_) => None,
        });
        let annotation = self.annotations[index].first().map(|(_, page)| *page);
        contents.map(|(page, _)| *page).next().or(annotation)
    }

    /// The marks of a content: numbers on the element's own page, references on others.
    fn mark_references(
        &self,
        content: ContentId,
        own: Option<usize>,
    ) -> impl Iterator<Item = Object> {
        self.marks.by_content[content.0 as usize].iter().map(move |(page, number)| {
            if Some(*page) == own {
                return (*number as i64).into();
            }
            dictionary! { "Type" => "MCR", "Pg" => self.pages[*page], "MCID" => *number as i64 }
                .into()
        })
    }
}

/// The standard structure type (ISO 32000-1, 14.8.4).
fn type_name(structure: &Structure) -> &'static str {
    const HEADINGS: [&str; 6] = ["H1", "H2", "H3", "H4", "H5", "H6"];
    match structure {
        Structure::Document => "Document",
        Structure::Article => "Art",
        Structure::Division => "Div",
        Structure::Heading(level) => HEADINGS[usize::from((*level).clamp(1, 6)) - 1],
        Structure::Paragraph => "P",
        Structure::List(_) => "L",
        Structure::ListItem => "LI",
        Structure::Label => "Lbl",
        Structure::ListBody => "LBody",
        Structure::BlockQuote => "BlockQuote",
        Structure::Aside => "Sect",
        Structure::Code => "Code",
        Structure::Table => "Table",
        Structure::TableRow => "TR",
        Structure::TableHeader { .. } => "TH",
        Structure::TableCell { .. } => "TD",
        Structure::Figure(_) => "Figure",
        Structure::Caption => "Caption",
        Structure::Note => "Note",
        Structure::Reference => "Reference",
        Structure::Link => "Link",
        Structure::Formula(_) => "Formula",
        Structure::Span | Structure::Abbreviation(_) => "Span",
        Structure::Contents => "TOC",
        Structure::ContentsEntry => "TOCI",
        Structure::Artifact => "NonStruct",
    }
}

/// Whether an element of a type may be left out when it holds nothing.
fn may_go(structure: &Structure) -> bool {
    use Structure::{Abbreviation, Code, Contents, Division, Link, Paragraph, Reference, Span};
    matches!(
        structure,
        Division | Span | Abbreviation(_) | Paragraph | Code | Contents | Link | Reference
    )
}

/// What a type needs beside its content.
fn attributes(element: &mut Dictionary, structure: &Structure, index: usize) {
    match structure {
        Structure::Figure(alt) | Structure::Formula(alt) => element.set("Alt", text(alt)),
        // ISO 32000-1, 14.9.5.
        Structure::Abbreviation(expansion) => element.set("E", text(expansion)),
        Structure::Note => element.set("ID", Object::string_literal(identifier(index))),
        Structure::List(Some(kind)) => {
            let numbering = name(list_numbering(*kind));
            element.set("A", dictionary! { "O" => "List", "ListNumbering" => numbering });
        }
        Structure::TableHeader { heads_row, span } => {
            let mut attributes = spans(*span);
            attributes.set("Scope", name(if *heads_row { "Row" } else { "Column" }));
            element.set("A", attributes);
        }
        Structure::TableCell { span } if *span != (1, 1) => element.set("A", spans(*span)),
        _ => {}
    }
}

/// The value of ListNumbering (ISO 32000-1, 14.8.5.5).
fn list_numbering(kind: ListKind) -> &'static str {
    match kind {
        ListKind::Bullet => "Disc",
        ListKind::Ordered { numbering: Numbering::Decimal, .. } => "Decimal",
        ListKind::Ordered { numbering: Numbering::LowerAlpha, .. } => "LowerAlpha",
        ListKind::Ordered { numbering: Numbering::UpperAlpha, .. } => "UpperAlpha",
        ListKind::Ordered { numbering: Numbering::LowerRoman, .. } => "LowerRoman",
        ListKind::Ordered { numbering: Numbering::UpperRoman, .. } => "UpperRoman",
    }
}

fn spans((columns, rows): (usize, usize)) -> Dictionary {
    let mut attributes = dictionary! { "O" => "Table" };
    if columns > 1 {
        attributes.set("ColSpan", columns as i64);
    }
    if rows > 1 {
        attributes.set("RowSpan", rows as i64);
    }
    attributes
}

/// The identifier of an element, unique in its file.
fn identifier(index: usize) -> String {
    format!("n{index}")
}
