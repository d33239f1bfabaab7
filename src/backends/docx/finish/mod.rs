//! The finishing step: the parts that `docx-rs` made are put right, the parts
//! that it does not make or makes badly are written, and all is packed.
//!
//! Of `docx-rs`'s parts the body, the notes and the foot of the page are kept;
//! [`story`] reads them once and mends what stands in them. Written here, from
//! the model, are:
//!
//! - styles and numbering, see [`super::styles`] and [`super::numbering`] for why;
//! - relationships and content types: `docx-rs` lists links in an order that
//!   changes from run to run and knows no relationships of notes ([`package`]);
//! - properties: it writes no title, author or language ([`properties`]);
//! - settings, faces and theme: it sets no compatibility mode, so that Word
//!   opens the file as one of 2007, names faces that the document does not use,
//!   and has no theme ([`settings`], [`theme`]);
//! - the images, which it would all turn into PNG ([`drawing`]);
//! - the archive, with fixed times and a fixed order.

mod drawing;
mod furniture;
mod package;
mod properties;
mod settings;
mod story;
mod theme;

use docx_rs::{BuildXML as _, DocumentChild, Docx, PageMargin};

use crate::compose::Composition;
use crate::length::Length;
use crate::theme::{Furniture, Role, Theme};

use super::super::Request;
use super::super::archive::TooLarge;
use super::body::{Draft, Story};
use super::reference::{Reference, Wanted};
use super::units::{half_points, twips};
use super::xml::{DECLARATION, Element, element};

/// The namespace of WordprocessingML.
pub(super) const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
/// The namespace of formulas.
pub(super) const MATH: &str = "http://schemas.openxmlformats.org/officeDocument/2006/math";
/// The namespace of what Word 2010 added.
pub(super) const WORD_2010: &str = "http://schemas.microsoft.com/office/word/2010/wordml";
/// The namespace of markup compatibility.
pub(super) const COMPATIBILITY: &str =
    "http://schemas.openxmlformats.org/markup-compatibility/2006";
/// The namespace of relationships in parts.
pub(super) const RELATIONSHIPS: &str =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
/// The namespace of drawings in text.
const DRAWING: &str = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing";

