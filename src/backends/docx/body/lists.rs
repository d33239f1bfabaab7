//! Lists. An item's first paragraph carries the mark; what comes after it in
//! the item stands under its text.

use docx_rs::{
    IndentLevel, NumberingId, Paragraph, ParagraphChild, Run, StructuredDataTag,
    StructuredDataTagChild,
};

use crate::article::{Block, BlockKind, List, ListItem, ListKind};
use crate::compose::counts_level;
use crate::language::markers::Marker;
use crate::language::numerals::DECIMAL;
use crate::source::Span;

use super::super::marks::{task_alias, task_sign};
use super::super::numbering::{LARGEST_START, Marks, hanging, level_of, text_left};
use super::super::styles::Base;
use super::Writer;
use super::place::{ListPlace, Place};

/// The mark of an item, for its first paragraph.
#[derive(Debug, Clone, Copy)]
pub(super) struct Item {
    list: usize,
    level: usize,
    /// The style of a plain paragraph that carries the mark.
    pub base: Base,
    /// How far the mark stands before the text.
    pub hanging: i32,
    task: Option<bool>,
    /// Whether the sign of a task stands where a mark would.
    sign_is_mark: bool,
}

impl Item {
    /// The paragraph as the first one of the item.
    pub(super) fn number(&self, paragraph: Paragraph) -> Paragraph {
        paragraph.numbering(NumberingId::new(self.list), IndentLevel::new(self.level))
    }

    /// The box of a task, to stand before the text.
    pub(super) fn sign(&self) -> Vec<ParagraphChild> {
        let Some(done) = self.task else { return Vec::new() };
        let mut control = StructuredDataTag::new().alias(task_alias(done));
        let sign = Run::new().add_text(task_sign(done));
        control.children.push(StructuredDataTagChild::Run(Box::new(sign)));
        let space = Run::new();
        let space = if self.sign_is_mark { space.add_tab() } else { space.add_text(" ") };
        vec![
            ParagraphChild::StructuredDataTag(Box::new(control)),
            ParagraphChild::Run(Box::new(space)),
        ]
    }
}

impl<'a> Writer<'a, '_> {
    pub(super) fn list(&mut self, list: &'a List, place: &Place<'a>, span: Span) {
        let nested = place.list;
        let numbers = nested.map_or(0, |outer| outer.numbers);
        let at = ListPlace {
            edge: nested.map_or(place.left, |outer| outer.edge),
            depth: nested.map_or(0, |outer| outer.depth + 1),
            numbers: numbers + usize::from(counts_level(list.kind)),
        };
        let marks = self.marks(list.kind, numbers, span);
        let level = level_of(at.depth);
        let mut inner = *place;
        inner.left = text_left(self.theme, at.edge, level);
        inner.list = Some(at);
        inner.loose = !list.tight;
        inner.text = match place.text {
            Base::BodyText | Base::ListContinue(_) => Base::at_level(Base::ListContinue, at.depth),
            other => other,
        };
        self.opens |= nested.is_none() && !self.out.is_empty();
        let start = self.start(list.kind, span);
        let mut counted = None;
        for item in &list.items {
            self.item = Some(self.mark(marks, item, at, inner.text, start, &mut counted));
            self.list_item(item, &inner);
        }
        self.opens |= nested.is_none();
        self.after_text = false;
    }

    /// The marks of a kind of list in some that are numbered as the language does.
    fn marks(&mut self, kind: ListKind, depth: usize, span: Span) -> Marks {
        let ListKind::Ordered { numbering, .. } = kind else { return Marks::Bullets };
        let marker = self.composed().markers.marker(numbering, depth);
        if marker.counter.word.is_none() && self.told_of.insert(marker) {
            let shown = Marker { counter: &DECIMAL, ..marker };
            let construct = format!("items numbered {}", marker.write(1));
            self.shown_otherwise(&construct, &shown.write(1), span);
        }
        Marks::Numbers(marker)
    }

    fn start(&mut self, kind: ListKind, span: Span) -> u32 {
        let ListKind::Ordered { start, .. } = kind else { return 1 };
        if start > LARGEST_START {
            let construct = format!("a list that starts at {start}");
            self.shown_otherwise(&construct, &format!("one that starts at {LARGEST_START}"), span);
        }
        start.min(LARGEST_START)
    }

    /// The mark of an item. All items of the list count together, in the list of
    /// `counted`, which the first one makes.
    fn mark(
        &mut self,
        marks: Marks,
        item: &ListItem,
        at: ListPlace,
        text: Base,
        start: u32,
        counted: &mut Option<usize>,
    ) -> Item {
        let mut marks = marks;
        let sign_is_mark = item.task.is_some() && marks == Marks::Bullets;
        if sign_is_mark {
            marks = Marks::Tasks;
        }
        let level = level_of(at.depth);
        let id = match (marks, *counted) {
            (Marks::Numbers(_), Some(id)) => id,
            _ => self.numbering.list(marks, at.edge, level, start),
        };
        *counted = Some(id);
        let base = match (text, marks) {
            (Base::ListContinue(_), Marks::Numbers(_)) => Base::at_level(Base::Number, at.depth),
            (Base::ListContinue(_), _) => Base::at_level(Base::Bullet, at.depth),
            (other, _) => other,
        };
        let hanging = hanging(self.theme, marks);
        Item { list: id, level, base, hanging, task: item.task, sign_is_mark }
    }

    fn list_item(&mut self, item: &'a ListItem, inner: &Place<'a>) {
        self.after_text = false;
        if !item.blocks.first().is_some_and(can_carry_a_mark) {
            self.bare_mark(inner);
        }
        self.blocks(&item.blocks, inner);
        self.end_after_table();
    }

    /// The mark alone, for items whose first block cannot carry it.
    pub(super) fn bare_mark(&mut self, place: &Place<'a>) {
        if let Some(item) = self.item {
            self.push(item.base, place, Vec::new());
        }
    }
}

/// Whether a block begins with a paragraph that may carry a mark.
pub(super) fn can_carry_a_mark(block: &Block) -> bool {
    matches!(
        block.kind,
        BlockKind::Paragraph { .. }
            | BlockKind::Heading(_)
            | BlockKind::Code(_)
            | BlockKind::Math { .. }
            | BlockKind::Figure(_)
    )
}
