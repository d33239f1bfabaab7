//! What was understood of an input, as data: for people who want to see it
//! before anything is written, and for programs.
//!
//! [`Inspection`] is one object in JSON. Fields may join it; those that are
//! there keep their names and meanings.

use serde::Serialize;

use crate::article::{
    Article, Block, BlockKind, Contributor, Date, Identifier, Inline, InlineKind, Series,
    plain_text, walk,
};
use crate::diagnostics::{Kind, Severity};
use crate::readers::Reading;
use crate::understand::line::words_in;

/// What was understood of an input.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Inspection {
    /// The input's name: a path, or `-`.
    pub input: String,
    /// The format that it was read as.
    pub format: &'static str,
    /// The title as plain text.
    pub title: Option<String>,
    /// What stands above the title.
    pub kicker: Option<String>,
    /// The subtitle as plain text.
    pub subtitle: Option<String>,
    /// The names of the authors, with commas between.
    pub byline: Option<String>,
    /// The names of the authors, one by one.
    pub authors: Vec<String>,
    /// The date of publication, as exact as it is known: 2026, 2026-11 or 2026-11-22.
    pub date: Option<Date>,
    /// The date of the last change.
    pub modified: Option<Date>,
    /// The language, as a tag (BCP 47).
    pub language: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// Where it comes from.
    pub source_url: Option<String>,
    /// What it is about.
    pub description: Option<String>,
    /// Its keywords.
    pub keywords: Vec<String>,
    /// Who else had a part in it.
    pub contributors: Vec<Contributor>,
    /// The identifiers that it has from elsewhere.
    pub identifiers: Vec<Identifier>,
    /// The series of which it is a part.
    pub series: Option<Series>,
    /// How much there is of what.
    pub counts: Counts,
    /// The headings, in order.
    pub outline: Vec<Entry>,
    /// The article's text without the title block: one paragraph, heading, item
    /// or line of verse a line; the cells of a row with tabs between; notes last.
    pub body: String,
    /// What was taken out, in the order of the input.
    pub removed: Vec<Removed>,
    /// What else was repaired, guessed or lost.
    pub messages: Vec<Message>,
}

/// How much there is of what.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Counts {
    /// Words of the body; two characters count for one where no spaces are written.
    pub words: usize,
    /// Characters of the body.
    pub characters: usize,
    /// Paragraphs, those in lists and quotations included.
    pub paragraphs: usize,
    /// Headings.
    pub headings: usize,
    /// Lists, those in lists included.
    pub lists: usize,
    /// Quotations set off from the text.
    pub quotes: usize,
    /// Tables.
    pub tables: usize,
    /// Stretches of code.
    pub code: usize,
    /// Images, those with captions included.
    pub images: usize,
    /// Formulas, those in the line included.
    pub formulas: usize,
    /// Notes.
    pub notes: usize,
    /// Links.
    pub links: usize,
}

/// A heading.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Entry {
    /// 1 to 6.
    pub level: u8,
    /// Its text.
    pub text: String,
    /// The line of the input, from 1; 0 when it stands on none.
    pub line: u32,
}

/// A stretch of the input that is not part of the article.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Removed {
    /// Its first line, from 1.
    pub line: u32,
    /// How many lines it fills.
    pub lines: u32,
    /// What it was taken for, for people.
    pub what: &'static str,
    /// Why.
    pub reason: String,
    /// The text itself, whole.
    pub text: String,
}

/// Something else that a person should know.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Message {
    /// The line of the input, from 1; 0 when no single place is meant.
    pub line: u32,
    /// How much it matters.
    pub severity: Severity,
    /// What happened, for programs: its `kind`, and what belongs to that.
    #[serde(flatten)]
    pub kind: Kind,
    /// What happened, for people.
    pub text: String,
}

