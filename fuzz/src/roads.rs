//! What a stranger's bytes can reach, a function a road: each reader, the whole way to each backend, images
//! and themes. A road panics where the program would, and when what it made is unsound; refusing is no fault.
//!
//! `fuzz_targets/` hands them to libFuzzer. `tests/replay.rs` includes this very file and sends down each road
//! what was once found on it. Both bring the checks of the tests as `support`.

use std::collections::BTreeMap;

use offprint::article::json;
use offprint::host::Memory;
use offprint::readers::{self, Reader};
use offprint::theme::load::{names, text_of};
use offprint::theme::{self, Theme};
use offprint::understand::Boldness;
use offprint::{Publication, ReadOptions, Reading, Target};

use super::support::check;

/// A road, which takes any bytes.
pub type Road = fn(&[u8]);

/// All of them, by name.
pub const ROADS: [(&str, Road); 9] = [
    ("text", text),
    ("markdown", markdown),
    ("html", html),
    ("exchange", exchange),
    ("pdf", pdf),
    ("epub", epub),
    ("docx", docx),
    ("image", image),
    ("theme", theme),
];

/// Scraped text. The first byte says how bold the cleaning is.
pub fn text(bytes: &[u8]) {
    let (choice, rest) = choice(bytes);
    let boldness = [Boldness::Normal, Boldness::Gentle, Boldness::Thorough][choice % 3];
    let options = ReadOptions { boldness, keep_all: choice % 5 == 4, ..as_format("text") };
    look_at(read(rest, &options, &Memory::default()));
}

/// Markdown with all that it may hold.
pub fn markdown(bytes: &[u8]) {
    look_at(read(bytes, &as_format("markdown"), &Memory::default()));
}

/// A web page, or one packed as MHTML.
pub fn html(bytes: &[u8]) {
    let (choice, rest) = choice(bytes);
    let part = if choice % 4 == 3 { readers::Part::Whole } else { readers::Part::Article };
    look_at(read(rest, &ReadOptions { part, ..as_format("html") }, &Memory::default()));
}

/// What programs send: our JSON, pandoc's, and bytes whose format must be found.
pub fn exchange(bytes: &[u8]) {
    let (choice, rest) = choice(bytes);
    let options = match choice % 3 {
        0 => as_format("json"),
        1 => as_format("pandoc"),
        _ => ReadOptions::default(),
    };
    look_at(read(rest, &options, &Memory::default()));
}

/// The whole way to a PDF, in one of the built-in themes.
pub fn pdf(bytes: &[u8]) {
    let (choice, rest) = choice(bytes);
    let themes: Vec<_> = names().collect();
    let text = text_of(themes[choice / 3 % themes.len()]).expect("it was just named");
    let theme = theme::parse(text).expect("the built-in themes are tested");
    to(&["pdf"], choice, rest, &theme);
}

/// The whole way to an EPUB, and to its neighbours.
pub fn epub(bytes: &[u8]) {
    let (choice, rest) = choice(bytes);
    to(&["epub", "html", "text"], choice, rest, theme::built_in());
}

/// The whole way to a DOCX, and to what other programs read.
pub fn docx(bytes: &[u8]) {
    let (choice, rest) = choice(bytes);
    to(&["docx", "json", "pandoc"], choice, rest, theme::built_in());
}

/// An image, in a figure and in a line, in all that shows images.
pub fn image(bytes: &[u8]) {
    const ARTICLE: &[u8] =
        b"# A picture\n\n![One](picture)\n\nA line with ![two](picture) in it.\n";
    let resources = BTreeMap::from([("picture".to_owned(), bytes.to_vec())]);
    let host = Memory { resources, ..Memory::default() };
    let reading = read(ARTICLE, &as_format("markdown"), &host).expect("it has text");
    render_all(&["pdf", "epub", "docx"], reading, theme::built_in(), &host);
}

/// The text of a theme; when it is one, a page in it.
pub fn theme(bytes: &[u8]) {
    const ARTICLE: &[u8] =
        b"# A theme\n\nWords on *a page*.[^1]\n\n> Others\n\n- and\n\n| a | list |\n|---|---|\n| 1 | 2 |\n\n[^1]: A note.\n";
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let Ok(theme) = theme::parse(text) else { return };
    let host = Memory::default();
    let reading = read(ARTICLE, &as_format("markdown"), &host).expect("it has text");
    render_all(&["pdf", "epub", "docx"], reading, &theme, &host);
}

/// The first byte, which chooses, and the rest.
fn choice(bytes: &[u8]) -> (usize, &[u8]) {
    bytes.split_first().map_or((0, bytes), |(first, rest)| (usize::from(*first), rest))
}

/// Reads as the format that `choice` says, and renders what came of it.
fn to(formats: &[&str], choice: usize, bytes: &[u8], theme: &Theme) {
    let options = as_format(["markdown", "html", "text"][choice % 3]);
    let host = Memory::default();
    if let Some(reading) = read(bytes, &options, &host) {
        render_all(formats, reading, theme, &host);
    }
}

pub(crate) fn as_format(name: &str) -> ReadOptions {
    let format: Option<&'static Reader> = readers::named(name);
    assert!(format.is_some(), "no reader is called {name}");
    ReadOptions { format, ..ReadOptions::default() }
}

/// Reads; `None` when the bytes are refused.
pub(crate) fn read(bytes: &[u8], options: &ReadOptions, host: &Memory) -> Option<Reading> {
    offprint::read(bytes, options, host).ok()
}

/// What holds for every article that was read: its exchange form gives it back.
fn look_at(reading: Option<Reading>) {
    let Some(reading) = reading else { return };
    let written = json::write(&reading.article);
    let again = json::read(&written).expect("what was written can be read");
    assert!(json::write(&again) == written, "the exchange form gives something else back");
    for diagnostic in reading.diagnostics.iter() {
        diagnostic.kind.message();
    }
}

/// Renders in all the formats; what comes out must be sound.
fn render_all(formats: &[&str], reading: Reading, theme: &Theme, host: &Memory) {
    let publication = Publication::from(reading.article);
    for format in formats {
        let made = rendered(format, &publication, theme, host);
        let faults = check::output(&format!("out.{}", ending(format)), &made);
        assert!(faults.is_empty(), "{faults:#?}");
    }
}

/// Renders in a format, without a look at what comes out.
pub(crate) fn rendered(
    format: &str,
    publication: &Publication,
    theme: &Theme,
    host: &Memory,
) -> Vec<u8> {
    let target = Target::named(format).expect("the roads name known formats");
    let made = offprint::render(publication, &target, theme, host);
    made.unwrap_or_else(|error| panic!("{format}: {error}")).output.bytes.into_vec()
}

/// What file names of a format end in, as the checks tell formats apart.
fn ending(format: &str) -> &str {
    if format == "pandoc" { "pandoc.json" } else { format }
}
