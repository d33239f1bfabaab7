//! Mending the text parts of `docx-rs`: the body, the notes, the page's foot.
//!
//! A part is read once as a stream. What is right is copied as it stands; an
//! element that may need mending is read as a small tree, mended and written.
//! So the cost is that of reading, however long the article.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::compose::Composition;
use crate::language::{Direction, Tag};

use super::super::body::{Draft, LinkFact, Picture, Story, TableFacts};
use super::super::marks::{
    CONTENTS, FORMULA, RunMark, SOFT_HYPHEN, decode_indexed, task_alias, task_sign,
};
use super::super::order;
use super::super::reference::{Reference, StylePlan, shift};
use super::super::xml::{DECLARATION, Element, Node, element, value};
use super::{FinishError, drawing, story_root};

/// What the marks in the text refer to.
pub(super) struct Facts<'a> {
    pictures: &'a [Picture<'a>],
    tables: &'a [TableFacts],
    links: &'a [LinkFact],
    formulas: &'a [Element],
    direction: Direction,
    /// What the section says of heads and feet.
    furniture: Vec<Element>,
    /// What a reference document changes.
    house: Option<House<'a>>,
}

/// What a reference document changes.
pub(super) struct House<'a> {
    /// The document.
    pub reference: &'a Reference,
    /// The styles that ours become.
    pub styles: &'a StylePlan,
}

impl<'a> Facts<'a> {
    /// The facts of a draft.
    pub(super) fn of(
        draft: &'a Draft<'_>,
        composition: &Composition<'_>,
        furniture: Vec<Element>,
        house: Option<House<'a>>,
    ) -> Facts<'a> {
        Facts {
            pictures: &draft.pictures,
            tables: &draft.tables,
            links: &draft.links,
            formulas: &draft.formulas,
            direction: composition.direction,
            furniture,
            house,
        }
    }

    /// The id of a style in the file.
    fn style(&self, id: &str) -> String {
        self.house.as_ref().map_or(id, |house| house.styles.id(id)).to_owned()
    }
}

impl House<'_> {
    /// Names the style and the list of a paragraph as the file does.
    fn rename(&self, said: &mut Element) {
        match said.name.as_ref() {
            "w:pStyle" => {
                for (_, id) in &mut said.attributes {
                    *id = self.styles.id(id).to_owned();
                }
            }
            "w:numPr" => shift(said, self.reference.numbering_offset()),
            _ => {}
        }
    }
}

/// A whole part, mended.
pub(super) fn finish(raw: &[u8], facts: &Facts<'_>, story: Story) -> Result<Vec<u8>, FinishError> {
    let mut out = Vec::with_capacity(raw.len() + 1024);
    out.extend_from_slice(DECLARATION.as_bytes());
    finish_into(raw, facts, story, &mut out)?;
    Ok(out)
}

/// A piece of a part, mended, at the end of `out`.
pub(super) fn finish_into(
    raw: &[u8],
    facts: &Facts<'_>,
    story: Story,
    out: &mut Vec<u8>,
) -> Result<(), FinishError> {
    let mut mender = Mender {
        raw,
        reader: Reader::from_reader(raw),
        facts,
        story,
        out,
        copied: 0,
        heads: Vec::new(),
    };
    mender.run()
}

struct Mender<'r, 'f> {
    raw: &'r [u8],
    reader: Reader<&'r [u8]>,
    facts: &'f Facts<'f>,
    story: Story,
    out: &'f mut Vec<u8>,
    /// How much of the input has been dealt with.
    copied: usize,
    /// How many rows of the head are still to come, for every open table.
    heads: Vec<usize>,
}

/// Ids of content controls are unique in the document, and each part is read for itself.
const FIRST_CONTROL_OF_NOTES: usize = 1 << 30;

impl<'r, 'f> Mender<'r, 'f> {
    fn run(&mut self) -> Result<(), FinishError> {
        loop {
            let before = self.position();
            match self.reader.read_event()? {
                Event::Eof => break,
                Event::Decl(_) => self.copied = self.position(),
                Event::Start(tag) => self.tag(before, &tag, true)?,
                Event::Empty(tag) => self.tag(before, &tag, false)?,
                Event::End(tag) if tag.name().as_ref() == b"w:tbl" => {
                    self.heads.pop();
                }
                _ => {}
            }
        }
        self.copy_until(self.raw.len());
        Ok(())
    }

