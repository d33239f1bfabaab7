//! There and back again.

use super::{read, write};
use crate::article::dump::dump;
use crate::article::{Article, BlockKind, Inline, InlineKind, walk};
use crate::backends::torture;
use crate::diagnostics::Diagnostics;
use crate::source::Source;

/// Writes and reads an article.
fn there_and_back(article: &Article) -> Article {
    let mut diagnostics = Diagnostics::new();
    let json = write(article, &mut diagnostics);
    read(&Source::new("test.json", json), &mut diagnostics).unwrap()
}

/// What of an article pandoc's form holds: images by their references, a note at its first
/// mark alone, headings of rows for whole columns alone, keywords with words.
fn projected(mut article: Article) -> Article {
    article.assets.clear();
    article.meta.cover = None;
    article.meta.keywords.retain(|word| !word.trim().is_empty());
    let mut known: Vec<String> = Vec::new();
    walk::nested_runs_mut(&mut article, &mut |run| {
        for inline in run.iter_mut() {
            let InlineKind::NoteRef { id } = &mut inline.kind else { continue };
            match known.iter().position(|note| note == id) {
                Some(at) => {
                    let content = vec![Inline::text((at + 1).to_string())];
                    inline.kind = InlineKind::Superscript { content };
                }
                None => {
                    known.push(id.clone());
                    *id = known.len().to_string();
                }
            }
        }
    });
    for note in &mut article.notes {
        let at = known.iter().position(|id| *id == note.id).unwrap();
        note.id = (at + 1).to_string();
    }
    walk::images_mut(&mut article, &mut |image, _| image.asset = None);
    walk::blocks_mut(&mut article, &mut |block| {
        if let BlockKind::Table(table) = &mut block.kind {
            let cells = table.body.iter_mut().flat_map(|row| &mut row.cells);
            cells.for_each(|cell| cell.header = false);
        }
    });
    article
}

#[test]
fn every_kind_comes_back() {
    let once = there_and_back(&torture::article());
    assert_eq!(dump(&once), dump(&projected(torture::article())));
    assert_eq!(there_and_back(&once), once);
}

/// Reads blocks of pandoc's and compares the outline; gives what was reported.
#[track_caller]
fn check(blocks: &str, expected: &str) -> Vec<String> {
    let json = format!("{{\"pandoc-api-version\":[1,22],\"meta\":{{}},\"blocks\":{blocks}}}");
    let mut diagnostics = Diagnostics::new();
    let article = read(&Source::new("test.json", json), &mut diagnostics).unwrap();
    assert_eq!(dump(&article).trim_end(), expected.trim());
    diagnostics.iter().map(|diagnostic| diagnostic.kind.message()).collect()
}

#[test]
fn raw_html_stands_around_other_blocks() {
    let reported = check(
        r#"[{"t":"RawBlock","c":["html","<details><summary>a</summary>"]},
            {"t":"Para","c":[{"t":"Str","c":"b"},{"t":"RawInline","c":["html","<sup>"]},
              {"t":"Str","c":"c"},{"t":"RawInline","c":["html","</sup>"]}]},
            {"t":"RawBlock","c":["html","</details>"]},{"t":"RawBlock","c":["tex","\\x"]}]"#,
        r#"
aside plain
  title "a"
  paragraph
    text "b"
    superscript "c""#,
    );
    assert_eq!(reported, ["raw markup left out: raw tex"]);
}

#[test]
fn raw_html_takes_nothing_away() {
    for open in ["<!-- ", "<textarea>", "<script>", "<style>", "<plaintext>", "<title>", "<svg>"] {
        let json = format!(
            r#"[{{"t":"RawBlock","c":["html","{open}"]}},{{"t":"Para","c":[{{"t":"Str","c":"a"}},
                {{"t":"RawInline","c":["html","{open}"]}},{{"t":"Str","c":"b"}}]}}]"#
        );
        let reported = check(&json, "paragraph \"ab\"");
        assert_eq!(reported.len(), 1, "{open}: {reported:?}");
    }
}

#[test]
fn figures_of_the_older_version_are_known_by_their_title() {
    check(
        r#"[{"t":"Para","c":[{"t":"Image","c":[["",[],[]],[{"t":"Str","c":"a"}],["b.png","fig:c"]]}]}]"#,
        "figure \"b.png\" alt=\"a\" title=\"c\"\n  caption \"a\"",
    );
}

#[test]
fn what_is_no_document_is_refused() {
    let deep = format!("{{\"blocks\":{}", "[".repeat(100_000));
    for (json, expected) in [
        ("{", "line 1, column 1"),
        ("{\"blocks\":[]}", "pandoc -t json"),
        ("{\"pandoc-api-version\":[1,20],\"blocks\":[]}", "version 1.20"),
        (&deep, "nest deeper"),
    ] {
        let error = read(&Source::new("a", json), &mut Diagnostics::new()).unwrap_err();
        assert!(error.to_string().contains(expected), "{error}");
    }
}

#[test]
fn any_shape_of_json_is_read() {
    for json in [
        r#"{"pandoc-api-version":[1,23],"meta":[],"blocks":{"t":1}}"#,
        r#"{"pandoc-api-version":[1,23],"meta":{"title":3,"author":{"t":"MetaMap","c":[]}},
            "blocks":[3,{"t":"Table","c":[]},{"t":"Header"},{"t":"Div","c":[[],7]},{"t":"Figure"},
            {"t":"OrderedList","c":[[-1],[[]]]},{"t":"Para","c":[{"t":"Link"},{"t":"Note"}]}]}"#,
    ] {
        read(&Source::new("a", json), &mut Diagnostics::new()).unwrap();
    }
}