/// What cannot go wrong unless a crate has a fault.
#[derive(Debug, thiserror::Error)]
pub(super) enum FinishError {
    /// `docx-rs` made a part that is not XML.
    #[error("a part is not XML: {0}")]
    Xml(#[from] quick_xml::Error),
    /// The archive could not be written.
    #[error("the archive: {0}")]
    Archive(#[from] TooLarge),
}

/// Makes the file of a draft.
pub(super) fn finish(
    mut draft: Draft<'_>,
    composition: &Composition<'_>,
    request: &Request<'_>,
    reference: Option<&Reference>,
) -> Result<Vec<u8>, FinishError> {
    let theme = request.theme;
    let document = std::mem::take(&mut draft.document);
    let raw = with_page(document, theme).build();
    let (furniture, differs) = match reference {
        Some(reference) => (furniture::of_reference(reference), false),
        None => furniture::parts(&mut draft, composition, theme),
    };
    let styles = draft.styles.part();
    let plan = reference.map(|reference| reference.plan(&styles)).unwrap_or_default();
    let house = reference.map(|reference| story::House { reference, styles: &plan });
    let mut of_section = furniture::references(&furniture);
    of_section.extend(differs.then(|| element("w:titlePg")));
    let facts = story::Facts::of(&draft, composition, of_section, house);
    let body = story::finish(&raw.document, &facts, Story::Document)?;
    let notes = notes(&draft, &facts)?;
    let mut package = package::Package::new(&draft, &furniture);
    package.body("document", body);
    package.body("footnotes", notes);
    for part in furniture {
        package.images(&part);
        package.body(&part.name, part.content.into_part());
    }
    let numbering = draft.numbering.part(theme);
    let settings = settings::settings(composition, theme);
    match reference {
        Some(reference) => {
            let wanted = Wanted {
                used: draft.styles.used(),
                language: draft.styles.language(),
                direction: composition.direction,
                size: half_points(theme.body_size()),
            };
            package.body("styles", reference.styles(&styles, &plan, &wanted).into_part());
            package.body("numbering", reference.numbering(numbering, &plan).into_part());
            package.body("settings", reference.settings(settings).into_part());
        }
        None => {
            package.body("styles", styles.into_part());
            package.body("numbering", numbering.into_part());
            package.body("settings", settings.into_part());
        }
    }
    for (name, usual) in [
        ("fontTable", settings::faces(theme, &composition.language)),
        ("theme/theme1", theme::part(theme)),
    ] {
        let own = reference.and_then(|reference| reference.copied(name)).cloned();
        package.body(name, own.unwrap_or(usual).into_part());
    }
    properties::add(&mut package, composition, request.host.epoch());
    package.zip()
}

/// The document with its paper.
fn with_page(document: Docx, theme: &Theme) -> Docx {
    let page = &theme.page;
    let size = |measure: crate::theme::Measure| twips(measure.absolute());
    // Word counts from the edge to the text's outer side, we to its baseline.
    let beyond = |furniture: &Furniture, role: Role, share: i64| {
        let type_size = theme.style(role).size.absolute();
        let distance = furniture.distance.of(page.height.absolute());
        twips((distance - type_size.per_mille(share)).max(Length::ZERO))
    };
    document.page_size(size(page.width).max(1) as u32, size(page.height).max(1) as u32).page_margin(
        PageMargin::new()
            .top(size(page.margin_top))
            .bottom(size(page.margin_bottom))
            .left(size(page.margin_inside))
            .right(size(page.margin_outside))
            .header(beyond(&theme.head, Role::Head, 780))
            .footer(beyond(&theme.foot, Role::Folio, 250))
            .gutter(0),
    )
}

/// `word/footnotes.xml`: the separators that Word asks for, then the notes.
fn notes(draft: &Draft<'_>, facts: &story::Facts<'_>) -> Result<Vec<u8>, FinishError> {
    let mut out = DECLARATION.as_bytes().to_vec();
    story_root("w:footnotes").write_tag(&mut out, ">");
    for (id, kind) in [(-1, "separator"), (0, "continuationSeparator")] {
        separator(id, kind).write(&mut out);
    }
    for (index, blocks) in draft.notes.iter().enumerate() {
        element("w:footnote").set("w:id", index + 1).write_tag(&mut out, ">");
        for block in blocks {
            let raw = match block {
                DocumentChild::Paragraph(paragraph) => paragraph.build(),
                DocumentChild::Table(table) => table.build(),
                _ => continue,
            };
            story::finish_into(&raw, facts, Story::Notes, &mut out)?;
        }
        out.extend_from_slice(b"</w:footnote>");
    }
    out.extend_from_slice(b"</w:footnotes>");
    Ok(out)
}

fn separator(id: i32, kind: &'static str) -> Element {
    let name = if kind == "separator" { "w:separator" } else { "w:continuationSeparator" };
    let spacing =
        element("w:spacing").set("w:after", 0).set("w:line", 240).set("w:lineRule", "auto");
    element("w:footnote").set("w:type", kind).set("w:id", id).with(
        element("w:p")
            .with(element("w:pPr").with(spacing))
            .with(element("w:r").with(element(name))),
    )
}

/// The root of a part with text, with the namespaces that its text may use.
fn story_root(name: &'static str) -> Element {
    element(name)
        .set("xmlns:w", WORD)
        .set("xmlns:r", RELATIONSHIPS)
        .set("xmlns:m", MATH)
        .set("xmlns:wp", DRAWING)
        .set("xmlns:w14", WORD_2010)
        .set("xmlns:mc", COMPATIBILITY)
        .set("mc:Ignorable", "w14")
}
