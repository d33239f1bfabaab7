//! The HTML that Markdown authors mix in.
//!
//! CommonMark passes HTML through and leaves it to the browser what stands in what. So tags
//! wait beside what was read, until the container of Markdown that they stand in ends; then
//! they are parsed together with it, as a fragment. Here is only what comes before: what
//! looks like a tag but is words, what a paper cannot show, and text that is Markdown after
//! all.

use std::collections::BTreeSet;

use pulldown_cmark::Parser;

use super::builder::{Builder, Place};
use super::frame::Raw;
use super::notes::joined;
use crate::article::{Article, Block, Inline, InlineKind, both_text, nesting, walk};
use crate::readers::html::fragment::Piece;
use crate::readers::tags::{self, Tag};
use crate::source::Span;

/// Elements that the model has a kind for, that only group, that only matter to a site, or
/// that are parts of what has been reported: nothing to tell of.
#[rustfmt::skip]
const UNDERSTOOD: &[&str] = &[
    "a", "abbr", "address", "article", "aside", "audio", "b", "bdi", "bdo", "blockquote", "body", "br",
    "caption", "center", "cite", "code", "col", "colgroup", "data", "dd", "del", "details", "dfn", "div", "dl",
    "dt", "em", "figcaption", "figure", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "head", "header",
    "hgroup", "hr", "html", "i", "iframe", "img", "kbd", "label", "li", "main", "math", "menu", "nobr",
    "noscript", "ol", "p", "picture", "pre", "q", "rb", "rp", "rt", "rtc", "ruby", "s", "samp", "section",
    "source", "span", "strike", "strong", "sub", "summary", "sup", "table", "tbody", "td", "tfoot", "th",
    "thead", "time", "tr", "tt", "ul", "var", "video", "wbr",
];

