//! The styles of tables: a quiet one with a line above, below and under the
//! head, based on Word's grid without its other lines.

use crate::theme::Theme;

use super::super::units::{eighths, twips};
use super::super::xml::{Element, element, value};

/// The id of the style that all tables have.
pub(in super::super) const TABLE_STYLE: &str = "ArticleTable";

/// The styles of tables.
pub(super) fn write(theme: &Theme) -> Vec<Element> {
    vec![normal(), grid(), article(theme)]
}

fn table_style(id: &str, name: &str) -> Element {
    element("w:style").set("w:type", "table").set("w:styleId", id).with(value("w:name", name))
}

fn normal() -> Element {
    let properties = element("w:tblPr").with(width("w:tblInd", 0)).with(margins(0, 108));
    let mut style = table_style("TableNormal", "Normal Table").set("w:default", 1);
    style = style.with(value("w:uiPriority", 99)).with(element("w:semiHidden"));
    style.with(element("w:unhideWhenUsed")).with(properties)
}

fn grid() -> Element {
    let sides = ["w:top", "w:left", "w:bottom", "w:right", "w:insideH", "w:insideV"];
    let borders = element("w:tblBorders").with_all(sides.map(|side| line(side, 4, "auto")));
    table_style("TableGrid", "Table Grid")
        .with(value("w:basedOn", "TableNormal"))
        .with(value("w:uiPriority", 39))
        .with(element("w:tblPr").with(borders))
}

fn article(theme: &Theme) -> Element {
    let color = theme.blocks.line_color.to_string();
    let color = color.trim_start_matches('#');
    let thin = eighths(theme.body_length(theme.blocks.line_width));
    let line = |side| line(side, thin, color);
    let gap = twips(theme.body_length(theme.blocks.column_gap)) / 2;
    let none = |side| element(side).set("w:val", "nil");
    let borders = element("w:tblBorders")
        .with(line("w:top"))
        .with(none("w:left"))
        .with(line("w:bottom"))
        .with_all(["w:right", "w:insideH", "w:insideV"].map(none));
    let properties = element("w:tblPr").with(borders).with(margins(PADDING, gap));
    let head = element("w:tblStylePr")
        .set("w:type", "firstRow")
        .with(element("w:tcPr").with(element("w:tcBorders").with(line("w:bottom"))));
    table_style(TABLE_STYLE, "Article Table")
        .set("w:customStyle", 1)
        .with(value("w:basedOn", "TableGrid"))
        .with(value("w:uiPriority", 40))
        .with(element("w:qFormat"))
        .with(properties)
        .with(head)
}

/// Space above and below the text of a cell, in twentieths of a point.
const PADDING: i32 = 40;

fn line(side: &'static str, eighths: i32, color: &str) -> Element {
    element(side)
        .set("w:val", "single")
        .set("w:sz", eighths)
        .set("w:space", 0)
        .set("w:color", color)
}

fn margins(vertical: i32, horizontal: i32) -> Element {
    element("w:tblCellMar")
        .with(width("w:top", vertical))
        .with(width("w:left", horizontal))
        .with(width("w:bottom", vertical))
        .with(width("w:right", horizontal))
}

fn width(name: &'static str, twips: i32) -> Element {
    element(name).set("w:w", twips).set("w:type", "dxa")
}
