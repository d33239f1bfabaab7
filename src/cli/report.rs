//! What people read: a line for each output, a line for each thing worth telling.
//!
//! The data come from [`jobs`](crate::jobs); nothing is decided here but how
//! much to show and in which words.

use std::collections::BTreeSet;
use std::io::Write;
use std::mem::Discriminant;
use std::sync::Arc;
use std::sync::atomic::AtomicUsize;

use super::progress::Progress;
use crate::diagnostics::{Diagnostic, Kind, Severity};
use crate::jobs::{Failure, Outcome, Summary, Written};
use crate::source::Span;

/// How many messages of one kind are shown for an input before they are only
/// counted: a page of broken links tells no more than its first ten.
const MOST_OF_A_KIND: usize = 10;

/// How much to print.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verbosity {
    /// Errors only.
    Errors,
    /// Errors, warnings, what was taken out, and the files written.
    Usual,
    /// Notes as well, and every message of a kind.
    Everything,
}

/// Prints the results of inputs one by one.
#[derive(Debug)]
pub struct Report<W: Write> {
    out: W,
    verbosity: Verbosity,
    progress: Option<Progress>,
}

impl<W: Write> Report<W> {
    /// Prints to `out`.
    pub fn new(out: W, verbosity: Verbosity) -> Report<W> {
        Report { out, verbosity, progress: None }
    }

    /// Shows how far the run is, of so many inputs (0 while nobody knows), on a line of its own.
    pub fn show_progress(&mut self, total: Arc<AtomicUsize>) {
        self.progress = Some(Progress::new(total));
    }

    /// Prints what became of one input.
    pub fn outcome(&mut self, outcome: &Outcome) {
        if let Some(progress) = &mut self.progress {
            progress.count(!outcome.failures.is_empty());
        }
        if self.verbosity > Verbosity::Errors {
            for written in &outcome.outputs {
                self.written(written);
            }
            self.diagnostics(outcome);
        }
        for failure in &outcome.failures {
            if !failure.is_reader_gone() {
                self.line(&format!("offprint: error: {}", failure_line(&outcome.input, failure)));
            }
        }
        if let Some(progress) = &mut self.progress {
            progress.draw(&mut self.out);
        }
    }

    /// Prints what became of all inputs together.
    pub fn summary(&mut self, summary: &Summary) {
        if self.verbosity == Verbosity::Errors {
            return;
        }
        let skipped = match summary.skipped {
            0 => String::new(),
            skipped => format!(", {skipped} passed over"),
        };
        let failed = match summary.failed {
            0 => String::new(),
            failed => format!(", {failed} failed"),
        };
        let of = |count: usize, what: &str| match count {
            1 => format!("1 {what}"),
            count => format!("{count} {what}s"),
        };
        let (inputs, files) = (of(summary.inputs, "input"), of(summary.written, "file"));
        self.line(&format!("{inputs}{skipped}{failed}; {files} written"));
    }

    /// Prints what went wrong with the whole run.
    pub fn error(&mut self, message: &str) {
        self.line(&format!("offprint: error: {message}"));
    }

    /// Hands over what is still held back.
    pub fn finish(&mut self) {
        if let Some(progress) = &mut self.progress {
            progress.clear(&mut self.out);
        }
        // When nobody reads the messages, the exit code still tells.
        let _ = self.out.flush();
    }

    /// `output/a.pdf  4 pages, 61 KB`; nothing for standard output, which speaks for itself.
    fn written(&mut self, written: &Written) {
        let Some(path) = &written.path else { return };
        let pages = match written.pages {
            Some(1) => "1 page, ".to_owned(),
            Some(pages) => format!("{pages} pages, "),
            None => String::new(),
        };
        self.line(&format!("{}  {pages}{}", path.display(), size(written.bytes)));
    }

    fn diagnostics(&mut self, outcome: &Outcome) {
        let mut said: BTreeSet<(Span, String)> = BTreeSet::new();
        let mut counts: Vec<(Discriminant<Kind>, usize)> = Vec::new();
        let mut held_back = 0;
        let everything = self.verbosity == Verbosity::Everything;
        for diagnostic in outcome.diagnostics.iter().filter(|d| everything || is_usual(d)) {
            if !said.insert((diagnostic.span, diagnostic.kind.message())) {
                continue;
            }
            if count(&mut counts, &diagnostic.kind) <= MOST_OF_A_KIND || everything {
                self.line(&diagnostic_line(&outcome.input, diagnostic));
            } else {
                held_back += 1;
            }
        }
        if held_back > 0 {
            self.line(&format!(
                "{}: {held_back} more like these; --verbose shows all",
                outcome.input
            ));
        }
    }

    fn line(&mut self, text: &str) {
        if let Some(progress) = &mut self.progress {
            progress.clear(&mut self.out);
        }
        // As in `finish`.
        let _ = writeln!(self.out, "{}", one_line(text));
    }
}

