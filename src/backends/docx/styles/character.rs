//! The styles of runs: one for each kind of inline, and one for each way in
//! which kinds are combined.
//!
//! Word takes one style a run, and lets bold and italic of a paragraph and of a
//! run cancel each other. So a combination is a style of its own, and what the
//! paragraph's style already is (bold in a heading) the run's is not again.

use crate::highlight::Kind;
use crate::theme::{Measure, Role, Style, Theme};

use super::super::units::half_points;
use super::super::xml::{Element, element, value};
use super::part::{fonts, letterforms};

/// What a run is, as a set of kinds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(in super::super) struct Flags(u32);

impl Flags {
    /// Stressed.
    pub(in super::super) const EMPHASIS: Flags = Flags(1);
    /// Strongly stressed.
    pub(in super::super) const STRONG: Flags = Flags(1 << 1);
    /// Struck through.
    pub(in super::super) const STRIKE: Flags = Flags(1 << 2);
    /// Raised.
    pub(in super::super) const SUPERSCRIPT: Flags = Flags(1 << 3);
    /// Lowered.
    pub(in super::super) const SUBSCRIPT: Flags = Flags(1 << 4);
    /// In small capitals.
    pub(in super::super) const SMALL_CAPS: Flags = Flags(1 << 5);
    /// Program text.
    pub(in super::super) const CODE: Flags = Flags(1 << 6);
    /// A formula in TeX.
    pub(in super::super) const MATH: Flags = Flags(1 << 7);
    /// A link.
    pub(in super::super) const LINK: Flags = Flags(1 << 8);
    /// The mark of a note, which stands alone.
    pub(in super::super) const NOTE: Flags = Flags(1 << 9);

    /// A word of program text, which stands alone.
    pub(in super::super) const fn token(kind: Kind) -> Flags {
        Flags(1 << (10 + kind as u32))
    }

    /// Both sets together.
    pub(in super::super) fn and(self, other: Flags) -> Flags {
        Flags(self.0 | other.0)
    }

    fn without(self, other: Flags) -> Flags {
        Flags(self.0 & !other.0)
    }

    /// Whether any kind of `other` is in the set.
    pub(in super::super) fn has(self, other: Flags) -> bool {
        self.0 & other.0 != 0
    }
}

/// The kinds with the ids and names of their styles, in the order in which
/// combinations name them. The names of Word's own styles are Word's.
const KINDS: [(Flags, &str, &str); 21] = [
    (Flags::STRONG, "Strong", "Strong"),
    (Flags::EMPHASIS, "Emphasis", "Emphasis"),
    (Flags::SMALL_CAPS, "SmallCaps", "Small Caps"),
    (Flags::STRIKE, "Strikethrough", "Strikethrough"),
    (Flags::SUPERSCRIPT, "Superscript", "Superscript"),
    (Flags::SUBSCRIPT, "Subscript", "Subscript"),
    (Flags::CODE, "VerbatimChar", "Verbatim Char"),
    (Flags::MATH, "MathChar", "Math Char"),
    (Flags::LINK, "Hyperlink", "Hyperlink"),
    (Flags::NOTE, "FootnoteReference", "footnote reference"),
    (Flags::token(Kind::Keyword), "KeywordTok", "Keyword Tok"),
    (Flags::token(Kind::Type), "TypeTok", "Type Tok"),
    (Flags::token(Kind::Function), "FunctionTok", "Function Tok"),
    (Flags::token(Kind::Name), "NameTok", "Name Tok"),
    (Flags::token(Kind::Constant), "ConstantTok", "Constant Tok"),
    (Flags::token(Kind::Number), "NumberTok", "Number Tok"),
    (Flags::token(Kind::String), "StringTok", "String Tok"),
    (Flags::token(Kind::Comment), "CommentTok", "Comment Tok"),
    (Flags::token(Kind::Meta), "MetaTok", "Meta Tok"),
    (Flags::token(Kind::Inserted), "InsertedTok", "Inserted Tok"),
    (Flags::token(Kind::Deleted), "DeletedTok", "Deleted Tok"),
];

/// How many of them every document has: words of program text have styles only
/// where there are such words.
const ALWAYS: usize = 10;

/// The kinds in another face, whose size depends on the text around them.
const OTHER_FACE: Flags = Flags(Flags::CODE.0 | Flags::MATH.0);

/// A style of runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Look {
    flags: Flags,
    /// The size of the text around it in half points, where it counts and is not the body's.
    around: Option<i32>,
}

impl Look {
    /// The look of a run of some kinds in a paragraph of a style.
    pub(super) fn new(flags: Flags, paragraph: &Style, around: Option<i32>) -> Look {
        let mut flags = flags;
        for (already, kind) in
            [(paragraph.bold, Flags::STRONG), (paragraph.small_caps, Flags::SMALL_CAPS)]
        {
            if already {
                flags = flags.without(kind);
            }
        }
        if flags.has(Flags::SUPERSCRIPT) {
            flags = flags.without(Flags::SUBSCRIPT);
        }
        if flags.has(Flags::NOTE) {
            flags = Flags::NOTE;
        }
        Look { flags, around: around.filter(|_| flags.has(OTHER_FACE)) }
    }

    /// The styles of the single kinds.
    pub(super) fn all_single() -> impl Iterator<Item = Look> {
        KINDS.iter().take(ALWAYS).map(|(flags, ..)| Look { flags: *flags, around: None })
    }

