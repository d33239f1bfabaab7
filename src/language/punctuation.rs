//! The marks of punctuation that a language wants where a keyboard has one for all.
//!
//! The quotation marks are those of the CLDR (version 48, `delimiters`), except where the
//! table says otherwise. No crate carries them: ICU4X has no delimiters, and the data of the
//! CLDR is as long for one language as this table is for all.

use super::Tag;

/// An opening mark and the closing one.
pub type Pair = (&'static str, &'static str);

/// How a language sets what is typed as `"`, `'`, `--` and `...`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Punctuation {
    /// Quotation marks.
    pub outer: Pair,
    /// Quotation marks within quotation marks.
    pub inner: Pair,
    /// What stands where `'…'` is typed for quotation marks.
    pub single: Pair,
    /// A dash between parts of a sentence, with its spaces.
    pub dash: &'static str,
    /// An ellipsis.
    pub ellipsis: &'static str,
    /// The space inside of quotation marks; empty in most languages.
    pub inside: &'static str,
    /// The space before `;`, `!` and `?`; empty in most languages.
    pub before_high: &'static str,
    /// The space before `:`; empty in most languages.
    pub before_colon: &'static str,
    /// Whether quotation marks stand between words without a space.
    pub unspaced: bool,
}

/// Between words: no line ends before it, and it does not stretch.
const NARROW: &str = "\u{202F}";
/// As wide as a space between words: Imprimerie nationale asks for it before a colon.
const WIDE: &str = "\u{A0}";

/// What the CLDR gives its root, from which all languages take what they do not say themselves.
/// Dutch and Danish have other marks there (‘ ’) or in books (» «) beside these; who types doubled
/// ones means doubled ones.
const ROOT: Punctuation = Punctuation {
    outer: ("“", "”"),
    inner: ("‘", "’"),
    single: ("‘", "’"),
    dash: " – ",
    ellipsis: "…",
    inside: "",
    before_high: "",
    before_colon: "",
    unspaced: false,
};

const AMERICAN: Punctuation = Punctuation { dash: "—", ..ROOT };

const GERMAN: Punctuation =
    Punctuation { outer: ("„", "“"), inner: ("‚", "‘"), single: ("‚", "‘"), ..ROOT };

/// German as set in Switzerland: the Federal Chancellery's *Schreibweisungen*, not the CLDR.
const SWISS: Punctuation =
    Punctuation { outer: ("«", "»"), inner: ("‹", "›"), single: ("‹", "›"), ..ROOT };

const POLISH: Punctuation =
    Punctuation { outer: ("„", "”"), inner: ("«", "»"), single: ("‚", "’"), ..ROOT };

const HUNGARIAN: Punctuation =
    Punctuation { outer: ("„", "”"), inner: ("»", "«"), single: ("’", "’"), ..ROOT };

const SERBIAN: Punctuation =
    Punctuation { outer: ("„", "”"), inner: ("’", "’"), single: ("’", "’"), ..ROOT };

const BULGARIAN: Punctuation =
    Punctuation { outer: ("„", "“"), inner: ("’", "’"), single: ("’", "’"), ..ROOT };

const SWEDISH: Punctuation =
    Punctuation { outer: ("”", "”"), inner: ("’", "’"), single: ("’", "’"), ..ROOT };

const NORWEGIAN: Punctuation = Punctuation { outer: ("«", "»"), ..ROOT };

const GREEK: Punctuation = Punctuation { outer: ("«", "»"), inner: ("“", "”"), ..ROOT };

const RUSSIAN: Punctuation =
    Punctuation { outer: ("«", "»"), inner: ("„", "“"), dash: " — ", ..ROOT };

const ARABIC: Punctuation =
    Punctuation { outer: ("”", "“"), inner: ("’", "‘"), single: ("’", "‘"), ..ROOT };

const PERSIAN: Punctuation =
    Punctuation { outer: ("«", "»"), inner: ("‹", "›"), single: ("‹", "›"), ..ROOT };

/// The *Lexique* of the Imprimerie nationale: a narrow space before high marks.
/// Within quotation marks it wants English ones, where the CLDR repeats the outer.
const FRENCH: Punctuation = Punctuation {
    outer: ("«", "»"),
    inner: ("“", "”"),
    inside: NARROW,
    before_high: NARROW,
    before_colon: WIDE,
    ..ROOT
};

/// Office québécois de la langue française: no space before `;`, `!` and `?`.
const CANADIAN: Punctuation = Punctuation { before_high: "", inside: WIDE, ..FRENCH };

