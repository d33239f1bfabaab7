//! Plain text, as a scraper left it.
//!
//! What the lines are is found out by [`crate::understand`]; this reader turns
//! the findings into an article and reports them.

mod builder;
mod light;

use super::{ReadError, ReadOptions, Reader, autolinks};
use crate::article::Article;
use crate::diagnostics::{Boilerplate, Diagnostics, Kind, Repair};
use crate::source::Source;
use crate::understand::line::{self, Line};
use crate::understand::shape::shape;
use crate::understand::{Label, Understanding, understand};
use builder::Builder;

/// The entry in the table of readers.
pub static READER: Reader = Reader {
    name: "text",
    extensions: &["txt", "text"],
    about: "plain text, as a scraper left it",
    read,
};

fn read(
    source: &Source,
    options: &ReadOptions,
    diagnostics: &mut Diagnostics,
) -> Result<Article, ReadError> {
    let lines = line::split(source.text());
    let found = understand(&lines, Some(options.boldness).filter(|_| !options.keep_all));
    report(source, &lines, &found, diagnostics);
    let (shapes, marks) = shape(&lines, &found.labels);
    let mut builder = Builder::new(source, &lines, marks, diagnostics);
    let meta = builder.metadata(&found);
    let blocks = builder.blocks(shapes);
    let (notes, spaces, invisible) = (builder.notes, builder.spaces, builder.invisible);
    diagnostics.repaired(Repair::Spaces, spaces);
    diagnostics.repaired(Repair::Invisible, invisible);
    let mut article = Article { meta, blocks, notes, ..Article::default() };
    autolinks::apply(&mut article);
    Ok(article)
}

