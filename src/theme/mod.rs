//! Themes: the one description of how an article looks.
//!
//! A theme is a folder with a `theme.toml`; those of `templates/` are built in.
//! Every size, face, colour, space and alignment of every [`Role`] is said
//! there once, and page layout, the EPUB's style sheet and the DOCX's styles
//! are all derived from it. [`value`] reads the single values, [`page`] the paper, [`furniture`] what
//! stands at its edges, [`notes`] where notes stand, [`habits`] what languages change,
//! [`cover`] the covers of books, [`load`] the file over what it rests on ([`layers`]); [`css`] says them as
//! style sheets do. `docs/THEMES.md` lists the keys.
//!
//! ```
//! use offprint::theme::{self, Setting, load};
//!
//! let settings: Vec<Setting> = ["page.margin-top=20mm"].into_iter().filter_map(Setting::typed).collect();
//! let pocket = load::with_settings(load::text_of("pocket").unwrap(), &settings)?;
//! let own = theme::parse("base = \"pocket\"\nname = \"mine\"")?;
//! assert!(load::names().any(|name| name == "pocket"));
//! assert!(pocket != own);
//! assert!(theme::parse("[rolls.title]").unwrap_err().to_string().contains("roles"));
//! # Ok::<(), theme::ThemeError>(())
//! ```

pub mod cover;
pub mod css;
pub mod furniture;
pub mod habits;
pub mod layers;
pub mod load;
pub mod notes;
pub mod page;
mod tokens;
pub mod value;

pub use cover::Cover;
pub use furniture::{Furniture, Template};
pub use layers::Setting;
pub use load::{ThemeError, built_in, from_folder, parse};
pub use notes::{AddressPlace, LinkLook, NoteLook, NotePlace};
pub use page::{Edge, Page};
pub use tokens::TokenLook;
pub use value::{Color, Measure};

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Deserialize;

use crate::highlight::Kind;
use crate::length::Length;

/// How an article looks.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Theme {
    /// Its name.
    pub name: String,
    /// One line for people.
    pub about: String,
    /// The paper.
    pub page: Page,
    /// What stands over the text of each page.
    pub head: Furniture,
    /// What stands under the text of each page.
    pub foot: Furniture,
    /// The table of contents.
    pub contents: Contents,
    /// Families of faces by name; `text` and `code` are always there.
    pub faces: BTreeMap<String, Family>,
    /// The text of the article's paragraphs, from which all roles start.
    pub body: Style,
    /// The roles, as far as they differ from the body.
    pub roles: BTreeMap<Role, StyleChange>,
    /// The colour of links on a screen.
    pub link_color: Color,
    /// What stands between the blocks.
    pub blocks: Blocks,
    /// How lines are filled.
    pub lines: Lines,
    /// How blocks of program text are set.
    #[serde(default)]
    pub code: CodeLook,
    /// How the words of program text look, by what they are.
    #[serde(default)]
    pub tokens: BTreeMap<Kind, TokenLook>,
    /// How figures are set.
    #[serde(default)]
    pub figures: FigureLook,
    /// What tables may do.
    pub tables: Tables,
    /// Where notes stand on paper.
    #[serde(default)]
    pub notes: NoteLook,
    /// What paper says of links.
    #[serde(default)]
    pub links: LinkLook,
    /// The covers of books.
    pub cover: Cover,
    /// The faces that lie in the theme's own folder, by the names of
    /// their files; the others are built in, or lie in the folders of fonts.
    #[serde(skip)]
    pub files: BTreeMap<String, Arc<[u8]>>,
}

/// The faces of a family. Each is the name of a file, of which `#2` names the
/// third face if it is a collection, or the name of a face. It is looked for in
/// the theme's folder, among the built-in faces, and in the folders of fonts;
/// a variable file may serve several of the four.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Family {
    /// The name that other programs know it by (DOCX, CSS).
    pub name: String,
    /// Names to try where it is missing, in CSS order; the last one generic.
    pub fallback: Vec<String>,
    /// The upright face.
    pub regular: String,
    /// The italic face.
    pub italic: String,
    /// The bold face.
    pub bold: String,
    /// The bold italic face.
    pub bold_italic: String,
}

