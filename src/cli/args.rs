//! What was typed, literally. Nothing is checked here but what clap checks by itself.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::{ArgAction, Parser, Subcommand};

use super::exit;
use super::report::Verbosity;

/// Turn articles into typeset PDF, accessible EPUB and clean DOCX.
#[derive(Debug, Clone, Default, Parser)]
#[command(name = "offprint", version, arg_required_else_help = true)]
#[command(override_usage = "offprint [OPTIONS] INPUT...\n       offprint COMMAND")]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
#[command(disable_help_flag = true, disable_version_flag = true)]
#[command(disable_help_subcommand = true, subcommand_help_heading = "Other commands")]
#[command(next_line_help = false, after_long_help = exit::table())]
pub struct Args {
    #[command(subcommand)]
    pub command: Option<Command>,

    /// Articles to convert; - is standard input
    ///
    /// Patterns (`articles/*.md`, `**/*.html`) are for those whose shell leaves them as they are.
    #[arg(
        value_name = "INPUT",
        required_unless_present = "files_from",
        display_order = 0,
        help_heading = "Reading"
    )]
    pub inputs: Vec<OsString>,

    #[command(flatten)]
    pub batch: Batch,

    #[command(flatten)]
    pub reading: Reading,

    /// Leave quotation marks, dashes and spaces as they were typed
    ///
    /// Otherwise they are set as the language of the article wants them.
    #[arg(long, hide_short_help = true, help_heading = "Reading")]
    pub no_smart: bool,

    /// Let this program change each article (repeat it for several, in order)
    ///
    /// It gets the article as JSON (-t json) on its standard input and writes JSON to its standard
    /// output. A command with arguments is written in quotation marks. docs/PLUGINS.md tells more.
    #[arg(long, value_name = "COMMAND", hide_short_help = true, help_heading = "Reading")]
    pub filter: Vec<String>,

    /// Write these formats, with commas: pdf, epub, docx,
    /// html, text, json, pandoc [default: pdf,epub,docx]
    ///
    /// Any other name is that of a program, offprint-to-NAME on the PATH; NAME:ENDING says how
    /// its files end. docs/PLUGINS.md tells more.
    #[arg(
        short,
        long,
        value_name = "NAMES",
        value_delimiter = ',',
        help_heading = "Writing",
        verbatim_doc_comment
    )]
    pub to: Vec<String>,

    /// Write this file; - is standard output
    ///
    /// Its ending chooses the format, unless --to does.
    #[arg(short, long, value_name = "FILE", conflicts_with = "dir", help_heading = "Writing")]
    pub output: Option<PathBuf>,

    /// Write into this folder [default: .]
    ///
    /// It is made when missing.
    #[arg(short, long, value_name = "DIR", help_heading = "Writing")]
    pub dir: Option<PathBuf>,

    /// Put all inputs into one book, an anthology with a table of contents
    ///
    /// In the order in which they are named or found. --title, --author, --date, --series,
    /// --identifier and --contributor are then about the book; without --title it is called
    /// as its folder or its list.
    #[arg(
        long,
        conflicts_with_all = ["name", "skip_existing"],
        hide_short_help = true,
        help_heading = "Writing"
    )]
    pub bundle: bool,

    /// Name outputs by a pattern of {stem}, {id}, {slug}, {date}, {year}, {author}, {lang}, {number}
    ///
    /// Such as `{date}-{slug}`; a slash makes folders. Without it outputs are called as their
    /// inputs, those of records by their id. No two inputs ever write the same file.
    #[arg(
        long,
        value_name = "PATTERN",
        conflicts_with = "output",
        hide_short_help = true,
        help_heading = "Writing"
    )]
    pub name: Option<String>,

    /// Pass over inputs whose outputs are all there
    ///
    /// So a run that was interrupted goes on where it was.
    #[arg(long, conflicts_with = "output", hide_short_help = true, help_heading = "Writing")]
    pub skip_existing: bool,

    /// Convert again whenever an input changes, or its images, the theme, the settings
    ///
    /// Ctrl-C ends it.
    #[arg(
        short,
        long,
        conflicts_with = "skip_existing",
        hide_short_help = true,
        help_heading = "Writing"
    )]
    pub watch: bool,

    /// Convert so many articles at once [default: as many as there are cores]
    #[arg(
        short,
        long,
        value_name = "N",
        value_parser = count,
        hide_short_help = true,
        help_heading = "Writing"
    )]
    pub jobs: Option<NonZeroUsize>,

    /// The look: the name of a theme, or a folder
    ///
    /// `offprint theme list` names those that are built in, `offprint theme new` begins one of your own.
    #[arg(
        long,
        value_name = "DIR|NAME",
        default_value = "article",
        hide_default_value = true,
        help_heading = "Writing"
    )]
    pub theme: PathBuf,

    /// The paper: a5, letter, 148mmx210mm …
    ///
    /// By name a3, a4, a5, a6, b5, letter, legal, tabloid; or both sides, such as 148mmx210mm.
    #[arg(long, value_name = "SIZE", help_heading = "Writing")]
    pub paper: Option<String>,

    /// Set a key of the theme (repeat it for several)
    ///
    /// Such as `page.margin-top=20mm` or `roles.title.align=center`. What keys there are
    /// and what they mean is in docs/THEMES.md.
    #[arg(long, value_name = "KEY=VALUE", hide_short_help = true, help_heading = "Writing")]
    pub set: Vec<String>,

    /// Put a table of contents into PDF and DOCX
    ///
    /// Without it and --no-toc, the article (`[TOC]`, `toc: true`) and, for PDF, the theme decide.
    #[arg(long, conflicts_with = "no_toc", hide_short_help = true, help_heading = "Writing")]
    pub toc: bool,

    /// Put no table of contents into PDF and DOCX
    #[arg(long, hide_short_help = true, help_heading = "Writing")]
    pub no_toc: bool,

    /// What pages are for: screen (coloured links) or print (black, addresses as notes)
    ///
    /// For screen, margins are alike on all pages. For print they are mirrored, and the
    /// addresses of links are notes where notes stand; links.addresses of --set puts
    /// them elsewhere: none, inline, foot, end.
    #[arg(long = "for", value_name = "USE", hide_short_help = true, help_heading = "Writing")]
    pub purpose: Option<String>,

    /// Write only these pages of PDFs: 5, 3-7, 1,4-
    #[arg(
        long,
        value_name = "PAGES",
        allow_hyphen_values = true,
        hide_short_help = true,
        help_heading = "Writing"
    )]
    pub pages: Option<String>,

    /// Write PDFs without colours
    #[arg(long, hide_short_help = true, help_heading = "Writing")]
    pub grayscale: bool,

    /// Put the pages of PDFs on sheets to print on both sides, lay together and fold
    ///
    /// Without --paper, pages of A4, Letter or more are folded from that paper: they
    /// become half as large. Implies --for print.
    #[arg(long, hide_short_help = true, help_heading = "Writing")]
    pub booklet: bool,

    /// Further faces, in place of the system's; or none
    ///
    /// Characters that the theme's faces lack are looked for in this folder and
    /// the folders in it. Repeat it for several; `none` leaves the theme alone.
    /// Without it the system's fonts serve.
    #[arg(long, value_name = "DIR", hide_short_help = true, help_heading = "Writing")]
    pub font_dir: Vec<PathBuf>,

    /// Claim these standards in PDFs: ua-1, a-2a, a-2b, a-3a, none [default: ua-1,a-2a]
    #[arg(
        long,
        value_name = "NAMES",
        value_delimiter = ',',
        hide_short_help = true,
        help_heading = "Writing"
    )]
    pub pdf_standard: Vec<String>,

    /// The cover of EPUBs: auto, title (a page that is set), none, or an image file
    ///
    /// Without it, or with `auto`, it is the article's lead image, if that is large enough
    /// and not a banner. `--cover` alone is `--cover title`; before an input write it out.
    #[arg(
        long,
        value_name = "HOW|FILE",
        num_args = 0..=1,
        default_missing_value = "title",
        hide_short_help = true,
        help_heading = "Writing"
    )]
    pub cover: Option<PathBuf>,

    /// Take styles, page, head and foot of DOCX from this document (.docx, .dotx)
    ///
    /// In place of the theme's. Styles are found by their names; what the document
    /// lacks is added. Nothing of its text is taken.
    #[arg(long, value_name = "FILE", hide_short_help = true, help_heading = "Writing")]
    pub reference_doc: Option<PathBuf>,

    /// Put the theme's faces into EPUBs, cut down to the characters of the article
    ///
    /// Otherwise readers show their own. Faces for scripts that the theme's lack go in
    /// as well, from the fonts that serve PDFs.
    #[arg(long, hide_short_help = true, help_heading = "Writing")]
    pub embed_fonts: bool,

    #[command(flatten)]
    pub limits: Limits,

    #[command(flatten)]
    pub settings: Settings,

    /// Where options come from that were not typed, by their long names.
    #[arg(skip)]
    pub places: BTreeMap<String, String>,

    /// Set the title (of one input)
    #[arg(long, value_name = "TEXT", help_heading = "Metadata, in place of the input's own")]
    pub title: Option<String>,

    /// Set the author; repeat it for several
    #[arg(long, value_name = "NAME", help_heading = "Metadata, in place of the input's own")]
    pub author: Vec<String>,

    /// Set the date: 2026, 2026-11 or 2026-11-22
    #[arg(long, value_name = "DATE", help_heading = "Metadata, in place of the input's own")]
    pub date: Option<String>,

    /// Set the language: en, pt-BR, tt …
    #[arg(long, value_name = "TAG", help_heading = "Metadata, in place of the input's own")]
    pub lang: Option<String>,

    /// Set the series, and with a number sign the place in it: "Mills of the Weir #3"
    #[arg(
        long,
        value_name = "NAME",
        hide_short_help = true,
        help_heading = "Metadata, in place of the input's own"
    )]
    pub series: Option<String>,

    /// Set an identifier: an ISBN, a DOI, an address; repeat it for several
    ///
    /// The first one becomes the identifier of an EPUB.
    #[arg(
        long,
        value_name = "TEXT",
        hide_short_help = true,
        help_heading = "Metadata, in place of the input's own"
    )]
    pub identifier: Vec<String>,

    /// Set who else had a part, such as translator=NAME; repeat it for several
    ///
    /// Parts are editor, translator, illustrator, photographer, compiler, introduction,
    /// afterword, narrator, contributor.
    #[arg(
        long,
        value_name = "PART=NAME",
        hide_short_help = true,
        help_heading = "Metadata, in place of the input's own"
    )]
    pub contributor: Vec<String>,

    /// Write what became of each input to this file, a JSON object a line; - is standard output
    ///
    /// docs/REPORT.md tells what stands in it.
    #[arg(long, value_name = "FILE", hide_short_help = true, help_heading = "Messages")]
    pub report: Option<PathBuf>,

    /// Let warnings fail the command (exit code 5)
    ///
    /// Outputs are written all the same.
    #[arg(long, help_heading = "Messages")]
    pub strict: bool,

    /// Print errors only
    #[arg(short, long, conflicts_with = "verbose", help_heading = "Messages")]
    pub quiet: bool,

    /// Print notes too: repairs, the language guessed
    #[arg(short, long, help_heading = "Messages")]
    pub verbose: bool,

    /// Print help (--help: on all options)
    #[arg(short, long, action = ArgAction::Help, global = true, help_heading = "Messages")]
    pub help: Option<bool>,

    /// Print the version
    #[arg(short = 'V', long, action = ArgAction::Version, help_heading = "Messages")]
    pub version: Option<bool>,
}

