//! Reading a theme: its `theme.toml`, and the faces that lie beside it.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use serde::Deserialize as _;
use toml::Spanned;
use toml::de::{DeTable, DeValue, Deserializer};

use super::layers::{self, Setting};
use super::{Family, Measure, Style, Theme};
use crate::host::{Host, HostError};
use crate::length::Length;
use crate::suggest;

/// The name of the theme that is used when none is named.
pub const USUAL: &str = "article";

/// The built-in themes by name: the text of each.
const BUILT_IN: [(&str, &str); 5] = [
    (USUAL, include_str!("../../templates/article/theme.toml")),
    ("large-print", include_str!("../../templates/large-print/theme.toml")),
    ("manuscript", include_str!("../../templates/manuscript/theme.toml")),
    ("newspaper", include_str!("../../templates/newspaper/theme.toml")),
    ("pocket", include_str!("../../templates/pocket/theme.toml")),
];

/// The names of the built-in themes.
pub fn names() -> impl Iterator<Item = &'static str> {
    BUILT_IN.iter().map(|(name, _)| *name)
}

/// The text of a built-in theme's `theme.toml`.
pub fn text_of(name: &str) -> Option<&'static str> {
    BUILT_IN.iter().find(|(known, _)| *known == name).map(|(_, text)| *text)
}

/// The text of a theme with all of its keys, those of its base included: a `theme.toml` that rests
/// on nothing. What rests on nothing as it is keeps its comments.
///
/// # Errors
/// As [`parse`].
pub fn whole(text: &str) -> Result<String, ThemeError> {
    let alone = DeTable::parse(text).map_err(|error| explain(text, &error))?;
    if !alone.get_ref().contains_key("base") {
        return Ok(text.to_owned());
    }
    let table = Deserializer::from(Spanned::new(0..0, file(text)?));
    let table = toml::Table::deserialize(table).map_err(|error| explain(text, &error))?;
    Ok(table.to_string())
}

/// The line about a built-in theme.
pub fn about(name: &str) -> Option<String> {
    let table: toml::Table = text_of(name)?.parse().ok()?;
    table.get("about")?.as_str().map(str::to_owned)
}

/// The file that makes a folder a theme.
pub const FILE: &str = "theme.toml";

static USUAL_THEME: LazyLock<Theme> =
    LazyLock::new(|| parse(BUILT_IN[0].1).expect("the built-in themes are tested"));

/// The theme that is used when none is named.
pub fn built_in() -> &'static Theme {
    &USUAL_THEME
}

/// The most that glyphs may be widened or narrowed, in thousandths: Hàn Thế
/// Thành found that more is noticed.
const MOST_EXPANSION: u8 = 20;

/// Why a folder or a file is not a theme.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ThemeError {
    /// It is not TOML, or has a key or a value that no theme has.
    #[error("{message}")]
    Syntax {
        /// The line, from 1; `None` when the whole file is meant.
        line: Option<usize>,
        /// What is wrong, and what may have been meant.
        message: String,
    },
    /// What was typed for a key is not one, or no value for it.
    #[error("{setting}: {message}")]
    Setting {
        /// What was typed.
        setting: String,
        /// What is wrong, and what may have been meant.
        message: String,
    },
    /// A theme rests on one that is not built in.
    #[error("`base`: there is no built-in theme “{name}”{}; known are {}", did_you_mean(.nearest.as_deref()), names().collect::<Vec<_>>().join(", "))]
    UnknownBase {
        /// The name.
        name: String,
        /// The theme that may have been meant.
        nearest: Option<String>,
    },
    /// A role names a family that the theme does not have.
    #[error("`{place}` names the face “{name}”, which [faces] does not have{}", did_you_mean(.nearest.as_deref()))]
    UnknownFace {
        /// The key that names it.
        place: String,
        /// The family.
        name: String,
        /// The family that may have been meant.
        nearest: Option<String>,
    },
    /// A length that other lengths rest on is given in `em`.
    #[error("`{0}` must be an absolute length such as 10.5pt or 24mm, and more than 0")]
    NotAbsolute(String),
    /// Glyphs would be stretched until it shows.
    #[error("`lines.expansion` is {0}; more than {MOST_EXPANSION} thousandths are seen")]
    Expansion(u8),
    /// A length that cannot be less than nothing is.
    #[error("`{0}` must not be negative")]
    Negative(&'static str),
    /// The margins leave no room for text.
    #[error("the margins of [page] leave less than 20mm for the text")]
    NoRoom,
    /// The margins of the cover leave no room for the title.
    #[error("the margins of [cover] leave less than half of it for the title")]
    NoRoomOnCover,
    /// A file of the theme cannot be read.
    #[error("{}", missing(.file, .error))]
    File {
        /// The file, as the theme names it.
        file: String,
        /// Why not.
        error: HostError,
    },
}

