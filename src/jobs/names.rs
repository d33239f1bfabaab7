//! Names of outputs: the input's own, without its ending.
//!
//! No two inputs get the same name, and no output the name of an input. Who
//! asks first gets the plain name; others get `-2`, `-3` … All names are
//! planned before anything is read. Standard input alone is named by what it
//! holds, and steps back behind all files.

use std::collections::BTreeSet;
use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};

use super::{Destination, Input, Job};
use crate::article::Metadata;
use crate::backends::Format;

/// The longest name made of a title, in characters: at four bytes each it
/// still fits into the 255 bytes that file systems allow, with number and ending.
const LONGEST_SLUG: usize = 56;

/// The names of all outputs of a job, without endings.
pub struct Names<'a> {
    /// By input; `None` for standard input.
    stems: Vec<Option<OsString>>,
    taken: Taken<'a>,
}

impl Names<'_> {
    /// Plans the names of a job's outputs.
    pub fn plan(job: &Job) -> Names<'_> {
        let mut taken = Taken::of(job);
        let mut stems: Vec<Option<OsString>> = job.inputs.iter().map(|_| None).collect();
        // Plain names first, so that x-2.txt is not robbed of its name by a second x.
        for (stem, input) in stems.iter_mut().zip(&job.inputs) {
            *stem = own_stem(input).filter(|own| taken.take(own));
        }
        for (stem, input) in stems.iter_mut().zip(&job.inputs) {
            if stem.is_none() && *input != Input::Stdin {
                let plain = own_stem(input).unwrap_or_else(|| "article".into());
                let numbered = taken.free(&plain);
                taken.take(&numbered);
                *stem = Some(numbered);
            }
        }
        Names { stems, taken }
    }

    /// The name for an input, by its place in the job. `meta` is the article's,
    /// for inputs that have no name of their own.
    pub fn stem(&self, index: usize, meta: &Metadata) -> OsString {
        match self.stems.get(index) {
            Some(Some(stem)) => stem.clone(),
            _ => self.taken.free(&titled(meta)),
        }
    }
}

/// The names that are no longer free.
struct Taken<'a> {
    job: &'a Job,
    /// In small letters, since many file systems do not tell `A` from `a`.
    stems: BTreeSet<String>,
    /// The inputs as files, wherever links and dots lead.
    inputs: BTreeSet<PathBuf>,
}

impl<'a> Taken<'a> {
    fn of(job: &'a Job) -> Taken<'a> {
        let files = job.inputs.iter().filter_map(|input| match input {
            Input::File(path) => path.canonicalize().ok(),
            Input::Stdin => None,
        });
        Taken { job, stems: BTreeSet::new(), inputs: files.collect() }
    }

    fn is_free(&self, stem: &OsStr) -> bool {
        !self.stems.contains(&stem.to_string_lossy().to_lowercase()) && !self.hits_input(stem)
    }

    /// Whether an output of this name would replace an input.
    fn hits_input(&self, stem: &OsStr) -> bool {
        let Destination::Folder(folder) = &self.job.destination else { return false };
        let outputs = self.job.targets.iter().map(|target| file(folder, stem, target.format()));
        outputs.filter_map(|path| path.canonicalize().ok()).any(|path| self.inputs.contains(&path))
    }

    /// Takes a name, if it is free.
    fn take(&mut self, stem: &OsStr) -> bool {
        self.is_free(stem) && self.stems.insert(stem.to_string_lossy().to_lowercase())
    }

    /// The first of the name, the name with `-2`, with `-3` … that is free.
    fn free(&self, stem: &OsStr) -> OsString {
        let numbered = (2_u64..).map(|number| {
            let mut name = stem.to_owned();
            name.push(format!("-{number}"));
            name
        });
        let mut names = std::iter::once(stem.to_owned()).chain(numbered);
        names.find(|name| self.is_free(name)).unwrap_or_else(|| stem.to_owned())
    }
}

/// The name that an input brings along.
fn own_stem(input: &Input) -> Option<OsString> {
    match input {
        Input::Stdin => None,
        Input::File(path) => path.file_stem().map(OsStr::to_owned),
    }
}

/// A name made of the title; `stdin` when there is none.
fn titled(meta: &Metadata) -> OsString {
    let slug = slug(&meta.title_text().unwrap_or_default());
    if slug.is_empty() { "stdin".into() } else { slug.into() }
}

/// The words of a text in small letters with hyphens between, cut at a word.
fn slug(text: &str) -> String {
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
pub fn file(folder: &Path, stem: &OsStr, format: &Format) -> PathBuf {
    let mut name = stem.to_owned();
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
        let job = job(inputs.iter().map(input).collect(), Destination::Folder("nowhere".into()));
        let names = Names::plan(&job);
        let meta =
            Metadata { title: vec![Inline::text("Хәл — a Title!")], ..Metadata::default() };
        let stems = (0..inputs.len()).map(|index| names.stem(index, &meta));
        stems.map(|stem| stem.into_string().unwrap()).collect()
    }

    #[test]
    fn no_two_inputs_share_a_name() {
        assert_eq!(names(&["a/x.txt", "b/x.md"]), ["x", "x-2"]);
        assert_eq!(names(&["x.txt", "X.md", "x-2.txt", "x.json"]), ["x", "X-3", "x-2", "x-4"]);
        assert_eq!(names(&["..", "a.b.txt"]), ["article", "a.b"]);
    }

    #[test]
    fn standard_input_is_named_by_its_title_and_steps_back() {
        assert_eq!(names(&["-"]), ["хәл-a-title"]);
        assert_eq!(names(&["-", "хәл-a-title.txt"]), ["хәл-a-title-2", "хәл-a-title"]);
        assert_eq!(titled(&Metadata::default()), "stdin");
    }

    #[test]
    fn slugs_are_cut_at_words() {
        assert_eq!(slug("  Kyiv’s recognition, again "), "kyiv-s-recognition-again");
        assert_eq!(slug(&"word ".repeat(40)).chars().count(), 54);
        assert_eq!(slug(&"x".repeat(99)), "");
    }
}
