//! The file: a lopdf document as bytes, with object streams and a
//! cross-reference stream (ISO 32000-1, 7.5.7 and 7.5.8).
//!
//! Everything that can be reached from the trailer is numbered in the order in
//! which it is found; streams are deflated on several threads. Why lopdf does
//! not write the file itself is told in `docs/ARCHITECTURE.md`.

use std::collections::BTreeMap;
use std::io::Write as _;

use lopdf::{Dictionary, Document, Object, ObjectId, Stream, StringFormat, dictionary};

use super::images::Files;
use crate::backends::Bytes;
use crate::backends::pdf::deflate::{deflated, deflated_before_line_end};
use crate::backends::pdf::images::FileData;
use crate::parallel;

/// How many objects an object stream holds. More would be smaller, and make
/// readers that want one object inflate more.
const MOST_IN_STREAM: usize = 200;

/// The header, and the comment that tells a binary file (7.5.2).
const HEADER: &[u8] = b"%PDF-1.7\n%\xE2\xE3\xCF\xD3\n";

/// Writes what can be reached from the trailer. The document gives up the data
/// of its streams, so that they are not there twice.
pub(super) fn write(document: &mut Document, files: &Files, threads: usize) -> Bytes {
    let numbers = Numbers::of(document);
    let finished = finished(document, files);
    let document = &*document;
    let parts = numbers.parts(document, files, finished);
    let made = parallel::map(threads, &parts, || (), |(), part| part.write(&numbers));
    let mut file = File::new(numbers.count() + made.len());
    for (part, bytes) in parts.into_iter().zip(made) {
        file.add(part, bytes);
    }
    file.end(document, &numbers)
}

/// The new numbers of the objects.
struct Numbers {
    /// The objects in the order of their new numbers, from 1.
    order: Vec<ObjectId>,
    /// The new number of each old one; 0 for what cannot be reached.
    new: Vec<u32>,
}

impl Numbers {
    fn of(document: &Document) -> Numbers {
        let most = document.objects.keys().next_back().map_or(0, |id| id.0);
        let mut numbers = Numbers { order: Vec::new(), new: vec![0; most as usize + 1] };
        for (_, value) in document.trailer.iter().filter(|(key, _)| in_trailer(key)) {
            numbers.find(document, value);
        }
        let mut next = 0;
        while let Some(id) = numbers.order.get(next).copied() {
            match &document.objects[&id] {
                Object::Stream(stream) => {
                    stream.dict.iter().for_each(|(_, value)| numbers.find(document, value));
                }
                object => numbers.find(document, object),
            }
            next += 1;
        }
        numbers
    }

    /// Numbers all objects that a value refers to.
    fn find(&mut self, document: &Document, value: &Object) {
        match value {
            Object::Reference(id) if self.number(*id) == 0 && document.objects.contains_key(id) => {
                self.order.push(*id);
                self.new[id.0 as usize] = self.order.len() as u32;
            }
            Object::Array(items) => items.iter().for_each(|item| self.find(document, item)),
            Object::Dictionary(dictionary) => {
                dictionary.iter().for_each(|(_, value)| self.find(document, value));
            }
            _ => {}
        }
    }

    fn number(&self, id: ObjectId) -> u32 {
        self.new.get(id.0 as usize).copied().unwrap_or(0)
    }

    fn count(&self) -> usize {
        self.order.len()
    }

    /// What goes into the file one after the other: streams by themselves, all
    /// other objects by the hundred.
    fn parts<'d>(
        &self,
        document: &'d Document,
        files: &'d Files,
        mut finished: BTreeMap<ObjectId, Vec<u8>>,
    ) -> Vec<Part<'d>> {
        let mut parts = Vec::new();
        let mut plain: Vec<(u32, &Object)> = Vec::new();
        for (number, id) in (1..).zip(&self.order) {
            match &document.objects[id] {
                Object::Stream(stream) => parts.push(match (files.get(id), finished.remove(id)) {
                    (Some(data), _) => Part::Data(number, &stream.dict, Data::File(data)),
                    (None, Some(data)) => Part::Data(number, &stream.dict, Data::Own(data)),
                    (None, None) => Part::Stream(number, stream),
                }),
                object => plain.push((number, object)),
            }
        }
        let first = self.count() as u32 + 1;
        let groups = (first..).zip(plain.chunks(MOST_IN_STREAM));
        parts.extend(groups.map(|(number, objects)| Part::Objects(number, objects.to_vec())));
        parts
    }
}

