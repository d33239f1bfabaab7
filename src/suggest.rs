//! "Did you mean …": the nearest of the known names. A leaf.

/// How alike two names must be, from 0 to 1, to be worth a suggestion: two
/// swapped letters of three (`pfd`) are 0.67, and much less is no likeness.
const ALIKE: f64 = 0.65;

/// The known name that is most like `typed`; `None` when none is like it.
///
/// ```
/// assert_eq!(offprint::suggest::nearest("pfd", ["epub", "pdf"]), Some("pdf"));
/// assert_eq!(offprint::suggest::nearest("papyrus", ["epub", "pdf"]), None);
/// ```
pub fn nearest<'a>(typed: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let typed = typed.to_lowercase();
    let rated = known.into_iter().map(|name| (likeness(&typed, &name.to_lowercase()), name));
    let best = rated.reduce(|best, next| if next.0 > best.0 { next } else { best });
    best.filter(|(likeness, _)| *likeness >= ALIKE).map(|(_, name)| name)
}

/// The end of a complaint: the known name that may have been meant, or nothing.
///
/// ```
/// assert_eq!(offprint::suggest::hint("pfd", ["epub", "pdf"]), "; did you mean pdf?");
/// assert_eq!(offprint::suggest::hint("papyrus", ["epub", "pdf"]), "");
/// ```
pub fn hint<'a>(typed: &str, known: impl IntoIterator<Item = &'a str>) -> String {
    nearest(typed, known).map(|name| format!("; did you mean {name}?")).unwrap_or_default()
}

/// How alike two names are; swapped neighbours count as near.
fn likeness(a: &str, b: &str) -> f64 {
    strsim::jaro_winkler(a, b).max(strsim::normalized_damerau_levenshtein(a, b))
}
