//! Pairs of Markdown and what it is read as.

mod html;
mod metadata;

use crate::article::Article;
use crate::article::dump::dump;
use crate::diagnostics::Diagnostics;
use crate::source::Source;

fn read(markdown: &str) -> (Article, Vec<String>) {
    let mut diagnostics = Diagnostics::new();
    let source = Source::new("test.md", markdown);
    let article = super::read(&source, &crate::ReadOptions::default(), &mut diagnostics).unwrap();
    let lines = diagnostics.iter().map(|d| format!("{}: {}", d.span.line, d.kind.message()));
    (article, lines.collect())
}

/// Compares outlines, and wants nothing reported.
#[track_caller]
fn check(markdown: &str, expected: &str) {
    assert_eq!(check_reported(markdown, expected), [""; 0]);
}

/// Compares outlines; gives what was reported, each after its line.
#[track_caller]
fn check_reported(markdown: &str, expected: &str) -> Vec<String> {
    let (article, reported) = read(markdown);
    let found = dump(&article);
    assert_eq!(found.trim_end(), expected.trim(), "\n{found}");
    reported
}

#[test]
fn text_with_all_kinds_of_inline() {
    check(
        "*a **b*** ~~c~~ `d` [e](f \"g\") <me@x.org> $h$  \ni",
        r#"
paragraph
  emphasis
    text "a "
    strong "b"
  text " "
  strike "c"
  text " "
  code "d"
  text " "
  link to="f" title="g" "e"
  text " "
  link to="mailto:me@x.org" "me@x.org"
  text " "
  math "h"
  break
  text "i""#,
    );
}

#[test]
fn headings_keep_the_ids_that_authors_give() {
    check("# A {#top .x}\n\nB\n-\n\n#\n", "heading 1 #top \"A\"\nheading 2 \"B\"");
}

#[test]
fn scripts_stand_in_words_and_alone() {
    check(
        "H~2~O, x^2^ and ^up^, but 5~10 20~30",
        r#"
paragraph
  text "H"
  subscript "2"
  text "O, x"
  superscript "2"
  text " and "
  superscript "up"
  text ", but 5~10 20~30""#,
    );
    check("a\\~b~c", "paragraph \"a~b~c\"");
}

#[test]
fn lists_know_start_spacing_and_tasks() {
    check(
        "3. a\n4. b\n   - [x] c\n   - [ ] d\n\n     e\n",
        r#"
list decimal start=3 tight
  item "a"
  item
    paragraph "b"
    list bullet loose
      item done "c"
      item to-do
        paragraph "d"
        paragraph "e""#,
    );
}

#[test]
fn an_image_alone_is_a_figure_with_its_title_as_caption() {
    let reported = check_reported(
        "![alt](a.png \"The caption\"){width=50%}\n\n![](b.png)\n\n- ![c](c.png)\n\nx ![d *e*](d.png \"t\")\n",
        r#"
figure "a.png" alt="alt"
  caption "The caption"
figure "b.png"
list bullet tight
  item
    image "c.png" alt="c"
paragraph
  text "x "
  image "d.png" alt="d e" title="t""#
            .trim(),
    );
    assert_eq!(reported, ["1: attributes not used: {width=50%}"]);
}

#[test]
fn tables_without_words_in_the_head_have_none() {
    check(
        "|a|b|\n|:-:|--|\n|1||\n\n|||\n|--|--:|\n|`x`|y|\n",
        r#"
table center natural
  head
    cell "a"
    cell "b"
  row
    cell "1"
    cell
table natural right
  row
    cell
      code "x"
    cell "y""#,
    );
}

#[test]
fn notes_stand_apart_and_ignore_case() {
    let reported = check_reported(
        "a[^N] b^[in *line*] c[^gone]\n\n[^n]: one\n\n    two\n\n[^n]: again",
        r#"
paragraph
  text "a"
  note-ref "n"
  text " b"
  note-ref "inline 1"
  text " c[^gone]"
note "n"
  paragraph "one"
  paragraph "two"
note "n (2)"
  paragraph "again"
note "inline 1"
  paragraph
    text "in "
    emphasis "line""#,
    );
    assert_eq!(reported, ["1: note “gone” is referred to but not given"]);
}

#[test]
fn blocks_of_every_kind() {
    check(
        "> q\n\n> [!TIP]\n> t\n\n```rust,ignore\nx\n\n```\n\n    y\n\n---\n\nt\n: d1\n: d2\n\nbefore $$z$$ after\n",
        r#"
quote
  paragraph "q"
aside tip
  paragraph "t"
code-block rust
  | x
  |
code-block
  | y
rule
definition-list
  definition
    term "t"
    description "d1"
    description "d2"
paragraph "before "
math-block
  | z
paragraph " after""#,
    );
}

#[test]
fn dollars_are_no_formulas() {
    check("It cost $5/$6, or $7 and $8.", "paragraph \"It cost $5/$6, or $7 and $8.\"");
}

#[test]
fn punctuation_is_left_to_the_passes() {
    check("---\nlang: en\n---\n\"a\" -- b", "meta\n  language en\nparagraph \"\\\"a\\\" -- b\"");
}