/// A number of things at once.
fn count(typed: &str) -> Result<NonZeroUsize, &'static str> {
    typed.parse().map_err(|_| "write a number from 1 up")
}

/// What else the program does but convert. A file of such a name is written `./inspect`.
#[derive(Debug, Clone, Subcommand)]
pub enum Command {
    /// Show what is understood of articles, and what is taken out
    ///
    /// Metadata, outline, counts, and each line of the input with what it was taken for.
    Inspect(Inspect),

    /// List the themes, show one, begin one of your own
    Theme {
        #[command(subcommand)]
        what: ThemeCommand,
    },

    /// List the formats that can be read and written
    Formats {
        /// Print one object in JSON
        #[arg(long)]
        json: bool,
    },

    /// Tell which scripts can be set here, and what is broken
    ///
    /// Ends with exit code 1 when something is found that does not work.
    Doctor(Doctor),

    /// Print completions for a shell
    Completions {
        /// The shell
        #[arg(value_name = "SHELL")]
        shell: clap_complete::Shell,
    },

    /// Print the manual page
    Man,
}

/// What to do with themes.
#[derive(Debug, Clone, Subcommand)]
pub enum ThemeCommand {
    /// List the built-in themes
    List {
        /// Print a list in JSON
        #[arg(long)]
        json: bool,
    },
    /// Print a theme with all of its keys, those included that it takes from its base
    Show {
        /// The name of a theme, or a folder
        #[arg(value_name = "DIR|NAME")]
        name: PathBuf,
    },
    /// Begin a theme of your own in a new folder
    ///
    /// It rests on a built-in one; every key stands there with its value, waiting to be changed.
    New {
        /// The folder, which is made
        #[arg(value_name = "DIR")]
        folder: PathBuf,
        /// The theme that it rests on
        #[arg(long, value_name = "NAME", default_value = "article")]
        base: String,
    },
}

