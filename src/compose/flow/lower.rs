//! A composition becomes a flow: each kind of block finds its paragraphs,
//! groups, indents and spaces.

use std::collections::BTreeSet;

use super::attribution::keep_attribution;
use super::inline::Inlines;
use super::notes::Notes;
use super::{CodeBlock, Flow, Group, LinkTarget, Node, Paragraph, Run, Structure};
use crate::article::{self, Alignment, Aside, AssetKey, Block, BlockKind, Heading, Inline, Quote};
use crate::compose::{Composition, Part, TitleLine, is_verse};
use crate::diagnostics::{Diagnostics, Kind};
use crate::language::{Direction, Tag};
use crate::length::Length;
use crate::source::Span;
use crate::theme::{Measure, Role, Theme};

/// Decides what paper shows of a composition.
pub fn flow<'a>(
    composition: &'a Composition<'a>,
    theme: &'a Theme,
    diagnostics: &mut Diagnostics,
) -> Flow<'a> {
    let mut links = Vec::new();
    let mut nodes = Vec::new();
    let mut notes = Vec::new();
    let several = composition.parts.len() > 1;
    if several {
        nodes.extend(front(composition, theme, &mut links));
    }
    for (index, part) in composition.parts.iter().enumerate() {
        if index > 0 || !nodes.is_empty() {
            nodes.push(Node::PageBreak);
        }
        let mut lowering = Lowering::new(part, theme, &composition.unshown, &mut links, &mut notes);
        lowering.alone = !several;
        let children = lowering.part();
        if let Some(span) = lowering.math {
            let construct = "a formula".to_owned();
            let shown_as = "its source".to_owned();
            diagnostics
                .push(Kind::ShownOtherwise { construct, format: "PDF".to_owned(), shown_as }, span);
        }
        match several {
            true => nodes.push(Node::Group(Group { children, ..Group::new(Structure::Article) })),
            false => nodes.extend(children),
        }
    }
    Flow {
        title: composition.title.clone(),
        language: composition.language.clone(),
        direction: composition.direction,
        running: super::running(composition),
        links,
        nodes,
        notes,
    }
}

/// What stands before several articles: what they are together, and the table of contents.
fn front<'a>(
    composition: &'a Composition<'a>,
    theme: &'a Theme,
    links: &mut Vec<LinkTarget>,
) -> Vec<Node<'a>> {
    let mut entries = Vec::new();
    let mut nodes = Vec::new();
    let mut notes = Vec::new();
    let wanted = composition.meta.contents != Some(false);
    for part in composition.parts.iter().filter(|_| wanted) {
        let mut lowering = Lowering::new(part, theme, &composition.unshown, links, &mut notes);
        lowering.contents_of_part(Setting::of(&part.language), &mut entries);
    }
    let Some(first) = composition.parts.first() else { return nodes };
    let mut lowering = Lowering::new(first, theme, &composition.unshown, links, &mut notes);
    let setting = Setting::of(&composition.language);
    if !composition.title_block.is_empty() {
        nodes.push(lowering.title_lines(&composition.title_block, setting));
    }
    if entries.len() > 1 {
        nodes.push(Node::Contents(lowering.contents_of_all(entries, setting)));
    }
    nodes
}

/// The roles of paragraphs inside a kind of block.
#[derive(Clone, Copy)]
pub(super) struct Setting<'a> {
    pub role: Role,
    pub language: &'a Tag,
    pub direction: Direction,
    /// How many bulleted lists it stands in.
    pub bullet_depth: usize,
    /// Whether it stands in a list.
    pub in_list: bool,
    /// How many lists it stands in that are numbered as the language does.
    pub number_depth: usize,
}

