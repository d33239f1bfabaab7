//! From the model to pandoc's tree.

mod catalogue;
mod inline;
mod table;

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::{ASIDES, ATTRIBUTION, KEY, TASKS, TITLE, VERSION};
use crate::article::{
    Article, Aside, Block, BlockKind, Figure, Inline, InlineKind, List, ListItem, ListKind,
    Metadata, Numbering, Quote,
};
use crate::diagnostics::{Diagnostics, Kind};
use crate::language::{Direction, Tag};
use crate::source::Span;

/// Writes an article as pandoc's JSON, with a final newline.
pub fn write(article: &Article, diagnostics: &mut Diagnostics) -> String {
    let mut writer = Writer { article, told: BTreeSet::new(), diagnostics };
    let document = json!({
        KEY: VERSION,
        "meta": writer.meta(&article.meta),
        "blocks": writer.blocks(&article.blocks),
    });
    format!("{document}\n")
}

struct Writer<'a> {
    article: &'a Article,
    /// The notes that stand in the text already: pandoc has them at their mark, once.
    told: BTreeSet<&'a str>,
    diagnostics: &'a mut Diagnostics,
}

/// An element.
fn element(name: &str, content: Value) -> Value {
    json!({ "t": name, "c": content })
}

/// An element without content.
fn mark(name: &str) -> Value {
    json!({ "t": name })
}

/// No identifier, no classes, no attributes.
fn plain() -> Value {
    json!(["", [], []])
}

/// A class alone.
fn class(name: &str) -> Value {
    json!(["", [name], []])
}

/// The attributes of a language and a direction.
fn scope(language: Option<&Tag>, direction: Option<Direction>) -> Option<Value> {
    let language = language.map(|tag| json!(["lang", tag.as_str()]));
    let direction = direction.map(|direction| json!(["dir", direction.name()]));
    let pairs: Vec<Value> = language.into_iter().chain(direction).collect();
    (!pairs.is_empty()).then(|| json!(["", [], pairs]))
}

impl<'a> Writer<'a> {
    fn meta(&mut self, meta: &'a Metadata) -> Value {
        let mut fields = serde_json::Map::new();
        for (name, run) in [("title", &meta.title), ("subtitle", &meta.subtitle)] {
            if !run.is_empty() {
                fields.insert(name.to_owned(), element("MetaInlines", self.inlines(run)));
            }
        }
        let mut put = |name: &str, value: Option<Value>| {
            fields.extend(value.map(|value| (name.to_owned(), value)));
        };
        let text = |text: &str| element("MetaInlines", inline::words(text).into());
        let texts = |texts: Vec<&str>| {
            let list: Vec<Value> = texts.into_iter().map(text).collect();
            (!list.is_empty()).then(|| element("MetaList", list.into()))
        };
        put("author", texts(meta.author_names()));
        put("keywords", texts(meta.keywords.iter().map(String::as_str).collect()));
        put("date", meta.date.map(|date| text(&date.to_string())));
        put("date-modified", meta.modified.map(|date| text(&date.to_string())));
        put("lang", meta.language.as_ref().map(|tag| text(tag.as_str())));
        let plain = [
            ("kicker", &meta.kicker),
            ("publisher", &meta.publisher),
            ("source-url", &meta.source_url),
            ("description", &meta.description),
            ("rights", &meta.rights),
        ];
        for (name, value) in plain {
            put(name, value.as_deref().map(text));
        }
        for (name, value) in catalogue::fields(meta) {
            put(name, Some(value));
        }
        let is_inside = |key: &String| self.article.assets.contains_key(key);
        if meta.cover.as_ref().is_some_and(is_inside) {
            self.shown_otherwise("the cover", "nothing", Span::NONE);
        }
        let cover = meta.cover.as_deref().filter(|key| !self.article.assets.contains_key(*key));
        put("cover-image", cover.map(text));
        put("toc", meta.contents.map(|wanted| element("MetaBool", wanted.into())));
        Value::Object(fields)
    }

    fn blocks(&mut self, blocks: &'a [Block]) -> Value {
        blocks.iter().map(|block| self.block(block, "Para")).collect()
    }

    /// A block; a paragraph under the name that its place wants.
    fn block(&mut self, block: &'a Block, paragraph: &str) -> Value {
        let value = match &block.kind {
            BlockKind::Heading(heading) => {
                let attributes = json!([heading.id, [], []]);
                let content = self.inlines(&heading.content);
                element("Header", json!([heading.level, attributes, content]))
            }
            BlockKind::Paragraph { content } => element(paragraph, self.inlines(content)),
            BlockKind::Quote(quote) => self.quote(quote),
            BlockKind::List(list) => self.list(list),
            BlockKind::DefinitionList { items } => {
                let items = items.iter().map(|item| {
                    let term = self.term(&item.terms);
                    let descriptions = item.descriptions.iter().map(|blocks| self.blocks(blocks));
                    json!([term, descriptions.collect::<Value>()])
                });
                element("DefinitionList", items.collect())
            }
            BlockKind::Code(code) => {
                let classes: Vec<&str> = code.language.as_deref().into_iter().collect();
                element("CodeBlock", json!([["", classes, []], code.text]))
            }
            BlockKind::Table(table) => self.table(table),
            BlockKind::Figure(figure) => self.figure(figure),
            BlockKind::Rule => mark("HorizontalRule"),
            BlockKind::Math { tex } => {
                element("Para", json!([element("Math", json!([mark("DisplayMath"), tex]))]))
            }
            BlockKind::Aside(aside) => self.aside(aside),
        };
        match scope(block.language.as_ref(), block.direction) {
            Some(scope) => element("Div", json!([scope, [value]])),
            None => value,
        }
    }

