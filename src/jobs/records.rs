//! Articles from JSON Lines (<https://jsonlines.org>): each line is an object with the text and
//! what is known about it. Files may be packed with gzip or Zstandard.
//!
//! The text stands in `text`, `html` or `markdown`, the first of these that is there; `id` names
//! the output; all else that Markdown's metadata blocks know (`title`, `author`, `date`, `lang`,
//! `url` …) is metadata and wins over what the text says. Other fields are columns of somebody's
//! table and are passed over.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde_json::{Map, Value};

use super::input::InputError;
use crate::article::Metadata;
use crate::diagnostics::Diagnostics;
use crate::limits::Size;
use crate::readers::markdown::metadata::{self, FieldValue};
use crate::readers::{self, Reader};

/// The endings that files of records have, without what tells the packing.
const ENDINGS: [&str; 2] = ["jsonl", "ndjson"];
/// The endings of packed files.
const PACKED: [&str; 3] = ["gz", "zst", "zstd"];

/// The fields that may hold the text, with the reader for each.
pub const TEXTS: [(&str, &str); 3] = [("text", "text"), ("html", "html"), ("markdown", "markdown")];

/// Whether a file's name says that it holds records.
pub fn is_named(path: &Path) -> bool {
    let ending =
        |path: &Path| path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
    let Some(last) = ending(path) else { return false };
    if PACKED.contains(&last.as_str()) {
        let inside = path.file_stem().map(PathBuf::from).and_then(|inside| ending(&inside));
        return inside.is_some_and(|inside| ENDINGS.contains(&inside.as_str()));
    }
    ENDINGS.contains(&last.as_str())
}

/// A line that has not been looked into yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// The name of the file, for messages.
    pub file: Arc<str>,
    /// The folder below which its images may lie.
    pub folder: Arc<Path>,
    /// The line, counted from 1.
    pub line: u64,
    /// Its bytes.
    pub json: Vec<u8>,
}

/// What a record says.
#[derive(Debug)]
pub struct Row {
    /// What it calls itself.
    pub id: Option<String>,
    /// What it knows about the article.
    pub meta: Metadata,
    /// The text.
    pub text: String,
    /// How to read the text.
    pub reader: &'static Reader,
}

impl Record {
    /// The name for messages: the file and the line.
    pub fn name(&self) -> String {
        format!("{}:{}", self.file, self.line)
    }

    /// Looks into it.
    ///
    /// # Errors
    /// When it is no object, or has no text.
    pub fn row(&self, diagnostics: &mut Diagnostics) -> Result<Row, InputError> {
        let value: Value = serde_json::from_slice(&self.json)
            .map_err(|error| InputError::Record(no_json(&error)))?;
        let Value::Object(mut fields) = value else {
            return Err(InputError::Record("it is no JSON object".to_owned()));
        };
        let found = TEXTS.into_iter().find_map(|(field, reader)| match fields.remove(field) {
            Some(Value::String(text)) => Some((text, reader)),
            _ => None,
        });
        let names = TEXTS.map(|(field, _)| field).join(", ");
        let missing =
            || InputError::Record(format!("it has no text; name its field one of {names}"));
        let (text, reader) = found.ok_or_else(missing)?;
        let reader = readers::named(reader).ok_or_else(missing)?;
        let id = match fields.remove("id") {
            Some(Value::String(id)) => Some(id),
            Some(Value::Number(id)) => Some(id.to_string()),
            _ => None,
        };
        Ok(Row { id, meta: known(&fields, diagnostics), text, reader })
    }
}

/// Whether a field of this name says something of an article: its text, its name, its metadata.
pub fn is_field(name: &str) -> bool {
    name == "id" || TEXTS.iter().any(|(text, _)| *text == name) || metadata::is_field(name)
}

/// What the fields of a record say about its article, but for its text.
pub fn known(fields: &Map<String, Value>, diagnostics: &mut Diagnostics) -> Metadata {
    let fields = fields.iter().map(|(name, value)| (name.as_str(), field(value)));
    metadata::known(fields.collect(), diagnostics)
}

/// Says what is wrong with a line. It is the file's line that people look for.
fn no_json(error: &serde_json::Error) -> String {
    let said = error.to_string();
    let said = said.split(" at line ").next().unwrap_or_default();
    format!("it is no JSON: {said}, in column {}", error.column())
}