/// Says what is not in the article although the text has it.
fn report(
    source: &Source,
    lines: &[Line<'_>],
    found: &Understanding,
    diagnostics: &mut Diagnostics,
) {
    let mut removed = |lines: &[Line<'_>], what: Boilerplate, reason: String| {
        let (Some(first), Some(last)) = (lines.first(), lines.last()) else { return };
        let range = first.start..last.end();
        let text = source.text().get(range.clone()).unwrap_or_default().to_owned();
        let kind = Kind::Removed { what, reason, text, lines: lines.len() as u32 };
        diagnostics.push(kind, source.span(range));
    };
    let dropped = |at: &&usize| found.labels[**at] == Label::Front;
    for at in found.front.repeats.iter().filter(dropped) {
        removed(&lines[*at..*at + 1], Boilerplate::Other, "it repeats the title".to_owned());
    }
    for at in found.front.more.iter().filter(dropped) {
        let titled = found.front.title.as_ref().is_some_and(|(title, _)| title == at);
        let reason = match titled {
            true => "the title is told without the name of the site",
            false => "its names or date stand with the title",
        };
        removed(&lines[*at..*at + 1], Boilerplate::Other, reason.to_owned());
    }
    for removal in &found.removals {
        removed(&lines[removal.lines.clone()], removal.what, removal.reason.clone());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{json, plain_text};

    const SAMPLE: &str = "\
The Mill – OpEd\n\n\nBy Jane Doe | March 31, 2024\n\n\
The mill by the river has stood there\u{A0}for as long as anyone in the  village remembers (\n\n\
It will stand there for a long time yet, as far as one can tell today.\n\n\
Leave a Reply\n\nYour email address will not be published. Required fields are marked *";

    fn reading(text: &str, keep_all: bool) -> (Article, Diagnostics, Source) {
        let mut diagnostics = Diagnostics::new();
        let source = Source::new("a.txt", text);
        let options = ReadOptions { keep_all, ..ReadOptions::default() };
        let article = read(&source, &options, &mut diagnostics).unwrap();
        (article, diagnostics, source)
    }

    fn paragraphs(article: &Article) -> Vec<String> {
        let runs = article.blocks.iter().flat_map(|block| block.kind.inlines());
        runs.map(|run| plain_text(run)).collect()
    }

    #[test]
    fn a_scraped_article_is_put_right() {
        let (article, diagnostics, source) = reading(SAMPLE, false);
        assert_eq!(article.meta.title_text().as_deref(), Some("The Mill"));
        assert_eq!(article.meta.kicker.as_deref(), Some("OpEd"));
        assert_eq!(article.meta.author_names(), ["Jane Doe"]);
        assert_eq!(article.meta.date.map(|date| date.to_string()).as_deref(), Some("2024-03-31"));
        assert_eq!(
            paragraphs(&article),
            [
                "The mill by the river has stood there for as long as anyone in the village remembers",
                "It will stand there for a long time yet, as far as one can tell today."
            ]
        );
        let span = article.blocks[1].span;
        assert_eq!(span.line, 8);
        assert!(source.text()[span.start as usize..span.end as usize].starts_with("It will"));
        let kinds: Vec<&Kind> = diagnostics.iter().map(|diagnostic| &diagnostic.kind).collect();
        assert!(matches!(
            kinds[..],
            [
                Kind::Removed { what: Boilerplate::CommentForm, lines: 3, .. },
                Kind::Repaired { what: Repair::Bracket, count: 1 },
                Kind::Repaired { what: Repair::Spaces, count: 2 },
            ]
        ));
    }

    #[test]
    fn a_deck_stands_between_title_and_byline() {
        for (title, deck, told, text) in [
            (
                "The Mill by the River",
                "Three hundred years of water have worn out the wheel, and those who mend it are tired.",
                "By Jane Doe | March 31, 2024",
                "The mill by the river has stood there for as long as anyone in the village remembers.",
            ),
            (
                "Die Mühle am Fluss",
                "Dreihundert Jahre Wasser haben das Rad abgenutzt, und die es flicken, sind müde.",
                "Von Erika Müller, 31. März 2024",
                "Die Mühle am Fluss steht dort, solange sich irgendjemand im Dorf erinnern kann.",
            ),
        ] {
            let body = format!("{text} {text}\n\n{text} {text} {text}\n\n{text} {text}");
            let (article, ..) = reading(&format!("{title}\n\n{deck}\n\n{told}\n\n{body}"), false);
            assert_eq!(article.meta.title_text().as_deref(), Some(title));
            assert_eq!(plain_text(&article.meta.subtitle), deck);
            assert_eq!(paragraphs(&article).len(), 3, "{:?}", paragraphs(&article));
            // Without a byline behind it, it may as well be the first paragraph.
            let (article, ..) = reading(&format!("{title}\n\n{deck}\n\n{body}"), false);
            assert_eq!((article.meta.subtitle.len(), paragraphs(&article).len()), (0, 4));
            // Below the byline it stays where it is.
            let (article, ..) = reading(&format!("{title}\n\n{told}\n\n{deck}\n\n{body}"), false);
            assert_eq!((article.meta.subtitle.len(), paragraphs(&article).len()), (0, 4));
        }
    }

    #[test]
    fn all_may_be_kept() {
        let (article, diagnostics, _) = reading(SAMPLE, true);
        assert_eq!(paragraphs(&article)[2], "Leave a Reply");
        assert_eq!(paragraphs(&article).len(), 4);
        assert!(!diagnostics.iter().any(|d| matches!(d.kind, Kind::Removed { .. })));
    }

    #[test]
    fn what_a_front_line_says_besides_is_reported() {
        let text = "A Title\nUpdated March 31, 2024 at noon\n\nA text.";
        let (article, diagnostics, _) = reading(text, false);
        assert_eq!(paragraphs(&article), ["A text."]);
        assert!(matches!(diagnostics.iter().next().unwrap().kind, Kind::Removed { lines: 1, .. }));
        assert_eq!(paragraphs(&reading(text, true).0).len(), 2);
    }

    #[test]
    fn lists_have_their_marks_taken_off() {
        let (article, ..) = reading("T\n\n3. three\n4. four\n", false);
        let json = json::write(&article);
        assert!(json.contains("\"start\": 3") && json.contains("\"text\": \"four\""), "{json}");
    }

    #[test]
    fn long_lines_take_linear_time() {
        let (article, ..) = reading(&"word ( [ 12 ".repeat(80_000), false);
        assert_eq!(article.blocks.len(), 1);
    }
}
