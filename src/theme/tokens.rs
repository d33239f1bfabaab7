//! How words of program text look.

use serde::Deserialize;

use super::{Color, Theme};
use crate::highlight::Kind;

/// How a kind of words of program text differs from the role `code`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub struct TokenLook {
    /// Its colour.
    pub color: Option<Color>,
    /// Whether it is bold.
    pub bold: bool,
    /// Whether it is italic.
    pub italic: bool,
}

impl Theme {
    /// How a kind of words of program text differs from the role `code`.
    pub fn token(&self, kind: Kind) -> TokenLook {
        let look = self.tokens.get(&kind).filter(|_| self.code.colors);
        look.copied().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::theme::load::{names, text_of};
    use crate::theme::parse;

    /// How far a colour stands out from white (WCAG 2.2, contrast ratio).
    #[expect(clippy::disallowed_methods, reason = "a test may be a digit off")]
    fn contrast(color: Color) -> f64 {
        let linear = |value: u8| match f64::from(value) / 255.0 {
            low if low <= 0.040_45 => low / 12.92,
            high => ((high + 0.055) / 1.055).powf(2.4),
        };
        let (red, green, blue) = (linear(color.red), linear(color.green), linear(color.blue));
        1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)
    }

    #[test]
    fn colours_can_be_read_on_paper() {
        for name in names() {
            let theme = parse(text_of(name).unwrap()).unwrap();
            for (kind, color) in theme.tokens.iter().filter_map(|(kind, l)| Some((kind, l.color?)))
            {
                for color in [color, color.gray()] {
                    assert!(contrast(color) >= 7.0, "{name}: {kind:?} {}", contrast(color));
                }
            }
        }
    }

    #[test]
    fn a_theme_may_do_without_colours() {
        let theme = |text: &str| parse(&format!("base = \"article\"\n{text}")).unwrap();
        assert!(theme("").token(Kind::Keyword).bold);
        assert_eq!(theme("code.colors = false").token(Kind::Keyword), TokenLook::default());
        assert!(!theme("tokens.keyword.bold = false").token(Kind::Keyword).bold);
        let error = parse("base = \"article\"\n[tokens.keywrod]\n").unwrap_err().to_string();
        assert!(error.contains("did you mean `keyword`?"), "{error}");
    }
}
