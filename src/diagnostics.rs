//! What went wrong, was lost or was changed on the way, as data.
//!
//! Readers, passes and backends push a [`Diagnostic`] for whatever they drop,
//! replace or cannot show. Nothing here prints: the command line turns the
//! data into lines for people, reports turn it into JSON.

use serde::Serialize;

use crate::source::Span;

/// How much a diagnostic matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Worth knowing; the result is what was asked for.
    Note,
    /// Something of the article is missing or shown otherwise than it was meant.
    Warning,
}

/// One thing that a person should know about a conversion.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Diagnostic {
    /// What happened.
    #[serde(flatten)]
    pub kind: Kind,
    /// Where in the input; [`Span::NONE`] when no single place is meant.
    pub span: Span,
}

impl Diagnostic {
    /// A diagnostic about a place in the input.
    pub fn new(kind: Kind, span: Span) -> Diagnostic {
        Diagnostic { kind, span }
    }

    /// How much it matters.
    pub fn severity(&self) -> Severity {
        self.kind.severity()
    }
}

/// A part of the input that is not the article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Boilerplate {
    /// The form under an article that asks for a comment.
    CommentForm,
    /// Comments by readers.
    Comments,
    /// Ways through a site: menus, keywords, pages.
    Navigation,
    /// Other articles, by title or teaser.
    Related,
    /// What calls on readers to share or follow.
    Sharing,
    /// Newsletters, subscriptions, accounts.
    Subscription,
    /// Advertisements and offers.
    Advertisement,
    /// Rights, privacy, terms, how to reach the publisher.
    Notice,
    /// Who made a picture, or what it shows.
    Credit,
    /// Who wrote, edited or sent the article, and when.
    Colophon,
    /// Any other text around the article.
    Other,
}

impl Boilerplate {
    /// The name for people, to follow "removed".
    pub fn name(self) -> &'static str {
        match self {
            Boilerplate::CommentForm => "comment form",
            Boilerplate::Comments => "comments",
            Boilerplate::Navigation => "navigation",
            Boilerplate::Related => "related articles",
            Boilerplate::Sharing => "share buttons",
            Boilerplate::Subscription => "a call to subscribe",
            Boilerplate::Advertisement => "an advertisement",
            Boilerplate::Notice => "a legal notice",
            Boilerplate::Credit => "a picture's credit",
            Boilerplate::Colophon => "a note on author or source",
            Boilerplate::Other => "text around the article",
        }
    }
}

/// A repair of characters that does not touch words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Repair {
    /// Bytes that are not UTF-8 became U+FFFD.
    Encoding,
    /// Control and zero-width characters were dropped.
    Invisible,
    /// Non-breaking and doubled spaces became single spaces.
    Spaces,
    /// A bracket that opens or closes nothing was dropped.
    Bracket,
    /// UTF-8 that had been read as an older encoding was read anew.
    Mojibake,
    /// Character references of HTML became characters.
    Entity,
    /// Marks as a keyboard has them became those of the language.
    Punctuation,
    /// A space before a mark of punctuation was dropped.
    SpaceBefore,
    /// Quotation marks and apostrophes that an encoding had lost were restored.
    LostMark,
}

impl Repair {
    /// The name for people, to follow a count.
    pub fn name(self) -> &'static str {
        match self {
            Repair::Encoding => "undecodable bytes replaced",
            Repair::Invisible => "invisible characters dropped",
            Repair::Spaces => "spaces made single",
            Repair::Bracket => "unmatched brackets dropped",
            Repair::Mojibake => "characters decoded wrongly before, repaired",
            Repair::Entity => "character references of HTML decoded",
            Repair::Punctuation => "marks of punctuation set as the language wants",
            Repair::SpaceBefore => "spaces before punctuation dropped",
            Repair::LostMark => "lost quotation marks and apostrophes restored",
        }
    }
}