    fn kinds(&self) -> impl Iterator<Item = &'static (Flags, &'static str, &'static str)> {
        let flags = self.flags;
        KINDS.iter().filter(move |(kind, ..)| flags.has(*kind))
    }

    /// The style's id; empty for plain text.
    pub(super) fn id(&self) -> String {
        let mut id: String = self.kinds().map(|(_, id, _)| *id).collect();
        if let Some(size) = self.around {
            id.push_str(&format!("In{size}"));
        }
        id
    }

    /// The style that it is based on: code of another size or in a link is code.
    fn parent(&self) -> &'static str {
        let parents = [(Flags::CODE, "VerbatimChar"), (Flags::MATH, "MathChar")];
        let own = self.id();
        let parent = parents.into_iter().find(|(kind, id)| self.flags.has(*kind) && own != *id);
        parent.map_or("DefaultParagraphFont", |(_, id)| id)
    }

    /// Whether it is one kind alone, as such.
    pub(super) fn is_single(&self) -> bool {
        self.around.is_none() && self.kinds().count() == 1
    }

    fn name(&self) -> String {
        let names: Vec<&str> = self.kinds().map(|(.., name)| *name).collect();
        let size = self.around.map(|size| format!(" In {size}")).unwrap_or_default();
        names.join(" ") + &size
    }

    /// The style as `styles.xml` holds it.
    pub(super) fn write(&self, theme: &Theme) -> Element {
        let built_in = [Flags::STRONG, Flags::EMPHASIS, Flags::LINK, Flags::NOTE];
        let built_in = self.around.is_none() && built_in.contains(&self.flags);
        let mut style = element("w:style").set("w:type", "character");
        if !built_in {
            style = style.set("w:customStyle", 1);
        }
        style
            .set("w:styleId", self.id())
            .with(value("w:name", self.name()))
            .with(value("w:basedOn", self.parent()))
            .with_all(self.listed())
            .with(self.properties(theme))
    }

    fn properties(&self, theme: &Theme) -> Element {
        let mut properties = element("w:rPr");
        if self.flags.has(OTHER_FACE) {
            properties = properties.with_all(self.other_face(theme));
        }
        for (kind, names) in [
            (Flags::STRONG, ["w:b", "w:bCs"].as_slice()),
            (Flags::EMPHASIS, &["w:i", "w:iCs"]),
            (Flags::SMALL_CAPS, &["w:smallCaps"]),
            (Flags::STRIKE, &["w:strike"]),
        ] {
            if self.flags.has(kind) {
                properties = properties.with_all(names.iter().map(|name| element(name)));
            }
        }
        properties = properties.with_all(self.token(theme));
        if self.flags.has(Flags::LINK) {
            properties = properties
                .with(value("w:color", theme.link_color.to_string().trim_start_matches('#')))
                .with(value("w:u", "single"));
        }
        if self.flags.has(Flags::SUPERSCRIPT.and(Flags::NOTE)) {
            properties = properties.with(value("w:vertAlign", "superscript"));
        } else if self.flags.has(Flags::SUBSCRIPT) {
            properties = properties.with(value("w:vertAlign", "subscript"));
        }
        // Word scales figures to raise them, and small old-style ones are too small.
        let shifted = Flags::SUPERSCRIPT.and(Flags::SUBSCRIPT).and(Flags::NOTE);
        if self.flags.has(shifted) && !self.flags.has(OTHER_FACE) {
            properties = properties.with(element("w14:numForm").set("w14:val", "lining"));
        }
        properties
    }

    /// What a word of program text differs in.
    fn token(&self, theme: &Theme) -> Vec<Element> {
        let Some(kind) = Kind::ALL.into_iter().find(|kind| self.flags.has(Flags::token(*kind)))
        else {
            return Vec::new();
        };
        let (look, code) = (theme.token(kind), theme.style(Role::Code));
        let mut properties = Vec::new();
        if look.bold && !code.bold {
            properties.extend([element("w:b"), element("w:bCs")]);
        }
        if look.italic && !code.italic {
            properties.extend([element("w:i"), element("w:iCs")]);
        }
        let color = look.color.map(|color| color.to_string());
        properties.extend(color.map(|color| value("w:color", color.trim_start_matches('#'))));
        properties
    }

    /// The face of code or formulas, as much smaller than the text around it as
    /// a block of it is smaller than the body.
    fn other_face(&self, theme: &Theme) -> Vec<Element> {
        let code = self.flags.has(Flags::CODE);
        let style = theme.style(if code { Role::Code } else { Role::Math });
        let own = style.size.absolute();
        let size = match self.around {
            Some(around) => own.scale(i64::from(around), half_points(theme.body_size()).into()),
            None => own,
        };
        let size = half_points(Measure::Absolute(size).absolute());
        let mut properties = vec![
            fonts(theme.family(&style).common_name()),
            element("w:noProof"),
            value("w:sz", size),
            value("w:szCs", size),
        ];
        properties.extend(letterforms(theme, &style));
        properties
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::theme::built_in;

    #[test]
    fn combinations_are_styles_of_their_own() {
        let body = built_in().style(Role::Body);
        let both = Look::new(Flags::EMPHASIS.and(Flags::STRONG), &body, None);
        assert_eq!(both.id(), "StrongEmphasis");
        let heading = built_in().style(Role::Heading1);
        assert_eq!(Look::new(Flags::STRONG, &heading, Some(28)).id(), "");
        assert_eq!(Look::new(Flags::CODE, &heading, Some(28)).id(), "VerbatimCharIn28");
    }
}
