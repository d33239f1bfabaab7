//! Abbreviations as PHP Markdown Extra has them: a line `*[HTML]: Hypertext Markup Language`,
//! anywhere in the text, says what the word stands for wherever it is written.

use std::collections::BTreeMap;

use aho_corasick::{AhoCorasick, Input, MatchKind};

use crate::article::{Article, Block, BlockKind, Inline, InlineKind, walk};
use crate::readers::marks;
use crate::source::{Source, Span};

/// Takes the lines out and marks the words in every run of an article.
pub(super) fn apply(article: &mut Article, source: &Source) {
    let mut known = BTreeMap::new();
    article.blocks.retain(|block| match definitions(block, source) {
        Some(found) => {
            known.extend(found);
            false
        }
        None => true,
    });
    let words: Vec<&str> = known.keys().map(String::as_str).collect();
    let matcher = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(&words);
    // More words than the automaton can hold are no abbreviations.
    let (false, Ok(matcher)) = (words.is_empty(), matcher) else { return };
    let expansions: Vec<&str> = known.values().map(String::as_str).collect();
    walk::nested_runs_mut(article, &mut |run| {
        let inlines = std::mem::take(run).into_iter();
        *run = inlines.flat_map(|inline| in_text(inline, &matcher, &expansions)).collect();
    });
}

fn in_text(inline: Inline, matcher: &AhoCorasick, expansions: &[&str]) -> Vec<Inline> {
    let span = inline.span;
    marks::split(inline, |text, from| {
        let found = matcher.find_iter(Input::new(text).range(from..)).find(|found| {
            let is_part = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
            !is_part(text[..found.start()].chars().next_back())
                && !is_part(text[found.end()..].chars().next())
        })?;
        let content = vec![Inline { span, ..Inline::text(&text[found.range()]) }];
        let expansion = expansions[found.pattern().as_usize()].to_owned();
        Some((found.range(), InlineKind::Abbreviation { expansion, content }))
    })
}

/// What a paragraph says that words stand for; `None` unless all its lines do so.
fn definitions(block: &Block, source: &Source) -> Option<Vec<(String, String)>> {
    let BlockKind::Paragraph { .. } = block.kind else { return None };
    let Span { start, end, .. } = block.span;
    let written = source.text().get(start as usize..end as usize)?;
    let lines = written.lines().filter(|line| !line.trim().is_empty());
    let found: Vec<_> = lines.map(definition).collect::<Option<_>>()?;
    Some(found).filter(|found| !found.is_empty())
}

fn definition(line: &str) -> Option<(String, String)> {
    let (word, expansion) = line.trim().strip_prefix("*[")?.split_once("]:")?;
    let (word, expansion) = (word.trim(), expansion.trim());
    (!word.is_empty() && !expansion.is_empty()).then(|| (word.to_owned(), expansion.to_owned()))
}
