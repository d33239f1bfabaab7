//! Formulas: TeX that pages carry beside what they draw, or else what their MathML says.

use super::super::tree::NodeId;
use super::{Converter, mathml};

/// A formula in TeX.
pub(super) struct Formula {
    pub(super) tex: String,
    /// Whether it stands on a line of its own.
    pub(super) display: bool,
}

impl Converter<'_, '_> {
    /// Reads a node as a formula: MathML with its TeX as an annotation, MathJax's scripts,
    /// images that have TeX for their alternative text.
    pub(super) fn formula(&self, id: NodeId) -> Option<Formula> {
        let tree = self.tree();
        match tree.name(id) {
            "math" => {
                let annotation = tree.within(id).find(|at| {
                    tree.name(*at) == "annotation"
                        && self.attribute(*at, "encoding").is_some_and(|e| e.contains("tex"))
                });
                let written = annotation.map(|at| tree.text_of(at));
                let written = written.or_else(|| self.attribute(id, "alttext").map(str::to_owned));
                let display = self.attribute(id, "display") == Some("block");
                formula(&written.unwrap_or_else(|| mathml::tex(tree, id)), display)
            }
            "script" => {
                let kind =
                    self.attribute(id, "type").filter(|kind| kind.starts_with("math/tex"))?;
                formula(&tree.text_of(id), kind.contains("display"))
            }
            "img" => {
                let class = self.attribute(id, "class")?;
                let tex = class
                    .split_ascii_whitespace()
                    .any(|name| matches!(name, "latex" | "tex" | "mwe-math-fallback-image-inline"));
                formula(self.attribute(id, "alt").filter(|_| tex)?, false)
            }
            _ => None,
        }
    }
}

fn formula(written: &str, display: bool) -> Option<Formula> {
    let tex = written.trim();
    let inside = tex.strip_prefix("{\\displaystyle").and_then(|rest| rest.strip_suffix('}'));
    let tex = inside.unwrap_or(tex).trim();
    (!tex.is_empty()).then(|| Formula { tex: tex.to_owned(), display })
}
