use super::super::line::split;
use super::*;

const PROSE: &str = "It was, as everyone in the valley knew, the coldest winter of them all.";

fn say(text: &Text<'_>) -> String {
    let lines: Vec<&str> = text.lines.iter().map(|line| line.text).collect();
    lines.join(" ").chars().take(12).collect()
}

fn brief_of(shapes: &[Shape<'_>]) -> Vec<String> {
    let brief = shapes.iter().map(|shape| match shape {
        Shape::Paragraph(text) => format!("p {}", say(text)),
        Shape::Kept(text) => format!("kept {} {}", text.lines.len(), say(text)),
        Shape::Heading(level, text) => format!("h{level} {}", say(text)),
        Shape::List(list) => {
            let items: Vec<String> =
                list.items.iter().map(|item| brief_of(item).join("+")[2..].to_owned()).collect();
            let start = list.numbers.map(|(start, _)| start);
            format!("list {start:?} {} {}", list.tight, items.join(","))
        }
        Shape::Quote(shapes) => format!("quote [{}]", brief_of(shapes).join(" ")),
        Shape::Code { language, lines } => format!("code {language:?} {}", lines.len()),
        Shape::Table(table) => {
            let row = |row: &Vec<Vec<Line<'_>>>| {
                let cell = |cell: &Vec<Line<'_>>| {
                    cell.iter().map(|line| line.text).collect::<Vec<_>>().join(" ")
                };
                row.iter().map(cell).collect::<Vec<_>>().join("|")
            };
            let rows: Vec<String> = table.rows.iter().map(row).collect();
            format!("table {} {}", table.head, rows.join(" / "))
        }
        Shape::Rule(_) => "rule".to_owned(),
        Shape::Note { id, text } => format!("note {id} {}", say(text)),
        Shape::NotesHeading(_) => "notes".to_owned(),
    });
    brief.collect()
}

/// The shapes of a text, in brief.
fn brief(text: &str) -> Vec<String> {
    let lines = split(text);
    brief_of(&shape(&lines, &vec![Label::Body; lines.len()]).0)
}

#[test]
fn a_line_is_a_paragraph() {
    assert_eq!(brief("One.\nTwo.\n\nThree."), ["p One.", "p Two.", "p Three."]);
}

#[test]
fn lists_need_two_items_that_follow() {
    assert_eq!(brief("* one\n* two\n\nx"), ["list None true one,two", "p x"]);
    assert_eq!(brief("1. one\n\n2. two"), ["list Some(1) false one,two"]);
    assert_eq!(brief("1. one\n3. three"), ["p 1. one", "p 3. three"]);
    assert_eq!(brief("- one"), ["p - one"]);
    assert_eq!(brief("* one\n*\n* two"), ["list None true one,two"]);
}

#[test]
fn headings_need_strong_evidence() {
    assert_eq!(brief("Winter\n======\nx"), ["h1 Winter", "p x"]);
    let text = format!("THE WINTER\n\n{PROSE}\n\nSummer\n\n{PROSE}");
    assert_eq!(brief(&text), ["h2 THE WINTER", "p It was, as e", "p Summer", "p It was, as e"]);
    let text = format!("1. Winter\n\n{PROSE}\n\n2. Summer\n\n{PROSE}");
    assert_eq!(brief(&text)[2], "h2 2. Summer");
    let text = format!("ADVERTISEMENT\n{PROSE}\nADVERTISEMENT\n{PROSE}");
    assert_eq!(brief(&text)[0], "p ADVERTISEMEN");
}

#[test]
fn rows_of_stars_are_rules() {
    assert_eq!(brief("One.\n\n* * *\n\nTwo."), ["p One.", "rule", "p Two."]);
}

#[test]
fn chapters_are_told_from_lists_of_contents() {
    let text = format!("CHAPTER I\n\nCHAPTER II\n\n{PROSE}\n\nCHAPTER I\n\nOf winter\n\n{PROSE}");
    assert_eq!(brief(&text)[0], "p CHAPTER I");
    assert_eq!(brief(&text)[3], "h2 CHAPTER I Of");
    assert_eq!(brief(&format!("Part two of the plan\n\n{PROSE}"))[0], "p Part two of ");
    assert_eq!(brief(&format!("== Winter ==\n{PROSE}"))[0], "h1 Winter");
}

#[test]
fn parts_of_sections_are_deeper() {
    let text =
        format!("1. Winter\n\n1.1 Snow\n\n{PROSE}\n\n1.2 Ice\n\n{PROSE}\n\n2. Summer\n\n{PROSE}");
    let found: Vec<String> = brief(&text).into_iter().filter(|s| s.starts_with('h')).collect();
    assert_eq!(found, ["h2 1. Winter", "h3 1.1 Snow", "h3 1.2 Ice", "h2 2. Summer"]);
}

#[test]
fn short_lines_are_headings_where_the_text_does_it_again() {
    let part = |title: &str| format!("{title}\n\n{PROSE}\n\n{PROSE}\n\n");
    let text = format!("{PROSE}\n\n{}{}{}", part("Winter"), part("Summer"), part("Autumn"));
    assert_eq!(brief(&text)[1], "h3 Winter");
    let text = format!("{PROSE}\n\n{}{}", part("Winter"), part("Summer"));
    assert_eq!(brief(&text)[1], "p Winter");
}