#[test]
fn links_of_wikis() {
    check(
        "[[A b]], [[C#D|e]], [[#F g!]]; ![[h.png|300]] [[1]](i) x[[1]] \\[[j]] [[ ]]\n\n![[k l.jpg|m]]\n",
        r##"
paragraph
  link to="A b" "A b"
  text ", "
  link to="C#D" "e"
  text ", "
  link to="#f-g" "F g!"
  text "; "
  image "h.png"
  text " "
  link to="i" "[1]"
  text " x[[1]] [[j]] [[ ]]"
figure "k l.jpg" alt="m""##,
    );
}

#[test]
fn abbreviations_are_marked_where_they_are_words() {
    check(
        "The HTML of *XHTML*, (HTML) and `HTML`.\n\n*[HTML]: Hypertext Language\n*[W3C]: Consortium\n\n*[x] y\n",
        r#"
paragraph
  text "The "
  abbreviation "Hypertext Language" "HTML"
  text " of "
  emphasis "XHTML"
  text ", ("
  abbreviation "Hypertext Language" "HTML"
  text ") and "
  code "HTML"
  text "."
paragraph "*[x] y""#,
    );
}

#[test]
fn marks_of_other_dialects() {
    let reported = check_reported(
        "[TOC]\n\n* TOC\n{:toc}\n\n# A {lang=de}\n{: .no_toc}\n\nb\n{: .wide #c}\n\n> [!info]- D *e*\n> f\n>\n> g\n\n> [!h] i\n",
        r#"
meta
  contents true
heading 1 lang=de "A"
paragraph "b"
aside note
  title
    text "D "
    emphasis "e"
  paragraph "f"
  paragraph "g"
quote
  paragraph "[!h] i""#,
    );
    assert_eq!(reported.len(), 2, "{reported:?}");
}

#[test]
fn depth_is_bounded_and_words_are_kept() {
    for (open, close) in [("> ", ""), ("- ", ""), ("*a **b ", ""), ("<b>", ""), ("[x", "](y)")] {
        let markdown = format!("{}core{}", open.repeat(3_000), close.repeat(3_000));
        let (mut article, _) = read(&markdown);
        assert!(dump(&article).contains("core"));
        assert!(!crate::article::nesting::cap(&mut article), "{open}");
    }
}

#[test]
fn bare_addresses_are_links_but_not_in_links_or_code() {
    check(
        "See *https://a.org/x--y*, [http://b.org c](d) and `http://e.org`.",
        r#"
paragraph
  text "See "
  emphasis
    link to="https://a.org/x--y" "https://a.org/x--y"
  text ", "
  link to="d" "http://b.org c"
  text " and "
  code "http://e.org"
  text "."
"#,
    );
}

/// Pieces whose combinations have broken parsers.
const PIECES: &[&str] = &[
    "a",
    "é",
    "漢",
    " ",
    "\n",
    "\n\n",
    "    ",
    "\t",
    "*",
    "**",
    "_",
    "`",
    "```\n",
    "~",
    "~~",
    "^",
    "^[",
    "[",
    "]",
    "](",
    ")",
    "![",
    "[^1]",
    "[^1]: ",
    "<",
    ">",
    "<b>",
    "</b>",
    "<p>",
    "</p>",
    "<aside>",
    "</aside>",
    "<pre>",
    "<h1>",
    "<img src=a>",
    "<!--",
    "-->",
    "<a href=x>",
    "\"",
    "'",
    "$",
    "$$",
    "|",
    "|-|\n",
    "- ",
    "1. ",
    "[ ] ",
    "# ",
    "> ",
    "> [!NOTE]\n",
    ": ",
    "---\n",
    "+++\n",
    "a: b\n",
    "{",
    "}",
    "{.x}",
    "\\",
    "&amp;",
    "https://a.b",
    "\u{0}",
    "\u{200b}",
];

proptest::proptest! {
    #[test]
    fn any_input_is_read(picks in proptest::collection::vec(0..PIECES.len(), 0..60)) {
        let markdown: String = picks.iter().map(|pick| PIECES[*pick]).collect();
        let (mut article, _) = read(&markdown);
        assert!(!crate::article::nesting::cap(&mut article));
        let dumped = dump(&article);
        // Tags, addresses, definitions and what stands behind a fence are no text.
        let hiding = ["<", "]: ", "](", "```", "~~~"];
        let hidden = hiding.iter().any(|mark| markdown.contains(mark));
        assert!(!markdown.contains("漢") || dumped.contains("漢") || hidden);
        crate::article::walk::inlines(&article, &mut |inline| {
            let place = inline.span.start as usize..inline.span.end as usize;
            assert!(markdown.get(place).is_some());
        });
    }
}

#[test]
fn spans_point_at_the_words() {
    let markdown = "---\ntitle: T\n---\n\n> a *b*\n";
    let (article, _) = read(markdown);
    assert_eq!(article.meta.title[0].span.line, 2);
    let quote = &article.blocks[0];
    assert_eq!(quote.span.line, 5);
    let paragraph = &quote.kind.children()[0][0];
    let emphasis = &paragraph.kind.inlines()[0][1];
    assert_eq!(&markdown[emphasis.span.start as usize..emphasis.span.end as usize], "*b*");
}
