//! `word/theme/theme1.xml`: Word's own idea of a theme, without which it takes
//! the one that happens to be its default. Styles name faces and colours
//! themselves; this serves what an editor adds later.

use crate::theme::{Family, Theme};

use super::super::xml::{Element, element};

/// The namespace of DrawingML.
const MAIN: &str = "http://schemas.openxmlformats.org/drawingml/2006/main";

/// The accents: greys, as no theme of ours has colours of its own.
const ACCENTS: [&str; 6] = ["404040", "606060", "808080", "A0A0A0", "C0C0C0", "E0E0E0"];

/// The theme.
pub(super) fn part(theme: &Theme) -> Element {
    let elements = element("a:themeElements")
        .with(colors(theme))
        .with(faces(theme.family(&theme.body)))
        .with(formats());
    element("a:theme").set("xmlns:a", MAIN).set("name", &theme.name).with(elements)
}

fn colors(theme: &Theme) -> Element {
    const ACCENT_NAMES: [&str; 6] =
        ["a:accent1", "a:accent2", "a:accent3", "a:accent4", "a:accent5", "a:accent6"];
    let link = theme.link_color.to_string().trim_start_matches('#').to_uppercase();
    let color = |name: &'static str, rgb: &str| element(name).with(srgb(rgb));
    element("a:clrScheme")
        .set("name", &theme.name)
        .with(color("a:dk1", "000000"))
        .with(color("a:lt1", "FFFFFF"))
        .with(color("a:dk2", "333333"))
        .with(color("a:lt2", "EEEEEE"))
        .with_all(ACCENT_NAMES.into_iter().zip(ACCENTS).map(|(name, rgb)| color(name, rgb)))
        .with(color("a:hlink", &link))
        .with(color("a:folHlink", &link))
}

fn srgb(rgb: &str) -> Element {
    element("a:srgbClr").set("val", rgb)
}

fn faces(family: &Family) -> Element {
    let set = |name: &'static str| {
        element(name)
            .with(element("a:latin").set("typeface", family.common_name()))
            .with(element("a:ea").set("typeface", ""))
            .with(element("a:cs").set("typeface", ""))
    };
    element("a:fontScheme")
        .set("name", family.common_name())
        .with(set("a:majorFont"))
        .with(set("a:minorFont"))
}

/// Fills, lines and effects: three of each, as the schema wants, all plain.
fn formats() -> Element {
    let color = || element("a:schemeClr").set("val", "phClr");
    let fill = || element("a:solidFill").with(color());
    let line = || element("a:ln").set("w", 6350).with(fill());
    let effect = || element("a:effectStyle").with(element("a:effectLst"));
    let three = |name: &'static str, make: &dyn Fn() -> Element| {
        element(name).with_all([make(), make(), make()])
    };
    element("a:fmtScheme")
        .set("name", "plain")
        .with(three("a:fillStyleLst", &fill))
        .with(three("a:lnStyleLst", &line))
        .with(three("a:effectStyleLst", &effect))
        .with(three("a:bgFillStyleLst", &fill))
}
