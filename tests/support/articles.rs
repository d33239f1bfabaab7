//! Articles at random: every kind of the model, bounded in size and depth.

use std::sync::Arc;

use offprint::article::{
    Alignment, Article, Aside, AsideKind, Asset, Block, BlockKind, Cell, Code, Contributor,
    ContributorRole, Date, Definition, Figure, Heading, Identifier, Image, Inline, InlineKind,
    LanguageSpan, Link, List, ListItem, ListKind, MediaType, Metadata, Note, Numbering, PageMarker,
    Person, Quote, Row, Series, Table,
};
use offprint::language::{Direction, Tag};
use offprint::source::Span;
use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;
use proptest::sample::select;

/// The key of the one image.
const IMAGE: &str = "dot.png";

/// A PNG of a single pixel.
pub const PNG: &[u8] = include_bytes!("dot.png");

/// Words in the scripts that the built-in faces cover, with ligatures, long ones
/// for hyphenation, and none that the program itself uses.
const WORDS: [&str; 20] = [
    "weir",
    "office",
    "Waffle",
    "fjord",
    "naïve",
    "Verfassungsgericht",
    "straße",
    "œuvre",
    "internationalization",
    "галәм",
    "җир",
    "үзәк",
    "Республикасы",
    "λόγος",
    "θάλασσα",
    "Ичкерия",
    "sluice",
    "sedulously",
    "ağaç",
    "đường",
];

/// What stands between words: what formats must escape, repair or drop.
const BETWEEN: [&str; 14] = [
    " ",
    " ",
    " ",
    " ",
    ", ",
    ". ",
    " & ",
    " < ",
    " ]]> ",
    " “",
    "” ",
    " \u{1} ",
    " – ",
    " \u{FFFE} ",
];

/// Alternative texts. An image that cannot be shown is replaced by its own, so
/// these words are no other's: an output may show them or not.
pub const ALTERNATIVES: [&str; 3] = ["", "[Kaleidoscope]", "“panorama” <of> vignettes!"];

/// Running text.
fn text() -> impl Strategy<Value = String> {
    let piece = (select(&WORDS[..]), select(&BETWEEN[..]));
    vec(piece, 1..6)
        .prop_map(|pieces| pieces.iter().flat_map(|(word, gap)| [*word, *gap]).collect())
}

fn span() -> impl Strategy<Value = Span> {
    let known = (0..1000_u32, 0..50_u32, 1..100_u32);
    of(known).prop_map(|known| match known {
        Some((start, length, line)) => Span { start, end: start + length, line },
        None => Span::NONE,
    })
}

fn language() -> impl Strategy<Value = Tag> {
    select(vec!["en", "de", "tt", "pt-BR", "el", "ru"]).prop_map(|tag| tag.parse().unwrap())
}

fn direction() -> impl Strategy<Value = Direction> {
    Just(Direction::LeftToRight)
}

fn image() -> impl Strategy<Value = Image> {
    let fields = (
        select(vec!["dot.png", "https://example.org/a.jpg", ""]),
        of(Just(())),
        select(&ALTERNATIVES[..]),
    );
    fields.prop_map(|(reference, asset, alt)| Image {
        reference: reference.to_owned(),
        asset: asset.map(|()| IMAGE.to_owned()),
        alt: alt.to_owned(),
        title: String::new(),
    })
}

fn target() -> impl Strategy<Value = String> {
    let targets = ["https://example.org/?a=1&b=<2>", "#h1", "#nowhere", "mailto:a@example.org", ""];
    select(targets.to_vec()).prop_map(str::to_owned)
}

