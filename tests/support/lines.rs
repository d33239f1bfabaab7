//! Articles set on paper, without a file of any format.

use std::sync::Arc;

use offprint::article::Article;
use offprint::compose::{compose, flow::flow};
use offprint::diagnostics::Diagnostics;
use offprint::fonts::Faces;
use offprint::host::library::{FontSource, Shelf};
use offprint::host::{Memory, System};
use offprint::language::Tag;
use offprint::theme::Theme;
use offprint::typeset::{dump as dumps, layout::Layout, typeset};
use offprint::{Publication, ReadOptions};

/// Sets an article and hands over what came of it.
pub fn with_layout<T>(
    article: Article,
    theme: &Theme,
    look: impl FnOnce(&Layout<'_>, &Faces<'_>, &Diagnostics) -> T,
) -> Result<T, String> {
    let publication = Publication::from(article);
    let language = publication.meta.language.clone().unwrap_or_else(Tag::undetermined);
    let theme = &*theme.for_language(&language);
    let composition = compose(&publication);
    let mut diagnostics = Diagnostics::new();
    let flow = flow(&composition, theme, &mut diagnostics);
    let host = host();
    let (layout, faces) =
        typeset(&flow, theme, &host, &mut diagnostics).map_err(|error| error.to_string())?;
    Ok(look(&layout, &faces, &diagnostics))
}

/// A host with the faces of `tests/fonts` and nothing else.
fn host() -> System {
    let source = FontSource::Folders(vec![super::fonts().into()]);
    System::new(None).with_fonts(Arc::new(Shelf::new(source)))
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
