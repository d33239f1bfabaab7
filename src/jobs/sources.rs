//! From what was named to inputs, one after the other: files, folders, lists of files, records.
//!
//! Nothing is held but where the search stands, so that memory does not grow with the batch. A
//! folder's entries come in the order of their names, whatever the file system says.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::input::{Input, InputError, explain};
use super::records::{self, Records};
use crate::limits::Limits;
use crate::readers::READERS;

/// What was named to be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// One article.
    Article(Input),
    /// All articles in a folder, and in the folders in it.
    Folder(PathBuf),
    /// The files that a file names, a line each; `None` for standard input.
    List(Option<PathBuf>),
    /// The records of a file; `None` for standard input.
    Records(Option<PathBuf>),
}

impl Source {
    /// The name for messages.
    pub fn name(&self) -> String {
        match self {
            Source::Article(input) => input.name(),
            Source::Folder(path) => path.to_string_lossy().into_owned(),
            Source::List(path) | Source::Records(path) => {
                path.as_ref().map_or("-".to_owned(), |path| path.to_string_lossy().into_owned())
            }
        }
    }

    /// Whether it reads standard input.
    pub fn is_stdin(&self) -> bool {
        matches!(self, Source::Article(Input::Stdin) | Source::List(None) | Source::Records(None))
    }

    /// Whether it may be many articles.
    pub fn is_many(&self) -> bool {
        !matches!(self, Source::Article(_))
    }
}

/// How sources are searched.
#[derive(Debug, Clone, Copy)]
pub struct Search {
    /// Whether files count whatever their names end in, since the format was given.
    pub any_ending: bool,
    /// Whether files that are named like records are none, since another format was given.
    pub no_records: bool,
    /// The most bytes of a record.
    pub longest: usize,
}

impl Default for Search {
    fn default() -> Search {
        Search { any_ending: false, no_records: false, longest: Limits::MOST.input }
    }
}

/// An input, or what was in the way, with the name for messages.
pub type Found = Result<Input, (String, InputError)>;

/// Standard input, as far as a source reads it.
pub type Stdin = Box<dyn Read + Send>;

/// The inputs of sources.
pub struct Inputs<'a> {
    sources: std::iter::Enumerate<std::slice::Iter<'a, Source>>,
    search: Search,
    /// For the one source that reads it, if it is no article.
    stdin: Option<Stdin>,
    /// What has begun, the innermost last.
    begun: Vec<Begun>,
    /// The source that the last input is of, by its place.
    at: usize,
}

/// A source that has begun.
enum Begun {
    Walk(Walk),
    Lines(Box<dyn BufRead + Send>, String),
    Records(Box<Records>),
}

/// What is left of a folder, the next entry last.
struct Walk {
    root: Arc<Path>,
    /// Paths below the root.
    rest: Vec<PathBuf>,
}

