//! UTF-8 that somebody read as an older encoding: `donâ€™t`, `cafÃ©`, `РџСЂРёРІРµС‚`.
//!
//! The way back is to write the characters in that encoding and to read the bytes as UTF-8.
//! It is taken for whole runs of characters beyond ASCII only, strictly, and only if what
//! comes out is likelier than what was there. Hardly any text that is right happens to hold
//! such runs; those that do, talk about them, and put them in quotation marks or code.

use std::borrow::Cow;

use encoding_rs::{Encoding, WINDOWS_1251, WINDOWS_1252};

/// How often a text may have been read wrongly: twice over is common, more is not.
const ROUNDS: usize = 3;

/// How many runs that may be right by chance are too many for chance.
const MANY: u32 = 4;

/// A text put right, and how many runs of characters that took.
pub fn mend(text: &str) -> (Cow<'_, str>, u32) {
    let mut mended = Cow::Borrowed(text);
    let mut count = 0;
    for _ in 0..ROUNDS {
        let pages = [WINDOWS_1252, WINDOWS_1251];
        let found = pages.iter().find_map(|encoding| Page::of(encoding).mend(&mended));
        let Some((text, more)) = found else { break };
        mended = Cow::Owned(text);
        count += more;
    }
    (mended, count)
}

/// The upper half of a code page.
struct Page {
    /// The characters of the bytes from 0x80, by their codes.
    bytes: Vec<(char, u8)>,
    cyrillic: bool,
}

impl Page {
    fn of(encoding: &'static Encoding) -> Page {
        let character = |byte: u8| {
            let (text, _) = encoding.decode_without_bom_handling(std::slice::from_ref(&byte));
            (text.chars().next().unwrap_or_default(), byte)
        };
        let mut bytes: Vec<(char, u8)> = (0x80..=0xFF).map(character).collect();
        bytes.sort_unstable();
        Page { bytes, cyrillic: encoding == WINDOWS_1251 }
    }

    fn byte(&self, c: char) -> Option<u8> {
        let found = self.bytes.binary_search_by_key(&c, |(own, _)| *own);
        // Latin-1 has control characters where Windows has marks.
        let control = || u8::try_from(c as u32).ok().filter(|byte| (0x80..0xA0).contains(byte));
        found.ok().map(|at| self.bytes[at].1).or_else(control)
    }

    /// The text put right; `None` where it shows no damage, or speaks of it.
    fn mend(&self, text: &str) -> Option<(String, u32)> {
        let mut mended = String::with_capacity(text.len());
        let (mut sure, mut likely) = (0, 0);
        let mut from = 0;
        for run in runs(text) {
            let original = &text[run.clone()];
            let Some((decoded, trust)) = self.decoded(original) else { continue };
            if is_code(text, run.start) {
                continue;
            }
            if is_mentioned(text, &run) {
                return None;
            }
            match trust {
                Trust::Sure => sure += 1,
                Trust::Likely => likely += 1,
            }
            mended.push_str(&text[from..run.start]);
            mended.push_str(&decoded);
            from = run.end;
        }
        let enough = if self.cyrillic { sure > 1 } else { sure > 0 || likely >= MANY };
        mended.push_str(&text[from..]);
        enough.then_some((mended, sure + likely))
    }

    /// What a run was before it was read wrongly.
    fn decoded(&self, run: &str) -> Option<(String, Trust)> {
        let bytes: Vec<u8> = run.chars().map(|c| self.byte(c)).collect::<Option<_>>()?;
        if bytes.len() < 2 {
            return None;
        }
        let text = match String::from_utf8(bytes) {
            Ok(text) => text,
            // The last byte of a closing quotation mark is no character of Windows-1252.
            Err(error) => {
                let bytes = error.into_bytes();
                let rest = bytes.strip_suffix(b"\xE2\x80").filter(|_| !self.cyrillic)?;
                format!("{}”", std::str::from_utf8(rest).ok()?)
            }
        };
        let trust = self.trust(run, &text)?;
        Some((text, trust))
    }