/// Space and marks between blocks.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Blocks {
    /// Space between the title block and the text.
    pub title_space: Measure,
    /// How far a list's text stands in from its surroundings.
    pub list_indent: Measure,
    /// How far a quotation stands in on both sides.
    pub quote_indent: Measure,
    /// How far a definition stands in.
    pub definition_indent: Measure,
    /// Space above and below lists, quotes, code, tables and figures.
    pub space: Measure,
    /// Space between the items of a loose list.
    pub item_space: Measure,
    /// The marks of bulleted lists by level; the last one serves deeper levels.
    pub bullets: Vec<String>,
    /// What stands for a break between parts of the text.
    pub rule: String,
    /// Thickness of the lines of tables and asides.
    pub line_width: Measure,
    /// Colour of the lines of tables and asides.
    pub line_color: Color,
    /// Space between the columns of a table.
    pub column_gap: Measure,
    /// Whether paragraphs stand in that follow no other paragraph, too.
    pub indent_all: bool,
    /// The headings up to this level begin a page; 0 for none.
    pub chapter_level: u8,
}

/// The table of contents, which PDFs have where an article is long.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Contents {
    /// From how many pages of text on there is one, where the article does not say; 0 for never.
    pub from_pages: u32,
    /// How many levels of headings it lists.
    pub depth: u8,
    /// Whether dots lead from an entry to its page.
    pub leaders: bool,
}

impl Contents {
    /// How far an entry stands in for each level, in thousandths of its size.
    pub const LEVEL_INDENT: i64 = 1400;
}

/// How lines are broken and filled. Lengths in `em` count in each role's own size.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Lines {
    /// How far glyphs may be widened or narrowed to fill a line, in thousandths
    /// of their width, before its spaces are; at most 20.
    pub expansion: u8,
    /// Whether marks hang over the edges of the column.
    pub optical_margins: bool,
    /// Whether the lines of a paragraph are chosen together, for the best whole;
    /// otherwise each takes as much as fits.
    pub total_fit: bool,
    /// Whether words are divided at all: where their role lets them be, and in
    /// other text where nothing else fits.
    pub hyphenation: bool,
    /// Whether a last line of a syllable or two is avoided, and one that is
    /// almost full.
    pub last_line: bool,
    /// Whether brackets, commas and stops of full width give their empty half
    /// at the edges of lines, beside each other, and where a line is too long.
    pub punctuation_squeeze: bool,
    /// In a column narrower than this, text is ragged that would be justified;
    /// `0` leaves it as it is.
    pub ragged_below: Measure,
    /// Whether the language decides how far lines stand apart at least, how high
    /// figures stand and how paragraphs begin, see [`habits`].
    pub by_language: bool,
    /// How much looser a line may be where no good ones can be had; `0` lets
    /// them be as bad as they come.
    pub emergency_stretch: Measure,
}

/// How blocks of program text are set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub struct CodeLook {
    /// How much further a line that was too long goes on to the right, in the
    /// size of the role `code`.
    pub turn: Measure,
    /// Whether a small arrow stands before what goes on.
    pub turn_mark: bool,
    /// Whether lines are numbered.
    pub line_numbers: bool,
    /// Whether [`Theme::tokens`] holds.
    pub colors: bool,
}

impl Default for CodeLook {
    fn default() -> CodeLook {
        CodeLook { turn: Measure::Em(1_800), turn_mark: true, line_numbers: false, colors: false }
    }
}

/// How figures are set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub struct FigureLook {
    /// Whether captions begin with a number, in the words of the article's language.
    pub numbers: bool,
    /// Whether figures that follow each other stand side by side where their
    /// images have room.
    pub side_by_side: bool,
}

/// What tables may do to be read well and to fit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Tables {
    /// Whether columns of numbers stand at the right where the article does not
    /// say where they stand.
    pub numbers_right: bool,
    /// Whether captions begin with a number, in the words of the article's language.
    pub numbers: bool,
    /// How small the type of a table gets that is too wide for its column, in
    /// per cent of its size.
    pub smallest_share: u8,
    /// The size under which it never gets for that reason.
    pub smallest_size: Measure,
    /// Whether a table that is still too wide is turned, on a page of its own.
    pub turn: bool,
}

