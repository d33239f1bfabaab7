//! What programs from outside say on their standard error, a message a line:
//! `warning: line 12: the table was left out`.
//!
//! `note:` makes a line a note; `warning:`, or nothing, a warning, for who says something unasked
//! wants it read. `line` and a number say where in the input.

use crate::diagnostics::{Diagnostics, Kind};
use crate::source::Span;

/// How long a message may be, in characters; programs that write data there by mistake have
/// longer lines.
const LONGEST: usize = 500;

/// Takes all lines that a program said for diagnostics.
pub(super) fn tell(said: &str, program: &str, diagnostics: &mut Diagnostics) {
    for line in said.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let (kind, span) = message(line, program.to_owned());
        diagnostics.push(kind, span);
    }
}

fn message(line: &str, program: String) -> (Kind, Span) {
    if let Some(rest) = after(line, "note:") {
        let (text, span) = placed(rest);
        return (Kind::ProgramNoted { program, text }, span);
    }
    let (text, span) = placed(after(line, "warning:").unwrap_or(line));
    (Kind::ProgramWarned { program, text }, span)
}

/// A message without `line 12:` at its beginning, and the place that this names.
fn placed(message: &str) -> (String, Span) {
    let message = match message.char_indices().nth(LONGEST) {
        Some((end, _)) => &format!("{}…", &message[..end]),
        None => message,
    };
    let place = after(message, "line ").and_then(|rest| rest.split_once(':'));
    let found = place.and_then(|(number, text)| Some((number.trim().parse().ok()?, text.trim())));
    match found {
        Some((line, text)) => (text.to_owned(), Span { line, ..Span::NONE }),
        None => (message.to_owned(), Span::NONE),
    }
}

/// What follows a word at the beginning of a text, in capitals or not.
fn after<'t>(text: &'t str, word: &str) -> Option<&'t str> {
    let start = text.get(..word.len())?;
    start.eq_ignore_ascii_case(word).then(|| text[word.len()..].trim_start())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::Severity;

    #[test]
    fn lines_become_messages() {
        let mut diagnostics = Diagnostics::new();
        let said = "Note: line 7: one\n\nwarning: two\n  line x: three\nWARNING: Line 12 :four\n";
        tell(said, "p", &mut diagnostics);
        let told: Vec<_> = diagnostics
            .iter()
            .map(|told| (told.severity(), told.span.line, told.kind.message()))
            .collect();
        let expected = [
            (Severity::Note, 7, "p: one"),
            (Severity::Warning, 0, "p: two"),
            (Severity::Warning, 0, "p: line x: three"),
            (Severity::Warning, 12, "p: four"),
        ];
        let mut long = Diagnostics::new();
        tell(&"ä".repeat(LONGEST + 9), "p", &mut long);
        let message = long.iter().next().unwrap().kind.message();
        assert_eq!(message.chars().filter(|c| *c == 'ä').count(), LONGEST);
        assert_eq!(told, expected.map(|(severity, line, text)| (severity, line, text.to_owned())));
    }
}
