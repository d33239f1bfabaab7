//! The order in which the schemas want the children of property elements.
//!
//! ECMA-376 part 1, §17: these are sequences, and Word takes a part whose
//! children stand in another order for damaged. Neither `docx-rs` nor our own
//! code minds the order; [`sort`] is called on every such element at the end.

use super::xml::{Element, Node};

/// Sorts the children of an element, where the schema orders them; equal ones
/// keep their order, unknown ones (of other namespaces) come last.
pub(super) fn sort(element: &mut Element) {
    if element.children.len() < 2 {
        return;
    }
    let Some(order) = order_of(&element.name) else { return };
    let place = |node: &Node| match node {
        Node::Element(child) => {
            let name = child.name.strip_prefix("w:").unwrap_or(&child.name);
            order.split(' ').position(|known| known == name)
        }
        Node::Text(_) => None,
    };
    // Looking a place up costs more than sorting.
    element.children.sort_by_cached_key(|node| place(node).unwrap_or(usize::MAX));
}

/// The children of an element in order, for those that need one.
fn order_of(name: &str) -> Option<&'static str> {
    match name {
        "w:pPr" => Some(PARAGRAPH),
        "w:rPr" => Some(RUN),
        "w:tblPr" => Some(TABLE),
        "w:tcPr" => Some(CELL),
        "w:sectPr" => Some(SECTION),
        "w:style" => Some(STYLE),
        "w:settings" => Some(SETTINGS),
        _ => None,
    }
}

const PARAGRAPH: &str = "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr \
    suppressLineNumbers pBdr shd tabs suppressAutoHyphens kinsoku wordWrap overflowPunct \
    topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd snapToGrid spacing ind \
    contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment \
    textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange";

const RUN: &str = "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss \
    imprint noProof snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u \
    effect bdr shd fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath";

const TABLE: &str = "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize \
    tblStyleColBandSize tblW jc tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook \
    tblCaption tblDescription";

const CELL: &str = "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection \
    tcFitText vAlign hideMark";

const SECTION: &str = "headerReference footerReference footnotePr endnotePr type pgSz pgMar \
    paperSrc pgBorders lnNumType pgNumType cols formProt vAlign noEndnote titlePg textDirection \
    bidi rtlGutter docGrid printerSettings";

const STYLE: &str = "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden \
    unhideWhenUsed qFormat locked personal personalCompose personalReply rsid pPr rPr tblPr trPr \
    tcPr tblStylePr";

/// Those that are written, of some ninety.
const SETTINGS: &str = "zoom mirrorMargins alignBordersAndEdges bordersDoNotSurroundHeader \
    bordersDoNotSurroundFooter gutterAtTop defaultTabStop autoHyphenation consecutiveHyphenLimit \
    hyphenationZone doNotHyphenateCaps evenAndOddHeaders characterSpacingControl footnotePr \
    compat m:mathPr themeFontLang clrSchemeMapping decimalSymbol listSeparator";

#[cfg(test)]
mod tests {
    use super::super::xml::element;
    use super::*;

    #[test]
    fn children_take_the_order_of_the_schema() {
        let (jc, style, other) = (element("w:jc"), element("w:pStyle"), element("w14:x"));
        let mut properties = element("w:pPr").with(other).with(jc).with(style);
        sort(&mut properties);
        let names: Vec<_> = properties.elements().map(|child| child.name.as_ref()).collect();
        assert_eq!(names, ["w:pStyle", "w:jc", "w14:x"]);
    }
}