/// GB/T 15834: quotation marks as in English, an ellipsis of six dots.
const CHINESE: Punctuation =
    Punctuation { dash: "——", ellipsis: "……", unspaced: true, ..ROOT };

const TRADITIONAL: Punctuation =
    Punctuation { outer: ("「", "」"), inner: ("『", "』"), single: ("「", "」"), ..CHINESE };

/// Languages with their style. Where it is not the CLDR's, the comment names the reason.
#[rustfmt::skip]
const STYLES: &[(&[&str], Punctuation)] = &[
    (&["en", "en-US", "en-PH"], AMERICAN),
    // Other English sets its dashes with spaces: New Hart's Rules, the Australian style manual.
    (&["en-GB", "en-IE", "en-AU", "en-NZ", "en-ZA", "en-IN"], ROOT),
    (&["fr", "fr-FR", "fr-BE", "fr-CH", "fr-LU"], FRENCH),
    (&["fr-CA"], CANADIAN),
    (&["de-CH", "de-LI", "rm", "it-CH"], SWISS),
    (&["de", "lb", "cs", "sk", "sl", "hr", "is", "et", "lt", "mk", "hsb", "dsb"], GERMAN),
    // Georgian: the inner marks of the CLDR are for print, where they mix badly with those outside.
    (&["ka"], GERMAN),
    (&["bg"], BULGARIAN),
    (&["pl", "ro"], POLISH),
    (&["hu"], HUNGARIAN),
    (&["sr", "bs"], SERBIAN),
    (&["sv", "fi", "se"], SWEDISH),
    (&["nb", "nn", "no"], NORWEGIAN),
    // Spanish and Galician: the Real Academia's Ortografía puts « » first, the CLDR “ ”.
    (&["el", "es", "gl", "it", "ca", "eu", "oc", "ast", "pt-PT", "am", "ti", "hy"], GREEK),
    (&["sq", "br"], GREEK),
    // The CLDR has no own marks for the languages of Russia and its neighbours, or English
    // ones; their books follow the Russian rule.
    (&["ru", "uk", "be", "tt", "ba", "cv", "sah", "kk", "ky", "tg", "mn", "os", "ce", "av"], RUSSIAN),
    (&["ar", "ur", "ug", "sd"], ARABIC),
    (&["fa", "ps", "ckb"], PERSIAN),
    (&["zh-Hant", "zh-TW", "zh-HK", "zh-MO"], TRADITIONAL),
    (&["zh", "yue"], CHINESE),
];

/// Languages whose straight marks may be something else: the gershayim of Hebrew spelling
/// stands in words and before them, and Japanese keeps straight ones for measures and code.
const AS_TYPED: [&str; 4] = ["he", "iw", "yi", "ja"];

/// The style of a language: of language and script, else of language and region, else of the
/// language, else of none. `None` where marks had better stay as they were typed.
pub fn punctuation(language: Option<&Tag>) -> Option<Punctuation> {
    let Some(language) = language else { return Some(ROOT) };
    let primary = language.primary();
    if AS_TYPED.contains(&primary) {
        return None;
    }
    let style =
        |tag: &str| STYLES.iter().find(|(tags, _)| tags.contains(&tag)).map(|(_, style)| *style);
    let mut parts = language.as_str().split('-').skip(1);
    let narrower = parts.find_map(|part| style(&format!("{primary}-{part}")));
    narrower.or_else(|| style(primary)).or(Some(ROOT))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_narrower_tag_decides() {
        let outer = |tag: &str| punctuation(Some(&tag.parse().unwrap())).map(|found| found.outer);
        for (tag, pair) in [
            ("de", Some(("„", "“"))),
            ("de-AT", Some(("„", "“"))),
            ("de-CH", Some(("«", "»"))),
            ("pt", Some(("“", "”"))),
            ("pt-PT", Some(("«", "»"))),
            ("zh-Hans-CN", Some(("“", "”"))),
            ("zh-Hant-TW", Some(("「", "」"))),
            ("he", None),
            ("ja", None),
            ("tlh", Some(("“", "”"))),
        ] {
            assert_eq!(outer(tag), pair, "{tag}");
        }
    }

    #[test]
    fn no_language_stands_twice() {
        let mut tags: Vec<&str> = STYLES.iter().flat_map(|(tags, _)| *tags).copied().collect();
        let all = tags.len();
        tags.sort_unstable();
        tags.dedup();
        assert_eq!(tags.len(), all);
    }
}
