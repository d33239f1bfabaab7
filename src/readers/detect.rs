//! Which reader an input wants.

use super::{READERS, Reader, json, markdown, text};

/// Chooses by the name's ending, and by the text itself where that says nothing
/// (standard input, `.txt` that holds Markdown is still text).
pub fn detect(name: &str, content: &str) -> &'static Reader {
    let extension = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
    let by_name = extension.and_then(|extension| {
        READERS.iter().copied().find(|reader| reader.extensions.contains(&extension.as_str()))
    });
    by_name.unwrap_or_else(|| by_content(content))
}

fn by_content(content: &str) -> &'static Reader {
    let start = content.trim_start();
    if start.starts_with('{') && start.contains("\"offprint\"") {
        &json::READER
    } else if markdown_evidence(content) >= 2 {
        &markdown::READER
    } else {
        &text::READER
    }
}

/// Counts the signs of Markdown in the first lines; a metadata block counts double.
fn markdown_evidence(content: &str) -> usize {
    const LINES: usize = 200;
    let metadata = content.starts_with("---\n") && content[4..].contains("\n---");
    let signs = content.lines().take(LINES).filter(|line| is_markdown(line)).count();
    signs + if metadata { 2 } else { 0 }
}

fn is_markdown(line: &str) -> bool {
    let hashes = line.bytes().take_while(|byte| *byte == b'#').count();
    let heading = (1..=6).contains(&hashes) && line[hashes..].starts_with(' ');
    let fence = line.starts_with("```") || line.starts_with("~~~");
    let link = line.contains("](");
    let delimiters = line.starts_with('|') && line.contains("--");
    heading || fence || link || delimiters || line.starts_with("[^")
}
