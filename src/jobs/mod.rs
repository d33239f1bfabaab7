//! Many inputs.
