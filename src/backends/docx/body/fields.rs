//! Fields: text that Word can make anew (ECMA-376-1, 17.16).

use docx_rs::{FieldCharType, InstrText, ParagraphChild, Run};

use super::Writer;
use super::inlines::Around;

impl Writer<'_, '_> {
    /// Adds a field that shows a text.
    pub(super) fn field(
        &mut self,
        instruction: &str,
        shown: &str,
        around: Around<'_>,
        out: &mut Vec<ParagraphChild>,
    ) {
        self.begin_field(instruction, around, out);
        out.push(self.text(shown, around));
        self.end_field(around, out);
    }

    /// Adds the beginning of a field; what it shows follows.
    pub(super) fn begin_field(
        &mut self,
        instruction: &str,
        around: Around<'_>,
        out: &mut Vec<ParagraphChild>,
    ) {
        let instruction = InstrText::Unsupported(instruction.to_owned());
        self.part_of_field(around, out, |run| run.add_field_char(FieldCharType::Begin, false));
        self.part_of_field(around, out, |run| run.add_instr_text(instruction));
        self.part_of_field(around, out, |run| run.add_field_char(FieldCharType::Separate, false));
    }

    /// Adds the end of a field.
    pub(super) fn end_field(&mut self, around: Around<'_>, out: &mut Vec<ParagraphChild>) {
        self.part_of_field(around, out, |run| run.add_field_char(FieldCharType::End, false));
    }

    /// Adds a run with a part of a field. Each has a run of its own: LibreOffice shows the
    /// instruction otherwise.
    fn part_of_field(
        &mut self,
        around: Around<'_>,
        out: &mut Vec<ParagraphChild>,
        part: impl FnOnce(Run) -> Run,
    ) {
        out.push(ParagraphChild::Run(Box::new(part(self.run(around)))));
    }
}
