//! A second reader of PDF files: their tags with the text that each marks.
//!
//! It goes the way of a screen reader: from the tag tree to the marks on the
//! pages, and from glyphs to characters by the ToUnicode maps and actual texts.
//! [`way_back`] goes the other way, from pages and annotations to their tags.

use std::collections::BTreeMap;

use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Document, Object, ObjectId};

/// A structure element.
#[derive(Debug, Default)]
pub struct Element {
    /// Its type: `P`, `H1`, `Link` …
    pub kind: String,
    /// Its alternative text.
    pub alt: Option<String>,
    /// What it holds, in reading order.
    pub kids: Vec<Kid>,
}

/// What a structure element holds.
#[derive(Debug)]
pub enum Kid {
    /// Another element.
    Element(Element),
    /// Text on a page.
    Text(String),
    /// A place to click.
    Annotation,
}

/// The text of the marks, by page and number.
type Marks = BTreeMap<(ObjectId, i64), String>;

/// The tag tree of a file, from its root element.
pub fn tags(document: &Document) -> Result<Element, String> {
    let marks = marks(document)?;
    let catalog = document.catalog().map_err(text_of)?;
    let root = dictionary(document, catalog.get(b"StructTreeRoot").map_err(text_of)?)?;
    element(document, root.get(b"K").map_err(text_of)?, &marks)
}

/// What keeps the way back from pages to tags from leading where the way down
/// came from (ISO 32000-1, 14.7.4.4): marks and annotations that their page says
/// belong to another element than the one that holds them, or to none.
pub fn way_back(document: &Document) -> Result<Vec<String>, String> {
    let catalog = document.catalog().map_err(text_of)?;
    let root = dictionary(document, catalog.get(b"StructTreeRoot").map_err(text_of)?)?;
    let mut down = Down::default();
    down.element(document, root.get(b"K").map_err(text_of)?)?;
    let back = numbers(document, root.get(b"ParentTree").map_err(text_of)?)?;
    let mut faults = Vec::new();
    let mut marks = 0;
    for page in document.get_pages().into_values() {
        let entry = document.get_dictionary(page).map_err(text_of)?;
        let key = entry.get(b"StructParents").and_then(Object::as_i64).map_err(text_of)?;
        let owners = back.get(&key).ok_or("a page that the ParentTree does not know")?;
        let owners = resolved(document, owners)?.as_array().map_err(text_of)?;
        for (number, owner) in owners.iter().enumerate() {
            marks += 1;
            let held = down.marks.get(&(page, number as i64));
            if held != owner.as_reference().ok().as_ref() {
                faults.push(format!("mark {number} of page {page:?}: {owner:?}, not {held:?}"));
            }
        }
        faults.extend(annotations(document, entry, &back, &down)?);
    }
    if marks != down.marks.len() {
        faults.push(format!("{} marks in the tags, {marks} on the way back", down.marks.len()));
    }
    Ok(faults)
}

/// The annotations of a page that do not lead back to the element that holds them.
fn annotations(
    document: &Document,
    page: &Dictionary,
    back: &BTreeMap<i64, Object>,
    down: &Down,
) -> Result<Vec<String>, String> {
    let Ok(list) = page.get(b"Annots") else { return Ok(Vec::new()) };
    let mut faults = Vec::new();
    for annotation in resolved(document, list)?.as_array().map_err(text_of)? {
        let key = dictionary(document, annotation)?.get(b"StructParent");
        let key = key.and_then(Object::as_i64).map_err(text_of)?;
        let owner = back.get(&key).and_then(|owner| owner.as_reference().ok());
        let id = annotation.as_reference().map_err(text_of)?;
        if owner.is_none() || owner != down.annotations.get(&id).copied() {
            faults.push(format!("annotation {id:?} leads back to {owner:?}"));
        }
    }
    Ok(faults)
}

/// A number tree that is one leaf.
fn numbers(document: &Document, tree: &Object) -> Result<BTreeMap<i64, Object>, String> {
    let list = dictionary(document, tree)?.get(b"Nums").and_then(Object::as_array);
    let pairs = list.map_err(text_of)?.chunks_exact(2);
    pairs.map(|pair| Ok((pair[0].as_i64().map_err(text_of)?, pair[1].clone()))).collect()
}

/// Which element holds each mark and annotation, by the way down.
#[derive(Default)]
struct Down {
    marks: BTreeMap<(ObjectId, i64), ObjectId>,
    annotations: BTreeMap<ObjectId, ObjectId>,
}

