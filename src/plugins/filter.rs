//! Filters: programs that get an article and give another one back, both in the exchange form.
//!
//! They run after the passes, so that what they get is in order: headings and notes have ids, the
//! language is known, marks of punctuation are set. They run before images are loaded, so that an
//! image that a filter names is found as one that the author named. After each filter the passes
//! run once more, since backends rely on what these promise; only punctuation stays as the filter
//! gave it, who may have meant it.

use std::collections::BTreeSet;

use super::ask;
use crate::article::{Article, json};
use crate::diagnostics::Diagnostics;
use crate::host::{Host, Program, ProgramError};
use crate::passes::{self, Typing};

/// Why a filter gave no article.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum FilterError {
    /// It could not be run, or failed.
    #[error(transparent)]
    Program(#[from] ProgramError),
    /// It wrote nothing.
    #[error("it wrote nothing; a filter writes the article to its standard output")]
    Silent,
    /// What it wrote is not UTF-8.
    #[error("what it wrote is not UTF-8")]
    NotText,
    /// What it wrote is not the exchange form.
    #[error("what it wrote is not Offprint's JSON: {0}")]
    Json(#[from] json::JsonError),
}

/// Gives an article to a filter; what comes back takes its place.
///
/// # Errors
/// When the filter fails, or gives no article. The article is then as it was.
pub fn run(
    article: &mut Article,
    filter: &Program,
    host: &dyn Host,
    diagnostics: &mut Diagnostics,
) -> Result<(), FilterError> {
    let answer = ask(filter, None, json::write(article), host, diagnostics)?;
    let text = String::from_utf8(answer).map_err(|_| FilterError::NotText)?;
    if text.trim().is_empty() {
        return Err(FilterError::Silent);
    }
    *article = json::read(&text)?;
    let mut found = Diagnostics::new();
    passes::run(article, Typing::Kept, &mut found);
    tell_anew(found, diagnostics);
    Ok(())
}

/// Takes over what was not told before: the passes say the same of the same article.
fn tell_anew(found: Diagnostics, diagnostics: &mut Diagnostics) {
    let told: BTreeSet<_> = diagnostics.iter().map(|d| (d.span, d.kind.message())).collect();
    let is_new = |span, message| !told.contains(&(span, message));
    let new: Vec<_> = found.iter().filter(|d| is_new(d.span, d.kind.message())).cloned().collect();
    new.into_iter().for_each(|diagnostic| diagnostics.push(diagnostic.kind, diagnostic.span));
}