impl<'a> Setting<'a> {
    /// That of running text in a language.
    fn of(language: &'a Tag) -> Setting<'a> {
        Setting {
            role: Role::Body,
            language,
            direction: language.direction(),
            bullet_depth: 0,
            in_list: false,
            number_depth: 0,
        }
    }

    /// Whether it is that of a cell of a table.
    pub(super) fn in_cell(&self) -> bool {
        matches!(self.role, Role::TableHead | Role::TableCell)
    }

    /// The role of what stands inside: in a cell, all text is of its size.
    pub(super) fn inside(&self, role: Role) -> Role {
        if self.in_cell() { self.role } else { role }
    }
}

pub(super) struct Lowering<'f, 'a> {
    pub part: &'a Part<'a>,
    pub theme: &'a Theme,
    /// Assets that cannot be shown.
    pub unshown: &'a BTreeSet<AssetKey>,
    pub links: &'f mut Vec<LinkTarget>,
    /// The notes of this article.
    pub notes: Notes<'a>,
    /// The notes at the feet of pages, growing.
    pub footnotes: &'f mut Vec<Group<'a>>,
    /// Whether it is the only article of the document, whose title needs no place of its own.
    alone: bool,
    /// The first place where a formula was shown as its source.
    math: Option<Span>,
    /// How many figures have got a number.
    pub figures: u32,
    /// How many tables have got a number.
    pub tables: u32,
}

impl<'f, 'a> Lowering<'f, 'a> {
    fn new(
        part: &'a Part<'a>,
        theme: &'a Theme,
        unshown: &'a BTreeSet<AssetKey>,
        links: &'f mut Vec<LinkTarget>,
        footnotes: &'f mut Vec<Group<'a>>,
    ) -> Self {
        let notes = Notes::new(part, theme, footnotes.len());
        Lowering {
            part,
            theme,
            unshown,
            links,
            notes,
            footnotes,
            alone: true,
            math: None,
            figures: 0,
            tables: 0,
        }
    }

    fn part(&mut self) -> Vec<Node<'a>> {
        let setting = Setting::of(&self.part.language);
        let mut nodes: Vec<Node<'a>> = vec![self.title_lines(&self.part.title_block, setting)];
        if self.alone {
            nodes.extend(self.contents(setting).map(Node::Contents));
        }
        let mut shows = !self.part.title_block.is_empty();
        let theme = self.theme;
        let begins_page = |block: &Block| match &block.kind {
            BlockKind::Heading(heading) => theme.begins_page(heading.level),
            _ => false,
        };
        for chapter in self.part.article.blocks.chunk_by(|_, next| !begins_page(next)) {
            if std::mem::replace(&mut shows, true) && begins_page(&chapter[0]) {
                nodes.push(Node::PageBreak);
            }
            nodes.extend(self.blocks(chapter, setting));
        }
        nodes.extend(self.notes(setting));
        nodes
    }