/// What a diagnostic is about. Each variant carries what a message needs.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case", rename_all_fields = "kebab-case")]
#[non_exhaustive]
pub enum Kind {
    /// Text was taken out because it is not part of the article.
    Removed {
        /// What it was taken for.
        what: Boilerplate,
        /// The evidence, for people.
        reason: String,
        /// The text itself, whole.
        text: String,
        /// How many lines of the input it filled.
        lines: u32,
    },
    /// Characters were repaired.
    Repaired {
        /// What was repaired.
        what: Repair,
        /// How many times.
        count: u32,
    },
    /// Characters were lost before this program read the text; U+FFFD stands for them.
    CharactersLost {
        /// How many.
        count: u32,
    },
    /// The input is not UTF-8; what encodes it was guessed from its bytes.
    EncodingGuessed {
        /// The encoding's name, as the WHATWG Encoding Standard has it.
        encoding: String,
    },
    /// The language was guessed from the text.
    LanguageGuessed {
        /// The tag that was taken.
        language: String,
        /// 0 to 100.
        confidence: u8,
    },
    /// The language could not be told from the text.
    LanguageUnknown,
    /// A metadata field of the input was not understood.
    MetadataIgnored {
        /// Its name.
        field: String,
        /// Why.
        reason: String,
    },
    /// Metadata fields of the input mean nothing to this program.
    MetadataUnused {
        /// Their names.
        fields: Vec<String>,
    },
    /// An identifier is not of the kind that it says it is of; it stays as it was written.
    IdentifierDoubtful {
        /// The identifier.
        identifier: String,
        /// What is wrong with it.
        reason: String,
    },
    /// Containers nested deeper than the model allows were flattened.
    NestingCapped {
        /// The limit, in levels.
        limit: usize,
    },
    /// A tag had more attributes than are read; the others were left out.
    AttributesCapped {
        /// The limit, in attributes.
        limit: usize,
    },
    /// Raw markup of another format was left out.
    MarkupDropped {
        /// The markup, shortened.
        markup: String,
    },
    /// Attributes that say how something looks were left out.
    AttributesIgnored {
        /// The attributes, as written.
        attributes: String,
    },
    /// A note is referred to but never given.
    NoteUndefined {
        /// Its label.
        label: String,
    },
    /// A note is given but never referred to; it is left out.
    NoteUnused {
        /// Its label.
        label: String,
    },
    /// A link inside the article leads nowhere; its text stays.
    LinkBroken {
        /// The target as written.
        target: String,
    },
    /// A link without any text was left out.
    LinkEmpty {
        /// The target as written.
        target: String,
    },
    /// A link of a kind that may do harm was made plain text.
    LinkUnsafe {
        /// The target as written.
        target: String,
    },
    /// An image could not be had; its alternative text stands in its place.
    ImageMissing {
        /// The reference as written.
        reference: String,
        /// Why.
        reason: String,
    },
    /// The colours of an image, made for print, were converted to those of a screen.
    ColorsConverted {
        /// The reference as written.
        reference: String,
    },
    /// An image was coded anew for those who could not show it as it was.
    ImageRemade {
        /// The reference as written.
        reference: String,
        /// What was done, and for whom.
        how: String,
    },
    /// A drawing held what runs, or is fetched when it is shown; it was taken out.
    DrawingCleaned {
        /// The reference as written.
        reference: String,
        /// What was taken out: elements, attributes.
        removed: Vec<String>,
    },
    /// The image that an article names for its cover will not do.
    CoverUnfit {
        /// Why.
        reason: String,
    },
    /// A drawing was painted as pixels, for the output has no words for a part of it.
    DrawingPainted {
        /// The reference as written.
        reference: String,
        /// The part.
        reason: String,
    },
    /// No face at hand has a character; a box was drawn.
    MissingGlyph {
        /// The character.
        character: char,
        /// How often.
        count: u32,
    },
    /// A face that the theme does not name shows what the theme's faces lack.
    FaceStoodIn {
        /// Its PostScript name.
        face: String,
        /// The first character that it shows.
        character: char,
    },
    /// A font file that might have served is damaged.
    FacePassedOver {
        /// Its name.
        file: String,
        /// What is wrong with it.
        reason: String,
    },
    /// A face that was to go into the output could not.
    FaceNotEmbedded {
        /// Its PostScript name.
        face: String,
        /// Why not.
        reason: String,
    },
    /// A face has no small capitals for some letters; they were set as they are.
    NoSmallCaps {
        /// The letters, each once, in the order of their codes.
        letters: String,
    },
    /// A table too wide for its column is set in smaller type.
    TableSmaller {
        /// The size of its type, in per cent.
        percent: u32,
    },
    /// A table too wide for any column stands turned on a page of its own.
    TableTurned {
        /// The size of its type, in per cent.
        percent: u32,
    },
    /// A construct that the output cannot express was shown otherwise.
    ShownOtherwise {
        /// The construct.
        construct: String,
        /// The output format.
        format: String,
        /// How it is shown.
        shown_as: String,
    },
    /// A program that took part has something to tell.
    ProgramNoted {
        /// What the program is called.
        program: String,
        /// What it said.
        text: String,
    },
    /// A program that took part warns.
    ProgramWarned {
        /// What the program is called.
        program: String,
        /// What it said.
        text: String,
    },
    /// An output does not meet a standard that was asked for, and does not claim it.
    NotConforming {
        /// The standard.
        standard: String,
        /// What prevents it.
        reason: String,
    },
}

