//! Optical margins: marks at the ends of lines that hang over the edge of the
//! column, so that the edge looks straight.
//!
//! A full stop or a hyphen leaves a hole where a letter would stand. How far
//! each mark hangs out, as a share of its own width, follows what Hàn Thế
//! Thành gives for Roman type ("Micro-typographic extensions to the TeX
//! typesetting system", 2000) and the defaults of the microtype package.

/// How much of a mark hangs over the edge where lines end, in thousandths of its width.
pub(super) fn at_end(character: char) -> i64 {
    match character {
        '-' | '‐' | '\u{AD}' | '.' | ',' => 500,
        '’' | '”' | '\'' | '"' | '»' | '›' => 400,
        ';' | ':' | '!' | '?' => 200,
        '–' => 250,
        '—' => 150,
        ')' | ']' => 50,
        _ => 0,
    }
}

/// How much of a mark hangs over the edge where lines start, in thousandths of its width.
pub(super) fn at_start(character: char) -> i64 {
    match character {
        '‘' | '“' | '„' | '‚' | '\'' | '"' | '«' | '‹' => 400,
        '–' => 250,
        '—' => 150,
        '(' | '[' => 50,
        _ => 0,
    }
}