impl ThemeError {
    /// The file at fault, relative to the theme's folder.
    pub fn file(&self) -> &str {
        match self {
            ThemeError::File { file, .. } => file,
            _ => FILE,
        }
    }

    /// The line of that file, from 1, where it is known.
    pub fn line(&self) -> Option<usize> {
        match self {
            ThemeError::Syntax { line, .. } => *line,
            _ => None,
        }
    }
}

fn did_you_mean(nearest: Option<&str>) -> String {
    nearest.map(|name| format!("; did you mean “{name}”?")).unwrap_or_default()
}

fn missing(file: &str, error: &HostError) -> String {
    match error {
        HostError::NotFound if file == FILE => "there is no such file; a theme needs one".into(),
        HostError::Outside => "it lies outside of the theme's folder; copy it there".into(),
        error => error.to_string(),
    }
}

/// Reads the theme in the root folder of `host`, with the faces that lie there,
/// and lays settings over it.
///
/// # Errors
/// When there is no `theme.toml` or [`with_settings`] refuses it, or a face cannot be
/// read. A face that is not there is no error: it may be built in.
pub fn from_folder(host: &dyn Host, settings: &[Setting]) -> Result<Theme, ThemeError> {
    let error = |error| ThemeError::File { file: FILE.to_owned(), error };
    let bytes = host.resource(FILE).map_err(error)?;
    let mut theme = with_settings(&utf8(bytes)?, settings)?;
    for file in theme.face_files() {
        match host.resource(&file) {
            Ok(bytes) => drop(theme.files.insert(file, bytes.into())),
            Err(HostError::NotFound) => {}
            Err(error) => return Err(ThemeError::File { file, error }),
        }
    }
    Ok(theme)
}

fn utf8(bytes: Vec<u8>) -> Result<String, ThemeError> {
    String::from_utf8(bytes).map_err(|error| {
        let before = &error.as_bytes()[..error.utf8_error().valid_up_to()];
        let message = "this line is not UTF-8; save the file as UTF-8".to_owned();
        ThemeError::Syntax { line: Some(line_of(before)), message }
    })
}

/// The number of the line that follows some text.
fn line_of(before: &[u8]) -> usize {
    before.iter().filter(|byte| **byte == b'\n').count() + 1
}

/// Reads a theme from the text of its `theme.toml`.
///
/// # Errors
/// When the text is not TOML, a key or value is unknown, or the values make no page.
pub fn parse(text: &str) -> Result<Theme, ThemeError> {
    with_settings(text, &[])
}

/// Reads a theme from the text of its `theme.toml`, over what it rests on, and
/// lays settings over it, one after the other.
///
/// # Errors
/// As [`parse`], and when a setting has a key or a value that no theme has.
pub fn with_settings(text: &str, settings: &[Setting]) -> Result<Theme, ThemeError> {
    let readings: Vec<[String; 2]> = settings.iter().map(Setting::readings).collect();
    let mut table = file(text)?;
    let mut theme = layers::theme(&table).map_err(|error| explain(text, &error))?;
    for (setting, readings) in settings.iter().zip(&readings) {
        theme = set(&mut table, readings)
            .map_err(|message| ThemeError::Setting { setting: setting.shown.clone(), message })?;
    }
    check(&theme)?;
    Ok(theme)
}

