//! Which notes paper has, and where.

use super::{Flow, Group, LinkTarget, Node, Paragraph, Run, RunContent, Structure, flow};
use crate::article::Article;
use crate::compose::{Publication, compose};
use crate::diagnostics::Diagnostics;
use crate::host::Memory;
use crate::readers::ReadOptions;
use crate::theme::{self, Theme};

fn article(markdown: &str) -> Article {
    let options = ReadOptions { name: "a.md".into(), ..ReadOptions::default() };
    crate::read(markdown.as_bytes(), &options, &Memory::default()).unwrap().article
}

fn placed(notes: &str, addresses: &str) -> Theme {
    let places = format!("notes.place = \"{notes}\"\nlinks.addresses = \"{addresses}\"\n");
    theme::parse(&format!("base = \"article\"\n{places}")).unwrap()
}

/// What paper shows of some articles: its paragraphs, then the notes at the feet
/// of pages. `{1}` is a mark, `{1→0}` one that brings a note with it; a note
/// begins with its number.
fn shown(articles: &[&str], theme: &Theme) -> Vec<String> {
    flowing(articles, theme, |flow| {
        let mut texts = Vec::new();
        texts_of(&flow.nodes, &mut texts);
        texts.push("--".to_owned());
        flow.notes.iter().for_each(|note| group_texts(note, &mut texts));
        texts
    })
}

fn flowing<T>(articles: &[&str], theme: &Theme, look: impl FnOnce(&Flow<'_>) -> T) -> T {
    let articles: Vec<Article> = articles.iter().map(|text| article(text)).collect();
    let publication = Publication { meta: articles[0].meta.clone(), articles };
    let composition = compose(&publication);
    look(&flow(&composition, theme, &mut Diagnostics::new()))
}

fn texts_of(nodes: &[Node<'_>], texts: &mut Vec<String>) {
    for node in nodes {
        match node {
            Node::Paragraph(paragraph) => texts.push(text_of(paragraph)),
            Node::Group(group) => group_texts(group, texts),
            Node::Table(table) => {
                let cells = table.rows.iter().flat_map(|row| &row.cells);
                cells.for_each(|cell| texts_of(&cell.children, texts));
            }
            _ => {}
        }
    }
}

fn group_texts(group: &Group<'_>, texts: &mut Vec<String>) {
    let first = texts.len();
    texts_of(&group.children, texts);
    if let (Some(marker), Some(text)) = (&group.marker, texts.get_mut(first)) {
        *text = format!("{} {text}", text_of(marker));
    }
}

fn text_of(paragraph: &Paragraph<'_>) -> String {
    let shown = |run: &Run<'_>| match (&run.content, &run.structure, run.note) {
        (RunContent::Text(text), Some(Structure::Reference), None) => format!("{{{text}}}"),
        (RunContent::Text(text), Some(Structure::Reference), Some(note)) => {
            format!("{{{text}→{note}}}")
        }
        (RunContent::Text(text), ..) => text.to_string(),
        _ => String::new(),
    };
    paragraph.runs.iter().map(shown).collect()
}

const ARTICLE: &str = "See [one](https://example.org/1), a note,[^a] [two](https://example.org/2)\
    [^b] and [one](https://example.org/1) again.[^a]\n\n\
    [^a]: With [a link](https://example.org/3).\n[^b]: Plain.\n";

#[test]
fn notes_in_one_place_share_their_numbers() {
    let text = "See one{1→0}, a note,{2→1} two{3→2},{4→3} and one{1} again.{2}";
    let notes =
        ["1. example.org/1", "2. With a link ⟨example.org/3⟩.", "3. example.org/2", "4. Plain."];
    let foot = [&[text, "--"], &notes[..]].concat();
    assert_eq!(shown(&[ARTICLE], &placed("foot", "foot")), foot);
    let text = "See one{1}, a note,{2} two{3},{4} and one{1} again.{2}";
    let end = [&[text, "Notes"], &notes[..], &["--"]].concat();
    assert_eq!(shown(&[ARTICLE], &placed("end", "end")), end);
}

#[test]
fn notes_in_two_places_count_for_themselves() {
    assert_eq!(
        shown(&[ARTICLE], &placed("foot", "end")),
        [
            "See one{[1]}, a note,{1→0} two{[2]},{2→1} and one{[1]} again.{1}",
            "Links",
            "[1] example.org/1",
            "[2] example.org/2",
            "--",
            "1. With a link ⟨example.org/3⟩.",
            "2. Plain.",
        ]
    );
    let apart = shown(&[ARTICLE], &placed("end", "foot"));
    assert_eq!(apart[0], "See one{[1]→0}, a note,{1} two{[2]→1},{2} and one{[1]} again.{1}");
    assert_eq!(apart[1], "Notes");
    // With one kind alone nothing need be told apart.
    let links = shown(&["See [one](https://example.org/1)."], &placed("foot", "end"));
    assert_eq!(links, ["See one{1}.", "Links", "1. example.org/1", "--"]);
}

#[test]
fn without_addresses_links_are_as_ever() {
    let text = "See one, a note,{1→0} two{2→1} and one again.{1}";
    assert_eq!(
        shown(&[ARTICLE], &placed("foot", "none")),
        [text, "--", "1. With a link.", "2. Plain."]
    );
}

#[test]
fn addresses_in_the_line_are_notes_of_titles() {
    let text = "# A [title](https://example.org/0)\n\nSee [one](https://example.org/1).\n\n\
        ## A [head](https://example.org/2)\n\n| [cell](https://example.org/3) |\n|---|\n";
    assert_eq!(
        shown(&[text], &placed("foot", "inline")),
        [
            "A title{1→0}",
            "See one ⟨example.org/1⟩.",
            "A head{2→1}",
            "cell ⟨example.org/3⟩",
            "--",
            "1. example.org/0",
            "2. example.org/2",
        ]
    );
}

#[test]
fn marks_of_headings_stay_out_of_lists_of_headings() {
    let text = "# T\n\n## One [two](https://example.org/1)\n\nText.\n";
    let outlines = flowing(&[text], &placed("end", "end"), |flow| {
        let outline = |node: &Node<'_>| match node {
            Node::Paragraph(paragraph) => paragraph.outline.clone(),
            _ => None,
        };
        flow.nodes.iter().filter_map(outline).collect::<Vec<_>>()
    });
    assert_eq!(outlines, [(1, "One two".to_owned()), (1, "Links".to_owned())]);
}

