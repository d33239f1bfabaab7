//! Who is quoted in an aside, where the article only shows it by a dash.

use super::{Node, Run, RunContent};

/// Keeps a last paragraph that begins with a dash, and so tells who is quoted, on the
/// page of the one before, and its lines under each other.
pub(super) fn keep_attribution(children: &mut [Node<'_>]) {
    let [.., Node::Paragraph(before), Node::Paragraph(last)] = children else { return };
    let mut runs = last.runs.iter().filter(|run| !matches!(run.content, RunContent::Place(_)));
    let Some(Run { content: RunContent::Text(text), .. }) = runs.next() else { return };
    if text.trim_start().starts_with(['—', '–', '―']) {
        (before.leads, last.opens) = (true, true);
    }
}