impl From<&Reading> for Inspection {
    fn from(reading: &Reading) -> Inspection {
        let Reading { article, source, diagnostics, format, .. } = reading;
        let meta = &article.meta;
        let authors: Vec<String> = meta.author_names().into_iter().map(str::to_owned).collect();
        let body = body(article);
        let (mut removed, mut messages) = (Vec::new(), Vec::new());
        for diagnostic in diagnostics.iter() {
            let (line, severity) = (diagnostic.span.line, diagnostic.severity());
            match &diagnostic.kind {
                Kind::Removed { what, reason, text, lines } => removed.push(Removed {
                    line,
                    lines: *lines,
                    what: what.name(),
                    reason: reason.clone(),
                    text: text.clone(),
                }),
                kind => {
                    let (kind, text) = (kind.clone(), kind.message());
                    messages.push(Message { line, severity, kind, text });
                }
            }
        }
        removed.sort_by_key(|removed| removed.line);
        Inspection {
            input: source.name().to_owned(),
            format,
            title: meta.title_text(),
            kicker: meta.kicker.clone(),
            subtitle: Some(plain_text(&meta.subtitle)).filter(|text| !text.is_empty()),
            byline: Some(authors.join(", ")).filter(|names| !names.is_empty()),
            authors,
            date: meta.date,
            modified: meta.modified,
            language: meta.language.as_ref().map(ToString::to_string),
            publisher: meta.publisher.clone(),
            source_url: meta.source_url.clone(),
            description: meta.description.clone(),
            keywords: meta.keywords.clone(),
            contributors: meta.contributors.clone(),
            identifiers: meta.identifiers.clone(),
            series: meta.series.clone(),
            counts: Counts::of(article, &body),
            outline: outline(article),
            body: body.join("\n"),
            removed,
            messages,
        }
    }
}

impl Counts {
    fn of(article: &Article, body: &[String]) -> Counts {
        let mut counts = Counts {
            words: body.iter().map(|line| words_in(line)).sum(),
            characters: body.iter().map(|line| line.chars().count()).sum(),
            notes: article.notes.len(),
            ..Counts::default()
        };
        walk::blocks(article, &mut |block| match &block.kind {
            BlockKind::Paragraph { .. } => counts.paragraphs += 1,
            BlockKind::Heading(_) => counts.headings += 1,
            BlockKind::List(_) => counts.lists += 1,
            BlockKind::Quote(_) => counts.quotes += 1,
            BlockKind::Table(_) => counts.tables += 1,
            BlockKind::Code(_) => counts.code += 1,
            BlockKind::Figure(_) => counts.images += 1,
            BlockKind::Math { .. } => counts.formulas += 1,
            BlockKind::DefinitionList { .. } | BlockKind::Rule | BlockKind::Aside(_) => {}
        });
        walk::inlines(article, &mut |inline| match &inline.kind {
            InlineKind::Image(_) => counts.images += 1,
            InlineKind::Math { .. } => counts.formulas += 1,
            InlineKind::Link(_) => counts.links += 1,
            _ => {}
        });
        counts
    }
}

fn outline(article: &Article) -> Vec<Entry> {
    let mut outline = Vec::new();
    walk::blocks(article, &mut |block| {
        if let BlockKind::Heading(heading) = &block.kind {
            let text = plain_text(&heading.content);
            outline.push(Entry { level: heading.level, text, line: block.span.line });
        }
    });
    outline
}

/// The text of the blocks and notes, line by line.
fn body(article: &Article) -> Vec<String> {
    let mut lines = Vec::new();
    push_blocks(&article.blocks, &mut lines);
    for note in &article.notes {
        push_blocks(&note.blocks, &mut lines);
    }
    lines
}

fn push_blocks(blocks: &[Block], lines: &mut Vec<String>) {
    blocks.iter().for_each(|block| push_block(block, lines));
}

