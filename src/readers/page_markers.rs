//! Page markers: what formats say of an element that tells where a page of a printed edition begins.
//!
//! EPUB says it by `epub:type="pagebreak"` (EPUB 3 Structural Semantics Vocabulary), ARIA by
//! `role="doc-pagebreak"` (DPUB-ARIA 1.1). Transcribers of books, and most of all Project
//! Gutenberg's, have a class, and the number stands in the text: `[12]`, `[Pg 12]`. A class alone
//! proves little, since sites count the pages of their lists with it too, so there must be a number.

use crate::article::{InlineKind, PageMarker};

/// The longest name of a page that is no number: `A-12`, `Plate IV`.
const LONGEST: usize = 16;

/// What an element says of itself; empty what it does not say.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Signs<'a> {
    /// `epub:type`.
    pub epub_type: &'a str,
    pub role: &'a str,
    /// Its classes, parted by spaces.
    pub class: &'a str,
    pub id: &'a str,
    /// `aria-label`.
    pub label: &'a str,
    pub title: &'a str,
    /// `data-page-number`, which wikis of transcribers write.
    pub number: &'a str,
}

impl Signs<'_> {
    /// Whether it may be a marker, so that its text is worth to be looked at.
    pub(crate) fn may_mark(&self) -> bool {
        self.is_break() || self.has_class()
    }

    /// The marker that the element is, with the text in it. Its label is empty where a page
    /// begins that has no number: no one can look for it.
    pub(crate) fn marker(&self, text: &str) -> Option<InlineKind> {
        let label = if self.is_break() {
            self.named(text).unwrap_or_default()
        } else if self.has_class() {
            self.numbered(text)?
        } else {
            return None;
        };
        Some(InlineKind::PageMarker(PageMarker { id: self.id.to_owned(), label }))
    }

    fn is_break(&self) -> bool {
        has_word(self.epub_type, "pagebreak") || has_word(self.role, "doc-pagebreak")
    }

    fn has_class(&self) -> bool {
        self.class.split_ascii_whitespace().any(is_class)
    }

    /// The label of what is a marker for certain.
    fn named(&self, text: &str) -> Option<String> {
        let said = [self.label, self.title, self.number, text];
        let number = said.into_iter().find_map(number).or_else(|| number_of_id(self.id));
        number.map(str::to_owned).or_else(|| {
            let short = |said: &&str| !said.is_empty() && said.chars().count() <= LONGEST;
            said.into_iter().map(visible).find(short).map(str::to_owned)
        })
    }

    /// The number of what may be a marker: in its text, unless that is empty, and alone there.
    fn numbered(&self, text: &str) -> Option<String> {
        let text = visible(text);
        let beside = || {
            let said = [self.number, self.label, self.title].into_iter();
            said.filter_map(number).next().or_else(|| number_of_id(self.id))
        };
        let found = match number(text) {
            _ if text.is_empty() => beside(),
            // A bare number may count anything.
            Some(bare) if bare == text && !self.of_books() => beside().filter(|own| *own == bare),
            marked => marked,
        };
        found.map(str::to_owned)
    }

    /// Whether the class is one that only transcribers of books have.
    fn of_books(&self) -> bool {
        self.class.split_ascii_whitespace().any(|class| matches!(class, "pagenum" | "pageno"))
    }
}

fn has_word(list: &str, word: &str) -> bool {
    list.split_ascii_whitespace().any(|one| one.eq_ignore_ascii_case(word))
}

fn is_class(class: &str) -> bool {
    matches!(
        class,
        "pagenum"
            | "pageno"
            | "pagenumber"
            | "page-num"
            | "page-no"
            | "page-number"
            | "pagebreak"
            | "page-break"
    )
}

/// A text without the white space and the invisible characters around it.
fn visible(text: &str) -> &str {
    text.trim_matches(|c: char| {
        c.is_whitespace() || matches!(c, '\u{200B}' | '\u{2060}' | '\u{FEFF}')
    })
}

