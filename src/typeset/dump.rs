//! A [`Layout`] as text, for people and for tests.
//!
//! ```text
//! page 1  595.28 x 841.89
//!   line y=293.47  x=133.23..461.98  +0.8 %
//!     LibertinusSerif-Regular 10.5  “The sheriff rode into the of” + hyphen  ligatures ff
//!   rule x=133.23 y=301.2  328.54 x 0.5
//! ```
//!
//! Lengths are points, rounded to hundredths; y runs downwards. What follows
//! each other on a baseline without a gap is a line. Its runs stand one under
//! the other in the order in which they are seen, from left to right, each with
//! its own text in the order in which it is read. Where that is not the order
//! of the whole line, the line's text stands under it once more, after `read`.

use std::fmt::Write as _;

use super::layout::{ContentId, GlyphRun, Item, Kid, Layout, Placed, TagId, TagTree};
use super::shape::is_ignorable;
use crate::compose::flow::LinkTarget;
use crate::fonts::{Face, Faces};
use crate::language::Tag;
use crate::length::Length;
use crate::theme::Color;

/// All pages of a layout as text. `faces` are those that came with it.
pub fn dump(layout: &Layout<'_>, faces: &Faces<'_>) -> String {
    let languages = languages(&layout.tags);
    let mut text = String::new();
    for (index, page) in layout.pages.iter().enumerate() {
        let mut dump = Dump { layout, faces, languages: &languages, entries: Vec::new() };
        page.items.iter().for_each(|placed| dump.place(placed));
        _ = writeln!(text, "page {}  {} x {}", index + 1, page.width, page.height);
        dump.entries.iter().for_each(|entry| entry.write(&mut text));
    }
    text
}

/// One page, growing.
struct Dump<'d, 'a> {
    layout: &'d Layout<'a>,
    faces: &'d Faces<'a>,
    languages: &'d [Option<Tag>],
    entries: Vec<Entry>,
}

enum Entry {
    Line(Line),
    /// A rule, or an image that stands alone.
    Other(String),
}

/// What follows each other on a baseline.
struct Line {
    y: Length,
    start: Length,
    end: Length,
    parts: Vec<Part>,
    /// What a reader can click on it.
    links: Vec<String>,
}

/// A run, a box or an image on a line.
struct Part {
    x: Length,
    size: Length,
    /// How far it is raised over the line.
    raise: Length,
    expansion: i32,
    level: u8,
    /// Face and size; what it is when it has no glyphs.
    head: String,
    /// What it shows.
    text: String,
    /// Whether a hyphen was added that the text does not have.
    hyphen: bool,
    /// What else is worth a word.
    details: Vec<String>,
}

impl Dump<'_, '_> {
    fn place(&mut self, placed: &Placed<'_>) {
        let at = placed.at;
        match &placed.item {
            Item::Run(run) => self.part(at.y, run.width(), self.run(run, placed)),
            Item::Missing { width, height, text, color } => {
                // A box keeps a tenth of its width free at both sides.
                let side = *width / 10;
                let part = Part {
                    x: at.x - side,
                    text: text.clone(),
                    details: details(self.language(placed.content), *color),
                    ..Part::new(*height, "box")
                };
                self.part(at.y + *height, *width + side * 2, part);
            }
            Item::Image { width, height, key, .. } => {
                let head = format!("image {key} {width} x {height}");
                let part = Part { x: at.x, ..Part::new(*height, &head) };
                self.part(at.y + *height, *width, part);
            }
            Item::Rule { width, height, color } => {
                let mut rule = format!("rule x={} y={}  {width} x {height}", at.x, at.y);
                rule.extend(shown_color(*color).map(|color| format!("  {color}")));
                self.entries.push(Entry::Other(rule));
            }
            Item::Link { width, link, .. } => {
                let target = match &self.layout.links[*link] {
                    LinkTarget::Address(address) => address.clone(),
                    LinkTarget::Anchor(anchor) | LinkTarget::Note { anchor, .. } => {
                        format!("#{anchor}")
                    }
                };
                let link = format!("link x={}..{}  {target}", at.x, at.x + *width);
                match self.line() {
                    Some(line) => line.links.push(link),
                    None => self.entries.push(Entry::Other(link)),
                }
            }
        }
    }