/// What was typed after `doctor`.
#[derive(Debug, Clone, clap::Args)]
pub struct Doctor {
    /// Look for fonts here, not in the system; repeat it for several
    #[arg(long, value_name = "DIR|none")]
    pub font_dir: Vec<PathBuf>,

    /// Ask about this theme
    #[arg(long, value_name = "DIR|NAME")]
    pub theme: Option<PathBuf>,

    /// Print one object in JSON
    #[arg(long)]
    pub json: bool,
}

/// What was typed after `inspect`.
#[derive(Debug, Clone, clap::Args)]
pub struct Inspect {
    /// Articles to look at; - is standard input
    #[arg(value_name = "INPUT", required_unless_present = "files_from")]
    pub inputs: Vec<OsString>,

    #[command(flatten)]
    pub batch: Batch,

    /// Print one object in JSON for each input, on a line of its own
    #[arg(long)]
    pub json: bool,

    #[command(flatten)]
    pub reading: Reading,

    #[command(flatten)]
    pub settings: Settings,
}

/// Where options come from that are not typed.
#[derive(Debug, Clone, Default, clap::Args)]
pub struct Settings {
    /// Take options from this file [default: offprint.toml, here or in a folder above]
    ///
    /// Options by their long names: `theme = "pocket"`, `font-dir = ["fonts"]`, `strict = true`.
    /// What is typed counts more, and so does the environment: OFFPRINT_THEME, OFFPRINT_FONT_DIR.
    #[arg(long, value_name = "FILE", hide_short_help = true, help_heading = "Settings")]
    pub config: Option<PathBuf>,

