//! The model as plain HTML, and the form in which HTML is compared.

use offprint::article::{
    Alignment, Article, Block, BlockKind, Image, Inline, InlineKind, ListKind, Row, Table,
};

/// Writes an article's text.
pub fn write(article: &Article) -> String {
    let mut out = String::new();
    blocks(&article.blocks, false, &mut out);
    out
}

fn blocks(list: &[Block], bare: bool, out: &mut String) {
    for block in list {
        match &block.kind {
            BlockKind::Paragraph { content } if bare => {
                inlines(content, out);
                out.push('\n');
            }
            BlockKind::Figure(figure) if bare => self::image(&figure.image, out),
            kind => self::block(kind, out),
        }
    }
}

fn block(kind: &BlockKind, out: &mut String) {
    match kind {
        BlockKind::Heading(heading) => {
            let name = format!("h{}", heading.level);
            element(&name, "", out, |out| inlines(&heading.content, out));
        }
        BlockKind::Paragraph { content } => element("p", "", out, |out| inlines(content, out)),
        BlockKind::Quote(quote) => {
            element("blockquote", "", out, |out| blocks(&quote.blocks, false, out));
        }
        BlockKind::Aside(aside) => {
            element("aside", "", out, |out| blocks(&aside.blocks, false, out));
        }
        BlockKind::List(list) => {
            let (name, start) = match list.kind {
                ListKind::Bullet => ("ul", String::new()),
                ListKind::Ordered { start: 1, .. } => ("ol", String::new()),
                ListKind::Ordered { start, .. } => ("ol", format!(" start=\"{start}\"")),
            };
            element(name, &start, out, |out| {
                for item in &list.items {
                    element("li", "", out, |out| {
                        match item.task {
                            Some(true) => out.push_str("<input checked=\"\"/> "),
                            Some(false) => out.push_str("<input/> "),
                            None => {}
                        }
                        blocks(&item.blocks, list.tight, out);
                    });
                }
            });
        }
        BlockKind::DefinitionList { items } => element("dl", "", out, |out| {
            for item in items {
                for term in &item.terms {
                    element("dt", "", out, |out| inlines(term, out));
                }
                for description in &item.descriptions {
                    element("dd", "", out, |out| blocks(description, true, out));
                }
            }
        }),
        BlockKind::Code(code) => {
            let language = code.language.as_deref().map(escape);
            let class = language.map(|l| format!(" class=\"language-{l}\"")).unwrap_or_default();
            let end = if code.text.is_empty() { "" } else { "\n" };
            out.push_str(&format!("<pre><code{class}>{}{end}</code></pre>", escape(&code.text)));
        }
        BlockKind::Table(table) => self::table(table, out),
        BlockKind::Figure(figure) => {
            let title = match figure.caption.first().map(|inline| &inline.kind) {
                Some(InlineKind::Text { text }) => text.clone(),
                _ => figure.image.title.clone(),
            };
            let image = Image { title, ..figure.image.clone() };
            element("p", "", out, |out| self::image(&image, out));
        }
        BlockKind::Rule => out.push_str("<hr/>"),
        BlockKind::Math { tex } => out.push_str(&escape(&format!("$${tex}$$"))),
    }
}

fn table(table: &Table, out: &mut String) {
    let row = |row: &Row, name: &str, out: &mut String| {
        element("tr", "", out, |out| {
            for (cell, column) in row.cells.iter().zip(&table.columns) {
                let align = match column {
                    Alignment::Natural => "",
                    Alignment::Left => " align=\"left\"",
                    Alignment::Center => " align=\"center\"",
                    Alignment::Right => " align=\"right\"",
                };
                element(name, align, out, |out| blocks(&cell.blocks, true, out));
            }
        });
    };
    element("table", "", out, |out| {
        table.head.iter().for_each(|head| row(head, "th", out));
        table.body.iter().for_each(|body| row(body, "td", out));
    });
}