impl Kind {
    /// How much it matters.
    pub fn severity(&self) -> Severity {
        match self {
            Kind::Removed { .. }
            | Kind::EncodingGuessed { .. }
            | Kind::LanguageGuessed { .. }
            | Kind::LanguageUnknown
            | Kind::MetadataUnused { .. }
            | Kind::AttributesIgnored { .. }
            | Kind::FaceStoodIn { .. }
            | Kind::FacePassedOver { .. }
            | Kind::DrawingPainted { .. }
            | Kind::ImageRemade { .. }
            | Kind::CoverUnfit { .. }
            | Kind::NoSmallCaps { .. }
            | Kind::TableSmaller { .. }
            | Kind::ProgramNoted { .. } => Severity::Note,
            Kind::Repaired { what: Repair::Encoding, .. } => Severity::Warning,
            Kind::Repaired { .. } => Severity::Note,
            _ => Severity::Warning,
        }
    }

    /// The message, one line, without place and hint.
    pub fn message(&self) -> String {
        match self {
            Kind::Removed { what, text, reason, .. } => {
                format!("removed {}: “{}” ({reason})", what.name(), excerpt(text))
            }
            Kind::Repaired { what, count } => format!("{}: {count}", what.name()),
            Kind::CharactersLost { count } => {
                format!("characters that the input has lost, shown as “\u{FFFD}”: {count}")
            }
            Kind::EncodingGuessed { encoding } => format!("encoding guessed as {encoding}"),
            Kind::LanguageGuessed { language, confidence } => {
                format!("language guessed as {language} ({confidence} % sure)")
            }
            Kind::LanguageUnknown => "the language could not be told from the text".to_owned(),
            Kind::MetadataIgnored { field, reason } => {
                format!("metadata field “{field}” ignored: {reason}")
            }
            Kind::MetadataUnused { fields } => {
                format!("metadata fields not used: {}", excerpt(&fields.join(", ")))
            }
            Kind::IdentifierDoubtful { identifier, reason } => {
                format!("identifier “{}”: {reason}", excerpt(identifier))
            }
            Kind::NestingCapped { limit } => {
                format!("nesting deeper than {limit} levels was flattened")
            }
            Kind::AttributesCapped { limit } => {
                format!("attributes of a tag beyond the first {limit} were left out")
            }
            Kind::MarkupDropped { markup } => format!("raw markup left out: {}", excerpt(markup)),
            Kind::AttributesIgnored { attributes } => {
                format!("attributes not used: {}", excerpt(attributes))
            }
            Kind::NoteUndefined { label } => format!("note “{label}” is referred to but not given"),
            Kind::NoteUnused { label } => format!("note “{label}” is never referred to; left out"),
            Kind::LinkBroken { target } => format!("link to “{target}” leads nowhere"),
            Kind::LinkEmpty { target } => {
                format!("link to “{}” has no text; left out", excerpt(target))
            }
            Kind::LinkUnsafe { target } => format!("link to “{}” made plain text", excerpt(target)),
            Kind::ImageMissing { reference, reason } => {
                format!("image “{}” left out: {reason}", excerpt(reference))
            }
            Kind::ColorsConverted { reference } => {
                format!("the colours of image “{}” are CMYK; converted to RGB", excerpt(reference))
            }
            Kind::DrawingPainted { reference, reason } => {
                format!("drawing “{}” painted as pixels: it has {reason}", excerpt(reference))
            }
            Kind::ImageRemade { reference, how } => {
                format!("image “{}”: {how}", excerpt(reference))
            }
            Kind::DrawingCleaned { reference, removed } => {
                let removed: Vec<_> = removed.iter().map(|what| excerpt(what)).collect();
                format!("left out of drawing “{}”: {}", excerpt(reference), removed.join(", "))
            }
            Kind::CoverUnfit { reason } => {
                format!("the image for the cover was not used: {reason}")
            }
            Kind::MissingGlyph { character, count } => {
                let code = *character as u32;
                let times = if *count > 1 { format!(", {count} times") } else { String::new() };
                format!("no face has “{character}” (U+{code:04X}){times}; a box is shown")
            }
            Kind::FaceStoodIn { face, character } => {
                let code = *character as u32;
                format!(
                    "{face} shows what the theme's faces lack, from “{character}” (U+{code:04X}) on"
                )
            }
            Kind::FacePassedOver { file, reason } => {
                format!("the font file “{file}” was passed over: {reason}")
            }
            Kind::FaceNotEmbedded { face, reason } => {
                format!("the face {face} is not in the book: {reason}")
            }
            Kind::NoSmallCaps { letters } => {
                format!(
                    "the face has no small capitals for “{}”; the text stays as it is",
                    excerpt(letters)
                )
            }
            Kind::TableSmaller { percent } => {
                format!("the table is too wide; its type is set at {percent} %")
            }
            Kind::TableTurned { percent } => {
                let size = match percent {
                    100 => String::new(),
                    percent => format!(", its type at {percent} %"),
                };
                format!("the table is too wide; it stands turned on a page of its own{size}")
            }
            Kind::ShownOtherwise { construct, format, shown_as } => {
                format!("{format} cannot show {construct}; shown as {shown_as}")
            }
            Kind::ProgramNoted { program, text } | Kind::ProgramWarned { program, text } => {
                format!("{program}: {text}")
            }
            Kind::NotConforming { standard, reason } => {
                format!("the file does not claim {standard}: {reason}")
            }
        }
    }

