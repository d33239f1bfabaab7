//! From flow to layout.
