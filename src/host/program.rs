//! Programs from outside: what they are called, where they are found, and what came of a run.
//!
//! Only what the user named is looked for, and only in folders that the search path names in
//! full: a folder of articles that somebody else packed can slip in no program. A [`Program`] is
//! run by `child`.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::command::{self, SplitError};

/// The most that a program may write to its standard output, in bytes: as much as an input may
/// have, for that is what a filter's answer is.
pub const MAX_OUTPUT: usize = crate::readers::MAX_INPUT;
/// How long a program may take, unless the input has a time of its own. LaTeX needs a minute for
/// a long book; what takes longer than this hangs.
pub const MAX_TIME: Duration = Duration::from_secs(5 * 60);
/// How many of a program's last words go into a message: an interpreter says in its last line
/// what went wrong, and in those before it where.
const LAST_LINES: usize = 3;
/// How long a line of last words may be, in characters.
const LONGEST_LINE: usize = 200;

/// A program that can be run, with its arguments.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Program {
    name: String,
    path: PathBuf,
    arguments: Vec<String>,
}

impl Program {
    /// The program at a path, without arguments. `name` is what messages call it.
    pub fn new(name: impl Into<String>, path: impl Into<PathBuf>) -> Program {
        Program { name: name.into(), path: path.into(), arguments: Vec::new() }
    }

    /// The program of a plain name, on the search path of the process.
    pub fn on_path(name: &str) -> Option<Program> {
        let search_path = std::env::var_os("PATH")?;
        Some(Program::new(name, found(name, &search_path)?))
    }

    /// The names of the programs on the search path that begin with `prefix`, sorted.
    pub fn names_on_path(prefix: &str) -> Vec<String> {
        std::env::var_os("PATH").map(|path| names(prefix, &path)).unwrap_or_default()
    }

    /// The program of a command as one would type it into a shell, with its arguments: a path,
    /// also one with spaces, or a plain name on the search path. No shell is asked, and nothing
    /// but quotation marks and backslashes has a meaning.
    ///
    /// # Errors
    /// When it is no command, or there is no such program.
    pub fn of_command(command: &str) -> Result<Program, CommandError> {
        if is_path(command) && Path::new(command).is_file() {
            return Program::new(command, command).checked();
        }
        let mut words = command::split(command)?.into_iter();
        let first = words.next().ok_or(CommandError::Empty)?;
        let program = match is_path(&first) {
            true => Program::new(command, first).checked()?,
            false => Program::on_path(&first).ok_or(CommandError::NotOnPath(first))?,
        };
        Ok(Program { name: command.to_owned(), arguments: words.collect(), ..program })
    }

    fn checked(self) -> Result<Program, CommandError> {
        let shown = || self.path.to_string_lossy().into_owned();
        match &self.path {
            path if !path.is_file() => Err(CommandError::Missing(shown())),
            path if !is_executable(path) => Err(CommandError::NotExecutable(shown())),
            _ => Ok(self),
        }
    }

    /// What messages call it.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// What stands behind it on the command line.
    pub fn arguments(&self) -> &[String] {
        &self.arguments
    }
}

/// Why a command is none.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CommandError {
    /// There is no word in it.
    #[error("it is empty; name a program")]
    Empty,
    /// It cannot be taken apart.
    #[error(transparent)]
    Split(#[from] SplitError),
    /// There is no such file.
    #[error("there is no program {0}")]
    Missing(String),
    /// The file may not be run.
    #[error("{0} is not executable; chmod +x makes it so")]
    NotExecutable(String),
    /// The search path has no such program.
    #[error("there is no program “{0}” on the PATH; write ./{0} for a file in this folder")]
    NotOnPath(String),
}

/// What a program said in a run that went well.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Answer {
    /// What it wrote to its standard output.
    pub output: Vec<u8>,
    /// The end of what it wrote to its standard error.
    pub said: String,
}

/// Why a run came to nothing.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ProgramError {
    /// This host runs no programs.
    #[error("no programs may be run here")]
    Forbidden,
    /// The system cannot start it.
    #[error("it cannot be started: {0}")]
    NotStarted(String),
    /// It says that it failed.
    #[error("it ended with exit code {code}{}", last_words(said))]
    Failed {
        /// Its exit code.
        code: i32,
        /// The end of what it wrote to its standard error.
        said: String,
    },
    /// A signal ended it.
    #[error("signal {signal} ended it{}", last_words(said))]
    Killed {
        /// The signal's number; 0 when it is not known.
        signal: i32,
        /// The end of what it wrote to its standard error.
        said: String,
    },
    /// It took longer than it may.
    #[error("it was ended, for it took longer than {} seconds{}", limit.as_secs(), last_words(said))]
    TooSlow {
        /// How long it might have taken.
        limit: Duration,
        /// The end of what it wrote to its standard error.
        said: String,
    },
    /// It wrote more than it may.
    #[error("it was ended, for it wrote more than {} MB", .0 >> 20)]
    TooMuch(usize),
}

