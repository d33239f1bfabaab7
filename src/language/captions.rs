//! Numbers of figures and tables: the label that a language puts before a
//! caption, and the one that a caption has already.

use std::ops::Range;

use super::Tag;

/// What a caption is of. Each kind is counted for itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Captioned {
    /// A figure.
    Figure,
    /// A table.
    Table,
}

/// The number that a caption begins with: the 3 of “Fig. 3: The weir”.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnNumber {
    /// Where its digits stand in the text.
    pub digits: Range<usize>,
    /// The number.
    pub value: u32,
}

/// The most digits of a number. What is longer is a year or a code.
const MOST_DIGITS: usize = 3;

impl Captioned {
    /// What stands before a caption: its number, as the article writes numbers,
    /// in the words of a language, and what parts them from the caption.
    pub fn label(self, language: &Tag, number: &str) -> String {
        let (_, before, after) = self.entry(language.primary());
        format!("{before}{number}{after}")
    }

    /// The word of a language for it, which names the sequence that it counts in.
    pub fn word(self, language: &Tag) -> &'static str {
        self.word_of(language.primary())
    }

    fn word_of(self, primary: &str) -> &'static str {
        let (_, before, after) = self.entry(primary);
        let word = if before.is_empty() { after } else { before };
        word.trim_matches(|c: char| !c.is_alphanumeric())
    }

    /// The number that a caption begins with, after a word or a short form for such
    /// things in its language or in English. A number with parts (3.1, 3a) is none:
    /// nothing that counts would write it.
    pub fn own_number(self, language: &Tag, caption: &str) -> Option<OwnNumber> {
        let start = caption.len() - caption.trim_start().len();
        let word = caption[start..].find(|c: char| !is_of_word(c)).map(|end| start + end)?;
        if !self.is_named(language, &caption[start..word].to_lowercase()) {
            return None;
        }
        let rest = &caption[word..];
        let after_stop = rest.strip_prefix('.').unwrap_or(rest);
        let digits = caption.len() - after_stop.trim_start().len();
        let count = caption[digits..].bytes().take_while(u8::is_ascii_digit).count();
        let end = digits + count;
        let value = caption[digits..end].parse().ok().filter(|value| *value > 0)?;
        (count <= MOST_DIGITS && !goes_on(&caption[end..]))
            .then_some(OwnNumber { digits: digits..end, value })
    }

    fn entry(self, primary: &str) -> &'static (&'static str, &'static str, &'static str) {
        let labels = match self {
            Captioned::Figure => FIGURES,
            Captioned::Table => TABLES,
        };
        labels.iter().find(|(tag, ..)| *tag == primary).unwrap_or(&labels[0])
    }

    /// Whether a word in small letters names such a thing.
    fn is_named(self, language: &Tag, word: &str) -> bool {
        let short = match self {
            Captioned::Figure => SHORT_FIGURES,
            Captioned::Table => SHORT_TABLES,
        };
        [language.primary(), "en"].into_iter().any(|primary| {
            let short = short.iter().filter(|(known, _)| *known == primary);
            self.word_of(primary).to_lowercase() == word
                || short.flat_map(|(_, words)| words.split(' ')).any(|known| known == word)
        })
    }
}

/// Whether a character belongs to the word before a number. Ideographs and marks do.
fn is_of_word(c: char) -> bool {
    !c.is_ascii_digit() && (c.is_alphanumeric() || is_mark(c))
}

/// Signs of Devanagari, which are no letters and stand in its words.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{900}'..='\u{963}' | '\u{300}'..='\u{36f}')
}

/// Whether a number goes on behind its digits.
fn goes_on(rest: &str) -> bool {
    let mut characters = rest.chars();
    match characters.next() {
        Some(c) if c.is_ascii_alphanumeric() => true,
        Some('.' | ',' | '-' | '–' | '/' | ':') => {
            characters.next().is_some_and(|c| c.is_ascii_digit())
        }
        _ => false,
    }
}

/// English first. Languages that write no spaces have a wide one here.
#[rustfmt::skip]
const FIGURES: &[(&str, &str, &str)] = &[
    ("en", "Figure\u{A0}", ". "),
    ("ar", "الشكل\u{A0}", ". "),
    ("bg", "Фигура\u{A0}", ". "),
    ("cs", "Obrázek\u{A0}", ". "),
    ("da", "Figur\u{A0}", ". "),
    ("de", "Abbildung\u{A0}", ". "),
    ("el", "Εικόνα\u{A0}", ". "),
    ("es", "Figura\u{A0}", ". "),
    ("fa", "شکل\u{A0}", ". "),
    ("fi", "Kuva\u{A0}", ". "),
    ("fr", "Figure\u{A0}", ". "),
    ("he", "איור\u{A0}", ". "),
    ("hi", "चित्र\u{A0}", ". "),
    ("hu", "", ".\u{A0}ábra. "),
    ("id", "Gambar\u{A0}", ". "),
    ("it", "Figura\u{A0}", ". "),
    ("ja", "図", "\u{3000}"),
    ("ko", "그림\u{A0}", ". "),
    ("nb", "Figur\u{A0}", ". "),
    ("nl", "Figuur\u{A0}", ". "),
    ("pl", "Rysunek\u{A0}", ". "),
    ("pt", "Figura\u{A0}", ". "),
    ("ro", "Figura\u{A0}", ". "),
    ("ru", "Рисунок\u{A0}", ". "),
    ("sv", "Figur\u{A0}", ". "),
    ("tr", "Şekil\u{A0}", ". "),
    ("tt", "Рәсем\u{A0}", ". "),
    ("uk", "Рисунок\u{A0}", ". "),
    ("vi", "Hình\u{A0}", ". "),
    ("zh", "图", "\u{3000}"),
];

