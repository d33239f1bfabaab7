//! What the body wants to say and `docx-rs` has no word for.
//!
//! Such things travel inside a value that `docx-rs` does write (the name of a
//! style, the alias of a content control) and are taken out again by the
//! finishing step, which alone reads them. All of them are plain ASCII.

use crate::language::{Direction, Tag};

/// Between the fields of a mark; no style id holds it.
const SEPARATOR: char = '|';

/// The style of a run with its language and direction: `Strong|he|rtl`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct RunMark<'a> {
    /// The id of the character style; empty for none.
    pub style: &'a str,
    /// The language, where it is not that of the document.
    pub language: &'a str,
    /// Whether it is written from right to left.
    pub rtl: bool,
}

impl<'a> RunMark<'a> {
    /// A mark of a style; language and direction where they need saying.
    pub(super) fn new(style: &'a str, language: Option<&'a Tag>, direction: Direction) -> Self {
        let language = language.map_or("", Tag::as_str);
        RunMark { style, language, rtl: direction == Direction::RightToLeft }
    }

    /// The value for `docx-rs`; `None` when there is nothing to say.
    pub(super) fn encode(&self) -> Option<String> {
        match (self.style, self.language, self.rtl) {
            ("", "", false) => None,
            (style, "", false) => Some(style.to_owned()),
            (style, language, rtl) => {
                let direction = if rtl { "rtl" } else { "" };
                Some(format!("{style}{SEPARATOR}{language}{SEPARATOR}{direction}"))
            }
        }
    }

    /// Reads what [`RunMark::encode`] wrote.
    pub(super) fn decode(value: &'a str) -> RunMark<'a> {
        let mut fields = value.split(SEPARATOR);
        let mut next = || fields.next().unwrap_or_default();
        RunMark { style: next(), language: next(), rtl: next() == "rtl" }
    }
}

/// The style of a table with its place among the tables' facts: `ArticleTable|3`.
pub(super) fn encode_indexed(name: &str, index: usize) -> String {
    format!("{name}{SEPARATOR}{index}")
}

/// Reads what [`encode_indexed`] wrote.
pub(super) fn decode_indexed(value: &str) -> Option<(&str, usize)> {
    let (name, index) = value.split_once(SEPARATOR)?;
    Some((name, index.parse().ok()?))
}

/// Where the link leads that stands in the place of a formula, with its place among the formulas.
pub(super) const FORMULA: &str = "formula";

/// The alias of the content control of a task.
pub(super) fn task_alias(done: bool) -> &'static str {
    if done { "task-done" } else { "task-open" }
}

/// The alias of the content control of a table of contents.
pub(super) const CONTENTS: &str = "contents";

/// The sign of a task.
pub(super) fn task_sign(done: bool) -> &'static str {
    if done { "☑" } else { "☐" }
}

/// The font of the symbol that stands for a soft hyphen.
pub(super) const SOFT_HYPHEN: &str = "soft-hyphen";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_come_back_as_they_went() {
        for mark in [
            RunMark { style: "Strong", language: "he", rtl: true },
            RunMark { style: "", language: "de-AT", rtl: false },
            RunMark { style: "Emphasis", language: "", rtl: false },
        ] {
            assert_eq!(RunMark::decode(&mark.encode().unwrap()), mark);
        }
        assert_eq!(RunMark::default().encode(), None);
        assert_eq!(decode_indexed(&encode_indexed("T", 12)), Some(("T", 12)));
    }
}
