//! The model as an outline for people: a node a line, what it holds indented.
//!
//! Case tests compare against it, so it shows everything but spans, and each
//! article has one form:
//!
//! ```text
//! meta
//!   title "On Weirs"
//!   date 2026-11-22
//! heading 1 #weirs "Weirs"
//! paragraph
//!   text "Water "
//!   emphasis "falls"
//!   note-ref "1"
//! note "1"
//!   paragraph "As a rule."
//! asset "0f3a.png" image/png 640x480 20311 bytes
//! ```
//!
//! Two abbreviations keep it short. A run that is one text stands on the line
//! of its holder. An item, a cell or a description that is one paragraph shows
//! that paragraph's inlines as its own; `code-block` and `math-block` are
//! blocks, `code` and `math` inlines, so nothing becomes ambiguous.

use std::fmt::Write as _;

use super::{
    Alignment, Article, Aside, AsideKind, Asset, Block, BlockKind, Cell, Code, Definition, Figure,
    Heading, Image, Inline, InlineKind, LanguageSpan, Link, List, ListItem, ListKind, Metadata,
    Note, Numbering, Person, Quote, Row, Table,
};
use crate::language::{Direction, Tag};

/// The outline of a whole article, each line ended by `\n`.
pub fn dump(article: &Article) -> String {
    let mut outline = Outline::default();
    outline.meta(&article.meta);
    outline.blocks(&article.blocks);
    for note in &article.notes {
        outline.note(note);
    }
    for (key, asset) in &article.assets {
        outline.asset(key, asset);
    }
    outline.text
}

/// The outline of a list of blocks, as [`dump`] shows it.
pub fn dump_blocks(blocks: &[Block]) -> String {
    let mut outline = Outline::default();
    outline.blocks(blocks);
    outline.text
}

#[derive(Default)]
struct Outline {
    text: String,
    depth: usize,
}

impl Outline {
    fn line(&mut self, line: &str) {
        for _ in 0..self.depth {
            self.text.push_str("  ");
        }
        self.text.push_str(line);
        self.text.push('\n');
    }

    fn indented(&mut self, inside: impl FnOnce(&mut Outline)) {
        self.depth += 1;
        inside(self);
        self.depth -= 1;
    }

    /// A head with its run: on the same line when the run is one text.
    fn run(&mut self, head: &str, run: &[Inline]) {
        match run {
            [Inline { kind: InlineKind::Text { text }, .. }] => {
                self.line(&format!("{head} {}", quoted(text)));
            }
            _ => {
                self.line(head);
                self.indented(|outline| outline.inlines(run));
            }
        }
    }

    fn run_unless_empty(&mut self, head: &str, run: &[Inline]) {
        if !run.is_empty() {
            self.run(head, run);
        }
    }

    /// A head with its blocks: one plain paragraph gives its run to the head.
    fn holder(&mut self, head: &str, blocks: &[Block]) {
        match blocks {
            [
                Block {
                    kind: BlockKind::Paragraph { content },
                    language: None,
                    direction: None,
                    ..
                },
            ] => {
                self.run(head, content);
            }
            _ => {
                self.line(head);
                self.indented(|outline| outline.blocks(blocks));
            }
        }
    }

    fn meta(&mut self, meta: &Metadata) {
        if *meta == Metadata::default() {
            return;
        }
        self.line("meta");
        self.indented(|outline| outline.fields(meta));
    }

    fn fields(&mut self, meta: &Metadata) {
        self.run_unless_empty("title", &meta.title);
        self.run_unless_empty("subtitle", &meta.subtitle);
        self.field("kicker", meta.kicker.as_deref());
        for author in &meta.authors {
            self.person("author", author);
        }
        for contributor in &meta.contributors {
            self.person(contributor.role.name(), &contributor.person);
        }
        self.plain_field("date", meta.date);
        self.plain_field("modified", meta.modified);
        self.plain_field("language", meta.language.as_ref());
        self.field("publisher", meta.publisher.as_deref());
        self.field("source-url", meta.source_url.as_deref());
        self.field("description", meta.description.as_deref());
        for keyword in &meta.keywords {
            self.field("keyword", Some(keyword));
        }
        self.field("rights", meta.rights.as_deref());
        for identifier in &meta.identifiers {
            self.field("identifier", Some(identifier.as_str()));
        }
        if let Some(series) = &meta.series {
            self.field("series", Some(&series.name));
            self.plain_field("position", series.position.as_ref());
        }
        self.field("cover", meta.cover.as_deref());
        self.plain_field("contents", meta.contents);
    }