    /// Terms of one description: pandoc has one, so they stand on lines of it.
    fn term(&mut self, terms: &'a [Vec<Inline>]) -> Value {
        let mut line = Vec::new();
        for term in terms {
            if !line.is_empty() {
                line.push(mark("LineBreak"));
            }
            line.extend(self.run(term));
        }
        line.into()
    }

    fn quote(&mut self, quote: &'a Quote) -> Value {
        let mut blocks: Vec<Value> =
            quote.blocks.iter().map(|block| self.block(block, "Para")).collect();
        if !quote.attribution.is_empty() {
            let line = element("Para", self.inlines(&quote.attribution));
            blocks.push(element("Div", json!([class(ATTRIBUTION), [line]])));
        }
        let value = element("BlockQuote", blocks.into());
        match &quote.cite {
            Some(cite) => element("Div", json!([["", [], [["cite", cite]]], [value]])),
            None => value,
        }
    }

    fn list(&mut self, list: &'a List) -> Value {
        let paragraph = if list.tight { "Plain" } else { "Para" };
        let items: Value = list.items.iter().map(|item| self.item(item, paragraph)).collect();
        match list.kind {
            ListKind::Bullet => element("BulletList", items),
            ListKind::Ordered { start, numbering } => {
                let numbering = match numbering {
                    Numbering::Decimal => "Decimal",
                    Numbering::LowerAlpha => "LowerAlpha",
                    Numbering::UpperAlpha => "UpperAlpha",
                    Numbering::LowerRoman => "LowerRoman",
                    Numbering::UpperRoman => "UpperRoman",
                };
                let attributes = json!([start, mark(numbering), mark("Period")]);
                element("OrderedList", json!([attributes, items]))
            }
        }
    }

    fn item(&mut self, item: &'a ListItem, paragraph: &str) -> Value {
        let mut blocks: Vec<Value> =
            item.blocks.iter().map(|block| self.block(block, paragraph)).collect();
        let Some(done) = item.task else { return blocks.into() };
        let task = [element("Str", TASKS[usize::from(done)].into()), mark("Space")];
        let first = blocks.first_mut().filter(|block| block["t"] == paragraph);
        match first.and_then(|block| block["c"].as_array_mut()) {
            Some(content) => drop(content.splice(0..0, task)),
            None => blocks.insert(0, element(paragraph, task[..1].into())),
        }
        blocks.into()
    }

    fn figure(&mut self, figure: &'a Figure) -> Value {
        let image = element("Plain", json!([self.image(&figure.image)]));
        let caption = self.caption(&figure.caption);
        element("Figure", json!([plain(), caption, [image]]))
    }

    /// A caption, without a short form.
    fn caption(&mut self, caption: &'a [Inline]) -> Value {
        let some = !caption.is_empty();
        let blocks: Vec<Value> =
            some.then(|| element("Plain", self.inlines(caption))).into_iter().collect();
        json!([null, blocks])
    }

    fn aside(&mut self, aside: &'a Aside) -> Value {
        let name = ASIDES.iter().find(|(_, kind)| *kind == aside.kind);
        let name = name.map_or("aside", |(name, _)| name);
        let mut blocks = Vec::new();
        if !aside.title.is_empty() {
            let title = element("Para", self.inlines(&aside.title));
            blocks.push(element("Div", json!([class(TITLE), [title]])));
        }
        blocks.extend(aside.blocks.iter().map(|block| self.block(block, "Para")));
        element("Div", json!([class(name), blocks]))
    }

    fn shown_otherwise(&mut self, construct: &str, shown_as: &str, span: Span) {
        let kind = Kind::ShownOtherwise {
            construct: construct.to_owned(),
            format: "pandoc".to_owned(),
            shown_as: shown_as.to_owned(),
        };
        self.diagnostics.push(kind, span);
    }

    /// The blocks of a note, the first time that it is asked for.
    fn note(&mut self, id: &str) -> Option<Value> {
        let note = self.article.notes.iter().find(|note| note.id == id)?;
        let first = self.told.insert(&note.id);
        first.then(|| self.blocks(&note.blocks))
    }

    /// The number of a note.
    fn note_number(&self, id: &str) -> Option<usize> {
        self.article.notes.iter().position(|note| note.id == id).map(|at| at + 1)
    }

    fn inlines(&mut self, run: &'a [Inline]) -> Value {
        self.run(run).into()
    }

    fn run(&mut self, run: &'a [Inline]) -> Vec<Value> {
        let mut out = Vec::new();
        for inline in run {
            match &inline.kind {
                InlineKind::Text { text } => out.extend(inline::words(text)),
                _ => out.push(self.inline(inline)),
            }
        }
        out
    }
}
