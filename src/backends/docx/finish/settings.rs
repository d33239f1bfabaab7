//! `word/settings.xml` and `word/fontTable.xml`.

use crate::compose::Composition;
use crate::language::Tag;
use crate::theme::{Family, Theme, load::is_generic};

use super::super::styles::{ScriptFace, complex, east_asian};
use super::super::xml::{Element, element, value};
use super::{COMPATIBILITY, MATH, WORD, WORD_2010};

/// Settings of compatibility that Word itself writes for new documents, with
/// the mode: 15 is that of Word 2013 and all later ones.
const MODES: [(&str, u8); 5] = [
    ("compatibilityMode", 15),
    ("overrideTableStyleFontSizeAndJustification", 1),
    ("enableOpenTypeFeatures", 1),
    ("doNotFlipMirrorIndents", 1),
    ("differentiateMultirowTableHeaders", 1),
];

/// The settings. None of them makes Word ask anything when the file is opened.
pub(super) fn settings(composition: &Composition<'_>, theme: &Theme) -> Element {
    let mirrored = theme.page.mirrored;
    let mut settings = element("w:settings")
        .set("xmlns:w", WORD)
        .set("xmlns:m", MATH)
        .set("xmlns:w14", WORD_2010)
        .set("xmlns:mc", COMPATIBILITY)
        .set("mc:Ignorable", "w14")
        .with(element("w:zoom").set("w:percent", 100))
        .with_all(mirrored.then(|| element("w:mirrorMargins")))
        .with(value("w:defaultTabStop", 720));
    if theme.body.hyphenate {
        settings = settings
            .with(element("w:autoHyphenation"))
            .with(value("w:consecutiveHyphenLimit", 2))
            .with(value("w:hyphenationZone", 240));
    }
    settings = settings
        .with(value("w:characterSpacingControl", "doNotCompress"))
        .with(note_separators())
        .with(compatibility())
        .with(element("m:mathPr").with(element("m:mathFont").set("m:val", "Cambria Math")));
    if composition.language.as_str() != "und" {
        let mut tag = super::super::styles::language(&composition.language);
        tag.name = "w:themeFontLang".into();
        settings = settings.with(tag);
    }
    settings.with(colors()).with(value("w:decimalSymbol", ".")).with(value("w:listSeparator", ","))
}

fn note_separators() -> Element {
    let separator = |id: i32| element("w:footnote").set("w:id", id);
    element("w:footnotePr").with(separator(-1)).with(separator(0))
}

fn compatibility() -> Element {
    // A line that the author broke is not stretched to the margin.
    let unstretched = element("w:doNotExpandShiftReturn");
    element("w:compat").with(unstretched).with_all(MODES.map(|(name, on)| {
        element("w:compatSetting")
            .set("w:name", name)
            .set("w:uri", "http://schemas.microsoft.com/office/word")
            .set("w:val", on)
    }))
}

fn colors() -> Element {
    let same = |name: &'static str, color: &str| (name, color.to_owned());
    let mut mapping = element("w:clrSchemeMapping")
        .set("w:bg1", "light1")
        .set("w:t1", "dark1")
        .set("w:bg2", "light2")
        .set("w:t2", "dark2");
    for (name, color) in [
        same("w:accent1", "accent1"),
        same("w:accent2", "accent2"),
        same("w:accent3", "accent3"),
        same("w:accent4", "accent4"),
        same("w:accent5", "accent5"),
        same("w:accent6", "accent6"),
        same("w:hyperlink", "hyperlink"),
        same("w:followedHyperlink", "followedHyperlink"),
    ] {
        mapping = mapping.set(name, color);
    }
    mapping
}

/// The faces that the document uses, with what to take where they are missing.
pub(super) fn faces(theme: &Theme, language: &Tag) -> Element {
    let of_scripts = [east_asian(language), complex(language)].into_iter().flatten();
    element("w:fonts")
        .set("xmlns:w", WORD)
        .with_all(theme.faces.values().map(face))
        .with_all(of_scripts.map(script_face))
}

/// A face for a script that the theme's lack.
fn script_face(face: ScriptFace) -> Element {
    element("w:font").set("w:name", face.name).with(value("w:altName", face.others))
}

fn face(family: &Family) -> Element {
    let generic = family.fallback.last().map_or("serif", String::as_str);
    let monospaced = generic == "monospace";
    let kind = match generic {
        "monospace" => "modern",
        "sans-serif" => "swiss",
        _ => "roman",
    };
    let others = std::iter::once(&family.name).chain(&family.fallback).map(String::as_str);
    let others: Vec<&str> =
        others.filter(|name| *name != family.common_name() && !is_generic(name)).collect();
    element("w:font")
        .set("w:name", family.common_name())
        .with_all((!others.is_empty()).then(|| value("w:altName", others.join(","))))
        .with(value("w:charset", "00"))
        .with(value("w:family", kind))
        .with(value("w:pitch", if monospaced { "fixed" } else { "variable" }))
}
