//! The single values of a theme: lengths and colours, as text in the file.

use std::fmt;
use std::str::FromStr;

use serde::Deserialize;

use crate::length::Length;

/// A length as a theme says it: absolute, or in the size of the type.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub enum Measure {
    /// `10.5pt`, `24mm`, `1in`.
    Absolute(Length),
    /// `1.2em`, in thousandths of the size of the type.
    Em(i64),
}

impl Measure {
    /// No length.
    pub const ZERO: Measure = Measure::Absolute(Length::ZERO);

    /// The length beside type of a size.
    pub fn resolve(self, size: Length) -> Length {
        match self {
            Measure::Absolute(length) => length,
            Measure::Em(thousandths) => size.per_mille(thousandths),
        }
    }

    /// The length beside type of another size, in thousandths: what counts in
    /// that size follows by itself.
    pub fn scaled(self, per_mille: i64) -> Measure {
        match self {
            Measure::Absolute(length) => Measure::Absolute(length.per_mille(per_mille)),
            Measure::Em(_) => self,
        }
    }

    /// The length where no size of type is near; `em` then counts in 10 pt.
    /// The loader refuses `em` in such places.
    pub fn absolute(self) -> Length {
        self.resolve(Length::points(10))
    }
}

/// Text that is not a length.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is not a length such as 10.5pt, 24mm, 1in or 1.2em")]
pub struct NotALength(String);

impl FromStr for Measure {
    type Err = NotALength;

    fn from_str(text: &str) -> Result<Measure, NotALength> {
        let error = || NotALength(text.to_owned());
        let trimmed = text.trim();
        if trimmed == "0" {
            return Ok(Measure::ZERO);
        }
        let split = trimmed.find(|c: char| c.is_ascii_alphabetic()).ok_or_else(error)?;
        let (number, unit) = trimmed.split_at(split);
        let thousandths = thousandths(number.trim()).ok_or_else(error)?;
        match unit {
            "pt" => Ok(Measure::Absolute(Length::millipoints(thousandths))),
            "mm" => Ok(Measure::Absolute(Length::micrometres(thousandths))),
            "cm" => Ok(Measure::Absolute(Length::micrometres(thousandths * 10))),
            "in" => Ok(Measure::Absolute(Length::millipoints(thousandths * 72))),
            "em" => Ok(Measure::Em(thousandths)),
            _ => Err(error()),
        }
    }
}

/// Reads a decimal number exactly, in thousandths.
fn thousandths(number: &str) -> Option<i64> {
    let (sign, digits) = match number.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, number),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let all_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty()
        || whole.len() > 6
        || fraction.len() > 3
        || !all_digits(whole)
        || !all_digits(fraction)
    {
        return None;
    }
    let fraction = format!("{fraction:0<3}");
    Some(sign * (whole.parse::<i64>().ok()? * 1000 + fraction.parse::<i64>().ok()?))
}

impl TryFrom<String> for Measure {
    type Error = NotALength;

    fn try_from(text: String) -> Result<Measure, NotALength> {
        text.parse()
    }
}

/// A colour in sRGB.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct Color {
    /// Red, 0 to 255.
    pub red: u8,
    /// Green, 0 to 255.
    pub green: u8,
    /// Blue, 0 to 255.
    pub blue: u8,
}

impl Color {
    /// Black.
    pub const BLACK: Color = Color { red: 0, green: 0, blue: 0 };
}

/// Text that is not a colour.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is not a colour such as #1a1a1a")]
pub struct NotAColor(String);

impl FromStr for Color {
    type Err = NotAColor;

    fn from_str(text: &str) -> Result<Color, NotAColor> {
        let error = || NotAColor(text.to_owned());
        let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6).ok_or_else(error)?;
        let value = u32::from_str_radix(digits, 16).map_err(|_| error())?;
        let [_, red, green, blue] = value.to_be_bytes();
        Ok(Color { red, green, blue })
    }
}

impl TryFrom<String> for Color {
    type Error = NotAColor;

    fn try_from(text: String) -> Result<Color, NotAColor> {
        text.parse()
    }
}

impl fmt::Display for Color {
    /// Writes `#rrggbb`, as CSS does.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{:02x}{:02x}{:02x}", self.red, self.green, self.blue)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_exact() {
        let points =
            |text: &str| text.parse::<Measure>().unwrap().resolve(Length::points(10)).to_string();
        assert_eq!(points("10.5pt"), "10.5");
        assert_eq!(points("25.4mm"), "72");
        assert_eq!(points("1in"), "72");
        assert_eq!(points("-1.25em"), "-12.5");
        assert_eq!(points("0"), "0");
        for text in ["", "12", "pt", "1.2345em", "1 furlong", "--1pt", "1e3pt"] {
            assert!(text.parse::<Measure>().is_err(), "{text}");
        }
    }

    #[test]
    fn colours_read_and_write() {
        assert_eq!("#1a2B3c".parse::<Color>().unwrap().to_string(), "#1a2b3c");
        assert!("1a2b3c".parse::<Color>().is_err());
        assert!("#1a2b3".parse::<Color>().is_err());
    }
}
