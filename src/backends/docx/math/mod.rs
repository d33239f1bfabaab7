//! Formulas as Office Math (ECMA-376-1, 22.1), from MathML.
//!
//! MathML says how things stand to each other, and so does Office Math. What differs: sums and
//! integrals hold what they are taken over, brackets hold what stands between them, and accents are
//! characters that combine.

mod symbols;
#[cfg(test)]
mod tests;

use usvg::roxmltree::{Document, Node};

use super::xml::{Element, Node as Content, element};

/// The `m:oMath` of a `math` element; `None` where it is no XML.
///
/// It nests as deep as the `math` element does, which [`crate::math`] bounds.
pub(super) fn office_math(mathml: &str) -> Option<Element> {
    let document = Document::parse(mathml).ok()?;
    Some(element("m:oMath").with_all(inside(document.root_element())))
}

/// A formula on lines of its own.
pub(super) fn displayed(formula: Element) -> Element {
    element("m:oMathPara").with(formula)
}

/// An element whose one attribute is `m:val`.
fn value(name: &'static str, value: impl ToString) -> Element {
    element(name).set("m:val", value)
}

type Math<'a> = Node<'a, 'a>;

fn name<'a>(node: Math<'a>) -> &'a str {
    node.tag_name().name()
}

fn elements(node: Math<'_>) -> Vec<Math<'_>> {
    node.children().filter(Node::is_element).collect()
}

/// What the children of an element become.
fn inside(node: Math<'_>) -> Vec<Element> {
    sequence(&elements(node))
}

/// What elements in a row become.
fn sequence(nodes: &[Math<'_>]) -> Vec<Element> {
    let mut out = Vec::new();
    let mut rest = nodes;
    while let Some((first, after)) = rest.split_first() {
        rest = after;
        if let Some(nary) = Nary::of(*first) {
            // Without what it is taken over, Word shows an empty box.
            let over = after.first().filter(|node| name(**node) != "mo");
            if let Some(over) = over {
                out.push(nary.over(part("m:e", *over)));
                rest = &after[1..];
                continue;
            }
        }
        out.extend(one(*first));
        if is_named_operator(*first) && after.first().is_some_and(|next| !opens(*next)) {
            out.push(run("\u{2009}", Style::Plain));
        }
    }
    out
}

/// An element as the part of another one; never empty, or Word would show a box to fill in.
fn part(role: &'static str, node: Math<'_>) -> Element {
    filled(role, one(node))
}

fn filled(role: &'static str, content: Vec<Element>) -> Element {
    // LibreOffice misses what a sign would stand between, as TeX's `{}=` has it.
    let nothing = || run("\u{200B}", Style::Plain);
    match (content.as_slice(), content.first().and_then(relation)) {
        ([], _) => element(role).with(nothing()),
        ([_], Some(sign)) => element(role).with(run(sign, Style::Text)),
        (_, Some(_)) => element(role).with(nothing()).with_all(content),
        (_, None) => element(role).with_all(content),
    }
}

/// The sign of a run that stands between two things.
fn relation(run: &Element) -> Option<&str> {
    match run.child("m:t")?.children.first()? {
        Content::Text(text) => Some(text.as_str()).filter(|text| symbols::is_relation(text)),
        Content::Element(_) => None,
    }
}

/// What one element becomes.
fn one(node: Math<'_>) -> Vec<Element> {
    let parts = elements(node);
    let whole = match (name(node), parts.as_slice()) {
        ("mi", _) => identifier(node),
        ("mn", _) => run(&text(node), Style::Plain),
        ("mo", _) => operator(node),
        ("mtext", _) => run(&text(node).replace(' ', "\u{A0}"), Style::Text),
        ("mspace", _) => run(symbols::space(em(node, "width")), Style::Plain),
        ("mfrac", [above, below]) => fraction(node, *above, *below),
        ("msqrt", _) => root(None, filled("m:e", inside(node))),
        ("mroot", [base, degree]) => root(Some(*degree), part("m:e", *base)),
        ("msub", [base, sub]) => {
            element("m:sSub").with(part("m:e", *base)).with(part("m:sub", *sub))
        }
        ("msup", [base, sup]) => {
            element("m:sSup").with(part("m:e", *base)).with(part("m:sup", *sup))
        }
        ("msubsup", [base, sub, sup]) => element("m:sSubSup")
            .with(part("m:e", *base))
            .with(part("m:sub", *sub))
            .with(part("m:sup", *sup)),
        ("munder", [base, mark]) => beside(node, part("m:e", *base), *mark, Side::Below),
        ("mover", [base, mark]) => beside(node, part("m:e", *base), *mark, Side::Above),
        ("munderover", [base, below, above]) => {
            let lower = beside(node, part("m:e", *base), *below, Side::Below);
            beside(node, element("m:e").with(lower), *above, Side::Above)
        }
        ("mmultiscripts", _) => return scripts(&parts),
        ("mtable", _) => table(&parts),
        ("mphantom", _) => element("m:phant")
            .with(element("m:phantPr").with(value("m:show", 0)))
            .with(filled("m:e", inside(node))),
        ("menclose", _) => enclosed(node),
        ("mrow", [open, content @ .., close]) if is_bracket(*open) && is_bracket(*close) => {
            brackets(*open, content, *close)
        }
        _ => return sequence(&parts),
    };
    let says_nothing = whole.name == "m:r" && whole.child("m:t").is_none_or(Element::is_empty);
    if says_nothing { Vec::new() } else { vec![whole] }
}

fn text(node: Math<'_>) -> String {
    let text: String =
        node.descendants().filter_map(|node| node.text().filter(|_| node.is_text())).collect();
    // Which form of a letter is meant is for faces that have several.
    text.chars()
        .filter(|c| !matches!(c, '\u{FE00}'..='\u{FE0F}' | '\u{2061}'..='\u{2064}'))
        .collect()
}

/// A width in em, as far as it is told so.
fn em(node: Math<'_>, attribute: &str) -> f32 {
    let width = node.attribute(attribute).and_then(|width| width.strip_suffix("em"));
    width.and_then(|width| width.parse().ok()).unwrap_or(0.0)
}

/// How the characters of a run look.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Style {
    /// Letters in italics.
    Letters,
    /// Upright.
    Plain,
    /// Words that are no formula.
    Text,
}

fn run(text: &str, style: Style) -> Element {
    let properties = match style {
        Style::Letters => None,
        Style::Plain => Some(value("m:sty", "p")),
        Style::Text => Some(element("m:nor")),
    };
    let properties = properties.map(|style| element("m:rPr").with(style));
    let mut shown = element("m:t").set("xml:space", "preserve");
    if text.is_empty() {
        shown = element("m:t");
    } else {
        shown = shown.text(text);
    }
    element("m:r").with_all(properties).with(shown)
}

/// A name: one letter in italics, unless it says otherwise; letters of other alphabets look as they are.
fn identifier(node: Math<'_>) -> Element {
    let text = text(node);
    let mut letters = text.chars();
    let single = letters.next().is_some() && letters.next().is_none();
    let mathematical =
        text.chars().any(|c| matches!(c, '\u{2100}'..='\u{214F}' | '\u{1D400}'..='\u{1D7FF}'));
    let upright = node.attribute("mathvariant") == Some("normal") || !single || mathematical;
    run(&text, if upright { Style::Plain } else { Style::Letters })
}

fn operator(node: Math<'_>) -> Element {
    let text = text(node);
    let is_word = text.chars().count() > 1 && text.chars().all(char::is_alphabetic);
    run(&text, if is_word { Style::Text } else { Style::Letters })
}

/// Whether an element is an operator that is written as a word, such as `sin`, with its limits.
fn is_named_operator(node: Math<'_>) -> bool {
    match (name(node), elements(node).first()) {
        ("mo", _) => {
            let text = text(node);
            text.chars().count() > 1 && text.chars().all(char::is_alphabetic)
        }
        ("msub" | "msup" | "msubsup" | "munder" | "mover" | "munderover", Some(base)) => {
            is_named_operator(*base)
        }
        _ => false,
    }
}

fn opens(node: Math<'_>) -> bool {
    match (name(node), elements(node).first()) {
        ("mo", _) => matches!(text(node).as_str(), "(" | "[" | "{"),
        ("mrow", Some(first)) => opens(*first),
        ("mspace", _) => true,
        _ => false,
    }
}

fn fraction(node: Math<'_>, above: Math<'_>, below: Math<'_>) -> Element {
    let bare = node.attribute("linethickness").is_some_and(|width| width.starts_with('0'));
    let kind = bare.then(|| element("m:fPr").with(value("m:type", "noBar")));
    element("m:f").with_all(kind).with(part("m:num", above)).with(part("m:den", below))
}

fn root(degree: Option<Math<'_>>, base: Element) -> Element {
    let hidden = degree.is_none().then(|| element("m:radPr").with(value("m:degHide", 1)));
    let degree = degree.map_or_else(|| element("m:deg"), |degree| part("m:deg", degree));
    element("m:rad").with_all(hidden).with(degree).with(base)
}

/// On which side of a base something stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Above,
    Below,
}

