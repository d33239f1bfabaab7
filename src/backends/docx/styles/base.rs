//! The styles that every document has, and what they take from the theme.

use crate::theme::{Align, Contents, Measure, Role, Style, Theme};

use super::super::units::twips;
use super::Variant;

/// Deepest level of the built-in list styles of Word.
const LIST_LEVELS: u8 = 5;

/// The levels of the table of contents that have a style.
pub(in super::super) const CONTENTS_LEVELS: u8 = 3;

/// The room between an aside and the line beside it, in twentieths of a point.
pub(in super::super) const ASIDE_GAP: i32 = 160;

/// A paragraph style that every document has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in super::super) enum Base {
    /// The word over the title.
    Kicker,
    /// The title.
    Title,
    /// The second line of the title.
    Subtitle,
    /// The authors.
    Author,
    /// The date.
    Date,
    /// The publisher and the address.
    Source,
    /// A heading of a level from 1 to 6.
    Heading(u8),
    /// A paragraph that follows another.
    BodyText,
    /// A paragraph that follows something else.
    FirstParagraph,
    /// A paragraph of a quotation.
    Quote,
    /// The line under a quotation.
    Attribution,
    /// The first paragraph of an item with a bullet, by level from 1.
    Bullet(u8),
    /// The first paragraph of an item with a number, by level from 1.
    Number(u8),
    /// Any other paragraph of an item, by level from 1.
    ListContinue(u8),
    /// A term that is defined.
    Term,
    /// A paragraph of a definition.
    Definition,
    /// A block of code.
    Code,
    /// A displayed formula.
    Math,
    /// A paragraph that holds an image.
    Figure,
    /// The text under a figure.
    Caption,
    /// The text over a table.
    TableCaption,
    /// A heading cell of a table.
    TableHead,
    /// A cell of a table.
    TableText,
    /// What keeps a table apart from another table or from the end of its holder.
    TableEnd,
    /// The title of an aside.
    AsideTitle,
    /// A paragraph of an aside.
    Aside,
    /// A break between parts of the text.
    Rule,
    /// The heading over the table of contents.
    ContentsTitle,
    /// An entry of the table of contents, by level from 1.
    Contents(u8),
    /// A paragraph of a note.
    Note,
    /// The head of the page.
    Header,
    /// The foot of the page.
    Footer,
}

impl Base {
    /// All of them, in the order in which they are listed.
    pub(super) fn all() -> Vec<Base> {
        let mut all = vec![Base::BodyText, Base::FirstParagraph];
        all.extend([Base::Kicker, Base::Title, Base::Subtitle, Base::Author, Base::Date]);
        all.push(Base::Source);
        all.extend((1..=6).map(Base::Heading));
        all.extend([Base::Quote, Base::Attribution]);
        for kind in [Base::Bullet, Base::Number, Base::ListContinue] {
            all.extend((1..=LIST_LEVELS).map(kind));
        }
        all.extend([Base::Term, Base::Definition, Base::Code, Base::Math, Base::Figure]);
        all.extend([
            Base::Caption,
            Base::TableCaption,
            Base::TableHead,
            Base::TableText,
            Base::TableEnd,
        ]);
        all.extend([Base::AsideTitle, Base::Aside, Base::Rule, Base::Note, Base::ContentsTitle]);
        all.extend((1..=CONTENTS_LEVELS).map(Base::Contents));
        all.extend([Base::Header, Base::Footer]);
        all
    }

    /// The style's id.
    pub(super) fn id(self) -> String {
        match self {
            Base::Quote => "BlockText".to_owned(),
            Base::Term => "DefinitionTerm".to_owned(),
            Base::Code => "SourceCode".to_owned(),
            Base::Note => "FootnoteText".to_owned(),
            Base::Caption => "Caption".to_owned(),
            Base::Header => "Header".to_owned(),
            Base::Footer => "Footer".to_owned(),
            Base::Heading(level) => format!("Heading{level}"),
            Base::Contents(level) => format!("TOC{level}"),
            other => other.name().replace(' ', ""),
        }
    }

