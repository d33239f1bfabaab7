//! The body: articles become paragraphs, tables and notes of `docx-rs`.
//!
//! A [`Writer`] goes through the blocks with a [`Place`], which says where a
//! block stands: how far in, in which list, in which language. Each kind of
//! block and inline has its own file. What `docx-rs` cannot say (see
//! [`super::marks`]) goes into the lists of a [`Draft`], by number.

mod blocks;
mod captions;
mod contents;
mod fields;
mod grid;
mod images;
mod inlines;
mod links;
mod lists;
mod notes;
mod place;
mod tables;

pub(super) use images::Picture;
pub(super) use links::LinkFact;
pub(super) use tables::TableFacts;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use docx_rs::{DocumentChild, Docx, Paragraph, ParagraphChild};

use crate::article::{Article, Asset, AssetKey};
use crate::compose::{Composition, Part};
use crate::diagnostics::{Diagnostics, Kind};
use crate::language::Tag;
use crate::language::markers::Marker;
use crate::math::Formulas;
use crate::source::Span;
use crate::theme::{Role, Theme};

use super::names::Bookmarks;
use super::numbering::Numbering;
use super::styles::{Base, StyleSheet, Variant};
use super::units::twips;
use super::xml::Element;
use lists::Item;
use place::Place;

/// Which text a paragraph belongs to. Each has relationships of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Story {
    /// The document's body.
    Document,
    /// The notes.
    Notes,
}

/// All that the finishing step makes the file of.
pub(super) struct Draft<'a> {
    /// The body.
    pub document: Docx,
    /// The notes in order; the first has the id 1.
    pub notes: Vec<Vec<DocumentChild>>,
    /// The images, by the number in their relationship's id.
    pub pictures: Vec<Picture<'a>>,
    /// What is to be said of tables, by number.
    pub tables: Vec<TableFacts>,
    /// The links, by the number in their relationship's id.
    pub links: Vec<LinkFact>,
    /// The formulas, by number.
    pub formulas: Vec<Element>,
    /// The styles that were asked for.
    pub styles: StyleSheet<'a>,
    /// The lists.
    pub numbering: Numbering,
}

/// Writes all articles of a publication; `own_spaces` tells whether the spaces
/// between paragraphs are the theme's.
pub(super) fn write<'a>(
    composition: &'a Composition<'a>,
    theme: &'a Theme,
    own_spaces: bool,
    diagnostics: &mut Diagnostics,
) -> Draft<'a> {
    let mut writer = Writer::new(composition, theme, diagnostics);
    if !own_spaces {
        writer.styles = writer.styles.without_spaces();
    }
    if writer.is_book() {
        writer.front();
    }
    for (index, part) in composition.parts.iter().enumerate() {
        writer.article(index, part);
    }
    let body = std::mem::take(&mut writer.out);
    let notes = writer.notes();
    let mut document = Docx::new();
    document.document.children = body;
    Draft {
        document,
        notes,
        pictures: writer.pictures,
        tables: writer.tables,
        links: writer.links.into_facts(),
        formulas: writer.formulas,
        styles: writer.styles,
        numbering: writer.numbering,
    }
}

/// The state of the walk.
struct Writer<'a, 'd> {
    composition: &'a Composition<'a>,
    theme: &'a Theme,
    diagnostics: &'d mut Diagnostics,
    styles: StyleSheet<'a>,
    numbering: Numbering,
    /// The marks of lists that Word does not know, as far as that has been told.
    told_of: BTreeSet<Marker>,
    bookmarks: Bookmarks,
    pictures: Vec<Picture<'a>>,
    /// What images became that not all versions of Word show, by article and name.
    forms: BTreeMap<(usize, &'a AssetKey), Option<Cow<'a, Asset>>>,
    tables: Vec<TableFacts>,
    links: links::Links,
    formulas: Vec<Element>,
    /// Reads the formulas of the article.
    tex: Formulas,
    notes: notes::Notes<'a>,
    /// The numbers of captions.
    counts: captions::Counts,
    /// The article that is being written.
    part: usize,
    story: Story,
    out: Vec<DocumentChild>,
    /// The next paragraph wants space above.
    opens: bool,
    /// The next paragraph begins a page.
    new_page: bool,
    /// The last paragraph was one of running text.
    after_text: bool,
    /// The mark that the next paragraph carries.
    item: Option<Item>,
    /// What the last paragraph's style was derived from, as long as nothing came after it.
    last: Option<(Base, Variant)>,
}

impl<'a, 'd> Writer<'a, 'd> {
    fn new(
        composition: &'a Composition<'a>,
        theme: &'a Theme,
        diagnostics: &'d mut Diagnostics,
    ) -> Writer<'a, 'd> {
        Writer {
            composition,
            theme,
            diagnostics,
            styles: StyleSheet::new(theme, &composition.language, composition.direction),
            numbering: Numbering::new(),
            told_of: BTreeSet::new(),
            bookmarks: Bookmarks::of(composition),
            pictures: Vec::new(),
            forms: BTreeMap::new(),
            tables: Vec::new(),
            links: links::Links::default(),
            formulas: Vec::new(),
            tex: Formulas::new(),
            notes: notes::Notes::of(composition),
            counts: captions::Counts::default(),
            part: 0,
            story: Story::Document,
            out: Vec::new(),
            opens: false,
            new_page: false,
            after_text: false,
            item: None,
            last: None,
        }
    }

    fn composed(&self) -> &'a Part<'a> {
        &self.composition.parts[self.part]
    }

