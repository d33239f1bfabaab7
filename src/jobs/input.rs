//! Where articles come from: files, standard input, records of a table.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::outcome::Failure;
use super::records::Record;
use crate::readers::ReadError;

/// An input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    /// Standard input, `-`.
    Stdin,
    /// A file.
    File(PathBuf),
    /// A file that was found in a folder.
    Below {
        /// The folder that was named.
        root: Arc<Path>,
        /// The way from there.
        path: PathBuf,
    },
    /// A line of a table.
    Record(Box<Record>),
}

/// Why an input cannot be had.
#[derive(Debug, thiserror::Error)]
pub enum InputError {
    /// There is no such file.
    #[error("there is no such file{}", did_you_mean(.0.as_deref()))]
    Missing(Option<String>),
    /// It is a folder.
    #[error("it is a folder; add -r to convert what is in it, or name files")]
    Folder,
    /// The system refuses.
    #[error("it may not be read; change its permissions")]
    Forbidden,
    /// The line of a table is no article.
    #[error("{0}")]
    Record(String),
    /// The system fails.
    #[error("it cannot be read: {0}")]
    Unreadable(io::Error),
}

fn did_you_mean(nearest: Option<&str>) -> String {
    nearest.map(|name| format!("; did you mean {name}?")).unwrap_or_default()
}

impl Input {
    /// The name for messages: the path as it was given, or `-`.
    pub fn name(&self) -> String {
        match self {
            Input::Stdin => "-".to_owned(),
            Input::File(path) => path.to_string_lossy().into_owned(),
            Input::Below { root, path } => root.join(path).to_string_lossy().into_owned(),
            Input::Record(record) => record.name(),
        }
    }

    /// The folder below which its images may lie. For standard input that is
    /// the folder in which the program was started.
    pub fn folder(&self) -> PathBuf {
        let of = |path: &Path| path.parent().unwrap_or(Path::new(".")).to_owned();
        match self {
            Input::Stdin => PathBuf::from("."),
            Input::File(path) => of(path),
            Input::Below { root, path } => of(&root.join(path)),
            Input::Record(record) => record.folder.to_path_buf(),
        }
    }

    /// The file, if it is one.
    pub fn file(&self) -> Option<PathBuf> {
        match self {
            Input::Stdin | Input::Record(_) => None,
            Input::File(path) => Some(path.clone()),
            Input::Below { root, path } => Some(root.join(path)),
        }
    }

    /// Reads all of it, but never much more than so many bytes. Of a record that is its line.
    pub(super) fn read(&self, most: usize, stdin: &mut dyn Read) -> Result<Vec<u8>, Failure> {
        let bytes = match self {
            Input::Stdin => bounded(stdin, most).map_err(InputError::Unreadable)?,
            Input::File(path) => read_file(path, most)?,
            Input::Below { root, path } => read_file(&root.join(path), most)?,
            Input::Record(record) => record.json.clone(),
        };
        if bytes.len() > most { Err(ReadError::TooLong(most).into()) } else { Ok(bytes) }
    }
}

fn read_file(path: &Path, most: usize) -> Result<Vec<u8>, InputError> {
    let read = || {
        let file = File::open(path)?;
        // Reserved at once, so that a long input is not copied as it grows.
        let length = file.metadata().map_or(0, |metadata| metadata.len());
        let mut bytes = Vec::with_capacity(length.min(most as u64) as usize + 1);
        file.take(most as u64 + 1).read_to_end(&mut bytes)?;
        Ok(bytes)
    };
    read().map_err(|error: io::Error| explain(path, error))
}

fn bounded(stream: &mut dyn Read, most: usize) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    stream.take(most as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

pub(super) fn explain(path: &Path, error: io::Error) -> InputError {
    match error.kind() {
        io::ErrorKind::NotFound => InputError::Missing(neighbour(path)),
        _ if path.is_dir() => InputError::Folder,
        io::ErrorKind::PermissionDenied => InputError::Forbidden,
        _ => InputError::Unreadable(error),
    }
}

/// The file in the same folder whose name is most like a missing one's.
fn neighbour(path: &Path) -> Option<String> {
    let folder = path.parent()?;
    let listed = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let entries = listed.read_dir().ok()?.filter_map(Result::ok);
    let mut names: Vec<String> =
        entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    let nearest =
        crate::suggest::nearest(&path.file_name()?.to_string_lossy(), names.iter().map(|s| &**s))?;
    Some(folder.join(nearest).to_string_lossy().into_owned())
}
