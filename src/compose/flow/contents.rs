//! What tells of the whole: the table of contents, and what stands at the edges of pages.

use std::borrow::Cow;

use super::lower::{Lowering, Setting};
use super::{Contents, ContentsEntry, LinkTarget, Run, Running, Structure};
use crate::compose::{Composition, OutlineEntry, Part};
use crate::language::date;
use crate::language::words::Words;
use crate::source::Span;
use crate::theme::Role;

/// Fewer headings are seen at a glance.
const LEAST_ENTRIES: usize = 4;

/// One heading is no table, even where one is asked for.
const LEAST_ENTRIES_ASKED: usize = 2;

/// What heads and feet of pages may say.
pub fn running<'a>(composition: &'a Composition<'a>) -> Running<'a> {
    let meta = composition.meta;
    let language = &composition.language;
    let site = || meta.source_url.as_deref().and_then(site).map(str::to_owned);
    Running {
        title: meta.title_text().unwrap_or_default(),
        author: meta.author_names().join(", "),
        date: meta.date.map(|day| date::format(&day, language)).unwrap_or_default(),
        source: meta.publisher.clone().or_else(site).unwrap_or_default(),
        language,
    }
}

/// The name of the site in an address: `example.org` of `https://www.example.org/a`.
fn site(address: &str) -> Option<&str> {
    let (_, rest) = address.split_once("://")?;
    let host = rest.split(['/', '?', '#']).next()?;
    Some(host.strip_prefix("www.").unwrap_or(host)).filter(|host| !host.is_empty())
}

impl<'a> Lowering<'_, 'a> {
    /// The table of contents, where the article or the theme wants one and there is something to list.
    pub(super) fn contents(&mut self, setting: Setting<'a>) -> Option<Contents<'a>> {
        let (from_pages, least) = match self.part.article.meta.contents {
            Some(true) => (1, LEAST_ENTRIES_ASKED),
            Some(false) => return None,
            None => (self.theme.contents.from_pages, LEAST_ENTRIES),
        };
        let mut entries = Vec::new();
        if from_pages > 0 {
            self.contents_entries(&self.part.outline, 0, setting, &mut entries);
        }
        if entries.len() < least {
            return None;
        }
        Some(Contents { from_pages, ..self.contents_of_all(entries, setting) })
    }

    fn contents_entries(
        &mut self,
        outline: &'a [OutlineEntry],
        level: u8,
        setting: Setting<'a>,
        entries: &mut Vec<ContentsEntry<'a>>,
    ) {
        if level >= self.theme.contents.depth {
            return;
        }
        for entry in outline {
            let anchor = self.part.place(&entry.id);
            entries.push(self.contents_entry(level, anchor, entry.title.as_str(), setting));
            self.contents_entries(&entry.children, level + 1, setting, entries);
        }
    }

    fn contents_entry(
        &mut self,
        level: u8,
        anchor: String,
        title: impl Into<Cow<'a, str>>,
        setting: Setting<'a>,
    ) -> ContentsEntry<'a> {
        self.links.push(LinkTarget::Anchor(anchor.clone()));
        let mut run = Run::plain(title);
        run.link = Some(self.links.len() - 1);
        run.structure = Some(Structure::Reference);
        let role = Role::ContentsEntry;
        let mut paragraph = self.paragraph_of(vec![run], Setting { role, ..setting }, Span::NONE);
        (paragraph.structure, paragraph.opens) = (Structure::ContentsEntry, true);
        ContentsEntry { level, anchor, paragraph }
    }

    /// The entries of an article in a book of several: its title, and under it its headings.
    pub(super) fn contents_of_part(
        &mut self,
        setting: Setting<'a>,
        entries: &mut Vec<ContentsEntry<'a>>,
    ) {
        let title = self.part.title();
        let level = u8::from(title.is_some());
        if let Some(title) = title {
            let anchor = self.part.place(Part::TITLE);
            entries.push(self.contents_entry(0, anchor, title, setting));
        }
        self.contents_entries(&self.part.outline, level, setting, entries);
    }

    /// The table of contents of several articles.
    pub(super) fn contents_of_all(
        &mut self,
        entries: Vec<ContentsEntry<'a>>,
        setting: Setting<'a>,
    ) -> Contents<'a> {
        let role = Role::ContentsTitle;
        let word = vec![Run::plain(Words::of(setting.language).contents)];
        let mut title = self.paragraph_of(word, Setting { role, ..setting }, Span::NONE);
        (title.structure, title.opens, title.leads) = (Structure::Caption, true, true);
        Contents { from_pages: 1, title, entries }
    }
}

#[cfg(test)]
mod tests {
    use super::site;

    #[test]
    fn sites_are_named_shortly() {
        assert_eq!(site("https://www.example.org/a?b"), Some("example.org"));
        assert_eq!(site("https://example.org"), Some("example.org"));
        assert_eq!(site("mailto:a@example.org"), None);
        assert_eq!(site("file:///etc"), None);
    }
}
