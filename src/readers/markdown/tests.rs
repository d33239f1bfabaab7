//! Pairs of Markdown and what it is read as.

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
fn html_that_authors_mix_in() {
    let reported = check_reported(
        "a<br>b <sup>c</sup> <kbd>d</kbd> <u>e</u> <u>f</u><!-- g --> <b>h\n\ni",
        r#"
paragraph
  text "a"
  break
  text "b "
  superscript "c"
  text " "
  code "d"
  text " e f "
  strong "h"
paragraph "i""#,
    );
    assert_eq!(reported, ["1: raw markup left out: <u>"]);
}

#[test]
fn words_in_angle_brackets_stay() {
    check("A Vec<T> for <your-name>.", "paragraph \"A Vec<T> for <your-name>.\"");
    assert_eq!(
        check_reported("a <Note>b</Note>", "paragraph \"a b\""),
        ["1: raw markup left out: <note>"]
    );
}

#[test]
fn html_blocks_keep_their_words() {
    let reported = check_reported(
        "<h1 align=center>A &amp; B</h1>\n<p><img src=c.png alt=C></p>\n\n<figure><img src=d.png>\n<figcaption>E</figcaption></figure>\n\n<aside>\n\nF\n\n- g\n\n</aside>\n\n<table><tr><td>h<td>i</table>\n<script>j()</script>\n",
        r#"
heading 1 "A & B"
figure "c.png" alt="C"
figure "d.png"
  caption "E"
aside plain
  paragraph "F"
  list bullet tight
    item "g"
table natural natural
  row
    cell "h"
    cell "i""#,
    );
    assert_eq!(reported, ["15: raw markup left out: <script>"]);
}

#[test]
fn html_may_stand_around_markdown() {
    check(
        "<details>\n<summary>More <b>of</b> it</summary>\n\nA *b*\n\n- c\n\n</details>\n\n> <div dir=rtl>\n>\n> d\n>\n> </div>\n\ne\n",
        r#"
aside plain
  title
    text "More "
    strong "of"
    text " it"
  paragraph
    text "A "
    emphasis "b"
  list bullet tight
    item "c"
quote
  paragraph dir=rtl "d"
paragraph "e""#,
    );
    check(
        "<table>\n<caption>T</caption>\n<tr><td colspan=2>\n\n**a**\n\n</td></tr>\n<tr><td>\n\n- b\n\n<td>c</table>",
        r#"
table natural natural
  caption "T"
  row
    cell colspan=2
      strong "a"
  row
    cell
      list bullet tight
        item "b"
    cell "c""#,
    );
}

#[test]
fn elements_may_hold_marked_text() {
    check(
        "a <span lang=de>*b* `c`</span> <kbd>d *e*</kbd> <a href=f>g **h**</a> *i <sub>j</sub>*",
        r#"
paragraph
  text "a "
  span lang=de
    emphasis "b"
    text " "
    code "c"
  text " "
  code "d e"
  text " "
  link to="f"
    text "g "
    strong "h"
  text " "
  emphasis
    text "i "
    subscript "j""#,
    );
    check(
        "# a <em>b\n\nc</em> d <iframe src=\"https://e.org/f\" title=\"G\"></iframe>\n",
        r#"
heading 1
  text "a "
  emphasis "b"
paragraph "c d "
paragraph
  link to="https://e.org/f" "G""#,
    );
}

