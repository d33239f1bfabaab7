//! Where the places stand that links and notes lead to, and what they are called.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::article::{Article, BlockKind, walk};

/// The anchors of one article, which may be spread over several files.
#[derive(Debug, Clone)]
pub struct Anchors<'a> {
    files: Vec<String>,
    /// The file of each heading's id.
    headings: BTreeMap<&'a str, usize>,
    /// Before each id, so that articles in one file keep apart.
    prefix: String,
    /// After the words in the ids of notes, so that no heading has the same.
    suffix: String,
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
        let mut headings = BTreeMap::new();
        let mut collect = |blocks: &'a [_], file: usize| {
            walk::blocks_in(blocks, &mut |block| {
                if let BlockKind::Heading(heading) = &block.kind
                    && !heading.id.is_empty()
                {
                    headings.entry(heading.id.as_str()).or_insert(file);
                }
            });
        };
        for (file, stretch) in stretches.iter().enumerate() {
            collect(&article.blocks[stretch.clone()], file);
        }
        for note in &article.notes {
            collect(&note.blocks, files.len() - 1);
        }
        let suffix = suffix(&headings);
        Anchors { files, headings, prefix, suffix }
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

    /// The id that a heading gets.
    pub fn heading_id(&self, id: &str) -> String {
        format!("{}{id}", self.prefix)
    }

    /// The address of a heading, as any other document beside the files writes it.
    pub fn heading_address(&self, id: &str) -> Option<String> {
        let file = self.headings.get(id)?;
        Some(format!("{}#{}", self.files[*file], self.heading_id(id)))
    }

    /// The address of a heading, as `from` writes it.
    pub(super) fn heading(&self, from: usize, id: &str) -> Option<String> {
        let file = self.headings.get(id)?;
        Some(self.address(from, *file, &self.heading_id(id)))
    }

    /// The address of the beginning of the article.
    pub fn start(&self) -> &str {
        &self.files[0]
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

/// The shortest row of `_` that keeps the ids of notes apart from those of headings.
fn suffix(headings: &BTreeMap<&str, usize>) -> String {
    let longest = headings.keys().filter_map(|id| {
        let rest = ["notes", "note", "ref"].iter().find_map(|word| id.strip_prefix(word))?;
        Some(rest.bytes().take_while(|byte| *byte == b'_').count() + 1)
    });
    "_".repeat(longest.max().unwrap_or(0))
}
