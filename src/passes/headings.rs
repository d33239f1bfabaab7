//! The title, and the levels of headings.
//!
//! A heading that opens the article and stands alone above all others is the
//! title. The levels then count from 1 and skip none downwards, as a reader's
//! outline and screen readers expect. Headings inside quotations, lists and
//! asides count on below the section in which they stand.

use super::pages;
use crate::article::{
    Article, Block, BlockKind, Heading, Inline, InlineKind, page_markers, plain_text, walk,
};

/// The deepest level that outputs can tell apart.
const DEEPEST: u8 = 6;

/// Finds the title and levels the headings.
pub fn run(article: &mut Article) {
    if article.meta.title.is_empty() && opens_with_title(&article.blocks) {
        article.meta.title = take_first(&mut article.blocks);
    }
    drop_repeated_title(article);
    // The title goes into catalogues, file names and the heads of pages.
    let mut markers = pages::taken(&mut article.meta.title);
    pages::open(&mut article.blocks, &mut markers);
    let mut outline = Outline::default();
    outline.level(&mut article.blocks);
    for note in &mut article.notes {
        outline.below().level(&mut note.blocks);
    }
}

fn heading(block: Option<&Block>) -> Option<&Heading> {
    match block.map(|block| &block.kind) {
        Some(BlockKind::Heading(heading)) => Some(heading),
        _ => None,
    }
}

/// Whether the first block is a heading above all others.
fn opens_with_title(blocks: &[Block]) -> bool {
    let Some(first) = heading(blocks.first()) else { return false };
    let mut others = blocks[1..].iter().filter_map(|block| heading(Some(block)));
    others.all(|other| other.level > first.level)
}

/// Takes out the headings at the start that only say the title once more.
fn drop_repeated_title(article: &mut Article) {
    let title = normal(&article.meta.title);
    let mut repeats = 0;
    while let Some(first) = heading(article.blocks.get(repeats)) {
        let noted = has_notes(&first.content);
        if title.is_empty() || normal(&first.content) != title {
            break;
        }
        // The marks of notes count: the run that has them stands in for the other.
        if noted && has_notes(&article.meta.title) {
            break;
        } else if noted {
            article.meta.title = first.content.clone();
        } else {
            article.meta.title.append(&mut page_markers(&first.content));
        }
        repeats += 1;
    }
    article.blocks.drain(..repeats);
}

/// A title without what typing it again may change.
fn normal(run: &[Inline]) -> String {
    let text = plain_text(run).to_lowercase();
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

fn has_notes(run: &[Inline]) -> bool {
    let mut found = false;
    walk::inlines_in(run, &mut |inline| {
        found |= matches!(inline.kind, InlineKind::NoteRef { .. });
    });
    found
}

fn take_first(blocks: &mut Vec<Block>) -> Vec<Inline> {
    match blocks.remove(0).kind {
        BlockKind::Heading(heading) => heading.content,
        _ => Vec::new(),
    }
}

/// The sections that are open at some place, by the levels they were given.
#[derive(Debug, Default)]
struct Outline {
    /// The level of the section that holds all of these.
    base: u8,
    open: Vec<u8>,
}

impl Outline {
    /// An outline for what stands inside the current section.
    fn below(&self) -> Outline {
        Outline { base: self.current().min(DEEPEST), open: Vec::new() }
    }

    fn current(&self) -> u8 {
        self.base + self.open.len() as u8
    }

    fn level(&mut self, blocks: &mut [Block]) {
        for block in blocks {
            if let BlockKind::Heading(heading) = &mut block.kind {
                heading.level = self.enter(heading.level);
            }
            let mut inside = self.below();
            for children in block.kind.children_mut() {
                inside.level(children);
            }
        }
    }

    /// Opens a section of a level as given; returns the level it gets.
    fn enter(&mut self, given: u8) -> u8 {
        let given = given.clamp(1, DEEPEST);
        while self.open.last().is_some_and(|open| *open >= given) {
            self.open.pop();
        }
        self.open.push(given);
        self.current().min(DEEPEST)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Quote;
    use crate::source::Span;

    fn h(level: u8, text: &str) -> Block {
        let content = vec![Inline::text(text)];
        Block::new(BlockKind::Heading(Heading { level, id: String::new(), content }), Span::NONE)
    }

    fn quote(blocks: Vec<Block>) -> Block {
        Block::new(BlockKind::Quote(Quote { blocks, ..Quote::default() }), Span::NONE)
    }

    /// Title and levels after the pass.
    fn levels(title: &str, blocks: Vec<Block>) -> (String, Vec<u8>) {
        let mut article = Article { blocks, ..Article::default() };
        if !title.is_empty() {
            article.meta.title = vec![Inline::text(title)];
        }
        run(&mut article);
        let once = article.clone();
        run(&mut article);
        assert_eq!(article, once);
        let mut levels = Vec::new();
        walk::blocks(&article, &mut |block| {
            levels.extend(heading(Some(block)).map(|heading| heading.level));
        });
        (article.meta.title_text().unwrap_or_default(), levels)
    }

    #[test]
    fn a_heading_above_all_others_is_the_title() {
        let (title, rest) = levels("", vec![h(1, "T"), h(2, "a"), h(4, "b"), h(2, "c")]);
        assert_eq!((title.as_str(), rest), ("T", vec![1, 2, 1]));
        assert_eq!(levels("", vec![h(1, "a"), h(1, "b")]), (String::new(), vec![1, 1]));
        let text = Block::paragraph(vec![Inline::text("x")]);
        assert_eq!(levels("", vec![text, h(2, "a")]), (String::new(), vec![1]));
    }

    #[test]
    fn a_repeated_title_goes() {
        assert_eq!(levels("The T", vec![h(1, "the t!"), h(2, "a")]).1, [1]);
        assert_eq!(levels("", vec![h(1, "T"), h(2, "T"), h(2, "T")]).1, [0; 0]);
    }

    #[test]
    fn levels_count_from_one_and_skip_none() {
        assert_eq!(levels("T", vec![h(3, "a"), h(6, "b"), h(4, "c"), h(2, "d")]).1, [1, 2, 2, 1]);
        let blocks = vec![h(2, "a"), quote(vec![h(1, "q"), h(5, "r")]), h(3, "b")];
        assert_eq!(levels("T", blocks).1, [1, 2, 3, 2]);
        assert_eq!(levels("T", vec![h(0, "a"), h(200, "b")]).1, [1, 2]);
    }
}
