//! The program `offprint`: hands over to [`offprint::cli`] and its exit code to the system.

use std::process::ExitCode;

fn main() -> ExitCode {
    offprint::cli::main()
}
