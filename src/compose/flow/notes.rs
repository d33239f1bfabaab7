//! Notes on paper: those of the article, and the addresses of its links.
//!
//! Marks and notes find each other through one list. Who lowers a mark asks it
//! for the note, which gets its number then: numbers follow the text. Where
//! both kinds stand in the same place they share one sequence of numbers, as a
//! reader looks for both there. Where they stand in different places each kind
//! has its own, and the numbers of addresses stand in brackets, so that a mark
//! says where to look. An address has one note, however often it is linked.
//! Notes have no notes at their own feet: addresses stand in their text, and a
//! note that only another one refers to stands at the end.
//!
//! Each article of several counts anew: it begins a page, and its notes end it.

use std::collections::BTreeMap;

use super::lower::{Lowering, Setting};
use super::{Group, LinkTarget, Node, Run, Structure, address};
use crate::article::{Block, Note, plain_text, walk};
use crate::compose::Part;
use crate::language::Direction;
use crate::length::Length;
use crate::source::Span;
use crate::theme::{AddressPlace, NotePlace, Role, Theme};

/// The notes of an article, growing as marks are lowered.
pub(super) struct Notes<'a> {
    part: &'a Part<'a>,
    place: NotePlace,
    /// Where addresses stand, as the theme has it.
    pub addresses: AddressPlace,
    /// Where they stand as notes.
    address_place: NotePlace,
    /// How many notes stand at the feet of pages, those of articles before included.
    at_foot: usize,
    list: Vec<Entry<'a>>,
    /// The notes of the article by their ids, as places in the list.
    own: BTreeMap<&'a str, usize>,
    /// The addresses as they are shown, as places in the list.
    linked: BTreeMap<String, usize>,
    /// Whether what is lowered stands in a note.
    pub inside: bool,
}

/// A note.
struct Entry<'a> {
    text: NoteText<'a>,
    number: usize,
    /// What leads to the note and back to its first mark, as places in [`super::Flow::links`].
    links: [usize; 2],
    /// The names of both.
    anchors: [String; 2],
    /// Its place in [`super::Flow::notes`], if it stands there.
    foot: Option<usize>,
    /// Whether a mark has the name that leads back.
    marked: bool,
}

/// What a note says.
enum NoteText<'a> {
    /// What the article wrote.
    Own(&'a Note),
    /// An address as it is shown, and the place of its link in [`super::Flow::links`].
    Address(String, usize),
}

/// What a mark in the text says and leads to.
pub(super) struct Mark {
    pub text: String,
    pub link: usize,
    /// The name that leads to it; the first mark of a note has it.
    pub anchor: Option<String>,
    /// See [`Run::note`].
    pub note: Option<usize>,
}

