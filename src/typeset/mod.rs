//! Typesetting: a flow becomes a [`Layout`] of pages.
//!
//! The stations, a file each: [`text`] joins the runs of a paragraph, [`shape`]
//! makes glyphs of it, [`springs`] says where lines give, [`breaks`] where they
//! may end ([`opportunities`] between words, [`hyphenate`] inside, [`tokens`]
//! inside what is no word), [`linebreak`] chooses the best [`lines`] (which
//! hang over the edges as [`margins`] says), [`paragraph`] places their glyphs
//! as [`justify`] fills them. `table` and `code` set their kinds; all of it grows into one
//! [`galley`], which [`pages`] cuts. [`layout`] is what comes out.

pub mod layout;

mod breaks;
mod code;
mod galley;
mod hyphenate;
mod justify;
mod linebreak;
mod lines;
mod margins;
mod opportunities;
mod pages;
mod paragraph;
mod scripts;
mod shape;
mod springs;
mod table;
mod text;
mod tokens;
mod typesetter;

#[cfg(test)]
mod tests;

use crate::backends::RenderError;
use crate::compose::flow::Flow;
use crate::diagnostics::Diagnostics;
use crate::fonts::Faces;
use crate::theme::Theme;
use galley::Galley;
use layout::{Layout, TagTree};
use typesetter::Typesetter;

/// Sets a flow on pages. The faces that the layout names come with it.
///
/// # Errors
/// When a face that the theme names is missing or damaged.
pub fn typeset<'a>(
    flow: &Flow<'a>,
    theme: &'a Theme,
    diagnostics: &mut Diagnostics,
) -> Result<(Layout<'a>, Faces<'a>), RenderError> {
    let mut typesetter = Typesetter::new(flow, theme);
    let mut galley = Galley::default();
    typesetter.nodes(&flow.nodes, TagTree::ROOT, typesetter.body_width(), &mut galley)?;
    let mut layout = typesetter.pages(galley, flow)?;
    typesetter.warn_of_missing(diagnostics);
    layout.tags = typesetter.tags;
    Ok((layout, typesetter.faces))
}
