//! An article with every kind of block and inline, for the tests of backends.
//!
//! Every text in it is numbered, `[1]`, `[2]` …, in reading order, notes last; so a
//! test sees from an output alone whether anything is lost or out of place.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::article::*;
use crate::language::{Direction, Tag};
use crate::source::Span;

/// A PNG of one black pixel.
pub const PNG: &[u8] = &[
    0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0x00, 0x00, 0x00, 0x0D, 0x49, 0x48, 0x44, 0x52,
    0x00, 0x00, 0x00, 0x01, 0x00, 0x00, 0x00, 0x01, 0x08, 0x00, 0x00, 0x00, 0x00, 0x3A, 0x7E, 0x9B,
    0x55, 0x00, 0x00, 0x00, 0x0A, 0x49, 0x44, 0x41, 0x54, 0x78, 0x9C, 0x63, 0x60, 0x00, 0x00, 0x00,
    0x02, 0x00, 0x01, 0x48, 0xAF, 0xA4, 0x71, 0x00, 0x00, 0x00, 0x00, 0x49, 0x45, 0x4E, 0x44, 0xAE,
    0x42, 0x60, 0x82,
];

/// Numbers the texts as they are made.
#[derive(Default)]
struct Maker(usize);

impl Maker {
    fn word(&mut self) -> String {
        self.0 += 1;
        format!("<{}>", self.0)
    }

    fn text(&mut self) -> Inline {
        Inline::text(format!("{} & ", self.word()))
    }

    fn run(&mut self) -> Vec<Inline> {
        vec![self.text()]
    }

    fn paragraph(&mut self) -> Block {
        Block::paragraph(self.run())
    }

    fn heading(&mut self, level: u8, id: &str) -> Block {
        block(BlockKind::Heading(Heading { level, id: id.into(), content: self.run() }))
    }

    fn cell(&mut self, colspan: u16, rowspan: u16) -> Cell {
        Cell { blocks: vec![self.paragraph()], colspan, rowspan, ..Cell::default() }
    }
}

fn block(kind: BlockKind) -> Block {
    Block::new(kind, Span::NONE)
}

fn inline(kind: InlineKind) -> Inline {
    Inline::new(kind, Span::NONE)
}

fn image(asset: Option<&str>, alt: String) -> Image {
    let reference = "a \"b\".png".to_owned();
    Image { reference, asset: asset.map(str::to_owned), alt, title: "A \"title\"".to_owned() }
}

fn tag(text: &str) -> Tag {
    text.parse().expect("the tests write tags")
}

/// The marks of all texts of [`article`], in order.
pub fn marks() -> Vec<String> {
    (1..=make().1).map(|number| format!("<{number}>")).collect()
}

/// The article.
pub fn article() -> Article {
    make().0
}

fn make() -> (Article, usize) {
    let mut maker = Maker::default();
    let m = &mut maker;
    let meta = metadata(m);
    let mut blocks = vec![Block::paragraph(inlines(m)), m.heading(1, "note-1")];
    blocks.extend(lists(m));
    blocks.push(m.heading(2, "ref-1"));
    blocks.extend(boxes(m));
    blocks.push(m.heading(1, "глава"));
    blocks.push(table(m));
    blocks.extend(others(m));
    let notes = ["a b", "\"&"].map(|id| Note {
        id: id.to_owned(),
        blocks: vec![m.paragraph(), block(BlockKind::Rule), m.paragraph()],
        span: Span::NONE,
    });
    let png = Asset { media_type: MediaType::Png, bytes: Arc::from(PNG), size: (1, 1) };
    let assets = Assets::from([("&\"key\".png".to_owned(), png)]);
    (Article { meta, blocks, notes: notes.into(), assets }, maker.0)
}

fn metadata(m: &mut Maker) -> Metadata {
    Metadata {
        kicker: Some(m.word()),
        title: vec![m.text(), inline(InlineKind::Emphasis { content: m.run() })],
        subtitle: m.run(),
        authors: vec![Person::from(m.word().as_str()), Person::from(m.word().as_str())],
        date: Date::new(2026, 11, 22),
        language: Some(tag("en")),
        publisher: Some(m.word()),
        source_url: Some(format!("https://example.org/?a=b&c={}", m.word())),
        description: Some("About <all> & \"everything\"".to_owned()),
        keywords: vec!["<one>".to_owned(), "two & \"three\"".to_owned(), " ".to_owned()],
        rights: Some("© <nobody>".to_owned()),
        contributors: vec![Contributor {
            person: Person { name: "<Eva>".to_owned(), file_as: Some("E & \"a\"".to_owned()) },
            role: ContributorRole::Translator,
        }],
        identifiers: vec!["978-3-16-148410-0".into(), "doi:10.1000/<1>&2".into()],
        series: Some(Series { name: "A & B".to_owned(), position: "3".parse().ok() }),
        cover: Some("&\"key\".png".to_owned()),
        ..Metadata::default()
    }
}

