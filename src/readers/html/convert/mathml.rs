//! MathML as TeX, for pages that carry no TeX beside it.
//!
//! The model's formulas are TeX. What MathML says by its structure (fractions, roots, scripts,
//! brackets, tables) is said in TeX's commands; characters stay as they are, since readers of TeX
//! know those of Unicode.

use super::super::tree::{NodeId, Tree};

/// A `math` element as TeX (MathML 3, chapter 3).
pub(super) fn tex(tree: &Tree, math: NodeId) -> String {
    let mut writer = Writer { tree, out: String::new() };
    writer.inside(math);
    writer.out.trim().to_owned()
}

struct Writer<'t> {
    tree: &'t Tree,
    out: String,
}

impl Writer<'_> {
    fn inside(&mut self, id: NodeId) {
        for child in self.elements(id) {
            self.element(child);
        }
    }

    fn elements(&self, id: NodeId) -> Vec<NodeId> {
        let children = self.tree.children(id);
        children.filter(|at| !self.tree.name(*at).is_empty()).collect()
    }

    fn text(&self, id: NodeId) -> String {
        self.tree.text_of(id).split_whitespace().collect::<Vec<_>>().join(" ")
    }

    fn element(&mut self, id: NodeId) {
        let parts = self.elements(id);
        match (self.tree.name(id), parts.as_slice()) {
            ("annotation" | "annotation-xml" | "mprescripts" | "none", _) => {}
            ("semantics", [first, ..]) => self.element(*first),
            ("mi" | "mn" | "mo", _) => self.token(id),
            ("mtext" | "ms", _) => {
                let text = self.text(id);
                self.words("text", &text);
            }
            ("mspace", _) => self.out.push_str("\\;"),
            ("mfrac", [above, below]) => {
                let bare = self.tree.attribute(id, "linethickness");
                let bare = bare.is_some_and(|width| width.starts_with('0'));
                self.out.push_str(if bare { "\\genfrac{}{}{0pt}{}" } else { "\\frac" });
                self.group(*above);
                self.group(*below);
            }
            ("msqrt", _) => self.command("sqrt", |writer| writer.inside(id)),
            ("mroot", [base, index]) => {
                self.out.push_str("\\sqrt[");
                self.element(*index);
                self.out.push(']');
                self.group(*base);
            }
            ("msub", [base, sub]) => self.scripts(*base, Some(*sub), None),
            ("msup", [base, sup]) => self.scripts(*base, None, Some(*sup)),
            ("msubsup" | "munderover", [base, sub, sup]) => {
                self.scripts(*base, Some(*sub), Some(*sup));
            }
            ("munder", [base, mark]) => self.beside(*base, *mark, false),
            ("mover", [base, mark]) => self.beside(*base, *mark, true),
            ("mmultiscripts", [base, scripts @ ..]) => self.multiscripts(*base, scripts),
            ("mtable", _) => self.table(&parts),
            ("mfenced", _) => self.fenced(id, &parts),
            ("mphantom", _) => self.command("phantom", |writer| writer.inside(id)),
            ("mrow", [open, content @ .., close])
                if self.bracket(*open, OPENING) && self.bracket(*close, CLOSING) =>
            {
                let (open, close) = (self.text(*open), self.text(*close));
                self.between(&open, &close, |writer| {
                    content.iter().for_each(|part| writer.element(*part));
                });
            }
            _ => self.inside(id),
        }
    }

    fn command(&mut self, name: &str, content: impl FnOnce(&mut Self)) {
        self.out.push('\\');
        self.out.push_str(name);
        self.out.push('{');
        content(self);
        self.out.push('}');
    }

    fn group(&mut self, id: NodeId) {
        self.out.push('{');
        self.element(id);
        self.out.push('}');
    }

    /// Words, in which only the braces of TeX mean something.
    fn words(&mut self, command: &str, text: &str) {
        let kept = text.chars().filter(|c| !"\\{}$%#&_^~".contains(*c)).collect::<String>();
        self.command(command, |writer| writer.out.push_str(&kept));
    }

    /// A name, a number or a sign.
    fn token(&mut self, id: NodeId) {
        let text = self.text(id);
        let is_word = text.chars().count() > 1 && text.chars().all(char::is_alphabetic);
        let name = self.tree.name(id);
        let alphabet = match self.tree.attribute(id, "mathvariant") {
            Some("bold") => "mathbf",
            Some("double-struck") => "mathbb",
            Some("script") => "mathcal",
            Some("fraktur") => "mathfrak",
            Some("normal") if name == "mi" => "mathrm",
            _ if FUNCTIONS.contains(&text.as_str()) => {
                self.out.push('\\');
                self.out.push_str(&text);
                return self.out.push(' ');
            }
            _ if is_word => "operatorname",
            _ => return text.chars().for_each(|c| self.character(c)),
        };
        self.words(alphabet, &text);
    }

    fn character(&mut self, c: char) {
        match c {
            '{' | '}' | '#' | '$' | '%' | '&' | '_' => {
                self.out.push('\\');
                self.out.push(c);
            }
            '\\' => self.out.push_str("\\backslash "),
            '~' => self.out.push_str("\\sim "),
            '^' => self.out.push_str("\\wedge "),
            '−' => self.out.push('-'),
            '′' => self.out.push_str("\\prime "),
            '\u{A0}' => self.out.push_str("\\;"),
            // What is only for programs that read aloud (MathML 3, 3.2.5.5).
            '\u{2061}'..='\u{2064}' => {}
            c => self.out.push(c),
        }
    }

    /// A base; in braces where it is more than one sign, so that scripts are those of the whole.
    fn base(&mut self, id: NodeId) {
        match self.tree.name(id) {
            "mi" | "mn" | "mo" => self.element(id),
            _ => self.group(id),
        }
    }

    fn scripts(&mut self, base: NodeId, sub: Option<NodeId>, sup: Option<NodeId>) {
        self.base(base);
        for (mark, script) in [('_', sub), ('^', sup)] {
            if let Some(script) = script.filter(|at| self.tree.name(*at) != "none") {
                self.out.push(mark);
                self.group(script);
            }
        }
    }

    /// Pairs of scripts behind a base, and before it.
    fn multiscripts(&mut self, base: NodeId, scripts: &[NodeId]) {
        let at = scripts.iter().position(|at| self.tree.name(*at) == "mprescripts");
        let (behind, before) = scripts.split_at(at.unwrap_or(scripts.len()));
        let mark = |writer: &mut Self, pair: &[NodeId]| {
            for (mark, script) in ['_', '^'].into_iter().zip(pair) {
                if writer.tree.name(*script) != "none" {
                    writer.out.push(mark);
                    writer.group(*script);
                }
            }
        };
        for pair in before.get(1..).unwrap_or_default().chunks(2) {
            self.out.push_str("{}");
            mark(self, pair);
        }
        self.base(base);
        for (index, pair) in behind.chunks(2).enumerate() {
            self.out.push_str(if index > 0 { "{}" } else { "" });
            mark(self, pair);
        }
    }

    /// Something over or under a base: an accent, a limit of an operator, or a note on it.
    fn beside(&mut self, base: NodeId, mark: NodeId, above: bool) {
        let sign = self.text(mark);
        let is_sign = self.tree.name(mark) == "mo";
        if let Some(accent) = accent(&sign, above).filter(|_| is_sign) {
            return self.command(accent, |writer| writer.element(base));
        }
        let carries = self.tree.name(base) == "mo" || self.tree.name(base).starts_with("mu");
        if carries || (self.tree.name(base) == "mi" && self.text(base).chars().count() > 1) {
            let (sub, sup) = if above { (None, Some(mark)) } else { (Some(mark), None) };
            return self.scripts(base, sub, sup);
        }
        self.out.push_str(if above { "\\overset" } else { "\\underset" });
        self.group(mark);
        self.group(base);
    }

    fn table(&mut self, rows: &[NodeId]) {
        self.out.push_str("\\begin{matrix}");
        for (index, row) in rows.iter().enumerate() {
            self.out.push_str(if index > 0 { " \\\\ " } else { "" });
            for (index, cell) in self.elements(*row).into_iter().enumerate() {
                self.out.push_str(if index > 0 { " & " } else { "" });
                self.inside(cell);
            }
        }
        self.out.push_str("\\end{matrix}");
    }

    /// Brackets around parts with marks between them (MathML 3, 3.3.8).
    fn fenced(&mut self, id: NodeId, parts: &[NodeId]) {
        let said = |name: &str, usual: &str| {
            self.tree.attribute(id, name).unwrap_or(usual).trim().to_owned()
        };
        let (open, close) = (said("open", "("), said("close", ")"));
        let marks: Vec<char> = said("separators", ",").chars().filter(|c| *c != ' ').collect();
        self.between(&open, &close, |writer| {
            for (index, part) in parts.iter().enumerate() {
                if let Some(mark) = marks.get(index.saturating_sub(1)).or(marks.last())
                    && index > 0
                {
                    writer.character(*mark);
                }
                writer.element(*part);
            }
        });
    }

    fn between(&mut self, open: &str, close: &str, content: impl FnOnce(&mut Self)) {
        self.out.push_str("\\left");
        self.delimiter(open);
        content(self);
        self.out.push_str("\\right");
        self.delimiter(close);
    }

    fn delimiter(&mut self, sign: &str) {
        let mut characters = sign.chars();
        match (characters.next(), characters.next()) {
            (Some(c), None) if OPENING.contains(c) || CLOSING.contains(c) => self.character(c),
            _ => self.out.push('.'),
        }
    }

    fn bracket(&self, id: NodeId, signs: &str) -> bool {
        let text = self.text(id);
        self.tree.name(id) == "mo"
            && self.tree.attribute(id, "stretchy") != Some("false")
            && text.chars().count() == 1
            && signs.contains(&text)
    }
}

