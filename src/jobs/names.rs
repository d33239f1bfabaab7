//! Names of outputs: the input's own without its ending, a record's id, the words of the title,
//! or what a pattern says.
//!
//! No two inputs get the same name, and no output the name of an input. Who asks first gets the
//! plain name; others get `-2`, `-3` … Names are given in the order of the inputs, so that they
//! do not depend on how many work at once. Those of files that were named one by one are taken
//! before anything is read: `x-2.txt` is not robbed of its name by a second `x`.

use std::collections::BTreeSet;
use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use sha2::{Digest as _, Sha256};

use super::sources::{Inputs, Source};
use super::template::Facts;
use super::{Destination, Input, Job};
use crate::article::Metadata;
use crate::backends::{BACKENDS, Format};
use crate::readers::READERS;

/// The longest name made of a title, in characters: at four bytes each it
/// still fits into the 255 bytes that file systems allow, with number and ending.
const LONGEST_SLUG: usize = 56;
/// The longest name made of an id, in bytes; the digest of a file has 64.
const LONGEST_ID: usize = 200;

/// The names of all outputs of a job, without endings.
pub struct Names<'a> {
    job: &'a Job,
    /// By source; `None` for what is named when its turn comes.
    planned: Vec<Option<PathBuf>>,
    taken: Mutex<Taken<'a>>,
}

impl Names<'_> {
    /// Plans the names of files that were named one by one.
    pub fn plan(job: &Job) -> Names<'_> {
        let mut taken = Taken::of(job);
        let mut planned: Vec<Option<PathBuf>> = job.sources.iter().map(|_| None).collect();
        let by_input = job.template.is_none() && job.bundle.is_none();
        let files = job.sources.iter().map(|source| match source {
            Source::Article(input @ Input::File(_)) if by_input => Some(own(input)),
            _ => None,
        });
        let files: Vec<Option<PathBuf>> = files.collect();
        // Plain names first, so that x-2.txt is not robbed of its name by a second x.
        for (name, own) in planned.iter_mut().zip(&files) {
            *name = own.clone().filter(|own| taken.take(own));
        }
        for (name, own) in planned.iter_mut().zip(files) {
            if let (None, Some(own)) = (&name, own) {
                *name = Some(taken.take_free(&own));
            }
        }
        Names { job, planned, taken: Mutex::new(taken) }
    }

    /// Whether an input can be named only once its article is known.
    pub fn needs_article(&self, input: &Input, id: Option<&str>) -> bool {
        match &self.job.template {
            Some(template) => template.needs_article(),
            None => match input {
                Input::Stdin => true,
                Input::Record(_) => id.is_none(),
                Input::File(_) | Input::Below { .. } => false,
            },
        }
    }

    /// The name for an input, by the place of its source; to be asked once for each input, in
    /// their order. `number` says which input it is, `meta` is the article's.
    pub fn name(
        &self,
        at: usize,
        input: &Input,
        id: Option<&str>,
        number: usize,
        meta: &Metadata,
    ) -> PathBuf {
        if let Some(Some(name)) = self.planned.get(at) {
            return name.clone();
        }
        let plain = match &self.job.template {
            Some(template) => {
                let stem = own(input).file_name().map(|name| name.to_string_lossy().into_owned());
                let stem = match input {
                    Input::Stdin | Input::Record(_) => titled(meta, "article"),
                    _ => stem.unwrap_or_default(),
                };
                let id = id.map(str::to_owned);
                template.name(&Facts { stem, id, number }, meta)
            }
            None => match (input, id) {
                (Input::Stdin, _) => titled(meta, "stdin").into(),
                (Input::Record(_), Some(id)) => safe(id).into(),
                (Input::Record(_), None) => titled(meta, "article").into(),
                _ => own(input),
            },
        };
        self.taken.lock().unwrap_or_else(PoisonError::into_inner).take_free(&plain)
    }
}

impl Names<'_> {
    /// The name of a book that all inputs go into.
    pub fn book(&self, meta: &Metadata) -> PathBuf {
        let plain = PathBuf::from(titled(meta, "bundle"));
        self.taken.lock().unwrap_or_else(PoisonError::into_inner).take_free(&plain)
    }
}

/// The names that are no longer free.
struct Taken<'a> {
    job: &'a Job,
    /// Of each name 64 bits, in small letters, since many file systems do not tell `A` from `a`.
    /// Millions of names must fit; where two meet by chance, one gets a number in vain.
    names: BTreeSet<u64>,
    /// The formats whose files could be inputs.
    risky: Vec<Format<'a>>,
    /// The inputs as files, wherever links and dots lead, 64 bits of each; only where an output
    /// could replace one.
    inputs: BTreeSet<u64>,
}