/// A run of inlines. `notes` says whether it may refer to notes.
fn run(notes: bool) -> BoxedStrategy<Vec<Inline>> {
    let note_ref =
        select(vec!["1", "long label"]).prop_map(|id| InlineKind::NoteRef { id: id.into() });
    let leaf = prop_oneof![
        8 => text().prop_map(|text| InlineKind::Text { text }),
        1 => text().prop_map(|text| InlineKind::Code { text }),
        1 => image().prop_map(InlineKind::Image),
        if notes { 1 } else { 0 } => note_ref,
        1 => Just(InlineKind::Math { tex: "x^2 < y_1".into() }),
        1 => Just(InlineKind::Break),
        1 => (text(), text())
            .prop_map(|(id, label)| InlineKind::PageMarker(PageMarker { id, label })),
    ];
    let inline = leaf.prop_recursive(3, 12, 3, |inner| {
        let content = || vec(spanned(inner.clone()), 0..3);
        let span = (of(language()), of(direction()), content());
        prop_oneof![
            content().prop_map(|content| InlineKind::Emphasis { content }),
            content().prop_map(|content| InlineKind::Strong { content }),
            content().prop_map(|content| InlineKind::Strike { content }),
            content().prop_map(|content| InlineKind::Superscript { content }),
            content().prop_map(|content| InlineKind::Subscript { content }),
            content().prop_map(|content| InlineKind::SmallCaps { content }),
            (text(), content()).prop_map(|(expansion, content)| {
                InlineKind::Abbreviation { expansion, content }
            }),
            (target(), text(), content()).prop_map(|(target, title, content)| InlineKind::Link(
                Link { target, title, content }
            )),
            span.prop_map(|(language, direction, content)| {
                InlineKind::Span(LanguageSpan { language, direction, content })
            }),
        ]
    });
    vec(spanned(inline), 0..4).boxed()
}

fn spanned(kind: impl Strategy<Value = InlineKind>) -> impl Strategy<Value = Inline> {
    (kind, span()).prop_map(|(kind, span)| Inline { kind, span })
}

/// A list of blocks.
fn blocks(notes: bool) -> BoxedStrategy<Vec<Block>> {
    let leaf = prop_oneof![
        6 => run(notes).prop_map(|content| BlockKind::Paragraph { content }),
        2 => (1..=6_u8, "[a-z]{0,3}", run(notes))
            .prop_map(|(level, id, content)| BlockKind::Heading(Heading { level, id, content })),
        1 => (of(select(vec!["rust", "c++"])), text(), text()).prop_map(|(language, a, b)| {
            BlockKind::Code(Code { language: language.map(str::to_owned), text: format!("{a}\n\n  {b}") })
        }),
        1 => (image(), run(notes)).prop_map(|(image, caption)| BlockKind::Figure(Figure { image, caption })),
        1 => Just(BlockKind::Rule),
        1 => Just(BlockKind::Math { tex: "x^2 < y_1".into() }),
    ];
    let block = leaf.prop_recursive(3, 16, 3, move |inner| {
        let inner = vec(whole(inner), 0..3).boxed();
        prop_oneof![
            (inner.clone(), run(notes), of(target())).prop_map(|(blocks, attribution, cite)| {
                BlockKind::Quote(Quote { blocks, attribution, cite })
            }),
            list(inner.clone()),
            definitions(inner.clone(), notes),
            table(inner.clone(), notes),
            aside(inner, notes),
        ]
    });
    vec(whole(block), 0..5).boxed()
}

fn whole(kind: impl Strategy<Value = BlockKind>) -> impl Strategy<Value = Block> {
    (kind, of(language()), of(direction()), span())
        .prop_map(|(kind, language, direction, span)| Block { kind, language, direction, span })
}

fn list(blocks: BoxedStrategy<Vec<Block>>) -> impl Strategy<Value = BlockKind> {
    let numberings = vec![
        Numbering::Decimal,
        Numbering::LowerAlpha,
        Numbering::UpperAlpha,
        Numbering::LowerRoman,
        Numbering::UpperRoman,
    ];
    let numbered = (0..30_u32, select(numberings))
        .prop_map(|(start, numbering)| ListKind::Ordered { start, numbering });
    let kind = prop_oneof![Just(ListKind::Bullet), numbered];
    let item = (of(any::<bool>()), blocks).prop_map(|(task, blocks)| ListItem { task, blocks });
    (kind, any::<bool>(), vec(item, 0..4))
        .prop_map(|(kind, tight, items)| BlockKind::List(List { kind, tight, items }))
}

fn definitions(blocks: BoxedStrategy<Vec<Block>>, notes: bool) -> impl Strategy<Value = BlockKind> {
    let item = (vec(run(notes), 0..3), vec(blocks, 0..3))
        .prop_map(|(terms, descriptions)| Definition { terms, descriptions });
    vec(item, 0..3).prop_map(|items| BlockKind::DefinitionList { items })
}