impl<'a> Notes<'a> {
    /// None yet, after some at the feet of pages.
    pub fn new(part: &'a Part<'a>, theme: &Theme, at_foot: usize) -> Notes<'a> {
        let (place, addresses) = (theme.notes.place, theme.links.addresses);
        let address_place = match addresses {
            AddressPlace::Foot => NotePlace::Foot,
            AddressPlace::End => NotePlace::End,
            AddressPlace::None | AddressPlace::Inline => place,
        };
        Notes {
            part,
            place,
            addresses,
            address_place,
            at_foot,
            list: Vec::new(),
            own: BTreeMap::new(),
            linked: BTreeMap::new(),
            inside: false,
        }
    }

    /// The mark of one of the article's notes; `None` when there is no such note.
    pub fn own(&mut self, id: &str, links: &mut Vec<LinkTarget>) -> Option<Mark> {
        let index = self.part.note_number(id)?;
        let note = &self.part.article.notes[index - 1];
        let at = self.own.get(note.id.as_str()).copied().unwrap_or_else(|| {
            self.own.insert(&note.id, self.list.len());
            self.add(NoteText::Own(note), index, links)
        });
        Some(self.mark(at))
    }

    /// The mark of an address, whose link has a place in `links`.
    pub fn address(&mut self, shown: &str, link: usize, links: &mut Vec<LinkTarget>) -> Mark {
        let at = self.linked.get(shown).copied().unwrap_or_else(|| {
            self.linked.insert(shown.to_owned(), self.list.len());
            let index = self.linked.len();
            self.add(NoteText::Address(shown.to_owned(), link), index, links)
        });
        self.mark(at)
    }

    /// Adds a note to the list. `index` tells it from the others of its kind.
    fn add(&mut self, text: NoteText<'a>, index: usize, links: &mut Vec<LinkTarget>) -> usize {
        let own = matches!(text, NoteText::Own(_));
        let alike = if own { self.own.len() } else { self.linked.len() };
        let number = if self.share_numbers() { self.list.len() + 1 } else { alike };
        let place = if own { self.place } else { self.address_place };
        let foot = (place == NotePlace::Foot && !self.inside).then(|| {
            self.at_foot += 1;
            self.at_foot - 1
        });
        let names = if own { ["note", "mark"] } else { ["link", "link-mark"] };
        let anchors = names.map(|name| anchor(name, self.part.index, index));
        let heading = if own { self.part.words.notes } else { self.part.words.links };
        let said = format!("{heading}: {number}");
        let whole = match &text {
            NoteText::Own(note) => format!("{said} {}", words(&note.blocks)),
            NoteText::Address(shown, _) => format!("{said} {shown}"),
        };
        let first = links.len();
        let said = [excerpt(&whole).to_owned(), said];
        let targets = anchors.iter().cloned().zip(said);
        links.extend(targets.map(|(anchor, said)| LinkTarget::Note { anchor, said }));
        let links = [first, first + 1];
        self.list.push(Entry { text, number, links, anchors, foot, marked: false });
        self.list.len() - 1
    }

    fn mark(&mut self, at: usize) -> Mark {
        let shown = self.number(at);
        let entry = &mut self.list[at];
        let first = !std::mem::replace(&mut entry.marked, true);
        let anchor = first.then(|| entry.anchors[1].clone());
        let note = entry.foot.filter(|_| first);
        Mark { text: shown, link: entry.links[0], anchor, note }
    }

    /// Whether both kinds of notes stand in the same place.
    fn share_numbers(&self) -> bool {
        self.address_place == self.place
    }

    /// The number of a note as its mark shows it.
    fn number(&self, at: usize) -> String {
        let Entry { text, number, .. } = &self.list[at];
        let apart = !self.share_numbers() && !self.part.article.notes.is_empty();
        match text {
            NoteText::Address(..) if apart => format!("[{number}]"),
            _ => number.to_string(),
        }
    }

    /// The number of a note as it stands before its text.
    fn label(&self, at: usize) -> String {
        let number = self.number(at);
        if number.ends_with(']') { number } else { number + "." }
    }
}

