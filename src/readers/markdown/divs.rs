//! Divisions between lines of colons, as pandoc, Quarto, Docusaurus and MyST have them:
//! `::: note`, `:::tip[A title]`, `::: {.callout-warning}`, closed by `:::`.
//!
//! The parser knows none: the lines would join the paragraphs beside them, or make terms of a
//! definition list of these. So it sees blank lines in their place, which leave every offset
//! as it is, and [`apply`] puts what stands between them into asides. A division of no known
//! kind is what stands in it.

use std::borrow::Cow;
use std::ops::Range;

use super::marks::callout_kind;
use crate::article::{Aside, AsideKind, Block, BlockKind, Heading, Inline, MAX_NESTING};
use crate::source::Span;

/// A division.
#[derive(Debug, PartialEq)]
pub(super) struct Division<'t> {
    /// The bytes between its two lines.
    inside: Range<usize>,
    /// The first byte after it that is not blank: to the parser, lists reach up to there.
    until: usize,
    /// What stands behind the colons of the first.
    words: &'t str,
}

/// The text with the lines of all divisions blank, and the divisions in the order of their
/// beginnings: inner ones come after those around them.
pub(super) fn mask(text: &str) -> (Cow<'_, str>, Vec<Division<'_>>) {
    if !text.contains(":::") {
        return (Cow::Borrowed(text), Vec::new());
    }
    let mut masked: Vec<Range<usize>> = Vec::new();
    let mut divisions = Vec::new();
    let mut open: Vec<(Range<usize>, &str)> = Vec::new();
    let mut code: Option<(char, usize)> = None;
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let range = start..start + line.trim_end().len();
        start += line.len();
        let mark = line.trim_end().trim_start_matches(' ');
        if range.len() - mark.len() > 3 {
            continue;
        }
        code = match (fence(mark), code) {
            (Some((own, length, rest)), Some((other, least))) => {
                let closes = own == other && length >= least && rest.is_empty();
                Some((other, least)).filter(|_| !closes)
            }
            (Some((own, length, _)), None) => Some((own, length)),
            (None, code) => code,
        };
        let colons = mark.len() - mark.trim_start_matches(':').len();
        if code.is_some() || colons < 3 {
            continue;
        }
        let words = mark[colons..].trim_end_matches(':').trim();
        if !words.is_empty() {
            open.push((range, words));
        } else if let Some((first, words)) = open.pop() {
            if open.len() < MAX_NESTING {
                divisions.push(Division {
                    inside: first.end..range.start,
                    until: range.end,
                    words,
                });
            }
            masked.extend([first, range]);
        }
    }
    let masked = blanked(text, &masked);
    divisions.sort_by_key(|division| division.inside.start);
    // From the last to the first, so that what is blank is looked at once.
    let mut ends: Vec<&mut usize> = divisions.iter_mut().map(|own| &mut own.until).collect();
    ends.sort_unstable_by(|a, b| b.cmp(a));
    let (mut next, mut until) = (masked.len(), masked.len());
    for end in ends {
        let between = &masked[*end..next];
        let blank = between.len() - between.trim_start().len();
        if blank < between.len() {
            until = *end + blank;
        }
        next = std::mem::replace(end, until);
    }
    (masked, divisions)
}

/// The mark of a block of code: its character, its length, and what stands behind it.
fn fence(line: &str) -> Option<(char, usize, &str)> {
    let mark = line.chars().next().filter(|mark| matches!(mark, '`' | '~'))?;
    let rest = line.trim_start_matches(mark);
    let length = line.len() - rest.len();
    (length >= 3 && !(mark == '`' && rest.contains('`'))).then_some((mark, length, rest))
}

fn blanked<'t>(text: &'t str, lines: &[Range<usize>]) -> Cow<'t, str> {
    if lines.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut lines = lines.to_vec();
    lines.sort_by_key(|line| line.start);
    let mut masked = String::with_capacity(text.len());
    for line in lines {
        masked.push_str(&text[masked.len()..line.start]);
        masked.extend(std::iter::repeat_n(' ', line.len()));
    }
    masked.push_str(&text[masked.len()..]);
    Cow::Owned(masked)
}

/// Puts the blocks of the divisions that are asides into asides. `offset` is where the text that
/// was masked begins in the source.
pub(super) fn apply(blocks: &mut Vec<Block>, divisions: &[Division<'_>], offset: usize) {
    let mut waiting = divisions.iter().peekable();
    let mut open: Vec<Open<'_>> = Vec::new();
    let mut done: Vec<Block> = Vec::with_capacity(blocks.len());
    for block in std::mem::take(blocks) {
        // What stands nowhere in the source stands where what is before it does.
        if block.span != Span::NONE {
            let start = (block.span.start as usize).saturating_sub(offset);
            let end = (block.span.end as usize).saturating_sub(offset);
            while open.last().is_some_and(|last| last.division.inside.end <= start) {
                close(&mut open, &mut done);
            }
            while let Some(division) = waiting.next_if(|next| next.inside.start <= start) {
                if division.inside.contains(&start) {
                    open.push(Open { division, at: done.len(), whole: true });
                }
            }
            open.iter_mut().for_each(|open| open.whole &= end <= open.division.until);
        }
        done.push(block);
    }
    while !open.is_empty() {
        close(&mut open, &mut done);
    }
    *blocks = done;
}

/// A division that blocks go into.
struct Open<'d> {
    division: &'d Division<'d>,
    /// Its first block.
    at: usize,
    /// Whether none reaches over its edge, as a list does whose last item goes on.
    whole: bool,
}

