//! The one door to the outside: files below a root, the faces of the system
//! ([`library`]), the clock that reproducible builds set, and programs ([`program`]).
//!
//! Everything but this module, `jobs` and `cli` is pure. A [`Host`] is handed
//! down to whatever needs something from outside; [`Memory`] stands in for the
//! world in tests and wherever nothing outside may be touched.

#![allow(clippy::disallowed_methods, reason = "the door to the outside")]

mod child;
pub mod command;
pub mod library;
pub mod program;

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read as _;
use std::path::{Component, Path, PathBuf};
use std::sync::{Arc, LazyLock, Mutex, PoisonError};
use std::time::Duration;

use crate::cancel;

pub use child::abandon;
pub use library::{FontSource, Library, Shelf};
pub use program::{Answer, CommandError, Program, ProgramError};

/// The largest file that an article may refer to, in bytes. Photographs from
/// cameras stay below 60 MB.
pub const MAX_RESOURCE: u64 = 64 << 20;

/// What the outside refuses.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum HostError {
    /// There is no such file.
    #[error("no such file beside the article")]
    NotFound,
    /// The reference leaves the folder of the article, or the folder that was named instead.
    #[error("it lies outside of the article's folder; --resource-root allows another")]
    Outside,
    /// The reference is an address; the program never fetches.
    #[error("it is on the network, and nothing is ever fetched")]
    Remote,
    /// The file exceeds [`MAX_RESOURCE`].
    #[error("it is larger than {} MB", MAX_RESOURCE >> 20)]
    TooLarge,
    /// The system cannot read the file.
    #[error("it cannot be read: {0}")]
    Unreadable(String),
}

/// The outside world as far as the library may know it.
///
/// [`System`] is the real one, below a folder; [`Memory`] has nothing but what it is given. A host
/// of one's own may have its files elsewhere:
///
/// ```
/// use offprint::host::{Host, HostError};
///
/// struct Database;
///
/// impl Host for Database {
///     fn resource(&self, reference: &str) -> Result<Vec<u8>, HostError> {
///         Err(HostError::Unreadable(format!("no row has the name {reference}")))
///     }
///
///     fn epoch(&self) -> Option<i64> {
///         None
///     }
///
///     fn threads(&self) -> usize {
///         1
///     }
/// }
///
/// let options = offprint::ReadOptions { name: "weir.md".into(), ..Default::default() };
/// let reading = offprint::read(b"![A weir](weir.png)", &options, &Database)?;
/// let told = reading.diagnostics.iter().map(|told| told.kind.message());
/// assert!(told.last().unwrap().ends_with("no row has the name weir.png"));
/// # Ok::<(), offprint::ReadError>(())
/// ```
pub trait Host: Sync {
    /// Reads a file that the article refers to by a path relative to its own folder.
    ///
    /// # Errors
    /// When the file is missing, too large, unreadable or not below the root.
    fn resource(&self, reference: &str) -> Result<Vec<u8>, HostError>;

    /// The moment that stands for "now", in seconds since 1970-01-01T00:00:00Z:
    /// the value of `SOURCE_DATE_EPOCH`, if it is set.
    /// See <https://reproducible-builds.org/specs/source-date-epoch/>.
    fn epoch(&self) -> Option<i64>;

    /// On how many threads one conversion may work. What it makes does not depend on it.
    fn threads(&self) -> usize;

    /// What calls the work off, if anything does.
    fn cancel(&self) -> Option<&cancel::Flag> {
        None
    }

    /// The faces beside those of the program and the theme. The first call may
    /// look through all folders of fonts, so it is made only where a face is
    /// missing. Without an answer of its own a host has none.
    fn fonts(&self) -> &Library {
        static NONE: LazyLock<Library> = LazyLock::new(Library::default);
        &NONE
    }