#[test]
fn lists_nest_by_indentation() {
    assert_eq!(
        brief("* a\n    1. b\n    2. c\n\n  d\n* e"),
        ["list None false a+list Some(1) true b,c+p d,e"]
    );
    assert_eq!(brief("a) one\nb) two"), ["list Some(1) true one,two"]);
    assert_eq!(brief("b) one\nc) two"), ["p b) one", "p c) two"]);
}

#[test]
fn what_people_say_is_no_list() {
    assert_eq!(brief("— Where to?\n— Home!").len(), 2);
    assert_eq!(brief("– I go, – she said.\n– So do I.").len(), 2);
    assert_eq!(brief("— a boat;\n— a bench."), ["list None true a boat;,a bench."]);
}

#[test]
fn quotations_nest() {
    assert_eq!(brief("> a\n> > b\n> c"), ["quote [p a quote [p b] p c]"]);
    assert_eq!(brief("> Home"), ["p > Home"]);
    let deep = format!("{} deep\n", ">".repeat(500)).repeat(2);
    assert!(brief(&deep)[0].ends_with(&"]".repeat(DEEPEST)));
}

#[test]
fn verse_is_told_from_menus() {
    let stanza = "The wheel goes round, the water falls,\nThe corn is ground to meal;\n\
                  The swallow nests in broken walls,\nAnd none will mend the wheel.";
    assert_eq!(brief(&format!("{stanza}\n\n{stanza}")).len(), 2);
    assert_eq!(brief(stanza), ["kept 4 The wheel go"]);
    assert_eq!(brief("Home page\nThe news\nAll sports\nThe weather").len(), 4);
    assert_eq!(brief("I went.\nShe came, too.\nWe sat down.\nThe sun set.").len(), 4);
}

#[test]
fn program_text_has_several_signs() {
    let code = "def f(x):\n    return x + 1\n\nprint(f(2))";
    assert_eq!(brief(&format!("{PROSE}\n\n{code}\n\n{PROSE}"))[1], "code None 4");
    assert_eq!(brief("```rust\nlet it = be;\n```"), ["code Some(\"rust\") 1"]);
    assert_eq!(brief("```\nnever closed").len(), 2);
    assert_eq!(brief("One thing (or two);\nanother thing;\nand a third (here);").len(), 3);
}

#[test]
fn columns_must_line_up() {
    assert_eq!(brief("a    1\nbb   2\nc    3"), ["table 0 a|1 / bb|2 / c|3"]);
    assert_eq!(brief("Name\tAge\nJane\t12\nJohn\t14"), ["table 1 Name|Age / Jane|12 / John|14"]);
    assert_eq!(brief("A    B\n---  ---\nx    y\n     z\nv    w"), ["table 1 A|B / x|y z / v|w"]);
    assert_eq!(brief("|a|b|\n|-|-|\n|1|2|"), ["table 1 a|b / 1|2"]);
    assert_eq!(brief("a   b\nc d   e\nf  g h").len(), 3);
    assert_eq!(brief("Home | News\nSport | More | Less").len(), 2);
    assert_eq!(
        brief("1.  Winter\n2.  Summer\n3.  Autumn"),
        ["list Some(1) true Winter,Summer,Autumn"]
    );
}

#[test]
fn notes_match_their_marks_or_stay_text() {
    let notes = |text: &str| brief(text).iter().filter(|shape| shape.starts_with("note ")).count();
    assert_eq!(notes("One.[1] Two.[2]\n\nNotes\n\n[1] A.\n[2] B."), 2);
    assert_eq!(brief("One.[1]\n\nNotes\n\n[1] A."), ["p One.[1]", "notes", "note 1 A."]);
    assert_eq!(notes("One.[1] Two.[3]\n\n[1] A.\n[2] B."), 0);
    assert_eq!(notes("One.[1] Two.\n\nReferences\n\n1. A.\n2. B."), 0);
    assert_eq!(notes("One.[1] Two.[2]\n\nReferences\n\n1. A.\n2. B."), 2);
    assert_eq!(notes("One¹ and 5 m².\n\n¹ A."), 1);
    assert_eq!(notes("One word* more.\n\n* A."), 1);
    assert_eq!(notes("Fields are marked *\n\n* A."), 0);
    assert_eq!(notes("First (1) a, then (2) b.\n\n(1) a\n(2) b"), 0);
    assert_eq!(notes("One.[1]\n\n[1] A.\n\nTwo.[1]\n\n[1] B."), 2);
}

#[test]
fn paragraphs_go_on_over_pages() {
    let page = "\n\nRoe   [Page 1]\n\u{C}\nRFC 1   March\n\n";
    let text = format!("which goes on{page}and on and on.{page}\nThe end.");
    let lines = split(&text);
    let mut labels = vec![Label::Body; lines.len()];
    pages::breaks(&lines).into_iter().flatten().for_each(|at| labels[at] = Label::Front);
    let shapes = shape(&lines, &labels).0;
    assert_eq!(shapes.len(), 3);
}

#[test]
fn long_texts_take_linear_time() {
    for part in [
        "* a\n",
        "  * a\n    1. b\n",
        "> a\n>> b\n",
        "x = f(y);\n",
        "a  b  c\n",
        "[1] a[1]\n",
        "```a\n",
        "1. A\n",
        "# a\n",
        "a\n===\n",
        "> ",
        "word, word\n",
        "{\nword word word\n",
        "|\n",
        "1. a\n- b\n",
    ] {
        assert!(!brief(&part.repeat(20_000)).is_empty());
    }
}
