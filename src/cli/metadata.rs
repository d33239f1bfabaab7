//! What is known about articles and books beforehand, in place of what they say themselves.

#![allow(clippy::disallowed_methods, reason = "the door to the outside")]

use anyhow::{Context as _, Result, bail, ensure};

use super::args::Args;
use super::inputs::is_one;
use crate::article::{Contributor, ContributorRole, Identifier, Inline, Metadata, Person, Series};
use crate::jobs::Source;
use crate::suggest;

pub(super) fn known(args: &Args) -> Result<Metadata> {
    for (what, given) in
        [("title", args.title.is_some()), ("identifier", !args.identifier.is_empty())]
    {
        ensure!(
            !given || args.bundle || is_one(args),
            "--{what} would give several articles one {what}; convert them one by one, or with --bundle"
        );
    }
    let contributors = args.contributor.iter().map(|text| contributor(text));
    Ok(Metadata {
        title: args.title.iter().map(|title| Inline::text(title.trim())).collect(),
        authors: args.author.iter().map(|name| Person::from(name.as_str())).collect(),
        date: args.date.as_deref().map(str::parse).transpose().context("--date")?,
        language: args.lang.as_deref().map(str::parse).transpose().context("--lang")?,
        contents: (args.toc || args.no_toc).then_some(args.toc),
        contributors: contributors.collect::<Result<_>>().context("--contributor")?,
        identifiers: identifiers(&args.identifier)?,
        series: args.series.as_deref().map(series).transpose().context("--series")?,
        ..Metadata::default()
    })
}

/// `translator=Cy Clerk`
fn contributor(text: &str) -> Result<Contributor> {
    let (role, name) = text.split_once('=').unwrap_or((text, ""));
    let names: Vec<&str> = ContributorRole::all().map(ContributorRole::name).collect();
    let role = ContributorRole::named(role).with_context(|| {
        let hint = suggest::hint(role, names.iter().copied());
        format!("there is no part “{role}”{hint} (known: {})", names.join(", "))
    })?;
    ensure!(!name.trim().is_empty(), "“{text}” names nobody; write {}=NAME", role.name());
    Ok(Contributor { person: Person::from(name), role })
}

fn identifiers(texts: &[String]) -> Result<Vec<Identifier>> {
    let identifiers: Vec<Identifier> = texts.iter().map(|text| text.as_str().into()).collect();
    for identifier in &identifiers {
        ensure!(!identifier.as_str().is_empty(), "--identifier: the text is empty");
        if let Some(fault) = identifier.fault() {
            bail!("--identifier {identifier}: {fault}");
        }
    }
    Ok(identifiers)
}

/// `Mills of the Weir #3`; a number sign without a number behind it belongs to the name.
fn series(text: &str) -> Result<Series> {
    let placed = text.rsplit_once('#').and_then(|(name, place)| Some((name, place.parse().ok()?)));
    let (name, position) = placed.map_or((text, None), |(name, place)| (name, Some(place)));
    ensure!(!name.trim().is_empty(), "the name is empty");
    Ok(Series { name: name.trim().to_owned(), position })
}

/// The book of some sources, called as the folder or the list where it has no title of its own.
pub(super) fn titled(book: Metadata, sources: &[Source]) -> Metadata {
    let name = match sources {
        [Source::Folder(path)] => path
            .canonicalize()
            .ok()
            .and_then(|path| path.file_name().map(|name| name.to_string_lossy().into_owned())),
        [Source::List(Some(path)) | Source::Records(Some(path))] => path
            .file_name()
            .and_then(|name| name.to_string_lossy().split('.').next().map(str::to_owned)),
        _ => None,
    };
    match name.filter(|name| book.title.is_empty() && !name.is_empty()) {
        Some(name) => Metadata { title: vec![Inline::text(name)], ..book },
        None => book,
    }
}
