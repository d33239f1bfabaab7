//! Blocks.

use serde_json::Value;

use super::super::{ASIDES, ATTRIBUTION, TASKS, TITLE};
use super::{Attributes, Reader, element, list, text};
use crate::article::{
    Aside, AsideKind, Block, BlockKind, Code, Definition, Figure, Heading, Inline, InlineKind,
    List, ListItem, ListKind, Numbering, Quote,
};
use crate::readers::html::fragment::Piece;
use crate::readers::tags::closed_names;
use crate::source::Span;

impl Reader<'_> {
    /// The blocks of a list; raw HTML is read together with what stands between it.
    pub(super) fn blocks(&mut self, value: &Value) -> Vec<Block> {
        let mut pieces = Vec::new();
        let html = list(value).iter().filter_map(|value| html_of(value, "RawBlock"));
        let closed = closed_names(&html.collect::<String>());
        for value in list(value) {
            if let Some(html) = html_of(value, "RawBlock") {
                pieces.push(self.html(html, &closed));
            } else {
                let mut blocks = Vec::new();
                self.block(value, &mut blocks);
                pieces.extend(blocks.into_iter().map(Piece::Block));
            }
        }
        if pieces.iter().any(|piece| matches!(piece, Piece::Html(..))) {
            return self.fragments.blocks(pieces, self.diagnostics);
        }
        let block = |piece| match piece {
            Piece::Block(block) => Some(block),
            _ => None,
        };
        pieces.into_iter().filter_map(block).collect()
    }

    fn block(&mut self, value: &Value, out: &mut Vec<Block>) {
        let (name, c) = element(value);
        let kind = match name {
            "Para" | "Plain" => return self.paragraph(c, out),
            "LineBlock" => self.lines(c),
            "CodeBlock" => {
                let language = Attributes(&c[0]).classes().next().map(str::to_owned);
                BlockKind::Code(Code { language, text: text(&c[1]).to_owned() })
            }
            "RawBlock" => return self.dropped(&format!("raw {}", text(&c[0]))),
            "BlockQuote" => BlockKind::Quote(self.quote(c)),
            "OrderedList" => {
                let start = c[0][0].as_u64().and_then(|start| start.try_into().ok()).unwrap_or(1);
                let numbering = match element(&c[0][1]).0 {
                    "LowerAlpha" => Numbering::LowerAlpha,
                    "UpperAlpha" => Numbering::UpperAlpha,
                    "LowerRoman" => Numbering::LowerRoman,
                    "UpperRoman" => Numbering::UpperRoman,
                    _ => Numbering::Decimal,
                };
                self.list(ListKind::Ordered { start, numbering }, &c[1])
            }
            "BulletList" => self.list(ListKind::Bullet, c),
            "DefinitionList" => {
                let items = list(c).iter().map(|item| Definition {
                    terms: terms(self.run(&item[0])),
                    descriptions: list(&item[1]).iter().map(|blocks| self.blocks(blocks)).collect(),
                });
                BlockKind::DefinitionList { items: items.collect() }
            }
            "Header" => {
                let level = c[0].as_u64().unwrap_or(1).clamp(1, 6) as u8;
                let id = Attributes(&c[1]).id().to_owned();
                BlockKind::Heading(Heading { level, id, content: self.run(&c[2]) })
            }
            "HorizontalRule" => BlockKind::Rule,
            "Table" => BlockKind::Table(self.table(c)),
            "Figure" => return self.figure(c, out),
            "Div" => return self.division(c, out),
            "Null" => return,
            _ => return self.dropped(&format!("pandoc's “{name}”")),
        };
        out.push(Block::new(kind, Span::NONE));
    }

    /// A paragraph. Images alone in one are figures, and displayed formulas end it.
    fn paragraph(&mut self, value: &Value, out: &mut Vec<Block>) {
        let mut rest = list(value);
        while let Some(at) = rest.iter().position(is_displayed) {
            let (before, after) = rest.split_at(at);
            self.part(before, out);
            let tex = text(&after[0]["c"][1]).trim().to_owned();
            out.push(Block::new(BlockKind::Math { tex }, Span::NONE));
            rest = &after[1..];
        }
        self.part(rest, out);
    }

    fn part(&mut self, inlines: &[Value], out: &mut Vec<Block>) {
        let mut content = self.inlines(inlines);
        let is_blank = |inline: &Inline| matches!(&inline.kind, InlineKind::Text { text } if text.trim().is_empty());
        if content.iter().all(is_blank) {
            return;
        }
        if let [Inline { kind: InlineKind::Image(image), .. }] = &mut content[..] {
            let mut image = std::mem::take(image);
            // Up to version 1.22 this is how a figure is marked.
            let caption = match image.title.strip_prefix("fig:").map(str::to_owned) {
                Some(title) => {
                    image.title = title;
                    let image = inlines.iter().find(|inline| element(inline).0 == "Image");
                    image.map(|image| self.run(&image["c"][1])).unwrap_or_default()
                }
                None => Vec::new(),
            };
            return out.push(Block::new(BlockKind::Figure(Figure { image, caption }), Span::NONE));
        }
        out.push(Block::paragraph(content));
    }

    /// Lines that the author broke.
    fn lines(&mut self, value: &Value) -> BlockKind {
        let mut content = Vec::new();
        for (at, line) in list(value).iter().enumerate() {
            if at > 0 {
                content.push(Inline::new(InlineKind::Break, Span::NONE));
            }
            content.extend(self.run(line));
        }
        BlockKind::Paragraph { content }
    }

    fn quote(&mut self, value: &Value) -> Quote {
        let mut quote = Quote::default();
        let mut inside = list(value);
        if let Some((last, before)) = inside.split_last()
            && let ("Div", c) = element(last)
            && Attributes(&c[0]).classes().any(|class| class == ATTRIBUTION)
        {
            quote.attribution = self.only_run(&c[1]);
            inside = before;
        }
        quote.blocks = self.blocks(&Value::from(inside));
        quote
    }

    /// The running text of blocks that stand for one line.
    pub(super) fn only_run(&mut self, value: &Value) -> Vec<Inline> {
        let mut run = Vec::new();
        for block in list(value) {
            if let ("Para" | "Plain", content) = element(block) {
                if !run.is_empty() {
                    run.push(Inline::text(" "));
                }
                run.extend(self.run(content));
            }
        }
        run
    }

    fn list(&mut self, kind: ListKind, value: &Value) -> BlockKind {
        let items = list(value);
        let is_plain = |item: &Value| !list(item).iter().any(|block| element(block).0 == "Para");
        let tight = items.iter().all(is_plain);
        let items = items.iter().map(|item| {
            let mut blocks = self.blocks(item);
            let task = if kind == ListKind::Bullet { take_task(&mut blocks) } else { None };
            ListItem { task, blocks }
        });
        BlockKind::List(List { kind, tight, items: items.collect() })
    }

    fn figure(&mut self, value: &Value, out: &mut Vec<Block>) {
        let caption = self.only_run(&value[1][1]);
        let mut blocks = self.blocks(&value[2]);
        let place = blocks.iter_mut().rev().find_map(|block| match &mut block.kind {
            BlockKind::Figure(figure) if figure.caption.is_empty() => Some(&mut figure.caption),
            BlockKind::Table(table) if table.caption.is_empty() => Some(&mut table.caption),
            _ => None,
        });
        match place {
            Some(place) => *place = caption,
            None if !caption.is_empty() => blocks.push(Block::paragraph(caption)),
            None => {}
        }
        Attributes(&value[0]).apply(&mut blocks);
        out.extend(blocks);
    }

    /// A `Div`: an aside by its class, a source of a quotation, a language, or nothing.
    fn division(&mut self, value: &Value, out: &mut Vec<Block>) {
        let attributes = Attributes(&value[0]);
        if list(&value[1]).len() <= 1
            && let Some(marker) =
                attributes.page_marker(|| crate::article::plain_text(&self.only_run(&value[1])))
        {
            return out.push(Block::paragraph(vec![Inline::new(marker, Span::NONE)]));
        }
        let aside = attributes
            .classes()
            .find_map(|class| ASIDES.iter().find(|(name, _)| *name == class))
            .map(|(_, kind)| *kind);
        let mut blocks = match aside {
            Some(kind) => {
                let aside = BlockKind::Aside(self.aside(kind, &value[1]));
                vec![Block::new(aside, Span::NONE)]
            }
            None => self.blocks(&value[1]),
        };
        if let ([Block { kind: BlockKind::Quote(quote), .. }], Some(cite)) =
            (&mut blocks[..], attributes.get("cite"))
        {
            quote.cite = Some(cite.to_owned());
        }
        attributes.apply(&mut blocks);
        out.extend(blocks);
    }

    fn aside(&mut self, kind: AsideKind, value: &Value) -> Aside {
        let mut aside = Aside { kind, title: Vec::new(), blocks: Vec::new() };
        let mut inside = list(value);
        if let Some((first, rest)) = inside.split_first()
            && let ("Div", c) = element(first)
            && Attributes(&c[0]).classes().any(|class| class == TITLE)
        {
            let title = self.only_run(&c[1]);
            let name = crate::article::plain_text(&title);
            // pandoc writes out the name of an alert's kind, in English.
            let is_kind = ASIDES.iter().any(|(class, known)| {
                *known == kind && kind != AsideKind::Plain && name.eq_ignore_ascii_case(class)
            });
            if !is_kind {
                aside.title = title;
            }
            inside = rest;
        }
        aside.blocks = self.blocks(&Value::from(inside));
        aside
    }
}