    fn person(&mut self, role: &str, person: &Person) {
        let order = attribute("file-as", person.file_as.as_deref().unwrap_or_default());
        self.line(&format!("{role} {}{order}", quoted(&person.name)));
    }

    fn field(&mut self, name: &str, value: Option<&str>) {
        if let Some(value) = value {
            self.line(&format!("{name} {}", quoted(value)));
        }
    }

    fn plain_field(&mut self, name: &str, value: Option<impl std::fmt::Display>) {
        if let Some(value) = value {
            self.line(&format!("{name} {value}"));
        }
    }

    fn note(&mut self, note: &Note) {
        self.line(&format!("note {}", quoted(&note.id)));
        self.indented(|outline| outline.blocks(&note.blocks));
    }

    fn asset(&mut self, key: &str, asset: &Asset) {
        let (width, height) = asset.size;
        let (kind, length) = (asset.media_type.name(), asset.bytes.len());
        self.line(&format!("asset {} {kind} {width}x{height} {length} bytes", quoted(key)));
    }

    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            self.block(block);
        }
    }

    fn block(&mut self, block: &Block) {
        let marks = marks(block.language.as_ref(), block.direction);
        match &block.kind {
            BlockKind::Heading(heading) => self.heading(heading, &marks),
            BlockKind::Paragraph { content } => self.run(&format!("paragraph{marks}"), content),
            BlockKind::Quote(quote) => self.quote(quote, &marks),
            BlockKind::List(list) => self.list(list, &marks),
            BlockKind::DefinitionList { items } => self.definitions(items, &marks),
            BlockKind::Code(code) => self.code(code, &marks),
            BlockKind::Table(table) => self.table(table, &marks),
            BlockKind::Figure(figure) => self.figure(figure, &marks),
            BlockKind::Rule => self.line(&format!("rule{marks}")),
            BlockKind::Math { tex } => self.verbatim(&format!("math-block{marks}"), tex),
            BlockKind::Aside(aside) => self.aside(aside, &marks),
        }
    }

    fn heading(&mut self, heading: &Heading, marks: &str) {
        let mut head = format!("heading {}", heading.level);
        if !heading.id.is_empty() {
            head = format!("{head} #{}", escaped(&heading.id));
        }
        self.run(&format!("{head}{marks}"), &heading.content);
    }

    fn quote(&mut self, quote: &Quote, marks: &str) {
        let cite = attribute("cite", quote.cite.as_deref().unwrap_or_default());
        self.line(&format!("quote{cite}{marks}"));
        self.indented(|outline| {
            outline.blocks(&quote.blocks);
            outline.run_unless_empty("attribution", &quote.attribution);
        });
    }

    fn list(&mut self, list: &List, marks: &str) {
        let spacing = if list.tight { "tight" } else { "loose" };
        self.line(&format!("list {} {spacing}{marks}", list_kind(list.kind)));
        self.indented(|outline| list.items.iter().for_each(|item| outline.item(item)));
    }

    fn item(&mut self, item: &ListItem) {
        let head = match item.task {
            None => "item",
            Some(true) => "item done",
            Some(false) => "item to-do",
        };
        self.holder(head, &item.blocks);
    }

    fn definitions(&mut self, items: &[Definition], marks: &str) {
        self.line(&format!("definition-list{marks}"));
        self.indented(|outline| items.iter().for_each(|item| outline.definition(item)));
    }

    fn definition(&mut self, item: &Definition) {
        self.line("definition");
        self.indented(|outline| {
            item.terms.iter().for_each(|term| outline.run("term", term));
            item.descriptions.iter().for_each(|blocks| outline.holder("description", blocks));
        });
    }

    fn code(&mut self, code: &Code, marks: &str) {
        let language = code.language.as_deref().map(|name| format!(" {}", escaped(name)));
        self.verbatim(&format!("code-block{}{marks}", language.unwrap_or_default()), &code.text);
    }

    /// Text where line ends count: a line each, after a bar.
    fn verbatim(&mut self, head: &str, text: &str) {
        self.line(head);
        self.indented(|outline| {
            for line in text.split('\n') {
                outline.line(format!("| {}", shown(line)).trim_end_matches(' '));
            }
        });
    }

    fn table(&mut self, table: &Table, marks: &str) {
        let columns: String =
            table.columns.iter().map(|column| format!(" {}", alignment(*column))).collect();
        self.line(&format!("table{columns}{marks}"));
        self.indented(|outline| {
            outline.run_unless_empty("caption", &table.caption);
            table.head.iter().for_each(|row| outline.row("head", row));
            table.body.iter().for_each(|row| outline.row("row", row));
        });
    }

    fn row(&mut self, head: &str, row: &Row) {
        self.line(head);
        self.indented(|outline| row.cells.iter().for_each(|cell| outline.cell(cell)));
    }

    fn cell(&mut self, cell: &Cell) {
        let mut head = String::from(if cell.header { "cell header" } else { "cell" });
        for (name, span) in [("colspan", cell.colspan), ("rowspan", cell.rowspan)] {
            if span != 1 {
                let _ = write!(head, " {name}={span}");
            }
        }
        if let Some(own) = cell.alignment {
            let _ = write!(head, " {}", alignment(own));
        }
        self.holder(&head, &cell.blocks);
    }

    fn figure(&mut self, figure: &Figure, marks: &str) {
        self.line(&format!("figure {}{marks}", image(&figure.image)));
        self.indented(|outline| outline.run_unless_empty("caption", &figure.caption));
    }

    fn aside(&mut self, aside: &Aside, marks: &str) {
        self.line(&format!("aside {}{marks}", aside_kind(aside.kind)));
        self.indented(|outline| {
            outline.run_unless_empty("title", &aside.title);
            outline.blocks(&aside.blocks);
        });
    }

    fn inlines(&mut self, run: &[Inline]) {
        for inline in run {
            self.inline(&inline.kind);
        }
    }

    fn inline(&mut self, kind: &InlineKind) {
        match kind {
            InlineKind::Text { text } => self.line(&format!("text {}", quoted(text))),
            InlineKind::Emphasis { content } => self.run("emphasis", content),
            InlineKind::Strong { content } => self.run("strong", content),
            InlineKind::Strike { content } => self.run("strike", content),
            InlineKind::Superscript { content } => self.run("superscript", content),
            InlineKind::Subscript { content } => self.run("subscript", content),
            InlineKind::SmallCaps { content } => self.run("small-caps", content),
            InlineKind::Abbreviation { expansion, content } => {
                self.run(&format!("abbreviation {}", quoted(expansion)), content);
            }
            InlineKind::Code { text } => self.line(&format!("code {}", quoted(text))),
            InlineKind::Link(link) => self.link(link),
            InlineKind::Image(found) => self.line(&format!("image {}", image(found))),
            InlineKind::NoteRef { id } => self.line(&format!("note-ref {}", quoted(id))),
            InlineKind::Math { tex } => self.line(&format!("math {}", quoted(tex))),
            InlineKind::Span(span) => self.span(span),
            InlineKind::Break => self.line("break"),
            InlineKind::PageMarker(marker) => {
                let id = attribute("id", &marker.id);
                self.line(&format!("page-marker {}{id}", quoted(&marker.label)));
            }
        }
    }

    fn link(&mut self, link: &Link) {
        let title = attribute("title", &link.title);
        self.run(&format!("link to={}{title}", quoted(&link.target)), &link.content);
    }

    fn span(&mut self, span: &LanguageSpan) {
        let marks = marks(span.language.as_ref(), span.direction);
        self.run(&format!("span{marks}"), &span.content);
    }
}