impl Builder<'_> {
    /// A tag or a comment in running text. What is no tag, and the commonest one, is
    /// understood at once.
    pub(super) fn inline_html(&mut self, html: &str, span: Span) {
        match tags::pieces(html).next() {
            Some((tags::Piece::Comment, _)) => {}
            Some((tags::Piece::Open(tag), _)) if tag.name == "br" => {
                self.push(InlineKind::Break, span);
            }
            Some((tags::Piece::Open(tag), _)) if self.is_words(&tag) => {
                self.push(InlineKind::Text { text: html.to_owned() }, span);
            }
            _ => self.top().push_raw(html, span),
        }
    }

    /// What became of a run and the tags in it, where only running text may stand.
    pub(super) fn mixed_run(&mut self, run: Vec<Inline>, raws: Vec<Raw>) -> Vec<Inline> {
        if raws.is_empty() {
            return run;
        }
        let pieces = self.pieces(run.into_iter().map(Piece::Inline).collect(), raws, true);
        let mut run = self.fragments.run(pieces, self.diagnostics);
        let depth = self.top().inline_depth + 1;
        if nesting::cap_inlines(&mut run, depth) {
            self.cap(Span::NONE);
        }
        run
    }

    /// What became of a run and the tags in it, where blocks may stand.
    pub(super) fn mixed_paragraph(&mut self, run: Vec<Inline>, raws: Vec<Raw>) -> Vec<Block> {
        let pieces = self.pieces(run.into_iter().map(Piece::Inline).collect(), raws, true);
        self.fragment(pieces)
    }

    /// What became of the blocks of a container and the HTML between them.
    pub(super) fn mixed_blocks(&mut self, blocks: Vec<Block>, raws: Vec<Raw>) -> Vec<Block> {
        if raws.is_empty() {
            return blocks;
        }
        let pieces = self.pieces(blocks.into_iter().map(Piece::Block).collect(), raws, false);
        self.fragment(pieces)
    }

    fn fragment(&mut self, pieces: Vec<Piece>) -> Vec<Block> {
        let mut blocks = self.fragments.blocks(pieces, self.diagnostics);
        let depth = self.top().block_depth + 1;
        if nesting::cap_blocks(&mut blocks, depth) {
            self.cap(Span::NONE);
        }
        blocks
    }

    /// Puts HTML between what has been read.
    fn pieces(&mut self, read: Vec<Piece>, raws: Vec<Raw>, in_line: bool) -> Vec<Piece> {
        let all: String = raws.iter().map(|raw| raw.html.as_str()).collect();
        let closed = tags::closed_names(&all);
        let mut pieces = Vec::with_capacity(read.len() + raws.len());
        let mut read = read.into_iter();
        let mut done = 0;
        for raw in raws {
            pieces.extend(read.by_ref().take(raw.at - done));
            done = raw.at;
            self.raw(&raw, &closed, in_line, &mut pieces);
        }
        pieces.extend(read);
        pieces
    }

    /// HTML as it may be parsed: with whole tags only, and none that would take what follows.
    fn raw(
        &mut self,
        raw: &Raw,
        closed: &BTreeSet<String>,
        in_line: bool,
        pieces: &mut Vec<Piece>,
    ) {
        let mut markdown = false;
        let mut line = raw.span.line;
        let mut html = String::new();
        for (piece, written) in tags::pieces(&raw.html) {
            match piece {
                tags::Piece::Text(text) if markdown && !text.trim().is_empty() => {
                    pieces.push(Piece::Html(std::mem::take(&mut html), line));
                    pieces.extend(
                        self.markdown_in_html(text, raw.span).into_iter().map(Piece::Block),
                    );
                    line = raw.span.line;
                }
                tags::Piece::Text(text) => html.push_str(&text.replace('<', "&lt;")),
                tags::Piece::Code(text) => html.push_str(text),
                tags::Piece::Comment => {}
                tags::Piece::Other => self.dropped("<!…>", raw.span),
                tags::Piece::Close(name) if tags::only_text_stays(&name) => {}
                tags::Piece::Close(_) => html.push_str(written),
                tags::Piece::Open(tag) if self.ends_all(&tag, closed, in_line) => {
                    self.dropped(&format!("<{}>", tag.name), raw.span);
                    break;
                }
                tags::Piece::Open(tag) => {
                    markdown |= tag.attribute("markdown").is_some();
                    self.open_tag(&tag, written, closed, in_line, &mut html, raw.span);
                }
            }
        }
        pieces.push(Piece::Html(html, line));
    }

    /// Whether a script or a style sheet begins that is never closed: all that is left of
    /// the block is part of it.
    fn ends_all(&self, tag: &Tag, closed: &BTreeSet<String>, in_line: bool) -> bool {
        !in_line && tag.holds_code() && tags::takes_all(&tag.name, closed)
    }

    fn open_tag(
        &mut self,
        tag: &Tag,
        written: &str,
        closed: &BTreeSet<String>,
        in_line: bool,
        html: &mut String,
        span: Span,
    ) {
        let name = tag.name.as_str();
        let takes_all = tags::takes_all(name, closed);
        if self.is_words(tag) || (takes_all && in_line && tag.is_bare()) {
            return html.push_str(&format!("&lt;{}&gt;", tag.written));
        }
        if UNDERSTOOD.binary_search(&name).is_err() {
            self.dropped(&format!("<{name}>"), span);
        }
        if !takes_all && !tags::only_text_stays(name) {
            html.push_str(written);
        }
    }

    /// Whether a tag is words in angle brackets: no element has its name, and no end tag.
    fn is_words(&mut self, tag: &Tag) -> bool {
        let source = self.source;
        let closed = || tags::closed_names(source.text());
        tag.may_be_words() && !self.closed.get_or_insert_with(closed).contains(&tag.name)
    }

    /// Text under an element with the attribute `markdown`, as kramdown and PHP Markdown
    /// Extra know it. There are no tags in it, so this goes no deeper.
    fn markdown_in_html(&mut self, text: &str, span: Span) -> Vec<Block> {
        let place = std::mem::replace(&mut self.place, Place::Fixed(span));
        self.open_inside(span);
        for (event, range) in Parser::new_ext(text, self.options).into_offset_iter() {
            self.event(event, range);
        }
        self.place = place;
        self.close_inside()
    }
}

/// Joins texts that a tag stood between.
pub(super) fn join_texts(article: &mut Article) {
    walk::nested_runs_mut(article, &mut |run| {
        if run.windows(2).any(|pair| both_text(&pair[0], &pair[1])) {
            *run = joined(std::mem::take(run));
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_sorted() {
        assert!(UNDERSTOOD.is_sorted());
    }
}
