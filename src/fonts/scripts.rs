//! Scripts, and the families that are known to show them well.
//!
//! Open families that cover a script with care come first (Noto), then what
//! systems bring. A family that is not listed is found all the same, only later.

use harfrust::{Script, unicode};

use crate::language::Tag as Language;

/// Families in the order in which they are tried.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Families(Vec<String>);

impl Families {
    /// Their names.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }
}

/// What a stretch of text is written in, as far as faces differ by it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Writing {
    /// Signs that belong to no script: arrows, boxes, pictures.
    Symbols,
    /// Han, kana, Hangul and what stands between them, in the forms of a place.
    East(Place),
    /// Any other script, by its tag (ISO 15924).
    Script(u32),
}

/// Whose forms of the Han characters are wanted (Unicode 17, 18.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// The mainland's.
    China,
    /// Taiwan's.
    Taiwan,
    /// Hong Kong's.
    HongKong,
    /// Japan's.
    Japan,
    /// Korea's.
    Korea,
}

/// What one character is written in; `None` for what goes with its neighbours:
/// spaces, figures, punctuation and marks of no script.
pub fn writing(character: char, place: Place) -> Option<Writing> {
    let script = match unicode::script(u32::from(character)) {
        script if is_neutral(script) => hint(character)?,
        script => script,
    };
    Some(if is_east(script) { Writing::East(place) } else { Writing::Script(tag(script)) })
}

/// Whether characters of a writing are at home in the theme's own faces.
pub fn is_western(writing: Writing) -> bool {
    let western = [Script::LATIN, Script::GREEK, Script::CYRILLIC].map(tag);
    match writing {
        Writing::Symbols => true,
        Writing::East(_) => false,
        Writing::Script(tag) => western.contains(&tag),
    }
}

/// Whether a script is none of its own: common, inherited or unknown.
pub fn is_neutral(script: Script) -> bool {
    script == Script::COMMON || script == Script::INHERITED || script == Script::UNKNOWN
}

fn is_east(script: Script) -> bool {
    [Script::HAN, Script::HIRAGANA, Script::KATAKANA, Script::HANGUL, Script::BOPOMOFO]
        .contains(&script)
}

fn tag(script: Script) -> u32 {
    u32::from_be_bytes(script.tag().to_be_bytes())
}

/// The script of characters that Unicode counts as common and that yet are at
/// home in one (Unicode's Script_Extensions): `。`, `،`, `।`.
fn hint(character: char) -> Option<Script> {
    Some(match u32::from(character) {
        0x060C | 0x061B | 0x061F | 0x0640 | 0x0660..=0x0669 | 0xFD3E | 0xFD3F => Script::ARABIC,
        0x0964 | 0x0965 => Script::DEVANAGARI,
        0x0E3F => Script::THAI,
        0x10FB => Script::GEORGIAN,
        0x0589 => Script::ARMENIAN,
        0x3001..=0x303F | 0x3099..=0x30FF | 0x3190..=0x31EF | 0x3200..=0x33FF => Script::HAN,
        0xFE10..=0xFE1F | 0xFE30..=0xFE6F | 0xFF00..=0xFFEF => Script::HAN,
        _ => return None,
    })
}

/// Whose forms a text wants: what its language says, otherwise what its letters say.
pub fn place(language: &Language, text: &str) -> Place {
    let region = language.as_str().split('-').skip(1).find(|part| part.len() == 2);
    match (language.primary(), language.script(), region) {
        ("ja", ..) => Place::Japan,
        ("ko", ..) => Place::Korea,
        ("zh" | "yue", _, Some("HK" | "MO")) | ("yue", None, None) => Place::HongKong,
        ("zh" | "yue", Some("Hant"), _) | ("zh", None, Some("TW")) => Place::Taiwan,
        ("zh" | "yue", ..) => Place::China,
        _ => text.chars().find_map(place_of).unwrap_or(Place::China),
    }
}

fn place_of(character: char) -> Option<Place> {
    match unicode::script(u32::from(character)) {
        Script::HIRAGANA | Script::KATAKANA => Some(Place::Japan),
        Script::HANGUL => Some(Place::Korea),
        Script::BOPOMOFO => Some(Place::Taiwan),
        _ => None,
    }
}