/// Takes the data of streams that are as they shall be.
fn finished(document: &mut Document, files: &Files) -> BTreeMap<ObjectId, Vec<u8>> {
    let streams = document.objects.iter_mut().filter_map(|(id, object)| match object {
        Object::Stream(stream) if is_finished(stream) && files.get(id).is_none() => {
            Some((*id, std::mem::take(&mut stream.content)))
        }
        _ => None,
    });
    streams.collect()
}

/// Whether the data of a stream are as they shall be.
fn is_finished(stream: &Stream) -> bool {
    !stream.allows_compression || stream.dict.has(b"Filter")
}

fn in_trailer(key: &[u8]) -> bool {
    matches!(key, b"Root" | b"Info" | b"ID")
}

/// An object of the file that is not inside another.
enum Part<'d> {
    Stream(u32, &'d Stream),
    /// A stream whose data are as they shall be.
    Data(u32, &'d Dictionary, Data<'d>),
    /// An object stream with the objects in it, by their numbers.
    Objects(u32, Vec<(u32, &'d Object)>),
}

/// Data that go into the file as they are, and are never copied.
enum Data<'d> {
    Own(Vec<u8>),
    File(&'d FileData),
}

impl Data<'_> {
    fn len(&self) -> usize {
        match self {
            Data::Own(data) => data.len(),
            Data::File(data) => data.pieces().map(<[u8]>::len).sum(),
        }
    }
}

impl Part<'_> {
    fn number(&self) -> u32 {
        match self {
            Part::Stream(number, _) | Part::Data(number, ..) | Part::Objects(number, _) => *number,
        }
    }

    /// The dictionary and the data, as they stand in the file, but for data that
    /// are so already.
    fn write(&self, numbers: &Numbers) -> Vec<u8> {
        match self {
            Part::Stream(_, stream) => {
                let deflated = deflate(&stream.content);
                write_stream(&stream.dict, deflated.as_deref(), &stream.content, numbers)
            }
            Part::Data(_, dictionary, data) => {
                let mut bytes = Vec::new();
                begin_stream(&mut bytes, dictionary, false, data.len(), numbers);
                bytes
            }
            Part::Objects(_, objects) => {
                let (mut index, mut bodies) = (Vec::new(), Vec::new());
                for (number, object) in objects {
                    push(&mut index, format_args!("{number} {} ", bodies.len()));
                    write_object(&mut bodies, object, numbers);
                    bodies.push(b'\n');
                }
                let dictionary = dictionary! {
                    "Type" => "ObjStm",
                    "N" => objects.len() as i64,
                    "First" => index.len() as i64,
                };
                index.extend(bodies);
                write_stream(&dictionary, deflate(&index).as_deref(), &index, numbers)
            }
        }
    }
}

/// A dictionary, then the data: deflated, or as it is where that is no shorter.
fn write_stream(
    dictionary: &Dictionary,
    deflated: Option<&[u8]>,
    content: &[u8],
    numbers: &Numbers,
) -> Vec<u8> {
    let data = deflated.unwrap_or(content);
    let mut bytes = Vec::with_capacity(data.len() + 256);
    begin_stream(&mut bytes, dictionary, deflated.is_some(), data.len(), numbers);
    bytes.extend(data);
    bytes.extend(END_OF_STREAM);
    bytes
}

const END_OF_STREAM: &[u8] = b"\nendstream";

/// All that stands before the data.
fn begin_stream(
    bytes: &mut Vec<u8>,
    dictionary: &Dictionary,
    deflated: bool,
    length: usize,
    numbers: &Numbers,
) {
    bytes.extend(b"<<");
    for (key, value) in dictionary.iter().filter(|(key, _)| *key != b"Length") {
        write_entry(bytes, key, value, numbers);
    }
    if deflated {
        bytes.extend(b"/Filter/FlateDecode");
    }
    push(bytes, format_args!("/Length {length}>>\nstream\n"));
}

/// Deflates data where that makes it shorter.
fn deflate(content: &[u8]) -> Option<Vec<u8>> {
    let data = deflated_before_line_end(content);
    Some(data).filter(|data| data.len() < content.len())
}

/// The bytes so far, and where each object stands.
struct File {
    bytes: Bytes,
    places: Vec<Place>,
}

/// Where an object stands (7.5.8.3).
#[derive(Clone, Copy)]
enum Place {
    Free,
    At(usize),
    /// In an object stream of a number, at an index.
    Inside(u32, usize),
}

impl File {
    /// A file of so many objects and its own cross-reference stream.
    fn new(objects: usize) -> File {
        File { bytes: HEADER.to_vec().into(), places: vec![Place::Free; objects + 1] }
    }

