//! What the `style` of an element in running text says: programs that know no elements for it
//! write italics and the like so, and mark with `<b style="font-weight:normal">` what is not bold.

use super::super::tree::{NodeId, Tree};
use crate::article::{Inline, InlineKind};
use crate::source::Span;

/// The property of a `style`, in lower case (CSS Style Attributes, 3).
fn property(style: &str, name: &str) -> Option<String> {
    let declarations = style.split(';').filter_map(|declaration| declaration.split_once(':'));
    let mut values = declarations.filter(|(own, _)| own.trim().eq_ignore_ascii_case(name));
    values.next_back().map(|(_, value)| value.trim().to_ascii_lowercase())
}

/// How an element's text is set, as far as the model knows it.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Looks {
    /// Whether it leans; `None` when nothing is said.
    pub italic: Option<bool>,
    /// Whether it is bold.
    pub bold: Option<bool>,
    strike: bool,
    small_caps: bool,
    raised: bool,
    lowered: bool,
}

/// How long a `style` may be to be looked at; it is no text.
const LONGEST: usize = 1_000;

impl Looks {
    /// What the `style` of an element says.
    pub fn of(tree: &Tree, id: NodeId) -> Looks {
        tree.attribute(id, "style")
            .filter(|style| style.len() <= LONGEST)
            .map_or_else(Looks::default, Looks::said)
    }

    fn said(style: &str) -> Looks {
        let get = |name: &str| property(style, name);
        let decoration = get("text-decoration").or_else(|| get("text-decoration-line"));
        let is = |name: &str, value: &str| get(name).is_some_and(|own| own == value);
        Looks {
            italic: get("font-style").map(|own| own.starts_with("italic") || own == "oblique"),
            bold: get("font-weight").and_then(|own| weight(&own)),
            strike: decoration.is_some_and(|own| own.contains("line-through")),
            small_caps: is("font-variant", "small-caps") || is("font-variant-caps", "small-caps"),
            raised: is("vertical-align", "super"),
            lowered: is("vertical-align", "sub"),
        }
    }

    /// The containers that stand for it, the outermost last.
    pub fn wrap(&self, content: Vec<Inline>) -> Vec<Inline> {
        let Looks { italic, bold, strike, small_caps, raised, lowered } = self;
        let mut content = content;
        let mut put = |wanted: bool, kind: fn(Vec<Inline>) -> InlineKind| {
            if wanted && !content.is_empty() {
                let span = content.first().map_or(Span::NONE, |first| first.span);
                let inside = std::mem::take(&mut content);
                content = vec![Inline::new(kind(inside), span)];
            }
        };
        put(*small_caps, |content| InlineKind::SmallCaps { content });
        put(*raised, |content| InlineKind::Superscript { content });
        put(*lowered, |content| InlineKind::Subscript { content });
        put(*strike, |content| InlineKind::Strike { content });
        put(*italic == Some(true), |content| InlineKind::Emphasis { content });
        put(*bold == Some(true), |content| InlineKind::Strong { content });
        content
    }
}

/// Whether a weight is bold (CSS Fonts 4, 2.2): 600 and more.
fn weight(value: &str) -> Option<bool> {
    match value {
        "bold" | "bolder" => Some(true),
        "normal" | "lighter" => Some(false),
        number => number.parse::<u16>().ok().map(|weight| weight >= 600),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn styles_are_read_as_css_has_them() {
        let none = Looks::default;
        for (style, expected) in [
            ("FONT-STYLE : Italic", Looks { italic: Some(true), ..none() }),
            (
                "font-weight:700;font-style:normal",
                Looks { bold: Some(true), italic: Some(false), ..none() },
            ),
            ("font-weight:400", Looks { bold: Some(false), ..none() }),
            ("text-decoration: line-through red", Looks { strike: true, ..none() }),
            ("vertical-align:super;font-size:70%", Looks { raised: true, ..none() }),
            ("font-variant:small-caps", Looks { small_caps: true, ..none() }),
            ("color:red; background:url(a;b)", none()),
            ("font-weight", none()),
        ] {
            assert_eq!(Looks::said(style), expected, "{style}");
        }
    }
}