/// The families for a writing beside type of a kind: `serif`, `monospace` or any other.
pub fn families(writing: Writing, generic: &str) -> Families {
    let names = match writing {
        Writing::Symbols => SYMBOLS.iter().map(|name| (*name).to_owned()).collect(),
        Writing::East(place) => eastern(place, generic),
        Writing::Script(script) => scripted(script, generic),
    };
    Families(names)
}

/// Signs, plain ones first.
const SYMBOLS: [&str; 11] = [
    "Noto Sans Symbols",
    "Noto Sans Symbols 2",
    "Noto Sans Symbols2",
    "Noto Sans Math",
    "DejaVu Sans",
    "Noto Emoji",
    "Noto Music",
    "Symbola",
    "Segoe UI Symbol",
    "Segoe UI Emoji",
    "Apple Symbols",
];

fn eastern(place: Place, generic: &str) -> Vec<String> {
    let (sign, serifs, sanses): (&str, &[&str], &[&str]) = match place {
        Place::China => ("SC", &["Songti SC", "SimSun"], &["PingFang SC", "Microsoft YaHei"]),
        Place::Taiwan => ("TC", &["Songti TC", "PMingLiU"], &["PingFang TC", "Microsoft JhengHei"]),
        Place::HongKong => ("HK", &["PMingLiU_HKSCS"], &["PingFang HK", "Microsoft JhengHei"]),
        Place::Japan => {
            ("JP", &["Hiragino Mincho ProN", "Yu Mincho"], &["Hiragino Sans", "Yu Gothic"])
        }
        Place::Korea => {
            ("KR", &["AppleMyungjo", "Batang"], &["Apple SD Gothic Neo", "Malgun Gothic"])
        }
    };
    let noto = |kind: &str| [format!("Noto {kind} CJK {sign}"), format!("Noto {kind} {sign}")];
    let owned = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
    let serif = [noto("Serif").to_vec(), owned(serifs)].concat();
    let sans = [noto("Sans").to_vec(), owned(sanses)].concat();
    let mut names = match generic {
        "serif" => [serif, sans].concat(),
        "monospace" => [vec![format!("Noto Sans Mono CJK {sign}")], sans, serif].concat(),
        _ => [sans, serif].concat(),
    };
    // Another place's forms are better than none.
    for other in ["SC", "JP", "TC", "KR"] {
        names.extend(["Serif", "Sans"].map(|kind| format!("Noto {kind} CJK {other}")));
    }
    names
}

fn scripted(script: u32, generic: &str) -> Vec<String> {
    let row = SCRIPTS.iter().find(|(known, ..)| tag(*known) == script);
    let (name, others) = match row {
        Some((_, name, others)) => (*name, *others),
        None => return Vec::new(),
    };
    let own = |kind: &str| format!("Noto {kind} {name}").trim_end().to_owned();
    let kinds = match generic {
        "serif" => ["Serif", "Naskh", "Sans", "Sans Mono"],
        "monospace" => ["Sans Mono", "Sans", "Naskh", "Serif"],
        _ => ["Sans", "Serif", "Naskh", "Sans Mono"],
    };
    kinds.map(own).into_iter().chain(others.iter().map(|name| (*name).to_owned())).collect()
}