fn field(value: &Value) -> FieldValue {
    match value {
        Value::Null => FieldValue::Empty,
        Value::Bool(truth) => FieldValue::Text(truth.to_string()),
        Value::Number(number) => FieldValue::Text(number.to_string()),
        Value::String(text) if text.trim().is_empty() => FieldValue::Empty,
        Value::String(text) => FieldValue::Text(text.clone()),
        Value::Array(values) => FieldValue::List(values.iter().map(field).collect()),
        Value::Object(members) => FieldValue::Map(
            members.iter().map(|(name, value)| (name.clone(), field(value))).collect(),
        ),
    }
}

/// The records of a file, or of a stream, one after the other; what memory they take is that of
/// the longest.
pub struct Records {
    lines: Box<dyn BufRead + Send>,
    file: Arc<str>,
    folder: Arc<Path>,
    line: u64,
    /// The most bytes of a line.
    most: usize,
}

impl Records {
    /// Those of a file, of so many bytes each.
    ///
    /// # Errors
    /// When it cannot be opened.
    pub fn of_file(path: &Path, most: usize) -> Result<Records, InputError> {
        let file = File::open(path).map_err(|error| super::input::explain(path, error))?;
        let folder = path.parent().unwrap_or(Path::new("."));
        let records = Records::of(Box::new(file), &path.to_string_lossy(), folder, most);
        records.map_err(InputError::Unreadable)
    }

    /// Those of a stream, of so many bytes each; `name` is for messages.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn of(
        stream: Box<dyn Read + Send>,
        name: &str,
        folder: &Path,
        most: usize,
    ) -> io::Result<Records> {
        let mut stream = BufReader::with_capacity(1 << 16, stream);
        // What is packed says so in its first bytes (RFC 1952, 2.3.1; RFC 8878, 3.1.1).
        let lines: Box<dyn BufRead + Send> = match stream.fill_buf()? {
            [0x1F, 0x8B, ..] => Box::new(BufReader::with_capacity(
                1 << 16,
                flate2::bufread::MultiGzDecoder::new(stream),
            )),
            [0x28, 0xB5, 0x2F, 0xFD, ..] => {
                let unpacked = ruzstd::decoding::StreamingDecoder::new(stream);
                let unpacked = unpacked.map_err(|error| io::Error::other(error.to_string()))?;
                Box::new(BufReader::with_capacity(1 << 16, unpacked))
            }
            _ => Box::new(stream),
        };
        Ok(Records { lines, file: name.into(), folder: folder.into(), line: 0, most })
    }

    /// Passes over what is left of a line, however much that is.
    fn skip_line(&mut self) -> io::Result<()> {
        loop {
            let piece = self.lines.fill_buf()?;
            let end = piece.iter().position(|byte| *byte == b'\n');
            let length = end.map_or(piece.len(), |end| end + 1);
            self.lines.consume(length);
            if length == 0 || end.is_some() {
                return Ok(());
            }
        }
    }
}

impl Iterator for Records {
    type Item = (String, Result<Record, InputError>);