    /// The line that was begun last. Rules and links do not end it.
    fn line(&mut self) -> Option<&mut Line> {
        self.entries.iter_mut().rev().find_map(|entry| match entry {
            Entry::Line(line) => Some(line),
            Entry::Other(_) => None,
        })
    }

    /// Adds a part to the last line, or begins one.
    fn part(&mut self, y: Length, width: Length, mut part: Part) {
        let (x, size) = (part.x, part.size);
        if let Some(line) = self.line().filter(|line| line.goes_on(x, y, size)) {
            part.raise = line.y - y;
            line.end = x + width;
            line.parts.push(part);
            return;
        }
        let line = Line { y, start: x, end: x + width, parts: vec![part], links: Vec::new() };
        self.entries.push(Entry::Line(line));
    }

    fn run(&self, run: &GlyphRun, placed: &Placed<'_>) -> Part {
        let face = self.faces.get(run.face);
        let mut details = details(self.language(placed.content), run.color);
        let hyphen = hyphen_is_added(run);
        let (ligatures, forms) = letterforms(run, face);
        if !ligatures.is_empty() {
            details.push(format!("ligatures {}", ligatures.join(" ")));
        }
        if !forms.is_empty() {
            details.push(format!("forms {forms}"));
        }
        if placed.content.is_none() {
            details.push("artifact".to_owned());
        }
        let shown = &run.text[..run.shown];
        let text = shown.strip_suffix('\u{AD}').filter(|_| hyphen).unwrap_or(shown);
        Part {
            x: placed.at.x,
            expansion: run.expansion,
            level: run.level,
            text: text.to_owned(),
            hyphen,
            details,
            ..Part::new(run.size, &format!("{} {}", face.postscript_name, run.size))
        }
    }

    fn language(&self, content: Option<ContentId>) -> Option<&Tag> {
        self.languages.get(content?.0 as usize)?.as_ref()
    }
}

impl Line {
    /// Whether what begins at a place stands on this line.
    fn goes_on(&self, x: Length, y: Length, size: Length) -> bool {
        /// What rounding may make of a box's sides.
        const SLACK: i64 = Length::POINT / 100;
        let largest = self.parts.iter().map(|part| part.size).max().unwrap_or_default();
        (x - self.end).0.abs() <= SLACK && (y - self.y).0.abs() < largest.max(size).0 / 2
    }

    /// The text in the order in which it is read (UAX #9, L2 taken back).
    fn read(&self) -> Option<String> {
        let highest = self.parts.iter().map(|part| part.level).max()?;
        let mut parts: Vec<&Part> = self.parts.iter().collect();
        for level in 1..=highest {
            parts
                .chunk_by_mut(|a, b| (a.level >= level) == (b.level >= level))
                .filter(|chunk| chunk.iter().all(|part| part.level >= level))
                .for_each(<[&Part]>::reverse);
        }
        let same = parts.iter().zip(&self.parts).all(|(read, seen)| std::ptr::eq(*read, seen));
        (!same).then(|| parts.iter().map(|part| part.text.as_str()).collect())
    }
}

impl Line {
    fn write(&self, text: &mut String) {
        _ = write!(text, "  line y={}  x={}..{}", self.y, self.start, self.end);
        // The glyphs of a line give alike, those that do at all.
        let expansions = self.parts.iter().map(|part| part.expansion);
        let expansion = expansions.max_by_key(|expansion| expansion.abs()).unwrap_or(0);
        if expansion != 0 {
            let (sign, size) = (if expansion < 0 { '-' } else { '+' }, expansion.unsigned_abs());
            _ = write!(text, "  {sign}{}.{:02} %", size / 100, size % 100);
        }
        text.push('\n');
        let alone = self.parts.len() == 1;
        self.parts.iter().for_each(|part| part.write(alone, text));
        if let Some(read) = self.read() {
            _ = writeln!(text, "    read  “{}”", visible(&read));
        }
        self.links.iter().for_each(|link| _ = writeln!(text, "    {link}"));
    }
}

