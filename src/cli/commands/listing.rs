//! What `offprint inspect` shows to people: what is known of the article, its
//! headings, how much there is of what, and every line of the input with what
//! it was taken for.

use std::fmt::Write as _;

use anstyle::{AnsiColor, Style};
use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr as _};

use crate::article::walk;
use crate::article::{Block, BlockKind, ListKind};
use crate::cli::report::one_line;
use crate::inspect::{Counts, Inspection};
use crate::readers::Reading;
use crate::source::Span;

/// How wide the column is that says what a line was taken for.
const WHAT: usize = 34;

/// How wide the input's own column is at least.
const LEAST_TEXT: usize = 30;

/// How a listing looks.
#[derive(Debug, Clone, Copy)]
pub struct Looks {
    /// How many columns the screen has.
    pub width: usize,
    /// Whether it shows colours.
    pub colored: bool,
}

/// What became of a line.
#[derive(Debug, Clone, Default)]
enum Fate {
    /// It is blank, or only told in the metadata.
    #[default]
    Metadata,
    /// It is part of a block; the words stand at its first line.
    Kept(&'static str),
    /// It was taken out; the words stand beside it, and below it where they are many.
    Removed(Vec<String>),
}

/// The listing of what was understood of an input.
pub fn listing(reading: &Reading, looks: Looks) -> String {
    let found = Inspection::from(reading);
    let mut listing = Listing { out: String::new(), looks };
    listing.head(&found, reading.source.text().lines().count());
    listing.outline(&found);
    listing.lines(&found, reading);
    listing.messages(&found);
    listing.out
}

const TITLE: Style = AnsiColor::Cyan.on_default().bold();
const DIM: Style = Style::new().dimmed();
const GONE: Style = AnsiColor::Red.on_default();
const KNOWN: Style = AnsiColor::Green.on_default();

struct Listing {
    out: String,
    looks: Looks,
}

impl Listing {
    /// Adds text in a style, as far as the screen shows any.
    fn styled(&mut self, style: Style, text: &str) {
        if self.looks.colored {
            let _ = write!(self.out, "{style}{text}{style:#}");
        } else {
            self.out.push_str(text);
        }
    }

    fn title(&mut self, text: &str) {
        self.out.push('\n');
        self.styled(TITLE, text);
        self.out.push('\n');
    }

    fn head(&mut self, found: &Inspection, lines: usize) {
        self.styled(TITLE, &one_line(&found.input));
        let _ = writeln!(self.out, "  {}, {}", found.format, counted(lines, "line"));
        self.out.push('\n');
        let date = found.date.map(|date| date.to_string());
        let modified = found.modified.map(|date| date.to_string());
        let keywords = Some(found.keywords.join(", ")).filter(|words| !words.is_empty());
        let joined = |list: Vec<String>| Some(list.join(", ")).filter(|list| !list.is_empty());
        let people = found.contributors.iter();
        let people = joined(
            people.map(|one| format!("{} ({})", one.person.name, one.role.name())).collect(),
        );
        let identifiers = joined(found.identifiers.iter().map(ToString::to_string).collect());
        let series = found.series.as_ref().map(ToString::to_string);
        let known = [
            ("Kicker", &found.kicker),
            ("Title", &found.title),
            ("Subtitle", &found.subtitle),
            ("Byline", &found.byline),
            ("Others", &people),
            ("Date", &date),
            ("Changed", &modified),
            ("Language", &found.language),
            ("Publisher", &found.publisher),
            ("Source", &found.source_url),
            ("About", &found.description),
            ("Keywords", &keywords),
            ("Series", &series),
            ("Known as", &identifiers),
        ];
        for (name, value) in known {
            // What most articles have is missed aloud.
            let missed = matches!(name, "Title" | "Byline" | "Date" | "Language");
            match value {
                Some(value) => {
                    let _ = write!(self.out, "  {name:<10}");
                    self.styled(KNOWN, &one_line(value));
                    self.out.push('\n');
                }
                None if missed => {
                    let _ = write!(self.out, "  {name:<10}");
                    self.styled(DIM, "none found");
                    self.out.push('\n');
                }
                None => {}
            }
        }
        let _ = writeln!(self.out, "\n  {}", counts(&found.counts));
    }

