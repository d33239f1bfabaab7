//! Which part of a page is the article.
//!
//! Every stretch of text is weighed: how long it is, how much of it is links, whether it
//! reads as sentences. The root of the article is then the smallest element that holds
//! nearly all that reads so, with the names that sites give to it as a hint; so no half of
//! an article gets lost where a page cuts it into parts. Within the root, what is only
//! links, or is named as furniture and holds little of the text, goes.

use super::hints;
use super::sift::sift;
use super::tree::{NodeId, Tree};
use crate::diagnostics::Boilerplate;
use crate::understand::Boldness;
use crate::understand::line::is_unspaced;

/// What becomes of a node and all under it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Verdict {
    /// It is shown.
    #[default]
    Shown,
    /// It is nothing for the eyes of readers: scripts, forms, what is hidden.
    Silent,
    /// It is not the article.
    Furniture(Boilerplate, &'static str),
}

/// The article in a page.
#[derive(Debug)]
pub struct Extraction {
    /// What holds it.
    pub root: NodeId,
    /// One for each node; what is under a node that goes is not looked at.
    pub verdicts: Vec<Verdict>,
    /// Which nodes are blocks or hold any.
    pub blocks: Vec<bool>,
}

/// Elements that stand on lines of their own.
pub fn is_block(name: &str) -> bool {
    matches!(
        name,
        "address"
            | "article"
            | "aside"
            | "blockquote"
            | "body"
            | "caption"
            | "center"
            | "dd"
            | "details"
            | "dialog"
            | "dir"
            | "div"
            | "dl"
            | "dt"
            | "fieldset"
            | "figcaption"
            | "figure"
            | "footer"
            | "form"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "header"
            | "hgroup"
            | "hr"
            | "html"
            | "legend"
            | "li"
            | "listing"
            | "main"
            | "menu"
            | "nav"
            | "ol"
            | "optgroup"
            | "p"
            | "plaintext"
            | "pre"
            | "search"
            | "section"
            | "summary"
            | "table"
            | "tbody"
            | "td"
            | "tfoot"
            | "th"
            | "thead"
            | "tr"
            | "ul"
            | "xmp"
    )
}

/// Elements that no reader sees, or that ask for something.
fn is_silent(name: &str) -> bool {
    matches!(
        name,
        "script"
            | "style"
            | "template"
            | "head"
            | "link"
            | "meta"
            | "title"
            | "base"
            | "input"
            | "select"
            | "textarea"
            | "button"
            | "option"
            | "datalist"
            | "output"
            | "progress"
            | "meter"
            | "canvas"
            | "svg"
            | "map"
            | "area"
            | "param"
            | "track"
            | "frameset"
            | "noframes"
            | "noscript"
    )
}

/// What is counted about a node with all under it.
#[derive(Debug, Clone, Copy, Default)]
struct Weight {
    /// Characters; those of scripts without spaces count for two.
    text: u32,
    /// Of these, in links.
    links: u32,
    /// Of these, in stretches that read as sentences.
    prose: u32,
    /// Full stops, commas and the like.
    stops: u32,
    /// Stretches that read as sentences.
    paragraphs: u32,
    /// Images and other things to look at.
    pictures: u32,
    /// Headings of the first level.
    titles: u32,
}

impl Weight {
    fn add(&mut self, other: Weight) {
        self.text += other.text;
        self.links += other.links;
        self.prose += other.prose;
        self.stops += other.stops;
        self.paragraphs += other.paragraphs;
        self.pictures += other.pictures;
        self.titles += other.titles;
    }

    /// The share of links, in per cent.
    fn linked(&self) -> u32 {
        percent(self.links, self.text)
    }
}

fn percent(part: u32, whole: u32) -> u32 {
    (u64::from(part) * 100 / u64::from(whole.max(1))) as u32
}

/// Finds the article. Without cleaning nothing goes but what is hidden.
pub fn extract(tree: &Tree, clean: Option<Boldness>) -> Extraction {
    let body = tree.find(Tree::ROOT, "body").unwrap_or(Tree::ROOT);
    let mut page = Page::of(tree, body);
    page.hide();
    page.weigh();
    let mut root = body;
    if let Some(boldness) = clean {
        page.drop_furniture();
        page.weigh();
        root = page.root();
        page.clean(root);
        page.drop_links_between(root);
        sift(tree, root, &mut page.verdicts, boldness);
        page.drop_sections(root);
        root = page.grow(root);
    }
    Extraction { root, verdicts: page.verdicts, blocks: page.blocks }
}