impl Side {
    fn name(self) -> &'static str {
        match self {
            Side::Above => "top",
            Side::Below => "bot",
        }
    }
}

/// A base with an accent, a line, a brace or a limit over or under it.
fn beside(node: Math<'_>, base: Element, mark: Math<'_>, side: Side) -> Element {
    let accents =
        ["accent", "accentunder"].iter().any(|name| node.attribute(*name) == Some("true"));
    let character = text(mark);
    let single = name(mark) == "mo" && character.chars().count() == 1;
    let position = || value("m:pos", side.name());
    if accents && single {
        if symbols::is_line(&character) {
            return element("m:bar").with(element("m:barPr").with(position())).with(base);
        }
        if symbols::is_brace(&character) {
            let other = if side == Side::Above { "bot" } else { "top" };
            let properties = element("m:groupChrPr")
                .with(value("m:chr", character))
                .with(position())
                .with(value("m:vertJc", other));
            return element("m:groupChr").with(properties).with(base);
        }
        if side == Side::Above {
            let accent = symbols::combining(&character).to_owned();
            let properties = element("m:accPr").with(value("m:chr", accent));
            return element("m:acc").with(properties).with(base);
        }
    }
    let whole = if side == Side::Above { "m:limUpp" } else { "m:limLow" };
    element(whole).with(base).with(part("m:lim", mark))
}