    /// Take options from the command line alone
    #[arg(long, conflicts_with = "config", hide_short_help = true, help_heading = "Settings")]
    pub no_config: bool,
}

/// Where many inputs come from.
#[derive(Debug, Clone, Default, clap::Args)]
pub struct Batch {
    /// Take all articles in folders, and in the folders in them
    ///
    /// By the endings of their names, or all files with --from. Their folders are kept.
    #[arg(short, long, help_heading = "Reading")]
    pub recursive: bool,

    /// Take the files that this one names, a line each; - is standard input
    #[arg(long, value_name = "FILE", hide_short_help = true, help_heading = "Reading")]
    pub files_from: Option<PathBuf>,
}

/// What articles may not do.
#[derive(Debug, Clone, Default, clap::Args)]
pub struct Limits {
    /// Give up on an input after so many seconds [default: never]
    ///
    /// All its formats count together. It fails alone, and the next one begins.
    #[arg(long, value_name = "SECONDS", hide_short_help = true, help_heading = "Limits")]
    pub timeout: Option<String>,

    /// Refuse inputs of more MB, unpacked [default: 1024, the most]
    ///
    /// Of records, each counts for itself. What is refused fails alone.
    #[arg(long, value_name = "MB", hide_short_help = true, help_heading = "Limits")]
    pub max_input: Option<String>,