/// English first, as in [`FIGURES`].
#[rustfmt::skip]
const TABLES: &[(&str, &str, &str)] = &[
    ("en", "Table\u{A0}", ". "),
    ("ar", "الجدول\u{A0}", ". "),
    ("bg", "Таблица\u{A0}", ". "),
    ("cs", "Tabulka\u{A0}", ". "),
    ("da", "Tabel\u{A0}", ". "),
    ("de", "Tabelle\u{A0}", ". "),
    ("el", "Πίνακας\u{A0}", ". "),
    ("es", "Tabla\u{A0}", ". "),
    ("fa", "جدول\u{A0}", ". "),
    ("fi", "Taulukko\u{A0}", ". "),
    ("fr", "Tableau\u{A0}", ". "),
    ("he", "טבלה\u{A0}", ". "),
    ("hi", "तालिका\u{A0}", ". "),
    ("hu", "", ".\u{A0}táblázat. "),
    ("id", "Tabel\u{A0}", ". "),
    ("it", "Tabella\u{A0}", ". "),
    ("ja", "表", "\u{3000}"),
    ("ko", "표\u{A0}", ". "),
    ("nb", "Tabell\u{A0}", ". "),
    ("nl", "Tabel\u{A0}", ". "),
    ("pl", "Tabela\u{A0}", ". "),
    ("pt", "Tabela\u{A0}", ". "),
    ("ro", "Tabelul\u{A0}", ". "),
    ("ru", "Таблица\u{A0}", ". "),
    ("sv", "Tabell\u{A0}", ". "),
    ("tr", "Tablo\u{A0}", ". "),
    ("tt", "Таблица\u{A0}", ". "),
    ("uk", "Таблиця\u{A0}", ". "),
    ("vi", "Bảng\u{A0}", ". "),
    ("zh", "表", "\u{3000}"),
];

/// Short forms and other words that captions begin with, in small letters.
#[rustfmt::skip]
const SHORT_FIGURES: &[(&str, &str)] = &[
    ("en", "fig"),
    ("bg", "фиг"),
    ("cs", "obr"),
    ("da", "fig"),
    ("de", "abb bild fig figur"),
    ("el", "εικ σχήμα"),
    ("es", "fig ilustración imagen"),
    ("fi", "kuvio"),
    ("fr", "fig"),
    ("it", "fig immagine"),
    ("nb", "fig"),
    ("nl", "fig afb afbeelding"),
    ("pl", "rys"),
    ("pt", "fig imagem"),
    ("ro", "fig"),
    ("ru", "рис"),
    ("sv", "fig bild"),
    ("tr", "resim"),
    ("tt", "рәс"),
    ("uk", "рис мал малюнок"),
    ("zh", "圖"),
];

/// The same for tables.
#[rustfmt::skip]
const SHORT_TABLES: &[(&str, &str)] = &[
    ("en", "tab"),
    ("bg", "табл"),
    ("cs", "tab"),
    ("de", "tab"),
    ("es", "cuadro"),
    ("fr", "tabl tab"),
    ("it", "tab"),
    ("nl", "tab"),
    ("pl", "tab"),
    ("pt", "quadro"),
    ("ro", "tabel"),
    ("ru", "табл"),
    ("sv", "tab"),
    ("uk", "табл"),
];

#[cfg(test)]
mod tests {
    use super::*;

    fn tag(tag: &str) -> Tag {
        tag.parse().unwrap()
    }

    #[test]
    fn figures_are_numbered_as_a_language_does() {
        let label = |language: &str| Captioned::Figure.label(&tag(language), "3");
        assert_eq!(label("hu"), "3.\u{A0}ábra. ");
        assert_eq!(label("ja"), "図3\u{3000}");
        assert_eq!(label("eo"), label("en"));
        assert_eq!(Captioned::Table.label(&tag("de"), "2"), "Tabelle\u{A0}2. ");
        assert_eq!(Captioned::Figure.word(&tag("hu")), "ábra");
    }

    #[test]
    fn captions_may_have_numbers_of_their_own() {
        let figure = |language: &str, caption: &str| {
            let found = Captioned::Figure.own_number(&tag(language), caption);
            found.map(|own| (own.value, &caption[own.digits]).0)
        };
        for (language, caption, number) in [
            ("en", "Figure 3: The weir", 3),
            ("en", "FIG. 12", 12),
            ("de", "Abb.\u{A0}4. Das Wehr", 4),
            ("de", "Figure 2", 2),
            ("ru", "Рис. 7. Плотина", 7),
            ("zh", "图 5　大坝", 5),
            ("ja", "図5", 5),
            ("hi", "चित्र 2", 2),
        ] {
            assert_eq!(figure(language, caption), Some(number), "{caption}");
        }
        for caption in [
            "The weir",
            "Figure",
            "Figure 3.1 A",
            "Fig. 3a",
            "Figure 3-1",
            "Table 3",
            "Figure 1984",
            "Figure 0",
            "Figures 3 and 4",
            "",
        ] {
            assert_eq!(figure("en", caption), None, "{caption}");
        }
        let table = Captioned::Table.own_number(&tag("en"), "Table 2 shows").unwrap();
        assert_eq!(table.digits, 6..7);
    }
}
