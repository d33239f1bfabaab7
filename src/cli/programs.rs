//! The programs that were named, formats from outside and filters: found before anything is read.

use anyhow::{Context as _, Result, anyhow, ensure};

use crate::Target;
use crate::backends::external::External;
use crate::host::Program;
use crate::plugins::{PREFIX, is_name};

/// The format that a program on the search path writes, typed as `NAME` or `NAME:ENDING`; `None`
/// when there is no such program.
///
/// # Errors
/// When the ending is none.
pub fn target(typed: &str) -> Result<Option<Target>> {
    let (name, ending) = typed.split_once(':').unwrap_or((typed, typed));
    let Some(program) = program(name) else { return Ok(None) };
    ensure!(
        is_ending(ending),
        "“{ending}” is no ending of a file's name; write letters, digits and hyphens"
    );
    Ok(Some(External::new(name, ending, program).into()))
}

fn program(name: &str) -> Option<Program> {
    if is_name(name) { Program::on_path(&format!("{PREFIX}{name}")) } else { None }
}

/// Whether files may end so: `gmi`, `tar.gz`.
fn is_ending(ending: &str) -> bool {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    ending.split('.').all(|part| !part.is_empty() && part.chars().all(is_plain))
}

/// The names of the formats that programs on the search path write.
pub fn formats() -> Vec<String> {
    let programs = Program::names_on_path(PREFIX).into_iter();
    let names = programs.filter_map(|name| Some(name.strip_prefix(PREFIX)?.to_owned()));
    names.filter(|name| is_name(name)).collect()
}

/// The complaint about a format that there is not, with the name of the program that would add it.
pub fn with_program(complaint: anyhow::Error, typed: &str) -> anyhow::Error {
    let name = typed.split(':').next().unwrap_or_default();
    match is_name(name) {
        true => anyhow!("{complaint}; a program {PREFIX}{name} on the PATH would write it"),
        false => complaint,
    }
}

/// Sees that no two formats write the same file.
///
/// # Errors
/// When two do.
pub fn check(targets: &[Target]) -> Result<()> {
    for (index, target) in targets.iter().enumerate() {
        let format = target.format();
        // Many file systems do not tell `A` from `a`.
        let is_same =
            |other: &&Target| other.format().extension.eq_ignore_ascii_case(format.extension);
        if let Some(same) = targets[..index].iter().find(is_same) {
            let (one, other) = (same.format().name, format.name);
            return Err(anyhow!(
                "--to: {one} and {other} would write the same files; choose another ending with \
                 NAME:ENDING"
            ));
        }
    }
    Ok(())
}

/// The programs that articles go through.
///
/// # Errors
/// When one cannot be found.
pub fn filters(commands: &[String]) -> Result<Vec<Program>> {
    let found = commands.iter().map(|command| Program::of_command(command).context("--filter"));
    found.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn endings_are_those_of_files() {
        assert!(["gmi", "tar.gz", "x-2", "TEX"].into_iter().all(is_ending));
        assert!(!["", ".", "a/b", "..", "a.", "a b", "ä"].into_iter().any(is_ending));
    }
}
