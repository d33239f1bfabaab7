//! What goes wrong, as Python's exceptions. Messages name the article and, where there is one, the remedy.

#![allow(missing_docs, reason = "the macro writes the types; their texts are for Python")]

use offprint::jobs::Failure;
use pyo3::exceptions::PyException;
use pyo3::{PyErr, create_exception};

create_exception!(offprint, OffprintError, PyException, "Whatever Offprint cannot do.");
create_exception!(
    offprint,
    OptionError,
    OffprintError,
    "An option that there is not, or that makes no sense."
);
create_exception!(offprint, ReadError, OffprintError, "The input is no article.");
create_exception!(offprint, RenderError, OffprintError, "A format cannot be made.");
create_exception!(
    offprint,
    TookTooLong,
    OffprintError,
    "It was called off, since its time was up."
);
create_exception!(offprint, Fault, OffprintError, "Offprint met a fault of its own.");

/// What is wrong with options.
pub fn option(error: &anyhow::Error) -> PyErr {
    OptionError::new_err(format!("{error:#}"))
}

/// What went wrong with an article.
pub fn failure(name: &str, failure: &Failure) -> PyErr {
    let said = if name.is_empty() { failure.to_string() } else { format!("{name}: {failure}") };
    match failure {
        Failure::Input(_) | Failure::Read(_) => ReadError::new_err(said),
        Failure::Render(_) | Failure::Write { .. } => RenderError::new_err(said),
        Failure::TookTooLong(_) => TookTooLong::new_err(said),
        Failure::Fault(_) => Fault::new_err(said),
    }
}
