//! Articles set on paper, without a file of any format.

use offprint::article::Article;
use offprint::compose::{compose, flow::flow};
use offprint::diagnostics::Diagnostics;
use offprint::fonts::Faces;
use offprint::theme::Theme;
use offprint::typeset::{dump as dumps, layout::Layout, typeset};
use offprint::{Publication, ReadOptions, host::Memory};

/// Sets an article and hands over what came of it.
pub fn with_layout<T>(
    article: Article,
    theme: &Theme,
    look: impl FnOnce(&Layout<'_>, &Faces<'_>, &Diagnostics) -> T,
) -> Result<T, String> {
    let publication = Publication::from(article);
    let composition = compose(&publication);
    let mut diagnostics = Diagnostics::new();
    let flow = flow(&composition, theme, &mut diagnostics);
    let (layout, faces) =
        typeset(&flow, theme, 1, &mut diagnostics).map_err(|error| error.to_string())?;
    Ok(look(&layout, &faces, &diagnostics))
}

/// The lines of an article, as text.
pub fn dump(article: Article, theme: &Theme) -> Result<String, String> {
    with_layout(article, theme, |layout, faces, _| dumps::dump(layout, faces))
}

/// An article in Markdown.
pub fn read(markdown: &str) -> Article {
    let options = ReadOptions { name: "a.md".into(), ..ReadOptions::default() };
    let reading = offprint::read(markdown.as_bytes(), &options, &Memory::default());
    reading.expect("the tests give articles").article
}
