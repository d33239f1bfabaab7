//! The operators of content streams (ISO 32000-1, Annex A), as bytes.

use crate::length::Length;
use crate::theme::Color;

/// A content stream as it grows.
#[derive(Debug, Default)]
pub(super) struct Operators {
    bytes: Vec<u8>,
}

impl Operators {
    /// The stream so far.
    pub fn into_bytes(self) -> Vec<u8> {
        self.bytes
    }

    /// Adds operands and an operator as they stand.
    pub fn raw(&mut self, text: &str) {
        self.bytes.extend_from_slice(text.as_bytes());
        self.bytes.push(b'\n');
    }

    /// `BDC` of an artifact with its properties (14.8.2.2.2).
    pub fn begin_artifact(&mut self, properties: &str) {
        self.raw(&format!("/Artifact <<{properties}>> BDC"));
    }

    /// `BDC` with a number that the tag tree names.
    pub fn begin_numbered(&mut self, tag: &str, number: usize) {
        self.raw(&format!("/{tag} <</MCID {number}>> BDC"));
    }

    /// `BDC` of a span that says what text it stands for (14.9.4).
    pub fn begin_actual_text(&mut self, text: &str) {
        self.bytes.extend_from_slice(b"/Span <</ActualText <FEFF");
        text.encode_utf16().for_each(|unit| self.hexadecimal(unit));
        self.raw(">>> BDC");
    }

    /// `EMC`: closes marked content.
    pub fn end_marked(&mut self) {
        self.raw("EMC");
    }

    /// `rg`: the colour of fills.
    pub fn fill_color(&mut self, color: Color) {
        self.color(color);
        self.raw("rg");
    }

    /// `RG`: the colour of strokes.
    pub fn stroke_color(&mut self, color: Color) {
        self.color(color);
        self.raw("RG");
    }

    fn color(&mut self, color: Color) {
        for part in [color.red, color.green, color.blue] {
            self.decimal((i64::from(part) * 1000 + 127) / 255, 1000);
        }
    }

    /// `Tf`: face and size.
    pub fn font(&mut self, name: &str, size: Length) {
        self.bytes.push(b'/');
        self.bytes.extend_from_slice(name.as_bytes());
        self.bytes.push(b' ');
        self.length(size);
        self.raw("Tf");
    }

    /// `Tz`: by how many ten-thousandths glyphs and what lies between are widened.
    pub fn horizontal_scale(&mut self, expansion: i32) {
        self.decimal(10_000 + i64::from(expansion), 100);
        self.raw("Tz");
    }

    /// `Tm`: where text begins.
    pub fn text_origin(&mut self, x: Length, y: Length) {
        self.bytes.extend_from_slice(b"1 0 0 1 ");
        self.length(x);
        self.length(y);
        self.raw("Tm");
    }

    /// `TJ`: glyphs and the adjustments between them.
    pub fn show(&mut self, glyphs: &[Shown]) {
        let mut in_string = false;
        self.bytes.push(b'[');
        for shown in glyphs {
            match shown {
                Shown::Glyph(id) => {
                    if !std::mem::replace(&mut in_string, true) {
                        self.bytes.push(b'<');
                    }
                    self.hexadecimal(*id);
                }
                Shown::Adjust(amount) => {
                    if std::mem::replace(&mut in_string, false) {
                        self.bytes.push(b'>');
                    }
                    self.integer(*amount);
                }
            }
        }
        if in_string {
            self.bytes.push(b'>');
        }
        self.raw("]TJ");
    }

    /// `re`: a rectangle by its lower left corner.
    pub fn rectangle(&mut self, x: Length, y: Length, width: Length, height: Length) {
        for length in [x, y, width, height] {
            self.length(length);
        }
        self.raw("re");
    }

    /// `w`: the width of strokes.
    pub fn line_width(&mut self, width: Length) {
        self.length(width);
        self.raw("w");
    }

    /// `Do`: an image, in a rectangle by its lower left corner.
    pub fn image(&mut self, name: &str, x: Length, y: Length, width: Length, height: Length) {
        self.raw("q");
        self.length(width);
        self.bytes.extend_from_slice(b"0 0 ");
        for length in [height, x, y] {
            self.length(length);
        }
        self.raw("cm");
        self.raw(&format!("/{name} Do"));
        self.raw("Q");
    }

    /// A length in points, to the hundredth: finer than any printer's dot.
    fn length(&mut self, length: Length) {
        self.decimal(length.scale(100, Length::POINT).0, 100);
    }

    /// A number of hundredths or thousandths, without idle noughts, and a space.
    fn decimal(&mut self, value: i64, unit: i64) {
        if value < 0 {
            self.bytes.push(b'-');
        }
        let (whole, mut rest) = (value.abs() / unit, value.abs() % unit);
        self.integer(whole);
        let mut digit = unit;
        if rest > 0 {
            self.bytes.push(b'.');
        }
        while rest > 0 {
            digit /= 10;
            self.bytes.push(b'0' + (rest / digit) as u8);
            rest %= digit;
        }
        self.bytes.push(b' ');
    }

    fn integer(&mut self, value: i64) {
        let mut digits = [0_u8; 20];
        let mut at = digits.len();
        let mut rest = value.unsigned_abs();
        loop {
            at -= 1;
            digits[at] = b'0' + (rest % 10) as u8;
            rest /= 10;
            if rest == 0 {
                break;
            }
        }
        if value < 0 {
            self.bytes.push(b'-');
        }
        self.bytes.extend_from_slice(&digits[at..]);
    }

    fn hexadecimal(&mut self, unit: u16) {
        const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
        for shift in [12, 8, 4, 0] {
            self.bytes.push(DIGITS[usize::from(unit >> shift & 0xF)]);
        }
    }
}

/// What a `TJ` shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shown {
    /// A glyph, by its number in the subset.
    Glyph(u16),
    /// A step back, in thousandths of the size.
    Adjust(i64),
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(write: impl FnOnce(&mut Operators)) -> String {
        let mut operators = Operators::default();
        write(&mut operators);
        String::from_utf8(operators.into_bytes()).unwrap()
    }

    #[test]
    fn numbers_are_short_and_exact() {
        let length = |thousandths: i64| written(|o| o.length(Length::millipoints(thousandths)));
        assert_eq!(length(10_500), "10.5 ");
        assert_eq!(length(-250), "-0.25 ");
        assert_eq!(length(12_000), "12 ");
        assert_eq!(length(7_050), "7.05 ");
        let grey = Color { red: 128, green: 0, blue: 255 };
        assert_eq!(written(|o| o.fill_color(grey)), "0.502 0 1 rg\n");
    }

    #[test]
    fn glyphs_share_strings_until_an_adjustment() {
        let shown = [Shown::Glyph(1), Shown::Glyph(0xABC), Shown::Adjust(-250), Shown::Glyph(2)];
        assert_eq!(written(|o| o.show(&shown)), "[<00010ABC>-250<0002>]TJ\n");
    }

    #[test]
    fn actual_texts_are_utf_16() {
        assert_eq!(written(|o| o.begin_actual_text("é")), "/Span <</ActualText <FEFF00E9>>> BDC\n");
    }
}
