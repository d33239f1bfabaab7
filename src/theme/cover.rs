//! Covers: the page with the title that stands for a book where there is no picture.
//!
//! It is set as any other page, in a theme of its own that is made of the
//! theme's words about covers. What counts is how it looks as small as a stamp.

use serde::Deserialize;

use super::{Align, Color, Edge, Figures, Furniture, Measure, Role, StyleChange, Template, Theme};
use crate::language::Tag;
use crate::length::Length;

/// The page that a cover is set on: 1,600 by 2,560 pixels at five to the point,
/// the size and the proportion that Kindle asks for.
pub const WIDTH: Length = Length::points(320);
/// See [`WIDTH`].
pub const HEIGHT: Length = Length::points(512);

/// How covers look.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Cover {
    /// The colour of the ground.
    pub background: Color,
    /// The colour of the text.
    pub color: Color,
    /// Where the lines of the title, the subtitle and the authors stand.
    pub align: Align,
    /// From the edges to the text.
    pub margin: Edge,
    /// From the upper edge to the title.
    pub title_top: Edge,
    /// Thickness of the rule under the title; `0` for none.
    pub rule_width: Measure,
    /// How long it is, `0` for as long as lines may be.
    pub rule_length: Measure,
    /// Its colour, and the frame's.
    pub rule_color: Color,
    /// Thickness of the frame, which stands in the middle of the margin; `0` for none.
    pub frame_width: Measure,
    /// The title.
    pub title: StyleChange,
    /// The second line of the title.
    pub subtitle: StyleChange,
    /// The authors.
    pub byline: StyleChange,
    /// The publisher or the site, at the foot.
    pub source: StyleChange,
}

impl Cover {
    /// What stands on it, by the names of the keys.
    pub(super) fn parts(&self) -> [(&'static str, &StyleChange); 4] {
        [
            ("title", &self.title),
            ("subtitle", &self.subtitle),
            ("byline", &self.byline),
            ("source", &self.source),
        ]
    }

    /// Whether the margins leave half of each side, and of the height under the title.
    pub(super) fn has_room(&self) -> bool {
        let margin = self.margin.of(WIDTH);
        margin * 4 <= WIDTH && self.title_top.of(HEIGHT) + margin <= HEIGHT / 2
    }
}

impl Theme {
    /// The theme in which its cover is set in a language, with the title in type of
    /// a share of its size, in thousandths.
    pub fn for_cover(&self, per_mille: i64, language: &Tag) -> Theme {
        let mut theme = self.clone();
        let cover = &self.cover;
        let side = Measure::Absolute(cover.margin.of(WIDTH));
        let page = &mut theme.page;
        (page.width, page.height) = (Measure::Absolute(WIDTH), Measure::Absolute(HEIGHT));
        (page.margin_inside, page.margin_outside, page.margin_bottom) = (side, side, side);
        page.margin_top = Measure::Absolute(cover.title_top.of(HEIGHT));
        (page.mirrored, page.columns, page.column_rule) = (false, 1, false);
        theme.head = bare(&self.head);
        theme.foot = bare(&self.foot);
        let body = &mut theme.body;
        (body.color, body.align, body.indent) = (cover.color, cover.align, Measure::ZERO);
        (body.hyphenate, body.figures) = (false, Figures::Lining);
        (body.space_before, body.space_after) = (Measure::ZERO, Measure::ZERO);
        theme.roles = [
            (Role::Title, scaled(&cover.title, per_mille)),
            // What follows need not shrink as far.
            (Role::Subtitle, scaled(&cover.subtitle, per_mille.max(700))),
            (Role::Byline, scaled(&cover.byline, per_mille.max(800))),
            (Role::Source, cover.source.clone()),
        ]
        .into();
        theme.for_language(language).into_owned()
    }
}

fn bare(furniture: &Furniture) -> Furniture {
    let nothing = Template::default;
    Furniture { inner: nothing(), center: nothing(), outer: nothing(), ..furniture.clone() }
}

fn scaled(style: &StyleChange, per_mille: i64) -> StyleChange {
    let mut style = style.clone();
    let measures = [&mut style.size, &mut style.leading, &mut style.letter_spacing];
    for measure in measures.into_iter().flatten() {
        *measure = measure.scaled(per_mille);
    }
    style
}