/// The number in a text that says nothing else: `12`, `[xii]`, `Page 12`, `{p. 12a}`.
fn number(text: &str) -> Option<&str> {
    let inner = visible(text).trim_start_matches(['[', '(', '{', '|']);
    let inner = inner.trim_end_matches([']', ')', '}', '|']).trim();
    let words = inner.trim_start_matches(|c: char| c.is_alphabetic());
    let word = &inner[..inner.len() - words.len()];
    let said = ["page", "pg", "p", "s", "seite", "pag", "página", "pagina", "стр", "с"];
    let rest = match said.iter().any(|own| word.to_lowercase() == *own) {
        true => words.trim_start_matches(['.', ' ', '\u{A0}', '_']),
        false => inner,
    };
    let rest = rest.trim_end_matches(['.', ' ']);
    (is_arabic(rest) || is_roman(rest)).then_some(rest)
}

/// The number at the end of an id that otherwise only says “page”.
fn number_of_id(id: &str) -> Option<&str> {
    let start =
        id.find(|c: char| c.is_ascii_digit()).or_else(|| Some(id.rfind(['_', '-'])? + 1))?;
    let (word, rest) = id.split_at(start);
    let word = word.trim_end_matches(['_', '-', '.']).to_ascii_lowercase();
    let page = matches!(word.as_str(), "" | "page" | "pg" | "p" | "pb" | "pagebreak" | "pagenum");
    (page && (is_arabic(rest) || is_roman(rest))).then_some(rest)
}

/// A number, or one with the letter that parts it: `12`, `12a`.
fn is_arabic(text: &str) -> bool {
    let digits = text.trim_end_matches(|c: char| c.is_ascii_lowercase());
    let count = digits.len();
    (1..=5).contains(&count)
        && digits.bytes().all(|byte| byte.is_ascii_digit())
        && text.len() - count <= 1
}

fn is_roman(text: &str) -> bool {
    let of = |digits: &str| text.chars().all(|c| digits.contains(c));
    !text.is_empty() && text.len() <= 12 && (of("ivxlcdm") || of("IVXLCDM"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn label(signs: &Signs<'_>, text: &str) -> Option<String> {
        match signs.marker(text)? {
            InlineKind::PageMarker(marker) => Some(marker.label),
            _ => None,
        }
    }

    #[test]
    fn vocabularies_say_it_for_certain() {
        let aria = Signs { role: "doc-pagebreak", ..Signs::default() };
        let epub = Signs { epub_type: "bodymatter pagebreak", ..Signs::default() };
        for (signs, text, expected) in [
            (Signs { label: " Page 12. ", ..aria }, "", "12"),
            (Signs { title: "xii", ..epub }, "", "xii"),
            (Signs { id: "page_7a", ..epub }, "", "7a"),
            (Signs { label: "Plate IV", ..aria }, "", "Plate IV"),
            (aria, "[9]", "9"),
            (aria, "", ""),
        ] {
            assert_eq!(label(&signs, text).as_deref(), Some(expected), "{signs:?}");
        }
    }

    #[test]
    fn classes_want_a_number() {
        let pagenum = Signs { class: "x pagenum", ..Signs::default() };
        let other = Signs { class: "page-number", ..Signs::default() };
        for (signs, text, expected) in [
            (pagenum, "[Pg 12]", Some("12")),
            (pagenum, "12", Some("12")),
            (pagenum, "\u{200B}", None),
            (Signs { id: "Page_3", ..pagenum }, "", Some("3")),
            (Signs { id: "Page_xi", ..pagenum }, "", Some("xi")),
            (
                Signs { title: "Page:A book.djvu/20", number: "12", ..pagenum },
                "\u{200B}",
                Some("12"),
            ),
            (other, "3", None),
            (other, "{3}", Some("3")),
            (Signs { id: "p3", ..other }, "3", Some("3")),
            (Signs { id: "p3", ..other }, "4", None),
            (Signs { class: "pagebreak", ..other }, "A chapter", None),
            (Signs { class: "pages", ..other }, "[3]", None),
        ] {
            assert_eq!(label(&signs, text).as_deref(), expected, "{signs:?} {text:?}");
        }
    }
}
