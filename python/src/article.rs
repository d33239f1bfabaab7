//! An article that was read.

use offprint::inspect::Inspection;
use offprint::{Publication, article};
use pyo3::prelude::*;

/// An article that was read, with what was found out about it.
#[pyclass(frozen, module = "offprint._offprint")]
pub struct Reading {
    name: String,
    reading: offprint::Reading,
}

impl Reading {
    /// Something that was read, under the name of its input.
    pub fn new(name: String, reading: offprint::Reading) -> Reading {
        Reading { name, reading }
    }

    /// The name of its input.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What writers ask for. Where a table of contents is asked for or forbidden, that counts.
    pub fn publication(&self, contents: Option<bool>) -> Publication {
        let mut article = self.reading.article.clone();
        article.meta.contents = contents.or(article.meta.contents);
        Publication::from(article)
    }
}

#[pymethods]
impl Reading {
    /// What `offprint inspect --json` prints.
    fn inspection(&self, py: Python<'_>) -> PyResult<String> {
        let told = py.detach(|| serde_json::to_string(&Inspection::from(&self.reading)));
        told.map_err(|error| super::errors::OffprintError::new_err(error.to_string()))
    }

    /// The article as JSON, which `read` takes again.
    fn json(&self, py: Python<'_>) -> String {
        py.detach(|| article::json::write(&self.reading.article))
    }
}
