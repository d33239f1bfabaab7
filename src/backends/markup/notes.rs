//! The notes at the end of an article.

use super::{Markup, Scope};

impl Markup<'_> {
    /// Writes the notes, if there are any. What refers to them must have been written before.
    ///
    /// The number before a note leads back to where it was referred to first.
    pub fn notes(&mut self) {
        let part = self.part;
        if part.article.notes.is_empty() {
            return;
        }
        let attributes = [("class", "notes"), ("role", "doc-endnotes"), ("epub:type", "endnotes")];
        let given = if self.around.epub_types() { &attributes } else { &attributes[..2] };
        self.line("section", given, Scope::default(), |m| {
            m.out.push('\n');
            let name = format!("h{}", m.rank(1));
            let id = m.anchors.notes_id();
            let heading = [("class", "notes-title"), ("id", id.as_str())];
            m.line(&name, &heading, Scope::default(), |m| m.text(part.words.notes));
            for (number, note) in part.notes() {
                m.note(number, &note.blocks);
            }
        });
    }

    fn note(&mut self, number: usize, blocks: &[crate::article::Block]) {
        let id = self.anchors.note_id(number);
        let attributes = [
            ("class", "footnote"),
            ("id", &id),
            ("role", "doc-footnote"),
            ("epub:type", "footnote"),
        ];
        let given = if self.around.epub_types() { &attributes } else { &attributes[..3] };
        self.line("aside", given, Scope::default(), |m| {
            m.out.push('\n');
            m.flow(blocks, false, |m| m.back_link(number));
        });
    }

    fn back_link(&mut self, number: usize) {
        let shown = format!("{number}.");
        let (times, file) = self.references.get(number - 1).copied().unwrap_or_default();
        let class = ("class", "number");
        if times == 0 {
            self.element("span", &[class], Scope::default(), |m| m.text(&shown));
        } else {
            let reference = self.anchors.reference_id(number, 1);
            let address = self.anchors.address(self.file, file, &reference);
            let attributes = [
                class,
                ("href", address.as_str()),
                ("role", "doc-backlink"),
                ("epub:type", "backlink"),
            ];
            let given = if self.around.epub_types() { &attributes } else { &attributes[..3] };
            self.element("a", given, Scope::default(), |m| m.text(&shown));
        }
        self.out.push(' ');
    }
}
