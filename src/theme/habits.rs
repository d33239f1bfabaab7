//! The habits of languages: how far their lines stand apart and how their
//! paragraphs begin.
//!
//! A theme is made for Latin type, of which little stands above capitals and
//! below the line, and for figures among small letters. Other scripts fill their
//! squares, or stack signs, and have no small letters. So a theme is
//! changed once for the language of what is published, and all outputs take the
//! changed one. Single words in another script change nothing.

use std::borrow::Cow;

use super::{Figures, Measure, Role, Style, Theme};
use crate::language::Tag;
use crate::length::Length;

/// What a language wants of its lines and paragraphs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Habit {
    /// From baseline to baseline in running text, in thousandths of its size, at least.
    leading: i64,
    /// The same in headings, captions and the like.
    least: i64,
    /// How far the first lines of all paragraphs stand in, in thousandths of the
    /// size; `None` where the theme says it.
    indent: Option<i64>,
}

const fn habit(leading: i64, least: i64) -> Habit {
    Habit { leading, least, indent: None }
}

const fn indented(leading: i64, least: i64, indent: i64) -> Habit {
    Habit { leading, least, indent: Some(indent) }
}

/// Chinese: the gap between lines is half a character to a whole one, paragraphs
/// stand in by two (W3C, *Requirements for Chinese Text Layout*).
const CHINESE: Habit = indented(1650, 1350, 2000);
/// Japanese: the same gap, and one character (W3C, *Requirements for Japanese Text Layout*).
const JAPANESE: Habit = indented(1650, 1350, 1000);
/// Korean: the first line stands in by one character (W3C, *Requirements for Hangul Text Layout*).
const KOREAN: Habit = indented(1600, 1350, 1000);
// The others are rounded from what lies between the highest and the lowest ink of
// syllables with all their signs in the faces of Noto, whose own line heights
// (`hhea`) are in brackets.
/// Arabic in the style of Naskh, with vowel signs (1.70).
const NASKH: Habit = habit(1500, 1400);
/// Urdu and Kashmiri, which like it airy even in Naskh.
const URDU: Habit = habit(1700, 1600);
/// The style of Nastaliq, whose words climb (2.50).
const NASTALIQ: Habit = habit(2300, 2200);
/// Devanagari, Bengali and their kin (1.35 to 1.62).
const INDIC: Habit = habit(1600, 1450);
/// Thai and Lao, with a tone over a vowel over a letter (1.60, 1.66).
const THAI: Habit = habit(1650, 1550);
/// Khmer, with letters under letters (1.36, which its ink exceeds by half).
const KHMER: Habit = habit(1750, 1650);
/// Burmese, with letters under letters (2.50, for the deepest stacks of Pali).
const BURMESE: Habit = habit(1900, 1750);
/// Hebrew, Georgian, Ethiopic: no higher than Latin type.
const LATIN_LIKE: Habit = habit(0, 0);
/// Tibetan, with stacks of four (2.81).
const TIBETAN: Habit = habit(1900, 1800);

fn of(language: &Tag) -> Option<Habit> {
    let by_script = language.script().and_then(|script| match script {
        "Hans" | "Hant" | "Hani" => Some(CHINESE),
        "Jpan" => Some(JAPANESE),
        "Kore" | "Hang" => Some(KOREAN),
        "Arab" => Some(NASKH),
        "Aran" => Some(NASTALIQ),
        "Deva" | "Beng" => Some(INDIC),
        _ => None,
    });
    match (by_script, language.script()) {
        (Some(habit), _) => return Some(habit),
        (None, Some("Latn" | "Cyrl")) => return None,
        _ => {}
    }
    Some(match language.primary() {
        "zh" | "yue" | "lzh" | "wuu" => CHINESE,
        "ja" => JAPANESE,
        "ko" => KOREAN,
        "ar" | "fa" | "ps" | "sd" | "ug" | "ckb" | "dv" => NASKH,
        "ur" | "ks" => URDU,
        "he" | "yi" | "ka" | "am" | "ti" => LATIN_LIKE,
        "hi" | "mr" | "ne" | "sa" | "bho" | "mai" | "kok" | "bn" | "as" | "mni" | "gu" | "pa"
        | "or" | "ta" | "te" | "kn" | "ml" | "si" => INDIC,
        "th" | "lo" => THAI,
        "km" => KHMER,
        "my" | "shn" | "mnw" => BURMESE,
        "bo" | "dz" => TIBETAN,
        _ => return None,
    })
}

