//! A picture in the line: `docx-rs` gives all of them the same id and no
//! alternative text, so that the whole element is written anew.

use super::super::body::Picture;
use super::super::xml::{Element, element};

/// The namespace of DrawingML.
const MAIN: &str = "http://schemas.openxmlformats.org/drawingml/2006/main";
/// The namespace of pictures.
const PICTURE: &str = "http://schemas.openxmlformats.org/drawingml/2006/picture";
/// The namespace of the mark of decoration.
const DECORATIVE: &str = "http://schemas.microsoft.com/office/drawing/2017/decorative";
/// The name of the extension that holds the mark of decoration.
const DECORATIVE_EXTENSION: &str = "{C183D7F6-B498-43B3-948B-1728B52AA6E4}";
/// The namespace of drawings in SVG.
const DRAWING: &str = "http://schemas.microsoft.com/office/drawing/2016/SVG/main";
/// The name of the extension that holds one ([MS-ODRAWXML], 2.3.1.9).
const DRAWING_EXTENSION: &str = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}";

/// The drawing of the picture with a number.
pub(super) fn drawing(picture: &Picture<'_>, index: usize) -> Element {
    let inline = element("wp:inline")
        .set("distT", 0)
        .set("distB", 0)
        .set("distL", 0)
        .set("distR", 0)
        .with(extent("wp:extent", picture))
        .with(description(picture, index))
        .with(frame())
        .with(graphic(picture, index));
    element("w:drawing").with(inline)
}

fn extent(name: &'static str, picture: &Picture<'_>) -> Element {
    element(name).set("cx", picture.size.0).set("cy", picture.size.1)
}

fn frame() -> Element {
    let locks = element("a:graphicFrameLocks").set("xmlns:a", MAIN).set("noChangeAspect", 1);
    element("wp:cNvGraphicFramePr").with(locks)
}

fn description(picture: &Picture<'_>, index: usize) -> Element {
    let title = Some(picture.title).filter(|title| !title.is_empty());
    let description = element("wp:docPr")
        .set("id", index + 1)
        .set("name", format!("Picture {}", index + 1))
        .set("descr", picture.alt)
        .set_opt("title", title);
    match picture.alt.is_empty() {
        true => description.with(decoration()),
        false => description,
    }
}

/// The mark that a picture is decoration, for programs that read aloud.
fn decoration() -> Element {
    let mark = element("adec:decorative").set("xmlns:adec", DECORATIVE).set("val", 1);
    let extension = element("a:ext").set("uri", DECORATIVE_EXTENSION).with(mark);
    element("a:extLst").set("xmlns:a", MAIN).with(extension)
}

fn graphic(picture: &Picture<'_>, index: usize) -> Element {
    let data = element("a:graphicData").set("uri", PICTURE).with(pic(picture, index));
    element("a:graphic").set("xmlns:a", MAIN).with(data)
}

/// The image, with the drawing that it was painted from.
fn blip(picture: &Picture<'_>, index: usize) -> Element {
    let blip = element("a:blip").set("r:embed", Picture::relationship(index));
    if picture.drawing.is_none() {
        return blip;
    }
    let drawing = element("asvg:svgBlip")
        .set("xmlns:asvg", DRAWING)
        .set("r:embed", Picture::relationship_of_drawing(index));
    let extension = element("a:ext").set("uri", DRAWING_EXTENSION).with(drawing);
    blip.with(element("a:extLst").with(extension))
}

fn pic(picture: &Picture<'_>, index: usize) -> Element {
    let about = element("pic:nvPicPr")
        .with(
            element("pic:cNvPr").set("id", index + 1).set("name", format!("Picture {}", index + 1)),
        )
        .with(element("pic:cNvPicPr"));
    let fill = element("pic:blipFill")
        .with(blip(picture, index))
        .with(element("a:stretch").with(element("a:fillRect")));
    let frame = element("a:xfrm")
        .with(element("a:off").set("x", 0).set("y", 0))
        .with(extent("a:ext", picture));
    let shape = element("a:prstGeom").set("prst", "rect").with(element("a:avLst"));
    element("pic:pic")
        .set("xmlns:pic", PICTURE)
        .with(about)
        .with(fill)
        .with(element("pic:spPr").with(frame).with(shape))
}
