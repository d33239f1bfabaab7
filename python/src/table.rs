//! Tables: each row of a record batch is an article, and its outputs become columns.
//!
//! Texts are read where they lie in the batch, without a copy. A row that is no article, or that
//! meets a fault, has an error in its column; the others do not notice.

use std::sync::Arc;

use arrow_array::builder::{Int64Builder, LargeBinaryBuilder, StringBuilder};
use arrow_array::cast::AsArray as _;
use arrow_array::{Array, ArrayRef, RecordBatch};
use arrow_cast::display::array_value_to_string;
use arrow_pyarrow::PyArrowType;
use arrow_schema::{ArrowError, DataType};
use offprint::Output;
use offprint::jobs::{self, Draft, Outcome, records};
use offprint::readers::{self, Reader};
use pyo3::prelude::*;
use serde_json::{Map, Value};

use super::desk::{Desk, told};
use super::errors::OptionError;

/// Converts each row of a batch. `fields` says what the columns are, by their names: `text`,
/// `html`, `markdown`, `id` or metadata as in JSON Lines. Comes back with a column for each format, and
/// `title`, `language`, `words`, `pages`, `report`, `error`.
#[pyfunction]
pub fn convert_batch(
    py: Python<'_>,
    desk: &Desk,
    batch: PyArrowType<RecordBatch>,
    fields: Vec<(String, String)>,
) -> PyResult<PyArrowType<RecordBatch>> {
    let rows = Rows::of(&batch.0, &fields)?;
    let (desk, formats) = (desk.shared(), desk.formats());
    let made = py.detach(|| {
        let mut columns = Columns::new(formats);
        for row in 0..batch.0.num_rows() {
            let (outcome, outputs) = rows.convert(&desk, row);
            columns.push(&outcome, outputs)?;
        }
        columns.finish().map_err(failed)
    });
    made.map(PyArrowType)
}

/// Whether a column of this name says something of an article.
#[pyfunction]
pub fn is_field(name: &str) -> bool {
    records::is_field(name)
}

fn failed(error: ArrowError) -> PyErr {
    super::errors::OffprintError::new_err(error.to_string())
}

/// The columns of a batch that say something of articles.
struct Rows<'a> {
    /// Those that may hold the text, the first of them first.
    texts: Vec<(&'a ArrayRef, &'static Reader)>,
    id: Option<&'a ArrayRef>,
    known: Vec<(&'a str, &'a ArrayRef)>,
}

impl<'a> Rows<'a> {
    fn of(batch: &'a RecordBatch, fields: &'a [(String, String)]) -> PyResult<Rows<'a>> {
        let mut rows = Rows { texts: Vec::new(), id: None, known: Vec::new() };
        for (field, column) in fields {
            let array = batch
                .column_by_name(column)
                .ok_or_else(|| OptionError::new_err(format!("there is no column “{column}”")))?;
            let text = records::TEXTS.iter().find(|(name, _)| name == field);
            match text.and_then(|(_, reader)| readers::named(reader)) {
                Some(reader) if is_text(array.data_type()) => rows.texts.push((array, reader)),
                Some(_) => {
                    let kind = array.data_type();
                    let said = format!("the column “{column}” holds no text but {kind}");
                    return Err(OptionError::new_err(said));
                }
                None if field == "id" => rows.id = Some(array),
                None => rows.known.push((field, array)),
            }
        }
        if rows.texts.is_empty() {
            let names = records::TEXTS.map(|(name, _)| name).join(", ");
            let said = format!("no column holds the text; name one of {names}, or say which is");
            return Err(OptionError::new_err(said));
        }
        Ok(rows)
    }

    /// What becomes of a row.
    fn convert(&self, desk: &jobs::Desk, row: usize) -> (Outcome, Vec<Output>) {
        let id = self.id.and_then(|ids| shown(ids, row));
        let name = id.clone().unwrap_or_else(|| format!("row {}", row + 1));
        let found =
            self.texts.iter().find_map(|(array, reader)| Some((cell(array, row)?, *reader)));
        let Some((bytes, reader)) = found else {
            let said = jobs::InputError::Record("it has no text".to_owned());
            let mut outcome = Outcome::failed(name, said.into());
            outcome.id = id;
            return (outcome, Vec::new());
        };
        let fields: Map<String, Value> = self
            .known
            .iter()
            .map(|(field, array)| ((*field).to_owned(), value(array, row)))
            .collect();
        let draft = Draft { name: &name, bytes, reader: Some(reader), ..Draft::default() };
        let (mut outcome, outputs) = super::desk::convert(desk, draft, &fields);
        outcome.id = id;
        (outcome, outputs)
    }
}

