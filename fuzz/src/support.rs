//! The checks that the tests share.

#[path = "../../tests/support/check.rs"]
pub mod check;
#[path = "../../tests/support/harmless.rs"]
pub mod harmless;
#[path = "../../tests/support/package.rs"]
pub mod package;
#[path = "../../tests/support/pdf.rs"]
pub mod pdf;
