//! The marks of numbered lists, as a language writes them.
//!
//! What an article says holds: letters stay letters. A list of which it says
//! no more than that it is numbered follows the language: its digits, and on
//! deeper levels what its typography has there.
//!
//! The digits are the default of Unicode's CLDR (`numberingSystem`), unless the
//! article itself writes its numbers in others. The letters are those of the
//! W3C's *Ready-made Counter Styles*; their order by level follows the rules
//! for official papers where a country has them: GOST 2.105 (4.1.7) in Russian,
//! the enforcement rules for administrative work in Korea, the guide to
//! official writing of 2022 in Japan.

use super::Tag;
use super::numerals::{
    Counter, DECIMAL, DIGITS, LOWER_ALPHA, LOWER_ROMAN, System, UPPER_ALPHA, UPPER_ROMAN, letters,
};
use crate::article::{Article, InlineKind, Numbering, walk};

/// The mark of an item: how it counts, and what stands around the number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Marker {
    /// How it counts.
    pub counter: &'static Counter,
    /// What stands around the number.
    pub frame: Frame,
}

/// What stands around a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Frame {
    /// `1.`
    Stop,
    /// `1)`
    Bracket,
    /// `(1)`
    Brackets,
    /// `၁။`
    Section,
    /// `①`
    Bare,
}

impl Frame {
    /// What stands before the number, and what after it.
    pub fn around(self) -> (&'static str, &'static str) {
        match self {
            Frame::Stop => ("", "."),
            Frame::Bracket => ("", ")"),
            Frame::Brackets => ("(", ")"),
            Frame::Section => ("", "။"),
            Frame::Bare => ("", ""),
        }
    }
}

impl Marker {
    /// The mark of a number.
    pub fn write(&self, number: u32) -> String {
        let (before, after) = self.frame.around();
        format!("{before}{}{after}", self.counter.write(number))
    }

    /// The kind of number of the model that is nearest to it.
    pub fn nearest(&self) -> Numbering {
        match self.counter.system {
            System::Roman { capitals: true } => Numbering::UpperRoman,
            System::Roman { capitals: false } => Numbering::LowerRoman,
            System::Letters("") | System::Digits(_) => Numbering::Decimal,
            System::Letters(_) if *self.counter == UPPER_ALPHA => Numbering::UpperAlpha,
            System::Symbols(_) if self.frame == Frame::Bare => Numbering::Decimal,
            System::Letters(_) | System::Symbols(_) | System::Hebrew => Numbering::LowerAlpha,
        }
    }
}

/// How an article marks its numbered lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Markers {
    digits: &'static Counter,
    levels: &'static [Level],
}

