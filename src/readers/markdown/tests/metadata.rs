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
fn metadata_for_catalogues() {
    check(
        "---\nauthor: [Ann Angler, Ben Bailiff]\ncreator:\n- role: author\n  text: Ann Angler\n  file-as: Angler, Ann\n- role: trl\n  text: Cy Clerk\neditor: Di Dyer and Ed Elm\nidentifier:\n- scheme: DOI\n  text: 10.1000/182\n- https://x.org/a\nisbn: 978-3-16-148410-0\nbelongs-to-collection: Weirs\ngroup-position: 2\n---\n",
        r#"
meta
  author "Ann Angler" file-as="Angler, Ann"
  author "Ben Bailiff"
  translator "Cy Clerk"
  editor "Di Dyer"
  editor "Ed Elm"
  identifier "doi:10.1000/182"
  identifier "https://x.org/a"
  identifier "urn:isbn:9783161484100"
  series "Weirs"
  position 2"#,
    );
    check(
        "+++\nseries = [\"Mills\"]\nseries_order = 3\n[[author]]\nfamily = \"Doe\"\ngiven = \"Jane\"\n+++\n",
        "meta\n  author \"Jane Doe\" file-as=\"Doe, Jane\"\n  series \"Mills\"\n  position 3",
    );
}

#[test]
fn what_catalogues_would_not_take_is_reported() {
    let (article, reported) = read(
        "---\nisbn: 978-3-16-148410-1\nseries-order: 2\ncontributor:\n- role: cook\n  text: A B\n---\n",
    );
    assert_eq!(article.meta.identifiers, ["urn:isbn:978-3-16-148410-1".into()]);
    assert_eq!(article.meta.contributors[0].role.name(), "contributor");
    let (several, told) = read("---\nseries: [A, B]\nseries-order: 2\n---\n");
    assert_eq!(several.meta.series.unwrap().to_string(), "A #2");
    assert!(told[0].contains("only “A” is taken"), "{told:?}");
    assert!(reported.iter().any(|line| line.contains("series-order")), "{reported:?}");
    assert!(reported.iter().any(|line| line.contains("“cook”")), "{reported:?}");
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