/// What a piece of text is for. The order is that of listings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// The word over the title.
    Kicker,
    /// The title of the article.
    Title,
    /// The second line of the title.
    Subtitle,
    /// The authors.
    Byline,
    /// The date.
    Date,
    /// The publisher and the address at which the article stands.
    Source,
    /// Headings by level.
    #[serde(rename = "heading-1")]
    Heading1,
    /// See [`Role::Heading1`].
    #[serde(rename = "heading-2")]
    Heading2,
    /// See [`Role::Heading1`].
    #[serde(rename = "heading-3")]
    Heading3,
    /// See [`Role::Heading1`].
    #[serde(rename = "heading-4")]
    Heading4,
    /// See [`Role::Heading1`].
    #[serde(rename = "heading-5")]
    Heading5,
    /// See [`Role::Heading1`].
    #[serde(rename = "heading-6")]
    Heading6,
    /// A paragraph.
    Body,
    /// A paragraph in a quotation.
    Quote,
    /// The line under a quotation.
    Attribution,
    /// A paragraph in a list.
    ListItem,
    /// A term that is defined.
    Term,
    /// A paragraph of a definition.
    Definition,
    /// A block of code.
    Code,
    /// A displayed formula.
    Math,
    /// The text under a figure or over a table.
    Caption,
    /// A cell in a table's head.
    TableHead,
    /// A cell of a table.
    TableCell,
    /// The title of an aside.
    AsideTitle,
    /// A paragraph of an aside.
    Aside,
    /// The heading over the notes.
    NotesTitle,
    /// A paragraph of a note.
    Note,
    /// The heading over the table of contents.
    ContentsTitle,
    /// An entry of the table of contents.
    ContentsEntry,
    /// What stands over the text of each page.
    Head,
    /// What stands under the text of each page.
    Foot,
    /// The page number, where it stands alone.
    Folio,
}

impl Role {
    /// All roles, in order.
    pub const ALL: [Role; 32] = [
        Role::Kicker,
        Role::Title,
        Role::Subtitle,
        Role::Byline,
        Role::Date,
        Role::Source,
        Role::Heading1,
        Role::Heading2,
        Role::Heading3,
        Role::Heading4,
        Role::Heading5,
        Role::Heading6,
        Role::Body,
        Role::Quote,
        Role::Attribution,
        Role::ListItem,
        Role::Term,
        Role::Definition,
        Role::Code,
        Role::Math,
        Role::Caption,
        Role::TableHead,
        Role::TableCell,
        Role::AsideTitle,
        Role::Aside,
        Role::NotesTitle,
        Role::Note,
        Role::ContentsTitle,
        Role::ContentsEntry,
        Role::Head,
        Role::Foot,
        Role::Folio,
    ];

    /// Whether what stands under it belongs to it, so that no page ends between them.
    pub fn leads(self) -> bool {
        self <= Role::Heading6 || matches!(self, Role::Term | Role::AsideTitle | Role::NotesTitle)
    }

    /// The role of a heading of a level, which is taken into 1 to 6.
    pub fn heading(level: u8) -> Role {
        match level {
            0 | 1 => Role::Heading1,
            2 => Role::Heading2,
            3 => Role::Heading3,
            4 => Role::Heading4,
            5 => Role::Heading5,
            _ => Role::Heading6,
        }
    }
}

/// How the text of a role looks. Lengths in `em` count in the role's own size.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Style {
    /// The family, by its name in [`Theme::faces`].
    pub face: String,
    /// The size of the type.
    pub size: Measure,
    /// From baseline to baseline.
    pub leading: Measure,
    /// Whether it is bold.
    pub bold: bool,
    /// Whether it is italic.
    pub italic: bool,
    /// Whether it is set in the face's own small capitals.
    pub small_caps: bool,
    /// How high figures stand.
    pub figures: Figures,
    /// How wide figures are.
    pub figure_width: FigureWidth,
    /// Whether letters such as f and i join.
    pub ligatures: bool,
    /// Whether pairs of letters are moved together or apart.
    pub kerning: bool,
    /// Space added after each letter; no letters join then.
    pub letter_spacing: Measure,
    /// Its colour.
    pub color: Color,
    /// How lines stand between the margins.
    pub align: Align,
    /// Whether words may be divided at the ends of lines.
    pub hyphenate: bool,
    /// Indent of the first line of a paragraph that follows another.
    pub indent: Measure,
    /// Space above.
    pub space_before: Measure,
    /// Space below.
    pub space_after: Measure,
}

