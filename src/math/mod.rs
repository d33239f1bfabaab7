//! Formulas: TeX notation as MathML, for the formats whose readers set formulas.
//!
//! The translation is that of the `math-core` crate, to MathML Core, which [`strict`]
//! makes the MathML 3 that EPUB wants. The crate reads by recursion, so that what
//! nests too deeply is kept from it.

mod depth;
mod strict;

use math_core::{LatexToMathML, MathCoreConfig, MathDisplay};

/// How a formula stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// In the line.
    Line,
    /// On lines of its own.
    Display,
}

/// Translates the formulas of one article. Equations that TeX numbers are numbered
/// through all of them.
#[derive(Debug, Default)]
pub struct Formulas {
    converter: LatexToMathML,
}

impl Formulas {
    /// With the first equation still to come.
    pub fn new() -> Formulas {
        let config = MathCoreConfig { xml_namespace: true, ..MathCoreConfig::default() };
        // Only macros of our own could be wrong, and there are none.
        Formulas { converter: LatexToMathML::new(config).unwrap_or_default() }
    }

    /// A formula as a `math` element in its XML namespace.
    ///
    /// # Errors
    ///
    /// What is not understood, as a clause: `unknown command "\foo"`.
    pub fn mathml(&mut self, tex: &str, place: Place) -> Result<String, String> {
        let tex = tex.trim();
        if depth::exceeds(tex, depth::MOST) {
            return Err("it nests too deeply".to_owned());
        }
        let display = match place {
            Place::Line => MathDisplay::Inline,
            Place::Display => MathDisplay::Block,
        };
        let result = self.converter.convert_with_global_state(tex, display);
        let mathml = result.map_err(|error| clause(&error.to_string()))?.mathml;
        Ok(strict::strict(&mathml))
    }
}

/// A sentence as part of another one.
fn clause(sentence: &str) -> String {
    let sentence = sentence.trim().trim_end_matches('.');
    let mut letters = sentence.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mathml(tex: &str) -> Result<String, String> {
        Formulas::new().mathml(tex, Place::Line)
    }

    #[test]
    fn formulas_are_xml() {
        for tex in [
            "h = \\sqrt{x^2 + y^2}",
            "a < b \\text{ \"if\" } c > d",
            "\\begin{pmatrix} a & b \\\\ c & d \\end{pmatrix}",
            "\\sum_{i=1}^n \\mathbb{R}",
        ] {
            let element = mathml(tex).unwrap();
            let document = roxmltree::Document::parse(&element).unwrap();
            let root = document.root_element();
            assert_eq!(root.tag_name().namespace(), Some("http://www.w3.org/1998/Math/MathML"));
        }
        assert!(mathml("a < b").unwrap().contains("<mo>&lt;</mo>"));
    }

    #[test]
    fn a_place_of_its_own_is_said() {
        let display = Formulas::new().mathml("x", Place::Display).unwrap();
        assert!(display.contains("display=\"block\""), "{display}");
        assert!(!mathml("x").unwrap().contains("display=\"block\""));
    }

    #[test]
    fn equations_are_numbered_through() {
        let mut formulas = Formulas::new();
        let equation = "\\begin{equation}x\\end{equation}";
        assert!(formulas.mathml(equation, Place::Display).unwrap().contains("(1)"));
        assert!(formulas.mathml(equation, Place::Display).unwrap().contains("(2)"));
    }

    #[test]
    fn what_is_not_understood_is_said() {
        assert_eq!(mathml("\\foo{x}").unwrap_err(), "unknown command \"\\foo\"");
        assert!(mathml("\\frac{1").is_err());
    }

    #[test]
    fn deep_formulas_do_no_harm() {
        for unit in ["{", "\\sqrt ", "\\sqrt{", "\\frac1", "\\frac{1}", "\\left(", "a_{", "x^"] {
            let deep = unit.repeat(100_000);
            assert!(mathml(&deep).is_err(), "{unit}");
        }
    }
}
