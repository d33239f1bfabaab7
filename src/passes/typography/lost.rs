//! Characters that an encoding lost: U+FFFD stands in their place.
//!
//! Where nothing but an apostrophe or quotation marks can have stood, they are restored:
//! apostrophes here, pairs of quotation marks with the typed ones. All others stay, and
//! are told.

use super::line::{Char, Edit, at, before};
use crate::article::{Article, BlockKind, InlineKind, walk};
use crate::diagnostics::{Diagnostics, Kind, Repair};
use crate::source::Span;

const LOST: char = char::REPLACEMENT_CHARACTER;

/// Apostrophes. Three lost characters between letters were the three bytes of one mark; a
/// single one may have been any letter, unless what follows is an English short form.
pub fn apostrophes(chars: &[Char], english: bool) -> Vec<Edit> {
    let mut edits = Vec::new();
    let mut index = 0;
    while index < chars.len() {
        if chars[index].c != LOST {
            index += 1;
            continue;
        }
        let length = chars[index..].iter().take_while(|char| char.c == LOST).count();
        let end = index + length;
        let within = before(chars, index).is_alphabetic() && at(chars, end).is_alphabetic();
        let short = length == 1 && english && is_short_form(chars, index);
        if within && (length == 3 || short) {
            edits.push(Edit::new(index..end, "’"));
        }
        index = end;
    }
    edits
}

/// Whether `n�t`, `�s`, `�re`, `�ve`, `�ll`, `�d` or `�m` ends a word.
fn is_short_form(chars: &[Char], lost: usize) -> bool {
    let word = |char: &&Char| char.c.is_alphabetic();
    let ending = chars[lost + 1..].iter().take(3).take_while(word).map(|char| char.c);
    let ending: String = ending.collect();
    let stem = chars[..lost].iter().rev().take_while(word).count();
    let stem: String = chars[lost - stem..lost].iter().map(|char| char.c).collect();
    match ending.as_str() {
        "t" => stem.ends_with(['n', 'N']),
        "re" | "ve" | "ll" => true,
        "m" => matches!(stem.as_str(), "I" | "i"),
        // English words that end with an accented letter: cafés, clichés.
        "s" | "d" => !["caf", "clich", "fianc", "expos", "entr", "touch", "saut", "resum"]
            .contains(&stem.to_lowercase().as_str()),
        _ => false,
    }
}

/// Says how many characters are lost, unless decoding the input has said so.
pub fn tell(article: &Article, diagnostics: &mut Diagnostics) {
    let told = |kind: &Kind| matches!(kind, Kind::Repaired { what: Repair::Encoding, .. });
    if diagnostics.iter().any(|diagnostic| told(&diagnostic.kind)) {
        return;
    }
    let mut count = 0;
    let mut add = |text: &str| count += text.matches(LOST).count();
    add(&crate::article::plain_text(&article.meta.title));
    walk::inlines(article, &mut |inline| match &inline.kind {
        InlineKind::Text { text } | InlineKind::Code { text } => add(text),
        _ => {}
    });
    walk::blocks(article, &mut |block| {
        if let BlockKind::Code(code) = &block.kind {
            add(&code.text);
        }
    });
    if count > 0 {
        diagnostics.push(Kind::CharactersLost { count: count as u32 }, Span::NONE);
    }
}
