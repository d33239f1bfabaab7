//! Typesetting: a flow becomes a [`Layout`] of pages.
//!
//! The stations, a file each: [`text`] joins the runs of a paragraph, [`shape`]
//! makes glyphs of it ([`fallback`] finds faces for what others lack,
//! [`features`] the forms of letters and figures), [`springs`] says where lines
//! give, [`breaks`] where they may end ([`opportunities`] between words,
//! [`hyphenate`] inside, [`tokens`] inside what is no word), [`linebreak`]
//! chooses the best [`lines`] (which hang over the edges as [`margins`] says),
//! [`paragraph`] places their glyphs as [`justify`] fills them, and [`divided`]
//! lets a word that a hyphen divides be read whole. `table` and `code` set
//! their kinds; all of it grows into one [`galley`], which [`pages`] cuts.
//! [`layout`] is what comes out, and [`dump`] says it as text.

pub mod dump;
pub mod layout;

mod breaks;
mod code;
mod divided;
mod fallback;
mod features;
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
mod sections;
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
use crate::host::Host;
use crate::theme::Theme;
use layout::Layout;

/// Sets a flow on pages. The faces that the layout names come with it.
///
/// # Errors
/// When a face that the theme names is missing or damaged.
pub fn typeset<'a>(
    flow: &Flow<'a>,
    theme: &'a Theme,
    host: &'a dyn Host,
    diagnostics: &mut Diagnostics,
) -> Result<(Layout<'a>, Faces<'a>), RenderError> {
    let (mut typesetter, galley) = sections::set(flow, theme, host)?;
    let mut layout = typesetter.pages(galley, flow)?;
    typesetter.tell_of_faces(diagnostics);
    layout.tags = typesetter.tags;
    Ok((layout, typesetter.faces))
}
