//! The line under a quotation that says whose words it gives: a dash and a name.
//!
//! Many languages begin what people say with a dash too. So a line that ends
//! as sentences do is none, nor is one that goes on after words in between.

/// The most characters of such a line: a name, a book and a year.
const LONGEST: usize = 160;

/// Whether a line begins with a dash as speech and sources do.
pub fn begins_with_dash(line: &str) -> bool {
    after_dash(line).is_some()
}

/// Whether a line says whose words stand over it.
pub fn is_attribution(line: &str) -> bool {
    let Some(name) = after_dash(line) else { return false };
    let closing = |c: char| matches!(c, '”' | '»' | '"' | '’' | ')' | ']' | '*' | '_');
    let goes_on = |part: &str| part.trim_end().ends_with([',', '.', '!', '?', '…']);
    let spoken = name.split(['—', '–']).rev().skip(1).any(goes_on);
    let bare = name.trim_end_matches(closing);
    let ends = bare.ends_with(['!', '?', '…', ':', ';', ',', '。', '！', '？', '।', '။', '؟']);
    let ends = ends || (bare.ends_with('.') && !ends_with_abbreviation(bare));
    name.chars().count() <= LONGEST && !spoken && !ends
}

/// What follows the dash at the start of a line. A hyphen alone is none.
fn after_dash(line: &str) -> Option<&str> {
    let line = line.trim();
    let rest = line.trim_start_matches(['—', '―', '–', '⸺']);
    let rest = if rest.len() < line.len() { rest } else { line.strip_prefix("--")? };
    let rest = rest.trim_start_matches(['-', ' ', '\u{A0}', '\u{2009}', '\u{202F}', '\u{200A}']);
    let name = rest.trim_start_matches(['*', '_', '[', '(', '«', '“', '"', '‘', '《', '「', '『']);
    name.starts_with(char::is_alphabetic).then_some(rest)
}

/// Whether the full stop at the end is that of a short word after others (“Jr.”),
/// of an initial, or of a number.
fn ends_with_abbreviation(line: &str) -> bool {
    let words: Vec<&str> = line.trim_end_matches('.').split_whitespace().collect();
    let Some((last, before)) = words.split_last() else { return false };
    let short = last.starts_with(char::is_uppercase) && last.chars().count() <= 2;
    (short && !before.is_empty()) || last.chars().all(char::is_numeric) || last.contains('.')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_told_from_speech() {
        for line in [
            "— Ada Lovelace",
            "—Ada Lovelace, *Notes*, 1843",
            "-- Martin Luther King Jr.",
            "― 夏目漱石『草枕』",
            "—— 鲁迅",
            "– Goethe, 1808.",
            "— [A page](https://example.org)",
            "— الجاحظ",
        ] {
            assert!(is_attribution(line), "{line}");
        }
        for line in [
            "Ada Lovelace",
            "- Ada Lovelace",
            "—",
            "— 1843",
            "— Нет.",
            "— Привет! — сказал он",
            "— Привет, — сказал он",
            "— Quoi ?",
            "— and so it went on, as things do.",
            "— as they do.",
        ] {
            assert!(!is_attribution(line), "{line}");
        }
    }
}
