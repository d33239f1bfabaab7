//! Options in the environment: `OFFPRINT_THEME`, `OFFPRINT_FONT_DIR` and so on.

#![allow(clippy::disallowed_methods, reason = "the door to the outside")]

use std::ffi::{OsStr, OsString};

use anyhow::{Result, bail};

use super::{Setting, Used, is_list, is_switch};

/// What the name of a variable begins with.
pub(in crate::cli) const PREFIX: &str = "OFFPRINT_";

/// All options that the environment sets. A variable without a value sets nothing, and one that names
/// no option is no business of this program.
///
/// # Errors
/// When a switch is neither on nor off.
pub(super) fn settings(used: &Used<'_>) -> Result<Vec<Setting>> {
    let mut settings = Vec::new();
    for arg in used.options() {
        let Some(key) = arg.get_long() else { continue };
        let name = variable(key);
        let Some(value) = std::env::var_os(&name).filter(|value| !value.is_empty()) else {
            continue;
        };
        let values = match (is_switch(arg), is_list(arg)) {
            (true, _) => on(&name, &value)?.then(Vec::new),
            (false, true) => Some(lines(&value)),
            (false, false) => Some(vec![value]),
        };
        settings.push(Setting { key: key.to_owned(), values, place: name });
    }
    Ok(settings)
}

/// The variable of an option: `OFFPRINT_FONT_DIR` of `font-dir`.
pub(in crate::cli) fn variable(key: &str) -> String {
    format!("{PREFIX}{}", key.replace('-', "_").to_uppercase())
}

fn on(name: &str, value: &OsStr) -> Result<bool> {
    match value.to_str().map(str::to_lowercase).as_deref() {
        Some("1" | "true" | "yes" | "on") => Ok(true),
        Some("0" | "false" | "no" | "off") => Ok(false),
        _ => bail!("{name} is “{}”; write 1 or 0", value.to_string_lossy()),
    }
}

/// The values of an option that may be repeated: one a line.
fn lines(value: &OsStr) -> Vec<OsString> {
    match value.to_str() {
        Some(text) => text.lines().filter(|line| !line.is_empty()).map(Into::into).collect(),
        None => vec![value.to_owned()],
    }
}
