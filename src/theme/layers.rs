//! A theme in layers: what it rests on, what its file says, and what was typed.
//!
//! Each layer is a TOML table that is laid over the one below, key by key. After
//! each the whole must still be a theme, so that a mistake is known to be the
//! layer's own and has its place there.

use serde::Deserialize as _;
use toml::Spanned;
use toml::de::{DeTable, DeValue, Deserializer};

use super::Theme;

/// One key of a theme with a value that was typed for it, on the command line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Setting {
    /// What was typed, for messages: `--set page.size=A5`.
    pub shown: String,
    /// The key, with dots.
    key: String,
    /// The value, as typed.
    value: String,
}

impl Setting {
    /// A setting for what was typed as something else, such as `--paper a5`.
    pub fn new(shown: String, key: &str, value: &str) -> Setting {
        Setting { shown, key: key.to_owned(), value: value.to_owned() }
    }

    /// Reads `KEY=VALUE`; `None` when there is no key or no `=`.
    pub fn typed(text: &str) -> Option<Setting> {
        let (key, value) = text.split_once('=')?;
        let key = key.trim();
        (!key.is_empty()).then(|| Setting::new(format!("--set {text}"), key, value.trim()))
    }

    /// The ways to read it as TOML: as it is, and as a string, so that a word
    /// needs no quotation marks and `0` may be a length.
    pub(super) fn readings(&self) -> [String; 2] {
        let quoted = toml::Value::String(self.value.clone());
        [format!("{} = {}", self.key, self.value), format!("{} = {quoted}", self.key)]
    }
}

/// Lays a table over another.
pub(super) fn lay<'t>(below: &mut DeTable<'t>, above: DeTable<'t>) {
    if let Some(page) = above.get("page").and_then(|page| page.get_ref().as_table()) {
        let says = |key: &str| page.contains_key(key);
        // Who says a margin at the side means it, and no column that is narrower.
        if (says("margin-inside") || says("margin-outside"))
            && !says("measure")
            && let Some(DeValue::Table(page)) = below.get_mut("page").map(Spanned::get_mut)
        {
            page.remove("measure");
        }
    }
    merge(below, above);
}

fn merge<'t>(below: &mut DeTable<'t>, above: DeTable<'t>) {
    for (key, mut value) in above {
        if let (Some(DeValue::Table(old)), DeValue::Table(new)) =
            (below.get_mut(key.get_ref().as_ref()).map(Spanned::get_mut), value.get_mut())
        {
            merge(old, std::mem::take(new));
        } else {
            // The key goes too: it knows its line.
            below.remove(key.get_ref().as_ref());
            below.insert(key, value);
        }
    }
}

/// Makes a theme of a table, unchecked but for its keys and values.
pub(super) fn theme(table: &DeTable<'_>) -> Result<Theme, toml::de::Error> {
    Theme::deserialize(Deserializer::from(Spanned::new(0..0, table.clone())))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::super::load;

    /// The keys of a table with dots, and their values as the documentation shows them.
    fn flatten(table: &toml::Table, path: &str, keys: &mut BTreeMap<String, String>) {
        for (key, value) in table {
            let path = format!("{path}{key}");
            match value {
                toml::Value::Table(inner) => flatten(inner, &format!("{path}."), keys),
                toml::Value::String(text) if text.is_empty() => {
                    _ = keys.insert(path, String::new())
                }
                toml::Value::String(text) => _ = keys.insert(path, format!("`{text}`")),
                toml::Value::Array(list) => {
                    let shown = list.iter().filter_map(toml::Value::as_str);
                    let shown: Vec<String> = shown.map(|text| format!("`{text}`")).collect();
                    keys.insert(path, shown.join(", "));
                }
                other => _ = keys.insert(path, format!("`{other}`")),
            }
        }
    }

    /// `article` says every key that there is, since it rests on nothing.
    #[test]
    fn the_documentation_lists_every_key() {
        let mut keys = BTreeMap::new();
        flatten(&load::text_of("article").unwrap().parse().unwrap(), "", &mut keys);
        let documentation = include_str!("../../docs/THEMES.md");
        let rows = documentation.lines().filter_map(|line| line.strip_prefix("| `"));
        let rows: BTreeMap<&str, &str> = rows.filter_map(|row| row.split_once("` |")).collect();
        for (key, value) in &keys {
            let (section, rest) = key.split_once('.').unwrap_or((key, ""));
            match (section, rest.split('.').next()) {
                ("roles" | "tokens", Some(name)) => {
                    assert!(rows.contains_key(format!("{section}.{name}").as_str()), "{key}");
                }
                ("cover", Some(part)) if rest.contains('.') => {
                    assert!(rows.contains_key(format!("cover.{part}").as_str()), "{key}");
                }
                ("faces", Some("code")) => {}
                _ => {
                    let row = rows.get(key.as_str()).unwrap_or_else(|| panic!("{key} is missing"));
                    let shown = row.split(" | ").nth(1).unwrap_or_default().trim();
                    let is_words = ["name", "about"].contains(&key.as_str());
                    assert!(is_words || shown == value, "{key}: {shown} is not {value}");
                }
            }
        }
        let known = |row: &&str| {
            let names = load::names().chain(["base"]);
            let is_role = |row: &str| keys.keys().any(|key| key.starts_with(&format!("{row}.")));
            keys.contains_key(*row) || is_role(row) || names.into_iter().any(|name| name == *row)
        };
        let stale: Vec<_> = rows.keys().filter(|row| !known(row)).collect();
        assert!(stale.is_empty(), "no theme has {stale:?}");
    }
}