    /// The next line that is not blank, with its name for messages. After a failure of the
    /// system there is nothing more.
    fn next(&mut self) -> Option<Self::Item> {
        loop {
            self.line += 1;
            let mut json = Vec::new();
            let read = self.lines.by_ref().take(self.most as u64 + 1).read_until(b'\n', &mut json);
            let name = format!("{}:{}", self.file, self.line);
            match read {
                Ok(0) => return None,
                Ok(_) if json.len() > self.most && !json.ends_with(b"\n") => {
                    if let Err(error) = self.skip_line() {
                        self.lines = Box::new(io::empty());
                        return Some((name, Err(InputError::Unreadable(error))));
                    }
                    let said = format!("it is longer than {}", Size(self.most as u64));
                    return Some((name, Err(InputError::Record(said))));
                }
                Ok(_) if json.trim_ascii().is_empty() => {}
                Ok(_) => {
                    let (file, folder) = (self.file.clone(), self.folder.clone());
                    return Some((name, Ok(Record { file, folder, line: self.line, json })));
                }
                Err(error) => {
                    self.lines = Box::new(io::empty());
                    return Some((name, Err(InputError::Unreadable(error))));
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::*;

    const LINES: &[u8] = b"{\"id\":\"a\",\"text\":\"One.\"}\n\n{\"id\":7,\"html\":\"<p>Two.\"}";

    fn records(bytes: Vec<u8>, most: usize) -> Records {
        Records::of(Box::new(io::Cursor::new(bytes)), "b.jsonl", Path::new("."), most).unwrap()
    }

    fn ids(bytes: Vec<u8>) -> Vec<(u64, Option<String>, String)> {
        let records = records(bytes, 1_000);
        let row = |(_, record): (String, Result<Record, InputError>)| {
            let record = record.unwrap();
            let row = record.row(&mut Diagnostics::new()).unwrap();
            (record.line, row.id, row.reader.name.to_owned())
        };
        records.map(row).collect()
    }

    /// However far a packed line unpacks, no more of it is held than it may have.
    #[test]
    fn lines_that_are_too_long_fail_alone() {
        let long = "x".repeat(300_000);
        let lines = format!(
            "{{\"text\":\"One.\"}}\n{{\"text\":\"{long}\"}}\n{{\"text\":\"Two.\"}}\n{long}"
        );
        let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        packed.write_all(lines.as_bytes()).unwrap();
        for bytes in [lines.into_bytes(), packed.finish().unwrap()] {
            let found: Vec<_> = records(bytes, 1_000).collect();
            let are_read: Vec<bool> = found.iter().map(|(_, record)| record.is_ok()).collect();
            assert_eq!(are_read, [true, false, true, false]);
            let (name, error) = &found[1];
            assert_eq!(name, "b.jsonl:2");
            assert!(error.as_ref().unwrap_err().to_string().contains("longer than 0.1 MB"));
        }
    }

    #[test]
    fn lines_are_records_packed_or_not() {
        let expected = vec![
            (1, Some("a".to_owned()), "text".to_owned()),
            (3, Some("7".to_owned()), "html".to_owned()),
        ];
        assert_eq!(ids(LINES.to_vec()), expected);
        let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        packed.write_all(LINES).unwrap();
        assert_eq!(ids(packed.finish().unwrap()), expected);
        let level = ruzstd::encoding::CompressionLevel::Fastest;
        assert_eq!(ids(ruzstd::encoding::compress_to_vec(LINES, level)), expected);
    }

    #[test]
    fn what_is_no_article_says_why() {
        for (json, says) in [
            ("[1]", "no JSON object"),
            ("{\"text\"", "no JSON: EOF while parsing an object, in column 7"),
            ("{\"title\":\"A\"}", "one of text, html, markdown"),
            ("{\"text\":null}", "one of text, html, markdown"),
        ] {
            let (file, folder) = ("b.jsonl".into(), Path::new(".").into());
            let record = Record { file, folder, line: 1, json: json.into() };
            let error = record.row(&mut Diagnostics::new()).unwrap_err().to_string();
            assert!(error.contains(says), "{error}");
        }
    }

    #[test]
    fn metadata_go_by_the_names_of_markdown() {
        let json = r#"{"text":"x","title":"A & B","author":["Ann","Bo"],"date":"2024-05-01","score":3,"tags":["m","w"],"url":"https://a.example/"}"#;
        let (file, folder) = ("b.jsonl".into(), Path::new(".").into());
        let record = Record { file, folder, line: 1, json: json.into() };
        let meta = record.row(&mut Diagnostics::new()).unwrap().meta;
        assert_eq!(meta.title_text().as_deref(), Some("A & B"));
        assert_eq!(meta.author_names(), ["Ann", "Bo"]);
        assert_eq!(meta.keywords, ["m", "w"]);
        assert_eq!(meta.source_url.as_deref(), Some("https://a.example/"));
    }

    #[test]
    fn names_tell_what_holds_records() {
        for (name, expected) in [
            ("a.jsonl", true),
            ("b.NDJSON.gz", true),
            ("c.jsonl.zst", true),
            ("a.json", false),
            ("a.gz", false),
        ] {
            assert_eq!(is_named(Path::new(name)), expected, "{name}");
        }
    }
}
