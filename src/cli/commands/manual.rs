//! `offprint completions` and `offprint man`: from the same table of options that parses them.

use anyhow::Result;
use clap::{Command, CommandFactory as _};
use clap_complete::Shell;
use clap_mangen::Man;
use clap_mangen::roff::{Roff, bold, roman};

use crate::cli::args::Args;
use crate::cli::exit::Exit;
use crate::cli::settings::file;

/// A script that tells a shell what can be typed.
pub(super) fn completions(shell: Shell) -> String {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut command(), NAME, &mut script);
    String::from_utf8_lossy(&script).into_owned()
}

/// The manual page, in roff (man(7)).
///
/// # Errors
/// Never: the page is written to memory.
pub(super) fn page() -> Result<String> {
    // What `-h` leaves out stands in the manual all the same.
    let table = command().mut_args(|arg| arg.hide_short_help(false));
    let man = Man::new(table.clone());
    let mut page = Vec::new();
    man.render_title(&mut page)?;
    man.render_name_section(&mut page)?;
    man.render_synopsis_section(&mut page)?;
    man.render_description_section(&mut page)?;
    man.render_options_section(&mut page)?;
    let commands = table.get_subcommands().map(|command| {
        let about = command.get_about().map(ToString::to_string).unwrap_or_default();
        (format!("{NAME} {}", command.get_name()), about)
    });
    section("COMMANDS", commands).to_writer(&mut page)?;
    let codes = Exit::ALL.map(|exit| (exit.code().to_string(), exit.meaning().to_owned()));
    section("EXIT STATUS", codes).to_writer(&mut page)?;
    section("ENVIRONMENT", VARIABLES.map(owned)).to_writer(&mut page)?;
    section("FILES", [owned((file::NAME, FILE))]).to_writer(&mut page)?;
    Ok(String::from_utf8_lossy(&page).into_owned())
}

const NAME: &str = "offprint";

/// What is read of the environment.
const VARIABLES: [(&str, &str); 4] = [
    (
        "OFFPRINT_OPTION",
        "The value of an option, such as OFFPRINT_THEME=pocket, unless it is typed.",
    ),
    ("OFFPRINT_CONFIG", "The file with settings, in place of the one that would be found."),
    ("SOURCE_DATE_EPOCH", "The moment that stands for now, in seconds since 1970."),
    ("NO_COLOR", "Colours are left out when it is set."),
];

/// What is said of the file with settings.
const FILE: &str = "Options in TOML, each under its long name; in the current folder or above it. What is \
    typed counts before the environment, and that before the file.";

/// The table of options without what stands below it in `--help`: a page has its own section for that.
fn command() -> Command {
    Args::command().after_long_help("")
}

fn owned((name, meaning): (&str, &str)) -> (String, String) {
    (name.to_owned(), meaning.to_owned())
}

/// A section of names and what they mean.
fn section(title: &str, rows: impl IntoIterator<Item = (String, String)>) -> Roff {
    let mut roff = Roff::new();
    roff.control("SH", [title]);
    for (name, meaning) in rows {
        roff.control("TP", []).text([bold(name)]).text([roman(meaning)]);
    }
    roff
}