    fn outline(&mut self, found: &Inspection) {
        if found.outline.is_empty() {
            return;
        }
        self.title("Outline");
        for entry in &found.outline {
            let indent = "  ".repeat(usize::from(entry.level));
            let _ = write!(self.out, "{indent}{}", one_line(&entry.text));
            if entry.line > 0 {
                self.styled(DIM, &format!("  {}", entry.line));
            }
            self.out.push('\n');
        }
    }

    /// Every line of the input, and beside it what it was taken for. Runs of
    /// blank lines are one.
    fn lines(&mut self, found: &Inspection, reading: &Reading) {
        self.title("Text");
        let lines: Vec<&str> = reading.source.text().lines().collect();
        let fates = fates(found, reading, lines.len());
        let digits = lines.len().to_string().len().max(3);
        let text = self.looks.width.saturating_sub(digits + WHAT + 6).max(LEAST_TEXT);
        let mut blank = true;
        for (at, (line, fate)) in lines.iter().zip(&fates).enumerate() {
            let shown = one_line(line);
            let (mark, style, what) = match fate {
                Fate::Metadata if shown.is_empty() => (' ', Style::new(), Vec::new()),
                Fate::Metadata => ('=', KNOWN, vec!["metadata"]),
                Fate::Kept(what) => (' ', Style::new(), vec![*what]),
                Fate::Removed(what) => ('-', GONE, what.iter().map(String::as_str).collect()),
            };
            let was_blank = std::mem::replace(&mut blank, shown.is_empty());
            if blank && was_blank && what.is_empty() {
                continue;
            }
            self.styled(DIM, &format!("{:>digits$} ", at + 1));
            let mut rows = what.into_iter();
            self.row(style, (mark, &shown), rows.next().unwrap_or_default(), text);
            for rest in rows {
                let _ = write!(self.out, "{:>digits$} ", "");
                self.row(style, (' ', ""), rest, text);
            }
        }
    }

    /// Some text, as much of it as a width holds, and what there is to say of it.
    fn row(&mut self, style: Style, (mark, text): (char, &str), what: &str, width: usize) {
        let (clipped, filled) = clipped(text, width);
        let gap = if what.is_empty() { 0 } else { width - filled };
        let row = format!("{mark} {clipped}{}", " ".repeat(gap));
        if what.is_empty() {
            self.styled(style, row.trim_end());
        } else {
            self.styled(style, &row);
            self.styled(if mark == '=' { DIM } else { style }, &format!("  {what}"));
        }
        self.out.push('\n');
    }

    fn messages(&mut self, found: &Inspection) {
        if found.messages.is_empty() {
            return;
        }
        self.title("Messages");
        for message in &found.messages {
            let place =
                if message.line > 0 { format!("{}: ", message.line) } else { String::new() };
            let _ = writeln!(self.out, "  {place}{}", one_line(&message.text));
        }
    }
}

/// What became of each line.
fn fates(found: &Inspection, reading: &Reading, count: usize) -> Vec<Fate> {
    let mut fates = vec![Fate::default(); count];
    let lines = |span: Span| {
        let first = span.line as usize;
        let last = reading.source.line_of((span.end as usize).saturating_sub(1)) as usize;
        (first > 0).then(|| first - 1..last.max(first).min(count))
    };
    walk::blocks(&reading.article, &mut |block| {
        let Some(lines) = lines(block.span) else { return };
        for (at, fate) in fates.iter_mut().enumerate().take(lines.end).skip(lines.start) {
            *fate = Fate::Kept(if at == lines.start { name(block) } else { "" });
        }
    });
    for removed in &found.removed {
        let first = (removed.line as usize).saturating_sub(1);
        let count = (removed.lines as usize).max(1);
        let mut why = wrapped(&format!("{}: {}", removed.what, removed.reason), WHAT).into_iter();
        for (at, fate) in fates.iter_mut().skip(first).take(count).enumerate() {
            let left = if at + 1 == count { why.len() } else { 1 };
            *fate = Fate::Removed(why.by_ref().take(left).collect());
        }
    }
    fates
}

/// What a block is, for people.
fn name(block: &Block) -> &'static str {
    match &block.kind {
        BlockKind::Heading(heading) => {
            ["heading 1", "heading 2", "heading 3", "heading 4", "heading 5", "heading 6"]
                [usize::from(heading.level.clamp(1, 6)) - 1]
        }
        BlockKind::Paragraph { .. } => "",
        BlockKind::Quote(_) => "quotation",
        BlockKind::List(list) if list.kind == ListKind::Bullet => "list",
        BlockKind::List(_) => "numbered list",
        BlockKind::DefinitionList { .. } => "definitions",
        BlockKind::Code(_) => "code",
        BlockKind::Table(_) => "table",
        BlockKind::Figure(_) => "figure",
        BlockKind::Rule => "rule",
        BlockKind::Math { .. } => "formula",
        BlockKind::Aside(_) => "aside",
    }
}