    fn position(&self) -> usize {
        self.reader.buffer_position() as usize
    }

    fn copy_until(&mut self, end: usize) {
        self.out.extend_from_slice(&self.raw[self.copied..end]);
        self.copied = end;
    }

    /// Deals with a start tag; `open` when an end tag will follow.
    fn tag(&mut self, before: usize, tag: &BytesStart<'r>, open: bool) -> Result<(), FinishError> {
        match tag.name().as_ref() {
            b"w:document" => self.replace_tag(before, &story_root("w:document"), open),
            // Ids of paragraphs are counted over the whole process, and serve nothing here.
            b"w:p" => self.replace_tag(before, &element("w:p"), open),
            b"w:tbl" => self.heads.push(0),
            b"w:hyperlink" => {
                let link = Element::of_tag(tag)?;
                match self.formula(&link) {
                    Some(formula) => {
                        self.copy_until(before);
                        if open {
                            Element::read(tag, &mut self.reader)?;
                        }
                        self.copied = self.position();
                        formula.write(self.out);
                    }
                    None => self.replace_tag(before, &self.hyperlink(link), open),
                }
            }
            b"w:pPr"
            | b"w:rPr"
            | b"w:tblPr"
            | b"w:trPr"
            | b"w:tcPr"
            | b"w:sectPr"
            | b"w:tblGrid"
            | b"w:sdtPr"
            | b"w:drawing"
            | b"w:sym"
            | b"w:footnoteReference" => {
                self.copy_until(before);
                let whole = match open {
                    true => Element::read(tag, &mut self.reader)?,
                    false => Element::of_tag(tag)?,
                };
                self.copied = self.position();
                if let Some(mended) = self.mend(whole) {
                    mended.write(self.out);
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn replace_tag(&mut self, before: usize, tag: &Element, open: bool) {
        self.copy_until(before);
        tag.write_tag(self.out, if open { ">" } else { "/>" });
        self.copied = self.position();
    }

    /// The element as it should be; `None` when it says nothing.
    fn mend(&mut self, mut whole: Element) -> Option<Element> {
        match whole.name.as_ref() {
            "w:rPr" => return self.run_properties(whole),
            "w:pPr" => return self.paragraph_properties(whole),
            "w:tblPr" => self.table_properties(&mut whole),
            "w:trPr" => self.row_properties(&mut whole),
            "w:tcPr" => order::sort(&mut whole),
            "w:sectPr" => self.section_properties(&mut whole),
            "w:tblGrid" => grid(&mut whole),
            "w:sdtPr" => return Some(self.control(&whole)),
            "w:drawing" => return self.drawing(&whole),
            "w:sym" if whole.get("w:font") == Some(SOFT_HYPHEN) => {
                return Some(element("w:softHyphen"));
            }
            "w:footnoteReference" if self.story == Story::Notes => {
                return Some(element("w:footnoteRef"));
            }
            _ => {}
        }
        Some(whole)
    }

    /// The formula in whose place a link stands.
    fn formula(&self, link: &Element) -> Option<&'f Element> {
        let (_, index) =
            decode_indexed(link.get("w:anchor")?).filter(|(name, _)| *name == FORMULA)?;
        self.facts.formulas.get(index)
    }

    fn hyperlink(&self, mut link: Element) -> Element {
        link.attributes.retain(|(name, _)| name != "w:history");
        let index = link.get("r:id").and_then(LinkFact::index);
        let title = index.and_then(|index| self.facts.links.get(index)).map(|fact| &fact.title);
        let title = title.filter(|title| !title.is_empty()).cloned();
        link.set_opt("w:tooltip", title).set("w:history", 1)
    }

    fn drawing(&self, whole: &Element) -> Option<Element> {
        let index = Picture::index(whole.find("a:blip")?.get("r:embed")?)?;
        Some(drawing::drawing(self.facts.pictures.get(index)?, index))
    }

    /// The properties of a content control.
    fn control(&mut self, whole: &Element) -> Element {
        // How much is written so far is another number each time.
        let first = if self.story == Story::Document { 0 } else { FIRST_CONTROL_OF_NOTES };
        let alias = whole.child("w:alias").and_then(|alias| alias.get("w:val"));
        let kind = match alias {
            Some(CONTENTS) => contents(),
            alias => checkbox(alias == Some(task_alias(true))),
        };
        element("w:sdtPr").with(value("w:id", first + self.out.len())).with(kind)
    }

    fn table_properties(&mut self, properties: &mut Element) {
        // The style says how the table looks.
        properties.take("w:tblBorders");
        properties.take("w:jc");
        let style = properties.take("w:tblStyle");
        let mark = style.as_ref().and_then(|style| style.get("w:val")).and_then(decode_indexed);
        let Some((style, index)) = mark else { return };
        let Some(facts) = self.facts.tables.get(index) else { return };
        if let Some(head) = self.heads.last_mut() {
            *head = facts.head;
        }
        let look = element("w:tblLook")
            .set("w:val", if facts.head > 0 { "0420" } else { "0400" })
            .set("w:firstRow", u8::from(facts.head > 0))
            .set("w:lastRow", 0)
            .set("w:firstColumn", 0)
            .set("w:lastColumn", 0)
            .set("w:noHBand", 0)
            .set("w:noVBand", 1);
        let mut said = vec![value("w:tblStyle", self.facts.style(style)), look];
        if facts.rtl {
            said.push(element("w:bidiVisual"));
        }
        if !facts.caption.is_empty() {
            said.push(value("w:tblCaption", &facts.caption));
        }
        properties.children.extend(said.into_iter().map(Node::Element));
        order::sort(properties);
    }

    fn row_properties(&mut self, properties: &mut Element) {
        if let Some(head) = self.heads.last_mut().filter(|head| **head > 0) {
            *head -= 1;
            properties.children.push(Node::Element(element("w:tblHeader")));
        }
    }

    fn section_properties(&self, properties: &mut Element) {
        if let Some(house) = &self.facts.house {
            *properties = house.reference.section(properties);
        }
        if self.facts.direction == Direction::RightToLeft {
            properties.children.push(Node::Element(element("w:bidi")));
        }
        properties.children.extend(self.facts.furniture.iter().cloned().map(Node::Element));
        order::sort(properties);
    }

    /// The properties of a run, with language and direction taken out of its mark.
    fn run_properties(&self, mut properties: Element) -> Option<Element> {
        let style = properties.take("w:rStyle");
        if let Some(mark) = style.as_ref().and_then(|style| style.get("w:val")) {
            let mark = RunMark::decode(mark);
            let mut said = Vec::new();
            if !mark.style.is_empty() {
                said.push(value("w:rStyle", self.facts.style(mark.style)));
            }
            if mark.rtl {
                said.push(element("w:rtl"));
            }
            if let Ok(tag) = mark.language.parse::<Tag>() {
                said.push(super::super::styles::language(&tag));
            }
            properties.children.extend(said.into_iter().map(Node::Element));
        }
        order::sort(&mut properties);
        (!properties.is_empty()).then_some(properties)
    }

    fn paragraph_properties(&self, mut properties: Element) -> Option<Element> {
        // That of the paragraph's mark, always there and always empty.
        if properties.child("w:rPr").is_some_and(Element::is_empty) {
            properties.take("w:rPr");
        }
        for node in &mut properties.children {
            let Node::Element(child) = node else { continue };
            if let Some(house) = &self.facts.house {
                house.rename(child);
            }
            if child.name == "w:numPr" {
                let numbering = child;
                // The level comes before the list.
                numbering.children.sort_by_key(|node| match node {
                    Node::Element(child) => child.name != "w:ilvl",
                    Node::Text(_) => true,
                });
            }
        }
        order::sort(&mut properties);
        (!properties.is_empty()).then_some(properties)
    }
}

/// The grid without the unit, which the schema does not know there.
fn grid(grid: &mut Element) {
    for node in &mut grid.children {
        if let Node::Element(column) = node {
            column.attributes.retain(|(name, _)| name != "w:type");
        }
    }
}

/// What says that a content control holds the table of contents.
fn contents() -> Element {
    element("w:docPartObj")
        .with(value("w:docPartGallery", "Table of Contents"))
        .with(element("w:docPartUnique"))
}

/// What says that a content control is a box that can be ticked ([MS-DOCX], 2.6.1.4).
fn checkbox(done: bool) -> Element {
    let state = |name: &'static str, done: bool| {
        let code = task_sign(done).chars().next().map_or(0, u32::from);
        element(name).set("w14:val", format!("{code:04X}")).set("w14:font", "MS Gothic")
    };
    element("w14:checkbox")
        .with(element("w14:checked").set("w14:val", u8::from(done)))
        .with(state("w14:checkedState", true))
        .with(state("w14:uncheckedState", false))
}
