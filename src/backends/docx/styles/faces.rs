//! Faces for scripts that the theme's lack, by the language of the document: such
//! as Windows and Word have, with those of macOS and of free systems as others.

use crate::language::Tag;

/// The face of scripts such as Arabic and Hebrew where the language asks for no other.
const USUAL: &str = "Times New Roman";

/// A face for a script.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) struct ScriptFace {
    /// The name.
    pub name: &'static str,
    /// What to take where it is missing, with commas.
    pub others: &'static str,
}

impl ScriptFace {
    const fn new(name: &'static str, others: &'static str) -> ScriptFace {
        ScriptFace { name, others }
    }
}

/// The face for the ideographs, kana and syllables of a language.
pub(in super::super) fn east_asian(language: &Tag) -> Option<ScriptFace> {
    let traditional = language.script() == Some("Hant")
        || language.as_str().ends_with("-TW")
        || language.as_str().ends_with("-HK");
    Some(match language.primary() {
        "ja" => ScriptFace::new("Yu Mincho", "Hiragino Mincho ProN,Noto Serif CJK JP,MS Mincho"),
        "ko" => ScriptFace::new("Batang", "AppleMyungjo,Noto Serif CJK KR,Malgun Gothic"),
        "zh" if traditional => ScriptFace::new("PMingLiU", "Songti TC,Noto Serif CJK TC,MingLiU"),
        "zh" => ScriptFace::new("SimSun", "Songti SC,Noto Serif CJK SC,NSimSun"),
        _ => return None,
    })
}

/// The face for scripts whose letters join or stack, where the usual one lacks them.
pub(in super::super) fn complex(language: &Tag) -> Option<ScriptFace> {
    Some(match language.primary() {
        "hi" | "mr" | "ne" | "sa" => {
            ScriptFace::new("Nirmala UI", "Kohinoor Devanagari,Noto Serif Devanagari,Mangal")
        }
        "bn" | "as" => ScriptFace::new("Nirmala UI", "Kohinoor Bangla,Noto Serif Bengali,Vrinda"),
        "ta" => ScriptFace::new("Nirmala UI", "Tamil MN,Noto Serif Tamil,Latha"),
        "te" => ScriptFace::new("Nirmala UI", "Kohinoor Telugu,Noto Serif Telugu,Gautami"),
        "ml" => ScriptFace::new("Nirmala UI", "Malayalam MN,Noto Serif Malayalam,Kartika"),
        "kn" => ScriptFace::new("Nirmala UI", "Kannada MN,Noto Serif Kannada,Tunga"),
        "gu" => ScriptFace::new("Nirmala UI", "Kohinoor Gujarati,Noto Serif Gujarati,Shruti"),
        "pa" => ScriptFace::new("Nirmala UI", "Gurmukhi MN,Noto Serif Gurmukhi,Raavi"),
        "si" => ScriptFace::new("Nirmala UI", "Sinhala MN,Noto Serif Sinhala,Iskoola Pota"),
        "th" => ScriptFace::new("Leelawadee UI", "Thonburi,Noto Serif Thai,Tahoma"),
        "lo" => ScriptFace::new("Leelawadee UI", "Lao MN,Noto Serif Lao,DokChampa"),
        "km" => ScriptFace::new("Leelawadee UI", "Khmer MN,Noto Serif Khmer,DaunPenh"),
        "my" => ScriptFace::new("Myanmar Text", "Myanmar MN,Noto Serif Myanmar"),
        _ => return None,
    })
}

/// The name of the face for such scripts.
pub(super) fn complex_name(language: &Tag) -> &'static str {
    complex(language).map_or(USUAL, |face| face.name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_have_faces_of_their_own() {
        let name = |tag: &str| east_asian(&tag.parse().unwrap()).map(|face| face.name);
        assert_eq!(name("zh-Hant"), Some("PMingLiU"));
        assert_eq!(name("zh-CN"), Some("SimSun"));
        assert_eq!(name("de"), None);
        assert_eq!(complex_name(&"th".parse().unwrap()), "Leelawadee UI");
        assert_eq!(complex_name(&"ar".parse().unwrap()), "Times New Roman");
    }
}
