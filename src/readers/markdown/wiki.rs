//! Links of wikis, as Obsidian has them: `[[Page]]`, `[[Page#Part|text]]`, `![[image.png|300]]`.
//!
//! The parser knows them, but then they come before all other links, and `[[1]](address)` is
//! none any more. So they are found in what it left as text.

use std::ops::Range;

use super::frame;
use crate::article::{Article, BlockKind, Image, Inline, InlineKind, Link, walk};
use crate::readers::marks;
use crate::source::{Source, Span};

/// Finds the links in every run of an article.
pub(super) fn apply(article: &mut Article, source: &Source) {
    let mut any = false;
    walk::nested_runs_mut(article, &mut |run| {
        if run.iter().any(|inline| is_candidate(inline, source)) {
            any = true;
            let inlines = std::mem::take(run).into_iter();
            *run = inlines.flat_map(|inline| split(inline, source)).collect();
        }
    });
    if any {
        walk::blocks_mut(article, &mut |block| {
            if let BlockKind::Paragraph { content } = &mut block.kind
                && let [Inline { kind: InlineKind::Image(_), .. }] = &content[..]
                && let Some(figure) = frame::paragraph(std::mem::take(content), true)
            {
                block.kind = figure.kind;
            }
        });
    }
}

/// Whether a text has such marks and no backslash takes them back.
fn is_candidate(inline: &Inline, source: &Source) -> bool {
    let InlineKind::Text { text } = &inline.kind else { return false };
    let Span { start, end, .. } = inline.span;
    let written = source.text().get(start as usize..end as usize).unwrap_or_default();
    text.contains("[[") && text.contains("]]") && !written.contains("\\[")
}

fn split(inline: Inline, source: &Source) -> Vec<Inline> {
    if is_candidate(&inline, source) { marks::split(inline, next) } else { vec![inline] }
}

/// The first link or image at or after a byte.
fn next(text: &str, from: usize) -> Option<(Range<usize>, InlineKind)> {
    /// The longest that is looked for, so that cost stays in a line with the text.
    const MOST: usize = 300;
    text[from..].match_indices("[[").find_map(|(at, _)| {
        let start = from + at;
        let (before, after) = (&text[from..start], &text[start + 2..]);
        let window = after.bytes().take(MOST);
        let length = window.take_while(|byte| !matches!(byte, b'[' | b']' | b'\n')).count();
        let inside = after.get(..length).filter(|inside| !inside.trim().is_empty())?;
        let rest = after[length..].strip_prefix("]]")?;
        let end = text.len() - rest.len();
        let (target, shown) = inside.split_once('|').unwrap_or((inside, ""));
        let (target, shown) = (target.trim().trim_end_matches('\\'), shown.trim());
        if before.ends_with('!') {
            return Some((start - 1..end, image(target, shown)?));
        }
        // `x[[1]]` is program text.
        let in_word = before.ends_with(|c: char| c.is_alphanumeric() || "_)".contains(c));
        let named = target.contains(char::is_alphabetic);
        (named && !in_word && !rest.starts_with('(')).then(|| (start..end, link(target, shown)))
    })
}

fn link(target: &str, shown: &str) -> InlineKind {
    let shown = if shown.is_empty() { target.trim_start_matches('#') } else { shown };
    let target = match target.strip_prefix('#') {
        Some(heading) => format!("#{}", fragment(heading)),
        None => target.to_owned(),
    };
    InlineKind::Link(Link { target, content: vec![Inline::text(shown)], ..Link::default() })
}

/// A heading's id by GitHub's rule.
fn fragment(heading: &str) -> String {
    let lower = heading.to_lowercase();
    let kept = lower.chars().filter(|c| c.is_alphanumeric() || " -_".contains(*c));
    kept.map(|c| if c == ' ' { '-' } else { c }).collect()
}

/// An image; what stands behind its bar is a size or what it shows. Other files are no images.
fn image(target: &str, shown: &str) -> Option<InlineKind> {
    let ending = target.rsplit_once('.')?.1.to_ascii_lowercase();
    let is_image = matches!(
        ending.as_str(),
        "png" | "jpg" | "jpeg" | "gif" | "webp" | "svg" | "avif" | "bmp" | "tiff"
    );
    let is_size = shown.bytes().all(|byte| byte.is_ascii_digit() || byte == b'x');
    let alt = if is_size { "" } else { shown };
    is_image.then(|| {
        let (reference, alt) = (target.to_owned(), alt.to_owned());
        InlineKind::Image(Image { reference, alt, ..Image::default() })
    })
}