struct Page<'a> {
    tree: &'a Tree,
    body: NodeId,
    /// All nodes of the body, in the order of the page.
    order: Vec<NodeId>,
    verdicts: Vec<Verdict>,
    blocks: Vec<bool>,
    weights: Vec<Weight>,
}

impl<'a> Page<'a> {
    fn of(tree: &'a Tree, body: NodeId) -> Page<'a> {
        let order: Vec<NodeId> = tree.within(body).collect();
        let mut blocks = vec![false; tree.len()];
        for id in order.iter().rev() {
            let own = is_block(tree.name(*id));
            blocks[id.index()] |= own;
            if blocks[id.index()]
                && let Some(parent) = tree.parent(*id)
            {
                blocks[parent.index()] = true;
            }
        }
        let verdicts = vec![Verdict::Shown; tree.len()];
        let weights = vec![Weight::default(); tree.len()];
        Page { tree, body, order, verdicts, blocks, weights }
    }

    fn weight(&self, id: NodeId) -> Weight {
        self.weights[id.index()]
    }

    /// Marks what is not to be seen.
    fn hide(&mut self) {
        for id in self.order.clone() {
            let name = self.tree.name(id);
            if is_silent(name) {
                self.verdicts[id.index()] = Verdict::Silent;
            }
        }
        self.weigh();
        let all = self.weight(self.body).text;
        for id in self.order.clone() {
            // Pages are hidden until their script runs: what holds most of the text stays.
            let most = percent(self.weight(id).text, all) > MOST_HIDDEN;
            if id != self.body && !most && hints::is_hidden(self.tree, id) && !self.is_formula(id) {
                self.verdicts[id.index()] = Verdict::Silent;
            }
        }
    }

    /// Formulas are drawn for eyes, and told to others by a part that eyes do not see.
    fn is_formula(&self, id: NodeId) -> bool {
        self.tree.within(id).take(4).any(|id| self.tree.name(id) == "math")
    }

    /// Weighs every node by all that is shown under it.
    fn weigh(&mut self) {
        self.weights.fill(Weight::default());
        let mut units = vec![Weight::default(); self.tree.len()];
        let mut skip: Option<NodeId> = None;
        // The open links and the block of each node come from its parent.
        let mut linked = vec![false; self.tree.len()];
        let mut block = vec![self.body; self.tree.len()];
        for at in 0..self.order.len() {
            let id = self.order[at];
            if skip.is_some_and(|top| self.is_under(id, top)) {
                continue;
            }
            skip = None;
            if self.verdicts[id.index()] != Verdict::Shown {
                skip = Some(id);
                continue;
            }
            let (above, name) = (self.tree.parent(id), self.tree.name(id));
            if id != self.body
                && let Some(above) = above
            {
                linked[id.index()] = linked[above.index()];
                block[id.index()] = block[above.index()];
            }
            linked[id.index()] |= name == "a";
            if is_block(name) {
                block[id.index()] = id;
            }
            let own = &mut self.weights[id.index()];
            own.pictures = u32::from(matches!(name, "img" | "video" | "iframe" | "math"));
            own.titles = u32::from(name == "h1");
            if let Some(text) = self.tree.text(id) {
                let (length, stops) = measure(text);
                let unit = &mut units[block[id.index()].index()];
                unit.text += length;
                unit.stops += stops;
                unit.links += if linked[id.index()] { length } else { 0 };
            }
        }
        for id in self.order.iter().rev() {
            let unit = units[id.index()];
            let name = self.tree.name(*id);
            let own = &mut self.weights[id.index()];
            own.text += unit.text;
            own.links += unit.links;
            own.stops += unit.stops;
            if is_prose(unit, name) {
                own.prose += unit.text - unit.links;
                own.paragraphs += 1;
            }
            let own = *own;
            if *id != self.body
                && let Some(parent) = self.tree.parent(*id)
            {
                self.weights[parent.index()].add(own);
            }
        }
    }

    fn is_under(&self, id: NodeId, top: NodeId) -> bool {
        // Nodes come in the order of the page: what is under `top` follows it until a node
        // whose parent is not under it. Depth is bounded, so this is a short walk.
        self.tree.ancestors(id).any(|above| above == top)
    }

    /// Marks what its element or its names call furniture.
    fn drop_furniture(&mut self) {
        let all = self.weight(self.body);
        for id in self.order.clone() {
            if id == self.body || self.verdicts[id.index()] != Verdict::Shown {
                continue;
            }
            let Some((what, reason)) = self.called(id) else { continue };
            let weight = self.weight(id);
            let much = percent(weight.prose, all.prose) > MOST_FURNITURE;
            let title = weight.titles > 0 && what != Boilerplate::Comments;
            if weight.text > 0 && !much && !title {
                self.verdicts[id.index()] = Verdict::Furniture(what, reason);
            }
        }
    }

    /// What an element's name or its classes call it.
    fn called(&self, id: NodeId) -> Option<(Boilerplate, &'static str)> {
        let name = self.tree.name(id);
        match name {
            "" | "html" | "main" | "em" | "strong" | "b" | "i" | "code" | "pre" | "td" | "th"
            | "tr" | "tbody" | "thead" | "br" | "img" | "math" | "sup" | "sub" => return None,
            "nav" => return Some((Boilerplate::Navigation, "the page marks it as navigation")),
            "aside" if hints::is_lead(self.tree, id) => return None,
            "aside" => return Some((Boilerplate::Related, "the page marks it as an aside")),
            "footer" if !self.is_in(id, &["blockquote", "figure"]) => {
                return Some((Boilerplate::Notice, "the page marks it as a footer"));
            }
            "footer" => return None,
            "dialog" => return Some((Boilerplate::Subscription, "it is a dialogue")),
            _ => {}
        }
        if name == "header" && !self.is_in(id, &["article", "main", "section"]) {
            return Some((Boilerplate::Navigation, "the page marks it as its head"));
        }
        hints::furniture(self.tree, id).map(|what| (what, "its class or id says so"))
    }

    fn is_in(&self, id: NodeId, names: &[&str]) -> bool {
        self.tree.ancestors(id).any(|above| names.contains(&self.tree.name(above)))
    }

    /// The smallest element that holds nearly all of the article.
    fn root(&self) -> NodeId {
        let all = self.weight(self.body).prose;
        let mut best: Option<(usize, u32, NodeId)> = None;
        let mut skip: Option<NodeId> = None;
        for id in &self.order {
            if skip.is_some_and(|top| self.is_under(*id, top)) {
                continue;
            }
            skip = (self.verdicts[id.index()] != Verdict::Shown).then_some(*id);
            if skip.is_some() || !is_block(self.tree.name(*id)) {
                continue;
            }
            let prose = self.weight(*id).prose;
            if percent(prose, all) < ENOUGH_NAMED {
                continue;
            }
            let Some(rank) = hints::body_rank(self.tree, *id) else { continue };
            if best.is_none_or(|(known, most, _)| rank < known || (rank == known && prose > most)) {
                best = Some((rank, prose, *id));
            }
        }
        let start = best.map_or(self.body, |(_, _, id)| id);
        if best.is_some_and(|(rank, ..)| rank <= 1) { start } else { self.descend(start) }
    }

    /// Goes down as long as one child holds nearly all.
    fn descend(&self, start: NodeId) -> NodeId {
        let all = self.weight(start).prose;
        let mut at = start;
        loop {
            let shown = |id: &NodeId| self.verdicts[id.index()] == Verdict::Shown;
            let heaviest = self
                .tree
                .children(at)
                .filter(|id| shown(id) && self.blocks[id.index()])
                .max_by_key(|id| self.weight(*id).prose);
            let Some(child) = heaviest else { return at };
            let weight = self.weight(child);
            let name = self.tree.name(child);
            let holds = !matches!(name, "p" | "blockquote" | "ul" | "ol" | "li" | "table" | "pre");
            if percent(weight.prose, all) < ENOUGH_BELOW || weight.paragraphs < 2 || !holds {
                return at;
            }
            at = child;
        }
    }

    /// Drops what stands under headings that are not the article: "You may also like".
    fn drop_sections(&mut self, root: NodeId) {
        let all = self.weight(root).text;
        for id in self.tree.within(root).collect::<Vec<_>>() {
            let Verdict::Furniture(what, _) = self.verdicts[id.index()] else { continue };
            let opens = matches!(
                what,
                Boilerplate::Related
                    | Boilerplate::Comments
                    | Boilerplate::CommentForm
                    | Boilerplate::Subscription
                    | Boilerplate::Sharing
                    | Boilerplate::Navigation
            );
            if !opens || level(self.tree.name(id)).is_none() {
                continue;
            }
            let under = self.section(id);
            let text: u32 = under.iter().map(|id| self.weight(*id).text).sum();
            if percent(text, all) > MOST_SECTION {
                continue;
            }
            for id in under {
                if self.verdicts[id.index()] == Verdict::Shown && self.weight(id).text > 0 {
                    let reason = "it stands under a heading that is not the article";
                    self.verdicts[id.index()] = Verdict::Furniture(what, reason);
                }
            }
        }
    }

    /// What follows a heading in the same element, up to the next that is as high; where
    /// nothing does, what follows the element that holds it alone.
    fn section(&self, heading: NodeId) -> Vec<NodeId> {
        let tree = self.tree;
        let own = level(tree.name(heading)).unwrap_or(6);
        let next = |id| std::iter::successors(tree.next(id), |at| tree.next(*at));
        let says = |id: &NodeId| self.weight(*id).text > 0;
        let mut from = heading;
        while !next(from).any(|id| says(&id)) {
            let Some(above) = tree.parent(from) else { break };
            if self.weight(above).text > self.weight(heading).text + 10 {
                break;
            }
            from = above;
        }
        let ends = |id: NodeId| {
            let inside = tree.within(id).take(8);
            inside.filter_map(|id| level(tree.name(id))).any(|level| level <= own)
        };
        next(from).take_while(|id| !ends(*id)).collect()
    }

    /// Takes in the lead that stands over the text: the root becomes what holds both, and
    /// what stands between goes.
    fn grow(&mut self, root: NodeId) -> NodeId {
        let tree = self.tree;
        let bound = tree
            .ancestors(root)
            .take(MOST_UP)
            .find(|id| matches!(tree.name(*id), "article" | "main") || hints::is_main(tree, *id));
        let bound = bound.or_else(|| tree.parent(root)).filter(|_| root != self.body);
        let Some(bound) = bound.filter(|bound| self.verdicts[bound.index()] == Verdict::Shown)
        else {
            return root;
        };
        let mut leads: Vec<NodeId> = Vec::new();
        let mut at = Some(bound);
        while let Some(id) = at.filter(|id| *id != root) {
            let shown = self.verdicts[id.index()] == Verdict::Shown;
            if shown && id != bound && self.is_lead(id) {
                leads.push(id);
                at = tree.after_all(id, bound);
                continue;
            }
            let inside = tree.children(id).next().filter(|_| shown);
            at = inside.or_else(|| tree.after_all(id, bound));
        }
        let Some(first) = leads.first().copied() else { return root };
        let parts: Vec<NodeId> = leads.into_iter().chain([root]).collect();
        let top = tree.ancestors(first).find(|above| self.is_under(root, *above));
        let top = top.unwrap_or(root);
        self.keep_only(top, &parts);
        top
    }

    /// Whether an element says in a sentence or two what the text is about.
    fn is_lead(&self, id: NodeId) -> bool {
        let weight = self.weight(id);
        let short = (40..=900).contains(&weight.text) && weight.linked() < 30;
        short && weight.titles == 0 && hints::is_lead(self.tree, id)
    }

    /// Drops everything under `top` that neither holds nor is in one of the parts.
    fn keep_only(&mut self, top: NodeId, parts: &[NodeId]) {
        let tree = self.tree;
        let mut at = Some(top);
        while let Some(id) = at {
            let part = parts.contains(&id);
            let holds = parts.iter().any(|part| self.is_under(*part, id));
            if !part && !holds && self.verdicts[id.index()] == Verdict::Shown {
                let reason = "it stands outside of the article";
                self.verdicts[id.index()] = Verdict::Furniture(Boilerplate::Other, reason);
            }
            let inside = tree.children(id).next().filter(|_| holds && !part);
            at = inside.or_else(|| tree.after_all(id, top));
        }
    }

    /// Drops, within the root, what is little but links.
    fn clean(&mut self, root: NodeId) {
        let all = self.weight(root);
        let within: Vec<NodeId> = self.tree.within(root).skip(1).collect();
        let mut skip: Option<NodeId> = None;
        for id in within {
            if skip.is_some_and(|top| self.is_under(id, top)) {
                continue;
            }
            skip = (self.verdicts[id.index()] != Verdict::Shown).then_some(id);
            if skip.is_some() {
                continue;
            }
            if let Some((what, reason)) = self.is_links(id, all) {
                self.verdicts[id.index()] = Verdict::Furniture(what, reason);
                skip = Some(id);
            }
        }
    }

    /// Drops paragraphs between paragraphs that only lead to other articles.
    fn drop_links_between(&mut self, root: NodeId) {
        let tree = self.tree;
        let shown =
            |id: &NodeId| tree.name(*id) == "p" && self.verdicts[id.index()] == Verdict::Shown;
        let paragraphs: Vec<NodeId> = tree.within(root).filter(shown).collect();
        let only: Vec<NodeId> =
            paragraphs.iter().copied().filter(|id| self.leads_away(*id)).collect();
        if only.len() * 4 > paragraphs.len() {
            return;
        }
        for id in only {
            let reason = "it only leads to another article";
            self.verdicts[id.index()] = Verdict::Furniture(Boilerplate::Related, reason);
        }
    }

    /// Whether a paragraph is one link, perhaps behind a word or two and a mark.
    fn leads_away(&self, id: NodeId) -> bool {
        let (tree, weight) = (self.tree, self.weight(id));
        let mut links = tree.within(id).filter(|at| tree.name(*at) == "a");
        let Some(link) = links.next() else { return false };
        let one = links.next().is_none() && weight.pictures == 0;
        let before = weight.text.saturating_sub(weight.links);
        let text = tree.text_of(id);
        let label = before <= 30
            && text
                .find([':', '|', '»', '>'])
                .is_some_and(|at| at < 90 && at <= before as usize * 3);
        let address = tree.attribute(link, "href").unwrap_or_default();
        let away = address.starts_with("http") || address.starts_with('/');
        one && away && weight.links >= 25 && (before == 0 || label)
    }

    fn is_links(&self, id: NodeId, all: Weight) -> Option<(Boilerplate, &'static str)> {
        let name = self.tree.name(id);
        let weight = self.weight(id);
        if weight.text == 0 || percent(weight.prose, all.prose) > 10 {
            return None;
        }
        let linked = weight.linked();
        let few = match name {
            "ul" | "ol" | "dl" => linked > 70 && weight.paragraphs == 0,
            "div" | "section" | "table" => linked > 60 && weight.prose * 2 < weight.links,
            _ => false,
        };
        few.then_some((Boilerplate::Related, "it is little but links"))
    }
}

/// The level of a heading's name.
fn level(name: &str) -> Option<u8> {
    match name.as_bytes() {
        [b'h', level @ b'1'..=b'6'] => Some(level - b'0'),
        _ => None,
    }
}

/// How much of the text a section may hold that goes for its heading, in per cent.
const MOST_SECTION: u32 = 30;

/// How far above the text what holds the whole article may stand.
const MOST_UP: usize = 8;

/// How much of the page may be hidden, in per cent of its text.
const MOST_HIDDEN: u32 = 50;

/// How much of what reads as text furniture may hold, in per cent.
const MOST_FURNITURE: u32 = 40;

/// How much an element must hold for its name to be believed, in per cent.
const ENOUGH_NAMED: u32 = 50;

/// How much a child must hold for the rest to be given up, in per cent.
const ENOUGH_BELOW: u32 = 90;

/// Whether a stretch of text reads as sentences.
fn is_prose(unit: Weight, name: &str) -> bool {
    let long = unit.text >= 60 || (unit.text >= 30 && matches!(name, "p" | "pre" | "blockquote"));
    let own = matches!(name, "pre" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6");
    long && unit.links * 2 < unit.text && unit.stops > 0 && !(own && name != "pre")
}

/// The length of a text and how many marks of sentences it has.
fn measure(text: &str) -> (u32, u32) {
    let (mut length, mut stops, mut space) = (0, 0, true);
    for c in text.chars() {
        if c.is_whitespace() {
            length += u32::from(!space);
            space = true;
            continue;
        }
        space = false;
        length += if is_unspaced(c) { 2 } else { 1 };
        let stop = matches!(
            c,
            '.' | ',' | '!' | '?' | ';' | '。' | '，' | '、' | '！' | '？' | '؟' | '،' | '।' | '…'
        );
        stops += u32::from(stop);
    }
    (length, stops)
}
