//! Typesetting: a flow becomes a [`Layout`] of pages.
//!
//! The stations, a file each: [`text`] joins the runs of a paragraph, [`shape`]
//! makes glyphs of it ([`fallback`] finds faces for what others lack,
//! [`features`] the forms of letters and figures), [`springs`] says where lines
//! give, [`breaks`] where they may end ([`opportunities`] between words,
//! [`hyphenate`] inside, [`tokens`] inside what is no word), [`linebreak`]
//! chooses the best [`lines`] (which hang over the edges as [`margins`] says),
//! [`paragraph`] places their [`runs`] of glyphs as [`justify`] fills them, and [`divided`]
//! lets a word that a hyphen divides be read whole. `table` and `code` set
//! their kinds; all of it grows into one [`galley`], which [`pages`] cuts into
//! columns, with the [`heads`] of tables once more where they go on and notes
//! at the foot. [`contents`] lists headings with their pages, [`furniture`]
//! sets heads and feet, [`sheets`] makes other layouts of the result, [`cover`] the page that stands for a
//! book.
//! [`layout`] is what comes out, and [`dump`] says it as text.

pub mod dump;
pub mod layout;

mod breaks;
mod classes;
mod code;
mod contents;
mod cover;
mod divided;
mod fallback;
mod features;
mod figure;
mod furniture;
mod galley;
mod heads;
mod hyphenate;
mod justify;
mod linebreak;
mod lines;
mod margins;
mod opportunities;
mod pages;
mod paragraph;
mod runs;
mod sections;
mod shape;
mod sheets;
mod springs;
mod table;
mod text;
mod tokens;
mod typesetter;

#[cfg(test)]
mod tests;

pub use cover::cover_page;

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
    let (mut typesetter, mut galley) = sections::set(flow, theme, host)?;
    typesetter.contents(&mut galley, flow)?;
    let mut layout = typesetter.pages(galley, flow);
    typesetter.contents_numbers(&mut layout, flow)?;
    typesetter.furniture(&mut layout, flow)?;
    diagnostics.append(std::mem::take(&mut typesetter.told));
    typesetter.tell_of_faces(diagnostics);
    layout.tags = typesetter.tags;
    Ok((layout, typesetter.faces))
}