    /// Leave out images whose files have more MB [default: 64, the most]
    #[arg(long, value_name = "MB", hide_short_help = true, help_heading = "Limits")]
    pub max_image: Option<String>,

    /// Leave out images of more megapixels [default: 100, the most]
    #[arg(long, value_name = "MEGAPIXELS", hide_short_help = true, help_heading = "Limits")]
    pub max_pixels: Option<String>,

    /// Read images below this folder [default: that of each article]
    ///
    /// References count from the folder of the article. Nothing outside of this folder is
    /// read, whatever links or `..` lead to, and nothing is ever fetched.
    #[arg(long, value_name = "DIR", hide_short_help = true, help_heading = "Limits")]
    pub resource_root: Option<PathBuf>,
}

/// How to read, for whatever follows.
#[derive(Debug, Clone, Default, clap::Args)]
pub struct Reading {
    /// Read as text, markdown, html, json, pandoc, jsonl
    ///
    /// Without it the name says the format, and else the content. jsonl has an article a line:
    /// an object with text, html or markdown, and id, title, author, date, lang, url …; it may
    /// be packed (gzip, zstd).
    #[arg(short, long, value_name = "NAME", help_heading = "Reading")]
    pub from: Option<String>,

    /// Keep what is not taken for the article
    ///
    /// Menus, comment forms and the like, which are otherwise taken out and told.
    #[arg(long, conflicts_with = "clean", help_heading = "Reading")]
    pub keep_all: bool,

    /// Take what this CSS selector matches on a web page for the article
    ///
    /// Such as `article .text, #notes`: types, classes, ids, attributes and the signs
    /// between them. All that matches is kept, in the order of the page.
    #[arg(
        long,
        value_name = "CSS",
        conflicts_with_all = ["clean", "keep_all"],
        hide_short_help = true,
        help_heading = "Reading"
    )]
    pub selector: Option<String>,

    /// Keep all of a web page that can be seen
    #[arg(
        long,
        conflicts_with_all = ["clean", "selector"],
        hide_short_help = true,
        help_heading = "Reading"
    )]
    pub whole_page: bool,

    /// How bold to be in taking it out: gentle, normal, thorough
    #[arg(
        long,
        value_name = "HOW",
        value_parser = ["gentle", "normal", "thorough"],
        hide_possible_values = true,
        hide_short_help = true,
        help_heading = "Reading"
    )]
    pub clean: Option<String>,
}

impl Args {
    /// Whether an option counts that nobody typed.
    pub fn is_set(&self, option: &str) -> bool {
        self.places.contains_key(option.trim_start_matches('-'))
    }

    /// A complaint about an option, with the place where it was set if nobody typed it.
    pub fn with_place(&self, complaint: anyhow::Error) -> anyhow::Error {
        let said = format!("{complaint:#}");
        let about = |key: &str| {
            let rest = said.strip_prefix("--").and_then(|rest| rest.strip_prefix(key));
            rest.is_some_and(|rest| !rest.starts_with(|c: char| c == '-' || c.is_alphanumeric()))
        };
        match self.places.iter().find(|(key, _)| about(key)) {
            Some((_, place)) => anyhow::anyhow!("{place}: {said}"),
            None => complaint,
        }
    }

    /// How much to print.
    pub fn verbosity(&self) -> Verbosity {
        match (self.quiet, self.verbose) {
            (true, _) => Verbosity::Errors,
            (_, true) => Verbosity::Everything,
            _ => Verbosity::Usual,
        }
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::*;
    use crate::backends::BACKENDS;
    use crate::readers::READERS;

    #[test]
    fn the_table_of_flags_is_sound() {
        Args::command().debug_assert();
    }

    #[test]
    fn short_help_fits_a_screen() {
        let help = Args::command().term_width(80).render_help().to_string();
        assert!(help.lines().count() <= 40, "{help}");
    }

    #[test]
    fn help_names_every_format() {
        let help = Args::command().term_width(80).render_help().to_string();
        let readers = READERS.iter().map(|reader| reader.name);
        for name in readers.chain(BACKENDS.iter().map(|(format, _)| format.name)) {
            assert!(help.contains(name), "{name} is not in\n{help}");
        }
    }
}
