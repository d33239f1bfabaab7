//! HTML in Markdown.

use super::{check, check_reported, read};
use crate::article::dump::dump;

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
fn html_between_markdown_is_bounded_too() {
    for open in
        ["<div>\n\n", "<blockquote>\n\n", "- <blockquote>\n\n", "> <ul><li>\n\n", "<table><td>\n\n"]
    {
        let (mut article, reported) = read(&format!("{}core", open.repeat(1_000)));
        assert!(dump(&article).contains("core"), "{open}");
        assert!(!crate::article::nesting::cap(&mut article), "{open}");
        let deep = !open.starts_with(['-', '>']);
        assert_eq!(deep, reported.iter().any(|line| line.contains("nest")), "{open} {reported:?}");
    }
}