fn image(image: &Image) -> String {
    let mut line = quoted(&image.reference);
    line.push_str(&attribute("alt", &image.alt));
    line.push_str(&attribute("title", &image.title));
    line.push_str(&attribute("asset", image.asset.as_deref().unwrap_or_default()));
    line
}

fn marks(language: Option<&Tag>, direction: Option<Direction>) -> String {
    let language = language.map(|tag| format!(" lang={tag}")).unwrap_or_default();
    let direction = direction.map(|direction| format!(" dir={}", direction.name()));
    language + &direction.unwrap_or_default()
}

fn attribute(name: &str, value: &str) -> String {
    if value.is_empty() { String::new() } else { format!(" {name}={}", quoted(value)) }
}

fn list_kind(kind: ListKind) -> String {
    match kind {
        ListKind::Bullet => "bullet".to_owned(),
        ListKind::Ordered { start: 1, numbering } => numbering_name(numbering).to_owned(),
        ListKind::Ordered { start, numbering } => {
            format!("{} start={start}", numbering_name(numbering))
        }
    }
}

fn numbering_name(numbering: Numbering) -> &'static str {
    match numbering {
        Numbering::Decimal => "decimal",
        Numbering::LowerAlpha => "lower-alpha",
        Numbering::UpperAlpha => "upper-alpha",
        Numbering::LowerRoman => "lower-roman",
        Numbering::UpperRoman => "upper-roman",
    }
}

