//! What the breaking and filling of lines asks about characters: which class
//! of composition (JLREQ, appendix A) one is in, and where words are not set
//! apart by spaces.

/// How a character behaves beside others on a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    /// A Chinese character, kana, bopomofo: lines may be stretched beside it.
    Wide,
    /// An opening bracket as wide as a letter, empty in its first half.
    Opening,
    /// A closing bracket, comma or stop as wide as a letter, empty in its second half.
    Closing,
    /// A mark of full width that keeps its room: ・！？：；
    Mark,
    /// A letter or digit of a script that is spaced: Latin, Greek, Cyrillic.
    Narrow,
    /// A letter of a script without spaces between words: Thai, Lao, Khmer, Burmese.
    Unspaced,
    /// All else.
    Other,
}

impl Class {
    /// The class of a character, as if its glyph had full width.
    pub fn of(character: char) -> Class {
        match character {
            '「' | '『' | '（' | '〔' | '［' | '｛' | '〈' | '《' | '【' | '〖' | '〘' | '〚'
            | '｟' | '〝' | '“' | '‘' => Class::Opening,
            '」' | '』' | '）' | '〕' | '］' | '｝' | '〉' | '》' | '】' | '〗' | '〙' | '〛'
            | '｠' | '〟' | '、' | '。' | '，' | '．' | '”' | '’' => Class::Closing,
            '・' | '！' | '？' | '：' | '；' | '…' | '—' | '\u{3000}' => Class::Mark,
            _ if needs_dictionary(character) => Class::Unspaced,
            _ if is_wide(character) => Class::Wide,
            _ if is_narrow(character) => Class::Narrow,
            _ => Class::Other,
        }
    }
}

/// Whether a text has characters whose lines are broken or filled in other
/// ways than at spaces alone.
pub(super) fn needs_more_than_spaces(text: &str) -> bool {
    text.chars().any(|c| c >= '\u{E00}' && (is_wide(c) || needs_dictionary(c)))
}

/// The letters of loan words, which are long in Japanese and seen as one.
pub(super) fn is_katakana(character: char) -> bool {
    matches!(character, 'ァ'..='ヺ' | 'ー')
}

/// Chinese characters, kana, bopomofo and their marks. Korean has spaces.
pub(super) fn is_wide(character: char) -> bool {
    matches!(u32::from(character),
        0x2E80..=0x2FDF | 0x3001..=0x312F | 0x31A0..=0x31FF | 0x3200..=0x4DBF | 0x4E00..=0x9FFF
        | 0xF900..=0xFAFF | 0xFF01..=0xFF60 | 0x1_B000..=0x1_B16F | 0x2_0000..=0x3_FFFF)
}

/// The scripts whose words a dictionary finds (class SA of UAX #14).
pub(super) fn needs_dictionary(character: char) -> bool {
    matches!(u32::from(character),
        0x0E01..=0x0E4E | 0x0E81..=0x0ECD | 0x0EDC..=0x0EDF
        | 0x1000..=0x103F | 0x1050..=0x108F | 0x109A..=0x109F | 0x1780..=0x17D3 | 0x17DC..=0x17DD
        | 0xA9E0..=0xA9EF | 0xA9FA..=0xA9FE | 0xAA60..=0xAA7F)
}

fn is_narrow(character: char) -> bool {
    character.is_ascii_alphanumeric()
        || (('\u{C0}'..'\u{530}').contains(&character) && character.is_alphabetic())
}
