//! Numbers that mark items and notes.

use crate::article::Numbering;

/// Writes a number from 1 in a kind of numbering; what the kind cannot write
/// (0, Roman numerals over 3,999) comes out in digits.
pub fn format(number: u32, numbering: Numbering) -> String {
    let text = match numbering {
        Numbering::Decimal => None,
        Numbering::LowerAlpha => alphabetic(number),
        Numbering::UpperAlpha => alphabetic(number).map(|text| text.to_ascii_uppercase()),
        Numbering::LowerRoman => roman(number),
        Numbering::UpperRoman => roman(number).map(|text| text.to_ascii_uppercase()),
    };
    text.unwrap_or_else(|| number.to_string())
}

/// a to z, then aa, ab …
fn alphabetic(mut number: u32) -> Option<String> {
    let mut letters = Vec::new();
    while number > 0 {
        number -= 1;
        letters.push(b'a' + (number % 26) as u8);
        number /= 26;
    }
    letters.reverse();
    String::from_utf8(letters).ok().filter(|text| !text.is_empty())
}

fn roman(mut number: u32) -> Option<String> {
    const VALUES: [(u32, &str); 13] = [
        (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
        (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
    ];
    if !(1..4000).contains(&number) {
        return None;
    }
    let mut text = String::new();
    for (value, letters) in VALUES {
        while number >= value {
            text.push_str(letters);
            number -= value;
        }
    }
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_take_every_form() {
        assert_eq!(format(14, Numbering::LowerRoman), "xiv");
        assert_eq!(format(1999, Numbering::UpperRoman), "MCMXCIX");
        assert_eq!(format(26, Numbering::LowerAlpha), "z");
        assert_eq!(format(28, Numbering::UpperAlpha), "AB");
        assert_eq!(format(0, Numbering::LowerAlpha), "0");
        assert_eq!(format(5000, Numbering::UpperRoman), "5000");
    }
}
