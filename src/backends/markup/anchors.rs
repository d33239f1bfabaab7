//! Where the places stand that links and notes lead to, and what they are called.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::ops::Range;

use crate::article::{Article, Block, BlockKind, InlineKind, walk};

/// The anchors of one article, which may be spread over several files.
#[derive(Debug, Clone)]
pub struct Anchors<'a> {
    files: Vec<String>,
    places: Places<'a>,
    /// How many of them stand before the notes.
    in_text: usize,
    /// Before each id, so that articles in one file keep apart.
    prefix: String,
    /// After the words in the ids of notes, so that no other place has the same.
    suffix: String,
}

/// The headings and page markers of an article.
#[derive(Debug, Clone, Default)]
struct Places<'a> {
    /// The file of each, by its id.
    files: BTreeMap<&'a str, usize>,
    /// Their ids in the order of the text.
    order: Vec<&'a str>,
}

impl<'a> Places<'a> {
    fn collect(&mut self, blocks: &'a [Block], file: usize) {
        walk::blocks_in(blocks, &mut |block| {
            if let BlockKind::Heading(heading) = &block.kind {
                self.add(&heading.id, file);
            }
            for run in block.kind.inlines() {
                walk::inlines_in(run, &mut |inline| {
                    if let InlineKind::PageMarker(marker) = &inline.kind {
                        self.add(&marker.id, file);
                    }
                });
            }
        });
    }

    fn add(&mut self, id: &'a str, file: usize) {
        if let (false, Entry::Vacant(entry)) = (id.is_empty(), self.files.entry(id)) {
            entry.insert(file);
            self.order.push(id);
        }
    }

    /// The shortest row of `_` that keeps the ids of notes apart from all others.
    fn suffix(&self) -> String {
        let longest = self.files.keys().filter_map(|id| {
            let rest = ["notes", "note", "ref"].iter().find_map(|word| id.strip_prefix(word))?;
            Some(rest.bytes().take_while(|byte| *byte == b'_').count() + 1)
        });
        "_".repeat(longest.max().unwrap_or(0))
    }
}

impl<'a> Anchors<'a> {
    /// The anchors of an article of which `stretches` (of its blocks) are in `files`,
    /// in this order; where there are more files than stretches, the notes are in the last one.
    pub fn new(
        article: &'a Article,
        files: Vec<String>,
        stretches: &[Range<usize>],
        prefix: String,
    ) -> Anchors<'a> {
        let mut places = Places::default();
        for (file, stretch) in stretches.iter().enumerate() {
            places.collect(&article.blocks[stretch.clone()], file);
        }
        let in_text = places.order.len();
        for note in &article.notes {
            places.collect(&note.blocks, files.len() - 1);
        }
        let suffix = places.suffix();
        Anchors { files, places, in_text, prefix, suffix }
    }

    /// The anchors of an article that is whole in one file.
    pub fn in_one_file(article: &'a Article, file: String, prefix: String) -> Anchors<'a> {
        let all = 0..article.blocks.len();
        Anchors::new(article, vec![file], std::slice::from_ref(&all), prefix)
    }

    /// The file in which the notes are.
    pub fn notes_file(&self) -> usize {
        self.files.len() - 1
    }

    /// The name of a file.
    pub fn file_name(&self, file: usize) -> &str {
        &self.files[file]
    }

    /// The id that a heading or a page marker gets.
    pub fn place_id(&self, id: &str) -> String {
        format!("{}{id}", self.prefix)
    }

    /// The address of a heading or a page marker, as any other document beside the files writes it.
    pub fn place_address(&self, id: &str) -> Option<String> {
        let file = self.places.files.get(id)?;
        Some(format!("{}#{}", self.files[*file], self.place_id(id)))
    }

    /// The address of a heading or a page marker, as `from` writes it.
    pub(super) fn place(&self, from: usize, id: &str) -> Option<String> {
        let file = self.places.files.get(id)?;
        Some(self.address(from, *file, &self.place_id(id)))
    }

    /// The address of the beginning of the article.
    pub fn start(&self) -> &str {
        &self.files[0]
    }

    /// The addresses of the beginning, of headings, page markers and the heading over the notes,
    /// in the order of the text, as any other document writes them.
    pub fn addresses(&self) -> Vec<String> {
        let of = |ids: &[&str]| ids.iter().filter_map(|id| self.place_address(id)).collect();
        let (text, notes) = self.places.order.split_at(self.in_text);
        let parts: [Vec<String>; 4] =
            [vec![self.start().to_owned()], of(text), vec![self.notes_address()], of(notes)];
        parts.concat()
    }

    /// The address of the heading over the notes, as any other document writes it.
    pub fn notes_address(&self) -> String {
        format!("{}#{}", self.files[self.notes_file()], self.notes_id())
    }

    /// The id of the heading over the notes.
    pub fn notes_id(&self) -> String {
        format!("{}notes{}", self.prefix, self.suffix)
    }

    /// The id of a note by its number.
    pub(super) fn note_id(&self, number: usize) -> String {
        format!("{}note{}-{number}", self.prefix, self.suffix)
    }

    /// The id of the first, second … mark that refers to a note.
    pub(super) fn reference_id(&self, number: usize, time: usize) -> String {
        let id = format!("{}ref{}-{number}", self.prefix, self.suffix);
        if time > 1 { format!("{id}-{time}") } else { id }
    }

    /// The address of an id in a file, as `from` writes it.
    pub(super) fn address(&self, from: usize, file: usize, id: &str) -> String {
        let name = if from == file { "" } else { &self.files[file] };
        format!("{name}#{id}")
    }
}