#[test]
fn tags_that_would_take_what_follows_are_words_or_gone() {
    check(
        "Use <select> or <title> *here*.",
        "paragraph\n  text \"Use <select> or <title> \"\n  emphasis \"here\"\n  text \".\"",
    );
    let reported = check_reported(
        "<svg>\n\na\n\n<plaintext>\n\nb <xmp>c</xmp>",
        "paragraph \"a\"\nparagraph \"b c\"",
    );
    assert_eq!(reported.len(), 3, "{reported:?}");
    check("<div class=\"x *a*", "paragraph \"<div class=\\\"x *a*\"");
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
fn marks_of_other_dialects() {
    let reported = check_reported(
        "[TOC]\n\n* TOC\n{:toc}\n\n# A {lang=de}\n{: .no_toc}\n\nb\n{: .wide #c}\n\n> [!info]- D *e*\n> f\n>\n> g\n\n> [!h] i\n",
        r#"
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
    assert_eq!(reported.len(), 4, "{reported:?}");
}

#[test]
fn metadata_of_many_makers() {
    check(
        "---\nTitle: A *b*\nsubtitle: 1. c\nauthor:\n  - name: D E\n    email: x\n  - F <f@x.org>\ndate: 2026-11-22 10:00\nlanguage: pt_br\ntags: [g, h]\nsource: https://x.org/a\ndoi: 10.1/2\ncoverImage: k.png\nlayout: post\nimage: /site/l.png\n---\n",
        r#"
meta
  title
    text "A "
    emphasis "b"
  subtitle "1. c"
  author "D E"
  author "F"
  date 2026-11-22
  language pt-BR
  source-url "https://x.org/a"
  keyword "g"
  keyword "h"
  identifier "doi:10.1/2"
  cover "k.png""#,
    );
    check(
        "+++\ntitle = \"A\"\ndate = 2026-11-22T10:00:00Z\nauthors = [\"B\", { name = \"C\" }]\n[params]\nx = 1\n+++\n",
        "meta\n  title \"A\"\n  author \"B\"\n  author \"C\"\n  date 2026-11-22",
    );
}

#[test]
fn metadata_says_the_same_in_many_manners() {
    check(
        "---\ntitle:\n- type: main\n  text: A\n- type: subtitle\n  text: B\nauthor: C D, E F and G H\ndate: 22 November 2026\nlastmod: Nov 23, 2026\nlang: de\nabstract: |\n  I\n  j.\ncategories: [K]\npublished: false\ncanonicalURL: https://x.org\nimage:\n  path: l.png\n---\n",
        r#"
meta
  title "A"
  subtitle "B"
  author "C D"
  author "E F"
  author "G H"
  date 2026-11-22
  modified 2026-11-23
  language de
  source-url "https://x.org"
  description "I j."
  keyword "K"
  cover "l.png""#,
    );
    check(
        "+++\ntitle = \"A\"\nauthor = \"Angler, Ann\"\n[taxonomies]\ntags = [\"b\"]\n[extra]\nlang = \"fr\"\nx = 1\n+++\n",
        "meta\n  title \"A\"\n  author \"Angler, Ann\"\n  language fr\n  keyword \"b\"",
    );
}

#[test]
fn bad_metadata_is_reported_with_its_place() {
    let reported =
        check_reported("---\ntitle: A: B\ndate: soon\nfoo: 1\n---\n", "meta\n  title \"A: B\"");
    assert_eq!(reported.len(), 3, "{reported:?}");
    assert!(reported[0].starts_with("2: metadata field “(block)” ignored: "), "{reported:?}");
    assert!(reported[1].starts_with("3: metadata field “date” ignored: “soon” is not a date"));
    assert_eq!(reported[2], "4: metadata fields not used: foo");
}

#[test]
fn rules_are_no_metadata() {
    check("---\n\na\n\n---\n", "rule\nparagraph \"a\"\nrule");
    check("---\nJust a text.\n\n---\n", "rule\nparagraph \"Just a text.\"\nrule");
}

#[test]
fn hostile_metadata_stays_small() {
    let bomb = "---\na: &a [x,x]\nb: &b [*a,*a]\ntags: [*b,*b]\n---\n";
    assert!(read(bomb).0.meta.keywords.is_empty());
    let deep = format!("---\ntags: {}\ntitle: A\n---\n", "[".repeat(10_000));
    let (article, reported) = read(&deep);
    assert_eq!(article.meta.title_text().as_deref(), Some("A"));
    assert!(reported[0].contains("recursion limit"), "{reported:?}");
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
