//! The lines over the text: kicker, title, subtitle, authors, date, source.

use crate::article::{Inline, InlineKind, Link, Metadata};
use crate::language::words::Words;
use crate::language::{Tag, date};
use crate::source::Span;
use crate::theme::Role;

/// A line of the title block.
#[derive(Debug, Clone, PartialEq)]
pub struct TitleLine {
    /// What it is: kicker, title, subtitle, byline, date or source.
    pub role: Role,
    /// Its text.
    pub content: Vec<Inline>,
}

/// The lines that the metadata has something for, in the order in which they stand.
pub(super) fn lines(meta: &Metadata, language: &Tag) -> Vec<TitleLine> {
    let text = |text: String| vec![Inline::text(text)];
    let candidates = [
        (Role::Kicker, meta.kicker.clone().map(text).unwrap_or_default()),
        (Role::Title, meta.title.clone()),
        (Role::Subtitle, meta.subtitle.clone()),
        (
            Role::Byline,
            if meta.authors.is_empty() { Vec::new() } else { text(meta.author_names().join(", ")) },
        ),
        (Role::Date, meta.date.map(|day| text(date::format(&day, language))).unwrap_or_default()),
        (Role::Source, source(meta, language)),
    ];
    let filled = candidates.into_iter().filter(|(_, content)| !content.is_empty());
    filled.map(|(role, content)| TitleLine { role, content }).collect()
}

/// "Source: The Paper, https://…"
fn source(meta: &Metadata, language: &Tag) -> Vec<Inline> {
    let mut parts: Vec<Inline> = Vec::new();
    parts.extend(meta.publisher.as_ref().map(Inline::text));
    if let Some(url) = &meta.source_url {
        if !parts.is_empty() {
            parts.push(Inline::text(", "));
        }
        let link =
            Link { target: url.clone(), title: String::new(), content: vec![Inline::text(url)] };
        parts.push(Inline::new(InlineKind::Link(link), Span::NONE));
    }
    if !parts.is_empty() {
        parts.insert(0, Inline::text(format!("{}: ", Words::of(language).source)));
    }
    parts
}
