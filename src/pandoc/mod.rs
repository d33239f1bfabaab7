//! pandoc's own form of a document: its syntax tree as JSON (pandoc-types 1.22 and 1.23,
//! `Text.Pandoc.Definition`). With it come all formats that pandoc reads, and all that it writes.
//!
//! `read` makes the model of it, `write` makes it of the model. What one writes, the other
//! reads: Offprint's kinds that pandoc has no element for are a `Div` with a class.

mod read;
mod write;

pub use read::{PandocError, read};
pub use write::write;

/// The key that tells pandoc's JSON from any other.
pub const KEY: &str = "pandoc-api-version";

/// The version of the form that is written. pandoc wants the first two numbers to be its own.
const VERSION: [u32; 3] = [1, 23, 1];

/// The classes of a `Div` that is an aside, as pandoc names GitHub's alerts.
const ASIDES: &[(&str, crate::article::AsideKind)] = {
    use crate::article::AsideKind;
    &[
        ("aside", AsideKind::Plain),
        ("note", AsideKind::Note),
        ("tip", AsideKind::Tip),
        ("important", AsideKind::Important),
        ("warning", AsideKind::Warning),
        ("caution", AsideKind::Caution),
    ]
};

/// The class of what stands under a quotation.
const ATTRIBUTION: &str = "attribution";

/// The class of a title in an aside.
const TITLE: &str = "title";

/// The marks of tasks, to be done and done.
const TASKS: [&str; 2] = ["☐", "☒"];

#[cfg(test)]
mod tests;