/// The mark of a level; `None` counts in digits.
type Level = (Option<&'static Counter>, Frame);

impl Markers {
    /// The marks for a language, whatever an article may write.
    pub fn of(language: &Tag) -> Markers {
        let (digits, by_default) = native(language);
        Markers { digits: if by_default { digits } else { &DECIMAL }, levels: levels(language) }
    }

    /// The marks for an article in a language: its numbers are in the digits in
    /// which it writes most others.
    pub fn of_article(language: &Tag, article: &Article) -> Markers {
        let (digits, by_default) = native(language);
        let System::Digits(zero) = digits.system else { return Markers::of(language) };
        if zero == '0' {
            return Markers::of(language);
        }
        let mut more: i64 = i64::from(by_default);
        walk::inlines(article, &mut |inline| {
            let InlineKind::Text { text } = &inline.kind else { return };
            for character in text.chars() {
                let value = u32::from(character).wrapping_sub(u32::from(zero));
                more += i64::from(value < 10) - i64::from(character.is_ascii_digit());
            }
        });
        Markers { digits: if more > 0 { digits } else { &DECIMAL }, levels: levels(language) }
    }

    /// The mark of a list. `depth` counts the lists around it that are
    /// [`Numbering::Decimal`] too: of these the language says how they differ.
    pub fn marker(&self, numbering: Numbering, depth: usize) -> Marker {
        let counter = match numbering {
            Numbering::Decimal => {
                let (counter, frame) = self.levels[depth % self.levels.len()];
                let counter = counter.unwrap_or(self.digits);
                let european = *counter == DECIMAL && frame == Frame::Section;
                return Marker { counter, frame: if european { Frame::Stop } else { frame } };
            }
            Numbering::LowerAlpha => &LOWER_ALPHA,
            Numbering::UpperAlpha => &UPPER_ALPHA,
            Numbering::LowerRoman => &LOWER_ROMAN,
            Numbering::UpperRoman => &UPPER_ROMAN,
        };
        Marker { counter, frame: Frame::Stop }
    }

    /// Writes a number in the article's digits.
    pub fn number(&self, number: u32) -> String {
        self.digits.write(number)
    }
}

/// The digits that belong to a language, and whether they are its default.
fn native(language: &Tag) -> (&'static Counter, bool) {
    /// The default in CLDR 46 but for some regions; else European digits are.
    const DEFAULT: &[(&str, &str)] = &[
        ("ar", "arab"),
        ("as", "beng"),
        ("bn", "beng"),
        ("bgc", "deva"),
        ("bho", "deva"),
        ("ckb", "arab"),
        ("dz", "tibt"),
        ("fa", "arabext"),
        ("ks", "arabext"),
        ("lrc", "arabext"),
        ("mni", "beng"),
        ("mr", "deva"),
        ("my", "mymr"),
        ("mzn", "arabext"),
        ("ne", "deva"),
        ("nqo", "nkoo"),
        ("ps", "arabext"),
        ("sa", "deva"),
        ("sat", "olck"),
        ("sd", "arab"),
    ];
    const NATIVE: &[(&str, &str)] = &[
        ("bo", "tibt"),
        ("gu", "gujr"),
        ("hi", "deva"),
        ("km", "khmr"),
        ("kn", "knda"),
        ("lo", "laoo"),
        ("ml", "mlym"),
        ("or", "orya"),
        ("pa", "guru"),
        ("ta", "tamldec"),
        ("te", "telu"),
        ("th", "thai"),
        ("ur", "arabext"),
    ];
    const MAGHREB: [&str; 6] = ["ar-AE", "ar-DZ", "ar-EH", "ar-LY", "ar-MA", "ar-TN"];
    let primary = language.primary();
    let named = |table: &[(&str, &'static str)]| {
        table.iter().find(|(tag, _)| *tag == primary).map(|(_, system)| *system)
    };
    let latin = language.script() == Some("Latn");
    let counter = |system: &str| DIGITS.iter().find(|(name, _)| *name == system);
    let default = named(DEFAULT).filter(|_| !latin);
    let found = default.or_else(|| named(NATIVE).filter(|_| !latin)).and_then(counter);
    let by_default = match primary {
        "ur" => language.as_str().ends_with("-IN"),
        _ => default.is_some() && !MAGHREB.contains(&language.as_str()),
    };
    found.map_or((&DECIMAL, true), |(_, counter)| (counter, by_default))
}

use Frame::{Bare, Bracket, Brackets, Section, Stop};

/// Latin letters: `1.` `a)` `i.`
static LATIN: &[Level] = &[(None, Stop), (Some(&LOWER_ALPHA), Bracket), (Some(&LOWER_ROMAN), Stop)];
/// Where no letters are customary: `1.` `1)` `(1)`
static NUMBERS: &[Level] = &[(None, Stop), (None, Bracket), (None, Brackets)];

/// A level of digits, one of letters, and digits again.
macro_rules! between {
    ($letters:expr, $frame:expr, $last:expr) => {{
        static LEVELS: &[Level] = &[(None, Stop), (Some($letters), $frame), (None, $last)];
        LEVELS
    }};
}

/// The marks of lists inside lists, from the outermost.
fn levels(language: &Tag) -> &'static [Level] {
    match language.script() {
        Some("Latn") => return LATIN,
        Some("Cyrl") if !matches!(language.primary(), "sr") => {
            return between!(&letters::RUSSIAN, Bracket, Bracket);
        }
        _ => {}
    }
    match language.primary() {
        "ru" | "tt" | "ba" | "cv" | "kk" | "ky" | "tg" | "mn" | "sah" | "os" | "ce" | "udm"
        | "chm" | "mhr" | "kv" | "myv" | "mdf" | "rue" => {
            between!(&letters::RUSSIAN, Bracket, Bracket)
        }
        "uk" => between!(&letters::UKRAINIAN, Bracket, Bracket),
        "be" => between!(&letters::BELARUSIAN, Bracket, Bracket),
        "bg" => between!(&letters::BULGARIAN, Bracket, Bracket),
        "sr" => between!(&letters::SERBIAN, Bracket, Bracket),
        "mk" => between!(&letters::MACEDONIAN, Bracket, Bracket),
        "el" => between!(&letters::GREEK, Stop, Bracket),
        "ka" => between!(&letters::GEORGIAN, Bracket, Brackets),
        "hy" => between!(&letters::ARMENIAN, Bracket, Brackets),
        "he" | "yi" => between!(&letters::HEBREW, Stop, Brackets),
        "ar" => between!(&letters::ARABIC, Stop, Brackets),
        "fa" => between!(&letters::PERSIAN, Bracket, Brackets),
        "hi" | "mr" | "ne" | "sa" => between!(&letters::DEVANAGARI, Brackets, Bracket),
        "bn" | "as" => between!(&letters::BENGALI, Brackets, Bracket),
        "th" => between!(&letters::THAI, Stop, Bracket),
        "lo" => between!(&letters::LAO, Bracket, Brackets),
        "km" => between!(&letters::KHMER, Stop, Bracket),
        "my" => {
            static LEVELS: &[Level] =
                &[(None, Section), (Some(&letters::BURMESE), Brackets), (None, Bracket)];
            LEVELS
        }
        "zh" | "yue" => {
            static LEVELS: &[Level] =
                &[(None, Stop), (None, Brackets), (Some(&letters::CIRCLES), Bare)];
            LEVELS
        }
        "ja" => {
            static LEVELS: &[Level] = &[
                (None, Stop),
                (None, Brackets),
                (Some(&letters::KATAKANA), Stop),
                (Some(&letters::KATAKANA), Brackets),
            ];
            LEVELS
        }
        "ko" => {
            static LEVELS: &[Level] = &[
                (None, Stop),
                (Some(&letters::KOREAN), Stop),
                (None, Bracket),
                (Some(&letters::KOREAN), Bracket),
                (None, Brackets),
                (Some(&letters::KOREAN), Brackets),
                (Some(&letters::CIRCLES), Bare),
            ];
            LEVELS
        }
        "am" | "bo" | "ckb" | "dv" | "dz" | "gu" | "kn" | "ks" | "ml" | "mni" | "nqo" | "or"
        | "pa" | "ps" | "sat" | "sd" | "si" | "syr" | "ta" | "te" | "ti" | "ug" | "ur" => NUMBERS,
        _ => LATIN,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Block, Inline};
    use crate::source::Span;

    fn tag(text: &str) -> Tag {
        text.parse().unwrap()
    }

    /// The third mark of each of the first levels.
    fn marks(language: &str, depth: usize) -> String {
        let markers = Markers::of(&tag(language));
        let mark = |depth| markers.marker(Numbering::Decimal, depth).write(3);
        (0..depth).map(mark).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn levels_are_marked_as_languages_do() {
        for (language, expected) in [
            ("en", "3. c) iii. 3."),
            ("de-AT", "3. c) iii. 3."),
            ("und", "3. c) iii. 3."),
            ("ru", "3. в) 3) 3."),
            ("uk", "3. в) 3) 3."),
            ("sr-Latn", "3. c) iii. 3."),
            ("el", "3. γ. 3) 3."),
            ("he", "3. ג. (3) 3."),
            ("ar", "٣. ج. (٣) ٣."),
            ("ar-MA", "3. ج. (3) 3."),
            ("fa", "۳. پ) (۳) ۳."),
            ("ur", "3. 3) (3) 3."),
            ("hi", "3. (ग) 3) 3."),
            ("bn", "৩. (গ) ৩) ৩."),
            ("th", "3. ค. 3) 3."),
            ("my", "၃။ (ဂ) ၃) ၃။"),
            ("zh-Hant", "3. (3) ③ 3."),
            ("ja", "3. (3) ウ. (ウ)"),
            ("ko", "3. 다. 3) 다)"),
        ] {
            assert_eq!(marks(language, 4), expected, "{language}");
        }
    }

    #[test]
    fn what_the_article_says_holds() {
        let markers = Markers::of(&tag("ru"));
        assert_eq!(markers.marker(Numbering::LowerAlpha, 1).write(2), "b.");
        assert_eq!(markers.marker(Numbering::UpperRoman, 3).write(4), "IV.");
    }

    #[test]
    fn an_article_is_numbered_in_the_digits_that_it_writes() {
        let mark = |language: &str, text: &str| {
            let text = Inline::new(InlineKind::Text { text: text.to_owned() }, Span::NONE);
            let article =
                Article { blocks: vec![Block::paragraph(vec![text])], ..Article::default() };
            let markers = Markers::of_article(&tag(language), &article);
            markers.marker(Numbering::Decimal, 0).write(3)
        };
        assert_eq!(mark("ar", "سنة"), "٣.");
        assert_eq!(mark("ar", "سنة 2024"), "3.");
        assert_eq!(mark("ar", "سنة ٢٠٢٤ 7"), "٣.");
        assert_eq!(mark("hi", "वर्ष"), "3.");
        assert_eq!(mark("hi", "वर्ष २०२४"), "३.");
        assert_eq!(mark("my", "2024"), "3.");
        assert_eq!(mark("en", "٣٣٣"), "3.");
    }
}