/// Signs before and behind a base.
fn scripts(parts: &[Math<'_>]) -> Vec<Element> {
    let Some((base, scripts)) = parts.split_first() else { return Vec::new() };
    let at = scripts.iter().position(|node| name(*node) == "mprescripts");
    let (behind, before) = scripts.split_at(at.unwrap_or(scripts.len()));
    let sign =
        |role, node: Option<&Math<'_>>| filled(role, node.map_or_else(Vec::new, |node| one(*node)));
    let signs = |pair: &[Math<'_>]| [sign("m:sub", pair.first()), sign("m:sup", pair.get(1))];
    let mut whole = one(*base);
    for pair in behind.chunks(2) {
        let holder = element("m:sSubSup").with(filled("m:e", whole));
        whole = vec![holder.with_all(signs(pair))];
    }
    for pair in before.get(1..).unwrap_or_default().chunks(2) {
        let holder = element("m:sPre").with_all(signs(pair));
        whole = vec![holder.with(filled("m:e", whole))];
    }
    whole
}

/// Whether an element is a bracket that grows, or the place of none.
fn is_bracket(node: Math<'_>) -> bool {
    let character = node.text().unwrap_or_default();
    name(node) == "mo"
        && node.attribute("stretchy") != Some("false")
        && (character == symbols::NOTHING || symbols::is_bracket(character))
}

fn brackets(open: Math<'_>, content: &[Math<'_>], close: Math<'_>) -> Element {
    let properties =
        element("m:dPr").with(value("m:begChr", text(open))).with(value("m:endChr", text(close)));
    element("m:d").with(properties).with(filled("m:e", sequence(content)))
}

/// A matrix, a system of equations or cases.
fn table(rows: &[Math<'_>]) -> Element {
    // Cells that only push equations to the middle of the line hold nothing.
    let is_filler = |cell: &Math<'_>| {
        elements(*cell).is_empty()
            && cell.attribute("style").is_some_and(|style| style.contains("width"))
    };
    let rows: Vec<Vec<Math<'_>>> = rows
        .iter()
        .map(|row| elements(*row).into_iter().filter(|cell| !is_filler(cell)).collect())
        .collect();
    let width = rows.iter().map(Vec::len).max().unwrap_or(0);
    let column = |at: usize| {
        let cell = rows.iter().find_map(|row| row.get(at));
        let properties =
            element("m:mcPr").with(value("m:count", 1)).with(value("m:mcJc", side(cell)));
        element("m:mc").with(properties)
    };
    let properties = element("m:mPr")
        .with(value("m:plcHide", 1))
        .with(element("m:mcs").with_all((0..width).map(column)));
    let row = |cells: &Vec<Math<'_>>| {
        let cell = |at: usize| {
            let content = cells.get(at).map_or_else(Vec::new, |cell| inside(*cell));
            filled("m:e", content)
        };
        element("m:mr").with_all((0..width).map(cell))
    };
    element("m:m").with(properties).with_all(rows.iter().map(row))
}