    /// How sure it is that a run was meant to be `decoded`; `None` where it was not.
    fn trust(&self, run: &str, decoded: &str) -> Option<Trust> {
        let odd = |c: char| {
            c.is_control() || matches!(c, '\u{0180}'..='\u{036F}' | '\u{E000}'..='\u{F8FF}')
        };
        // A second reading may have made what a third will undo.
        let again = decoded.chars().all(|c| self.byte(c).is_some());
        if decoded.chars().any(odd) && !again {
            return None;
        }
        let foreign = decoded.chars().filter(|c| c.is_alphabetic() && *c >= '\u{0370}').count();
        let cyrillic =
            decoded.chars().all(|c| matches!(c, '\u{0400}'..='\u{04FF}') || is_typographic(c));
        if self.cyrillic {
            let long = run.chars().count() > 3 || decoded.chars().any(is_typographic);
            return (cyrillic && long).then_some(Trust::Sure);
        }
        // An accented capital before a closing mark is a word in capitals: `CAFÉ”`.
        let closed =
            run.chars().count() == 2 && run.ends_with(['»', '”', '’', '“', '…', '›', '—', '–']);
        let common =
            |c: char| matches!(c, '\u{A0}'..='\u{BF}') || c.is_lowercase() && c <= '\u{FF}';
        match () {
            () if decoded.chars().any(is_typographic) || foreign > 1 => Some(Trust::Sure),
            () if foreign == 1 => (run.chars().count() > 2).then_some(Trust::Likely),
            () if !closed && decoded.chars().any(common) => Some(Trust::Sure),
            () => Some(Trust::Likely),
        }
    }
}

/// How sure a way back is.
enum Trust {
    Sure,
    /// It may be chance.
    Likely,
}

/// Marks that texts have many of, written with three bytes.
fn is_typographic(c: char) -> bool {
    matches!(c, '\u{2010}'..='\u{203A}' | '€' | '™' | '\u{FEFF}')
}

/// The stretches of characters beyond ASCII.
fn runs(text: &str) -> impl Iterator<Item = std::ops::Range<usize>> {
    let mut from = 0;
    std::iter::from_fn(move || {
        let start = from + text.as_bytes()[from..].iter().position(|byte| !byte.is_ascii())?;
        let length = text.as_bytes()[start..].iter().position(u8::is_ascii);
        from = length.map_or(text.len(), |length| start + length);
        Some(start..from)
    })
}

/// Whether a place is inside of back ticks on its line.
fn is_code(text: &str, at: usize) -> bool {
    /// A line of prose may be a megabyte long; code in it is not.
    const FAR: usize = 400;
    let near = &text.as_bytes()[at.saturating_sub(FAR)..at];
    let line = near.rsplit(|byte| *byte == b'\n').next().unwrap_or_default();
    line.iter().filter(|byte| **byte == b'`').count() % 2 == 1
}

/// Whether a run stands between quotation marks or brackets of its own.
fn is_mentioned(text: &str, run: &std::ops::Range<usize>) -> bool {
    let before = text[..run.start].chars().next_back();
    let after = text[run.end..].chars().next();
    let opens = before.is_some_and(|c| matches!(c, '"' | '\'' | '(' | '[' | '`'));
    opens && after.is_some_and(|c| matches!(c, '"' | '\'' | ')' | ']' | '`'))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A text read as if it were in a code page.
    fn misread(text: &str, encoding: &'static Encoding) -> String {
        encoding.decode_without_bom_handling(text.as_bytes()).0.into_owned()
    }

    #[test]
    fn what_was_misread_is_read_anew() {
        for text in [
            "Don’t “go” — it’s late…",
            "Café Müller à la carte, señor, São Paulo",
            "Zażółć gęślą jaźń, Škoda, Erdoğan",
            "Привет, мир! Это проверка.",
            "Καλημέρα κόσμε, 今日は晴れです",
        ] {
            let once = misread(text, WINDOWS_1252);
            assert_eq!(mend(&once).0, text);
            assert_eq!(mend(&misread(&once, WINDOWS_1252)).0, text, "{once}");
            assert_eq!(mend(text), (Cow::Borrowed(text), 0));
        }
        let text = "Привет, мир! Это — проверка.";
        assert_eq!(mend(&misread(text, WINDOWS_1251)).0, text);
        assert_eq!(mend("he said, â€œYesâ€ and â€œnoâ€.").0, "he said, “Yes” and “no”.");
    }

    #[test]
    fn what_is_right_stays() {
        for text in [
            "“CAFÉ” and «IRMÃ» and DESIRÉE… and À”",
            "Её дом. Её сад. Ещё раз.",
            "He wrote \"â€™\" where ’ was meant, and donâ€™t too.",
            "The code `donâ€™t` stays.",
            "Größe, naïve façade, œuvre, «été»",
            "5 °C ± 2 µm",
        ] {
            assert_eq!(mend(text).0, text);
        }
    }

    #[test]
    fn long_texts_take_linear_time() {
        for piece in ["â€™", "Ã", "Ã©", "`Ã©", "“", "é "] {
            mend(&piece.repeat(100_000));
        }
    }
}