    /// The style's name: Word's own, in Word's own spelling, where it has one.
    pub(super) fn name(self) -> String {
        let levelled = |name: &str, level: u8| match level {
            0 | 1 => name.to_owned(),
            level => format!("{name} {level}"),
        };
        match self {
            Base::Heading(level) => return format!("heading {level}"),
            Base::Contents(level) => return format!("toc {level}"),
            Base::Bullet(level) => return levelled("List Bullet", level),
            Base::Number(level) => return levelled("List Number", level),
            Base::ListContinue(level) => return levelled("List Continue", level),
            _ => {}
        }
        let name = match self {
            Base::BodyText => "Body Text",
            Base::FirstParagraph => "First Paragraph",
            Base::Quote => "Block Text",
            Base::Term => "Definition Term",
            Base::Code => "Source Code",
            Base::Caption => "caption",
            Base::TableCaption => "Table Caption",
            Base::TableHead => "Table Head",
            Base::TableText => "Table Text",
            Base::TableEnd => "Table End",
            Base::AsideTitle => "Aside Title",
            Base::ContentsTitle => "TOC Heading",
            Base::Note => "footnote text",
            Base::Header => "header",
            Base::Footer => "footer",
            Base::Kicker => "Kicker",
            Base::Title => "Title",
            Base::Subtitle => "Subtitle",
            Base::Author => "Author",
            Base::Date => "Date",
            Base::Source => "Source",
            Base::Attribution => "Attribution",
            Base::Definition => "Definition",
            Base::Math => "Math",
            Base::Figure => "Figure",
            Base::Aside => "Aside",
            _ => "Rule",
        };
        name.to_owned()
    }

    /// Whether Word has a style of that name built in.
    pub(super) fn is_built_in(self) -> bool {
        matches!(
            self,
            Base::Title
                | Base::Subtitle
                | Base::Date
                | Base::Heading(_)
                | Base::BodyText
                | Base::Quote
                | Base::Bullet(_)
                | Base::Number(_)
                | Base::ListContinue(_)
                | Base::Caption
                | Base::ContentsTitle
                | Base::Contents(_)
                | Base::Note
                | Base::Header
                | Base::Footer
        )
    }

    /// The id of the style that it is based on.
    pub(super) fn parent(self) -> String {
        match self {
            Base::FirstParagraph => Base::BodyText.id(),
            Base::TableCaption => Base::Caption.id(),
            _ => "Normal".to_owned(),
        }
    }

    /// The style of the paragraph that a writer begins after it, where that is another.
    pub(super) fn next(self) -> Option<String> {
        match self {
            Base::Kicker => Some(Base::Title.id()),
            Base::Title => Some(Base::Subtitle.id()),
            Base::Heading(_) | Base::Subtitle | Base::Author | Base::Date | Base::Source => {
                Some(Base::FirstParagraph.id())
            }
            Base::FirstParagraph | Base::Rule | Base::Attribution => Some(Base::BodyText.id()),
            Base::Term => Some(Base::Definition.id()),
            Base::AsideTitle => Some(Base::Aside.id()),
            Base::Figure => Some(Base::Caption.id()),
            _ => None,
        }
    }

    /// The role of the theme that says how it looks.
    pub(super) fn role(self) -> Role {
        match self {
            Base::Kicker => Role::Kicker,
            Base::Title => Role::Title,
            Base::Subtitle => Role::Subtitle,
            Base::Author => Role::Byline,
            Base::Date => Role::Date,
            Base::Source => Role::Source,
            Base::Heading(level) => Role::heading(level),
            Base::BodyText | Base::FirstParagraph | Base::Figure | Base::Rule => Role::Body,
            Base::Quote => Role::Quote,
            Base::Attribution => Role::Attribution,
            Base::Bullet(_) | Base::Number(_) | Base::ListContinue(_) => Role::ListItem,
            Base::Term => Role::Term,
            Base::Definition => Role::Definition,
            Base::Code => Role::Code,
            Base::Math => Role::Math,
            Base::Caption | Base::TableCaption => Role::Caption,
            Base::TableHead => Role::TableHead,
            Base::TableText | Base::TableEnd => Role::TableCell,
            Base::AsideTitle => Role::AsideTitle,
            Base::Aside => Role::Aside,
            Base::ContentsTitle => Role::ContentsTitle,
            Base::Contents(_) => Role::ContentsEntry,
            Base::Note => Role::Note,
            Base::Header => Role::Head,
            Base::Footer => Role::Folio,
        }
    }

