//! Sections: long flows are set piece by piece, on several threads, and put
//! together again.
//!
//! Where a flow is cut depends on the flow alone, and every section is set as
//! if nothing stood before it, so that the result does not depend on the
//! number of threads.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use super::fallback::{FaceReport, Use};
use super::galley::{Galley, Strip};
use super::layout::{Item, TagTree};
use super::typesetter::Typesetter;
use crate::backends::RenderError;
use crate::compose::flow::{Flow, Group, Node, RunContent, Structure, Table};
use crate::diagnostics::Diagnostics;
use crate::fonts::{FaceId, SharedFace};
use crate::host::Host;
use crate::parallel;
use crate::theme::Theme;

/// A section ends after the node in which it reaches so many bytes of text:
/// a millisecond's work or more, so that starting a thread is worth it.
const LENGTH: usize = 32 << 10;

/// A section that was set.
pub(super) struct Section<'a> {
    galley: Galley<'a>,
    /// The notes that strips name by place.
    notes: Vec<Vec<Strip<'a>>>,
    tags: TagTree,
    report: FaceReport,
    told: Diagnostics,
    /// The faces that its runs name by place.
    faces: Vec<(SharedFace, Option<Use<'a>>)>,
}

/// Sets a whole flow, on as many threads as the host allows. What holds the
/// result has the faces that it names.
pub(super) fn set<'a>(
    flow: &Flow<'a>,
    theme: &'a Theme,
    host: &'a dyn Host,
) -> Result<(Typesetter<'a>, Galley<'a>), RenderError> {
    let sections = cut(&flow.nodes);
    let notes = Arc::new(flow.notes.clone());
    let worker = || {
        let mut typesetter = Typesetter::new(flow, theme, host);
        typesetter.notes = notes.clone();
        typesetter
    };
    let set = parallel::map(host.threads(), &sections, worker, |typesetter, range| {
        typesetter.section(&flow.nodes[range.clone()])
    });
    let mut whole = Typesetter::new(flow, theme, host);
    let mut galley = Galley::default();
    for section in set {
        whole.join(section?, &mut galley);
    }
    Ok((whole, galley))
}

