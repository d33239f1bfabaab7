//! The language of the article, where nothing says it.
//!
//! Some scripts write one language and decide alone, however short the text.
//! Then letters and words are looked for that tell a language ([`telling`]). For all others
//! the text is compared with what the languages look like ([`detect`]). An unsure guess is not taken.

use std::collections::BTreeMap;

use crate::article::{Article, plain_text, walk};
use crate::diagnostics::{Diagnostics, Kind};
use crate::language::Tag;
use crate::language::detect::{Guess, detect};
use crate::language::telling;
use crate::source::Span;
use crate::understand::repair::is_mark;

/// How much text is looked at, in bytes.
const SAMPLE: usize = 20_000;

/// Of a hundred letters, how many must be of one script for it to decide.
const SHARE: usize = 60;

/// Of a hundred letters of Japanese, how many are kana at least; Chinese has none.
const KANA: usize = 5;

/// Finds the language unless it is known, and reports what was guessed.
pub fn run(article: &mut Article, diagnostics: &mut Diagnostics) {
    if article.meta.language.is_some() {
        return;
    }
    let text = sample(article);
    let whole = || detect(&text).filter(Guess::is_reliable);
    let guess = by_script(&text)
        .or_else(|| telling::by_letters(&text))
        .or_else(|| telling::by_words(&text))
        .or_else(whole)
        .or_else(|| by_vote(&text));
    let kind = match guess.map(|guess| telling::refined(guess, &text)) {
        Some(guess) => {
            let language = guess.language.to_string();
            article.meta.language = Some(guess.language);
            Kind::LanguageGuessed { language, confidence: guess.confidence }
        }
        None => Kind::LanguageUnknown,
    };
    diagnostics.push(kind, Span::NONE);
}

/// The beginning of the text, a line for each block, without code; the title where there is
/// little else.
fn sample(article: &Article) -> String {
    let mut text = String::new();
    walk::blocks(article, &mut |block| {
        for run in block.kind.inlines() {
            if text.len() < SAMPLE {
                push_words(&mut text, &plain_text(run));
                text.push('\n');
            }
        }
    });
    if text.len() < SAMPLE / 100 {
        push_words(&mut text, &plain_text(&article.meta.title));
    }
    text
}

/// Adds a text with a space for all between its words: how marks were typed says little of
/// the language, and they are set anew once it is known.
fn push_words(text: &mut String, more: &str) {
    for c in more.chars() {
        // One paragraph may be a whole book.
        if text.len() > 4 * SAMPLE {
            return;
        }
        if c.is_alphanumeric() || is_mark(c) {
            text.push(c);
        } else if !text.ends_with([' ', '\n']) {
            text.push(' ');
        }
    }
}

/// The language that most paragraphs seem to have. Names and figures make the
/// guess at a whole text unsure; where its paragraphs agree, it is right.
fn by_vote(text: &str) -> Option<Guess> {
    const FEWEST: usize = 5;
    const LETTERS: usize = 40;
    let letters = |line: &str| line.chars().filter(|c| c.is_alphabetic()).count();
    let mut votes = BTreeMap::<Tag, usize>::new();
    let mut voters = 0;
    for line in text.lines().filter(|line| letters(line) >= LETTERS) {
        let Some(guess) = detect(line) else { continue };
        *votes.entry(guess.language).or_default() += letters(line);
        voters += 1;
    }
    let all: usize = votes.values().sum();
    let (language, most) = votes.into_iter().max_by_key(|(_, votes)| *votes)?;
    let guess = Guess { language, confidence: (most * 100 / all.max(1)) as u8 };
    Some(guess).filter(|guess| voters >= FEWEST && guess.is_reliable())
}