impl<'a> Inputs<'a> {
    /// Those of some sources, in order.
    pub fn of(sources: &'a [Source], search: Search, stdin: Option<Stdin>) -> Inputs<'a> {
        let sources = sources.iter().enumerate();
        Inputs { sources, search, stdin, begun: Vec::new(), at: 0 }
    }

    fn begin(&mut self, source: &Source) -> Result<Option<Input>, InputError> {
        let begun = match source {
            Source::Article(input) => return Ok(Some(input.clone())),
            Source::Folder(root) => {
                let root: Arc<Path> = root.as_path().into();
                Begun::Walk(Walk { rest: entries(&root, Path::new(""))?, root })
            }
            Source::List(path) => {
                let stream: Stdin = match path {
                    Some(path) => Box::new(File::open(path).map_err(|e| explain(path, e))?),
                    None => self.stdin.take().unwrap_or_else(|| Box::new(io::empty())),
                };
                Begun::Lines(Box::new(BufReader::new(stream)), source.name())
            }
            Source::Records(Some(path)) => {
                Begun::Records(Box::new(Records::of_file(path, self.search.longest)?))
            }
            Source::Records(None) => {
                let stdin = self.stdin.take().unwrap_or_else(|| Box::new(io::empty()));
                let records = Records::of(stdin, "-", Path::new("."), self.search.longest);
                Begun::Records(Box::new(records.map_err(InputError::Unreadable)?))
            }
        };
        self.begun.push(begun);
        Ok(None)
    }

    /// The next input of what has begun last; `None` when that is at its end or has begun
    /// something else.
    fn advance(&mut self) -> Option<Found> {
        match self.begun.last_mut()? {
            Begun::Records(records) => match records.next() {
                Some((_, Ok(record))) => Some(Ok(Input::Record(Box::new(record)))),
                Some((name, Err(error))) => Some(Err((name, error))),
                None => self.over(),
            },
            Begun::Lines(lines, name) => match line(lines.as_mut()) {
                Ok(Some(path)) => self.file(path.clone(), Input::File(path)),
                Ok(None) => self.over(),
                Err(error) => {
                    let failed = (name.clone(), InputError::Unreadable(error));
                    self.begun.pop();
                    Some(Err(failed))
                }
            },
            Begun::Walk(walk) => {
                let Some(path) = walk.rest.pop() else { return self.over() };
                let root = walk.root.clone();
                let whole = root.join(&path);
                if whole.is_dir() {
                    match entries(&root, &path) {
                        Ok(inside) => walk.rest.extend(inside),
                        Err(error) => {
                            return Some(Err((whole.to_string_lossy().into_owned(), error)));
                        }
                    }
                    return None;
                }
                if !self.search.any_ending && !is_article(&whole) && !records::is_named(&whole) {
                    return None;
                }
                self.file(whole, Input::Below { root, path })
            }
        }
    }

    /// A file: an article, or records.
    fn file(&mut self, path: PathBuf, input: Input) -> Option<Found> {
        if self.search.no_records || !records::is_named(&path) {
            return Some(Ok(input));
        }
        match Records::of_file(&path, self.search.longest) {
            Ok(records) => {
                self.begun.push(Begun::Records(Box::new(records)));
                None
            }
            Err(error) => Some(Err((path.to_string_lossy().into_owned(), error))),
        }
    }

    fn over(&mut self) -> Option<Found> {
        self.begun.pop();
        None
    }
}

impl Iterator for Inputs<'_> {
    /// The place of the source among all, and an input of it.
    type Item = (usize, Found);

    fn next(&mut self) -> Option<(usize, Found)> {
        loop {
            while !self.begun.is_empty() {
                if let Some(found) = self.advance() {
                    return Some((self.at, found));
                }
            }
            let (at, source) = self.sources.next()?;
            self.at = at;
            match self.begin(source) {
                Ok(Some(input)) => return Some((at, Ok(input))),
                Ok(None) => {}
                Err(error) => return Some((at, Err((source.name(), error)))),
            }
        }
    }
}

/// The next name of a list; blank lines are passed over, and so is what is behind the name.
fn line(lines: &mut dyn BufRead) -> io::Result<Option<PathBuf>> {
    loop {
        let mut name = Vec::new();
        if lines.read_until(b'\n', &mut name)? == 0 {
            return Ok(None);
        }
        let name = String::from_utf8_lossy(&name);
        let name = name.trim_end_matches(['\n', '\r']);
        if !name.is_empty() {
            return Ok(Some(name.into()));
        }
    }
}

/// The entries of a folder below a root, in the order of their names, the last one first. What is
/// hidden is not looked at, nor is the folder beside a page in which a browser saves its parts.
fn entries(root: &Path, folder: &Path) -> Result<Vec<PathBuf>, InputError> {
    let whole = root.join(folder);
    let listed = whole.read_dir().map_err(|error| explain(&whole, error))?;
    let mut names: Vec<_> = listed.filter_map(|entry| Some(entry.ok()?.file_name())).collect();
    names.sort();
    let is_hidden = |name: &str| name.starts_with('.');
    let is_part = |name: &str| {
        let page = name.strip_suffix("_files");
        let pages = ["html", "htm", "xhtml"].into_iter();
        page.is_some_and(|page| {
            pages.clone().any(|end| names.binary_search(&format!("{page}.{end}").into()).is_ok())
        })
    };
    let kept = names.iter().rev().filter(|name| {
        let name = name.to_string_lossy();
        // Links to folders may lead in circles.
        let leads_on = whole.join(&*name).is_symlink() && whole.join(&*name).is_dir();
        !is_hidden(&name) && !is_part(&name) && !leads_on
    });
    Ok(kept.map(|name| folder.join(name)).collect())
}

/// Whether a file's name ends as those of articles do.
fn is_article(path: &Path) -> bool {
    let Some(ending) = path.extension() else { return false };
    let ending = ending.to_string_lossy().to_lowercase();
    READERS.iter().any(|reader| reader.extensions.contains(&ending.as_str()))
}
