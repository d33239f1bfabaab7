//! Typesetting: a flow becomes a [`Layout`] of pages.
//!
//! The stations, a file each: [`text`] joins the runs of a paragraph, [`shape`]
//! makes glyphs of it, [`breaks`] finds where lines may end ([`hyphenate`]
//! inside words), [`linebreak`] chooses the best lines (which hang over
//! the edges as [`margins`] says), [`paragraph`] places
//! their glyphs, [`divided`] lets a word that a hyphen divides be read whole.
//! `table` and `code` set their kinds; all of it grows into one
//! [`galley`], which [`pages`] cuts. [`layout`] is what comes out.

pub mod layout;

mod breaks;
mod code;
mod divided;
mod galley;
mod hyphenate;
mod linebreak;
mod margins;
mod pages;
mod paragraph;
mod shape;
mod table;
mod text;
mod typesetter;

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