/// The table of a file over that of its base.
fn file(text: &str) -> Result<DeTable<'_>, ThemeError> {
    let parse = |text| DeTable::parse(text).map(Spanned::into_inner);
    let mut table = parse(text).map_err(|error| explain(text, &error))?;
    let Some(base) = table.remove("base") else { return Ok(table) };
    let line = Some(line_of(&text.as_bytes()[..base.span().start]));
    let DeValue::String(name) = base.get_ref() else {
        let message = "`base` must be the name of a built-in theme".to_owned();
        return Err(ThemeError::Syntax { line, message });
    };
    let nearest = || suggest::nearest(name, names()).map(str::to_owned);
    let below = text_of(name)
        .ok_or_else(|| ThemeError::UnknownBase { name: name.to_string(), nearest: nearest() })?;
    let mut whole = file(below)?;
    layers::lay(&mut whole, table);
    Ok(whole)
}

/// Lays a setting over a table, in the first of its readings that makes a theme.
fn set<'t>(table: &mut DeTable<'t>, readings: &'t [String; 2]) -> Result<Theme, String> {
    let mut complaint = None;
    for reading in readings {
        let Ok(layer) = DeTable::parse(reading) else { continue };
        let mut whole = table.clone();
        layers::lay(&mut whole, layer.into_inner());
        match layers::theme(&whole) {
            Ok(theme) => {
                *table = whole;
                return Ok(theme);
            }
            Err(error) => _ = complaint.get_or_insert(error),
        }
    }
    let message = complaint.map_or_else(
        || "this is no key of a theme; write it as in page.size".to_owned(),
        |error| error.message().replace('\n', ", "),
    );
    Err(unknown_name(&message).unwrap_or(message))
}

/// Whether the values of a theme go together.
fn check(theme: &Theme) -> Result<(), ThemeError> {
    check_faces(theme)?;
    check_lengths(theme)?;
    if theme.lines.expansion > MOST_EXPANSION {
        return Err(ThemeError::Expansion(theme.lines.expansion));
    }
    for (place, measure) in [
        ("lines.ragged-below", theme.lines.ragged_below),
        ("lines.emergency-stretch", theme.lines.emergency_stretch),
        ("tables.smallest-size", theme.tables.smallest_size),
    ] {
        if measure.absolute() < Length::ZERO {
            return Err(ThemeError::Negative(place));
        }
    }
    Ok(())
}

/// Says what is wrong in the words of a theme, not of the parser.
fn explain(text: &str, error: &toml::de::Error) -> ThemeError {
    let start = error.span().map(|span| span.start.min(text.len()));
    let line = start.map(|start| line_of(&text.as_bytes()[..start]));
    let message = error.message().replace('\n', ", ");
    let message = unknown_name(&message).unwrap_or_else(|| {
        let written = line.and_then(|line| text.lines().nth(line - 1));
        match written.and_then(|written| written.split_once('=')) {
            Some((key, _)) => format!("`{}`: {message}", key.trim()),
            None => message,
        }
    });
    ThemeError::Syntax { line, message }
}

/// Serde lists what it knows in one fixed form: "unknown field `a`, expected one
/// of `b`, `c`". The list is long; the nearest of it says more.
fn unknown_name(message: &str) -> Option<String> {
    let (what, rest) = [("unknown field ", "key"), ("unknown variant ", "value")]
        .into_iter()
        .find_map(|(start, what)| Some((what, message.strip_prefix(start)?)))?;
    let mut names = rest.split('`').skip(1).step_by(2);
    let typed = names.next()?;
    let known: Vec<&str> = names.collect();
    Some(match suggest::nearest(typed, known.iter().copied()) {
        Some(name) => format!("unknown {what} `{typed}`; did you mean `{name}`?"),
        None => format!("unknown {what} `{typed}`; known are {}", known.join(", ")),
    })
}

fn check_faces(theme: &Theme) -> Result<(), ThemeError> {
    for name in ["text", "code"] {
        known_face(theme, "faces", name)?;
    }
    known_face(theme, "body.face", &theme.body.face)?;
    for (role, change) in &theme.roles {
        if let Some(face) = &change.face {
            known_face(theme, &format!("roles.{role:?}.face"), face)?;
        }
    }
    for (part, change) in theme.cover.parts() {
        if let Some(face) = &change.face {
            known_face(theme, &format!("cover.{part}.face"), face)?;
        }
    }
    Ok(())
}

fn known_face(theme: &Theme, place: &str, name: &str) -> Result<(), ThemeError> {
    match theme.faces.contains_key(name) {
        true => Ok(()),
        false => Err(ThemeError::UnknownFace {
            place: place.to_owned(),
            name: name.to_owned(),
            nearest: suggest::nearest(name, theme.faces.keys().map(String::as_str))
                .map(str::to_owned),
        }),
    }
}

