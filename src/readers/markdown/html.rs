//! The HTML that Markdown authors mix in: a few inline elements are understood,
//! blocks give their text, everything else is left out and reported.
//!
//! This is no HTML reader and does not want to become one: the reader for saved
//! pages will replace it. Until then, no word gets lost here.

use pulldown_cmark::Parser;

use super::builder::{Builder, Open, Place};
use super::frame::{Frame, FrameKind, Style};
use super::tags::{self, Piece, Tag};
use crate::article::{
    AsideKind, Block, BlockKind, Code, Heading, Image, InlineKind, LanguageSpan, Link,
};
use crate::source::Span;

/// Elements that begin a new paragraph.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "audio",
    "blockquote",
    "caption",
    "center",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "header",
    "hr",
    "iframe",
    "li",
    "main",
    "nav",
    "object",
    "ol",
    "p",
    "section",
    "summary",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "ul",
    "video",
];

/// Elements that only group, only matter to a site or are parts of what has
/// been reported: leaving them out loses nothing.
const SILENT: &[&str] = &[
    "a",
    "article",
    "caption",
    "center",
    "dd",
    "details",
    "div",
    "dt",
    "figcaption",
    "figure",
    "footer",
    "header",
    "label",
    "li",
    "main",
    "p",
    "picture",
    "section",
    "source",
    "span",
    "summary",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "wbr",
];

