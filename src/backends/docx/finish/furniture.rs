//! Heads and feet of pages, as parts of their own. What changes from page to page
//! is a field; the section is the last heading of the first level.

use super::super::body::Draft;
use super::super::reference::{Image, Reference};
use super::super::styles::{Base, Variant};
use super::super::xml::{Element, element, value};
use super::story_root;
use crate::compose::{Composition, flow};
use crate::theme::furniture::Field;
use crate::theme::{Furniture, Template, Theme};

/// Characters that stand for fields while a template is filled.
const FIELDS: [(char, &str); 3] =
    [('\u{1}', "PAGE"), ('\u{2}', "NUMPAGES"), ('\u{3}', "STYLEREF 1")];

/// Nobody cuts a head that is too long for its line here; longer texts are cut
/// at a word before so many characters.
const LONGEST: usize = 40;

/// A head or a foot.
pub(super) struct Part {
    /// The name of its part: `header1`.
    pub name: String,
    /// The kind of its relationship: `header`.
    pub kind: &'static str,
    /// Its relationship's id.
    pub id: String,
    /// What refers to it.
    reference: &'static str,
    /// The pages it is for: `default`, `first` or `even`.
    pages: Vec<String>,
    pub content: Element,
    /// The images in it.
    pub images: Vec<Image>,
}

impl Part {
    /// The head or foot of a number.
    fn new(foot: bool, number: usize, content: Element) -> Part {
        let (kind, reference) = match foot {
            false => ("header", "w:headerReference"),
            true => ("footer", "w:footerReference"),
        };
        let (name, id) = (format!("{kind}{number}"), format!("rId_{kind}{number}"));
        Part { name, kind, id, reference, pages: Vec::new(), content, images: Vec::new() }
    }
}

/// The heads and feet of a reference document.
pub(super) fn of_reference(reference: &Reference) -> Vec<Part> {
    let all = reference.furniture.iter().enumerate();
    let part = all.map(|(index, furniture)| Part {
        pages: vec![furniture.pages.clone()],
        images: furniture.images.clone(),
        ..Part::new(furniture.foot, index + 1, furniture.content.clone())
    });
    part.collect()
}

/// The heads and feet that a theme has, and whether the first page has others.
pub(super) fn parts(
    draft: &mut Draft<'_>,
    composition: &Composition<'_>,
    theme: &Theme,
) -> (Vec<Part>, bool) {
    let mut parts = Vec::new();
    let mut first_pages = Vec::new();
    for (furniture, base) in [(&theme.head, Base::Header), (&theme.foot, Base::Footer)] {
        if furniture.is_empty() {
            continue;
        }
        let foot = base == Base::Footer;
        let style = draft.styles.paragraph(base, Variant::default());
        let root = story_root(if foot { "w:ftr" } else { "w:hdr" });
        let content = root.with(paragraph(furniture, style, composition));
        parts.push(Part::new(foot, 1, content));
        first_pages.push(furniture.first_page);
    }
    // A section whose first page differs needs all that this page shows said anew.
    let differs = first_pages.contains(&false);
    for (part, first_page) in parts.iter_mut().zip(first_pages) {
        part.pages = vec!["default".to_owned()];
        part.pages.extend((differs && first_page).then(|| "first".to_owned()));
    }
    (parts, differs)
}

/// What the properties of the section say of heads and feet.
pub(super) fn references(parts: &[Part]) -> Vec<Element> {
    let refer = |part: &Part, pages: &str| {
        element(part.reference).set("w:type", pages).set("r:id", &part.id)
    };
    let pages =
        parts.iter().flat_map(|part| part.pages.iter().map(move |pages| refer(part, pages)));
    pages.collect()
}

/// The three texts, with stops between them.
fn paragraph(furniture: &Furniture, style: String, composition: &Composition<'_>) -> Element {
    let mut paragraph = element("w:p").with(element("w:pPr").with(value("w:pStyle", style)));
    let alone = furniture.only();
    let templates = [&furniture.inner, &furniture.center, &furniture.outer];
    for (index, template) in templates.into_iter().enumerate() {
        if index > 0 && alone.is_none() {
            paragraph = paragraph.with(element("w:r").with(element("w:tab")));
        }
        paragraph = paragraph.with_all(runs(template, composition));
    }
    paragraph
}

/// A template as runs and fields.
fn runs(template: &Template, composition: &Composition<'_>) -> Vec<Element> {
    let running = flow::running(composition);
    let section = composition.parts.first().and_then(|part| part.outline.first());
    let filled = template.fill(|field| match field {
        Field::Title => short(&running.title),
        Field::Author => running.author.clone(),
        Field::Date => running.date.clone(),
        Field::Source => short(&running.source),
        Field::Section => section.map(|_| FIELDS[2].0.to_string()).unwrap_or_default(),
        Field::Page => FIELDS[0].0.to_string(),
        Field::Pages => FIELDS[1].0.to_string(),
    });
    let mut runs = Vec::new();
    for part in filled.split_inclusive(|c| FIELDS.iter().any(|(field, _)| *field == c)) {
        let field = FIELDS.iter().find(|(field, _)| part.ends_with(*field));
        let before = field.map_or(part, |(field, _)| part.trim_end_matches(*field));
        if !before.is_empty() {
            runs.push(run(before));
        }
        if let Some((_, instruction)) = field {
            // What is shown until the program that opens the file knows better.
            let shown = match section {
                Some(section) if instruction.starts_with("STYLEREF") => section.title.as_str(),
                _ => "1",
            };
            let field = element("w:fldSimple").set("w:instr", format!(" {instruction} "));
            runs.push(field.with(run(shown)));
        }
    }
    runs
}

fn short(text: &str) -> String {
    let Some((end, _)) = text.char_indices().nth(LONGEST) else { return text.to_owned() };
    let words = text[..end].rsplit_once(' ').map_or(&text[..end], |(words, _)| words);
    format!("{}…", words.trim_end_matches([' ', ',', ';', ':', '–', '—', '-']))
}

fn run(text: &str) -> Element {
    element("w:r").with(element("w:t").set("xml:space", "preserve").text(text))
}
