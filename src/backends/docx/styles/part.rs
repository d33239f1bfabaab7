//! `word/styles.xml`: the defaults, the base styles and what was derived.

use crate::language::{Direction, Tag};
use crate::theme::{Align, FigureWidth, Figures, Style, Theme};

use super::super::numbering;
use super::super::order;
use super::super::units::{eighths, half_points, twips};
use super::super::xml::{Element, Node, element, value};
use super::{Base, Side, StyleSheet, Variant, faces, gallery, table};

pub(super) fn write(sheet: &StyleSheet<'_>) -> Element {
    let mut styles = element("w:styles")
        .set("xmlns:w", super::super::finish::WORD)
        .set("xmlns:w14", super::super::finish::WORD_2010)
        .set("xmlns:mc", super::super::finish::COMPATIBILITY)
        .set("mc:Ignorable", "w14")
        .with(defaults(sheet))
        .with(gallery::latent());
    let mut all = vec![normal(sheet), default_font(), no_list()];
    all.extend(Base::all().into_iter().map(|base| base_style(sheet, base)));
    all.extend(Base::all().into_iter().filter_map(|base| twin(sheet, base)));
    all.extend(sheet.variants.iter().map(|(base, variant)| derived(sheet, *base, *variant)));
    all.extend(sheet.characters.iter().map(|look| look.write(sheet.theme)));
    all.extend(table::write(sheet.theme));
    styles = styles.with_all(all.into_iter().map(ordered));
    styles
}

/// The style with its properties in the order of the schema.
fn ordered(mut style: Element) -> Element {
    for node in &mut style.children {
        if let Node::Element(child) = node {
            order::sort(child);
        }
    }
    order::sort(&mut style);
    style
}

fn defaults(sheet: &StyleSheet<'_>) -> Element {
    let body = &sheet.theme.body;
    let size = half_points(body.size.absolute());
    let letter_spacing = Some(twips(body.length(body.letter_spacing))).filter(|twips| *twips != 0);
    let mut run = element("w:rPr")
        .with(default_fonts(sheet.theme.family(body).common_name(), sheet.language))
        .with_all(letter_spacing.map(|twips| value("w:spacing", twips)))
        .with(kerning(body))
        .with(value("w:sz", size))
        .with(value("w:szCs", size));
    if sheet.language.as_str() != "und" {
        run = run.with(language(sheet.language));
    }
    run = run.with(ligatures(body)).with_all(figures(body));
    let spacing = element("w:spacing")
        .set("w:after", 0)
        .set("w:line", twips(body.length(body.leading)))
        .set("w:lineRule", "atLeast");
    let paragraph = element("w:pPr").with(element("w:widowControl")).with(spacing);
    element("w:docDefaults")
        .with(element("w:rPrDefault").with(run))
        .with(element("w:pPrDefault").with(paragraph))
}

/// Pairs are kerned from a size on, in half points; nought is never.
fn kerning(style: &Style) -> Element {
    value("w:kern", if style.kerning { 2 } else { 0 })
}

/// Word of 2010 and later; older ones ignore the namespace ([MS-DOCX], 2.6.1).
fn ligatures(style: &Style) -> Element {
    let joins = style.ligatures && !style.is_typed();
    element("w14:ligatures").set("w14:val", if joins { "standard" } else { "none" })
}

fn figures(style: &Style) -> [Element; 2] {
    let (form, spacing) = match (style.is_typed(), style.figures, style.figure_width) {
        (true, ..) => ("default", "default"),
        (_, Figures::Lining, FigureWidth::Proportional) => ("lining", "proportional"),
        (_, Figures::Lining, FigureWidth::Tabular) => ("lining", "tabular"),
        (_, Figures::OldStyle, FigureWidth::Proportional) => ("oldStyle", "proportional"),
        (_, Figures::OldStyle, FigureWidth::Tabular) => ("oldStyle", "tabular"),
    };
    [element("w14:numForm").set("w14:val", form), element("w14:numSpacing").set("w14:val", spacing)]
}

/// Which forms of letters and figures a style has, where they are not the body's.
pub(super) fn letterforms(theme: &Theme, look: &Style) -> Vec<Element> {
    let body = &theme.body;
    let mut properties = Vec::new();
    let letter_spacing = twips(look.length(look.letter_spacing));
    if letter_spacing != twips(body.length(body.letter_spacing)) {
        properties.push(value("w:spacing", letter_spacing));
    }
    if look.kerning != body.kerning {
        properties.push(kerning(look));
    }
    if ligatures(look) != ligatures(body) {
        properties.push(ligatures(look));
    }
    if figures(look) != figures(body) {
        properties.extend(figures(look));
    }
    properties
}