impl<'a> Lowering<'_, 'a> {
    /// The notes at the end under a heading; those at the feet of pages become
    /// the flow's.
    pub(super) fn notes(&mut self, setting: Setting<'a>) -> Vec<Node<'a>> {
        self.notes.inside = true;
        let mut nodes = Vec::new();
        let mut any_own = false;
        let mut unmarked = self.part.article.notes.iter();
        let mut at = 0;
        loop {
            // Notes may refer to others, which then join the list.
            while at < self.notes.list.len() {
                let group = self.note(at, Setting { role: Role::Note, ..setting });
                let entry = &self.notes.list[at];
                if entry.foot.is_some() {
                    self.footnotes.push(group);
                } else {
                    any_own |= matches!(entry.text, NoteText::Own(_));
                    nodes.push(Node::Group(group));
                }
                at += 1;
            }
            // No note is lost, even one without a mark.
            let lost = unmarked.find(|note| !self.notes.own.contains_key(note.id.as_str()));
            match lost {
                Some(note) => _ = self.notes.own(&note.id, self.links),
                None => break,
            }
        }
        if !nodes.is_empty() {
            let words = self.part.words;
            let title = if any_own { words.notes } else { words.links };
            nodes.insert(0, self.notes_title(title, setting));
        }
        nodes
    }

    /// The heading over the notes at the end.
    fn notes_title(&self, word: &'static str, setting: Setting<'a>) -> Node<'a> {
        let setting = Setting { role: Role::NotesTitle, ..setting };
        let mut title = self.paragraph_of(vec![Run::plain(word)], setting, Span::NONE);
        title.structure = self.heading_structure(1);
        title.opens = true;
        title.outline = Some((1, word.to_owned()));
        Node::Paragraph(title)
    }

    fn note(&mut self, at: usize, setting: Setting<'a>) -> Group<'a> {
        let mut label = Run::plain(self.notes.label(at));
        let entry = &self.notes.list[at];
        label.link = Some(entry.links[1]);
        label.structure = Some(Structure::Link);
        label.anchor = Some(entry.anchors[0].clone());
        let children = match &entry.text {
            NoteText::Own(note) => {
                let note = *note;
                self.blocks(&note.blocks, setting)
            }
            NoteText::Address(shown, link) => {
                let run = address_run(shown, *link, setting.direction);
                vec![self.address(run, setting)]
            }
        };
        // A note holds its paragraphs directly; only items of lists have a body.
        Group {
            structure: Some(Structure::Note),
            children,
            ..self.marked(label, setting, Length::ZERO)
        }
    }

    fn address(&self, mut run: Run<'a>, setting: Setting<'a>) -> Node<'a> {
        run.style.color = Some(self.theme.link_color);
        let mut paragraph = self.paragraph_of(vec![run], setting, Span::NONE);
        paragraph.opens = true;
        Node::Paragraph(paragraph)
    }
}

/// An address as it is shown. Among text from right to left it is isolated
/// (UAX #9), or a slash at its end would go to the other side.
pub(super) fn address_run<'a>(shown: &str, link: usize, direction: Direction) -> Run<'a> {
    let mut run = Run::plain(match direction {
        Direction::LeftToRight => shown.to_owned(),
        Direction::RightToLeft => format!("\u{2066}{shown}\u{2069}"),
    });
    run.link = Some(link);
    run.structure = Some(Structure::Link);
    run.style.typed = true;
    run
}

/// Whether the address of a link is to be told: its text does not say it, and
/// it leads out of the article.
pub(super) fn told(text: &str, target: &str, part: &Part<'_>) -> Option<String> {
    let shown = address::shown(target, &part.language)?;
    let article = part.article.meta.source_url.as_deref();
    let here = article.is_some_and(|article| address::same_document(target, article));
    (!here && !address::says(text, target)).then_some(shown)
}

/// The name of a note or a mark. Ids of headings never hold a colon, so the
/// names never meet; nor do those of several articles.
fn anchor(kind: &str, part: usize, number: usize) -> String {
    match part {
        0 => format!("{kind}:{number}"),
        _ => format!("{kind}:{}:{number}", part + 1),
    }
}

/// The words of some blocks, in a line.
fn words(blocks: &[Block]) -> String {
    let mut words = String::new();
    walk::blocks_in(blocks, &mut |block| {
        for run in block.kind.inlines() {
            words.push_str(plain_text(run).trim());
            words.push(' ');
        }
    });
    words.trim_end().to_owned()
}

/// The beginning of a text that is spoken for something else, up to a word's end.
fn excerpt(text: &str) -> &str {
    const MOST: usize = 120;
    match text.char_indices().nth(MOST) {
        None => text.trim_end(),
        Some((at, _)) => text[..at].rsplit_once(' ').map_or(&text[..at], |(words, _)| words),
    }
}
