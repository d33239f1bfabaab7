//! Elements with attributes: HTML, XML and what rests on them. Between the
//! tags is text, but for programs and style sheets, which are read as such.

use super::{Kind, Token, languages, scan};

/// Elements that hold a program, and in which language.
const PROGRAMS: [(&str, &str); 2] = [("script", "javascript"), ("style", "css")];

/// Adds the tokens of markup.
pub(super) fn read(code: &str, tokens: &mut Vec<Token>) {
    let mut at = 0;
    while let Some(found) = code[at..].find(['<', '&']) {
        at += found;
        at = match &code[at..] {
            rest if rest.starts_with("<!--") => push_until(code, at, "-->", Kind::Comment, tokens),
            rest if rest.starts_with("<![CDATA[") => {
                push_until(code, at, "]]>", Kind::String, tokens)
            }
            rest if rest.starts_with("<?") => push_until(code, at, "?>", Kind::Meta, tokens),
            rest if rest.starts_with("<!") => push_until(code, at, ">", Kind::Meta, tokens),
            rest if rest.starts_with('&') => entity(code, at, tokens),
            _ => tag(code, at, tokens),
        };
    }
}

fn push_until(code: &str, at: usize, end: &str, kind: Kind, tokens: &mut Vec<Token>) -> usize {
    let end = code[at..].find(end).map_or(code.len(), |found| at + found + end.len());
    scan::push(tokens, at..end, kind);
    end
}

/// How long the name of an entity may be, with its marks: HTML has one of 33 letters.
const MOST_ENTITY: usize = 40;

fn entity(code: &str, at: usize, tokens: &mut Vec<Token>) -> usize {
    let name = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'#';
    let length = code[at + 1..].bytes().take(MOST_ENTITY).take_while(name).count();
    let end = at + 1 + length;
    if length == 0 || !code[end..].starts_with(';') {
        return at + 1;
    }
    scan::push(tokens, at..end + 1, Kind::Constant);
    end + 1
}

fn is_name(c: char) -> bool {
    c.is_alphanumeric() || "_-:.@#*$".contains(c)
}

fn name_end(code: &str, from: usize) -> usize {
    code[from..].find(|c| !is_name(c)).map_or(code.len(), |end| from + end)
}

/// A tag, and the program behind it.
fn tag(code: &str, at: usize, tokens: &mut Vec<Token>) -> usize {
    let start = at + 1 + usize::from(code[at + 1..].starts_with('/'));
    let named = name_end(code, start);
    if named == start || !code[start..].starts_with(|c: char| c.is_alphabetic() || c == '_') {
        return at + 1;
    }
    scan::push(tokens, at..named, Kind::Keyword);
    let name = &code[start..named];
    let end = attributes(code, named, tokens);
    let opens = start == at + 1 && code[..end].ends_with('>') && !code[..end].ends_with("/>");
    let program = PROGRAMS.iter().find(|(element, _)| opens && name.eq_ignore_ascii_case(element));
    match program {
        Some((element, language)) => embedded(code, end, element, language, tokens),
        None => end,
    }
}

/// The attributes of a tag, and its end.
fn attributes(code: &str, from: usize, tokens: &mut Vec<Token>) -> usize {
    let mut at = from;
    while let Some(character) = code[at..].chars().next() {
        match character {
            '>' => {
                scan::push(tokens, at..at + 1, Kind::Keyword);
                return at + 1;
            }
            // A tag that never ended.
            '<' => return at,
            '/' if code[at..].starts_with("/>") => {
                scan::push(tokens, at..at + 2, Kind::Keyword);
                return at + 2;
            }
            '"' | '\'' => {
                let mark = if character == '"' { "\"" } else { "'" };
                let text = at + 1;
                let end = code[text..].find(mark).map_or(code.len(), |end| text + end + 1);
                scan::push(tokens, at..end, Kind::String);
                at = end;
            }
            '=' => {
                at += 1;
                // A value without marks.
                let ends = |c: char| c.is_whitespace() || "\"'<>`=".contains(c);
                let end = code[at..].find(ends).map_or(code.len(), |end| at + end);
                scan::push(tokens, at..end, Kind::String);
                at = end;
            }
            c if is_name(c) => {
                let end = name_end(code, at);
                scan::push(tokens, at..end, Kind::Name);
                at = end;
            }
            c => at += c.len_utf8(),
        }
    }
    at
}

/// A program in an element, up to the element's end.
fn embedded(
    code: &str,
    from: usize,
    element: &str,
    language: &str,
    tokens: &mut Vec<Token>,
) -> usize {
    let is_end = |at: &usize| {
        let name = code.get(at + 2..at + 2 + element.len());
        name.is_some_and(|name| name.eq_ignore_ascii_case(element))
    };
    let ends = code[from..].match_indices("</").map(|(at, _)| from + at);
    let end = ends.into_iter().find(is_end).unwrap_or(code.len());
    if let Some(language) = languages::find(language) {
        scan::part(language, &code[from..end], from, tokens);
    }
    end
}