fn inlines(run: &[Inline], out: &mut String) {
    for inline in run {
        let content = inline.kind.content().map_or(&[][..], Vec::as_slice);
        let name = match &inline.kind {
            InlineKind::Emphasis { .. } => "em",
            InlineKind::Strong { .. } => "strong",
            InlineKind::Strike { .. } => "del",
            InlineKind::Superscript { .. } => "sup",
            InlineKind::Subscript { .. } => "sub",
            InlineKind::Abbreviation { .. } => "abbr",
            InlineKind::SmallCaps { .. } | InlineKind::Span(_) => "span",
            InlineKind::Link(link) => {
                let attributes =
                    format!(" href=\"{}\"{}", escape(&link.target), title(&link.title));
                element("a", &attributes, out, |out| inlines(content, out));
                continue;
            }
            InlineKind::Text { text } => {
                out.push_str(&escape(text));
                continue;
            }
            InlineKind::Code { text } => {
                out.push_str(&format!("<code>{}</code>", escape(text)));
                continue;
            }
            InlineKind::Image(image) => {
                self::image(image, out);
                continue;
            }
            InlineKind::NoteRef { id } => {
                out.push_str(&format!("[^{id}]"));
                continue;
            }
            InlineKind::Math { tex } => {
                out.push_str(&escape(&format!("${tex}$")));
                continue;
            }
            InlineKind::Break => {
                out.push_str("<br/>");
                continue;
            }
            InlineKind::PageMarker(marker) => {
                let label = escape(&marker.label);
                out.push_str(&format!("<span role=\"doc-pagebreak\" aria-label=\"{label}\"/>"));
                continue;
            }
        };
        element(name, "", out, |out| inlines(content, out));
    }
}

fn image(image: &Image, out: &mut String) {
    let (source, alt) = (escape(&image.reference), escape(&image.alt));
    out.push_str(&format!("<img src=\"{source}\" alt=\"{alt}\"{}/>", title(&image.title)));
}

fn title(title: &str) -> String {
    if title.is_empty() { String::new() } else { format!(" title=\"{}\"", escape(title)) }
}

fn element(name: &str, attributes: &str, out: &mut String, content: impl FnOnce(&mut String)) {
    out.push_str(&format!("<{name}{attributes}>"));
    content(out);
    out.push_str(&format!("</{name}>"));
}

fn escape(text: &str) -> String {
    html_escape::encode_double_quoted_attribute(text).replace('\'', "&#39;")
}

/// Elements that the model tells apart; the tags of all others are left out.
const KEPT: &[&str] = &[
    "a",
    "aside",
    "blockquote",
    "br",
    "code",
    "dd",
    "del",
    "dl",
    "dt",
    "em",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "img",
    "input",
    "li",
    "ol",
    "p",
    "pre",
    "strong",
    "sub",
    "sup",
    "table",
    "td",
    "th",
    "tr",
    "ul",
];

/// Elements between which white space says nothing.
const IN_LINE: &[&str] = &["a", "code", "del", "em", "img", "input", "strong", "sub", "sup"];

/// The attributes that are compared.
const ATTRIBUTES: &[&str] = &["href", "src", "alt", "title", "start", "align", "checked", "class"];

/// One form for HTML that shows the same: kept tags in small letters with their attributes in
/// order, entities read, white space collapsed where it does not count.
pub fn normal(html: &str) -> String {
    let mut out = String::new();
    let mut rest = html;
    let mut in_pre = false;
    while !rest.is_empty() {
        let (tag, length) = tag(rest);
        if length == 0 {
            let end =
                rest.match_indices('<').find(|(at, _)| *at > 0).map_or(rest.len(), |(at, _)| at);
            text(&rest[..end], in_pre, &mut out);
            rest = &rest[end..];
            continue;
        }
        rest = &rest[length..];
        let Some((name, attributes)) = tag else { continue };
        let bare = name.trim_start_matches('/');
        if !KEPT.contains(&bare) {
            continue;
        }
        if bare == "pre" {
            in_pre = name == "pre";
        }
        if !IN_LINE.contains(&bare) {
            out.truncate(out.trim_end_matches([' ', '\n']).len());
        }
        out.push_str(&format!("<{name}{attributes}>"));
    }
    out.trim().replace("<p></p>", "")
}