    fn add(&mut self, part: Part<'_>, bytes: Vec<u8>) {
        let number = part.number();
        self.place(number, Place::At(self.bytes.len()));
        if let Part::Objects(_, objects) = &part {
            for (index, (inside, _)) in objects.iter().enumerate() {
                self.place(*inside, Place::Inside(number, index));
            }
        }
        self.bytes.extend(format!("{number} 0 obj\n").as_bytes());
        self.bytes.push(bytes);
        if let Part::Data(_, _, data) = part {
            match data {
                Data::Own(data) => self.bytes.push(data),
                Data::File(FileData { bytes, ranges, .. }) => {
                    ranges.iter().for_each(|range| self.bytes.share(bytes, range.clone()));
                }
            }
            self.bytes.extend(END_OF_STREAM);
        }
        self.bytes.extend(b"\nendobj\n");
    }

    fn place(&mut self, number: u32, place: Place) {
        let index = number as usize;
        if self.places.len() <= index {
            self.places.resize(index + 1, Place::Free);
        }
        self.places[index] = place;
    }

    /// Adds the cross-reference stream, which is the trailer too.
    fn end(mut self, document: &Document, numbers: &Numbers) -> Bytes {
        let start = self.bytes.len();
        let number = self.places.len() as u32;
        self.place(number, Place::At(start));
        let width = (1..8).find(|width| start >> (8 * width) == 0).unwrap_or(8);
        let mut data = deflated(&self.differences(width));
        while data.last() == Some(&b'\r') {
            // One number that is not used moves the data on; see `deflated_before_line_end`.
            self.places.push(Place::Free);
            data = deflated(&self.differences(width));
        }
        let mut dictionary = dictionary! {
            "Type" => "XRef",
            "Size" => self.places.len() as i64,
            "W" => vec![1.into(), (width as i64).into(), 2.into()],
            "DecodeParms" => dictionary! { "Predictor" => 12, "Columns" => (width + 3) as i64 },
        };
        for (key, value) in document.trailer.iter().filter(|(key, _)| in_trailer(key)) {
            dictionary.set(key.clone(), value.clone());
        }
        self.bytes.extend(format!("{number} 0 obj\n").as_bytes());
        self.bytes.push(write_stream(&dictionary, Some(&data), &[], numbers));
        self.bytes.extend(format!("\nendobj\nstartxref\n{start}\n%%EOF\n").as_bytes());
        self.bytes
    }

    /// The entries, each as the difference to the one above and with the number
    /// that says so: the predictor "up" of PNG, under which they deflate best.
    fn differences(&self, width: usize) -> Vec<u8> {
        const UP: u8 = 2;
        let rows = self.rows(width);
        let mut above = vec![0; width + 3];
        let mut differences = Vec::with_capacity(rows.len() + self.places.len());
        for row in rows.chunks(above.len()) {
            differences.push(UP);
            differences.extend(row.iter().zip(&above).map(|(own, above)| own.wrapping_sub(*above)));
            above.copy_from_slice(row);
        }
        differences
    }

    /// The fields of each entry (table 18).
    fn rows(&self, width: usize) -> Vec<u8> {
        let mut rows = Vec::with_capacity(self.places.len() * (width + 3));
        for place in &self.places {
            let (kind, second, third) = match *place {
                Place::Free => (0, 0, u16::MAX),
                Place::At(offset) => (1, offset as u64, 0),
                Place::Inside(stream, index) => (2, u64::from(stream), index as u16),
            };
            rows.push(kind);
            rows.extend(&second.to_be_bytes()[8 - width..]);
            rows.extend(third.to_be_bytes());
        }
        rows
    }
}

fn push(bytes: &mut Vec<u8>, text: std::fmt::Arguments<'_>) {
    bytes.write_fmt(text).expect("memory takes whatever is written");
}

fn write_entry(bytes: &mut Vec<u8>, key: &[u8], value: &Object, numbers: &Numbers) {
    write_name(bytes, key);
    // What begins with a letter or a digit needs a space before it.
    if !matches!(
        value,
        Object::Name(_) | Object::String(..) | Object::Array(_) | Object::Dictionary(_)
    ) {
        bytes.push(b' ');
    }
    write_object(bytes, value, numbers);
}

