//! What of the Python package `offprint` is compiled: settings that were checked once ([`desk`]), articles that
//! were read ([`article`]), tables ([`table`]) and errors ([`errors`]). What people call is written in Python
//! around it (`offprint/*.py`); nothing here is promised to them.
//!
//! Python's lock is let go while an article is worked on.

#![forbid(unsafe_code)]
#![warn(missing_docs)]

mod article;
mod desk;
mod errors;
mod table;

/// The module.
#[pyo3::pymodule]
mod _offprint {
    #[pymodule_export]
    use super::article::Reading;
    #[pymodule_export]
    use super::desk::Desk;
    #[pymodule_export]
    use super::errors::{Fault, OffprintError, OptionError, ReadError, RenderError, TookTooLong};
    #[pymodule_export]
    use super::table::{convert_batch, is_field};

    /// The version of the program that is inside.
    #[pymodule_export]
    const VERSION: &str = env!("CARGO_PKG_VERSION");
}
