//! The light marks of plain text: `*emphasis*`, `_emphasis_`, `**strong**`.

use crate::article::{Inline, InlineKind};
use crate::source::Span;

/// The longest stretch that marks may enclose, in bytes.
const LONGEST: usize = 2000;

/// A text with its marks as emphasis, and its line ends as breaks.
pub(super) fn inlines(text: String, span: Span) -> Vec<Inline> {
    let mut found = Vec::new();
    let (mut plain, mut at) = (0, 0);
    while let Some(open) = text[at..].find(['*', '_']).map(|open| at + open) {
        let width = run(&text[open..]);
        let inside = open + width;
        at = inside;
        let before = text[..open].chars().next_back();
        if width > 2 || !opens(before, text[inside..].chars().next()) {
            continue;
        }
        let sign = &text[open..inside];
        let Some(close) = closing(&text[inside..], sign) else { continue };
        push_text(&mut found, &text[plain..open], span);
        let mut content = Vec::new();
        push_text(&mut content, &text[inside..inside + close], span);
        let strong = width == 2;
        let kind =
            if strong { InlineKind::Strong { content } } else { InlineKind::Emphasis { content } };
        found.push(Inline::new(kind, span));
        plain = inside + close + width;
        at = plain;
    }
    push_text(&mut found, &text[plain..], span);
    found
}

/// Adds a text; its line ends are breaks.
fn push_text(found: &mut Vec<Inline>, text: &str, span: Span) {
    for (at, line) in text.split('\n').enumerate() {
        if at > 0 {
            found.push(Inline::new(InlineKind::Break, span));
        }
        if !line.is_empty() {
            found.push(Inline { span, ..Inline::text(line) });
        }
    }
}

/// How many of the first sign a text begins with.
fn run(text: &str) -> usize {
    let first = text.bytes().next();
    text.bytes().take_while(|byte| Some(*byte) == first).count()
}

/// Whether a mark between two characters opens: nothing or a blank before it, a word behind.
fn opens(before: Option<char>, after: Option<char>) -> bool {
    let free = |c: char| c.is_whitespace() || "([{“„«‘\"'—–-¿¡/".contains(c);
    before.is_none_or(free)
        && after.is_some_and(|c| c.is_alphanumeric() || "“„«‘\"'(¿¡".contains(c))
}

/// Where the sign closes what it opened: behind a word, and before none.
fn closing(text: &str, sign: &str) -> Option<usize> {
    let end = (0..=LONGEST.min(text.len())).rev().find(|at| text.is_char_boundary(*at))?;
    let near = &text[..end];
    let mark = sign.chars().next()?;
    let mut at = 0;
    while let Some(found) = near[at..].find(mark).map(|found| at + found) {
        let width = run(&near[found..]);
        let before = near[..found].chars().next_back().unwrap_or(' ');
        let after = text[found + width..].chars().next();
        let ends = after.is_none_or(|c| !c.is_alphanumeric());
        if width == sign.len() && !before.is_whitespace() && ends {
            return Some(found);
        }
        // Between words the sign may be part of a name: a_b.
        if width != sign.len() || before.is_whitespace() {
            return None;
        }
        at = found + width;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn brief(text: &str) -> String {
        let say = |inline: &Inline| match &inline.kind {
            InlineKind::Text { text } => text.clone(),
            InlineKind::Break => "/".to_owned(),
            InlineKind::Emphasis { content } => {
                format!("<{}>", crate::article::plain_text(content))
            }
            kind => format!("<<{}>>", crate::article::plain_text(kind.content().unwrap())),
        };
        inlines(text.to_owned(), Span::NONE).iter().map(say).collect()
    }

    #[test]
    fn marks_are_told_from_signs() {
        assert_eq!(brief("a *b c* d"), "a <b c> d");
        assert_eq!(brief("_Mass._, **now** (_then_)"), "<Mass.>, <<now>> (<then>)");
        assert_eq!(brief("“_a_,” he said—_b_!"), "“<a>,” he said—<b>!");
        assert_eq!(brief("_a\nb_\nc"), "<a b>/c");
        for text in
            ["5 * 3 * 2", "a_b_c", "word* and *", "*", "_ _", "f*** off", "*a", "* a*", "a*b*c"]
        {
            assert_eq!(brief(text), text);
        }
    }

    #[test]
    fn many_marks_take_linear_time() {
        assert!(!inlines("*a ".repeat(100_000), Span::NONE).is_empty());
    }
}