fn alignment(alignment: Alignment) -> &'static str {
    match alignment {
        Alignment::Natural => "natural",
        Alignment::Left => "left",
        Alignment::Center => "center",
        Alignment::Right => "right",
    }
}

fn aside_kind(kind: AsideKind) -> &'static str {
    match kind {
        AsideKind::Plain => "plain",
        AsideKind::Note => "note",
        AsideKind::Tip => "tip",
        AsideKind::Important => "important",
        AsideKind::Warning => "warning",
        AsideKind::Caution => "caution",
    }
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", escaped(text))
}

fn escaped(text: &str) -> String {
    shown(&text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n"))
}

/// Characters that no one sees in a diff, as `\u{…}`: a fixed list, because the
/// one of the standard library changes with Unicode.
fn shown(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for c in text.chars() {
        let invisible = c.is_control()
            || matches!(c, '\u{A0}' | '\u{AD}' | '\u{61C}' | '\u{180E}' | '\u{FEFF}')
            || matches!(c, '\u{2000}'..='\u{200F}' | '\u{2028}'..='\u{202F}')
            || matches!(c, '\u{205F}'..='\u{206F}');
        match c {
            '\t' => shown.push_str("\\t"),
            _ if invisible => drop(write!(shown, "\\u{{{:X}}}", u32::from(c))),
            _ => shown.push(c),
        }
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Date, Person};
    use crate::source::Span;

    fn emphasis(text: &str) -> Inline {
        let content = vec![Inline::text(text)];
        Inline::new(InlineKind::Emphasis { content }, Span::NONE)
    }

    #[test]
    fn metadata_comes_first_and_only_what_is_known() {
        let meta = Metadata {
            title: vec![Inline::text("On "), emphasis("Weirs")],
            authors: vec![Person::from("A. Angler")],
            date: Date::new(2026, 11, 22),
            ..Metadata::default()
        };
        let article = Article { meta, ..Article::default() };
        let expected = r#"meta
  title
    text "On "
    emphasis "Weirs"
  author "A. Angler"
  date 2026-11-22
"#;
        assert_eq!(dump(&article), expected);
        assert_eq!(dump(&Article::default()), "");
    }

    #[test]
    fn holders_of_one_paragraph_are_one_line() {
        let item = |blocks| ListItem { task: Some(true), blocks };
        let one = item(vec![Block::paragraph(vec![Inline::text("one")])]);
        let two = item(vec![
            Block::paragraph(vec![emphasis("two")]),
            Block::new(
                BlockKind::Code(Code { language: Some("rust".into()), text: "a\n\n\tb".into() }),
                Span::NONE,
            ),
        ]);
        let kind = ListKind::Ordered { start: 3, numbering: Numbering::Decimal };
        let list = List { kind, tight: true, items: vec![one, two] };
        let expected = r#"list decimal start=3 tight
  item done "one"
  item done
    paragraph
      emphasis "two"
    code-block rust
      | a
      |
      | \tb
"#;
        assert_eq!(dump_blocks(&[Block::new(BlockKind::List(list), Span::NONE)]), expected);
    }

    #[test]
    fn invisible_characters_show() {
        assert_eq!(quoted("a\u{A0}\"b\\\u{200B}é"), r#""a\u{A0}\"b\\\u{200B}é""#);
    }
}
