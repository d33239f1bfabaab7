//! Guessing the language of a text.

use super::Tag;

/// How sure a guess must be to be used, in percent.
pub const THRESHOLD: u8 = 80;

/// How much text is looked at, in bytes: more does not make the guess better.
const SAMPLE: usize = 20_000;

/// How much is enough where it leaves no doubt.
const HEAD: usize = 3_000;

/// A guess at a language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Guess {
    /// The language.
    pub language: Tag,
    /// 0 to 100.
    pub confidence: u8,
}

impl Guess {
    /// Whether the guess is good enough to act on.
    pub fn is_reliable(&self) -> bool {
        self.confidence >= THRESHOLD
    }
}

/// Guesses from the text's letters and their sequences; `None` without letters.
pub fn detect(text: &str) -> Option<Guess> {
    let within = |bytes: usize| whatlang::detect(&text[..text.floor_char_boundary(bytes)]);
    let sure = within(HEAD).filter(|info| text.len() <= HEAD || info.confidence() >= 1.0);
    let info = sure.or_else(|| within(SAMPLE))?;
    let confidence = (info.confidence() * 100.0) as u8;
    let language = tag_of(info.lang().code()).parse().ok()?;
    Some(Guess { language, confidence })
}

/// The BCP 47 tag of a code of ISO 639-3: the two-letter code where there is one.
fn tag_of(code: &str) -> &str {
    const TWO_LETTERS: &[(&str, &str)] = &[
        ("afr", "af"),
        ("aka", "ak"),
        ("amh", "am"),
        ("ara", "ar"),
        ("aze", "az"),
        ("bel", "be"),
        ("ben", "bn"),
        ("bul", "bg"),
        ("cat", "ca"),
        ("ces", "cs"),
        ("cmn", "zh"),
        ("cym", "cy"),
        ("dan", "da"),
        ("deu", "de"),
        ("ell", "el"),
        ("eng", "en"),
        ("epo", "eo"),
        ("est", "et"),
        ("fin", "fi"),
        ("fra", "fr"),
        ("guj", "gu"),
        ("heb", "he"),
        ("hin", "hi"),
        ("hrv", "hr"),
        ("hun", "hu"),
        ("hye", "hy"),
        ("ind", "id"),
        ("ita", "it"),
        ("jav", "jv"),
        ("jpn", "ja"),
        ("kan", "kn"),
        ("kat", "ka"),
        ("khm", "km"),
        ("kor", "ko"),
        ("lat", "la"),
        ("lav", "lv"),
        ("lit", "lt"),
        ("mal", "ml"),
        ("mar", "mr"),
        ("mkd", "mk"),
        ("mya", "my"),
        ("nep", "ne"),
        ("nld", "nl"),
        ("nob", "nb"),
        ("ori", "or"),
        ("pan", "pa"),
        ("pes", "fa"),
        ("pol", "pl"),
        ("por", "pt"),
        ("ron", "ro"),
        ("rus", "ru"),
        ("sin", "si"),
        ("slk", "sk"),
        ("slv", "sl"),
        ("sna", "sn"),
        ("spa", "es"),
        ("srp", "sr"),
        ("swe", "sv"),
        ("tam", "ta"),
        ("tel", "te"),
        ("tgl", "tl"),
        ("tha", "th"),
        ("tuk", "tk"),
        ("tur", "tr"),
        ("ukr", "uk"),
        ("urd", "ur"),
        ("uzb", "uz"),
        ("vie", "vi"),
        ("yid", "yi"),
        ("zul", "zu"),
    ];
    TWO_LETTERS.iter().find(|(three, _)| *three == code).map_or(code, |(_, two)| two)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prose_is_recognised() {
        let guess =
            detect("The quick brown fox jumps over the lazy dog, and nobody minds it at all.")
                .unwrap();
        assert_eq!(guess.language.as_str(), "en");
        assert_eq!(
            detect("Съешь же ещё этих мягких французских булок, да выпей чаю.")
                .unwrap()
                .language
                .as_str(),
            "ru"
        );
        assert_eq!(detect("123 456"), None);
    }
}
