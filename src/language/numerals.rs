//! Ways to write numbers: the counter styles of the world.
//!
//! Names and letters are those of CSS Counter Styles Level 3 and of the W3C's
//! *Ready-made Counter Styles*, so that a style sheet says the same as paper.
//! Which of them a language uses where is decided in [`super::markers`].

use super::Tag;

/// A way to write numbers from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Counter {
    /// Its name in CSS.
    pub css: &'static str,
    /// Its name in Word (ECMA-376, 17.18.59), where that knows it.
    pub word: Option<&'static str>,
    /// How it counts.
    pub system: System,
}

/// How numbers are made of symbols.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum System {
    /// In digits from a zero on.
    Digits(char),
    /// In letters, with spaces between them: after the last comes the first twice.
    Letters(&'static str),
    /// In the symbols that there are, with spaces between them, and no more.
    Symbols(&'static str),
    /// In Roman numerals, of small or of capital letters.
    Roman {
        /// Whether of capitals.
        capitals: bool,
    },
    /// In Hebrew letters that are added up.
    Hebrew,
}

impl Counter {
    /// Writes a number. What it cannot write (0 in letters, Roman numerals over
    /// 3,999) comes out in European digits, as in CSS.
    pub fn write(&self, number: u32) -> String {
        let text = match self.system {
            System::Digits(zero) => Some(digits(number, zero)),
            System::Letters(letters) => alphabetic(number, letters),
            System::Symbols(symbols) => {
                let index = number.checked_sub(1).map(|index| index as usize);
                index.and_then(|index| symbols.split(' ').nth(index)).map(str::to_owned)
            }
            System::Roman { capitals } => roman(number).map(|text| match capitals {
                true => text.to_ascii_uppercase(),
                false => text,
            }),
            System::Hebrew => hebrew(number),
        };
        text.unwrap_or_else(|| number.to_string())
    }

    const fn digits(css: &'static str, word: Option<&'static str>, zero: char) -> Counter {
        Counter { css, word, system: System::Digits(zero) }
    }

    const fn letters(
        css: &'static str,
        word: Option<&'static str>,
        letters: &'static str,
    ) -> Counter {
        Counter { css, word, system: System::Letters(letters) }
    }
}

/// 1, 2, 3
pub static DECIMAL: Counter = Counter::digits("decimal", Some("decimal"), '0');
/// a, b, c
pub static LOWER_ALPHA: Counter = Counter::letters(
    "lower-alpha",
    Some("lowerLetter"),
    "a b c d e f g h i j k l m n o p q r s t u v w x y z",
);
/// A, B, C
pub static UPPER_ALPHA: Counter = Counter::letters(
    "upper-alpha",
    Some("upperLetter"),
    "A B C D E F G H I J K L M N O P Q R S T U V W X Y Z",
);
/// i, ii, iii
pub static LOWER_ROMAN: Counter = Counter {
    css: "lower-roman",
    word: Some("lowerRoman"),
    system: System::Roman { capitals: false },
};
/// I, II, III
pub static UPPER_ROMAN: Counter = Counter {
    css: "upper-roman",
    word: Some("upperRoman"),
    system: System::Roman { capitals: true },
};

/// Digits by the name that CLDR gives to their system, but for European ones.
pub static DIGITS: [(&str, Counter); 18] = [
    ("arab", Counter::digits("arabic-indic", None, '٠')),
    ("arabext", Counter::digits("persian", None, '۰')),
    ("beng", Counter::digits("bengali", None, '০')),
    ("deva", Counter::digits("devanagari", Some("hindiNumbers"), '०')),
    ("gujr", Counter::digits("gujarati", None, '૦')),
    ("guru", Counter::digits("gurmukhi", None, '੦')),
    ("khmr", Counter::digits("cambodian", None, '០')),
    ("knda", Counter::digits("kannada", None, '೦')),
    ("laoo", Counter::digits("lao", None, '໐')),
    ("mlym", Counter::digits("malayalam", None, '൦')),
    ("mymr", Counter::digits("myanmar", None, '၀')),
    ("nkoo", Counter::digits("nko", None, '߀')),
    ("olck", Counter::digits("ol-chiki", None, '᱐')),
    ("orya", Counter::digits("oriya", None, '୦')),
    ("tamldec", Counter::digits("tamil", None, '௦')),
    ("telu", Counter::digits("telugu", None, '౦')),
    ("thai", Counter::digits("thai", Some("thaiNumbers"), '๐')),
    ("tibt", Counter::digits("tibetan", None, '༠')),
];

/// Letters of alphabets in which lists are counted.
pub mod letters {
    use super::{Counter, System};

    /// Russian, and what is written with its alphabet.
    pub static RUSSIAN: Counter = Counter::letters(
        "lower-russian",
        Some("russianLower"),
        "а б в г д е ж з и к л м н о п р с т у ф х ц ч ш щ э ю я",
    );
    /// Ukrainian.
    pub static UKRAINIAN: Counter = Counter::letters(
        "lower-ukrainian",
        None,
        "а б в г д е є ж з и і к л м н о п р с т у ф х ц ч ш ю я",
    );
    /// Belarusian.
    pub static BELARUSIAN: Counter = Counter::letters(
        "lower-belorussian",
        None,
        "а б в г д е ё ж з і й к л м н о п р с т у ў ф х ц ч ш ы ь э ю я",
    );
    /// Bulgarian.
    pub static BULGARIAN: Counter = Counter::letters(
        "lower-bulgarian",
        None,
        "а б в г д е ж з и й к л м н о п р с т у ф х ц ч ш щ ъ ь ю я",
    );
    /// Serbian.
    pub static SERBIAN: Counter = Counter::letters(
        "lower-serbian",
        None,
        "а б в г д ђ е ж з и ј к л љ м н њ о п р с т ћ у ф х ц ч џ ш",
    );
    /// Macedonian.
    pub static MACEDONIAN: Counter = Counter::letters(
        "lower-macedonian",
        None,
        "а б в г д ѓ е ж з ѕ и ј к л љ м н њ о п р с т ќ у ф х ц ч џ ш",
    );
    /// Greek.
    pub static GREEK: Counter =
        Counter::letters("lower-greek", None, "α β γ δ ε ζ η θ ι κ λ μ ν ξ ο π ρ σ τ υ φ χ ψ ω");
    /// Georgian.
    pub static GEORGIAN: Counter = Counter::letters(
        "georgian-letters",
        None,
        "ა ბ გ დ ე ვ ზ თ ი კ ლ მ ნ ო პ ჟ რ ს ტ უ ფ ქ ღ ყ შ ჩ ც ძ წ ჭ ხ ჯ ჰ",
    );
    /// Armenian.
    pub static ARMENIAN: Counter = Counter::letters(
        "armenian-letters",
        None,
        "ա բ գ դ ե զ է ը թ ժ ի լ խ ծ կ հ ձ ղ ճ մ յ ն շ ո չ պ ջ ռ ս վ տ ր ց փ ք",
    );
    /// Hebrew.
    pub static HEBREW: Counter =
        Counter { css: "hebrew", word: Some("hebrew1"), system: System::Hebrew };
    /// Arabic, in the order of the numbers that the letters once stood for.
    pub static ARABIC: Counter = Counter {
        css: "arabic-abjad",
        word: Some("arabicAbjad"),
        system: System::Symbols("أ ب ج د هـ و ز ح ط ي ك ل م ن س ع ف ص ق ر ش ت ث خ ذ ض ظ غ"),
    };
    /// Persian, in the order of the alphabet.
    pub static PERSIAN: Counter = Counter {
        css: "persian-alphabetic",
        word: None,
        system: System::Symbols(
            "الف ب پ ت ث ج چ ح خ د ذ ر ز ژ س ش ص ض ط ظ ع غ ف ق ک گ ل م ن و هـ ی",
        ),
    };
    /// Hindi, Marathi, Nepali, Sanskrit.
    pub static DEVANAGARI: Counter = Counter::letters(
        "hindi",
        Some("hindiConsonants"),
        "क ख ग घ ङ च छ ज झ ञ ट ठ ड ढ ण त थ द ध न प फ ब भ म य र ल व श ष स ह",
    );
    /// Bengali, Assamese.
    pub static BENGALI: Counter = Counter::letters(
        "bangla",
        None,
        "ক খ গ ঘ ঙ চ ছ জ ঝ ঞ ট ঠ ড ঢ ণ ত থ দ ধ ন প ফ ব ভ ম য র ল শ ষ স হ",
    );
    /// Thai.
    pub static THAI: Counter = Counter::letters(
        "thai-alphabetic",
        Some("thaiLetters"),
        "ก ข ค ง จ ฉ ช ซ ฌ ญ ฎ ฏ ฐ ฑ ฒ ณ ด ต ถ ท ธ น บ ป ผ ฝ พ ฟ ภ ม ย ร ล ว ศ ษ ส ห ฬ อ ฮ",
    );
    /// Lao.
    pub static LAO: Counter = Counter::letters(
        "lao-letters",
        None,
        "ກ ຂ ຄ ງ ຈ ສ ຊ ຍ ດ ຕ ຖ ທ ນ ບ ປ ຜ ຝ ພ ຟ ມ ຢ ຣ ລ ວ ຫ ອ ຮ",
    );
    /// Khmer.
    pub static KHMER: Counter = Counter::letters(
        "khmer-consonant",
        None,
        "ក ខ គ ឃ ង ច ឆ ជ ឈ ញ ដ ឋ ឌ ឍ ណ ត ថ ទ ធ ន ប ផ ព ភ ម យ រ ល វ ស ហ ឡ អ",
    );
    /// Burmese.
    pub static BURMESE: Counter = Counter::letters(
        "burmese-consonant",
        None,
        "က ခ ဂ ဃ င စ ဆ ဇ ဈ ည ဋ ဌ ဍ ဎ ဏ တ ထ ဒ ဓ န ပ ဖ ဗ ဘ မ ယ ရ လ ဝ သ ဟ ဠ အ",
    );
    /// Korean syllables.
    pub static KOREAN: Counter =
        Counter::letters("hangul", Some("ganada"), "가 나 다 라 마 바 사 아 자 차 카 타 파 하");
    /// Japanese syllables.
    pub static KATAKANA: Counter = Counter::letters(
        "katakana",
        Some("aiueoFullWidth"),
        "ア イ ウ エ オ カ キ ク ケ コ サ シ ス セ ソ タ チ ツ テ ト ナ ニ ヌ ネ ノ \
         ハ ヒ フ ヘ ホ マ ミ ム メ モ ヤ ユ ヨ ラ リ ル レ ロ ワ ヰ ヱ ヲ ン",
    );
    /// Numbers in circles.
    pub static CIRCLES: Counter = Counter {
        css: "circled-decimal",
        word: Some("decimalEnclosedCircle"),
        system: System::Symbols("① ② ③ ④ ⑤ ⑥ ⑦ ⑧ ⑨ ⑩ ⑪ ⑫ ⑬ ⑭ ⑮ ⑯ ⑰ ⑱ ⑲ ⑳"),
    };
}

/// The sign before decimals in a language (the default of CLDR).
pub fn decimal_sign(language: &Tag) -> char {
    const POINT: [&str; 33] = [
        "am", "ar", "bn", "cy", "en", "fil", "ga", "gu", "he", "hi", "ja", "kn", "ko", "ml", "mr",
        "ms", "mt", "my", "ne", "pa", "si", "sw", "ta", "te", "th", "ti", "ug", "und", "ur", "yi",
        "yue", "zh", "zu",
    ];
    const BY_REGION: [&str; 12] = [
        "de-CH", "de-LI", "es-MX", "es-US", "es-GT", "es-HN", "es-NI", "es-PA", "es-PE", "es-PR",
        "es-DO", "it-CH",
    ];
    match POINT.contains(&language.primary()) || BY_REGION.contains(&language.as_str()) {
        true if language.as_str() == "en-ZA" => ',',
        true => '.',
        false => ',',
    }
}

fn digits(number: u32, zero: char) -> String {
    let digit = |figure: char| {
        let value = figure.to_digit(10).unwrap_or_default();
        char::from_u32(u32::from(zero) + value).unwrap_or(figure)
    };
    number.to_string().chars().map(digit).collect()
}

/// a to z, then aa, ab …
fn alphabetic(mut number: u32, letters: &str) -> Option<String> {
    let letters: Vec<&str> = letters.split(' ').collect();
    let count = letters.len() as u32;
    let mut chosen = Vec::new();
    while number > 0 {
        number -= 1;
        chosen.push(letters[(number % count) as usize]);
        number /= count;
    }
    chosen.reverse();
    Some(chosen.concat()).filter(|text| !text.is_empty())
}

const ROMAN: [(u32, &str); 13] = [
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
];

/// Fifteen and sixteen are no letters of the name of God.
const HEBREW: [(u32, &str); 24] = [
    (400, "ת"),
    (300, "ש"),
    (200, "ר"),
    (100, "ק"),
    (90, "צ"),
    (80, "פ"),
    (70, "ע"),
    (60, "ס"),
    (50, "נ"),
    (40, "מ"),
    (30, "ל"),
    (20, "כ"),
    (16, "טז"),
    (15, "טו"),
    (10, "י"),
    (9, "ט"),
    (8, "ח"),
    (7, "ז"),
    (6, "ו"),
    (5, "ה"),
    (4, "ד"),
    (3, "ג"),
    (2, "ב"),
    (1, "א"),
];

fn roman(number: u32) -> Option<String> {
    (1..4000).contains(&number).then(|| added(number, &ROMAN))
}

fn hebrew(number: u32) -> Option<String> {
    (1..1000).contains(&number).then(|| added(number, &HEBREW))
}

/// A number as a sum of values, from the largest down.
fn added(mut number: u32, values: &[(u32, &str)]) -> String {
    let mut text = String::new();
    for (value, letters) in values {
        while number >= *value {
            text.push_str(letters);
            number -= value;
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_take_every_form() {
        assert_eq!(LOWER_ROMAN.write(14), "xiv");
        assert_eq!(UPPER_ROMAN.write(1999), "MCMXCIX");
        assert_eq!(LOWER_ALPHA.write(26), "z");
        assert_eq!(UPPER_ALPHA.write(28), "AB");
        assert_eq!(LOWER_ALPHA.write(0), "0");
        assert_eq!(UPPER_ROMAN.write(5000), "5000");
        assert_eq!(letters::RUSSIAN.write(10), "к");
        assert_eq!(letters::KOREAN.write(15), "가가");
        assert_eq!(letters::CIRCLES.write(20), "⑳");
        assert_eq!(letters::CIRCLES.write(21), "21");
        assert_eq!(letters::PERSIAN.write(1), "الف");
        for (number, text) in [(1, "א"), (11, "יא"), (15, "טו"), (16, "טז"), (116, "קטז")]
        {
            assert_eq!(letters::HEBREW.write(number), text);
        }
    }

    #[test]
    fn every_system_of_digits_has_ten() {
        for (name, counter) in &DIGITS {
            let System::Digits(zero) = counter.system else { panic!("{name} has no digits") };
            let value = |digit: char| (u32::from(digit) - u32::from(zero)).to_string();
            let read: String = counter.write(9_876_543_210_u64 as u32).chars().map(value).collect();
            assert_eq!(read, (9_876_543_210_u64 as u32).to_string());
            assert!(counter.write(1234567890).chars().all(char::is_numeric), "{name}");
        }
    }
}