impl Theme {
    /// The theme as a language wants it, unless [`super::Lines::by_language`] is off.
    pub fn for_language(&self, language: &Tag) -> Cow<'_, Theme> {
        match of(language).filter(|_| self.lines.by_language) {
            Some(habit) => Cow::Owned(self.with(habit)),
            None => Cow::Borrowed(self),
        }
    }

    fn with(&self, habit: Habit) -> Theme {
        let mut theme = self.clone();
        let (size, leading) = (self.body_size(), self.body.length(self.body.leading));
        // All lines come apart as those of running text do, so that roles keep
        // their proportions, and never less than the script needs.
        let wanted = leading.max(size.per_mille(habit.leading));
        let spread = |style: &Style| {
            let spread = style.length(style.leading).scale(wanted.0, leading.0.max(1));
            let least = style.size.absolute().per_mille(habit.least);
            Measure::Absolute(quarter_points(spread.max(least)))
        };
        for role in Role::ALL {
            let style = self.style(role);
            let change = theme.roles.entry(role).or_default();
            if !style.is_typed() {
                change.leading = Some(spread(&style));
            }
            change.figures = Some(Figures::Lining);
            if let Some(indent) = habit.indent.filter(|_| style.indent != Measure::ZERO) {
                change.indent = Some(Measure::Em(indent));
            }
        }
        theme.body.leading = spread(&self.body);
        theme.body.figures = Figures::Lining;
        if let Some(indent) = habit.indent.filter(|_| self.body.indent != Measure::ZERO) {
            theme.body.indent = Measure::Em(indent);
            theme.blocks.indent_all = true;
        }
        theme
    }
}

/// A length in whole quarters of a point.
fn quarter_points(length: Length) -> Length {
    let quarter = Length::POINT / 4;
    Length((length.0 + quarter / 2) / quarter * quarter)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::theme::built_in;

    fn set(language: &str) -> Cow<'static, Theme> {
        built_in().for_language(&language.parse().unwrap())
    }

    #[test]
    fn lines_come_apart_as_scripts_need() {
        for language in ["en", "ru", "az-Cyrl", "und", "sr-Latn"] {
            assert!(matches!(set(language), Cow::Borrowed(_)), "{language}");
        }
        let leading = |language: &str, role: Role| {
            let style = set(language).style(role);
            style.length(style.leading).to_string()
        };
        assert_eq!(leading("zh-Hant", Role::Body), "17.25");
        assert_eq!(leading("zh", Role::Title), "31");
        assert_eq!(leading("my", Role::Body), "20");
        assert_eq!(leading("ur-Aran", Role::Caption), "20.75");
        assert_eq!(leading("he", Role::Body), leading("en", Role::Body));
        assert_eq!(leading("ur", Role::Code), leading("en", Role::Code));
    }

    #[test]
    fn paragraphs_stand_in_as_languages_do() {
        let indent = |language: &str, role: Role| set(language).style(role).indent;
        assert_eq!(indent("zh", Role::Body), Measure::Em(2000));
        assert_eq!(indent("ja", Role::Quote), Measure::Em(1000));
        assert_eq!(indent("ko", Role::Heading1), Measure::ZERO);
        assert_eq!(indent("hi", Role::Body), indent("en", Role::Body));
        assert!(set("zh").blocks.indent_all && !set("hi").blocks.indent_all);
    }

    #[test]
    fn themes_may_have_it_their_way() {
        let mut theme = built_in().clone();
        theme.body.indent = Measure::ZERO;
        let chinese = theme.for_language(&"zh".parse().unwrap());
        assert!(!chinese.blocks.indent_all);
        assert_eq!(chinese.style(Role::Body).indent, Measure::ZERO);
        theme.lines.by_language = false;
        assert_eq!(*theme.for_language(&"my".parse().unwrap()), theme);
    }
}
