//! Images however a page loads them, figures, and what is embedded from elsewhere.

use super::super::tree::{NodeId, Tree};
use super::{Converter, Flow, Page};
use crate::article::{Block, BlockKind, Image, Inline, InlineKind, Link, plain_text};
use crate::url;

/// Attributes in which pages keep the address of an image until it is seen.
const LAZY: [&str; 8] = [
    "data-src",
    "data-original",
    "data-lazy-src",
    "data-actualsrc",
    "data-orig-file",
    "data-hi-res-src",
    "data-image",
    "data-url",
];

/// The widest image that is chosen where there are several: enough for a page of paper.
const WIDEST: u32 = 2_000;

/// How long the address of a preview is at most, which holds the preview itself.
const PREVIEW: usize = 4_000;

/// Elements that show something from elsewhere.
pub(super) fn is_embedded(name: &str) -> bool {
    matches!(name, "iframe" | "video" | "audio" | "embed" | "object")
}

impl Page<'_> {
    /// The image that stands for the article, by the address that the metadata give.
    ///
    /// Whoever saves a page saves what it shows and changes the addresses there, not those in
    /// the metadata. So a remote one stands for the image of the page whose file has that name;
    /// `None` when there is none.
    pub(in super::super) fn lead_image(&self, named: &str) -> Option<String> {
        if !is_remote(named) {
            return Some(named.to_owned());
        }
        let name = file_name(named).filter(|name| name.contains('.'))?;
        let images = self.tree.within(Tree::ROOT).filter(|id| self.tree.name(*id) == "img");
        let mut sources = images.filter_map(|id| self.source(id));
        let saved = |source: &String| self.packed || !is_remote(source);
        sources
            .find(|source| saved(source) && file_name(source).as_ref() == Some(&name))
            .map(|source| self.reference(source))
    }

    /// How an image is asked for: what was saved beside a page stands there, whatever addresses
    /// rested on once.
    fn reference(&self, source: String) -> String {
        if self.packed { self.address(&source) } else { source }
    }

    /// The best address of an image.
    fn source(&self, id: NodeId) -> Option<String> {
        let own = self.attribute(id, "src").filter(|source| !is_placeholder(source));
        // A preview in the address itself is small; a page that was saved with its images
        // in it has them whole.
        let preview = |source: &&str| source.starts_with("data:") && source.len() < PREVIEW;
        let beside = own.filter(|source| !is_remote(source) && !preview(source));
        // What stands beside a saved page can be had; all other addresses cannot.
        if let Some(source) = beside {
            return Some(source.to_owned());
        }
        let lazy = LAZY.iter().find_map(|name| self.attribute(id, name));
        let sets = ["srcset", "data-srcset", "data-lazy-srcset"];
        let set = |id: NodeId| sets.iter().find_map(|name| self.attribute(id, name)).and_then(best);
        let tree = self.tree;
        let picture = tree.parent(id).filter(|above| tree.name(*above) == "picture");
        let sources = picture
            .into_iter()
            .flat_map(|picture| tree.children(picture).filter(|at| tree.name(*at) == "source"));
        let lazy = lazy.filter(|source| !is_placeholder(source)).map(str::to_owned);
        let first = own.filter(|own| !preview(own)).map(str::to_owned);
        let first =
            first.or(lazy).or_else(|| set(id)).or_else(|| sources.into_iter().find_map(set));
        first.or_else(|| own.map(str::to_owned))
    }
}

impl Converter<'_, '_> {
    /// The image of an `img`; `None` for what counts visitors or keeps a place.
    pub(super) fn image(&self, id: NodeId) -> Option<Image> {
        let size = |name: &str| self.attribute(id, name).and_then(|n| n.parse::<u32>().ok());
        let tiny = |name: &str| size(name).is_some_and(|size| size <= 2);
        let source = self.page.source(id)?;
        let alt = self.tree().attribute(id, "alt").unwrap_or_default().trim().to_owned();
        if tiny("width") || tiny("height") || is_counter(&source) {
            return None;
        }
        let title = self.attribute(id, "title").unwrap_or_default().to_owned();
        let title = if title == alt { String::new() } else { title };
        let reference = self.page.reference(source);
        Some(Image { reference, asset: None, alt, title })
    }