fn alignment() -> impl Strategy<Value = Alignment> {
    select(vec![Alignment::Natural, Alignment::Left, Alignment::Center, Alignment::Right])
}

/// Tables whose rows and spans need not fit their columns: JSON can say anything.
fn table(blocks: BoxedStrategy<Vec<Block>>, notes: bool) -> impl Strategy<Value = BlockKind> {
    let span = || select(vec![0, 1, 1, 1, 2, 3, u16::MAX]);
    let cell = (blocks, span(), span(), any::<bool>(), of(alignment())).prop_map(
        |(blocks, colspan, rowspan, header, alignment)| Cell {
            blocks,
            colspan,
            rowspan,
            header,
            alignment,
        },
    );
    let row = vec(cell, 0..4).prop_map(|cells| Row { cells }).boxed();
    (run(notes), vec(alignment(), 0..4), vec(row.clone(), 0..2), vec(row, 0..3)).prop_map(
        |(caption, columns, head, body)| BlockKind::Table(Table { caption, columns, head, body }),
    )
}

fn aside(blocks: BoxedStrategy<Vec<Block>>, notes: bool) -> impl Strategy<Value = BlockKind> {
    let kinds = vec![
        AsideKind::Plain,
        AsideKind::Note,
        AsideKind::Tip,
        AsideKind::Important,
        AsideKind::Warning,
        AsideKind::Caution,
    ];
    (select(kinds), run(notes), blocks)
        .prop_map(|(kind, title, blocks)| BlockKind::Aside(Aside { kind, title, blocks }))
}

fn date() -> impl Strategy<Value = Date> {
    select(vec!["2026", "2026-11", "2026-11-22"]).prop_map(|date| date.parse().unwrap())
}

/// What only catalogues want to know: contributors, identifiers, a series.
fn catalogue() -> impl Strategy<Value = (Vec<Contributor>, Vec<Identifier>, Option<Series>)> {
    let roles = vec![ContributorRole::Editor, ContributorRole::Contributor];
    let person = (text(), of(text())).prop_map(|(name, file_as)| Person { name, file_as });
    let contributor =
        (person, select(roles)).prop_map(|(person, role)| Contributor { person, role });
    const KNOWN: &[&str] = &["978-3-16-148410-0", "urn:isbn:9783161484101", "doi:10.1000/1<2"];
    let identifier = prop_oneof![text(), select(KNOWN).prop_map(str::to_owned)];
    let position = of(select(&["1", "2.5"][..]).prop_map(|position| position.parse().unwrap()));
    let series = (text(), position).prop_map(|(name, position)| Series { name, position });
    (vec(contributor, 0..3), vec(identifier.prop_map(Identifier::from), 0..3), of(series))
}

fn metadata() -> impl Strategy<Value = Metadata> {
    let people = vec(text().prop_map(|name| Person::from(name.as_str())), 0..3);
    let shown = (run(false), run(false), of(text()), people, of(date()), of(language()));
    let more = (of(text()), of(target()), of(text()), vec(text(), 0..3), of(text()), of(date()));
    let cover = of(Just(IMAGE.to_owned()));
    let rest = (cover, catalogue(), of(any::<bool>()));
    (shown, more, rest).prop_map(|(shown, more, (cover, catalogue, contents))| {
        let (contributors, identifiers, series) = catalogue;
        let (title, subtitle, kicker, authors, date, language) = shown;
        let (publisher, source_url, description, keywords, rights, modified) = more;
        Metadata {
            title,
            subtitle,
            kicker,
            authors,
            contributors,
            date,
            modified,
            language,
            publisher,
            source_url,
            description,
            keywords,
            rights,
            identifiers,
            series,
            cover,
            contents,
        }
    })
}

fn note(id: &'static str) -> impl Strategy<Value = Note> {
    (blocks(false), span()).prop_map(|(blocks, span)| Note { id: id.to_owned(), blocks, span })
}

/// Any article.
pub fn article() -> impl Strategy<Value = Article> {
    let notes = (note("1"), note("long label"));
    (metadata(), blocks(true), notes).prop_map(|(meta, blocks, notes)| {
        let dot = Asset { media_type: MediaType::Png, bytes: Arc::from(PNG), size: (1, 1) };
        let assets = [(IMAGE.to_owned(), dot)].into();
        Article { meta, blocks, notes: vec![notes.0, notes.1], assets }
    })
}
