//! The cover: an image of the article, a file, or a page that is set for it.

use std::borrow::Cow;

use crate::article::{Article, Asset, Block, BlockKind, MediaType, plain_text};
use crate::backends::{RenderError, Request, paint};
use crate::compose::Composition;
use crate::diagnostics::{Diagnostics, Kind};
use crate::media;
use crate::source::Span;
use crate::typeset::cover_page;

/// What stands on the cover.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Cover {
    /// The lead image where there is one that will do; for an anthology without
    /// one a page with its title; otherwise nothing.
    #[default]
    Auto,
    /// A page with the title, as the theme has it.
    Title,
    /// This image.
    File(Asset),
    /// Nothing.
    None,
}

/// The width of a page with a title, in pixels; its height follows: 2,560.
const WIDTH: u32 = 1600;

/// The least pixels of the shorter side of an image that is a cover: fewer are
/// icons and logos, and blurred on any screen.
const LEAST_SIDE: u32 = 300;
/// How many times its shorter side its longer one may have. What social networks
/// are given is 1.91 times as wide as high; banners are wider.
const MOST_STRETCH: u32 = 2;

/// A cover that was found or made.
pub(super) struct Found<'a> {
    /// The image.
    pub asset: Cow<'a, Asset>,
    /// What it shows, for those who do not see it.
    pub alt: String,
    /// The number of the article that it belongs to, and its key there.
    pub of: Option<(usize, &'a str)>,
}

/// Finds or makes what was chosen.
pub(super) fn find<'a>(
    choice: &Cover,
    composition: &Composition<'a>,
    request: &Request<'_>,
    diagnostics: &mut Diagnostics,
) -> Result<Option<Found<'a>>, RenderError> {
    let own = |asset: Asset, alt| Found { asset: Cow::Owned(asset), alt, of: None };
    let is_anthology = composition.parts.len() > 1;
    match choice {
        Cover::None => Ok(None),
        Cover::File(asset) => Ok(Some(own(asset.clone(), composition.title.clone()))),
        Cover::Auto => match lead(composition, diagnostics) {
            None if is_anthology => title_page(composition, request, diagnostics).map(Some),
            lead => Ok(lead),
        },
        Cover::Title => title_page(composition, request, diagnostics).map(Some),
    }
}

/// Sets and draws the page with the title.
fn title_page<'a>(
    composition: &Composition<'_>,
    request: &Request<'_>,
    diagnostics: &mut Diagnostics,
) -> Result<Found<'a>, RenderError> {
    let drawn =
        cover_page(composition, request.theme, request.host, diagnostics, |page, faces| {
            paint::png(page, faces, WIDTH).map_err(|error| error.to_string())
        })?;
    let asset = drawn.and_then(|png| media::asset_of(png).map_err(|error| error.to_string()));
    let failure = |reason| RenderError::Writer { format: "EPUB", reason };
    Ok(Found { asset: Cow::Owned(asset.map_err(failure)?), alt: said(composition), of: None })
}

/// What the page with the title says.
fn said(composition: &Composition<'_>) -> String {
    let meta = composition.meta;
    let subtitle = plain_text(&meta.subtitle);
    let lines = [composition.title.clone(), subtitle, meta.author_names().join(", ")];
    lines.into_iter().filter(|line| !line.trim().is_empty()).collect::<Vec<_>>().join(". ")
}

/// The lead image: the one that the metadata name, else one that stands before the text.
fn lead<'a>(composition: &Composition<'a>, diagnostics: &mut Diagnostics) -> Option<Found<'a>> {
    let parts = || composition.parts.iter().enumerate();
    let key = composition.meta.cover.as_ref();
    let named = key.and_then(|key| {
        parts().find_map(|(index, part)| Some((index, part.article.assets.get_key_value(key)?)))
    });
    if let Some((index, (key, asset))) = named {
        if let Some(reason) = unfit(asset) {
            diagnostics.push(Kind::CoverUnfit { reason: reason.to_owned() }, Span::NONE);
            return None;
        }
        let alt = composition.title.clone();
        return Some(Found { asset: Cow::Borrowed(asset), alt, of: Some((index, key)) });
    }
    let (index, part) = parts().next().filter(|_| composition.parts.len() == 1)?;
    let (key, asset, alt) = first_figure(part.article)?;
    let alt = if alt.is_empty() { composition.title.clone() } else { alt.to_owned() };
    let found = Found { asset: Cow::Borrowed(asset), alt, of: Some((index, key)) };
    // A drawing there is a diagram.
    let fits = asset.media_type != MediaType::Svg && unfit(asset).is_none();
    fits.then_some(found)
}

/// The figure that an article begins with.
fn first_figure(article: &Article) -> Option<(&str, &Asset, &str)> {
    let opens = |block: &&Block| matches!(block.kind, BlockKind::Heading(_) | BlockKind::Rule);
    let first = article.blocks.iter().find(|block| !opens(block))?;
    let BlockKind::Figure(figure) = &first.kind else { return None };
    let (key, asset) = article.assets.get_key_value(figure.image.asset.as_ref()?)?;
    Some((key, asset, &figure.image.alt))
}

/// Why an image is no cover.
fn unfit(asset: &Asset) -> Option<&'static str> {
    let (width, height) = media::shown_size(asset);
    let (short, long) = (width.min(height), width.max(height));
    if asset.media_type != MediaType::Svg && short < LEAST_SIDE {
        return Some("it has less than 300 pixels a side");
    }
    (long > short.saturating_mul(MOST_STRETCH)).then_some("it is more than twice as long as wide")
}