    /// Runs a program with `input` on its standard input and further `variables` in its
    /// environment, and waits until it has ended. Without an answer of its own a host runs none.
    ///
    /// # Errors
    /// When it cannot be started, fails, or takes or writes more than it may.
    fn run(
        &self,
        program: &Program,
        variables: &[(&str, String)],
        input: Vec<u8>,
    ) -> Result<Answer, ProgramError> {
        let _ = (program, variables, input);
        Err(ProgramError::Forbidden)
    }
}

/// What stands in for a program: from variables and input to what the program would answer.
pub type StandIn = fn(&[(&str, String)], Vec<u8>) -> Result<Answer, ProgramError>;

/// A host without an outside: resources and faces from memory, a fixed moment.
///
/// ```
/// use offprint::host::{Host, HostError, Memory};
///
/// let mut host = Memory { epoch: Some(0), ..Memory::default() };
/// host.resources.insert("weir.svg".into(), b"<svg/>".to_vec());
/// assert_eq!(host.resource("weir.svg")?, b"<svg/>");
/// assert_eq!(host.resource("mill.svg"), Err(HostError::NotFound));
/// # Ok::<(), HostError>(())
/// ```
#[derive(Debug, Clone, Default)]
pub struct Memory {
    /// Files by reference.
    pub resources: BTreeMap<String, Vec<u8>>,
    /// The moment that stands for "now".
    pub epoch: Option<i64>,
    /// On how many threads a conversion works; 0 is as good as 1.
    pub threads: usize,
    /// The faces beside those of the program and the theme.
    pub fonts: Arc<Library>,
    /// What calls the work off.
    pub cancel: Option<cancel::Flag>,
    /// What stands in for programs, by the names that messages call them.
    pub programs: BTreeMap<String, StandIn>,
}

impl Host for Memory {
    fn resource(&self, reference: &str) -> Result<Vec<u8>, HostError> {
        self.resources.get(reference).cloned().ok_or(HostError::NotFound)
    }

    fn epoch(&self) -> Option<i64> {
        self.epoch
    }

    fn threads(&self) -> usize {
        self.threads
    }

    fn cancel(&self) -> Option<&cancel::Flag> {
        self.cancel.as_ref()
    }

    fn fonts(&self) -> &Library {
        &self.fonts
    }

    fn run(
        &self,
        program: &Program,
        variables: &[(&str, String)],
        input: Vec<u8>,
    ) -> Result<Answer, ProgramError> {
        let stand_in = self.programs.get(program.name()).ok_or(ProgramError::Forbidden)?;
        stand_in(variables, input)
    }
}

/// Which files articles referred to, whether they are there or not.
#[derive(Debug, Default)]
pub struct Reads(Mutex<BTreeSet<PathBuf>>);

impl Reads {
    /// All of them so far.
    pub fn all(&self) -> BTreeSet<PathBuf> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn add(&self, path: &Path) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(path.to_owned());
    }
}

/// The real outside, as one article may see it.
#[derive(Debug, Clone)]
pub struct System {
    folder: Option<PathBuf>,
    root: Option<PathBuf>,
    epoch: Option<i64>,
    fonts: Arc<Shelf>,
    most_threads: usize,
    cancel: Option<cancel::Flag>,
    reads: Option<Arc<Reads>>,
    input: String,
    program_time: Duration,
}

impl System {
    /// A host that reads files below `folder`, which references count from; without a
    /// folder, none at all. Its faces are those of the system.
    pub fn new(folder: Option<&Path>) -> System {
        let folder = folder.and_then(real);
        let fonts = Arc::new(Shelf::new(FontSource::System));
        let epoch = variable("SOURCE_DATE_EPOCH").and_then(|value| value.trim().parse().ok());
        System {
            root: folder.clone(),
            folder,
            epoch,
            fonts,
            most_threads: usize::MAX,
            cancel: None,
            reads: None,
            input: String::new(),
            program_time: program::MAX_TIME,
        }
    }

    /// The same host for an input of this name, which programs are told.
    pub fn with_input(self, name: impl Into<String>) -> System {
        System { input: name.into(), ..self }
    }