    /// What pages keep for readers without scripts: images.
    pub(super) fn behind_scripts(&mut self, id: NodeId, flow: &mut Flow) {
        let tree = self.tree();
        if tree.name(id) != "noscript" {
            return;
        }
        let Some(parent) = tree.parent(id) else { return };
        let near = tree.within(parent).take_while(|at| *at != id);
        let shown =
            near.filter(|at| tree.name(*at) == "img").any(|at| self.page.source(at).is_some());
        if shown {
            return;
        }
        let images: Vec<NodeId> = tree.within(id).filter(|at| tree.name(*at) == "img").collect();
        for at in images {
            if let Some(image) = self.image(at) {
                flow.run.push(Inline::new(InlineKind::Image(image), self.span(at)));
            }
        }
    }

    pub(super) fn figure(&mut self, id: NodeId, flow: &mut Flow) {
        let tree = self.tree();
        let caption_at = tree.within(id).find(|at| tree.name(*at) == "figcaption");
        let mut caption = match caption_at {
            Some(at) if self.stays(at) => self.run(at),
            _ => Vec::new(),
        };
        if let Some(at) = caption_at {
            self.notes.taken(at);
        }
        if plain_text(&caption).trim().is_empty() {
            caption.clear();
        }
        let mut blocks = self.blocks(id);
        let last = blocks.iter_mut().rev().find_map(|block| match &mut block.kind {
            BlockKind::Figure(figure) if figure.caption.is_empty() => Some(&mut figure.caption),
            BlockKind::Table(table) if table.caption.is_empty() => Some(&mut table.caption),
            // Who is quoted (HTML, 4.4.4).
            BlockKind::Quote(quote) if quote.attribution.is_empty() => Some(&mut quote.attribution),
            _ => None,
        });
        match last {
            Some(place) => *place = caption,
            None if !caption.is_empty() => {
                let span = caption_at.map_or(self.span(id), |at| self.span(at));
                let content = caption;
                blocks.push(Block::new(BlockKind::Paragraph { content }, span));
            }
            None => {}
        }
        flow.blocks.extend(blocks);
    }

    /// Something from elsewhere: a link with its title.
    pub(super) fn embedded(&mut self, id: NodeId, flow: &mut Flow) {
        let tree = self.tree();
        let source = tree.within(id).find_map(|at| {
            ["src", "data-src", "data"].iter().find_map(|name| self.attribute(at, name))
        });
        let Some(source) = source.filter(|source| is_remote(source) || !is_placeholder(source))
        else {
            return;
        };
        let Some(target) = self.watchable(source, tree.name(id)) else { return };
        let title = ["title", "aria-label", "alt"].iter().find_map(|name| self.attribute(id, name));
        let text = title.map_or_else(|| target.clone(), str::to_owned);
        let link = Link { target, title: String::new(), content: vec![Inline::text(text)] };
        flow.flush();
        let inline = Inline::new(InlineKind::Link(link), self.span(id));
        flow.run.push(inline);
        flow.flush();
    }

    /// The address at which people see what is embedded; `None` for what is no part of the
    /// text: advertisements, buttons, counters.
    fn watchable(&self, source: &str, name: &str) -> Option<String> {
        let source = self.address(source);
        let source = match source.strip_prefix("//") {
            Some(rest) => format!("https://{rest}"),
            None => source,
        };
        // Who writes a fragment by hand wants what is in it.
        let by_hand = self.page.slots.is_some();
        if name != "iframe" {
            // A file beside the page is worth a link too; one that a script made is gone.
            return Some(source).filter(|source| !source.starts_with("blob:"));
        }
        let id = |after: &str| {
            let (_, rest) = source.split_once(after)?;
            rest.split(['?', '&', '/', '#']).next().filter(|id| !id.is_empty())
        };
        let video = id("youtube.com/embed/").or_else(|| id("youtube-nocookie.com/embed/"));
        if let Some(video) = video {
            return Some(format!("https://www.youtube.com/watch?v={video}"));
        }
        if let Some(video) = id("player.vimeo.com/video/") {
            return Some(format!("https://vimeo.com/{video}"));
        }
        const HOSTS: [&str; 14] = [
            "dailymotion.com",
            "twitch.tv",
            "soundcloud.com",
            "spotify.com",
            "podcasts.apple.com",
            "ted.com",
            "archive.org",
            "codepen.io",
            "instagram.com",
            "tiktok.com",
            "bandcamp.com",
            "platform.twitter.com/embed",
            "datawrapper",
            "bilibili.com",
        ];
        (by_hand || HOSTS.iter().any(|host| source.contains(host))).then_some(source)
    }
}