/// Makes an aside of the blocks of the innermost division.
fn close(open: &mut Vec<Open<'_>>, done: &mut Vec<Block>) {
    let Some(Open { division, at, whole }) = open.pop() else { return };
    let Some((kind, title)) = aside(division.words).filter(|_| whole) else { return };
    let mut own = done.split_off(at);
    let span = own.iter().fold(Span::NONE, |span, block| span.join(block.span));
    let title = title.map_or_else(|| leading_title(&mut own), |title| vec![Inline::text(title)]);
    let aside = BlockKind::Aside(Aside { kind, title, blocks: own });
    done.push(Block::new(aside, span));
}

/// Quarto has the title of a callout in a heading.
fn leading_title(blocks: &mut Vec<Block>) -> Vec<Inline> {
    let is_title = |block: &Block| matches!(block.kind, BlockKind::Heading(_));
    if blocks.len() > 1
        && blocks.first().is_some_and(is_title)
        && let BlockKind::Heading(Heading { content, .. }) = blocks.remove(0).kind
    {
        return content;
    }
    Vec::new()
}

/// What a division is for, and the title that its first line gives.
fn aside(words: &str) -> Option<(AsideKind, Option<String>)> {
    let words = words.trim();
    let own = |title: &str| Some(title.trim().to_owned()).filter(|title| !title.is_empty());
    if let Some((list, rest)) = words.strip_prefix('{').and_then(|rest| rest.rsplit_once('}')) {
        let classes = list.split_whitespace();
        let kind =
            classes.filter_map(|word| named(word.strip_prefix('.').unwrap_or(word))).next()?;
        return Some((kind, own(attribute(list, "title").unwrap_or(rest))));
    }
    let end = words.find(|c: char| !c.is_alphanumeric() && c != '-').unwrap_or(words.len());
    let kind = named(&words[..end])?;
    let rest = words[end..].trim();
    let title =
        rest.strip_prefix('[').and_then(|rest| rest.split_once(']')).map(|(title, _)| title);
    let title = title.unwrap_or(if rest.starts_with('{') { "" } else { rest });
    Some((kind, own(title)))
}

fn named(class: &str) -> Option<AsideKind> {
    let class = class.to_ascii_lowercase();
    let class = class.strip_prefix("callout-").unwrap_or(&class);
    match class {
        "aside" | "sidebar" | "box" | "details" | "admonition" | "callout" => {
            Some(AsideKind::Plain)
        }
        class => callout_kind(class),
    }
}

/// The value of an attribute in a list of attributes.
fn attribute<'t>(list: &'t str, name: &str) -> Option<&'t str> {
    let (_, rest) = list.split_once(name)?;
    rest.strip_prefix("=\"")?.split_once('"').map(|(value, _)| value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_colons_are_blank_for_the_parser() {
        let text = "a\n::: note\nb\n:::\nc\n";
        let (masked, divisions) = mask(text);
        assert_eq!(masked, "a\n        \nb\n   \nc\n");
        assert_eq!(divisions, [Division { inside: 10..13, until: 17, words: "note" }]);
    }

    #[test]
    fn what_is_no_division_stays() {
        for text in [
            "::: note\nnever closed\n",
            "a\n:::\nb\n",
            "```\n::: note\n:::\n```\n",
            "    ::: note\n    :::\n",
            ":: note\n::\n",
        ] {
            assert_eq!(mask(text), (Cow::Borrowed(text), Vec::new()));
        }
        // Only a fence of its own kind closes code.
        let text = "~~~~\n~~~\n::: note\n```\n:::\n~~~~\n::: tip\nx\n:::\n";
        assert_eq!(mask(text).1.len(), 1);
    }

    #[test]
    fn inner_divisions_come_last() {
        let text = ":::: note\n::: {.tip title=\"Two words\"}\nx\n:::\n::::\n";
        let words: Vec<&str> = mask(text).1.iter().map(|division| division.words).collect();
        assert_eq!(words, ["note", "{.tip title=\"Two words\"}"]);
    }

    #[test]
    fn many_divisions_nest_no_deeper_than_the_model() {
        let text = format!("{}x\n{}", "::: note\n".repeat(5_000), ":::\n".repeat(5_000));
        let (masked, divisions) = mask(&text);
        assert_eq!((masked.trim(), divisions.len()), ("x", MAX_NESTING));
        assert!(divisions.iter().all(|division| division.until == text.len()));
    }

    #[test]
    fn names_and_titles_are_read_as_their_programs_write_them() {
        let title = |title: &str| Some(title.to_owned());
        for (words, expected) in [
            ("note", Some((AsideKind::Note, None))),
            ("Warning Mind the gap", Some((AsideKind::Warning, title("Mind the gap")))),
            ("tip[A *title*]", Some((AsideKind::Tip, title("A *title*")))),
            ("{.callout-important}", Some((AsideKind::Important, None))),
            ("{#a .note title=\"Two words\"}", Some((AsideKind::Note, title("Two words")))),
            ("danger {#id}", Some((AsideKind::Caution, None))),
            ("{note} A title", Some((AsideKind::Note, title("A title")))),
            ("columns", None),
            ("{#refs}", None),
        ] {
            assert_eq!(aside(words), expected, "{words}");
        }
    }
}