/// The tag or comment that HTML begins with, and its length; nothing for text.
fn tag(html: &str) -> (Option<(String, String)>, usize) {
    if let Some(comment) = html.strip_prefix("<!--") {
        // As HTML has it, `<!-->` is whole.
        let empty = ["->", ">"].iter().find(|end| comment.starts_with(**end));
        let end = comment.find("-->").map_or(html.len(), |at| at + 7);
        return (None, empty.map_or(end, |mark| mark.len() + 4));
    }
    let inner = html.strip_prefix('<').unwrap_or_default();
    if !inner.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?')) {
        return (None, 0);
    }
    let mut quote = None;
    let end = inner.char_indices().find(|(_, c)| {
        match quote {
            None if matches!(c, '"' | '\'') => quote = Some(*c),
            Some(open) if open == *c => quote = None,
            _ => {}
        }
        quote.is_none() && *c == '>'
    });
    let Some((end, _)) = end else { return (None, 0) };
    let written = inner[..end].trim_end_matches('/');
    let split = written.find(char::is_whitespace).unwrap_or(written.len());
    let (name, attributes) = written.split_at(split);
    let name = match name.to_ascii_lowercase().as_str() {
        "i" => "em".to_owned(),
        "/i" => "/em".to_owned(),
        "b" => "strong".to_owned(),
        "/b" => "/strong".to_owned(),
        name => name.to_owned(),
    };
    (Some((name, self::attributes(attributes))), end + 2)
}

fn attributes(written: &str) -> String {
    let mut found = Vec::new();
    let mut rest = written.trim();
    while !rest.is_empty() {
        let end = rest.find(|c: char| c == '=' || c.is_whitespace()).unwrap_or(rest.len());
        let name = rest[..end].to_ascii_lowercase();
        rest = rest[end..].trim_start();
        let mut value = "";
        if let Some(after) = rest.strip_prefix('=') {
            let after = after.trim_start();
            let quote = after.chars().next().filter(|c| matches!(c, '"' | '\''));
            (value, rest) = match quote {
                Some(quote) => after[1..].split_once(quote).unwrap_or((&after[1..], "")),
                None => after.split_at(after.find(char::is_whitespace).unwrap_or(after.len())),
            };
        }
        rest = rest.trim_start();
        let is_language = name != "class" || value.starts_with("language-");
        if ATTRIBUTES.contains(&name.as_str()) && is_language {
            let value = html_escape::decode_html_entities(value);
            let value =
                if name == "href" || name == "src" { unquoted(&value) } else { value.into() };
            found.push(format!(" {name}={value:?}"));
        }
    }
    found.sort();
    found.concat()
}

/// An address without escapes, as the model keeps it.
fn unquoted(address: &str) -> String {
    let bytes = address.as_bytes();
    let mut out = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let code = address.get(at + 1..at + 3).and_then(|code| u8::from_str_radix(code, 16).ok());
        match code.filter(|_| bytes[at] == b'%') {
            Some(code) => {
                out.push(code);
                at += 3;
            }
            None => {
                out.push(bytes[at]);
                at += 1;
            }
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}

fn text(text: &str, in_pre: bool, out: &mut String) {
    let text = html_escape::decode_html_entities(text);
    if in_pre {
        return out.push_str(&text);
    }
    for word in text.split_inclusive([' ', '\n', '\t']) {
        let bare = word.trim_end_matches([' ', '\n', '\t']);
        out.push_str(bare);
        let after_block = KEPT.iter().filter(|name| !IN_LINE.contains(name)).any(|name| {
            out.ends_with(&format!("<{name}>")) || out.ends_with(&format!("</{name}>"))
        });
        if bare.len() < word.len() && !out.ends_with(' ') && !after_block && !out.is_empty() {
            out.push(' ');
        }
    }
}
