//! Reading a theme's file.

use std::sync::LazyLock;

use super::{Family, Measure, Style, Theme};

/// The text of the built-in theme.
const ARTICLE: &str = include_str!("../../templates/article/theme.toml");

static BUILT_IN: LazyLock<Theme> =
    LazyLock::new(|| parse(ARTICLE).expect("the built-in theme is tested"));

/// The theme that is used when none is named.
pub fn built_in() -> &'static Theme {
    &BUILT_IN
}

/// Why a file is not a theme.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ThemeError {
    /// It is not TOML, or has a key or a value that no theme has. Names the place.
    #[error("{0}")]
    Syntax(String),
    /// A role names a family that the theme does not have.
    #[error("`{place}` names the face “{name}”, which [faces] does not have")]
    UnknownFace {
        /// The key that names it.
        place: String,
        /// The family.
        name: String,
    },
    /// A length that other lengths rest on is given in `em`.
    #[error("`{0}` must be an absolute length such as 10.5pt or 24mm, and more than 0")]
    NotAbsolute(String),
    /// The margins leave no room for text.
    #[error("the margins of [page] leave less than 20mm for the text")]
    NoRoom,
}

/// Reads a theme from the text of its `theme.toml`.
///
/// # Errors
/// When the text is not TOML, a key or value is unknown, or the values make no page.
pub fn parse(text: &str) -> Result<Theme, ThemeError> {
    let theme: Theme = toml::from_str(text)
        .map_err(|error| ThemeError::Syntax(error.to_string().trim().to_owned()))?;
    check_faces(&theme)?;
    check_lengths(&theme)?;
    Ok(theme)
}

fn check_faces(theme: &Theme) -> Result<(), ThemeError> {
    for name in ["text", "code"] {
        known_face(theme, "faces", name)?;
    }
    known_face(theme, "body.face", &theme.body.face)?;
    for (role, change) in &theme.roles {
        if let Some(face) = &change.face {
            known_face(theme, &format!("roles.{role:?}.face"), face)?;
        }
    }
    Ok(())
}

fn known_face(theme: &Theme, place: &str, name: &str) -> Result<(), ThemeError> {
    match theme.faces.contains_key(name) {
        true => Ok(()),
        false => Err(ThemeError::UnknownFace { place: place.to_owned(), name: name.to_owned() }),
    }
}

fn check_lengths(theme: &Theme) -> Result<(), ThemeError> {
    let page = &theme.page;
    let rests =
        [("page.width", page.width), ("page.height", page.height), ("body.size", theme.body.size)];
    let sizes = theme.roles.iter().filter_map(|(role, change)| Some((role, change.size?)));
    let sizes = sizes.map(|(role, size)| (format!("roles.{role:?}.size"), size));
    for (place, measure) in
        rests.map(|(place, measure)| (place.to_owned(), measure)).into_iter().chain(sizes)
    {
        if !matches!(measure, Measure::Absolute(length) if length.0 > 0) {
            return Err(ThemeError::NotAbsolute(place));
        }
    }
    let least = Measure::Absolute(crate::length::Length::micrometres(20_000)).absolute();
    let width =
        page.width.absolute() - page.margin_inside.absolute() - page.margin_outside.absolute();
    let height =
        page.height.absolute() - page.margin_top.absolute() - page.margin_bottom.absolute();
    if width < least || height < least { Err(ThemeError::NoRoom) } else { Ok(()) }
}

impl Family {
    /// The file of a variant.
    pub fn file(&self, bold: bool, italic: bool) -> &str {
        match (bold, italic) {
            (false, false) => &self.regular,
            (false, true) => &self.italic,
            (true, false) => &self.bold,
            (true, true) => &self.bold_italic,
        }
    }
}

impl Theme {
    /// The family that a style uses.
    pub fn family(&self, style: &Style) -> &Family {
        &self.faces[&style.face]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::theme::Role;

    #[test]
    fn the_built_in_theme_is_whole() {
        let theme = built_in();
        for role in Role::ALL {
            let style = theme.style(role);
            assert!(style.length(style.leading) >= style.size.absolute(), "{role:?}");
        }
    }

    #[test]
    fn what_no_theme_has_is_refused() {
        let error =
            |from: &str, to: &str| parse(&ARTICLE.replacen(from, to, 1)).unwrap_err().to_string();
        assert!(error("[page]", "[page]\ncolour = 1").contains("colour"));
        assert!(error("face = \"text\"", "face = \"none\"").contains("none"));
    }
}