/// Writes an object (7.3). A reference to nothing is the null object (7.3.10).
fn write_object(bytes: &mut Vec<u8>, object: &Object, numbers: &Numbers) {
    match object {
        Object::Null | Object::Stream(_) => bytes.extend(b"null"),
        Object::Boolean(value) => push(bytes, format_args!("{value}")),
        Object::Integer(value) => push(bytes, format_args!("{value}")),
        Object::Real(value) => push(bytes, format_args!("{value}")),
        Object::Name(name) => write_name(bytes, name),
        Object::String(text, format) => write_string(bytes, text, *format),
        Object::Array(items) => {
            bytes.push(b'[');
            for (index, item) in items.iter().enumerate() {
                if index > 0 {
                    bytes.push(b' ');
                }
                write_object(bytes, item, numbers);
            }
            bytes.push(b']');
        }
        Object::Dictionary(dictionary) => {
            bytes.extend(b"<<");
            for (key, value) in dictionary {
                write_entry(bytes, key, value, numbers);
            }
            bytes.extend(b">>");
        }
        Object::Reference(id) => match numbers.number(*id) {
            0 => bytes.extend(b"null"),
            number => push(bytes, format_args!("{number} 0 R")),
        },
    }
}

/// A name, with what is no regular character as its number (7.3.5).
fn write_name(bytes: &mut Vec<u8>, name: &[u8]) {
    bytes.push(b'/');
    for byte in name {
        match byte {
            b'!'..=b'~' if !b"()<>[]{}/%#".contains(byte) => bytes.push(*byte),
            _ => push(bytes, format_args!("#{byte:02X}")),
        }
    }
}

/// A string (7.3.4).
fn write_string(bytes: &mut Vec<u8>, text: &[u8], format: StringFormat) {
    if format == StringFormat::Hexadecimal {
        const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
        bytes.push(b'<');
        for byte in text {
            bytes.extend([DIGITS[usize::from(byte >> 4)], DIGITS[usize::from(byte & 15)]]);
        }
        bytes.push(b'>');
        return;
    }
    bytes.push(b'(');
    for byte in text {
        match byte {
            b'(' | b')' | b'\\' => bytes.extend([b'\\', *byte]),
            b'\r' => bytes.extend(b"\\r"),
            _ => bytes.push(*byte),
        }
    }
    bytes.push(b')');
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document(leaves: usize) -> Document {
        let mut document = Document::new();
        let lost = document.add_object(Object::Integer(7));
        let leaf = |at: usize| Object::string_literal(format!("leaf ({at}\\\r"));
        let leaves: Vec<Object> =
            (0..leaves).map(|at| document.add_object(leaf(at)).into()).collect();
        let stream = Stream::new(dictionary! { "Name#" => "a b" }, b"content ".repeat(40));
        let stream = document.add_object(stream);
        let nowhere = Object::Reference((lost.0 + 1_000_000, 0));
        let root = document.add_object(dictionary! {
            "Type" => "Catalog", "Leaves" => leaves, "Stream" => stream, "Nowhere" => nowhere,
            "Real" => Object::Real(-0.25),
        });
        document.trailer.set("Root", root);
        document
    }

    #[test]
    fn what_is_written_can_be_read_again() {
        let none = Files::new();
        let bytes = write(&mut document(1000), &none, 3);
        assert_eq!(bytes, write(&mut document(1000), &none, 1));
        let read = Document::load_mem(&bytes.into_vec()).unwrap();
        let catalog = read.catalog().unwrap();
        let leaves = catalog.get(b"Leaves").and_then(Object::as_array).unwrap();
        assert_eq!(leaves.len(), 1000);
        let leaf = read.get_object(leaves[999].as_reference().unwrap()).unwrap();
        assert_eq!(leaf.as_str().unwrap(), b"leaf (999\\\r");
        assert_eq!(catalog.get(b"Real").and_then(Object::as_float).unwrap(), -0.25);
        assert!(catalog.get(b"Nowhere").unwrap().is_null());
        let stream = catalog.get(b"Stream").and_then(Object::as_reference).unwrap();
        let stream = read.get_object(stream).and_then(Object::as_stream).unwrap();
        assert_eq!(stream.decompressed_content().unwrap(), b"content ".repeat(40));
        assert_eq!(stream.dict.get(b"Name#").and_then(Object::as_name).unwrap(), b"a b");
        // What nothing refers to is left out: 1,000 leaves, the catalog, the stream.
        let reachable = read.objects.values().filter(|object| !matches!(object, Object::Stream(s) if s.dict.has_type(b"ObjStm") || s.dict.has_type(b"XRef")));
        assert_eq!(reachable.count(), 1002);
    }

    #[test]
    fn no_data_ends_in_a_carriage_return() {
        // Each stream does by itself once in 256 times.
        for length in 0..600 {
            let content: Vec<u8> = (0..length).map(|at| b'a' + (at * at % 7) as u8).collect();
            let data = deflate(&content).unwrap_or(content);
            assert_ne!(data.last(), Some(&b'\r'), "{length}");
        }
    }
}