/// Scripts with the name that Noto's families give them, and families of
/// systems. Latin, Greek and Cyrillic are Noto's families without a name.
const SCRIPTS: &[(Script, &str, &[&str])] = &[
    (Script::LATIN, "", &["DejaVu Serif", "DejaVu Sans"]),
    (Script::GREEK, "", &["DejaVu Serif", "DejaVu Sans"]),
    (Script::CYRILLIC, "", &["DejaVu Serif", "DejaVu Sans"]),
    (Script::ARABIC, "Arabic", &["Amiri", "Geeza Pro", "Times New Roman", "DejaVu Sans"]),
    (Script::ARMENIAN, "Armenian", &["Sylfaen", "DejaVu Serif"]),
    (Script::BENGALI, "Bengali", &["Vrinda", "Nirmala UI", "Bangla MN"]),
    (Script::CANADIAN_SYLLABICS, "Canadian Aboriginal", &["Euphemia", "Gadugi"]),
    (Script::CHEROKEE, "Cherokee", &["Plantagenet Cherokee", "Gadugi"]),
    (Script::DEVANAGARI, "Devanagari", &["Kokila", "Mangal", "Nirmala UI", "Devanagari MT"]),
    (Script::ETHIOPIC, "Ethiopic", &["Nyala", "Ebrima", "Kefa"]),
    (Script::GEORGIAN, "Georgian", &["Sylfaen", "DejaVu Serif"]),
    (Script::GUJARATI, "Gujarati", &["Shruti", "Nirmala UI", "Gujarati MT"]),
    (Script::GURMUKHI, "Gurmukhi", &["Raavi", "Nirmala UI", "Gurmukhi MN"]),
    (Script::HEBREW, "Hebrew", &["David", "Times New Roman", "Arial Hebrew"]),
    (Script::KANNADA, "Kannada", &["Tunga", "Nirmala UI", "Kannada MN"]),
    (Script::KHMER, "Khmer", &["DaunPenh", "Leelawadee UI", "Khmer MN"]),
    (Script::LAO, "Lao", &["DokChampa", "Leelawadee UI", "Lao MN"]),
    (Script::MALAYALAM, "Malayalam", &["Kartika", "Nirmala UI", "Malayalam MN"]),
    (Script::MONGOLIAN, "Mongolian", &["Mongolian Baiti"]),
    (Script::MYANMAR, "Myanmar", &["Padauk", "Myanmar Text", "Myanmar MN"]),
    (Script::NKO, "NKo", &["Ebrima"]),
    (Script::ORIYA, "Oriya", &["Kalinga", "Nirmala UI", "Oriya MN"]),
    (Script::SINHALA, "Sinhala", &["Iskoola Pota", "Nirmala UI", "Sinhala MN"]),
    (Script::SYRIAC, "Syriac", &["Estrangelo Edessa"]),
    (Script::TAMIL, "Tamil", &["Latha", "Nirmala UI", "Tamil MN"]),
    (Script::TELUGU, "Telugu", &["Gautami", "Nirmala UI", "Telugu MN"]),
    (Script::THAANA, "Thaana", &["MV Boli"]),
    (Script::THAI, "Thai", &["TH Sarabun New", "Leelawadee UI", "Thonburi"]),
    (Script::TIBETAN, "Tibetan", &["Microsoft Himalaya", "Kailasa"]),
    (Script::TIFINAGH, "Tifinagh", &["Ebrima"]),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_say_whose_forms_are_wanted() {
        let place = |language: &str, text: &str| place(&language.parse().unwrap(), text);
        assert_eq!(place("ja", "漢字"), Place::Japan);
        assert_eq!(place("zh", "漢字"), Place::China);
        assert_eq!(place("zh-Hant", "漢字"), Place::Taiwan);
        assert_eq!(place("zh-TW", "漢字"), Place::Taiwan);
        assert_eq!(place("zh-Hant-HK", "漢字"), Place::HongKong);
        assert_eq!(place("ko", "漢字"), Place::Korea);
        assert_eq!(place("en", "漢字"), Place::China);
        assert_eq!(place("en", "漢字は"), Place::Japan);
        assert_eq!(place("en", "漢字 한"), Place::Korea);
    }

    #[test]
    fn marks_go_with_the_script_that_they_are_at_home_in() {
        let east = Some(Writing::East(Place::Japan));
        for character in "漢かカ한。「」！ー".chars() {
            assert_eq!(writing(character, Place::Japan), east, "{character}");
        }
        for character in " 2.,(“\u{301}".chars() {
            assert_eq!(writing(character, Place::Japan), None, "{character}");
        }
        assert_eq!(writing('،', Place::China), writing('ع', Place::China));
        assert!(is_western(writing('ж', Place::China).unwrap()));
        assert!(!is_western(writing('ไ', Place::China).unwrap()));
    }

    #[test]
    fn faces_of_the_same_kind_come_first() {
        let thai = writing('ไ', Place::China).unwrap();
        let first = |generic: &str| families(thai, generic).names().next().unwrap().to_owned();
        assert_eq!(first("serif"), "Noto Serif Thai");
        assert_eq!(first("sans-serif"), "Noto Sans Thai");
        let east = families(Writing::East(Place::Taiwan), "serif");
        assert_eq!(east.names().next(), Some("Noto Serif CJK TC"));
    }
}
