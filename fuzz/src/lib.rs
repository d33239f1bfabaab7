//! The roads that fuzzing sends bytes down, see [`roads`], and how time grows along them, see [`growth`].

pub mod growth;
pub mod roads;
#[allow(dead_code, reason = "the roads want a part of them")]
mod support;
