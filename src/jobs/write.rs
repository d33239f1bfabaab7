//! Files written whole: whoever opens an output sees the old one or the new
//! one, never half of one.
//!
//! The bytes go to a temporary file in the same folder, which then takes the
//! output's name. There is no fsync: a power cut may cost an output, which the
//! next run makes again. What is not a regular file (`/dev/null`, a pipe) is
//! written to as it is, since renaming would replace it.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use crate::backends::Bytes;

/// How many names a temporary file tries before it gives up. More than a few
/// are only taken where many runs were killed in the midst of writing.
const MOST_TRIES: u32 = 1_000;

/// How the names of temporary files begin and end.
const PREFIX: &str = ".offprint-";
const SUFFIX: &str = ".part";

/// After how long nobody can be writing a temporary file any more. It takes moments.
const SWEPT_AFTER: Duration = Duration::from_secs(60 * 60);

/// Why an output cannot be written.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// There is a folder where the file should be.
    #[error("it cannot be written: a folder has that name; remove it or choose another name")]
    Folder,
    /// The folder is not a folder.
    #[error("it cannot be written: {} is not a folder; choose another with --dir", .0.display())]
    NotAFolder(PathBuf),
    /// The folder for it cannot be made.
    #[error("it cannot be written: its folder cannot be made: {0}; choose another with --dir")]
    NoFolder(io::Error),
    /// The system refuses.
    #[error("it cannot be written: permission denied; choose another folder with --dir")]
    Forbidden,
    /// The disk is full.
    #[error("it cannot be written: the disk is full; nothing was changed")]
    DiskFull,
    /// Whoever read standard output went away.
    #[error("the reader of standard output went away")]
    ReaderGone,
    /// The system fails.
    #[error("it cannot be written: {0}")]
    System(io::Error),
}

impl From<io::Error> for WriteError {
    fn from(error: io::Error) -> WriteError {
        match error.kind() {
            ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => WriteError::Forbidden,
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => WriteError::DiskFull,
            ErrorKind::BrokenPipe => WriteError::ReaderGone,
            ErrorKind::IsADirectory => WriteError::Folder,
            _ => WriteError::System(error),
        }
    }
}

/// Writes a file whole, and the folders that lead to it when they are missing.
///
/// # Errors
/// When it cannot be written; what stood there before is then unchanged, and
/// nothing else is left behind.
pub fn whole(path: &Path, bytes: &Bytes) -> Result<(), WriteError> {
    through(path, &mut |file| pieces(file, bytes))
}

/// Writes to a stream to the last byte.
///
/// # Errors
/// When the stream does not take them.
pub fn stream(stream: &mut dyn Write, bytes: &Bytes) -> Result<(), WriteError> {
    pieces(stream, bytes)?;
    Ok(stream.flush()?)
}

fn pieces(to: &mut dyn Write, bytes: &Bytes) -> io::Result<()> {
    bytes.pieces().try_for_each(|piece| to.write_all(piece))
}

/// [`whole`] with a filling of one's own.
fn through(path: &Path, fill: &mut Fill<'_>) -> Result<(), WriteError> {
    match fs::metadata(path) {
        Ok(metadata) if metadata.is_dir() => Err(WriteError::Folder),
        Ok(metadata) if metadata.is_file() => {
            // A link stays; the file it leads to is replaced.
            replace(&path.canonicalize().unwrap_or_else(|_| path.to_owned()), fill)
        }
        Ok(_) => Ok(fill(&mut OpenOptions::new().write(true).open(path)?)?),
        Err(_) => {
            make_folder(folder_of(path))?;
            replace(path, fill)
        }
    }
}

type Fill<'a> = dyn FnMut(&mut File) -> io::Result<()> + 'a;

fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

fn make_folder(folder: &Path) -> Result<(), WriteError> {
    fs::create_dir_all(folder).map_err(|error| match error.kind() {
        ErrorKind::AlreadyExists | ErrorKind::NotADirectory => {
            WriteError::NotAFolder(folder.to_owned())
        }
        _ => WriteError::NoFolder(error),
    })
}

/// The temporary files that there are at the moment.
static UNDER_WAY: Mutex<BTreeSet<PathBuf>> = Mutex::new(BTreeSet::new());

fn under_way() -> MutexGuard<'static, BTreeSet<PathBuf>> {
    UNDER_WAY.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Takes away all temporary files, for a program that ends at once. Nothing is written after
/// that: whoever begins or ends a file waits for ever.
pub fn abandon() {
    let under_way = under_way();
    for path in under_way.iter() {
        let _ = fs::remove_file(path);
    }
    std::mem::forget(under_way);
}

/// Fills a temporary file beside `path`, then gives it that name.
fn replace(path: &Path, fill: &mut Fill<'_>) -> Result<(), WriteError> {
    let (mut file, temporary) = {
        let mut under_way = under_way();
        let (file, temporary) = temporary_in(folder_of(path))?;
        under_way.insert(temporary.clone());
        (file, temporary)
    };
    let filled = fill(&mut file);
    drop(file);
    let mut under_way = under_way();
    let placed = filled.and_then(|()| fs::rename(&temporary, path));
    if placed.is_err() {
        // The first error is the one to tell.
        let _ = fs::remove_file(&temporary);
    }
    under_way.remove(&temporary);
    Ok(placed?)
}