    /// The same host, whose programs may take so long, in place of [`program::MAX_TIME`].
    pub fn with_program_time(self, time: Option<Duration>) -> System {
        System { program_time: time.unwrap_or(self.program_time), ..self }
    }

    /// The same host with other faces, which many hosts may share.
    pub fn with_fonts(self, fonts: Arc<Shelf>) -> System {
        System { fonts, ..self }
    }

    /// The same host with so many threads at most.
    pub fn with_threads(self, most_threads: usize) -> System {
        System { most_threads, ..self }
    }

    /// The same host, whose files may lie anywhere below `root`; references count from the
    /// folder all the same. Without a root, nothing changes.
    pub fn with_root(self, root: Option<&Path>) -> System {
        System { root: root.map_or(self.root, real), ..self }
    }

    /// The same host with a flag that calls the work off.
    pub fn with_cancel(self, cancel: Option<cancel::Flag>) -> System {
        System { cancel, ..self }
    }

    /// The same host, which notes the files that articles refer to.
    pub fn with_reads(self, reads: Option<Arc<Reads>>) -> System {
        System { reads, ..self }
    }
}

impl Host for System {
    fn resource(&self, reference: &str) -> Result<Vec<u8>, HostError> {
        if is_remote(reference) {
            return Err(HostError::Remote);
        }
        let folder = self.folder.as_deref().ok_or(HostError::NotFound)?;
        let root = self.root.as_deref().ok_or(HostError::Outside)?;
        let relative = Path::new(reference);
        if relative.is_absolute()
            || relative.components().any(|part| matches!(part, Component::Prefix(_)))
        {
            return Err(HostError::Outside);
        }
        let path = folder.join(relative);
        if let Some(reads) = &self.reads {
            reads.add(&path);
        }
        // Links are followed before the comparison, so that none leads out.
        let path = path.canonicalize().map_err(|_| HostError::NotFound)?;
        if !path.starts_with(root) {
            return Err(HostError::Outside);
        }
        read_bounded(&path)
    }

    fn epoch(&self) -> Option<i64> {
        self.epoch
    }

    /// As many as the machine has cores, but no more than were allowed.
    fn threads(&self) -> usize {
        match self.most_threads {
            0 | 1 => 1,
            most => std::thread::available_parallelism().map_or(1, usize::from).min(most),
        }
    }

    fn cancel(&self) -> Option<&cancel::Flag> {
        self.cancel.as_ref()
    }

    fn fonts(&self) -> &Library {
        self.fonts.library()
    }

    fn run(
        &self,
        program: &Program,
        variables: &[(&str, String)],
        input: Vec<u8>,
    ) -> Result<Answer, ProgramError> {
        let limits = child::Limits { time: self.program_time, output: program::MAX_OUTPUT };
        let named = [("OFFPRINT_INPUT", self.input.clone())];
        child::run(program, &[variables, &named].concat(), input, limits)
    }
}

/// Whether a reference has a scheme (RFC 3986 §3.1) or names a host.
fn is_remote(reference: &str) -> bool {
    let scheme = reference.split(':').next().filter(|scheme| scheme.len() < reference.len());
    let has_scheme = scheme.is_some_and(|scheme| {
        scheme.len() > 1 && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || b"+-.".contains(&b))
    });
    has_scheme || reference.starts_with("//")
}

/// A folder with all links followed, if it is there.
fn real(folder: &Path) -> Option<PathBuf> {
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    folder.canonicalize().ok()
}

fn read_bounded(path: &Path) -> Result<Vec<u8>, HostError> {
    let unreadable = |error: std::io::Error| HostError::Unreadable(error.to_string());
    // Opening a pipe would wait for somebody to write.
    if !path.metadata().map_err(unreadable)?.is_file() {
        return Err(HostError::NotFound);
    }
    let file = std::fs::File::open(path).map_err(unreadable)?;
    let mut bytes = Vec::new();
    file.take(MAX_RESOURCE + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    if bytes.len() as u64 > MAX_RESOURCE {
        return Err(HostError::TooLarge);
    }
    Ok(bytes)
}

fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok()
}
