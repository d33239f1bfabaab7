//! The text of a PDF as assistive programs get it: along the tag tree, through
//! the fonts' ToUnicode maps, with ActualText in place of what is drawn.
//!
//! It reads what a tagged PDF must have and nothing cleverer, so a text that
//! cannot be had here cannot be relied on elsewhere.

use std::collections::BTreeMap;

use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Document, Object, ObjectId};

/// Structure elements that stand in a line of their holder.
const INLINE: [&[u8]; 6] = [b"Span", b"Link", b"Em", b"Strong", b"Code", b"Reference"];

/// How far down, in points, the next line begins at least: more than an index
/// is lowered, less than the closest lines.
const LINE: f32 = 6.0;

/// The pieces of text by page and marked-content identifier.
type Pieces = BTreeMap<(ObjectId, i64), Vec<Piece>>;

/// Text that is shown at a place.
struct Piece {
    x: f32,
    y: f32,
    text: String,
}

/// The text of a tagged PDF in reading order, blocks apart by line ends.
pub fn text(bytes: &[u8]) -> Result<String, String> {
    let document = Document::load_mem(bytes).map_err(|error| error.to_string())?;
    let mut pieces = Pieces::new();
    for page in document.get_pages().into_values() {
        Page::of(&document, page)?.read(&mut pieces)?;
    }
    let root =
        document.catalog().and_then(|catalog| catalog.get_deref(b"StructTreeRoot", &document));
    let root = root.and_then(Object::as_dict).map_err(|_| "there is no tag tree")?;
    let mut reading = Reading { document: &document, pieces, text: String::new(), last: None };
    reading.children(root, None);
    match reading.pieces.values().flatten().find(|piece| !piece.text.trim().is_empty()) {
        Some(lost) => Err(format!("“{}” is shown but not in the tag tree", lost.text)),
        None => Ok(reading.text),
    }
}

/// The walk along the tag tree.
struct Reading<'a> {
    document: &'a Document,
    /// What has not been read yet.
    pieces: Pieces,
    text: String,
    /// Where the piece before began, while its block goes on.
    last: Option<(f32, f32)>,
}

impl Reading<'_> {
    fn children(&mut self, element: &Dictionary, page: Option<ObjectId>) {
        let page = element.get(b"Pg").and_then(Object::as_reference).ok().or(page);
        match element.get_deref(b"K", self.document) {
            Ok(Object::Array(children)) => {
                children.clone().iter().for_each(|child| self.child(child, page));
            }
            Ok(child) => self.child(&child.clone(), page),
            Err(_) => {}
        }
    }

    fn child(&mut self, child: &Object, page: Option<ObjectId>) {
        let Ok((_, child)) = self.document.dereference(child) else { return };
        match child {
            Object::Integer(id) => self.marked(page, *id),
            Object::Dictionary(dict) if dict.has_type(b"OBJR") => {}
            Object::Dictionary(dict) if dict.has_type(b"MCR") => {
                let page = dict.get(b"Pg").and_then(Object::as_reference).ok().or(page);
                self.marked(page, dict.get(b"MCID").and_then(Object::as_i64).unwrap_or(-1));
            }
            Object::Dictionary(dict) => self.element(&dict.clone(), page),
            _ => {}
        }
    }

    fn element(&mut self, element: &Dictionary, page: Option<ObjectId>) {
        let kind = element.get(b"S").and_then(Object::as_name).unwrap_or_default();
        let is_block = !INLINE.contains(&kind);
        self.part(is_block);
        self.children(element, page);
        self.part(is_block);
    }

    /// Ends a block.
    fn part(&mut self, is_block: bool) {
        if is_block {
            self.text.push('\n');
            self.last = None;
        }
    }

    /// Reads what an identifier marks; a new line is a space unless a soft hyphen ends the old one.
    fn marked(&mut self, page: Option<ObjectId>, id: i64) {
        let pieces = page.and_then(|page| self.pieces.remove(&(page, id)));
        for piece in pieces.unwrap_or_default() {
            let new_line =
                self.last.is_some_and(|(x, y)| piece.x < x || (y - piece.y).abs() > LINE);
            if self.text.ends_with('\u{AD}') {
                self.text.pop();
            } else if new_line {
                self.text.push(' ');
            }
            self.text.push_str(&piece.text);
            self.last = Some((piece.x, piece.y));
        }
    }
}

/// A page's content, its fonts, and where reading it stands.
struct Page {
    page: ObjectId,
    operations: Vec<Operation>,
    fonts: BTreeMap<Vec<u8>, BTreeMap<u16, String>>,
    /// The marked contents that are open, inner ones last.
    open: Vec<Marked>,
    font: Vec<u8>,
    place: (f32, f32),
}

impl Page {
    fn of(document: &Document, page: ObjectId) -> Result<Page, String> {
        let content =
            Content::decode(&document.get_page_content(page)).map_err(|e| e.to_string())?;
        let fonts = document.get_page_fonts(page).map_err(|error| error.to_string())?;
        let maps = fonts.into_iter().map(|(name, font)| Ok((name, to_unicode(document, font)?)));
        Ok(Page {
            page,
            operations: content.operations,
            fonts: maps.collect::<Result<_, String>>()?,
            open: Vec::new(),
            font: Vec::new(),
            place: (0.0, 0.0),
        })
    }

