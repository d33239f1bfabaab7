use super::*;
use crate::math::{Formulas, Place};

/// The formula as a short text: names without prefix, properties in brackets.
fn outline(tex: &str) -> String {
    let mathml = Formulas::new().mathml(tex, Place::Display).unwrap();
    let mut out = String::new();
    office_math(&mathml).unwrap().elements().for_each(|child| write(child, &mut out));
    out
}

fn write(element: &Element, out: &mut String) {
    let name = element.name.trim_start_matches("m:");
    if name == "r" {
        let text = element.child("m:t").and_then(|text| text.children.first());
        if let Some(super::super::xml::Node::Text(text)) = text {
            out.push_str(text);
        }
        return;
    }
    if name.ends_with("Pr") {
        let said = element.elements().filter_map(|child| child.get("m:val"));
        out.push_str(&format!("[{}]", said.collect::<Vec<_>>().join(",")));
        return;
    }
    out.push_str(&format!("{name}("));
    element.elements().for_each(|child| write(child, out));
    out.push(')');
}

#[test]
fn formulas_keep_their_structure() {
    for (tex, expected) in [
        ("a^2+b_i", "sSup(e(a)sup(2))+sSub(e(b)sub(i))"),
        ("\\frac{a}{b}", "f(num(a)den(b))"),
        ("\\binom{n}{k}", "d([(,)]e(f([noBar]num(n)den(k))))"),
        ("\\sqrt{x}", "rad([1]deg()e(x))"),
        ("\\sqrt[3]{x}", "rad(deg(3)e(x))"),
        ("\\hat x", "acc([\u{302}]e(x))"),
        ("\\overline{ab}", "bar([top]e(ab))"),
        ("\\underbrace{ab}_n", "limLow(e(groupChr([⏟,bot,top]e(ab)))lim(n))"),
        ("\\left\\{ x \\right.", "d([{,]e(x))"),
        ("f(x)", "f(x)"),
        ("\\sum_{i=1}^n x_i+1", "nary([∑,undOvr]sub(i=1)sup(n)e(sSub(e(x)sub(i))))+1"),
        ("\\int f", "nary([∫,subSup,1,1]sub()sup()e(f))"),
        ("\\sum", "∑"),
        ("\\lim_{x} f", "limLow(e(lim)lim(x))\u{2009}f"),
        ("\\sin x", "sin\u{2009}x"),
        ("\\sin(x)", "sin(x)"),
        ("\\prescript{1}{2}{X}", "sPre(sub(2)sup(1)e(X))"),
        ("\\phantom{x}", "phant([0]e(x))"),
        ("\\cancel{x}", "borderBox([1,1,1,1,1]e(x))"),
        ("\\begin{aligned}a&=b\\end{aligned}", "m([1]mr(e(a)e(\u{200B}=b)))"),
        ("\\stackrel{!}{=}", "limUpp(e(=)lim(!))"),
        ("{}^2", "sSup(e(\u{200B})sup(2))"),
        ("a\\,b\\quad c", "a\u{2009}b\u{2003}c"),
        ("\\text{if } x", "if\u{A0}x"),
        ("\\begin{matrix}a&b\\\\c\\end{matrix}", "m([1]mr(e(a)e(b))mr(e(c)e(\u{200B})))"),
    ] {
        assert_eq!(outline(tex), expected, "{tex}");
    }
}

#[test]
fn letters_are_italic_and_words_are_not() {
    let style = |tex: &str| {
        let mathml = Formulas::new().mathml(tex, Place::Line).unwrap();
        let math = office_math(&mathml).unwrap();
        let run = math.find("m:r").unwrap();
        run.child("m:rPr").map(|properties| properties.elements().next().unwrap().name.to_string())
    };
    assert_eq!(style("x"), None);
    assert_eq!(style("\\mathrm{d}").as_deref(), Some("m:sty"));
    assert_eq!(style("\\sin").as_deref(), Some("m:nor"));
    assert_eq!(style("\\mathbb{R}").as_deref(), Some("m:sty"));
    assert_eq!(style("\\text{x}").as_deref(), Some("m:nor"));
}

#[test]
fn what_is_no_xml_is_no_formula() {
    assert_eq!(office_math("<math><mi>x</math>"), None);
}