/// The language of text, said in the attribute that Word reads for its script.
pub(in super::super) fn language(tag: &Tag) -> Element {
    let attribute = if tag.direction() == Direction::RightToLeft {
        "w:bidi"
    } else if matches!(tag.primary(), "zh" | "ja" | "ko") {
        "w:eastAsia"
    } else {
        "w:val"
    };
    element("w:lang").set(attribute, tag)
}

fn default_fonts(name: &str, language: &Tag) -> Element {
    let east_asian = faces::east_asian(language).map_or(name, |face| face.name);
    element("w:rFonts")
        .set("w:ascii", name)
        .set("w:hAnsi", name)
        .set("w:eastAsia", east_asian)
        .set("w:cs", faces::complex_name(language))
}

/// The face of a style.
pub(super) fn fonts(name: &str) -> Element {
    element("w:rFonts").set("w:ascii", name).set("w:hAnsi", name).set("w:cs", name)
}

fn normal(sheet: &StyleSheet<'_>) -> Element {
    let mut style = element("w:style")
        .set("w:type", "paragraph")
        .set("w:default", 1)
        .set("w:styleId", "Normal")
        .with(value("w:name", "Normal"))
        .with(element("w:qFormat"));
    if sheet.direction == Direction::RightToLeft {
        style = style.with(element("w:pPr").with(element("w:bidi")));
    }
    style
}

fn default_font() -> Element {
    hidden("character", "DefaultParagraphFont", "Default Paragraph Font", 1)
}

fn no_list() -> Element {
    hidden("numbering", "NoList", "No List", 99)
}

fn hidden(kind: &str, id: &str, name: &str, priority: u8) -> Element {
    element("w:style")
        .set("w:type", kind)
        .set("w:default", 1)
        .set("w:styleId", id)
        .with(value("w:name", name))
        .with(value("w:uiPriority", priority))
        .with(element("w:semiHidden"))
        .with(element("w:unhideWhenUsed"))
}

fn base_style(sheet: &StyleSheet<'_>, base: Base) -> Element {
    let mut style = element("w:style").set("w:type", "paragraph");
    if !base.is_built_in() {
        style = style.set("w:customStyle", 1);
    }
    style = style
        .set("w:styleId", base.id())
        .with(value("w:name", base.name()))
        .with(value("w:basedOn", base.parent()))
        .with_all(base.next().map(|next| value("w:next", next)))
        .with_all(base.twin().map(|(id, _)| value("w:link", id)))
        .with_all(base.listed());
    let look = sheet.role_style(base);
    let inherits = base.parent() != "Normal";
    let run = if inherits { element("w:rPr") } else { run(sheet.theme, &look) };
    for properties in [paragraph(sheet, base, &look), run] {
        if !properties.is_empty() {
            style = style.with(properties);
        }
    }
    style
}

/// The style of runs that a base style turns into where it is put on some words of
/// a paragraph.
fn twin(sheet: &StyleSheet<'_>, base: Base) -> Option<Element> {
    let (id, name) = base.twin()?;
    let run = run(sheet.theme, &sheet.role_style(base));
    let style = element("w:style")
        .set("w:type", "character")
        .set("w:customStyle", 1)
        .set("w:styleId", id)
        .with(value("w:name", name))
        .with(value("w:basedOn", "DefaultParagraphFont"))
        .with(value("w:link", base.id()))
        .with(value("w:uiPriority", 99))
        .with_all((!run.is_empty()).then_some(run));
    Some(style)
}

/// What a base style says of its paragraphs, beyond the defaults.
fn paragraph(sheet: &StyleSheet<'_>, base: Base, look: &Style) -> Element {
    let theme = sheet.theme;
    match base {
        Base::FirstParagraph if theme.blocks.indent_all => return element("w:pPr"),
        Base::FirstParagraph => {
            return element("w:pPr").with(element("w:ind").set("w:firstLine", 0));
        }
        Base::TableCaption => return element("w:pPr").with(element("w:keepNext")),
        _ => {}
    }
    let mut properties =
        element("w:pPr").with_all(spacing(theme, look)).with_all(indent(theme, base));
    if base.keeps_next() {
        properties = properties.with(element("w:keepNext")).with(element("w:keepLines"));
    }
    if matches!(base, Base::Heading(level) if theme.begins_page(level)) {
        properties = properties.with(element("w:pageBreakBefore"));
    }
    if base == Base::Code {
        properties = properties.with(code_tabs(look));
    }
    if let Some(distance) = base.bar() {
        let rtl = sheet.direction == Direction::RightToLeft;
        properties = properties.with(bar_beside(theme, distance, rtl));
    }
    if theme.body.hyphenate && !look.hyphenate {
        properties = properties.with(element("w:suppressAutoHyphens"));
    }
    if let Some(stops) = stops(theme, base) {
        properties = properties.with(stops);
    }
    if let Base::Heading(level) = base {
        properties = properties.with(value("w:outlineLvl", level - 1));
    }
    if let Some(list) = numbering::list_of_style(base) {
        properties = properties.with(list);
    }
    let align = match base {
        Base::Header => theme.head.only().unwrap_or(Align::Start),
        Base::Footer => theme.foot.only().unwrap_or(Align::Start),
        _ => look.align,
    };
    match align {
        Align::Start => properties,
        Align::Justify => properties.with(value("w:jc", "both")),
        Align::Center => properties.with(value("w:jc", "center")),
        Align::End => properties.with(value("w:jc", "right")),
    }
}

