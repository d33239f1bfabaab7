//! What a page says about its article, to machines and to people.
//!
//! Machines are told in several languages at once: JSON-LD (`json_ld`), OpenGraph,
//! microdata, `meta` elements. They are asked in the order of how often they are right;
//! where they are silent, the visible page is read as scraped text is.

mod author;
mod catalogue;
mod date;
mod json_ld;
mod title;

use super::extract::Extraction;
use super::tree::{NodeId, Tree};
use crate::article::{Inline, Metadata, Person};
use crate::language::Tag;
use crate::understand::title::normal;

use json_ld::Linked;

/// The places of a page that speak about it, gathered once.
pub(super) struct Facts<'a> {
    tree: &'a Tree,
    extraction: &'a Extraction,
    /// The `meta` elements: name in lower case, content.
    metas: Vec<(String, &'a str)>,
    linked: Linked,
    /// The text of the page as people see it, a block a line.
    text: String,
}

/// Reads what is known about the article.
pub(super) fn read(tree: &Tree, extraction: &Extraction) -> Metadata {
    let body = tree.find(Tree::ROOT, "body").unwrap_or(Tree::ROOT);
    let text = super::convert::visible_text(tree, extraction, body);
    let facts = Facts { tree, extraction, metas: metas(tree), linked: json_ld::read(tree), text };
    let source_url = facts.address();
    let site = facts.site();
    let title = title::find(&facts);
    let text = |names: &[&str]| facts.meta(names).map(str::to_owned);
    Metadata {
        title: title.map(|title| vec![Inline::text(title)]).unwrap_or_default(),
        authors: author::find(&facts).iter().map(|n| Person::from(n.as_str())).collect(),
        date: date::published(&facts, source_url.as_deref()),
        modified: date::modified(&facts),
        language: facts.language(),
        publisher: facts.linked.publisher.clone().or(site),
        description: text(&[
            "og:description",
            "description",
            "twitter:description",
            "dc.description",
        ])
        .or_else(|| facts.linked.description.clone()),
        keywords: facts.keywords(),
        rights: text(&["dc.rights", "dcterms.rights", "copyright"]),
        contributors: catalogue::contributors(&facts),
        identifiers: catalogue::identifiers(&facts),
        series: catalogue::series(&facts),
        cover: text(&["og:image", "og:image:url", "twitter:image"])
            .or_else(|| facts.linked.image.clone()),
        source_url,
        ..Metadata::default()
    }
}

fn metas(tree: &Tree) -> Vec<(String, &str)> {
    let mut metas = Vec::new();
    for id in tree.within(Tree::ROOT).filter(|id| tree.name(*id) == "meta") {
        let Some(content) = tree.attribute(id, "content").map(str::trim) else { continue };
        for name in ["property", "name", "itemprop", "http-equiv"] {
            if let Some(name) = tree.attribute(id, name).filter(|_| !content.is_empty()) {
                metas.push((name.trim().to_ascii_lowercase(), content));
            }
        }
    }
    metas
}

impl<'a> Facts<'a> {
    /// The first `meta` of the first name that has one.
    fn meta(&self, names: &[&str]) -> Option<&'a str> {
        names.iter().find_map(|name| self.all(name).next())
    }

    fn all<'s>(&'s self, name: &'s str) -> impl Iterator<Item = &'a str> + 's {
        self.metas.iter().filter(move |(own, _)| own == name).map(|(_, content)| *content)
    }

    /// The elements of the page in order.
    fn elements(&self) -> impl Iterator<Item = NodeId> + 'a {
        let tree = self.tree;
        tree.within(Tree::ROOT).filter(move |id| !tree.name(*id).is_empty())
    }

    /// The text of an element on one line.
    fn line(&self, id: NodeId) -> String {
        let text = super::convert::visible_text(self.tree, self.extraction, id);
        text.replace('\n', " ")
    }

    /// The text of an element that has no more than `most` characters, on one line. What
    /// is named for a date or an author may hold the whole page: it is not read further.
    fn short(&self, id: NodeId, most: usize) -> Option<String> {
        const NODES: usize = 2_000;
        let mut bytes = 0;
        for (at, node) in self.tree.within(id).enumerate() {
            bytes += self.tree.text(node).map_or(0, |text| text.trim().len());
            if at == NODES || bytes > most * 4 {
                return None;
            }
        }
        Some(self.line(id)).filter(|line| (1..=most).contains(&line.chars().count()))
    }

    fn address(&self) -> Option<String> {
        let canonical = self.elements().find(|id| {
            self.tree.name(*id) == "link" && self.tree.attribute(*id, "rel") == Some("canonical")
        });
        let canonical = canonical.and_then(|id| self.tree.attribute(id, "href"));
        let known = canonical.or_else(|| self.meta(&["og:url", "twitter:url"]));
        let known = known.map(str::to_owned).or_else(|| self.linked.url.clone());
        known.map(|url| url.trim().to_owned()).filter(|url| url.starts_with("http"))
    }

    fn site(&self) -> Option<String> {
        let named = self.meta(&["og:site_name", "application-name", "dc.publisher"]);
        named.map(str::to_owned).filter(|name| name.chars().count() <= 80)
    }

    /// Whether a name is that of the site.
    fn is_site(&self, name: &str) -> bool {
        let own = self.site().into_iter().chain(self.linked.publisher.clone());
        own.into_iter().any(|site| normal(&site) == normal(name))
    }

    fn language(&self) -> Option<Tag> {
        let html = self.elements().find(|id| self.tree.name(*id) == "html");
        let own = html.and_then(|id| {
            let lang = self.tree.attribute(id, "lang");
            lang.or_else(|| self.tree.attribute(id, "xml:lang")).map(str::to_owned)
        });
        let metas = ["content-language", "og:locale", "dc.language", "language"];
        let said =
            own.into_iter().chain(metas.iter().filter_map(|n| self.meta(&[n]).map(str::to_owned)));
        said.chain(self.linked.language.clone()).find_map(|tag| tag.parse().ok())
    }

    fn keywords(&self) -> Vec<String> {
        const MOST: usize = 40;
        let lists = ["keywords", "news_keywords", "article:tag", "parsely-tags"];
        let found = lists.iter().map(|name| self.all(name).collect::<Vec<_>>());
        let written = found.into_iter().find(|list| !list.is_empty()).unwrap_or_default();
        let own = self.linked.keywords.iter().map(String::as_str);
        let mut keywords: Vec<String> = Vec::new();
        for list in written.into_iter().chain(own) {
            for word in list.split([',', '，', ';', '、']).map(str::trim) {
                let new = !keywords.iter().any(|known| known == word);
                if !word.is_empty() && new && keywords.len() < MOST {
                    keywords.push(word.to_owned());
                }
            }
        }
        keywords
    }
}

/// Text with the entities that pages write twice resolved, on one line.
fn clean(text: &str) -> String {
    let text =
        if text.contains('&') { html_escape::decode_html_entities(text) } else { text.into() };
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
