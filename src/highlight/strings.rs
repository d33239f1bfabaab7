//! Strings and comments: what goes on until something ends it. Without that
//! end it goes on to the end of the program, or of the line.

use super::syntax::{Quote, Raw};

/// Where a string ends, or stops for a while.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    /// It is over at a byte.
    Closed(usize),
    /// Code begins at a byte, behind what opens it.
    Hole(usize),
}

/// Where a string goes to whose text begins at a byte.
pub(super) fn end(code: &str, from: usize, quote: &Quote) -> End {
    let bytes = code.as_bytes();
    let mut at = from;
    while at < bytes.len() {
        let rest = &bytes[at..];
        if !quote.hole.is_empty() && rest.starts_with(quote.hole.as_bytes()) {
            return End::Hole(at + quote.hole.len());
        }
        if Some(rest[0]) == quote.escape {
            // What is behind a backslash may be a new line too.
            at += 1 + character(code, at + 1);
            continue;
        }
        if rest.starts_with(quote.close.as_bytes()) {
            return End::Closed(at + quote.close.len());
        }
        if rest[0] == b'\n' && !quote.lines {
            return End::Closed(at);
        }
        at += 1;
    }
    End::Closed(bytes.len())
}

/// How many bytes the character at a byte has; none at the end.
fn character(code: &str, at: usize) -> usize {
    code[at..].chars().next().map_or(0, char::len_utf8)
}

/// Where a comment ends whose text begins at a byte.
pub(super) fn comment(code: &str, from: usize, marks: (&str, &str), nested: bool) -> usize {
    let bytes = code.as_bytes();
    let (mut at, mut depth) = (from, 1_usize);
    while at < bytes.len() {
        let rest = &bytes[at..];
        if rest.starts_with(marks.1.as_bytes()) {
            depth -= 1;
            at += marks.1.len();
            if depth == 0 {
                return at;
            }
        } else if nested && rest.starts_with(marks.0.as_bytes()) {
            depth += 1;
            at += marks.0.len();
        } else {
            at += 1;
        }
    }
    bytes.len()
}

/// Where a raw string ends that begins at a byte, if one does.
pub(super) fn raw(code: &str, at: usize, kind: Raw) -> Option<usize> {
    let rest = &code[at..];
    match kind {
        Raw::None => None,
        Raw::Rust => {
            let marks = ["br", "cr", "r"].iter().find_map(|start| rest.strip_prefix(start))?;
            hashed(code, marks)
        }
        Raw::Swift => {
            if rest.starts_with('#') {
                hashed(code, rest)
            } else {
                None
            }
        }
        Raw::Cpp => {
            let text = rest.strip_prefix("R\"")?;
            // A delimiter has 16 characters at most (C++17, [lex.string]).
            let tag = text.bytes().take(17).position(|byte| byte == b'(')?;
            let sound = !text[..tag].contains([' ', ')', '\\', '"', '\n']);
            sound.then(|| until(code, at + 2 + tag, &format!("){}\"", &text[..tag])))
        }
        Raw::Lua => {
            let text = rest.strip_prefix('[')?;
            let level = text.bytes().take(MOST_MARKS).take_while(|byte| *byte == b'=').count();
            text[level..]
                .starts_with('[')
                .then(|| until(code, at + 2 + level, &format!("]{}]", "=".repeat(level))))
        }
    }
}

/// How many `#` or `=` may belong to a raw string's marks: what Rust allows.
const MOST_MARKS: usize = 255;

/// The end of `##"…"##`, of which `marks` is what follows a prefix.
fn hashed(code: &str, marks: &str) -> Option<usize> {
    let hashes = marks.bytes().take(MOST_MARKS).take_while(|byte| *byte == b'#').count();
    let text = marks[hashes..].strip_prefix('"')?;
    Some(until(code, code.len() - text.len(), &format!("\"{}", "#".repeat(hashes))))
}

fn until(code: &str, from: usize, end: &str) -> usize {
    code[from..].find(end).map_or(code.len(), |at| from + at + end.len())
}

/// Where a regular expression ends whose text begins at a byte: in its line, or nowhere.
pub(super) fn regex(code: &str, from: usize) -> Option<usize> {
    let bytes = code.as_bytes();
    let (mut at, mut in_class) = (from, false);
    while at < bytes.len() && bytes[at] != b'\n' {
        match bytes[at] {
            b'\\' => at += 1,
            b'[' => in_class = true,
            b']' => in_class = false,
            b'/' if !in_class => {
                let flags = bytes[at + 1..].iter().take_while(|byte| byte.is_ascii_lowercase());
                return Some(at + 1 + flags.count());
            }
            _ => {}
        }
        at += 1;
    }
    None
}

/// The word that ends a string of lines, as the text behind `<<` tells it, and
/// how much of that text tells it.
pub(super) fn heredoc(rest: &str) -> Option<(&str, usize)> {
    let mark = rest.trim_start_matches(['-', '~']);
    let mark = if mark.len() == rest.len() { rest.trim_start_matches(' ') } else { mark };
    let quoted = mark.starts_with(['"', '\'']);
    let word = &mark[usize::from(quoted)..];
    let length = word.bytes().take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'_');
    let word = &word[..length.count()];
    // `1 << n` is no string; neither is `list << item`.
    let named = word.starts_with(|c: char| c.is_ascii_uppercase() || c == '_');
    let length = rest.len() - mark.len() + word.len() + usize::from(quoted) * 2;
    (named && rest.is_char_boundary(length.min(rest.len())))
        .then_some((word, length.min(rest.len())))
}

/// Where the lines end that a word alone in a line ends. `from` is where the first begins.
pub(super) fn lines_until(code: &str, from: usize, word: &str) -> usize {
    let mut at = from;
    for line in code[from..].split_inclusive('\n') {
        if line.trim().trim_end_matches([';', ',', ')']) == word {
            return at + line.trim_end_matches(['\n', '\r']).len();
        }
        at += line.len();
    }
    code.len()
}