/// The terms that stand on lines of one.
fn terms(run: Vec<Inline>) -> Vec<Vec<Inline>> {
    if run.is_empty() {
        return Vec::new();
    }
    run.split(|inline| inline.kind == InlineKind::Break).map(<[Inline]>::to_vec).collect()
}

fn is_displayed(inline: &Value) -> bool {
    let (name, c) = element(inline);
    name == "Math" && element(&c[0]).0 == "DisplayMath"
}

/// The HTML of a raw element.
pub(super) fn html_of<'v>(value: &'v Value, name: &str) -> Option<&'v str> {
    let (found, c) = element(value);
    let is_html = found == name && matches!(text(&c[0]), "html" | "html4" | "html5");
    is_html.then(|| text(&c[1]))
}

/// Takes the mark of a task from the beginning of an item.
fn take_task(blocks: &mut [Block]) -> Option<bool> {
    let Some(Block { kind: BlockKind::Paragraph { content }, .. }) = blocks.first_mut() else {
        return None;
    };
    let Some(Inline { kind: InlineKind::Text { text }, .. }) = content.first_mut() else {
        return None;
    };
    let at = TASKS.iter().position(|mark| {
        text.strip_prefix(mark).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
    })?;
    *text = text[TASKS[at].len()..].trim_start().to_owned();
    if text.is_empty() {
        content.remove(0);
    }
    Some(at == 1)
}
