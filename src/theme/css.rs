//! A theme's styles as CSS declarations.
//!
//! Sizes are said in `em` of the surrounding text, so that a reader's own size
//! of type decides; lengths that belong to a role count in that role's size.
//! What a sheet may say beyond that is up to its backend: an e-reader has faces,
//! colours and justification of its own, a web page has none. Which elements
//! have which role is the markup's business.

use std::fmt::Write as _;

use super::load::is_generic;
use super::{Align, FigureWidth, Figures, Measure, Role, Style, Theme};
use crate::length::Length;

/// What a sheet may say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Freedom {
    /// Name faces, and the distance of lines of body text.
    pub faces: bool,
    /// Justify paragraphs.
    pub justify: bool,
}

/// Face, size, weight, slant and alignment of a role, as far as they differ from the body's.
pub fn text(theme: &Theme, role: Role, freedom: Freedom) -> String {
    let (style, body) = (theme.style(role), &theme.body);
    let mut css = String::new();
    if style.face != body.face {
        family(&mut css, theme, &style, freedom);
    }
    if style.size != body.size || is_set_by_browsers(role) {
        say(&mut css, "font-size", &em(style.size.absolute(), theme.body_size()));
    }
    // Large type wants its lines closer; what is as large as the body follows the body.
    if style.size.absolute() > theme.body_size() && leading(&style) != leading(body) {
        say(&mut css, "line-height", &thousandths(leading(&style)));
    }
    if style.bold || is_set_by_browsers(role) {
        say(&mut css, "font-weight", if style.bold { "bold" } else { "normal" });
    }
    if style.italic {
        say(&mut css, "font-style", "italic");
    }
    letterforms(&mut css, &style, body);
    if style.align != body.align {
        say(&mut css, "text-align", alignment(style.align, freedom));
    }
    if style.hyphenate != body.hyphenate {
        hyphens(&mut css, style.hyphenate);
    }
    if style.indent == Measure::ZERO && body.indent != Measure::ZERO {
        say(&mut css, "text-indent", "0");
    }
    css
}

/// What holds for all text unless a role says otherwise.
pub fn body(theme: &Theme, freedom: Freedom) -> String {
    let mut css = String::new();
    if freedom.faces {
        family(&mut css, theme, &theme.body, freedom);
        say(&mut css, "line-height", &line_height(theme));
    }
    if freedom.justify {
        say(&mut css, "text-align", alignment(theme.body.align, freedom));
    }
    figures(&mut css, &theme.body);
    if !theme.body.ligatures {
        ligatures(&mut css, &theme.body);
    }
    if !theme.body.kerning {
        kerning(&mut css, &theme.body);
    }
    hyphens(&mut css, theme.body.hyphenate);
    css
}

/// The distance of lines of body text, in sizes of its type.
pub fn line_height(theme: &Theme) -> String {
    thousandths(leading(&theme.body))
}

/// The space above and below a role.
pub fn spacing(theme: &Theme, role: Role) -> String {
    let style = theme.style(role);
    let (before, after) = (own(&style, style.space_before), own(&style, style.space_after));
    format!("margin: {before} 0 {after}; ")
}

/// The colour of a role, if it is not the body's.
pub fn color(theme: &Theme, role: Role) -> Option<String> {
    let style = theme.style(role);
    (style.color != theme.body.color).then(|| format!("color: {}; ", style.color))
}

/// A measure of a role in its own `em`.
pub fn own(style: &Style, measure: Measure) -> String {
    em(style.length(measure), style.size.absolute())
}

/// A measure of the theme in the `em` of body text.
pub fn in_body(theme: &Theme, measure: Measure) -> String {
    own(&theme.body, measure)
}

/// A string as CSS writes it.
pub fn quoted(text: &str) -> String {
    let mut css = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => css.extend(['\\', c]),
            // `<` would end a style element early.
            c if c.is_control() || c == '<' => _ = write!(css, "\\{:x} ", c as u32),
            c => css.push(c),
        }
    }
    css.push('"');
    css
}

fn say(css: &mut String, property: &str, value: &str) {
    _ = write!(css, "{property}: {value}; ");
}

/// The family by name with its stand-ins; where faces may not be named, its kind.
fn family(css: &mut String, theme: &Theme, style: &Style, freedom: Freedom) {
    let family = theme.family(style);
    let generic = family.fallback.last().map_or("serif", String::as_str);
    if !freedom.faces {
        // Said twice: where it stands alone, browsers shrink it to 13/16 of the size asked for.
        let kind = if is_generic(generic) { generic } else { "serif" };
        return say(css, "font-family", &format!("{kind}, {kind}"));
    }
    let names = std::iter::once(&family.name).chain(&family.fallback);
    let names: Vec<String> =
        names.map(|name| if is_generic(name) { name.clone() } else { quoted(name) }).collect();
    say(css, "font-family", &names.join(", "));
}

/// Which forms of letters and figures a style has, and how close they stand.
fn letterforms(css: &mut String, style: &Style, body: &Style) {
    // Not `font-variant`, which would undo what is said of figures.
    if style.small_caps {
        say(css, "font-variant-caps", "small-caps");
    }
    let forms = |style: &Style| (style.is_typed(), style.figures, style.figure_width);
    if forms(style) != forms(body) {
        figures(css, style);
    }
    let joins = |style: &Style| (style.is_typed(), style.ligatures);
    if joins(style) != joins(body) {
        ligatures(css, style);
    }
    if style.kerning != body.kerning {
        kerning(css, style);
    }
    if own(style, style.letter_spacing) != own(body, body.letter_spacing) {
        say(css, "letter-spacing", &own(style, style.letter_spacing));
    }
}

