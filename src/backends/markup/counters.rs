//! The marks of numbered lists in style sheets (CSS Counter Styles Level 3).
//!
//! What every reading system knows is said in the markup: letters and Roman
//! numerals. Of the rest, lists have a class, and the sheet says how that counts.

use std::fmt::Write as _;

use crate::compose::Composition;
use crate::language::markers::{Frame, Marker};
use crate::language::numerals::{Counter, System};
use crate::theme::css::quoted;

/// What stands for a mark in the sheet; `None` for what a list has anyway.
pub(super) fn class(marker: Marker) -> Option<String> {
    let name = marker.counter.css;
    match marker.frame {
        Frame::Stop if name == "decimal" || list_type(marker.counter).is_some() => None,
        Frame::Stop => Some(name.to_owned()),
        Frame::Bracket => Some(format!("{name}-bracket")),
        Frame::Brackets => Some(format!("{name}-brackets")),
        Frame::Section => Some(format!("{name}-section")),
        Frame::Bare => Some(format!("{name}-bare")),
    }
}

/// The value of an ordered list's `type`; decimal is what lists have anyway.
pub(super) fn list_type(counter: &Counter) -> Option<&'static str> {
    match counter.css {
        "lower-alpha" => Some("a"),
        "upper-alpha" => Some("A"),
        "lower-roman" => Some("i"),
        "upper-roman" => Some("I"),
        _ => None,
    }
}

/// The rules for the marks of a composition's lists.
pub fn counters(composition: &Composition<'_>) -> String {
    let mut sheet = String::new();
    for marker in composition.list_markers() {
        let Some(class) = class(marker) else { continue };
        if marker.frame != Frame::Stop || !is_predefined(marker.counter) {
            define(&mut sheet, &class, marker);
        }
        _ = writeln!(sheet, "ol.{class} {{ list-style-type: {class}; }}");
    }
    sheet
}

fn define(sheet: &mut String, name: &str, marker: Marker) {
    let (before, after) = marker.frame.around();
    let system = match marker.counter.system {
        _ if is_predefined(marker.counter) => format!("extends {}", marker.counter.css),
        System::Letters(letters) => format!("alphabetic; symbols: {}", symbols(letters)),
        System::Symbols(all) => format!("fixed; symbols: {}", symbols(all)),
        System::Digits(_) => {
            let digits: Vec<String> = (0..10).map(|digit| marker.counter.write(digit)).collect();
            format!("numeric; symbols: {}", symbols(&digits.join(" ")))
        }
        System::Roman { .. } | System::Hebrew => "extends decimal".to_owned(),
    };
    _ = write!(sheet, "@counter-style {name} {{ system: {system}; ");
    if !before.is_empty() {
        _ = write!(sheet, "prefix: {}; ", quoted(before));
    }
    _ = writeln!(sheet, "suffix: {}; }}", quoted(&format!("{after}\u{2002}")));
}

fn symbols(symbols: &str) -> String {
    symbols.split(' ').map(quoted).collect::<Vec<_>>().join(" ")
}

/// Whether CSS Counter Styles Level 3 defines it (sections 6 and 7). Its `katakana` has
/// another end than ours.
fn is_predefined(counter: &Counter) -> bool {
    match counter.system {
        System::Digits(_) => !matches!(counter.css, "nko" | "ol-chiki"),
        System::Roman { .. } | System::Hebrew => true,
        _ => matches!(counter.css, "lower-alpha" | "upper-alpha" | "lower-greek"),
    }
}