    /// What the reader of the message may do about it.
    pub fn hint(&self) -> Option<&'static str> {
        match self {
            Kind::Removed { .. } => Some("--keep-all keeps it"),
            Kind::LanguageGuessed { .. } | Kind::LanguageUnknown => Some("--lang sets it"),
            Kind::MissingGlyph { .. } => {
                Some("install a font that has it, or name one with --font-dir")
            }
            Kind::CoverUnfit { .. } => {
                Some("--cover FILE names another, --cover title sets a page with the title")
            }
            Kind::ImageMissing { .. } => Some("save the image beside the article"),
            Kind::Repaired { what: Repair::Encoding, .. } => Some("save the input as UTF-8"),
            Kind::NotConforming { .. } => Some("--pdf-standard chooses what to claim"),
            _ => None,
        }
    }
}

/// The first words of a text, on one line.
fn excerpt(text: &str) -> String {
    const MOST: usize = 60;
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(MOST) {
        Some((at, _)) => format!("{}…", line[..at].trim_end()),
        None => line,
    }
}

/// A growing list of diagnostics.
///
/// ```
/// use offprint::diagnostics::{Diagnostics, Kind, Severity};
/// use offprint::source::Span;
///
/// let mut diagnostics = Diagnostics::new();
/// let kind = Kind::LinkBroken { target: "#gone".into() };
/// diagnostics.push(kind, Span { line: 7, ..Span::NONE });
/// for told in &diagnostics {
///     assert_eq!((told.severity(), told.span.line), (Severity::Warning, 7));
///     assert_eq!(told.kind.message(), "link to “#gone” leads nowhere");
/// }
/// ```
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[serde(transparent)]
pub struct Diagnostics {
    list: Vec<Diagnostic>,
}

impl Diagnostics {
    /// An empty list.
    pub fn new() -> Diagnostics {
        Diagnostics::default()
    }

    /// Adds one.
    pub fn push(&mut self, kind: Kind, span: Span) {
        self.list.push(Diagnostic::new(kind, span));
    }

    /// Adds a repair unless its count is nought.
    pub fn repaired(&mut self, what: Repair, count: u32) {
        if count > 0 {
            self.push(Kind::Repaired { what, count }, Span::NONE);
        }
    }

    /// Takes over all of another list.
    pub fn append(&mut self, mut other: Diagnostics) {
        self.list.append(&mut other.list);
    }

    /// In the order in which they came.
    pub fn iter(&self) -> std::slice::Iter<'_, Diagnostic> {
        self.list.iter()
    }

    /// Whether any is a warning.
    pub fn has_warnings(&self) -> bool {
        self.list.iter().any(|diagnostic| diagnostic.severity() == Severity::Warning)
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.list.len()
    }
}

impl<'a> IntoIterator for &'a Diagnostics {
    type Item = &'a Diagnostic;
    type IntoIter = std::slice::Iter<'a, Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.list.iter()
    }
}
