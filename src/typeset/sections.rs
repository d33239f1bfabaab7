//! Sections: long flows are set piece by piece, on several threads, and put
//! together again.
//!
//! Where a flow is cut depends on the flow alone, and every section is set as
//! if nothing stood before it, so that the result does not depend on the
//! number of threads.

use std::ops::Range;

use super::fallback::FaceReport;
use super::galley::Galley;
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
    tags: TagTree,
    report: FaceReport,
    told: Diagnostics,
    /// The faces that its runs name by place.
    faces: Vec<SharedFace>,
}

/// Sets a whole flow, on as many threads as the host allows. What holds the
/// result has the faces that it names.
pub(super) fn set<'a>(
    flow: &Flow<'a>,
    theme: &'a Theme,
    host: &'a dyn Host,
) -> Result<(Typesetter<'a>, Galley<'a>), RenderError> {
    let sections = cut(&flow.nodes);
    let worker = || Typesetter::new(flow, theme, host);
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
        self.nodes(nodes, TagTree::ROOT, self.body_width(), &mut galley)?;
        Ok(Section {
            galley,
            tags: std::mem::take(&mut self.tags),
            report: std::mem::take(&mut self.stand_ins.report),
            told: std::mem::take(&mut self.told),
            faces: self.faces.iter().map(|(face, _)| self.faces.share(face)).collect(),
        })
    }

    /// Puts a section under what is set already. Its faces, tags and contents
    /// get the numbers that they have in the whole.
    fn join(&mut self, mut section: Section<'a>, galley: &mut Galley<'a>) {
        let shift = self.tags.append(section.tags);
        let mut faces: Vec<Option<FaceId>> = vec![None; section.faces.len()];
        let heads = section.galley.heads.iter_mut().flat_map(|head| &mut head.items);
        let items = section.galley.strips.iter_mut().flat_map(|strip| &mut strip.items);
        for placed in items.chain(heads) {
            placed.content = placed.content.map(|content| shift.content(content));
            match &mut placed.item {
                Item::Link { tag, .. } => *tag = shift.node(*tag),
                Item::Run(run) => {
                    let local = usize::from(run.face.0);
                    let adopt = || self.faces.adopt(section.faces[local].clone());
                    run.face = *faces[local].get_or_insert_with(adopt);
                }
                _ => {}
            }
        }
        self.stand_ins.report.append(section.report);
        self.told.append(section.told);
        galley.append(section.galley);
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
                RunContent::Break | RunContent::Image(..) => 0,
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
    use std::sync::Arc;

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
        assert_eq!(cut(&[]), []);
    }
}