impl Down {
    fn element(&mut self, document: &Document, object: &Object) -> Result<(), String> {
        let id = object.as_reference().map_err(text_of)?;
        let entry = dictionary(document, object)?;
        let own = entry.get(b"Pg").and_then(Object::as_reference).ok();
        let Ok(kids) = entry.get(b"K") else { return Ok(()) };
        for kid in resolved(document, kids)?.as_array().map_err(text_of)? {
            if let Ok(number) = kid.as_i64() {
                self.marks.insert((own.ok_or("a mark without a page")?, number), id);
                continue;
            }
            let reference = dictionary(document, kid)?;
            let page = reference.get(b"Pg").and_then(Object::as_reference).ok();
            match reference.get(b"Type").and_then(Object::as_name) {
                Ok(b"MCR") => {
                    let number = reference.get(b"MCID").and_then(Object::as_i64);
                    let page = page.ok_or("a mark without a page")?;
                    self.marks.insert((page, number.map_err(text_of)?), id);
                }
                Ok(b"OBJR") => {
                    let held = reference.get(b"Obj").and_then(Object::as_reference);
                    self.annotations.insert(held.map_err(text_of)?, id);
                }
                _ => self.element(document, kid)?,
            }
        }
        Ok(())
    }
}

fn text_of(error: impl ToString) -> String {
    error.to_string()
}

fn resolved<'d>(document: &'d Document, object: &'d Object) -> Result<&'d Object, String> {
    document.dereference(object).map(|(_, object)| object).map_err(text_of)
}

fn dictionary<'d>(document: &'d Document, object: &'d Object) -> Result<&'d Dictionary, String> {
    resolved(document, object)?.as_dict().map_err(text_of)
}

fn element(document: &Document, object: &Object, marks: &Marks) -> Result<Element, String> {
    let entry = dictionary(document, object)?;
    let kind = entry.get(b"S").and_then(Object::as_name).map_err(text_of)?;
    let page = entry.get(b"Pg").and_then(Object::as_reference).ok();
    let mut element = Element {
        kind: String::from_utf8_lossy(kind).into_owned(),
        alt: entry.get(b"Alt").ok().and_then(|alt| alt.as_str().ok()).map(string),
        kids: Vec::new(),
    };
    let kids = match entry.get(b"K") {
        Ok(kids) => resolved(document, kids)?.as_array().map_err(text_of)?.clone(),
        Err(_) => Vec::new(),
    };
    for kid in &kids {
        element.kids.push(self::kid(document, kid, page, marks)?);
    }
    Ok(element)
}

fn kid(
    document: &Document,
    kid: &Object,
    page: Option<ObjectId>,
    marks: &Marks,
) -> Result<Kid, String> {
    let marked = |page: Option<ObjectId>, number: i64| {
        let page = page.ok_or("a mark without a page")?;
        let text = marks.get(&(page, number)).ok_or("a mark that no page has")?;
        Ok(Kid::Text(text.clone()))
    };
    if let Ok(number) = kid.as_i64() {
        return marked(page, number);
    }
    let entry = dictionary(document, kid)?;
    match entry.get(b"Type").and_then(Object::as_name) {
        Ok(b"MCR") => {
            let page = entry.get(b"Pg").and_then(Object::as_reference).ok();
            marked(page, entry.get(b"MCID").and_then(Object::as_i64).map_err(text_of)?)
        }
        Ok(b"OBJR") => Ok(Kid::Annotation),
        _ => Ok(Kid::Element(element(document, kid, marks)?)),
    }
}

/// The text of all marks of all pages.
fn marks(document: &Document) -> Result<Marks, String> {
    let mut marks = Marks::new();
    for page in document.get_pages().into_values() {
        let fonts = document.get_page_fonts(page).map_err(text_of)?;
        let maps = fonts.iter().map(|(name, font)| Ok((name.clone(), to_unicode(document, font)?)));
        let maps = maps.collect::<Result<BTreeMap<_, _>, String>>()?;
        let content = document.get_page_content(page);
        let content = Content::decode(&content).map_err(text_of)?;
        let mut reader = PageReader { maps, ..PageReader::default() };
        content.operations.iter().for_each(|operation| reader.operation(operation));
        marks.extend(reader.marks.into_iter().map(|(number, text)| ((page, number), text)));
    }
    Ok(marks)
}

/// What an open mark does to the text inside.
enum Mark {
    Number(i64),
    ActualText,
    Other,
}

#[derive(Default)]
struct PageReader {
    maps: BTreeMap<Vec<u8>, BTreeMap<u16, String>>,
    font: Vec<u8>,
    open: Vec<Mark>,
    marks: BTreeMap<i64, String>,
}