fn inlines(m: &mut Maker) -> Vec<Inline> {
    let link = |target: &str, content| {
        let title = "A \"title\" & more".to_owned();
        inline(InlineKind::Link(Link { target: target.to_owned(), title, content }))
    };
    let note = |id: &str| inline(InlineKind::NoteRef { id: id.to_owned() });
    let span = |language, direction, content| {
        inline(InlineKind::Span(LanguageSpan { language, direction, content }))
    };
    vec![
        m.text(),
        inline(InlineKind::Emphasis { content: m.run() }),
        inline(InlineKind::Strong { content: m.run() }),
        inline(InlineKind::Strike { content: m.run() }),
        inline(InlineKind::Superscript { content: m.run() }),
        inline(InlineKind::Subscript { content: m.run() }),
        inline(InlineKind::SmallCaps { content: m.run() }),
        inline(InlineKind::Abbreviation {
            expansion: "A \"B\" <&> C".to_owned(),
            content: m.run(),
        }),
        inline(InlineKind::Code { text: m.word() }),
        link("https://example.org/a b?\"c\"=<d>", vec![m.text(), note("a b"), m.text()]),
        link("#глава", m.run()),
        link("beside.html", m.run()),
        link("#nowhere", m.run()),
        link("https://a.org/", vec![link("https://b.org/", m.run())]),
        note("a b"),
        note("\"&"),
        inline(InlineKind::Image(image(Some("&\"key\".png"), String::new()))),
        inline(InlineKind::Image(image(None, m.word()))),
        inline(InlineKind::Math { tex: m.word() }),
        inline(InlineKind::Break),
        inline(InlineKind::PageMarker(PageMarker {
            id: "стр-1".into(), label: "<1>\"&".into()
        })),
        span(Some(tag("ar")), None, vec![m.text(), inline(InlineKind::Code { text: m.word() })]),
        span(None, Some(Direction::RightToLeft), m.run()),
    ]
}

fn lists(m: &mut Maker) -> Vec<Block> {
    let item = |task, blocks| ListItem { task, blocks };
    let list = |kind, tight, items| block(BlockKind::List(List { kind, tight, items }));
    let ordered = |start, numbering| ListKind::Ordered { start, numbering };
    let (first, inner) = (m.paragraph(), m.paragraph());
    let nested = list(ListKind::Bullet, true, vec![item(None, vec![inner])]);
    vec![
        list(ListKind::Bullet, true, vec![item(None, vec![first, nested]), item(None, vec![])]),
        list(
            ordered(3, Numbering::LowerRoman),
            false,
            vec![item(None, vec![m.paragraph(), m.paragraph()])],
        ),
        list(
            ordered(0, Numbering::UpperAlpha),
            true,
            vec![item(None, vec![m.heading(1, "in-list")])],
        ),
        list(
            ListKind::Bullet,
            true,
            vec![
                item(Some(true), vec![m.paragraph()]),
                item(Some(false), vec![m.paragraph(), m.paragraph()]),
            ],
        ),
        list(ListKind::Bullet, true, vec![]),
        block(BlockKind::DefinitionList {
            items: vec![
                Definition {
                    terms: vec![m.run(), m.run()],
                    descriptions: vec![vec![m.paragraph()], vec![m.paragraph(), m.paragraph()]],
                },
                Definition { terms: vec![m.run()], descriptions: vec![] },
                Definition { terms: vec![], descriptions: vec![vec![m.paragraph()]] },
            ],
        }),
    ]
}

fn boxes(m: &mut Maker) -> Vec<Block> {
    let inner = Quote { blocks: vec![m.paragraph()], attribution: m.run(), cite: None };
    let outer = Quote {
        blocks: vec![block(BlockKind::Quote(inner)), m.paragraph()],
        attribution: m.run(),
        cite: Some("https://example.org/a b".to_owned()),
    };
    let mut blocks = vec![block(BlockKind::Quote(outer))];
    for kind in [
        AsideKind::Plain,
        AsideKind::Note,
        AsideKind::Tip,
        AsideKind::Important,
        AsideKind::Warning,
        AsideKind::Caution,
    ] {
        let aside = Aside { kind, title: Vec::new(), blocks: vec![m.paragraph(), m.paragraph()] };
        blocks.push(block(BlockKind::Aside(aside)));
    }
    let title = m.run();
    let aside = Aside { kind: AsideKind::Tip, title, blocks: vec![m.paragraph()] };
    blocks.push(block(BlockKind::Aside(aside)));
    blocks
}