#[test]
fn what_needs_no_address_has_none() {
    for plain in [
        "<https://example.org/a>",
        "[www.example.org](https://example.org/)",
        "[above](#top)",
        "[here](https://example.org/article#top)",
        "[x](https://example.org/1) [y](https://example.org/1)",
    ] {
        let text = format!("---\nsource: https://example.org/article\n---\n\n# Top\n\n{plain}\n");
        let shown = shown(&[&text], &placed("end", "end"));
        let marks = usize::from(plain.starts_with("[x]"));
        assert_eq!(shown.iter().filter(|text| text.contains('{')).count(), marks, "{shown:?}");
        assert!(marks == 0 || shown.iter().any(|text| text.ends_with("x y{1}")), "{shown:?}");
    }
}

#[test]
fn notes_of_notes_stand_at_the_end() {
    let text = "Text.[^a]\n\n[^a]: See too.[^b]\n[^b]: And.[^a]\n";
    assert_eq!(
        shown(&[text], &placed("foot", "foot")),
        ["Text.{1→0}", "Notes", "2. And.{1}", "--", "1. See too.{2}"]
    );
}

#[test]
fn articles_count_for_themselves_and_their_places_never_meet() {
    let theme = placed("foot", "end");
    let shown = shown(&[ARTICLE, ARTICLE], &theme);
    let firsts = ["1. With", "[1]", "Links"];
    for first in firsts {
        assert_eq!(shown.iter().filter(|text| text.starts_with(first)).count(), 2, "{shown:?}");
    }
    assert!(shown.iter().any(|text| text.contains("{1→2}")), "{shown:?}");
    let (mut anchors, links) = flowing(&[ARTICLE, ARTICLE], &theme, |flow| {
        let mut anchors = Vec::new();
        anchors_of(&flow.nodes, &mut anchors);
        flow.notes.iter().for_each(|note| group_anchors(note, &mut anchors));
        (anchors, flow.links.clone())
    });
    anchors.sort();
    let all = anchors.len();
    anchors.dedup();
    // Two notes and two addresses in each article, and the mark of each.
    assert_eq!((anchors.len(), all), (16, 16));
    for link in links {
        if let LinkTarget::Note { anchor, .. } = link {
            assert!(anchors.contains(&anchor), "{anchor} leads nowhere");
        }
    }
}