impl Part {
    fn new(size: Length, head: &str) -> Part {
        Part {
            x: Length::ZERO,
            size,
            raise: Length::ZERO,
            expansion: 0,
            level: 0,
            head: head.to_owned(),
            text: String::new(),
            hyphen: false,
            details: Vec::new(),
        }
    }

    fn write(&self, alone: bool, text: &mut String) {
        text.push_str("    ");
        if !alone {
            _ = write!(text, "x={}  ", self.x);
        }
        text.push_str(&self.head);
        if !self.text.is_empty() {
            _ = write!(text, "  “{}”", visible(&self.text));
        }
        if self.hyphen {
            text.push_str(" + hyphen");
        }
        if self.raise != Length::ZERO {
            _ = write!(text, "  raised {}", self.raise);
        }
        if self.level > 0 {
            _ = write!(text, "  level {}", self.level);
        }
        self.details.iter().for_each(|detail| _ = write!(text, "  {}", visible(detail)));
        text.push('\n');
    }
}

impl Entry {
    fn write(&self, text: &mut String) {
        match self {
            Entry::Other(other) => _ = writeln!(text, "  {other}"),
            Entry::Line(line) => line.write(text),
        }
    }
}

/// What is said of language and colour.
fn details(language: Option<&Tag>, color: Color) -> Vec<String> {
    let language = language.map(|language| format!("lang {language}"));
    language.into_iter().chain(shown_color(color)).collect()
}

fn shown_color(color: Color) -> Option<String> {
    (color != Color::BLACK).then(|| color.to_string())
}

/// Whether the last character read is a hyphen that the text does not have.
fn hyphen_is_added(run: &GlyphRun) -> bool {
    let end = run.shown as u32;
    let said = run.shown < run.text.len();
    run.text[..run.shown].ends_with('\u{AD}')
        && (said || run.glyphs.iter().any(|glyph| glyph.text_end == end))
}

/// The letters that are joined in one glyph, and the characters that are shown
/// by another glyph than the face has for them first: figures, small capitals,
/// superiors, letters that join.
fn letterforms(run: &GlyphRun, face: &Face) -> (Vec<String>, String) {
    let (mut ligatures, mut forms) = (Vec::new(), String::new());
    let mut shares: Vec<_> = run.glyphs.iter().filter(|g| g.text_start < g.text_end).collect();
    // What is said of a divided word is no letterform.
    shares.retain(|glyph| glyph.text_end as usize <= run.shown);
    shares.sort_by_key(|glyph| glyph.text_start);
    for glyph in shares {
        let share = &run.text[glyph.text_start as usize..glyph.text_end as usize];
        let mut letters = share.chars().filter(|c| !is_ignorable(*c));
        match (letters.next(), letters.next()) {
            (Some(letter), None) if face.glyph(letter) != Some(glyph.id) => forms.push(letter),
            (Some(_), Some(_)) => ligatures.push(share.to_owned()),
            _ => {}
        }
    }
    (ligatures, forms)
}

/// A text with escapes for what is not seen.
fn visible(text: &str) -> String {
    let hidden = |c: char| is_ignorable(c) || c.is_control() || matches!(c, '\u{A0}' | '\u{2028}');
    let mut visible = String::with_capacity(text.len());
    for character in text.chars() {
        match hidden(character) {
            true => visible.extend(character.escape_unicode()),
            false => visible.push(character),
        }
    }
    visible
}

/// The language of each content, where it is not that of the whole.
fn languages(tags: &TagTree) -> Vec<Option<Tag>> {
    let mut languages = vec![None; tags.content_count()];
    let mut open: Vec<(TagId, Option<&Tag>)> = vec![(TagTree::ROOT, None)];
    while let Some((id, around)) = open.pop() {
        let node = &tags.nodes[id.0 as usize];
        let own = node.language.as_ref().or(around);
        for kid in &node.kids {
            match kid {
                Kid::Node(node) => open.push((*node, own)),
                Kid::Content(content) => languages[content.0 as usize] = own.cloned(),
            }
        }
    }
    languages
}