fn push_block(block: &Block, lines: &mut Vec<String>) {
    match &block.kind {
        BlockKind::Heading(heading) => push_run(&heading.content, lines),
        BlockKind::Paragraph { content } => push_run(content, lines),
        BlockKind::Quote(quote) => {
            push_blocks(&quote.blocks, lines);
            push_run(&quote.attribution, lines);
        }
        BlockKind::Aside(aside) => {
            push_run(&aside.title, lines);
            push_blocks(&aside.blocks, lines);
        }
        BlockKind::List(list) => {
            list.items.iter().for_each(|item| push_blocks(&item.blocks, lines))
        }
        BlockKind::DefinitionList { items } => {
            for item in items {
                item.terms.iter().for_each(|term| push_run(term, lines));
                item.descriptions.iter().for_each(|blocks| push_blocks(blocks, lines));
            }
        }
        BlockKind::Table(table) => {
            push_run(&table.caption, lines);
            for row in table.head.iter().chain(&table.body) {
                let cells = row.cells.iter().map(|cell| {
                    let mut lines = Vec::new();
                    push_blocks(&cell.blocks, &mut lines);
                    lines.join(" ")
                });
                lines.push(cells.collect::<Vec<_>>().join("\t"));
            }
        }
        BlockKind::Code(code) => lines.extend(code.text.lines().map(str::to_owned)),
        BlockKind::Math { tex } => lines.push(tex.replace('\n', " ")),
        BlockKind::Figure(figure) => push_run(&figure.caption, lines),
        BlockKind::Rule => {}
    }
}

/// The lines of a run: verse breaks within paragraphs.
fn push_run(run: &[Inline], lines: &mut Vec<String>) {
    let parts = run.split(|inline| inline.kind == InlineKind::Break);
    lines.extend(parts.map(plain_text).filter(|line| !line.trim().is_empty()));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::host::Memory;
    use crate::{ReadOptions, read};

    fn inspected(name: &str, text: &str) -> Inspection {
        let options = ReadOptions { name: name.to_owned(), ..ReadOptions::default() };
        Inspection::from(&read(text.as_bytes(), &options, &Memory::default()).unwrap())
    }

    #[test]
    fn a_scraped_text_is_told_with_what_was_taken_out() {
        let found = inspected(
            "a.txt",
            "The Mill\n\nBy Jane Doe | March 31, 2024\n\n\
             The mill by the river has stood there for as long as anyone in the village remembers.\n\n\
             It will stand there for a long time yet, as far as one can tell today.\n\n\
             Leave a Reply\n\nYour email address will not be published. Required fields are marked *",
        );
        assert_eq!(found.title.as_deref(), Some("The Mill"));
        assert_eq!(found.byline.as_deref(), Some("Jane Doe"));
        assert_eq!(found.date.map(|date| date.to_string()).as_deref(), Some("2024-03-31"));
        assert_eq!((found.format, found.language.as_deref()), ("text", Some("en")));
        assert_eq!(found.body.lines().count(), 2);
        assert_eq!(found.counts.paragraphs, 2);
        let removed = &found.removed[0];
        assert_eq!((removed.line, removed.lines, removed.what), (9, 3, "comment form"));
        assert!(removed.text.starts_with("Leave a Reply") && !removed.reason.is_empty());
    }

    #[test]
    fn every_kind_of_block_says_its_text_in_order() {
        let found = inspected(
            "a.md",
            "# A title\n\n## Part\n\n> Quoted\n> words\n\n- one\n  - two\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n\
             ```\nlet x;\nx\n```\n\nA line  \nbroken[^1] [link](https://example.org)\n\n[^1]: A note.\n",
        );
        let lines: Vec<&str> = found.body.lines().collect();
        assert_eq!(
            lines,
            [
                "Part",
                "Quoted words",
                "one",
                "two",
                "a\tb",
                "1\t2",
                "let x;",
                "x",
                "A line",
                "broken link",
                "A note."
            ]
        );
        let Counts { lists, quotes, tables, code, notes, links, headings, .. } = found.counts;
        assert_eq!((lists, quotes, tables, code, notes, links, headings), (2, 1, 1, 1, 1, 1, 1));
        assert_eq!(found.outline[0].line, 3);
    }

    #[test]
    fn the_names_of_fields_are_kept() {
        let json = serde_json::to_value(inspected("a.txt", "One sentence here.")).unwrap();
        for name in ["title", "byline", "date", "language", "body", "removed", "counts", "outline"]
        {
            assert!(json.get(name).is_some(), "{name}");
        }
    }
}