impl<'a> Taken<'a> {
    fn of(job: &'a Job) -> Taken<'a> {
        let mut taken =
            Taken { job, names: BTreeSet::new(), risky: Vec::new(), inputs: BTreeSet::new() };
        let explicit = |ending: &str| {
            job.sources.iter().any(|source| match source {
                Source::Article(Input::File(path)) => {
                    path.extension().is_some_and(|own| own.eq_ignore_ascii_case(ending))
                }
                _ => false,
            })
        };
        // Of built-in formats only these can be inputs; who knows what a program from outside writes?
        let read = |ending: &str| READERS.iter().any(|reader| reader.extensions.contains(&ending));
        let own = |name: &str| BACKENDS.iter().any(|(format, _)| format.name == name);
        let many = job.sources.iter().any(Source::is_many);
        let formats = job.targets.iter().map(|target| target.format());
        let may_be_input = |format: &Format<'_>| read(format.extension) || !own(format.name);
        taken.risky = formats
            .filter(|format| explicit(format.extension) || many && may_be_input(format))
            .collect();
        if !taken.risky.is_empty() && matches!(job.destination, Destination::Folder(_)) {
            // Standard input cannot be read twice: the names on it were checked by nobody.
            let inputs = Inputs::of(&job.sources, job.search, None);
            let files = inputs.filter_map(|(_, found)| found.ok()?.file()?.canonicalize().ok());
            taken.inputs = files.map(|path| hash(&path)).collect();
        }
        taken
    }

    fn is_free(&self, name: &Path) -> bool {
        !self.names.contains(&key(name)) && !self.hits_input(name)
    }

    /// Whether an output of this name would replace an input.
    fn hits_input(&self, name: &Path) -> bool {
        let Destination::Folder(folder) = &self.job.destination else { return false };
        let outputs = self.risky.iter().map(|format| file(folder, name, *format));
        outputs
            .filter_map(|path| path.canonicalize().ok())
            .any(|path| self.inputs.contains(&hash(&path)))
    }

    /// Takes a name, if it is free.
    fn take(&mut self, name: &Path) -> bool {
        self.is_free(name) && self.names.insert(key(name))
    }

    /// Takes the first of the name, the name with `-2`, with `-3` … that is free.
    fn take_free(&mut self, name: &Path) -> PathBuf {
        let last = name.file_name().unwrap_or(OsStr::new("article")).to_owned();
        let numbered = (2_u64..).map(|number| {
            let mut last = last.clone();
            last.push(format!("-{number}"));
            name.with_file_name(last)
        });
        let mut names = std::iter::once(name.to_owned()).chain(numbered);
        names.find(|name| self.take(name)).unwrap_or_else(|| name.to_owned())
    }
}

fn key(name: &Path) -> u64 {
    hash(Path::new(&name.to_string_lossy().to_lowercase()))
}

fn hash(path: &Path) -> u64 {
    let digest = Sha256::digest(path.as_os_str().as_encoded_bytes());
    digest.iter().take(8).fold(0, |hash, byte| hash << 8 | u64::from(*byte))
}

/// The name that an input brings along: for files of a folder with the way there.
fn own(input: &Input) -> PathBuf {
    match input {
        Input::Stdin | Input::Record(_) => PathBuf::from("article"),
        Input::File(path) => stem(path).into(),
        Input::Below { path, .. } => path.with_file_name(stem(path)),
    }
}

/// The name of a file without its ending, which may have several parts (`pandoc.json`).
fn stem(path: &Path) -> OsString {
    let name = path.file_name().and_then(OsStr::to_str).unwrap_or_default();
    let endings = READERS.iter().flat_map(|reader| reader.extensions);
    let long = endings.filter(|ending| ending.contains('.'));
    let mut stems = long.filter_map(|ending| name.strip_suffix(ending)?.strip_suffix('.'));
    match stems.find(|stem| !stem.is_empty()) {
        Some(stem) => stem.into(),
        None => path.file_stem().map_or_else(|| "article".into(), OsStr::to_owned),
    }
}

/// A name made of the title; `without` when there is none.
fn titled(meta: &Metadata, without: &str) -> String {
    let slug = slug(&meta.title_text().unwrap_or_default());
    if slug.is_empty() { without.to_owned() } else { slug }
}

/// A text as a name of a file on any system: letters, digits, `-`, `_` and `.`, with hyphens for
/// all else.
pub(super) fn safe(text: &str) -> String {
    let is_kept = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
    let words = text.split(|c: char| !is_kept(c)).filter(|word| !word.is_empty());
    let name: String = words.collect::<Vec<_>>().join("-");
    let name = name.trim_matches(['.', '-']);
    let name = name[..name.floor_char_boundary(LONGEST_ID)].trim_end_matches(['.', '-']);
    // Names of devices on Windows, with whatever ending.
    let first = name.split('.').next().unwrap_or_default().to_ascii_lowercase();
    let numbered = |device: &str| {
        first.strip_prefix(device).is_some_and(|rest| matches!(rest.as_bytes(), [b'1'..=b'9']))
    };
    match first.as_str() {
        "" => "article".to_owned(),
        "con" | "prn" | "aux" | "nul" => format!("_{name}"),
        _ if numbered("com") || numbered("lpt") => format!("_{name}"),
        _ => name.to_owned(),
    }
}

/// The words of a text in small letters with hyphens between, cut at a word.
pub(super) fn slug(text: &str) -> String {
    let mut slug = String::new();
    let mut length = 0;
    for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        let word = word.to_lowercase();
        length += word.chars().count() + usize::from(!slug.is_empty());
        if length > LONGEST_SLUG {
            break;
        }
        if !slug.is_empty() {
            slug.push('-');
        }
        slug.push_str(&word);
    }
    slug
}

