//! The theme that was named, with what was typed laid over it.

#![allow(clippy::disallowed_methods, reason = "the door to the outside")]

use std::borrow::Cow;
use std::path::Path;

use anyhow::{Context as _, Result, anyhow, bail};

use super::args::Args;
use crate::host::{Host as _, System};
use crate::length::Length;
use crate::suggest;
use crate::theme::{self, AddressPlace, Setting, Theme, ThemeError, load};

/// Where the pages of a booklet are folded from the theme's paper: what is as
/// wide as this is large paper, and smaller pages are meant to be small.
const LARGE: Length = Length::micrometres(165_000);

/// The theme that the arguments ask for.
pub(super) fn chosen(args: &Args) -> Result<Cow<'static, Theme>> {
    let mut settings = settings(args)?;
    let purpose = purpose(args)?;
    if settings.is_empty() && purpose.is_none() && args.theme == Path::new(load::USUAL) {
        return Ok(Cow::Borrowed(theme::built_in()));
    }
    if let Some(purpose) = purpose {
        let plain = named(&args.theme, &[])?;
        let mut purposed = purpose.settings(&plain, &named(&args.theme, &settings)?);
        if args.booklet && args.paper.is_none() {
            purposed.extend(folded(&plain));
        }
        settings.splice(0..0, purposed);
    }
    named(&args.theme, &settings).map(Cow::Owned)
}

/// What `--paper` and `--set` say, in the order in which they count.
fn settings(args: &Args) -> Result<Vec<Setting>> {
    let paper = args.paper.iter();
    let mut settings: Vec<Setting> =
        paper.map(|size| Setting::new(format!("--paper {size}"), "page.size", size)).collect();
    for text in &args.set {
        let setting = Setting::typed(text);
        settings.push(setting.with_context(|| {
            format!("--set {text}: write a key, = and its value, such as page.size=A5")
        })?);
    }
    Ok(settings)
}

/// What pages are for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Purpose {
    Screen,
    Print,
}

fn purpose(args: &Args) -> Result<Option<Purpose>> {
    match args.purpose.as_deref() {
        Some("screen") => Ok(Some(Purpose::Screen)),
        Some("print") => Ok(Some(Purpose::Print)),
        Some(other) => {
            let hint = suggest::hint(other, ["screen", "print"]);
            bail!("--for: there is no use “{other}”{hint} (known: screen, print)")
        }
        None => Ok(args.booklet.then_some(Purpose::Print)),
    }
}

impl Purpose {
    /// What it changes of a theme: on paper nothing is clicked, and sheets are bound.
    /// `plain` is the theme alone, `typed` the theme with what was typed.
    fn settings(self, plain: &Theme, typed: &Theme) -> Vec<Setting> {
        let set = |key: &str, value: &str| Setting::new("--for".to_owned(), key, value);
        match self {
            Purpose::Screen => vec![set("page.mirrored", "false"), set("links.addresses", "none")],
            Purpose::Print => {
                let mut settings = vec![
                    set("page.mirrored", "true"),
                    set("link-color", &plain.body.color.to_string()),
                ];
                // Addresses that the theme leaves out stand where its notes do.
                if plain.links.addresses == AddressPlace::None {
                    let place = AddressPlace::from(typed.notes.place);
                    settings.push(set("links.addresses", place.name()));
                }
                settings
            }
        }
    }
}

/// Pages that are half of a theme's paper, where that is large.
fn folded(theme: &Theme) -> Option<Setting> {
    let (width, height) = (theme.page.width.absolute(), theme.page.height.absolute());
    let size = format!("{}pt x {width}pt", height / 2);
    (width >= LARGE).then(|| Setting::new("--booklet".to_owned(), "page.size", &size))
}

/// The theme of a name, or of a folder. A folder wins only when it is written
/// as one (`./article`), so that what lies about does not change the look.
fn named(name: &Path, settings: &[Setting]) -> Result<Theme> {
    if let Some(text) = name.to_str().and_then(load::text_of) {
        return load::with_settings(text, settings).map_err(|error| anyhow!("{error}"));
    }
    if !name.is_dir() {
        let names: Vec<&str> = load::names().collect();
        let hint = suggest::hint(&name.to_string_lossy(), names.iter().copied());
        bail!(
            "--theme: {} is neither a folder with a theme.toml nor built in{hint} (built in: {})",
            name.display(),
            names.join(", ")
        );
    }
    let loaded = theme::from_folder(&System::new(Some(name)), settings);
    loaded.map_err(|error| {
        if let ThemeError::Setting { .. } = error {
            return anyhow!("{error}");
        }
        let file = name.join(error.file());
        match error.line() {
            Some(line) => anyhow!("{}:{line}: {error}", file.display()),
            None => anyhow!("{}: {error}", file.display()),
        }
    })
}

/// The text of a theme's file, of a name or of a folder, which is found to be without mistakes.
///
/// # Errors
/// When there is no such theme, or it has a mistake.
pub(super) fn text(name: &Path) -> Result<String> {
    named(name, &[])?;
    if let Some(text) = name.to_str().and_then(load::text_of) {
        return Ok(text.to_owned());
    }
    Ok(String::from_utf8(System::new(Some(name)).resource(load::FILE)?)?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::Parser as _;

    /// Where addresses stand with some options.
    fn addresses(options: &str) -> AddressPlace {
        let words = ["offprint"].into_iter().chain(options.split_whitespace()).chain(["a.md"]);
        chosen(&Args::parse_from(words)).unwrap().links.addresses
    }

    #[test]
    fn addresses_are_for_print() {
        assert_eq!(addresses(""), theme::built_in().links.addresses);
        let set = "--for print --set notes.place";
        assert_eq!(addresses(&format!("{set}=end")), AddressPlace::End);
        assert_eq!(addresses(&format!("{set}=foot")), AddressPlace::Foot);
        assert_eq!(addresses("--booklet --set links.addresses=inline"), AddressPlace::Inline);
        assert_eq!(addresses("--for print --set links.addresses=none"), AddressPlace::None);
        assert_eq!(addresses("--for screen"), AddressPlace::None);
        assert_eq!(addresses("--for screen --set links.addresses=foot"), AddressPlace::Foot);
    }
}
