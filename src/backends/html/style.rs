//! The style sheet of a page: the markup's, with a measure for the screen and a page for print.

use std::fmt::Write as _;

use crate::backends::markup::{self, sheet};
use crate::compose::Composition;
use crate::theme::css::Freedom;
use crate::theme::{Measure, Theme};

/// A line of some 70 characters, as wide as the eye likes it; a little larger type on large screens.
const SCREEN: &str = "\
html { font-size: 106.25%; -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
@media (min-width: 48em) { html { font-size: 118.75%; } }
body { margin: 0; line-height: 1.5; }
main { max-width: 33em; margin: 0 auto; padding: 2.5em 1.25em 4em; }
article + article { margin-top: 6em; }
figure img { height: auto; }
a { text-decoration-thickness: 0.06em; text-underline-offset: 0.15em; }
@media screen { pre { white-space: pre; overflow-x: auto; } pre code { white-space: inherit; } }
:target { scroll-margin-top: 1em; }
";

/// What the dark needs: the browser's own dark colours, softened.
const DARK: &str = "\
:root { color-scheme: light dark; }
@media screen and (prefers-color-scheme: dark) {
body { background: #1a1a1a; color: #d8d8d8; }
a { color: #9dbfe8; }
}
";

/// The whole sheet.
pub(super) fn sheet(theme: &Theme, composition: &Composition<'_>) -> String {
    let mut css = sheet::rules(theme, Freedom { faces: true, justify: false });
    css.push_str(&markup::counters(composition));
    css.push_str(SCREEN);
    css.push_str(DARK);
    // Said only for light: in the dark, grey on black would not be read.
    css.push_str("@media print, (prefers-color-scheme: light) {\n");
    css.push_str(&sheet::colors(theme));
    css.push_str("}\n");
    print(&mut css, theme);
    css
}

/// The theme's page and its size of type, justified: paper has no reader's settings.
fn print(css: &mut String, theme: &Theme) {
    let page = &theme.page;
    let points = |measure: Measure| format!("{}pt", measure.absolute());
    let (top, bottom) = (points(page.margin_top), points(page.margin_bottom));
    let (inside, outside) = (points(page.margin_inside), points(page.margin_outside));
    let (width, height) = (points(page.width), points(page.height));
    _ = writeln!(
        css,
        "@page {{ size: {width} {height}; margin: {top} {outside} {bottom} {inside}; }}"
    );
    let leading = crate::theme::css::line_height(theme);
    _ = writeln!(
        css,
        "@media print {{\nhtml {{ font-size: {}pt; }}\nbody {{ line-height: {leading}; }}\n\
         main {{ max-width: none; padding: 0; }}\np {{ text-align: justify; }}\n\
         header p {{ text-align: start; }}\na {{ color: inherit; text-decoration: none; }}\n}}",
        theme.body_size()
    );
}
