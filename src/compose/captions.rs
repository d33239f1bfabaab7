//! The number that a caption of the article begins with.

use crate::article::{Inline, InlineKind};
use crate::language::Tag;
use crate::language::captions::{Captioned, OwnNumber};

/// The number that a caption begins with, in its first piece of text.
pub fn own_number(kind: Captioned, language: &Tag, caption: &[Inline]) -> Option<OwnNumber> {
    kind.own_number(language, first_text(caption)?)
}

/// The text that inlines begin with, however deep it stands.
fn first_text(inlines: &[Inline]) -> Option<&str> {
    match &inlines.first()?.kind {
        InlineKind::Text { text } => Some(text),
        kind => first_text(kind.content()?),
    }
}