    fn read(mut self, pieces: &mut Pieces) -> Result<(), String> {
        for Operation { operator, operands } in std::mem::take(&mut self.operations) {
            match (operator.as_str(), operands.as_slice()) {
                ("BDC", [_, properties]) => self.open.push(marked(properties)),
                ("BMC", _) => self.open.push(Marked::default()),
                ("EMC", _) => drop(self.open.pop()),
                ("Tf", [Object::Name(name), _]) => self.font.clone_from(name),
                ("Tm", [.., x, y]) => self.place = (number(x), number(y)),
                ("Td", [x, y]) => self.place = (self.place.0 + number(x), self.place.1 + number(y)),
                ("Tj", [string]) => self.show(std::slice::from_ref(string), pieces)?,
                ("TJ", [Object::Array(strings)]) => self.show(strings, pieces)?,
                _ => {}
            }
        }
        Ok(())
    }

    /// The identifier of the innermost marked content that has one.
    fn id(&self) -> Option<i64> {
        self.open.iter().rev().find_map(|marked| marked.id)
    }

    /// Keeps what is shown, or once what ActualText says in its place.
    fn show(&mut self, strings: &[Object], pieces: &mut Pieces) -> Result<(), String> {
        let Some(id) = self.id() else { return Ok(()) };
        let text = match self.open.iter_mut().find_map(|marked| marked.actual.as_mut()) {
            Some(actual) => std::mem::take(actual),
            None => self.decode(strings)?,
        };
        let (x, y) = self.place;
        pieces.entry((self.page, id)).or_default().push(Piece { x, y, text });
        Ok(())
    }

    fn decode(&self, strings: &[Object]) -> Result<String, String> {
        let map = self.fonts.get(&self.font).ok_or("a font that the page does not have")?;
        let codes = strings.iter().flat_map(|string| bytes(string).chunks(2)).map(code);
        let texts = codes.map(|code| {
            map.get(&code).map(String::as_str).ok_or("a glyph without ToUnicode".to_owned())
        });
        texts.collect()
    }
}

/// Marked content that is open.
#[derive(Default)]
struct Marked {
    id: Option<i64>,
    /// What is to be read in place of what is drawn; empty once it has been.
    actual: Option<String>,
}

fn marked(properties: &Object) -> Marked {
    let Ok(dict) = properties.as_dict() else { return Marked::default() };
    let actual = dict.get(b"ActualText").ok();
    Marked {
        id: dict.get(b"MCID").and_then(Object::as_i64).ok(),
        actual: actual.and_then(|text| lopdf::decode_text_string(text).ok()),
    }
}

fn number(object: &Object) -> f32 {
    object.as_float().unwrap_or_default()
}

fn code(bytes: &[u8]) -> u16 {
    bytes.iter().fold(0, |code, byte| code << 8 | u16::from(*byte))
}

/// The ToUnicode map of a font whose codes have two bytes. Its stream is read
/// as content: the entries are the operands of `endbfchar` and `endbfrange`.
fn to_unicode(document: &Document, font: &Dictionary) -> Result<BTreeMap<u16, String>, String> {
    let stream = font.get_deref(b"ToUnicode", document).and_then(Object::as_stream);
    let stream = stream.map_err(|_| "a font without ToUnicode")?;
    let plain = stream.get_plain_content().map_err(|error| error.to_string())?;
    let content = Content::decode(&plain).map_err(|error| error.to_string())?;
    let mut map = BTreeMap::new();
    for Operation { operator, operands } in content.operations {
        match operator.as_str() {
            "endbfchar" => operands.chunks_exact(2).for_each(|pair| {
                map.insert(code(bytes(&pair[0])), utf16(bytes(&pair[1])));
            }),
            "endbfrange" => operands.chunks_exact(3).for_each(|range| extend(&mut map, range)),
            _ => {}
        }
    }
    Ok(map)
}

/// Adds the codes from the first operand to the second, with texts from a list or counted up.
fn extend(map: &mut BTreeMap<u16, String>, range: &[Object]) {
    let codes = code(bytes(&range[0]))..=code(bytes(&range[1]));
    match &range[2] {
        Object::Array(texts) => map.extend(codes.zip(texts.iter().map(|text| utf16(bytes(text))))),
        first => {
            let first = bytes(first).to_vec();
            map.extend(codes.enumerate().map(|(step, at)| {
                let mut text = first.clone();
                if let Some(last) = text.last_mut() {
                    *last = last.wrapping_add(step as u8);
                }
                (at, utf16(&text))
            }));
        }
    }
}

fn bytes(object: &Object) -> &[u8] {
    object.as_str().unwrap_or_default()
}

fn utf16(bytes: &[u8]) -> String {
    let units: Vec<u16> = bytes.chunks(2).map(code).collect();
    String::from_utf16_lossy(&units)
}