fn anchors_of(nodes: &[Node<'_>], anchors: &mut Vec<String>) {
    for node in nodes {
        match node {
            Node::Paragraph(paragraph) => {
                anchors.extend(paragraph.runs.iter().filter_map(|run| run.anchor.clone()));
            }
            Node::Group(group) => group_anchors(group, anchors),
            _ => {}
        }
    }
}

fn group_anchors(group: &Group<'_>, anchors: &mut Vec<String>) {
    let marker = group.marker.iter().flat_map(|marker| &marker.runs);
    anchors.extend(marker.filter_map(|run| run.anchor.clone()));
    anchors_of(&group.children, anchors);
}

#[test]
fn addresses_are_isolated_among_text_from_right_to_left() {
    let text = "---\nlang: he\n---\n\nטקסט [קישור](https://example.org/a/) טקסט\n";
    let shown = |addresses| shown(&[text], &placed("end", addresses));
    assert_eq!(shown("inline")[0], "טקסט קישור ⟨\u{2066}example.org/a/\u{2069}⟩ טקסט");
    assert_eq!(shown("end")[1..3], ["קישורים", "1. \u{2066}example.org/a/\u{2069}"]);
}

#[test]
fn a_book_of_several_articles_begins_with_its_contents() {
    let theme = placed("end", "none");
    let first = "---\ntitle: One\n---\n\n# Part\n\n[there](#part)\n";
    let second = first.replace("One", "Two");
    let (listed, anchors, links) = flowing(&[first, &second], &theme, |flow| {
        let mut headings = Vec::new();
        headings_of(&flow.nodes, &mut headings);
        let contents = flow.nodes.iter().find_map(|node| match node {
            Node::Contents(contents) => Some(contents),
            _ => None,
        });
        let entries = contents.unwrap().entries.iter();
        let listed: Vec<_> = entries.map(|e| (e.level, text_of(&e.paragraph))).collect();
        (listed, headings, flow.links.clone())
    });
    let expected = [(0, "{One}"), (1, "{Part}"), (0, "{Two}"), (1, "{Part}")];
    assert_eq!(listed, expected.map(|(level, title)| (level, title.to_owned())));
    let expected = [(1, "#title"), (2, "part"), (1, "2/#title"), (2, "2/part")];
    assert_eq!(anchors, expected.map(|(level, name)| (level, name.to_owned())));
    for link in links {
        let LinkTarget::Anchor(name) = link else { panic!("{link:?}") };
        assert!(anchors.iter().any(|(_, anchor)| *anchor == name), "{name} leads nowhere");
    }
}

/// The levels in the outline and the places of all headings.
fn headings_of(nodes: &[Node<'_>], headings: &mut Vec<(u8, String)>) {
    for node in nodes {
        match node {
            Node::Paragraph(Paragraph {
                outline: Some((level, _)), anchor: Some(anchor), ..
            }) => {
                headings.push((*level, anchor.clone()));
            }
            Node::Group(group) => headings_of(&group.children, headings),
            _ => {}
        }
    }
}