impl<'a> Typesetter<'a> {
    fn section(&mut self, nodes: &[Node<'a>]) -> Result<Section<'a>, RenderError> {
        self.tags = TagTree::new(Structure::Document);
        self.stand_ins.report = FaceReport::default();
        let mut galley = Galley::default();
        self.nodes(nodes, TagTree::ROOT, self.column_width(), &mut galley)?;
        Ok(Section {
            galley,
            notes: std::mem::take(&mut self.set_notes),
            tags: std::mem::take(&mut self.tags),
            report: std::mem::take(&mut self.stand_ins.report),
            told: std::mem::take(&mut self.told),
            faces: self.shared_faces(),
        })
    }

    fn shared_faces(&self) -> Vec<(SharedFace, Option<Use<'a>>)> {
        let uses = &self.stand_ins.uses;
        let faces = self.faces.iter().map(|(face, _)| face);
        faces.map(|face| (self.faces.share(face), uses.get(&face).copied())).collect()
    }

    /// Puts a section under what is set already. Its faces, tags and contents
    /// get the numbers that they have in the whole.
    fn join(&mut self, mut section: Section<'a>, galley: &mut Galley<'a>) {
        let shift = self.tags.append(section.tags);
        let mut faces = Adopted { faces: section.faces, ids: BTreeMap::new() };
        let Galley { strips, heads, elastic, .. } = &mut section.galley;
        let notes_before = self.set_notes.len();
        let notes = strips.iter_mut().flat_map(|strip| &mut strip.notes);
        notes.for_each(|note| *note += notes_before);
        let heads = heads.iter_mut().flat_map(|head| &mut head.items);
        let notes = section.notes.iter_mut().flatten();
        let strips = strips.iter_mut().chain(notes).flat_map(|strip| &mut strip.items);
        for placed in strips.chain(heads) {
            placed.content = placed.content.map(|content| shift.content(content));
            match &mut placed.item {
                Item::Link { tag, .. } => *tag = shift.node(*tag),
                Item::Run(run) => run.face = faces.id(self, run.face),
                _ => {}
            }
        }
        let texts = elastic.iter_mut().map(|paragraph| &mut paragraph.text);
        for piece in texts.flat_map(|text| &mut text.pieces) {
            piece.content = piece.content.map(|content| shift.content(content));
            piece.link = piece.link.map(|(link, tag)| (link, shift.node(tag)));
            piece.look.face = faces.id(self, piece.look.face);
            piece.note = None;
        }
        self.stand_ins.report.append(section.report);
        self.told.append(section.told);
        self.set_notes.append(&mut section.notes);
        galley.append(section.galley);
    }
}

/// The faces of a section on their way into the whole.
struct Adopted<'a> {
    faces: Vec<(SharedFace, Option<Use<'a>>)>,
    ids: BTreeMap<FaceId, FaceId>,
}

impl<'a> Adopted<'a> {
    /// The face of a section as the whole knows it.
    fn id(&mut self, whole: &mut Typesetter<'a>, local: FaceId) -> FaceId {
        *self.ids.entry(local).or_insert_with(|| {
            let (face, used) = self.faces[usize::from(local.0)].clone();
            let id = whole.faces.adopt(face);
            whole.stand_ins.uses.extend(used.map(|used| (id, used)));
            id
        })
    }
}

/// The nodes of each section.
fn cut(nodes: &[Node<'_>]) -> Vec<Range<usize>> {
    let mut sections = Vec::new();
    let (mut start, mut length) = (0, 0);
    for (index, node) in nodes.iter().enumerate() {
        length += text_length(node);
        if length >= LENGTH {
            sections.push(start..index + 1);
            (start, length) = (index + 1, 0);
        }
    }
    if start < nodes.len() {
        sections.push(start..nodes.len());
    }
    sections
}

/// How many bytes of text a node holds.
fn text_length(node: &Node<'_>) -> usize {
    let all = |nodes: &[Node<'_>]| nodes.iter().map(text_length).sum();
    match node {
        Node::Paragraph(paragraph) => {
            let runs = paragraph.runs.iter().map(|run| match &run.content {
                RunContent::Text(text) => text.len(),
                RunContent::Break | RunContent::Image(..) | RunContent::Place(_) => 0,
            });
            runs.sum()
        }
        Node::Group(Group { children, .. }) => all(children),
        Node::Code(code) => code.text.len(),
        Node::Table(Table { rows, .. }) => {
            rows.iter().flat_map(|row| &row.cells).map(|cell| all(&cell.children)).sum()
        }
        Node::Picture(_) | Node::PageBreak | Node::Contents(_) => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    use crate::host::{Library, Memory};
    use crate::source::Span;
    use crate::{ReadOptions, Target, theme};

    /// Everything whose numbers a seam moves: faces, links, notes, headings, tables.
    fn long_article() -> String {
        let part = |number: usize| {
            let words = "Words that fill some lines and are divided now and then. ".repeat(60);
            format!(
                "# Part {number}\n\nSee [below](#part-{}), *or* `code`[^{number}], **ไทย** ไทย 漢. {words}\n\n\
                 | *a* | b |\n|---|---|\n{}\n[^{number}]: A note.\n\n",
                number + 1,
                // Some go on over pages, under their heads.
                "| 1 | 𓀀 |\n".repeat(if number % 8 == 7 { 60 } else { 1 })
            )
        };
        (0..24).map(part).collect()
    }

    #[test]
    fn the_number_of_threads_changes_nothing() {
        let options = ReadOptions { name: "long.md".into(), ..ReadOptions::default() };
        let reading = crate::read(long_article().as_bytes(), &options, &Memory::default()).unwrap();
        let publication = reading.article.into();
        let made = |threads| {
            let file = |name: &str, bytes: &[u8]| (name.to_owned(), bytes.to_vec());
            let files = [
                file("Thai.ttf", include_bytes!("../../tests/fonts/NotoSerifThai-Regular.ttf")),
                file("Thai-Bold.ttf", include_bytes!("../../tests/fonts/NotoSerifThai-Bold.ttf")),
                file("CJK.ttc", include_bytes!("../../tests/fonts/NotoSerifCJK-Regular.ttc")),
            ];
            let fonts = Arc::new(Library::of_files(files));
            let host = Memory { threads, fonts, ..Memory::default() };
            crate::render(&publication, &Target::pdf(), theme::built_in(), &host).unwrap()
        };
        let (one, four) = (made(1), made(4));
        assert!(one.output == four.output, "the bytes differ");
        let messages = |made: &crate::Rendering| format!("{:?}", made.diagnostics);
        assert_eq!(messages(&one), messages(&four));
        assert!(messages(&one).contains("'𓀀'"), "{}", messages(&one));
        assert!(messages(&one).contains("Thai"), "{}", messages(&one));
    }

    #[test]
    fn every_node_is_in_one_section() {
        let text = long_article();
        let code = |_| {
            let (text, language, span) = (text.as_str(), None, Span::NONE);
            Node::Code(crate::compose::flow::CodeBlock { text, language, span })
        };
        let nodes: Vec<Node<'_>> = (0..3).map(code).chain([Node::PageBreak]).collect();
        assert_eq!(cut(&nodes), [0..1, 1..2, 2..3, 3..4]);
        assert!(cut(&[]).is_empty());
    }
}
