//! Settings that were checked once, and what is done with them.

use std::sync::Arc;

use offprint::Output;
use offprint::article::Metadata;
use offprint::cli::desk::{self, Given, Work};
use offprint::cli::ledger;
use offprint::diagnostics::Diagnostics;
use offprint::jobs::{self, Draft, Outcome, records};
use pyo3::prelude::*;
use pyo3::pybacked::{PyBackedBytes, PyBackedStr};
use pyo3::types::PyBytes;
use serde_json::{Map, Value};

use super::article::Reading;
use super::errors::{self, OptionError};

/// Settings that were checked once. Fonts and themes are loaded when they are first needed.
#[pyclass(frozen, module = "offprint._offprint")]
pub struct Desk {
    desk: Arc<jobs::Desk>,
}

/// An article as Python holds it.
#[derive(FromPyObject)]
pub enum Data {
    /// Its bytes, in whatever encoding.
    Bytes(PyBackedBytes),
    /// Its text.
    Text(PyBackedStr),
}

impl Data {
    fn bytes(&self) -> &[u8] {
        match self {
            Data::Bytes(bytes) => bytes,
            Data::Text(text) => text.as_bytes(),
        }
    }
}

impl Desk {
    /// The settings for other threads.
    pub fn shared(&self) -> Arc<jobs::Desk> {
        self.desk.clone()
    }
}

#[pymethods]
impl Desk {
    /// Options by their long names, with their values; the formats to write; what they are for:
    /// `reading`, `writing` or `converting`; on how many threads one article may be worked.
    #[new]
    fn new(
        py: Python<'_>,
        options: Vec<(String, Vec<String>)>,
        to: Vec<String>,
        work: &str,
        threads: usize,
    ) -> PyResult<Desk> {
        let work = match work {
            "reading" => Work::Reading,
            "writing" => Work::Writing,
            _ => Work::Converting,
        };
        let given: Vec<Given<'_>> =
            options.iter().map(|(key, values)| (key.as_str(), values.as_slice())).collect();
        let made = py.detach(|| desk::desk(&given, &to, work, threads.max(1)));
        made.map(|desk| Desk { desk: Arc::new(desk) }).map_err(|error| errors::option(&error))
    }

    /// The names of the formats that are written, in order.
    #[getter]
    pub fn formats(&self) -> Vec<String> {
        let targets = self.desk.job().targets.iter();
        targets.map(|target| target.format().name.to_owned()).collect()
    }

    /// Reads an article. What is known of it is JSON, with the fields of JSON Lines.
    fn read(&self, py: Python<'_>, data: Data, name: String, known: &str) -> PyResult<Reading> {
        let (known, mut diagnostics) = metadata(&fields(known)?);
        let draft = Draft { name: &name, bytes: data.bytes(), known, ..Draft::default() };
        let read = py.detach(|| self.desk.read(&draft));
        let mut reading = read.map_err(|failure| errors::failure(&name, &failure))?;
        diagnostics.append(std::mem::take(&mut reading.diagnostics));
        reading.diagnostics = diagnostics;
        Ok(Reading::new(name, reading))
    }

    /// Writes an article that was read, in all formats.
    fn write<'py>(&self, py: Python<'py>, reading: &Reading) -> PyResult<Vec<Bound<'py, PyBytes>>> {
        let contents = self.desk.job().reading.known.contents;
        let written = py.detach(|| self.desk.render(&reading.publication(contents)));
        let written = written.map_err(|failure| errors::failure(reading.name(), &failure))?;
        Ok(written.into_iter().map(|rendering| bytes(py, rendering.output)).collect())
    }

    /// Reads an article and writes it in all formats: what became of it, as `--report` tells it,
    /// and the outputs. What is known of it is JSON, with the fields of JSON Lines.
    fn convert<'py>(
        &self,
        py: Python<'py>,
        data: Data,
        name: &str,
        known: &str,
    ) -> PyResult<(String, Vec<Bound<'py, PyBytes>>)> {
        let fields = fields(known)?;
        let draft = Draft { name, bytes: data.bytes(), ..Draft::default() };
        let (outcome, outputs) = py.detach(|| convert(&self.desk, draft, &fields));
        if let Some(failure) = outcome.failures.first() {
            return Err(errors::failure(name, failure));
        }
        Ok((told(&outcome)?, outputs.into_iter().map(|output| bytes(py, output)).collect()))
    }
}

/// Converts an article of which some fields are known, as in JSON Lines.
pub fn convert(
    desk: &jobs::Desk,
    draft: Draft<'_>,
    fields: &Map<String, Value>,
) -> (Outcome, Vec<Output>) {
    let (known, mut diagnostics) = metadata(fields);
    let (mut outcome, outputs) = desk.convert(&Draft { known, ..draft });
    diagnostics.append(std::mem::take(&mut outcome.diagnostics));
    outcome.diagnostics = diagnostics;
    (outcome, outputs)
}

fn metadata(fields: &Map<String, Value>) -> (Metadata, Diagnostics) {
    let mut diagnostics = Diagnostics::new();
    (records::known(fields, &mut diagnostics), diagnostics)
}

fn fields(known: &str) -> PyResult<Map<String, Value>> {
    serde_json::from_str(known).map_err(|error| OptionError::new_err(error.to_string()))
}

/// What became of an article, as `--report` tells it.
pub fn told(outcome: &Outcome) -> PyResult<String> {
    let mut line = Vec::new();
    ledger::line(&mut line, outcome)?;
    Ok(String::from_utf8_lossy(&line).trim_end().to_owned())
}

fn bytes(py: Python<'_>, output: offprint::Output) -> Bound<'_, PyBytes> {
    PyBytes::new(py, &output.bytes.into_vec())
}
