//! Typesetting: a flow becomes a [`Layout`] of pages.
//!
//! The stations, a file each: [`text`] joins the runs of a paragraph, [`shape`]
//! makes glyphs of it
//! (with the forms of letters and figures that [`features`] asks for), [`breaks`] finds where lines may end ([`hyphenate`]
//! inside words), [`linebreak`] chooses the best lines (which hang over
//! the edges as [`margins`] says), [`paragraph`] places
//! their glyphs. `table` and `code` set their kinds; all of it grows into one
//! [`galley`], which [`pages`] cuts. [`layout`] is what comes out,
//! and [`dump`] says it as text.

pub mod dump;
pub mod layout;

mod breaks;
mod code;
mod features;
mod galley;
mod hyphenate;
mod linebreak;
mod margins;
mod pages;
mod paragraph;
mod sections;
mod shape;
mod table;
mod text;
mod typesetter;

use crate::backends::RenderError;
use crate::compose::flow::Flow;
use crate::diagnostics::Diagnostics;
use crate::fonts::Faces;
use crate::theme::Theme;
use layout::Layout;

/// Sets a flow on pages, on at most so many threads. The faces that the layout
/// names come with it.
///
/// # Errors
/// When a face that the theme names is missing or damaged.
pub fn typeset<'a>(
    flow: &Flow<'a>,
    theme: &'a Theme,
    threads: usize,
    diagnostics: &mut Diagnostics,
) -> Result<(Layout<'a>, Faces<'a>), RenderError> {
    let (mut typesetter, galley) = sections::set(flow, theme, threads)?;
    let mut layout = typesetter.pages(galley, flow)?;
    typesetter.missing.warn(diagnostics);
    layout.tags = typesetter.tags;
    Ok((layout, typesetter.faces))
}
