//! What catalogues know a text by: identifiers, and its place in a series.

use super::fields::text;
use super::value::Value;
use crate::article::{Identifier, Metadata, Position, Series};

/// Adds identifiers: texts, or pandoc's maps of `scheme` and `text`. `scheme` is that of the field.
pub(super) fn add_identifiers(
    meta: &mut Metadata,
    value: &Value,
    scheme: Option<&str>,
) -> Result<(), String> {
    for element in value.elements() {
        let identifier = with_scheme(
            scheme.map(str::to_owned).or_else(|| element.member("scheme")),
            &text(element)?,
        );
        if !meta.identifiers.contains(&identifier) {
            meta.identifiers.push(identifier);
        }
    }
    Ok(())
}

/// An identifier of a scheme by pandoc's name (`ISBN-13`, `DOI`, …).
fn with_scheme(scheme: Option<String>, text: &str) -> Identifier {
    let scheme = scheme.unwrap_or_default().to_ascii_lowercase();
    let plain = Identifier::from(text);
    match scheme.split('-').next() {
        Some(scheme @ ("isbn" | "doi")) if !text.contains(':') => {
            let prefix = if scheme == "isbn" { "urn:isbn:" } else { "doi:" };
            Identifier::from(format!("{prefix}{text}"))
        }
        _ => plain,
    }
}

/// Sets the series: its name, or a map with its name and the place in it. Of several the first counts.
pub(super) fn set_series(meta: &mut Metadata, value: &Value) -> Result<(), String> {
    let first = value.elements().first().unwrap_or(value);
    let position = ["position", "index", "number"].iter().find_map(|name| first.member(name));
    let position = position.map(|text| text.parse::<Position>()).transpose();
    let position = position.map_err(|error| error.to_string())?;
    let series = meta.series.insert(Series { name: text(first)?, position });
    match value.elements().len() {
        0 | 1 => Ok(()),
        _ => Err(format!("there are several; only “{}” is taken", series.name)),
    }
}

/// The place in the series that is known by now.
pub(super) fn set_position(meta: &mut Metadata, position: Position) -> Result<(), String> {
    let series = meta.series.as_mut().ok_or("it is the place in a series, and none is named")?;
    series.position = Some(position);
    Ok(())
}