fn check_lengths(theme: &Theme) -> Result<(), ThemeError> {
    let page = &theme.page;
    let rests = [("body.size", theme.body.size)];
    let sizes = theme.roles.iter().filter_map(|(role, change)| Some((role, change.size?)));
    let sizes = sizes.map(|(role, size)| (format!("roles.{role:?}.size"), size));
    let cover = theme.cover.parts().into_iter();
    let cover =
        cover.filter_map(|(part, change)| Some((format!("cover.{part}.size"), change.size?)));
    let rests = rests.map(|(place, measure)| (place.to_owned(), measure));
    for (place, measure) in rests.into_iter().chain(sizes).chain(cover) {
        if !matches!(measure, Measure::Absolute(length) if length.0 > 0) {
            return Err(ThemeError::NotAbsolute(place));
        }
    }
    let least = Measure::Absolute(Length::micrometres(20_000)).absolute();
    let width =
        page.width.absolute() - page.margin_inside.absolute() - page.margin_outside.absolute();
    let height =
        page.height.absolute() - page.margin_top.absolute() - page.margin_bottom.absolute();
    if width < least || height < least {
        return Err(ThemeError::NoRoom);
    }
    if theme.cover.has_room() { Ok(()) } else { Err(ThemeError::NoRoomOnCover) }
}

/// Whether a name is a kind of family and no family (CSS Fonts 4, 2.1).
pub(crate) fn is_generic(name: &str) -> bool {
    matches!(name, "serif" | "sans-serif" | "monospace" | "cursive" | "fantasy" | "system-ui")
}

/// The file and the place in it that a theme's name of a face means:
/// `Faces.ttc#2` is the third face of a collection.
pub(crate) fn member(name: &str) -> (&str, u32) {
    let place = name.rsplit_once('#');
    place.and_then(|(file, index)| Some((file, index.parse().ok()?))).unwrap_or((name, 0))
}

impl Family {
    /// What kind of family it is: the last word of its fallbacks, where that is one.
    pub fn generic(&self) -> &str {
        self.fallback.last().map(String::as_str).filter(|name| is_generic(name)).unwrap_or("serif")
    }

    /// The family that a document names when it does not carry its faces: the
    /// first fallback, which most systems have, or else the family itself.
    pub fn common_name(&self) -> &str {
        let first = self.fallback.first().filter(|name| !is_generic(name));
        first.unwrap_or(&self.name)
    }

    /// The file of a variant.
    pub fn file(&self, bold: bool, italic: bool) -> &str {
        match (bold, italic) {
            (false, false) => &self.regular,
            (false, true) => &self.italic,
            (true, false) => &self.bold,
            (true, true) => &self.bold_italic,
        }
    }
}

impl Theme {
    /// The files of all families, each once, in order; of a member of a
    /// collection the collection.
    pub fn face_files(&self) -> BTreeSet<String> {
        let variants = [(false, false), (false, true), (true, false), (true, true)];
        let of = |family: &Family| {
            variants.map(|(bold, italic)| member(family.file(bold, italic)).0.to_owned())
        };
        self.faces.values().flat_map(of).collect()
    }