fn figures(css: &mut String, style: &Style) {
    let form = match style.figures {
        Figures::Lining => "lining-nums",
        Figures::OldStyle => "oldstyle-nums",
    };
    let width = match style.figure_width {
        FigureWidth::Proportional => "proportional-nums",
        FigureWidth::Tabular => "tabular-nums",
    };
    let both = format!("{form} {width}");
    say(css, "font-variant-numeric", if style.is_typed() { "normal" } else { &both });
}

/// In program text nothing joins, however it is drawn.
fn ligatures(css: &mut String, style: &Style) {
    let value = match (style.is_typed(), style.ligatures) {
        (true, _) => "none",
        (false, true) => "normal",
        (false, false) => "no-common-ligatures",
    };
    say(css, "font-variant-ligatures", value);
}

fn kerning(css: &mut String, style: &Style) {
    say(css, "font-kerning", if style.kerning { "normal" } else { "none" });
}

/// Roles whose elements browsers give a size and a weight of their own.
fn is_set_by_browsers(role: Role) -> bool {
    matches!(role, Role::Title | Role::Term | Role::TableHead | Role::NotesTitle)
        || (Role::Heading1..=Role::Heading6).contains(&role)
}

fn alignment(align: Align, freedom: Freedom) -> &'static str {
    match align {
        Align::Justify if freedom.justify => "justify",
        Align::Justify | Align::Start => "start",
        Align::Center => "center",
        Align::End => "end",
    }
}

/// With the names under which older reading systems know the property.
fn hyphens(css: &mut String, hyphenate: bool) {
    let value = if hyphenate { "auto" } else { "none" };
    for property in ["-epub-hyphens", "-webkit-hyphens", "hyphens"] {
        say(css, property, value);
    }
}

/// From baseline to baseline, in thousandths of the size.
fn leading(style: &Style) -> i64 {
    ratio(style.length(style.leading), style.size.absolute())
}

fn ratio(length: Length, size: Length) -> i64 {
    Length(1000).scale(length.0, size.0).0
}

fn em(length: Length, size: Length) -> String {
    match ratio(length, size) {
        0 => "0".to_owned(),
        ratio => thousandths(ratio) + "em",
    }
}

/// A number of thousandths as a decimal without trailing zeros: `1.25`.
fn thousandths(number: i64) -> String {
    let sign = if number < 0 { "-" } else { "" };
    let text = format!("{sign}{}.{:03}", number.abs() / 1000, number.abs() % 1000);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::theme::built_in;

    const ALL: Freedom = Freedom { faces: true, justify: true };

    #[test]
    fn roles_say_only_what_they_change() {
        let theme = built_in();
        assert_eq!(text(theme, Role::Body, ALL), "");
        let heading = text(theme, Role::Heading1, Freedom::default());
        assert!(heading.starts_with("font-size: 1.333em; line-height: 1.286; font-weight: bold; "));
        assert!(
            text(theme, Role::Heading6, ALL).starts_with("font-size: 1em; font-weight: normal; ")
        );
        assert_eq!(spacing(theme, Role::Heading1), "margin: 2em 0 0.714em; ");
        assert_eq!(color(theme, Role::Date).as_deref(), Some("color: #555555; "));
        assert_eq!(color(theme, Role::Body), None);
    }

    #[test]
    fn figures_and_ligatures_follow_the_role() {
        let theme = built_in();
        assert!(body(theme, ALL).contains("font-variant-numeric: oldstyle-nums proportional-nums"));
        let cell = text(theme, Role::TableCell, ALL);
        assert!(cell.contains("font-variant-numeric: lining-nums tabular-nums; "), "{cell}");
        let code = text(theme, Role::Code, ALL);
        let typed = "font-variant-numeric: normal; font-variant-ligatures: none; ";
        assert!(code.contains(typed), "{code}");
        let kicker = text(theme, Role::Kicker, ALL);
        assert!(kicker.contains("font-variant-caps: small-caps; letter-spacing: 0.05em; "));
        let mut plain = theme.clone();
        (plain.body.ligatures, plain.body.kerning) = (false, false);
        let body = body(&plain, ALL);
        assert!(body.contains("font-variant-ligatures: no-common-ligatures; font-kerning: none; "));
        assert!(!text(&plain, Role::Quote, ALL).contains("ligatures"));
    }

    #[test]
    fn faces_are_named_only_where_a_sheet_may() {
        let theme = built_in();
        assert!(
            text(theme, Role::Code, Freedom::default())
                .contains("font-family: monospace, monospace; ")
        );
        assert!(body(theme, ALL).starts_with("font-family: \"Libertinus Serif\", \"Cambria\", "));
        assert!(!body(theme, Freedom::default()).contains("font-family"));
    }

    #[test]
    fn strings_cannot_break_out() {
        assert_eq!(quoted("a\"\\</style>\n"), "\"a\\\"\\\\\\3c /style>\\a \"");
    }
}
