//! The style sheet for the markup: which elements have which role, and what
//! holds them together. All sizes come from the theme.

use std::fmt::Write as _;

use crate::highlight::Kind;
use crate::theme::css::{self, Freedom};
use crate::theme::{Measure, Role, Theme};

/// The elements of each role whose space the theme decides.
const SPACED: &[(&str, Role)] = &[
    (".kicker", Role::Kicker),
    (".title", Role::Title),
    (".subtitle", Role::Subtitle),
    (".byline", Role::Byline),
    (".date", Role::Date),
    (".source", Role::Source),
    (".heading-1", Role::Heading1),
    (".heading-2", Role::Heading2),
    (".heading-3", Role::Heading3),
    (".heading-4", Role::Heading4),
    (".heading-5", Role::Heading5),
    (".heading-6", Role::Heading6),
    (".notes-title", Role::NotesTitle),
    (".attribution", Role::Attribution),
    ("dt", Role::Term),
    (".aside-title", Role::AsideTitle),
    ("figcaption, caption", Role::Caption),
];

/// The elements of each role whose space [`frames`] decides.
const FRAMED: &[(&str, Role)] = &[
    ("blockquote", Role::Quote),
    ("li", Role::ListItem),
    ("dd", Role::Definition),
    ("pre", Role::Code),
    (".formula > code", Role::Math),
    ("th", Role::TableHead),
    ("td", Role::TableCell),
    (".box", Role::Aside),
    (".footnote", Role::Note),
];

/// What no theme decides: how things break over pages, and small matters of markup.
const STRUCTURE: &str = "\
h1, h2, h3, h4, h5, h6, dt, .aside-title, caption { page-break-after: avoid; break-after: avoid; }
figure, tr, dt, .formula { page-break-inside: avoid; break-inside: avoid; }
p, li, dd { orphans: 2; widows: 2; }
.verse { page-break-inside: avoid; break-inside: avoid; }
p { margin: 0; }
img { max-width: 100%; height: auto; max-height: 95vh; }
sup, sub { font-size: 0.75em; line-height: 0; font-variant-numeric: lining-nums; }
sup a { text-decoration: none; }
code { white-space: pre-wrap; overflow-wrap: break-word; font-family: inherit; }
pre code { font-size: 1em; }
.formula { text-align: center; text-indent: 0; overflow-x: auto; }
.small-caps { font-variant-caps: small-caps; }
.missing { font-style: italic; }
.tasks { list-style-type: none; }
a { overflow-wrap: break-word; }
.left { text-align: left; }
.center { text-align: center; }
.right { text-align: right; }
";

