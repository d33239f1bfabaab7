//! HTML: one file that needs nothing beside it.
//!
//! The markup is [`super::markup`]'s; this module adds the head with the
//! metadata, the style sheet, and images as `data:` addresses. It reads well on
//! a screen of any width, light or dark, and prints on the theme's page.

mod style;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::markup::{self, Anchors, Markup, Source, Surroundings, push_attribute, push_text};
use super::{Backend, Format, Output, RenderError, Request};
use crate::article::{Assets, Metadata};
use crate::compose::{self, Composition, Part};
use crate::diagnostics::Diagnostics;
use crate::highlight::Kind;
use crate::theme::{Theme, TokenLook};

/// The entry in the table of backends.
pub static FORMAT: Format = Format {
    name: "html",
    extension: "html",
    media_type: "text/html",
    about: "one HTML file, images and style sheet inside it",
};

/// Writes HTML.
#[derive(Debug, Clone, Default)]
pub struct Html {}

impl Backend for Html {
    fn format(&self) -> Format<'_> {
        FORMAT
    }

    fn render(
        &self,
        request: &Request<'_>,
        diagnostics: &mut Diagnostics,
    ) -> Result<Output, RenderError> {
        let composition = compose::compose(request.publication);
        let mut html = head(&composition, &style::sheet(request.theme, &composition));
        let several = composition.parts.len() > 1;
        if several {
            title_of_whole(&mut html, &composition);
        }
        for (index, part) in composition.parts.iter().enumerate() {
            let prefix = if several { format!("a{}.", index + 1) } else { String::new() };
            html.push_str(&article(part, request.theme, prefix, diagnostics));
        }
        html.push_str("</main>\n</body>\n</html>\n");
        Ok(Output { bytes: html.into(), pages: None })
    }
}

fn article(
    part: &Part<'_>,
    theme: &Theme,
    prefix: String,
    diagnostics: &mut Diagnostics,
) -> String {
    let anchors = Anchors::in_one_file(part.article, String::new(), prefix);
    let page = Page { theme, assets: &part.article.assets };
    let mut writer = Markup::new(part, &anchors, &page, diagnostics);
    writer.article();
    writer.finish()
}

/// The title of an anthology, over its articles.
fn title_of_whole(html: &mut String, composition: &Composition<'_>) {
    html.push_str("<header>\n<h1 class=\"title\">");
    push_text(html, composition.title.trim());
    html.push_str("</h1>\n</header>\n");
}

/// What a page of the web can hold.
struct Page<'a> {
    theme: &'a Theme,
    assets: &'a Assets,
}

impl Surroundings for Page<'_> {
    fn format(&self) -> &'static str {
        "HTML"
    }

    fn epub_types(&self) -> bool {
        false
    }

    fn image(&self, key: &str) -> Option<Source> {
        let asset = self.assets.get(key)?;
        let mut address = format!("data:{};base64,", asset.media_type.name());
        STANDARD.encode_string(&asset.bytes, &mut address);
        Some(Source::new(asset, address))
    }

    fn scrolls(&self) -> bool {
        true
    }

    fn shows(&self, kind: Kind) -> bool {
        self.theme.token(kind) != TokenLook::default()
    }

    /// Relative addresses stay as they are: the page may be put where they lead somewhere.
    fn outside(&self, target: &str) -> Option<String> {
        markup::absolute(target).or_else(|| markup::relative(target))
    }
}

/// Everything before the articles.
fn head(composition: &Composition<'_>, sheet: &str) -> String {
    let mut html = String::from("<!DOCTYPE html>\n<html");
    attribute(&mut html, "lang", composition.language.as_str());
    attribute(&mut html, "dir", composition.direction.name());
    html.push_str(">\n<head>\n<meta charset=\"utf-8\"/>\n");
    html.push_str("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n");
    html.push_str("<title>");
    push_text(&mut html, composition.title.trim());
    html.push_str("</title>\n");
    metadata(&mut html, composition.meta);
    html.push_str("<style>\n");
    html.push_str(sheet);
    html.push_str("</style>\n</head>\n<body>\n<main>\n");
    html
}

fn metadata(html: &mut String, meta: &Metadata) {
    for author in &meta.authors {
        named(html, "author", &author.name);
    }
    let date = meta.date.map(|date| date.to_string());
    for (name, value) in [
        ("description", &meta.description),
        ("dcterms.date", &date),
        ("dcterms.publisher", &meta.publisher),
        ("dcterms.rights", &meta.rights),
        ("dcterms.source", &meta.source_url),
    ] {
        if let Some(value) = value {
            named(html, name, value);
        }
    }
    for identifier in &meta.identifiers {
        named(html, "dcterms.identifier", identifier.as_str());
    }
    for contributor in &meta.contributors {
        named(html, "dcterms.contributor", &contributor.person.name);
    }
    if let Some(series) = &meta.series {
        named(html, "dcterms.isPartOf", &series.name);
    }
    if !meta.keywords.is_empty() {
        named(html, "keywords", &meta.keywords.join(", "));
    }
}

fn named(html: &mut String, name: &str, value: &str) {
    html.push_str("<meta");
    attribute(html, "name", name);
    attribute(html, "content", value);
    html.push_str("/>\n");
}

fn attribute(html: &mut String, key: &str, value: &str) {
    html.push(' ');
    html.push_str(key);
    html.push_str("=\"");
    push_attribute(html, value);
    html.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::backends::{Target, torture};
    use crate::compose::Publication;
    use crate::host::Memory;

    fn written(publication: &Publication) -> String {
        let target = Target::from(Html::default());
        let theme = crate::theme::built_in();
        let rendering = crate::render(publication, &target, theme, &Memory::default()).unwrap();
        String::from_utf8(rendering.output.bytes.into_vec()).unwrap()
    }

    #[test]
    fn everything_is_there_in_order() {
        let html = written(&torture::article().into());
        let text = torture::assert_sound(&[(String::new(), html)]);
        torture::assert_in_order(&text);
    }

    #[test]
    fn articles_in_one_file_keep_their_ids_apart() {
        let article = torture::article();
        let articles = vec![article.clone(), article];
        let html = written(&Publication { articles, ..Publication::default() });
        torture::assert_sound(&[(String::new(), html)]);
    }

    #[test]
    fn images_are_inside() {
        let html = written(&torture::article().into());
        assert!(html.contains("<img src=\"data:image/png;base64,iVBORw0KGgo"));
    }

    #[test]
    fn words_of_code_have_classes() {
        let code = "```rust\nfn f() {} // <\n```\n";
        let options = crate::ReadOptions { name: "a.md".into(), ..crate::ReadOptions::default() };
        let reading = crate::read(code.as_bytes(), &options, &Memory::default()).unwrap();
        let html = written(&reading.article.into());
        assert!(html.contains(
            "<span class=\"code-keyword\">fn</span> <span class=\"code-function\">f</span>() {} \
             <span class=\"code-comment\">// &lt;</span>"
        ));
        assert!(html.contains(".code-keyword { font-weight: bold; }"));
        assert!(html.contains(".code-comment { color: #555555; }"));
    }
}
