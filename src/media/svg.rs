//! The size of an SVG: what its first element says, no more.

/// How much of a file is searched for the first element. Editors put long
/// comments and declarations before it.
const HEAD: usize = 16 << 10;

/// The size of a replaced element that says none (CSS 2.1, 10.3.2).
const DEFAULT: (u32, u32) = (300, 150);

/// The largest side: a drawing has no pixels, so this only keeps sums small.
const MAX_SIDE: f64 = 10_000.0;

/// Whether the bytes are an SVG: its first element is `svg`.
pub(super) fn is_svg(bytes: &[u8]) -> bool {
    root(&head(bytes)).is_some()
}

/// Width and height in CSS pixels: from the attributes, else from the view box.
pub(super) fn size(bytes: &[u8]) -> (u32, u32) {
    let head = head(bytes);
    let Some(tag) = root(&head) else { return DEFAULT };
    let side = |name| attribute(tag, name).and_then(pixels);
    let view = attribute(tag, "viewBox").and_then(view_box);
    let (width, height) = match (side("width"), side("height"), view) {
        (Some(width), Some(height), _) => (width, height),
        (Some(width), None, Some((w, h))) => (width, width * h / w),
        (None, Some(height), Some((w, h))) => (height * w / h, height),
        (None, None, Some(view)) => view,
        (width, height, None) => {
            (width.unwrap_or(DEFAULT.0.into()), height.unwrap_or(DEFAULT.1.into()))
        }
    };
    let whole = |side: f64| side.clamp(1.0, MAX_SIDE).round() as u32;
    (whole(width), whole(height))
}

fn head(bytes: &[u8]) -> String {
    String::from_utf8_lossy(&bytes[..bytes.len().min(HEAD)]).into_owned()
}

/// The inside of the first start tag, if it is that of `svg`.
fn root(head: &str) -> Option<&str> {
    let mut rest = head.trim_start_matches('\u{FEFF}').trim_start();
    loop {
        rest = match rest.strip_prefix('<')? {
            comment if comment.starts_with("!--") => comment.split_once("-->")?.1,
            declaration if declaration.starts_with(['?', '!']) => skip_declaration(declaration)?,
            tag => {
                let name = tag.split([' ', '\t', '\n', '\r', '>', '/']).next()?;
                let is_svg = name == "svg" || name.ends_with(":svg");
                return is_svg.then(|| tag.split('>').next().unwrap_or(tag));
            }
        }
        .trim_start();
    }
}

/// What follows a declaration; one of a document type may hold others in brackets.
fn skip_declaration(declaration: &str) -> Option<&str> {
    let end = declaration.find('>')?;
    match declaration.find('[').filter(|open| *open < end) {
        Some(open) => declaration[open..].split_once(']')?.1.split_once('>').map(|(_, rest)| rest),
        None => Some(&declaration[end + 1..]),
    }
}

fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    tag.match_indices(name).find_map(|(at, _)| {
        let starts = tag[..at].ends_with(char::is_whitespace);
        let value = tag[at + name.len()..].trim_start().strip_prefix('=')?.trim_start();
        let quote = value.chars().next().filter(|c| matches!(c, '"' | '\'') && starts)?;
        value[1..].split(quote).next()
    })
}

/// A length in CSS pixels; `None` for what depends on the surroundings.
fn pixels(length: &str) -> Option<f64> {
    let length = length.trim();
    let end = length.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(length.len());
    let number: f64 = length[..end].parse().ok()?;
    let factor = match length[end..].trim() {
        "" | "px" => 1.0,
        "in" => 96.0,
        "cm" => 96.0 / 2.54,
        "mm" => 96.0 / 25.4,
        "pt" => 96.0 / 72.0,
        "pc" => 16.0,
        _ => return None,
    };
    Some(number * factor).filter(|pixels| *pixels > 0.0)
}

fn view_box(value: &str) -> Option<(f64, f64)> {
    let mut numbers = value.split([' ', ',', '\t', '\n']).filter(|part| !part.is_empty());
    let width: f64 = numbers.nth(2)?.parse().ok()?;
    let height: f64 = numbers.next()?.parse().ok()?;
    (width > 0.0 && height > 0.0 && width.is_finite() && height.is_finite())
        .then_some((width, height))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_come_from_the_first_element() {
        for (svg, expected) in [
            (r#"<svg width="40" height='30px'>"#, (40, 30)),
            (r#"<?xml version="1.0"?><!-- > --><svg viewBox="0 0 64,32"/>"#, (64, 32)),
            (r#"<svg:svg width="1in" viewBox="0 0 2 1">"#, (96, 48)),
            (r#"<svg width="100%" height="100%" viewBox="0 0 20 10">"#, (20, 10)),
            (r#"<!DOCTYPE svg [<!ENTITY a "b">]><svg stroke-width="9">"#, (300, 150)),
            ("<svg viewBox='0 0 NaN 1e999'>", (300, 150)),
        ] {
            assert!(is_svg(svg.as_bytes()), "{svg}");
            assert_eq!(size(svg.as_bytes()), expected, "{svg}");
        }
        for text in ["<html><svg>", "svg", "", "<!-- <svg>", "<svgx>"] {
            assert!(!is_svg(text.as_bytes()), "{text}");
        }
    }
}