impl PageReader {
    fn operation(&mut self, operation: &Operation) {
        let operands = &operation.operands;
        match operation.operator.as_str() {
            "BMC" => self.open.push(Mark::Other),
            "BDC" => self.begin(operands),
            "EMC" => drop(self.open.pop()),
            "Tf" => self.font = operands[0].as_name().unwrap_or_default().to_vec(),
            "TJ" => self.show(operands),
            _ => {}
        }
    }

    fn begin(&mut self, operands: &[Object]) {
        let properties = operands[1].as_dict();
        let entry = |key: &[u8]| properties.as_ref().ok().and_then(|entries| entries.get(key).ok());
        let mark = match (entry(b"MCID"), entry(b"ActualText")) {
            (Some(number), _) => Mark::Number(number.as_i64().unwrap_or_default()),
            (None, Some(text)) => {
                self.push(&string(text.as_str().unwrap_or_default()));
                Mark::ActualText
            }
            _ => Mark::Other,
        };
        if let Mark::Number(number) = mark {
            self.marks.entry(number).or_default();
        }
        self.open.push(mark);
    }

    fn push(&mut self, text: &str) {
        let number = self.open.iter().rev().find_map(|mark| match mark {
            Mark::Number(number) => Some(*number),
            _ => None,
        });
        if let Some(number) = number {
            self.marks.entry(number).or_default().push_str(text);
        }
    }

    fn show(&mut self, operands: &[Object]) {
        if self.open.iter().any(|mark| matches!(mark, Mark::ActualText)) {
            return;
        }
        let map = self.maps.get(&self.font).cloned().unwrap_or_default();
        let strings = operands.iter().filter_map(|operand| operand.as_array().ok()).flatten();
        for codes in strings.filter_map(|object| object.as_str().ok()) {
            for code in codes.chunks_exact(2) {
                let code = u16::from_be_bytes([code[0], code[1]]);
                self.push(map.get(&code).map_or("\u{FFFD}", String::as_str));
            }
        }
    }
}

/// The ToUnicode map of a font.
fn to_unicode(document: &Document, font: &Dictionary) -> Result<BTreeMap<u16, String>, String> {
    let stream = resolved(document, font.get(b"ToUnicode").map_err(text_of)?)?;
    let stream = stream.as_stream().map_err(text_of)?;
    let cmap = stream.decompressed_content().unwrap_or_else(|_| stream.content.clone());
    let cmap = String::from_utf8(cmap).map_err(text_of)?;
    let entries = cmap.lines().filter_map(|line| {
        let (code, text) = line.strip_prefix('<')?.strip_suffix('>')?.split_once("> <")?;
        // The range of codes looks the same, but is no mapping.
        let units =
            (0..text.len() / 4).map(|at| u16::from_str_radix(&text[at * 4..at * 4 + 4], 16));
        let units = units.collect::<Result<Vec<_>, _>>().ok()?;
        (text != "FFFF")
            .then_some((u16::from_str_radix(code, 16).ok()?, String::from_utf16(&units).ok()?))
    });
    Ok(entries.collect())
}

/// A text string: UTF-16 with a mark, or bytes that are ASCII here.
fn string(bytes: &[u8]) -> String {
    match bytes.strip_prefix(&[0xFE, 0xFF]) {
        Some(rest) => {
            let units = rest.chunks_exact(2).map(|unit| u16::from_be_bytes([unit[0], unit[1]]));
            char::decode_utf16(units).map(|c| c.unwrap_or('\u{FFFD}')).collect()
        }
        None => bytes.iter().map(|byte| char::from(*byte)).collect(),
    }
}

/// The types whose text runs on with what stands beside them.
const INLINE: [&str; 5] = ["Span", "Link", "Reference", "Code", "Formula"];

impl Element {
    /// The text of the element and all inside it, in which hyphens that were
    /// added at the ends of lines are gone and a paragraph is a line.
    pub fn text(&self) -> String {
        let mut text = String::new();
        self.push_text(&mut text, &|_| true);
        text.replace('\u{AD}', "")
    }

    /// The same without the elements that `wanted` refuses.
    pub fn push_text(&self, text: &mut String, wanted: &dyn Fn(&Element) -> bool) {
        for kid in &self.kids {
            match kid {
                Kid::Text(piece) => text.push_str(piece),
                Kid::Element(element) if wanted(element) => element.push_text(text, wanted),
                _ => {}
            }
        }
        if !INLINE.contains(&self.kind.as_str()) {
            text.push('\n');
        }
    }

    /// The elements inside.
    pub fn elements(&self) -> impl Iterator<Item = &Element> {
        self.kids.iter().filter_map(|kid| match kid {
            Kid::Element(element) => Some(element),
            _ => None,
        })
    }
}
