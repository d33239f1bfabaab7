//! How Word lists the styles: in which order, which in the gallery of those that a
//! writer picks from, and which of paragraphs have a twin for runs.
//!
//! Word's own styles have Word's own places; ours stand where their kin does.

use super::super::xml::{Element, element, value};
use super::Base;
use super::character::Look;

/// The place of what nobody looks for.
const LAST: u8 = 99;

impl Base {
    /// Its place in the list, the gallery or what hides it, for `w:style`.
    pub(super) fn listed(self) -> Vec<Element> {
        let (place, picked) = match self {
            Base::BodyText | Base::FirstParagraph => (1, true),
            Base::Heading(_) => (9, true),
            Base::Kicker | Base::Title => (10, true),
            Base::Subtitle => (11, true),
            Base::Author | Base::Date | Base::Source => (12, true),
            Base::Quote | Base::Attribution => (29, true),
            Base::Caption | Base::TableCaption => (35, true),
            Base::Bullet(1) | Base::Number(1) => (36, true),
            Base::Bullet(_) | Base::Number(_) | Base::ListContinue(_) => (36, false),
            Base::Term | Base::Definition | Base::Code | Base::Math | Base::Figure => (37, true),
            Base::TableHead | Base::TableText | Base::AsideTitle | Base::Aside => (38, true),
            Base::Rule => (38, true),
            Base::ContentsTitle => (39, true),
            Base::Contents(_) => (39, false),
            Base::TableEnd | Base::Note | Base::Header | Base::Footer => (LAST, false),
        };
        listed(place, picked)
    }

    /// The id and the name of its twin for runs, where Word has one.
    pub(super) fn twin(self) -> Option<(String, String)> {
        let name = match self {
            Base::Heading(level) => format!("Heading {level} Char"),
            Base::Note => "Footnote Text Char".to_owned(),
            Base::Header => "Header Char".to_owned(),
            Base::Footer => "Footer Char".to_owned(),
            Base::Title | Base::Subtitle | Base::Date | Base::BodyText => self.name() + " Char",
            _ => return None,
        };
        Some((self.id() + "Char", name))
    }
}

impl Look {
    /// The same for a style of runs.
    pub(super) fn listed(&self) -> Vec<Element> {
        let (place, picked) = match self.id().as_str() {
            "Emphasis" => (20, true),
            "Strong" => (22, true),
            "Hyperlink" | "FootnoteReference" => (LAST, false),
            id if id.contains("Tok") => (LAST, false),
            _ if self.is_single() => (23, true),
            _ => (LAST, false),
        };
        listed(place, picked)
    }
}

fn listed(place: u8, picked: bool) -> Vec<Element> {
    let rest = if picked { element("w:qFormat") } else { element("w:unhideWhenUsed") };
    vec![value("w:uiPriority", place), rest]
}

/// Styles that Word has and this document does not are shown when they are used.
pub(super) fn latent() -> Element {
    element("w:latentStyles")
        .set("w:defLockedState", 0)
        .set("w:defUIPriority", LAST)
        .set("w:defSemiHidden", 1)
        .set("w:defUnhideWhenUsed", 1)
        .set("w:defQFormat", 0)
        .set("w:count", 376)
}
