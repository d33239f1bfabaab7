//! Names of headings, and links.
//!
//! Every heading gets an id that is unique, an XML name and the fragment of a
//! URL (`ids`). Links inside the article follow it; links that lead nowhere
//! or may do harm become plain text; relative ones are resolved against the
//! address of the article ([`url`]).

mod ids;

use std::collections::BTreeMap;

use super::whitespace::merge_texts;
use crate::article::{Article, BlockKind, Inline, InlineKind, Link, walk};
use crate::diagnostics::{Diagnostics, Kind};
use crate::url;

/// Names the headings and checks every link.
pub fn run(article: &mut Article, diagnostics: &mut Diagnostics) {
    let places = Places { ids: ids::assign(article), base: article.meta.source_url.clone() };
    walk::nested_runs_mut(article, &mut |run| check_run(run, &places, diagnostics));
    walk::blocks_mut(article, &mut |block| {
        if let BlockKind::Quote(quote) = &mut block.kind {
            quote.cite = quote.cite.take().and_then(|cite| places.outside(&cite).ok());
        }
    });
}

/// Where links may lead.
struct Places {
    /// The ids of headings by every name that a link may use for them.
    ids: BTreeMap<String, String>,
    /// The address of the article.
    base: Option<String>,
}

/// Why a link cannot stay.
enum Fault {
    Broken,
    Unsafe,
}

impl Places {
    /// The target that a link shall have.
    fn resolve(&self, target: &str) -> Result<String, Fault> {
        match target.trim().strip_prefix('#') {
            Some(fragment) => self.inside(fragment).ok_or(Fault::Broken),
            None => self.outside(target),
        }
    }

    fn inside(&self, fragment: &str) -> Option<String> {
        let decoded = url::percent_decoded(fragment);
        let id = self.ids.get(fragment).or_else(|| self.ids.get(&decoded))?;
        Some(format!("#{id}"))
    }

    fn outside(&self, target: &str) -> Result<String, Fault> {
        let target = target.trim();
        match url::scheme(target) {
            Some(scheme) if url::is_unsafe(&scheme) => Err(Fault::Unsafe),
            Some(_) => Ok(target.to_owned()),
            None => {
                let base = self.base.as_deref().ok_or(Fault::Broken)?;
                url::join(base, target).ok_or(Fault::Broken)
            }
        }
    }
}

/// Corrects the links of a run; what cannot stay a link gives its content to the run.
fn check_run(run: &mut Vec<Inline>, places: &Places, diagnostics: &mut Diagnostics) {
    let mut plain = false;
    for inline in run.iter_mut() {
        let InlineKind::Link(link) = &mut inline.kind else { continue };
        let target = link.target.clone();
        let kind = match places.resolve(&target) {
            Ok(target) => {
                link.target = target;
                continue;
            }
            Err(Fault::Broken) => Kind::LinkBroken { target },
            Err(Fault::Unsafe) => Kind::LinkUnsafe { target },
        };
        diagnostics.push(kind, inline.span);
        link.target.clear();
        plain = true;
    }
    if plain {
        *run = std::mem::take(run).into_iter().flat_map(unlinked).collect();
        merge_texts(run);
    }
}

/// A link without a target gives its content, all else itself.
fn unlinked(inline: Inline) -> Vec<Inline> {
    match inline.kind {
        InlineKind::Link(Link { target, content, .. }) if target.is_empty() => content,
        _ => vec![inline],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Block, Heading};
    use crate::source::Span;

    fn link(target: &str) -> Inline {
        let content = vec![Inline::text(target)];
        let link = Link { target: target.into(), title: String::new(), content };
        Inline::new(InlineKind::Link(link), Span::NONE)
    }

    fn heading(id: &str, text: &str) -> Block {
        let content = vec![Inline::text(text)];
        Block::new(BlockKind::Heading(Heading { level: 1, id: id.into(), content }), Span::NONE)
    }

    /// The targets that are left, and the diagnostics.
    fn targets(source_url: Option<&str>, links: &[&str]) -> (Vec<String>, Diagnostics) {
        let run = links.iter().map(|target| link(target)).collect();
        let mut article = Article {
            blocks: vec![
                heading("mein ziel", "Ziel"),
                heading("", "Введение"),
                Block::paragraph(run),
            ],
            ..Article::default()
        };
        article.meta.source_url = source_url.map(str::to_owned);
        let mut diagnostics = Diagnostics::new();
        super::run(&mut article, &mut diagnostics);
        let once = article.clone();
        super::run(&mut article, &mut Diagnostics::new());
        assert_eq!(article, once);
        let mut targets = Vec::new();
        walk::inlines(&article, &mut |inline| {
            if let InlineKind::Link(link) = &inline.kind {
                targets.push(link.target.clone());
            }
        });
        (targets, diagnostics)
    }

    #[test]
    fn links_follow_the_ids_of_headings() {
        let links = ["#mein ziel", "#mein%20ziel", "#введение", "#nowhere", "#"];
        let (targets, diagnostics) = targets(None, &links);
        assert_eq!(targets, ["#mein-ziel", "#mein-ziel", "#section-1"]);
        assert_eq!(diagnostics.len(), 2);
    }

    #[test]
    fn harmful_links_become_text() {
        let links = [
            "javascript:alert(1)",
            " JavaScript:x",
            "java\tscript:x",
            "data:text/html,x",
            "file:///etc",
        ];
        let (targets, diagnostics) = targets(Some("https://example.org/"), &links);
        assert_eq!(targets, [""; 0]);
        assert!(diagnostics.iter().all(|d| matches!(d.kind, Kind::LinkUnsafe { .. })));
    }

    #[test]
    fn relative_links_need_an_address() {
        assert_eq!(
            targets(None, &["page.html", "mailto:a@example.org"]).0,
            ["mailto:a@example.org"]
        );
        let (targets, _) =
            targets(Some("https://example.org/a/b"), &["page.html", "/c", "//d.org/e"]);
        assert_eq!(
            targets,
            ["https://example.org/a/page.html", "https://example.org/c", "https://d.org/e"]
        );
    }
}
