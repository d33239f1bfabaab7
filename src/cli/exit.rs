//! Exit codes: the one table, and the one function that decides.

use std::process::ExitCode;

use crate::jobs::Summary;

/// How the program ends. The numbers are a promise to scripts: they may get
/// company, but keep their meanings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// Everything was written.
    Success,
    /// Some inputs or formats failed; the rest was written.
    SomeFailed,
    /// The command or the theme is not valid; nothing was read.
    Usage,
    /// Nothing could be converted.
    AllFailed,
    /// An output could not be written.
    CannotWrite,
    /// Everything was written, with warnings, under `--strict`.
    Warnings,
    /// Interrupted from the keyboard. The system ends the program and shells
    /// report this number; the program itself never returns it.
    Interrupted,
    /// Whoever read standard output went away (128 and the number of SIGPIPE).
    ReaderGone,
}

impl Exit {
    /// All of them, in the order of their codes.
    pub const ALL: [Exit; 8] = [
        Exit::Success,
        Exit::SomeFailed,
        Exit::Usage,
        Exit::AllFailed,
        Exit::CannotWrite,
        Exit::Warnings,
        Exit::Interrupted,
        Exit::ReaderGone,
    ];

    /// The number.
    pub fn code(self) -> u8 {
        self.entry().0
    }

    /// What it means, for people.
    pub fn meaning(self) -> &'static str {
        self.entry().1
    }

    fn entry(self) -> (u8, &'static str) {
        match self {
            Exit::Success => (0, "everything was written"),
            Exit::SomeFailed => (1, "some inputs or formats failed; the rest was written"),
            Exit::Usage => (2, "the command or the theme is not valid; nothing was read"),
            Exit::AllFailed => (3, "nothing could be converted"),
            Exit::CannotWrite => (4, "an output could not be written"),
            Exit::Warnings => (5, "there were warnings, and --strict was given"),
            Exit::Interrupted => (130, "interrupted"),
            Exit::ReaderGone => (141, "the reader of standard output went away"),
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> ExitCode {
        ExitCode::from(exit.code())
    }
}

/// Decides how the program ends, the gravest reason first.
pub fn decide(summary: &Summary, strict: bool) -> Exit {
    if summary.reader_gone {
        Exit::ReaderGone
    } else if summary.cannot_write {
        Exit::CannotWrite
    } else if summary.failed > 0 && summary.written == 0 {
        Exit::AllFailed
    } else if summary.failed > 0 {
        Exit::SomeFailed
    } else if strict && summary.warned {
        Exit::Warnings
    } else {
        Exit::Success
    }
}

/// The table for `--help`.
pub fn table() -> String {
    let lines = Exit::ALL.map(|exit| format!("  {:>3}  {}\n", exit.code(), exit.meaning()));
    format!("Exit codes:\n{}", lines.concat().trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_gravest_reason_decides() {
        let fine = Summary { written: 3, ..Summary::default() };
        assert_eq!(decide(&fine, true), Exit::Success);
        let warned = Summary { warned: true, ..fine.clone() };
        assert_eq!(decide(&warned, false), Exit::Success);
        assert_eq!(decide(&warned, true), Exit::Warnings);
        let some = Summary { failed: 1, ..warned };
        assert_eq!(decide(&some, true), Exit::SomeFailed);
        let none = Summary { written: 0, ..some };
        assert_eq!(decide(&none, true), Exit::AllFailed);
        let full = Summary { cannot_write: true, ..none };
        assert_eq!(decide(&full, true), Exit::CannotWrite);
        assert_eq!(decide(&Summary { reader_gone: true, ..full }, true), Exit::ReaderGone);
    }

    #[test]
    fn codes_are_kept() {
        assert_eq!(Exit::ALL.map(Exit::code), [0, 1, 2, 3, 4, 5, 130, 141]);
    }
}