/// Stops at the middle and the end of the column, for heads, feet and page numbers.
fn stops(theme: &Theme, base: Base) -> Option<Element> {
    let page = &theme.page;
    let margins = page.margin_inside.absolute() + page.margin_outside.absolute();
    let width = twips(page.width.absolute() - margins);
    let stop = |kind: &str, at: i32| value("w:tab", kind).set("w:pos", at);
    let furniture = match base {
        Base::Header => &theme.head,
        Base::Footer => &theme.foot,
        Base::Contents(_) => {
            let leader = theme.contents.leaders.then_some("dot");
            let end = value("w:tab", "right").set_opt("w:leader", leader).set("w:pos", width);
            return Some(element("w:tabs").with(end));
        }
        _ => return None,
    };
    let stops = [stop("center", width / 2), stop("right", width)];
    furniture.only().is_none().then(|| element("w:tabs").with_all(stops))
}

/// The stops of tabs in code: every four characters.
fn code_tabs(look: &Style) -> Element {
    const STOPS: i32 = 12;
    /// What a character of usual faces for code takes, in thousandths of the size.
    const ADVANCE: i32 = 602;
    // Sizes are half points; ten twentieths of a point make one.
    let four = half_points(look.size.absolute()) * 10 * ADVANCE / 1000 * 4;
    let stop = |count: i32| element("w:tab").set("w:val", "left").set("w:pos", count * four);
    element("w:tabs").with_all((1..=STOPS).map(stop))
}

fn spacing(theme: &Theme, look: &Style) -> Option<Element> {
    let some = |twips: i32| (twips != 0).then_some(twips);
    let line = twips(look.length(look.leading));
    let body_line = twips(theme.body.length(theme.body.leading));
    let spacing = element("w:spacing")
        .set_opt("w:before", some(twips(look.length(look.space_before))))
        .set_opt("w:after", some(twips(look.length(look.space_after))))
        .set_opt("w:line", (line != body_line).then_some(line))
        .set_opt("w:lineRule", (line != body_line).then_some("atLeast"));
    (!spacing.is_empty()).then_some(spacing)
}

/// The indents that a base style has of itself; those of items come from the numbering.
fn indent(theme: &Theme, base: Base) -> Option<Element> {
    let some = |twips: i32| (twips != 0).then_some(twips);
    let look = base.style(theme);
    let first = if base == Base::BodyText { some(twips(look.length(look.indent))) } else { None };
    let left = if base.is_item() { None } else { some(base.left(theme)) };
    let indent = element("w:ind")
        .set_opt("w:left", left)
        .set_opt("w:right", some(base.right(theme)))
        .set_opt("w:firstLine", first);
    (!indent.is_empty()).then_some(indent)
}

/// What a style says of its runs, beyond the defaults.
fn run(theme: &Theme, look: &Style) -> Element {
    let mut properties = element("w:rPr");
    if look.face != theme.body.face {
        properties =
            properties.with(fonts(theme.family(look).common_name())).with(element("w:noProof"));
    }
    for (name, on) in [
        ("w:b", look.bold),
        ("w:bCs", look.bold),
        ("w:i", look.italic),
        ("w:iCs", look.italic),
        ("w:smallCaps", look.small_caps),
    ] {
        if on {
            properties = properties.with(element(name));
        }
    }
    if look.color != crate::theme::Color::BLACK {
        let color = look.color.to_string();
        properties = properties.with(value("w:color", color.trim_start_matches('#')));
    }
    let size = half_points(look.size.absolute());
    if size != half_points(theme.body_size()) {
        properties = properties.with(value("w:sz", size)).with(value("w:szCs", size));
    }
    properties.with_all(letterforms(theme, look))
}

