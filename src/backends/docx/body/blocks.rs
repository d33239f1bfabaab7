//! Blocks become paragraphs, in the styles of their kinds.

use docx_rs::{BreakType, ParagraphChild, Run, RunChild, Text};

use crate::article::{Aside, Block, BlockKind, Code, Definition, Figure, Heading, Inline, Quote};
use crate::cancel;
use crate::compose::is_verse;
use crate::highlight::{Kind, Pieces};
use crate::language::captions::Captioned;
use crate::math;
use crate::source::Span;
use crate::theme::TokenLook;

use super::super::math::displayed;
use super::super::styles::{ASIDE_GAP, Base, Flags};
use super::super::units::twips;
use super::super::xml::legal;
use super::Writer;
use super::inlines::Around;
use super::place::Place;

impl<'a> Writer<'a, '_> {
    /// Writes blocks that stand together.
    pub(super) fn blocks(&mut self, blocks: &'a [Block], place: &Place<'a>) {
        for block in blocks {
            cancel::check();
            let place = place.spoken(block);
            if !matches!(block.kind, BlockKind::Table(_)) {
                self.end_after_table();
            }
            self.block(block, &place);
        }
    }

    fn block(&mut self, block: &'a Block, place: &Place<'a>) {
        match &block.kind {
            BlockKind::Heading(heading) => self.heading(heading, place),
            BlockKind::Paragraph { content } => self.paragraph(content, place),
            BlockKind::Quote(quote) => self.quote(quote, place),
            BlockKind::List(list) => self.list(list, place, block.span),
            BlockKind::DefinitionList { items } => self.definitions(items, place),
            BlockKind::Code(code) => {
                self.set_off(|writer| writer.code(code, &place.left_to_right()))
            }
            BlockKind::Table(table) => self.table(table, place, block.span),
            BlockKind::Figure(figure) => self.figure(figure, place, block.span),
            BlockKind::Rule => self.set_off(|writer| writer.rule(place)),
            BlockKind::Math { tex } => self.math(tex, &place.left_to_right(), block.span),
            BlockKind::Aside(aside) => self.aside_block(aside, place),
        }
    }

    /// Writes something with space above and below it.
    fn set_off(&mut self, write: impl FnOnce(&mut Self)) {
        self.opens |= !self.out.is_empty() && self.item.is_none();
        write(self);
        self.opens = true;
        self.after_text = false;
    }

    fn heading(&mut self, heading: &'a Heading, place: &Place<'a>) {
        let level = heading.level + u8::from(self.is_book());
        let base = Base::Heading(level.clamp(1, 6));
        let mut children = self.runs(&heading.content, base, place);
        self.bookmarked(&heading.id, 0, &mut children);
        self.push(base, place, children);
        self.after_text = false;
    }

    fn paragraph(&mut self, content: &'a [Inline], place: &Place<'a>) {
        if is_verse(content) {
            self.opens |= std::mem::take(&mut self.after_text);
        }
        let base = self.item.map_or(place.text, |item| item.base);
        let children = self.runs(content, base, place);
        self.push(base, place, children);
        self.after_text = true;
    }

    fn quote(&mut self, quote: &'a Quote, place: &Place<'a>) {
        let indent = twips(self.theme.body_length(self.theme.blocks.quote_indent));
        let inner = place.within(indent, indent, Base::Quote);
        self.set_off(|writer| {
            writer.after_text = false;
            writer.blocks(&quote.blocks, &inner);
            writer.end_after_table();
            if !quote.attribution.is_empty() {
                let children = writer.runs(&quote.attribution, Base::Attribution, &inner);
                writer.push(Base::Attribution, &inner, children);
            }
        });
    }

    fn definitions(&mut self, items: &'a [Definition], place: &Place<'a>) {
        let indent = twips(self.theme.body_length(self.theme.blocks.definition_indent));
        let inner = place.within(indent, 0, Base::Definition);
        self.set_off(|writer| {
            for item in items {
                for term in &item.terms {
                    let children = writer.runs(term, Base::Term, place);
                    writer.push(Base::Term, place, children);
                }
                for description in &item.descriptions {
                    writer.after_text = false;
                    writer.blocks(description, &inner);
                    writer.end_after_table();
                }
            }
        });
    }

    fn code(&mut self, code: &Code, place: &Place<'a>) {
        let around = Around::at(Base::Code, place);
        let text = legal(&code.text);
        let text = text.trim_end_matches('\n');
        let language = code.language.as_deref().filter(|_| self.theme.code.colors);
        let mut children = Vec::new();
        for (piece, kind) in Pieces::new(language, text).up_to(text.len()) {
            let plain = |kind: &Kind| self.theme.token(*kind) == TokenLook::default();
            let kind = kind.filter(|kind| !plain(kind));
            let around = kind.map_or(around, |kind| around.with(Flags::token(kind)));
            let mut run = self.run(around);
            for (index, line) in piece.split('\n').enumerate() {
                if index > 0 {
                    run = run.add_break(BreakType::TextWrapping);
                }
                push_line(&mut run, line.trim_end_matches('\r'));
            }
            children.push(ParagraphChild::Run(Box::new(run)));
        }
        self.push(Base::Code, place, children);
    }

    fn math(&mut self, tex: &str, place: &Place<'a>, span: Span) {
        let formula = self.office_math(tex, math::Place::Display, span);
        let around = Around::at(Base::Math, place);
        self.set_off(|writer| {
            if let Some(formula) = formula {
                let formula = writer.place_of(displayed(formula));
                return writer.push(Base::Math, place, vec![formula]);
            }
            let mut run = writer.run(around);
            for (index, line) in legal(tex).trim().split('\n').enumerate() {
                if index > 0 {
                    run = run.add_break(BreakType::TextWrapping);
                }
                push_line(&mut run, line);
            }
            writer.push(Base::Math, place, vec![ParagraphChild::Run(Box::new(run))]);
        });
    }

    fn rule(&mut self, place: &Place<'a>) {
        let rule = self.theme.blocks.rule.clone();
        let children = vec![self.text(&rule, Around::at(Base::Rule, place))];
        self.push(Base::Rule, place, children);
    }

    fn figure(&mut self, figure: &'a Figure, place: &Place<'a>, span: Span) {
        let around = Around::at(Base::Figure, place);
        let image = self.image(&figure.image, around, span);
        self.set_off(|writer| {
            if image.is_some() || writer.item.is_some() {
                writer.push(Base::Figure, place, image.into_iter().collect());
            }
            if !figure.caption.is_empty() {
                let children =
                    writer.caption(&figure.caption, Captioned::Figure, Base::Caption, place);
                writer.push(Base::Caption, place, children);
            }
        });
    }

    fn aside_block(&mut self, aside: &'a Aside, place: &Place<'a>) {
        let mut inner = place.within(ASIDE_GAP, 0, Base::Aside);
        inner.bar = Some(place.bar.unwrap_or(place.left));
        let words = self.composed().words;
        let title = match (&aside.title[..], words.aside(aside.kind)) {
            ([], Some(name)) => {
                vec![self.text(name, Around::at(Base::AsideTitle, &inner))]
            }
            ([], None) => Vec::new(),
            (title, _) => self.runs(title, Base::AsideTitle, &inner),
        };
        self.set_off(|writer| {
            writer.after_text = false;
            if !title.is_empty() {
                writer.push(Base::AsideTitle, &inner, title);
            }
            writer.blocks(&aside.blocks, &inner);
            writer.end_after_table();
        });
    }
}

/// Adds a line in which every space counts to a run.
fn push_line(run: &mut Run, line: &str) {
    for (index, piece) in line.split('\t').enumerate() {
        if index > 0 {
            run.children.push(RunChild::Tab(docx_rs::Tab::new()));
        }
        if !piece.is_empty() {
            run.children.push(RunChild::Text(Text::new(piece.replace('\r', ""))));
        }
    }
}