/// Takes away the temporary files that killed runs left in a folder. Those of the last hour may
/// belong to somebody, who may sit at another machine. What cannot be taken away stays.
pub fn sweep(folder: &Path) {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    for entry in entries.filter(|entry| is_temporary(&entry.file_name())) {
        let modified = entry.metadata().and_then(|metadata| metadata.modified());
        let age = modified.ok().and_then(|modified| modified.elapsed().ok());
        if age.is_some_and(|age| age > SWEPT_AFTER) {
            let _ = fs::remove_file(entry.path());
        }
    }
}

fn is_temporary(name: &OsStr) -> bool {
    let name = name.to_str().and_then(|name| name.strip_prefix(PREFIX)?.strip_suffix(SUFFIX));
    name.is_some_and(|name| name.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-'))
}

/// A new file that no other process writes. Its name does not contain the
/// output's, which may already be as long as the file system allows.
fn temporary_in(folder: &Path) -> io::Result<(File, PathBuf)> {
    let process = std::process::id();
    let mut last = io::Error::from(ErrorKind::AlreadyExists);
    for attempt in 0..MOST_TRIES {
        let path = folder.join(format!("{PREFIX}{process}-{attempt}{SUFFIX}"));
        match OpenOptions::new().write(true).create_new(true).open(&path) {
            Ok(file) => return Ok((file, path)),
            Err(error) if error.kind() == ErrorKind::AlreadyExists => last = error,
            Err(error) => return Err(error),
        }
    }
    Err(last)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bytes(bytes: &[u8]) -> Bytes {
        bytes.to_vec().into()
    }

    /// An empty folder that goes away again.
    struct Folder(PathBuf);

    impl Folder {
        fn new(name: &str) -> Folder {
            let name = format!("offprint-write-{}-{name}", std::process::id());
            let path = std::env::temp_dir().join(name);
            fs::create_dir_all(&path).unwrap();
            Folder(path)
        }

        fn names(&self) -> Vec<String> {
            let entries = fs::read_dir(&self.0).unwrap().map(|entry| entry.unwrap().file_name());
            let mut names: Vec<_> = entries.map(|name| name.into_string().unwrap()).collect();
            names.sort();
            names
        }
    }

    impl Drop for Folder {
        fn drop(&mut self) {
            let _ = fs::remove_dir_all(&self.0);
        }
    }

    #[test]
    fn outputs_are_replaced_whole() {
        let folder = Folder::new("replace");
        let path = folder.0.join("deep/er/a.pdf");
        whole(&path, &bytes(b"a long first version")).unwrap();
        whole(&path, &bytes(b"second")).unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"second");
        assert_eq!(fs::read_dir(path.parent().unwrap()).unwrap().count(), 1);
    }

    #[test]
    fn a_full_disk_leaves_what_was_there() {
        let folder = Folder::new("full");
        let path = folder.0.join("a.pdf");
        whole(&path, &bytes(b"before")).unwrap();
        let error = through(&path, &mut |file| {
            file.write_all(b"half")?;
            Err(ErrorKind::StorageFull.into())
        });
        assert!(matches!(error, Err(WriteError::DiskFull)));
        assert_eq!(fs::read(&path).unwrap(), b"before");
        assert_eq!(folder.names(), ["a.pdf"]);
    }

    #[test]
    fn leftovers_of_killed_runs_do_not_matter() {
        let folder = Folder::new("leftover");
        let (_, leftover) = temporary_in(&folder.0).unwrap();
        whole(&folder.0.join("a.pdf"), &bytes(b"new")).unwrap();
        assert!(leftover.exists());
        assert_eq!(folder.names().len(), 2);
    }

    #[test]
    fn what_is_in_the_way_is_named() {
        let folder = Folder::new("way");
        let file = folder.0.join("file");
        whole(&file, &bytes(b"x")).unwrap();
        assert!(matches!(whole(&folder.0, &bytes(b"")), Err(WriteError::Folder)));
        let error = whole(&file.join("a.pdf"), &bytes(b"")).unwrap_err();
        assert!(error.to_string().contains("file is not a folder"), "{error}");
    }

    #[cfg(unix)]
    #[test]
    fn links_and_devices_stay_what_they_are() {
        let folder = Folder::new("link");
        let (target, link) = (folder.0.join("target"), folder.0.join("link"));
        whole(&target, &bytes(b"old")).unwrap();
        std::os::unix::fs::symlink(&target, &link).unwrap();
        whole(&link, &bytes(b"new")).unwrap();
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(fs::read(&target).unwrap(), b"new");
        whole(Path::new("/dev/null"), &bytes(b"x")).unwrap();
        assert!(!fs::metadata("/dev/null").unwrap().is_file());
    }

    struct Gone;

    impl Write for Gone {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(ErrorKind::BrokenPipe.into())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn a_closed_pipe_is_told_apart() {
        assert!(matches!(stream(&mut Gone, &bytes(b"x")), Err(WriteError::ReaderGone)));
    }
}
