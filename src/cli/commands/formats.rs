//! `offprint formats`: what can be read and written.

use serde::Serialize;

use super::{json, rows};
use crate::backends::BACKENDS;
use crate::cli::inputs::RECORDS;
use crate::cli::programs;
use crate::plugins::PREFIX;
use crate::readers::READERS;

/// A format that can be read.
#[derive(Serialize)]
struct Read {
    name: &'static str,
    endings: Vec<&'static str>,
    about: &'static str,
}

/// A format that can be written.
#[derive(Serialize)]
#[serde(rename_all = "snake_case")]
struct Write {
    name: String,
    ending: String,
    /// RFC 6838; none for what a program writes.
    media_type: Option<&'static str>,
    about: String,
    /// The program that writes it, where it is not this one.
    program: Option<String>,
}

#[derive(Serialize)]
struct Formats {
    read: Vec<Read>,
    write: Vec<Write>,
}

/// The list, for people or in JSON.
pub(super) fn formats(as_json: bool) -> String {
    let formats = Formats { read: read(), write: written() };
    if as_json {
        return json(&formats);
    }
    let read =
        rows(formats.read.iter().map(|format| {
            (format.name, format!("{}; .{}", format.about, format.endings.join(" .")))
        }));
    let write = rows(
        formats
            .write
            .iter()
            .map(|format| (format.name.as_str(), format!("{}; .{}", format.about, format.ending))),
    );
    format!("Read (--from):\n{read}\nWritten (--to):\n{write}")
}

fn read() -> Vec<Read> {
    let of_articles = READERS.iter().map(|reader| Read {
        name: reader.name,
        endings: reader.extensions.to_vec(),
        about: reader.about,
    });
    let records = Read {
        name: RECORDS,
        endings: vec![RECORDS, "ndjson"],
        about: "articles as JSON Lines, one object a line; also with .gz or .zst",
    };
    of_articles.chain([records]).collect()
}

fn written() -> Vec<Write> {
    let own = BACKENDS.iter().map(|(format, _)| Write {
        name: format.name.to_owned(),
        ending: format.extension.to_owned(),
        media_type: Some(format.media_type),
        about: format.about.to_owned(),
        program: None,
    });
    let of_programs = programs::formats().into_iter().map(|name| Write {
        about: format!("written by the program {PREFIX}{name}"),
        program: Some(format!("{PREFIX}{name}")),
        ending: name.clone(),
        media_type: None,
        name,
    });
    own.chain(of_programs).collect()
}