/// The last lines that a program said, to follow a message.
fn last_words(said: &str) -> String {
    let mut lines: Vec<&str> = said.lines().rev().map(str::trim).collect();
    lines.retain(|line| !line.is_empty());
    lines.truncate(LAST_LINES);
    let shortened = |line: &&str| line.chars().take(LONGEST_LINE).collect::<String>();
    let lines: Vec<String> = lines.iter().rev().map(shortened).collect();
    if lines.is_empty() { String::new() } else { format!(": {}", lines.join(" / ")) }
}

/// Whether what was typed says a place, and is no plain name.
fn is_path(typed: &str) -> bool {
    typed.contains(std::path::is_separator)
}

/// The folders of a search path. What it names relative to wherever one is, the empty name among
/// it, is passed over.
fn folders(search_path: &OsStr) -> impl Iterator<Item = PathBuf> {
    std::env::split_paths(search_path).filter(|folder| folder.is_absolute())
}

/// The first program of that name in the folders of a search path.
fn found(name: &str, search_path: &OsStr) -> Option<PathBuf> {
    let file = format!("{name}{}", std::env::consts::EXE_SUFFIX);
    folders(search_path).map(|folder| folder.join(&file)).find(|path| is_program(path))
}

/// The names of programs in the folders of a search path that begin with `prefix`, sorted.
fn names(prefix: &str, search_path: &OsStr) -> Vec<String> {
    let entries =
        folders(search_path).filter_map(|folder| folder.read_dir().ok()).flatten().flatten();
    let programs = entries.filter_map(|entry| {
        let name = entry.file_name().into_string().ok()?;
        let name = name.strip_suffix(std::env::consts::EXE_SUFFIX)?.to_owned();
        (name.starts_with(prefix) && is_program(&entry.path())).then_some(name)
    });
    programs.collect::<BTreeSet<_>>().into_iter().collect()
}

fn is_program(path: &Path) -> bool {
    path.is_file() && is_executable(path)
}

#[cfg(unix)]
fn is_executable(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt as _;
    path.metadata().is_ok_and(|metadata| metadata.permissions().mode() & 0o111 != 0)
}

#[cfg(not(unix))]
fn is_executable(_: &Path) -> bool {
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(unix)]
    #[test]
    fn programs_are_found_in_whole_paths_only() {
        let path = |text: &str| found("sh", OsStr::new(text));
        assert!(path("/nowhere:/bin:/usr/bin").unwrap().ends_with("bin/sh"));
        // The folder of this very test's package holds no sh, but its parents' bin does.
        assert_eq!(path(":.:bin:../../../../../../../../bin"), None);
        assert_eq!(found("passwd", OsStr::new("/etc")), None, "no program");
        assert_eq!(found("etc", OsStr::new("/")), None, "a folder");
        assert!(names("s", OsStr::new("/bin:relative:")).contains(&"sh".to_owned()));
        assert!(names("sh", OsStr::new("bin:")).is_empty());
    }

    #[cfg(unix)]
    #[test]
    fn commands_name_programs() {
        let program = Program::of_command("sh -c 'exit 3'").unwrap();
        assert_eq!(program.arguments(), ["-c", "exit 3"]);
        assert_eq!(program.name(), "sh -c 'exit 3'");
        assert!(program.path().is_absolute());
        let path = Program::of_command("/bin/sh -x").unwrap();
        assert_eq!((path.path(), path.arguments()), (Path::new("/bin/sh"), &["-x".to_owned()][..]));
        let error = |command: &str| Program::of_command(command).unwrap_err().to_string();
        assert_eq!(error("  "), "it is empty; name a program");
        assert_eq!(error("/bin/no-such x"), "there is no program /bin/no-such");
        assert!(error("/etc/passwd").contains("chmod +x"));
        assert!(error("no-such-program x").contains("write ./no-such-program"));
        assert!(error("sh 'x").contains("never closed"));
    }

    #[test]
    fn last_words_are_few_and_short() {
        let long = "x".repeat(LONGEST_LINE + 9);
        let said = format!("Traceback\n\n  one\ntwo\n{long}\n\n");
        assert_eq!(last_words(&said), format!(": one / two / {}", &long[..LONGEST_LINE]));
        assert_eq!(last_words(" \n"), "");
    }
}