    fn title_lines(&mut self, lines: &'a [TitleLine], setting: Setting<'a>) -> Node<'a> {
        let lines = lines.iter();
        let children =
            lines.map(|line| self.title_line(line.role, &line.content, setting)).collect();
        let space_after = self.measure(self.theme.blocks.title_space);
        Node::Group(Group { space_after, children, wide: true, ..Group::plain() })
    }

    fn title_line(&mut self, role: Role, content: &'a [Inline], setting: Setting<'a>) -> Node<'a> {
        let mut paragraph = self.paragraph(content, Setting { role, ..setting }, Span::NONE);
        paragraph.opens = true;
        if role == Role::Title {
            paragraph.structure = Structure::Heading(1);
            if !self.alone {
                paragraph.anchor = Some(self.part.place(Part::TITLE));
                paragraph.outline = Some((1, article::plain_text(content)));
            }
        }
        Node::Paragraph(paragraph)
    }

    /// The heading level in the tag tree: the title is 1, so a main section is 2.
    pub(super) fn heading_structure(&self, level: u8) -> Structure {
        let under_title = u8::from(!self.part.article.meta.title.is_empty());
        Structure::Heading((level + under_title).min(6))
    }

    pub(super) fn blocks(&mut self, blocks: &'a [Block], setting: Setting<'a>) -> Vec<Node<'a>> {
        let mut nodes = Vec::with_capacity(blocks.len());
        let mut after_paragraph = false;
        for block in blocks {
            let language = block.language.as_ref().unwrap_or(setting.language);
            let direction = block.direction.unwrap_or(match block.language {
                Some(_) => language.direction(),
                None => setting.direction,
            });
            let setting = Setting { language, direction, ..setting };
            self.block(block, setting, after_paragraph, &mut nodes);
            after_paragraph = matches!(block.kind, BlockKind::Paragraph { .. });
        }
        nodes
    }

    fn block(
        &mut self,
        block: &'a Block,
        setting: Setting<'a>,
        after_paragraph: bool,
        nodes: &mut Vec<Node<'a>>,
    ) {
        let span = block.span;
        match &block.kind {
            BlockKind::Paragraph { content } => {
                let mut paragraph = self.paragraph(content, setting, span);
                let all = self.theme.blocks.indent_all && !setting.in_cell();
                paragraph.opens = !after_paragraph && !all;
                nodes.push(match is_verse(content) && !setting.in_cell() {
                    true => self.stanza(paragraph, after_paragraph),
                    false => Node::Paragraph(paragraph),
                });
            }
            BlockKind::Heading(heading) => nodes.push(self.heading(heading, setting, span)),
            BlockKind::Quote(quote) => nodes.push(self.quote(quote, setting)),
            BlockKind::List(list) => nodes.push(self.list(list, setting)),
            BlockKind::DefinitionList { items } => nodes.push(self.definitions(items, setting)),
            BlockKind::Code(code) => {
                let mut group = self.spaced(Structure::Division);
                let language = code.language.as_deref();
                group.children.push(Node::Code(CodeBlock { text: &code.text, language, span }));
                nodes.push(Node::Group(group));
            }
            BlockKind::Table(table) => nodes.push(self.table(table, setting, span)),
            BlockKind::Figure(figure) => {
                let figure = self.figure(figure, setting, span);
                self.beside(figure, nodes);
            }
            BlockKind::Rule => nodes.push(self.rule(setting)),
            BlockKind::Math { tex } => nodes.push(self.formula(tex, setting, span)),
            BlockKind::Aside(aside) => nodes.push(self.aside(aside, setting)),
        }
    }

    /// A stanza stays on one page where it can, and a line apart from what is before it.
    fn stanza(&self, paragraph: Paragraph<'a>, after_paragraph: bool) -> Node<'a> {
        let style = self.theme.style(paragraph.role);
        let line = style.length(style.leading);
        let space_before = if after_paragraph { line } else { Length::ZERO };
        let children = vec![Node::Paragraph(Paragraph { opens: true, ..paragraph })];
        Node::Group(Group { space_before, keep_together: true, children, ..Group::plain() })
    }

    pub(super) fn paragraph(
        &mut self,
        content: &'a [Inline],
        setting: Setting<'a>,
        span: Span,
    ) -> Paragraph<'a> {
        let mut inlines = Inlines {
            part: self.part,
            unshown: self.unshown,
            links: self.links,
            notes: &mut self.notes,
            link_color: self.theme.link_color,
            role: setting.role,
            direction: setting.direction,
            saw_math: false,
            runs: Vec::new(),
        };
        let runs = inlines.lower(content);
        if inlines.saw_math {
            self.math.get_or_insert(span);
        }
        self.paragraph_of(runs, setting, span)
    }

    pub fn paragraph_of(
        &self,
        runs: Vec<Run<'a>>,
        setting: Setting<'a>,
        span: Span,
    ) -> Paragraph<'a> {
        Paragraph {
            role: setting.role,
            leads: setting.role.leads(),
            structure: Structure::Paragraph,
            runs,
            language: setting.language,
            direction: setting.direction,
            opens: false,
            alignment: Alignment::Natural,
            anchor: None,
            outline: None,
            span,
        }
    }

    fn heading(&mut self, heading: &'a Heading, setting: Setting<'a>, span: Span) -> Node<'a> {
        let role = Role::heading(heading.level);
        let mut paragraph = self.paragraph(&heading.content, Setting { role, ..setting }, span);
        paragraph.structure = self.heading_structure(heading.level);
        paragraph.opens = true;
        paragraph.anchor = Some(self.part.place(&heading.id));
        let under_title = u8::from(!self.alone && !self.part.article.meta.title.is_empty());
        let level = heading.level + under_title;
        paragraph.outline = Some((level, article::plain_text(&heading.content)));
        Node::Paragraph(paragraph)
    }

    pub(super) fn measure(&self, measure: Measure) -> Length {
        measure.resolve(self.theme.body_size())
    }

    /// A group with the theme's space above and below.
    pub(super) fn spaced(&self, structure: Structure) -> Group<'a> {
        Group { structure: Some(structure), ..self.apart() }
    }

    /// The same without a meaning of its own.
    pub(super) fn apart(&self) -> Group<'a> {
        let space = self.measure(self.theme.blocks.space);
        Group { space_before: space, space_after: space, ..Group::plain() }
    }

    fn quote(&mut self, quote: &'a Quote, setting: Setting<'a>) -> Node<'a> {
        let indent = self.measure(self.theme.blocks.quote_indent);
        let mut group = Group {
            direction: setting.direction,
            indent_start: indent,
            indent_end: indent,
            ..self.spaced(Structure::BlockQuote)
        };
        let role = setting.inside(Role::Quote);
        group.children = self.blocks(&quote.blocks, Setting { role, ..setting });
        if !quote.attribution.is_empty() {
            leads(&mut group.children);
            let setting = Setting { role: setting.inside(Role::Attribution), ..setting };
            let mut paragraph = self.paragraph(&quote.attribution, setting, Span::NONE);
            paragraph.opens = true;
            group.children.push(Node::Paragraph(paragraph));
        }
        Node::Group(group)
    }

    fn aside(&mut self, aside: &'a Aside, setting: Setting<'a>) -> Node<'a> {
        let indent = self.measure(self.theme.blocks.quote_indent);
        let mut group = Group {
            direction: setting.direction,
            indent_start: indent,
            side_line: true,
            ..self.spaced(Structure::Aside)
        };
        let title = Setting { role: Role::AsideTitle, ..setting };
        let runs = match (aside.title.is_empty(), self.part.words.aside(aside.kind)) {
            (false, _) => Some(self.paragraph(&aside.title, title, Span::NONE)),
            (true, Some(word)) => {
                Some(self.paragraph_of(vec![Run::plain(word)], title, Span::NONE))
            }
            (true, None) => None,
        };
        group.children.extend(runs.map(Node::Paragraph));
        group.children.extend(self.blocks(&aside.blocks, Setting { role: Role::Aside, ..setting }));
        keep_attribution(&mut group.children);
        Node::Group(group)
    }

    pub(super) fn caption(&mut self, caption: &'a [Inline], setting: Setting<'a>) -> Paragraph<'a> {
        let setting = Setting { role: Role::Caption, ..setting };
        let mut paragraph = self.paragraph(caption, setting, Span::NONE);
        paragraph.structure = Structure::Caption;
        paragraph.opens = true;
        paragraph
    }

    fn rule(&self, setting: Setting<'a>) -> Node<'a> {
        let mut group = self.apart();
        let mut paragraph = self.paragraph_of(
            vec![Run::plain(self.theme.blocks.rule.as_str())],
            setting,
            Span::NONE,
        );
        paragraph.structure = Structure::Artifact;
        paragraph.opens = true;
        paragraph.alignment = Alignment::Center;
        group.children.push(Node::Paragraph(paragraph));
        Node::Group(group)
    }

    fn formula(&mut self, tex: &'a str, setting: Setting<'a>, span: Span) -> Node<'a> {
        self.math.get_or_insert(span);
        let mut group = self.apart();
        let setting = Setting { role: Role::Math, ..setting };
        let mut paragraph = self.paragraph_of(vec![Run::plain(tex)], setting, span);
        paragraph.structure = Structure::Formula(tex.to_owned());
        paragraph.opens = true;
        group.children.push(Node::Paragraph(paragraph));
        Node::Group(group)
    }
}

/// Makes the last of some pieces belong to what follows them.
fn leads(nodes: &mut [Node<'_>]) {
    match nodes.last_mut() {
        Some(Node::Paragraph(paragraph)) => paragraph.leads = true,
        Some(Node::Group(group)) => leads(&mut group.children),
        _ => {}
    }
}