/// Counts one more of a kind, and tells how many there are now.
fn count(counts: &mut Vec<(Discriminant<Kind>, usize)>, kind: &Kind) -> usize {
    let kind = std::mem::discriminant(kind);
    match counts.iter_mut().find(|(known, _)| *known == kind) {
        Some((_, count)) => {
            *count += 1;
            *count
        }
        None => {
            counts.push((kind, 1));
            1
        }
    }
}

/// Whether it is shown without being asked for: losses are, whatever their severity.
fn is_usual(diagnostic: &Diagnostic) -> bool {
    diagnostic.severity() == Severity::Warning || matches!(diagnostic.kind, Kind::Removed { .. })
}

/// A number of bytes for people, in powers of ten as file managers show it.
fn size(bytes: usize) -> String {
    match bytes {
        1 => "1 byte".to_owned(),
        0..1_000 => format!("{bytes} bytes"),
        1_000..999_500 => format!("{} KB", (bytes + 500) / 1_000),
        _ => {
            let tenths = (bytes + 50_000) / 100_000;
            format!("{}.{} MB", tenths / 10, tenths % 10)
        }
    }
}

/// `input/a.txt:23: warning: message; hint`
fn diagnostic_line(input: &str, diagnostic: &Diagnostic) -> String {
    let place = match diagnostic.span.line {
        0 => input.to_owned(),
        line => format!("{input}:{line}"),
    };
    let severity = if diagnostic.severity() == Severity::Warning { "warning: " } else { "" };
    let hint = diagnostic.kind.hint().map(|hint| format!("; {hint}")).unwrap_or_default();
    format!("{place}: {severity}{}{hint}", diagnostic.kind.message())
}

fn failure_line(input: &str, failure: &Failure) -> String {
    match failure {
        Failure::Write { path: Some(path), .. } => format!("{}: {failure}", path.display()),
        Failure::Write { path: None, .. } => format!("standard output: {failure}"),
        _ => format!("{input}: {failure}"),
    }
}

/// The text on one line, without characters that would steer a terminal:
/// messages quote input, and input may be hostile.
pub(super) fn one_line(text: &str) -> String {
    let steers =
        |c: char| c.is_control() || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    text.trim()
        .chars()
        .map(|c| {
            if c == '\n' {
                ' '
            } else if steers(c) {
                '\u{FFFD}'
            } else {
                c
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::{Boilerplate, Diagnostics};

    fn printed(verbosity: Verbosity, outcome: &Outcome) -> String {
        let mut out = Vec::new();
        Report::new(&mut out, verbosity).outcome(outcome);
        String::from_utf8(out).unwrap()
    }

    fn outcome() -> Outcome {
        let mut diagnostics = Diagnostics::new();
        let removed = Kind::Removed {
            what: Boilerplate::CommentForm,
            reason: "asks for an email address".into(),
            text: "Leave a\u{1b}[31m Reply".into(),
            lines: 1,
        };
        diagnostics.push(removed, Span { start: 9, end: 12, line: 3 });
        let guessed = Kind::LanguageGuessed { language: "tt".into(), confidence: 90 };
        diagnostics.push(guessed, Span::NONE);
        for _ in 0..2 {
            diagnostics.push(Kind::LinkBroken { target: "#x".into() }, Span::NONE);
        }
        let written = Written {
            path: Some("o/a.pdf".into()),
            bytes: 61_400,
            pages: Some(4),
            ..Written::default()
        };
        let outputs = vec![written];
        Outcome { input: "a.txt".into(), outputs, diagnostics, ..Outcome::default() }
    }

    #[test]
    fn everything_worth_telling_is_told_once() {
        assert_eq!(
            printed(Verbosity::Usual, &outcome()),
            "o/a.pdf  4 pages, 61 KB\n\
             a.txt:3: removed comment form: “Leave a\u{FFFD}[31m Reply” (asks for an email address); \
             --keep-all keeps it\n\
             a.txt: warning: link to “#x” leads nowhere\n"
        );
        assert!(printed(Verbosity::Everything, &outcome()).contains("guessed as tt"));
        assert_eq!(printed(Verbosity::Errors, &outcome()), "");
    }

    #[test]
    fn floods_are_counted() {
        let mut many = outcome();
        for line in 1..=30 {
            let span = Span { start: line, end: line, line };
            many.diagnostics.push(Kind::LinkBroken { target: "#y".into() }, span);
        }
        let usual = printed(Verbosity::Usual, &many);
        assert!(usual.ends_with("a.txt: 21 more like these; --verbose shows all\n"), "{usual}");
        assert_eq!(printed(Verbosity::Everything, &many).lines().count(), 34);
    }

    #[test]
    fn sizes_are_round() {
        let sizes = [0, 1, 999, 1_499, 999_499, 999_500, 12_340_000].map(size);
        assert_eq!(
            sizes,
            ["0 bytes", "1 byte", "999 bytes", "1 KB", "999 KB", "1.0 MB", "12.3 MB"]
        );
    }
}
