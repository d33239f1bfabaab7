//! What begins a line, in languages that are read line by line.
//!
//! Each function is given a line without its end, and says how many of its
//! bytes are what.

use super::Kind;

/// The beginning of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Head {
    /// What comes before, and is of no kind.
    pub before: usize,
    /// How much follows that is of the kind.
    pub length: usize,
    /// What it is.
    pub kind: Kind,
}

impl Head {
    fn new(before: usize, length: usize, kind: Kind) -> Option<Head> {
        (length > 0).then_some(Head { before, length, kind })
    }

    /// All of a line.
    fn whole(line: &str, kind: Kind) -> Option<Head> {
        Head::new(0, line.len(), kind)
    }
}

/// How much of a line is spaces.
fn indent(line: &str) -> usize {
    line.len() - line.trim_start_matches([' ', '\t']).len()
}

/// A change: what it adds and takes away, where, and in which files.
pub(super) fn diff(line: &str) -> Option<Head> {
    let begins = |starts: &[&str]| starts.iter().any(|start| line.starts_with(start));
    if begins(&["+++ ", "--- ", "diff ", "index ", "Index: ", "new file", "deleted file"]) {
        Head::whole(line, Kind::Keyword)
    } else if begins(&["@@", "***"]) {
        Head::whole(line, Kind::Meta)
    } else if begins(&["+", ">"]) {
        Head::whole(line, Kind::Inserted)
    } else if begins(&["-", "<"]) {
        Head::whole(line, Kind::Deleted)
    } else {
        None
    }
}

/// `key:` of YAML, behind spaces and the dashes of lists.
pub(super) fn yaml(line: &str) -> Option<Head> {
    if line == "---" || line == "..." {
        return Head::whole(line, Kind::Meta);
    }
    let mut before = indent(line);
    while let Some(rest) = line[before..].strip_prefix("- ") {
        before = line.len() - rest.len() + indent(rest);
    }
    let rest = &line[before..];
    if rest.starts_with(['"', '\'', '#', '{', '[', '|', '>', '@', '`', '%']) {
        return None;
    }
    let ends = |at: usize| matches!(rest.as_bytes().get(at + 1), None | Some(b' ' | b'\t'));
    let (colon, _) = rest.match_indices(':').find(|(at, _)| ends(*at))?;
    // A comment may hold a colon too.
    if rest[..colon].contains(" #") { None } else { Head::new(before, colon, Kind::Name) }
}

/// `[section]` and `key =` of TOML, INI and their like.
pub(super) fn sections(line: &str) -> Option<Head> {
    let before = indent(line);
    let rest = &line[before..];
    if rest.starts_with('[') {
        let length = rest.rfind(']').map_or(0, |at| at + 1);
        return Head::new(before, length, Kind::Type);
    }
    let end = rest.find(['=', ':', '#', ';', '"', '\'', '{', '['])?;
    let is_key = matches!(rest.as_bytes()[end], b'=' | b':');
    if is_key { Head::new(before, rest[..end].trim_end().len(), Kind::Name) } else { None }
}

/// Targets and variables of a makefile.
pub(super) fn make(line: &str) -> Option<Head> {
    if line.starts_with('\t') {
        return None;
    }
    let end = line.find(['=', ':', '#', '$'])?;
    let (name, rest) = line.split_at(end);
    let sets = rest.trim_start_matches([':', '?', '+', '!']).starts_with('=');
    let name = name.trim_end().trim_end_matches(['?', '+', '!']).trim_end();
    match rest.as_bytes()[0] {
        b'=' => Head::new(0, name.len(), Kind::Name),
        b':' if sets => Head::new(0, name.len(), Kind::Name),
        b':' => Head::new(0, name.len(), Kind::Function),
        _ => None,
    }
}

/// The instruction of a Dockerfile's line.
pub(super) fn dockerfile(line: &str) -> Option<Head> {
    const INSTRUCTIONS: &str = "add arg cmd copy entrypoint env expose from healthcheck label \
        maintainer onbuild run shell stopsignal user volume workdir";
    let before = indent(line);
    let rest = &line[before..];
    let word = rest.split([' ', '\t']).next().unwrap_or_default();
    let known = |known: &str| known.eq_ignore_ascii_case(word);
    match INSTRUCTIONS.split_whitespace().any(known) {
        true => Head::new(before, word.len(), Kind::Keyword),
        false => None,
    }
}

/// Headings, marks of lists and fences of Markdown.
pub(super) fn markdown(line: &str) -> Option<Head> {
    let before = indent(line);
    let rest = &line[before..];
    let hashes = rest.len() - rest.trim_start_matches('#').len();
    if (1..=6).contains(&hashes) && rest[hashes..].starts_with([' ', '\t']) {
        return Head::new(before, rest.len(), Kind::Keyword);
    }
    if rest.starts_with("```") || rest.starts_with("~~~") || rest.starts_with("---") {
        return Head::new(before, rest.len(), Kind::Meta);
    }
    let figures = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let mark = match rest.as_bytes().get(figures) {
        Some(b'.' | b')') if figures > 0 => figures + 1,
        Some(b'-' | b'*' | b'+' | b'>') if figures == 0 => 1,
        _ => 0,
    };
    let apart = rest[mark..].is_empty() || rest[mark..].starts_with([' ', '\t']);
    if apart { Head::new(before, mark, Kind::Meta) } else { None }
}

/// The label of a line of assembler or batch.
pub(super) fn label(line: &str) -> Option<Head> {
    let is_part = |c: char| c.is_ascii_alphanumeric() || "_.$@".contains(c);
    let first = usize::from(line.starts_with(':'));
    let end = line[first..].find(|c| !is_part(c)).map_or(line.len(), |end| first + end);
    let named = end > first;
    let ends = line[end..].starts_with(':') || first == 1;
    if named && ends { Head::new(0, end, Kind::Function) } else { None }
}
