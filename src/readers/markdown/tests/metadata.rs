//! Metadata blocks.

use super::{check, check_reported, read};

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