/// What books want beside [`rules`], of which a page shows nothing that stands beyond
/// its edge. `break-word` is `anywhere` to readers of before 2020; tables that fill the
/// screen need neither (CSS 2.1, 17.5.2.1). Drawings were made for paper: by night the
/// black lines of a transparent one would not be seen.
pub const BOOK: &str = "\
th, td { word-break: break-word; overflow-wrap: anywhere; }
.wide { width: 100%; table-layout: fixed; }
.wide th, .wide td { word-break: normal; word-wrap: break-word; overflow-wrap: break-word; }
.wide th { -epub-hyphens: auto; -webkit-hyphens: auto; hyphens: auto; }
.small { font-size: 0.75em; }
.small th, .small td { padding-left: 0.25em; padding-right: 0.25em; }
figcaption { page-break-before: avoid; break-before: avoid; }
img { background-color: #ffffff; }
.cover { margin: 0; text-align: center; page-break-inside: avoid; break-inside: avoid; }
";

/// The rules for all that the markup writes.
pub fn rules(theme: &Theme, freedom: Freedom) -> String {
    let mut sheet = String::new();
    rule(&mut sheet, "body", &css::body(theme, freedom));
    sheet.push_str(STRUCTURE);
    for (selector, role) in SPACED {
        let look = css::text(theme, *role, freedom) + &css::spacing(theme, *role);
        rule(&mut sheet, selector, &look);
    }
    for (selector, role) in FRAMED {
        rule(&mut sheet, selector, &css::text(theme, *role, freedom));
    }
    chapters(&mut sheet, theme);
    indents(&mut sheet, theme);
    inline_code(&mut sheet, theme, freedom);
    tokens(&mut sheet, theme);
    frames(&mut sheet, theme);
    marks(&mut sheet, theme);
    sheet
}

/// The rules for the colours of text.
pub fn colors(theme: &Theme) -> String {
    let mut sheet = String::new();
    rule(&mut sheet, "a", &format!("color: {}; ", theme.link_color));
    for (selector, role) in SPACED.iter().chain(FRAMED) {
        rule(&mut sheet, selector, &css::color(theme, *role).unwrap_or_default());
    }
    for kind in Kind::ALL {
        let color = theme.token(kind).color.map(|color| format!("color: {color}; "));
        rule(&mut sheet, &format!(".{}", token_class(kind)), &color.unwrap_or_default());
    }
    sheet
}

/// The class of a kind of words of program text.
pub(super) fn token_class(kind: Kind) -> String {
    format!("code-{}", kind.name())
}

/// Weight and slant of the words of program text, which need no colours to be seen.
fn tokens(sheet: &mut String, theme: &Theme) {
    for kind in Kind::ALL {
        let look = theme.token(kind);
        let weight = if look.bold { "font-weight: bold; " } else { "" };
        let slant = if look.italic { "font-style: italic; " } else { "" };
        rule(sheet, &format!(".{}", token_class(kind)), &format!("{weight}{slant}"));
    }
}

fn rule(sheet: &mut String, selector: &str, declarations: &str) {
    if !declarations.is_empty() {
        _ = writeln!(sheet, "{selector} {{ {declarations}}}");
    }
}

/// The headings that begin a page.
fn chapters(sheet: &mut String, theme: &Theme) {
    for level in (1..=6).filter(|level| theme.begins_page(*level)) {
        let look = "page-break-before: always; break-before: page; ";
        rule(sheet, &format!(".heading-{level}"), look);
    }
}

/// First lines of paragraphs that follow others; lists and notes have space between instead.
fn indents(sheet: &mut String, theme: &Theme) {
    let apart = css::in_body(theme, theme.blocks.item_space);
    for (before, role) in [
        ("", Role::Body),
        ("blockquote ", Role::Quote),
        (".box ", Role::Aside),
        ("li ", Role::ListItem),
        ("dd ", Role::Definition),
        (".footnote ", Role::Note),
        ("td ", Role::TableCell),
    ] {
        let style = theme.style(role);
        let look = match css::own(&style, style.indent).as_str() {
            "0" => format!("text-indent: 0; margin-top: {apart}; "),
            indent => format!("text-indent: {indent}; margin-top: 0; "),
        };
        rule(sheet, &format!("{before}p + p"), &look);
    }
    // A class outweighs two elements: these lines never stand in.
    if theme.blocks.indent_all {
        all_indents(sheet, theme);
        rule(sheet, "header p + p, .attribution, .verse, .box .aside-title", "text-indent: 0; ");
    } else {
        let own_lines = "header p + p, p + .attribution, .box .aside-title + p";
        rule(sheet, own_lines, "text-indent: 0; ");
    }
    // Stanzas stand apart.
    rule(sheet, "p + p.verse", "text-indent: 0; margin-top: 1em; ");
}

/// First lines where those of all paragraphs stand in.
fn all_indents(sheet: &mut String, theme: &Theme) {
    for (selector, role) in [
        ("article > p, section > p", Role::Body),
        ("blockquote > p", Role::Quote),
        (".box > p", Role::Aside),
    ] {
        let style = theme.style(role);
        let indent = css::own(&style, style.indent);
        rule(sheet, selector, &format!("text-indent: {indent}; "));
    }
}

/// Code in the line. A face that is not the theme's own may be smaller to the eye,
/// so where faces are not named it keeps more of the size.
fn inline_code(sheet: &mut String, theme: &Theme, freedom: Freedom) {
    let look = css::text(theme, Role::Code, Freedom { justify: false, ..freedom });
    let wanted = |declaration: &&str| {
        declaration.starts_with("font-family") || declaration.starts_with("font-variant")
    };
    let mut look: String = look.split_inclusive("; ").filter(wanted).collect::<Vec<_>>().concat();
    let size = theme.style(Role::Code).size.absolute().scale(1000, theme.body_size().0.max(1));
    let per_mille = if freedom.faces { size.0 } else { size.0.max(850) };
    _ = write!(look, "font-size: {}.{:03}em; ", per_mille / 1000, per_mille % 1000);
    rule(sheet, ":not(pre):not(.formula) > code", &look);
}

/// The space around and inside what holds other blocks. Where reading systems do
/// not know sides by the direction of reading, their own indents stay.
fn frames(sheet: &mut String, theme: &Theme) {
    let blocks = &theme.blocks;
    let body = |measure: Measure| css::in_body(theme, measure);
    let space = body(blocks.space);
    let line = format!("{} solid {}", thickness(blocks.line_width), blocks.line_color);
    for (selector, look) in [
        ("header", "margin: 0 0 2em; ".to_owned()),
        ("ul, ol, dl, pre, figure, .table, .formula", format!("margin: {space} 0; ")),
        ("blockquote", format!("margin: {space} {}; ", body(blocks.quote_indent))),
        ("blockquote blockquote, .box blockquote", "font-size: 1em; ".to_owned()),
        ("ul, ol", format!("padding-inline-start: {}; ", body(blocks.list_indent))),
        ("li ul, li ol, li dl", "margin: 0; ".to_owned()),
        (".loose > li + li, li .loose", format!("margin-top: {}; ", body(blocks.item_space))),
        ("dd", format!("margin-inline-start: {}; ", body(blocks.definition_indent))),
        (".table", "overflow-x: auto; ".to_owned()),
        (
            "table",
            format!(
                "border-collapse: collapse; border-top: {line}; \
                 border-bottom: {line}; "
            ),
        ),
        ("caption", "text-indent: 0; ".to_owned()),
        ("thead", format!("border-bottom: {line}; ")),
        (
            "th, td",
            format!(
                "padding: 0.25em {}; text-align: start; vertical-align: top; ",
                half(&theme.style(Role::TableCell), blocks.column_gap)
            ),
        ),
        ("pre", "white-space: pre-wrap; overflow-wrap: break-word; ".to_owned()),
        (
            ".box",
            format!(
                "margin: {space} 0; padding: 0; padding-inline-start: 1em; border-inline-start: {line}; "
            ),
        ),
        (".notes", format!("margin-top: 3em; border-top: {line}; ")),
        (".notes .notes-title", "margin-top: 1em; ".to_owned()),
        (".footnote", "display: block; margin: 0.4em 0; ".to_owned()),
    ] {
        rule(sheet, selector, &look);
    }
}

/// Half of a measure, in a style's own `em`.
fn half(style: &crate::theme::Style, measure: Measure) -> String {
    css::own(style, Measure::Absolute(style.length(measure) / 2))
}

/// The thickness of a line in points: thin lines must not shrink with the type.
fn thickness(measure: Measure) -> String {
    format!("{}pt", measure.absolute())
}

/// What the theme prints where the text has no words: bullets and breaks.
fn marks(sheet: &mut String, theme: &Theme) {
    for (level, bullet) in theme.blocks.bullets.iter().enumerate() {
        let selector = vec!["ul"; level + 1].join(" ");
        let mark = css::quoted(&format!("{bullet}\u{2002}"));
        rule(sheet, &selector, &format!("list-style-type: {mark}; "));
    }
    rule(sheet, "ul.tasks", "list-style-type: none; ");
    let rule_mark = css::quoted(&theme.blocks.rule);
    rule(
        sheet,
        "hr",
        "border: 0; height: auto; color: inherit; margin: 1.5em 0; text-align: center; ",
    );
    rule(sheet, "hr::before", &format!("content: {rule_mark}; "));
}