fn counts(counts: &Counts) -> String {
    let Counts { words, paragraphs, headings, lists, quotes, tables, images, notes, links, .. } =
        *counts;
    let parts = [
        (words, "word"),
        (paragraphs, "paragraph"),
        (headings, "heading"),
        (lists, "list"),
        (quotes, "quotation"),
        (tables, "table"),
        (counts.code, "stretch of code"),
        (images, "image"),
        (counts.formulas, "formula"),
        (notes, "note"),
        (links, "link"),
    ];
    let some = parts.into_iter().filter(|(count, name)| *count > 0 || *name == "word");
    some.map(|(count, name)| counted(count, name)).collect::<Vec<_>>().join(", ")
}

/// `1 line`, `2 lines`.
fn counted(count: usize, name: &str) -> String {
    match (count, name.split_once(" of ")) {
        (1, _) => format!("1 {name}"),
        (_, Some((name, rest))) => format!("{count} {name}es of {rest}"),
        (_, None) => format!("{count} {name}s"),
    }
}

/// Words in lines of at most a width of columns, but for words that are wider.
fn wrapped(text: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.width() + word.width() < width => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

/// As much of a line as a width of columns holds, and how wide that is.
fn clipped(text: &str, width: usize) -> (String, usize) {
    let (mut clipped, mut filled) = (String::new(), 0);
    for c in text.chars() {
        let own = c.width().unwrap_or(0);
        if filled + own >= width {
            clipped.push('…');
            return (clipped, filled + 1);
        }
        clipped.push(c);
        filled += own;
    }
    (clipped, filled)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::host::Memory;
    use crate::{ReadOptions, read};

    const PLAIN: Looks = Looks { width: 100, colored: false };

    fn listed(text: &str, looks: Looks) -> String {
        let options = ReadOptions { name: "a.txt".to_owned(), ..ReadOptions::default() };
        listing(&read(text.as_bytes(), &options, &Memory::default()).unwrap(), looks)
    }

    const TEXT: &str = "The Mill\n\n\nBy Jane Doe | March 31, 2024\n\nTHE RIVER\n\n\
         The mill by the river has stood there for as long as anyone in the village remembers.\n\n\
         Leave a Reply\nYour email address will not be published. Required fields are marked *";

    #[test]
    fn what_goes_stands_beside_what_stays() {
        let shown = listed(TEXT, PLAIN);
        let line = |start: &str| {
            let found = shown.lines().find(|line| line.starts_with(start));
            found.unwrap_or_else(|| panic!("no {start} in\n{shown}"))
        };
        assert!(line("  1 = The Mill").ends_with("metadata"));
        assert!(line("  4 = By Jane").ends_with("metadata"));
        assert!(line("  6   THE RIVER").ends_with("heading 1"));
        assert!(line("  8   The mill by the river").ends_with('…'));
        assert!(line(" 10 - Leave a Reply").contains("comment form: "));
        assert!(shown.lines().all(|line| line.chars().count() <= PLAIN.width), "{shown}");
        assert!(line("  Byline").ends_with("Jane Doe"));
        assert_eq!(shown.lines().filter(|line| line.trim() == "3").count(), 0, "{shown}");
        assert!(!shown.contains('\u{1b}'));
    }

    #[test]
    fn colours_are_a_choice() {
        let shown = listed(TEXT, Looks { colored: true, ..PLAIN });
        assert!(shown.contains("\u{1b}[31m- Leave a Reply"), "{shown:?}");
    }

    #[test]
    fn hostile_lines_do_not_steer_the_screen() {
        let shown = listed("One\u{1b}[2J sentence.\n\n\u{202E}Another one here.", PLAIN);
        assert!(!shown.contains(['\u{1b}', '\u{202E}']), "{shown:?}");
    }

    #[test]
    fn lines_are_clipped_by_the_columns_that_they_take() {
        assert_eq!(clipped("東京大阪", 20), ("東京大阪".to_owned(), 8));
        assert_eq!(clipped("東京大阪", 6), ("東京…".to_owned(), 5));
        assert_eq!(clipped("abcdef", 4), ("abc…".to_owned(), 4));
    }
}