    /// The family that a style uses.
    pub fn family(&self, style: &Style) -> &Family {
        &self.faces[&style.face]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::host::Memory;
    use crate::theme::Role;

    const ARTICLE: &str = BUILT_IN[0].1;

    #[test]
    fn the_built_in_themes_are_whole() {
        for (name, text) in BUILT_IN {
            let theme = parse(text).unwrap_or_else(|error| panic!("{name}: {error}"));
            assert_eq!(theme.name, name);
            for role in Role::ALL {
                let style = theme.style(role);
                assert!(style.length(style.leading) >= style.size.absolute(), "{name} {role:?}");
            }
        }
    }

    #[test]
    fn themes_rest_on_others() {
        let text = "base = \"article\"\nname = \"mine\"\n[roles.title]\nsize = \"30pt\"\n";
        let theme = parse(text).unwrap();
        let (title, usual) = (theme.style(Role::Title), built_in().style(Role::Title));
        assert_eq!((theme.name.as_str(), title.size.absolute()), ("mine", Length::points(30)));
        assert_eq!(title.leading, usual.leading);
        assert_eq!(theme.page, built_in().page);
        let error = parse("base = \"artikel\"\n").unwrap_err().to_string();
        assert!(error.contains("did you mean “article”?"), "{error}");
        // A mistake has its line in the file where it stands.
        let wrong = parse(&text.replace("size", "siez")).unwrap_err();
        assert_eq!((wrong.line(), wrong.to_string().contains("`size`")), (Some(4), true));
        assert_eq!(parse("\nbase = 1\n").unwrap_err().line(), Some(2));
    }

    #[test]
    fn settings_are_checked_as_files_are() {
        let set = |text: &str| with_settings(ARTICLE, &[Setting::typed(text).unwrap()]);
        assert_eq!(
            set("roles.title.size=30pt").unwrap().style(Role::Title).size.absolute(),
            Length::points(30)
        );
        assert!(!set("body.hyphenate = false").unwrap().body.hyphenate);
        assert_eq!(set("page.margin-top=0").unwrap().page.margin_top, Measure::ZERO);
        assert_eq!(set("link-color=#112233").unwrap().link_color.to_string(), "#112233");
        assert_eq!(set("blocks.bullets=[\"x\"]").unwrap().blocks.bullets, ["x"]);
        let error = |text| set(text).unwrap_err().to_string();
        assert_eq!(
            error("page.siez=A5"),
            "--set page.siez=A5: unknown key `siez`; did you mean `size`?"
        );
        assert!(error("page.size=A9").contains("is no size of paper"), "{}", error("page.size=A9"));
        assert!(error("body.align=centre").contains("did you mean `center`?"));
        assert!(error("body.bold=2").contains("expected a boolean"));
        assert!(error("a b=2").contains("no key of a theme"));
        assert!(error("head.center={tilte}").contains("did you mean {title}?"));
        assert_eq!(set("page.margin-inside=200mm").unwrap_err(), ThemeError::NoRoom);
    }

    fn error(from: &str, to: &str) -> ThemeError {
        assert!(ARTICLE.contains(from));
        parse(&ARTICLE.replacen(from, to, 1)).unwrap_err()
    }

    #[test]
    fn what_no_theme_has_is_refused() {
        let key = error("[page]", "[page]\nsiez = \"A5\"");
        assert_eq!(key.to_string(), "unknown key `siez`; did you mean `size`?");
        assert_eq!(key.line(), Some(14));
        let value = error("align = \"justify\"", "align = \"centre\"").to_string();
        assert_eq!(value, "unknown value `centre`; did you mean `center`?");
        let length = error("list-indent = \"1.6em\"", "list-indent = \"210\"").to_string();
        assert!(length.starts_with("`list-indent`: “210” is not a length"), "{length}");
        let face = error("face = \"text\"", "face = \"texts\"").to_string();
        assert!(face.ends_with("; did you mean “text”?"), "{face}");
        assert!(error("size = \"10.5pt\"", "size = \"1em\"").to_string().contains("body.size"));
        assert_eq!(error("margin-inside = \"11%\"", "margin-inside = \"80%\""), ThemeError::NoRoom);
        let stretch = error("emergency-stretch = \"3em\"", "emergency-stretch = \"-3em\"");
        assert_eq!(stretch.to_string(), "`lines.emergency-stretch` must not be negative");
        assert!(error("name = \"article\"", "name = \"article").line().is_some());
    }

    #[test]
    fn folders_bring_their_own_faces() {
        let face = ("LibertinusSerif-Regular.otf".to_owned(), b"face".to_vec());
        let resources = [(FILE.to_owned(), ARTICLE.as_bytes().to_vec()), face];
        let host = Memory { resources: resources.into(), ..Memory::default() };
        let theme = from_folder(&host, &[]).unwrap();
        assert_eq!(theme.files.keys().collect::<Vec<_>>(), ["LibertinusSerif-Regular.otf"]);
        let none = from_folder(&Memory::default(), &[]).unwrap_err();
        assert_eq!((none.file(), none.line()), (FILE, None));
        let latin1 = [(FILE.to_owned(), b"name = 1\n\xFF".to_vec())];
        let host = Memory { resources: latin1.into(), ..Memory::default() };
        assert_eq!(from_folder(&host, &[]).unwrap_err().line(), Some(2));
    }
}