    /// How it looks.
    pub(super) fn style(self, theme: &Theme) -> Style {
        let mut style = theme.style(self.role());
        match self {
            Base::Figure => style.align = Align::Start,
            Base::Rule => style.align = Align::Center,
            Base::TableEnd => {
                style.size = Measure::Absolute(crate::length::Length::points(1));
                style.leading = style.size;
            }
            _ => {}
        }
        style
    }

    /// How far it stands in from the start of the column, of itself.
    pub(in super::super) fn left(self, theme: &Theme) -> i32 {
        let level =
            |level: u8| twips(theme.body_length(theme.blocks.list_indent)) * i32::from(level);
        match self {
            // As on paper: each level a step.
            Base::Contents(depth) => {
                let size = theme.style(Role::ContentsEntry).size.absolute();
                twips(size.per_mille(Contents::LEVEL_INDENT)) * i32::from(depth.saturating_sub(1))
            }
            Base::Quote | Base::Attribution => twips(theme.body_length(theme.blocks.quote_indent)),
            Base::Definition => twips(theme.body_length(theme.blocks.definition_indent)),
            Base::Bullet(depth) | Base::Number(depth) | Base::ListContinue(depth) => level(depth),
            Base::Aside | Base::AsideTitle => ASIDE_GAP,
            _ => 0,
        }
    }

    /// How far it stands in from the end of the column, of itself.
    pub(super) fn right(self, theme: &Theme) -> i32 {
        match self {
            Base::Quote | Base::Attribution => self.left(theme),
            _ => 0,
        }
    }

    /// Whether its indent comes from the numbering.
    pub(super) fn is_item(self) -> bool {
        matches!(self, Base::Bullet(_) | Base::Number(_))
    }

    /// A list style of a level, which is taken into those that Word has.
    pub(in super::super) fn at_level(kind: fn(u8) -> Base, depth: usize) -> Base {
        kind(u8::try_from(depth + 1).unwrap_or(LIST_LEVELS).min(LIST_LEVELS))
    }

    /// Whether it is a line of the title block.
    pub(super) fn is_title_line(self) -> bool {
        matches!(
            self,
            Base::Kicker | Base::Title | Base::Subtitle | Base::Author | Base::Date | Base::Source
        )
    }

    /// Whether it must stay on the page of what follows it.
    pub(super) fn keeps_next(self) -> bool {
        let keeps =
            [Base::Term, Base::AsideTitle, Base::Figure, Base::TableCaption].contains(&self);
        keeps || self.is_title_line() || matches!(self, Base::Heading(_))
    }

    /// The distance of the line that stands beside it, in points.
    pub(super) fn bar(self) -> Option<u8> {
        [Base::Aside, Base::AsideTitle].contains(&self).then_some((ASIDE_GAP / 20) as u8)
    }

    /// Takes out of a variant what the style says of itself.
    pub(super) fn normal(self, mut variant: Variant, theme: &Theme) -> Variant {
        let style = self.style(theme);
        if variant.left == Some(self.left(theme)) || self.is_item() {
            variant.left = None;
        }
        if variant.right == Some(self.right(theme)) {
            variant.right = None;
        }
        if variant.bar == self.bar() && !variant.turned {
            variant.bar = None;
        }
        if twips(style.length(style.indent)) == 0 {
            variant.follows = false;
        }
        if self == Base::BodyText || self == Base::FirstParagraph {
            variant.follows = false;
        }
        // The space that each term has is enough, and readers know terms by the name of their style.
        if self == Base::Term && twips(style.length(style.space_before)) > 0 {
            variant.opens = false;
        }
        variant
    }
}

impl Theme {
    /// A measure between blocks, which counts in the size of the body's type.
    pub(in super::super) fn body_length(&self, measure: Measure) -> crate::length::Length {
        measure.resolve(self.body_size())
    }
}