    /// The place of a paragraph that stands in nothing.
    fn outermost(&self, language: &'a Tag, text: Base) -> Place<'a> {
        let page = &self.theme.page;
        let margins = page.margin_inside.absolute() + page.margin_outside.absolute();
        Place {
            column: twips(page.width.absolute() - margins),
            left: 0,
            right: 0,
            text,
            list: None,
            loose: false,
            bar: None,
            side: None,
            language,
            direction: language.direction(),
        }
    }

    /// Whether it is a book of several articles, whose titles are its headings.
    fn is_book(&self) -> bool {
        self.composition.parts.len() > 1
    }

    /// What stands before several articles: what they are together, and the table of contents.
    fn front(&mut self) {
        let composition = self.composition;
        let place = self.outermost(&composition.language, Base::BodyText);
        for line in &composition.title_block {
            let base = title_base(line.role, false);
            let children = self.runs(&line.content, base, &place);
            self.push(base, &place, children);
        }
        if composition.meta.contents != Some(false) {
            self.contents(&contents::of_book(composition, self.theme), &composition.language);
        }
    }

    fn article(&mut self, index: usize, part: &'a Part<'a>) {
        self.part = index;
        self.tex = Formulas::new();
        self.counts.begin_article();
        self.new_page = !self.out.is_empty();
        self.opens = false;
        self.after_text = false;
        let is_book = self.is_book();
        let place = self.outermost(&part.language, Base::BodyText);
        for line in &part.title_block {
            let base = title_base(line.role, is_book);
            let mut children = self.runs(&line.content, base, &place);
            if line.role == Role::Title {
                self.bookmarked(Part::TITLE, 0, &mut children);
            }
            self.push(base, &place, children);
        }
        if let Some(line) = part.title_block.last()
            && !self.styles.end_title_block(title_base(line.role, is_book))
        {
            self.close_last();
        }
        if !is_book && part.article.meta.contents == Some(true) {
            self.contents(&contents::of_article(part, self.theme), &part.language);
        }
        self.blocks(&part.article.blocks, &place);
        self.end_after_table();
    }

    /// Adds a paragraph in the style that its base and its place ask for.
    fn push(&mut self, base: Base, place: &Place<'a>, mut children: Vec<ParagraphChild>) {
        let item = self.item.take();
        let mut variant = place.variant(self.styles.direction());
        variant.opens = std::mem::take(&mut self.opens);
        variant.new_page = std::mem::take(&mut self.new_page);
        let stands_in = self.after_text || self.theme.blocks.indent_all;
        variant.follows = stands_in && base == place.text && item.is_none();
        variant.loose = place.loose && base.is_running(place.text);
        variant.bar = place.bar_distance(item.as_ref().map_or(0, |item| item.hanging));
        let mut paragraph = Paragraph::new().id("");
        if let Some(item) = &item {
            variant.left = None;
            paragraph = item.number(paragraph);
            children.splice(0..0, item.sign());
        }
        let base = base.after(self.after_text);
        paragraph.property.style = style_of(&self.styles.paragraph(base, variant));
        paragraph.children = children;
        self.out.push(DocumentChild::Paragraph(Box::new(paragraph)));
        self.last = Some((base, variant));
    }

    /// Gives the last paragraph space below it.
    fn close_last(&mut self) {
        let Some((base, mut variant)) = self.last else { return };
        let Some(DocumentChild::Paragraph(paragraph)) = self.out.last_mut() else { return };
        variant.closes = true;
        paragraph.property.style = style_of(&self.styles.paragraph(base, variant));
    }

    /// A table must not be the last thing of its holder, nor meet another table.
    fn end_after_table(&mut self) {
        if matches!(self.out.last(), Some(DocumentChild::Table(_))) {
            let place = self.outermost(&self.composed().language, Base::TableEnd);
            let (opens, item) = (std::mem::take(&mut self.opens), self.item.take());
            self.push(Base::TableEnd, &place, Vec::new());
            (self.opens, self.item) = (opens, item);
        }
    }

    /// Writes with `write` into a list of its own, which it returns.
    fn aside<T>(&mut self, write: impl FnOnce(&mut Self) -> T) -> (Vec<DocumentChild>, T) {
        let outer = std::mem::take(&mut self.out);
        let state = (self.opens, self.after_text, self.item.take(), self.last.take());
        (self.opens, self.after_text) = (false, false);
        let result = write(self);
        (self.opens, self.after_text, self.item, self.last) = state;
        (std::mem::replace(&mut self.out, outer), result)
    }

    fn article_of(&self) -> &'a Article {
        self.composed().article
    }

    fn asset(&self, key: &AssetKey) -> Option<&'a crate::article::Asset> {
        self.article_of().assets.get(key)
    }

    /// Reports that something is shown in another form.
    fn shown_otherwise(&mut self, construct: &str, shown_as: &str, span: Span) {
        let kind = Kind::ShownOtherwise {
            construct: construct.to_owned(),
            format: "DOCX".to_owned(),
            shown_as: shown_as.to_owned(),
        };
        self.diagnostics.push(kind, span);
    }

    /// The language of a place, where the document's is another.
    fn language_at<'t>(&self, tag: &'t Tag) -> Option<&'t Tag> {
        (*tag != self.composition.language && tag.as_str() != "und").then_some(tag)
    }
}

fn style_of(id: &str) -> Option<docx_rs::ParagraphStyle> {
    Some(docx_rs::ParagraphStyle::new(Some(id)))
}

/// The style of a line of a title block; in a book the titles of articles are headings.
fn title_base(role: Role, in_book: bool) -> Base {
    match role {
        Role::Title if in_book => Base::Heading(1),
        Role::Kicker => Base::Kicker,
        Role::Title => Base::Title,
        Role::Subtitle => Base::Subtitle,
        Role::Byline => Base::Author,
        Role::Date => Base::Date,
        _ => Base::Source,
    }
}