fn is_text(kind: &DataType) -> bool {
    use DataType::{Binary, BinaryView, LargeBinary, LargeUtf8, Utf8, Utf8View};
    matches!(kind, Utf8 | LargeUtf8 | Utf8View | Binary | LargeBinary | BinaryView)
}

/// The bytes of a cell, unless it is empty.
fn cell(array: &ArrayRef, row: usize) -> Option<&[u8]> {
    if array.is_null(row) {
        return None;
    }
    Some(match array.data_type() {
        DataType::Utf8 => array.as_string::<i32>().value(row).as_bytes(),
        DataType::LargeUtf8 => array.as_string::<i64>().value(row).as_bytes(),
        DataType::Utf8View => array.as_string_view().value(row).as_bytes(),
        DataType::Binary => array.as_binary::<i32>().value(row),
        DataType::LargeBinary => array.as_binary::<i64>().value(row),
        DataType::BinaryView => array.as_binary_view().value(row),
        _ => return None,
    })
}

/// A cell as people would write it: text, number, date.
fn shown(array: &ArrayRef, row: usize) -> Option<String> {
    if array.is_null(row) {
        return None;
    }
    match cell(array, row) {
        Some(bytes) => Some(String::from_utf8_lossy(bytes).into_owned()),
        None => array_value_to_string(array, row).ok(),
    }
}

/// A cell as JSON Lines would have it.
fn value(array: &ArrayRef, row: usize) -> Value {
    let all =
        |items: ArrayRef| Value::Array((0..items.len()).map(|item| value(&items, item)).collect());
    match array.data_type() {
        _ if array.is_null(row) => Value::Null,
        DataType::List(_) => all(array.as_list::<i32>().value(row)),
        DataType::LargeList(_) => all(array.as_list::<i64>().value(row)),
        DataType::Boolean => Value::Bool(array.as_boolean().value(row)),
        _ => shown(array, row).map_or(Value::Null, Value::String),
    }
}

/// The columns that come back.
struct Columns {
    formats: Vec<(String, LargeBinaryBuilder)>,
    title: StringBuilder,
    language: StringBuilder,
    words: Int64Builder,
    pages: Int64Builder,
    report: StringBuilder,
    error: StringBuilder,
}

impl Columns {
    fn new(formats: Vec<String>) -> Columns {
        Columns {
            formats: formats.into_iter().map(|name| (name, LargeBinaryBuilder::new())).collect(),
            title: StringBuilder::new(),
            language: StringBuilder::new(),
            words: Int64Builder::new(),
            pages: Int64Builder::new(),
            report: StringBuilder::new(),
            error: StringBuilder::new(),
        }
    }

    /// Adds what became of a row.
    fn push(&mut self, outcome: &Outcome, outputs: Vec<Output>) -> PyResult<()> {
        let mut made: Vec<_> = outcome.outputs.iter().zip(outputs).collect();
        for (format, column) in &mut self.formats {
            let own = made.iter().position(|(written, _)| written.format == *format);
            column.append_option(own.map(|at| made.swap_remove(at).1.bytes.into_vec()));
        }
        let facts = outcome.facts.as_ref();
        let pages = outcome.outputs.iter().find_map(|written| written.pages);
        let error: Vec<String> = outcome.failures.iter().map(ToString::to_string).collect();
        self.title.append_option(facts.and_then(|facts| facts.title.as_deref()));
        self.language.append_option(facts.and_then(|facts| facts.language.as_deref()));
        self.words.append_option(facts.map(|facts| facts.words as i64));
        self.pages.append_option(pages.map(|pages| pages as i64));
        self.report.append_value(told(outcome)?);
        self.error.append_option((!error.is_empty()).then(|| error.join("; ")));
        Ok(())
    }

    fn finish(mut self) -> Result<RecordBatch, ArrowError> {
        let array = |array: &mut dyn arrow_array::builder::ArrayBuilder| array.finish();
        let formats: Vec<(String, ArrayRef)> = self
            .formats
            .iter_mut()
            .map(|(name, column)| (name.clone(), Arc::new(column.finish()) as ArrayRef))
            .collect();
        let others: [(&str, ArrayRef); 6] = [
            ("title", array(&mut self.title)),
            ("language", array(&mut self.language)),
            ("words", array(&mut self.words)),
            ("pages", array(&mut self.pages)),
            ("report", array(&mut self.report)),
            ("error", array(&mut self.error)),
        ];
        let others = others.into_iter().map(|(name, array)| (name.to_owned(), array));
        // Columns may be empty of values whatever the batch holds.
        RecordBatch::try_from_iter_with_nullable(
            formats.into_iter().chain(others).map(|(name, array)| (name, array, true)),
        )
    }
}
