//! Program text and its language.

use super::super::tree::NodeId;
use super::{Converter, Flow};
use crate::article::{Block, BlockKind, Code};

impl Converter<'_, '_> {
    pub(super) fn code(&mut self, id: NodeId, flow: &mut Flow) {
        let tree = self.tree();
        flow.run.extend(tree.within(id).skip(1).filter_map(|at| self.page_marker(at)));
        flow.flush();
        let text = self.lines(id);
        let text = text.strip_prefix('\n').unwrap_or(&text).trim_end().to_owned();
        if text.is_empty() {
            return;
        }
        let language = self.code_language(id);
        flow.blocks.push(Block::new(BlockKind::Code(Code { language, text }), self.span(id)));
    }

    /// The text with every space; numbers of lines and pages are left out.
    fn lines(&self, top: NodeId) -> String {
        let mut text = String::new();
        let mut at = Some(top);
        while let Some(id) = at {
            let tree = self.tree();
            let class = tree.attribute(id, "class").unwrap_or_default();
            let gutter = id != top
                && (class.split_ascii_whitespace().any(is_gutter)
                    || self.page_marker(id).is_some());
            if tree.name(id) == "br" {
                text.push('\n');
            }
            let block = matches!(tree.name(id), "div" | "p" | "li" | "tr");
            if id != top && block && !text.is_empty() && !text.ends_with('\n') {
                text.push('\n');
            }
            text.push_str(tree.text(id).filter(|_| !gutter).unwrap_or_default());
            let inside = tree.children(id).next().filter(|_| !gutter);
            at = inside.or_else(|| tree.after_all(id, top));
        }
        text
    }

    /// What the classes of the text, of what is in it or around it call its language.
    fn code_language(&self, id: NodeId) -> Option<String> {
        let tree = self.tree();
        let inside = tree.children(id).filter(|at| tree.name(*at) == "code").take(1);
        let around = tree.ancestors(id).take(3);
        let places: Vec<NodeId> = std::iter::once(id).chain(inside).chain(around).collect();
        places.into_iter().find_map(|at| {
            let data = ["data-lang", "data-language"].iter().find_map(|n| self.attribute(at, n));
            let class = tree.attribute(at, "class").unwrap_or_default();
            data.map(str::to_lowercase).or_else(|| by_class(class))
        })
    }
}

fn by_class(class: &str) -> Option<String> {
    let mut names = class.split_ascii_whitespace();
    let found = names.find_map(|name| {
        ["language-", "lang-", "highlight-source-", "src-", "brush:"]
            .iter()
            .find_map(|start| name.strip_prefix(start))
    });
    let found = match found {
        Some("") => class.split_once("brush:").map(|(_, rest)| rest.trim()),
        found => found,
    };
    let name = found?.split([';', ' ']).next().unwrap_or_default().to_lowercase();
    let known = !matches!(name.as_str(), "" | "plaintext" | "none" | "text");
    known.then_some(name)
}

/// Whether a class is that of line numbers.
pub(super) fn is_gutter(name: &str) -> bool {
    matches!(
        name,
        "gutter"
            | "lineno"
            | "linenos"
            | "line-numbers-rows"
            | "linenumber"
            | "line-number"
            | "ln"
            | "blob-num"
            | "hljs-ln-numbers"
    )
}
