//! Which reader an input wants.

use super::{READERS, Reader, html, json, markdown, pandoc, text};

/// Chooses by the name's ending, and by the text itself where that says nothing
/// (standard input, `.txt` that holds Markdown is still text).
///
/// A whole web page is one, whatever its name says, and so is pandoc's JSON.
pub fn detect(name: &str, content: &str) -> &'static Reader {
    if is_web_page(content) {
        return &html::READER;
    }
    if is_pandoc(content) {
        return &pandoc::READER;
    }
    let extension = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
    let by_name = extension.and_then(|extension| {
        READERS.iter().copied().find(|reader| reader.extensions.contains(&extension.as_str()))
    });
    by_name.unwrap_or_else(|| by_content(content))
}

/// Whether a text begins as web pages do.
pub fn is_web_page(content: &str) -> bool {
    let start = content.trim_start();
    ["<!doctype html", "<html"]
        .iter()
        .any(|tag| start.get(..tag.len()).is_some_and(|start| start.eq_ignore_ascii_case(tag)))
}

/// Whether a text is JSON with pandoc's key. In an article's own JSON the key can stand in a
/// text only, where its quotation marks are escaped.
fn is_pandoc(content: &str) -> bool {
    let key = format!("\"{}\"", crate::pandoc::KEY);
    content.trim_start().starts_with('{') && content.contains(&key)
}

fn by_content(content: &str) -> &'static Reader {
    let start = content.trim_start();
    if start.starts_with('{') && start.contains("\"offprint") {
        &json::READER
    } else if markdown_evidence(content) >= ENOUGH {
        &markdown::READER
    } else {
        &text::READER
    }
}

/// How many signs make Markdown: one alone may be chance.
const ENOUGH: usize = 2;

/// Counts the signs of Markdown in the first lines. Bullets, underscores and
/// `>` are no signs: plain text and mail have them too.
fn markdown_evidence(content: &str) -> usize {
    const LINES: usize = 200;
    let start = content.trim_start_matches('\n');
    let metadata = [("---\n", "\n---"), ("+++\n", "\n+++")]
        .iter()
        .any(|(open, close)| start.strip_prefix(open).is_some_and(|rest| rest.contains(close)));
    let title = start.lines().next().is_some_and(|line| heading_level(line) == Some(1));
    let mut before = "";
    let signs = content.lines().take(LINES).filter(|line| {
        let found = is_markdown(line, before);
        before = line;
        found
    });
    signs.count() + if metadata { ENOUGH } else { 0 } + usize::from(title)
}

fn is_markdown(line: &str, before: &str) -> bool {
    let fence = line.starts_with("```") || line.starts_with("~~~");
    let link = line.find("](").is_some_and(|at| line[at..].contains(')'));
    let definition = line.starts_with('[') && line.contains("]: ");
    heading_level(line).is_some()
        || fence
        || link
        || definition
        || is_underline(line, before)
        || is_delimiter_row(line)
        || has_strong(line)
}

/// The level of `## Words`. Converters of web pages leave empty ones and ones
/// with more spaces; a person writes one.
fn heading_level(line: &str) -> Option<usize> {
    let level = line.bytes().take_while(|byte| *byte == b'#').count();
    let words = line[level..].strip_prefix(' ')?;
    ((1..=6).contains(&level) && !words.is_empty() && !words.starts_with(' ')).then_some(level)
}

/// A line of `=` under one of about the same length: a heading.
fn is_underline(line: &str, before: &str) -> bool {
    let length = line.trim_end().len();
    let equals = length >= 3 && line.trim_end().bytes().all(|byte| byte == b'=');
    equals && !before.trim().is_empty() && before.chars().count().abs_diff(length) < 10
}

/// `|---|:--:|` under the head of a table.
fn is_delimiter_row(line: &str) -> bool {
    line.contains('|')
        && line.contains("--")
        && line.bytes().all(|byte| matches!(byte, b'|' | b'-' | b':' | b' '))
}

/// `**words**`, with the marks at the words.
fn has_strong(line: &str) -> bool {
    let inner = line.split_once("**").and_then(|(_, rest)| rest.split_once("**"));
    inner.is_some_and(|(inner, _)| !inner.is_empty() && inner == inner.trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_decide_before_content() {
        assert_eq!(detect("a.TXT", "# A\n\n## B").name, "text");
        assert_eq!(detect("a.md", "plain").name, "markdown");
        assert_eq!(detect("-", "{\"offprint\": 1}").name, "json");
        assert_eq!(detect("a.json", "{\"pandoc-api-version\":[1,23]}").name, "pandoc");
    }

    #[test]
    fn marks_of_plain_text_are_no_markdown() {
        for text in [
            "A_b and c_d, _e_ * f *.",
            "- one\n- two\n> quoted\n1. three",
            "##  Related  \n\n#### \n\ntext",
            "| a | b |\n| c -- d | e |",
            "See [1] and (2).\n\n[1] Book.",
            "-----\ntext\n====",
        ] {
            assert_eq!(detect("-", text).name, "text", "{text}");
        }
    }

    #[test]
    fn a_few_signs_make_markdown() {
        for text in [
            "# Title\n\nText.",
            "Title\n=====\n\nA [link](x).",
            "---\ntitle: x\n---\ntext",
            "+++\ntitle = 1\n+++\ntext",
            "```sh\nls\n```",
            "a | b\n--|--\n1 | **2**",
        ] {
            assert_eq!(detect("-", text).name, "markdown", "{text}");
        }
    }
}