/// What a role changes of the body's style; what is not said stays.
#[derive(Debug, Clone, PartialEq, Default, Deserialize)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
#[expect(missing_docs, reason = "the fields are those of Style")]
pub struct StyleChange {
    pub face: Option<String>,
    pub size: Option<Measure>,
    pub leading: Option<Measure>,
    pub bold: Option<bool>,
    pub italic: Option<bool>,
    pub small_caps: Option<bool>,
    pub figures: Option<Figures>,
    pub figure_width: Option<FigureWidth>,
    pub ligatures: Option<bool>,
    pub kerning: Option<bool>,
    pub letter_spacing: Option<Measure>,
    pub color: Option<Color>,
    pub align: Option<Align>,
    pub hyphenate: Option<bool>,
    pub indent: Option<Measure>,
    pub space_before: Option<Measure>,
    pub space_after: Option<Measure>,
}

/// How high figures stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Figures {
    /// All as high as capitals.
    Lining,
    /// With ascenders and descenders, as lower-case letters have them.
    OldStyle,
}

/// How wide figures are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FigureWidth {
    /// Each as wide as it needs.
    Proportional,
    /// All of one width, so that they stand under each other.
    Tabular,
}

/// How lines stand between the margins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Align {
    /// Even at both sides, the last line at the start.
    Justify,
    /// At the side where reading starts.
    Start,
    /// In the middle.
    Center,
    /// At the side where reading ends.
    End,
}

impl Theme {
    /// The style of a role, with nothing left open.
    pub fn style(&self, role: Role) -> Style {
        let mut style = self.body.clone();
        let none = StyleChange::default();
        let change = self.roles.get(&role).unwrap_or(&none);
        macro_rules! take {
            ($($field:ident),*) => {
                $(if let Some(value) = &change.$field { style.$field = value.clone(); })*
            };
        }
        take!(face, size, leading, bold, italic, small_caps, color, align, hyphenate, indent);
        take!(figures, figure_width, ligatures, kerning, letter_spacing);
        take!(space_before, space_after);
        style.hyphenate &= self.lines.hyphenation;
        style
    }

    /// Whether headings of a level begin a page.
    pub fn begins_page(&self, level: u8) -> bool {
        level <= self.blocks.chapter_level
    }

    /// The same for a book in which the titles of articles are headings: what a role of a
    /// heading says is said of the next level, and what titles look like of the first.
    #[must_use]
    pub fn with_titles_as_headings(&self) -> Theme {
        let mut theme = self.clone();
        let levels = [Role::Title].into_iter().chain((1..=6).map(Role::heading));
        for (role, level) in levels.zip(1..=6) {
            match self.roles.get(&role) {
                Some(change) => theme.roles.insert(Role::heading(level), change.clone()),
                None => theme.roles.remove(&Role::heading(level)),
            };
        }
        let chapters = &mut theme.blocks.chapter_level;
        *chapters = if *chapters > 0 { *chapters + 1 } else { 0 };
        theme
    }

    /// The size of the body's type, on which other outputs base theirs.
    pub fn body_size(&self) -> Length {
        self.body.size.absolute()
    }
}

impl Style {
    /// The same in type of another size, in thousandths.
    #[must_use]
    pub fn scaled(mut self, per_mille: i64) -> Style {
        for measure in [
            &mut self.size,
            &mut self.leading,
            &mut self.letter_spacing,
            &mut self.indent,
            &mut self.space_before,
            &mut self.space_after,
        ] {
            *measure = measure.scaled(per_mille);
        }
        self
    }

    /// Whether it is program text or a formula's source, where what is read is
    /// what was typed: nothing joins, and figures are the face's own.
    pub fn is_typed(&self) -> bool {
        self.face == "code"
    }

    /// A measure of this style as a length.
    pub fn length(&self, measure: Measure) -> Length {
        measure.resolve(self.size.absolute())
    }
}