/// At which side of its column a cell stands.
fn side(cell: Option<&Math<'_>>) -> &'static str {
    let style = cell.and_then(|cell| cell.attribute("style")).unwrap_or_default();
    match style {
        _ if style.contains("text-align: right") => "right",
        _ if style.contains("text-align: left") => "left",
        _ => "center",
    }
}

/// A box around something, or strokes through it.
fn enclosed(node: Math<'_>) -> Element {
    let notation = node.attribute("notation").unwrap_or_default();
    let strokes = [
        ("horizontalstrike", "m:strikeH"),
        ("verticalstrike", "m:strikeV"),
        ("updiagonalstrike", "m:strikeBLTR"),
        ("downdiagonalstrike", "m:strikeTLBR"),
    ];
    let has = |wanted: &str| notation.split(' ').any(|word| word == wanted);
    let sides = ["m:hideTop", "m:hideBot", "m:hideLeft", "m:hideRight"];
    let hidden = if has("box") { &sides[..0] } else { &sides[..] };
    let strokes = strokes.iter().filter(|(word, _)| has(word)).map(|(_, stroke)| value(stroke, 1));
    let properties = element("m:borderBoxPr")
        .with_all(hidden.iter().map(|side| value(side, 1)))
        .with_all(strokes);
    element("m:borderBox").with(properties).with(filled("m:e", inside(node)))
}

/// A sum, an integral or the like with its limits.
struct Nary {
    character: String,
    /// Whether the limits stand over and under it.
    stacked: bool,
    sub: Option<Vec<Element>>,
    sup: Option<Vec<Element>>,
}

impl Nary {
    fn of(node: Math<'_>) -> Option<Nary> {
        let parts = elements(node);
        let (base, sub, sup, stacked) = match (name(node), parts.as_slice()) {
            ("mo", _) => (node, None, None, false),
            ("msub", [base, sub]) => (*base, Some(*sub), None, false),
            ("msup", [base, sup]) => (*base, None, Some(*sup), false),
            ("msubsup", [base, sub, sup]) => (*base, Some(*sub), Some(*sup), false),
            ("munder", [base, sub]) => (*base, Some(*sub), None, true),
            ("mover", [base, sup]) => (*base, None, Some(*sup), true),
            ("munderover", [base, sub, sup]) => (*base, Some(*sub), Some(*sup), true),
            _ => return None,
        };
        let character = text(base);
        let is_nary = name(base) == "mo" && symbols::is_nary(&character);
        let [sub, sup] = [sub, sup].map(|node| node.map(one));
        is_nary.then_some(Nary { character, stacked, sub, sup })
    }

    fn over(self, content: Element) -> Element {
        let location = if self.stacked { "undOvr" } else { "subSup" };
        let mut properties = element("m:naryPr")
            .with(value("m:chr", self.character))
            .with(value("m:limLoc", location));
        for (name, limit) in [("m:subHide", &self.sub), ("m:supHide", &self.sup)] {
            properties = properties.with_all(limit.is_none().then(|| value(name, 1)));
        }
        let limit = |role, limit: Option<Vec<Element>>| match limit {
            Some(content) => filled(role, content),
            None => element(role),
        };
        element("m:nary")
            .with(properties)
            .with(limit("m:sub", self.sub))
            .with(limit("m:sup", self.sup))
            .with(content)
    }
}