fn table(m: &mut Maker) -> Block {
    let caption = m.run();
    let head = vec![
        Row { cells: vec![m.cell(1, 2), m.cell(2, 1)] },
        Row { cells: vec![m.cell(1, 1), m.cell(1, 1)] },
    ];
    let header = Cell { header: true, ..m.cell(1, 1) };
    let right = Cell { alignment: Some(Alignment::Right), ..m.cell(1, 1) };
    let mut several = m.cell(1, 1);
    several.blocks.push(m.paragraph());
    let body = vec![
        Row { cells: vec![header, right, several] },
        Row { cells: vec![m.cell(3, 1)] },
        Row { cells: vec![] },
    ];
    let columns = vec![Alignment::Natural, Alignment::Left, Alignment::Center];
    block(BlockKind::Table(Table { caption, columns, head, body }))
}

fn others(m: &mut Maker) -> Vec<Block> {
    let code = |language: Option<&str>, text| {
        block(BlockKind::Code(Code { language: language.map(str::to_owned), text }))
    };
    let figure = |image, caption| block(BlockKind::Figure(Figure { image, caption }));
    let scoped = |mut block: Block, language: Option<&str>, direction| {
        block.language = language.map(tag);
        block.direction = direction;
        block
    };
    vec![
        code(None, format!("\n  {}\n\tindented\n", m.word())),
        code(Some("c++ {\"1\"}"), m.word()),
        block(BlockKind::Rule),
        block(BlockKind::Math { tex: format!("{}\n\\frac{{a}}{{b}}", m.word()) }),
        figure(image(Some("&\"key\".png"), "A \"black\" point".to_owned()), m.run()),
        figure(image(Some("&\"key\".png"), String::new()), vec![]),
        figure(image(None, m.word()), m.run()),
        figure(image(None, String::new()), vec![]),
        scoped(m.paragraph(), Some("de"), None),
        scoped(m.paragraph(), Some("he"), None),
        scoped(m.paragraph(), None, Some(Direction::RightToLeft)),
        scoped(code(None, m.word()), Some("fa"), None),
        m.heading(2, "two"),
        m.heading(3, "three"),
        m.heading(4, "four"),
        m.heading(5, "five"),
        m.heading(6, "six"),
    ]
}

/// Fails unless a text has all marks of the article, in order.
pub fn assert_in_order(text: &str) {
    let mut rest = text;
    for mark in marks() {
        let Some(at) = rest.find(&mark) else { panic!("{mark} is missing or out of place") };
        rest = &rest[at + mark.len()..];
    }
}

/// Fails unless every document is well-formed, its ids are unique, and every link
/// among the documents leads somewhere. Gives the text of all bodies.
pub fn assert_sound(documents: &[(String, String)]) -> String {
    let trees: Vec<_> = documents.iter().map(|(name, xml)| (name.as_str(), tree(xml))).collect();
    let mut anchors: BTreeSet<String> = BTreeSet::new();
    for (name, tree) in &trees {
        anchors.insert(name.to_string());
        for id in tree.descendants().filter_map(|node| node.attribute("id")) {
            assert!(anchors.insert(format!("{name}#{id}")), "{name} has the id {id} twice");
        }
    }
    let mut text = String::new();
    for (name, tree) in &trees {
        for href in tree.descendants().filter_map(|node| node.attribute("href")) {
            let target = if href.starts_with('#') { format!("{name}{href}") } else { href.into() };
            let target = crate::url::percent_decoded(&target);
            let inside =
                !target.contains("://") && target.contains("xhtml") | target.starts_with('#');
            assert!(!inside || anchors.contains(&target), "{name}: {href} leads nowhere");
        }
        let body = tree
            .descendants()
            .find(|node| node.has_tag_name(("http://www.w3.org/1999/xhtml", "body")));
        let body = body.or(tree.descendants().find(|node| node.has_tag_name("body")));
        let nodes = body.into_iter().flat_map(|body| body.descendants().filter(|n| n.is_text()));
        text.extend(nodes.filter_map(|node| node.text()));
    }
    text
}

pub fn tree(xml: &str) -> roxmltree::Document<'_> {
    let options = roxmltree::ParsingOptions { allow_dtd: true, ..Default::default() };
    roxmltree::Document::parse_with_options(xml, options).expect("the markup is well-formed")
}
