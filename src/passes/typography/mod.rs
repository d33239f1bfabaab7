//! Punctuation as the language wants it, where a keyboard has one mark for all.
//!
//! What was typed as `"`, `'`, `--` and `...` becomes the language's quotation marks,
//! apostrophes, dashes and ellipses; French gets its narrow spaces; a space before a comma
//! goes. A quotation may run over emphasis and links, so the rules see the text of a whole
//! block at once ([`Line`]), where code, formulas and images stand as one character each.
//! Marks that are right already stay, and so do those that match nothing, all code and all
//! addresses.
//!
//! Each rule reads the text that the one before it left: dashes and ellipses first, for they
//! tell where a quotation begins; then quotation marks; then the spaces around all these.

mod dashes;
mod line;
mod lost;
mod quotes;
mod spaces;

use crate::article::{Article, Block, BlockKind, Inline, InlineKind, plain_text};
use crate::diagnostics::{Diagnostics, Repair};
use crate::language::Tag;
use crate::language::punctuation::{Punctuation, punctuation};

use line::Line;

/// What becomes of punctuation that was typed on a keyboard.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Typing {
    /// It is set as the language wants it.
    #[default]
    Smart,
    /// It stays as it was typed.
    Kept,
}

/// Sets the punctuation of the whole article and says how much of it.
pub fn run(article: &mut Article, typing: Typing, diagnostics: &mut Diagnostics) {
    if typing == Typing::Smart {
        let mut counts = Counts::default();
        let drops_spaces = spaces::are_dropped(article);
        set_article(article, &mut Setter { drops_spaces, counts: &mut counts });
        diagnostics.repaired(Repair::Punctuation, counts.marks);
        diagnostics.repaired(Repair::SpaceBefore, counts.spaces);
        diagnostics.repaired(Repair::LostMark, counts.lost);
    }
    lost::tell(article, diagnostics);
}

/// How much was changed.
#[derive(Debug, Default)]
struct Counts {
    /// Marks that were typed otherwise.
    marks: u32,
    /// Spaces that went.
    spaces: u32,
    /// Marks that an encoding had lost.
    lost: u32,
}

/// What all blocks share.
struct Setter<'a> {
    /// Whether a space before a mark is a slip in this text.
    drops_spaces: bool,
    counts: &'a mut Counts,
}

/// What stands around a text.
#[derive(Debug, Clone, Copy, Default)]
struct Place<'a> {
    language: Option<&'a Tag>,
    /// Whether it is a paragraph: in headings and cells a hyphen with spaces parts names.
    prose: bool,
    /// Whether the next paragraph opens a quotation too: then the one here goes on there.
    goes_on: bool,
}

fn set_article(article: &mut Article, setter: &mut Setter<'_>) {
    let language = article.meta.language.clone();
    let place = Place { language: language.as_ref(), ..Place::default() };
    let meta = &mut article.meta;
    setter.run(&mut meta.title, place);
    setter.run(&mut meta.subtitle, place);
    for text in [&mut meta.kicker, &mut meta.description].into_iter().flatten() {
        setter.string(text, place);
    }
    for person in meta.people_mut() {
        setter.string(&mut person.name, place);
    }
    setter.blocks(&mut article.blocks, place);
    for note in &mut article.notes {
        setter.blocks(&mut note.blocks, place);
    }
}

impl Setter<'_> {
    fn blocks(&mut self, blocks: &mut [Block], place: Place<'_>) {
        for at in 0..blocks.len() {
            let goes_on = blocks.get(at + 1).is_some_and(opens_quotation);
            let block = &mut blocks[at];
            let language = block.language.clone();
            let language = language.as_ref().or(place.language);
            for children in block.kind.children_mut() {
                self.blocks(children, Place { language, ..Place::default() });
            }
            let prose = matches!(block.kind, BlockKind::Paragraph { .. });
            let place = Place { language, prose, goes_on };
            if let BlockKind::Figure(figure) = &mut block.kind {
                self.string(&mut figure.image.alt, place);
            }
            block.kind.inlines_mut().into_iter().for_each(|run| self.run(run, place));
        }
    }

    /// Sets a run, and the parts of it in other languages for themselves.
    fn run(&mut self, run: &mut [Inline], place: Place<'_>) {
        if let Some(style) = punctuation(place.language) {
            let mut line = Line::of(run);
            if self.line(&mut line, &style, place) {
                line.write_back(run);
            }
        }
        self.other_languages(run, place);
    }

    fn other_languages(&mut self, run: &mut [Inline], place: Place<'_>) {
        for inline in run {
            match &mut inline.kind {
                InlineKind::Span(span) if span.language.is_some() => {
                    let place = Place { language: span.language.as_ref(), ..place };
                    self.run(&mut span.content, Place { goes_on: false, ..place });
                }
                InlineKind::Image(image) => self.string(&mut image.alt, place),
                kind => {
                    if let Some(content) = kind.content_mut() {
                        self.other_languages(content, place);
                    }
                }
            }
        }
    }

    /// Sets a text that stands alone.
    fn string(&mut self, text: &mut String, place: Place<'_>) {
        let mut run = [Inline::text(std::mem::take(text))];
        self.run(&mut run, Place { goes_on: false, ..place });
        *text = plain_text(&run);
    }

    /// Applies all rules; whether anything changed.
    fn line(&mut self, line: &mut Line, style: &Punctuation, place: Place<'_>) -> bool {
        if !line.may_change(style) {
            return false;
        }
        let english = place.language.is_some_and(|tag| tag.primary() == "en");
        let counts = &mut self.counts;
        let before = (counts.marks, counts.spaces, counts.lost);
        counts.lost += line.apply(lost::apostrophes(line.chars(), english));
        counts.marks += line.apply(dashes::ellipses(line.chars(), style));
        counts.marks += line.apply(dashes::dashes(line.chars(), style, place.prose));
        let quotes = quotes::quotes(line.chars(), style, place.goes_on);
        for start in line.made(quotes.edits) {
            let restored = quotes.lost.binary_search(&start).is_ok();
            *if restored { &mut counts.lost } else { &mut counts.marks } += 1;
        }
        if self.drops_spaces {
            counts.spaces += line.apply(spaces::before_marks(line.chars(), style));
        }
        counts.marks += line.apply(spaces::narrow(line.chars(), style));
        before != (counts.marks, counts.spaces, counts.lost)
    }
}

/// Whether a block is a paragraph that begins with an opening quotation mark.
fn opens_quotation(block: &Block) -> bool {
    let BlockKind::Paragraph { content } = &block.kind else { return false };
    first_character(content).is_some_and(|c| matches!(c, '"' | '“' | '„' | '«' | '”' | '「'))
}

fn first_character(run: &[Inline]) -> Option<char> {
    run.iter().find_map(|inline| match &inline.kind {
        InlineKind::Text { text } => text.chars().next(),
        kind => kind.content().and_then(|content| first_character(content)),
    })
}

#[cfg(test)]
mod tests;