impl Builder<'_> {
    /// A tag or a comment in running text.
    pub(super) fn inline_html(&mut self, html: &str, span: Span) {
        for piece in tags::pieces(html) {
            self.piece(piece, span);
        }
    }

    /// A block of HTML: its text becomes paragraphs.
    pub(super) fn html_block(&mut self, html: &str, span: Span) {
        let mut left_out: Option<String> = None;
        let mut markdown = false;
        for piece in tags::pieces(html) {
            match (&left_out, piece) {
                (Some(name), Piece::Close(closed)) if *name == closed => left_out = None,
                (Some(_), _) => {}
                (None, Piece::Open(tag)) if is_left_out(&tag.name) => {
                    self.dropped(&format!("<{}>", tag.name), span);
                    left_out = Some(tag.name);
                }
                (None, Piece::Open(tag)) if tag.name == "pre" => self.open_pre(span),
                (None, Piece::Close(name)) if name == "pre" => self.close_html(),
                (None, Piece::Open(tag)) if container(&tag.name).is_some() => {
                    self.open_html_container(tag, span);
                }
                (None, Piece::Close(name)) if container(&name).is_some() => {
                    self.close_html_container(&name);
                }
                (None, Piece::Open(tag)) if heading_level(&tag.name).is_some() => {
                    self.open_heading(tag, span);
                }
                (None, Piece::Text(text)) if markdown && self.split_paragraph() => {
                    self.markdown_in_html(text, span);
                }
                (None, piece) => {
                    if let Piece::Open(tag) = &piece {
                        markdown |= tag.attribute("markdown").is_some();
                    }
                    self.piece(piece, span);
                }
            }
        }
        self.close_html();
        self.split_paragraph();
    }

    /// Text under an element with the attribute `markdown`, as kramdown and PHP
    /// Markdown Extra know it. There are no tags in it, so this goes no deeper.
    fn markdown_in_html(&mut self, text: &str, span: Span) {
        let place = std::mem::replace(&mut self.place, Place::Fixed(span));
        for (event, range) in Parser::new_ext(text, self.options).into_offset_iter() {
            self.event(event, range);
        }
        self.place = place;
    }

    fn piece(&mut self, piece: Piece<'_>, span: Span) {
        match piece {
            Piece::Text(text) => self.html_text(text, span),
            Piece::Comment => {}
            Piece::Other => self.dropped("<!…>", span),
            Piece::Open(tag) => self.open_tag(&tag, span),
            Piece::Close(name) => self.close_tag(&name),
        }
    }

    /// Text between tags. In Markdown's own paragraphs there is none: it comes as text.
    fn html_text(&mut self, text: &str, span: Span) {
        let text = html_escape::decode_html_entities(text);
        if let FrameKind::Code(code) = &mut self.top().kind {
            let first = code.text.is_empty();
            let text = text.strip_prefix('\n').filter(|_| first).unwrap_or(&text);
            return code.text.push_str(text);
        }
        let mut words = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if text.starts_with(char::is_whitespace) && !self.top().run.is_empty() {
            words.insert(0, ' ');
        }
        if text.ends_with(char::is_whitespace) && words != " " {
            words.push(' ');
        }
        if words.trim().is_empty() && self.top().run.is_empty() {
            return;
        }
        self.push(InlineKind::Text { text: words }, span);
    }

    fn open_tag(&mut self, tag: &Tag, span: Span) {
        let name = tag.name.as_str();
        if let FrameKind::Code(code) = &mut self.top().kind {
            return code.text.push_str(if name == "br" { "\n" } else { "" });
        }
        match name {
            "br" => return self.push(InlineKind::Break, span),
            "img" => return self.image(tag, span),
            "hr" => return self.rule(span),
            _ => {}
        }
        if tag.may_be_words() && !self.is_closed(name) {
            return self.push(InlineKind::Text { text: format!("<{}>", tag.written) }, span);
        }
        if is_block(name) {
            self.split();
        }
        if let Some(kind) = self.inline_element(tag) {
            if !tag.empty && self.open_inline(kind, span) {
                self.open.push(Open::Html(tag.name.clone()));
            }
        } else if !SILENT.contains(&name) {
            self.dropped(&format!("<{name}>"), span);
        }
    }

    /// Whether any end tag of the source has this name.
    fn is_closed(&mut self, name: &str) -> bool {
        let source = self.source;
        self.closed.get_or_insert_with(|| tags::closed_names(source.text())).contains(name)
    }

    fn inline_element(&self, tag: &Tag) -> Option<FrameKind> {
        Some(FrameKind::Styled(match tag.name.as_str() {
            "em" | "i" | "cite" | "dfn" | "var" => Style::Emphasis,
            "strong" | "b" => Style::Strong,
            "del" | "s" | "strike" => Style::Strike,
            "sup" => Style::Superscript,
            "sub" => Style::Subscript,
            "code" | "kbd" | "samp" | "tt" if !self.is_inside(FrameKind::is_code) => Style::Code,
            "span" => {
                let language = tag.attribute("lang")?.parse().ok()?;
                Style::Span(LanguageSpan { language: Some(language), ..LanguageSpan::default() })
            }
            "a" if !self.is_inside(FrameKind::is_link) => {
                let target = tag.attribute("href")?;
                let title = tag.attribute("title").unwrap_or_default();
                return Some(FrameKind::Link(Link { target, title, ..Link::default() }));
            }
            _ => return None,
        }))
    }

    fn is_inside(&self, kind: fn(&FrameKind) -> bool) -> bool {
        let inlines = self.frames.iter().rev().take_while(|frame| frame.inline_depth > 0);
        inlines.chain(self.frames.last()).any(|frame| kind(&frame.kind))
    }

    /// Closes the element of this name, if it was opened since the last other
    /// start, and those inside it. Their number is bounded like all nesting.
    fn close_tag(&mut self, name: &str) {
        let html = self.open.iter().rev().take_while(|open| matches!(open, Open::Html(_)));
        let depth = html.enumerate().find(|(_, open)| **open == Open::Html(name.to_owned()));
        let depth = depth.map(|(depth, _)| depth);
        if name == "figcaption" && self.caption() {
            return;
        }
        for _ in 0..depth.map_or(0, |depth| depth + 1) {
            self.open.pop();
            self.close_frame(0);
        }
        if is_block(name) {
            self.split();
        }
    }

    /// Ends the paragraph; where none can end, words are at least kept apart.
    fn split(&mut self) {
        if !self.split_paragraph() && !self.top().run.is_empty() {
            self.push(InlineKind::Text { text: " ".to_owned() }, Span::NONE);
        }
    }

    fn rule(&mut self, span: Span) {
        if self.split_paragraph() {
            self.push_block(Block::new(BlockKind::Rule, span));
        }
    }

    fn image(&mut self, tag: &Tag, span: Span) {
        let attribute = |name| tag.attribute(name).unwrap_or_default();
        let reference = attribute("src");
        if reference.is_empty() {
            return self.dropped("<img> without src", span);
        }
        let (alt, title) = (attribute("alt"), attribute("title"));
        self.push(InlineKind::Image(Image { reference, alt, title, asset: None }), span);
    }

    /// Makes what was read since the last figure its caption.
    fn caption(&mut self) -> bool {
        let top = self.top();
        let last = top.blocks.last_mut().map(|block| &mut block.kind);
        let Some(BlockKind::Figure(figure)) = last else { return false };
        let free = figure.caption.is_empty() && !top.run.is_empty();
        if free {
            figure.caption = std::mem::take(&mut top.run);
        }
        free
    }

    fn open_heading(&mut self, tag: Tag, span: Span) {
        self.close_html();
        if !self.split_paragraph() {
            return;
        }
        let level = heading_level(&tag.name).unwrap_or(1);
        let id = tag.attribute("id").unwrap_or_default();
        let heading = Heading { level, id, content: Vec::new() };
        self.open.push(Open::Html(tag.name));
        self.push_frame(Frame::new(FrameKind::Heading(heading), span));
    }

    /// Opens what may hold blocks of Markdown up to its end tag, or to the end
    /// of what it stands in.
    fn open_html_container(&mut self, tag: Tag, span: Span) {
        let Some(kind) = container(&tag.name) else { return };
        self.begin_block();
        if self.open_level(kind, span) {
            self.open.push(Open::HtmlContainer(tag.name));
        }
    }

    fn close_html_container(&mut self, name: &str) {
        self.begin_block();
        if matches!(self.open.last(), Some(Open::HtmlContainer(open)) if open == name) {
            self.open.pop();
            self.close_frame(0);
        }
    }

    fn open_pre(&mut self, span: Span) {
        self.close_html();
        if self.split_paragraph() {
            self.open.push(Open::Html("pre".to_owned()));
            self.push_frame(Frame::new(FrameKind::Code(Code::default()), span));
        }
    }
}

impl FrameKind {
    fn is_link(&self) -> bool {
        matches!(self, FrameKind::Link(_))
    }

    fn is_code(&self) -> bool {
        matches!(self, FrameKind::Code(_) | FrameKind::Styled(Style::Code))
    }
}

/// Elements whose text is not for people.
fn is_left_out(name: &str) -> bool {
    matches!(name, "script" | "style" | "svg" | "template")
}

fn is_block(name: &str) -> bool {
    BLOCKS.contains(&name) || heading_level(name).is_some()
}

/// Containers of the model that a tag may begin.
fn container(name: &str) -> Option<FrameKind> {
    match name {
        "aside" => Some(FrameKind::Aside(AsideKind::Plain)),
        "blockquote" => Some(FrameKind::Quote),
        _ => None,
    }
}

fn heading_level(name: &str) -> Option<u8> {
    match name.as_bytes() {
        [b'h', level @ b'1'..=b'6'] => Some(level - b'0'),
        _ => None,
    }
}
