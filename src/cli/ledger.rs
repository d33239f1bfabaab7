//! The report for programs: what became of each input, a JSON object a line. docs/REPORT.md
//! tells what stands in it; the version goes up when a field goes or changes its meaning.

use std::io::{self, Write};
use std::time::Duration;

use serde::Serialize;

use crate::diagnostics::{Diagnostic, Kind, Severity};
use crate::jobs::{Failure, Outcome, Written};

/// The version of the form.
pub const VERSION: u32 = 1;

/// A line.
#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Line<'a> {
    report: u32,
    input: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<&'a str>,
    status: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    format: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    words: Option<usize>,
    outputs: Vec<Output<'a>>,
    removed: Vec<Removed<'a>>,
    diagnostics: Vec<Said<'a>>,
    failures: Vec<Failed>,
    /// How long reading took, in milliseconds.
    #[serde(skip_serializing_if = "Option::is_none")]
    read_ms: Option<f64>,
}

#[derive(Serialize)]
struct Output<'a> {
    format: &'a str,
    /// `null` for standard output.
    path: Option<String>,
    bytes: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    pages: Option<usize>,
    ms: f64,
}

#[derive(Serialize)]
struct Removed<'a> {
    what: &'static str,
    reason: &'a str,
    text: &'a str,
    line: u32,
    lines: u32,
}

#[derive(Serialize)]
struct Said<'a> {
    #[serde(flatten)]
    kind: &'a Kind,
    severity: Severity,
    message: String,
    #[serde(skip_serializing_if = "is_nowhere")]
    line: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    hint: Option<&'static str>,
}

#[derive(Serialize)]
struct Failed {
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    path: Option<String>,
    message: String,
}

fn is_nowhere(line: &u32) -> bool {
    *line == 0
}

fn milliseconds(time: Duration) -> f64 {
    (time.as_secs_f64() * 1e5).round() / 100.0
}

/// Writes what became of an input.
///
/// # Errors
/// When the writer fails.
pub fn line(out: &mut dyn Write, outcome: &Outcome) -> io::Result<()> {
    let facts = outcome.facts.as_ref();
    let removed = |diagnostic: &'_ Diagnostic| matches!(diagnostic.kind, Kind::Removed { .. });
    let line = Line {
        report: VERSION,
        input: &outcome.input,
        id: outcome.id.as_deref(),
        status: status(outcome),
        format: facts.map(|facts| facts.format),
        title: facts.and_then(|facts| facts.title.as_deref()),
        language: facts.and_then(|facts| facts.language.as_deref()),
        words: facts.map(|facts| facts.words),
        outputs: outcome.outputs.iter().map(output).collect(),
        removed: outcome.diagnostics.iter().filter_map(taken).collect(),
        diagnostics: outcome.diagnostics.iter().filter(|d| !removed(d)).map(said).collect(),
        failures: outcome.failures.iter().map(failed).collect(),
        read_ms: facts.map(|_| milliseconds(outcome.reading)),
    };
    serde_json::to_writer(&mut *out, &line)?;
    out.write_all(b"\n")
}

fn status(outcome: &Outcome) -> &'static str {
    match () {
        () if outcome.skipped => "skipped",
        () if outcome.failures.is_empty() && outcome.outputs.is_empty() => "read",
        () if outcome.failures.is_empty() => "written",
        () if outcome.outputs.is_empty() => "failed",
        () => "partly-failed",
    }
}

fn output(written: &Written) -> Output<'_> {
    Output {
        format: &written.format,
        path: written.path.as_ref().map(|path| path.to_string_lossy().into_owned()),
        bytes: written.bytes,
        pages: written.pages,
        ms: milliseconds(written.time),
    }
}

fn taken(diagnostic: &Diagnostic) -> Option<Removed<'_>> {
    let Kind::Removed { what, reason, text, lines } = &diagnostic.kind else { return None };
    let line = diagnostic.span.line;
    Some(Removed { what: what.name(), reason, text, line, lines: *lines })
}

fn said(diagnostic: &Diagnostic) -> Said<'_> {
    Said {
        kind: &diagnostic.kind,
        severity: diagnostic.severity(),
        message: diagnostic.kind.message(),
        line: diagnostic.span.line,
        hint: diagnostic.kind.hint(),
    }
}

fn failed(failure: &Failure) -> Failed {
    let (kind, path) = match failure {
        Failure::Input(_) => ("input", None),
        Failure::Read(_) => ("read", None),
        Failure::Render(_) => ("render", None),
        Failure::TookTooLong(_) => ("timeout", None),
        Failure::Fault(_) => ("fault", None),
        Failure::Write { path, .. } => {
            ("write", path.as_ref().map(|path| path.to_string_lossy().into_owned()))
        }
    };
    Failed { kind, path, message: failure.to_string() }
}
