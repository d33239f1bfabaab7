//! Characters that typesetting does not want: invisible ones and odd spaces.
//!
//! Words never change. What has no shape is dropped unless the script needs
//! it, and any run of spaces becomes one plain space.

/// A text put right, and what that took.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Repaired {
    /// The text.
    pub text: String,
    /// How many runs of spaces became one plain space.
    pub spaces: u32,
    /// How many characters without a shape were dropped.
    pub invisible: u32,
}

/// Puts the characters of a text right. White space at its ends goes, uncounted.
pub fn characters(text: &str) -> Repaired {
    let keeps_direction = text.chars().any(is_right_to_left);
    let mut done = Repaired { text: String::with_capacity(text.len()), ..Repaired::default() };
    let mut rest = text.trim().chars().peekable();
    while let Some(c) = rest.next() {
        if matches!(c, '\u{A0}' | '\u{202F}') && holds_number(&done.text, rest.peek().copied()) {
            done.text.push(c);
        } else if c.is_whitespace() {
            let mut odd = !matches!(c, ' ' | '\u{3000}');
            let mut only_wide = c == '\u{3000}';
            while let Some(next) = rest.next_if(|next| next.is_whitespace()) {
                odd |= next != '\u{3000}' || !only_wide;
                only_wide &= next == '\u{3000}';
            }
            done.spaces += u32::from(odd);
            // The ideographic space is one character of its grid, not an odd blank.
            done.text.push(if only_wide { '\u{3000}' } else { ' ' });
        } else if !is_invisible(c)
            || keeps_direction && is_direction_mark(c)
            || needs_joiner(c, done.text.chars().next_back(), rest.peek().copied())
        {
            done.text.push(c);
        } else {
            done.invisible += 1;
        }
    }
    done
}

/// Whether a space that does not break stands inside of a number, or before its sign.
fn holds_number(before: &str, after: Option<char>) -> bool {
    let sign = |c: char| c.is_ascii_digit() || matches!(c, '%' | '‰' | '€' | '$' | '£' | '°');
    before.ends_with(|c: char| c.is_ascii_digit()) && after.is_some_and(sign)
}

/// Characters without a shape. Those that shape others are told by [`needs_joiner`].
fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{00AD}' | '\u{034F}' | '\u{061C}' | '\u{180E}' | '\u{200B}'..='\u{200F}'
        | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFC}'
        | '\u{FFFE}' | '\u{FFFF}')
        || c.is_control() && !c.is_whitespace()
}

/// Whether a character is a mark on the letter before it, in scripts that spell with such marks.
pub fn is_mark(c: char) -> bool {
    matches!(c, '\u{0300}'..='\u{036F}' | '\u{064B}'..='\u{065F}' | '\u{0900}'..='\u{0903}'
        | '\u{093A}'..='\u{094F}' | '\u{0981}'..='\u{0983}' | '\u{09BC}'..='\u{09CD}'
        | '\u{0B82}' | '\u{0BBE}'..='\u{0BCD}' | '\u{0C3E}'..='\u{0C4D}')
}

fn is_direction_mark(c: char) -> bool {
    matches!(c, '\u{061C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

fn is_right_to_left(c: char) -> bool {
    matches!(c, '\u{0590}'..='\u{08FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}'
        | '\u{10800}'..='\u{10FFF}' | '\u{1E800}'..='\u{1EFFF}')
}

/// Whether a joiner or non-joiner shapes its neighbours: in Arabic and Indic
/// scripts, and between the parts of an emoji.
fn needs_joiner(c: char, before: Option<char>, after: Option<char>) -> bool {
    let (Some(before), Some(after)) = (before, after) else { return false };
    let shaping = |c: char| {
        matches!(c, '\u{0600}'..='\u{08FF}' | '\u{0900}'..='\u{0DFF}' | '\u{0F00}'..='\u{109F}'
            | '\u{1780}'..='\u{18AF}' | '\u{FB50}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}')
    };
    let emoji =
        |c: char| matches!(c, '\u{FE0F}' | '\u{2190}'..='\u{2BFF}' | '\u{1F000}'..='\u{1FAFF}');
    match c {
        '\u{200C}' => shaping(before),
        '\u{200D}' => shaping(before) || emoji(before) && emoji(after),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn odd_spaces_become_plain_ones() {
        let done = characters(" a\u{A0}b  c \u{202F} d e ");
        assert_eq!((done.text.as_str(), done.spaces), ("a b c d e", 3));
        assert_eq!(
            characters("12\u{202F}000\u{A0}€ or 5\u{A0} %").text,
            "12\u{202F}000\u{A0}€ or 5 %"
        );
        assert_eq!(characters("東京\u{3000}大阪").text, "東京\u{3000}大阪");
    }

    #[test]
    fn shapeless_characters_go_unless_a_script_needs_them() {
        let done = characters("a\u{200B}b\u{7}c\u{AD}d\u{200D}e\u{200E}");
        assert_eq!((done.text.as_str(), done.invisible), ("abcde", 5));
        for text in ["می\u{200C}خواهم", "क्\u{200D}ष", "👩\u{200D}🔧", "שלום\u{200F}!"]
        {
            assert_eq!(characters(text).text, text);
        }
    }
}
