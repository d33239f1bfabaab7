//! Options that another program gives, by their long names, for articles in memory.
//!
//! They are those of the command line but for what is about files, streams and batches. No file
//! and no variable of the environment counts beside them.

use std::ffi::OsString;

use anyhow::{Result, anyhow, bail, ensure};
use clap::{Arg, Command, CommandFactory as _, FromArgMatches as _};

use super::is_switch;
use crate::cli::args::Args;
use crate::suggest;

/// Options about files, streams and batches.
const NOT_IN_MEMORY: [&str; 18] = [
    "to",
    "recursive",
    "files-from",
    "output",
    "dir",
    "bundle",
    "name",
    "skip-existing",
    "watch",
    "jobs",
    "report",
    "strict",
    "quiet",
    "verbose",
    "help",
    "version",
    "config",
    "no-config",
];

/// Options that count in reading and in writing.
const ALWAYS: [&str; 3] = ["timeout", "toc", "no-toc"];

/// What options are for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Work {
    /// Reading an article.
    Reading,
    /// Writing an article that was read.
    Writing,
    /// Both.
    Converting,
}

/// An option and its values: `true` or `false` for a switch, one or several for others.
pub type Given<'a> = (&'a str, &'a [String]);

/// The arguments that options come to, with the formats to write.
///
/// # Errors
/// When an option is unknown, has no such value, or is not for this work.
pub fn parse(options: &[Given<'_>], to: &[String], work: Work) -> Result<Args> {
    let command = Args::command();
    let mut words = vec![OsString::from("offprint")];
    for (key, values) in options {
        let arg = option(&command, key, work)?;
        words.extend(as_typed(arg, key, values)?.into_iter().map(OsString::from));
    }
    words.extend(to.iter().map(|format| format!("--to={format}").into()));
    words.push("-".into());
    let matches = command.try_get_matches_from(words).map_err(|error| {
        let said = error.to_string();
        anyhow!("{}", said.lines().next().unwrap_or_default().trim_start_matches("error: "))
    })?;
    Ok(Args::from_arg_matches(&matches)?)
}

/// The option of a key, if it is for the work.
fn option<'a>(command: &'a Command, key: &str, work: Work) -> Result<&'a Arg> {
    let known = || {
        let names = command.get_arguments().filter_map(|arg| Some((arg.get_long()?, arg)));
        names.filter(|(key, _)| !NOT_IN_MEMORY.contains(key))
    };
    let Some((_, arg)) = known().find(|(name, _)| *name == key) else {
        ensure!(
            !NOT_IN_MEMORY.contains(&key),
            "“{key}” is about files and batches, and is for the command line alone"
        );
        let hint = suggest::hint(key, known().map(|(name, _)| name));
        bail!("there is no option “{key}”{hint}");
    };
    let writes = arg.get_help_heading() == Some("Writing");
    match work {
        _ if ALWAYS.contains(&key) => {}
        Work::Reading if writes => {
            bail!("“{key}” is for writing; give it where the format is named")
        }
        Work::Writing if !writes => {
            bail!("“{key}” is for reading; give it where the article is read")
        }
        _ => {}
    }
    Ok(arg)
}

/// What would have to be typed for an option.
fn as_typed(arg: &Arg, key: &str, values: &[String]) -> Result<Vec<String>> {
    if !is_switch(arg) {
        return Ok(values.iter().map(|value| format!("--{key}={value}")).collect());
    }
    match values {
        [value] if value == "true" => Ok(vec![format!("--{key}")]),
        [value] if value == "false" => Ok(Vec::new()),
        _ => bail!("“{key}” is a switch, which is true or false"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(options: &[(&str, &[&str])], work: Work) -> Result<Args, String> {
        let owned: Vec<(&str, Vec<String>)> = options
            .iter()
            .map(|(key, values)| (*key, values.iter().map(|value| (*value).to_owned()).collect()))
            .collect();
        let given: Vec<Given<'_>> = owned.iter().map(|(key, values)| (*key, &**values)).collect();
        parse(&given, &["epub".to_owned()], work).map_err(|error| error.to_string())
    }

    #[test]
    fn options_are_those_of_the_command_line() {
        let options: [(&str, &[&str]); 4] = [
            ("theme", &["pocket"]),
            ("set", &["a=1", "b=-2"]),
            ("toc", &["true"]),
            ("author", &["A", "B"]),
        ];
        let args = parsed(&options, Work::Converting).unwrap();
        assert_eq!((args.theme.to_str(), &args.to[..]), (Some("pocket"), &["epub".to_owned()][..]));
        assert_eq!((args.set.len(), args.toc, args.author.len()), (2, true, 2));
        assert!(!parsed(&[("grayscale", &["false"])], Work::Writing).unwrap().grayscale);
    }

    #[test]
    fn what_makes_no_sense_is_said() {
        for (options, work, said) in [
            (("thene", "pocket"), Work::Converting, "did you mean theme?"),
            (("output", "a.pdf"), Work::Converting, "for the command line alone"),
            (("paper", "a5"), Work::Reading, "is for writing"),
            (("clean", "gentle"), Work::Writing, "is for reading"),
            (("keep-all", "yes"), Work::Reading, "true or false"),
            (("clean", "madly"), Work::Reading, "invalid value 'madly'"),
        ] {
            let error = parsed(&[(options.0, &[options.1])], work).unwrap_err();
            assert!(error.contains(said), "{error}");
        }
    }

    #[test]
    fn the_names_of_options_are_names() {
        let command = Args::command();
        let is_there = |key: &&str| command.get_arguments().any(|arg| arg.get_long() == Some(key));
        assert!(NOT_IN_MEMORY.iter().chain(&ALWAYS).all(is_there));
    }
}