/// Names that TeX knows as operators, some of which carry limits.
const FUNCTIONS: &[&str] = &[
    "arccos", "arcsin", "arctan", "cos", "cosh", "cot", "det", "dim", "exp", "gcd", "inf", "lim",
    "ln", "log", "max", "min", "sin", "sinh", "sup", "tan", "tanh",
];

/// The brackets that TeX lets grow.
const OPENING: &str = "([{⟨⌊⌈|‖";
const CLOSING: &str = ")]}⟩⌋⌉|‖";

/// The command of a sign that belongs to the whole of its base.
fn accent(sign: &str, above: bool) -> Option<&'static str> {
    Some(match (sign, above) {
        ("^" | "ˆ" | "\u{302}", true) => "hat",
        ("~" | "˜" | "\u{303}", true) => "tilde",
        ("→" | "⃗", true) => "vec",
        ("˙" | "." | "\u{307}", true) => "dot",
        ("¨" | "\u{308}", true) => "ddot",
        ("ˇ", true) => "check",
        ("¯" | "‾" | "―" | "_" | "\u{304}" | "\u{305}" | "\u{332}", true) => "overline",
        ("¯" | "‾" | "―" | "_" | "\u{332}", false) => "underline",
        ("⏞" | "︷", true) => "overbrace",
        ("⏟" | "︸", false) => "underbrace",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::super::super::tree;
    use super::*;
    use crate::math::{Formulas, Place};

    #[test]
    fn structure_is_kept() {
        for (mathml, expected) in [
            ("<mfrac><mi>a</mi><mi>b</mi></mfrac>", "\\frac{a}{b}"),
            ("<mfrac linethickness=0><mi>n</mi><mi>k</mi></mfrac>", "\\genfrac{}{}{0pt}{}{n}{k}"),
            (
                "<msup><mi>x</mi><mn>2</mn></msup><mo>−</mo><msub><mi>y</mi><mi>i</mi></msub>",
                "x^{2}-y_{i}",
            ),
            ("<msqrt><mi>x</mi><mo>+</mo><mn>1</mn></msqrt>", "\\sqrt{x+1}"),
            ("<mroot><mi>x</mi><mn>3</mn></mroot>", "\\sqrt[3]{x}"),
            (
                "<munderover><mo>∑</mo><mrow><mi>i</mi><mo>=</mo><mn>1</mn></mrow><mi>n</mi></munderover>",
                "∑_{i=1}^{n}",
            ),
            ("<munder><mi>lim</mi><mi>x</mi></munder>", "\\lim _{x}"),
            ("<mover><mi>x</mi><mo>^</mo></mover>", "\\hat{x}"),
            ("<mover><mi>b</mi><mi>a</mi></mover>", "\\overset{a}{b}"),
            ("<mrow><mo>{</mo><mi>x</mi><mo>}</mo></mrow>", "\\left\\{x\\right\\}"),
            ("<mfenced open='['><mi>x</mi><mi>y</mi></mfenced>", "\\left[x,y\\right)"),
            ("<msup><mrow><mi>a</mi><mi>b</mi></mrow><mn>2</mn></msup>", "{ab}^{2}"),
            (
                "<mmultiscripts><mi>X</mi><mn>1</mn><none/><mprescripts/><mn>2</mn><mn>3</mn></mmultiscripts>",
                "{}_{2}^{3}X_{1}",
            ),
            (
                "<mtable><mtr><mtd><mi>a</mi></mtd><mtd><mi>b</mi></mtd></mtr><mtr><mtd><mi>c</mi></mtd></mtr></mtable>",
                "\\begin{matrix}a & b \\\\ c\\end{matrix}",
            ),
            (
                "<mtext>if x</mtext><mo>&amp;</mo><mi mathvariant=bold>v</mi>",
                "\\text{if x}\\&\\mathbf{v}",
            ),
            ("<semantics><mi>x</mi><annotation-xml>y</annotation-xml></semantics>", "x"),
        ] {
            let tree = tree::parse(&format!("<p><math>{mathml}</math>"));
            let math = tree.find(Tree::ROOT, "math").unwrap();
            let found = tex(&tree, math);
            assert_eq!(found, expected, "{mathml}");
            assert!(Formulas::new().mathml(&found, Place::Line).is_ok(), "{found}");
        }
    }
}
