//! A format of one's own, in Rust: pages for Gemini.
//!
//! `cargo run --example gemini -- input/what-is-an-offprint.md output/what-is-an-offprint.gmi`

#![allow(clippy::disallowed_methods, reason = "a program of its own")]

use offprint::article::{Block, BlockKind, Code, InlineKind, plain_text, walk};
use offprint::compose::compose;
use offprint::diagnostics::Kind;
use offprint::host::System;
use offprint::{Backend, Diagnostics, Format, Output, ReadOptions, RenderError, Request};

pub struct Gemini;

impl Backend for Gemini {
    fn format(&self) -> Format<'_> {
        Format { name: "gemini", extension: "gmi", media_type: "text/gemini", about: "a page" }
    }

    fn render(&self, request: &Request<'_>, told: &mut Diagnostics) -> Result<Output, RenderError> {
        let mut page = String::new();
        for part in &compose(request.publication).parts {
            let lines = part.title_block.iter().map(|line| plain_text(&line.content) + "\n");
            page += &format!("# {}\n", lines.collect::<String>());
            part.article.blocks.iter().for_each(|block| show(block, "", &mut page, told));
            for (number, note) in part.notes() {
                note.blocks.iter().for_each(|b| show(b, &format!("{number}: "), &mut page, told));
            }
        }
        Ok(Output { bytes: page.into(), pages: None })
    }
}

fn show(block: &Block, mark: &str, page: &mut String, told: &mut Diagnostics) {
    let mark = match &block.kind {
        BlockKind::Heading(heading) => ["## ", "### "][usize::from(heading.level > 1)],
        BlockKind::Quote(_) => "> ",
        BlockKind::List(_) => "* ",
        _ => mark,
    };
    match &block.kind {
        BlockKind::Code(Code { text, .. }) | BlockKind::Math { tex: text } => {
            *page += &format!("```\n{text}\n```\n\n");
        }
        BlockKind::Table(_) => told.push(shown_otherwise("a table", "lines"), block.span),
        BlockKind::Figure(_) => told.push(shown_otherwise("an image", "its caption"), block.span),
        _ => {}
    }
    block.kind.children().into_iter().flatten().for_each(|inner| show(inner, mark, page, told));
    for run in block.kind.inlines().into_iter().filter(|run| !run.is_empty()) {
        *page += &format!("{mark}{}\n\n", plain_text(run).trim());
        walk::inlines_in(run, &mut |inline| {
            if let InlineKind::Link(link) = &inline.kind {
                *page += &format!("=> {} {}\n\n", link.target, plain_text(&link.content));
            }
        });
    }
}

fn shown_otherwise(construct: &str, as_what: &str) -> Kind {
    let (construct, shown_as) = (construct.to_owned(), as_what.to_owned());
    Kind::ShownOtherwise { construct, format: "Gemini".to_owned(), shown_as }
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let (input, output) = (arguments.next().ok_or("which article?")?, arguments.next());
    let host = System::new(std::path::Path::new(&input).parent());
    let options = ReadOptions { name: input.clone(), ..ReadOptions::default() };
    let reading = offprint::read(&std::fs::read(&input)?, &options, &host)?;
    let theme = offprint::theme::built_in();
    let made = offprint::render(&reading.article.into(), &Gemini.into(), theme, &host)?;
    for told in reading.diagnostics.iter().chain(&made.diagnostics) {
        eprintln!("{input}:{}: {}", told.span.line, told.kind.message());
    }
    Ok(std::fs::write(output.ok_or("write where?")?, made.output.bytes.into_vec())?)
}
