//! Notes that the parser does not know: pandoc's notes in the line, `^[like
//! this]`, and marks of notes that nobody wrote, which stay as text.

use std::collections::BTreeSet;

use crate::article::{Article, Block, Inline, InlineKind, Note, walk};
use crate::diagnostics::{Diagnostics, Kind};
use crate::source::{Source, Span};

/// Makes notes of notes in the line and reports marks without a note.
pub(super) fn apply(article: &mut Article, source: &Source, diagnostics: &mut Diagnostics) {
    let mut notes = Vec::new();
    walk::nested_runs_mut(article, &mut |run| {
        if run.iter().any(|inline| is_candidate(inline, "^[", source)) {
            *run = Folder::default().fold(std::mem::take(run), &mut notes);
        }
    });
    article.notes.append(&mut notes);
    let mut reported = BTreeSet::new();
    walk::inlines(article, &mut |inline| {
        if is_candidate(inline, "[^", source) {
            report_undefined(inline, &mut reported, diagnostics);
        }
    });
}

/// Whether a text holds `mark` and no backslash takes it back.
fn is_candidate(inline: &Inline, mark: &str, source: &Source) -> bool {
    let InlineKind::Text { text } = &inline.kind else { return false };
    let Span { start, end, .. } = inline.span;
    let written = source.text().get(start as usize..end as usize).unwrap_or_default();
    text.contains(mark) && !["\\^", "\\["].iter().any(|escape| written.contains(escape))
}

/// Reports each label once.
fn report_undefined<'a>(
    inline: &'a Inline,
    reported: &mut BTreeSet<&'a str>,
    diagnostics: &mut Diagnostics,
) {
    let InlineKind::Text { text } = &inline.kind else { return };
    for after in text.split("[^").skip(1) {
        if let Some((label, _)) = after.split_once(']')
            && !label.is_empty()
            && !label.contains(char::is_whitespace)
            && reported.insert(label)
        {
            diagnostics.push(Kind::NoteUndefined { label: label.to_owned() }, inline.span);
        }
    }
}

/// Goes over a run once with a stack of open brackets.
#[derive(Default)]
struct Folder {
    done: Vec<Inline>,
    /// For each open bracket: where its text stands in `done`, if it opens a note.
    open: Vec<Option<usize>>,
}

impl Folder {
    fn fold(mut self, run: Vec<Inline>, notes: &mut Vec<Note>) -> Vec<Inline> {
        for inline in run {
            match inline.kind {
                InlineKind::Text { text } => self.text(&text, inline.span, notes),
                kind => self.done.push(Inline::new(kind, inline.span)),
            }
        }
        joined(self.done)
    }

    fn text(&mut self, text: &str, span: Span, notes: &mut Vec<Note>) {
        let mut rest = text;
        while let Some(at) = rest.find(['[', ']']) {
            let (before, after) = (&rest[..at], &rest[at + 1..]);
            let opens = rest[at..].starts_with('[');
            match before.strip_suffix('^').filter(|_| opens) {
                Some(before) => {
                    self.push(before, span);
                    self.open.push(Some(self.done.len()));
                    self.done.push(Inline { span, ..Inline::text("^[") });
                }
                None => {
                    self.push(before, span);
                    self.bracket(opens, span, notes);
                }
            }
            rest = after;
        }
        self.push(rest, span);
    }

    fn push(&mut self, text: &str, span: Span) {
        if !text.is_empty() {
            self.done.push(Inline { span, ..Inline::text(text) });
        }
    }

    fn bracket(&mut self, opens: bool, span: Span, notes: &mut Vec<Note>) {
        if opens {
            self.open.push(None);
        } else if let Some(Some(start)) = self.open.pop() {
            return self.note(start, span, notes);
        }
        self.push(if opens { "[" } else { "]" }, span);
    }

    /// Makes a note of what follows the mark at `start`.
    fn note(&mut self, start: usize, span: Span, notes: &mut Vec<Note>) {
        let content = joined(self.done.split_off(start + 1));
        self.done.truncate(start);
        // A space, so that no label of the input is the same.
        let id = format!("inline {}", notes.len() + 1);
        self.done.push(Inline::new(InlineKind::NoteRef { id: id.clone() }, span));
        notes.push(Note { id, blocks: vec![Block { span, ..Block::paragraph(content) }], span });
    }
}

/// A run whose neighbouring texts are one.
pub(super) fn joined(run: Vec<Inline>) -> Vec<Inline> {
    let mut joined: Vec<Inline> = Vec::with_capacity(run.len());
    for inline in run {
        match (joined.last_mut(), inline.kind) {
            (
                Some(Inline { kind: InlineKind::Text { text: before }, span }),
                InlineKind::Text { text },
            ) => {
                before.push_str(&text);
                *span = span.join(inline.span);
            }
            (_, kind) => joined.push(Inline::new(kind, inline.span)),
        }
    }
    joined
}