/// A name with an ending, in a folder. The current folder is not spelled out.
pub fn file(folder: &Path, name: &Path, format: Format<'_>) -> PathBuf {
    let mut name = OsString::from(name);
    name.push(".");
    name.push(format.extension);
    if folder == Path::new(".") { PathBuf::from(name) } else { folder.join(name) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Inline;
    use crate::jobs::tests::job;

    fn names(inputs: &[&str]) -> Vec<String> {
        let input = |name: &&str| match *name {
            "-" => Input::Stdin,
            path => Input::File(path.into()),
        };
        let inputs: Vec<Input> = inputs.iter().map(input).collect();
        let job = job(inputs.clone(), Destination::Folder("nowhere".into()));
        let names = Names::plan(&job);
        let meta =
            Metadata { title: vec![Inline::text("Хәл — a Title!")], ..Metadata::default() };
        let inputs = inputs.iter().enumerate();
        let named = inputs.map(|(at, input)| names.name(at, input, None, at + 1, &meta));
        named.map(|name| name.to_str().unwrap().to_owned()).collect()
    }

    #[test]
    fn no_two_inputs_share_a_name() {
        assert_eq!(names(&["a/x.txt", "b/x.md"]), ["x", "x-2"]);
        assert_eq!(names(&["x.txt", "X.md", "x-2.txt", "x.json"]), ["x", "X-3", "x-2", "x-4"]);
        assert_eq!(names(&["..", "a.b.txt"]), ["article", "a.b"]);
        assert_eq!(names(&["a.pandoc.json", "b/.pandoc.json"]), ["a", ".pandoc"]);
    }

    #[test]
    fn standard_input_is_named_by_its_title_and_steps_back() {
        assert_eq!(names(&["-"]), ["хәл-a-title"]);
        assert_eq!(names(&["-", "хәл-a-title.txt"]), ["хәл-a-title-2", "хәл-a-title"]);
        assert_eq!(titled(&Metadata::default(), "stdin"), "stdin");
    }

    #[test]
    fn names_are_safe_on_any_system() {
        for (text, expected) in [
            ("../../etc/passwd", "etc-passwd"),
            ("a b\u{0}c:d", "a-b-c-d"),
            ("Ünïcode_7.v2", "Ünïcode_7.v2"),
            ("con", "_con"),
            ("COM1.txt", "_COM1.txt"),
            ("common", "common"),
            ("...", "article"),
        ] {
            assert_eq!(safe(text), expected);
        }
        assert_eq!(safe(&"ä".repeat(300)).len(), LONGEST_ID);
    }

    #[test]
    fn slugs_are_cut_at_words() {
        assert_eq!(slug("  Kyiv’s recognition, again "), "kyiv-s-recognition-again");
        assert_eq!(slug(&"word ".repeat(40)).chars().count(), 54);
        assert_eq!(slug(&"x".repeat(99)), "");
    }
}
