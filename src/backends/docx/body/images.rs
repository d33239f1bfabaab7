//! Images: what of them is embedded, and how large they are shown.
//!
//! The bytes never pass through `docx-rs`, which would make PNG of everything:
//! a picture goes there under its relationship's id alone, and the finishing
//! step draws it from what is kept here.

use std::borrow::Cow;

use docx_rs::{ParagraphChild, Pic, Run};

use crate::article::{Asset, AssetKey, Image, MediaType};
use crate::diagnostics::Kind;
use crate::media::portable::{self, Limits};
use crate::media::shortened;
use crate::source::Span;
use crate::theme::Theme;

use super::super::units::{EMU_PER_PIXEL, EMU_PER_TWIP, twips};
use super::inlines::Around;
use super::{Story, Writer};

/// A picture in the text.
#[derive(Debug, Clone)]
pub(in super::super) struct Picture<'a> {
    /// The text that it stands in.
    pub story: Story,
    /// The number of the article that it belongs to.
    pub part: usize,
    /// Its name among the article's assets.
    pub key: &'a AssetKey,
    /// Its bytes and what they are.
    pub asset: Cow<'a, Asset>,
    /// The drawing that it was painted from, for programs that know drawings.
    pub drawing: Option<&'a Asset>,
    /// What it shows, in words; empty when it is decoration.
    pub alt: &'a str,
    /// A title for people; empty when there is none.
    pub title: &'a str,
    /// Width and height in EMU.
    pub size: (u64, u64),
}

impl Picture<'_> {
    /// The id of the picture's relationship.
    pub(in super::super) fn relationship(index: usize) -> String {
        format!("rIdPicture{}", index + 1)
    }

    /// The id of the relationship of the drawing that a picture was painted from.
    pub(in super::super) fn relationship_of_drawing(index: usize) -> String {
        format!("rIdDrawing{}", index + 1)
    }

    /// The number in the id of a picture's relationship.
    pub(in super::super) fn index(relationship: &str) -> Option<usize> {
        relationship.strip_prefix("rIdPicture")?.parse::<usize>().ok()?.checked_sub(1)
    }
}

impl<'a> Writer<'a, '_> {
    /// The run of an image, or of its alternative text where it cannot be shown.
    pub(super) fn image(
        &mut self,
        image: &'a Image,
        around: Around<'_>,
        span: Span,
    ) -> Option<ParagraphChild> {
        let found = image.asset.as_ref().and_then(|key| Some((key, self.asset(key)?)));
        if let Some((key, asset)) = found {
            if let Some(form) = self.form(image, key, asset, span) {
                return Some(self.picture(image, key, asset, form, around));
            }
            let construct = format!("{} images", asset.media_type.extension().to_uppercase());
            self.shown_otherwise(&construct, "their alternative text", span);
        }
        (!image.alt.is_empty()).then(|| self.text(&image.alt, around))
    }

    /// An image in a form that all versions of Word show; `None` where there is none.
    fn form(
        &mut self,
        image: &Image,
        key: &'a AssetKey,
        asset: &'a Asset,
        span: Span,
    ) -> Option<Cow<'a, Asset>> {
        if asset.size.0 == 0 || asset.size.1 == 0 {
            return None;
        }
        if matches!(asset.media_type, MediaType::Png | MediaType::Jpeg | MediaType::Gif) {
            return Some(Cow::Borrowed(asset));
        }
        if let Some(known) = self.forms.get(&(self.part, key)) {
            return known.clone();
        }
        let made = portable::of(asset, Limits::NONE);
        if let Some(how) = made.how {
            let reference = shortened(&image.reference);
            self.diagnostics.push(Kind::ImageRemade { reference, how }, span);
        }
        let form = made.painted.map_or(made.asset, Cow::Owned);
        let form = matches!(form.media_type, MediaType::Png | MediaType::Jpeg).then_some(form);
        self.forms.insert((self.part, key), form.clone());
        form
    }

    fn picture(
        &mut self,
        image: &'a Image,
        key: &'a AssetKey,
        asset: &'a Asset,
        form: Cow<'a, Asset>,
        around: Around<'_>,
    ) -> ParagraphChild {
        let id = Picture::relationship(self.pictures.len());
        let size = shown_size(asset.size, around.width, text_height(self.theme));
        let is_drawing = asset.media_type == MediaType::Svg;
        self.pictures.push(Picture {
            story: self.story,
            part: self.part,
            key,
            asset: form,
            drawing: is_drawing.then_some(asset),
            alt: &image.alt,
            title: &image.title,
            size,
        });
        // `docx-rs` takes pictures with the same bytes for one; the id makes them differ.
        let stand_in = Pic::new_with_dimensions(id.clone().into_bytes(), 1, 1).id(id);
        ParagraphChild::Run(Box::new(Run::new().add_image(stand_in)))
    }
}

/// The height of the text on a page, in twentieths of a point.
fn text_height(theme: &Theme) -> i32 {
    let page = &theme.page;
    twips(page.height.absolute() - page.margin_top.absolute() - page.margin_bottom.absolute())
}

/// The size of an image in EMU: its own at 96 pixels to the inch, or as large as
/// the column allows, with some of the page left for a caption.
fn shown_size(pixels: (u32, u32), width: i32, height: i32) -> (u64, u64) {
    let own = (u64::from(pixels.0) * EMU_PER_PIXEL, u64::from(pixels.1) * EMU_PER_PIXEL);
    let most = |twips: i32| twips.max(1) as u64 * EMU_PER_TWIP;
    let (most_wide, most_high) = (most(width), most(height) * 9 / 10);
    let fit = |size: (u64, u64), limit: u64, of: u64| match of > limit {
        true => (scaled(size.0, limit, of), scaled(size.1, limit, of)),
        false => size,
    };
    let size = fit(own, most_wide, own.0);
    fit(size, most_high, size.1)
}

fn scaled(size: u64, numerator: u64, denominator: u64) -> u64 {
    let product = u128::from(size) * u128::from(numerator) / u128::from(denominator.max(1));
    u64::try_from(product).unwrap_or(u64::MAX).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn images_keep_their_shape_and_their_column() {
        assert_eq!(shown_size((10, 20), 5000, 5000), (95_250, 190_500));
        assert_eq!(shown_size((10_000, 5_000), 1000, 5000), (635_000, 317_500));
        let (wide, high) = shown_size((1, u32::MAX), 1000, 1000);
        assert!(wide >= 1 && high <= 1000 * EMU_PER_TWIP);
    }
}
