//! `offprint theme`: the themes that there are, one with all of its keys, one to begin with.

#![allow(clippy::disallowed_methods, reason = "the door to the outside")]

use std::path::Path;

use anyhow::{Context as _, Result, ensure};
use serde::Serialize;

use super::{json, rows};
use crate::cli::theme;
use crate::jobs::write;
use crate::theme::load;

/// A built-in theme.
#[derive(Serialize)]
struct BuiltIn {
    name: &'static str,
    about: String,
}

/// The built-in themes, for people or in JSON.
pub(super) fn list(as_json: bool) -> String {
    let about = |name| BuiltIn { name, about: load::about(name).unwrap_or_default() };
    let themes: Vec<BuiltIn> = load::names().map(about).collect();
    if as_json {
        return json(&themes);
    }
    rows(themes.into_iter().map(|theme| (theme.name, theme.about)))
}

/// The text of a theme with all of its keys.
///
/// # Errors
/// When there is no such theme, or it has a mistake.
pub(super) fn show(name: &Path) -> Result<String> {
    let text = theme::text(name)?;
    load::whole(&text).with_context(|| format!("{}", name.display()))
}

/// Begins a theme in a folder.
///
/// # Errors
/// When there is no such base, when the folder holds a theme already, or cannot be written.
pub(super) fn new(folder: &Path, base: &str) -> Result<String> {
    let whole = load::whole(&theme::text(Path::new(base))?)?;
    ensure!(
        load::text_of(base).is_some(),
        "--base: {base} is a folder, and a theme rests on a built-in one; copy the folder instead"
    );
    let file = folder.join(load::FILE);
    let shown = file.display();
    ensure!(!file.exists(), "{shown} is there already; name another folder");
    std::fs::create_dir_all(folder)
        .with_context(|| format!("{} cannot be made; name another folder", folder.display()))?;
    let name = folder.file_name().unwrap_or(folder.as_os_str()).to_string_lossy();
    write::whole(&file, &begun(&name, base, &whole).into_bytes().into())
        .with_context(|| format!("{shown} cannot be written"))?;
    Ok(format!("{shown}\n"))
}

/// The text of a theme that changes nothing yet: the keys of its base stand there, switched off.
fn begun(name: &str, base: &str, whole: &str) -> String {
    let quoted = |text: &str| toml::Value::String(text.to_owned()).to_string();
    let mut text = format!(
        "# A theme that rests on “{base}”: what stands here counts before it. Take the # off a\n\
         # line and change its value; docs/THEMES.md tells what each key means.\n\
         \n\
         name = {}\n\
         about = \"\"\n\
         base = {}\n\n",
        quoted(name),
        quoted(base)
    );
    let is_said = |line: &str| line.starts_with("name = ") || line.starts_with("about = ");
    let mut in_section = false;
    // The first comment is about the base alone.
    let keys = whole.lines().skip_while(|line| line.starts_with('#') || line.is_empty());
    for line in keys {
        in_section |= line.starts_with('[');
        if is_said(line) && !in_section {
            continue;
        }
        if !line.is_empty() && !line.starts_with(['#', '[']) {
            text.push('#');
        }
        text.push_str(line);
        text.push('\n');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_begun_changes_nothing() {
        for name in load::names() {
            let text = load::text_of(name).unwrap();
            let own = begun("a \"b\"", name, &load::whole(text).unwrap());
            let mut own =
                crate::theme::parse(&own).unwrap_or_else(|error| panic!("{name}: {error}"));
            assert_eq!((own.name.as_str(), own.about.as_str()), ("a \"b\"", ""));
            let base = crate::theme::parse(text).unwrap();
            own.name.clone_from(&base.name);
            own.about.clone_from(&base.about);
            assert!(own == base, "{name}");
        }
    }

    /// Every key is there to be switched on.
    #[test]
    fn what_is_switched_on_is_the_base() {
        for name in load::names() {
            let whole = load::whole(load::text_of(name).unwrap()).unwrap();
            let on = |line: &str| match line.strip_prefix('#') {
                Some(rest) if !rest.starts_with(' ') && !rest.is_empty() => rest.to_owned(),
                _ => line.to_owned(),
            };
            let text: String =
                begun("x", name, &whole).lines().map(|line| on(line) + "\n").collect();
            let keys = |text: &str| text.parse::<toml::Table>().unwrap();
            let (mut own, mut base) = (keys(&text), keys(&whole));
            for key in ["name", "about", "base"] {
                own.remove(key);
                base.remove(key);
            }
            assert!(own == base, "{name}");
        }
    }

    #[test]
    fn a_theme_is_shown_whole() {
        for name in load::names() {
            let whole = show(Path::new(name)).unwrap();
            let shown = crate::theme::parse(&whole).unwrap();
            assert!(!whole.contains("\nbase = "), "{name}");
            assert!(shown == crate::theme::parse(load::text_of(name).unwrap()).unwrap(), "{name}");
        }
    }
}