/// A style for a place that needs more than a base style says.
fn derived(sheet: &StyleSheet<'_>, base: Base, variant: Variant) -> Element {
    element("w:style")
        .set("w:type", "paragraph")
        .set("w:customStyle", 1)
        .set("w:styleId", variant.id(base, sheet.direction))
        .with(value("w:name", variant.name(base, sheet.direction)))
        .with(value("w:basedOn", base.id()))
        .with_all(base.next().map(|next| value("w:next", next)))
        .with(value("w:uiPriority", 50))
        .with(change(sheet, base, variant))
}

fn change(sheet: &StyleSheet<'_>, base: Base, variant: Variant) -> Element {
    let mut properties = element("w:pPr");
    let spacing = changed_spacing(sheet, base, variant);
    if !spacing.is_empty() {
        properties = properties.with(spacing);
    }
    let indent = changed_indent(sheet, base, variant);
    if !indent.is_empty() {
        properties = properties.with(indent);
    }
    if variant.new_page {
        properties = properties.with(element("w:pageBreakBefore"));
    }
    if variant.turned {
        let rtl = sheet.direction == Direction::LeftToRight;
        properties = properties.with(value("w:bidi", u8::from(rtl)));
    }
    if let Some(bar) = variant.bar {
        let rtl = (sheet.direction == Direction::RightToLeft) != variant.turned;
        // The style that this one is based on may have it at the other side.
        let other = element(if rtl { "w:left" } else { "w:right" }).set("w:val", "nil");
        let mut borders = bar_beside(sheet.theme, bar, rtl).with(other);
        borders.children.sort_by_key(|side| match side {
            Node::Element(side) => side.name != "w:left",
            Node::Text(_) => true,
        });
        properties = properties.with(borders);
    }
    // Word turns left and right round in paragraphs from right to left.
    let rtl = (sheet.direction == Direction::RightToLeft) != variant.turned;
    let jc = variant.side.map(|side| match (side, rtl) {
        (Side::Center, _) => "center",
        (Side::Left, false) | (Side::Right, true) => "left",
        _ => "right",
    });
    properties.with_all(jc.map(|jc| value("w:jc", jc)))
}

fn changed_spacing(sheet: &StyleSheet<'_>, base: Base, variant: Variant) -> Element {
    let (theme, look) = (sheet.theme, sheet.role_style(base));
    let space = twips(theme.body_length(theme.blocks.space));
    let before = variant.opens.then(|| space.max(twips(look.length(look.space_before))));
    let after = if variant.closes {
        let ends_title_block = base.is_title_line() || matches!(base, Base::Heading(_));
        let title_space = twips(theme.body_length(theme.blocks.title_space));
        let space = if ends_title_block { title_space } else { space };
        Some(space.max(twips(look.length(look.space_after))))
    } else {
        variant.loose.then(|| twips(theme.body_length(theme.blocks.item_space)))
    };
    element("w:spacing").set_opt("w:before", before).set_opt("w:after", after)
}

fn changed_indent(sheet: &StyleSheet<'_>, base: Base, variant: Variant) -> Element {
    let look = sheet.role_style(base);
    let first = variant.follows.then(|| twips(look.length(look.indent)));
    element("w:ind")
        .set_opt("w:left", variant.left)
        .set_opt("w:right", variant.right)
        .set_opt("w:firstLine", first)
}

/// The line beside an aside, at the side where reading starts.
fn bar_beside(theme: &Theme, distance: u8, rtl: bool) -> Element {
    let color = theme.blocks.line_color.to_string();
    let line = element(if rtl { "w:right" } else { "w:left" })
        .set("w:val", "single")
        .set("w:sz", 2 * eighths(theme.body_length(theme.blocks.line_width)))
        .set("w:space", distance)
        .set("w:color", color.trim_start_matches('#'));
    element("w:pBdr").with(line)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::theme::{Measure, Role, built_in};

    #[test]
    fn styles_say_the_forms_that_are_not_the_bodys() {
        let mut theme = built_in().clone();
        let said = |theme: &Theme, role: Role| {
            let said = letterforms(theme, &theme.style(role));
            let values = said.iter().map(|element| {
                let (_, value) = &element.attributes[0];
                format!("{} {value}", element.name)
            });
            values.collect::<Vec<_>>().join(", ")
        };
        assert_eq!(said(&theme, Role::Quote), "");
        assert_eq!(said(&theme, Role::Title), "w14:numForm lining, w14:numSpacing proportional");
        assert_eq!(said(&theme, Role::TableCell), "w14:numForm lining, w14:numSpacing tabular");
        let code = "w14:ligatures none, w14:numForm default, w14:numSpacing default";
        assert_eq!(said(&theme, Role::Code), code);
        let quote = theme.roles.entry(Role::Quote).or_default();
        (quote.kerning, quote.letter_spacing) = (Some(false), Some(Measure::Em(100)));
        assert_eq!(said(&theme, Role::Quote), "w:spacing 20, w:kern 0");
    }
}