/// The language of a text whose script is used for one language alone, as far
/// as articles go.
fn by_script(text: &str) -> Option<Guess> {
    let mut letters = 0;
    let mut counts = [0_usize; SCRIPTS.len()];
    for c in text.chars().take(SAMPLE).filter(|c| c.is_alphabetic()) {
        letters += 1;
        if c < SCRIPTS[0].0 {
            continue;
        }
        if let Some(at) = SCRIPTS.iter().position(|(first, last, _)| (*first..=*last).contains(&c))
        {
            counts[at] += 1;
        }
    }
    let of = |tag: &str| -> usize {
        let ranges = SCRIPTS.iter().zip(counts).filter(|((.., own), _)| *own == tag);
        ranges.map(|(_, count)| count).sum()
    };
    let (kana, han) = (of("ja"), of("zh"));
    let east = if kana * 100 >= (kana + han) * KANA { ("ja", kana + han) } else { ("zh", han) };
    let others = SCRIPTS.iter().map(|(.., tag)| (*tag, of(tag)));
    let others = others.filter(|(tag, _)| !matches!(*tag, "ja" | "zh"));
    let (tag, count) = others.chain([east]).max_by_key(|(_, count)| *count)?;
    let decides = count > 0 && count * 100 >= letters * SHARE;
    let confidence = (count * 100).checked_div(letters)?.min(100) as u8;
    decides.then(|| Some(Guess { language: tag.parse().ok()?, confidence }))?
}

/// Scripts that decide. None of them stands before the first.
#[rustfmt::skip]
const SCRIPTS: [(char, char, &str); 26] = [
    ('\u{0370}', '\u{03FF}', "el"), ('\u{1F00}', '\u{1FFF}', "el"),
    ('\u{0530}', '\u{058F}', "hy"),
    ('\u{0A00}', '\u{0A7F}', "pa"), ('\u{0A80}', '\u{0AFF}', "gu"),
    ('\u{0B00}', '\u{0B7F}', "or"), ('\u{0B80}', '\u{0BFF}', "ta"),
    ('\u{0C00}', '\u{0C7F}', "te"), ('\u{0C80}', '\u{0CFF}', "kn"),
    ('\u{0D00}', '\u{0D7F}', "ml"), ('\u{0D80}', '\u{0DFF}', "si"),
    ('\u{0E00}', '\u{0E7F}', "th"), ('\u{0E80}', '\u{0EFF}', "lo"),
    ('\u{0780}', '\u{07BF}', "dv"), ('\u{0F00}', '\u{0FFF}', "bo"),
    ('\u{10A0}', '\u{10FF}', "ka"),
    ('\u{1100}', '\u{11FF}', "ko"), ('\u{AC00}', '\u{D7AF}', "ko"), ('\u{3130}', '\u{318F}', "ko"),
    ('\u{1780}', '\u{17FF}', "km"),
    ('\u{3040}', '\u{30FF}', "ja"), ('\u{31F0}', '\u{31FF}', "ja"),
    ('\u{3400}', '\u{4DBF}', "zh"), ('\u{4E00}', '\u{9FFF}', "zh"),
    ('\u{F900}', '\u{FAFF}', "zh"), ('\u{20000}', '\u{323AF}', "zh"),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Block, Inline};

    fn language(text: &str) -> Option<String> {
        let blocks = vec![Block::paragraph(vec![Inline::text(text)])];
        let mut article = Article { blocks, ..Article::default() };
        let mut diagnostics = Diagnostics::new();
        run(&mut article, &mut diagnostics);
        assert_eq!(diagnostics.len(), 1);
        article.meta.language.map(String::from)
    }

    #[test]
    fn scripts_decide_on_short_texts() {
        for (text, tag) in [
            ("Καλημέρα", "el"),
            ("สวัสดี", "th"),
            ("안녕하세요", "ko"),
            ("今日は晴れです", "ja"),
            ("カメラ", "ja"),
            ("今天天气很好", "zh"),
        ] {
            assert_eq!(language(text).as_deref(), Some(tag), "{text}");
        }
    }

    #[test]
    fn prose_is_recognised_and_scraps_are_not() {
        let prose = "The sheriff rode into the valley on a grey morning, and nobody who saw him \
                     said a word about it until the evening.";
        assert_eq!(language(prose).as_deref(), Some("en"));
        assert_eq!(language("Π r 2"), None);
        assert_eq!(language("123"), None);
    }
}