/// The last part of an address's path, without its escapes; `None` when it is empty.
fn file_name(address: &str) -> Option<String> {
    let path = address.split(['?', '#']).next()?;
    let name = path.rsplit('/').next().filter(|name| !name.is_empty())?;
    Some(url::percent_decoded(name))
}

fn is_remote(source: &str) -> bool {
    source.starts_with("http:") || source.starts_with("https:") || source.starts_with("//")
}

/// Whether an address only keeps the place of an image: a tiny picture in the address itself.
fn is_placeholder(source: &str) -> bool {
    const TINY: usize = 160;
    let blank = ["blank.gif", "placeholder", "spacer", "transparent.gif", "1x1", "pixel.gif"];
    source.is_empty()
        || source.starts_with("about:")
        || (source.starts_with("data:") && source.len() < TINY)
        || blank.iter().any(|name| source.contains(name))
}

/// Whether an image counts visitors.
fn is_counter(source: &str) -> bool {
    [
        "/pixel",
        "scorecardresearch",
        "doubleclick.",
        "google-analytics",
        "/beacon",
        "feeds.feedburner",
    ]
    .iter()
    .any(|part| source.contains(part))
}

/// The best of a set of images (HTML, 4.8.4.2.1): the widest that is not too wide.
fn best(set: &str) -> Option<String> {
    let mut best: Option<(u32, &str)> = None;
    for candidate in set.split(", ").flat_map(|part| part.split(",\n")) {
        let mut parts = candidate.split_whitespace();
        let Some(address) = parts.next().map(|address| address.trim_end_matches(',')) else {
            continue;
        };
        let size = parts.next().unwrap_or("1x");
        let number: f64 = size.trim_end_matches(['x', 'w', 'h']).parse().unwrap_or(1.0);
        let width = if size.ends_with('x') { number * 800.0 } else { number } as u32;
        let fits = |(known, _): &(u32, &str)| {
            (width > *known && width <= WIDEST) || (*known > WIDEST && width < *known)
        };
        if !is_placeholder(address) && best.as_ref().is_none_or(fits) {
            best = Some((width, address));
        }
    }
    best.map(|(_, address)| address.to_owned())
}

#[cfg(test)]
mod tests {
    use super::super::super::{ReadOptions, read_from};
    use crate::diagnostics::Diagnostics;
    use crate::source::Source;

    /// The lead image of a page whose metadata name one and which shows another.
    fn lead(named: &str, shown: &str, location: Option<&str>) -> Option<String> {
        let page = format!("<meta property=og:image content='{named}'><p>Text.<img src='{shown}'>");
        let source = Source::new("a.html", page);
        let options = ReadOptions::default();
        read_from(&source, location, &options, &mut Diagnostics::new()).unwrap().meta.cover
    }

    #[test]
    fn the_lead_image_is_what_was_saved_of_it() {
        let remote = "https://img.example/a/old%20mill.jpg?w=1200";
        let beside = "page_files/old%20mill.jpg";
        assert_eq!(lead("mill.jpg", "", None).as_deref(), Some("mill.jpg"));
        assert_eq!(lead(remote, beside, None).as_deref(), Some(beside));
        assert_eq!(lead(remote, "page_files/bridge.jpg", None), None);
        // Nothing is fetched: what stands elsewhere is not there.
        assert_eq!(lead(remote, "https://img.example/b/old%20mill.jpg", None), None);
        // What came with the page has the address that the page was saved from.
        let saved_from = Some("https://mill.example/2025/");
        let packed = "https://mill.example/2025/img/old%20mill.jpg";
        assert_eq!(lead(remote, "img/old%20mill.jpg", saved_from).as_deref(), Some(packed));
    }
}
